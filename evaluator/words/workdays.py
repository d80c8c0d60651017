"""Which days are holidays and which are business days, by a dated table; outside the table nobody knows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from evaluator.words.errors import CallrulesError

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


class CalendarGap(CallrulesError):
    """A business-day question about a day that the table of holidays does not cover."""


@dataclass(frozen=True, eq=False)
class Workdays:
    """The holidays of one calendar: the weekdays of `weekend`, and reasons by date in `legal` and `closures`."""

    calendar: str
    weekend: frozenset[str]
    legal: Mapping[date, str]
    closures: Mapping[date, str]
    years: frozenset[int]

    def holiday_name(self, day: date, *, legal_only: bool = False) -> str:
        """Why `day` is a holiday, or the empty text on a business day; `legal_only` passes over closures."""
        if day.year not in self.years:
            covered = spans(self.years) or "no year"
            raise CalendarGap(f"the calendar `{self.calendar}` knows the holidays of {covered}, not of {day.year}")
        weekday = WEEKDAYS[day.weekday()]
        closed = "" if legal_only else self.closures.get(day, "")
        return self.legal.get(day) or closed or (weekday if weekday in self.weekend else "")

    def next_business_day(self, day: date, count: int = 1, *, legal_only: bool = False) -> date:
        """The business day that is `count` business days after `day`."""
        while count:
            day += timedelta(days=1)
            count -= not self.holiday_name(day, legal_only=legal_only)
        return day


def spans(years: frozenset[int]) -> str:
    """Years in runs, for people: `1987, 2018 to 2027`."""
    runs: list[list[int]] = []
    for year in sorted(years):
        if runs and year == runs[-1][-1] + 1:
            runs[-1].append(year)
        else:
            runs.append([year])
    return ", ".join(str(run[0]) if len(run) == 1 else f"{run[0]} to {run[-1]}" for run in runs)
