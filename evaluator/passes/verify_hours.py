"""Hours of the day as the proof checker reads them off a fact: a noted hour, told zones, or the zones of parties named for it."""

from __future__ import annotations

from zoneinfo import ZoneInfo

from evaluator.documents.case import REDACTED, Facts, Telling
from evaluator.documents.terms import Test
from evaluator.documents.vocabulary import Vocabulary
from evaluator.passes.verify_nodes import NO, OPEN, YES
from evaluator.words.hours import parse_hours, shown, somewhere


def hour(test: Test, telling: Telling, vocabulary: Vocabulary, facts: Facts) -> tuple[str, str]:
    """Whether it was one of the hours asked for where it happened; and what a proof says of why that is open."""
    asked, told = parse_hours(test.wanted[0]), telling.fields.get(test.field)
    if told is REDACTED:
        return OPEN, "redacted"
    values = (told,) if isinstance(told, str) else told
    if values is not None and values[0][0] in "0123456789":
        return _word(shown(asked, values[0])), "hour"
    if values is not None:
        zones = [ZoneInfo(value) for value in values]
    else:
        field = vocabulary.kinds[telling.kind].fields.get(test.field)
        lists = [telling.fields.get(name) for name in (field.options if field is not None else ())]
        people = [facts.parties.get(id) for ids in lists if isinstance(ids, tuple) for id in ids]
        if not people or any(party is None or party.zone is None for party in people):
            return OPEN, "absent"
        zones = [party.zone for party in people if party is not None and party.zone is not None]
    return _word(somewhere(asked, telling.time, zones)), "hour"


def _word(answers: frozenset[bool]) -> str:
    return OPEN if len(answers) > 1 else YES if True in answers else NO
