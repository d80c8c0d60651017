from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evaluator.words.calendars import Calendar, CalendarGap
from evaluator.words.errors import UsageError
from evaluator.words.source import load_path
from evaluator.words.times import EVER, HOUR, NEVER, Interval, parse_instant, parse_length, parse_time

ROOT = Path(__file__).parent.parent
EASTERN, PACIFIC = ZoneInfo("America/New_York"), ZoneInfo("America/Los_Angeles")


def calendar_in(path: Path) -> Calendar:
    data: Any = load_path(path).data
    return Calendar.of(data, path.name)


FCC = calendar_in(ROOT / "rules/calendars/fcc.yaml")
READINGS = {
    "dst": "elapsed time",
    "hours_vs_1.4": "elapsed hours",
    "day14_rollover": "rolls",
    "day30_rollover": "does not roll",
    "traceback_24h": "paused clock",
}
SECOND = 1_000_000


def due(
    start: str, length: str, counted_by: str | None = None, zone: ZoneInfo | None = None, **readings: str
) -> Interval:
    chosen = READINGS | readings
    return FCC.due(parse_time(start, EASTERN), parse_length(length), counted_by, chosen, zone)


def test_windows_that_need_no_holidays_have_no_gap() -> None:
    """Hours, days, months and years can be counted in any year; business days and rolling ends cannot."""
    for length in ("48 hours", "14 days", "2 months", "1 year"):
        assert due("2035-05-05", length).earliest > parse_instant("2035-05-05T00:00", EASTERN)
    for length, counted_by in (("3 business days", None), ("14 days", "report days")):
        with pytest.raises(CalendarGap):
            due("2035-05-05", length, counted_by)


def test_hours_end_at_an_instant_and_days_with_their_last_microsecond() -> None:
    """48 hours end 48 hours later; 14 days end with day 14, the day after the letter being day 1."""
    hours = due("2022-07-07T12:00:00", "48 hours")
    assert hours.earliest == parse_instant("2022-07-09T12:00", EASTERN)
    days = due("2022-07-07T12:00:00", "14 days")
    assert days == FCC.end_of_day(date(2022, 7, 21))
    assert days.latest == parse_instant("2022-07-22T00:00", EASTERN)


def test_an_uncertain_start_makes_an_uncertain_end() -> None:
    """A date counted by days has one end; dated in another zone it may be either of two days in Washington."""
    assert due("2022-07-07", "14 days") == FCC.end_of_day(date(2022, 7, 21))
    written = parse_time("2022-07-07", PACIFIC)
    found = FCC.due(written, parse_length("14 days"), None, READINGS)
    assert found == Interval(FCC.end_of_day(date(2022, 7, 21)).earliest, FCC.end_of_day(date(2022, 7, 22)).latest)


def test_open_ends_stay_open() -> None:
    """A start before or after a day gives an end that is open on the same side."""
    before, after = due("before 2022-07-07", "48 hours"), due("after 2022-07-07", "48 hours")
    noon = parse_instant("2022-07-07T00:00", EASTERN)
    assert before == Interval(NEVER, noon + 48 * HOUR)
    assert after == Interval(noon + 72 * HOUR, EVER)
    assert due("before 2022-07-07", "60 days then 10 business days").earliest == NEVER
    assert due("after 2022-07-07", "24 hours", "traceback hours", EASTERN).latest == EVER


def test_a_chain_runs_on_from_each_end() -> None:
    """60 days from 1 July 2022 end on 30 August; the tenth business day after it, past Labor Day, is 14 September."""
    assert due("2022-07-01", "60 days then 10 business days") == FCC.end_of_day(date(2022, 9, 14))


@pytest.mark.parametrize(
    ("start", "length", "end"),
    [
        ("2024-01-31", "1 month", date(2024, 2, 29)),  # the last day of a shorter month
        ("2023-12-31", "2 months", date(2024, 2, 29)),
        ("2024-02-29", "1 year", date(2025, 2, 28)),
        ("2022-12-15", "1 month", date(2023, 1, 15)),
        ("2022-11-15", "1 month", date(2022, 12, 15)),
    ],
)
def test_months_and_years_end_on_the_same_day_of_the_month(start: str, length: str, end: date) -> None:
    """Months and years end with the same day of the month, or with the last there is."""
    assert due(start, length) == FCC.end_of_day(end)


