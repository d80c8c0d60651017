"""Norms that begin anew each year: a fact in each year, whether it is on file then, and what counts for that year alone."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields
from datetime import date
from typing import NamedTuple

from evaluator.documents.case import Telling
from evaluator.documents.terms import Construct, Yearly
from evaluator.engines.durable_parcel import Law
from evaluator.engines.durable_rete import Refused
from evaluator.engines.durable_sheet import NEVER_AGAIN, Cell, Sheet
from evaluator.words.calendars import Calendar
from evaluator.words.times import Interval, midnight
from evaluator.words.workdays import CalendarGap


class Year(NamedTuple):
    """One year of a norm, in µs UTC: from when to when acts count for it (`opens`, `next`), and the last instant in time (`closes`)."""

    opens: int
    closes: int
    next: int


NO_YEAR = Year(0, 0, 0)


@dataclass(slots=True, eq=False)
class InYear(Telling):
    """A fact in one year. Its own time is the end of the year's day, by which its law goes; `told` is the fact as it is told."""

    year: Year = NO_YEAR
    told: Telling | None = None


def in_years(law: Law, construct: Construct, at: int, event: Sequence[Telling]) -> Iterator[Sequence[Telling]]:
    """An event in each year that the calendar counts; as it is, where a norm is not yearly. Refused where it may owe in a year beyond."""
    yearly = construct.within.yearly if construct.within is not None else None
    if yearly is None:
        yield event
        return
    calendar, opens = law.calendars[construct.calendar], 0
    for year in range(yearly.first, max(calendar.file.workdays.years, default=yearly.first) + 1):
        closes = _closes(law, construct, calendar, yearly, year)
        opens = _opens(calendar, yearly, year + 1)
        if closes is not None:
            span = Year(_opens(calendar, yearly, year), closes, opens)
            day = calendar.end_of_day(date(year, *yearly.day)).earliest
            yield [_in(telling, span, day) for telling in event]
    if at >= opens and any(telling.ended is None or telling.ended.latest > opens for telling in event):
        raise Refused(f"no calendar counts the years of `{construct.id}` so far")


def _closes(law: Law, construct: Construct, calendar: Calendar, yearly: Yearly, year: int) -> int | None:
    """The last instant in time of a year, on its day or where the clock moves it; None where that cannot be counted."""
    window, begins = construct.within, midnight(date(year, *yearly.day), calendar.zone)
    assert window is not None
    eve = Interval(begins - 1, begins)
    try:
        return calendar.due(eve, ((1, "days"),), window.counted_by, law.readings, calendar.zone).earliest
    except CalendarGap:
        return None


def _opens(calendar: Calendar, yearly: Yearly, year: int) -> int:
    before = yearly.opens > yearly.day  # it opens in the year before
    return midnight(date(year - before, *yearly.opens), calendar.zone)


def _in(telling: Telling, year: Year, day: int) -> InYear:
    own = {each.name: getattr(telling, each.name) for each in fields(Telling)}
    return InYear(**{**own, "time": Interval(day, day + 1), "ended": None, "period": False}, year=year, told=telling)


def on_file(sheet: Sheet, telling: InYear) -> Cell:
    """The year's time has opened and the fact is there, once that time is over as it was at its end."""
    told, (opens, closes, _) = telling.told, telling.year
    assert told is not None
    if told.time.earliest > sheet.at:
        return sheet.clock(NEVER_AGAIN, NEVER_AGAIN)
    edges = [told.time.earliest, told.time.latest - 1]
    edges += [told.ended.latest, told.ended.earliest + 1] if told.ended is not None else []
    there = sheet.clock(*(edge if edge <= closes else NEVER_AGAIN for edge in edges))
    return sheet.every([sheet.clock(opens, opens), there])
