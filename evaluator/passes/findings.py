"""Findings: what each instance of a norm comes to at one instant. Light to make; the heavier parts are worked out when asked for."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cached_property
from typing import Any

from evaluator.documents.case import Determination, Telling
from evaluator.documents.leaves import Presumed, Spoken, Unrecorded
from evaluator.documents.terms import Construct
from evaluator.passes import reasons
from evaluator.passes.program import Norm, Wording
from evaluator.passes.reasons import Assumption, Reading
from evaluator.passes.settle import Position, on_record, relapses
from evaluator.words.fixed import Kept
from evaluator.words.formula import Leaf, Named, Node, View, walk
from evaluator.words.times import Interval
from evaluator.words.truth import NO, YES

STATUS_WORDS: Mapping[str, Mapping[str, str]] = {
    "burden": {"fulfilled": "discharged", "missed": "not discharged"},
    "duty": {"fulfilled": "fulfilled", "missed": "violated"},
}


NONE: frozenset[str] = frozenset()


class Explained(Kept):
    """A status with its formulas: `ways` gives the condition of each status it may have, `read` reads the status at a view.

    Nothing of it can be set; what is worked out later is only kept.
    """

    status: str
    disputed: bool
    read: Callable[[View], str]
    view: Reading
    _ways: Callable[[], Mapping[str, Node]]

    def __init__(
        self,
        told: tuple[str, bool],
        ways: Callable[[], Mapping[str, Node]],
        read: Callable[[View], str],
        view: Reading,
        own: Mapping[str, Any],
    ) -> None:
        self.__dict__.update(own, status=told[0], disputed=told[1], _ways=ways, read=read, view=view)

    def __setattr__(self, name: str, value: object) -> None:
        raise AttributeError(f"`{name}` of a finding or an answer cannot be changed")

    def __delattr__(self, name: str) -> None:
        raise AttributeError(f"`{name}` of a finding or an answer cannot be taken away")

    @property
    def constructs(self) -> tuple[Construct, ...]:
        """The constructs whose own conditions it is read from."""
        return ()

    @cached_property
    def roots(self) -> tuple[Node, ...]:
        """Every condition the status is read from."""
        return tuple(self._ways().values())

    @cached_property
    def decisive(self) -> tuple[Node, ...]:
        """The condition that carries the status it has; all of them where none does."""
        ways = self._ways()
        return (ways[self.status],) if self.status in ways else tuple(ways.values())

    @cached_property
    def below(self) -> tuple[Node, ...]:
        """Every condition below the roots, each once."""
        return tuple(walk(*self.roots))

    @cached_property
    def leaves(self) -> tuple[Leaf, ...]:
        """Every leaf below the roots, each once."""
        return tuple(node for node in self.below if isinstance(node, Leaf))

    @cached_property
    def until(self) -> int | None:
        """The next instant (µs) at which the status changes if nothing more happens; None if it never does."""
        return reasons.until(self.view.at, self.read)

    @cached_property
    def carried(self) -> tuple[Leaf, ...]:
        """The leaves that carry the status."""
        found: dict[int, Leaf] = {}
        for root in self.decisive:
            for leaf in reasons.support(root, self.view):
                found[id(leaf)] = leaf
        return tuple(found.values())

    @cached_property
    def missing(self) -> tuple[tuple[Assumption, str], ...]:
        """For an undetermined status: the minimal sets of open matters that would settle it, each with the status it leads to."""
        if self.status != "undetermined":
            return ()
        sets: set[Assumption] = set()
        for root in self.roots:
            yes, no = reasons.settling(root, self.view)
            sets |= {each for each in (*yes, *no) if each}
        found: list[tuple[Assumption, str]] = []
        for each in sorted(sets, key=lambda s: (len(s), sorted(s))):
            if any(kept <= each for kept, _ in found):
                continue
            leads = self.read(View(self.view.at, self.view.quiet, dict(each)))
            if leads != "undetermined":
                found.append((each, leads))
        return tuple(found)

    @cached_property
    def despite_unknowns(self) -> str | None:
        """The status that every way of filling the gaps gives, if an undetermined one has such; else None."""
        if self.status != "undetermined":
            return None
        found = reasons.despite_unknowns(self.leaves, self.view, self.read)
        return str(found) if found is not None else None

    @property
    def presumes(self) -> list[Presumed]:
        """What is presumed absent, and carries the status."""
        return [leaf for leaf in self.carried if isinstance(leaf, Presumed)]

    @property
    def declarations(self) -> list[Unrecorded]:
        """The records whose declared completeness carries the status."""
        return [leaf for leaf in self.carried if isinstance(leaf, Unrecorded) and leaf.truth(self.view) == NO]

    @property
    def words(self) -> list[tuple[Spoken, Determination]]:
        """The determinations that carry the status."""
        return [(leaf, word) for leaf in self.carried if isinstance(leaf, Spoken) for word in leaf.words]

    @cached_property
    def readings(self) -> frozenset[str]:
        """The readings it rests on: those of its own norm and of every instance its formula builds on."""
        return NONE.union(*(_rests(root, self.view) for root in self.decisive))


def _rests(node: Node, view: Reading) -> frozenset[str]:
    """The readings of every instance that a formula builds on."""
    found = view.rests.get(node)
    if found is None:
        own = node.about.readings if isinstance(node, Named) and isinstance(node.about, Position) else NONE
        below = [_rests(part, view) for part in node.parts if not isinstance(part, Leaf)]
        found = view.rests[node] = own.union(*below)
    return found


class Finding(Explained):
    """One norm's instance at one instant. `kind` is the construct; times are µs UTC."""

    norm: Norm
    wording: Wording
    names: Mapping[str, Any]
    trigger: Telling | None
    position: Position | None = None
    due: Interval | None = None

    @property
    def printed(self) -> Interval | None:
        """The end of its window as a document states it."""
        ends = self.position.ends if self.position is not None else ()
        return ends[0].printed if ends else None

    @property
    def computed(self) -> Interval | None:
        """The end of its window as it is counted."""
        ends = self.position.ends if self.position is not None else ()
        return ends[0].computed if ends else None

    @property
    def undercut(self) -> bool:
        """Whether the length that an agency stated ends before the least time there is."""
        window, ends = self.wording.construct.within, self.position.ends if self.position is not None else ()
        if window is None or not window.at_least or not ends or ends[0].printed is not None:
            return False
        return ends[0].computed is not None and ends[0].computed != ends[0].due

    @property
    def own_readings(self) -> frozenset[str]:
        """The readings on which its own wording rests."""
        return self.wording.construct.readings

    @property
    def constructs(self) -> tuple[Construct, ...]:
        """Its own construct."""
        return (self.wording.construct,)

    @property
    def citation(self) -> str:
        """The paragraph under its present number."""
        return self.wording.construct.citation

    @property
    def name(self) -> str:
        """The construct's name in its card."""
        return self.wording.construct.name

    @property
    def kind(self) -> str:
        """The construct: burden, duty, prohibition, permission or power."""
        return self.wording.construct.kind

    @property
    def layer(self) -> str:
        """Statute, rule, order or letter."""
        return self.wording.construct.layer

    @property
    def bearer(self) -> str:
        """Who owes, may or must not: a party's id, an office, or `*` for any party."""
        bearer = self.wording.construct.bearer or ""
        return str(self.names.get(bearer, bearer))

    @property
    def toward(self) -> str:
        """Toward whom, or empty."""
        toward = self.wording.construct.toward or ""
        return str(self.names.get(toward, toward)) if toward else ""

    @cached_property
    def all_readings(self) -> frozenset[str]:
        """Every reading it rests on."""
        return self.readings | self.own_readings

    @cached_property
    def met_parts(self) -> tuple[bool, ...]:
        """For each item that must be met, and within it each recipient that must be told: whether an act on record does it in time."""
        if self.position is None:
            return ()
        match = self.position.matches[0]
        return tuple(on_record(match, part).truth(self.view) == YES for part in match.parts)

    @cached_property
    def done_parts(self) -> tuple[bool, ...]:
        """As `met_parts`, in time or late."""
        parts = self.position.matches[0].parts if self.position is not None else []
        good = [[(act.fits, act.happened, act.judged) for event in part for act in event] for part in parts]
        return tuple(any(all(node.truth(self.view) == YES for node in act) for act in part) for part in good)

    @cached_property
    def revived_by(self) -> tuple[tuple[Telling, Node], ...]:
        """What takes back that it was done, each with what shows that; nothing where not all of it was done."""
        if self.position is None or not self.done_parts or not all(self.done_parts):
            return ()
        told = relapses(self.position.matches[0])
        seen = (each for each in told if each[1].truth(self.view) == YES)
        return tuple(sorted(seen, key=lambda each: (each[0].time, each[0].id)))

    @cached_property
    def done(self) -> tuple[tuple[Telling, bool], ...]:
        """The good acts on record, each with whether it came too late (burdens and duties)."""
        position, view = self.position, self.view
        found: list[tuple[Telling, bool]] = []
        if position is None:
            return ()
        for part in position.matches[0].parts:
            for act in (act for tellings in part for act in tellings):
                if all(node.truth(view) == YES for node in (act.fits, act.happened, act.judged)):
                    late = self.due is not None and act.telling.time.earliest >= self.due.latest
                    if (act.telling, late) not in found:
                        found.append((act.telling, late))
        return tuple(sorted(found, key=lambda done: (done[0].time, done[0].id)))
