"""The reference engine: the definition of every answer. It matches, hands each instance to `settle`, and keeps the formulas as proof."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from evaluator.documents.case import ANY_PARTY, Facts
from evaluator.documents.rulebook import Question
from evaluator.engines.acts import Acts, is_act
from evaluator.engines.conditions import Conditions
from evaluator.engines.instances import Instances
from evaluator.passes.grounds import Act, Asked, Ground
from evaluator.passes.lower import Norm, Program
from evaluator.passes.settle import Position
from evaluator.documents.leaves import InForce
from evaluator.words.formula import Some

NAME = "reference"


class Reckoning:
    """Everything the rulebook says about one case as known at one instant, as formulas of time."""

    def __init__(self, program: Program, facts: Facts, presume: bool = True) -> None:
        self.program, self.facts = program, facts
        vocabulary = program.rulebook.vocabulary
        self.conditions = Conditions(facts, vocabulary, presume, lambda item, names: self.instances.status_of(item, names))
        self.instances = Instances(program, self.conditions)
        for norm in program.norms.values():
            if norm.kind in ("burden", "duty"):
                self.instances.add(norm)
        self.acts = Acts(program, self.instances)
        self.on_record: list[Act] = [
            act for norm in program.norms.values() if is_act(norm) for act in self.acts.on_record(norm)
        ]

    @property
    def positions(self) -> list[Position]:
        """Every instance of every burden and duty."""
        return [position for found in self.instances.positions.values() for position in found]

    def asked(self) -> list[Asked]:
        """Every question for every pair of parties it may be asked about."""
        people = [party.id for party in self.facts.parties.values() if not party.offices]
        found = []
        for question in self.program.rulebook.questions.values():
            norms = [n for n in self.program.norms.values() if any(w.construct.question == question.name for w in n.wordings)]
            if question.of == ("bearer",):
                found += [self._owed(question, norms, by) for by in people]
                continue
            for toward in people:
                who = self._bearers(toward) if len(question.of) == 2 else [""]
                found += [self._pair(question, norms, by, toward) for by in who]
        return found

    def _bearers(self, toward: str) -> list[str]:
        """Who is asked about: any party at all, and each party that a fact puts beside `toward`."""
        near: dict[str, None] = {ANY_PARTY: None}
        for events in self.facts.events.values():
            for event in events:
                for telling in event.tellings:
                    named = [p for value in telling.fields.values() if isinstance(value, tuple) for p in value if p in self.facts.parties]
                    if toward in named:
                        near.update(dict.fromkeys(p for p in named if p != toward and not self.facts.parties[p].offices))
        return list(near)

    def _pair(self, question: Question, norms: Sequence[Norm], by: str, toward: str) -> Asked:
        grounds: list[Ground] = []
        for norm in norms:
            construct = norm.wordings[0].construct
            names: dict[str, Any] = {}
            if construct.bearer and by:
                names[construct.bearer] = by
            if construct.toward:
                names[construct.toward] = toward
            grounds += self.acts.ground(norm, question, names)
        node = Some([ground.node for ground in grounds])
        steps, limits = self.acts.steps(grounds), self.acts.limits(grounds)
        return Asked(question, by, toward, node, grounds, (), steps, limits, self._any_in_force(norms))

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

