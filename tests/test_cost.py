"""What an assessment costs, in calls: a figure that does not depend on the machine or its mood (times are shown by `make bench`)."""

from __future__ import annotations

from evaluator import Rulebook, assess
from evaluator.doors.sweep import sweep
from scripts.bench import AT, calls, case_of
from tests.situations import case_of as case_from

MARGIN = 1.05  # an interpreter may count a little otherwise than the one the figures were taken with
ONE, WRITTEN, SWEPT = 13_760, 91_500, 552_000


def test_an_assessment_costs_no_more_calls_than_it_did() -> None:
    """The case of the bench is assessed, written as JSON and swept over all readings with no more calls than were counted."""
    book = Rulebook.load()
    case = case_from(case_of(["acme"]), book)
    assert calls(lambda: assess(book, case, at=AT)) <= ONE * MARGIN
    assert calls(lambda: assess(book, case, at=AT).to_json()) <= WRITTEN * MARGIN
    assert calls(lambda: sweep(book, case, at=AT)) <= SWEPT * MARGIN


def test_the_cost_of_a_fact_does_not_grow_with_the_case() -> None:
    """Four providers who have nothing to do with each other cost four times as much as one, and little more."""
    book = Rulebook.load()
    one, four = (case_from(case_of(names), book) for names in (["a"], ["a", "b", "c", "d"]))
    assert calls(lambda: assess(book, four, at=AT)) <= 4 * MARGIN * calls(lambda: assess(book, one, at=AT))
