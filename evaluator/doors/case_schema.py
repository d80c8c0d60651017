"""The JSON schema of a case file, made from the vocabulary: one entry for each kind of fact, and `$defs` for what they share."""

from __future__ import annotations

import json
from typing import Any

from evaluator.documents.declarations import COMPLETE, DETERMINATION
from evaluator.documents.entries import DOCUMENTS, SOURCE
from evaluator.documents.intake import COMMON, DEMAND
from evaluator.documents.vocabulary import STRENGTHS, Field, Kind, Vocabulary

Schema = dict[str, Any]
TEXT: Schema = {"type": "string"}
PARTIES = ("parties", "keys", "reference", "local time")  # types that one text tells, or a list of them


def case_schema(vocabulary: Vocabulary, draft: str) -> Schema:
    """The schema of a case file, as far as a schema can say it; the loader says the rest."""
    defs = _Shared(vocabulary)
    facts = {name: _kind(kind, vocabulary, defs) for name, kind in vocabulary.kinds.items()}
    facts |= {name: defs.ref("thing") for name in vocabulary.things}
    one = {**_object(facts), "minProperties": 1, "maxProperties": 1}
    top = _object({
        "case": TEXT,
        "zone": TEXT,
        "parties": {"type": "object", "additionalProperties": {"anyOf": [defs.ref("party"), defs.ref("several-parties")]}},
        "facts": {"type": "array", "items": defs.ref("fact")},
        "complete": {"type": "array", "items": defs.ref("complete-record")},
        "determinations": {"type": "array", "items": defs.ref("determination")},
    }, ("case", "facts"))  # fmt: skip
    return {"$schema": draft, "title": "A case for callrules", **top, "$defs": {"fact": one, **defs.entries}}


class _Shared:
    """What stands in more than one place: each under a name of its own in `$defs`."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        time = {**TEXT, "description": "a day, a minute, an instant; `before X`, `after X`, `X to Y`"}
        truth: Schema = {"enum": ["yes", "no", True, False]}
        self.entries: dict[str, Schema] = {
            "time": time,
            "texts": _many(TEXT),
            "yes-or-no": truth,
            "strength": {"enum": list(STRENGTHS)},
            "source": {"anyOf": [TEXT, _object({key: {"type": ["string", "integer"]} for key in SOURCE})]},
            "demands": {"type": "array", "items": _object({key: {} for key in DEMAND})},
        }
        parties = {
            name: self.ref("yes-or-no") if set(options) == {"yes", "no"} else {"enum": list(options)}
            for name, options in vocabulary.attributes.items()
        }
        office = {"enum": [*vocabulary.offices, "none"]}
        said = {"standard": {"enum": list(vocabulary.standards)}, "says": self.ref("yes-or-no")}
        when = {"about": self.ref("texts"), "dated": self.ref("time"), "recorded": self.ref("time")}
        complete = {**dict.fromkeys(COMPLETE, TEXT), "records": self.ref("texts"), **when}
        answer = {**dict.fromkeys(DETERMINATION, TEXT), **said, "strength": self.ref("strength"), "source": {}, **when}
        thing = {"id": TEXT, "roles": {"type": "object"}, "note": TEXT, "source": self.ref("source")}
        self.entries |= {
            "party": _object({"name": TEXT, "zone": TEXT, "office": office, "roles": self.ref("texts"), **parties}),
            "several-parties": _object({"name": TEXT, "members": self.ref("texts")}, ("members",)),
            "complete-record": _object(complete, ("records", "about", "through")),
            "determination": _object(answer, ("standard", "about", "says", "by")),
            "thing": {**_object(thing), "required": ["id"]},
        }
        told = [field for kind in vocabulary.kinds.values() for field in kind.fields.values()]
        written = [json.dumps(_field(field)) for field in told]
        self._often = {text for text in written if written.count(text) > 1}

    def ref(self, name: str) -> Schema:
        """A reference to an entry."""
        return {"$ref": f"#/$defs/{name}"}

    def told(self, field: Field) -> Schema:
        """What a field of a fact takes, or that it was blacked out; under a name where more than one field takes just that."""
        schema = _field(field)
        either = {"anyOf": [schema, {"const": "redacted"}]}
        if json.dumps(schema) not in self._often:
            return either
        plain = field.type not in ("choice", "several")
        word = "texts" if field.type in PARTIES else field.type if field.type in _OWN else "text"
        name = f"{word.replace(' ', '-')}-told"
        name = name if plain else next(n for n in self._names(field.name) if self.entries.get(n, either) == either)
        self.entries[name] = either
        return self.ref(name)

    def _names(self, field: str) -> list[str]:
        first = f"{field.replace(' ', '-')}-told"
        return [first, *(f"{first}-{number}" for number in range(2, 1_000))]


_OWN = ("yes or no", "dates", "number", "time")  # types that are written in a way of their own


def _object(properties: Schema, required: tuple[str, ...] = ()) -> Schema:
    made: Schema = {"type": "object", "properties": properties, "additionalProperties": False}
    return {**made, "required": list(required)} if required else made


def _many(inner: Schema) -> Schema:
    return {"anyOf": [inner, {"type": "array", "items": inner, "minItems": 1}]}


def _kind(kind: Kind, vocabulary: Vocabulary, defs: _Shared) -> Schema:
    times = ("began", "ended") if kind.period else () if kind.timeless else ("happened",)
    fields: Schema = {key: TEXT for key in COMMON if key not in ("happened", "began", "ended", "source")}
    fields |= {key: defs.ref("time") for key in (*times, "recorded")}
    fields |= {"source": defs.ref("source"), "draft": defs.ref("yes-or-no"), "strength": defs.ref("strength")}
    fields |= {field.name: defs.told(field) for field in kind.fields.values()}
    role = vocabulary.kinds.get("role")
    if role is not None and kind.name in role.fields:
        fields["roles"] = {"type": "object"}
    if kind.name in vocabulary.groups.get(DOCUMENTS, ()):
        fields["demands"] = defs.ref("demands")
    schema = _object(fields)
    return {**schema, "description": kind.means} if kind.means else schema


def _field(field: Field) -> Schema:
    match field.type:
        case "choice":
            return {"enum": sorted(field.spellings)}
        case "several":
            return _many({"enum": sorted(field.spellings)})
        case "yes or no":
            return {"enum": ["yes", "no", True, False]}
        case "dates":
            return {"type": "object", "additionalProperties": TEXT}
        case "number":
            return {"type": ["string", "number"]}
        case "time":
            return {"$ref": "#/$defs/time"}
    return _many(TEXT) if field.type in PARTIES else TEXT
