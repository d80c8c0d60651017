"""A date that a notice prints for a duty that arises from it under the name of a definition, in both engines and in the proof."""

from __future__ import annotations

from pathlib import Path

import pytest

from evaluator import Case, Record, Rulebook, assess
from evaluator.doors.explained import report
from evaluator.doors.text import text

CASE = """case: printed
zone: America/New_York
parties:
  acme: {name: Acme Voice LLC, located: domestic}
  eb: {name: Enforcement Bureau}
facts:
  - traffic: {id: t, roles: {acme: originating provider}}
  - notice: {id: nsit, happened: 2024-03-20, by: eb, to: acme, traffic: [t],
      elements: [traffic described, grounds given, law cited, compliance directed], stated due: {report: %s}}
complete:
  - {records: [investigation report], about: acme, through: 2024-05-20, dated: 2024-05-21}
"""
REPORT = "47 CFR 64.1200(n)(2)(i)(A) report"


def found(folder: Path, printed: str, at: str) -> tuple[Record, str]:
    """The record on a notice that prints a day, seen alike by the second engine and its proof checked, and the report in one line."""
    file = folder / "case.yaml"
    file.write_text(CASE % printed, encoding="utf-8")
    book = Rulebook.load()
    record = assess(book, Case.load(file, rulebook=book), at=at, second_opinion=True)
    assert record.second is not None
    assert record.verify() == ()
    return record, " ".join(text(report(record, change=False)).split())


@pytest.mark.parametrize(("printed", "at", "status", "words"), [
    ("2024-04-10", "2024-04-10T23:59:59-04:00", "pending", "to the Commission; by the day printed, by the end of Wed 10 April"),
    ("2024-04-10", "2024-04-11T00:00:00-04:00", "violated", "the window ended at the end of Wed 10 April 2024"),
    ("2024-03-28", "2024-04-03T23:59:59-04:00", "pending", "leaves less time than the least that the rule allows; the later end counts"),
    ("2024-03-28", "2024-04-04T00:00:00-04:00", "violated", "The date printed (the end of Thu 28 March 2024) leaves less time"),
])  # fmt: skip
def test_a_day_printed_for_a_duty_of_a_defined_notice_counts(
    tmp_path: Path, printed: str, at: str, status: str, words: str
) -> None:
    """47 CFR 64.1200(n)(2)(i)(A) leaves the time to the notice, and gives no less than 14 days."""
    record, said = found(tmp_path, printed, at)
    assert [f.status for f in record.findings if f.norm.id == REPORT] == [status]
    assert words in said
    assert ("leaves less time" in said) == (printed == "2024-03-28")


@pytest.mark.parametrize(
    ("printed", "name"), [("2024-05-27", "Memorial Day"), ("2024-05-25", "Saturday"), ("2024-05-28", "")]
)
def test_a_day_printed_that_is_no_business_day_is_said_to_stay(tmp_path: Path, printed: str, name: str) -> None:
    """The day that the agency wrote counts; that 47 CFR 1.4(j) might move one without business to the next is told beside it."""
    record, said = found(tmp_path, printed, "2024-05-01T12:00:00-04:00")
    [finding] = [each for each in record.findings if each.norm.id == REPORT]
    assert finding.due is not None
    assert str(finding.due.latest) == str(finding.printed.latest if finding.printed else None)
    told = f"is no business day ({name}): whether a day that an agency wrote moves to the next one is open; here it does not."
    assert (told in said) == bool(name)
    assert ("is no business day" in said) == bool(name)
