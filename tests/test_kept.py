"""What is kept between assessments: enough to be quick, and no more for the millionth case than for the first."""

from __future__ import annotations

import gc
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from weakref import ref

from evaluator import Rulebook, assess
from evaluator.engines.plans import Plans
from evaluator.passes.kept import MOST_LAWS, copied, under
from evaluator.passes.lower import lower
from scripts.bench import AT, case_of
from tests.situations import DEMAND, Data
from tests.situations import case_of as case_from

SMALL = Path(__file__).parent / "rules_language"
HALF_YEAR = timedelta(days=182)


def test_a_rulebook_that_nobody_holds_is_gone() -> None:
    """Once a rulebook is let go, neither it nor a program of it is kept anywhere."""
    book = Rulebook.load(SMALL)
    case = case_from({"case": "nobody", "zone": "America/New_York", "parties": {"a": {"name": "A"}}, "facts": []}, book)
    assess(book, case, at=AT).to_json()
    program = ref(lower(book))
    del book, case
    gc.collect()
    assert program() is None


def test_of_many_days_of_law_few_are_kept() -> None:
    """Asking about many days of law keeps the last of them, and each day's own law; what was let go is lowered to the same again."""
    book = Rulebook.load(SMALL)
    plain = lower(book)
    days = [date(2018, 2, 12) + HALF_YEAR * number for number in range(2 * MOST_LAWS)]
    for day in days:
        lower(book, day, {})
    kept = {key[0] for key in book.programs}
    assert kept == {None, *days[-MOST_LAWS:]}
    assert set(book.lowered["laws"]) == kept
    assert lower(book) is plain
    again = lower(book, days[0])
    assert [norm.id for norm in again.norms.values()] == [norm.id for norm in lower(book, days[0]).norms.values()]


def letter_to_tell(*recipients: str) -> Data:
    """A letter that asks its addressee to tell these parties of what it did."""
    parties = {"fcc": {"name": "FCC Enforcement Bureau"}, "acme": {"name": "Acme"}}
    notice = {
        "id": "letter", "happened": "2022-07-07", "by": "fcc", "to": "acme",
        "demands": [{"id": "steps", "do": "status report", "within": "48 hours", "tell": list(recipients)}],
    }  # fmt: skip
    told = {"id": "told", "happened": "2022-07-08", "by": "acme", "to": list(recipients), "answers": "letter"}
    return {
        "case": "told", "zone": "America/New_York", "parties": parties | {each: {"name": each} for each in recipients},
        "facts": [{"notice": notice}, {"status report": told}],
    }  # fmt: skip


def test_what_one_case_says_is_not_kept_for_the_next() -> None:
    """Letters that name other recipients, one after the other, leave no more plans of terms than the first did."""
    book = Rulebook.load()
    sizes = []
    for number in range(4):
        record = assess(book, case_from(letter_to_tell(f"one-{number}", f"two-{number}"), book), at=AT)
        assert [f.status for f in record.findings if f.norm.id == DEMAND] == ["fulfilled"]
        plans: Plans = under(book, None)["plans"]
        held = len(plans)
        del record
        gc.collect()
        sizes.append(len(plans))
        assert held > len(plans)
    assert len(set(sizes)) == 1


def test_what_is_kept_does_not_grow_with_the_cases() -> None:
    """What is kept of a rulebook is of the same size after a third case of other parties as after the second."""
    book = Rulebook.load()
    sizes = []
    for number in range(3):
        assess(book, case_from(case_of([f"p{number}"]), book), at=AT)
        gc.collect()
        sizes.append((len(lower(book).plans), len(under(book, None)), len(book.lowered)))
    assert sizes[1] == sizes[2]


def test_a_copy_of_what_is_kept_serves_as_it_did() -> None:
    """A rulebook with a copy of what another keeps answers as that one does, and what is added to the copy is not in the other."""
    book = Rulebook.load()
    letter = letter_to_tell("one", "two")
    first = assess(book, case_from(letter, book), at=AT).to_json()
    other = replace(book, programs={}, lowered=copied(book.lowered))
    other.lowered["laws"]["another"] = {}
    assert assess(other, case_from(letter, other), at=AT).to_json() == first
    assert "another" not in book.lowered["laws"]
