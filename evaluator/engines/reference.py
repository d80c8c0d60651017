"""The reference engine: the definition of every answer. It matches, hands each instance to `settle`, and keeps the formulas as proof."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache, cached_property
from typing import Any

from evaluator.documents.case import ANY_PARTY, Facts, Telling
from evaluator.documents.leaves import InForce
from evaluator.documents.rulebook import Question
from evaluator.documents.terms import StatusItem
from evaluator.engines.acts import Acts
from evaluator.engines.conditions import Conditions
from evaluator.engines.instances import Instances
from evaluator.engines.rivals import is_act
from evaluator.engines.uses import Uses
from evaluator.passes.grounds import Act, Asked, Ground
from evaluator.passes.program import Norm, Program
from evaluator.passes.settle import Position
from evaluator.words.formula import Node, Some

NAME = "reference"


class Reckoning:
    """Everything the rulebook says about one case as known at one instant, as formulas of time."""

    def __init__(
        self,
        program: Program,
        facts: Facts,
        presume: bool = True,
        only: Collection[str] | None = None,
        given: Mapping[str, list[Position]] | None = None,
    ) -> None:
        """`only` names the norms that are looked at (None: all); `given` are instances found before, of norms they build on."""
        self.program, self.facts = program, facts
        vocabulary = program.rulebook.vocabulary
        self.conditions = Conditions(facts, vocabulary, presume, self._status_of, self._in_window, program.plans)
        self.instances = Instances(program, self.conditions)
        self.instances.positions.update(given or {})
        self.acts = Acts(program, self.instances)
        self.uses = Uses(self.acts)
        norms = [norm for norm in program.norms.values() if only is None or norm.id in only]
        for norm in norms:
            if norm.kind in ("burden", "duty"):
                self.instances.add(norm)
        self.on_record: list[Act] = [act for norm in norms if is_act(norm) for act in self.uses.on_record(norm)]

    def _status_of(self, item: StatusItem, names: Mapping[str, Any]) -> Node:
        acts = [norm for id in item.norms if is_act(norm := self.program.norms[id])]
        if not acts:
            return self.instances.status_of(item, names)
        others = replace(item, norms=tuple(id for id in item.norms if not is_act(self.program.norms[id])))
        ways = [node for norm in acts for node in self.uses.status_of(norm, item, names)]
        return Some([*ways, self.instances.status_of(others, names)] if others.norms else ways)

    def _in_window(self, telling: Telling, norm: str, names: Mapping[str, Any]) -> Node:
        return self.instances.in_window(telling, norm, names)

    @property
    def positions(self) -> list[Position]:
        """Every instance of every burden and duty."""
        return [position for found in self.instances.positions.values() for position in found]

    def asked(self) -> list[Asked]:
        """Every question, of each party it concerns and of each pair that a fact puts together.

        Left out is who only acts and to whom nothing was done (a blocker): `ask` answers of anybody.
        """
        people = sorted(party.id for party in self.facts.parties.values() if not party.offices)
        concerned = [id for id in people if id in self._done_to or id not in self._acting]
        found = []
        for question in self.program.rulebook.questions.values():
            if question.of == ("bearer",):
                found += [self.ask(question, id, "") for id in concerned]
                continue
            for toward in concerned:
                who = [ANY_PARTY, *sorted(self._near.get(toward, ()))] if len(question.of) == 2 else [""]
                found += [self.ask(question, by, toward) for by in who]
        return found

    def ask(self, question: Question, by: str, toward: str) -> Asked:
        """One question for one pair; `by` may be ANY_PARTY, or empty where the question is of one party."""
        norms = _asked_of(self.program)[question.name]
        return (
            self._owed(question, norms, by) if question.of == ("bearer",) else self._pair(question, norms, by, toward)
        )

    @cached_property
    def _acting(self) -> set[str]:
        """Parties whose own act some fact is."""
        return {p for t, subject in self._told() for p in _parties(t.fields.get(subject))}

    @cached_property
    def _done_to(self) -> set[str]:
        """Parties to whom something was done: named otherwise than as who did it, or given a role."""
        timeless = {kind.name for kind in self.conditions.vocabulary.kinds.values() if kind.timeless}
        return {
            p
            for t, subject in self._told()
            for name, value in t.fields.items()
            if name != subject or t.kind in timeless
            for p in _parties(value)
        }

    def _told(self) -> Iterator[tuple[Telling, str]]:
        """Every telling with the name of the field that says whose act it is."""
        kinds = self.conditions.vocabulary.kinds
        for events in self.facts.events.values():
            for event in events:
                for telling in event.tellings:
                    yield telling, kinds[telling.kind].subject or ""

    @cached_property
    def _near(self) -> dict[str, dict[str, None]]:
        """For each party, the other parties (no offices) that some fact names beside it."""
        parties, near = self.facts.parties, dict[str, dict[str, None]]()
        for telling, _ in self._told():
            values = [v for v in telling.fields.values() if isinstance(v, tuple)]
            named = {p for value in values for p in value if p in parties and not parties[p].offices}
            for one in named if len(named) > 1 else ():
                near.setdefault(one, {}).update(dict.fromkeys(sorted(named - {one})))
        return near

    def _pair(self, question: Question, norms: Sequence[Norm], by: str, toward: str) -> Asked:
        grounds: list[Ground] = []
        positions: list[Position] = []
        for norm in norms:
            if not norm.wordings:
                continue
            construct = norm.wordings[0].construct
            if construct.act is None:
                positions += self._binding(norm, by, toward)
                continue
            names: dict[str, Any] = {}
            if construct.bearer and by:
                names[construct.bearer] = by
            if construct.toward:
                names[construct.toward] = toward
            grounds += self.acts.ground(norm, question, names)
        node = Some([*(ground.node for ground in grounds), *(position.node("binding") for position in positions)])
        steps, limits = self.acts.steps(grounds), self.acts.limits(grounds)
        return Asked(question, by, toward, node, grounds, positions, steps, limits, self._any_in_force(norms))

    def _binding(self, norm: Norm, by: str, toward: str) -> list[Position]:
        """The instances of a burden or duty that bind one party toward another."""
        if by == ANY_PARTY:
            return self.instances.unnamed(norm, toward)
        return [p for p in self.instances.positions.get(norm.id, []) if self._parties_of(p) == (by, toward)]

    def _parties_of(self, position: Position) -> tuple[str, str]:
        construct = position.wording.construct
        return position.names.get(construct.bearer or "", ""), position.names.get(construct.toward or "", "")

    def _any_in_force(self, norms: Sequence[Norm]) -> Some:
        return Some([InForce(w.construct.citation, w.since, w.until) for norm in norms for w in norm.wordings])

    def _owed(self, question: Question, norms: Sequence[Norm], by: str) -> Asked:
        positions = [
            p
            for norm in norms
            for p in self.instances.positions.get(norm.id, [])
            if p.names.get(p.wording.construct.bearer or "") == by
        ]
        node = Some([position.node("binding") for position in positions])
        return Asked(question, by, "", node, (), positions, (), (), self._any_in_force(norms))


@cache
def _asked_of(program: Program) -> dict[str, list[Norm]]:
    """For each question of a program, the norms that answer it."""
    norms = program.norms.values()
    return {
        name: [norm for norm in norms if any(w.construct.question == name for w in norm.wordings)]
        for name in program.rulebook.questions
    }


def _parties(value: object) -> Sequence[str]:
    return value if isinstance(value, tuple) else ()
