"""The reference engine's words in the form in which engines are laid side by side."""

from __future__ import annotations

from collections.abc import Iterable

from evaluator.documents.case import Facts
from evaluator.engines.opinions import Answered, Found, Opinion
from evaluator.engines.reference import NAME, Reckoning
from evaluator.passes.assess import Answer, act_finding, not_applicable, position_finding
from evaluator.passes.findings import Finding
from evaluator.passes.program import Program
from evaluator.passes.reasons import Reading


def stated(findings: Iterable[Finding], answers: Iterable[Answer]) -> Opinion:
    """Findings and answers of the reference engine without their reasons."""
    return Opinion(NAME, tuple(map(_found, findings)), tuple(map(_answered, answers)), {}, ())


def _found(finding: Finding) -> Found:
    about = finding.trigger.id if finding.trigger is not None else ""
    due = (finding.due.earliest, finding.due.latest) if finding.due is not None else None
    return Found(finding.norm.id, about, finding.bearer, finding.toward, finding.status, due)


def _answered(answer: Answer) -> Answered:
    asked = answer.asked
    return Answered(asked.question.name, asked.by, asked.toward, answer.status)


class Reference:
    """The reference engine, as one engine among others."""

    name = NAME

    def opinion(self, program: Program, facts: Facts, at: int, presume: bool = True) -> Opinion:
        """What it says of these facts at an instant (µs UTC); refused, as the API does, where no calendar counts the years."""
        view, reckoning = Reading(at, at), Reckoning.of(program, facts, presume)
        reckoning.countable(at)
        found = [position_finding(position, view) for position in reckoning.positions]
        found += [act_finding(act, view) for act in reckoning.on_record]
        zone = next(iter(program.rulebook.calendars.values())).zone
        asked = reckoning.asked()
        answers = (Answer(each, view, not not_applicable(each, at, zone, program.law)) for each in asked)
        return stated((f for f in found if f is not None), answers)
