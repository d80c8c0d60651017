"""The slips that `make mutants` tries, as it finds them in a few lines of rules."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

from evaluator.words.source import load_text

SCRIPTS = Path(__file__).resolve().parent.parent / "scripts"
CARD = """
paragraphs:
  (a):
    - effective: 2020-01-01
"""
AMOUNT = """
      amount fine:
        phrases: [1]
        of: [(b), 16 CFR 310]
        picked by: assessment
        only if: it knew for 2 days
        values:
          - {from: 2020-01-01, at most: "1,000 USD", per: day or call, in all: 9 USD, source: order of 2019-12-01, doubts: 3 days early}
          - {from: 2021-01-01, exactly: not known, source: x}
"""
MEASURE = """
      measure short calls:
        counts:
          call: {answered by: person, seconds: at most 2, judged: a standard}
        out of:
          call: {}
        per: [by, campaign]
        over: {reading: a reading, one: each day, another: each 30 days from campaign start, third: 30 days before}
"""


@pytest.fixture
def kinds(monkeypatch: pytest.MonkeyPatch) -> Any:
    """The module that finds the slips."""
    monkeypatch.syspath_prepend(str(SCRIPTS))
    return import_module("mutant_kinds")


def found(kinds: Any, construct: str) -> list[str]:
    """The slips of a card with one construct, by kind and place, without the days of the card."""
    tree = load_text(CARD + construct, "a.yaml").data
    made = kinds.mutants({"a.yaml": tree}, (), lambda file, number: number)
    return [
        f"{each.kind} {each.name.removeprefix('(a) of 2020-01-01 ')}" for each in made if "effective" not in each.name
    ]


def test_each_figure_of_an_amount_is_changed(kinds: Any) -> None:
    """What an amount covers, its rows, days, sums, what they are and what for are changed; its mere words are not."""
    row = "amount fine / values / 1"
    assert found(kinds, AMOUNT) == [
        "operator amount fine: dropped",
        "operator amount fine / of / 1: dropped",
        "operator amount fine / of / 2: dropped",
        f"operator {row}: dropped",
        f"date {row} / from: 2019-12-31",
        f"date {row} / from: 2020-01-02",
        f"number {row} / at most: `1,000 USD` becomes `999 USD`",
        f"number {row} / at most: `1,000 USD` becomes `1,001 USD`",
        f"operator {row}: `at most` becomes `exactly`",
        f"unit {row} / per: dropped",
        f"unit {row} / per: `day or call` becomes `day`",
        f"unit {row} / per: `day or call` becomes `call`",
        f"number {row} / in all: `9 USD` becomes `8 USD`",
        f"number {row} / in all: `9 USD` becomes `10 USD`",
        f"operator {row} / in all: dropped",
        "operator amount fine / values / 2: dropped",
        "date amount fine / values / 2 / from: 2020-12-31",
        "date amount fine / values / 2 / from: 2021-01-02",
        "operator amount fine / values / 2: `exactly` becomes `at most`",
    ]


def test_what_a_measure_counts_is_changed(kinds: Any) -> None:
    """Each test of what is counted is dropped or turned, so is what it is counted among, the fields of a group, and the stretch."""
    counted, over = "measure short calls / counts / call", "measure short calls / over"
    assert found(kinds, MEASURE) == [
        f"operator {counted} / answered by: dropped",
        f"operator {counted} / seconds: dropped",
        f"number {counted} / seconds: `at most 2` becomes `at most 1`",
        f"number {counted} / seconds: `at most 2` becomes `at most 3`",
        f"operator {counted} / seconds: `at most 2` becomes `less than 2`",
        f"operator {counted} / judged: dropped",
        f"operator {counted}: `judged` becomes `judged not`",
        "operator measure short calls / out of: dropped",
        "operator measure short calls / per / 1: dropped",
        "operator measure short calls / per / 2: dropped",
        f"operator {over} / one: `each day` becomes `1 days before`",
        f"operator {over} / another: `each 30 days from campaign start` becomes `30 days before`",
        f"number {over} / another: `30 days` becomes `29 days`",
        f"number {over} / another: `30 days` becomes `31 days`",
        f"unit {over} / another: `30 days` becomes `30 hours`",
        f"unit {over} / another: `30 days` becomes `30 business days`",
        f"operator {over} / third: `30 days before` becomes `each day`",
        f"number {over} / third: `30 days` becomes `29 days`",
        f"number {over} / third: `30 days` becomes `31 days`",
        f"unit {over} / third: `30 days` becomes `30 hours`",
        f"unit {over} / third: `30 days` becomes `30 business days`",
    ]


def test_a_sum_shows_in_every_card_that_it_covers(monkeypatch: pytest.MonkeyPatch) -> None:
    """A slip in an amount is put to the scenarios of what it covers: a norm by its name, a paragraph, a section or a part."""
    monkeypatch.syspath_prepend(str(SCRIPTS))
    reach = import_module("mutant_reach")
    written = "- amount fine: {of: [16 CFR 310, 47 USC 2(b), pay]}"
    duty = "- duty OTHER: {}"
    cards = {
        cite: (number, load_text(text, "a.yaml").data)
        for cite, number, text in (
            ("1 CFR 1(a)", "(a)", written),
            ("16 CFR 310.3(a)", "(a)", duty),
            ("16 CFR 3100(a)", "(a)", duty),
            ("47 USC 2(b)(1)", "(b)(1)", duty),
            ("47 USC 2(c)", "(c)", duty),
            ("5 CFR 5 fees", "fees", duty.replace("OTHER", "pay")),
        )
    }
    shown = reach.Reach(cards, ()).of("1 CFR 1(a)")
    assert shown == {"1 CFR 1(a)", "16 CFR 310.3(a)", "47 USC 2(b)(1)", "5 CFR 5 fees"}
