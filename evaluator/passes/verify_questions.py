"""Questions as the proof checker puts them: the norms that may answer one for a pair of parties, and what each turns on."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from evaluator.documents.case import ANY_PARTY
from evaluator.documents.rulebook import Question
from evaluator.documents.terms import Term
from evaluator.passes.verify_acts import Acts
from evaluator.passes.verify_instances import Instance
from evaluator.passes.verify_law import Norm
from evaluator.passes.verify_leaves import assumed
from evaluator.passes.verify_matches import Names
from evaluator.passes.verify_nodes import ALWAYS, NEVER, YES, AllOf, AnyOf, Not, Part
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
class Asked:
    """What a question for one pair rests on. `steps` are owed before use, `limits` prevail whatever holds."""

    question: Question
    by: str
    toward: str
    part: Part
    grounds: list[Ground] = field(default_factory=list)
    instances: list[Instance] = field(default_factory=list)
    steps: dict[str, tuple[Norm, Part]] = field(default_factory=dict)
    limits: list[Norm] = field(default_factory=list)


class Questions:
    """The questions over one case."""

    def __init__(self, acts: Acts) -> None:
        self.acts = acts

    def asked(self, question: Question, by: str, toward: str) -> Asked:
        """What a question rests on for one pair; `by` may be any party at all, or empty."""
        norms = [
            n for n in self.acts.law.norms.values() if any(w.construct.question == question.name for w in n.wordings)
        ]
        if question.of == ("bearer",):
            for norm in norms:
                if norm.id in self.acts.settled.unknown:
                    raise self.acts.settled.unknown[norm.id]
            found = [i for norm in norms for i in self.acts.settled.found.get(norm.id, ()) if _bearer(i) == by]
            return Asked(question, by, "", AnyOf([each.status("binding") for each in found]), instances=found)
        about_acts = [norm for norm in norms if norm.wordings and norm.wordings[0].construct.act is not None]
        grounds = [ground for norm in about_acts for ground in self._grounds(norm, question, by, toward)]
        others = [norm for norm in norms if norm.wordings and norm not in about_acts]
        found = [instance for norm in others for instance in self._binding(norm, by, toward)]
        ways = [*(ground.part for ground in grounds), *(each.status("binding") for each in found)]
        asked = Asked(question, by, toward, AnyOf(ways), grounds, found)
        for ground in grounds:
            for id in ground.wording.construct.only_after:
                if self.acts.law.norms[id].wordings:
                    asked.steps.setdefault(id, (self.acts.law.norms[id], self.acts.first(id, ground.names, None)))
            asked.limits += [r for r in self.acts.rivals[ground.norm.id] if r.wordings and r not in asked.limits]
        return asked

    def _binding(self, norm: Norm, by: str, toward: str) -> list[Instance]:
        """The instances of a burden or duty that bind one party toward another."""
        settled = self.acts.settled
        if norm.id in settled.unknown:
            raise settled.unknown[norm.id]
        if by == ANY_PARTY:
            return list(settled.unnamed(norm, toward))
        return [each for each in settled.found.get(norm.id, ()) if _pair(each) == (by, toward)]

    def _grounds(self, norm: Norm, question: Question, by: str, toward: str) -> Iterator[Ground]:
        if not norm.wordings:
            return
        names: dict[str, Any] = {}
        latest = norm.wordings[0].construct
        if latest.bearer and by:
            names[latest.bearer] = by
        if latest.toward:
            names[latest.toward] = toward
        for wording in norm.wordings:
            construct = wording.construct
            if construct.question != question.name or construct.act is None:
                continue
            supposed = _supposed(construct.act, question)
            if supposed is None:
                continue
            force, defeated = self.acts.force(wording), self._defeated_supposed(norm, question, names)
            parts = [force, supposed, self.acts.holds(wording.known(), names)]
            yield Ground(
                norm, wording, names, AllOf([*parts, Not([defeated])] if defeated is not NEVER else parts), force
            )

    def _defeated_supposed(self, norm: Norm, question: Question, names: Names) -> Part:
        """A norm that prevails covers every act as the question supposes it."""
        kind, fixed = question.act or ("", {})
        ways: list[Part] = []
        for rival in self.acts.rivals[norm.id]:
            for wording in rival.wordings:
                term = wording.construct.act
                if term is None or kind not in term.kinds:
                    continue
                plain = [test for test in term.tests if test.kind in ("one of", "all of")]
                if all(fixed.get(test.field) in test.wanted for test in plain):
                    free = [test for test in term.tests if test.kind == "party" and test.wanted[0] not in names]
                    bound = {**names, **{test.wanted[0]: ANY_PARTY for test in free}}
                    ways.append(
                        self.acts.prevails(rival, [self.acts.force(wording), self.acts.holds(wording.known(), bound)])
                    )
        return AnyOf(ways) if ways else NEVER


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
