"""The reference engine: the definition of every answer. It matches, hands each instance to `settle`, and keeps the formulas as proof."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from itertools import chain
from typing import Any
from weakref import proxy, ref

from evaluator.documents.case import ANY_PARTY, Facts
from evaluator.documents.questions import Question
from evaluator.documents.terms import Term
from evaluator.documents.vocabulary import Vocabulary
from evaluator.engines.acts import Acts
from evaluator.engines.instances import Instances
from evaluator.engines.rivals import set_off
from evaluator.engines.statuses import Statuses
from evaluator.engines.uses import Uses
from evaluator.engines.worded import is_joined
from evaluator.passes.grounds import Act, Asked, Ground
from evaluator.passes.program import Norm, Program, of_program
from evaluator.passes.settle import Position
from evaluator.words.errors import UsageError
from evaluator.words.formula import Every, Named, Node, Some
from evaluator.words.times import rfc3339

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
        self.conditions = Statuses(program, facts, presume)
        self.instances = Instances(program, self.conditions)
        self.instances.positions.update(given or {})
        self.acts = Acts(program, self.instances)
        self.uses = Uses(self.acts)
        uses = proxy(self.uses)  # no circle: what nobody holds any more is gone at once
        self.conditions.acts_of = lambda norm, item, names: uses.status_of(norm, item, names)
        acts = []
        for norm in set_off(program, facts.told, only):
            if norm.is_act:
                acts.append(norm)
            else:
                self.instances.add(norm)
        self.on_record: list[Act] = [act for norm in acts for act in self.uses.on_record(norm)]
        self.instances.windows.finish()

    def countable(self, at: int) -> None:
        """Refuse an instant (µs UTC) at which something on file falls due in a year that no calendar counts."""
        if at >= self.instances.counted_to:
            since = rfc3339(self.instances.counted_to)
            what = f"`at`: what falls due each year cannot be counted from {since} on, for the calendar has no table of holidays"
            raise UsageError(what, "ask about an earlier instant, or add the years to the calendar of the rulebook")

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
            for one in self._raised(question) if question.raised_by else concerned:
                others = [ANY_PARTY, *near.get(one, ())] if len(question.of) == 2 else [""]
                pairs = [(one, other) if question.of_doer else (other, one) for other in others]
                found += [self.ask(question, by, toward) for by, toward in pairs]
        return found

    def _raised(self, question: Question) -> list[str]:
        """The parties (no offices) that a fact which raises a question names in the field that counts."""
        told = [
            telling.fields.get(field)
            for kind, field in question.raised_by.items()
            for telling in chain.from_iterable(self.facts.told.get(kind, ()))
        ]
        named = {party for value in told if isinstance(value, tuple) for party in value if party in self.facts.parties}
        return sorted(party for party in named if not self.facts.parties[party].offices)

    def ask(self, question: Question, by: str, toward: str) -> Asked:
        """One question for one pair; `by` may be ANY_PARTY, or empty where the question is of one party."""
        norms, force = _asked_of(self.program)[question.name]
        asked = (
            self._owed(question, norms, force, by) if question.owed else self._pair(question, norms, force, by, toward)
        )
        self.instances.windows.finish()
        return asked

    def _pair(self, question: Question, norms: tuple[Norm, ...], force: Some, by: str, toward: str) -> Asked:
        grounds: list[Ground] = []
        positions: list[Position] = []
        ways: list[Node] = []
        untold: list[Node] = []
        for norm in norms:
            if not norm.wordings:
                continue
            construct = norm.wordings[0].construct
            if construct.act is not None:
                names: dict[str, Any] = {}
                if construct.bearer and by:
                    names[construct.bearer] = by
                if construct.toward and toward:
                    names[construct.toward] = toward
                found = self.acts.ground(norm, question, names)
                grounds += found
                ways += self._so(norm, names, found) if question.kind == "is" else [ground.node for ground in found]
                continue
            positions += self._binding(norm, by, toward)
            untold.append(self._untold(norm, by, toward))
        ways += [*(self.conditions.node(position, "binding") for position in positions), *untold]
        steps, limits = self.acts.steps, self.acts.limits
        return Asked(question, by, toward, Some(ways), grounds, positions, force, norms, steps, limits)

    def _so(self, norm: Norm, names: Mapping[str, Any], grounds: Sequence[Ground]) -> list[Node]:
        """For whether something is so: what is on record; beside it what is supposed, if there may be more than is on record."""
        supposed: list[Node] = [ground.node for ground in grounds]
        named = {name: party for name, party in names.items() if party != ANY_PARTY}
        acts = [act for act in self.uses.on_record(norm) if named.items() <= act.names.items()]
        term = norm.wordings[0].construct.act
        if acts and term is not None and len(named) == len(names):
            one = supposed[0] if len(supposed) == 1 else Some(supposed)  # any version of the norm will do
            supposed = [Every([self.conditions.hidden(term, names), one])] if supposed else []
        return [*(Named("violated", Every([act.done, act.allowed]), norm) for act in acts), *supposed]

    def _binding(self, norm: Norm, by: str, toward: str) -> list[Position]:
        """The instances of a burden or duty that bind one party toward another."""
        found = [p for p in self.instances.positions.get(norm.id, []) if _parties_of(p) == (by, toward)]
        if by == ANY_PARTY or (not found and toward != ANY_PARTY and is_joined(norm)):
            return self.instances.supposed(norm, by, toward)  # what would complete it need not be on record
        return found

    def _untold(self, norm: Norm, by: str, toward: str) -> Node:
        """There may be one more trigger that is not on record."""
        construct = norm.wordings[-1].construct
        trigger = construct.before or construct.arises[0]
        assert isinstance(trigger, Term)
        hidden = self.conditions.hidden(trigger, {construct.bearer or "": by, construct.toward or "": toward})
        return Some([Every([wording.force, hidden]) for wording in norm.wordings])

    def _owed(self, question: Question, norms: tuple[Norm, ...], force: Some, by: str) -> Asked:
        positions = [
            p
            for norm in norms
            for p in self.instances.positions.get(norm.id, [])
            if p.names.get(p.wording.construct.bearer or "") == by
        ]
        node = Some([self.conditions.node(position, "binding") for position in positions])
        steps, limits = self.acts.steps, self.acts.limits
        return Asked(question, by, "", node, (), positions, force, norms, steps, limits)


@of_program
def _asked_of(program: Program) -> dict[str, tuple[tuple[Norm, ...], Some]]:
    """For each question of a program, the norms that answer it, and that a wording of one of them is in force."""
    norms = program.norms.values()
    found = {
        name: tuple(norm for norm in norms if any(w.construct.question == name for w in norm.wordings))
        for name in program.rulebook.questions
    }
    return {name: (each, Some([w.force for norm in each for w in norm.wordings])) for name, each in found.items()}


def _parties_of(position: Position) -> tuple[str, str]:
    construct = position.wording.construct
    return position.names.get(construct.bearer or "", ""), position.names.get(construct.toward or "", "")


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
