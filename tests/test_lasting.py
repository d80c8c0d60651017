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


def blocked(began: str) -> Record:
    """A final determination of July 15, 2024, and a neighbour of the one named, which blocks from an instant on and told nobody."""
    data: dict[str, Any] = {
        "case": "lasting",
        "zone": "America/New_York",
        "parties": {"named": {"name": "Named Voice"}, "next": {"name": "Next Carrier"}},
        "facts": [
            {"connection": {"id": "link", "from": "named", "to": "next", "began": "2023-01-01"}},
            {"final determination order": {"id": "fdo", "happened": "2024-07-15T10:00", "by": "Enforcement Bureau", "against": "named"}},
            {"blocking": {"id": "cut", "began": began, "by": "next", "of": "named", "scope": "all traffic", "in role": "intermediate"}},
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
        ("2024-08-14T09:00:00", "", True, 1),  # it may start early on the terms of (k)(4), and told nobody
    ],
)
def test_what_is_bidden_and_what_was_missed(began: str, missed: str, uncovered: bool, code: int) -> None:
    """Who blocks when it must is covered; five days late it had missed its duty; a day early it needed the notice to the Commission."""
    record = blocked(began)
    said = " ".join(text(report(record, reader="next", change=False)).split())
    assert ("WAS MISSED:" in said, "NOT COVERED:" in said) == (bool(missed), uncovered)
    assert missed in said
    assert exit_code(record, "next") == code
