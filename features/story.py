"""A scenario's story: the case as its sentences build it, what is asked of it, and the record that answers."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from copy import deepcopy
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import yaml

from evaluator import Case, Rulebook, assess, demo

Told = dict[str, Any]
THEN = "the instant asked about"


class Story:
    """Builds one case: a file of what is told, and an overlay of what is only supposed."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.told: Told = {"case": "a scenario", "facts": []}
        self.supposed: Told = {"facts": []}
        self.supposing = False
        self.asked: Told = {}
        self._document: Told | None = None

    def begin(self, told: Told) -> None:
        """Start from a whole case instead of an empty one."""
        self.told = {"facts": [], **told}

    @property
    def here(self) -> Told:
        """The file that the next sentence goes into."""
        return self.supposed if self.supposing else self.told

    @property
    def zone(self) -> ZoneInfo:
        """The zone in which the scenario tells its times."""
        return ZoneInfo(self.told["zone"])

    def instant(self, text: str) -> datetime:
        """An instant of the scenario, in UTC; without an offset it is told in the zone of the case."""
        moment = datetime.fromisoformat(text)
        return (moment if moment.tzinfo else moment.replace(tzinfo=self.zone)).astimezone(UTC)

    def end_of_day(self, day: str) -> datetime:
        """The first instant after a day, in UTC."""
        return self.instant(str((datetime.fromisoformat(day) + timedelta(days=1)).date()))

    def fact(self, kind: str, id: str, **fields: Any) -> None:
        """Tell a fact of a kind that the vocabulary knows."""
        self.here["facts"].append({kind: {"id": id, **fields}})

    def line(self, section: str, **fields: Any) -> None:
        """Tell a declaration of completeness or a determination."""
        self.here.setdefault(section, []).append(fields)

    def find(self, id: str) -> Told:
        """A fact already told, with its kind; supposing, it moves to what is supposed, where the caller may change it."""
        for fact in self.told["facts"] + self.supposed["facts"]:
            if any(fields.get("id") == id for fields in fact.values()):
                if self.supposing and fact in self.told["facts"]:
                    self.told["facts"].remove(fact)
                    self.supposed["facts"].append(fact)
                return dict(fact)
        raise AssertionError(f"no fact `{id}` was told before this sentence")

    def ask(self, **question: Any) -> None:
        """Say more about what is asked: `at`, `known`, `law`, `readings`, `presume`."""
        readings = {**self.asked.get("readings", {}), **question.get("readings", {})}
        self.asked = {**self.asked, **question, "readings": readings}

    @property
    def document(self) -> Told:
        """The record that answers, as plain data; assessed when first asked for."""
        if self._document is None:
            rulebook = Rulebook.load()
            files = [self._written("case", self.told), self._written("supposed", self.supposed)]
            case = Case.load(files[0], rulebook=rulebook, suppose=files[1:])
            self._document = assess(rulebook, case, **self.asked).document()
        return self._document

    def _written(self, name: str, content: Mapping[str, Any]) -> Path:
        """The file as a user would have written it, with every instant asked about filled in."""
        told = deepcopy(dict(content))
        for declaration in told.get("complete", ()):
            if declaration["through"] == THEN:
                declaration["through"] = self.asked["at"]
        path = self.folder / f"{name}.json"
        path.write_text(json.dumps(told), encoding="utf-8")
        return path


def shipped(name: str) -> Told:
    """A case that comes with the package, as plain data."""
    return dict(plain(Path(demo(name).file).read_text(encoding="utf-8")))


def plain(text: str) -> Any:
    """Text as a case file writes it: lists and mappings are seen, everything else stays text."""
    return yaml.load(text, Loader=yaml.BaseLoader)


def row_by_row(table: Sequence[Sequence[str]]) -> list[Told]:
    """A table with a heading as one mapping for each row; an empty cell says nothing."""
    return [
        {name: plain(cell) for name, cell in zip(table[0], row, strict=True) if cell} for row in table[1:]
    ]


def field_by_field(table: Sequence[Sequence[str]]) -> Told:
    """A table of two columns as one mapping: a field and its value in each row."""
    return {name: plain(cell) for name, cell in table}
