"""What can be said of act norms whatever the case: which prevail over which, and what their conditions can tell apart."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import Any

from evaluator.documents.cards import LAYERS
from evaluator.documents.questions import Question
from evaluator.documents.terms import DEADLINE_OF, Construct, JudgementItem, StatusItem, Term, deep
from evaluator.passes.program import Norm, Program, Wording, of_program


@of_program
def rivals_of_supposed(program: Program, norm: Norm, question: Question) -> list[tuple[Norm, Wording, Term]]:
    """The wordings that prevail over a norm for the act a question supposes: those whose every plain field it fixes so."""
    found = []
    kind, fixed = question.act or ("", {})
    for rival in rivals_of(program)[norm.id]:
        for wording in rival.wordings:
            term = wording.construct.act
            if term is not None and kind in term.kinds:
                plain = [test for test in term.tests if test.kind in ("one of", "all of")]
                if all(test.field in fixed and fixed[test.field] in test.wanted for test in plain):
                    found.append((rival, wording, term))
    return found


def told_apart(program: Program, construct: Construct, names: Mapping[str, Any]) -> tuple[object, ...]:
    """What tells one use of a construct from another: the facts, each as it is told, and the parties that its conditions refer to."""
    needed = program.plans.get(construct)
    if needed is None:
        needed = program.plans[construct] = needs(program, construct)
    return (construct, *map(names.get, needed))


@of_program
def answering(program: Program, norm: Norm, question: Question) -> list[tuple[Wording, Term, bool]]:
    """The wordings of a norm about acts that may answer a question, each with its act, and whether a norm may prevail over it there."""
    rivalled = bool(rivals_of_supposed(program, norm, question))
    return [
        (wording, wording.construct.act, rivalled)
        for wording in norm.wordings
        if wording.construct.question == question.name
        and wording.construct.act is not None
        and _supposes(question, wording.construct.act)
    ]


def _supposes(question: Question, term: Term) -> bool:
    """Whether the act a question supposes may be a norm's act: its fixed fields must fit, the others are as the norm asks."""
    if question.act is None:
        return True
    kind, fixed = question.act
    plain = [test for test in term.tests if test.field in fixed and test.kind in ("one of", "all of")]
    return kind in term.kinds and all(fixed[test.field] in test.wanted for test in plain)


@of_program
def prevailing(program: Program, norm: Norm, kind: str) -> list[tuple[Norm, Wording, Term]]:
    """The wordings that may prevail over a norm for an act on record of a kind, each with its act by itself."""
    found = [
        (rival, wording, wording.construct.alone) for rival in rivals_of(program)[norm.id] for wording in rival.wordings
    ]
    return [(rival, wording, term) for rival, wording, term in found if term is not None and kind in term.kinds]


def set_off(program: Program, kinds: Collection[str], only: Collection[str] | None = None) -> list[Norm]:
    """The norms (of those named in `only`, if any are) that facts of these kinds may set off; no other is looked at."""
    if only is not None:
        return [norm for norm in map(program.norms.__getitem__, only) if not norm.set_off_by.isdisjoint(kinds)]
    if "set off" not in program.plans:
        waiting: dict[str, list[int]] = {}
        for number, norm in enumerate(program.norms.values()):
            for kind in norm.set_off_by:
                waiting.setdefault(kind, []).append(number)
        program.plans["set off"] = (waiting, tuple(program.norms.values()))
    numbers, norms = program.plans["set off"]
    return [norms[number] for number in sorted({number for kind in kinds for number in numbers.get(kind, ())})]


def _told_apart_by(construct: Construct) -> set[str]:
    """The names by which instances of a burden or duty are told apart: its trigger and the parties that binds."""
    trigger = construct.act or construct.before or construct.arises[0]
    assert isinstance(trigger, Term)
    own = set() if construct.act is not None else {trigger.name}
    return own | {name for test in trigger.tests if test.kind == "party" for name in test.wanted}


def needs(program: Program, construct: Construct) -> tuple[str, ...]:
    """The names that the trigger and conditions of a construct refer to, and those on which it meets other norms."""
    used: set[str] = set()
    items = list(deep([*construct.arises, *(item for group in construct.conditions.values() for item in group)]))
    for item in items:
        used |= {n for relation in item.relations for n in relation.names}
        ends = (n.removeprefix(DEADLINE_OF) for relation in item.relations for n in relation.names)
        for norm in (program.norms[id] for id in ends if id in program.norms):
            used = used.union(*(_told_apart_by(w.construct) for w in norm.wordings))
        if isinstance(item, StatusItem):
            used |= {*item.names.values()}.union(
                *(_told_apart_by(w.construct) for id in item.norms for w in program.norms[id].wordings)
            )
        elif isinstance(item, JudgementItem):
            used |= set(item.about)
        else:
            used |= {name for test in item.tests for name in test.wanted} | {item.name}
    act = construct.joined
    if act is not None:
        used |= {act.name, *(name for test in act.tests for name in test.wanted)}
    if any(isinstance(item, JudgementItem) or (isinstance(item, Term) and item.judged) for item in items):
        used.add(construct.bearer or "")  # whose own word may count
    return tuple(sorted(used & construct.names))


@of_program
def rivals_of(program: Program) -> dict[str, list[Norm]]:
    """For each act norm, those that prevail over it."""
    acts = [norm for norm in program.norms.values() if norm.is_act]
    return {norm.id: rivals(norm, acts) for norm in acts}


def rivals(norm: Norm, norms: Iterable[Norm]) -> list[Norm]:
    """The norms of opposite effect that prevail over this one: an edge says so, or their layer is higher."""
    found = []
    for other in norms:
        if (
            not other.is_act
            or (other.kind == "prohibition") == (norm.kind == "prohibition")
            or other.acts_on.isdisjoint(norm.acts_on)
        ):
            continue
        if any(norm.id in w.construct.despite for w in other.wordings) or (
            not any(other.id in w.construct.despite for w in norm.wordings) and _higher(other, norm)
        ):
            found.append(other)
    return found


def _higher(a: Norm, b: Norm) -> bool:
    return LAYERS.index(a.section.layer) < LAYERS.index(b.section.layer)