def test_filing_periods_of_seven_days_count_holidays() -> None:
    """Six days skip the weekend, seven do not, and only the end of seven may roll."""
    assert due("2022-07-08", "6 days", "filing days") == FCC.end_of_day(date(2022, 7, 18))
    assert due("2022-07-08", "7 days", "filing days") == FCC.end_of_day(date(2022, 7, 15))


def test_closures_move_filings_but_not_tracebacks() -> None:
    """24 December 2024 was no business day of the Commission, but it is no federal holiday for a traceback."""
    assert due("2024-12-10", "14 days", "report days") == FCC.end_of_day(date(2024, 12, 26))
    traced = due("2024-12-23T10:00:00", "24 hours", "traceback hours", EASTERN)
    assert traced.earliest == parse_instant("2024-12-24T10:00", EASTERN)


@pytest.mark.parametrize(
    ("received", "end"),
    [
        ("2024-02-06T07:59:59", "2024-02-07T08:00"),  # before opening: counts from 08:00 of that day
        ("2024-02-06T08:00:00", "2024-02-07T08:00"),
        ("2024-02-06T17:30:00", "2024-02-07T17:30"),
        ("2024-02-06T17:30:00.000001", "2024-02-08T08:00"),
        ("2024-02-16T16:00:00", "2024-02-20T16:00"),  # Friday before Washington's Birthday
    ],
)
def test_traceback_hours_start_in_business_hours(received: str, end: str) -> None:
    """A request outside business hours counts from the next opening, and an end on a holiday keeps its hour."""
    found = due(received, "24 hours", "traceback hours", EASTERN)
    assert found.earliest == parse_instant(end, EASTERN)


def test_traceback_hours_are_those_of_the_answering_office() -> None:
    """18:00 in Washington is 15:00 in Los Angeles, in business hours there; where the office is not known, each end it may have counts."""
    found = due("2024-02-06T18:00:00", "24 hours", "traceback hours", PACIFIC)
    assert found.earliest == parse_instant("2024-02-07T15:00", PACIFIC)
    anywhere = due("2024-02-06T18:00:00", "24 hours", "traceback hours")
    assert anywhere.earliest == parse_instant(
        "2024-02-07T18:00", EASTERN
    )  # in Denver (16:00) and west of it the hours start at once
    assert anywhere.latest == parse_instant("2024-02-08T08:00", EASTERN) + 1  # in Washington at 8:00 of the next day


@pytest.mark.parametrize(
    ("length", "counted_by", "readings", "what"),
    [
        ("48 hours", "notice hour", {}, "has no clock `notice hour`"),
        ("14 days", "notice hours", {}, "does not count `days`"),
        ("36 hours", "filing days", {}, "must be a multiple of 24"),
        ("48 hours", None, {"dst": "moon"}, "reading `dst` cannot be `moon`"),
    ],
)
def test_questions_that_a_clock_cannot_answer(length: str, counted_by: str | None, readings: Any, what: str) -> None:
    """Unknown clocks, units that a clock does not count and unknown options are refused by name."""
    with pytest.raises(UsageError, match=what):
        due("2022-07-07", length, counted_by, **readings)


# Clocks that are steady, set back by the wall or paused over holidays; odd amounts cross midnight in a pause.
WINDOWS = [
    ("48 hours", None, {}),
    ("48 hours", None, {"dst": "wall clock"}),
    ("24 hours", "traceback hours", {}),
    ("30 hours", "traceback hours", {}),
    ("54 hours", "traceback hours", {}),
    ("14 days", "report days", {}),
    ("5 days", "filing days", {}),
    ("3 business days", None, {}),
    ("2 months", None, {}),
    ("60 days then 10 business days", None, {}),
]
MONOTONE = [window for window in WINDOWS if "traceback hours" not in window and not window[2]]
MONOTONE.append(("24 hours", "traceback hours", {}))
SPRING_TO_WINTER = st.integers(
    min_value=parse_instant("2022-03-01T00:00", EASTERN) // (15 * 60 * SECOND),
    max_value=parse_instant("2022-12-01T00:00", EASTERN) // (15 * 60 * SECOND),
).map(lambda quarter: quarter * 15 * 60 * SECOND)
NUDGE = st.integers(min_value=-1, max_value=1)


