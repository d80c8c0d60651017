"""Which switches a norm or a question consults under a choice of readings, and the instances of which norms it reads."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from evaluator.documents.terms import Construct, Window
from evaluator.engines.rivals import is_act, rivals_of
from evaluator.engines.windows import readings_of
from evaluator.passes.lower import depends_on
from evaluator.passes.program import Norm, Program

STATED = ((1, "hours"), (1, "days"))  # a time that a document states may be either


class Consulted(NamedTuple):
    """Switches by name; norms by id."""

    switches: frozenset[str]
    norms: frozenset[str]


def by_norm(program: Program, id: str) -> Consulted:
    """What a norm consults itself; what the norms it builds on consult is theirs."""
    around = list(_around(program, program.norms[id]))
    found = (name for each in around for w in each.wordings for name in _switches(program, w.construct))
    return Consulted(frozenset(found), frozenset(id for each in around for id in depends_on(each)) - {id})


def by_question(program: Program, question: str) -> Consulted:
    """What a question consults: through its permissions and powers whatever they do, through its duties their instances."""
    switches: set[str] = set()
    norms: set[str] = set()
    for norm in program.norms.values():
        if any(w.construct.question == question for w in norm.wordings):
            own = by_norm(program, norm.id) if is_act(norm) else Consulted(frozenset(), frozenset({norm.id}))
            switches |= own.switches
            norms |= own.norms
    return Consulted(frozenset(switches), frozenset(norms))


def _around(program: Program, norm: Norm) -> Iterator[Norm]:
    """The norms whose words are read together with one: what rides on it, what prevails over it, what comes before it."""
    near = [norm]
    if is_act(norm):
        near += rivals_of(program)[norm.id]
        near += [program.norms[id] for w in norm.wordings for id in w.construct.only_after]
    for each in near:
        yield from (each, *each.deemings, *each.extensions)


def _switches(program: Program, construct: Construct) -> set[str]:
    calendar = program.rulebook.calendars[construct.calendar]
    used = set(readings_of(program, construct))
    for window in (construct.within, construct.begins, construct.to):
        counted = window.counted_by if window is not None else None
        for unit in _units(window):
            if (counted or unit) in calendar.clock_names:
                used |= calendar.clock(counted or unit, program.readings).readings
    return used


def _units(window: Window | None) -> Iterable[str]:
    if window is None:
        return ()
    stated = STATED if window.printed or window.stated_in else ()
    return {unit for _, unit in (*window.lengths, *window.at_least, *stated)}
