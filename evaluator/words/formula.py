"""Formulas: what an answer rests on, as a graph of conditions over named leaves.

A formula is a function of time. The same graph is evaluated at `at`, at the moment of a use before it, at the boundaries after it
(`until`), and under assumptions about its open leaves (`missing`); nothing is matched again. It is also the proof: each leaf names the
facts and the comparison it stands for, so that code which did not build it can check it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import count
from typing import TypeAlias

from evaluator.words.truth import DISPUTED, NO, OPEN, YES, Truth, both, either, opposite, told

Key: TypeAlias = tuple[str, ...]
_stamps = count(1)


class View:
    """The instant a formula is read at (µs UTC), and what is assumed of its open leaves.

    `quiet` is the instant after which nothing new happens: facts that begin later are not there, and records complete at `quiet`
    stay complete.
    """

    __slots__ = ("assume", "at", "quiet", "stamp")

    def __init__(self, at: int, quiet: int | None = None, assume: Mapping[Key, bool] | None = None) -> None:
        self.at, self.quiet, self.assume = at, quiet, assume
        self.stamp = next(_stamps)

    def moved(self, at: int) -> View:
        """The same view at another instant."""
        return View(at, self.quiet, self.assume)


class Node:
    """One condition. `fixed` is its truth where no instant and no assumption can change it, else None.

    Subclasses made by the thousand set these slots themselves: a chain of constructors costs more than the rest of them.
    """

    __slots__ = ("cached", "fixed", "stamp")

    def __init__(self, fixed: Truth | None = None) -> None:
        self.fixed, self.cached, self.stamp = fixed, OPEN, 0

    @property
    def parts(self) -> Sequence[Node]:
        """The conditions this one is made of."""
        return ()

    def truth(self, view: View) -> Truth:
        """Its truth at `view.at`, computed once per view."""
        if self.fixed is not None:
            return self.fixed
        if self.stamp != view.stamp:
            self.cached, self.stamp = self.compute(view), view.stamp
        return self.cached

    def compute(self, view: View) -> Truth:
        """Its truth at `view.at`, worked out anew."""
        raise NotImplementedError(type(self).__name__)


class Leaf(Node):
    """A condition about the record itself; `key` names it where its truth may be open.

    The key is put together when it is asked for: most leaves are never open, and never named.
    """

    __slots__ = ("value",)

    def __init__(self, value: Truth) -> None:
        self.settle(value)

    def settle(self, value: Truth) -> None:
        """Set the leaf's own truth."""
        self.value = value
        self.fixed: Truth | None = value if value & 3 else None
        self.cached, self.stamp = OPEN, 0

    @property
    def key(self) -> Key:
        """What assumptions and reports call this leaf; leaves that must be filled alike share it."""
        return self.named()

    def named(self) -> Key:
        """The key, put together."""
        return (type(self).__name__.casefold(),)

    def own(self, view: View) -> Truth:
        """Its truth before anything is assumed of it."""
        return self.value

    def compute(self, view: View) -> Truth:
        value = self.own(view)
        if not value & 3 and view.assume is not None and self.key in view.assume:
            return YES if view.assume[self.key] else NO
        return value

    def moments(self, view: View) -> tuple[int, ...]:
        """The instants at which its own truth can change by itself."""
        return ()


class Every(Node):
    """All of its parts hold."""

    __slots__ = ("_parts", "live", "start")

    def __init__(self, parts: Iterable[Node]) -> None:
        self._parts = tuple(parts)
        start, live = YES, []
        for part in self._parts:
            fixed = part.fixed
            if fixed is None:
                live.append(part)
            elif fixed == NO:
                start = NO
        self.start, self.live = start, live
        self.fixed: Truth | None = start if start == NO or not live else None
        self.cached, self.stamp = OPEN, 0

    @property
    def parts(self) -> Sequence[Node]:
        return self._parts

    def compute(self, view: View) -> Truth:
        result = self.start
        for part in self.live:
            result = both(result, part.truth(view))
        return result


