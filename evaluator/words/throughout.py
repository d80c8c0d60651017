"""What is so at every instant of an interval: for an act whose hour is not known, what held whenever it was."""

from __future__ import annotations

from collections.abc import Mapping

from evaluator.words.formula import Key, Node, Passing, View, leaves
from evaluator.words.truth import DISPUTED, OPEN, Truth

_MOST_KEPT = 256


class Throughout(Passing):
    """Its part holds at every instant of an interval; at some only: open, the hour would decide it."""

    __slots__ = ("_instants", "_known", "_open", "first", "last")

    def __init__(self, part: Node, first: int, last: int) -> None:
        self.part, self.first, self.last = part, first, last
        self.fixed = part.fixed
        self._known: dict[object, Truth] = {}
        self._instants: list[int] | None = None
        self._open: set[Key] | None = None

    def instants(self, view: View) -> list[int]:
        """The first instant of the interval and every one in it at which a leaf of the part changes."""
        if self._instants is None:
            wide = View(view.at)  # without a quiet instant there are at least as many; one too many does no harm
            found = leaves(self.part) if self.first < self.last else ()
            inner = {m for leaf in found for m in leaf.moments(wide) if self.first < m <= self.last}
            self._instants = [self.first, *sorted(inner)]
        return self._instants

    def truth(self, view: View) -> Truth:
        """The same whatever `view.at` is, for its instants are its own; kept for each assumption about its own leaves."""
        if self.fixed is not None:
            return self.fixed
        about = self._about(view.assume) if view.assume else ()
        known = self._known.get((view.quiet, about))
        if known is None:
            if len(self._known) >= _MOST_KEPT:
                self._known.clear()
            known = self._known[view.quiet, about] = self._over(view)
        return known

    def _about(self, assume: Mapping[Key, bool]) -> tuple[object, ...]:
        if self._open is None:
            self._open = {leaf.key for leaf in leaves(self.part) if leaf.fixed is None}
        return tuple([item for item in assume.items() if item[0] in self._open])

    def _over(self, view: View) -> Truth:
        then = view.moved(self.first)
        seen = {self.part.truth(then)}
        while then.turns and then.next <= self.last:
            then = view.moved(then.next)
            seen.add(self.part.truth(then))
        if len(seen) == 1:
            return seen.pop()
        return DISPUTED if DISPUTED in seen else OPEN
