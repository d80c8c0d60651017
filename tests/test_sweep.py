"""All readings: what was swept is what assessing says under each choice, and what turns on a reading is named."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

import pytest
from gaps import Plan, told
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from letters import AT, block, complete, cutoff, letter, seen, word
from situations import BLOCK, MITIGATE, case_of
from strategies import plans
from typer.testing import CliRunner

from evaluator import Case, Rulebook, Sweep, assess, sweep
from evaluator.doors.cli import app
from evaluator.doors.sweep import ABSENT, Swept
from evaluator.doors.sweep_model import SweepModel
from evaluator.engines import sweeping
from evaluator.passes.compare import key_of

AFTER = "2022-07-12T00:00:00-04:00"
RELAPSED = letter(
    cutoff(),
    seen(),
    words=(word("effective mitigation", "cutoff"), word("same or similar", "seen")),
    declared=(complete(),),
)


def swept(case: Case, at: str = AFTER, **how: Any) -> Sweep:
    """A case under all readings of the rules that come with the program."""
    return sweep(Rulebook.load(), case, at=at, **how)


def one(found: Sweep, name: str) -> Swept:
    """The one finding of a name; of a question the answer about the notified provider."""
    [each] = [each for each in found.about(name) if each.key[0] == "finding" or each.key[2:] == ("*", "target")]
    return each


# -- what was swept is so


def agrees(found: Sweep, case: Case, at: Any, choice: Mapping[str, str]) -> None:
    """Under one choice of readings every status is the one that assessing gives, and nothing is left out."""
    record = assess(Rulebook.load(), case, at=at, readings=choice)
    true = {
        key_of(each): each.status for each in (*record.findings, *record.answers) if each.status != "not applicable"
    }
    whole = {**Rulebook.load().chosen({}), **choice}
    said = {each.key: each.under(whole) for each in found.swept}
    assert {key: status for key, status in said.items() if status != ABSENT} == true


CHOICES = st.fixed_dictionaries({name: st.sampled_from(r.options) for name, r in Rulebook.load().readings.items()})


@settings(max_examples=20, derandomize=True, database=None, deadline=None, phases=[Phase.generate])
@given(plans(), st.lists(CHOICES, min_size=3, max_size=3))
def test_what_was_swept_is_what_assessing_says(plan: Plan, choices: list[dict[str, str]]) -> None:
    """For cases with gaps, every status under any choice of all readings is that of an assessment under that choice."""
    case = case_of(told(plan))
    found = sweep(Rulebook.load(), case, at=plan.at)
    for choice in ({}, *choices):
        agrees(found, case, plan.at, choice)


@settings(max_examples=12, derandomize=True, database=None, deadline=None, phases=[Phase.generate])
@given(plans(uses=True), st.lists(CHOICES, min_size=2, max_size=2))
def test_what_was_swept_of_uses_is_what_assessing_says(plan: Plan, choices: list[dict[str, str]]) -> None:
    """The same with a block on record, which is judged at every instant at which it may have begun."""
    case = case_of(told(plan))
    found = sweep(Rulebook.load(), case, at=plan.at)
    for choice in choices:
        agrees(found, case, plan.at, choice)


def test_one_switch_at_a_time_where_there_are_too_many(monkeypatch: pytest.MonkeyPatch) -> None:
    """Beyond the limit each switch is turned alone from the choice made, which is said, and each such status is right."""
    monkeypatch.setattr(sweeping, "MOST", 8)
    book = Rulebook.load()
    chosen = {"dst": "wall clock"}
    found = sweep(book, RELAPSED, at=AFTER, readings=chosen)
    mitigate = one(found, MITIGATE)
    assert not mitigate.whole
    assert "relapse_window" in mitigate.switches
    assert one(found, "may-block-all").words.endswith("(each switch turned alone)")
    assert any("each switch was turned alone" in str(block) for block in found.blocks())
    for name, reading in book.readings.items():
        for option in reading.options:
            choice = {**book.chosen(chosen), name: option}
            record = assess(book, RELAPSED, at=AFTER, readings=choice)
            [status] = [f.status for f in record.findings if key_of(f) == mitigate.key]
            assert mitigate.under(choice) == status, (name, option)


def test_a_whole_sweep_counts_what_it_matched() -> None:
    """Where nothing turns on the switches of what a norm builds on, it is not matched again for each of their combinations."""
    found = swept(letter())
    assert set(found.switches) >= {"clock_48h_start", "relapse_window", "cure_after_blocking"}
    assert all(each.whole for each in found.swept)
    turning = {each.key[1]: each.switches for each in found.swept if not each.holds}
    assert turning == {  # whether a letter under (k)(4) is a notice of (n)(2) too (design, section 10)
        "must-mitigate-identified": ("k4_letter_as_n2_notice",),
        "must-report": ("k4_letter_as_n2_notice",),
    }
    assert found.evaluations < 700  # the permission alone has over two thousand combinations of these switches


# -- what turns on what


def test_a_relapse_turns_on_its_reading() -> None:
    """After a timely and effective cut-off, similar traffic revives the first limb under one reading and not under the other."""
    found = swept(RELAPSED)
    mitigate = one(found, MITIGATE)
    assert mitigate.status == "not discharged"
    assert "relapse_window" in mitigate.switches
    turns = {tuple(turn.readings.items()): turn.status for turn in mitigate.turns}
    assert turns[(("relapse_window", "new notice needed"),)] == "discharged"
    assert one(found, "report measures").holds


def test_a_late_cure_turns_on_its_reading() -> None:
    """A cure after the 48 hours leaves the permission open under the default reading and ends it under the other."""
    late = letter(cutoff("2022-07-11T09:00"), words=(word("effective mitigation", "cutoff"),), declared=(complete(),))
    answer = one(swept(late), "may-block-all")
    assert answer.status == "yes"
    assert any(
        turn.readings == {"cure_after_blocking": "ends on cure"} and turn.status == "no" for turn in answer.turns
    )
    assert "no under" in answer.words
    assert "cure_after_blocking = ends on cure" in answer.words


def test_each_turn_has_no_switch_to_spare() -> None:
    """No turn holds a smaller one that gives the same status."""
    for each in swept(RELAPSED).swept:
        for turn in each.turns:
            smaller = [t for t in each.turns if t.status == turn.status and t.readings.items() < turn.readings.items()]
            assert smaller == []


def test_a_sweep_starts_from_the_readings_chosen() -> None:
    """Turned the other way by the one who asks, the status and what it turns on are those of that choice."""
    mitigate = one(swept(RELAPSED, readings={"relapse_window": "new notice needed"}), MITIGATE)
    assert mitigate.status == "discharged"
    assert {"relapse_window": "any similar traffic"} in [dict(turn.readings) for turn in mitigate.turns]


def test_a_use_turns_on_what_it_relied_on() -> None:
    """A block after such a relapse was used while not available under the reading by which later traffic revives nothing."""
    case = letter(cutoff(), seen("2022-07-10T12:00"), block("2022-07-11T12:00:00"), declared=(complete(),),
                  words=(word("effective mitigation", "cutoff"), word("same or similar", "seen")))  # fmt: skip
    use = one(swept(case), BLOCK)
    assert use.status == "undetermined"  # whether the blocker told the Commission is not on record
    turns = {tuple(turn.readings.items()): turn.status for turn in use.turns}
    assert turns[(("relapse_window", "new notice needed"),)] == "used while not available"


# -- as data and in words


def test_a_sweep_is_written_as_its_schema_says() -> None:
    """The document of a sweep fits its published shape, and holds the record of the choice it started from."""
    found = swept(RELAPSED)
    document = json.loads(json.dumps(found.document()))
    SweepModel.model_validate(document)
    assert document["record"] == assess(Rulebook.load(), RELAPSED, at=AFTER).document()


def asked(*arguments: str) -> str:
    """What a command prints."""
    result = CliRunner().invoke(app, [*arguments])
    assert result.exit_code == 0, result.output
    return result.stdout


@pytest.fixture
def file(tmp_path: Any) -> str:
    """The demo letter, as a file."""
    from evaluator.doors.demos import FOLDER

    return str(FOLDER / "sipkonnect.yaml")


def test_the_report_says_what_holds(file: str) -> None:
    """`assess --all-readings` adds to the report which findings turn on a reading, and that all others hold."""
    text = asked("assess", file, "--at", AT, "--all-readings")
    assert "ALL READINGS" in text
    assert "holds under every reading." in text
    assert "ALL READINGS" not in asked("assess", file, "--at", AT)


def test_an_explanation_says_whether_its_answer_holds(file: str) -> None:
    """`explain --all-readings` says so of the one answer asked about, in words and as data."""
    words = asked("explain", file, "may-block-all", "--at", AFTER, "--all-readings")
    assert "may-block-all toward sipkonnect: undetermined; holds under every reading" in " ".join(words.split())
    [part] = json.loads(asked("explain", file, "may-block-all", "--at", AFTER, "--all-readings", "--json"))
    assert part["all_readings"]["holds"] is True


def test_json_of_a_sweep_is_its_document(file: str) -> None:
    """`assess --all-readings --json` prints the sweep, canonically written."""
    printed = asked("assess", file, "--at", AT, "--all-readings", "--json")
    assert json.loads(printed) == sweep(Rulebook.load(), Case.load(file), at=AT).document()


def test_a_sweep_is_the_same_whatever_was_asked_before() -> None:
    """A rulebook just read gives the same sweep, to the byte, as one that answered many questions."""
    from pathlib import Path

    fresh = Rulebook.load(Path(__file__).parent.parent / "rules")
    assert sweep(fresh, RELAPSED, at=AFTER).document() == swept(RELAPSED).document()
