"""Conditions as the proof checker works them out for itself: nothing here is shared with the engine that wrote the proof.

A truth is the word a proof prints: `yes`, `no`, `undetermined` or `undetermined (disputed)`.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from typing import Any, TypeAlias

from evaluator.words.times import Interval

YES, NO, OPEN, DISPUTED = "yes", "no", "undetermined", "undetermined (disputed)"
TURNED = {YES: NO, NO: YES, OPEN: OPEN, DISPUTED: DISPUTED}
Key: TypeAlias = tuple[str, ...]


class When:
    """The instant conditions are read at (µs UTC); `quiet` is the one after which nothing new happens; `assume` fills open leaves."""

    __slots__ = ("_moved", "assume", "at", "quiet", "seen")

    def __init__(self, at: int, quiet: int | None = None, assume: Mapping[Key, bool] | None = None) -> None:
        self.at, self.quiet, self.assume = at, quiet, assume
        self.seen: dict[Part, str] = {}
        self._moved: dict[int, When] = {at: self}

    def moved(self, at: int) -> When:
        """The same at another instant; what was worked out there is kept."""
        found = self._moved.get(at)
        if found is None:
            found = self._moved[at] = When(at, self.quiet, self.assume)
            found._moved = self._moved
        return found


def unanimous(truths: Collection[str], settles: str) -> str:
    """All of them (`settles` is no), or one of them (`settles` is yes): one that settles does; else all must agree against it."""
    if settles in truths:
        return settles
    if all(truth == TURNED[settles] for truth in truths):
        return TURNED[settles]
    return DISPUTED if DISPUTED in truths else OPEN


class Part:
    """One condition. `fixed` is a truth that neither an instant nor an assumption can change."""

    __slots__ = ("fixed", "parts")
    op = ""

    def __init__(self, parts: Sequence[Part] = ()) -> None:
        self.parts: tuple[Part, ...] = tuple(parts)
        self.fixed: str | None = self.settled()

    def settled(self) -> str | None:
        """The truth that its parts fix."""
        return None

    def truth(self, when: When) -> str:
        """Its truth, worked out once for each instant."""
        found = self.fixed or when.seen.get(self)
        if found is None:
            found = when.seen[self] = self.worked_out(when)
        return found

    def worked_out(self, when: When) -> str:
        """Its truth, from its parts."""
        raise NotImplementedError

    def sufficing(self, when: When) -> list[Part] | None:
        """The parts of which one alone carries its truth; None where all are needed."""
        return None


class Group(Part):
    """Conditions of which one alone may settle the whole."""

    __slots__ = ()
    settles = ""

    def settled(self) -> str | None:
        truths = [part.fixed for part in self.parts]
        return self.settles if self.settles in truths else TURNED[self.settles] if None not in truths else None

    def worked_out(self, when: When) -> str:
        settles, found = self.settles, set()
        for part in self.parts:
            truth = part.fixed or part.truth(when)
            if truth == settles:
                return truth
            found.add(truth)
        return unanimous(found, settles)

    def sufficing(self, when: When) -> list[Part] | None:
        if self.truth(when) != self.settles:
            return None
        return [part for part in self.parts if part.truth(when) == self.settles]


class AllOf(Group):
    """All of its parts hold."""

    __slots__ = ()
    op, settles = "all", NO


class AnyOf(Group):
    """One of its parts holds."""

    __slots__ = ()
    op, settles = "any", YES


class Not(Part):
    """Its part does not hold."""

    __slots__ = ()
    op = "not"

    def settled(self) -> str | None:
        return TURNED[self.parts[0].fixed] if self.parts[0].fixed is not None else None

    def worked_out(self, when: When) -> str:
        return TURNED[self.parts[0].truth(when)]


class Told(Part):
    """One event told several ways."""

    __slots__ = ()
    op = "told"

    def worked_out(self, when: When) -> str:
        truths = {part.truth(when) for part in self.parts}
        if len(truths) == 1:
            return truths.pop()
        return DISPUTED if DISPUTED in truths or {YES, NO} <= truths else OPEN


class Shown(Part):
    """Its part is proved; anything less counts as no."""

    __slots__ = ()
    op = "shown"

    def settled(self) -> str | None:
        fixed = self.parts[0].fixed
        return None if fixed is None else YES if fixed == YES else NO

    def worked_out(self, when: When) -> str:
        return YES if self.parts[0].truth(when) == YES else NO


class Throughout(Part):
    """Its part, at every instant from `first` to `last`."""

    __slots__ = ("_instants", "_known", "first", "last")
    op = "throughout"

    def __init__(self, part: Part, first: int, last: int) -> None:
        self.first, self.last = first, last
        self._instants: list[int] | None = None
        self._known: dict[int | None, str] = {}
        super().__init__((part,))

    def settled(self) -> str | None:
        return self.parts[0].fixed

    def instants(self) -> list[int]:
        """The first instant and every later one at which its part can change."""
        if self._instants is None:
            found = {moment for leaf in leaves(self.parts) for moment in leaf.moments(None)}
            self._instants = [self.first, *sorted(m for m in found if self.first < m <= self.last)]
        return self._instants

    def at_each(self, when: When) -> dict[int, str]:
        """The truth of its part at each of these instants."""
        return {moment: self.parts[0].truth(when.moved(moment)) for moment in self.instants()}

    def worked_out(self, when: When) -> str:
        if when.assume is None and when.quiet in self._known:
            return self._known[when.quiet]
        truths = set(self.at_each(when).values())
        found = truths.pop() if len(truths) == 1 else DISPUTED if DISPUTED in truths else OPEN
        if when.assume is None:
            self._known[when.quiet] = found
        return found


class Sometime(Part):
    """Its part, at some instant of a period up to the instant read at; an instant that may lie outside shows at most that it may hold."""

    __slots__ = ("began", "ended")
    op = "sometime"

    def __init__(self, part: Part, began: Interval, ended: Interval | None) -> None:
        self.began, self.ended = began, ended
        super().__init__((part,))

    def settled(self) -> str | None:
        return NO if self.parts[0].fixed == NO else None

    def instants(self, when: When) -> list[int]:
        """The edges of the period so far, and every instant in it at which its part can change."""
        last = when.at if self.ended is None else min(when.at, self.ended.latest - 1)
        found = {moment for leaf in leaves(self.parts) for moment in leaf.moments(when.quiet)}
        found |= {self.began.earliest, self.began.latest - 1, last, *((self.ended.earliest,) if self.ended else ())}
        return sorted(moment for moment in found if self.began.earliest <= moment <= last)

    def at_each(self, when: When) -> dict[int, str]:
        """What each of these instants says of the whole."""
        found = {}
        for moment in self.instants(when):
            truth = self.parts[0].truth(when.moved(moment))
            outside = moment < self.began.latest - 1 or (self.ended is not None and moment > self.ended.earliest)
            found[moment] = OPEN if truth == YES and outside else truth
        return found

    def worked_out(self, when: When) -> str:
        return unanimous(list(self.at_each(when).values()), YES)


class Named(Part):
    """A condition with a name: a status of an instance, a rider, a step. `about` is what it is about; `said` is how a proof says so."""

    __slots__ = ("about", "name", "said")

    def __init__(self, name: str, part: Part, said: Mapping[str, Any], about: object = None) -> None:
        self.name, self.said, self.about = name, said, about
        super().__init__((part,))

    def settled(self) -> str | None:
        return self.parts[0].fixed

    def worked_out(self, when: When) -> str:
        return self.parts[0].truth(when)


class Leaf(Part):
    """A condition about the record, with what a proof says of it; `matter` and `key` are how open matters are listed."""

    __slots__ = ("key", "kind", "matter", "own", "said", "source", "times")

    def __init__(
        self,
        kind: str,
        said: Mapping[str, Any],
        own: str | Callable[[When], str],
        key: Key,
        matter: str,
        source: Any = None,
        times: Callable[[int | None], Sequence[int]] | None = None,
    ) -> None:
        self.kind, self.said, self.own, self.key, self.matter, self.source, self.times = (
            kind, said, own, key, matter, source, times,
        )  # fmt: skip
        super().__init__()

    def settled(self) -> str | None:
        return self.own if isinstance(self.own, str) and self.own in (YES, NO) else None

    def worked_out(self, when: When) -> str:
        own = self.own if isinstance(self.own, str) else self.own(when)
        if own in (YES, NO) or when.assume is None or self.key not in when.assume:
            return own
        assumed = YES if when.assume[self.key] else NO
        return TURNED[assumed] if self.said.get("asked") == NO and self.kind == "judged" else assumed

    def moments(self, quiet: int | None) -> Sequence[int]:
        """The instants at which it can change by itself."""
        return self.times(quiet) if self.times is not None else ()


ALWAYS = Leaf("leaf", {}, YES, ("leaf",), "matter")
NEVER = Leaf("leaf", {}, NO, ("leaf",), "matter")


def below(roots: Sequence[Part]) -> Iterator[Part]:
    """Every condition below some roots, each once."""
    seen: set[int] = set()
    ahead = list(roots)
    while ahead:
        part = ahead.pop()
        if id(part) not in seen:
            seen.add(id(part))
            yield part
            ahead += part.parts


def leaves(roots: Sequence[Part]) -> list[Leaf]:
    """Every leaf below some roots, each once."""
    return [part for part in below(roots) if isinstance(part, Leaf)]


def together(parts: Sequence[Part], group: type[Part]) -> Part:
    """One condition alone, or several as a group."""
    return parts[0] if len(parts) == 1 else group(parts)
