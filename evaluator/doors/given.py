"""What is given in memory, a mapping or the text of a file, as a file of it would be read."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from datetime import date
from functools import partial
from typing import Any, TypeAlias, get_args

from evaluator.documents.intake import Reading
from evaluator.words.errors import BadInput, Problem, UsageError, every, one
from evaluator.words.files import decode
from evaluator.words.nodes import MAX_DEPTH
from evaluator.words.source import CASE_BYTES, Form, Source, load_text

Given: TypeAlias = Mapping[str, Any] | str | bytes
INDENT = 2  # a person who looks for the place of a problem writes the mapping so


def readings(given: object, suppose: object, form: Form, name: object) -> list[Reading]:
    """What reads a case that was given, and what is supposed of it; UsageError with everything that is no case."""
    if not isinstance(name, str) or not name.isprintable() or not name.strip():
        raise UsageError("`name` is no name", "give a text of one line, by which problems can call the case")
    if form not in get_args(Form):
        raise UsageError("`form` is none of the forms of a text", f"give one of {', '.join(get_args(Form))}")
    if isinstance(suppose, str | bytes | Mapping) or not isinstance(suppose, Iterable):
        raise UsageError("`suppose` is no list", "give a list, for instance `suppose=[{...}]`")
    files = [(given, name), *((each, f"{name} supposed {n}") for n, each in enumerate(suppose, start=1))]
    return every([partial(_reading, each, file, form) for each, file in files])


def _reading(given: object, file: str, form: Form) -> Reading:
    if isinstance(given, Mapping):
        return partial(tree, given, file, indent=INDENT)
    if isinstance(given, str | bytes):
        return partial(_text, given, file, form)
    what = f"{file} is {one(type(given).__name__)}"
    raise UsageError(what, "give a mapping as a case file holds it, or the text of one; a path is for `Case.load`")


def tree(given: Mapping[str, object], file: str, *, indent: int | None = None) -> Source:
    """A mapping of texts, numbers, lists, mappings, dates and datetimes as if `file` held it in JSON; BadInput, UsageError."""
    try:
        text = json.dumps(given, ensure_ascii=False, default=_plain, indent=indent)
    except RecursionError:
        what = f"nested deeper than {MAX_DEPTH} levels"
        raise BadInput([Problem(file, 0, 0, what, "write it flatter")]) from None
    except (TypeError, ValueError) as problem:
        advice = "texts, numbers, lists, mappings, dates and datetimes can be"
        raise UsageError(f"{file} cannot be read: {problem}", advice) from None
    return load_text(text, file, "json", max_bytes=CASE_BYTES)


def _text(given: str | bytes, file: str, form: Form) -> Source:
    text = decode(given, file) if isinstance(given, bytes) else given
    return load_text(text, file, form, max_bytes=CASE_BYTES)


def _plain(value: object) -> object:
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Mapping):
        return dict(value)
    raise TypeError(f"a value is {one(type(value).__name__)}")
