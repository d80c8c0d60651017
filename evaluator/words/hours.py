"""Hours of the day: whether a time lies between two hours by the clock of some place, whichever of several places it is.

`from 08:00 to 21:00` holds from 08:00:00 to 21:00:00 sharp, both included; `outside` the same is all other time.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from functools import lru_cache
from typing import TypeAlias
from zoneinfo import ZoneInfo

from evaluator.words.times import FIRST, HOUR, LAST, MINUTE, SECOND, Interval, local, micro, midnight

_HOURS = re.compile(r"(from|outside) (\d\d):(\d\d) to (\d\d):(\d\d)")
_CLOCK = re.compile(r"(\d\d):(\d\d)(?::(\d\d))?")
Answers: TypeAlias = frozenset[bool]
EITHER: Answers = frozenset({True, False})
DAY = 24 * HOUR
LONGEST = 3 * DAY  # a time so wide covers every hour


@dataclass(frozen=True)
class Hours:
    """Hours of the day from `first` to `last`, both included, in µs since midnight by the clock; or all time outside them."""

    outside: bool
    first: int
    last: int

    def hold(self, us_of_day: int) -> bool:
        """Whether the clock shows one of these hours."""
        return (self.first <= us_of_day <= self.last) != self.outside

    def meets(self, other: Hours) -> bool:
        """Whether there is an hour of the day that is one of both."""
        edges = (0, self.first, self.last, self.last + 1, other.first, other.last, other.last + 1)
        return any(self.hold(edge) and other.hold(edge) for edge in edges)


@lru_cache(256)
def parse_hours(text: str) -> Hours:
    """The hours that a term asks for; ValueError where they cannot be read."""
    found = _HOURS.fullmatch(text)
    if found is None or max(int(found[2]), int(found[4])) > 23 or max(int(found[3]), int(found[5])) > 59:
        raise ValueError(f"`{text}` names no hours of the day")
    first, last = ((int(found[n]) * 60 + int(found[n + 1])) * MINUTE for n in (2, 4))
    if first >= last:
        raise ValueError(f"`{text}` ends before it begins")
    return Hours(found[1] == "outside", first, last)


def shown(hours: Hours, clock: str) -> Answers:
    """Whether an hour that was noted (`20:30` is that minute, `20:30:00` that instant) is one of them: every answer there may be."""
    found = _CLOCK.fullmatch(clock)
    assert found is not None
    start = (int(found[1]) * 60 + int(found[2])) * MINUTE + int(found[3] or 0) * SECOND
    width = MINUTE if found[3] is None else 1
    edges = (start, start + width - 1, *(e for e in _edges(hours) if start <= e < start + width))
    return frozenset(hours.hold(each) for each in edges)


def somewhere(hours: Hours, when: Interval, zones: Sequence[ZoneInfo]) -> Answers:
    """Whether it was one of these hours where it happened, in whichever of these zones that was: every answer there may be."""
    if when.latest - when.earliest >= LONGEST or when.earliest <= FIRST or when.latest >= LAST:
        return EITHER
    return frozenset(hours.hold(_of_day(us, zone)) for zone in zones for us in _instants(hours, when, zone))


def _edges(hours: Hours) -> tuple[int, ...]:
    """The hours on both sides of which it may differ."""
    return (hours.first - 1, hours.first, hours.last, hours.last + 1)


def _of_day(us: int, zone: ZoneInfo) -> int:
    """What the clock shows, in µs since midnight."""
    now = local(us, zone)
    return ((now.hour * 60 + now.minute) * 60 + now.second) * SECOND + now.microsecond


def _instants(hours: Hours, when: Interval, zone: ZoneInfo) -> Iterator[int]:
    """The ends of a time, and every instant in it beside which the clock may pass an edge: at the edges, at midnight, at a change."""
    last = when.latest - 1
    yield from (when.earliest, last)
    day = local(when.earliest, zone).date()
    while day <= local(last, zone).date():
        start, end = midnight(day, zone), midnight(day + timedelta(days=1), zone)
        found = [start, end - 1]
        for edge in _edges(hours):
            wall = datetime.combine(day, time()) + timedelta(microseconds=edge)
            found += [micro(wall.replace(tzinfo=zone, fold=fold)) for fold in (0, 1)]
        if local(start, zone).utcoffset() != local(end, zone).utcoffset():
            change = _change(start, end, zone)
            found += [change - 1, change]
        yield from (us for us in found if when.earliest <= us <= last)
        day += timedelta(days=1)


def _change(before: int, after: int, zone: ZoneInfo) -> int:
    """The first instant at which the clock runs as it does at `after`."""
    offset = local(after, zone).utcoffset()
    while after - before > 1:
        middle = (before + after) // 2
        before, after = (before, middle) if local(middle, zone).utcoffset() == offset else (middle, after)
    return after