class Some(Node):
    """One of its parts holds."""

    __slots__ = ("_parts", "live", "start")

    def __init__(self, parts: Iterable[Node]) -> None:
        self._parts = tuple(parts)
        start, live = NO, []
        for part in self._parts:
            fixed = part.fixed
            if fixed is None:
                live.append(part)
            elif fixed == YES:
                start = YES
        self.start, self.live = start, live
        self.fixed: Truth | None = start if start == YES or not live else None
        self.cached, self.stamp = OPEN, 0

    @property
    def parts(self) -> Sequence[Node]:
        return self._parts

    def compute(self, view: View) -> Truth:
        result = self.start
        for part in self.live:
            result = either(result, part.truth(view))
        return result


class Opposite(Node):
    """Its part does not hold."""

    __slots__ = ("part",)

    def __init__(self, part: Node) -> None:
        self.part = part
        self.fixed: Truth | None = None if part.fixed is None else opposite(part.fixed)
        self.cached, self.stamp = OPEN, 0

    @property
    def parts(self) -> Sequence[Node]:
        return (self.part,)

    def compute(self, view: View) -> Truth:
        return opposite(self.part.truth(view))


class Told(Node):
    """One event told several ways: a part for each telling."""

    __slots__ = ("_parts",)

    def __init__(self, parts: Iterable[Node]) -> None:
        self._parts = tuple(parts)
        super().__init__()

    @property
    def parts(self) -> Sequence[Node]:
        return self._parts

    def compute(self, view: View) -> Truth:
        return told(part.truth(view) for part in self._parts)


class Throughout(Node):
    """Its part holds at every instant of an interval; at some only: open, the hour would decide it."""

    __slots__ = ("_instants", "_known", "first", "last", "part")

    def __init__(self, part: Node, first: int, last: int) -> None:
        self.part, self.first, self.last = part, first, last
        self._instants: list[int] | None = None
        self._known: dict[int | None, Truth] = {}
        super().__init__(part.fixed)

    @property
    def parts(self) -> Sequence[Node]:
        return (self.part,)

    def instants(self, view: View) -> list[int]:
        """The first instant of the interval and every one in it at which the part can change."""
        if self._instants is None:
            wide = View(
                view.at
            )  # without a quiet instant there are at least as many moments; one too many does no harm
            inner = (
                {m for leaf in leaves(self.part) for m in leaf.moments(wide) if self.first < m <= self.last}
                if self.last > self.first
                else ()
            )
            self._instants = [self.first, *sorted(inner)]
        return self._instants

    def compute(self, view: View) -> Truth:
        """The same whatever `view.at` is: its instants are its own."""
        if view.assume is not None:
            return self._over(view)
        if view.quiet not in self._known:
            self._known[view.quiet] = self._over(view)
        return self._known[view.quiet]

    def _over(self, view: View) -> Truth:
        seen = {self.part.truth(view.moved(moment)) for moment in self.instants(view)}
        if len(seen) == 1:
            return seen.pop()
        return DISPUTED if DISPUTED in seen else OPEN


class Named(Node):
    """A condition with a name of its own: a status of a norm's instance, a step of the settle table."""

    __slots__ = ("about", "name", "part")

    def __init__(self, name: str, part: Node, about: object = None) -> None:
        self.name, self.part, self.about = name, part, about
        self.fixed: Truth | None = part.fixed
        self.cached, self.stamp = OPEN, 0

    @property
    def parts(self) -> Sequence[Node]:
        return (self.part,)

    def compute(self, view: View) -> Truth:
        return self.part.truth(view)


ALWAYS: Node = Leaf(YES)
NEVER_SO: Node = Leaf(NO)


def walk(*roots: Node) -> list[Node]:
    """Every node below the roots, each once, parents before their parts."""
    seen: set[int] = set()
    found: list[Node] = []
    stack = list(roots)
    while stack:
        node = stack.pop()
        if id(node) not in seen:
            seen.add(id(node))
            found.append(node)
            stack.extend(node.parts)
    return found


def leaves(*roots: Node) -> list[Leaf]:
    """Every leaf below the roots, each once."""
    return [node for node in walk(*roots) if isinstance(node, Leaf)]


class Shown(Node):
    """Its part is proved: yes if it holds, no in every other case. For what the law lets only the one who pleads it prove."""

    __slots__ = ("part",)

    def __init__(self, part: Node) -> None:
        self.part = part
        super().__init__(None if part.fixed is None else YES if part.fixed == YES else NO)

    @property
    def parts(self) -> Sequence[Node]:
        return (self.part,)

    def compute(self, view: View) -> Truth:
        return YES if self.part.truth(view) == YES else NO
