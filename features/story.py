"""A scenario's story: the case as its sentences build it, what is asked of it, and the record that answers."""

from __future__ import annotations

import json
from collections.abc import Sequence
from copy import deepcopy
from datetime import UTC, date, datetime, timedelta
from functools import cached_property
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import yaml

from evaluator import Case, Rulebook, assess
from evaluator.doors.demos import FOLDER
from evaluator.passes.verify import Verifier

Data = dict[str, Any]
TEXT: Any = getattr(yaml, "CBaseLoader", yaml.BaseLoader)  # the same tree, ten times as fast
THEN = "the instant asked about"


class Story:
    """One case, as a file of what is told and an overlay of what is only supposed, and one question asked of it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.told: Data = {"case": "a scenario", "facts": []}
        self.supposed: Data = {"facts": []}
        self.supposing = False
        self.asked: Data = {}
        self.it: Data = {}  # the finding or the answer that a sentence named last

    @property
    def here(self) -> Data:
        """The file that the next sentence goes into."""
        return self.supposed if self.supposing else self.told

    def fact(self, kind: str, fields: Data) -> None:
        """Tell a fact."""
        self.here["facts"].append({kind: fields})

    def line(self, section: str, fields: Data) -> None:
        """Tell a declaration of completeness or a determination."""
        self.here.setdefault(section, []).append(fields)

    def fields_of(self, id: str) -> Data:
        """The fields of a fact already told, to be changed; while we suppose, the fact itself becomes a supposition."""
        for file in (self.told, self.supposed):
            for fact in file["facts"]:
                fields: Data
                [fields] = fact.values()
                if fields["id"] == id:
                    file["facts"].remove(fact)
                    self.here["facts"].append(fact)
                    return fields
        raise AssertionError(f"no fact `{id}` was told before this sentence")

    def ask(self, **question: Any) -> None:
        """Say more about what is asked: `at`, `known`, `law`, `readings`, `presume`."""
        readings = {**self.asked.get("readings", {}), **question.get("readings", {})}
        self.asked = {**self.asked, **question, "readings": readings}

    def record_of(self, *files: Data) -> Data:
        """The record that answers about these files, the first of them told, the others supposed, as it is written; its proofs hold."""
        rulebook = Rulebook.load()
        paths = [self._written(number, file) for number, file in enumerate(files)]
        case = Case.load(paths[0], rulebook=rulebook, suppose=paths[1:])
        document: Data = json.loads(assess(rulebook, case, **self.asked).to_json())
        refused = Verifier(rulebook, case).refusals(document)
        assert refused == [], "\n".join(map(str, refused))
        return document

    @cached_property
    def document(self) -> Data:
        """The record that answers, as plain data; assessed when it is first looked at."""
        return self.record_of(self.told, self.supposed)

    def _written(self, number: int, content: Data) -> Path:
        """A file as a user would have written it, with the instant asked about filled in."""
        file = deepcopy(content)
        for declaration in file.get("complete", ()):
            if declaration["through"] == THEN:
                declaration["through"] = self.asked["at"]
        path = self.folder / f"{number}.json"
        path.write_text(json.dumps(file), encoding="utf-8")
        return path

    def instant(self, text: str) -> datetime:
        """An instant as the scenario writes it; without an offset it is told in the zone of the case."""
        moment = datetime.fromisoformat(text)
        return (moment if moment.tzinfo else moment.replace(tzinfo=ZoneInfo(self.told["zone"]))).astimezone(UTC)

    def end_of(self, day: str) -> datetime:
        """The first instant after a day."""
        return self.instant(str(date.fromisoformat(day) + timedelta(days=1)))


def shipped(name: str) -> Data:
    """A case that comes with the package, as plain data."""
    return dict(plain((FOLDER / f"{name}.yaml").read_text(encoding="utf-8")))


def plain(text: str) -> Any:
    """Text as a case file writes it: lists and mappings are seen, everything else stays text."""
    return yaml.load(text, Loader=TEXT)


def by_row(table: Sequence[Sequence[str]]) -> list[Data]:
    """A table with a heading as one mapping for each row; an empty cell says nothing."""
    return [{name: plain(cell) for name, cell in zip(table[0], row, strict=True) if cell} for row in table[1:]]


def by_field(table: Sequence[Sequence[str]]) -> Data:
    """A table of two columns, fields and their values, as one mapping."""
    return {name: plain(cell) for name, cell in table}
