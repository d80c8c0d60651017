"""Clocks: from a start to the last instant that is still in time.

Hours end at an instant, and an act at that very instant is in time; every other clock ends with the last microsecond
of a day. Starts and ends are microseconds since the epoch, UTC.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import ClassVar, Protocol
from zoneinfo import ZoneInfo

from evaluator.words.errors import UsageError
from evaluator.words.times import EVER, HOUR, NEVER, Interval, local, micro, midnight
from evaluator.words.workdays import Workdays

# How far apart two starts can be and still end in the wrong order: a pause over a long weekend, a clock set back.
_UNSTEADY = 15 * 24 * HOUR


class Counting(Protocol):
    """One way to count; `zone` is a place given with the question, which only some ways heed."""

    @property
    def units(self) -> frozenset[str]:
        """The units it can count."""

    @property
    def offices(self) -> tuple[ZoneInfo, ...]:
        """The zones in which an office may be whose place is not known; empty for clocks that do not heed it."""

    def last(self, start: int, amount: int, unit: str, zone: ZoneInfo | None) -> int:
        """The last instant that is in time."""

    def turns(self, first: int, last: int, amount: int, zone: ZoneInfo | None) -> Iterator[int]:
        """The starts in `[first, last]` beside which a later start may end sooner."""


class _Steady:
    """A way to count in which a later start never ends sooner."""

    offices: ClassVar[tuple[ZoneInfo, ...]] = ()

    def turns(self, first: int, last: int, amount: int, zone: ZoneInfo | None) -> Iterator[int]:
        return iter(())


@dataclass(frozen=True)
class ElapsedTime(_Steady):
    """Hours that really pass."""

    units: ClassVar[frozenset[str]] = frozenset({"hours"})

    def last(self, start: int, amount: int, unit: str, zone: ZoneInfo | None) -> int:
        return start + amount * HOUR


@dataclass(frozen=True)
class WallClock:
    """Hours by the hands of the clock in `zone`: two days later at the same time, whatever the clock did in between."""

    zone: ZoneInfo
    units: ClassVar[frozenset[str]] = frozenset({"hours"})
    offices: ClassVar[tuple[ZoneInfo, ...]] = ()

    def last(self, start: int, amount: int, unit: str, zone: ZoneInfo | None) -> int:
        wall = local(start, self.zone).replace(tzinfo=None) + timedelta(hours=amount)
        end, later = (micro(wall.replace(tzinfo=self.zone, fold=fold)) for fold in (0, 1))
        return end if end <= later else _change(later, end, self.zone)  # a skipped hour is passed at the change

    def turns(self, first: int, last: int, amount: int, zone: ZoneInfo | None) -> Iterator[int]:
        for day in _days(first, last, self.zone):
            start, end = midnight(day, self.zone), midnight(day + timedelta(days=1), self.zone)
            if local(start, self.zone).utcoffset() != local(end, self.zone).utcoffset():
                yield _change(start, end, self.zone)


@dataclass(frozen=True)
class PausedTime:
    """Hours of an office, in its zone, which comes with the question.

    They start only from `opens` to `closes` of a business day, else at the next opening; an end on a holiday moves to
    the same hour of the next business day.
    """

    workdays: Workdays
    opens: time
    closes: time
    legal_only: bool
    offices: tuple[ZoneInfo, ...] = ()
    units: ClassVar[frozenset[str]] = frozenset({"hours"})

    def last(self, start: int, amount: int, unit: str, zone: ZoneInfo | None) -> int:
        zone = _office(zone)
        end = local(self._begins(start, zone) + amount * HOUR, zone)
        if not self.workdays.holiday_name(end.date(), legal_only=self.legal_only):
            return micro(end)
        return micro(datetime.combine(self._next(end.date()), end.time(), tzinfo=zone))

    def turns(self, first: int, last: int, amount: int, zone: ZoneInfo | None) -> Iterator[int]:
        zone = _office(zone)
        for day in _days(first, last, zone):
            yield micro(datetime.combine(day, self.closes, tzinfo=zone)) + 1
        for day in _days(first + amount * HOUR, last + amount * HOUR, zone):
            yield midnight(day, zone) - amount * HOUR

    def _begins(self, start: int, zone: ZoneInfo) -> int:
        shown = local(start, zone)
        day = shown.date()
        if self.workdays.holiday_name(day, legal_only=self.legal_only) or shown.time() > self.closes:
            day = self._next(day)
        return max(start, micro(datetime.combine(day, self.opens, tzinfo=zone)))

    def _next(self, day: date) -> date:
        return self.workdays.next_business_day(day, legal_only=self.legal_only)


@dataclass(frozen=True)
class Days(_Steady):
    """Calendar days, the day after the start being the first.

    Fewer than `short` of them skip holidays; if `rolls`, an end on a holiday moves to the next business day; with
    `hours_in_a_day` it also counts whole days given in hours.
    """

    zone: ZoneInfo
    workdays: Workdays
    short: int = 0
    rolls: bool = False
    hours_in_a_day: int = 0

    @property
    def units(self) -> frozenset[str]:
        return frozenset({"days", "hours"} if self.hours_in_a_day else {"days"})

    def last(self, start: int, amount: int, unit: str, zone: ZoneInfo | None) -> int:
        if unit == "hours":
            amount, odd = divmod(amount, self.hours_in_a_day)
            if odd:
                raise UsageError(
                    f"hours counted as days must be a multiple of {self.hours_in_a_day}", "use another clock"
                )
        day = local(start, self.zone).date()
        if amount < self.short:
            return end_of(self.workdays.next_business_day(day, amount), self.zone)
        day += timedelta(days=amount)
        if self.rolls and self.workdays.holiday_name(day):
            day = self.workdays.next_business_day(day)
        return end_of(day, self.zone)


@dataclass(frozen=True)
class BusinessDays(_Steady):
    """Business days, the next business day after the start being the first."""

    zone: ZoneInfo
    workdays: Workdays
    units: ClassVar[frozenset[str]] = frozenset({"business days", "days"})

    def last(self, start: int, amount: int, unit: str, zone: ZoneInfo | None) -> int:
        return end_of(self.workdays.next_business_day(local(start, self.zone).date(), amount), self.zone)


@dataclass(frozen=True)
class Months(_Steady):
    """Calendar months or years, to the same day of the month, in a shorter month to its last day."""

    zone: ZoneInfo
    months: int
    units: frozenset[str]

    def last(self, start: int, amount: int, unit: str, zone: ZoneInfo | None) -> int:
        day = local(start, self.zone).date()
        years, month = divmod(day.month - 1 + amount * self.months, 12)
        year, month = day.year + years, month + 1
        return end_of(date(year, month, min(day.day, monthrange(year, month)[1])), self.zone)


@dataclass(frozen=True, eq=False)
class Clock:
    """A way to count under the name the law gives it, with the readings that were consulted to choose it."""

    name: str
    cite: str
    readings: frozenset[str]
    counting: Counting

    def due(self, start: Interval, amount: int, unit: str, zone: ZoneInfo | None = None) -> Interval:
        """The last instants in time over every start there may have been; an open end stays open.

        `zone` is that of an answering office; of one whose place is not known, every place it may be in counts. Raises `UsageError` for a
        unit that this clock does not count, `CalendarGap` for days outside the table.
        """
        if zone is None and self.counting.offices:
            told = [self.due(start, amount, unit, office) for office in self.counting.offices]
            return Interval(min(due.earliest for due in told), max(due.latest for due in told))
        last = self._counter(amount, unit, zone)
        begun, ended = start.earliest > NEVER, start.latest < EVER
        first_end = min(map(last, self._starts(start, amount, zone, forward=True))) if begun else NEVER
        last_end = max(map(last, self._starts(start, amount, zone, forward=False))) + 1 if ended else EVER
        return Interval(first_end, last_end)

    def _counter(self, amount: int, unit: str, zone: ZoneInfo | None) -> Callable[[int], int]:
        if unit not in self.counting.units:
            known = " or ".join(f"`{name}`" for name in sorted(self.counting.units))
            raise UsageError(f"clock `{self.name}` does not count `{unit}`", f"it counts {known}")
        return lambda start: self.counting.last(start, amount, unit, zone)

    def _starts(self, start: Interval, amount: int, zone: ZoneInfo | None, *, forward: bool) -> Iterator[int]:
        """The starts among which the earliest (`forward`) or the latest end is to be found."""
        first = start.earliest if forward else max(start.earliest, start.last - _UNSTEADY)
        last = min(start.last, start.earliest + _UNSTEADY) if forward else start.last
        yield first if forward else last
        if first < last:
            yield last if forward else first
            for turn in self.counting.turns(first, last, amount, zone):
                yield from (us for us in (turn - 1, turn) if first <= us <= last)


def end_of(day: date, zone: ZoneInfo) -> int:
    """The last microsecond of `day` in `zone`."""
    return midnight(day + timedelta(days=1), zone) - 1


def _days(first: int, last: int, zone: ZoneInfo) -> Iterator[date]:
    day, end = local(first, zone).date(), local(last, zone).date()
    while day <= end:
        yield day
        day += timedelta(days=1)


def _change(before: int, after: int, zone: ZoneInfo) -> int:
    """The first instant at which the clock in `zone` runs as it does at `after`."""
    while after - before > 1:
        middle = (before + after) // 2
        if local(middle, zone).utcoffset() == local(after, zone).utcoffset():
            after = middle
        else:
            before = middle
    return after


def _office(zone: ZoneInfo | None) -> ZoneInfo:
    if zone is None:
        raise UsageError("these hours are counted where the answer is owed", "give the zone of the answering office")
    return zone
