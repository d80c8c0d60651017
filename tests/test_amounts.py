"""Amounts: what a breach may cost, by the day of its assessment."""

from __future__ import annotations

import copy
import json
from datetime import date
from pathlib import Path
from typing import Any

import kit
import pytest
from situations import case_of

from evaluator import Record, Rulebook, assess
from evaluator.documents.amounts import Amount, parse_amount
from evaluator.documents.constructs import Setting
from evaluator.documents.reader import Reader
from evaluator.doors.explained import report, report_on
from evaluator.doors.paragraphs import paragraphs, words_of
from evaluator.doors.record_model import RecordModel
from evaluator.doors.text import text
from evaluator.passes.amounts import amounts_of
from evaluator.passes.law_changes import law_changes
from evaluator.passes.lower import lower
from evaluator.passes.record import digest
from evaluator.passes.verify import Verifier
from evaluator.words.errors import Problem
from evaluator.words.nodes import Mapped, Text
from evaluator.words.source import load_text

ROWS = {row.name: row for row in kit.rows() if row.file == "penalties"}
BOOK = Rulebook.load()
STATEMENT = "16 CFR 310.3(a)(4) make false statement"


def record_of(name: str, **asked: Any) -> Record:
    """The record of a case of the kit."""
    row = ROWS[name]
    return assess(BOOK, case_of(row.given, BOOK), **{**row.asked, **asked})


def parsed(written: str) -> tuple[Amount, list[Problem]]:
    """One amount as it is read, and what is wrong with it."""
    tree = load_text(f"amount fine:\n  {written}\n", "card.yaml").data
    assert isinstance(tree, Mapped)
    [(key, node)] = tree.items()
    section = BOOK.sections["16 CFR 310.3"]
    setting = Setting("16 CFR 310.3(z)", section.name, "rule", "ftc", {}, BOOK.vocabulary, frozenset())
    reader = Reader("card.yaml")
    return parse_amount(reader, Text(key, *tree.place_of(key)), node, setting), reader.problems


def test_a_row_is_read() -> None:
    """A row has a day, a sum with what it is and for what, a limit for the whole, a source and its own doubts."""
    amount, problems = parsed(
        "{of: [a, b], picked by: assessment, only if: it knew, values: [{from: 2020-01-01, at most: '1,000 USD', per: day, "
        "in all: 5000 USD, source: x, sure: low, doubts: y}, {from: 2021-01-01, exactly: not known, source: z}]}"
    )
    assert problems == []
    assert [row.words for row in amount.rows] == [
        "at most 1,000 USD per day, at most 5,000 USD in all",
        "a sum that is not known here",
    ]
    assert (amount.only_if, amount.party, amount.rows[0].sure, amount.rows[0].doubts) == ("it knew", "to", "low", "y")


@pytest.mark.parametrize(
    ("day", "found"),
    [
        (date(2019, 12, 31), None),
        (date(2020, 1, 1), "1 USD"),
        (date(2020, 12, 31), "1 USD"),
        (date(2021, 1, 1), "2 USD"),
    ],
)
def test_a_row_is_in_force_until_the_next(day: date, found: str | None) -> None:
    """A row counts from its first day on until the day of the next; before the first there is none."""
    amount, _ = parsed(
        "{of: a, picked by: assessment, values: [{from: 2020-01-01, exactly: 1 USD, source: x}, "
        "{from: 2021-01-01, exactly: 2 USD, source: x}]}"
    )
    row = amount.on(day)
    assert (row.words if row is not None else None) == found


WRONG = {
    "{of: a, picked by: assessment}": ["lacks `values`"],
    "{of: [], picked by: assessment, values: []}": ["`of` is an empty list", "has no row"],
    "{of: a, picked by: asessment, values: [{from: 2020-13-01, at most: much, source: x}]}": [
        "unknown kind of fact `asessment`",
        "`at most`: `much` is not an amount in dollars; write it as in `43,280 USD`",
        "`2020-13-01`",
    ],
    "{of: a, picked by: role, values: [{from: 2020-01-01, at most: 1 USD, base: 2 USD, source: x}]}": [
        "`role` does not tell who pays",
        "a row says `at most` and `base`",
    ],
    "{of: a, picked by: assessment, values: [{from: 2020-01-01, source: x, sure: very}]}": [
        "a row says none of",
        "unknown degree of certainty `very`",
    ],
    "{of: a, picked by: assessment, values: [{at most: 1 USD, upto: 2 USD}, 5]}": [
        "unknown key `upto` in a row",
        "a row lacks `from`",
        "a row lacks `source`",
        "a row should be `key: value` pairs",
    ],
}


@pytest.mark.parametrize("written", WRONG)
def test_everything_wrong_is_told_at_once(written: str) -> None:
    """Each problem of an amount is told, with its line and column."""
    _, problems = parsed(written)
    assert [any(said in problem.what for problem in problems) for said in WRONG[written]] == [True] * len(
        WRONG[written]
    )
    assert len(problems) == len(WRONG[written])
    assert all(
        problem.line == 2 and problem.column >= 3 for problem in problems if "lacks `values`" not in problem.what
    )


@pytest.mark.parametrize("name", ROWS)
def test_the_proof_checker_finds_the_same_sums(name: str) -> None:
    """A record with amounts is accepted, and is of the published shape."""
    record = record_of(name)
    assert record.verify() == ()
    RecordModel.model_validate(json.loads(record.to_json()))


