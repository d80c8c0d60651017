"""What a calendar file says, read into holidays and definitions of clocks; all its problems are raised at once.

A document is nested mappings and lists of text; texts that know their `line` and `column` give problems a place.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import TypeVar
from zoneinfo import ZoneInfo

from evaluator.words.calendar_days import Doubt
from evaluator.words.calendar_days import doubts as doubts_in
from evaluator.words.calendar_days import workdays as workdays_in
from evaluator.words.calendar_page import Page, items, key_in, whole
from evaluator.words.clocks import BusinessDays, Counting, Days, ElapsedTime, Months, PausedTime, WallClock
from evaluator.words.errors import BadInput, TimeProblem, advise
from evaluator.words.times import parse_date, zone_named
from evaluator.words.workdays import Workdays

T = TypeVar("T")

# What a clock may count, with the keys that way of counting needs and those it may have.
_COUNTS: Mapping[str, tuple[frozenset[str], frozenset[str]]] = {
    "elapsed time": (frozenset(), frozenset()),
    "wall clock": (frozenset(), frozenset()),
    "paused time": (
        frozenset({"zone", "opens", "closes", "holidays", "ends on a holiday"}),
        frozenset({"zones if not known"}),
    ),
    "days": (frozenset(), frozenset({"business days if fewer than", "ends on a holiday", "hours in a day"})),
    "business days": (frozenset(), frozenset()),
    "months": (frozenset(), frozenset()),
    "years": (frozenset(), frozenset()),
}


@dataclass(frozen=True)
class Rule:
    """A clock that counts, under its own citation."""

    cite: str
    counting: Counting


@dataclass(frozen=True)
class Switch:
    """A clock that hangs on a reading; each option is a clock, or the name of one."""

    reading: str
    options: Mapping[str, Definition]


Definition = Rule | Switch | str


@dataclass(frozen=True)
class CalendarFile:
    """One calendar file, checked."""

    name: str
    cite: str
    zone: ZoneInfo
    reread: date
    workdays: Workdays
    doubts: tuple[Doubt, ...]
    clocks: Mapping[str, Definition]


def read_calendar(document: Mapping[str, object], file: str) -> CalendarFile:
    """The calendar that `document` describes; raises `BadInput` with every problem in it."""
    page = Page(file)
    page.check_keys(document, {"calendar", "cite", "zone", "reread", "holidays", "clocks"}, {"doubts"})
    name, cite = page.text(document, "calendar"), page.text(document, "cite")
    zone = page.parsed(document, "zone", zone_named, ZoneInfo("UTC"))
    reread = page.parsed(document, "reread", parse_date, date.min)
    workdays = workdays_in(page, page.mapping(document, "holidays"), name)
    doubts = tuple(doubts_in(page, document.get("doubts", []), workdays))
    clocks = _Clocks(page, cite, zone, workdays).all(page.mapping(document, "clocks"))
    if page.problems:
        raise BadInput(page.problems)
    return CalendarFile(str(name), str(cite), zone, reread, workdays, doubts, clocks)


class _Clocks:
    """The clocks of one calendar under reading."""

    def __init__(self, page: Page, cite: str, zone: ZoneInfo, workdays: Workdays) -> None:
        self.page, self.cite, self.zone, self.workdays = page, cite, zone, workdays

    def all(self, clocks: Mapping[str, object]) -> dict[str, Definition]:
        read = {name: self.definition(value, name, clocks) for name, value in clocks.items()}
        for name in read:
            if name in _reached(read, read[name]):
                self.page.blame(name, f"clock `{name}` rests on itself")
        return read

    def definition(self, value: object, name: str, clocks: Mapping[str, object]) -> Definition:
        if isinstance(value, Mapping):
            return self.switch(value, clocks) if "reading" in value else self.rule(value)
        if not isinstance(value, str) or value not in clocks:
            self.page.blame(value or name, f"there is no clock `{value}`", advise(str(value), clocks))
        return str(value)

    def switch(self, value: Mapping[str, object], clocks: Mapping[str, object]) -> Switch:
        options = {str(name): self.definition(of, name, clocks) for name, of in value.items() if name != "reading"}
        if len(options) < 2:
            self.page.blame(key_in(value, "reading"), "a reading has two options or more", "add one, or drop `reading`")
        return Switch(str(self.page.text(value, "reading")), options)

    def rule(self, value: Mapping[str, object]) -> Rule:
        counts = self.page.one_of(value, "counts", _COUNTS)
        needs, may = _COUNTS.get(counts, (frozenset(), frozenset(value)))
        self.page.check_keys(value, needs | {"counts"}, may | {"cite", "gist"})
        return Rule(str(self.page.text(value, "cite") or self.cite), self.counting(counts, value))

    def counting(self, counts: str, value: Mapping[str, object]) -> Counting:
        match counts:
            case "wall clock":
                return WallClock(self.zone)
            case "paused time":
                return self.paused(value)
            case "days":
                rolls = self.page.one_of(value, "ends on a holiday", ("next business day",)) != ""
                keys = {"business days if fewer than": 366, "hours in a day": 24}
                short, hours = (self.page.parsed(value, key, _up_to(most), 0) for key, most in keys.items())
                return Days(self.zone, self.workdays, short, rolls, hours)
            case "business days":
                return BusinessDays(self.zone, self.workdays)
            case "months" | "years":
                return Months(self.zone, 12 if counts == "years" else 1, frozenset({counts}))
            case _:
                return ElapsedTime()

    def paused(self, value: Mapping[str, object]) -> PausedTime:
        self.page.one_of(value, "zone", ("the answering office",))
        self.page.one_of(value, "ends on a holiday", ("same hour of the next business day",))
        legal_only = self.page.one_of(value, "holidays", ("legal only", "legal and closures")) == "legal only"
        opens, closes = (self.page.parsed(value, key, _hour, time()) for key in ("opens", "closes"))
        if closes <= opens and not self.page.problems:
            self.page.blame(
                value.get("closes"),
                f"the office closes at {closes:%H:%M}, and opens at {opens:%H:%M}",
                "look at both again",
            )
        named = items(self.page, value, "zones if not known")
        offices = tuple(self.page.tried(str(each), zone_named, ZoneInfo("UTC")) for each in named)
        return PausedTime(self.workdays, opens, closes, legal_only, offices)


def _reached(clocks: Mapping[str, Definition], start: Definition) -> set[str]:
    """The names of all clocks that `start` rests on."""
    reached: set[str] = set()
    ahead = [start]
    while ahead:
        match ahead.pop():
            case Switch(_, options):
                ahead += options.values()
            case str(name) if name not in reached:
                reached.add(name)
                ahead += [clocks[name]] if name in clocks else []
    return reached


def _up_to(most: int) -> Callable[[str], int]:
    """A reader of whole numbers from one to a greatest."""

    def read(text: str) -> int:
        if not 1 <= whole(text) <= most:
            raise TimeProblem(f"`{text}` is no number from 1 to {most}", "look at it again")
        return int(text)

    return read


def _hour(text: str) -> time:
    try:
        return datetime.strptime(text, "%H:%M").time()
    except ValueError:
        raise TimeProblem(f"`{text}` is not an hour of the day", "for instance `17:30`") from None
