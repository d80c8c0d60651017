"""Hours of the day at the called party's location: 08:00 to 21:00 (47 CFR 64.1200(c)(1); 16 CFR 310.4(c))."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from random import Random
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from situations import Data, case_of
from test_lookback import BOOK, checked

from evaluator import assess
from evaluator.words.errors import BadInput
from evaluator.words.hours import parse_hours, shown, somewhere
from evaluator.words.times import EVER, HOUR, NEVER, SECOND, Interval, local, micro, parse_instant

NIGHT, DAYTIME = parse_hours("outside 08:00 to 21:00"), parse_hours("from 08:00 to 21:00")
YES, NO, OPEN = frozenset({True}), frozenset({False}), frozenset({True, False})
CHICAGO, PHOENIX = ZoneInfo("America/Chicago"), ZoneInfo("America/Phoenix")


def ring(happened: str, zone: str | None = None, **fields: Any) -> Any:
    """A case of one call to a person, whose zone may be known."""
    person: Data = {"name": "A Person"} | ({"zone": zone} if zone is not None else {})
    fact = {"id": "ring", "by": "acme", "happened": happened, **fields}
    parties = {"acme": {"name": "Acme Voice", "zone": "America/Los_Angeles"}, "person": person}
    data = {"case": "hours", "zone": "America/New_York", "parties": parties, "facts": [{"ring": fact}]}
    return case_of(data, BOOK)


def status(case: Any) -> str:
    """Whether the call broke the prohibition; every proof is accepted."""
    record = checked(assess(BOOK, case, at="2030-01-01T00:00:00Z"))
    [found] = [finding for finding in record.findings if finding.name == "call at night"] or [None]
    return found.status if found is not None else "no finding"


@pytest.mark.parametrize(
    ("happened", "expected"),
    [
        pytest.param("2024-06-03T07:59:59.999999-05:00", "violated", id="a microsecond before 8"),
        pytest.param("2024-06-03T08:00:00-05:00", "no finding", id="at 8 sharp"),
        pytest.param("2024-06-03T21:00:00-05:00", "no finding", id="at 9 sharp is not after 9"),
        pytest.param("2024-06-03T21:00:00.000001-05:00", "violated", id="a microsecond after 9"),
        pytest.param("2024-06-03T21:00-05:00", "undetermined", id="some time in the minute of 9"),
        pytest.param("2024-06-03T20:59-05:00", "no finding", id="in the minute before"),
        pytest.param("2024-06-03", "undetermined", id="some time of the day"),
        pytest.param("2024-06-03T22:00-05:00 to 2024-06-04T07:00-05:00", "violated", id="some time of a night"),
        pytest.param(
            "2024-06-03T08:00-05:00 to 2024-06-04T20:00-05:00", "undetermined", id="two days and the night between"
        ),
    ],
)
def test_the_hours_of_a_place_that_is_known(happened: str, expected: str) -> None:
    """A call is allowed from 8:00 to 9 p.m. where the called party is, both included; what surely is at night is forbidden."""
    assert status(ring(happened, **{"local time": "America/Chicago"})) == expected


def test_the_day_the_clock_changes() -> None:
    """On March 10, 2024, 8:00 in Chicago is 13:00 UTC, the day before 14:00; in Phoenix, where no clock changes, it stays 15:00."""
    for happened, zone, expected in (
        ("2024-03-09T13:59:59.999999Z", "America/Chicago", "violated"),
        ("2024-03-09T14:00:00Z", "America/Chicago", "no finding"),
        ("2024-03-10T12:59:59.999999Z", "America/Chicago", "violated"),
        ("2024-03-10T13:00:00Z", "America/Chicago", "no finding"),
        ("2024-03-10T14:59:59.999999Z", "America/Phoenix", "violated"),
        ("2024-03-10T15:00:00Z", "America/Phoenix", "no finding"),
    ):
        assert status(ring(happened, **{"local time": zone})) == expected, (happened, zone)


def test_one_of_several_places() -> None:
    """A number that may be in two zones: at 8:30 Eastern it is 7:30 Central, so it is open; at 7:30 Eastern it is too early in both."""
    zones = {"local time": ["America/New_York", "America/Chicago"]}
    assert status(ring("2024-06-03T08:30:00-04:00", **zones)) == "undetermined"
    assert status(ring("2024-06-03T07:30:00-04:00", **zones)) == "violated"
    assert status(ring("2024-06-03T12:00:00-04:00", **zones)) == "no finding"


def test_a_place_that_is_not_told() -> None:
    """Without a place the hour is open; the zone of the called party counts where it is known, never that of the caller."""
    early = "2024-06-03T07:30:00-05:00"
    assert status(ring(early)) == "undetermined"
    assert status(ring(early, to="person")) == "undetermined"
    assert status(ring(early, "America/Chicago", to="person")) == "violated"
    assert status(ring(early, "America/New_York", to="person")) == "no finding"
    assert status(ring(early, "America/New_York", to="person", **{"local time": "America/Chicago"})) == "violated"
    assert status(ring(early, "America/New_York", to="person", **{"local time": "redacted"})) == "undetermined"


@pytest.mark.parametrize(
    ("hour", "expected"),
    [
        ("07:59", YES),
        ("08:00", NO),
        ("20:59", NO),
        ("21:00", OPEN),
        ("21:00:00", NO),
        ("21:00:01", YES),
        ("21:01", YES),
    ],
)
def test_an_hour_that_was_noted(hour: str, expected: frozenset[bool]) -> None:
    """An hour that the record itself notes counts as it is written: to the minute, it is that minute."""
    assert shown(NIGHT, hour) == expected
    word = {YES: "violated", NO: "no finding", OPEN: "undetermined"}[expected]
    assert status(ring("2024-06-03T03:00:00Z", **{"local time": hour})) == word


def test_what_decides_it_is_told() -> None:
    """An open hour is a field that would decide it, with why it is open."""
    record = assess(
        BOOK, ring("2024-06-03T21:00-05:00", **{"local time": "America/Chicago"}), at="2030-01-01T00:00:00Z"
    )
    [night] = [f for f in record.document()["findings"] if f["name"] == "call at night"]
    matters = {(matter["matter"], *matter["about"][1:3]) for each in night["missing"] for matter in each["if"]}
    assert matters == {("field", "local time", "outside 08:00 to 21:00")}
    assert '"why": "hour"' in record.to_json().replace('":"', '": "')


@pytest.mark.parametrize(
    ("value", "says"),
    [
        ("25:00", "not an hour of the day"),
        ("America/Chicgo", "no time zone"),
        (["20:00", "America/Chicago"], "one hour, or zones"),
        (["20:00", "21:00"], "one hour, or zones"),
    ],
)
def test_a_bad_place_or_hour_is_refused(value: Any, says: str) -> None:
    """A zone that does not exist, an hour no clock shows, and hours among zones are refused at their place."""
    with pytest.raises(BadInput, match=says):
        ring("2024-06-03T12:00:00Z", **{"local time": value})


def test_drawn_times_are_as_a_clock_shows_them() -> None:
    """Over two years, with all changes of the clock: one instant is as the clock shows; a wider time agrees with all of it."""
    random, start = Random(310), parse_instant("2023-01-01T00:00:00Z", None)
    for _ in range(60):
        us = start + random.randrange(0, 730 * 24 * HOUR)
        for zone in (CHICAGO, PHOENIX):
            now = local(us, zone).time()
            day = datetime(2000, 1, 1, 8).time() <= now <= datetime(2000, 1, 1, 21).time()
            assert somewhere(DAYTIME, Interval(us, us + 1), [zone]) == (YES if day else NO)
            assert somewhere(NIGHT, Interval(us, us + 1), [zone]) == (NO if day else YES)
        width = random.randrange(1, 30 * HOUR)
        wide = somewhere(DAYTIME, Interval(us, us + width), [CHICAGO])
        each = {somewhere(DAYTIME, Interval(t, t + 1), [CHICAGO]) for t in range(us, us + width, 600 * SECOND)}
        assert wide == OPEN or each == {wide}
        assert len(each) == 1 or wide == OPEN


def test_an_open_end_is_open() -> None:
    """A time with an open end, or of three days and more, may be at any hour."""
    noon = micro(datetime.combine(date(2024, 6, 3), datetime.min.time(), tzinfo=CHICAGO) + timedelta(hours=12))
    for time in (Interval(NEVER, noon), Interval(noon, EVER), Interval(noon, noon + 72 * HOUR)):
        assert somewhere(DAYTIME, time, [CHICAGO]) == OPEN
