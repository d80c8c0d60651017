"""New cards: a skeleton at its place, which `check` leads to a card, and nothing written over what is there."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from typer.testing import CliRunner

from evaluator.documents.rulebook import load_rulebook
from evaluator.documents.shape import shaped
from evaluator.doors.cli import app
from evaluator.passes.check import check

ROOT = Path(__file__).parent.parent


@pytest.fixture
def rules(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a copy of the rules, to stand in."""
    monkeypatch.chdir(tmp_path)
    return Path(shutil.copytree(ROOT / "rules", tmp_path / "rules")).relative_to(tmp_path)


def new(*words: str) -> str:
    """What the command says, or the error it leaves with."""
    done = CliRunner().invoke(app, ["new", *words])
    return done.stdout if done.exception is None else str(done.exception)


@pytest.mark.parametrize(
    ("citation", "file", "before"),
    [
        ("47 CFR 64.1200(k)(12)", "47-cfr/64.1200.yaml", "(k)(11)"),
        ("47 CFR 64.1200(a)(8)", "47-cfr/64.1200.yaml", "(a)(7)"),
        ("47 CFR 64.1200(z)", "47-cfr/64.1200.yaml", "(s)"),
        ("16 CFR 310.4(a)(0)", "16-cfr/310.4.yaml", None),
        ("47 CFR 64.9999(e)", "47-cfr/64.9999.yaml", None),
        ("47 USC 999(b)(3)", "statutes/47-usc-999.yaml", None),
        ("DA 99-72 para. 3", "orders/da-99-72.yaml", None),
    ],
)
def test_a_skeleton_stands_at_its_place(citation: str, file: str, before: str | None, rules: Path) -> None:
    """A skeleton goes behind the paragraph before it in the books, in the file of its section or a new one, in shape, and moves nothing."""
    path = rules / file
    old = path.read_text("utf-8").splitlines() if path.exists() else []
    told = new(citation, "--effective", "2026-12-01")
    assert f"a skeleton of {citation}" in told
    text = path.read_text("utf-8")
    assert shaped(text, file) == text
    added = text.splitlines()
    assert [line for line in old if line not in added] == []
    section = next(each for each in load_rulebook(rules).sections.values() if each.file == str(path))
    numbers = list(section.cards)
    number = citation.removeprefix(section.name).strip()
    assert (numbers[numbers.index(number) - 1] if numbers.index(number) else None) == before
    assert str(section.cards[number].versions[0].effective) == "2026-12-01"


def test_check_says_what_is_still_to_be_written(rules: Path) -> None:
    """Of a fresh skeleton `check` tells the authority, the gist and each phrase, and once they are written, nothing."""
    new("47 CFR 64.1200(k)(12)", "--effective", "2026-12-01")
    told = [str(problem).splitlines()[0].rpartition(" ")[2] for problem in check(load_rulebook(rules))]
    assert sorted(told) == ["[unencoded-phrase]", "[unencoded-phrase]", "[unfinished]", "[unfinished]"]
    path = rules / "47-cfr" / "64.1200.yaml"
    text = (
        path.read_text("utf-8")
        .replace("authority: (to be written)", "authority: an order")
        .replace("(to be written) the", "the")
    )
    path.write_text(
        text.replace("law yet\n", "law yet\n      left out: {phrase 1: a trial, phrase 2: a trial}\n"), encoding="utf-8"
    )
    assert check(load_rulebook(rules)) == []


@pytest.mark.parametrize(
    ("citation", "problem"),
    [
        ("47 CFR 64.1200(k)(4)", "47 CFR 64.1200(k)(4) is there already: rules/47-cfr/64.1200.yaml:"),
        ("47 CFR 64.1200(k)(4)", "beside it stand `47 CFR 64.1200(k)(3)` and `47 CFR 64.1200(k)(5)`"),
        ("47 CFR 64.1200", "`47 CFR 64.1200` is a whole section"),
        ("paragraph four", "`paragraph four` is no citation"),
    ],
)
def test_what_is_there_or_no_paragraph_is_refused(citation: str, problem: str, rules: Path) -> None:
    """A paragraph that has a card is named with its place and neighbours, a section or no citation is refused, and no file changes."""
    before = {path: path.read_bytes() for path in rules.rglob("*.yaml")}
    assert problem in new(citation, "--effective", "2026-12-01")
    assert {path: path.read_bytes() for path in rules.rglob("*.yaml")} == before


def test_a_former_number_is_told(rules: Path) -> None:
    """Who writes a card under a number that another paragraph had is told which one that was."""
    told = new("47 CFR 64.1200(n)(6)", "--effective", "2026-12-01")
    assert "(until 2024-01-08 that was the number of 47 CFR 64.1200(n)(3))" in told


def test_the_day_is_said_where_none_is_given(rules: Path) -> None:
    """Without a day the clock of the machine is used, and said."""
    assert rules.is_dir()
    done = CliRunner().invoke(app, ["new", "47 CFR 64.1200(z)"])
    assert "(no --effective given: the clock of this machine)" in done.stderr
