"""Calendars: holidays, business days and clocks, as a file in `rules/calendars` gives them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from zoneinfo import ZoneInfo

from evaluator.words.calendar_days import Doubt
from evaluator.words.calendar_files import CalendarFile, Definition, Rule, Switch, read_calendar
from evaluator.words.clocks import Clock, end_of
from evaluator.words.errors import UsageError, advise
from evaluator.words.times import Interval, day_of
from evaluator.words.workdays import CalendarGap

__all__ = ["Calendar", "CalendarGap", "Clock"]


@dataclass(frozen=True, eq=False)
class Calendar:
    """One calendar; questions about a business day outside its table raise `CalendarGap`."""

    file: CalendarFile

    @classmethod
    def of(cls, document: Mapping[str, object], file: str) -> Calendar:
        """The calendar in a loaded document; raises `BadInput` with every problem in it."""
        return cls(read_calendar(document, file))

    @property
    def name(self) -> str:
        """The name that rule files use."""
        return self.file.name

    @property
    def cite(self) -> str:
        """The provision that governs this calendar."""
        return self.file.cite

    @property
    def zone(self) -> ZoneInfo:
        """The zone in which its days begin and end."""
        return self.file.zone

    @property
    def doubts(self) -> tuple[Doubt, ...]:
        """What could not be confirmed about its days, and how it is counted meanwhile."""
        return self.file.doubts

    @property
    def readings(self) -> dict[str, tuple[str, ...]]:
        """Every reading its clocks hang on, with the options they know."""
        known: dict[str, tuple[str, ...]] = {}
        for switch in _switches(self.file.clocks.values()):
            known[switch.reading] = tuple(sorted({*known.get(switch.reading, ()), *switch.options}))
        return known

    @property
    def clock_names(self) -> tuple[str, ...]:
        """The names that `counted by` may use."""
        return tuple(self.file.clocks)

    def is_holiday(self, day: date) -> bool:
        """Whether `day` is a weekend day, a legal holiday or a day on which the office was closed."""
        return self.holiday_name(day) != ""

    def holiday_name(self, day: date) -> str:
        """Why `day` is a holiday; empty on a business day."""
        return self.file.workdays.holiday_name(day)

    def is_business_day(self, day: date) -> bool:
        """Whether `day` is no holiday."""
        return not self.is_holiday(day)

    def day_interval(self, day: date) -> Interval:
        """The whole of `day` in this calendar's zone."""
        return day_of(day, self.zone)

    def end_of_day(self, day: date) -> Interval:
        """The last microsecond of `day`."""
        last = end_of(day, self.zone)
        return Interval(last, last + 1)

    def clock(self, name: str, readings: Mapping[str, str]) -> Clock:
        """The clock of that name under the readings chosen; raises `UsageError` for one it does not know."""
        definition: Definition = name
        consulted: set[str] = set()
        while not isinstance(definition, Rule):
            if isinstance(definition, Switch):
                consulted.add(definition.reading)
                definition = _chosen(definition, readings)
            elif definition in self.file.clocks:
                definition = self.file.clocks[definition]
            else:
                what = f"calendar `{self.name}` has no clock `{definition}`"
                raise UsageError(what, advise(definition, self.file.clocks))
        return Clock(name, definition.cite, frozenset(consulted), definition.counting)

    def clocks(
        self, lengths: tuple[tuple[int, str], ...], counted_by: str | None, readings: Mapping[str, str]
    ) -> tuple[Clock, ...]:
        """The clock of each length: the one called `counted_by`, else the one that has the name of the unit."""
        return tuple(self.clock(counted_by or unit, readings) for _, unit in lengths)

    def due(
        self,
        start: Interval,
        lengths: tuple[tuple[int, str], ...],
        counted_by: str | None,
        readings: Mapping[str, str],
        zone: ZoneInfo | None = None,
    ) -> Interval:
        """The last instant in time, over every start there may have been; each length runs on from the one before.

        `zone` is that of the office that owes an answer; only clocks that count office hours ask for it.
        """
        return due_by(self.clocks(lengths, counted_by, readings), start, lengths, zone)

    def stated(
        self,
        start: Interval,
        lengths: tuple[tuple[int, str], ...],
        counted_by: str | None,
        readings: Mapping[str, str],
        zone: ZoneInfo | None = None,
    ) -> Interval:
        """As `due`, of a time that an agency stated in its own words: what the clock named cannot count, the clock of its unit counts."""
        end = start
        for length in lengths:
            try:
                end = self.due(end, (length,), counted_by, readings, zone)
            except UsageError:
                end = self.due(end, (length,), None, readings, zone)
        return end


def due_by(
    clocks: tuple[Clock, ...], start: Interval, lengths: tuple[tuple[int, str], ...], zone: ZoneInfo | None
) -> Interval:
    """The last instant in time, each length counted by its clock."""
    end = start
    for clock, (amount, unit) in zip(clocks, lengths, strict=True):
        end = clock.due(end, amount, unit, zone)
    return end


def _chosen(switch: Switch, readings: Mapping[str, str]) -> Definition:
    option = readings.get(switch.reading)
    if option is None:
        raise UsageError(f"reading `{switch.reading}` has no value", advise("", switch.options))
    if option not in switch.options:
        raise UsageError(f"reading `{switch.reading}` cannot be `{option}`", advise(option, switch.options))
    return switch.options[option]


def _switches(definitions: Iterable[Definition]) -> Iterator[Switch]:
    for definition in definitions:
        if isinstance(definition, Switch):
            yield definition
            yield from _switches(definition.options.values())
