"""What is given in memory, a mapping or the text of a file, as a file of it would be read."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from functools import partial
from typing import Any, TypeAlias, get_args

from evaluator.documents.intake import Reading
from evaluator.words.errors import BadInput, Problem, UsageError, every, one
from evaluator.words.files import decode
from evaluator.words.plain_source import plain_source
from evaluator.words.source import CASE_BYTES, Form, Source, load_text

Given: TypeAlias = Mapping[str, Any] | str | bytes | bytearray | memoryview


def readings(given: object, suppose: object, form: Form | None, name: object) -> list[Reading]:
    """What reads a case that was given, and what is supposed of it; UsageError with everything that is no case."""
    if not isinstance(name, str) or not name.isprintable() or not name.strip():
        raise UsageError("`name` is no name", "give a text of one line, by which problems can call the case")
    if form is not None and form not in get_args(Form):
        raise UsageError("`form` is none of the forms of a text", f"give one of {', '.join(get_args(Form))}")
    if isinstance(suppose, str | bytes | bytearray | memoryview | Mapping) or not isinstance(suppose, Iterable):
        raise UsageError("`suppose` is no list", "give a list, for instance `suppose=[{...}]`")
    files = [(given, name), *((each, f"{name} supposed {n}") for n, each in enumerate(suppose, start=1))]
    return every([partial(_reading, each, file, form) for each, file in files])


def _reading(given: object, file: str, form: Form | None) -> Reading:
    if isinstance(given, Mapping):
        return partial(plain_source, given, file)
    if isinstance(given, str | bytes | bytearray | memoryview):
        return partial(_text, given if isinstance(given, str) else bytes(given), file, form)
    what = f"{file} is {one(type(given).__name__)}"
    raise UsageError(what, "give a mapping as a case file holds it, or the text of one; a path is for `Case.load`")


def _text(given: str | bytes, file: str, form: Form | None) -> Source:
    text = decode(given, file) if isinstance(given, bytes) else given
    if "\n" not in text and text.endswith((".yaml", ".yml", ".json", ".jsonl", ".ndjson")):
        raise BadInput(
            [Problem(file, 0, 0, "this is the path of a file, not what it says", "a path is for `Case.load`")]
        )
    return load_text(text, file, form or form_of(text), max_bytes=CASE_BYTES, gaps=True)


def form_of(text: str) -> Form:
    """How a text is written: one that begins with `{` in JSON, in lines of it where the first is whole and others follow; else in YAML."""
    told = text.lstrip("\ufeff \t\r\n")
    if not told.startswith("{"):
        return "yaml"
    first, _, more = told.partition("\n")
    try:
        json.loads(first)
    except (ValueError, RecursionError):
        return "json"
    return "jsonl" if more.strip() else "json"
