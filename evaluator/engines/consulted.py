"""Which switches a norm or a question consults under a choice of readings, and the instances of which norms it reads."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from evaluator.documents.terms import Construct, Window
from evaluator.engines.rivals import rivals_of
from evaluator.engines.windows import readings_of
from evaluator.passes.lower import depends_on
from evaluator.passes.program import Norm, Program

STATED = ((1, "hours"), (1, "days"))  # a time that a document states may be either


class Consulted(NamedTuple):
    """Switches by name; norms by id."""

    switches: frozenset[str]
    norms: frozenset[str]


def by_norm(program: Program, id: str) -> Consulted:
    """What a norm consults itself, and through the norms about acts it builds on; what burdens and duties consult is theirs."""
    around = _around(program, program.norms[id])
    found = (name for each in around for w in each.wordings for name in _switches(program, w.construct))
    owed = (id for each in around for id in depends_on(each) if not program.norms[id].is_act)
    return Consulted(frozenset(found), frozenset(owed) - {id})


def by_question(program: Program, question: str) -> Consulted:
    """What a question consults: what every norm that answers it does, and the instances of its duties."""
    switches: set[str] = set()
    norms: set[str] = set()
    for norm in program.norms.values():
        if any(w.construct.question == question for w in norm.wordings):
            own = by_norm(program, norm.id)
            switches |= own.switches
            norms |= own.norms if norm.is_act else {*own.norms, norm.id}
    return Consulted(frozenset(switches), frozenset(norms))


def _around(program: Program, norm: Norm) -> list[Norm]:
    """The norms whose words are read together with one: what rides on it, prevails over it, comes before it, and acts it builds on."""
    found: dict[str, Norm] = {}
    ahead = [norm]
    while ahead:
        each = ahead.pop()
        if each.id in found:
            continue
        found[each.id] = each
        ahead += [*each.deemings, *each.extensions]
        ahead += [program.norms[id] for id in depends_on(each) if program.norms[id].is_act]
        if each.is_act:
            ahead += rivals_of(program)[each.id]
            ahead += [program.norms[id] for w in each.wordings for id in w.construct.only_after]
    return list(found.values())


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
    stated = STATED if window.stated_in and not window.printed else ()
    return {unit for _, unit in (*window.lengths, *window.at_least, *stated)}
