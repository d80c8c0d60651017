from __future__ import annotations

from datetime import date
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evaluator.words.errors import TimeProblem
from evaluator.words.times import (
    EVER,
    HOUR,
    NEVER,
    Interval,
    day_of,
    local,
    micro,
    parse_date,
    parse_instant,
    parse_length,
    parse_time,
    rfc3339,
    spoken,
    zone_named,
)

EASTERN = ZoneInfo("America/New_York")
MINUTE = HOUR // 60
JULY_7 = Interval(1657166400_000000, 1657252800_000000)  # 2022-07-07T04:00Z to 2022-07-08T04:00Z, from `date -u +%s`


def problem(text: str, zone: ZoneInfo | None = EASTERN) -> TimeProblem:
    with pytest.raises(TimeProblem) as raised:
        parse_time(text, zone)
    return raised.value


def test_a_date_is_its_day_in_the_zone() -> None:
    """A date covers its whole day where it was written, never midnight alone; an offset needs no zone."""
    assert parse_time("2022-07-07", EASTERN) == JULY_7
    assert parse_time("2022-07-07T16:00Z", None) == parse_time("2022-07-07T12:00", EASTERN)
    assert parse_time("2022-07-07", ZoneInfo("America/Los_Angeles")).earliest == JULY_7.earliest + 3 * HOUR


@pytest.mark.parametrize(
    ("text", "start", "width"),
    [
        ("2022-07-07T12:00", 12 * HOUR, MINUTE),
        ("2022-07-07 12:00", 12 * HOUR, MINUTE),
        ("2022-07-07T12:00:00", 12 * HOUR, 1),
        ("2022-07-07T12:00:00.5", 12 * HOUR + 500_000, 1),
        ("2022-07-07T12:00:00.000001", 12 * HOUR + 1, 1),
        ("2022-07-07T16:00Z", 12 * HOUR, MINUTE),
        ("2022-07-07T12:00-04:00", 12 * HOUR, MINUTE),
        ("2022-07-07T21:30:00+05:30", 12 * HOUR, 1),
    ],
)
def test_a_time_is_as_wide_as_it_was_written(text: str, start: int, width: int) -> None:
    """Hour and minute are that minute, anything to the second is one microsecond wide."""
    assert parse_time(text, EASTERN) == Interval(JULY_7.earliest + start, JULY_7.earliest + start + width)


def test_open_ends() -> None:
    """Before X ends where X starts, after X starts where X ends."""
    assert parse_time("before 2022-07-07", EASTERN) == Interval(NEVER, JULY_7.earliest)
    assert parse_time("after 2022-07-07", EASTERN) == Interval(JULY_7.latest, EVER)


def test_a_range_covers_both_its_ends() -> None:
    """X to Y runs from the start of X to the end of Y, also when one lies inside the other."""
    assert parse_time("2022-07-07 to 2022-07-08", EASTERN) == Interval(JULY_7.earliest, JULY_7.latest + 24 * HOUR)
    assert parse_time("2022-07-07 to 2022-07-07", EASTERN) == JULY_7
    noon = JULY_7.earliest + 12 * HOUR
    assert parse_time("2022-07-07 to 2022-07-07T12:00", EASTERN) == Interval(JULY_7.earliest, noon + MINUTE)


@pytest.mark.parametrize(
    "text",
    ["before before 2022-07-07", "after 2022-07-07 to 2022-07-08", "2022-07-07 to before 2022-07-08", "a to b to c"],
)
def test_ranges_do_not_nest(text: str) -> None:
    """An open end or a range inside another is refused."""
    assert "is not a date or a time" in problem(text).what


def test_a_range_backwards_is_refused() -> None:
    """A range whose first time comes after its second is refused."""
    assert "ends before it starts" in problem("2022-07-08 to 2022-07-07").what


def test_an_hour_shown_twice_covers_both() -> None:
    """01:30 on the night the clock goes back is 61 minutes wide; with an offset it is one minute."""
    twice = parse_time("2022-11-06T01:30", EASTERN)
    assert twice.latest - twice.earliest == 61 * MINUTE
    assert rfc3339(twice.earliest) == "2022-11-06T05:30:00Z"  # 01:30 at -04:00
    assert parse_time("2022-11-06T01:30-05:00", EASTERN) == Interval(twice.latest - MINUTE, twice.latest)


def test_an_hour_never_shown_is_refused() -> None:
    """02:30 on the night the clock goes forward is refused, and the advice names the two readings."""
    refused = problem("2022-03-13T02:30")
    assert "never shows `2022-03-13T02:30`" in refused.what
    assert "2022-03-13T01:30:00-05:00" in refused.help
    assert "2022-03-13T03:30:00-04:00" in refused.help


def test_days_are_as_long_as_they_were() -> None:
    """The day the clock goes forward has 23 hours, the day it goes back 25."""
    hours = [day_of(date(*day), EASTERN) for day in ((2022, 3, 13), (2022, 11, 6))]
    assert [whole.latest - whole.earliest for whole in hours] == [23 * HOUR, 25 * HOUR]


