"""A fixed day as a beginning, as the last day of a permission and as the end of an extension; and that all acts were respected."""

from __future__ import annotations

from datetime import date
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from situations import Data, case_of
from test_lookback import BOOK, checked

from evaluator import assess
from evaluator.words.times import midnight

ZONE = ZoneInfo("America/New_York")


def told(*facts: Data, **more: Any) -> Any:
    """A case of one provider."""
    parties = {"acme": {"name": "Acme Voice"}, "fcc": {"name": "FCC", "office": "the Commission"}}
    data = {"case": "days", "zone": "America/New_York", "parties": parties, "facts": list(facts), **more}
    return case_of(data, BOOK)


def statuses(case: Any, at: str) -> dict[str, str]:
    """The status of each finding by the name of its norm; every proof is accepted."""
    return {finding.name: finding.status for finding in checked(assess(BOOK, case, at=at)).findings}


@pytest.mark.parametrize(
    ("at", "expected"),
    [
        pytest.param("2021-06-30T23:59:59.999999-04:00", "pending", id="to the end of June 30"),
        pytest.param("2021-07-01T00:00:00-04:00", "violated", id="from July 1 on"),
    ],
)
def test_what_must_be_kept_from_a_day_on(at: str, expected: str) -> None:
    """Calls are signed by June 30, 2021 (47 CFR 64.6301): who does not sign them breaks that once the day is over, to the microsecond."""
    said = [{"standard": "signs its calls", "about": "acme", "says": "no", "by": "fcc"}]
    serves = {"service": {"id": "serves", "by": "acme", "began": "2021-01-01"}}
    assert statuses(told(serves, determinations=said), at) == {"sign": expected}


def ring(happened: str) -> Data:
    """A call to somebody in Chicago."""
    return {"ring": {"id": "ring", "by": "acme", "happened": happened, "local time": "America/Chicago"}}


RINGS = {"records": ["ring"], "about": "acme", "through": "2023-12-01", "said by": "acme"}


@pytest.mark.parametrize(
    ("facts", "whole", "expected"),
    [
        pytest.param([], [RINGS], "yes", id="no call at all"),
        pytest.param([ring("2023-05-01T12:00:00-05:00")], [RINGS], "yes", id="a call by day"),
        pytest.param([ring("2023-05-01T22:00:00-05:00")], [RINGS], "no", id="a call at night"),
        pytest.param([ring("2023-05-01T22:00:00-05:00")], [], "no", id="a call at night, on an open record"),
        pytest.param([ring("2023-05-01T21:00-05:00")], [RINGS], "undetermined", id="a call about the hour"),
        pytest.param([ring("2023-05-01T12:00:00-05:00")], [], "undetermined", id="there may be others"),
    ],
)
def test_all_acts_were_respected(facts: list[Data], whole: list[Data], expected: str) -> None:
    """A prohibition is respected if no act on record breaks it, and none that is not on record may."""
    record = checked(assess(BOOK, told(*facts, complete=whole), at="2023-06-01T12:00:00-04:00"))
    assert record.answer("may-try", by="acme").status == expected


def test_a_permission_ends_with_its_last_day() -> None:
    """What is allowed to June 30, 2023, is allowed to the end of that day, and the answer says so."""
    case = told(complete=[RINGS])
    record = checked(assess(BOOK, case, at="2023-06-30T23:59:59.999999-04:00"))
    answer = record.answer("may-try", by="acme")
    assert (answer.status, answer.until) == ("yes", midnight(date(2023, 7, 1), ZONE))
    assert assess(BOOK, case, at="2023-07-01T00:00:00-04:00").answer("may-try", by="acme").status == "no"
    for happened, expected in (
        ("2023-06-30T23:59:59.999999-04:00", "used"),
        ("2023-07-01T00:00:00-04:00", "used while not available"),
        ("2023-06-30 to 2023-07-01", "undetermined"),
    ):
        trial = {"trial": {"id": "trial", "by": "acme", "happened": happened}}
        assert statuses(told(trial, complete=[RINGS]), "2023-08-01T00:00:00-04:00")["another way"] == expected
