"""What was done and is owed again: the act, and what revived it, with its day, who judged it and where it is told."""

from __future__ import annotations

from pathlib import Path

import pytest

from evaluator import Case, Rulebook, assess
from evaluator.doors.explained import report, report_on
from evaluator.doors.text import text

CASE = """case: again
zone: America/New_York
parties:
  acme: {name: Acme Voice LLC, located: domestic}
  ftc: {name: FTC}
facts:
  - traffic: {id: t, roles: {acme: originating provider}}
  - warning: {id: w, happened: 2022-01-13, by: ftc, to: acme, traffic: [t], demands: [{id: stop, do: cessation%s}]}
  - cessation: {id: c, happened: 2022-01-20, by: acme, answers: stop, traffic: [t]}
  - traffic seen: {id: ts, happened: 2022-05-01, from: acme, resembles: stop, traffic: [t], source: {document: seen.txt, page: 2}}
%scomplete:
  - {records: [answer], about: acme, through: 2022-05-25, dated: 2022-05-26}
determinations:
  - {standard: same or similar, about: ts, says: %s, by: court, dated: 2022-05-20}
"""
DONE = "it was done by the cessation `c` (Thu 20 January 2022, hour unknown)"
AGAIN = f"{DONE}, and the traffic seen `ts` (Sun 1 May 2022, hour unknown) revived it"
JUDGED = 'Why: court says yes to "same or similar" of the traffic seen `ts`'
SECOND = "  - cessation: {id: d, happened: 2022-05-03, by: acme, answers: stop, traffic: [t]}\n"


def said(folder: Path, *parts: str) -> tuple[str, str, str]:
    """The status of the demand, and in one line each the report and what `explain` tells of it."""
    file = folder / "case.yaml"
    file.write_text(CASE % parts, encoding="utf-8")
    book = Rulebook.load()
    record = assess(book, Case.load(file, rulebook=book), at="2022-05-25T12:00:00-04:00")
    (finding,) = (f for f in record.findings if f.trigger is not None and f.trigger.id == "stop")
    told = (report(record, change=False), report_on(record, [finding], change=False))
    return finding.status, *(" ".join(text(each).split()) for each in told)


@pytest.mark.parametrize(("within", "status", "verdict"), [
    ("", "pending", f'Acme Voice LLC still has time for the demand "stop", with no time set: {AGAIN}.'),
    (", within: 30 days", "violated", f'Acme Voice LLC has missed the demand "stop" ({AGAIN})'),
])  # fmt: skip
def test_what_revived_a_demand_to_stop_is_told(tmp_path: Path, within: str, status: str, verdict: str) -> None:
    """A demand to stop is owed again once the same traffic is seen: verdict and explanation tell by what, of which day, and its source."""
    found, whole, explained = said(tmp_path, within, "", "yes")
    assert found == status
    assert verdict in whole.partition("VERDICT")[2].partition("WHAT IS STILL")[0].partition("ASSUMPTIONS")[0]
    assert f'the demand "stop": {AGAIN}.' in explained
    assert JUDGED in explained
    assert "Source: the traffic seen `ts`: seen.txt, page 2." in explained
    assert "On record" not in explained
    left = whole.partition("WHAT IS STILL")[2].partition("ASSUMPTIONS")[0]
    assert (f"Owed again: {AGAIN}." in left) == (status == "pending")


def test_what_did_not_revive_it_is_not_told(tmp_path: Path) -> None:
    """Traffic that is judged not to be the same leaves the demand fulfilled, and nothing is owed again."""
    found, whole, explained = said(tmp_path, "", "", "no")
    assert found == "fulfilled"
    assert "revived" not in whole + explained


def test_an_act_after_the_relapse_stays_on_record(tmp_path: Path) -> None:
    """A second cessation, after the traffic was seen again, is told as one on record, and not as one taken back."""
    found, _, explained = said(tmp_path, "", SECOND, "yes")
    assert found == "pending"
    assert f"{AGAIN}." in explained
    assert "On record: the cessation `d` (Tue 3 May 2022, hour unknown)." in explained
