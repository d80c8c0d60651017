"""Showing paragraphs: the version meant, and how every version stands on the day that is meant."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from evaluator import Rulebook
from evaluator.doors.library import shown
from evaluator.doors.paragraphs import paragraphs
from evaluator.words.errors import UsageError

ROOT = Path(__file__).resolve().parent.parent
GOOD = Path(__file__).parent / "bad_input" / "rulebook"
CARD = """section: 1 CFR 2.1
calendar: office
parties: {owner: whoever was notified}
paragraphs:
  (a):
    - {effective: 2020-01-01, authority: 85 FR 1, gist: "[1: Mend it].", left out: {phrase 1: because}, formerly: [(z) until 2021-01-01]}
    - {effective: 2021-01-01, authority: 86 FR 1, gist: as before, left out: {phrase 1: because}}
    - {effective: 2030-01-01, authority: 95 FR 1, gist: as before, left out: {phrase 1: because}}
    - {delayed: {as of: 2021-06-01, waits for: an approval}, authority: 86 FR 2, gist: as before, left out: {phrase 1: because}}
  (b):
    - {effective: 2030-01-01, authority: 95 FR 1, gist: "[1: Mend more].", left out: {phrase 1: because}}
  (c):
    - {delayed: {as of: 2021-06-01, waits for: an approval}, authority: 86 FR 2, gist: "[1: Mend all].", left out: {phrase 1: because}}
  (d):
    - {effective: 2020-01-01, until: 2021-01-01, authority: 85 FR 1, gist: "[1: Mend once].", left out: {phrase 1: because}}
"""


@pytest.fixture(scope="module")
def rules(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small rulebook with past, present, future and delayed versions."""
    folder = tmp_path_factory.mktemp("rules")
    for path in GOOD.rglob("*.yaml"):
        (folder / path.relative_to(GOOD)).parent.mkdir(exist_ok=True)
        (folder / path.relative_to(GOOD)).write_text(path.read_text("utf-8"), encoding="utf-8")
    (folder / "versions.yaml").write_text(CARD, encoding="utf-8")
    return folder


def clock(day: date) -> Callable[[ZoneInfo], date]:
    """A clock that shows one day everywhere."""
    return lambda zone: day


def standing(rules: Path, number: str, on: str | None) -> list[str]:
    """How each version of a paragraph stands, and the one that is shown, on a day or on 2022-07-07."""
    (entry,) = paragraphs(
        Rulebook.load(rules), f"1 CFR 2.1{number}", date.fromisoformat(on) if on else None, clock(date(2022, 7, 7))
    )
    shows = entry["version"] and entry["version"]["effective"]
    return [*(each["stands"] for each in entry["versions"]), str(shows)]


@pytest.mark.parametrize(
    ("number", "on", "expected"),
    [
        ("(a)", None, ["past", "in force", "future", "delayed", "2021-01-01"]),
        ("(a)", "2031-01-01", ["past", "past", "in force", "delayed", "2030-01-01"]),
        ("(a)", "2030-01-01", ["past", "past", "in force", "delayed", "2030-01-01"]),
        ("(a)", "2029-12-31", ["past", "in force", "future", "delayed", "2021-01-01"]),
        ("(a)", "2019-01-01", ["future", "future", "future", "delayed", "None"]),
        ("(b)", None, ["future", "2030-01-01"]),
        ("(c)", None, ["delayed", "delayed"]),
        ("(d)", None, ["past", "2020-01-01"]),
    ],
)
def test_every_version_says_how_it_stands(number: str, on: str | None, expected: list[str], rules: Path) -> None:
    """Each version is past, in force, future or delayed on the day; today's is shown, else the next to come, else the last."""
    cited = "(z)" if on == "2019-01-01" else number
    assert standing(rules, cited, on) == expected


@pytest.mark.parametrize(
    ("number", "line"),
    [
        ("(a)", "  in force on 2022-07-07, from 2021-01-01 until 2030-01-01  (86 FR 1)"),
        ("(b)", "  NOT YET IN FORCE on 2022-07-07: from 2030-01-01  (95 FR 1)"),
        ("(c)", "  ADOPTED, NOT IN FORCE: waits for an approval  (86 FR 2)"),
        ("(d)", "  NO LONGER IN FORCE on 2022-07-07: from 2020-01-01 until 2021-01-01  (85 FR 1)"),
    ],
)
def test_what_is_not_in_force_is_marked(number: str, line: str, rules: Path) -> None:
    """The line under the title says in capitals that the text shown is not the law of the day."""
    assert shown(f"1 CFR 2.1{number}", None, rules, today=clock(date(2022, 7, 7))).splitlines()[1] == line


