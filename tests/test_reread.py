"""The ledger of what was read beside the law: what changed since is told, and nothing else; what is signed is kept."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from evaluator.documents.reread import LEDGER
from evaluator.documents.rulebook import load_rulebook
from evaluator.doors.cli import main
from evaluator.passes.check import check, warnings

ROOT = Path(__file__).parent.parent
SMALL = Path(__file__).parent / "bad_input" / "rulebook"
DAY = "2022-11-21"  # a day that has come on every machine


@pytest.fixture
def rules(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The small rulebook in a folder of its own, every text of it signed."""
    monkeypatch.chdir(tmp_path)
    shutil.copytree(SMALL, "rules")
    assert asked("all") == 0
    return Path("rules")


def asked(*words: str) -> int:
    """The exit code of `callrules reread` with these words."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(
            "sys.argv", ["callrules", "reread", *words, *(["--on", DAY] if words and "--on" not in words else [])]
        )
        with pytest.raises(SystemExit) as ended:
            main()
    return int(ended.value.code or 0)


def changed(file: str, old: str, new: str) -> None:
    """Change a file of the rules in one place."""
    path = Path("rules", file)
    text = path.read_text(encoding="utf-8")
    assert text.count(old) >= 1
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def told() -> list[str]:
    """The first line of every warning, without its place; no problem besides."""
    book = load_rulebook("rules")
    assert check(book) == []
    return [each.what for each in warnings(book)]


def since(text: str) -> str:
    return f"{text} has changed since it was read beside the law on {DAY} [not-reread]"


def test_the_rules_that_are_shipped_were_read() -> None:
    """No text of the rulebook differs from the one that was read beside the law."""
    assert (ROOT / "rules" / LEDGER).exists()
    assert [str(each) for each in warnings(load_rulebook(ROOT / "rules")) if "not-reread" in each.what] == []


def test_a_folder_without_a_ledger_is_not_warned_of(rules: Path) -> None:
    """Whoever keeps no ledger is told nothing."""
    (rules / LEDGER).unlink()
    changed("readings.yaml", "default: issuance", "default: receipt")
    assert told() == []


@pytest.mark.parametrize(
    ("file", "old", "new", "text"),
    [
        ("section.yaml", ", judged: good repair", "", "1 CFR 1.1(a), 2020-01-01"),
        ("section.yaml", "heading: Repairs", "heading: Mending", "what section.yaml says outside its paragraphs"),
        ("readings.yaml", "default: issuance", "default: receipt", "`clock start` of readings.yaml"),
        ("readings.yaml", "[issuance, receipt]", "[receipt, issuance]", "`clock start` of readings.yaml"),
    ],
)
def test_a_change_of_meaning_is_told(rules: Path, file: str, old: str, new: str, text: str) -> None:
    """A text that says something else is told at its place, where nothing else in the rulebook notices."""
    changed(file, old, new)
    assert told() == [since(text)]


def test_layout_order_and_remarks_are_no_change(rules: Path) -> None:
    """A remark, another order of keys and another way to write the same are nothing to read again; neither is a new `reread`."""
    changed(
        "section.yaml", "section: 1 CFR 1.1\nheading: Repairs", "heading: 'Repairs'   # so called\nsection: 1 CFR 1.1"
    )
    changed("section.yaml", "phrases: [1, 2]\n        bearer: owner", "bearer: owner\n        phrases: [1, 2]")
    changed("section.yaml", "reread: 2026-11-21", "reread: 2026-11-22")
    assert told() == []


def test_what_is_new_and_what_is_gone_is_told(rules: Path) -> None:
    """A reading that nobody has read, and a calendar's clock and a file that were read and are gone, are each told once."""
    path = rules / "readings.yaml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text + text.replace("clock start:", "another:"), encoding="utf-8")
    (rules / "provisions").mkdir()
    (rules / "provisions" / "one.yaml").write_text("section: 1 CFR 1.1\nprovisions: {ONE: (a)}\n", encoding="utf-8")
    assert asked("provisions/one.yaml") == 0
    (rules / "provisions" / "one.yaml").unlink()
    assert told() == [
        "no construct and no clock consults the reading `another`: to turn it changes nothing [unused-reading]",
        "nobody has read `another` of readings.yaml beside the law yet [not-reread]",
        f"provisions/one.yaml was read beside the law on {DAY}, and is no longer in the rules [not-reread]",
    ]


