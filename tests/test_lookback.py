"""Lengths before and after another fact: 18 and 3 months before a call, a copy of the last 31 days, 60 days after a revocation."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from random import Random
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from situations import Data, case_of

from evaluator import Record, Rulebook, assess
from evaluator.passes.check import check
from evaluator.words.lookback import UNITS, lapse, moved, since, through
from evaluator.words.times import EVER, HOUR, NEVER, midnight, parse_instant, rfc3339

HERE = Path(__file__).parent
BOOK = Rulebook.load(HERE / "rules_language")
ZONE = ZoneInfo("America/New_York")
CALL = "2023-08-31T12:00:00-04:00"


def told(*facts: Data, **more: Any) -> Any:
    """A case of one caller."""
    parties = {"acme": {"name": "Acme Voice"}, "fcc": {"name": "FCC", "office": "the Commission"}}
    return case_of({"case": "near", "zone": "America/New_York", "parties": parties, "facts": list(facts), **more}, BOOK)


def checked(record: Record) -> Record:
    """A record, every proof of which is accepted."""
    assert record.verify() == ()
    return record


def call(happened: str = CALL) -> list[Data]:
    """A sales call to a number on the Registry."""
    fields = {"by": "acme", "number": "n1", "seller": "s1", "purpose": "sale", "happened": happened}
    return [
        {"call": {"id": "call", **fields}},
        {"registry entry": {"id": "entry", "number": "n1", "began": "2020-01-01"}},
    ]


def bought(happened: str, kind: str = "purchase", **more: str) -> Data:
    """What a consumer did with the seller."""
    when = {"began": happened} if kind == "service plan" else {"happened": happened}
    return {kind: {"id": kind, "number": "n1", "seller": "s1", **when, **more}}


def status(*facts: Data, at: str = "2024-06-01T00:00:00-04:00") -> str:
    """Whether the call broke the prohibition."""
    record = checked(assess(BOOK, told(*facts), at=at))
    [found] = [finding for finding in record.findings if finding.name == "call"]
    return found.status


@pytest.mark.parametrize(
    ("happened", "expected"),
    [
        pytest.param(
            "2022-02-28", "excused", id="18 months before August 31 is the last day of February, to its start"
        ),
        pytest.param("2022-02-28T00:00:00-05:00", "excused", id="the first instant that counts"),
        pytest.param("2022-02-27T23:59:59.999999-05:00", "violated", id="a microsecond sooner"),
        pytest.param("2022-02-27 to 2022-02-28", "violated", id="one day or the other: not shown"),
        pytest.param("2023-08-31T11:59:59.999999-04:00", "excused", id="just before the call"),
        pytest.param("2023-08-31T12:00:00-04:00", "violated", id="at the call itself is not before it"),
        pytest.param("2023-08-31", "violated", id="on the day of the call: not shown to come before it"),
        pytest.param("2024-01-01", "violated", id="after the call"),
        pytest.param("before 2022-02-01", "violated", id="at some time before"),
    ],
)
def test_an_established_relationship(happened: str, expected: str) -> None:
    """A purchase counts in the 18 months before the call (16 CFR 310.2(q)), by calendar months back from its day, that day included."""
    assert status(*call(), bought(happened)) == expected


def test_months_back_over_a_leap_day() -> None:
    """Three months before May 29, 2024, is February 29; before May 31 too, for February has no 31st; before May 30, 2023, February 28."""
    for day, first in (("2024-05-29", "2024-02-29"), ("2024-05-31", "2024-02-29"), ("2023-05-30", "2023-02-28")):
        sooner = str(date.fromisoformat(first) - timedelta(days=1))
        asked = call(f"{day}T09:00:00-04:00")
        assert status(*asked, bought(first, "inquiry")) == "excused"
        assert status(*asked, bought(sooner, "inquiry")) == "violated"
    assert status(*call(), bought("2022-08-31", "inquiry")) == "violated"


def test_an_uncertain_call_leaves_it_open_unless_all_of_it_counts() -> None:
    """Where the day of the call is not known, a purchase counts only if it does for each day there may be."""
    around = call("2023-08-29 to 2023-08-31")
    assert status(*around, bought("2022-03-01")) == "excused"
    assert status(*around, bought("2022-02-28")) == "excused"  # 18 months before each of these days is February 28
    assert status(*call("2023-08-31 to 2023-09-01"), bought("2022-02-28")) == "violated"  # not shown for September 1


@pytest.mark.parametrize(
    ("began", "ended", "expected"),
    [
        pytest.param("2015-01-01", None, "excused", id="it goes on"),
        pytest.param("2015-01-01", "2022-03-01", "excused", id="ended in the 18 months"),
        pytest.param("2015-01-01", "2022-02-27", "violated", id="ended before them"),
        pytest.param("2015-01-01", "2022-02-01 to 2022-03-05", "violated", id="ended no one knows when: not shown"),
        pytest.param("2023-09-01", None, "violated", id="began after the call"),
    ],
)
def test_a_period_counts_as_far_as_it_reaches_into_the_time(began: str, ended: str | None, expected: str) -> None:
    """What lasts counts if any of it lies in the 18 months before the call."""
    more = {"ended": ended} if ended is not None else {}
    assert status(*call(), bought(began, "service plan", **more)) == expected


# -- a copy of the last 31 days, asked of a call that is only supposed


def may_call(happened: str, at: str, **more: Any) -> tuple[str, int | None]:
    """Whether Acme may call now, with a copy of that time, and until when."""
    copy = {"registry copy": {"id": "copy", "by": "acme", "happened": happened}}
    whole = [{"records": ["registry copy"], "about": "acme", "through": "2024-12-01", "said by": "acme"}]
    record = checked(assess(BOOK, told(copy, complete=whole), at=at))
    answer = record.answer("may-call", by="acme")
    return answer.status, answer.until


def test_what_is_supposed_now_looks_back_from_now() -> None:
    """A copy of August 1 serves to the end of September 1, 31 days on (16 CFR 310.4(b)(3)(iv)), and the answer says until when."""
    lapses = midnight(date(2023, 9, 2), ZONE)
    exact = "2023-08-01T10:00:00-04:00"
    assert may_call(exact, "2023-08-01T10:00:00-04:00")[0] == "no"
    assert may_call(exact, "2023-08-01T10:00:00.000001-04:00") == ("yes", lapses)
    assert may_call(exact, "2023-09-01T23:59:59.999999-04:00") == ("yes", lapses)
    assert may_call(exact, "2023-09-02T00:00:00-04:00") == ("no", None)
    assert may_call("2023-08-01", "2023-08-01T10:00:00-04:00")[0] == "undetermined"
    assert may_call("2023-07-31 to 2023-08-01", "2023-09-01T10:00:00-04:00") == ("undetermined", lapses)


def test_an_act_on_record_looks_back_from_itself() -> None:
    """A use with a copy of 31 days before is covered, one with a copy of 32 days before is not; clocks changed in between."""
    for copy, expected in (("2024-02-10", "used"), ("2024-02-09", "used while not available")):
        facts = (
            {"registry copy": {"id": "copy", "by": "acme", "happened": copy}},
            {"dialing": {"id": "dialing", "by": "acme", "happened": "2024-03-12T00:00:00-04:00"}},
        )
        whole = [{"records": ["registry copy"], "about": "acme", "through": "2024-12-01", "said by": "acme"}]
        record = checked(assess(BOOK, told(*facts, complete=whole), at="2024-06-01T00:00:00-04:00"))
        assert [finding.status for finding in record.findings] == [expected]


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        pytest.param("2024-03-11T23:59:59.999999-04:00", "respected", id="on day 60, to its end"),
        pytest.param("2024-03-12T00:00:00-04:00", "violated", id="on day 61"),
        pytest.param("2024-03-11 to 2024-03-12", "undetermined", id="on the one or the other"),
        pytest.param("2024-01-11", "undetermined", id="on the day of the revocation: before or after it"),
        pytest.param("2024-01-10", "violated", id="before it"),
    ],
)
def test_days_after(asked: str, expected: str) -> None:
    """Review is asked for within 60 days after the revocation: the day after is day 1, the last counts to its end (47 CFR 1.4(b)-(d))."""
    facts = (
        {"token revocation": {"id": "revoked", "of": "acme", "happened": "2024-01-11T12:00:00-05:00"}},
        {"review request": {"id": "asked", "by": "acme", "of": "revoked", "happened": asked}},
        {"handoff": {"id": "handoff", "by": "acme", "happened": "2024-05-01T12:00:00-04:00"}},
    )
    whole = [{"records": ["review request"], "about": "acme", "through": "2024-12-01", "said by": "acme"}]
    record = checked(assess(BOOK, told(*facts, complete=whole), at="2024-06-01T00:00:00-04:00"))
    [found] = [finding for finding in record.findings if finding.name == "call without a token"]
    assert found.status == expected


# -- counting


def test_the_worked_provisions_are_clean() -> None:
    """The rulebook of these tests has no issue of its own."""
    assert check(BOOK) == []


@pytest.mark.parametrize(
    ("day", "amount", "unit", "to"),
    [
        ("2024-02-29", 1, "years", "2025-02-28"),
        ("2024-02-29", -1, "years", "2023-02-28"),
        ("2024-02-29", -4, "years", "2020-02-29"),
        ("2023-08-31", -18, "months", "2022-02-28"),
        ("2024-01-31", 1, "months", "2024-02-29"),
        ("2024-03-31", -1, "months", "2024-02-29"),
        ("2024-12-31", 2, "months", "2025-02-28"),
        ("2024-03-01", -1, "days", "2024-02-29"),
    ],
)
def test_the_same_day_or_the_last(day: str, amount: int, unit: str, to: str) -> None:
    """A month on or back is the same day of the month; where there is none, the last day of that month."""
    assert str(moved(date.fromisoformat(day), amount, unit)) == to


@pytest.mark.parametrize("unit", UNITS)
def test_a_look_back_lapses_when_it_says(unit: str) -> None:
    """Up to a microsecond before the lapse of an instant it lies within the length, and from the lapse on it does not."""
    random = Random(20260301)
    start = parse_instant("2023-01-01T00:00:00Z", None)
    for _ in range(300):
        us, amount = start + random.randrange(0, 900 * 24 * HOUR), random.randint(1, 40)
        end = lapse(us, amount, unit, ZONE)
        assert since(end - 1, amount, unit, ZONE) <= us < since(end, amount, unit, ZONE), (rfc3339(us), amount)


def test_an_open_end_stays_open() -> None:
    """What has no beginning, or no end, reaches as far."""
    for reach in (since, through, lapse):
        assert reach(NEVER, 3, "months", ZONE) == NEVER
        assert reach(EVER, 3, "months", ZONE) == EVER


def test_hours_pass_whatever_the_clock_does() -> None:
    """24 hours before noon of the day after clocks went forward is 11:00 by the clock of the day before."""
    noon = parse_instant("2024-03-10T12:00:00-04:00", None)
    assert rfc3339(since(noon, 24, "hours", ZONE)) == "2024-03-09T16:00:00Z"
    assert rfc3339(through(since(noon, 24, "hours", ZONE), 24, "hours", ZONE)) == "2024-03-10T16:00:00Z"
