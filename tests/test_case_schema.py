"""The schema of cases: it takes what the reader takes, shows slips where they stand, and says once what repeats."""

from __future__ import annotations

import copy
import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jsonschema
import kit
import pytest
import yaml

from evaluator import Rulebook, assess
from evaluator.doors.case_schema import case_schema
from evaluator.doors.demos import FOLDER, demo_case
from evaluator.doors.ruling_model import RulingModel
from evaluator.doors.schemas import DRAFT, schema_text, written

DEMOS = sorted(path for path in FOLDER.glob("*.yaml") if path.name != "index.yaml" and ".supposed" not in path.name)
SCHEMA = case_schema(Rulebook.load().vocabulary, DRAFT)
CHECKER = jsonschema.Draft202012Validator(SCHEMA)
LETTER: dict[str, Any] = {
    "case": "c",
    "zone": "America/New_York",
    "parties": {"acme": {"name": "Acme"}},
    "facts": [
        {
            "notice": {
                "id": "letter",
                "happened": "2022-07-07",
                "by": "the FCC",
                "to": ["acme"],
                "delivered": "redacted",
            }
        },
        {"mitigation": {"id": "m", "by": "acme", "how": ["customer ended"], "answers": "letter"}},
    ],
    "determinations": [{"standard": "effective mitigation", "about": "m", "says": "no", "by": "the FCC"}],
}


def where(case: Any) -> list[str]:
    """The places in a case at which the schema finds something wrong."""
    return [error.json_path for error in CHECKER.iter_errors(case)]


def test_the_schema_is_one() -> None:
    """The schema itself is a valid schema of its draft."""
    jsonschema.Draft202012Validator.check_schema(SCHEMA)


@pytest.mark.parametrize("path", DEMOS, ids=lambda path: path.stem)
def test_every_demo_fits_the_schema(path: Path) -> None:
    """The cases that come with the program fit the schema."""
    assert where(yaml.load(path.read_text(encoding="utf-8"), yaml.BaseLoader)) == []


def test_the_cases_of_the_kit_fit_the_schema() -> None:
    """What the reader takes the schema takes: every case of the conformance kit."""
    assert [str(row) for row in kit.rows() if where(row.given)] == []


SLIPS: list[tuple[str, tuple[str | int, ...], Any]] = [
    ("$.facts[0].notice", ("facts", 0, "notice", "hapened"), "2022-07-07"),
    ("$.facts[0].notice.happened", ("facts", 0, "notice", "happened"), ["2022-07-07"]),
    ("$.facts[0].notice.demands[0]", ("facts", 0, "notice", "demands"), [{"does": "mitigation"}]),
    ("$.facts[0].notice.source", ("facts", 0, "notice", "source"), {"dokument": "x"}),
    ("$.facts[1].mitigation.how", ("facts", 1, "mitigation", "how"), "customer endd"),
    ("$.facts[1].mitigation.strength", ("facts", 1, "mitigation", "strength"), "alledged"),
    ("$.facts[1]", ("facts", 1, "mitigaton"), {}),
    ("$.facts[1]", ("facts", 1), {}),
    ("$.determinations[0].standard", ("determinations", 0, "standard"), "efective mitigation"),
    ("$.determinations[0].says", ("determinations", 0, "says"), "maybe"),
    ("$.parties.acme", ("parties", "acme", "nmae"), "Acme"),
    ("$", ("fakts",), []),
]


@pytest.mark.parametrize(("place", "path", "value"), SLIPS, ids=[str(path[-1]) for _, path, _ in SLIPS])
def test_a_slip_is_shown_where_it_stands(place: str, path: tuple[str | int, ...], value: Any) -> None:
    """A slip in a key, a choice or a type is found at its own place, so that an editor can underline it."""
    case = copy.deepcopy(LETTER)
    assert where(case) == []
    at: Any = case
    for step in path[:-1]:
        at = at[step]
    at[path[-1]] = value
    assert set(where(case)) == {place}


def test_a_party_may_be_no_office() -> None:
    """`office: none`, which the reader takes and its own advice tells people to write, fits the schema."""
    case = copy.deepcopy(LETTER)
    case["parties"]["other"] = {"name": "FCC Enforcement Bureau Consulting LLC", "office": "none"}
    assert where(case) == []


def pieces(node: Any) -> Iterator[str]:
    """Every schema inside a schema, as text."""
    if isinstance(node, dict):
        yield json.dumps(node, sort_keys=True)
    for each in node.values() if isinstance(node, dict) else node if isinstance(node, list) else ():
        yield from pieces(each)


def test_what_repeats_is_said_once() -> None:
    """No piece of more than a line, unless it is made of references, stands more than a few times; every entry is used."""
    often = Counter(piece for piece in pieces(SCHEMA) if len(piece) > 160 and "$ref" not in piece)
    assert [piece for piece, count in often.items() if count > 3] == []
    text = json.dumps(SCHEMA)
    assert [name for name in SCHEMA["$defs"] if f'"#/$defs/{name}"' not in text] == []
    assert schema_text("case").count("\n") < 5_000


def test_a_schema_is_written_as_it_is() -> None:
    """Laying a schema out on lines changes nothing in it, whatever it holds."""
    odd = {"a": [], "b": {}, "c": ["x" * 70, "y" * 70, 1, None], "d": [{"e": ["ü" * 90]}, [["z" * 120]]], "": True}
    assert json.loads(written(odd)) == odd
    assert json.loads(schema_text("case")) == SCHEMA
    assert max(map(len, written(odd).splitlines())) < 140


def test_a_ruling_fits_its_schema() -> None:
    """What an engine without reasons prints fits the published schema, with and without a pending text."""
    book = Rulebook.load()
    case, at = demo_case("sipkonnect", "", book)
    for how in ({}, {"as_if": ["47 CFR 1.1105 database filings"]}, {"law": "2020-10-14"}):
        found = assess(book, case, at=at, engine="durable", **how)
        document = json.loads(found.to_json())
        RulingModel.model_validate(document)
        jsonschema.validate(document, json.loads(schema_text("ruling")))
        assert document["findings"]
