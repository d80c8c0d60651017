"""The pages on what `check` finds: one for each name, each with a bad example and exactly what is printed for it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from evaluator.passes.check_moved import MOVED
from evaluator.passes.issues import BY_WORDS
from scripts.check_pages import FILE, GONE, PAGES, RULES, TOLD, pages, told

ROOT = Path(__file__).parent.parent
NAMES = sorted(path.stem for path in PAGES.glob("*.md") if path.stem != "index")


def known() -> set[str]:
    """Every name that the code gives to an issue."""
    code = "\n".join(path.read_text("utf-8") for path in (ROOT / "evaluator" / "passes").glob("check*.py"))
    return {*re.findall(r'\bissue\(\s*"([a-z-]+)"', code), *BY_WORDS.values(), MOVED, "malformed"}


def test_every_issue_has_a_page() -> None:
    """The pages are those of the names that `check` gives, and at least twenty-five."""
    assert sorted(known()) == NAMES
    assert len(NAMES) >= 25


def test_the_small_rulebook_is_clean() -> None:
    """What the examples are laid over gives no problem of its own."""
    assert told({}, unused=False) == []
    assert RULES.is_dir()


@pytest.mark.parametrize("name", NAMES)
def test_a_page_shows_what_it_is_about(name: str) -> None:
    """A page has its name as title, a bad example whose output ends its first line with that name, and a way to mend it."""
    text = (PAGES / f"{name}.md").read_text("utf-8")
    assert text.startswith(f"# {name}\n")
    assert FILE.findall(text) or GONE.findall(text)
    [output] = [found[0] for found in TOLD.finditer(text)]
    assert f"[{name}]\n" in output
    assert "## How to mend it" in text


def test_the_pages_are_current() -> None:
    """Each page prints what `check` prints now, and the list names every page; `python scripts/check_pages.py` writes them."""
    assert [path.name for path, text in pages().items() if path.read_text("utf-8") != text] == []
