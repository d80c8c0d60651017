"""What can be said of act norms whatever the case: which prevail over which, and what their conditions can tell apart."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from functools import cache
from typing import Any

from evaluator.documents.cards import LAYERS
from evaluator.documents.leaves import InForce
from evaluator.documents.questions import Question
from evaluator.documents.terms import DEADLINE_OF, Construct, JudgementItem, StatusItem, Term, Test, deep
from evaluator.passes.program import Norm, Program, Wording
from evaluator.words.formula import Some


@cache
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


def is_act(norm: Norm) -> bool:
    """Whether a norm is about acts: a prohibition, permission or power."""
    return norm.kind in ("prohibition", "permission", "power")


def told_apart(program: Program, construct: Construct, names: Mapping[str, Any]) -> tuple[object, ...]:
    """What tells one use of a construct from another: the facts, each as it is told, and the parties that its conditions refer to."""
    return (construct, *[names.get(name) for name in needs(program, construct)])


@cache
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


@cache
def prevailing(program: Program, norm: Norm, kind: str) -> list[tuple[Norm, Wording, Term]]:
    """The wordings that may prevail over a norm for an act on record of a kind, each with its act by itself."""
    found = [
        (rival, wording, alone(wording.construct))
        for rival in rivals_of(program)[norm.id]
        for wording in rival.wordings
    ]
    return [(rival, wording, term) for rival, wording, term in found if term is not None and kind in term.kinds]


@cache
def set_off_by(norm: Norm) -> frozenset[str]:
    """The kinds of fact that set a burden or duty off, or that a norm about acts may judge; of any other norm, none."""
    if norm.kind not in ("burden", "duty") and not is_act(norm):
        return frozenset()
    constructs = [wording.construct for wording in norm.wordings]
    terms = [c.act if is_act(norm) else c.before or c.arises[0] for c in constructs]
    return frozenset(kind for term in terms if isinstance(term, Term) for kind in term.kinds)


def set_off(program: Program, kinds: Collection[str], only: Collection[str] | None = None) -> list[Norm]:
    """The norms (of those named in `only`, if any are) that facts of these kinds may set off; no other is looked at."""
    if only is not None:
        return [norm for norm in map(program.norms.__getitem__, only) if not set_off_by(norm).isdisjoint(kinds)]
    if "set off" not in program.plans:
        waiting: dict[str, list[int]] = {}
        for number, norm in enumerate(program.norms.values()):
            for kind in set_off_by(norm):
                waiting.setdefault(kind, []).append(number)
        program.plans["set off"] = (waiting, tuple(program.norms.values()))
    numbers, norms = program.plans["set off"]
    return [norms[number] for number in sorted({number for kind in kinds for number in numbers.get(kind, ())})]


@cache
def acts_of(norm: Norm) -> tuple[Term, ...]:
    """The acts that a norm about acts is about, in one of its wordings or another."""
    return tuple(dict.fromkeys(w.construct.act for w in norm.wordings if w.construct.act is not None))


@cache
def in_force(wording: Wording) -> InForce:
    """That a wording is in force at the instant read at."""
    return InForce(wording.construct.citation, wording.since, wording.until)


@cache
def one_in_force(norms: tuple[Norm, ...]) -> Some:
    """That a wording of one of the norms is in force at the instant read at."""
    return Some([in_force(wording) for norm in norms for wording in norm.wordings])


def _told_apart_by(construct: Construct) -> set[str]:
    """The names by which instances of a burden or duty are told apart: its trigger and the parties that binds."""
    trigger = construct.act or construct.before or construct.arises[0]
    assert isinstance(trigger, Term)
    own = set() if construct.act is not None else {trigger.name}
    return own | {name for test in trigger.tests if test.kind == "party" for name in test.wanted}


@cache
def joined(construct: Construct) -> Term | None:
    """The act of a norm, if it shares a field with a fact that the norm arises from."""
    act, given = construct.act, {item.name for item in construct.arises if isinstance(item, Term)}
    return act if act is not None and any(_shares(test, given) for test in act.tests) else None


@cache
def alone(construct: Construct) -> Term | None:
    """The act of a norm by itself: what it shares with a fact that the norm arises from is looked at with that fact."""
    act, given = construct.act, {item.name for item in construct.arises if isinstance(item, Term)}
    return act and replace(act, tests=tuple(test for test in act.tests if not _shares(test, given)))


def _shares(test: Test, given: Collection[str]) -> bool:
    return test.kind in ("same", "fact", "field of") and test.wanted[0] in given


@cache
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
    act = joined(construct)
    if act is not None:
        used |= {act.name, *(name for test in act.tests for name in test.wanted)}
    if any(isinstance(item, JudgementItem) or (isinstance(item, Term) and item.judged) for item in items):
        used.add(construct.bearer or "")  # whose own word may count
    return tuple(sorted(used & construct.names))


@cache
def rivals_of(program: Program) -> dict[str, list[Norm]]:
    """For each act norm, those that prevail over it."""
    return {norm.id: rivals(norm, program.norms.values()) for norm in program.norms.values() if is_act(norm)}


def rivals(norm: Norm, norms: Iterable[Norm]) -> list[Norm]:
    """The norms of opposite effect that prevail over this one: an edge says so, or their layer is higher."""
    found = []
    for other in norms:
        if (
            not is_act(other)
            or (other.kind == "prohibition") == (norm.kind == "prohibition")
            or not _acts_of(other) & _acts_of(norm)
        ):
            continue
        if any(norm.id in w.construct.despite for w in other.wordings) or (
            not any(other.id in w.construct.despite for w in norm.wordings) and _higher(other, norm)
        ):
            found.append(other)
    return found


def _acts_of(norm: Norm) -> set[str]:
    return {kind for w in norm.wordings if w.construct.act for kind in w.construct.act.kinds}


def _higher(a: Norm, b: Norm) -> bool:
    return LAYERS.index(a.section.layer) < LAYERS.index(b.section.layer)
