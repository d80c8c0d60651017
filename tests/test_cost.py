"""What an assessment costs, in calls: a figure that does not depend on the machine or its mood (times are shown by `make bench`)."""

from __future__ import annotations

import shutil
from pathlib import Path

from evaluator import Rulebook, assess
from evaluator.documents.rulebook import load_rulebook, rule_files
from evaluator.doors.api import rules_folder
from evaluator.doors.sweep import sweep
from evaluator.passes.check import check
from evaluator.passes.lower import lower
from scripts.bench import AT, calls, case_of
from tests.situations import case_of as case_from

MARGIN = 1.05  # an interpreter may count a little otherwise than the one the figures were taken with
ONE, WRITTEN, SWEPT = (
    14_900,
    92_500,
    1_103_600,
)  # of the shipped rulebook, whose records tell sums and what would excuse, and where silence hangs on a role as mitigation does
READ, LOWERED, CHECKED = 1.32, 2.90, 8.50  # calls for a letter of the rules; lowering and checking include reading


def test_an_assessment_costs_no_more_calls_than_it_did() -> None:
    """The case of the bench is assessed, written as JSON and swept over all readings with no more calls than were counted."""
    book = Rulebook.load()
    case = case_from(case_of(["acme"]), book)
    assert calls(lambda: assess(book, case, at=AT)) <= ONE * MARGIN
    assert calls(lambda: assess(book, case, at=AT).to_json()) <= WRITTEN * MARGIN
    assert calls(lambda: sweep(book, case, at=AT)) <= SWEPT * MARGIN


def test_reading_lowering_and_checking_cost_no_more_calls_than_they_did() -> None:
    """The rulebook is read, lowered and checked from nothing with no more calls than were counted, for each letter of it."""
    letters = sum(len(path.read_text(encoding="utf-8")) for path in rule_files(rules_folder()))
    assert calls(lambda: load_rulebook(rules_folder())) <= READ * MARGIN * letters
    assert calls(lambda: lower(load_rulebook(rules_folder()))) <= LOWERED * MARGIN * letters
    assert calls(lambda: check(load_rulebook(rules_folder()))) <= CHECKED * MARGIN * letters


def test_the_cost_of_a_fact_does_not_grow_with_the_case() -> None:
    """Four providers who have nothing to do with each other cost four times as much as one, and little more."""
    book = Rulebook.load()
    one, four = (case_from(case_of(names), book) for names in (["a"], ["a", "b", "c", "d"]))
    assert calls(lambda: assess(book, four, at=AT)) <= 4 * MARGIN * calls(lambda: assess(book, one, at=AT))


UNHEARD_OF = """
drilling:
  means: a well is drilled
  by: party
  to: party
"""
WELL = """
  ({number}):
    - effective: 2018-02-12
      authority: made up
      gist: "[1: Who drills tells], and [2: nobody drills deep]."
      duty tell {number}:
        phrases: [1]
        bearer: driller
        arises from: {{drilling: {{by: driller}}}}
        done by: {{drilling: {{by: driller, to: the Commission}}}}
        within: 2 days of drilling
      prohibition drill {number}:
        phrases: [2]
        bearer: driller
        act: {{drilling: {{by: driller}}}}
"""


def test_norms_about_what_is_not_on_file_cost_nothing(tmp_path: Path) -> None:
    """With as many norms again, about a kind of fact that the case does not have, an assessment costs as many calls as before."""
    shutil.copytree(rules_folder(), tmp_path / "rules")
    vocabulary = tmp_path / "rules" / "vocabulary.yaml"
    kinds = "".join(f"  {line}\n" for line in UNHEARD_OF.strip().splitlines())
    text = vocabulary.read_text(encoding="utf-8")
    assert "\nkinds:\n" in text
    vocabulary.write_text(text.replace("\nkinds:\n", f"\nkinds:\n{kinds}", 1), encoding="utf-8")
    plain = Rulebook.load()
    norms = sum(len(version.constructs) for _, card in plain.cards() for version in card.versions)
    head = "section: 40 CFR 1\nheading: Wells\ncalendar: fcc\nreread: 2026-11-21\nparties: {driller: who drills}\nparagraphs:"
    wells = "".join(WELL.format(number=f"w{number}") for number in range(norms // 2))
    (tmp_path / "rules" / "wells.yaml").write_text(head + wells, encoding="utf-8")
    twice = Rulebook.load(tmp_path / "rules")
    one, other = (case_from(case_of(["acme"]), book) for book in (plain, twice))
    assert calls(lambda: assess(twice, other, at=AT)) <= 1.01 * calls(lambda: assess(plain, one, at=AT))