TAMPERED = [
    ("sums", 0, "sum", "1 USD"), ("sums", 0, "from", "2019-02-14"), ("sums", 0, "source", "nowhere"), ("sums", 0, "sure", "low"),
    ("assessed", "sure", False), ("assessed", None), ("only_if", None), ("none_known_before", "2019-02-14"), ("citation", "15 USC 46"),
]  # fmt: skip


@pytest.mark.parametrize("change", TAMPERED, ids=lambda change: " ".join(map(str, change)))
def test_another_sum_is_refused(change: tuple[Any, ...]) -> None:
    """Whatever is changed in the sums of a record, the proof checker refuses it."""
    record = record_of("assessed in 2020")
    document = copy.deepcopy(json.loads(record.to_json()))
    [finding] = [each for each in document["findings"] if each["name"] == "make false statement"]
    place = finding["amounts"][0]
    for key in change[:-2]:
        place = place[key]
    place[change[-2]] = change[-1]
    document["digest"] = digest({**document, "digest": ""})
    assert [refusal.what for refusal in Verifier(BOOK, record.case).refusals(document)] == [
        "`amounts` is not what the rulebook makes of the case"
    ]


def test_sums_that_are_left_out_are_missed() -> None:
    """A record that says nothing of the sums of a breach is refused."""
    record = record_of("assessed in 2020")
    document = json.loads(record.to_json())
    for finding in document["findings"]:
        finding.pop("amounts", None)
    document["digest"] = digest({**document, "digest": ""})
    refused = [refusal.what for refusal in Verifier(BOOK, record.case).refusals(document)]
    assert "`amounts` is missing" in refused


def test_nothing_is_told_where_nothing_is_broken() -> None:
    """A finding that is neither a violation nor may be one has no amounts at all."""
    record = record_of("a statement found true costs nothing")
    told = {finding["status"]: "amounts" in finding for finding in record.document()["findings"]}
    assert told["respected"] is False
    assert {status for status, amounts in told.items() if amounts} <= {"violated", "undetermined"}


def test_a_violation_tells_what_it_may_cost() -> None:
    """The report tells the sum in force as if assessed now, when it is owed, and that there is no total."""
    told = " ".join(text(report(record_of("a false statement of 2018"))).split())
    assert "It may cost, assessed now: at most 53,088 USD per violation, if it acted with actual knowledge" in told
    assert "nobody can tell a total. [15 USC 45(m)(1)(A)]" in told


def test_an_assessment_on_file_is_told() -> None:
    """Where an assessment is on file, the report tells the sum of its day, and names it."""
    told = " ".join(text(report(record_of("assessed in 2020"))).split())
    assert "It may cost, by the assessment `judgment` " in told
    assert "43,280 USD per violation" in told
    assert "53,088" not in told


def test_what_may_be_a_breach_is_told_when_asked_for() -> None:
    """The report leaves out what an undetermined breach would cost; an explanation tells it, as what it would be."""
    record = record_of("a false statement that nobody has judged")
    [open_still] = [f for f in record.about(STATEMENT) if f.status == "undetermined"]
    words = " ".join(text(report_on(record, [open_still])).split())
    assert "Should it be a breach, it may cost, assessed now: at most 53,088 USD per violation" in words


def test_doubts_are_told_with_the_sum() -> None:
    """What is doubtful of a row is told beside it."""
    told = " ".join(text(report(record_of("more for intent, from 2025-01-15"))).split())
    assert "(in doubt: computed from multipliers of inflation and not read)" in told


def test_a_paragraph_is_shown_with_the_sum_of_the_day() -> None:
    """`show` tells the row in force on the day it is asked about, and that none is known before the first."""
    [then] = paragraphs(BOOK, "15 USC 45(m)(1)(A)", date(2020, 6, 1))
    assert "    on 2020-06-01: at most 43,280 USD per violation" in words_of(then).splitlines()
    [before] = paragraphs(BOOK, "15 USC 45(m)(1)(A)", date(2019, 2, 13))
    assert before["version"]["sums"] == {"civil penalty": "no sum is known before 2019-02-14"}


def test_a_new_sum_is_a_change_of_the_law() -> None:
    """Between two days each sum that became another one is told with its day."""
    found = [
        each
        for each in law_changes(BOOK, date(2024, 1, 10), date(2025, 1, 17))
        if each.citation == "15 USC 45(m)(1)(A)"
    ]
    assert [(each.sort, str(each.day), each.words) for each in found] == [
        (
            "sum",
            "2025-01-17",
            "the amount `civil penalty` becomes at most 53,088 USD per violation; it was at most 51,744 USD per violation",
        )
    ]


def test_every_sum_of_the_rulebook_is_in_a_case() -> None:
    """Each row of each amount in force comes out of some case of the kit."""
    told = {words for row in ROWS.values() for each in row.expect for words in each.get("amounts", ())}
    lacks = []
    for section, card in BOOK.cards():
        for version in card.versions:
            for amount in amounts_of(BOOK, section, card, version, Reader(Path(section.file).name)):
                if version.effective is not None:
                    lacks += [row.words for row in amount.rows if f"{amount.name}: {row.words}" not in told]
    assert lacks == []


def test_a_part_covers_every_section() -> None:
    """What is of a part is of each duty and prohibition in its sections, and of nothing else."""
    program = lower(BOOK)
    covered = {
        id for id, found in program.amounts.items() if any(each.amount.name == "civil penalty" for each in found)
    }
    assert covered == {
        id
        for id, norm in program.norms.items()
        if id.startswith("16 CFR 310.") and norm.kind in ("duty", "prohibition")
    }
