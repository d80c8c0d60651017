"""Rule files: sections, their cards under present numbers, and dated versions with `as before` filled in."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from evaluator.documents.constructs import KEYS, SURE, split_key
from evaluator.documents.numbers import SUCH_AS, cite, former_numbers, is_number
from evaluator.documents.reader import Reader, hint, quoted
from evaluator.documents.terms import Place
from evaluator.words.nodes import Listed, Mapped, Node, Text
from evaluator.words.source import Source
from evaluator.words.times import parse_date

AMOUNT, MEASURE = "amount", "measure"
MEANING = ("definition", MEASURE)  # constructs that bind nobody and give others a word
LAYERS = ("statute", "rule", "order", "letter")
FILE_KEYS = ("section", "instrument", "source", "layer", "calendar", "heading", "reread", "parties", "paragraphs")
VERSION_KEYS = (
    "effective",
    "compliance",
    "until",
    "delayed",
    "proposed",
    "formerly",
    "authority",
    "gist",
    "left out",
    "encoded in",
    "sure",
    "doubts",
)
_PHRASE = re.compile(r"\[(\d+): ([^\]]*)\]")


@dataclass(frozen=True)
class Version:
    """One wording of a card. `constructs` maps (construct, name) to its whole tree, readings unresolved.

    `effective` is None for a version that is pending: adopted and waiting (`waits_for`), or only proposed (`proposed_by`), as of a day
    (`as_of`). `always` versions (letters) begin at date.min. `left_out` and `encoded_in` say of a phrase
    why no construct encodes it, or where else it is encoded (a calendar). `amended` names the constructs written `as before except`.
    `amounts` are kept apart from `constructs`: they bind nobody, and hang on no reading.
    """

    effective: date | None
    compliance: date | None
    until: date | None
    authority: str
    gist: str
    phrases: Mapping[str, str]
    left_out: Mapping[str, str]
    encoded_in: Mapping[str, str]
    constructs: Mapping[tuple[str, str], tuple[Text, Node]]
    waits_for: str
    sure: str
    doubts: str
    place: Place
    amended: frozenset[tuple[str, str]] = frozenset()
    proposed_by: str = ""
    as_of: date | None = None
    amounts: Mapping[tuple[str, str], tuple[Text, Node]] = field(default_factory=dict)

    @property
    def written(self) -> Mapping[tuple[str, str], tuple[Text, Node]]:
        """Everything that it holds: constructs and amounts."""
        return {**self.constructs, **self.amounts}

    @property
    def plain_gist(self) -> str:
        """The gist without its phrase numbers."""
        return _PHRASE.sub(r"\2", self.gist)

    def said(self, phrases: Sequence[str]) -> str:
        """The words of some phrases alone."""
        return "; ".join(self.phrases[number] for number in phrases if number in self.phrases)


@dataclass(frozen=True)
class Card:
    """A paragraph under its present number; `formerly` holds (number, first day it was no longer so)."""

    number: str
    versions: tuple[Version, ...]
    formerly: tuple[tuple[str, date], ...]
    place: Place


@dataclass(frozen=True)
class Section:
    """One rule file: a CFR or USC section, an order, or the letters."""

    file: str
    name: str
    source: str
    layer: str
    calendar: str
    heading: str
    reread: date | None
    parties: Mapping[str, str]
    cards: Mapping[str, Card]
    defined: frozenset[str] = field(default_factory=frozenset)
    measured: frozenset[str] = frozenset()

    def cite(self, number: str) -> str:
        """The citation of one of its cards."""
        return cite(self.name, number)


def load_section(source: Source, reader: Reader, calendars: Collection[str]) -> Section | None:
    """Read one rule file; problems go to the reader."""
    top = reader.mapping(source.data, "a rule file", FILE_KEYS, ("paragraphs", "calendar"))
    called = [key for key in ("section", "instrument") if key in top]
    if len(called) != 1:
        reader.wrong(top, "a rule file has either `section` or `instrument`")
        return None
    name = str(reader.text(top[called[0]], f"`{called[0]}`"))
    layer = reader.one_of(top["layer"], "layer", LAYERS) if "layer" in top else "rule"
    calendar = reader.one_of(top["calendar"], "calendar", calendars) if "calendar" in top else None
    reread = reader.parsed(top["reread"], "`reread`", parse_date) if "reread" in top else None
    parties = {
        str(key): str(reader.text(value, f"the party `{key}`"))
        for key, value in reader.mapping(top.get("parties", Mapped()), "`parties`").items()
    }
    heading = str(reader.name(top["heading"], "`heading`") or "") if "heading" in top else ""
    cards = {}
    paragraphs = reader.mapping(top.get("paragraphs", Mapped()), "`paragraphs`")
    for number, node in paragraphs.items():
        key = Text(number, *paragraphs.place_of(number))
        if not is_number(number):
            reader.wrong(key, f"{quoted(number)} is no number of a paragraph", SUCH_AS)
        card = _card(reader, key, node)
        if card is not None:
            cards[str(number)] = card
    named = [key for card in cards.values() for v in card.versions for key in v.constructs]
    measured = frozenset(name for word, name in named if word == MEASURE)
    defined = measured | frozenset(name for word, name in named if word == "definition")
    return Section(
        source.file, name, _text(reader, top, "source", name), str(layer or "rule"), str(calendar or ""), heading,
        reread, parties, cards, defined, measured,
    )  # fmt: skip


def _card(reader: Reader, number: Text, node: Node) -> Card | None:
    nodes = reader.sequence(node, f"the versions of `{number}`")
    versions: list[Version] = []
    formerly: list[tuple[str, date]] = []
    for index, each in enumerate(nodes):
        version = _version(reader, number, each, versions[-1] if versions else None)
        if version is None:
            continue
        if versions and version.effective and versions[-1].effective and version.effective <= versions[-1].effective:
            before, after = (_told(each.effective) for each in (versions[-1], version))
            what = f"{number}: the version of {after} stands after the one of {before}"
            reader.wrong(each, what, "versions stand oldest first, each with its own day")
        if versions and version.effective and versions[-1].effective is None:
            what = f"{number}: the version of {_told(version.effective)} stands after one that has no day yet"
            reader.wrong(each, what, "what is adopted without a day or proposed stands last")
        versions.append(version)
        if isinstance(each, Mapped) and "formerly" in each:
            if index:
                reader.wrong(each["formerly"], f"{number}: `formerly` stands in the oldest version")
            formerly += former_numbers(reader, each["formerly"], number)
    if not versions:
        if isinstance(node, Listed) and not nodes:
            reader.wrong(number, f"`{number}` has no version")
        return None
    return Card(str(number), tuple(versions), tuple(formerly), (reader.file, number.line, number.column))


def _told(day: date | None) -> str:
    return "always" if day == date.min else str(day)


def _text(reader: Reader, entry: Mapped, key: str, otherwise: str = "") -> str:
    return str(reader.text(entry[key], f"`{key}`")) if key in entry else otherwise


def _version(reader: Reader, number: Text, node: Node, before: Version | None) -> Version | None:
    entry = reader.mapping(node, f"a version of `{number}`", None, ("authority", "gist"))
    if not entry:
        return None
    days = {key: _day(reader, entry, key) for key in ("effective", "compliance", "until")}
    waits, by, as_of = _pending(reader, entry)
    if as_of is not None or waits or by:
        days["effective"] = None
        for key in ("compliance", "until"):
            if key in entry:
                reader.wrong(
                    entry[key], f"`{key}` needs a day from which the text is in force", "it goes with `effective`"
                )
    elif not {"effective", "delayed", "proposed"} & entry.keys():
        reader.wrong(node, f"a version of `{number}` lacks `effective`", "or `delayed`, if it has no date yet")
    if days["until"] and days["effective"] and days["until"] <= days["effective"]:
        reader.wrong(entry["until"], f"{number}: it ends on {days['until']}, not after the day it begins")
    gist = str(reader.name(entry["gist"], "`gist`", long=True) or "") if "gist" in entry else ""
    if "authority" in entry:
        reader.name(entry["authority"], "`authority`", long=True)
    sure = reader.one_of(entry["sure"], "degree of certainty", SURE) if "sure" in entry else None
    if gist == "as before":
        gist = before.gist if before else ""
    constructs: dict[tuple[str, str], tuple[Text, Node]] = {}
    amounts: dict[tuple[str, str], tuple[Text, Node]] = {}
    amended = set()
    for key, value in entry.items():
        place = Text(key, *entry.place_of(key))
        parts = split_key(key)
        if parts is not None:
            tree = _whole(reader, place, value, before.written if before else {})
            if tree is not None:
                (amounts if parts[0] == AMOUNT else constructs)[parts] = (place, tree)
                amended |= {parts} if tree is not value and value != "as before" else set()
        elif key not in VERSION_KEYS:
            what = f"unknown key {quoted(key)} in a version of `{number}`"
            named = f"it needs a name: `{key} …`" if key in KEYS else hint(key.split(" ")[0], [*VERSION_KEYS, *KEYS])
            reader.wrong(place, what, named)
    phrases = {found[0]: found[1] for found in _PHRASE.findall(gist)}
    left_out, encoded_in = (_by_phrase(reader, entry, key) for key in ("left out", "encoded in"))
    return Version(
        days["effective"], days["compliance"], days["until"], _text(reader, entry, "authority"), gist, phrases, left_out, encoded_in,
        constructs, waits, str(sure or ""), _text(reader, entry, "doubts"), (reader.file, entry.line, entry.column),
        frozenset(amended), by, as_of, amounts,
    )  # fmt: skip


def _pending(reader: Reader, entry: Mapped) -> tuple[str, str, date | None]:
    """Of a version without a date: what it waits for, or who proposed it, and the day of which that is told."""
    told = {"waits for": "", "by": ""}
    as_of = None
    for key, second in (("delayed", "waits for"), ("proposed", "by")):
        if key in entry:
            said = reader.mapping(entry[key], f"`{key}`", ("as of", second), ("as of", second))
            told[second] = str(reader.name(said[second], f"`{second}`", long=True) or "") if second in said else ""
            as_of = reader.parsed(said["as of"], "`as of`", parse_date) if "as of" in said else None
    if len({"effective", "delayed", "proposed"} & entry.keys()) > 1:
        reader.wrong(entry, "a version has one of `effective`, `delayed` and `proposed`")
    return told["waits for"], told["by"], as_of


def _by_phrase(reader: Reader, entry: Mapped, key: str) -> dict[str, str]:
    """What is said of single phrases: why they are left out, or where else they are encoded."""
    said = reader.mapping(entry.get(key, Mapped()), f"`{key}`")
    found: dict[str, str] = {}
    for name, why in said.items():
        number = name.removeprefix("phrase ")
        if number in found:
            reader.wrong(
                Text(name, *said.place_of(name)), f"`{key}` tells of phrase {number} twice", "keep one of them"
            )
        found[number] = str(reader.name(why, f"what `{key}` says of phrase {number}", long=True) or "")
    return found


def _day(reader: Reader, entry: Mapped, key: str) -> date | None:
    if key not in entry:
        return None
    if entry[key] == "always" and key == "effective":
        return date.min
    return reader.parsed(entry[key], f"`{key}`", parse_date)


def _whole(reader: Reader, key: Text, node: Node, former: Mapping[tuple[str, str], tuple[Text, Node]]) -> Node | None:
    """The whole tree of a construct: as written, `as before`, or `as before except` some keys."""
    before = former.get(split_key(key) or ("", ""))
    changed = node["as before except"] if isinstance(node, Mapped) and "as before except" in node else None
    if node != "as before" and changed is None:
        return node
    if before is None:
        what = f"`{key}` says `as before`, but the version before has no such construct"
        reader.wrong(key, what, hint(key, [" ".join(parts) for parts in former]) if former else "")
        return None
    if changed is None:
        return before[1]
    if isinstance(node, Mapped) and len(node) > 1:
        reader.wrong(node, "beside `as before except` nothing else may stand")
    old = before[1]
    entries = dict(old.items()) if isinstance(old, Mapped) else {}
    places = dict(old.places) if isinstance(old, Mapped) else {}
    changes = reader.mapping(changed, "`as before except`")
    for name, value in changes.items():
        if value == "nothing":
            if entries.pop(str(name), None) is None:
                reader.wrong(
                    value,
                    f"there was no `{name}` to take away",
                    hint(name, [str(each) for each in old] if isinstance(old, Mapped) else []),
                )
        else:
            entries[str(name)] = value
            places[str(name)] = changes.place_of(name)
    return Mapped(
        [(Text(name, *places.get(name, (key.line, key.column))), value) for name, value in entries.items()],
        key.line,
        key.column,
    )
