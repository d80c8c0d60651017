"""The vocabulary: kinds of fact and their fields, offices, ranks of deciders, standards. Declared in `rules/vocabulary.yaml`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from zoneinfo import ZoneInfo

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
    the fields whose parties' zones count where none is told. `as_in` is a reference of the same kind: where the field is not told, it
    is as in the fact referred to.
    """

    name: str
    type: str
    options: tuple[str, ...] = ()
    spellings: Mapping[str, str] = field(default_factory=dict)
    as_in: str = ""


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
