"""Why a question is no by the calendar: norms that would answer it and do not stand, facts that came before a norm they would set off."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from evaluator.documents.cards import Version
from evaluator.documents.case import ANY_PARTY, Case, Telling
from evaluator.documents.terms import Construct, StatusItem, Term, is_yearly
from evaluator.passes.grounds import Asked, Ground
from evaluator.passes.program import Norm, Program, Wording, of_program
from evaluator.words.nodes import Mapped
from evaluator.words.times import NEVER, midnight

Early = Mapping[tuple[str, str], Sequence[Telling]]


class Dormant(NamedTuple):
    """A norm that answers a question and is not in force; it begins or began on `begins`, or ended before `ended`."""

    norm: Norm
    begins: date | None
    ended: date | None


def dormant(asked: Asked, program: Program, at: int) -> list[Dormant]:
    """The norms that answer a question and have no version in force at `at` (µs), or under the law of the what-if."""
    found = []
    for norm in _answering(program, asked.question.name):
        if any(wording.since <= at < wording.until for wording in norm.wordings):
            continue
        zone = program.rulebook.calendars[norm.section.calendar].zone
        name = norm.id.removeprefix(norm.section.cite(norm.card.number)).strip()
        held = [version for version in norm.card.versions if (norm.kind, name) in version.constructs]
        days = [day for version in held if (day := version.compliance or version.effective) is not None]
        ahead = [d for d in days if (d > program.law if program.law is not None else midnight(d, zone) > at)]
        ends = [day for version in held if (day := _end(norm, version)) is not None]
        found.append(Dormant(norm, min(ahead, default=None), None if ahead else max(ends, default=None)))
    return found


def _end(norm: Norm, version: Version) -> date | None:
    """The day on which a version ended: its own, or that of the next text of its paragraph, which may have the norm no more."""
    later = norm.card.versions[norm.card.versions.index(version) + 1 :]
    following = (day for each in later if (day := each.compliance or each.effective) is not None)
    return version.until or next(following, None)


@of_program
def _answering(program: Program, question: str) -> list[Norm]:
    """The norms any version of which answers a question, in force or not."""
    return [norm for norm in program.norms.values() if question in _questions(norm)]


def _questions(norm: Norm) -> set[str]:
    name = norm.id.removeprefix(norm.section.cite(norm.card.number)).strip()
    trees = [v.constructs[norm.kind, name][1] for v in norm.card.versions if (norm.kind, name) in v.constructs]
    return {str(tree["question"]) for tree in trees if isinstance(tree, Mapped) and "question" in tree}


def early(program: Program, case: Case, known: int | None) -> Early:
    """The facts that came before the norms they would set off, by norm and by the party that the norm would bind."""
    triggers = _triggers(program)
    found: dict[tuple[str, str], list[Telling]] = {}
    events = (event for events in case.facts(known).told.values() for event in events)
    live = {(telling.id, telling.supposed) for event in events for telling in event}
    for telling in case.tellings:
        for id, fields, since in triggers.get(telling.kind, ()):
            if telling.time.last < since and (telling.id, telling.supposed) in live:
                for party in _named(telling, fields):
                    found.setdefault((id, party), []).append(telling)
    return found


@of_program
def _triggers(program: Program) -> dict[str, list[tuple[str, tuple[str, ...], int]]]:
    """By kind of fact, the burdens and duties that it sets off and that were not always there.

    Of each: its name, the fields that tell whom it binds, and its first instant (µs).
    """
    found: dict[str, list[tuple[str, tuple[str, ...], int]]] = {}
    for norm in program.norms.values():
        if norm.kind in ("burden", "duty") and norm.wordings and norm.wordings[0].since > NEVER:
            construct = norm.wordings[0].construct
            trigger = construct.before or construct.arises[0]
            if isinstance(trigger, Term) and not is_yearly(construct):  # that arises anew each year
                fields = tuple(test.field for test in trigger.tests if test.kind == "party")
                for kind in trigger.kinds:
                    found.setdefault(kind, []).append((norm.id, fields, norm.wordings[0].since))
    return found


def _named(telling: Telling, fields: Iterable[str]) -> list[str]:
    values = [telling.fields.get(name) for name in fields]
    return list(dict.fromkeys(p for value in values if isinstance(value, tuple) for p in value if p != ANY_PARTY))


def too_early(asked: Asked, grounds: Iterable[Ground], program: Program, before: Early) -> list[tuple[Telling, Norm]]:
    """The facts toward a question's target that came before a norm on which one of these grounds builds."""
    found: dict[tuple[str, str], tuple[Telling, Norm]] = {}
    for norm in (program.norms[id] for ground in grounds for id in _built_on(ground)):
        for telling in before.get((norm.id, asked.toward), ()):
            found.setdefault((telling.root, norm.id), (telling, norm))
    return list(found.values())


def _built_on(ground: Ground) -> Iterator[str]:
    for items in ground.wording.construct.conditions.values():
        for item in items:
            if isinstance(item, StatusItem):
                yield from item.norms


def limits(asked: Asked, program: Program) -> list[Norm]:
    """The prohibitions that prevail over what a question rests on: over its permissions, and over the duties that bind to such an act."""
    found = {norm.id: norm for norm in asked.limits}
    for duty in {position.norm.id: position.norm for position in asked.positions}.values():
        found |= {norm.id: norm for norm in _despite(program).get(duty.id, ()) if norm.id not in found}
    return list(found.values())


@of_program
def _despite(program: Program) -> dict[str, list[Norm]]:
    """For each burden or duty over which some prevail, the prohibitions of acts by which it is met or kept."""
    found: dict[str, list[Norm]] = {}
    for norm in program.norms.values():
        acts = {kind for term in norm.acts for kind in term.kinds}
        for id in dict.fromkeys(id for w in norm.wordings for id in w.construct.despite):
            meeting = {kind for w in program.norms[id].wordings for kind in _acts(w.construct)}
            if norm.kind == "prohibition" and acts & meeting:
                found.setdefault(id, []).append(norm)
    return found


def lasting(wording: Wording) -> bool:
    """Whether what prevails does so at all times: what does so for a while only is part of the answer while it does."""
    return wording.construct.within is None


def _acts(construct: Construct) -> Iterator[str]:
    """The kinds of act by which a duty is met or kept."""
    for item in (construct.done_by, *construct.kept_by):
        if isinstance(item, Term):
            yield from item.kinds
