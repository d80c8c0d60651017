"""Whether a fact lies within a length of time before or after another, or before the instant a formula is read at."""

from __future__ import annotations

from zoneinfo import ZoneInfo

from evaluator.documents.case import Telling
from evaluator.documents.terms import Relation
from evaluator.documents.yearly import rooted
from evaluator.words.formula import Key, Leaf, View
from evaluator.words.lookback import lapse, since, through
from evaluator.words.times import Interval
from evaluator.words.truth import NO, OPEN, YES, Truth, both


class Near(Leaf):
    """A fact came (a period lasted) within a length of time before or after `other`; of an act only supposed: before the instant read at.
    None came near itself, however wide its time is.

    `edge`: of a look-back, the first instants that count; of a look-forward, the last; None where there is no other fact.
    """

    __slots__ = ("edge", "other", "relation", "telling", "zone")

    def __init__(self, telling: Telling, relation: Relation, other: Telling | None, zone: ZoneInfo) -> None:
        self.telling, self.relation, self.other, self.zone = telling, relation, other, zone
        self.edge: Interval | None = None
        if other is not None:
            reach = since if relation.side == "before" else through
            self.edge = Interval(self._edge(reach, other.time.earliest), self._edge(reach, other.time.latest - 1) + 1)
            super().__init__(NO if telling.root == other.root else self._against(other.time, self.edge))
        else:
            super().__init__(
                OPEN if relation.side == "before" else NO
            )  # nothing has come yet after what is supposed now

    def _edge(self, reach: object, us: int) -> int:
        amount, unit = self.relation.lengths[0]
        assert callable(reach)
        found: int = reach(us, amount, unit, self.zone)
        return found

    @property
    def said(self) -> str:
        """`18 months before`."""
        return said_of(self.relation)

    def named(self) -> Key:
        return ("within", self.telling.root, self.said, rooted(self.other) if self.other is not None else "")

    def _against(self, time: Interval, edge: Interval) -> Truth:
        own = self.telling.time
        if self.relation.side == "after":
            inside = YES if own.latest - 1 <= edge.earliest else NO if own.earliest >= edge.latest else OPEN
            return both(_before(time, own), inside)
        return both(_before(own, time), self._late_enough(edge))

    def _late_enough(self, edge: Interval) -> Truth:
        """Whether it lies at or after the first instant that counts; a period without an end goes on."""
        ended = self.telling.ended
        if self.telling.period and ended is None:
            return YES
        end = ended if ended is not None else self.telling.time
        return YES if end.earliest >= edge.latest - 1 else NO if end.latest - 1 < edge.earliest else OPEN

    def truth(self, view: View) -> Truth:
        if self.other is not None or self.fixed is not None:
            return super().truth(view)
        view.next = min([view.next, *(moment for moment in self.moments(view) if moment > view.at)])
        if view.quiet is not None and self.telling.time.earliest > view.quiet:
            return NO
        first = self._edge(since, view.at)
        truth = self._against(Interval(view.at, view.at + 1), Interval(first, first + 1))
        return truth if truth & 3 else self.assumed(view)

    def moments(self, view: View) -> tuple[int, ...]:
        if self.other is not None or self.fixed is not None:
            return ()
        own, ended = self.telling.time, self.telling.ended
        if view.quiet is not None and own.earliest > view.quiet:
            return ()
        begins = (own.earliest + 1, own.latest)
        if self.telling.period and ended is None:
            return begins
        end = ended if ended is not None else own
        return (*begins, self._edge(lapse, end.earliest), self._edge(lapse, end.latest - 1))


def said_of(relation: Relation) -> str:
    """A length and its side, as they are written: `18 months before`."""
    amount, unit = relation.lengths[0]
    return f"{amount} {unit.removesuffix('s') if amount == 1 else unit} {relation.side}"


def _before(a: Interval, b: Interval) -> Truth:
    """All of `a` lies before `b`."""
    return YES if a.latest - 1 < b.earliest else NO if a.earliest >= b.latest - 1 else OPEN
