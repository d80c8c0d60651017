"""Deadlines of a digest beside the windows of the cards that encode them: length, unit, clock and start."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from evaluator.documents.cards import Card
from evaluator.documents.digests import Deadline, Told
from evaluator.documents.terms import Construct, Term, Window
from evaluator.passes.program import Norm, Program, Wording
from evaluator.words.calendars import Calendar
from evaluator.words.clocks import BusinessDays, Counting, ElapsedTime, PausedTime, WallClock

Length = tuple[str, str, str]  # amount, unit in the plural, clock


@dataclass(frozen=True)
class Encoded:
    """A window of a norm under the default readings: what it counts, or the fixed day it ends on, and the fact it runs from."""

    norm: str
    length: Length | None
    day: str
    start: str

    @property
    def words(self) -> str:
        """The window in words."""
        length = f"by {self.day}" if self.length is None else f"{self.length[0]} {self.length[1]} ({self.length[2]})"
        return f"{length}{f' from {self.start}' if self.start else ''}, in {self.norm}"


def counted(deadline: Deadline) -> Length:
    """A digest's length of time as a clock of ours counts it."""
    unit = deadline.unit.removeprefix("calendar-").removeprefix("business-")
    clock = {"elapsed-hours": "elapsed time", "business-days": "business days", "calendar-days": "calendar days"}
    named = "office hours" if deadline.pauses else clock.get(deadline.clock, deadline.clock)
    return deadline.amount, unit if unit.endswith("s") else f"{unit}s", named


def windows_of(program: Program, cards: Sequence[str], told: Told) -> list[Encoded]:
    """Every window that the norms of some cards have at any time in which a version of a provision stands, and the days they bind from."""
    found = []
    for norm in program.norms.values():
        if norm.section.cite(norm.card.number) in cards:
            for wording in norm.wordings:
                if _together(norm.card, wording, told):
                    if wording.version.compliance:
                        found.append(Encoded(norm.id, None, str(wording.version.compliance), ""))
                    found += list(_windows(program, norm, wording))
    return list(dict.fromkeys(found))


def _together(card: Card, wording: Wording, told: Told) -> bool:
    since, later = wording.version.effective, card.versions[card.versions.index(wording.version) + 1 :]
    until = wording.version.until or next((v.effective for v in later if v.effective is not None), None)
    begins, ends = told.since or date.min, told.until or date.max
    return since is not None and since < ends and begins < (until or date.max)


def _windows(program: Program, norm: Norm, wording: Wording) -> Iterator[Encoded]:
    construct = wording.construct
    calendar = program.rulebook.calendars[construct.calendar]
    for window in (construct.within, construct.begins, construct.to):
        if window is None:
            continue
        start = _start(construct, window)
        if window.fixed:
            yield Encoded(norm.id, None, window.fixed, start)
        if window.yearly is not None:
            yield Encoded(norm.id, None, "{:02}-{:02}".format(*window.yearly.day), start)
        for lengths in (window.lengths, window.at_least):
            for amount, unit in lengths:
                clock = _clock(calendar, window.counted_by or unit, program.readings)
                yield Encoded(norm.id, (str(amount), unit.removeprefix("business "), clock), "", start)


def _start(construct: Construct, window: Window) -> str:
    """The kind of fact that a window runs from, and the field of it that has the time, where it is not the usual one."""
    terms = {term.name: term for term in construct.terms}
    of = window.of or window.stated_in or window.new_date_in
    if not of and isinstance(construct.arises[0] if construct.arises else None, Term):
        of = construct.arises[0].name  # type: ignore[union-attr]  # narrowed by the isinstance above
    kind = (terms[of].name if terms[of].defined else terms[of].kind) if of in terms else of
    field = window.starts_at[0] if window.starts_at and window.starts_at[0] != "happened" else ""
    return f"{kind} {field}".strip()


def _clock(calendar: Calendar, name: str, readings: Mapping[str, str]) -> str:
    if name not in calendar.clock_names:
        return name
    counting: Counting = calendar.clock(name, readings).counting
    if isinstance(counting, PausedTime):
        return "office hours"
    if isinstance(counting, ElapsedTime | WallClock):
        return "elapsed time"
    return "business days" if isinstance(counting, BusinessDays) else "calendar days"


def mismatch(deadline: Deadline, windows: Sequence[Encoded], starts: Mapping[str, Sequence[str]]) -> str:
    """Why no window is the deadline of a digest; empty if one is."""
    if deadline.day:
        return "" if any(each.day == deadline.day for each in windows) else "no card has this day"
    wanted = counted(deadline)
    alike = [each for each in windows if each.length == wanted]
    if not alike:
        near = [each for each in windows if each.length and each.length[:2] == wanted[:2]]
        return "the cards count it by another clock" if near else "no card has this length"
    if deadline.runs_from not in starts:
        return "nobody has said which fact it runs from: name it under `starts`"
    known = starts[deadline.runs_from]
    return (
        ""
        if any(each.start in known for each in alike)
        else f"the cards count it from another fact than {', '.join(known)}"
    )
