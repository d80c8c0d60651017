"""Endings: what it is that leaves the end of a window uncertain; the time of a letter, of its delivery, the time it allows, or a zone."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TypeAlias

from evaluator.documents.case import REDACTED, RUNS_FROM, Telling
from evaluator.documents.terms import Construct, Window
from evaluator.passes.program import Program
from evaluator.passes.settle import Match, Position
from evaluator.passes.tell import Ending, Teller, listed
from evaluator.words.times import EVER, MINUTE, NEVER, Interval

ALLOWED = "time allowed"  # the field in which a document states how long it gives
STATED = ("stated due", "due", ALLOWED)  # the fields in which a time may be stated, the first before the next
IN_A_DEMAND = {ALLOWED: "within"}  # what a demand calls it
OWN = ("happened", "began")
GRANTED = "the day to which more time was granted"


Endings: TypeAlias = Mapping[tuple[str, Interval], Ending]


def endings(positions: Iterable[Position], say: Teller, program: Program) -> Endings:
    """What is not known for each uncertain end of a window that does not hang on the time of its own trigger.

    By the trigger's root and the end, as leaves name them.
    """
    found = {}
    for position in positions:
        window = position.wording.construct.within
        for match in position.matches if window is not None else ():
            for more in match.ends[1:]:
                if more.due == Interval(NEVER, EVER):
                    found[match.trigger.root, more.due] = Ending(GRANTED)
            end = match.ends[0] if match.ends else None
            if window is None or end is None or end.printed is not None or end.due.latest - end.due.earliest <= MINUTE:
                continue
            ending = _cause(window, position, match, say, program)
            if ending.words:
                found[match.trigger.root, end.due] = ending
    return found


def _cause(window: Window, position: Position, match: Match, say: Teller, program: Program) -> Ending:
    """What leaves the end open: a stated time that is not on file, the start, a zone; nothing where it is the trigger's own or unknown."""
    if match.trigger.time.latest >= EVER:
        return Ending("")
    named = {**position.names, **dict.fromkeys(_names(position, match), match.trigger)}
    stated = named.get(window.stated_in)
    fields = stated.fields if isinstance(stated, Telling) else {}
    allowed = fields.get(ALLOWED) if not window.printed else None
    given = allowed if isinstance(allowed, tuple) and allowed else window.lengths
    blacked = next((name for name in STATED[: -1 if window.printed else None] if fields.get(name) is REDACTED), "")
    if isinstance(stated, Telling) and (not given or (blacked and given is not allowed)):
        demand = stated.derived_from and blacked
        name, fact = (
            (IN_A_DEMAND.get(blacked, blacked), stated) if demand else (blacked or ALLOWED, say.document(stated))
        )
        return Ending(f'"{name}" of {say.fact(fact)}')
    source = named.get(window.of or window.stated_in, match.trigger)
    if not isinstance(source, Telling):
        return Ending("")
    words, time = _start(window, source, say)
    ends = _by_place(position.wording.construct, window, given, time, position.names, say, program)
    if len(set(ends)) < 2:
        return Ending(words)
    party = str(position.names.get(position.wording.construct.bearer or "", ""))
    zone = f"the zone of {say.party(party)}"
    if all(due.latest - due.earliest <= MINUTE for due in ends):
        return Ending(zone, party)
    return Ending(listed((words or f"{say.unknown(time)} of {say.fact(say.document(source))}", zone)), party)


def _names(position: Position, match: Match) -> Iterator[str]:
    """The names under which the trigger goes, as this telling tells it."""
    for name, each in position.names.items():
        if isinstance(each, Telling) and each.root == match.trigger.root:
            yield name


def _by_place(
    construct: Construct, window: Window, lengths: tuple[tuple[int, str], ...], start: Interval,
    names: Mapping[str, object], say: Teller, program: Program,
) -> list[Interval]:  # fmt: skip
    """The ends there may be for a window counted where the bearer's office is, if it is not known where that is."""
    party = say.case.parties.get(str(names.get(construct.bearer or "", "")))
    calendar, readings = program.rulebook.calendars[construct.calendar], program.readings
    if (party is not None and party.zone is not None) or not lengths:
        return []
    clocks = calendar.clocks(lengths, window.counted_by, readings)
    offices = {office.key: office for clock in clocks for office in clock.counting.offices}
    return [calendar.stated(start, lengths, window.counted_by, readings, office) for office in offices.values()]


def _start(window: Window, source: Telling, say: Teller) -> tuple[str, Interval]:
    """Which time it runs from, where that is not the fact's own, in words; and that time."""
    for name in window.starts_at or OWN:
        if name in OWN:
            return "", source.time
        value = source.fields.get(name)
        if isinstance(value, Interval):
            return _moment(name, value, source, say), value
    return f'"{window.starts_at[0]}" of {say.fact(say.document(source))}', Interval(source.time.earliest, EVER)


def _moment(name: str, value: Interval, source: Telling, say: Teller) -> str:
    """What is not known of the time in a field; the field of a demand holds the time of another fact, or of a field of its document."""
    document = say.document(source)
    if name != RUNS_FROM:
        return f'{say.unknown(value)} of "{name}" of {say.fact(document)}'
    fact = say.case.telling(source.clock) if source.clock else None
    if fact is not None:
        return f"{say.unknown(value)} of {say.fact(fact)}"
    field = next((field for field, time in document.fields.items() if time == value), None)
    if field is not None:
        return f'{say.unknown(value)} of "{field}" of {say.fact(document)}'
    return f"the start of the time for {say.fact(source)}" if value.latest >= EVER else ""
