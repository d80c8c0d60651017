"""The shape of rule files: comments and meaning survive, a second time changes nothing, and a broken file is left as it is."""

from __future__ import annotations

import re
import shutil
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from typer.testing import CliRunner

from evaluator.documents.cards import FILE_KEYS, VERSION_KEYS
from evaluator.documents.constructs import KEYS
from evaluator.documents.shape import CONSTRUCT_ORDER, FILE_ORDER, VERSION_ORDER, shaped
from evaluator.doors.cli import app
from evaluator.words.errors import BadInput
from evaluator.words.source import load_text

ROOT = Path(__file__).parent.parent
SHIPPED = sorted((ROOT / "rules").rglob("*.yaml"))
MARK = re.compile(r"#m\d+")
SEEDS = [
    (ROOT / "rules" / name).read_text("utf-8") for name in ("47-cfr/64.6305.yaml", "letters.yaml", "questions.yaml")
]


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: str(path.relative_to(ROOT)))
def test_every_rule_file_is_in_shape(path: Path) -> None:
    """`callrules fmt` has nothing to do in the rules that come with the program."""
    text = path.read_text("utf-8")
    assert shaped(text, path.name) == text


def spoiled(text: str, draw: st.DrawFn) -> str:
    """A file with comments, blank lines and blanks put anywhere, and its steps widened."""
    lines = text.splitlines()
    for number in range(draw(st.integers(1, 6))):
        at = draw(st.integers(0, len(lines) - 1))
        how = draw(st.sampled_from(["above", "beside", "blank", "trailing"]))
        if how == "above":
            lines.insert(at, " " * draw(st.integers(0, 12)) + f"#m{number}")
        elif how == "beside":
            lines[at] += " " * draw(st.integers(1, 5)) + f"#m{number}"
        elif how == "blank":
            lines.insert(at, "")
        else:
            lines[at] += " " * draw(st.integers(1, 3))
    wide = draw(st.sampled_from([1, 2, 3]))
    return "\n".join(" " * (len(line) - len(line.lstrip())) * (wide - 1) + line for line in lines) + "\n"


def words(node: object) -> object:
    """A tree without its places and without blanks in a row."""
    if isinstance(node, dict):
        return {str(key): words(value) for key, value in node.items()}
    return [words(each) for each in node] if isinstance(node, list) else str(node).split()


@settings(max_examples=40, deadline=None)
@given(st.data())
def test_shape_keeps_meaning_and_comments_and_is_settled(data: st.DataObject) -> None:
    """However a file is laid out, its shape says the same, has each of its comments once, and is its own shape."""
    text = spoiled(data.draw(st.sampled_from(SEEDS)), data.draw)
    try:
        before = load_text(text, "rules.yaml").data
    except BadInput:
        assume(False)
    made = shaped(text, "rules.yaml")
    assert words(load_text(made, "rules.yaml").data) == words(before)
    assert Counter(MARK.findall(made)) == Counter(MARK.findall(text))
    assert shaped(made, "rules.yaml") == made


@pytest.mark.parametrize(
    ("written", "shape"),
    [
        ("[the owner's card,  other's]", "[the owner's card, other's]"),
        ("{phrase 1:  it's, phrase 2: 'and  the ''rest'''}", "{phrase 1: it's, phrase 2: 'and  the ''rest'''}"),
        ("[ it is 'so called', \"by  the owner's\" , 'plain' ]", '[it is \'so called\', "by  the owner\'s", "plain"]'),
    ],
)
def test_an_apostrophe_in_brackets_is_no_quote(written: str, shape: str) -> None:
    """A plain text in brackets may hold apostrophes: what stands between two of them is not taken for a quoted text."""
    made = shaped(f"section: 1 CFR 2.1\nheading: {written}\n", "rules.yaml")
    assert made == f"section: 1 CFR 2.1\nheading: {shape}\n"


CARD = """section: 1 CFR 2.1
parties: {owner: whoever was notified}
calendar: office   # the office's own
paragraphs:
    (a):
    # read again in May
    - authority: 85 FR 2
      burden mend:
        # who owes it
        bearer: owner
        phrases: [ 1,2 ]
        within:
          counted by: days
          time: '2 days of notice'
        arises from: {notice: {by: the Office,   to: owner}}
        done by:
          repair: {by: owner, answers: notice}   # by hand
      effective: 2020-01-01
      gist: "[1: Mend it]."
      # the end of the version
# the end of the file
"""
IN_SHAPE = """section: 1 CFR 2.1
calendar: office   # the office's own
parties: {owner: whoever was notified}
paragraphs:
  # read again in May
  (a):
    - effective: 2020-01-01
      authority: 85 FR 2
      gist: "[1: Mend it]."
      # the end of the version
      burden mend:
        phrases: [1, 2]
        # who owes it
        bearer: owner
        arises from: {notice: {by: the Office, to: owner}}
        done by:
          repair: {by: owner, answers: notice}   # by hand
        within:
          time: "2 days of notice"
          counted by: days
# the end of the file
"""


def test_a_card_comes_out_in_the_one_shape() -> None:
    """Keys stand in their order with their comments, lists and texts in one style, each level two blanks deeper."""
    made = shaped(CARD, "rules.yaml")
    assert made == IN_SHAPE.replace(
        "  # read again in May\n  (a):\n    - eff", "  (a):\n    # read again in May\n    - eff"
    )


