"""Formulas: what an answer rests on, as a graph of conditions over named leaves.

A formula is a function of time. The same graph is evaluated at `at`, at the moment of a use before it, at the boundaries after it
(`until`), and under assumptions about its open leaves (`missing`); nothing is matched again. It is also the proof: each leaf names the
facts and the comparison it stands for, so that code which did not build it can check it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import count
from typing import TypeAlias

from evaluator.words.truth import DISPUTED, NO, OPEN, YES, Truth, opposite, told

Key: TypeAlias = tuple[str, ...]
_stamps = count(8, 8)
_NO_MORE = 10**18  # beyond every instant
Kept: TypeAlias = tuple[int | None, int, int, Truth]
_NOT_READ: Kept = (None, 1, 0, OPEN)
_OPPOSITES = tuple(opposite(truth) for truth in range(DISPUTED + 1))


class View:
    """The instant a formula is read at (µs UTC), and what is assumed of its open leaves.

    `quiet` is the instant after which nothing new happens: facts that begin later are not there, and records complete at `quiet`
    stay complete. `next` is the first later instant at which anything read so far may change by itself.
    """

    __slots__ = ("assume", "at", "next", "quiet", "stamp")

    def __init__(self, at: int, quiet: int | None = None, assume: Mapping[Key, bool] | None = None) -> None:
        self.at, self.quiet, self.assume = at, quiet, assume
        self.stamp, self.next = next(_stamps), _NO_MORE

    @property
    def turns(self) -> bool:
        """Whether anything read so far may still change by itself."""
        return self.at < self.next < _NO_MORE

    def moved(self, at: int) -> View:
        """The same view at another instant."""
        return View(at, self.quiet, self.assume)


class Node:
    """One condition. `fixed` is its truth where no instant and no assumption can change it, else None."""

    __slots__ = ("fixed",)
    fixed: Truth | None

    @property
    def parts(self) -> Sequence[Node]:
        """The conditions this one is made of."""
        return ()

    def truth(self, view: View) -> Truth:
        """Its truth at `view.at`."""
        raise NotImplementedError(type(self).__name__)


class Leaf(Node):
    """A condition about the record itself; `key`, put together when it is asked for, names it where its truth may be open."""

    __slots__ = ("value",)
    parts: Sequence[Node] = ()

    def __init__(self, value: Truth) -> None:
        self.value = value
        self.fixed = value if value & 3 else None

    @property
    def key(self) -> Key:
        """What assumptions and reports call this leaf; leaves that must be filled alike share it."""
        return self.named()

    def named(self) -> Key:
        """The key, put together."""
        return (type(self).__name__.casefold(),)

    def truth(self, view: View) -> Truth:
        """Its truth at `view.at`; a leaf whose truth can change by itself has its own, which tells `view.next` when."""
        value = self.value
        return value if value & 3 or view.assume is None else self.assumed(view)

    def assumed(self, view: View) -> Truth:
        """What is assumed of it where its own truth is open; open still if nothing is."""
        if view.assume is None:
            return self.value
        given = view.assume.get(self.key)
        return self.value if given is None else YES if given else NO

    def moments(self, view: View) -> tuple[int, ...]:
        """The instants at which its own truth can change by itself."""
        return ()


class Joined(Node):
    """Several conditions as one. It keeps its last truth: under assumptions for that view alone, with its stamp in one number (`seen`).

    Without any for as long as nothing it read turns (`kept`: the view's `quiet`, from which instant on, until which, the truth). Each is
    read and written whole: threads that read a formula at different views never see each other's truths.
    """

    __slots__ = ("kept", "parts", "seen")
    parts: tuple[Node, ...]
    kept: Kept
    seen: int

    def truth(self, view: View) -> Truth:
        if self.fixed is not None:
            return self.fixed
        if view.assume is not None:
            seen = self.seen
            if seen & -8 != view.stamp:
                self.seen = seen = view.stamp | self.read(view)
            return seen & 7
        quiet, since, until, truth = self.kept
        if since <= view.at < until and quiet == view.quiet:
            if until < view.next:
                view.next = until
            return truth
        before, view.next = view.next, _NO_MORE  # what is read from here on says until when this truth is kept
        truth = self.read(view)
        self.kept = (view.quiet, view.at, view.next, truth)
        if before < view.next:
            view.next = before
        return truth

    def read(self, view: View) -> Truth:
        """Its truth, of its parts."""
        raise NotImplementedError(type(self).__name__)


class Decided(Joined):
    """One part that is `decisive` decides it; without one it is `otherwise` if every part is."""

    __slots__ = ("live",)
    decisive: Truth
    otherwise: Truth

    def __init__(self, parts: Iterable[Node]) -> None:
        self.parts = parts = tuple(parts)
        self.seen, self.kept = 0, _NOT_READ
        self.live: list[Node] | None = None
        decisive = self.decisive
        fixed: Truth | None = self.otherwise
        for part in parts:
            truth = part.fixed
            if truth is None:
                fixed = None
            elif truth == decisive:
                fixed = truth
                break
        self.fixed = fixed

    def truth(self, view: View) -> Truth:
        """As of any `Joined`; read in place, for half of all that is read is one of these."""
        if self.fixed is not None:
            return self.fixed
        assumed = view.assume is not None
        before = _NO_MORE
        if assumed:
            seen = self.seen
            if seen & -8 == view.stamp:
                return seen & 7
        else:
            quiet, since, until, result = self.kept
            if since <= view.at < until and quiet == view.quiet:
                if until < view.next:
                    view.next = until
                return result
            before, view.next = view.next, _NO_MORE
        live = self.live
        if live is None:  # found when it is first read, for many are never; a name changes nothing: one step less
            live = [part.part if type(part) is Named else part for part in self.parts if part.fixed is None]
            self.live = live
        decisive, otherwise = self.decisive, self.otherwise
        result = otherwise
        for part in live:
            truth = part.truth(view)
            if truth == decisive:
                result = truth
                break
            if truth != otherwise:
                result = (result | truth) & DISPUTED
        if assumed:
            self.seen = view.stamp | result
        else:
            self.kept = (view.quiet, view.at, view.next, result)
            if before < view.next:
                view.next = before
        return result


class Every(Decided):
    """All of its parts hold."""

    __slots__ = ()
    decisive, otherwise = NO, YES


class Some(Decided):
    """One of its parts holds."""

    __slots__ = ()
    decisive, otherwise = YES, NO


class Told(Joined):
    """One event told several ways: a part for each telling."""

    __slots__ = ()

    def __init__(self, parts: Iterable[Node]) -> None:
        self.parts, self.seen, self.kept, self.fixed = tuple(parts), 0, _NOT_READ, None

    def read(self, view: View) -> Truth:
        return told([part.truth(view) for part in self.parts])


class Passing(Node):
    """A condition on one other."""

    __slots__ = ("part",)
    part: Node

    @property
    def parts(self) -> Sequence[Node]:
        return (self.part,)


class Opposite(Passing):
    """Its part does not hold."""

    __slots__ = ()

    def __init__(self, part: Node) -> None:
        self.part = part
        self.fixed = None if part.fixed is None else _OPPOSITES[part.fixed]

    def truth(self, view: View) -> Truth:
        return _OPPOSITES[self.part.truth(view)]


class Named(Passing):
    """A condition with a name of its own: a status of a norm's instance, a step of the settle table."""

    __slots__ = ("about", "name")

    def __init__(self, name: str, part: Node, about: object = None) -> None:
        self.name, self.part, self.about = name, part, about
        self.fixed = part.fixed

    def truth(self, view: View) -> Truth:
        return self.part.truth(view)


class Shown(Passing):
    """Its part is proved: yes if it holds, no in every other case. For what the law lets only the one who pleads it prove."""

    __slots__ = ()

    def __init__(self, part: Node) -> None:
        self.part = part
        self.fixed = None if part.fixed is None else YES if part.fixed == YES else NO

    def truth(self, view: View) -> Truth:
        return YES if self.part.truth(view) == YES else NO


ALWAYS: Node = Leaf(YES)
NEVER_SO: Node = Leaf(NO)


def walk(*roots: Node) -> list[Node]:
    """Every node below the roots, each once, parents before their parts."""
    found: dict[Node, None] = {}
    stack = list(roots)
    while stack:
        node = stack.pop()
        if node not in found:
            found[node] = None
            stack += node.parts
    return list(found)


def leaves(*roots: Node) -> list[Leaf]:
    """Every leaf below the roots, each once."""
    return [node for node in walk(*roots) if isinstance(node, Leaf)]