def test_a_day_that_a_zone_leapt_over_is_refused() -> None:
    """Samoa crossed the date line at the end of 29 December 2011 and had no 30 December."""
    assert "there was no `2011-12-30`" in problem("2011-12-30", ZoneInfo("Pacific/Apia")).what


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("2022-02-30", "there is no day `2022-02-30`"),
        ("2022-13-01", "there is no day"),
        ("2022-07-07T24:00", "hour 24"),
        ("2022-07-07T25:00", "no clock shows"),
        ("2022-07-07T12:60", "no clock shows"),
        ("2022-07-07T12:00:60", "no clock shows"),
        ("1899-12-31", "outside the years 1900 to 2200"),
        ("2201-01-01", "outside the years 1900 to 2200"),
        ("2022-07-07T12:00:00.1234567", "finer than a microsecond"),
        ("2022-07-07-04:00", "a day with an offset"),
        ("2022-07-07Z", "a day with an offset"),
        ("2022-07-07T12:00+15:00", "no clock is `+15:00`"),
        ("2022-07-07T12:00-04:60", "no clock is `-04:60`"),
        ("٢٠٢٢-٠٧-٠٧", "is not a date or a time"),
        ("", "is not a date or a time"),
        (" ", "is not a date or a time"),
        ("2022-07-07 ", "is not a date or a time"),
        ("2022-07-07\n", "is not a date or a time"),
        ("2022-7-7", "is not a date or a time"),
        ("7 July 2022", "is not a date or a time"),
        ("2022-07-07T12", "is not a date or a time"),
        ("2022-07-07T12:00-0400", "is not a date or a time"),
    ],
)
def test_what_is_no_time_is_refused_with_advice(text: str, what: str) -> None:
    """Impossible and unknown forms are refused by what is wrong with them; whoever wrote no time is shown one."""
    refused = problem(text)
    assert what in refused.what
    assert refused.help
    assert (
        what != "is not a date or a time"
        or refused.help == "for instance `2022-07-08`, `2022-07-08T15:00`, or `2022-07-08T15:00-04:00` with its offset"
    )


@pytest.mark.parametrize(
    "text", ["2022-7-8", "yesterday", "2022-13-01", "1822-07-08", "2022-07-08T25:00", "before 2022-07-10"]
)
def test_the_help_offers_what_is_taken(text: str) -> None:
    """Where only a day is taken the help offers no hour, and where only an instant is, no bare day: what it offers can be read there."""
    for parse, taken in (
        (parse_date, "2022-07-08"),
        (lambda text: parse_instant(text, None), "2022-07-08T15:00-04:00"),
    ):
        with pytest.raises(TimeProblem) as refused:
            parse(text)
        assert refused.value.help == f"for instance `{taken}`"
        assert parse(taken)


@pytest.mark.parametrize(("text", "limit"), [
    ("0 hours", "between 1 and 9999 hours"),
    ("10000 hours", "between 1 and 9999 hours"),
    ("99999999999999999999 hours", "between 1 and 9999 hours"),
    ("101 years", "between 1 and 100 years"),
    ("99999 years", "between 1 and 100 years"),
    ("2 days then 99999 days", "between 1 and 9999 days"),
])  # fmt: skip
def test_a_length_past_the_limit_is_told_the_limit(text: str, limit: str) -> None:
    """A length that is too long to count is a length all the same: what is told is how long it may be."""
    with pytest.raises(TimeProblem, match="is no length that can be counted") as refused:
        parse_length(text)
    assert refused.value.help == limit


@pytest.mark.parametrize("text", ["2022-07-07", "2022-07-07T12:00", "before 2022-07-07"])
def test_a_bare_time_needs_a_zone(text: str) -> None:
    """Without a zone a bare time is refused rather than read in some zone."""
    assert "no zone" in problem(text, None).what


def test_an_instant_takes_hour_and_minute_as_exact() -> None:
    """An instant to the minute is the start of that minute."""
    assert parse_instant("2022-07-07T12:00", EASTERN) == JULY_7.earliest + 12 * HOUR
    assert parse_instant("2022-07-07T16:00:00.000001Z", None) == JULY_7.earliest + 12 * HOUR + 1


def test_a_bare_date_is_no_instant() -> None:
    """A date is refused as an instant, naming the two instants it may mean."""
    with pytest.raises(TimeProblem) as raised:
        parse_instant("2022-07-07", EASTERN)
    assert "`2022-07-07T00:00:00-04:00`" in raised.value.help
    assert "`2022-07-08T00:00:00-04:00`" in raised.value.help


def test_an_instant_shown_twice_is_refused() -> None:
    """An hour that the clock shows twice is no instant; the advice names both offsets."""
    with pytest.raises(TimeProblem) as raised:
        parse_instant("2022-11-06T01:30", EASTERN)
    assert "01:30:00-04:00" in raised.value.help
    assert "01:30:00-05:00" in raised.value.help


@pytest.mark.parametrize("text", ["2022-07-07T12:00", "2022-07-07", "before 2022-07-07", "2022-07-07 to 2022-07-08"])
def test_what_cannot_be_one_instant_is_refused(text: str) -> None:
    """Without a zone nothing bare is an instant, and a range never is."""
    with pytest.raises(TimeProblem):
        parse_instant(text, None)


