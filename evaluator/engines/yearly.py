"""The reference engine's yearly norms: one instance for each year in which what they arise from is on file."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from typing import NamedTuple

from evaluator.documents.case import Telling
from evaluator.documents.leaves import Early, InTime
from evaluator.documents.terms import Construct, Yearly
from evaluator.documents.yearly import Occasion, OnFile
from evaluator.passes.program import Program, of_program
from evaluator.passes.settle import Candidate, End, Match
from evaluator.words.calendars import Calendar
from evaluator.words.formula import Every, Node, Opposite
from evaluator.words.times import EVER, Interval, midnight
from evaluator.words.truth import NO
from evaluator.words.workdays import CalendarGap


class Year(NamedTuple):
    """A year of a yearly norm, in µs UTC: the last instant of its day, the first that counts, the last in time, and when the next opens."""

    year: int
    day: int
    opens: int
    closes: int
    following: int


@of_program
def years_of(program: Program, construct: Construct) -> tuple[tuple[Year, ...], int]:
    """The years of a yearly norm that its calendar can count, and the instant from which it can count no more."""
    window, calendar = construct.within, program.rulebook.calendars[construct.calendar]
    assert window is not None
    assert window.yearly is not None
    yearly, found = window.yearly, []
    last = max(calendar.file.workdays.years, default=yearly.first)
    for year in range(yearly.first, last + 1):
        day = midnight(date(year, *yearly.day), calendar.zone)
        eve = Interval(day - 1, day)
        try:
            end = calendar.due(eve, ((1, "days"),), window.counted_by, program.readings, calendar.zone).earliest
        except CalendarGap:
            continue
        ends = calendar.end_of_day(date(year, *yearly.day)).earliest
        found.append(Year(year, ends, opening(calendar, yearly, year), end, opening(calendar, yearly, year + 1)))
    return tuple(found), found[-1].following if found else opening(calendar, yearly, yearly.first)


def opening(calendar: Calendar, yearly: Yearly, year: int) -> int:
    """The first instant that counts for a year: of its own opening day, or of the one before if that day comes later in the year."""
    return midnight(date(year - (yearly.opens > yearly.day), *yearly.opens), calendar.zone)


def occasions(program: Program, construct: Construct, tellings: Sequence[Telling]) -> Iterator[Sequence[Telling]]:
    """A fact in each year, as it is told; the tellings as they are where the norm is not yearly."""
    if construct.within is None or construct.within.yearly is None:
        yield tellings
        return
    for year, day, opens, closes, following in years_of(program, construct)[0]:
        found = [Occasion.of(telling, year, day, opens, closes, following) for telling in tellings]
        if any(OnFile(each).fixed != NO for each in found):
            yield found


def bounded(match: Match, occasion: Occasion) -> Match:
    """What was found of an instance, as far as it is of this year: acts before its time opens, or from the next year's on, do not count."""

    def ours(act: Candidate) -> Candidate:
        root = occasion.root
        early = Early(act.telling, Interval(occasion.opens - 1, occasion.opens), root)
        soon = InTime(act.telling, Interval(occasion.next - 1, occasion.next), root)
        return replace(act, fits=Every([act.fits, Opposite(early), soon]))

    def until(hidden: Callable[[int], Node]) -> Callable[[int], Node]:
        return lambda instant: hidden(min(instant, occasion.next - 1))

    ends = [match.ends[0]]
    for end in match.ends[1:]:
        due = occasion.to_the_end if end.due.earliest >= EVER else occasion.within(end.due)
        ends += [End(end.granted, due)] if due is not None else []
    parts = [[[ours(act) for act in event] for event in part] for part in match.parts]
    return replace(match, parts=parts, hidden=[until(each) for each in match.hidden], ends=ends, whole=None)
