"""Time as integers: microseconds since 1970-01-01T00:00Z; an uncertain time is an interval, as wide as it was written.

Elapsed hours are counted on these integers: adding to a zoned `datetime` moves the hands of its clock instead.
"""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time, timedelta, timezone
from functools import lru_cache
from typing import NamedTuple
from zoneinfo import ZoneInfo, available_timezones

from evaluator.words.errors import TimeProblem, advise, nearest

NEVER, EVER = -(10**17), 10**17  # the open ends, far outside every year that can be written
SECOND = 1_000_000
MINUTE = 60 * SECOND
HOUR = 60 * MINUTE
UNITS = ("hours", "days", "business days", "months", "years")

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_YEARS = range(1900, 2201)
_MOST = {"years": 100}
_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
_WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")  # strftime would speak the language of the machine
_SHORT = re.compile(
    r"(?:[ECMPH][SD]T|[A-Z]{3,4}|Etc/GMT[+-].*)(?<!UTC)(?<!GMT)"
)  # `EST`, and signs that are turned round
_LEAVE_OUT = "a time that was blacked out is not known: leave it out"
_SUCH_AS = "for instance `2022-07-08`, `2022-07-08T15:00`, or `2022-07-08T15:00-04:00` with its offset"
_SUCH_A_DAY = "for instance `2022-07-08`"
_SUCH_AN_INSTANT = "for instance `2022-07-08T15:00-04:00`"
_STAMP = re.compile(
    r"(?P<day>\d{4}-\d{2}-\d{2})"
    r"(?:[T ](?P<hour>\d{2}):(?P<minute>\d{2})(?::(?P<second>\d{2})(?:\.(?P<fraction>\d+))?)?)?"
    r"(?P<offset>Z|[+-]\d{2}:\d{2})?",
    re.ASCII,
)
_LENGTH = re.compile(r"(?P<amount>\d{1,30}) (?P<unit>\D+)", re.ASCII)


class Interval(NamedTuple):
    """Every instant a time may have been, half-open `[earliest, latest)`; an exact instant is one microsecond wide."""

    earliest: int
    latest: int

    @property
    def last(self) -> int:
        """The last instant it may have been."""
        return self.latest - 1


class _Stamp(NamedTuple):
    """One date or time as it was written; `wall` is naive, `width` is 0 for a date, else microseconds."""

    text: str
    wall: datetime
    width: int
    offset: timezone | None


def micro(moment: datetime) -> int:
    """The microseconds since the epoch of an aware `datetime`."""
    return (moment - _EPOCH) // timedelta(microseconds=1)


def local(us: int, zone: ZoneInfo) -> datetime:
    """The aware `datetime` that clocks in `zone` show at `us`."""
    return (_EPOCH + timedelta(microseconds=us)).astimezone(zone)


def midnight(day: date, zone: ZoneInfo) -> int:
    """The first instant of `day` in `zone`."""
    return micro(datetime.combine(day, time(), tzinfo=zone))


def day_of(day: date, zone: ZoneInfo) -> Interval:
    """The whole of `day` in `zone`; a day that the zone leapt over raises `TimeProblem`."""
    whole = Interval(midnight(day, zone), midnight(day + timedelta(days=1), zone))
    if whole.earliest >= whole.latest:
        raise TimeProblem(f"there was no `{day}` in {zone.key}", "the zone leapt over it; take the day before or after")
    return whole


def parse_time(text: str, zone: ZoneInfo | None) -> Interval:
    """The interval that a written time covers; a time without an offset is read in `zone`.

    A date is its day, hour and minute are that minute, anything to the second is exact; `before X` and `after X` are
    open at one end; `X to Y` runs from the start of X to the end of Y. An hour that the clock shows twice covers both.
    Raises `TimeProblem`.
    """
    if text.startswith("before "):
        return Interval(NEVER, _covered(_stamp(text[len("before ") :]), zone).earliest)
    if text.startswith("after "):
        return Interval(_covered(_stamp(text[len("after ") :]), zone).latest, EVER)
    if " to " in text:
        start, end = (_covered(_stamp(part), zone) for part in text.split(" to ", 1))
        if start.earliest >= end.latest:
            raise TimeProblem(f"`{text}` ends before it starts", "put the earlier time first")
        return Interval(start.earliest, end.latest)
    return _covered(_stamp(text), zone)


