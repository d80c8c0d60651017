"""The JSON schemas that are published, as texts: of a case, a record, a ruling, a sweep and a rule file."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

from evaluator.doors.api import Rulebook
from evaluator.doors.case_schema import case_schema
from evaluator.doors.record_model import RecordModel
from evaluator.doors.rule_schema import rule_schema
from evaluator.doors.ruling_model import RulingModel
from evaluator.doors.sweep_model import SweepModel
from evaluator.words.errors import UsageError, advise

DRAFT = "https://json-schema.org/draft/2020-12/schema"
WIDTH = 120  # what fits on a line of that many characters stands on one


def schema_text(name: str, rules: Path | None = None) -> str:
    """The schema of `case`, `record`, `ruling`, `sweep` or `rules`, as text."""
    makers: dict[str, Callable[[], dict[str, Any]]] = {
        "case": lambda: case_schema(Rulebook.load(rules).vocabulary, DRAFT),
        "record": lambda: _of_model(RecordModel),
        "ruling": lambda: _of_model(RulingModel),
        "sweep": lambda: _of_model(SweepModel),
        "rules": lambda: rule_schema(DRAFT),
    }
    if name not in makers:
        raise UsageError(f"there is no schema of `{name}`", advise(name, makers))
    return written(makers[name]())


def _of_model(model: type[RecordModel] | type[RulingModel] | type[SweepModel]) -> dict[str, Any]:
    return {"$schema": DRAFT, **model.model_json_schema(by_alias=True)}


def written(node: Any, indent: str = "", before: int = 0) -> str:
    """JSON for people: what fits stands on one line; `before` is how many characters stand before it on its own."""
    line = json.dumps(node, ensure_ascii=False)
    if not isinstance(node, dict | list) or not node or len(indent) + before + len(line) < WIDTH:
        return line
    inner = indent + "  "
    if isinstance(node, list) and not any(isinstance(each, dict | list) for each in node):
        return "\n".join(["[", *(f"{inner}{each}" for each in _filled(node, WIDTH - len(inner))), f"{indent}]"])
    if isinstance(node, list):
        items, ends = [written(each, inner) for each in node], "[]"
    else:
        keys = {key: f"{json.dumps(key, ensure_ascii=False)}: " for key in node}
        items, ends = [keys[key] + written(each, inner, len(keys[key])) for key, each in node.items()], "{}"
    return "\n".join(
        [ends[0], *(f"{inner}{each}," for each in items[:-1]), f"{inner}{items[-1]}", f"{indent}{ends[1]}"]
    )


def _filled(values: Sequence[Any], width: int) -> Iterator[str]:
    """Plain values in lines, as many as fit on each."""
    line = ""
    for number, each in enumerate(values):
        word = json.dumps(each, ensure_ascii=False) + ("," if number + 1 < len(values) else "")
        if line and len(line) + len(word) >= width:
            yield line
            line = ""
        line += f" {word}" if line else word
    yield line
