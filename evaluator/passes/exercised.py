"""Which norms are exercised on both sides: what conformance cases and features expect of each, read from them as data."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from evaluator.documents.rulebook import Rulebook
from evaluator.passes.lower import lower

LOADER: Any = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
# The two sides of a norm of each sort: it comes out well for who is bound or acts, or it does not.
SIDES: Mapping[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "burden": (("discharged", "excused"), ("not discharged",)),
    "duty": (("fulfilled", "excused"), ("violated",)),
    "prohibition": (("respected", "excused", "none"), ("violated",)),
    "permission": (
        ("used", "available"),
        ("used while not available", "used without the condition", "not available", "none"),
    ),
}
SIDES = {**SIDES, "power": SIDES["permission"]}
_THEN = re.compile(r'"([^"]+)"(?: for "[^"]*")?(?: by "[^"]*")? is "([^"]+)"')


@dataclass(frozen=True)
class Exercise:
    """The statuses that are expected of one norm anywhere; a deeming, an extension or a definition has none of its own."""

    norm: str
    kind: str
    statuses: tuple[str, ...]

    @property
    def sides(self) -> int:
        """On how many of its two sides it is exercised."""
        return sum(any(status in side for status in self.statuses) for side in SIDES[self.kind])


def exercised(rulebook: Rulebook, kit: Path, features: Path) -> list[Exercise]:
    """Every norm that has statuses, with those that the cases of a kit and the features beside it expect."""
    told: dict[str, dict[str, None]] = {}
    norms = lower(rulebook).norms
    for name, status in (*_of_kit(kit), *_of_features(features)):
        told.setdefault(name, {})[status] = None
    return [Exercise(norm.id, norm.kind, tuple(told.get(norm.id, {}))) for norm in norms.values() if norm.kind in SIDES]


def _of_kit(folder: Path) -> Iterator[tuple[str, str]]:
    for path in sorted(folder.glob("*.yaml")):
        for case in yaml.load(path.read_text(encoding="utf-8"), Loader=LOADER)["cases"]:
            for expected in case.get("expect", ()):
                if "norm" in expected:
                    yield expected["norm"], expected["status"]


def _of_features(folder: Path) -> Iterator[tuple[str, str]]:
    """What the sentences of features expect; a place held open stands for each value of its column in the same file."""
    for path in sorted(folder.rglob("*.feature")):
        text = path.read_text(encoding="utf-8")
        columns = _columns(text)
        for name, status in _THEN.findall(text):
            values = columns.get(status[1:-1], ()) if status.startswith("<") else (status,)
            yield from ((name, value) for value in values)


def _columns(text: str) -> dict[str, list[str]]:
    """Every value below each head of the tables of a feature."""
    found: dict[str, list[str]] = {}
    head: list[str] = []
    for line in text.splitlines():
        cells = [cell.strip() for cell in line.strip().strip("|").split("|")] if line.strip().startswith("|") else []
        if cells and head:
            for name, value in zip(head, cells, strict=False):
                found.setdefault(name, []).append(value)
        head = (head or cells) if cells else []
    return found
