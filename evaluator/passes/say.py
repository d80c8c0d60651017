"""What a leaf says, for people: used where something is missing, presumed or relied on."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from functools import cached_property
from zoneinfo import ZoneInfo

from evaluator.documents.case import ANY_PARTY, TIMELESS, Case, Telling
from evaluator.documents.leaves import (
    Assumed,
    FieldOpen,
    Fits,
    Happened,
    InForce,
    InTime,
    Ordered,
    Over,
    Presumed,
    Spoken,
    Unrecorded,
)
from evaluator.documents.vocabulary import PARTY_TYPES
from evaluator.words.formula import Key, Leaf
from evaluator.words.times import EVER, MINUTE, NEVER, SECOND, Interval, spoken

WHY_OPEN = {
    "absent": "not stated",
    "redacted": "redacted",
    "alleged": "it is only alleged",
    "apparent": "it is only apparent",
}
KEPT = "\u200c\u200d"  # joiners that some scripts need; they neither hide nor turn anything
REPLACED = "\ufffd"


def safe(text: str) -> str:
    """A text on one line in which nothing is hidden and nothing turns the writing direction."""
    if text.isascii() and text.isprintable():
        return text
    return "".join(map(_visible, text))


def _visible(char: str) -> str:
    if char in "\t\n\r\x0b\x0c\x85\u2028\u2029":
        return " "
    return REPLACED if unicodedata.category(char)[0] == "C" and char not in KEPT else char


def quoted(text: str) -> str:
    """A text that a user chose, without the marks that set off code."""
    return safe(text).replace("`", "'")


def listed(words: Iterable[str], last: str = "and") -> str:
    """`a, b and c`."""
    found = list(words)
    return f" {last} ".join([", ".join(found[:-1]), found[-1]]) if len(found) > 1 else "".join(found)


def article(noun: str) -> str:
    """A noun with `a` or `an`; none before what looks like a plural."""
    if noun.endswith(("s", " seen")) and not noun.endswith("ss"):
        return noun
    return f"an {noun}" if noun[:1] in "aeiou" else f"a {noun}"


def plural(noun: str) -> str:
    """A noun of which there are several."""
    return noun if noun.endswith(("s", " seen")) else f"{noun}s"


class Sayer:
    """Says leaves of one case, with times in one zone."""

    def __init__(self, case: Case, zone: ZoneInfo, known: int | None = None) -> None:
        self.case, self.zone, self.known = case, zone, EVER if known is None else known

    @cached_property
    def _concerned(self) -> dict[str, set[str]]:
        """For each kind of fact, everything that the known ones name."""
        found: dict[str, set[str]] = {}
        for telling in self.case.tellings:
            if telling.recorded <= self.known:
                named = found.setdefault(telling.kind, set())
                named.update(*(value for value in telling.fields.values() if isinstance(value, tuple)))
        return found

    def concerned(self, kinds: Iterable[str], party: str) -> bool:
        """Whether a fact of one of these kinds that is known names a party."""
        return any(party in self._concerned.get(kind, ()) for kind in kinds)

    def party(self, id: str) -> str:
        """A party's name; an unnamed one is `any other provider`."""
        if id in (ANY_PARTY, ""):
            return "any other provider"
        known = self.case.parties.get(id)
        if known is not None:
            return quoted(known.name)
        return f"the {id}" if id in self.case.vocabulary.offices and not id.startswith("the ") else quoted(id)

    def code(self, id: str) -> str:
        """An id, set off."""
        return f"`{quoted(id)}`"

    def fact(self, telling: Telling) -> str:
        """A fact: its kind and id; a role in words."""
        if telling.kind == "role" and telling.time == TIMELESS:
            return self.role(telling)
        return f"the {telling.kind} {self.code(telling.id)}"

    def document(self, telling: Telling) -> Telling:
        """The document that a demand stands in; else the fact itself."""
        return (self.case.telling(telling.derived_from) or telling) if telling.derived_from else telling

    def role(self, telling: Telling) -> str:
        """A role: of whom, which, and for what."""
        fields = {name: value for name, value in telling.fields.items() if isinstance(value, tuple)}
        of = listed(self.party(id) for id in fields.get("of", ()))
        which = listed(fields.get("is", ()), "or")
        things = [self.code(id) for name in ("traffic", "call") for id in fields.get(name, ())]
        return f"the role of {of} ({which}" + (f", for {listed(things)})" if things else ")")

    def parties(self, telling: Telling) -> str:
        """Who did something, and toward whom: ` by …, toward …`."""
        words = ""
        for name in ("by", "from"):
            named = [self.party(id) for id in self._named(telling, (name,))]
            words += f" {name} {listed(named)}" if named else ""
        whom = [self.party(id) for id in self._named(telling, ("to", "of", "against", "about"))]
        return words + (f" toward {listed(dict.fromkeys(whom))}" if whom else "")

    def _named(self, telling: Telling, names: tuple[str, ...]) -> list[str]:
        fields = self.case.vocabulary.kinds[telling.kind].fields
        known = [name for name in names if name in fields and fields[name].type in PARTY_TYPES]
        values = [telling.fields.get(name) for name in known]
        return [id for value in values if isinstance(value, tuple) for id in value]

    def source(self, telling: Telling) -> str:
        """Where a fact was told, if the case says so."""
        told = {key: quoted(value) for key, value in telling.source.items()}
        document = told.pop("document", "")
        return ", ".join([*([document] if document else []), *(f"{key} {value}" for key, value in told.items())])

    def instant(self, us: int) -> str:
        """One instant."""
        return spoken(us, self.zone)

    def when(self, time: Interval, zone: ZoneInfo | None = None) -> str:
        """An interval: a day, a minute, an instant or a range."""
        zone = zone or self.zone
        if time.earliest <= NEVER and time.latest >= EVER:
            return "at an unknown time"
        if time.earliest <= NEVER:
            return f"before {spoken(time.latest, zone)}"
        if time.latest >= EVER:
            return f"not before {spoken(time.earliest, zone)}"
        first, after = spoken(time.earliest, zone), spoken(time.latest, zone)
        if time.latest - time.earliest in (1, MINUTE):
            return first
        day = self.day(time, zone)
        return f"{day}, hour unknown" if day else f"between {first} and {after}"

    def day(self, time: Interval, zone: ZoneInfo | None = None) -> str:
        """The day that an interval covers whole, or nothing."""
        zone = zone or self.zone
        first, last = spoken(time.earliest, zone), spoken(time.latest - 1, zone)
        day, midnight, _ = first.partition(" 00:00 ")
        return day if midnight and last == f"the end of {day}" else ""

    def open_matter(self, leaf: Leaf) -> str:
        """What would have to be known, as a noun phrase."""
        match leaf:
            case Over():
                return f"the hour of {self.named(leaf.trigger)}"
            case InTime():
                exact = leaf.telling.time.latest == leaf.telling.time.earliest + 1
                return f"the hour of {self.named(leaf.trigger) if exact else self.fact(leaf.telling)}"
            case FieldOpen():
                asked = quoted(leaf.key[3])
                return f'"{leaf.test.field}" of {self.fact(leaf.telling)} ({self._why(leaf)}; asked: {asked})'
            case Spoken():
                return f"a determination of {leaf.judged.standard} about {self.about(leaf)}"
            case Unrecorded():
                return f"{self.another(leaf)}{self.through(leaf)}, not on record"
            case Happened():
                return f"whether {self.fact(self.document(leaf.telling))} has happened yet"
            case InForce():
                since = spoken(leaf.since, self.zone)
                return (
                    f"whether {self.named(leaf.key[2])} came before or after {since}, when {leaf.citation} took effect"
                )
            case Ordered():
                return f"whether {self.fact(leaf.telling)} came {leaf.how} {self.fact(leaf.other)}"
            case Presumed():
                return f"whether there is {article(listed(leaf.kinds, 'or'))} concerning {self.party(leaf.about)}"
            case _:
                return " ".join(leaf.key)

    def decider(self, leaf: Leaf) -> str:
        """The one thing that would decide, as the subject of a question."""
        match leaf:
            case Unrecorded():
                return f"whether there was {self.another(leaf)}{self.through(leaf)} that is not on record"
            case Spoken():
                return (
                    f'the answer to "{self.case.vocabulary.standards[leaf.judged.standard].asks}" of {self.about(leaf)}'
                )
            case FieldOpen():
                return f'"{leaf.test.field}" of {self.fact(leaf.telling)}'
            case Happened():
                return f"the hour of {self.fact(self.document(leaf.telling))}"
            case _:
                return self.open_matter(leaf)

    def another(self, leaf: Unrecorded) -> str:
        """The act that may be missing from the record: `another` where one like it is there."""
        kinds = listed(leaf.kinds, "or")
        there = self.concerned(leaf.kinds, leaf.about)
        return f"{f'another {kinds}' if there else article(kinds)} {self.whose(leaf.kinds)} {self.party(leaf.about)}"

    def whose(self, kinds: Iterable[str]) -> str:
        """Whether a record of these kinds is of acts `by` a party, or, if they are official, `concerning` it."""
        known = self.case.vocabulary.kinds
        return "concerning" if all(known[kind].absent_unless_shown for kind in kinds if kind in known) else "by"

    def about(self, leaf: Spoken) -> str:
        """What a standard is asked about."""
        return listed(self.named(id) for id in leaf.about)

    def presumption(self, leaf: Presumed) -> str:
        """What is presumed absent."""
        kinds, party = listed(leaf.kinds, "or"), self.party(leaf.about)
        there = self.concerned(leaf.kinds, leaf.about)
        return (
            f"no other {kinds} concerning {party} than those on record" if there else f"no {kinds} concerning {party}"
        )

    def filled(self, leaf: Leaf, value: bool) -> str:
        """An open matter filled one way."""
        what = self.open_matter(leaf)
        match leaf:
            case Spoken():
                answer = "yes" if value else "no"
                return f'the standard "{leaf.judged.standard}" is answered {answer} of {self.about(leaf)}'
            case Unrecorded() if value:
                good = ", in time and good," if self.whose(leaf.kinds) == "by" else ""
                return f"{self.another(leaf)}{good} comes to light"
            case Unrecorded():
                kinds = listed(leaf.kinds, "or")
                whose = f"{self.whose(leaf.kinds)} {self.party(leaf.about)}"
                return f"the record of {kinds} {whose} is complete{self.through(leaf)}"
            case Over():
                return f"{what}: the window is {'over' if value else 'not over'}"
            case InTime():
                return f"{what}: {'in time' if value else 'after the window'}"
            case FieldOpen():
                asked = quoted(leaf.key[3])
                asked = self.party(asked) if asked in self.case.parties else asked
                return f'"{leaf.test.field}" of {self.fact(leaf.telling)} is {"" if value else "not "}{asked}'
            case Happened():
                return f"{self.fact(self.document(leaf.telling))} has {'' if value else 'not '}happened"
            case _:
                return f"{what}: {'yes' if value else 'no'}"

    def named(self, id: str) -> str:
        """A fact or a party by its id."""
        telling = self.case.telling(id)
        return self.fact(telling) if telling is not None else self.party(id)

    def _why(self, leaf: FieldOpen) -> str:
        return WHY_OPEN.get(leaf.why, "not known")

    def through(self, leaf: Unrecorded) -> str:
        """Up to when a record must be complete."""
        if leaf.until >= EVER - 1:
            return ""
        short = (leaf.until + 2) % SECOND == 0  # two microseconds short of a whole second: just before an act at it
        return f" through {spoken(leaf.until + short, self.zone)}"


def matter_kind(leaf: Leaf) -> str:
    """What sort of matter is open: hour, determination, field, unrecorded act, …"""
    kinds = {
        Over: "hour",
        InTime: "hour",
        FieldOpen: "field",
        Spoken: "determination",
        Unrecorded: "unrecorded act",
        Happened: "happened",
        InForce: "effective date",
        Ordered: "order",
        Presumed: "presumption",
        Fits: "fact",
        Assumed: "supposition",
    }
    return kinds.get(type(leaf), "matter")


def by_key(found: list[Leaf]) -> dict[Key, Leaf]:
    """Leaves by the key that assumptions use."""
    return {leaf.key: leaf for leaf in found}
