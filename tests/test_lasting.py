"""Duties of a state that must last: what was not kept for a while is told, and an act that such a duty bids is no use of a permission."""

from __future__ import annotations

from typing import Any

import pytest
from situations import case_of

from evaluator import Record, Rulebook, assess
from evaluator.doors.explained import report
from evaluator.doors.text import text
from evaluator.doors.verdict import exit_code

AT = "2024-08-25T00:00:00-04:00"
END = "2024-12-31T00:00:00-05:00"


def blocked(began: str, *more: dict[str, Any]) -> Record:
    """A final determination of July 15, 2024, and a neighbour of the one named, which blocks from an instant on and told nobody."""
    data: dict[str, Any] = {
        "case": "lasting",
        "zone": "America/New_York",
        "parties": {"named": {"name": "Named Voice"}, "next": {"name": "Next Carrier"}},
        "facts": [
            {"connection": {"id": "link", "from": "named", "to": "next", "began": "2023-01-01"}},
            {"final determination order": {"id": "fdo", "happened": "2024-07-15T10:00", "by": "Enforcement Bureau", "against": "named"}},
            {"blocking": {"id": "cut", "began": began, "by": "next", "of": "named", "scope": "all traffic", "in role": "intermediate"}},
            *more,
        ],
        "complete": [{"records": ["blocking", "blocking notice", "connection"], "about": "next", "through": END}],
        "determinations": [{"standard": "all reasonable efforts", "about": "next", "says": "yes", "by": "Enforcement Bureau"}],
    }  # fmt: skip
    book = Rulebook.load()
    return assess(book, case_of(data, book), at=AT)


@pytest.mark.parametrize(
    ("began", "missed", "uncovered", "code"),
    [
        ("2024-08-15T00:00:00", "", False, 0),  # day 30 is August 14, so this is the first instant at which it must
        ("2024-08-20T09:00:00", "from Thu 15 August 2024 00:00 EDT until Tue 20 August 2024 09:00 EDT", False, 1),
        ("2024-08-14T09:00:00", "", False, 0),  # no sooner than 30 days after the release, though it need not yet
        ("2024-08-13T23:59:59", "", True, 1),  # it may start early on the terms of (k)(4), and told nobody
    ],
)
def test_what_is_bidden_and_what_was_missed(began: str, missed: str, uncovered: bool, code: int) -> None:
    """Who blocks from day 30 on is covered; five days late it had missed its duty; sooner it needed the notice to the Commission."""
    record = blocked(began)
    said = " ".join(text(report(record, reader="next", change=False)).split())
    assert ("WAS MISSED:" in said, "NOT COVERED:" in said) == (bool(missed), uncovered)
    assert missed in said
    assert exit_code(record, "next") == code


def test_nothing_bids_on_an_order_that_was_taken_back() -> None:
    """After day 30 of an order that the Bureau took back no duty binds, so blocking then is covered by nothing."""
    back = {"rescission": {"id": "back", "happened": "2024-07-20", "by": "Enforcement Bureau", "of": "fdo"}}
    record = blocked("2024-08-20T09:00:00", back)
    said = " ".join(text(report(record, reader="next", change=False)).split())
    assert ("WAS MISSED:" in said, "NOT COVERED:" in said, exit_code(record, "next")) == (False, True, 1)


@pytest.mark.parametrize(
    ("more", "lead"),
    [
        ([{"rescission": {"id": "back", "happened": "2025-04-02T10:00", "by": "Enforcement Bureau", "of": "letter"}}], True),
        ([], False),
    ],
    ids=["taken back", "standing"],
)  # fmt: skip
def test_blocking_that_outlives_the_notice_is_told(more: list[dict[str, Any]], lead: bool) -> None:
    """Blocking begun under 47 CFR 64.1200(k)(4) on a notice that was taken back since, and not ended, is no longer covered."""
    data: dict[str, Any] = {
        "case": "outlived",
        "zone": "America/New_York",
        "parties": {"acme": {"name": "Acme Voice"}, "next": {"name": "Next Carrier"}},
        "facts": [
            {"traffic": {"id": "t1", "roles": {"acme": "originating provider"}}},
            {"notice": {"id": "letter", "happened": "2025-03-10T15:00", "by": "Enforcement Bureau", "to": "acme", "traffic": ["t1"]}},
            {"blocking notice": {"id": "told", "happened": "2025-03-25T10:00", "by": "next", "to": "the Commission",
                                 "about": "acme", "summary": "given"}},
            {"blocking": {"id": "cut", "began": "2025-03-26T10:00", "by": "next", "of": "acme", "scope": "all traffic",
                          "in role": "intermediate", "relies on": "47 CFR 64.1200(k)(4)"}},
            *more,
        ],
        "complete": [{"records": ["answer"], "about": "acme", "through": "2025-06-01T00:00:00-04:00"}],
    }  # fmt: skip
    book = Rulebook.load()
    record = assess(book, case_of(data, book), at="2025-06-01T00:00:00-04:00")
    said = " ".join(text(report(record, change=False)).split())
    assert ("NO LONGER COVERED: The blocking `cut` was covered when it began" in said) == lead


def test_what_another_permission_may_cover_is_open_and_not_uncovered() -> None:
    """Who blocks a notified provider may rely on 47 CFR 64.1200(k)(4): that (n)(2) shields only the provider itself is no fault."""
    letter = {
        "id": "letter",
        "happened": "2024-07-01T10:00",
        "by": "Enforcement Bureau",
        "to": "named",
        "traffic": ["t"],
    }
    data: dict[str, Any] = {
        "case": "open",
        "zone": "America/New_York",
        "parties": {"named": {"name": "Named Voice"}, "next": {"name": "Next Carrier"}},
        "facts": [
            {"traffic": {"id": "t", "roles": {"named": "originating provider"}}},
            {"notice": {**letter, "elements": ["traffic described", "grounds given", "law cited", "compliance directed"]}},
            {"blocking": {"id": "cut", "began": "2024-07-05", "by": "next", "of": "named", "scope": "all traffic"}},
        ],
    }  # fmt: skip
    book = Rulebook.load()
    record = assess(book, case_of(data, book), at=AT)
    status = {f.norm.id: f.status for f in record.findings if f.trigger is not None and f.trigger.id == "cut"}
    assert status["47 CFR 64.1200(k)(4) block all"] == "undetermined"
    assert status["47 CFR 64.1200(n)(2) block similar"] == "used while not available"
    assert "NOT COVERED" not in text(report(record, change=False)).partition("WHAT IS STILL TO BE DONE")[0]
    assert exit_code(record, "next") == 3
