"""Digests of the law: files that list its provisions with their dated versions and deadlines, whoever wrote them.

A digest is another's file and is read as ordinary YAML: `provisions`, each with `id`, `citation` and `versions`; of a version `from`,
`to` (the first day on which it no longer stands), `confidence` and `deadline`. Everything else in it is left alone.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from evaluator.words.errors import BadInput, Problem
from evaluator.words.times import parse_date
from evaluator.words.yaml_advice import say

LOADER: Any = getattr(yaml, "CBaseLoader", yaml.BaseLoader)  # texts only: no number, no date, no truth value
NOTHING = ("", "null", "~")


@dataclass(frozen=True)
class Deadline:
    """A time as a digest has it: `amount` and `unit`, or a `day` (a date, or month and day of every year)."""

    amount: str
    unit: str
    clock: str
    runs_from: str
    day: str
    pauses: bool

    @property
    def words(self) -> str:
        """The deadline in words."""
        length = f"by {self.day}" if self.day else f"{self.amount} {self.unit}"
        return f"{length} ({self.clock}{', pausing' if self.pauses else ''}) from {self.runs_from}"


@dataclass(frozen=True)
class Told:
    """One version of a provision; without a first day it is not law yet."""

    since: date | None
    until: date | None
    confidence: str
    deadline: Deadline | None


@dataclass(frozen=True)
class Provided:
    """One provision of a digest."""

    id: str
    citation: str
    versions: tuple[Told, ...]
    file: str


def load_digests(folder: Path) -> list[Provided]:
    """Every provision of every digest in a folder, by file; BadInput with everything that cannot be read."""
    paths = sorted(folder.glob("*.yaml")) if folder.is_dir() else []
    if not paths:
        raise BadInput([Problem(str(folder), 0, 0, "there is no digest here", "give a folder with files `*.yaml`")])
    problems: list[Problem] = []
    found: dict[str, Provided] = {}
    for path in paths:
        for each in _read(path, problems):
            if each.id in found:
                problems.append(Problem(str(path), 0, 0, f"`{each.id}` stands in {found[each.id].file} too"))
            found[each.id] = each
    if problems:
        raise BadInput(problems)
    return list(found.values())


def _read(path: Path, problems: list[Problem]) -> Iterator[Provided]:
    text = path.read_text(encoding="utf-8", errors="replace")
    try:
        data = yaml.load(text, Loader=LOADER)
    except yaml.MarkedYAMLError as error:
        problems.append(say(error, text, str(path)))
        return
    entries = data.get("provisions") if isinstance(data, dict) else None
    for entry in entries if isinstance(entries, list) else []:
        try:
            versions = tuple(_told(each) for each in entry["versions"])
            yield Provided(entry["id"], entry.get("citation", entry["id"]), versions, path.name)
        except (KeyError, TypeError, AttributeError, ValueError) as problem:
            named = entry.get("id", "without an id") if isinstance(entry, dict) else "that is none"
            help = "it has `id`, `citation` and `versions`, each with `from` and `to`"
            problems.append(Problem(str(path), 0, 0, f"the provision `{named}` cannot be read: {problem}", help))


def _told(version: Mapping[str, Any]) -> Told:
    since, until = (_day(version[key]) for key in ("from", "to"))
    deadline = version.get("deadline")
    return Told(since, until, version.get("confidence", ""), _deadline(deadline) if deadline else None)


def _day(text: str) -> date | None:
    return None if text in NOTHING else parse_date(text)


def _deadline(told: Mapping[str, Any]) -> Deadline:
    day = told.get("date") or told.get("month_day") or ""
    return Deadline(
        told.get("amount", ""), told["unit"], told["clock"], told["runs_from"], day, bool(told.get("pauses"))
    )
