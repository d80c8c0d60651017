"""A little fuzzing on every run; `python -m tests.fuzz` does it for longer."""

from __future__ import annotations

from pathlib import Path
from random import Random

import pytest

from evaluator.documents.intake import load_case
from evaluator.doors import api
from tests.fuzz import Trials, judge_message, within
from tests.mutations import spoiled_text, spoiled_tree

SECONDS = 5.0  # how long each kind of file is spoiled; a slow machine tries fewer


@pytest.fixture(scope="module")
def trials(tmp_path_factory: pytest.TempPathFactory) -> Trials:
    return Trials(tmp_path_factory.mktemp("fuzz"))


def test_a_spoiled_case_is_assessed_or_refused(trials: Trials) -> None:
    """Whatever is blacked out, dropped, exchanged or torn in a case, it is assessed or refused in plain words."""
    for number in within(SECONDS):
        trials.cases(number)


def test_a_spoiled_rulebook_is_used_or_refused(trials: Trials) -> None:
    """Whatever is dropped, exchanged or torn in a rule file, the rules are used or refused in plain words."""
    for number in within(SECONDS):
        trials.rulebooks(number)


def test_what_is_spoiled_was_good(trials: Trials) -> None:
    """The case and the rules that are spoiled load and give findings as long as they are whole."""
    trials.case_file.write_text(trials.case_text, encoding="utf-8")
    case = load_case(trials.case_file, trials.book.vocabulary)
    found = {finding.name for finding in api.assess(trials.book, case, at="2022-07-22T00:00:00-04:00").findings}
    assert {"mitigate", "measures", "report measures", "meet", "block all", "tell the Commission"} <= found


def test_trials_differ_and_can_be_repeated(trials: Trials) -> None:
    """Two numbers spoil a file in two ways, and one number in the same way each time."""
    trees = [spoiled_tree(Random(f"case {number}"), trials.case_tree) for number in (7, 8, 7)]
    texts = [spoiled_text(Random(f"case {number}"), trials.case_text) for number in (7, 8, 7)]
    for first, second, again in (trees, texts):
        assert first == again != second


@pytest.mark.parametrize("message", ["f.yaml:1:1: {'a': None}", "f.yaml:1:1: Interval(1, 2)", "x" * 2_000])
def test_an_ugly_message_would_be_seen(message: str) -> None:
    """A refusal in the words of Python, or without end, is no plain refusal."""
    with pytest.raises(AssertionError):
        judge_message(message)


def test_a_crash_would_be_told_with_its_trial(trials: Trials, monkeypatch: pytest.MonkeyPatch) -> None:
    """Any other exception fails with the number of the trial and with what was spoiled."""
    monkeypatch.setattr(api, "assess", lambda *_, **__: [][0])
    monkeypatch.setattr("tests.fuzz.slipped", lambda tree, *_: trials.case_text + "# spoiled\n")
    with pytest.raises(AssertionError, match=r"cases 0: IndexError: .*\n(.*\n)*\+# spoiled"):
        trials.cases(0)


def test_a_demand_whose_day_is_blacked_out(tmp_path: Path) -> None:
    """A demand that is due on a day which was blacked out is assessed, and its end is not known."""
    book = api.Rulebook.load()
    letter = "{id: letter, happened: 2022-07-07, by: the FCC, to: provider, demands: [{do: mitigation, due: redacted}]}"
    text = f"case: c\nzone: America/New_York\nparties: {{provider: {{name: P}}}}\nfacts:\n  - notice: {letter}\n"
    (tmp_path / "case.yaml").write_text(text, encoding="utf-8")
    case = load_case(tmp_path / "case.yaml", book.vocabulary)
    (finding,) = api.assess(book, case, at="2022-07-08T00:00:00-04:00").about("meet")
    assert finding.status == "undetermined"