def test_what_is_signed_is_told_no_more(rules: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """One text is signed and the other is left; without words the command lists what is left and leaves with 1."""
    changed("section.yaml", ", judged: good repair", "")
    changed("readings.yaml", "default: issuance", "default: receipt")
    capsys.readouterr()
    assert asked("1 CFR 1.1(a)") == 0
    out, err = capsys.readouterr()
    assert out == f"1 CFR 1.1(a), 2020-01-01: read on {DAY}\n"
    assert err == "1 text(s) signed, 1 left to be read\n"
    assert told() == [since("`clock start` of readings.yaml")]
    assert asked() == 1
    assert since("`clock start` of readings.yaml") in capsys.readouterr().out
    assert asked("rules/readings.yaml") == 0
    assert told() == []
    assert asked() == 0


def test_what_check_refuses_is_not_signed(rules: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A card that can mean nothing is no text to be read yet: its problem is told at its place, and the ledger stays as it is."""
    assert asked("all") == 0
    before = Path("rules", LEDGER).read_text(encoding="utf-8")
    changed("section.yaml", ", judged: good repair", ", judged: good repair, howw: by hand")
    capsys.readouterr()
    assert asked("1 CFR 1.1(a)") == 4
    assert "unknown field `howw` of repair" in capsys.readouterr().err
    assert Path("rules", LEDGER).read_text(encoding="utf-8") == before


def test_a_ledger_written_twice_is_the_same(rules: Path) -> None:
    """To sign what is signed on the same day changes no byte, and neither does signing part of it."""
    before = (rules / LEDGER).read_text(encoding="utf-8")
    assert (asked("all"), asked("1 CFR 1.1(a)")) == (0, 0)
    assert (rules / LEDGER).read_text(encoding="utf-8") == before


def test_nothing_is_written_for_a_name_that_is_none(rules: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A text that is not there is answered with the nearest name, each of several, and nothing else that was named with it is signed."""
    changed("section.yaml", ", judged: good repair", "")
    before = (rules / LEDGER).read_text(encoding="utf-8")
    assert asked("1 CFR 1.1(a)", "1 CFR 1.1(z)") == 2
    assert "nothing in rules is called `1 CFR 1.1(z)`" in capsys.readouterr().err
    assert asked("1 CFR 1.1(y)", "1 CFR 1.1(a)", "1 CFR 1.1(z)") == 2
    err = capsys.readouterr().err
    assert all(f"nothing in rules is called `1 CFR 1.1({each})`" in err for each in "yz")
    assert (rules / LEDGER).read_text(encoding="utf-8") == before


@pytest.mark.parametrize(
    ("line", "what"),
    [
        ("yesterday, all of it", "this line tells of no text that was read [malformed]"),
        ("2026-02-30 0123456789abcdef section.yaml", "this line tells of no text that was read [malformed]"),
        ("2026-11-21 0123456789abcdef section.yaml", "`section.yaml` is told of twice, first in line 16 [said-twice]"),
    ],
)
def test_a_broken_ledger_is_a_problem(rules: Path, line: str, what: str) -> None:
    """A line that is none, with a day that is none, or for a text that has one, is told at its place; nothing is signed then."""
    path = rules / LEDGER
    text = path.read_text(encoding="utf-8")
    path.write_text(f"{text}{line}\n", encoding="utf-8")
    [problem] = check(load_rulebook("rules"))
    assert (problem.file, problem.line, problem.what) == (str(path), len(text.splitlines()) + 1, what)
    assert asked("all") == 4
    assert path.read_text(encoding="utf-8") == f"{text}{line}\n"


def test_a_ledger_that_is_no_text_is_a_problem(rules: Path) -> None:
    """Bytes that are no UTF-8 are told, and nothing breaks."""
    (rules / LEDGER).write_bytes(b"\xff\xfe\x00 ledger")
    assert [each.what for each in check(load_rulebook("rules"))] == ["the file is written in UTF-16 [malformed]"]
    assert asked() == 4


def test_a_day_that_is_still_to_come_is_refused(rules: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Nobody has read a text on a day after tomorrow, which is told, and nothing is signed then."""
    before = (rules / LEDGER).read_bytes()
    capsys.readouterr()
    assert asked("all", "--on", "2199-01-01") == 2
    assert "`--on`: 2199-01-01 is still to come" in capsys.readouterr().err
    assert (rules / LEDGER).read_bytes() == before


def test_what_is_read_again_is_counted(rules: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A text that stands as it was read is not signed anew but read again, with its new day in the ledger."""
    changed("section.yaml", ", judged: good repair", "")
    capsys.readouterr()
    assert asked("section.yaml", "--on", "2022-12-24") == 0
    out, err = capsys.readouterr()
    assert out == "1 CFR 1.1(a), 2020-01-01: read on 2022-12-24\n"
    again = (rules / LEDGER).read_text("utf-8").count("2022-12-24") - 2  # the file itself, and the text that is signed
    assert err == f"1 text(s) signed, {again} read again, nothing left to be read\n"


def test_remarks_in_the_ledger_stay_where_they_stood(rules: Path) -> None:
    """Each remark stays before the line it stood before, those at the end at the end, and the head is there once."""
    path = rules / LEDGER
    lines = path.read_text(encoding="utf-8").splitlines()
    at = next(number for number, line in enumerate(lines) if line.endswith("section.yaml: (a) 2020-01-01"))
    first = next(number for number, line in enumerate(lines) if line.endswith(" readings.yaml"))
    lines = [*lines[:first], "# of the file", *lines[first:at], "# with two others", "#", *lines[at:], "# at the end"]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    assert asked("all") == 0
    assert path.read_text(encoding="utf-8").splitlines() == lines
    changed("readings.yaml", "default: issuance", "default: receipt")
    assert asked("1 CFR 1.1(a)") == 0  # the line of the changed file goes, and its remark with the next line of old
    after = path.read_text(encoding="utf-8").splitlines()
    assert after == [*lines[: first + 1], *lines[first + 2 :]]


def test_a_ledger_behind_a_link_is_written_where_it_is(rules: Path) -> None:
    """A link stays one, the ledger that it leads to is written, and with the rights that it had."""
    path, far = rules / LEDGER, Path("far.txt")
    path.rename(far)
    path.symlink_to(far.resolve())
    far.chmod(0o640)
    assert asked("all", "--on", "2022-12-24") == 0
    assert path.is_symlink()
    assert "2022-12-24" in far.read_text(encoding="utf-8")
    assert far.stat().st_mode & 0o777 == 0o640


def test_a_link_that_leads_nowhere_is_no_missing_ledger(rules: Path) -> None:
    """A ledger that is a link to nothing is told as a problem, and is not taken for none."""
    (rules / LEDGER).unlink()
    (rules / LEDGER).symlink_to("gone.txt")
    [problem] = check(load_rulebook("rules"))
    assert "this link points to `gone.txt`, which is not there" in problem.what
    assert asked("all") == 4
