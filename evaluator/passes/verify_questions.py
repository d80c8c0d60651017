"""Questions as the proof checker puts them: the norms that may answer one for a pair of parties, and what each turns on."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from evaluator.documents.case import ANY_PARTY
from evaluator.documents.questions import Question
from evaluator.documents.terms import Term, Test
from evaluator.passes.verify_instances import Instance, trigger_of
from evaluator.passes.verify_law import Norm
from evaluator.passes.verify_leaves import assumed
from evaluator.passes.verify_matches import Names
from evaluator.passes.verify_nodes import ALWAYS, NEVER, YES, AllOf, AnyOf, Named, Not, Part, together
from evaluator.passes.verify_strange import ACTS
from evaluator.passes.verify_uses import Uses
from evaluator.passes.verify_wordings import Wording


@dataclass(eq=False)
class Ground:
    """A version of a norm that may answer a question: the condition under which it does, and that it is in force."""

    norm: Norm
    wording: Wording
    names: Names
    part: Part
    force: Part


@dataclass(eq=False)
class Step:
    """What is owed before use: whether it is done, and the grounds that ask for it."""

    norm: Norm
    part: Part
    of: list[Ground]


@dataclass(eq=False)
class Asked:
    """What a question for one pair rests on. `norms` may answer it, `steps` are owed before use, `limits` prevail whatever holds."""

    question: Question
    by: str
    toward: str
    part: Part
    norms: list[Norm]
    grounds: list[Ground] = field(default_factory=list)
    instances: list[Instance] = field(default_factory=list)
    steps: dict[str, Step] = field(default_factory=dict)
    limits: list[Norm] = field(default_factory=list)


class Questions:
    """The questions over one case."""

    def __init__(self, uses: Uses) -> None:
        self.uses, self.acts = uses, uses.acts

    def asked(self, question: Question, by: str, toward: str) -> Asked:
        """What a question rests on for one pair; `by` may be any party at all, or empty."""
        norms = self.acts.law.asked(question.name)
        if question.kind == "must" and len(question.of) == 1:
            for norm in norms:
                if norm.id in self.acts.settled.unknown:
                    raise self.acts.settled.unknown[norm.id]
            found = [i for norm in norms for i in self.acts.settled.found.get(norm.id, ()) if _bearer(i) == by]
            return Asked(question, by, "", AnyOf([each.status("binding") for each in found]), norms, instances=found)
        grounds: list[Ground] = []
        found = []
        ways: list[Part] = []
        for norm in norms:
            if norm.kind in ACTS:
                names = _names(norm, by, toward)
                here = list(self._grounds(norm, question, names))
                grounds += here
                ways += self._so(norm, names, here) if question.kind == "is" else [ground.part for ground in here]
            else:
                found += self._binding(norm, by, toward)
        ways += [each.status("binding") for each in found]
        ways += [self._untold(norm, by, toward) for norm in norms if norm.kind not in ACTS]
        asked = Asked(question, by, toward, AnyOf(ways), norms, grounds, found)
        for ground in grounds:
            for id in ground.wording.construct.only_after:
                norm = self.acts.law.norms[id]
                if norm.wordings and id not in asked.steps:
                    asked.steps[id] = Step(norm, self.acts.first(id, ground.names, None), [])
                if norm.wordings:
                    asked.steps[id].of.append(ground)
            asked.limits += [r for r in self.acts.rivals[ground.norm.id] if r.wordings and r not in asked.limits]
        barred = [norm for instance in found for norm in self._bars(instance.norm)]
        asked.limits += [norm for norm in dict.fromkeys(barred) if norm not in asked.limits]
        return asked

    def _bars(self, duty: Norm) -> Iterator[Norm]:
        """The prohibitions of acts by which a duty is done or kept that say they prevail over it."""
        asked = [each for w in duty.wordings for each in (w.construct.done_by, *w.construct.kept_by)]
        kinds = {kind for term in asked if isinstance(term, Term) for kind in term.kinds}
        for norm in self.acts.law.norms.values():
            over = norm.kind == "prohibition" and any(duty.id in w.construct.despite for w in norm.wordings)
            if over and any(kind in kinds for w in norm.wordings if w.construct.act for kind in w.construct.act.kinds):
                yield norm

    def _so(self, norm: Norm, names: Names, grounds: list[Ground]) -> Iterator[Part]:
        """Something is so by an act on record, or by one as supposed; beside one on record of this pair there must be one more."""
        known = {name: party for name, party in names.items() if party != ANY_PARTY}
        on_record = [u for u in self.uses.on_record(norm) if all(u.names.get(n) == party for n, party in known.items())]
        for use in on_record:
            yield Named("violated", AllOf([use.done, use.allowed]), {"norm": norm.id}, norm)
        supposed = [ground.part for ground in grounds]
        term = norm.wordings[0].construct.act
        if on_record and term is not None and len(known) == len(names):
            if supposed:
                yield AllOf([self.acts.known.hidden(term, names), together(supposed, AnyOf)])
        else:
            yield from supposed

    def _untold(self, norm: Norm, by: str, toward: str) -> Part:
        """What the norm arises from may have happened once more than is on record."""
        construct = norm.wordings[-1].construct
        names = {construct.bearer or "": by, construct.toward or "": toward}
        hidden = self.acts.known.hidden(trigger_of(construct), names)
        return AnyOf([AllOf([self.acts.force(wording), hidden]) for wording in norm.wordings])

    def _binding(self, norm: Norm, by: str, toward: str) -> list[Instance]:
        """The instances of a burden or duty that bind one party toward another."""
        settled = self.acts.settled
        if norm.id in settled.unknown:
            raise settled.unknown[norm.id]
        found = [each for each in settled.found.get(norm.id, ()) if _pair(each) == (by, toward)]
        more = any(isinstance(i, Term) and not i.absent for w in norm.wordings for i in w.construct.arises[1:])
        if by == ANY_PARTY or (not found and toward != ANY_PARTY and more):
            return list(settled.would_bind(norm, by, toward))
        return found

    def _grounds(self, norm: Norm, question: Question, names: Names) -> Iterator[Ground]:
        for wording in norm.wordings:
            construct = wording.construct
            if construct.question != question.name or construct.act is None:
                continue
            supposed = _supposed(construct.act, question)
            if supposed is None:
                continue
            force, defeated = self.acts.force(wording), self._defeated_supposed(norm, construct.act, question, names)
            parts = [force, supposed, self.acts.holds(wording.known(), names)]
            yield Ground(
                norm, wording, names, AllOf([*parts, Not([defeated])] if defeated is not NEVER else parts), force
            )

    def _defeated_supposed(self, norm: Norm, act: Term, question: Question, names: Names) -> Part:
        """A norm that prevails covers every act as the question supposes it; the fields of the act say whom each norm means."""
        who = {test.field: names[test.wanted[0]] for test in _parties(act) if test.wanted[0] in names}
        kind, fixed = question.act or ("", {})
        ways: list[Part] = []
        for rival in self.acts.rivals[norm.id]:
            for wording in rival.wordings:
                term = wording.construct.act
                if term is None or kind not in term.kinds:
                    continue
                plain = [test for test in term.tests if test.kind in ("one of", "all of")]
                if all(fixed.get(test.field) in test.wanted for test in plain):
                    own = {test.wanted[0]: who.get(test.field, ANY_PARTY) for test in _parties(term)}
                    bound = {**names, **own}
                    ways.append(
                        self.acts.prevails(rival, [self.acts.force(wording), self.acts.holds(wording.known(), bound)])
                    )
        return AnyOf(ways) if ways else NEVER


def _names(norm: Norm, by: str, toward: str) -> dict[str, Any]:
    """The pair as a norm about acts names it."""
    first = norm.wordings[0].construct
    told = ((first.bearer, by), (first.toward, toward))
    return {name: party for name, party in told if name and party}


def _parties(term: Term) -> list[Test]:
    return [test for test in term.tests if test.kind == "party"]


def _pair(instance: Instance) -> tuple[str, str]:
    construct = instance.wording.construct
    return instance.names.get(construct.bearer or "", ""), instance.names.get(construct.toward or "", "")


def _bearer(instance: Instance) -> object:
    return instance.names.get(instance.wording.construct.bearer or "")


def _supposed(term: Term, question: Question) -> Part | None:
    """The act a question supposes fits a norm's act; None if a field that the question fixes differs."""
    if question.act is None:
        return ALWAYS
    kind, fixed = question.act
    plain = [test for test in term.tests if test.kind in ("one of", "all of") and test.field in fixed]
    if kind not in term.kinds or any(fixed[test.field] not in test.wanted for test in plain):
        return None
    return assumed("an act as the question supposes it", YES)
