"""Yearly norms as the proof checker has them: the years its calendar can count, a fact in each, and what counts for that year alone."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta

from evaluator.documents.case import Telling
from evaluator.documents.terms import Construct
from evaluator.documents.yearly import Occasion
from evaluator.passes.verify_instances import Act, AsTold, Hidden
from evaluator.passes.verify_law import Law
from evaluator.passes.verify_leaves import in_time, never_in
from evaluator.passes.verify_nodes import AllOf, Not
from evaluator.passes.verify_windows import End
from evaluator.words.calendars import CalendarGap
from evaluator.words.times import EVER, Interval, midnight

ONE_DAY = timedelta(days=1)


def in_each_year(law: Law, construct: Construct, tellings: Sequence[Telling]) -> Iterator[Sequence[Telling]]:
    """The tellings of a fact; for a yearly norm once for each year in whose time the fact may be on file."""
    yearly = construct.within.yearly if construct.within is not None else None
    if yearly is None or construct.within is None:
        yield tellings
        return
    calendar = law.rulebook.calendars[construct.calendar]
    table = calendar.file.workdays.years
    for year in range(yearly.first, max(table, default=yearly.first) + 1):
        start = midnight(date(year, *yearly.day), calendar.zone)
        try:
            last = calendar.due(
                Interval(start - 1, start), ((1, "days"),), construct.within.counted_by, law.readings, calendar.zone
            )
        except CalendarGap:
            continue
        before = yearly.opens > yearly.day  # the time opens late in the year before
        opens, following = (midnight(date(y - before, *yearly.opens), calendar.zone) for y in (year, year + 1))
        day = midnight(date(year, *yearly.day) + ONE_DAY, calendar.zone) - 1
        found = [Occasion.of(each, year, day, opens, last.earliest, following) for each in tellings]
        if not all(never_in(each, opens, last.earliest) for each in tellings):
            yield found


def counted_to(law: Law, construct: Construct, tellings: Sequence[Telling]) -> int:
    """The instant from which the calendar can count no more years that a fact may reach; of a norm that is not yearly, none."""
    yearly = construct.within.yearly if construct.within is not None else None
    if yearly is None:
        return EVER
    calendar = law.rulebook.calendars[construct.calendar]
    last = max(calendar.file.workdays.years, default=yearly.first)
    following = max(last, yearly.first - 1) + 1 - (yearly.opens > yearly.day)
    end = midnight(date(following, *yearly.opens), calendar.zone)
    facts = [each.fact or each for each in tellings if isinstance(each, Occasion)]
    return end if any(fact.ended is None or fact.ended.latest > end for fact in facts) else EVER


def this_year(as_told: AsTold, hidden: Sequence[Hidden], occasion: Occasion) -> list[Hidden]:
    """Acts and ends as far as they are of this year; what may be hidden, too."""
    root, last = occasion.root, occasion.next - 1

    def ours(act: Act) -> Act:
        early = in_time(act.telling, Interval(occasion.opens - 1, occasion.opens), root)
        soon = in_time(act.telling, Interval(last, last + 1), root)
        fit, happened, judged = act.good
        return replace(act, good=(AllOf([fit, Not([early]), soon]), happened, judged))

    as_told.acts = [[[ours(act) for act in event] for event in item] for item in as_told.acts]
    kept: list[End] = as_told.ends[:1]
    for end in as_told.ends[1:]:
        due = end.due
        if due.earliest >= EVER:
            kept.append(replace(end, due=Interval(last, last + 1)))
        elif due.latest > occasion.opens and due.earliest <= last:
            kept.append(replace(end, due=Interval(due.earliest, min(due.latest, last + 1))))
    as_told.ends = kept

    def bound(unseen: Hidden) -> Hidden:
        return lambda instant: unseen(min(instant, last))

    return [bound(unseen) for unseen in hidden]