def test_a_gist_is_filled_only_where_a_line_is_too_long() -> None:
    """A gist keeps the lines its author gave it, unless one of them is too long to be read beside the law."""
    head = "paragraphs:\n  (a):\n    - gist: >-\n"
    short = head + "        [1: one]\n        [2: two].\n"
    assert shaped(short, "rules.yaml") == short
    long = head + f"        [1: {'word ' * 40}]\n        [2: two].\n"
    made = shaped(long, "rules.yaml").splitlines()
    assert max(map(len, made)) <= 150
    assert made[-1].endswith("[2: two].")


def test_the_order_names_real_keys_once() -> None:
    """Each order has every key that the reader of rules knows once, and no other."""
    assert sorted(CONSTRUCT_ORDER) == sorted({key for _, allowed in KEYS.values() for key in allowed})
    assert sorted(FILE_ORDER) == sorted(FILE_KEYS)
    assert sorted(VERSION_ORDER) == sorted(VERSION_KEYS)


def test_what_stands_at_the_top_stays_there() -> None:
    """A remark above the first key stays above the first key, also where another key comes first in shape."""
    assert (
        shaped("# a modeline\ncalendar: fcc\nsection: 1 CFR 2\n", "rules.yaml")
        == "# a modeline\nsection: 1 CFR 2\ncalendar: fcc\n"
    )


def test_a_remark_on_what_comes_first_goes_above_its_item() -> None:
    """A remark above the key that becomes the first of an item stands above the item, at once and for good."""
    head = "section: 1 CFR 2.1\nparagraphs:\n  (a):\n"
    made = shaped(f"{head}    - gist: x\n      # effective is from memory\n      effective: 2020-01-01\n", "rules.yaml")
    assert made == f"{head}    # effective is from memory\n    - effective: 2020-01-01\n      gist: x\n"
    assert shaped(made, "rules.yaml") == made


@pytest.mark.parametrize("sign", ["|+", ">+"])
def test_no_shape_that_says_something_else_is_given(sign: str) -> None:
    """Line ends that are part of a text are not lost with the order of keys: the text is told at its place, and has no shape."""
    text = f"section: 1 CFR 2.1\nparagraphs:\n  (a):\n    - gist: {sign}\n        x\n\n\n      effective: 2020-01-01\n"
    with pytest.raises(BadInput, match=r"rules.yaml:4:13: this cannot be put in shape without changing what it says"):
        shaped(text, "rules.yaml")


# -- the command


@pytest.fixture
def rules(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a copy of the rules, to stand in."""
    monkeypatch.chdir(tmp_path)
    return Path(shutil.copytree(ROOT / "rules", tmp_path / "rules")).relative_to(tmp_path)


BROKEN = b"# kept \r\nsection: 'never closed\n\tparagraphs:  \n"


def test_a_broken_file_is_left_to_the_byte(rules: Path) -> None:
    """Of a file that is no YAML only its problem is told, with its place, and not one byte of it changes; others are still put in shape."""
    (rules / "broken.yaml").write_bytes(BROKEN)
    (rules / "crooked.yaml").write_text(CARD, encoding="utf-8")
    done = CliRunner().invoke(app, ["fmt"])
    assert done.exit_code == 4
    assert [line.split(": ")[0] for line in done.stdout.splitlines() if line.startswith("rules/broken")] == [
        "rules/broken.yaml:2:10"
    ]
    assert (rules / "broken.yaml").read_bytes() == BROKEN
    assert (rules / "crooked.yaml").read_text("utf-8") == shaped(CARD, "crooked.yaml")


def test_check_names_files_and_changes_none(rules: Path) -> None:
    """With `--check` a file out of shape is named and left alone, and the command leaves with 1; with 0 if there is none."""
    (rules / "crooked.yaml").write_text(CARD, encoding="utf-8")
    done = CliRunner().invoke(app, ["fmt", "--check"])
    assert (done.exit_code, done.stdout) == (1, "rules/crooked.yaml\n")
    assert (rules / "crooked.yaml").read_text("utf-8") == CARD
    assert CliRunner().invoke(app, ["fmt", "rules/47-cfr", "--check"]).exit_code == 0


def test_a_link_stays_a_link_and_rights_stay(rules: Path) -> None:
    """What a link leads to is put in shape where it is, with the rights that it had."""
    Path("far.yaml").write_text(CARD, encoding="utf-8")
    Path("far.yaml").chmod(0o640)
    (rules / "linked.yaml").symlink_to(Path("far.yaml").resolve())
    assert CliRunner().invoke(app, ["fmt", "rules/linked.yaml"]).exit_code == 0
    assert (rules / "linked.yaml").is_symlink()
    assert Path("far.yaml").read_text("utf-8") == shaped(CARD, "far.yaml")
    assert Path("far.yaml").stat().st_mode & 0o777 == 0o640


def test_without_rules_here_it_asks_for_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing is put in shape that was not named, unless a folder of rules lies here."""
    monkeypatch.chdir(tmp_path)
    assert "there is no folder `rules` here" in str(CliRunner().invoke(app, ["fmt"]).exception)
