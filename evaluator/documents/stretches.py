"""The stretch of time over which a measure counts: whether two facts lie in one, and when the one of a fact ends."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from zoneinfo import ZoneInfo

from evaluator.documents.case import Telling
from evaluator.documents.terms import Over
from evaluator.words.formula import Key, Leaf
from evaluator.words.lookback import since
from evaluator.words.times import EVER, FIRST, LAST, Interval, local, midnight
from evaluator.words.truth import NO, OPEN, YES, Truth

MOST_STARTS = 400  # days on which a stretch may begin that are tried one by one


class Inside(Leaf):
    """A fact lies in one stretch, from its first instant up to the first one after it."""

    __slots__ = ("over", "stretch", "telling")

    def __init__(self, telling: Telling, over: Over, stretch: Interval) -> None:
        self.telling, self.over, self.stretch = telling, over, stretch
        own = telling.time
        sure = stretch.earliest <= own.earliest and own.latest <= stretch.latest
        apart = own.latest <= stretch.earliest or stretch.latest <= own.earliest
        super().__init__(YES if sure else NO if apart else OPEN)

    @property
    def said(self) -> str:
        """The stretch as it is written."""
        return stretch_words(self.over)

    def named(self) -> Key:
        return ("stretch", self.telling.root, self.said, str(self.stretch.earliest))


class Alongside(Leaf):
    """A fact lies in the stretch of another; `start` is from when stretches are counted, None where that is not told or not needed."""

    __slots__ = ("other", "over", "start", "telling")

    def __init__(self, telling: Telling, other: Telling, over: Over, start: Interval | None, zone: ZoneInfo) -> None:
        self.telling, self.other, self.over, self.start = telling, other, over, start
        super().__init__(same_stretch(telling.time, other.time, over, start, zone))

    @property
    def said(self) -> str:
        """The stretch as it is written."""
        return stretch_words(self.over)

    def named(self) -> Key:
        return ("stretch", self.telling.root, self.said, self.other.root)


def stretch_words(over: Over) -> str:
    """`each day`, `each 30 days from campaign start`, `30 days before`."""
    if over.sort == "day":
        return "each day"
    length = f"{over.lengths[0][0]} days"
    return f"each {length} from {over.start}" if over.sort == "each" else f"{length} before"


def same_stretch(own: Interval, other: Interval, over: Over, start: Interval | None, zone: ZoneInfo) -> Truth:
    """Whether a time lies in the stretch of another, whenever within their intervals both were."""
    if over.sort == "before":
        first, last = (since(us, *over.lengths[0], zone) for us in (other.earliest, other.latest - 1))
        if own.latest - 1 <= other.earliest and own.earliest >= last:
            return YES
        return NO if own.earliest > other.latest - 1 or own.latest - 1 < first else OPEN
    found = {_together(own, other, length, first, zone) for length, first in _starts(over, start, zone)}
    return found.pop() if len(found) == 1 else OPEN


def stretch_of(other: Interval, over: Over, start: Interval | None, zone: ZoneInfo) -> Interval | None:
    """The stretch in which a time surely lies, where it is the same for every fact in it; else None."""
    starts = _starts(over, start, zone) if over.sort != "before" else ()
    if len(starts) != 1:
        return None
    [(length, first)] = starts
    begun, ended = ((_day(us, zone) - first) // length * length + first for us in (other.earliest, other.latest - 1))
    if begun != ended or not begun > 1 or begun + length > date.max.toordinal():
        return None
    return Interval(*(midnight(date.fromordinal(day), zone) for day in (begun, begun + length)))


def stretch_end(other: Interval, over: Over, start: Interval | None, zone: ZoneInfo) -> int:
    """The last instant of the stretch of a time; EVER where it is not known."""
    if over.sort == "before":
        return other.latest - 1
    last = _day(other.latest - 1, zone)
    ends = [last + length - 1 - (last - first) % length for length, first in _starts(over, start, zone)]
    return midnight(date.fromordinal(max(ends) + 1), zone) - 1 if ends and max(ends) < date.max.toordinal() else EVER


def _starts(over: Over, start: Interval | None, zone: ZoneInfo) -> Sequence[tuple[int, int]]:
    """How many days a stretch has, with each day (as an ordinal) from which stretches may be counted; none where that is not known."""
    if over.sort == "day":
        return ((1, 1),)
    if start is None:
        return ()
    first, last = _day(start.earliest, zone), _day(start.latest - 1, zone)
    return [(over.lengths[0][0], day) for day in range(first, last + 1)] if last - first < MOST_STARTS else ()


def _together(own: Interval, other: Interval, length: int, first: int, zone: ZoneInfo) -> Truth:
    """Whether two times lie in one stretch of so many days, counted from a day."""
    a, b = ([(_day(us, zone) - first) // length for us in (t.earliest, t.latest - 1)] for t in (own, other))
    if a[1] < b[0] or b[1] < a[0]:
        return NO
    return YES if a[0] == a[1] == b[0] == b[1] else OPEN


def _day(us: int, zone: ZoneInfo) -> int:
    """The day of an instant as an ordinal; of one outside every calendar the first or the last there is."""
    if not FIRST < us < LAST:
        return 1 if us <= FIRST else date.max.toordinal()
    return local(us, zone).date().toordinal()
