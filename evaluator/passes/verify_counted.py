"""Counts as the proof checker works them out for itself: which facts lie in one stretch, how many count, and what share that is."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from fractions import Fraction
from zoneinfo import ZoneInfo

from evaluator.documents.case import Telling
from evaluator.documents.terms import Counting, Over
from evaluator.passes.verify_leaves import span
from evaluator.passes.verify_nodes import DISPUTED, NO, OPEN, YES, Leaf, Part, When
from evaluator.words.lookback import since
from evaluator.words.times import EVER, FIRST, LAST, Interval, local, midnight


class Counted(Part):
    """How many facts count, or what share of those among which they are: from what surely does to what may."""

    __slots__ = ("among", "called", "counting", "counts", "more")
    op = "count"

    def __init__(
        self, called: str, counting: Counting, among: Sequence[Part], counts: Sequence[Part], more: Part
    ) -> None:
        self.called, self.counting, self.more = called, counting, more
        self.among, self.counts = tuple(among), tuple(counts)
        super().__init__((*self.among, *self.counts, more))

    @property
    def share(self) -> bool:
        """Whether a share is asked for, not a number."""
        return self.counting.base is not None

    @property
    def asked(self) -> str:
        """What is asked, as it is written."""
        return f"{self.counting.test.field} {self.counting.test.wanted[0]}"

    def settled(self) -> str | None:
        return None

    def then(self, when: When) -> When:
        """It counts as of the instant asked about, wherever it is read."""
        return when if when.quiet is None else when.moved(when.quiet)

    def worked_out(self, when: When) -> str:
        when = self.then(when)
        ends = {self._holds(value) for value in self._ends(when)}
        if len(ends) == 1:
            return YES if ends.pop() else NO
        return DISPUTED if any(part.truth(when) == DISPUTED for part in self.parts) else OPEN

    def _ends(self, when: When) -> tuple[Fraction, Fraction | None]:
        """The least and the most; None where there is no most."""
        endless = self.more.truth(when) != NO
        counts = [part.truth(when) for part in self.counts]
        if not self.share:
            return Fraction(counts.count(YES)), None if endless else Fraction(len(counts) - counts.count(NO))
        if endless:
            return Fraction(0), Fraction(100)
        both = [(part.truth(when), count) for part, count in zip(self.among, counts, strict=True)]
        sure = both.count((YES, YES))
        there = sum(1 for among, count in both if among != NO and not (among != YES and count == YES))
        may = sum(1 for among, count in both if among != NO and count != NO)
        rest = both.count((YES, NO))
        return (
            Fraction(100 * sure, there) if there else Fraction(0),
            Fraction(100 * may, may + rest) if may + rest else Fraction(0),
        )

    def _holds(self, value: Fraction | None) -> bool:
        low, high, from_it, to_it = self.counting.test.bounds
        if value is None:
            return high is None
        if low is not None and not (value > low or (from_it and value == low)):
            return False
        return high is None or value < high or (to_it and value == high)


def inside(telling: Telling, over: Over, stretch: Interval) -> Leaf:
    """A fact lies in one stretch."""
    time, words, (first, after) = telling.time, _words(over), span(stretch)
    said = {"fact": telling.id, "over": words, "time": span(time), "from": first, "before": after}
    if time.latest <= stretch.earliest or time.earliest >= stretch.latest:
        truth = NO
    else:
        truth = YES if time.earliest >= stretch.earliest and time.latest <= stretch.latest else OPEN
    return Leaf("stretch", said, truth, ("stretch", telling.root, words, str(stretch.earliest)), "stretch", telling)


def one_stretch(around: Interval, over: Over, start: Interval | None, zone: ZoneInfo) -> Interval | None:
    """The stretch that a time is surely in, if stretches do not hang on the fact around which is counted."""
    grids = [] if over.sort == "before" else _grids(over, start, zone)
    if len(grids) != 1:
        return None
    first, length = grids[0]
    cells = _cells(around, first, length, zone)
    begin = first + length * min(cells)
    if len(cells) > 1 or begin <= 1 or begin + length > date.max.toordinal():
        return None
    return Interval(midnight(date.fromordinal(begin), zone), midnight(date.fromordinal(begin + length), zone))


def _words(over: Over) -> str:
    length = f"{over.lengths[0][0]} days" if over.lengths else ""
    return {"day": "each day", "each": f"each {length} from {over.start}", "before": f"{length} before"}[over.sort]


def alongside(telling: Telling, around: Telling, over: Over, start: Interval | None, zone: ZoneInfo) -> Leaf:
    """A fact lies in the stretch of another."""
    words = _words(over)
    said = {
        "fact": telling.id, "other": around.id, "over": words, "time": span(telling.time), "other_time": span(around.time),
        "start": None if start is None else span(start),
    }  # fmt: skip
    truth = _alongside(telling.time, around.time, over, start, zone)
    return Leaf("stretch", said, truth, ("stretch", telling.root, words, around.root), "stretch", telling)


def _alongside(own: Interval, other: Interval, over: Over, start: Interval | None, zone: ZoneInfo) -> str:
    if over.sort == "before":
        amount, unit = over.lengths[0]
        first, last = since(other.earliest, amount, unit, zone), since(other.latest - 1, amount, unit, zone)
        if own.earliest >= other.latest or own.latest <= first:
            return NO
        return YES if own.earliest >= last and own.latest <= other.earliest + 1 else OPEN
    found = set()
    for first_day, length in _grids(over, start, zone):
        mine, theirs = _cells(own, first_day, length, zone), _cells(other, first_day, length, zone)
        apart = max(mine) < min(theirs) or max(theirs) < min(mine)
        found.add(NO if apart else YES if len(mine | theirs) == 1 else OPEN)
    return found.pop() if len(found) == 1 else OPEN


def _cells(time: Interval, first_day: int, length: int, zone: ZoneInfo) -> set[int]:
    """The first and the last stretch in which a time may lie."""
    return {(_ordinal(us, zone) - first_day) // length for us in (time.earliest, time.latest - 1)}


def _grids(over: Over, start: Interval | None, zone: ZoneInfo) -> list[tuple[int, int]]:
    if over.sort == "day":
        return [(1, 1)]
    if start is None:
        return []
    first, last = _ordinal(start.earliest, zone), _ordinal(start.latest - 1, zone)
    return [(day, over.lengths[0][0]) for day in range(first, last + 1)] if last - first < 400 else []


def _ordinal(us: int, zone: ZoneInfo) -> int:
    if us <= FIRST:
        return 1
    return date.max.toordinal() if us >= LAST else local(us, zone).date().toordinal()


def last_of(around: Interval, over: Over, start: Interval | None, zone: ZoneInfo) -> int:
    """The last instant that may count with a fact."""
    if over.sort == "before":
        return around.latest - 1
    day = _ordinal(around.latest - 1, zone)
    ends = [day - (day - first) % length + length for first, length in _grids(over, start, zone)]
    if not ends or max(ends) > date.max.toordinal():
        return EVER
    return midnight(date.fromordinal(max(ends)), zone) - 1
