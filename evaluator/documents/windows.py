"""Parsing of windows: `48 hours of notice`, `stated in demand`, `new date in extension`, `open`."""

from __future__ import annotations

from collections.abc import Collection

from evaluator.documents.reader import Reader, hint, place
from evaluator.documents.terms import Window
from evaluator.words.errors import TimeProblem
from evaluator.words.nodes import Node, Text
from evaluator.words.times import parse_date, parse_length

KEYS = ("time", "starts at", "counted by", "stated in", "at least")


def parse_window(reader: Reader, node: Node, names: Collection[str]) -> Window:
    """A window of the language page, section 2.5; `names` are the facts it may run from or be stated in."""
    if isinstance(node, Text):
        return _phrase(reader, node, names, Window())
    entry = reader.mapping(node, "a window", KEYS, ("time",))
    starts = (
        tuple(str(text) for text in reader.texts(entry["starts at"], "`starts at`")) if "starts at" in entry else ()
    )
    counted = str(reader.text(entry["counted by"], "`counted by`")) if "counted by" in entry else None
    stated = (
        _name(reader, entry["stated in"], reader.text(entry["stated in"], "`stated in`"), names)
        if "stated in" in entry
        else ""
    )
    least = (reader.parsed(entry["at least"], "`at least`", parse_length) or ()) if "at least" in entry else ()
    window = Window(starts_at=starts, counted_by=counted, stated_in=stated, printed=bool(stated), at_least=least)
    return _phrase(reader, entry["time"], names, window) if "time" in entry else window


def _phrase(reader: Reader, node: Node, names: Collection[str], base: Window) -> Window:
    text = reader.text(node, "a time")
    made = {slot: getattr(base, slot) for slot in ("starts_at", "counted_by", "stated_in", "printed", "at_least")}
    if text == "open":
        return Window(**made, open_ended=True)
    for words, slot in (("stated in ", "stated_in"), ("new date in ", "new_date_in")):
        if text.startswith(words):
            made[slot] = _name(reader, node, text.removeprefix(words), names)
            return Window(**made)
    if text.startswith("by "):
        reader.parsed(Text(text.removeprefix("by "), *place(node)), "a day", parse_date)
        return Window(**made, fixed=text.removeprefix("by "))
    length, of, name = text.partition(" of ")
    if not of:
        if not text or text[0].isdigit():
            reader.wrong(node, f"`{text}` does not say of what", "for instance `48 hours of notice`")
            return Window(**made)
        return Window(**made, of=_name(reader, node, text, names))
    try:
        lengths = parse_length(length)
    except (TimeProblem, ValueError) as problem:
        reader.wrong(node, str(problem), "for instance `48 hours of notice`, `10 business days of filing change`")
        lengths = ()
    return Window(**made, lengths=lengths, of=_name(reader, node, name, names))


def _name(reader: Reader, node: Node, name: str, names: Collection[str]) -> str:
    if name not in names:
        what = f"no fact of this card that a time can run from is called `{name}`"
        reader.wrong(node, what, hint(name, names) if names else "it runs from the fact under `arises from`")
    return str(name)
