"""Endings: what it is that leaves the end of a window uncertain; the time of a letter, of its delivery, or the time it allows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TypeAlias

from evaluator.documents.case import RUNS_FROM, Telling
from evaluator.documents.terms import Window
from evaluator.passes.settle import Match, Position
from evaluator.passes.tell import Teller
from evaluator.words.times import EVER, MINUTE, Interval

Endings: TypeAlias = Mapping[tuple[str, Interval], str]
ALLOWED = "time allowed"  # the field in which a document states how long it gives
OWN = ("happened", "began")


def endings(positions: Iterable[Position], say: Teller) -> Endings:
    """What is not known, in words, for each uncertain end of a window that does not hang on the time of its own trigger.

    By the trigger's root and the end, as leaves name them.
    """
    found = {}
    for position in positions:
        window = position.wording.construct.within
        for match in position.matches if window is not None else ():
            end = match.ends[0] if match.ends else None
            if window is None or end is None or end.printed is not None or end.due.latest - end.due.earliest <= MINUTE:
                continue
            words = _cause(window, position, match, say)
            if words:
                found[match.trigger.root, end.due] = words
    return found


def _cause(window: Window, position: Position, match: Match, say: Teller) -> str:
    """What leaves the end open: a stated time that is not on file, or the start; nothing where that is the trigger's own or unknown."""
    if match.trigger.time.latest >= EVER:
        return ""
    named = {**position.names, **dict.fromkeys(_names(position, match), match.trigger)}
    stated = named.get(window.stated_in)
    lengths = bool(window.lengths) or (isinstance(stated, Telling) and isinstance(stated.fields.get(ALLOWED), tuple))
    if isinstance(stated, Telling) and not lengths:
        return f'"{ALLOWED}" of {say.fact(say.document(stated))}'
    source = named.get(window.of or window.stated_in, match.trigger)
    return _start(window, source, say) if isinstance(source, Telling) else ""


def _names(position: Position, match: Match) -> Iterator[str]:
    """The names under which the trigger goes, as this telling tells it."""
    for name, each in position.names.items():
        if isinstance(each, Telling) and each.root == match.trigger.root:
            yield name


def _start(window: Window, source: Telling, say: Teller) -> str:
    """Which time it runs from, where that is not the fact's own."""
    fact = say.fact(say.document(source))
    for name in window.starts_at or OWN:
        if name in OWN:
            return ""
        value = source.fields.get(name)
        if isinstance(value, Interval):
            return _moment(name, value, source, say)
    return f'"{window.starts_at[0]}" of {fact}'


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
