"""A time that an agency wrote, beside the one that is counted: whether they agree, and which of them counts."""

from __future__ import annotations

from evaluator.passes.blocks import Sentence
from evaluator.passes.findings import Finding
from evaluator.passes.phrases import Phrases
from evaluator.words.times import Interval, local
from evaluator.words.workdays import CalendarGap

TOO_LITTLE = "less time than the least that the rule allows; the later end counts"


def stated_time(finding: Finding, phrases: Phrases) -> list[Sentence]:
    """How the date that the agency printed stands to the computed one and the least time, and whether it is a day without business."""
    return [*_beside(finding, phrases), *_without_business(finding, phrases)]


def _without_business(finding: Finding, phrases: Phrases) -> list[Sentence]:
    """A day that an agency wrote itself, in the document or as more time, is not moved: that is said where others would be."""
    position, due = finding.position, finding.due
    if position is None or due is None or due not in (finding.printed, *(end.due for end in position.ends[1:])):
        return []
    calendar = phrases.record.program.rulebook.calendars[finding.wording.construct.calendar]
    day = local(due.latest - 1, calendar.zone).date()
    try:
        name = calendar.holiday_name(day)
    except CalendarGap:
        return []
    if not name:
        return []
    told = f"The day that counts ({phrases.ends(due)}) is no business day ({name})"
    return [Sentence(f"{told}: whether a day that an agency wrote moves to the next one is open; here it does not.")]


def _beside(finding: Finding, phrases: Phrases) -> list[Sentence]:
    """Whether the date that the agency printed agrees with the computed one, or leaves less than the least time there is."""
    printed, computed = finding.printed, finding.computed
    if finding.undercut and computed is not None and finding.due is not None:
        verb, until = _leaves(computed, finding.due), phrases.ends(computed).removeprefix("at ")
        return [Sentence(f"The time stated (until {until}) {verb} {TOO_LITTLE}.")]
    if printed is None or finding.position is None:
        return []
    if computed is None:
        first = finding.position.ends[0].due
        said = f"The date printed ({phrases.say.when(printed)}) {_leaves(printed, first)} {TOO_LITTLE}."
        return [Sentence(said)] if first != printed else []
    if printed == computed:
        day = "" if finding.due == printed else f": {phrases.ends(printed)}"
        return [Sentence(f"The date printed and the date computed agree{day}.")]
    verb = "may differ" if _overlap(printed, computed) else "differ"
    both = f"printed {phrases.ends(printed)}, computed {phrases.ends(computed)}"
    return [Sentence(f"The dates {verb}: {both}; the one printed counts.")]


def _overlap(a: Interval, b: Interval) -> bool:
    return a.earliest < b.latest and b.earliest < a.latest


def _leaves(stated: Interval, least: Interval) -> str:
    return "leaves" if stated.latest <= least.earliest else "may leave"
