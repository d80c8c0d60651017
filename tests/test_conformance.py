"""The evaluator and the conformance kit: every case comes out as a person wrote that it must."""

from __future__ import annotations

import re
from datetime import date, timedelta
from pathlib import Path

import kit
import pytest
import yaml
from situations import case_of

from evaluator import Record, Rulebook, assess
from evaluator.documents.cards import Card
from evaluator.documents.rulebook import former_number, version_on
from evaluator.passes.cost import costs
from evaluator.passes.findings import Finding
from evaluator.words.times import parse_instant, rfc3339

ROWS = list(kit.rows())
NUMBERS = yaml.load(Path(__file__).with_name("numbers.yaml").read_text(encoding="utf-8"), yaml.BaseLoader)
DAY = timedelta(days=1)
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
        told = [(rfc3339(f.due.earliest), rfc3339(f.due.latest - 1)) for f in found if f.due]
        assert told == [(rfc3339(due),) * 2], (
            f"the due times, in UTC, first and last that it may be; {expected['norm']}"
        )
    if "amounts" in expected:
        assert [sorted(told_of(f, record)) for f in found] == [sorted(expected["amounts"])]
    return [f.status for f in found] or ["none"]


def told_of(finding: Finding, record: Record) -> list[str]:
    """What a breach may cost, as the kit writes it: each amount by its name, with the sums that may be the one, and who assessed it."""
    told = []
    for cost in costs(finding, record.program, record.case, record.known):
        rows = [*(["none known"] if cost.too_early else []), *(row.words for row in cost.rows)]
        by = f" by {cost.assessed.id}{'' if cost.sure else ', perhaps'}" if cost.assessed is not None else ""
        told.append(f"{cost.amount.name}: {' or '.join(rows)}{by}")
    return told


@pytest.mark.parametrize("row", ROWS, ids=str)
def test_a_case_of_the_kit(row: kit.Row) -> None:
    """What must come out of a case comes out."""
    book = Rulebook.load()
    record = assess(book, case_of(row.given, book), **row.asked)
    for expected in row.expect:
        assert found_in(record, expected) == [expected["status"]], f"{expected} — {row.because}"


def test_every_case_of_the_kit_gives_a_reason_with_a_citation() -> None:
    """A reason names a paragraph, an order or a letter."""
    cited = re.compile(r"\d+ (CFR|USC) |FCC \d\d-|DA \d\d-|the letter|RMD removal")
    assert [str(row) for row in ROWS if not cited.search(row.because)] == []


def card_of(paragraph: str) -> Card:
    """The card that now bears a citation."""
    [card] = [card for section, card in Rulebook.load().cards() if section.cite(card.number) == paragraph]
    return card


def numbered() -> list[tuple[str, date, str]]:
    """Each paragraph on the last day of a former number and on the day after, with the number that it bore."""
    found = []
    for row in NUMBERS:
        now = re.sub(r"^\d+ CFR [\d.]+ ?", "", row["paragraph"])
        former = row.get("last days", {})
        for (number, last), following in zip(former.items(), [*former, now][1:], strict=True):
            found.append((row["paragraph"], date.fromisoformat(last), number))
            found.append((row["paragraph"], date.fromisoformat(last) + DAY, following))
    return found


@pytest.mark.parametrize(("paragraph", "on", "number"), numbered())
def test_a_paragraph_bears_the_number_of_the_day(paragraph: str, on: date, number: str) -> None:
    """A paragraph keeps its number to the last day of it, and on the day after bears the next."""
    assert former_number(card_of(paragraph), on) == number


@pytest.mark.parametrize(
    ("paragraph", "first"),
    [(row["paragraph"], date.fromisoformat(day)) for row in NUMBERS for day in row.get("first days", ())],
)
def test_a_text_stands_from_its_first_day(paragraph: str, first: date) -> None:
    """The text that stands on its first day began on that day: no earlier one stands, and it did not stand before."""
    standing = version_on(card_of(paragraph), first)
    assert standing is not None
    assert standing.effective == first


@pytest.mark.parametrize(
    ("paragraph", "gone"), [(row["paragraph"], date.fromisoformat(row["gone"])) for row in NUMBERS if "gone" in row]
)
def test_a_text_stands_to_its_last_day(paragraph: str, gone: date) -> None:
    """A text that was not followed by another stands on the day before it is gone, and not on that day."""
    assert version_on(card_of(paragraph), gone - DAY) is not None
    assert version_on(card_of(paragraph), gone) is None
