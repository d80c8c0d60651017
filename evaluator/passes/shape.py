"""Shapes: whether two formulas are made alike, so that they have the same truth at every instant and under every assumption."""

from __future__ import annotations

from collections.abc import Sequence

from evaluator.documents.case import Telling
from evaluator.documents.leaves import Fits
from evaluator.passes.settle import Position
from evaluator.words.formula import Leaf, Named, Node, Throughout


class Shapes:
    """Numbers formulas over the facts of one case: the same number, the same truth. It keeps what it numbered."""

    def __init__(self) -> None:
        self._numbers: dict[object, int] = {}
        self._seen: dict[int, tuple[Node, int]] = {}

    def of(self, node: Node) -> int:
        """The number of a formula."""
        found = self._seen.get(id(node))
        if found is None:
            found = self._seen[id(node)] = (node, self._number(self._made(node)))
        return found[1]

    def of_position(self, position: Position) -> int:
        """The number of an instance: of all that other norms and its own status can read of it."""
        truths = (position.arises, position.met, position.over, position.excused, position.missed, position.node("never"))
        names = tuple((name, _plain(value)) for name, value in position.names.items())
        term = position.wording.construct.before or position.wording.construct.arises[0]
        return self._number((position.norm.id, position.wording.since, repr(term), names, *map(self.of, truths)))

    def _made(self, node: Node) -> object:
        if isinstance(node, Fits):
            return (Fits, node.value, id(node.telling))
        if isinstance(node, Leaf):
            own = tuple(_plain(getattr(node, name)) for name in type(node).__slots__)
            return (type(node), node.value, own)
        if isinstance(node, Named):
            return ("named", self.of(node.part))
        ends = (node.first, node.last) if isinstance(node, Throughout) else ()
        return (type(node), ends, tuple(map(self.of, node.parts)))

    def _number(self, made: object) -> int:
        return self._numbers.setdefault(made, len(self._numbers))


def _plain(value: object) -> object:
    """Something to compare by: a fact by its identity, a sequence by its entries."""
    if isinstance(value, Telling):
        return ("fact", id(value))
    if isinstance(value, Sequence) and not isinstance(value, str):
        return tuple(map(_plain, value))
    return value
