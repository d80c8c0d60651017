"""The vocabulary: kinds of fact and their fields, offices, ranks of deciders, standards. Declared in `rules/vocabulary.yaml`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from zoneinfo import ZoneInfo

from evaluator.documents.reader import Reader, hint, plain_word
from evaluator.words.errors import nearest
from evaluator.words.nodes import Listed, Mapped, Node
from evaluator.words.source import Source
from evaluator.words.times import zone_named

SIMPLE = (
    "party", "parties", "key", "keys", "yes or no", "number", "money", "text", "date", "dates", "time",
    "clock time", "local time", "length", "citation",
)  # fmt: skip
PARTY_TYPES = ("party", "parties")
LOCAL = "local time"
HOURS = ("clock time", LOCAL)
OWN = ("means", "time", "opposite of", "record of")  # keys of a kind that are no fields
STRENGTHS = ("alleged", "apparent", "found", "adjudicated", "settled")


@dataclass(frozen=True)
class Field:
    """A field of a kind.

    `type` is one of SIMPLE, `choice`, `several` or `reference`; `options` are its choices or the kinds it refers to, of a `local time`
    the fields whose parties' zones count where none is told.
    """

    name: str
    type: str
    options: tuple[str, ...] = ()
    spellings: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Kind:
    """A kind of fact. `subject` is the field that names whose record it belongs to; a period has `began` and `ended`.

    `recorders` are the fields of all who keep a record of it: of some kinds both sides do.
    """

    name: str
    fields: Mapping[str, Field]
    period: bool = False
    timeless: bool = False
    opposite: str | None = None
    subject: str | None = None
    recorders: tuple[str, ...] = ()
    absent_unless_shown: bool = False
    means: str = ""


@dataclass(frozen=True)
class Office:
    """An office or capacity that may decide or notify; `chain` is itself and what it is part of.

    `zone` is where it sits: that of what it is part of, if it says none; a time it writes without a zone is read there.
    """

    name: str
    chain: tuple[str, ...]
    also: frozenset[str]
    cite: str
    zone: ZoneInfo | None = None


@dataclass(frozen=True)
class PartyClass:
    """A name for all parties that are so: the attributes that a member has. `also` are its other spellings."""

    name: str
    also: tuple[str, ...]
    asks: Mapping[str, str]


@dataclass(frozen=True)
class Standard:
    """An open-textured standard: the question it asks, what it is asked about, and the rank of those who may answer."""

    name: str
    asks: str
    about: tuple[str, ...]
    decided_by: tuple[str, ...]


@dataclass(frozen=True)
class Vocabulary:
    """All words that facts and rules may use.

    `norms` says of each burden and duty of the rulebook, by its short name, whether a date that an agency prints for it counts; None where
    no rulebook stands behind the words. `meant` says what may be meant by words that people write instead; it is advice only.
    """

    kinds: Mapping[str, Kind]
    groups: Mapping[str, tuple[str, ...]]
    offices: Mapping[str, Office]
    standards: Mapping[str, Standard]
    things: tuple[str, ...]
    attributes: Mapping[str, tuple[str, ...]]
    classes: tuple[PartyClass, ...] = ()
    norms: Mapping[str, bool] | None = None
    meant: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def office_of(self, text: str) -> Office | None:
        """The office that goes by this name, in any of its spellings."""
        folded = text.casefold()
        return next((o for o in self.offices.values() if folded == o.name.casefold() or folded in o.also), None)

    def class_of(self, text: str) -> PartyClass | None:
        """The class of parties that goes by this name, in any of its spellings."""
        folded = text.casefold()
        return next((c for c in self.classes if folded in map(str.casefold, (c.name, *c.also))), None)

    def members(self, name: str) -> tuple[str, ...]:
        """The kinds a name stands for: itself, or the members of a group."""
        return self.groups.get(name, (name,))


def load_vocabulary(source: Source) -> Vocabulary:
    """Read `vocabulary.yaml`; raises BadInput with every problem in it."""
    reader = Reader(source.file)
    sections = (
        "offices",
        "ranks",
        "standards",
        "absent unless shown",
        "groups",
        "kinds",
        "things",
        "parties",
        "classes",
        "instead of",
    )
    top = reader.mapping(source.data, "the vocabulary", sections, ("kinds", "offices", "ranks", "standards"))
    offices = _offices(reader, top)
    ranks = {
        name: tuple(reader.texts(node, f"the rank `{name}`"))
        for name, node in reader.mapping(top.get("ranks", Mapped()), "the ranks").items()
    }
    groups = {
        name: tuple(reader.texts(node, f"the group `{name}`"))
        for name, node in reader.mapping(top.get("groups", Mapped()), "the groups").items()
    }
    presumed = reader.texts(top.get("absent unless shown", Listed()), "`absent unless shown`")
    kinds = _kinds(reader, top, frozenset(presumed), groups)
    for name in presumed:
        if name not in kinds:
            reader.wrong(name, f"unknown kind `{name}` under `absent unless shown`", reader.hint(name, kinds))
    for group, members in groups.items():
        for member in members:
            if member not in kinds:
                reader.wrong(member, f"unknown kind `{member}` in the group `{group}`", reader.hint(member, kinds))
    standards = _standards(reader, top, ranks)
    for rank in ranks.values():
        for decider in rank:
            if decider != "bearer" and decider not in offices:
                advice = reader.hint(decider, [*offices, "bearer"])
                reader.wrong(decider, f"unknown office `{decider}` in a rank", advice)
    things = tuple(reader.texts(top.get("things", Listed()), "`things`"))
    attributes = {
        name: tuple(reader.texts(node, f"the attribute `{name}`"))
        for name, node in reader.mapping(top.get("parties", Mapped()), "`parties`").items()
    }
    classes = _classes(reader, top, attributes)
    meant: dict[str, tuple[str, ...]] = {}
    for right, node in reader.mapping(top.get("instead of", Mapped()), "`instead of`").items():
        for each in reader.texts(node, f"what is written instead of `{right}`"):
            meant[plain_word(each)] = (*meant.get(plain_word(each), ()), str(right))
    reader.finish()
    return Vocabulary(kinds, groups, offices, standards, things, attributes, classes, meant=meant)


def _classes(reader: Reader, top: Mapped, attributes: Mapping[str, tuple[str, ...]]) -> tuple[PartyClass, ...]:
    found = []
    for name, node in reader.mapping(top.get("classes", Mapped()), "the classes").items():
        entry = reader.mapping(node, f"the class `{name}`", ("also", *attributes))
        asks = {
            str(key): str(value)
            for key, value in entry.items()
            if key in attributes and reader.choice(value, f"`{key}`", attributes[key]) is not None
        }
        also = tuple(str(text) for text in reader.texts(entry.get("also", Listed()), "`also`"))
        found.append(PartyClass(str(name), also, asks))
    return tuple(found)


def _offices(reader: Reader, top: Mapped) -> dict[str, Office]:
    raw = reader.mapping(top.get("offices", Mapped()), "the offices")
    parents: dict[str, str] = {}
    zones: dict[str, ZoneInfo] = {}
    for name, node in raw.items():
        entry = reader.mapping(node, f"the office `{name}`", ("part of", "cite", "also", "zone"), ("cite",))
        if "part of" in entry and reader.one_of(entry["part of"], "office", raw) is not None:
            parents[name] = str(entry["part of"])
        zone = reader.parsed(entry["zone"], "`zone`", zone_named) if "zone" in entry else None
        if zone is not None:
            zones[name] = zone
    offices = {}
    for name, node in raw.items():
        chain = [str(name)]
        while (above := parents.get(chain[-1])) is not None and above not in chain:
            chain.append(above)
        entry = node if isinstance(node, Mapped) else Mapped()
        also = frozenset(text.casefold() for text in reader.texts(entry.get("also", Listed()), "`also`"))
        zone = next((zones[each] for each in chain if each in zones), None)
        offices[str(name)] = Office(str(name), tuple(chain), also, str(entry.get("cite", "")), zone)
    return offices


def _standards(reader: Reader, top: Mapped, ranks: Mapping[str, tuple[str, ...]]) -> dict[str, Standard]:
    standards = {}
    for name, node in reader.mapping(top.get("standards", Mapped()), "the standards").items():
        keys = ("asks", "about", "decided by")
        entry = reader.mapping(node, f"the standard `{name}`", keys, keys)
        rank = reader.one_of(entry["decided by"], "rank", ranks) if "decided by" in entry else None
        about = tuple(reader.texts(entry.get("about", Listed()), "`about`"))
        standards[str(name)] = Standard(str(name), str(entry.get("asks", "")), about, ranks.get(rank or "", ()))
    return standards


def _kinds(reader: Reader, top: Mapped, presumed: frozenset[str], groups: Mapping[str, object]) -> dict[str, Kind]:
    raw = reader.mapping(top.get("kinds", Mapped()), "the kinds")
    kinds = {}
    for name, node in raw.items():
        entry = reader.mapping(node, f"the kind `{name}`")
        fields: dict[str, Field] = {}
        time, opposite, means = "instant", None, ""
        both: tuple[str, ...] = ()
        for key, value in entry.items():
            if key == "time":
                time = str(reader.one_of(value, "sort of time", ("instant", "period", "timeless")) or "instant")
            elif key == "opposite of":
                opposite = reader.one_of(value, "kind", raw)
            elif key == "record of":
                both = tuple(str(text) for text in reader.texts(value, "`record of`"))
            elif key == "means":
                means = str(reader.text(value, "`means`"))
            else:
                fields[str(key)] = _field(reader, str(key), value, raw, groups)
        subject = next((f.name for f in fields.values() if f.type in PARTY_TYPES), None)
        kinds[str(name)] = Kind(
            str(name), fields, time == "period", time == "timeless", str(opposite) if opposite else None,
            subject, both or ((subject,) if subject else ()), name in presumed, means,
        )  # fmt: skip
        of = [field for field in fields if fields[field].type in PARTY_TYPES]
        _local_times(reader, entry, kinds[str(name)], of)
        for each in both:
            if each not in of:
                reader.wrong(entry["record of"], f"`{each}` is no field of {name} that names a party", hint(each, of))
    return kinds


def _local_times(reader: Reader, entry: Mapped, kind: Kind, parties: list[str]) -> None:
    """A local time is that of an instant; the fields it may be taken from name parties."""
    for told in (each for each in kind.fields.values() if each.type == LOCAL):
        at = entry[told.name]
        if kind.period or kind.timeless:
            what = f"`{told.name}` needs an instant, and a {kind.name} has none"
            reader.wrong(at, what, "take away its `time`, or the field")
        for each in told.options:
            if each not in parties:
                reader.wrong(at, f"`{each}` is no field of {kind.name} that names a party", hint(each, parties))


def _field(reader: Reader, name: str, node: Node, kinds: Mapping[str, object], groups: Mapping[str, object]) -> Field:
    if isinstance(node, Listed):
        options, spellings = _choices(reader, name, node)
        return Field(name, "choice", options, spellings)
    if isinstance(node, Mapped):
        entry = reader.mapping(node, f"the field `{name}`", ("several of", "one of", "also written", "local time of"))
        if "local time of" in entry:
            return Field(
                name, LOCAL, tuple(str(text) for text in reader.texts(entry["local time of"], "`local time of`"))
            )
        several = "several of" in entry
        options, spellings = _choices(reader, name, entry.get("several of", entry.get("one of", Listed())))
        for spelling, option in reader.mapping(entry.get("also written", Mapped()), "`also written`").items():
            spellings[str(spelling)] = str(option)
        return Field(name, "several" if several else "choice", options, spellings)
    text = reader.text(node, f"the field `{name}`")
    if text in SIMPLE:
        return Field(name, str(text))
    named = tuple(text.split(" or "))
    for kind in named:
        if kind not in kinds and kind not in groups:
            key = nearest(name, OWN)
            advice = f"did you mean the key `{key}`?" if key else reader.hint(kind, [*SIMPLE, *kinds])
            reader.wrong(node, f"unknown type `{kind}` of the field `{name}`", advice)
    return Field(name, "reference", named)


def _choices(reader: Reader, name: str, node: Node) -> tuple[tuple[str, ...], dict[str, str]]:
    options = tuple(str(text) for text in reader.texts(node, f"the choices of `{name}`"))
    return options, {option: option for option in options}
