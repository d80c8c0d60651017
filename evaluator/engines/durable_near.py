"""How near two facts lie: within a length before or after, as orders in time and, beside what is only supposed, as a clock."""

from __future__ import annotations

from zoneinfo import ZoneInfo

from evaluator.documents.case import Telling
from evaluator.documents.terms import Relation
from evaluator.engines.durable_sheet import Cell, Sheet
from evaluator.words.lookback import lapse, since, through
from evaluator.words.times import Interval
from evaluator.words.truth import NO


def near(sheet: Sheet, telling: Telling, relation: Relation, other: Telling | None, zone: ZoneInfo) -> Cell:
    """A fact lies within a length of another; where that is only supposed (None), of the instant the sheet is read at."""
    amount, unit = relation.lengths[0]
    if other is not None and telling.root == other.root:
        return NO  # nothing comes near itself
    if other is None:
        return _before_now(sheet, telling, amount, unit, zone) if relation.side == "before" else NO
    reach = since if relation.side == "before" else through
    first, last = (reach(us, amount, unit, zone) for us in (other.time.earliest, other.time.latest - 1))
    edge = Interval(first, last + 1)
    if relation.side == "after":
        return sheet.every([sheet.before(other.time, telling.time), sheet.no(sheet.before(edge, telling.time))])
    begun = sheet.before(telling.time, other.time)
    if telling.period and telling.ended is None:  # it goes on
        return begun
    end = telling.ended if telling.ended is not None else telling.time
    return sheet.every([begun, sheet.no(sheet.before(end, edge))])


def _before_now(sheet: Sheet, telling: Telling, amount: int, unit: str, zone: ZoneInfo) -> Cell:
    """It came strictly before the instant read at, and not too long before."""
    begins, sure = telling.time.earliest + 1, telling.time.latest
    if telling.period and telling.ended is None:
        return sheet.clock(begins, sure)
    end = telling.ended if telling.ended is not None else telling.time
    unsure, ends = (lapse(us, amount, unit, zone) for us in (end.earliest, end.latest - 1))
    return sheet.clock(begins, sure, ends, unsure)
