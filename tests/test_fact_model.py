from __future__ import annotations

from typing import Any

import pytest
from situations import DEMAND, Data, case_of, findings_of, only

from evaluator import BadInput, Case, Record, Rulebook, assess

PEOPLE: Data = {
    "acme": {"name": "Acme Voice LLC"},
    "bell": {"name": "Bell Carrier"},
    "fcc": {"name": "FCC Enforcement Bureau", "zone": "America/New_York"},
    "ftc": {"name": "Federal Trade Commission", "zone": "America/New_York"},
}
LETTER: Data = {"id": "letter", "happened": "2022-07-07", "by": "fcc", "to": "acme", "traffic": ["warranty"]}
WARRANTY: Data = {"traffic": {"id": "warranty", "roles": {"acme": "originating provider"}}}


def case(*facts: Data, complete: Any = (), said: Any = (), parties: Data | None = None) -> Case:
    """A case of these facts among a few parties; `complete` names the parties whose answers are on file through July 2022."""
    records = [{"records": "answer", "about": party, "through": "2022-07-31"} for party in complete]
    return case_of({
        "case": "model", "zone": "America/New_York", "parties": {**PEOPLE, **(parties or {})}, "facts": [WARRANTY, *facts],
        "complete": records, "determinations": list(said),
    })  # fmt: skip


def letter(*demands: Data, **fields: Any) -> Data:
    """The notice of July 7, 2022 with some demands, and with some fields changed."""
    return {"notice": {**LETTER, **fields, **({"demands": list(demands)} if demands else {})}}


def asked(case: Case, at: str = "2022-07-12T00:00", **how: Any) -> Record:
    """The case assessed at an instant of Washington."""
    return assess(Rulebook.load(), case, at=at, **how)


def problems(*facts: Data, **more: Any) -> list[str]:
    """What is wrong with a case of these facts."""
    with pytest.raises(BadInput) as bad:
        case(*facts, **more)
    return [problem.what for problem in bad.value.problems]


# -- what a document demands


@pytest.mark.parametrize(
    ("seen", "judged", "expected"),
    [
        ("2022-07-09T11:00", "yes", "fulfilled"),  # within the 48 hours: nothing has been missed yet
        ("2022-07-09T12:30", "yes", "violated"),
        ("2022-07-09T12:30", "no", "fulfilled"),
        ("2022-07-09T12:30", None, "undetermined"),
        ("2022-07-09", "yes", "undetermined"),
    ],
)
def test_what_goes_on_after_a_demand_to_stop(seen: str, judged: str | None, expected: str) -> None:
    """A demand to stop is not met once the same traffic is seen after its 48 hours, as the letter of April 3, 2020 puts it."""
    found = asked(
        case(
            letter({"id": "stop", "do": "cessation", "within": "48 hours"}, happened="2022-07-07T12:00:00"),
            {"cessation": {"happened": "2022-07-08T09:00", "by": "acme", "answers": "letter"}},
            {"traffic seen": {"id": "again", "happened": seen, "from": "acme", "resembles": "stop"}},
            said=[{"standard": "same or similar", "about": "again", "says": judged, "by": "fcc"}] if judged else (),
        )
    )
    assert only(findings_of(found, DEMAND)).status == expected
