"""The reference engine's statuses: the instances found so far, and the condition that one of them has a status."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any
from zoneinfo import ZoneInfo

from evaluator.documents.case import Facts, Telling
from evaluator.documents.near import Near
from evaluator.documents.terms import Construct, Relation, StatusItem, Term
from evaluator.engines.conditions import Conditions
from evaluator.engines.plans import Plans
from evaluator.passes.kept import under
from evaluator.passes.program import Norm, Program, of_program
from evaluator.passes.settle import Position, in_time
from evaluator.words.formula import ALWAYS, Node, Some

Names = Mapping[str, Any]


ActsOf = Callable[[Norm, StatusItem, Names], list[Node]]


class Statuses(Conditions):
    """Conditions that may also name the status of an instance; `positions` holds the instances of each norm that was found before.

    `acts_of` answers for norms about acts, whose acts on record are found when somebody asks.
    """

    def __init__(self, program: Program, facts: Facts, presume: bool) -> None:
        super().__init__(facts, presume, _plans_of(program))
        self.program = program
        self.positions: dict[str, list[Position]] = {}
        self._nodes: dict[tuple[Position, str], Node] = {}
        self._index: dict[tuple[str, str], dict[object, list[Position]]] = {}
        self.acts_of: ActsOf = _no_acts

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
            if norm.is_act:
                ways += self.acts_of(norm, item, names)
                continue
            ways += [self.node(position, item.status) for position in self._meeting(norm, item, names)]
            construct = norm.wordings[0].construct if norm.wordings else None
            trigger = (construct.before or construct.arises[0]) if construct else None
            if isinstance(trigger, Term) and trigger.name not in names:
                ways.append(self.hidden(trigger, renamed(construct, item, names)))
        return Some(ways)

    def in_window(self, telling: Telling, id: str, names: Names) -> Node:
        """A fact lies in the window of an instance of the norm that meets these names; where there is none, in no past one."""
        met = self._meeting(self.program.norms[id], StatusItem("", (id,)), names)
        ways = [in_time(telling, match.ends, match.trigger.root) for p in met for match in p.matches[:1] if match.ends]
        return Some(ways) if ways else ALWAYS

    def zone_of(self, calendar: str) -> ZoneInfo:
        """The zone in which a calendar counts days."""
        return self.program.rulebook.calendars[calendar].zone

    def near(self, telling: Telling, relation: Relation, names: Names) -> Node:
        """A fact lies within a length of time of another, or of the instant read at where the other is only supposed."""
        zone = self.program.rulebook.calendars[relation.calendar].zone
        return Near(telling, relation, names.get(relation.names[0]), zone)

    def _meeting(self, norm: Norm, item: StatusItem, names: Names) -> list[Position]:
        positions = self.positions.get(norm.id, [])
        if not positions:
            return []
        called = renamed(positions[0].wording.construct, item, names)
        shared = [n for n in positions[0].names if n in called]
        shared.sort(key=lambda n: isinstance(called[n], str))
        if not shared:
            return positions
        index = self._by_name(norm.id, shared[0], positions)
        near = index.get(same(called[shared[0]]), [])
        return [p for p in near if all(same(p.names[n]) == same(called[n]) for n in shared[1:] if n in p.names)]

    def _by_name(self, id: str, name: str, positions: Sequence[Position]) -> dict[object, list[Position]]:
        found = self._index.get((id, name))
        if found is None:
            found = {}
            for position in positions:
                found.setdefault(same(position.names.get(name)), []).append(position)
            self._index[id, name] = found
        return found


@of_program
def _plans_of(program: Program) -> Plans:
    """The plans of its terms, shared by all programs of one law."""
    found: Plans = under(program.rulebook, program.law).setdefault("plans", Plans(program.rulebook.vocabulary))
    return found


def renamed(construct: Construct | None, item: StatusItem, names: Names) -> Names:
    """The names as another norm calls its own bearer and the other side."""
    if construct is None or not item.names:
        return names
    bearer = {construct.bearer: names.get(item.names["by"])} if construct.bearer and "by" in item.names else {}
    toward = {construct.toward: names.get(item.names["toward"])} if construct.toward and "toward" in item.names else {}
    return {**names, **bearer, **toward}


def same(value: object) -> object:
    """What tells one value of a name from another: a fact through all its corrections, or the party."""
    return value.root if isinstance(value, Telling) else value


def _no_acts(norm: Norm, item: StatusItem, names: Names) -> list[Node]:
    return []
