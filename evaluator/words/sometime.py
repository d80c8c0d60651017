"""What is so at some instant of a period: an act that lasts is forbidden as soon as, and as long as, all that forbids it comes together."""

from __future__ import annotations

from evaluator.words.formula import Node, Passing, View, leaves
from evaluator.words.times import Interval
from evaluator.words.truth import NO, OPEN, YES, Truth, either


class Sometime(Passing):
    """Its part holds at some instant of a period, up to the instant read at; `ended` None: it goes on.

    An instant that may lie outside the period (its begin or end is not known to the instant) shows at most that the part may hold.
    """

    __slots__ = ("began", "ended")

    def __init__(self, part: Node, began: Interval, ended: Interval | None) -> None:
        self.part, self.began, self.ended = part, began, ended
        self.fixed = NO if part.fixed == NO else None

    @property
    def first(self) -> int:
        """The first instant that may lie in it."""
        return self.began.earliest

    def last(self, view: View) -> int:
        """The last instant that may lie in it so far."""
        return view.at if self.ended is None else min(view.at, self.ended.latest - 1)

    def instants(self, view: View) -> list[int]:
        """The instants to read: the edges of the period and every one in it at which the part can change."""
        last = self.last(view)
        edges = {self.first, self.began.latest - 1, last}
        if self.ended is not None:
            edges.add(self.ended.earliest)
        edges |= {moment for leaf in leaves(self.part) for moment in leaf.moments(view)}
        return sorted(moment for moment in edges if self.first <= moment <= last)

    def surely(self, moment: int) -> bool:
        """Whether an instant lies in the period, whenever it began and ended."""
        return moment >= self.began.latest - 1 and (self.ended is None or moment <= self.ended.earliest)

    def at(self, moment: int, view: View) -> Truth:
        """What one instant says: of one that may lie outside the period, a yes is only open."""
        return self._weighed(self.part.truth(view.moved(moment)), moment)

    def instant(self, view: View) -> int:
        """The first instant at which it surely holds; for a condition that is yes."""
        return next(moment for moment in self.instants(view) if self.at(moment, view) == YES)

    def truth(self, view: View) -> Truth:
        if self.fixed is not None:
            return self.fixed
        result, moment, last = NO, self.first, self.last(view)
        edges = [self.began.latest - 1, *(() if self.ended is None else (self.ended.earliest, self.ended.earliest + 1))]
        while moment <= last:
            then = view.moved(moment)
            result = either(result, self._weighed(self.part.truth(then), moment))
            if result == YES:
                return YES  # what was so once stays so
            turns = [then.next] if then.turns else []
            moment = min([*turns, *(edge for edge in edges if edge > moment)], default=view.next)
        if moment > view.at and (self.ended is None or view.at < self.ended.latest - 1):
            view.next = min(view.next, moment)
        return result

    def _weighed(self, truth: Truth, moment: int) -> Truth:
        return OPEN if truth == YES and not self.surely(moment) else truth
