"""What leaves the end of a window open is named and asked for: a zone, a time that is blacked out, the day of more time granted."""

from __future__ import annotations

from pathlib import Path

import pytest

from evaluator import Case, Record, Rulebook, assess
from evaluator.doors.explained import report
from evaluator.doors.text import text

CASE = """case: ends
zone: America/New_York
parties:
  acme: {name: Acme Voice LLC%s}
  eb: {name: Enforcement Bureau}
  itg: {name: the traceback consortium}
facts:
%s
"""
REQUEST = "  - traceback request: {id: r, happened: 2024-08-30T18:00:00, received: %s, by: itg, to: acme}\n"
NOTICE = "  - notice: {id: nsit, happened: 2024-03-20T10:00:00, by: eb, to: acme%s}\n"
DEMANDED = NOTICE % ", demands: [{id: tell, do: status report, tell: eb, within: redacted}]"
GRANTED = NOTICE % "" + "  - extension: {id: x, happened: 2024-03-25T10:00:00, by: eb, to: acme, of: nsit}\n"
EXACT = "2024-08-30T18:00:00"
PLACE = "the zone of Acme Voice LLC"
ENTER = f"enter {PLACE}, under `zone` among the parties"


def assessed(folder: Path, facts: str, at: str, zone: str = "") -> tuple[Record, str]:
    """The record on some facts, with the report on it in one line."""
    file = folder / "case.yaml"
    file.write_text(CASE % (zone, facts), encoding="utf-8")
    book = Rulebook.load()
    record = assess(book, Case.load(file, rulebook=book), at=at)
    return record, " ".join(text(report(record, change=False)).split())


@pytest.mark.parametrize(("received", "zone", "at", "told", "asked"), [
    (EXACT, "", "2024-09-03T12:00:00-04:00", f"08:00 EDT at the latest ({PLACE} is not known)", f"To know the end: {ENTER}."),
    (EXACT, "", "2024-09-03T20:00:00-04:00", f"({PLACE} is not known)", f"if there was one in time; or {ENTER}; or if there was none"),
    ("2024-08-30T18:00", "", "2024-09-03T20:00:00-04:00", f"({PLACE} is not known)", ENTER),
    ("2024-08-30", "", "2024-09-03T20:00:00-04:00",
     f'(the hour of "received" of the traceback request `r` and {PLACE} are not known)', ENTER),
    (EXACT, ", zone: America/New_York", "2024-09-03T20:00:00-04:00", "by Wed 4 September 2024 08:00 EDT", ""),
])  # fmt: skip
def test_the_zone_of_the_office_that_answers_is_asked_for(
    tmp_path: Path, received: str, zone: str, at: str, told: str, asked: str
) -> None:
    """47 CFR 64.1200(n)(1) counts from the business hours of the office that answers: where nobody tells its zone, that is open."""
    _, said = assessed(tmp_path, REQUEST % received, at, zone)
    assert told in said
    assert "the second of" not in said
    assert asked in said.partition("WHAT IS STILL TO BE DONE")[2].partition("ASSUMPTIONS")[0]
    assert (PLACE in said) == bool(asked)


def test_the_last_instant_is_told_as_the_hour_it_is(tmp_path: Path) -> None:
    """What was due by 08:00 in one zone or at 18:00 in another was due by the hour; others read when it is surely over."""
    complete = "complete:\n  - {records: [traceback answer], about: acme, through: 2024-09-09, dated: 2024-09-10}\n"
    record, said = assessed(tmp_path, REQUEST % EXACT + complete, "2024-09-10T12:00:00-04:00")
    assert "It was due by Wed 4 September 2024 08:00 EDT at the latest." in said
    assert "between Tue 3 September 2024 18:00 EDT and Wed 4 September 2024 08:00 EDT" in said
    assert "by after" not in said
    assert "and after" not in said
    other = " ".join(text(report(record, reader="eb", change=False)).split())
    assert "surely over after Wed 4 September 2024 08:00 EDT; it may have ended from" in other


@pytest.mark.parametrize(("facts", "expected"), [
    (NOTICE % ", time allowed: redacted", '"time allowed" of the notice `nsit`'),
    (NOTICE % ", stated due: redacted", '"stated due" of the notice `nsit`'),
    (DEMANDED, '"within" of the demand `tell`'),
    (DEMANDED.replace("within", "due"), '"due" of the demand `tell`'),
    (GRANTED, "the day to which more time was granted"),
])  # fmt: skip
def test_a_time_that_cannot_be_read_is_named(tmp_path: Path, facts: str, expected: str) -> None:
    """FCC 20-96 para. 43: where a notice told to the second allows a time that is blacked out, that is what is open, not the second."""
    record, said = assessed(tmp_path, facts, "2024-05-20T12:00:00-04:00")
    assert f"find out {expected}" in said
    assert "the second of" not in said
    words = [matter["words"] for f in record.document()["findings"] for way in f["missing"] for matter in way["if"]]
    assert any(expected in each for each in words)
