"""How many of some conditions hold, or what share: an interval from what surely does to what may, held against a bound."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import TypeAlias

from evaluator.words.formula import _NOT_READ, Joined, Node, View
from evaluator.words.truth import DISPUTED, NO, OPEN, YES, Truth

Bounds: TypeAlias = tuple[Decimal | None, Decimal | None, bool, bool]
Pair: TypeAlias = tuple[Truth, Truth]


class Counted(Joined):
    """The number of `pairs` whose second part holds (with `share`: its part of those whose first one does, in percent) lies within bounds.

    Each pair is of one fact: that it is one to count among, and that it counts. While `hidden`, that there is one more which is not on
    record, is open, there may be any number more. Of nothing the share is 0. It is read as of the asked instant (`quiet`), wherever it
    stands: what an act belongs to is counted as a whole, with what came after the act.
    """

    __slots__ = ("bounds", "called", "hidden", "pairs", "share", "words")

    def __init__(
        self, called: str, words: str, bounds: Bounds, share: bool, pairs: Iterable[tuple[Node, Node]], hidden: Node
    ) -> None:
        self.called, self.words, self.bounds, self.share = called, words, bounds, share
        self.pairs, self.hidden = tuple(pairs), hidden
        parts = [part for pair in self.pairs for part in pair] if share else [counts for _, counts in self.pairs]
        self.parts = (*parts, hidden)
        self.seen, self.kept, self.fixed = 0, _NOT_READ, None

    def then(self, view: View) -> View:
        """The view at which its parts are read."""
        return view if view.quiet is None or view.quiet == view.at else view.moved(view.quiet)

    def read(self, view: View) -> Truth:
        view = self.then(view)
        sides = self.sides(*self.reach(view))
        if sides is not None:
            return sides
        return DISPUTED if any(part.truth(view) == DISPUTED for part in self.parts) else OPEN

    def sides(self, low: Decimal, high: Decimal | None) -> Truth | None:
        """Yes or no where both ends are on one side; a bound has one side only, so what lies between is there too."""
        inside, outside = within(low, self.bounds), within(high, self.bounds)
        return None if inside != outside else YES if inside else NO

    def reach(self, view: View) -> tuple[Decimal, Decimal | None]:
        """The least and the most it may be; None: no end."""
        view = self.then(view)
        return self.spans(
            self.hidden.truth(view), [(among.truth(view), counts.truth(view)) for among, counts in self.pairs]
        )

    def spans(self, hidden: Truth, pairs: Sequence[Pair]) -> tuple[Decimal, Decimal | None]:
        """The least and the most it may be where its parts have these truths; None: no end."""
        more = hidden != NO
        if not self.share:
            sure = sum(counts == YES for _, counts in pairs)
            return Decimal(sure), None if more else Decimal(sum(counts != NO for _, counts in pairs))
        if more:
            return Decimal(0), Decimal(100)
        return least(pairs), most(pairs)

    def told(self, view: View) -> str:
        """What it comes to, or from what to what, and why it is not sure, and what is asked of it."""
        low, high = self.reach(view)
        unit = " %" if self.share else ""
        most = f"to {_plain(high)}{unit}" if high is not None else "on"
        comes = f"{_plain(low)}{unit}" if low == high else f"from {_plain(low)}{unit} {most}"
        hidden = low != high and self.hidden.truth(self.then(view)) != NO
        why = " (the record it is counted on is not declared complete)" if hidden else ""
        return f"the {self.called} is {comes}{why}, where {self.words} is asked"


def least(pairs: Sequence[Pair]) -> Decimal:
    """The least share: whatever may count among the facts and need not be counted is among them, and not counted."""
    counted = among = 0
    for base, counts in pairs:
        if base == NO:
            continue
        if counts == YES:
            counted, among = (counted + 1, among + 1) if base == YES else (counted, among)
        else:
            among += 1
    return Decimal(100 * counted) / among if among else Decimal(0)


def most(pairs: Sequence[Pair]) -> Decimal:
    """The greatest share: whatever may be counted is, and what need not be among the facts is not."""
    counted = among = 0
    for base, counts in pairs:
        if base == NO:
            continue
        if counts != NO:
            counted, among = counted + 1, among + 1
        elif base == YES:
            among += 1
    return Decimal(100 * counted) / among if among else Decimal(0)


def within(value: Decimal | None, bounds: Bounds) -> bool:
    """Whether a value lies within bounds; None is beyond every number."""
    low, high, low_too, high_too = bounds
    if value is None:
        return high is None
    above = low is None or value > low or (low_too and value == low)
    below = high is None or value < high or (high_too and value == high)
    return above and below


def _plain(value: Decimal) -> str:
    return f"{value:.2f}".rstrip("0").rstrip(".")
