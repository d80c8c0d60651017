"""What a calendar file says, read into holidays and definitions of clocks; all its problems are raised at once.

A document is nested mappings and lists of text; texts that know their `line` and `column` give problems a place.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import TypeVar
from zoneinfo import ZoneInfo

from evaluator.words.clocks import BusinessDays, Counting, Days, ElapsedTime, Months, PausedTime, WallClock
from evaluator.words.errors import BadInput, Problem, TimeProblem, advise
from evaluator.words.times import parse_date, zone_named
from evaluator.words.workdays import WEEKDAYS, Workdays

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
class Doubt:
    """What could not be confirmed about some days, from the first to the last of each stretch, and how they are counted meanwhile."""

    what: str
    counted: str
    days: tuple[tuple[date, date], ...]


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
    page = _Page(file)
    page.check_keys(document, {"calendar", "cite", "zone", "reread", "holidays", "clocks"}, {"doubts"})
    name, cite = page.text(document, "calendar"), page.text(document, "cite")
    zone = page.parsed(document, "zone", zone_named, ZoneInfo("UTC"))
    reread = page.parsed(document, "reread", parse_date, date.min)
    workdays = _workdays(page, page.mapping(document, "holidays"), name)
    doubts = tuple(_doubts(page, document.get("doubts", [])))
    clocks = _Clocks(page, cite, zone, workdays).all(page.mapping(document, "clocks"))
    if page.problems:
        raise BadInput(page.problems)
    return CalendarFile(str(name), str(cite), zone, reread, workdays, doubts, clocks)


class _Page:
    """A file under reading, and what is wrong with it so far."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.problems: list[Problem] = []

    def blame(self, at: object, what: str, help: str = "") -> None:
        self.problems.append(Problem(self.file, getattr(at, "line", 0), getattr(at, "column", 0), what, help))

    def check_keys(self, mapping: Mapping[str, object], needs: Iterable[str], may: Iterable[str] = ()) -> None:
        known = {*needs, *may}
        for key in mapping:
            if key not in known:
                self.blame(key, f"`{key}` is not a key here", advise(key, known))
        for key in sorted(set(needs) - set(mapping)):
            self.blame(mapping, f"`{key}` is missing", "add it")

    def text(self, mapping: Mapping[str, object], key: str) -> str:
        value = mapping.get(key, "")
        if not isinstance(value, str):
            self.blame(_key(mapping, key), f"`{key}` takes a text")
            return ""
        return value

    def mapping(self, mapping: Mapping[str, object], key: str) -> Mapping[str, object]:
        value = mapping.get(key, {})
        if not isinstance(value, Mapping):
            self.blame(_key(mapping, key), f"`{key}` takes keys with values")
            return {}
        return value

    def one_of(self, mapping: Mapping[str, object], key: str, options: Iterable[str]) -> str:
        text = self.text(mapping, key)
        if text and text not in options:
            self.blame(text, f"`{key}` cannot be `{text}`", advise(text, options))
        return text

    def parsed(self, mapping: Mapping[str, object], key: str, parse: Callable[[str], T], otherwise: T) -> T:
        text = self.text(mapping, key)
        return self.tried(text, parse, otherwise) if text else otherwise

    def tried(self, text: str, parse: Callable[[str], T], otherwise: T) -> T:
        try:
            return parse(text)
        except TimeProblem as problem:
            self.blame(text, problem.what, problem.help)
            return otherwise


def _workdays(page: _Page, holidays: Mapping[str, object], name: str) -> Workdays:
    if holidays:
        page.check_keys(holidays, {"weekend", "table"}, {"closures"})
    weekend = [day if isinstance(day, str) else str(day) for day in _items(page, holidays, "weekend")]
    for weekday in weekend:
        if weekday not in WEEKDAYS:
            page.blame(weekday, f"`{weekday}` is not a day of the week", advise(weekday, WEEKDAYS))
    table = page.mapping(holidays, "table")
    legal: dict[date, str] = {}
    years: set[int] = set()
    for heading in table:
        year = page.tried(heading, _whole, 0)
        years.add(year)
        for text, day, reason in _dated(page, page.mapping(table, heading), weekend):
            if day.year != year:
                page.blame(text, f"`{text}` stands under `{heading}`", f"move it under `{day.year}`")
            legal[day] = reason
    closures: dict[date, str] = {}
    for text, day, reason in _dated(page, page.mapping(holidays, "closures"), weekend):
        if day.year not in years or day in legal:
            page.blame(text, f"closure `{text}` is " + ("a holiday already" if day in legal else "outside the table"))
        closures[day] = reason
    return Workdays(str(name), frozenset(weekend), legal, closures, frozenset(years))


def _dated(page: _Page, mapping: Mapping[str, object], weekend: list[str]) -> Iterator[tuple[str, date, str]]:
    for text in mapping:
        day = page.tried(text, parse_date, date.min)
        if day != date.min:
            if WEEKDAYS[day.weekday()] in weekend:
                page.blame(
                    text, f"`{text}` is a {WEEKDAYS[day.weekday()]}", "list the day on which it is observed, if any"
                )
            yield text, day, str(page.text(mapping, text))


def _doubts(page: _Page, doubts: object) -> Iterator[Doubt]:
    if not isinstance(doubts, list):
        page.blame(doubts, "`doubts` takes a list")
        return
    for doubt in doubts:
        if not isinstance(doubt, Mapping):
            page.blame(doubt, "a doubt takes keys with values", "`what`, `counted as`, `sure`, perhaps `dates`")
            continue
        page.check_keys(doubt, {"what", "counted as", "sure"}, {"dates"})
        page.one_of(doubt, "sure", ("low", "medium"))
        days = []
        for each in _items(page, doubt, "dates"):
            first, _, last = str(each).partition(" to ")
            days.append(tuple(page.tried(day, parse_date, date.min) for day in (first, last or first)))
        yield Doubt(str(page.text(doubt, "what")), str(page.text(doubt, "counted as")), tuple((a, b) for a, b in days))


class _Clocks:
    """The clocks of one calendar under reading."""

    def __init__(self, page: _Page, cite: str, zone: ZoneInfo, workdays: Workdays) -> None:
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
            self.page.blame(_key(value, "reading"), "a reading has two options or more", "add one, or drop `reading`")
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
                keys = ("business days if fewer than", "hours in a day")
                short, hours = (self.page.parsed(value, key, _whole, 0) for key in keys)
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
        named = _items(self.page, value, "zones if not known")
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


def _items(page: _Page, mapping: Mapping[str, object], key: str) -> list[object]:
    value = mapping.get(key, [])
    if isinstance(value, list):
        return value
    page.blame(_key(mapping, key), f"`{key}` takes a list")
    return []


def _key(mapping: Mapping[str, object], key: str) -> str:
    """The key as it stands in the file, which knows its place."""
    return next(own for own in mapping if own == key)


def _whole(text: str) -> int:
    if not (text.isascii() and text.isdigit()):
        raise TimeProblem(f"`{text}` is not a whole number", "for instance `7`")
    return int(text)


def _hour(text: str) -> time:
    try:
        return datetime.strptime(text, "%H:%M").time()
    except ValueError:
        raise TimeProblem(f"`{text}` is not an hour of the day", "for instance `17:30`") from None
