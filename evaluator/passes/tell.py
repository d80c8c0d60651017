"""How parties, facts, places and times are called; every text a user chose is made safe to print."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable
from functools import cached_property
from typing import NamedTuple
from zoneinfo import ZoneInfo

from evaluator.documents.case import ANY_PARTY, REDACTED_NAME, TIMELESS, Case, Telling
from evaluator.documents.vocabulary import PARTY_TYPES
from evaluator.documents.yearly import Occasion
from evaluator.words.times import EVER, HOUR, MINUTE, NEVER, Interval, round_end, spoken

KEPT = "\u200c\u200d"  # joiners that some scripts need; they neither hide nor turn anything
LONGEST_DAY = 25 * HOUR  # the day on which clocks are set back
REPLACED = "\ufffd"
AFTER_THE_NOUN = "of|to|for|handled|made|destroyed|taken on|mended|carried|learned|recovered|settled|given"


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


def _folded(name: str) -> str:
    """A name without the difference of case and blanks."""
    return " ".join(name.casefold().split())


def article(noun: str) -> str:
    """A noun with `a` or `an`; none before what looks like a plural."""
    head = _head(noun)[0]
    if noun.endswith(" seen") or (head.endswith("s") and not head.endswith("ss")):
        return noun
    return f"an {noun}" if noun[:1] in "aeiou" else f"a {noun}"


def plural(noun: str) -> str:
    """A noun of which there are several: `inquiries`, `records made`."""
    head, rest = _head(noun)
    if noun.endswith(" seen") or (head.endswith("s") and not head.endswith("ss")):
        return noun
    if head.endswith("y") and head[-2:-1] not in "aeiou":
        return f"{head[:-1]}ies{rest}"
    return f"{head}{'es' if head.endswith(('s', 'x', 'ch')) else 's'}{rest}"


def _head(noun: str) -> tuple[str, str]:
    """The noun of a kind of fact that takes the plural, and what stands after it: `calls`, ` handled`."""
    found = re.fullmatch(rf"(.+?)( (?:{AFTER_THE_NOUN})(?: .+)?)?", noun)
    return (found[1], found[2] or "") if found else (noun, "")


class Ending(NamedTuple):
    """What is not known of the end of a window, in words; `party` is whose zone that is, empty where it is not a zone."""

    words: str
    party: str = ""


class Teller:
    """Calls the parties and facts of one case by their names, with times in one zone."""

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
        """Whether a fact of one of these kinds that is known names a party; of `anyone`, whether there is one."""
        if party == "anyone" and party not in self.case.parties:
            return any(kind in self._concerned for kind in kinds)
        return any(party in self._concerned.get(kind, ()) for kind in kinds)

    @cached_property
    def _bearers(self) -> Counter[str]:
        """How many parties that the case declares bear each name."""
        return Counter(_folded(party.name) for party in self.case.parties.values() if party.declared)

    def party(self, id: str) -> str:
        """A party's name, with its key where another has the same; an unnamed one is `any other provider`."""
        known = self.case.parties.get(id)
        if known is None or not known.declared or known.name.casefold() == REDACTED_NAME:
            return self.name(id)
        return f"{self.name(id)} ({self.code(id)})" if self._bearers[_folded(known.name)] > 1 else self.name(id)

    def name(self, id: str) -> str:
        """A party's name alone, which another may have too."""
        if id in (ANY_PARTY, ""):
            return "any other provider"
        known = self.case.parties.get(id)
        if known is not None:
            return f"{self.code(id)} (name redacted)" if known.name.casefold() == REDACTED_NAME else quoted(known.name)
        return f"the {id}" if id in self.case.vocabulary.offices and not id.startswith("the ") else quoted(id)

    def code(self, id: str) -> str:
        """An id, set off."""
        return f"`{quoted(id)}`"

    def fact(self, telling: Telling) -> str:
        """A fact: its kind and id; a role in words."""
        if telling.kind == "role" and telling.time == TIMELESS:
            return self.role(telling)
        year = f" in {telling.year}" if isinstance(telling, Occasion) else ""
        return f"the {telling.kind} {self.code(telling.id)}{year}"

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
            first = spoken(time.earliest, zone)
            return first if first.startswith("after ") else f"not before {first}"
        first, after = spoken(time.earliest, zone), spoken(round_end(time.latest), zone)
        if time.latest - time.earliest in (1, MINUTE):
            return first
        day = self.day(time, zone)
        if day:
            return f"{day}, hour unknown"
        told = self.case.zone
        there = self.day(time, told) if told is not None else ""
        return f"{there} in {told}, hour unknown" if there else f"between {first} and {after}"

    def day(self, time: Interval, zone: ZoneInfo | None = None) -> str:
        """The day that an interval covers whole, or nothing."""
        zone = zone or self.zone
        first, last = spoken(time.earliest, zone), spoken(time.latest - 1, zone)
        day, midnight, _ = first.partition(" 00:00 ")
        return day if midnight and last == f"the end of {day}" else ""

    def unknown(self, time: Interval) -> str:
        """What is not known of a time: `the day`, `the hour`, `the minute` or `the second`; of an open or a longer one, `the time`."""
        width = time.latest - time.earliest
        if time.earliest <= NEVER or time.latest >= EVER:
            return "the day"
        words = ((MINUTE, "the second"), (HOUR, "the minute"), (LONGEST_DAY, "the hour"))
        return next((word for most, word in words if width <= most), "the time")

    def named(self, id: str) -> str:
        """A fact or a party by its id."""
        telling = self.case.telling(id)
        return self.fact(telling) if telling is not None else self.party(id)
