"""What an answer does not say of itself, it has from the letter that it answers."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest
from situations import case_of

from evaluator import BadInput, Rulebook
from evaluator.documents.vocabulary_file import load_vocabulary
from evaluator.words.source import load_text

NOTICE = {"id": "nsit", "happened": "2024-03-04", "by": "Enforcement Bureau", "to": "acme", "traffic": ["one", "two"]}
REPORT = {"id": "report", "happened": "2024-03-10", "by": "acme", "answers": "nsit"}


def traffic(report: Mapping[str, Any], *notices: Mapping[str, Any]) -> object:
    """The traffic of a report in a case with these notices."""
    data = {
        "case": "c",
        "zone": "America/New_York",
        "parties": {"acme": {"name": "Acme Voice LLC"}},
        "facts": [{"investigation report": dict(report)}, *({"notice": dict(each)} for each in notices)],
    }
    told = case_of(data, Rulebook.load()).telling("report")
    return told.fields.get("traffic") if told is not None else None


def test_a_report_is_about_all_that_its_letter_named() -> None:
    """A report that says nothing of the traffic answers the whole letter, wherever in the file that stands."""
    assert traffic(REPORT, NOTICE) == ("one", "two")


def test_a_report_on_a_part_stays_on_it() -> None:
    """A report that names traffic is about that alone."""
    assert traffic({**REPORT, "traffic": ["one"]}, NOTICE) == ("one",)


def test_what_is_blacked_out_stays_open() -> None:
    """A report whose traffic is blacked out gets none from the letter."""
    assert not isinstance(traffic({**REPORT, "traffic": "redacted"}, NOTICE), tuple)


def test_a_letter_that_names_none_leaves_it_open() -> None:
    """Of a letter whose traffic is not told nothing is known of the report's either."""
    assert traffic(REPORT, {key: value for key, value in NOTICE.items() if key != "traffic"}) is None


def test_a_corrected_letter_counts_as_it_was_corrected() -> None:
    """The newest version of the letter says what the report is about."""
    assert traffic(REPORT, NOTICE, {**NOTICE, "id": "erratum", "replaces": "nsit", "traffic": ["two"]}) == ("two",)


def test_sources_that_differ_leave_it_open() -> None:
    """Where two sources tell of other traffic, neither is taken for the report's."""
    other = {**NOTICE, "traffic": ["two"], "source": {"document": "another copy"}}
    assert traffic(REPORT, NOTICE, other) is None


@pytest.mark.parametrize(
    ("field", "told"),
    [
        ("answer", "`answer` is no field of reply"),
        ("by", "`by` is no field of reply"),
        ("answers", "nothing that `answers`"),
    ],
)
def test_what_has_no_such_keys_is_refused(field: str, told: str) -> None:
    """Keys as in what is no reference, or has no such keys, are a mistake in the vocabulary."""
    text = f"""
offices: {{court: {{cite: 28 USC 1}}}}
ranks: {{}}
standards: {{}}
kinds:
  letter: {{to: party}}
  reply: {{by: party, answers: letter, traffic: {{keys as in: {field}}}}}
"""
    with pytest.raises(BadInput) as refusal:
        load_vocabulary(load_text(text, "vocabulary.yaml"))
    assert any(told in problem.what for problem in refusal.value.problems)
