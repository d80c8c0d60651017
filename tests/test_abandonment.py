"""The safe harbour of abandoned calls, 16 CFR 310.4(b)(4), as a prohibition would use it."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from situations import Data, case_of

from evaluator import Rulebook, assess
from evaluator.passes.check import check

ROOT = Path(__file__).parent.parent
CARD = """
section: 9 CFR 9.9
calendar: ftc
parties: {caller: whoever calls}
paragraphs:
  (a):
    - effective: 2003-03-31
      compliance: 2003-10-01
      authority: an example
      gist: "[1: No answered call is abandoned], [2: but within the safe harbour]."
      prohibition abandon:
        phrases: [1, 2]
        bearer: caller
        act:
          call: {by: caller, direction: outbound, answered by: person, seconds to agent: more than 2}
        unless shown:
          - abandonment safe harbour: {as: kept call, by: caller, campaign: same as call, while: call}
"""
FIELDS = {"by": "acme", "campaign": "spring", "direction": "outbound"}
START = {"campaign start": {"id": "start", "happened": "2024-03-01", "by": "acme", "campaign": "spring"}}
RECORDS = {"practice": {"id": "records", "began": "2003-01-01", "by": "acme", "items": ["records of abandoned calls"]}}
AT = "2024-06-01T00:00:00-04:00"


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Rulebook:
    """The rulebook, with a card that uses the safe harbour."""
    folder = tmp_path_factory.mktemp("book") / "rules"
    shutil.copytree(ROOT / "rules", folder)
    (folder / "extra.yaml").write_text(CARD, encoding="utf-8")
    return Rulebook.load(folder)


def answered(count: int, day: str = "2024-03-04") -> list[Data]:
    """Calls that a person answered and an agent took, a minute apart."""
    told = {**FIELDS, "answered by": "person", "seconds to agent": "1"}
    return [{"call": {"id": f"good {n}", "happened": f"{day}T10:{n:02d}:00", **told}} for n in range(count)]


def abandoned(when: str = "2024-03-04T09:00:00", id: str = "drop") -> Data:
    """A call left without an agent, with the recording."""
    told = {**FIELDS, "answered by": "person", "seconds to agent": "3", "recording": "seller and number"}
    return {"call": {"id": id, "happened": when, **told}}


def unanswered(seconds: str, rings: str) -> Data:
    """A call that nobody answered, given up after so long."""
    told = {**FIELDS, "answered by": "nobody", "seconds of ringing": seconds, "rings": rings}
    return {"call": {"id": "unanswered", "happened": "2024-03-05T10:00:00", **told}}


KEPT = [START, RECORDS, abandoned(), *answered(33)]
OF_2006 = [RECORDS, abandoned("2006-05-05T09:00:00"), *answered(33, "2006-05-05")]


def test_the_card_is_clean(book: Rulebook) -> None:
    """`check` finds nothing in the rulebook with the card that uses the safe harbour."""
    assert check(book) == []


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        (KEPT, "excused"),
        (KEPT[:-1], "violated"),
        (KEPT[1:], "violated"),
        ([START, *KEPT[2:]], "violated"),
        ([*KEPT, unanswered("14", "3")], "violated"),
        ([*KEPT, unanswered("15", "3")], "excused"),
        ([*KEPT, unanswered("14", "4")], "excused"),
        ([*KEPT, abandoned("2024-03-30T23:59:00", "second")], "violated"),
        ([*KEPT, abandoned("2024-03-31T00:00:00", "second")], "excused"),
        (OF_2006, "excused"),
        ([*OF_2006, abandoned("2006-05-05T23:59:00", "second")], "violated"),
        ([*OF_2006, abandoned("2006-05-06T00:00:00", "second")], "excused"),
    ],
    ids=lambda value: value if isinstance(value, str) else None,
)
def test_the_safe_harbour(facts: list[Data], expected: str, book: Rulebook) -> None:
    """At most three percent of a campaign over its 30 days, or of a day before October 2008, long rings, a recording and records."""
    case: Data = {"case": "calls", "zone": "America/New_York", "parties": {"acme": {"name": "Acme"}}, "facts": facts}
    case["complete"] = [{"records": ["call", "practice"], "about": "acme", "through": AT}]
    record = assess(book, case_of(case, book), at=AT)
    found = [f for f in record.findings if f.name == "abandon" and f.trigger is not None and f.trigger.id == "drop"]
    assert [finding.status for finding in found] == [expected]
    if facts[0] is RECORDS:  # the proofs of the older text, in which fewer norms bear on a call
        assert record.verify() == ()
