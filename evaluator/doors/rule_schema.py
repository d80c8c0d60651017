"""The JSON schema of a rule file, for editors: which keys may stand where. What they mean is for `check` to say.

It is no stricter than the reader: a value may hang on a reading anywhere, and a plain word that YAML would take for a number, a date or a
truth value is a text here.
"""

from __future__ import annotations

from typing import Any

from evaluator.documents.cards import FILE_KEYS, LAYERS, VERSION_KEYS
from evaluator.documents.constructs import KEYS

Schema = dict[str, Any]
SCALAR: Schema = {"type": ["string", "number", "boolean", "null"]}
TEXT: Schema = {**SCALAR, "description": "a text"}
ANY: Schema = {"type": ["string", "number", "boolean", "null", "array", "object"]}
SAYS = {
    "gist": "the paragraph in your own words, with numbered phrases: [1: words]",
    "authority": "who made this text, and where it was published",
    "effective": "the first day of this text, or `always`",
    "compliance": "a later day from which it binds",
    "until": "the first day on which it no longer stands",
    "left out": "why no construct encodes a phrase",
    "encoded in": "where else a phrase is encoded",
    "formerly": "former numbers, each with the day it ended",
}


def rule_schema(draft: str) -> Schema:
    """The schema of a section, an order or the letters; of other files of the rulebook nothing is said."""
    top = dict.fromkeys(FILE_KEYS, TEXT)
    top |= {"layer": {"enum": list(LAYERS)}, "parties": {"type": "object", "additionalProperties": TEXT}}
    card = {"type": "array", "minItems": 1, "items": {"$ref": "#/$defs/version"}}
    top["paragraphs"] = {"type": "object", "additionalProperties": card}
    return {
        "$schema": draft,
        "title": "A rule file of callrules",
        "type": "object",
        "properties": top,
        "required": ["paragraphs", "calendar"],
        "additionalProperties": False,
        "$defs": {"version": _version(), **{word: _construct(word) for word in KEYS}},
    }


def _version() -> Schema:
    """One version of a card: its own keys, and constructs under their word and a name."""
    keys: Schema = {
        key: {**(ANY if key in ("delayed", "proposed", "formerly", "left out", "encoded in") else SCALAR)}
        for key in VERSION_KEYS
    }
    for key, says in SAYS.items():
        keys[key] = {**keys[key], "description": says}
    return {
        "type": "object",
        "properties": keys,
        "patternProperties": {f"^{word} \\S": {"$ref": f"#/$defs/{word}"} for word in KEYS},
        "required": ["authority", "gist"],
        "anyOf": [{"required": ["effective"]}, {"required": ["delayed"]}, {"required": ["proposed"]}],
        "additionalProperties": False,
    }


def _construct(word: str) -> Schema:
    """A construct: whole, or as in the version before, or that with changes."""
    required, allowed = KEYS[word]
    keys = dict.fromkeys(allowed, ANY)
    whole = {"type": "object", "properties": keys, "required": list(required), "additionalProperties": False}
    changed = {"type": "object", "properties": keys, "additionalProperties": False}
    amended = {
        "type": "object",
        "properties": {"as before except": changed},
        "required": ["as before except"],
        "additionalProperties": False,
    }
    return {"anyOf": [{"const": "as before"}, amended, whole]}
