"""Likeness: whether two instances of a norm are made alike, or at least stand alike at every instant."""

from __future__ import annotations

from collections.abc import Sequence

from evaluator.documents.case import Telling
from evaluator.documents.leaves import Fits
from evaluator.documents.terms import Construct
from evaluator.passes.program import Norm
from evaluator.passes.settle import Position
from evaluator.words.formula import Every, Leaf, Named, Node, Opposite, Shown, Some, Told, View, walk
from evaluator.words.sometime import Sometime
from evaluator.words.throughout import Throughout
from evaluator.words.times import NEVER
from evaluator.words.truth import Truth

PLAIN = frozenset(
    {Every, Some, Opposite, Told, Shown, Named}
)  # made of nothing but their parts; a name changes nothing


class Likeness:
    """Numbers the instances found over the facts of one case, read with nothing new after `quiet` (µs).

    The same number: every truth that other norms and the instance's own status can read of it is the same at every instant. It keeps what
    it numbered, and reads through time only what is made otherwise than anything before.
    """

    def __init__(self, quiet: int) -> None:
        self.quiet = quiet
        self._numbers: dict[object, int] = {}
        self._seen: dict[int, tuple[Node, int]] = {}
        self._written: dict[int, tuple[Construct, str]] = {}
        self._stands: dict[tuple[int, ...], object] = {}

    def of(self, norm: Norm, positions: Sequence[Position]) -> tuple[int, ...]:
        """What tells one set of instances of a norm from another: how its triggers are worded, then each instance."""
        words = tuple(self._words(wording.construct) for wording in norm.wordings)
        return (self._number((norm.id, words)), *map(self._position, positions))

    def _words(self, construct: Construct) -> str:
        """The trigger of a construct as text, which an instance that is not there is asked by."""
        if id(construct) not in self._written:
            term = construct.before or next(iter(construct.arises), None)
            self._written[id(construct)] = (construct, repr((construct.bearer, construct.toward, term)))
        return self._written[id(construct)][1]

    def _position(self, position: Position) -> int:
        truths = (
            position.arises,
            position.met,
            position.over,
            position.excused,
            position.missed,
            position.node("never"),
        )
        made = tuple(map(self._shape, truths))
        if made not in self._stands:
            self._stands[made] = self._through_time(truths)
        ends = tuple((self._shape(end.granted), end.due) for match in position.matches for end in match.ends)
        names = tuple((name, _plain(value)) for name, value in position.names.items())
        words = self._words(position.wording.construct)
        return self._number((position.norm.id, position.wording.since, words, names, self._stands[made], ends))

    def _through_time(self, truths: Sequence[Node]) -> object:
        """The truths from each instant on at which one of them is another than before."""
        view = View(self.quiet, self.quiet)
        moments = sorted({NEVER, *(moment for node in walk(*truths) for moment in _moments(node, view))})
        found: list[tuple[int, tuple[Truth, ...]]] = []
        for moment in moments:
            now = View(moment, self.quiet)
            told = tuple(node.truth(now) for node in truths)
            if not found or found[-1][1] != told:
                found.append((moment, told))
        return tuple(found)

    def _shape(self, node: Node) -> int:
        """The number of a formula: the same for one that is made alike."""
        found = self._seen.get(id(node))
        if found is None:
            found = self._seen[id(node)] = (node, self._number(self._made(node)))
        return found[1]

    def _made(self, node: Node) -> object:
        kind = type(node)
        if kind in PLAIN:
            return (kind, *map(self._shape, node.parts))
        if isinstance(node, Fits):
            return (Fits, node.value, id(node.telling))
        if isinstance(node, Leaf):
            return (kind, node.value, *[_plain(getattr(node, name)) for name in kind.__slots__])
        if isinstance(node, Throughout):
            return ("throughout", node.first, node.last, self._shape(node.part))
        if isinstance(node, Sometime):
            return ("sometime", node.began, node.ended, self._shape(node.part))
        return ("unlike any other", id(node))

    def _number(self, made: object) -> int:
        return self._numbers.setdefault(made, len(self._numbers))


def _moments(node: Node, view: View) -> Sequence[int]:
    """The instants at which a condition's own truth can change by itself."""
    if isinstance(node, Leaf):
        return node.moments(view)
    if isinstance(node, Sometime):
        began, ended = node.began, node.ended
        edges = (began.earliest, began.latest - 1, began.latest)
        return edges if ended is None else (*edges, ended.earliest, ended.earliest + 1, ended.latest - 1, ended.latest)
    return ()


def _plain(value: object) -> object:
    """Something to compare by: a fact by its identity, a sequence by its entries."""
    kind = type(value)
    if kind is Telling:
        return ("fact", id(value))
    if kind is not str and isinstance(value, (tuple, list)):
        return tuple(map(_plain, value))
    return value