def parse_instant(text: str, zone: ZoneInfo | None, such_as: str = _SUCH_AN_INSTANT) -> int:
    """The one instant that `text` names, in microseconds; hour and minute are taken as exact.

    Raises `TimeProblem` for a bare date, a range, and an hour that the clock shows twice; with the advice `such_as` for what is no time.
    """
    stamp = _stamp(text, such_as)
    if not stamp.width:
        if zone is None:
            raise TimeProblem(f"`{text}` is a day, not an instant", "for instance `2022-07-08T00:00-04:00`")
        first, end = (local(us, zone).isoformat() for us in day_of(stamp.wall.date(), zone))
        raise TimeProblem(f"`{text}` is a day, not an instant", f"its first instant is `{first}`, its end `{end}`")
    first_reading, second_reading = _readings(stamp, zone)
    if first_reading != second_reading and zone is not None:
        either = " or ".join(f"`{local(us, zone).isoformat()}`" for us in (first_reading, second_reading))
        raise TimeProblem(f"the clock in {zone.key} shows `{text}` twice", f"say which: {either}")
    return first_reading


def parse_date(text: str, such_as: str = _SUCH_A_DAY) -> date:
    """The day that `text` names; raises `TimeProblem` for anything that is no bare date, with the advice `such_as` for what is no time."""
    stamp = _stamp(text, such_as)
    if stamp.width:
        raise TimeProblem(f"`{text}` is more than a day", f"write the date alone, {_SUCH_A_DAY}")
    return stamp.wall.date()


# Instants that a calendar can show; what lies beyond came from an open end.
FIRST, LAST = -62_000_000_000 * SECOND, EVER - 1


def parse_length(text: str) -> tuple[tuple[int, str], ...]:
    """Amounts with their units, in plural, in the order in which they run: `60 days then 10 business days`."""
    return tuple(_length(part, text) for part in text.split(" then "))


@lru_cache(4096)
def rfc3339(us: int) -> str:
    """`us` in UTC as RFC 3339, microseconds only where there are any; an open end is `..`."""
    if not FIRST < us < LAST:
        return ".."
    return (_EPOCH + timedelta(microseconds=us)).isoformat().replace("+00:00", "Z")


def spoken(us: int, zone: ZoneInfo, *, end: bool = False) -> str:
    """`us` for people, as clocks in `zone` show it: `Thu 7 July 2022 12:00 EDT`.

    One microsecond past a whole second is "after" it, one short of it is that second, and at midnight "the end of" the
    day before. With `end`, midnight itself also closes the day before it.
    """
    if not FIRST < us < LAST:
        return "the beginning of time" if us <= FIRST else "the end of time"
    rest = us % SECOND
    if rest == 1:
        return f"after {_shown(local(us - 1, zone))}"
    short = rest == SECOND - 1
    moment = local(us + short, zone)
    if (short or end) and moment.time() == time():
        return f"the end of {_day_shown(moment.date() - timedelta(days=1))}"
    return _shown(moment)


def round_end(us: int) -> int:
    """An end that is itself outside (µs UTC), or the round instant, still inside, that it lies one microsecond past."""
    return us - (us % SECOND == 1)


def zone_named(text: str) -> ZoneInfo:
    """The time zone of that name in the tz database; raises `TimeProblem` with the nearest name."""
    if _SHORT.fullmatch(text):
        what = f"`{text}` is no place whose clocks are meant: it keeps one offset all year, and has no summer time"
        raise TimeProblem(what, "for instance `America/New_York`; a fixed offset is written with each time")
    try:
        if text and text != "localtime":
            return ZoneInfo(text)
    except (KeyError, ValueError, OSError):  # not found; not a possible name; a folder of the database
        pass
    near = nearest(text, available_timezones())
    advice = f"did you mean `{near}`?" if near else "for instance `America/New_York`"
    raise TimeProblem(f"there is no time zone `{text}`", advice)


