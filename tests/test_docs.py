"""The documentation: generated pages are current, examples are parsed, commands are run, names and links lead somewhere."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

import jsonschema
import pytest
import yaml
from situations import MEASURES, REPORT, Data, case_of, findings_of, only

from evaluator import Rulebook, assess
from evaluator.documents import cards, constructs, items, windows
from evaluator.documents.case import Case
from evaluator.documents.demands import DEMAND
from evaluator.documents.entries import COMMON
from evaluator.documents.intake import TOP, Intake
from evaluator.documents.vocabulary import SIMPLE
from evaluator.passes.lower import lower
from evaluator.words.source import load_text
from scripts.docs import EXITS, pages

ROOT = Path(__file__).parent.parent
DOCS = ROOT / "docs"
BY_HAND = [*sorted(DOCS.rglob("*.md")), ROOT / "CONTRIBUTING.md"]
FENCE = re.compile(r"^```(?P<info>[^\n]*)\n(?P<text>.*?)^```$", re.MULTILINE | re.DOTALL)


class Block(NamedTuple):
    """A fenced block: its language, the word behind it (a role or a file's name), its text and its first line."""

    language: str
    about: str
    text: str
    line: int


def blocks(page: Path) -> list[Block]:
    """Every fenced block of a page."""
    text = page.read_text(encoding="utf-8")
    found = []
    for match in FENCE.finditer(text):
        language, _, about = match["info"].strip().partition(" ")
        found.append(Block(language, about, match["text"], text.count("\n", 0, match.start()) + 2))
    return found


def told(about: str, page: str) -> list[Any]:
    """The blocks of one role on one page, as parameters named by their lines."""
    return [pytest.param(b, id=f"{page}:{b.line}") for b in blocks(DOCS / page) if b.about == about]


# -- generated pages


@pytest.mark.parametrize("path", sorted(pages()), ids=lambda path: path.name)
def test_generated_pages_are_current(path: Path) -> None:
    """A generated page says what the rules and the program say now; `python scripts/docs.py` writes it."""
    assert path.read_text(encoding="utf-8") == pages()[path]


# -- names and links


def test_tests_that_pages_name_are_there() -> None:
    """Every test that a page leans on exists."""
    tests = "\n".join(path.read_text(encoding="utf-8") for path in (ROOT / "tests").rglob("test_*.py"))
    defined = set(re.findall(r"^def (test_\w+)", tests, re.MULTILINE)) | {p.stem for p in (ROOT / "tests").glob("*.py")}
    named = {(page.name, name) for page in BY_HAND for name in re.findall(r"\btest_\w+", page.read_text(encoding="utf-8"))}
    assert named
    assert sorted((page, name) for page, name in named if name not in defined) == []


def test_links_lead_somewhere() -> None:
    """Every link between pages leads to a file of the checkout."""
    found = [
        (page.name, link)
        for page in BY_HAND
        for link in re.findall(r"\]\((?!https?:)([^)#\s]+)", page.read_text(encoding="utf-8"))
    ]
    assert found
    assert [(name, link) for page in BY_HAND for name, link in found if name == page.name and not (page.parent / link).exists()] == []


@pytest.mark.parametrize("path", sorted((DOCS / "decisions").glob("*.md")), ids=lambda path: path.stem)
def test_a_decision_has_its_three_parts(path: Path) -> None:
    """A decision says what was decided, why, and what follows, under a number that its title repeats."""
    text = path.read_text(encoding="utf-8")
    assert re.match(rf"# {int(path.name[:4])}\. ", text)
    assert [part for part in ("**Decision.**", "**Why.**", "**Consequences.**") if part not in text] == []


def test_decisions_are_numbered_without_gaps() -> None:
    """Decisions count up from 1."""
    numbers = [int(path.name[:4]) for path in sorted((DOCS / "decisions").glob("*.md"))]
    assert numbers == list(range(1, len(numbers) + 1))


# -- the language


def page_names(page: str) -> set[str]:
    """Every word that a page sets off, and the first word of each that is written as `key: value`."""
    set_off = re.findall(r"`([^`\n]+)`", (DOCS / page).read_text(encoding="utf-8"))
    return {*set_off, *(word.split(":")[0] for word in set_off)}


WORDS: Mapping[str, Any] = {
    "constructs": constructs.KEYS,
    "keys of constructs": {key for _, allowed in constructs.KEYS.values() for key in allowed},
    "keys of files": cards.FILE_KEYS,
    "keys of versions": cards.VERSION_KEYS,
    "keys of windows": windows.KEYS,
    "keys of terms": items.OWN,
    "statuses": set(constructs.STATUSES["burden"]) | set(constructs.STATUSES["duty"]),
    "layers": cards.LAYERS,
    "types of fields": SIMPLE,
}


@pytest.mark.parametrize("what", WORDS)
def test_the_page_on_the_language_names_every_word(what: str) -> None:
    """Every word that the reader of rules knows stands on the page."""
    assert sorted(set(WORDS[what]) - page_names("language.md")) == []


@pytest.mark.parametrize("words", [TOP, COMMON, DEMAND], ids=["top", "facts", "demands"])
def test_the_page_on_cases_names_every_key(words: tuple[str, ...]) -> None:
    """Every key that a case may hold besides the kinds and their fields stands on the page or in its examples."""
    text = (DOCS / "cases.md").read_text(encoding="utf-8")
    assert [word for word in words if f"`{word}`" not in text and f"{word}:" not in text] == []


HEAD = """
instrument: Examples
calendar: fcc
parties: {target: the notified provider, blocker: a provider that gets its calls}
paragraphs:
"""
CARD = '  all:\n    - effective: 2018-02-12\n      authority: 83 FR 1566\n      gist: "[1: An example]."\n'


def indented(text: str, by: int) -> str:
    """A text moved to the right."""
    return "".join(f"{' ' * by}{line}" for line in text.splitlines(keepends=True))


@pytest.fixture
def rules(tmp_path: Path) -> Path:
    """A copy of the rulebook to write in."""
    return Path(shutil.copytree(ROOT / "rules", tmp_path / "rules"))


def test_every_construct_has_an_example() -> None:
    """Each construct of the language is shown on the page at least once."""
    shown = {block.values[0].text.split(" ")[0] for block in told("construct", "language.md")}
    assert set(constructs.KEYS) - shown == set()


def test_examples_of_constructs_are_rules(rules: Path) -> None:
    """All constructs of the page together are a card that the program reads and lowers, under every option of every reading."""
    shown = [block.values[0] for block in told("construct", "language.md")]
    text = HEAD + CARD + "".join(indented(block.text, 6) for block in shown)
    (rules / "examples.yaml").write_text(text, encoding="utf-8")
    book = Rulebook.load(rules)
    for reading in book.readings.values():
        for option in reading.options:
            program = lower(book, readings={reading.name: option})
            assert "Examples all stop the source" in program.norms


@pytest.mark.parametrize("block", told("version", "language.md"))
def test_examples_of_versions_are_rules(block: Block, rules: Path) -> None:
    """Versions on the page are read and lowered as a card."""
    (rules / "examples.yaml").write_text(f"{HEAD}  (k)(5):\n{indented(block.text, 4)}", encoding="utf-8")
    (rules / "47-cfr" / "64.1200.yaml").unlink()
    for file in ("orders/fcc-20-96.yaml", "letters.yaml"):
        (rules / file).unlink()
    with pytest.raises(Exception, match=r"names `\(k\)\(4\)`, which is no norm"):
        lower(Rulebook.load(rules))
    text = block.text.replace("despite: [(k)(4)]", "despite: [effect]")
    (rules / "examples.yaml").write_text(f"{HEAD}  (k)(5):\n{indented(text, 4)}", encoding="utf-8")
    [norm] = [norm for id, norm in lower(Rulebook.load(rules)).norms.items() if id == "Examples(k)(5) block 911"]
    assert len(norm.wordings) == 2


@pytest.mark.parametrize("block", told("file", "language.md"))
def test_examples_of_files_are_rules(block: Block, rules: Path) -> None:
    """A file on the page is read as a rule file."""
    text = block.text.replace("section: 47 CFR 64.1200 ", "section: 47 CFR 64.9999 ")
    (rules / "examples.yaml").write_text(text, encoding="utf-8")
    assert Rulebook.load(rules).sections["47 CFR 64.9999"].calendar == "fcc"
