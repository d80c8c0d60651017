"""The conformance kit: cases as data, each with what must come out and why. Any engine can read them; docs say how (tests/conformance)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from copy import deepcopy
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import yaml

Data = dict[str, Any]
FOLDER = Path(__file__).resolve().parent / "conformance"
TEXT: Any = getattr(yaml, "CBaseLoader", yaml.BaseLoader)  # all values are text
HOW = ("known", "law", "as if", "readings", "presume")


class Row(NamedTuple):
    """One case of the kit. `given` is a case file as `callrules assess` reads it, `asked` how it is asked, `expect` what must come out."""

    file: str
    name: str
    given: Data
    asked: Data
    expect: list[Data]
    because: str

    def __str__(self) -> str:
        return f"{self.file}: {self.name}"

    @property
    def says(self) -> list[str]:
        """The norms and questions that are expected, and `amounts` where sums are."""
        named = [each.get("norm", each.get("question", "")) for each in self.expect]
        return [*named, "amounts"] if any("amounts" in each for each in self.expect) else named


def rows(folder: Path = FOLDER) -> Iterator[Row]:
    """Every case of the kit, file by file; ValueError where one does not say what it should."""
    for path in sorted(folder.glob("*.yaml")):
        yield from _read(path)


@cache
def _read(path: Path) -> tuple[Row, ...]:
    """The cases of one file, read once for all who ask; nobody changes them."""
    return tuple(_of(path.stem, yaml.load(path.read_text(encoding="utf-8"), TEXT)))


def _of(file: str, told: Data) -> Iterator[Row]:
    whole: dict[str, Data] = {}
    for case in told["cases"]:
        name = case["case"]
        if name in whole or (case.get("like") and case["like"] not in whole):
            raise ValueError(f"{file}: {name}: told twice, or like a case that does not stand above it")
        made = _like(whole.get(case.get("like", ""), {}), case)
        whole[name] = made
        if not made.get("because") or not made.get("expect") or "at" not in made:
            raise ValueError(f"{file}: {name}: a case has `at`, `expect` and `because`")
        given = {
            "case": f"{file}: {name}",
            "zone": told["zone"],
            "parties": {**told["parties"], **made.get("parties", {})},
        }
        given |= {key: made[key] for key in ("facts", "complete", "determinations") if made.get(key)}
        asked = {"at": made["at"], **{key.replace(" ", "_"): made[key] for key in HOW if key in made}}
        if "presume" in asked:
            asked["presume"] = asked["presume"] != "none"
        yield Row(file, name, given, asked, made["expect"], made["because"])


def _like(model: Mapping[str, Any], case: Mapping[str, Any]) -> Data:
    """A case told by what differs from another: `change` gives fields of its facts anew, `without` leaves facts out, lists are added to."""
    made = deepcopy(dict(model))
    for key, value in case.items():
        if key in ("facts", "complete", "determinations"):
            made[key] = [*made.get(key, []), *value]
        elif key not in ("like", "change", "without"):
            made[key] = value
    if "like" in case and "because" in case and "expect" not in case:
        raise ValueError(f"{case['case']}: who gives a reason of its own expects something of its own")
    facts = {fields["id"]: fields for fact in made.get("facts", []) for fields in fact.values()}
    for id, fields in case.get("change", {}).items():
        facts[id].update(fields)
        for gone in [name for name, value in facts[id].items() if value == "unknown"]:
            del facts[id][gone]
    gone = case.get("without", [])
    made["facts"] = [fact for fact in made.get("facts", []) if next(iter(fact.values()))["id"] not in gone]
    return made
