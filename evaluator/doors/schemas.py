"""JSON schemas of cases and records, made from the vocabulary and the record's models."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from evaluator.documents.declarations import COMPLETE, DETERMINATION
from evaluator.documents.entries import DOCUMENTS, SOURCE
from evaluator.documents.intake import COMMON, DEMAND
from evaluator.documents.vocabulary import STRENGTHS, Field, Kind, Vocabulary
from evaluator.doors.api import Rulebook
from evaluator.doors.record_model import RecordModel
from evaluator.doors.rule_schema import rule_schema
from evaluator.doors.sweep_model import SweepModel
from evaluator.words.errors import UsageError, advise

DRAFT = "https://json-schema.org/draft/2020-12/schema"
TEXT: dict[str, Any] = {"type": "string"}
TIME = {"type": "string", "description": "a day, a minute, an instant; `before X`, `after X`, `X to Y`"}


def schema_text(name: str, rules: Path | None = None) -> str:
    """The schema of `case`, `record`, `sweep` or `rules`, as text that ends with a line break."""
    makers: dict[str, Callable[[], dict[str, Any]]] = {
        "case": lambda: case_schema(Rulebook.load(rules).vocabulary),
        "record": record_schema,
        "sweep": sweep_schema,
        "rules": lambda: rule_schema(DRAFT),
    }
    if name not in makers:
        raise UsageError(f"there is no schema of `{name}`", advise(name, makers))
    return json.dumps(makers[name](), indent=2, ensure_ascii=False)


def record_schema() -> dict[str, Any]:
    """The schema of a record."""
    return {"$schema": DRAFT, **RecordModel.model_json_schema(by_alias=True)}


def sweep_schema() -> dict[str, Any]:
    """The schema of an assessment under all readings."""
    return {"$schema": DRAFT, **SweepModel.model_json_schema(by_alias=True)}


def case_schema(vocabulary: Vocabulary) -> dict[str, Any]:
    """The schema of a case file, as far as a schema can say it; the loader says the rest."""
    facts = [_only(kind.name, _kind(kind, vocabulary)) for kind in vocabulary.kinds.values()]
    thing = {
        "type": "object",
        "required": ["id"],
        "properties": {"id": TEXT, "roles": {"type": "object"}, "note": TEXT, "source": _source()},
    }
    facts += [_only(name, thing) for name in vocabulary.things]
    parties = {
        name: _yes_or_no() if set(options) == {"yes", "no"} else {"enum": list(options)}
        for name, options in vocabulary.attributes.items()
    }
    party = _object(
        {"name": TEXT, "zone": TEXT, "office": {"enum": list(vocabulary.offices)}, "roles": _many(TEXT), **parties}
    )
    several = _object({"name": TEXT, "members": _many(TEXT)}, ("members",))
    complete = {
        **dict.fromkeys(COMPLETE, TEXT),
        "records": _many(TEXT),
        "about": _many(TEXT),
        "dated": TIME,
        "recorded": TIME,
    }
    said = {
        **dict.fromkeys(DETERMINATION, TEXT), "standard": {"enum": list(vocabulary.standards)}, "about": _many(TEXT), "says": _yes_or_no(),
        "strength": {"enum": list(STRENGTHS)}, "source": {}, "dated": TIME, "recorded": TIME,
    }  # fmt: skip
    return {
        "$schema": DRAFT,
        "title": "A case for callrules",
        **_object({
            "case": TEXT,
            "zone": TEXT,
            "parties": {"type": "object", "additionalProperties": {"anyOf": [party, several]}},
            "facts": {"type": "array", "items": {"oneOf": facts}},
            "complete": {"type": "array", "items": _object(complete, ("records", "about", "through"))},
            "determinations": {"type": "array", "items": _object(said, ("standard", "about", "says", "by"))},
        }, ("case", "facts")),
    }  # fmt: skip


def _only(name: str, inner: dict[str, Any]) -> dict[str, Any]:
    return _object({name: inner}, (name,))


def _object(properties: dict[str, Any], required: tuple[str, ...] = ()) -> dict[str, Any]:
    made: dict[str, Any] = {"type": "object", "properties": properties, "additionalProperties": False}
    return {**made, "required": list(required)} if required else made


def _many(inner: dict[str, Any]) -> dict[str, Any]:
    return {"anyOf": [inner, {"type": "array", "items": inner, "minItems": 1}]}


def _yes_or_no() -> dict[str, Any]:
    return {"enum": ["yes", "no", True, False]}


def _source() -> dict[str, Any]:
    return {"anyOf": [TEXT, _object({key: {"type": ["string", "integer"]} for key in SOURCE})]}


def _kind(kind: Kind, vocabulary: Vocabulary) -> dict[str, Any]:
    times = ("began", "ended") if kind.period else () if kind.timeless else ("happened",)
    fields: dict[str, Any] = {key: TEXT for key in COMMON if key not in ("happened", "began", "ended", "source")}
    fields |= {**dict.fromkeys(times, TIME), "recorded": TIME, "source": _source(), "draft": _yes_or_no()}
    fields["strength"] = {"enum": list(STRENGTHS)}
    fields |= {field.name: {"anyOf": [_field(field), {"const": "redacted"}]} for field in kind.fields.values()}
    role = vocabulary.kinds.get("role")
    if role is not None and kind.name in role.fields:
        fields["roles"] = {"type": "object"}
    if kind.name in vocabulary.groups.get(DOCUMENTS, ()):
        fields["demands"] = {"type": "array", "items": _object({key: {} for key in DEMAND})}
    schema = _object(fields)
    return {**schema, "description": kind.means} if kind.means else schema


def _field(field: Field) -> dict[str, Any]:
    match field.type:
        case "choice":
            return {"enum": sorted(field.spellings)}
        case "several":
            return _many({"enum": sorted(field.spellings)})
        case "yes or no":
            return _yes_or_no()
        case "parties" | "keys" | "reference" | "local time":
            return _many(TEXT)
        case "dates":
            return {"type": "object", "additionalProperties": TEXT}
        case "number":
            return {"type": ["string", "number"]}
        case "time":
            return TIME
    return TEXT
