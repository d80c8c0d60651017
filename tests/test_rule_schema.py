"""The schema of rule files: no stricter than the reader, and it sees a slip in a key where an editor would show it."""

from __future__ import annotations

import copy
import os
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml

from evaluator.doors.rule_schema import rule_schema
from evaluator.doors.schemas import DRAFT

ROOT = Path(__file__).parent.parent
SECTIONS = sorted(
    path for path in (ROOT / "rules").rglob("*.yaml") if "\nparagraphs:" in path.read_text(encoding="utf-8")
)
MADE_BY_HAND = [*SECTIONS, ROOT / "tests" / "bad_input" / "rulebook" / "section.yaml"]
CHECKER = jsonschema.Draft202012Validator(rule_schema(DRAFT))


def read(path: Path) -> Any:
    """A file as texts alone."""
    return yaml.load(path.read_text(encoding="utf-8"), yaml.BaseLoader)


def test_the_schema_is_one() -> None:
    """The schema itself is a valid schema of its draft."""
    jsonschema.Draft202012Validator.check_schema(rule_schema(DRAFT))


@pytest.mark.parametrize("path", MADE_BY_HAND, ids=lambda path: path.name)
def test_every_rule_file_fits_the_schema(path: Path) -> None:
    """What the reader takes, the schema takes."""
    assert [error.message for error in CHECKER.iter_errors(read(path))] == []


@pytest.mark.parametrize("path", SECTIONS, ids=lambda path: path.name)
def test_every_rule_file_names_the_schema(path: Path) -> None:
    """The first line of a rule file tells an editor where the schema is, and it is there."""
    first = path.read_text(encoding="utf-8").splitlines()[0]
    mark, _, schema = first.partition("=")
    assert mark == "# yaml-language-server: $schema"
    assert Path(os.path.normpath(path.parent / schema)) == ROOT / "docs" / "rules.schema.json"


def slips() -> list[tuple[str, Any]]:
    """A good file with one slip each."""
    good = read(ROOT / "tests" / "bad_input" / "rulebook" / "section.yaml")
    found = []
    for name, change in (
        ("a key of a file", lambda page: page.update({"headin": "x"})),
        ("a key of a version", lambda page: page["paragraphs"]["(a)"][0].update({"gits": "x"})),
        ("a key of a norm", lambda page: page["paragraphs"]["(a)"][0]["burden mend"].update({"berer": "x"})),
        ("a norm without its act", lambda page: page["paragraphs"]["(a)"][0]["permission close"].pop("act")),
        ("a version without a day", lambda page: page["paragraphs"]["(a)"][0].pop("effective")),
        ("a sort of norm", lambda page: page["paragraphs"]["(a)"][0].update({"burdn mend": {}})),
        ("a card without a version", lambda page: page["paragraphs"].update({"(z)": []})),
    ):
        page = copy.deepcopy(good)
        change(page)
        found.append((name, page))
    return found


@pytest.mark.parametrize(("name", "page"), slips(), ids=[name for name, _ in slips()])
def test_a_slip_does_not_fit(name: str, page: Any) -> None:
    """An unknown key, a missing one and a card without a version do not fit the schema."""
    assert list(CHECKER.iter_errors(page)), name
