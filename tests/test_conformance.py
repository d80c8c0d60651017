"""The evaluator and the conformance kit: every case comes out as a person wrote that it must."""

from __future__ import annotations

import re

import kit
import pytest
from situations import case_of

from evaluator import Record, Rulebook, assess
from evaluator.words.times import parse_instant

ROWS = list(kit.rows())
FIELDS = {"for": "trigger", "of": "bearer", "toward": "toward"}


def found_in(record: Record, expected: kit.Data) -> list[str]:
    """The statuses that a record gives to what an expectation speaks of; `none` where there is no such finding."""
    if "question" in expected:
        return [record.answer(expected["question"], toward=expected.get("toward", ""), by=expected.get("by")).status]
    found = [f for f in record.findings if f.norm.id == expected["norm"]]
    if "for" in expected:
        found = [f for f in found if f.trigger is not None and f.trigger.id == expected["for"]]
    found = [
        f for f in found if expected.get("of", f.bearer) == f.bearer and expected.get("toward", f.toward) == f.toward
    ]
    if "due" in expected:
        due = parse_instant(expected["due"], None)
        assert [(f.due.earliest, f.due.latest) for f in found if f.due] == [(due, due + 1)]
    return [f.status for f in found] or ["none"]


@pytest.mark.parametrize("row", ROWS, ids=str)
def test_a_case_of_the_kit(row: kit.Row) -> None:
    """What must come out of a case comes out."""
    book = Rulebook.load()
    record = assess(book, case_of(row.given, book), **row.asked)
    for expected in row.expect:
        assert found_in(record, expected) == [expected["status"]], f"{expected} — {row.because}"


@pytest.mark.parametrize("row", ROWS, ids=str)
def test_every_case_of_the_kit_gives_a_reason_with_a_citation(row: kit.Row) -> None:
    """A reason names a paragraph, an order or a letter."""
    assert re.search(r"\d+ (CFR|USC) |FCC \d\d-|DA \d\d-|the letter|RMD removal", row.because), row.because
