"""Issues of windows that no day of their version can be counted for, and where windows stand."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from evaluator.documents.terms import Place, Window
from evaluator.passes.check_norms import tree_of
from evaluator.passes.issues import issue, spot
from evaluator.passes.program import Norm, Program, Wording
from evaluator.words.calendars import Calendar
from evaluator.words.errors import Problem, UsageError
from evaluator.words.times import EVER, NEVER, Interval, local, midnight
from evaluator.words.workdays import CalendarGap, spans


def gap_issues(program: Program, norms: Sequence[Norm]) -> Iterator[Problem]:
    """Windows that run on business days, where the calendar has no table for any day on which their version is in force."""
    for norm in norms:
        for wording in norm.wordings:
            calendar = program.rulebook.calendars[wording.construct.calendar]
            for key, window in windows_of(wording):
                first = window.yearly.first if window.yearly is not None else None
                if first is not None and first not in calendar.file.workdays.years:
                    what = f"the year {first} can never be counted: the calendar `{calendar.name}` has no table of its holidays"
                    help = "begin with a year that the calendar covers, or add the years to it"
                    yield issue("calendar-gap", time_at(wording, key), what, help)
                for lengths in (window.lengths, window.at_least):
                    if lengths and not _counted(calendar, wording, window, lengths, program):
                        years = calendar.file.workdays.years
                        table = f"covers only {spans(years)}" if years else "has no table of holidays"
                        what = f"this window can never be counted: the calendar `{calendar.name}` {table}"
                        help = "add the years in which this text is in force to the calendar, or count by another clock"
                        yield issue("calendar-gap", time_at(wording, key), what, help)


def _counted(
    calendar: Calendar, wording: Wording, window: Window, lengths: tuple[tuple[int, str], ...], program: Program
) -> bool:
    """Whether there is a day of the version from which the window can be counted."""
    for start in _starts(calendar, wording):
        try:
            calendar.due(Interval(start, start + 1), lengths, window.counted_by, program.readings, calendar.zone)
        except CalendarGap:
            continue
        except UsageError:
            return True  # the clock is wrong, which is told elsewhere
        return True
    return False


def _starts(calendar: Calendar, wording: Wording) -> Iterator[int]:
    """A day early in each year that the table covers and the version is in force in; any day, where there is no table."""
    first = local(wording.since, calendar.zone).year if wording.since > NEVER else date.min.year
    last = local(wording.until - 1, calendar.zone).year if wording.until < EVER else date.max.year
    years = sorted(year for year in calendar.file.workdays.years if first <= year <= last)
    days = [midnight(date(year, 1, 15), calendar.zone) for year in years or [min(max(first, 2000), last)]]
    inside = [day for day in days if wording.since <= day < wording.until]
    yield from inside or [wording.since if wording.since > NEVER else days[0]]


def windows_of(wording: Wording) -> Iterator[tuple[str, Window]]:
    """Each window of a wording, with the key under which it stands."""
    construct = wording.construct
    for key, window in (("within", construct.within), ("begins", construct.begins), ("to", construct.to)):
        if window is not None:
            yield key, window


def time_at(wording: Wording, key: str) -> Place:
    """Where a window's time is written; where it hangs on a reading, the construct."""
    tree, place = tree_of(wording), wording.construct.place
    found = spot(tree, key, "time") or spot(tree, key)
    return (place[0], found.line, found.column) if found is not None else place
