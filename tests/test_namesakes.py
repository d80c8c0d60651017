"""Parties that may be one, and names that are one slip apart, are told before the verdict, for a verdict hangs on them."""

from __future__ import annotations

import pytest
from letters import assessed, complete, cutoff, letter
from situations import Data

from evaluator import Case, Record
from evaluator.doors.explained import report
from evaluator.doors.render import due_lines
from evaluator.doors.text import text

SALE: Data = {"direction": "outbound", "purpose": "sale", "line": "residential", "number": "+1 202 555 0100"}


def told(record: Record) -> str:
    """The report on one line."""
    assert record.verify() == ()
    return " ".join(text(report(record, change=False)).split())


def twins(first: str, second: str) -> Case:
    """The letter to one party, answered under the key of another, each with its name."""
    act = cutoff()
    act["mitigation"]["by"] = "twin"
    people: Data = {"target": {"name": first, "located": "domestic"}, "twin": {"name": second}}
    return letter(act, people=people, declared=(complete(),))


@pytest.mark.parametrize(("first", "second", "warned"), [
    ("Caf\u00e9 Voice", "Cafe\u0301 Voice", True),
    ("Acme Voice LLC", "Acme Voice LLC", True),
    ("Acme Voice LLC", "ACME  VOICE, L.L.C.", True),
    ("Acme Voice LLC", "Acme-Voice Co., Inc.", True),
    ("Acme Voice LLC", "Acme Voice Holding LLC", False),
    ("Acme Voice LLC", "Acne Voice LLC", False),
    ("Co.", "Inc.", False),
    ("redacted", "redacted", False),
])  # fmt: skip
def test_parties_under_one_name_are_told_first(first: str, second: str, warned: bool) -> None:
    """What was done under the key of another party of the same name turns the verdict, so the report and the list of windows warn."""
    record = assessed(twins(first, second))
    for said in (told(record).partition("VERDICT")[0], due_lines(record, None)):
        assert ("`target` and `twin` are 2 parties here, and their name seems to be one" in said) is warned


def test_parties_of_one_name_are_told_apart_by_their_keys() -> None:
    """Where two parties bear one name, every sentence about one of them has its key beside the name; where they do not, none has."""
    said = told(assessed(twins("Acme Voice LLC", "acme voice  LLC")))
    assert "block all calls of Acme Voice LLC (`target`)" in said
    assert (
        said.count("Acme Voice LLC") - said.count("Acme Voice LLC (`target`)") == 1
    )  # the warning, which names both keys
    assert "acme voice LLC (`twin`)" in said.replace("acme voice  LLC", "acme voice LLC")
    assert "(`target`)" not in told(assessed(twins("Acme Voice LLC", "Bell Voice LLC")))


def calls(seller: str, *stopped: str) -> Record:
    """A call for a seller, and requests to stop that name sellers."""
    facts: list[Data] = [
        {"call": {"id": "call", "happened": "2022-07-05T12:00", "by": "target", "seller": seller, **SALE}}
    ]
    for number, each in enumerate(stopped):
        request = {"id": f"stop {number}", "happened": "2022-07-01", "number": SALE["number"], "seller": each}
        facts.append({"stop request": request})
    return assessed(letter(*facts))


@pytest.mark.parametrize(("seller", "stopped", "warned"), [
    ("sun", ["sunn"], True),
    ("sunshine", ["sunhsine"], True),
    ("Sun", ["sun"], True),
    ("sun", ["sum"], True),
    ("sun", ["sun"], False),
    ("sun", ["moon"], False),
    ("sunshine", ["sunshines", "sunshine"], True),
    ("sunny", ["sunny", "sun"], False),
    ("sun 1", ["sun 2"], False),
    ("seller-a", ["seller-b"], False),
    ("sellerA", ["sellerB"], False),
    ("S-1", ["S-2"], False),
])  # fmt: skip
def test_a_name_one_slip_from_another_is_told_first(seller: str, stopped: list[str], warned: bool) -> None:
    """A seller that stands in one fact only, and nearly as in another, joins nothing: a request to stop would reach no call."""
    said = told(calls(seller, *stopped)).partition("VERDICT")[0]
    assert ("two here, and what is told of one is not told of the other" in said) is warned


def test_names_that_both_stand_more_than_once_are_meant() -> None:
    """Two sellers whose names are near each other and that both stand in several facts are two sellers."""
    assert "two here" not in told(calls("sun", "sun", "sunn", "sunn"))
