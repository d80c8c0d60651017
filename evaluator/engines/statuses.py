"""The reference engine's statuses: the instances found so far, and the condition that one of them has a status."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from evaluator.documents.case import Facts, Telling
from evaluator.documents.terms import Construct, StatusItem, Term
from evaluator.engines.conditions import Conditions
from evaluator.passes.program import Norm, Program
from evaluator.passes.settle import Position
from evaluator.words.formula import Node, Some

Names = Mapping[str, Any]


class Statuses(Conditions):
    """Conditions that may also name the status of an instance; `positions` holds the instances of each norm that was found before."""

    def __init__(self, program: Program, facts: Facts, presume: bool) -> None:
        super().__init__(facts, program.rulebook.vocabulary, presume, program.plans)
        self.program = program
        self.positions: dict[str, list[Position]] = {}
        self._nodes: dict[tuple[Position, str], Node] = {}
        self._index: dict[tuple[str, str], dict[object, list[Position]]] = {}

    def node(self, position: Position, status: str) -> Node:
        """The formula of a status of an instance, made once for all that ask."""
        found = self._nodes.get((position, status))
        if found is None:
            found = self._nodes[position, status] = position.node(status)
        return found

    def status_of(self, item: StatusItem, names: Names) -> Node:
        """That an instance of one of the norms has a status: instances meet on the names both cards use."""
        ways: list[Node] = []
        for id in item.norms:
            norm = self.program.norms[id]
            ways += [self.node(position, item.status) for position in self._meeting(norm, item, names)]
            construct = norm.wordings[0].construct if norm.wordings else None
            trigger = (construct.before or construct.arises[0]) if construct else None
            if isinstance(trigger, Term) and trigger.name not in names:
                ways.append(self.hidden(trigger, _renamed(construct, item, names)))
        return Some(ways)

    def _meeting(self, norm: Norm, item: StatusItem, names: Names) -> list[Position]:
        positions = self.positions.get(norm.id, [])
        if not positions:
            return []
        renamed = _renamed(positions[0].wording.construct, item, names)
        shared = [n for n in positions[0].names if n in renamed]
        shared.sort(key=lambda n: isinstance(renamed[n], str))
        if not shared:
            return positions
        index = self._by_name(norm.id, shared[0], positions)
        near = index.get(_same(renamed[shared[0]]), [])
        return [p for p in near if all(_same(p.names[n]) == _same(renamed[n]) for n in shared[1:] if n in p.names)]

    def _by_name(self, id: str, name: str, positions: Sequence[Position]) -> dict[object, list[Position]]:
        found = self._index.get((id, name))
        if found is None:
            found = {}
            for position in positions:
                found.setdefault(_same(position.names.get(name)), []).append(position)
            self._index[id, name] = found
        return found


def _renamed(construct: Construct | None, item: StatusItem, names: Names) -> Names:
    if construct is None or not item.names:
        return names
    bearer = {construct.bearer: names.get(item.names["by"])} if construct.bearer and "by" in item.names else {}
    toward = {construct.toward: names.get(item.names["toward"])} if construct.toward and "toward" in item.names else {}
    return {**names, **bearer, **toward}


def _same(value: object) -> object:
    return value.root if isinstance(value, Telling) else value
