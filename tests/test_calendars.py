from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import holidays
import pytest

from evaluator.words.calendars import Calendar, CalendarGap
from evaluator.words.errors import BadInput, UsageError
from evaluator.words.source import load_path, load_text
from evaluator.words.times import Interval, parse_instant, parse_length, parse_time

ROOT = Path(__file__).parent.parent
EASTERN = ZoneInfo("America/New_York")


def calendar_in(path: Path) -> Calendar:
    data: Any = load_path(path).data
    return Calendar.of(data, path.name)


FCC = calendar_in(ROOT / "rules/calendars/fcc.yaml")
LAW: Any = load_path(ROOT / "tests/law/1.4-examples.yaml").data
READINGS: dict[str, str] = dict(LAW["readings"])
SECOND = 1_000_000

# The worked examples with their alternatives, each as one row.
EXAMPLES = [
    pytest.param(
        example, dict(row.get("readings", {})), row["due"], id="-".join([example["id"], *row.get("readings", {})])
    )
    for example in LAW["examples"]
    for row in (example, *example.get("alternatives", []))
]


def due(
    start: str, length: str, counted_by: str | None = None, zone: ZoneInfo | None = None, **readings: str
) -> Interval:
    chosen = READINGS | readings
    return FCC.due(parse_time(start, EASTERN), parse_length(length), counted_by, chosen, zone)


def shown(instant: Mapping[str, str]) -> int:
    us = parse_instant(instant["eastern"], None)
    assert us == parse_instant(instant["utc"], None)
    return us


@pytest.mark.parametrize(("example", "readings", "expected"), EXAMPLES)
def test_the_worked_examples(example: Any, readings: Mapping[str, str], expected: Any) -> None:
    """Each worked deadline, and each of its alternatives under the reading that makes it, ends at the second shown."""
    zone = ZoneInfo(example["zone"]) if "zone" in example else None
    found = due(example["start"], example["length"], example.get("counted by"), zone, **readings)
    if "earliest" in expected:
        assert found == Interval(shown(expected["earliest"]), shown(expected["latest"]))
    elif "date" in expected:
        assert found == FCC.end_of_day(date.fromisoformat(expected["date"]))
    else:
        assert found.latest - found.earliest == 1
        assert found.earliest // SECOND == shown(expected) // SECOND


def test_all_worked_examples_are_here() -> None:
    """The 28 examples and the 20 paragraphs of the section that were digested are all in the file."""
    assert (len(LAW["examples"]), len(LAW["provisions"])) == (28, 20)
    assert sum(len(example.get("alternatives", [])) for example in LAW["examples"]) == 8


def weekdays(year: int) -> list[date]:
    days = [date(year, 1, 1) + timedelta(days=n) for n in range(366)]
    return [day for day in days if day.year == year and day.weekday() < 5]


@pytest.mark.parametrize("year", [1987, *range(2018, 2028)])
def test_the_table_agrees_with_an_independent_one(year: int) -> None:
    """Weekday holidays are those of an independent table, and Inauguration Day, a holiday of the capital only."""
    other = {day for day in holidays.country_holidays("US", years=year) if day.year == year and day.weekday() < 5}
    inauguration = {date(2021, 1, 20)} & set(weekdays(year))  # that of 2025 fell on another holiday
    assert set(FCC.file.workdays.legal) & set(weekdays(year)) == other | inauguration


def test_inauguration_day_agrees_with_the_table_of_the_capital() -> None:
    """The table of the District has the same Inauguration Days, and Emancipation Day, which is no federal holiday."""
    capital = holidays.country_holidays("US", subdiv="DC", years=range(2018, 2028))
    extra = {day: name for day, name in capital.items() if day.weekday() < 5 and day not in FCC.file.workdays.legal}
    assert {name.removesuffix(" (observed)") for name in extra.values()} == {"Emancipation Day"}
    assert "Inauguration Day" in FCC.holiday_name(date(2025, 1, 20))


def test_closures_are_the_only_other_holidays() -> None:
    """Every weekday that is a holiday is in the legal table or was closed by an order of the President."""
    closed = {day for year in range(2018, 2028) for day in weekdays(year) if FCC.is_holiday(day)}
    ordered = [(2018, 12, 5), (2018, 12, 24), (2019, 12, 24), (2020, 12, 24)]
    ordered += [(2024, 12, 24), (2025, 1, 9), (2025, 12, 24), (2025, 12, 26)]
    assert closed - set(FCC.file.workdays.legal) == {date(*day) for day in ordered}


def test_names_of_holidays() -> None:
    """A holiday says why it is one; a business day says nothing."""
    assert FCC.holiday_name(date(2021, 6, 18)) == "Juneteenth, observed"
    assert FCC.holiday_name(date(2022, 7, 9)) == "Saturday"
    assert FCC.holiday_name(date(2018, 12, 5)).startswith("national day of mourning")
    assert FCC.holiday_name(date(2020, 6, 19)) == ""  # Juneteenth became a holiday in 2021
    assert FCC.is_business_day(date(2022, 7, 7))


@pytest.mark.parametrize("day", [date(2017, 12, 31), date(2028, 1, 1), date(1988, 1, 4)])
def test_days_outside_the_table_are_a_gap(day: date) -> None:
    """Nobody guesses at a holiday outside the years covered, which the message names."""
    with pytest.raises(CalendarGap, match=r"`fcc` knows the holidays of 1987, 2018 to 2027, not of "):
        FCC.is_business_day(day)