def _stamp(text: str, such_as: str = _SUCH_AS) -> _Stamp:
    found = _STAMP.fullmatch(text)
    if found is None:
        blacked_out = text.strip().casefold() == "redacted"
        raise TimeProblem(f"`{text}` is not a date or a time", _LEAVE_OUT if blacked_out else such_as)
    day, offset, fraction = found["day"], found["offset"], found["fraction"] or ""
    hour, minute, second = (int(found[part] or 0) for part in ("hour", "minute", "second"))
    if found["hour"] is None and offset:
        raise TimeProblem(f"`{text}` is a day with an offset", f"leave it out, or say the hour: `{day}T00:00{offset}`")
    if int(day[:4]) not in _YEARS:
        raise TimeProblem(f"`{text}` lies outside the years {_YEARS[0]} to {_YEARS[-1]}", such_as)
    if hour == 24:
        raise TimeProblem(f"`{text}` has an hour 24", "write 00:00 of the next day")
    if len(fraction) > 6:
        raise TimeProblem(f"`{text}` is finer than a microsecond", "give at most six digits after the second")
    try:
        start = datetime.fromisoformat(day)
    except ValueError:
        raise TimeProblem(f"there is no day `{day}`", such_as) from None
    if max(hour - 23, minute - 59, second - 59) > 0:
        raise TimeProblem(f"`{text}` is a time that no clock shows", such_as)
    wall = start.replace(hour=hour, minute=minute, second=second, microsecond=int(fraction.ljust(6, "0")))
    width = 0 if found["hour"] is None else MINUTE if found["second"] is None else 1
    return _Stamp(text, wall, width, _offset(offset) if offset else None)


def _offset(text: str) -> timezone:
    if text == "Z":
        return UTC
    hours, minutes = int(text[1:3]), int(text[4:])
    if minutes > 59 or 60 * hours + minutes > 14 * 60:
        raise TimeProblem(f"no clock is `{text}` from UTC", "for instance `2022-07-08T15:00-04:00`")
    ahead = timedelta(hours=hours, minutes=minutes)
    return timezone(-ahead if text[0] == "-" else ahead)


def _covered(stamp: _Stamp, zone: ZoneInfo | None) -> Interval:
    if stamp.width:
        first, second = _readings(stamp, zone)
        return Interval(first, second + stamp.width)
    return day_of(stamp.wall.date(), _needed(zone, stamp.text))


def _readings(stamp: _Stamp, zone: ZoneInfo | None) -> tuple[int, int]:
    """The first and the second time that the clock shows `stamp`, mostly the same instant."""
    if stamp.offset is not None:
        once = micro(stamp.wall.replace(tzinfo=stamp.offset))
        return once, once
    zone = _needed(zone, stamp.text)
    first, second = (micro(stamp.wall.replace(tzinfo=zone, fold=fold)) for fold in (0, 1))
    if first > second:  # PEP 495: inside a gap, fold 0 reads with the offset before it
        either = " or ".join(f"`{local(us, zone).isoformat()}`" for us in (second, first))
        raise TimeProblem(
            f"the clock in {zone.key} never shows `{stamp.text}`", f"it is set forward then; say {either}"
        )
    return first, second


def _needed(zone: ZoneInfo | None, text: str) -> ZoneInfo:
    if zone is None:
        raise TimeProblem(f"no zone says where `{text}` was read", "give one, or an offset: `2022-07-08T15:00-04:00`")
    return zone


def _length(part: str, text: str) -> tuple[int, str]:
    found = _LENGTH.fullmatch(part)
    if found is None:
        raise TimeProblem(
            f"`{text}` is not a length of time", "for instance `48 hours`, `14 days` or `60 days then 10 business days`"
        )
    amount, unit = int(found["amount"]), found["unit"]
    unit = unit if unit in UNITS else f"{unit}s"
    if unit not in UNITS:
        raise TimeProblem(f"`{found['unit']}` is not a unit of time", advise(found["unit"], UNITS))
    if not 0 < amount <= _MOST.get(unit, 9999):
        raise TimeProblem(f"`{text}` is no length that can be counted", f"between 1 and {_MOST.get(unit, 9999)} {unit}")
    return amount, unit


def _shown(moment: datetime) -> str:
    clock = f"{moment:%H:%M}{_seconds(moment)}"
    name = moment.tzname() or ""
    return f"{_day_shown(moment.date())} {clock} {'UTC' + name if name[:1] in '+-' else name}"


def _seconds(moment: datetime) -> str:
    if moment.microsecond:
        return f":{moment:%S.%f}"
    return f":{moment:%S}" if moment.second else ""


def _day_shown(day: date) -> str:
    return f"{_WEEKDAYS[day.weekday()]} {day.day} {_MONTHS[day.month - 1]} {day.year}"