def test_dates() -> None:
    """A date is a date and nothing more."""
    assert parse_date("2024-02-29") == date(2024, 2, 29)
    for text in ("2023-02-29", "2022-07-07T12:00", "today"):
        with pytest.raises(TimeProblem):
            parse_date(text)


@pytest.mark.parametrize(
    ("text", "lengths"),
    [
        ("48 hours", ((48, "hours"),)),
        ("1 hour", ((1, "hours"),)),
        ("1 business day", ((1, "business days"),)),
        ("60 days then 10 business days", ((60, "days"), (10, "business days"))),
        ("1 year", ((1, "years"),)),
        ("6 months", ((6, "months"),)),
    ],
)
def test_lengths(text: str, lengths: tuple[tuple[int, str], ...]) -> None:
    """A length is its amounts with their units, in order."""
    assert parse_length(text) == lengths


@pytest.mark.parametrize(
    "text",
    ["", "48", "hours", "0 days", "-1 days", "1.5 days", "48 fortnights", "101 years", "10000 days", "1 day then"],
)
def test_what_is_no_length_is_refused(text: str) -> None:
    """Nothing, fractions, unknown units and amounts beyond counting are refused."""
    with pytest.raises(TimeProblem) as raised:
        parse_length(text)
    assert raised.value.help


@pytest.mark.parametrize(
    ("us", "text"),
    [
        (JULY_7.earliest, "2022-07-07T04:00:00Z"),
        (JULY_7.last, "2022-07-08T03:59:59.999999Z"),
        (NEVER, ".."),
        (EVER, ".."),
        (EVER - 1, ".."),
    ],
)
def test_rfc3339(us: int, text: str) -> None:
    """Machines read UTC, with microseconds only where there are any."""
    assert rfc3339(us) == text


@pytest.mark.parametrize(
    ("us", "end", "text"),
    [
        (JULY_7.earliest + 12 * HOUR, False, "Thu 7 July 2022 12:00 EDT"),
        (JULY_7.earliest + 12 * HOUR + 30_000_000, False, "Thu 7 July 2022 12:00:30 EDT"),
        (JULY_7.earliest + 12 * HOUR + 500_000, False, "Thu 7 July 2022 12:00:00.500000 EDT"),
        (JULY_7.earliest + 12 * HOUR + 1, False, "after Thu 7 July 2022 12:00 EDT"),
        (JULY_7.earliest + 12 * HOUR - 1, False, "Thu 7 July 2022 12:00 EDT"),
        (JULY_7.last, False, "the end of Thu 7 July 2022"),
        (JULY_7.latest, False, "Fri 8 July 2022 00:00 EDT"),
        (JULY_7.latest, True, "the end of Thu 7 July 2022"),
        (JULY_7.latest + 1, True, "after Fri 8 July 2022 00:00 EDT"),
        (NEVER, False, "the beginning of time"),
        (EVER, False, "the end of time"),
    ],
)
def test_times_for_people(us: int, end: bool, text: str) -> None:
    """People read a weekday, a clock and its zone; a microsecond beside a round instant is told in words."""
    assert spoken(us, EASTERN, end=end) == text


def test_zones_without_a_letter_name_say_their_offset() -> None:
    """A zone that the database gives no abbreviation prints its distance from UTC."""
    assert spoken(JULY_7.earliest, ZoneInfo("America/Sao_Paulo")) == "Thu 7 July 2022 01:00 UTC-03"


@pytest.mark.parametrize("name", ["America/New_Yrok", "America", "", "../etc/passwd", "localtime", "/etc/localtime"])
def test_unknown_zones_are_refused(name: str) -> None:
    """A zone is a name in the database, not a folder, a path or the zone of this machine."""
    with pytest.raises(TimeProblem):
        zone_named(name)


def test_a_misspelt_zone_gets_the_nearest_name() -> None:
    """A slip of the pen in a zone is answered with the zone meant."""
    assert zone_named("America/New_York") == EASTERN
    with pytest.raises(TimeProblem) as raised:
        zone_named("America/New_Yrok")
    assert raised.value.help == "did you mean `America/New_York`?"


@given(st.integers(min_value=-(10**15), max_value=4 * 10**15))
def test_local_and_micro_are_inverse(us: int) -> None:
    """An instant survives being shown on a clock, also in the hour that comes twice."""
    assert micro(local(us, EASTERN)) == us


@given(st.integers(min_value=0, max_value=4 * 10**15))
def test_what_is_printed_reads_back(us: int) -> None:
    """An instant printed for machines is the same instant when read, one microsecond wide."""
    assert parse_instant(rfc3339(us), None) == us
    assert parse_time(rfc3339(us), None) == Interval(us, us + 1)


@given(st.text(max_size=30))
def test_any_text_is_a_time_or_a_time_problem(text: str) -> None:
    """No text makes the reader fail in any other way, and every time it finds has a first instant."""
    try:
        found = parse_time(text, EASTERN)
    except TimeProblem:
        return
    assert found.earliest < found.latest