def test_a_day_that_is_given_needs_no_clock(rules: Path) -> None:
    """With `--on`, or for a list of readings, no clock is asked."""

    def never(zone: ZoneInfo) -> date:
        raise AssertionError("the clock was asked")

    assert "as of 2022-07-07" in shown("1 CFR 2.1(a)", "2022-07-07", rules, today=never)
    assert "clock start" in shown("readings", None, rules, today=never)


def test_a_number_of_another_day_is_told(rules: Path) -> None:
    """Who cites a paragraph by its present number for a day when it had another is told the number of that day."""
    assert "then 1 CFR 2.1(z)" in shown("(z)", "2020-06-01", rules)
    with pytest.raises(UsageError) as told:
        shown("1 CFR 2.1(a)", "2020-06-01", rules)
    assert told.value.help == "what is 1 CFR 2.1(a) now was 1 CFR 2.1(z) on that day"


def test_the_command_prints_the_clock_it_used() -> None:
    """Without `--on` the command says on standard error which day it took, and with it says nothing."""
    command = [sys.executable, "-m", "evaluator", "show", "47 CFR 64.1200(k)(5)"]
    bare = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    day = bare.stderr.split()[1]
    assert bare.stderr == f"on {day} (no --on given: the clock of this machine)\n"
    assert f"  versions, as of {day}:" in bare.stdout
    dated = subprocess.run([*command, "--on", "2022-07-07"], cwd=ROOT, capture_output=True, text=True, check=True)
    assert dated.stderr == ""
    assert "  in force on 2022-07-07, from 2021-05-06 until 2022-09-16  (86 FR 17726; FCC 20-187)" in dated.stdout


def test_an_immunity_is_shown() -> None:
    """A permission is shown with what its use is shielded from, as 47 CFR 64.1200(k)(4) names the Act and the rules."""
    text = shown("47 CFR 64.1200(k)(4)", "2022-07-07", None)
    assert "      shields from: [Communications Act, Commission rules]" in text


# -- by what it speaks of


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("know customers", "47 CFR 64.1200(n)(4)"),
        ("customer who signs up", "47 CFR 64.1200(n)(4)"),
        ("mitigates the traffic", "47 CFR 64.1200(k)(4)"),
        ("recertify each year", "47 CFR 64.6305(h)"),
        ("may-issue-final-determination", "47 CFR 64.1200(n)(2)(iii)"),
        ("find the source and stop it", "47 CFR 64.1200(f)(18)"),
    ],
)
def test_a_paragraph_is_found_by_what_it_speaks_of(words: str, found: str) -> None:
    """Words of the gist, a norm, a standard or a question name the paragraphs that hold all of them, each with its gist."""
    told = shown(words, None, None).splitlines()
    assert told[0].endswith(f"paragraph(s) speak of `{words}`:")
    assert found in {line.split("  ")[1] for line in told[1:]}


def test_a_name_goes_before_what_is_spoken_of() -> None:
    """A citation without a number is that paragraph; words that no paragraph has are refused as before."""
    assert shown("agency letter demand", None, None).startswith("agency letter demand — ")
    with pytest.raises(UsageError, match="nothing in the rulebook is cited `quinces`"):
        shown("quinces", None, None)
    assert '"citation": "47 CFR 64.1200(n)(4)"' in shown("know customers", None, None, json=True)


def test_a_number_that_was_another_paragraph_s_once_is_the_present_one_s() -> None:
    """Without a day the present numbering is meant, and what had the number once is told beside it."""
    said = shown("47 CFR 64.1200(k)(4)", None, None, today=lambda zone: date(2026, 11, 22))
    assert said.startswith("47 CFR 64.1200(k)(4) — ")
    assert "  once: until 2020-10-14 the number of what is 47 CFR 64.1200(k)(7) now\n" in said
    assert "once:" not in shown("47 CFR 64.1200(k)(4)", "2022-07-07", None)


def test_a_text_without_a_day_was_read_too() -> None:
    """A text that waits for its day stands in the ledger under what it is, and is told as read like any other."""
    assert "  read beside the law on 20" in shown("47 CFR 64.1200(a)(10) as adopted in 2026", "2026-11-22", None)


def test_show_says_when_this_text_was_read_beside_the_law(tmp_path: Path) -> None:
    """The day is that of the ledger for the version that is shown; a text that changed since was read by nobody as it stands."""
    folder = tmp_path / "rules"
    shutil.copytree(ROOT / "rules", folder)
    path = folder / "orders" / "fcc-20-96.yaml"
    cite = "FCC 20-96 para. 43"
    assert "  read beside the law on 20" in shown(cite, "2022-07-07", folder)
    path.write_text(path.read_text("utf-8").replace("14 days", "15 days", 1), encoding="utf-8")
    assert "  not read beside the law as it stands; " in shown(cite, "2022-07-07", folder)
