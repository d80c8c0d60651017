"""Records read back from files: every problem of form at its place; what they say is for `replay` to judge."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from evaluator.documents.reader import described, hint, quoted
from evaluator.doors.record_model import RecordModel
from evaluator.doors.ruling import FORMAT as RULING
from evaluator.engines.registry import REFERENCE
from evaluator.passes.say import listed
from evaluator.words.errors import BadInput, Problem, TimeProblem
from evaluator.words.files import decode, read_bytes
from evaluator.words.nodes import Listed, Mapped, Node, unseen
from evaluator.words.source import CASE_BYTES, load_text
from evaluator.words.times import parse_date, parse_instant

MOST_BYTES = 4 * CASE_BYTES
_HIDING = re.compile(
    r"(?<!\\)(?:\\\\)*\\[ubf]"
)  # ways to write a sign in JSON without showing it; `\\b` is a backslash, and a b
SHAPES = {
    "string_type": "a text", "bool_type": "`true` or `false`", "list_type": "a list", "dict_type": "`key: value` pairs",
    "model_type": "`key: value` pairs", "model_attributes_type": "`key: value` pairs",
}  # fmt: skip


@dataclass(frozen=True)
class Stored:
    """A record as a file holds it: the file, its text without the one line end after it, and what it says."""

    file: str
    text: str
    document: Mapping[str, Any]


def read_record(path: str | Path) -> Stored:
    """A record that `assess --json` wrote; BadInput with every problem of form in it."""
    file = str(path)
    raw = read_bytes(file, MOST_BYTES)
    text = decode(raw, file)
    try:
        document = json.loads(text, object_pairs_hook=_once, parse_constant=_no_number)
    except (ValueError, RecursionError):
        if text.strip() and not text.lstrip("\ufeff \t\r\n").startswith("{"):
            what = "this is no record: that is the JSON which `assess --json` prints"
            raise BadInput(
                [Problem(file, 0, 0, what, "a case is assessed first; `--case` names it beside its record")]
            ) from None
        _tree(text, file)  # says where and why
        raise BadInput([Problem(file, 0, 0, "this is no JSON that a record could be")]) from None
    if _HIDING.search(text) or unseen(text):
        _tree(text, file)  # says where a sign stands that no case can hold, and that would turn what is printed
    if isinstance(document, dict) and document.get("format") == RULING:
        raise BadInput([Problem(file, 0, 0, _ruling_by(document.get("engine")), "leave `--engine` out for a record")])
    try:
        RecordModel.model_validate(document)
    except ValidationError as invalid:
        raise BadInput(_problems(invalid, text, file)) from None
    problems = [*_times(document, text, file)]
    if problems:
        raise BadInput(problems)
    return Stored(file, raw.decode("utf-8").removesuffix("\n"), document)  # with the mark that a file may begin with


def _ruling_by(engine: Any) -> str:
    """What is said of a ruling that was taken for a record."""
    asked = engine.get("asked") if isinstance(engine, dict) else None
    by = f" of the engine {quoted(asked)}" if isinstance(asked, str) else ""
    return f"this is a ruling{by}; only the engine `{REFERENCE}` writes records"


def _tree(text: str, file: str) -> Node:
    """The record with its places; BadInput if it is no JSON."""
    return load_text(text, file, "json", max_bytes=MOST_BYTES, nulls=True).data


def _once(pairs: Sequence[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        raise ValueError("a key is given twice")
    return found


def _no_number(text: str) -> Any:
    raise ValueError(f"{text} is no number")


def _times(document: Mapping[str, Any], text: str, file: str) -> list[Problem]:
    """The three instants of the head can be read."""
    found = []
    for key, parse in (("at", _instant), ("known", _instant), ("law", parse_date)):
        try:
            if document[key] is not None:
                parse(document[key])
        except TimeProblem as problem:
            place, _ = _place(_tree(text, file), (key,))
            found.append(Problem(file, *place, f"`{key}`: {problem.what}", problem.help))
    return found


def _instant(text: str) -> int:
    return parse_instant(text, None)


def _problems(invalid: ValidationError, text: str, file: str) -> list[Problem]:
    """What the schema refuses, at its places and in words of ours."""
    tree = _tree(text, file)
    if not isinstance(tree, Mapped):
        help = "`callrules assess --json` writes records"
        return [Problem(file, tree.line, tree.column, f"a record is `key: value` pairs, not {described(tree)}", help)]
    if "format" not in tree and "case" in tree and "facts" in tree:
        help = "name the record that `callrules assess --json` wrote, and this file with --case"
        return [Problem(file, tree.line, tree.column, "this is a case, not a record", help)]
    errors = invalid.errors()
    lacking: dict[tuple[int, int], list[str]] = {}
    for error in errors:
        if error["type"] == "missing":
            lacking.setdefault(_place(tree, error["loc"])[0], []).append(f"`{error['loc'][-1]}`")
    help = "a record is kept as `callrules assess --json` wrote it"
    missing = [Problem(file, *at, f"this lacks {listed(names)}", help) for at, names in lacking.items()]
    others = [error for error in errors if error["type"] != "missing"]
    return [*missing, *(_problem(e["type"], e["loc"], e.get("ctx", {}), tree, file) for e in others)]


def _problem(sort: str, path: Sequence[str | int], context: Mapping[str, Any], tree: Node, file: str) -> Problem:
    place, node = _place(tree, path)
    name = next((str(step) for step in reversed(path) if isinstance(step, str)), "the record")
    if sort == "extra_forbidden":
        known = RecordModel.model_fields if len(path) == 1 else ()
        return Problem(file, *place, f"unknown key {quoted(name)}", hint(name, known) if known else "")
    said = described(node) if node is not None else "nothing"
    if sort == "literal_error":
        expected = str(context.get("expected", "")).replace("'", "`")
        return Problem(file, *place, f"`{name}` should be {expected}, not {said}")
    return Problem(file, *place, f"`{name}` should be {SHAPES.get(sort, 'something else')}, not {said}")


def _place(tree: Node, path: Sequence[str | int]) -> tuple[tuple[int, int], Node | None]:
    """Where the value at a path stands, and the value; of one that is missing, where it should be."""
    node: Node = tree
    for step in path:
        below = _below(node, step)
        if below is None:
            return (node.line, node.column), None
        node = below
    return (node.line, node.column), node


def _below(node: Node, step: str | int) -> Node | None:
    if isinstance(node, Mapped) and isinstance(step, str):
        return node.get(step)
    return node[step] if isinstance(node, Listed) and isinstance(step, int) and step < len(node) else None
