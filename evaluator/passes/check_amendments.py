"""Warnings about amendments: a reading that a new version no longer consults, a norm that it drops and others still build on."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from evaluator.documents.terms import Construct, StatusItem
from evaluator.passes.issues import issue
from evaluator.passes.names import Names
from evaluator.passes.program import Norm, Program, Wording
from evaluator.passes.resolved import shared_construct
from evaluator.words.errors import Problem
from evaluator.words.times import EVER, local


def amendment_warnings(program: Program) -> Iterator[Problem]:
    """What an amendment may have lost: nothing here is wrong for sure."""
    names = Names(
        (n.id, n.section.name, n.card.number, n.id.removeprefix(f"{n.section.cite(n.card.number)} "))
        for n in program.norms.values()
    )
    for norm in program.norms.values():
        for before, after in pairwise(norm.wordings):
            yield from _lost(program, norm, before, after)
        for wording in norm.wordings:
            if wording.until < EVER and not any(each.since == wording.until for each in norm.wordings):
                yield from _dropped(program, names, norm, wording)


# -- readings


def _lost(program: Program, norm: Norm, before: Wording, after: Wording) -> Iterator[Problem]:
    """Readings that a construct written `as before except` no longer consults, itself or by its clocks."""
    if (norm.kind, after.construct.name) not in after.version.amended or before.version is after.version:
        return
    for reading in sorted(_consulted(program, before.construct) - _consulted(program, after.construct)):
        what = f"`{norm.id}` no longer consults the reading `{reading}`, as its former version did"
        help = (
            "what changes under `as before except` is written whole; if the amendment settles the reading, all is well"
        )
        yield issue("lost-reading", after.construct.place, what, help)


def _consulted(program: Program, construct: Construct) -> frozenset[str]:
    calendar, used = program.rulebook.calendars[construct.calendar], construct.readings
    for window in (construct.within, construct.begins, construct.to):
        day = ((1, "days"),) if window is not None and window.yearly is not None else ()
        for lengths in (window.lengths, window.at_least, day) if window is not None else ():
            named = window.counted_by if window is not None else None
            if all(name in calendar.clock_names for name in ([named] if named else [unit for _, unit in lengths])):
                clocks = calendar.clocks(lengths, named, program.readings)
                used |= frozenset(reading for clock in clocks for reading in clock.readings)
    return used


# -- norms


def _dropped(program: Program, names: Names, norm: Norm, last: Wording) -> Iterator[Problem]:
    """Norms in force after another ended that name it, where what they write names nothing else that is in force then."""
    again = min((each.since for each in norm.wordings if each.since > last.until), default=EVER)
    told = set()
    for other in program.norms.values():
        for wording in other.wordings:
            since, until = max(wording.since, last.until), min(wording.until, again)
            if other is norm or since >= until or other.id in told:
                continue
            for written in _named(program, other, wording):
                ids = names.find(written, other.section.name, other.card.number)
                if norm.id in ids and not any(_in_force(program.norms[id], since) for id in ids):
                    told.add(other.id)
                    day = local(last.until, program.rulebook.calendars[norm.section.calendar].zone).date()
                    what = f"the {norm.kind} `{norm.id}` ends on {day}, and `{other.id}` still builds on it then"
                    help = "what arose before that day stays; if nothing else is meant, amend the other norm too"
                    yield issue("dropped-norm", _ending(norm, last), what, help)


def _named(program: Program, norm: Norm, wording: Wording) -> Iterator[str]:
    """The norms on which a wording builds, as it writes them; to prevail over one that has ended does no harm."""
    written = wording.version.constructs[norm.kind, wording.construct.name]
    construct = shared_construct(program.rulebook, norm.section, norm.card, written, program.readings, [])
    for items in (*construct.conditions.values(), construct.kept_by):
        yield from (name for item in items if isinstance(item, StatusItem) for name in item.norms)
    yield from construct.only_after
    yield from (construct.deems[1],) if construct.deems else ()
    yield from (construct.extends,) if construct.extends else ()


def _in_force(norm: Norm, at: int) -> bool:
    return any(wording.since <= at < wording.until for wording in norm.wordings)


def _ending(norm: Norm, last: Wording) -> tuple[str, int, int]:
    """The version without the norm; where there is none, its own last one."""
    later = norm.card.versions[norm.card.versions.index(last.version) + 1 :]
    return next((version.place for version in later if version.effective is not None), last.version.place)