def test_a_clock_names_the_readings_it_consulted() -> None:
    """Only the readings on the way to the clock are named, also those behind other clocks."""
    chosen = READINGS | {"hours_vs_1.4": "two filing days"}
    assert FCC.clock("notice hours", READINGS).readings == {"hours_vs_1.4", "dst"}
    assert FCC.clock("notice hours", chosen).readings == {"hours_vs_1.4"}
    assert FCC.clock("days", {}).readings == frozenset()
    assert FCC.clock("traceback hours", READINGS | {"traceback_24h": "plain hours"}).readings == {
        "traceback_24h",
        "dst",
    }
    assert FCC.clock("traceback hours", READINGS).cite == "47 CFR 64.1200(n)(1)"


def test_the_calendar_lists_its_readings() -> None:
    """Every reading that a clock hangs on is listed with its options."""
    assert FCC.readings == {
        "dst": ("elapsed time", "wall clock"),
        "hours_vs_1.4": ("elapsed hours", "two filing days"),
        "day14_rollover": ("does not roll", "rolls"),
        "day30_rollover": ("does not roll", "rolls"),
        "traceback_24h": ("paused clock", "plain hours"),
        "recert_rollover": ("next business day", "strict"),
    }


def test_a_reading_must_have_a_value() -> None:
    """A reading that nobody chose has no silent default in the calendar."""
    with pytest.raises(UsageError, match="reading `dst` has no value"):
        FCC.clock("hours", {})


BAD = """\
calendar: bad
cite: 47 CFR 1.4
zone: America/New_Yrok
reread: 2026-02-30
holidays:
  weekend: [Saturday, Sonday]
  table:
    2022: {2022-07-04: Independence Day, 2021-07-05: elsewhere, 2022-07-09: on a Saturday}
  closures: {2030-01-02: outside, 2022-07-04: already}
clocks:
  hours: {counts: elapsed tyme}
  days: {counts: days, ends on holiday: next business day}
  office: {counts: paused time, opens: 8}
  one: {reading: r, only: days}
  round: about
  about: round
  lost: hourz
doubts: [{what: one, counted as: x, sure: very}]
"""


def test_every_problem_of_a_calendar_is_said_at_once() -> None:
    """A calendar file with many slips is refused with all of them, each at its place."""
    data: Any = load_text(BAD, "bad.yaml").data
    with pytest.raises(BadInput) as raised:
        Calendar.of(data, "bad.yaml")
    found = {(problem.line, problem.what) for problem in raised.value.problems}
    assert found == {
        (3, "there is no time zone `America/New_Yrok`"),
        (4, "there is no day `2026-02-30`"),
        (6, "`Sonday` is not a day of the week"),
        (8, "`2021-07-05` stands under `2022`"),
        (8, "`2022-07-09` is a Saturday"),
        (8, "`2021-07-05` stands after `2022-07-04` in the table of holidays"),
        (9, "closure `2030-01-02` is outside the table"),
        (9, "closure `2022-07-04` is a holiday already"),
        (11, "`counts` cannot be `elapsed tyme`"),
        (12, "`ends on holiday` is not a key here"),
        *((13, f"`{key}` is missing") for key in ("closes", "ends on a holiday", "holidays", "zone")),
        (13, "`8` is not an hour of the day"),
        (14, "a reading has two options or more"),
        (15, "clock `round` rests on itself"),
        (16, "clock `about` rests on itself"),
        (17, "there is no clock `hourz`"),
        (18, "`sure` cannot be `very`"),
    }


def test_days_of_the_calendar_are_days_in_its_zone() -> None:
    """The interval of a day and its last microsecond are Washington's."""
    day = FCC.day_interval(date(2022, 7, 7))
    assert day == parse_time("2022-07-07", EASTERN)
    assert FCC.end_of_day(date(2022, 7, 7)) == Interval(day.last, day.latest)


def test_both_agencies_keep_the_same_holidays() -> None:
    """The FTC's calendar has the federal legal holidays of the FCC's, year by year from 2018 (16 CFR 4.3(a); 47 CFR 1.4(e)(1))."""
    tables: list[Any] = [load_path(ROOT / f"rules/calendars/{name}.yaml").data for name in ("fcc", "ftc")]
    fcc, ftc = (each["holidays"]["table"] for each in tables)
    assert sorted(ftc) == [str(year) for year in range(2018, 2028)]
    assert all(ftc[year] == fcc[year] for year in ftc)


def test_the_clocks_of_the_ftc() -> None:
    """A day counts from the next one to its end, and hours run through a weekend (16 CFR 4.3(a))."""
    ftc = calendar_in(ROOT / "rules/calendars/ftc.yaml")
    friday = parse_time("2020-03-27T12:00:00", EASTERN)
    ends = {
        length: ftc.due(friday, parse_length(length), None, READINGS, None).latest for length in ("2 days", "48 hours")
    }
    assert ends["2 days"] == parse_time("2020-03-30T00:00:00", EASTERN).earliest
    assert ends["48 hours"] == parse_time("2020-03-29T12:00:00", EASTERN).latest


def test_every_holiday_that_is_dropped_doubled_or_moved_is_told() -> None:
    """A table that lacks a holiday, has it a day later, or has it twice, is not what its own rules come to."""
    text = (ROOT / "rules/calendars/fcc.yaml").read_text("utf-8")
    listed = re.findall(r"^ {6}(\d{4}-\d\d-\d\d): (.+)$", text, re.MULTILINE)
    assert len(listed) > 100
    for day, name in listed[::7]:
        line = f"      {day}: {name}\n"
        other = date.fromisoformat(day) + timedelta(days=1 if date.fromisoformat(day).weekday() < 4 else -1)
        for changed in ("", line.replace(day, str(other)), line + line.replace(day, str(other))):
            data: Any = load_text(text.replace(line, changed), "fcc.yaml").data
            with pytest.raises(BadInput) as raised:
                Calendar.of(data, "fcc.yaml")
            assert any(
                name.split("; ")[0].removesuffix(", observed") in problem.what for problem in raised.value.problems
            )
