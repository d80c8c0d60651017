"""Why a question is no by the calendar: which norms do not stand, and which facts came before a norm they would set off."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from textwrap import indent

import pytest
from situations import Data, case_of

from evaluator import Case, Record, Rulebook, assess

ROOT = Path(__file__).resolve().parent.parent
PARTIES: Data = {"acme": {"name": "Acme Voice"}, "fcc": {"name": "FCC Enforcement Bureau"}}
LETTER: Data = {"id": "letter", "happened": "2020-04-03", "by": "fcc", "to": "acme"}
LATER: Data = {"notice": {**LETTER, "happened": "2022-07-07"}}
LEAVE = """permission leave:
  phrases: [1]
  question: may-block-all
  bearer: blocker
  toward: target
  act:
    blocking: {by: blocker, of: target, scope: all traffic}
"""
BAR = """prohibition bar:
  phrases: [1]
  bearer: blocker
  act:
    blocking: {by: blocker, of: target}
"""


def entry(record: Record) -> Data:
    """The answer to whether all calls may be blocked, as the record holds it; every proof of it is accepted."""
    assert record.verify() == ()
    [found] = [each for each in record.document()["answers"] if each["question"] == "may-block-all"]
    answer: Data = found
    return answer


@pytest.mark.parametrize(("supposed", "early"), [(False, {"letter"}), (True, set())])
def test_what_is_supposed_otherwise_came_not_too_early(supposed: bool, early: set[str], tmp_path: Path) -> None:
    """A notice of April 2020 came before 64.1200(k)(4) (in force 2020-10-14, 85 FR 56530); one supposed to be of July 2022 did not."""
    case, what_if = tmp_path / "case.json", tmp_path / "what-if.json"
    data = {"case": "early", "zone": "America/New_York", "parties": PARTIES, "facts": [{"notice": LETTER}]}
    case.write_text(json.dumps(data), encoding="utf-8")
    what_if.write_text(json.dumps({"facts": [LATER]}), encoding="utf-8")
    book = Rulebook.load()
    loaded = Case.load(case, rulebook=book, suppose=[what_if] if supposed else [])
    answer = entry(assess(book, loaded, at="2022-07-07T00:00:00-04:00"))
    assert (answer["status"], {each["fact"] for each in answer["too_early"]}) == ("no", early)


def test_a_norm_that_lapsed_does_not_begin_with_its_neighbours(tmp_path: Path) -> None:
    """A paragraph that loses a permission in 2019 and is amended in 2030 does not bring it back: no version then holds it."""
    folder = tmp_path / "rules"
    shutil.copytree(ROOT / "rules", folder)
    versions = ("2018-02-12", LEAVE), ("2019-02-12", BAR), ("2030-01-01", BAR)
    card = "section: 9 CFR 9.9\ncalendar: fcc\nparties: {target: the provider, blocker: another provider}\nparagraphs:\n  (a):\n"
    for day, construct in versions:
        head = f'    - effective: {day}\n      authority: an example\n      gist: "[1: everything]"\n'
        card += head + indent(construct, "      ")
    (folder / "examples.yaml").write_text(card, encoding="utf-8")
    book = Rulebook.load(folder)
    data = {"case": "lapsed", "zone": "America/New_York", "parties": PARTIES, "facts": [{"notice": LETTER}]}
    answer = entry(assess(book, case_of(data, book), at="2024-01-01T00:00:00-05:00"))
    [leave] = [each for each in answer["not_in_force"] if each["name"] == "leave"]
    assert leave["begins"] is None


def test_a_norm_that_the_next_text_dropped_ended_with_its_text() -> None:
    """47 CFR 64.1200(n)(2)(i)(B) stands since 2022; one duty of its first text ended on January 8, 2024, when the next one dropped it."""
    record = assess(
        Rulebook.load(),
        case_of({"case": "gone", "zone": "America/New_York", "parties": PARTIES, "facts": []}),
        at="2025-03-12T09:00-04:00",
    )
    assert record.verify() == ()
    [answer] = [
        each for each in record.document()["answers"] if each["question"] == "must-report" and each["by"] == "acme"
    ]
    [gone] = [each for each in answer["not_in_force"] if each["name"] == "say how it knows"]
    assert (gone["citation"], gone["ended"]) == ("47 CFR 64.1200(n)(2)(i)(B)", "2024-01-08")
