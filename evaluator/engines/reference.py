"""The reference engine: the definition of every answer. It matches, hands each instance to `settle`, and keeps the formulas as proof."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
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
from evaluator.words.formula import Every, Named, Node, Some

NAME = "reference"


class Reckoning:
    """Everything the rulebook says about one case as known at one instant, as formulas of time."""

    def __init__(self, program: Program, facts: Facts, presume: bool = True) -> None:
        self.program, self.facts = program, facts
        vocabulary = program.rulebook.vocabulary
        self.conditions = Conditions(facts, vocabulary, presume, self._status_of, self._in_window, program.plans)
        self.instances = Instances(program, self.conditions)
        self.acts = Acts(program, self.instances)
        self.uses = Uses(self.acts)
        for norm in program.norms.values():
            if norm.kind in ("burden", "duty"):
                self.instances.add(norm)
        self.on_record: list[Act] = [
            act for norm in program.norms.values() if is_act(norm) for act in self.uses.on_record(norm)
        ]

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
            raised = self._raised(question) if question.raised_by else concerned
            for one in (id for id in people if id in raised):
                others = [ANY_PARTY, *sorted(self._near.get(one, ()))] if len(question.of) == 2 else [""]
                pairs = [(one, other) if question.of_doer else (other, one) for other in others]
                found += [self.ask(question, by, toward) for by, toward in pairs]
        return found

    def _raised(self, question: Question) -> set[str]:
        """The parties that a fact which raises a question names in the field that counts."""
        told = (t.fields.get(question.raised_by.get(t.kind, "")) for t, _ in self._told())
        return {party for value in told for party in _parties(value)}

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
        ways: list[Node] = []
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
            if construct.toward and toward:
                names[construct.toward] = toward
            found = self.acts.ground(norm, question, names)
            grounds += found
            ways += self._so(norm, names, found) if question.kind == "is" else [ground.node for ground in found]
        node = Some([*ways, *(position.node("binding") for position in positions)])
        steps, limits = self.acts.steps(grounds), self.acts.limits(grounds)
        return Asked(question, by, toward, node, grounds, positions, steps, limits, self._any_in_force(norms))

    def _so(self, norm: Norm, names: Mapping[str, Any], grounds: Sequence[Ground]) -> list[Node]:
        """For whether something is so: what is on record; beside it what is supposed, if there may be more than is on record."""
        supposed: list[Node] = [ground.node for ground in grounds]
        named = {name: party for name, party in names.items() if party != ANY_PARTY}
        acts = [act for act in self.uses.on_record(norm) if named.items() <= act.names.items()]
        term = norm.wordings[0].construct.act
        if acts and term is not None and len(named) == len(names):
            supposed = [Every([self.conditions.hidden(term, names), *supposed])] if supposed else []
        return [*(Named("violated", Every([act.done, act.allowed]), norm) for act in acts), *supposed]

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
