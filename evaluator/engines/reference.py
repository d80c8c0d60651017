"""The reference engine: the definition of every answer. It matches, hands each instance to `settle`, and keeps the formulas as proof."""

from __future__ import annotations

from functools import cache
from itertools import chain
from typing import Any
from weakref import ref

from evaluator.documents.case import ANY_PARTY, Facts
from evaluator.documents.rulebook import Question
from evaluator.documents.vocabulary import Vocabulary
from evaluator.engines.acts import Acts
from evaluator.engines.instances import Instances
from evaluator.engines.rivals import is_act, one_in_force
from evaluator.engines.statuses import Statuses
from evaluator.engines.uses import Uses
from evaluator.passes.grounds import Act, Asked, Ground
from evaluator.passes.program import Norm, Program
from evaluator.passes.settle import Position
from evaluator.words.formula import Some

NAME = "reference"


class Reckoning:
    """Everything the rulebook says about one case as known at one instant, as formulas of time."""

    def __init__(self, program: Program, facts: Facts, presume: bool = True) -> None:
        self.program, self.facts = program, facts
        self.conditions = Statuses(program, facts, presume)
        self.instances = Instances(program, self.conditions)
        for norm in program.norms.values():
            if norm.kind in ("burden", "duty"):
                self.instances.add(norm)
        self.acts = Acts(program, self.instances)
        uses = Uses(self.acts)
        self.on_record: list[Act] = [
            act for norm in program.norms.values() if is_act(norm) for act in uses.on_record(norm)
        ]

    @classmethod
    def of(cls, program: Program, facts: Facts, presume: bool = True) -> Reckoning:
        """The reckoning of these facts, shared for as long as anybody holds it: formulas are the same whenever they are read."""
        kept: ref[Reckoning] | None = facts.plans.get((program, presume))
        found = kept() if kept is not None else None
        if found is None:
            found = cls(program, facts, presume)
            facts.plans[program, presume] = ref(found)
        return found

    @property
    def positions(self) -> list[Position]:
        """Every instance of every burden and duty."""
        return [position for found in self.instances.positions.values() for position in found]

    def asked(self) -> list[Asked]:
        """Every question, of each party it concerns and of each pair that a fact puts together.

        Left out is who only acts and to whom nothing was done (a blocker): `ask` answers of anybody.
        """
        concerned, near = concerned_in(self.facts, self.conditions.vocabulary)
        found = []
        for question in self.program.rulebook.questions.values():
            if question.of == ("bearer",):
                found += [self.ask(question, id, "") for id in concerned]
                continue
            for toward in concerned:
                who = [ANY_PARTY, *near.get(toward, ())] if len(question.of) == 2 else [""]
                found += [self.ask(question, by, toward) for by in who]
        return found

    def ask(self, question: Question, by: str, toward: str) -> Asked:
        """One question for one pair; `by` may be ANY_PARTY, or empty where the question is of one party."""
        norms = _asked_of(self.program)[question.name]
        return (
            self._owed(question, norms, by) if question.of == ("bearer",) else self._pair(question, norms, by, toward)
        )

    def _pair(self, question: Question, norms: tuple[Norm, ...], by: str, toward: str) -> Asked:
        grounds: list[Ground] = []
        for norm in norms:
            if not norm.wordings:
                continue
            construct = norm.wordings[0].construct
            names: dict[str, Any] = {}
            if construct.bearer and by:
                names[construct.bearer] = by
            if construct.toward:
                names[construct.toward] = toward
            grounds += self.acts.ground(norm, question, names)
        node = Some([ground.node for ground in grounds])
        return Asked(question, by, toward, node, grounds, (), one_in_force(norms), self.acts.steps, self.acts.limits)

    def _owed(self, question: Question, norms: tuple[Norm, ...], by: str) -> Asked:
        positions = [
            p
            for norm in norms
            for p in self.instances.positions.get(norm.id, [])
            if p.names.get(p.wording.construct.bearer or "") == by
        ]
        node = Some([self.conditions.node(position, "binding") for position in positions])
        return Asked(question, by, "", node, (), positions, one_in_force(norms), self.acts.steps, self.acts.limits)


@cache
def _asked_of(program: Program) -> dict[str, tuple[Norm, ...]]:
    """For each question of a program, the norms that answer it."""
    norms = program.norms.values()
    return {
        name: tuple(norm for norm in norms if any(w.construct.question == name for w in norm.wordings))
        for name in program.rulebook.questions
    }


def concerned_in(facts: Facts, vocabulary: Vocabulary) -> tuple[list[str], dict[str, list[str]]]:
    """The parties (no offices) that questions concern, and for each the others that some fact names beside it."""
    if "concerned" not in facts.plans:
        facts.plans["concerned"] = _concerned_in(facts, vocabulary)
    found: tuple[list[str], dict[str, list[str]]] = facts.plans["concerned"]
    return found


def _concerned_in(facts: Facts, vocabulary: Vocabulary) -> tuple[list[str], dict[str, list[str]]]:
    people = {party.id for party in facts.parties.values() if not party.offices}
    acting: set[str] = set()  # whose own act some fact is
    done_to: set[str] = set()  # named otherwise than as who did it, or given a role
    near: dict[str, set[str]] = {}
    for name, events in facts.told.items():
        kind = vocabulary.kinds[name]
        for telling in chain.from_iterable(events):
            named: set[str] = set()
            for field, value in telling.fields.items():
                if isinstance(value, tuple):
                    named.update(value)
                    (acting if field == kind.subject else done_to).update(value)
            if kind.timeless:
                done_to |= named
            named &= people
            for one in named if len(named) > 1 else ():
                near.setdefault(one, set()).update(named)
    concerned = sorted(id for id in people if id in done_to or id not in acting)
    return concerned, {one: sorted(others - {one}) for one, others in near.items()}
