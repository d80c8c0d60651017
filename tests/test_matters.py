"""Open matters in words: what is told to be missing is what would in truth decide."""

from __future__ import annotations

from pathlib import Path

import pytest

from evaluator import Case, Record, Rulebook, assess
from evaluator.doors.explained import report_on
from evaluator.doors.text import text

LETTER = """case: told
zone: America/New_York
parties:
  northline: {name: Northline LLC, located: domestic}
  eb: {name: Enforcement Bureau}
  itg: {name: Industry Traceback Group}
facts:
  - traffic: {id: loans, roles: {northline: gateway provider}}
  - notice:
      id: letter
      happened: 2023-11-14T10:00:00
      by: eb
      to: northline
      traffic: [loans]
"""
SUSPECTED = (
    "      elements: [traffic described, grounds given, law cited, compliance directed]\n      time allowed: 14 days\n"
)


def assessed(tmp_path: Path, more: str, at: str) -> Record:
    """The letter, with more written under it, at an instant."""
    file = tmp_path / "case.yaml"
    file.write_text(LETTER + more, encoding="utf-8")
    book = Rulebook.load()
    record = assess(book, Case.load(file, rulebook=book), at=at)
    assert record.verify() == ()
    return record


def flat(words: str) -> str:
    """A text on one line."""
    return " ".join(words.split())


@pytest.mark.parametrize(("at", "expected"), [
    ("2023-11-15T12:00", {
        "yes": [['an investigation report by Northline LLC, of which "sufficient report" or "lawful traffic" is denied, comes to light']],
        "no": [["the record of investigation report by Northline LLC is complete"]],
    }),
    ("2023-11-30T12:00", {
        "yes": [
            ["the record of investigation report by Northline LLC is complete through the end of Tue 28 November 2023"],
            ['an investigation report by Northline LLC, of which "sufficient report" or "lawful traffic" is denied, comes to light'],
        ],
        "no": [[
            "an investigation report by Northline LLC, in time and good, comes to light",
            "the record of investigation report by Northline LLC is otherwise complete",
        ]],
    }),
])  # fmt: skip
def test_a_finding_against_a_provider_rests_on_a_bad_report(
    tmp_path: Path, at: str, expected: dict[str, list[list[str]]]
) -> None:
    """47 CFR 64.1200(n)(2)(ii) lets the Bureau find against a provider whose report is missing or no good: a good one prevents it."""
    record = assessed(tmp_path, SUSPECTED, at + ":00-05:00")
    answer = record.answer("may-issue-initial-determination", toward="northline")
    (told,) = (each for each in record.document()["answers"] if each["question"] == "may-issue-initial-determination")
    found: dict[str, list[list[str]]] = {}
    for way in told["missing"]:
        found.setdefault(way["then"], []).append(sorted(matter["words"] for matter in way["if"]))
    assert {leads: sorted(ways) for leads, ways in found.items()} == {k: sorted(v) for k, v in expected.items()}
    said = flat(text(report_on(record, [answer], change=False)))
    assert all(words in said for ways in expected.values() for way in ways for words in way)
