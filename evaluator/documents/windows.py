"""Parsing of windows: `48 hours of notice`, `by March 1 each year`, `stated in demand`, `new date in extension`, `open`."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Collection
from datetime import date

from evaluator.documents.reader import Reader, hint, place
from evaluator.documents.terms import Window, Yearly
from evaluator.words.errors import TimeProblem
from evaluator.words.nodes import Mapped, Node, Text
from evaluator.words.times import parse_date, parse_length

KEYS = ("time", "starts at", "counted by", "stated in", "dated in", "at least", "opens", "first")
IN = ("stated in", "dated in")  # where an agency wrote a time: a date or a length, or a date alone
MONTHS = tuple(date(2000, month, 1).strftime("%B") for month in range(1, 13))
EACH_YEAR = "each year"
YEARS, COMMON, LEAP = (1900, 2200), 2023, 2024
_DAY = re.compile(r"([A-Z][a-z]+) ([1-9][0-9]?)")


def parse_window(reader: Reader, node: Node, names: Collection[str]) -> Window:
    """A window of the language page, section 2.5; `names` are the facts it may run from or be stated in."""
    if isinstance(node, Text):
        return _phrase(reader, node, names, Window())
    entry = reader.mapping(node, "a window", KEYS, ("time",))
    if "time" in entry and isinstance(entry["time"], Text) and _is_yearly(entry["time"]):
        return _yearly(reader, node, entry)
    for key in ("opens", "first"):
        if key in entry:
            reader.wrong(
                entry[key], f"`{key}` goes with a day of each year", "for instance `time: by March 1 each year`"
            )
    starts = (
        tuple(str(text) for text in reader.texts(entry["starts at"], "`starts at`")) if "starts at" in entry else ()
    )
    counted = str(reader.text(entry["counted by"], "`counted by`")) if "counted by" in entry else None
    written = [key for key in IN if key in entry]
    if len(written) > 1:
        reader.wrong(entry[IN[1]], "`dated in` stands beside `stated in`", "a date alone, or a length too: keep one")
    stated = "".join(_name(reader, entry[key], reader.text(entry[key], f"`{key}`"), names) for key in written[:1])
    least = (reader.parsed(entry["at least"], "`at least`", parse_length) or ()) if "at least" in entry else ()
    window = Window(
        starts_at=starts, counted_by=counted, stated_in=stated, printed=written[:1] == [IN[1]], at_least=least
    )
    return _phrase(reader, entry["time"], names, window) if "time" in entry else window


def _phrase(reader: Reader, node: Node, names: Collection[str], base: Window) -> Window:
    text = reader.text(node, "a time")
    made = {slot: getattr(base, slot) for slot in ("starts_at", "counted_by", "stated_in", "printed", "at_least")}
    if not isinstance(node, Text):
        return Window(**made)
    if text == "open":
        return Window(**made, open_ended=True)
    for words, slot in (("stated in ", "stated_in"), ("new date in ", "new_date_in")):
        if text.startswith(words):
            made[slot] = _name(reader, node, text.removeprefix(words), names)
            return Window(**made)
    if _is_yearly(text):
        _day_of_year(reader, node, text.removeprefix("by ").removesuffix(EACH_YEAR).strip())
        advice = "write `{time: by March 1 each year, opens: February 1, first: 2026}`"
        reader.wrong(node, "a day of each year says when its time `opens`, and which year is the `first`", advice)
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
        forms, help = (
            "for instance `48 hours of notice`, `10 business days of filing change`",
            getattr(problem, "help", ""),
        )
        reader.wrong(node, str(problem), forms if help.startswith("for instance") else help or forms)
        lengths = ()
    return Window(**made, lengths=lengths, of=_name(reader, node, name, names))


def _name(reader: Reader, node: Node, name: str, names: Collection[str]) -> str:
    if name not in names:
        what = f"no fact of this card that a time can run from is called `{name}`"
        reader.wrong(node, what, hint(name, names) if names else "it runs from the fact under `arises from`")
    return str(name)


# -- a day of each year


def _is_yearly(text: str) -> bool:
    return text.startswith("by ") and text.endswith(EACH_YEAR)


def _yearly(reader: Reader, node: Node, entry: Mapped) -> Window:
    """`by March 1 each year`, with when its time opens and which year is the first."""
    for key in ("starts at", *IN, "at least"):
        if key in entry:
            reader.wrong(
                entry[key],
                f"`{key}` does not go with a day of each year",
                "it goes with `opens`, `first`, `counted by`",
            )
    time = reader.text(entry["time"], "a time")
    day = _day_of_year(reader, entry["time"], time.removeprefix("by ").removesuffix(EACH_YEAR).strip())
    for key in ("opens", "first"):
        if key not in entry:
            reader.wrong(node, f"a day of each year lacks `{key}`", "for instance `opens: February 1`, `first: 2026`")
    opens = _day_of_year(reader, entry["opens"], reader.text(entry["opens"], "`opens`")) if "opens" in entry else None
    first = _year(reader, entry["first"]) if "first" in entry else None
    counted = str(reader.text(entry["counted by"], "`counted by`")) if "counted by" in entry else None
    if day is None or opens is None or first is None:
        return Window(counted_by=counted)
    if opens == day:
        reader.wrong(
            entry["opens"], "the time opens on the very day by which it ends", "say on which day before it opens"
        )
    return Window(counted_by=counted, yearly=Yearly(day, opens, first))


def _day_of_year(reader: Reader, node: Node, text: str) -> tuple[int, int] | None:
    """A month and its day, as `March 1`; None after reporting a problem."""
    found = _DAY.fullmatch(text)
    if found is None or found[1] not in MONTHS:
        advice = hint(found[1], MONTHS) if found is not None else "for instance `March 1`"
        reader.wrong(node, f"`{text}` is no day of a year", advice)
        return None
    month, day = MONTHS.index(found[1]) + 1, int(found[2])
    if day > monthrange(COMMON, month)[1]:
        leap = " in most years" if day <= monthrange(LEAP, month)[1] else ""
        reader.wrong(node, f"there is no {text}{leap}", "take a day that every year has")
        return None
    return month, day


def _year(reader: Reader, node: Node) -> int | None:
    text = reader.text(node, "`first`")
    if not re.fullmatch(r"[0-9]{4}", text) or not YEARS[0] <= int(text) <= YEARS[1]:
        reader.wrong(node, f"`first` should be a year, not `{text}`", "for instance `first: 2026`")
        return None
    return int(text)
