"""Whom a question is asked of, what raises it, and by what name a paragraph is found on a day."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest
from situations import Data, case_of

from evaluator import BadInput, Rulebook, assess
from evaluator.documents.rulebook import former_number, load_rulebook, version_on

ROOT = Path(__file__).resolve().parent.parent
PARTIES: Data = {
    "acme": {"name": "Acme Voice"},
    "client": {"name": "A Seller"},
    "carrier": {"name": "Next Hop"},
    "ftc": {"name": "FTC"},
    "fcc": {"name": "Enforcement Bureau"},
}


def asked_of(question: str, *facts: Data, at: str = "2024-06-03T00:00") -> set[tuple[str, str]]:
    """The pairs of which a question is asked in a small case."""
    data = {"case": "asked", "zone": "America/New_York", "parties": PARTIES, "facts": list(facts)}
    record = assess(Rulebook.load(), case_of(data), at=at)
    return {(a.asked.by, a.asked.toward) for a in record.answers if a.asked.question.name == question}


WARNING: Data = {"warning": {"id": "w", "happened": "2020-03-27", "by": "ftc", "to": "acme"}}
HELP: Data = {"assistance": {"id": "h", "began": "2019-11-01", "by": "acme", "to": "client"}}
REMOVAL: Data = {"removal order": {"id": "r", "happened": "2024-03-27", "by": "fcc", "of": "acme"}}
TAKEN: Data = {"acceptance": {"id": "t", "happened": "2024-05-01", "by": "carrier", "of": "acme"}}


@pytest.mark.parametrize(
    ("question", "facts", "expected"),
    [
        pytest.param("assists-illegal-telemarketing", [], set(), id="nothing raises it"),
        pytest.param("assists-illegal-telemarketing", [WARNING], {("acme", "*")}, id="a warning raises it"),
        pytest.param("assists-illegal-telemarketing", [HELP], {("acme", "*"), ("acme", "client")}, id="help raises it"),
        pytest.param("assists-illegal-telemarketing", [REMOVAL, TAKEN], set(), id="other facts do not"),
        pytest.param("may-refile", [TAKEN], set(), id="nobody was removed"),
        pytest.param("may-refile", [REMOVAL], {("acme", "")}, id="who was removed may ask"),
    ],
)
def test_whom_a_question_is_asked_of(question: str, facts: list[Data], expected: set[tuple[str, str]]) -> None:
    """A question that says what raises it is asked of whom such a fact names, as the one who would act (16 CFR 310.3(b), DA 22-1219)."""
    assert asked_of(question, *facts) == expected


@pytest.mark.parametrize(
    ("raised", "problem"),
    [("{warming: to}", "unknown key `warming`"), ("{warning: names}", "unknown party of the warning `names`")],
)
def test_what_raises_a_question_is_a_kind_and_a_party_of_it(tmp_path: Path, raised: str, problem: str) -> None:
    """`raised by` names kinds of fact and a field of each that names parties; anything else is refused with its place."""
    for path in (ROOT / "rules").rglob("*.yaml"):
        copy = tmp_path / path.relative_to(ROOT / "rules")
        copy.parent.mkdir(parents=True, exist_ok=True)
        copy.write_text(path.read_text(encoding="utf-8"), encoding="utf-8")
    page = tmp_path / "questions.yaml"
    page.write_text(page.read_text(encoding="utf-8").replace("{warning: to, assistance: by}", raised), encoding="utf-8")
    with pytest.raises(BadInput, match=re.escape(problem)):
        load_rulebook(tmp_path)


@pytest.mark.parametrize(
    ("number", "day", "expected"),
    [
        ("(g)(1)", "2021-10-01", "(c)"),
        ("(g)(1)", "2022-09-15", "(c)"),
        ("(g)(1)", "2022-09-16", "(e)(1)"),
        ("(g)(1)", "2023-08-20", "(e)(1)"),
        ("(g)(1)", "2023-08-21", "(g)(1)"),
        ("(g)(2)", "2022-07-07", "(c)"),
        ("(g)(2)", "2023-04-11", "(e)(2)"),
        ("(g)(3)", "2023-08-20", "(e)(3)"),
        ("(g)(3)", "2023-08-21", "(g)(3)"),
        ("(g)(4)", "2024-05-28", "(g)(4)"),
        ("(g)(5)", "2022-09-16", "(e)(4)"),
        ("(g)(5)", "2023-08-21", "(g)(5)"),
    ],
)
def test_the_listing_bar_under_each_of_its_numbers(number: str, day: str, expected: str) -> None:
    """The bar was 64.6305(c) until 2022-09-16 and (e) until 2023-08-21 (87 FR 42916; 88 FR 40096); it is one paragraph throughout."""
    card = Rulebook.load().sections["47 CFR 64.6305"].cards[number]
    assert former_number(card, date.fromisoformat(day)) == expected


@pytest.mark.parametrize(
    ("number", "day", "expected"),
    [
        (f"(d){rest}", day, f"({letter}){rest}")
        for rest in ("(1)", "(2)", "(3)", "(4)", "(5)", "(5)(i)", "(5)(ii)")
        for day, letter in (("2022-09-15", "b"), ("2022-09-16", "c"), ("2023-08-20", "c"), ("2023-08-21", "d"))
    ]
    + [
        (f"(e){rest}", day, f"({letter}){rest}")
        for rest in ("(1)", "(2)", "(3)", "(4)", "(5)")
        for day, letter in (("2023-08-20", "d"), ("2023-08-21", "e"))
    ]
    + [
        (f"{number} of {year}", day, number if then else f"{number} of {year}")
        for number, year, days in (
            ("(b)", 2020, ("2021-06-03", "2021-06-04")),
            ("(c)", 2020, ("2021-06-03", "2021-06-04")),
            ("(b)(3)", 2022, ("2023-01-10", "2023-01-11")),
            ("(c)(6)", 2022, ("2023-01-10", "2023-01-11")),
            ("(d)(6)", 2022, ("2023-01-10", "2023-01-11")),
        )
        for day, then in zip(days, (True, False), strict=True)
    ],
)
def test_the_filing_rules_under_each_of_their_numbers(number: str, day: str, expected: str) -> None:
    """What is 64.6305(d) today was (b) until 2022-09-16 and (c) until 2023-08-21, and (e) was (d) (87 FR 42916; 88 FR 40096)."""
    card = Rulebook.load().sections["47 CFR 64.6305"].cards[number]
    assert former_number(card, date.fromisoformat(day)) == expected


@pytest.mark.parametrize(
    ("section", "number", "day", "stands"),
    [
        ("64.6305", "(b) of 2020", "2021-06-03", True),
        ("64.6305", "(b) of 2020", "2021-06-04", False),
        ("64.6305", "(c) of 2020", "2021-06-03", True),
        ("64.6305", "(c) of 2020", "2021-06-04", False),
        ("64.6305", "(b)(3) of 2022", "2023-01-10", True),
        ("64.6305", "(b)(3) of 2022", "2023-01-11", False),
        ("64.6305", "(c)(6) of 2022", "2023-01-10", True),
        ("64.6305", "(c)(6) of 2022", "2023-01-11", False),
        ("64.6305", "(d)(6) of 2022", "2023-01-10", True),
        ("64.6305", "(d)(6) of 2022", "2023-01-11", False),
        ("64.6301", "(a)", "2020-12-16", True),
        ("64.6304", "(a)", "2023-06-30", True),
        ("64.6304", "(a)", "2023-07-01", False),
        ("64.6304", "(c)", "2022-06-30", True),
        ("64.6304", "(c)", "2022-07-01", False),
    ],
)
def test_a_paragraph_that_binds_nobody_by_itself_has_its_last_day(
    section: str, number: str, day: str, stands: bool
) -> None:
    """Places kept free until 86 FR 29952, texts put off until 87 FR 75943, extensions with a last day (85 FR 73360; 87 FR 3684)."""
    card = Rulebook.load().sections[f"47 CFR {section}"].cards[number]
    assert (version_on(card, date.fromisoformat(day)) is not None) is stands


@pytest.mark.parametrize(("declared", "expected"), [(False, "undetermined"), (True, "no")])
def test_beside_an_act_that_is_no_breach_there_may_be_another(declared: bool, expected: str) -> None:
    """Help that was over before it was knowing is none (16 CFR 310.3(b)); while help may be untold, more is open, under any version."""
    found: Data = {"by": "ftc", "says": "yes", "recorded": "2020-06-01", "strength": "found"}
    words = ("substantial assistance", "knows or consciously avoids knowing", "underlying breach")
    said = [{**found, "standard": standard, "about": ["acme", "client"]} for standard in words]
    said[1]["from"] = "2020-03-27"
    help_over: Data = {"assistance": {**HELP["assistance"], "ended": "2020-03-26"}}
    through = "2020-06-02T00:00:00-04:00"
    data: Data = {
        "case": "help",
        "zone": "America/New_York",
        "parties": PARTIES,
        "facts": [help_over],
        "determinations": said,
        "complete": [{"records": ["assistance"], "about": "acme", "through": through}] if declared else [],
    }
    record = assess(Rulebook.load(), case_of(data), at=through)
    assert [finding.status for finding in record.about("16 CFR 310.3(b)")] == ["respected"]
    assert record.answer("assists-illegal-telemarketing", by="acme", toward="client").status == expected


@pytest.mark.parametrize(
    ("at", "steps"),
    [("2024-07-09T23:59:59-04:00", 1), ("2024-07-10T00:00:00-04:00", 0), ("2024-07-11T00:00:00-04:00", 0)],
)
def test_nothing_is_owed_before_a_use_that_needs_nothing(at: str, steps: int) -> None:
    """Before day 30 of a final determination the Commission is told first; from then on blocking needs no word, whatever else is open."""
    data: Data = {
        "case": "day 30",
        "zone": "America/New_York",
        "parties": {"acme": {"name": "Acme Voice LLC"}, "bell": {"name": "Bell Carrier"}},
        "facts": [
            {"notice": {"id": "letter", "happened": "2024-03-04", "by": "Enforcement Bureau", "to": "acme"}},
            {"connection": {"id": "link", "from": "acme", "to": "bell", "began": "2023-01-01"}},
            {
                "final determination order": {
                    "id": "fdo",
                    "happened": "2024-06-10",
                    "by": "Enforcement Bureau",
                    "against": "acme",
                }
            },
        ],
    }
    book = Rulebook.load()
    record = assess(book, case_of(data, book), at=at)
    answer = record.answer("may-block-all", toward="acme", by="bell")
    assert (answer.status, len(answer.before_use), record.verify()) == ("yes", steps, ())
