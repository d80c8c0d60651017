"""Hours of the day where something happened, as far as a fact tells the hour or the place."""

from __future__ import annotations

from collections.abc import Mapping
from zoneinfo import ZoneInfo

from evaluator.documents.case import REDACTED, Party, Telling
from evaluator.documents.terms import Test
from evaluator.documents.vocabulary import Vocabulary
from evaluator.words.hours import Answers, parse_hours, shown, somewhere
from evaluator.words.truth import NO, OPEN, YES, Truth

UNSURE = "hour"  # the place or the hour is told, and not well enough


def local_hour(test: Test, telling: Telling, vocabulary: Vocabulary, parties: Mapping[str, Party]) -> tuple[Truth, str]:
    """Whether the clock showed one of the hours asked for where it happened; where that is open, why.

    An hour that was noted counts as it is; a zone, or each of several it may have been in, with the time of the fact; where nothing is
    told, the zones of the parties that the vocabulary names for it.
    """
    hours, value = parse_hours(test.wanted[0]), telling.fields.get(test.field)
    if value is REDACTED:
        return OPEN, "redacted"
    if value is None:
        field = vocabulary.kinds[telling.kind].fields.get(test.field)
        zones = _zones(telling, field.options if field is not None else (), parties)
        return (_truth(somewhere(hours, telling.time, zones)), UNSURE) if zones else (OPEN, "absent")
    told = value if isinstance(value, str) else value[0]
    if told[:1].isdigit():
        return _truth(shown(hours, told)), UNSURE
    return _truth(somewhere(hours, telling.time, [ZoneInfo(name) for name in value])), UNSURE


def _zones(telling: Telling, fields: tuple[str, ...], parties: Mapping[str, Party]) -> list[ZoneInfo]:
    """The zones of all parties in these fields; none where one of them has no zone that is known."""
    named = [id for name in fields if isinstance(ids := telling.fields.get(name), tuple) for id in ids]
    zones = [parties[id].zone if id in parties else None for id in named]
    return [zone for zone in zones if zone is not None] if None not in zones else []


def _truth(answers: Answers) -> Truth:
    return OPEN if len(answers) > 1 else YES if True in answers else NO