def exactly(us: int, window: tuple[str, str | None, dict[str, str]]) -> Interval:
    length, counted_by, readings = window
    return FCC.due(Interval(us, us + 1), parse_length(length), counted_by, READINGS | readings, EASTERN)


@given(SPRING_TO_WINTER, NUDGE, st.sampled_from(WINDOWS))
def test_an_exact_start_has_an_exact_end_after_it(quarter: int, nudge: int, window: Any) -> None:
    """No window ends before it starts, and a start to the microsecond ends to the microsecond."""
    end = exactly(quarter + nudge, window)
    assert end.latest - end.earliest == 1
    assert end.earliest > quarter + nudge


@given(SPRING_TO_WINTER, SPRING_TO_WINTER, st.sampled_from(MONOTONE))
def test_a_later_start_never_ends_sooner(one: int, other: int, window: Any) -> None:
    """Every window as the law states it ends no sooner for a later start."""
    first, second = sorted((one, other))
    assert exactly(first, window).earliest <= exactly(second, window).earliest


@given(SPRING_TO_WINTER, st.integers(1, 40 * 96), st.floats(0, 1), NUDGE, st.sampled_from(WINDOWS))
def test_the_end_of_an_uncertain_start_covers_every_end(
    start: int, quarters: int, share: float, nudge: int, window: Any
) -> None:
    """Whatever instant the start turns out to be, its end lies inside the end computed before that was known."""
    length, counted_by, readings = window
    span = Interval(start, start + quarters * 15 * 60 * SECOND)
    whole = FCC.due(span, parse_length(length), counted_by, READINGS | readings, EASTERN)
    inside = start + int(share * quarters) * 15 * 60 * SECOND + nudge
    end = exactly(min(max(inside, span.earliest), span.last), window)
    assert whole.earliest <= end.earliest < end.latest <= whole.latest


@pytest.mark.parametrize(
    ("start", "length", "counted_by", "readings", "first", "last"),
    [
        # Two days by the wall: the last start before the clock goes back, 01:59:59 EDT, ends later than 01:00 EST does.
        (
            "2022-11-06T01:30-04:00 to 2022-11-06T01:10-05:00",
            "48 hours",
            None,
            {"dst": "wall clock"},
            "2022-11-08T01:00",
            "2022-11-08T01:59",
        ),
        # 36 office hours from Friday 11:59 end Saturday 23:59, so Monday 23:59; from Friday 12:00 Monday 00:00.
        (
            "2024-02-09T11:00 to 2024-02-09T13:00",
            "36 hours",
            "traceback hours",
            {},
            "2024-02-12T00:00",
            "2024-02-12T23:59",
        ),
        # 54 office hours from Thursday 17:30 end Saturday 23:30, so Monday 23:30; from Friday 08:00 Monday 14:00.
        (
            "2024-02-08T17:00 to 2024-02-09T08:00",
            "54 hours",
            "traceback hours",
            {},
            "2024-02-12T14:00",
            "2024-02-12T23:30",
        ),
    ],
)
def test_unsteady_clocks_give_the_widest_end(
    start: str, length: str, counted_by: str | None, readings: Any, first: str, last: str
) -> None:
    """Where a later start may end sooner, the end runs from the lowest to the highest over all starts."""
    found = due(start, length, counted_by, EASTERN, **readings)
    assert found.earliest // (60 * SECOND) == parse_instant(first, EASTERN) // (60 * SECOND)
    assert found.last // (60 * SECOND) == parse_instant(last, EASTERN) // (60 * SECOND)


def test_a_skipped_hour_by_the_wall_ends_when_the_clock_jumps() -> None:
    """02:30 two days later does not exist on 13 March 2022: the clock passes it at 03:00 daylight time."""
    assert due("2022-03-11T02:30:00", "48 hours", dst="wall clock").earliest == parse_instant("2022-03-13T07:00Z", None)


def test_wall_and_elapsed_hours_differ_only_across_a_clock_change() -> None:
    """48 hours by the wall are 48 elapsed hours on every ordinary day."""
    for start in ("2022-07-07T12:00:00", "2022-01-15T12:00:00"):
        assert due(start, "48 hours") == due(start, "48 hours", dst="wall clock")
