"""Look-back and look-forward: how far a length reaches from an instant, counted plainly.

Hours are hours that pass. Days, months and years go by the calendar day in one zone, that day whole: a month back or ahead
is the same day of the month, in a shorter month its last day. Nothing moves for a holiday. Instants are µs since 1970, UTC.
"""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta
from zoneinfo import ZoneInfo

from evaluator.words.times import EVER, FIRST, HOUR, LAST, NEVER, local, midnight

UNITS = ("hours", "days", "months", "years")
ONE_DAY = timedelta(days=1)


def moved(day: date, amount: int, unit: str) -> date:
    """A day so many days, months or years later; earlier if negative."""
    if unit == "days":
        return day + timedelta(days=amount)
    years, month = divmod(day.month - 1 + amount * (12 if unit == "years" else 1), 12)
    year, month = day.year + years, month + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))


def since(us: int, amount: int, unit: str, zone: ZoneInfo) -> int:
    """The first instant that lies within a length before an instant."""
    if not FIRST < us < LAST:
        return NEVER if us <= FIRST else EVER
    if unit == "hours":
        return us - amount * HOUR
    return midnight(moved(local(us, zone).date(), -amount, unit), zone)


def through(us: int, amount: int, unit: str, zone: ZoneInfo) -> int:
    """The last instant that lies within a length after an instant."""
    if not FIRST < us < LAST:
        return NEVER if us <= FIRST else EVER
    if unit == "hours":
        return us + amount * HOUR
    return midnight(moved(local(us, zone).date(), amount, unit) + ONE_DAY, zone) - 1


def lapse(us: int, amount: int, unit: str, zone: ZoneInfo) -> int:
    """The first instant before which, by that length, an instant no longer lies."""
    if not FIRST < us < LAST:
        return NEVER if us <= FIRST else EVER
    if unit == "hours":
        return us + amount * HOUR + 1
    own = local(us, zone).date()
    day = moved(own, amount, unit)
    while moved(day, -amount, unit) > own:
        day -= ONE_DAY
    while moved(day, -amount, unit) <= own:
        day += ONE_DAY
    return midnight(day, zone)
