"""Reads a file into texts, mappings and lists that know their places; everything wrong is said at once.

The schema does all typing: here every scalar stays as it was written.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from re import compile as pattern
from typing import Literal, TypeAlias

from evaluator.words.errors import BadInput, Problem
from evaluator.words.files import decode, read_bytes
from evaluator.words.json_source import read_json, read_json_lines
from evaluator.words.nodes import UNSEEN, Lines, Listed, Mapped, Node, Text, character
from evaluator.words.yaml_source import read_yaml

__all__ = ["CASE_BYTES", "RULE_BYTES", "Form", "Listed", "Mapped", "Node", "Source", "Text", "load_path", "load_text"]

RULE_BYTES, CASE_BYTES = 2 * 2**20, 32 * 2**20
Form: TypeAlias = Literal["yaml", "json", "jsonl"]
_FORMS: dict[str, Form] = {".yaml": "yaml", ".yml": "yaml", ".json": "json", ".jsonl": "jsonl", ".ndjson": "jsonl"}
_UNSEEN = {
    "yaml": pattern(f"[{UNSEEN}\u2028\u2029]|\r(?!\n)"),  # YAML breaks lines at these, and most editors do not
    "json": pattern(f"[{UNSEEN}]"),
    "jsonl": pattern(f"[{UNSEEN}]"),
}


@dataclass(frozen=True)
class Source:
    """What one file says: `file` as the user wrote it, the tree, the text, and the SHA-256 of its bytes in hex.

    `gaps` are values that are none, each left out of the tree: whoever asks for these goes on and tells them with what else is wrong.
    """

    file: str
    data: Node
    text: str
    digest: str
    gaps: tuple[Problem, ...] = ()


def load_path(path: str | Path, *, max_bytes: int = RULE_BYTES, gaps: bool = False) -> Source:
    """Read a .yaml, .yml, .json, .jsonl or .ndjson file of at most `max_bytes`; raises BadInput with every problem, but for `gaps`."""
    file = str(path)
    raw = read_bytes(file, max_bytes)
    form = _FORMS.get(Path(file).suffix.lower())
    if form is None:
        help = "give it the ending .yaml, .json or .jsonl (one JSON object per line)"
        raise BadInput([Problem(file, 0, 0, "the ending of this file does not say how it is written", help)])
    return _load(decode(raw, file), file, form, sha256(raw).hexdigest(), gaps=gaps)


def load_text(
    text: str,
    file: str,
    form: Form = "yaml",
    *,
    max_bytes: int = RULE_BYTES,
    nulls: bool = False,
    gaps: bool = False,
) -> Source:
    """Read a text as if `file` held it in UTF-8; raises BadInput with every problem, but for `gaps`. `nulls`: JSON may say `null`."""
    raw = text.encode("utf-8", "surrogatepass")
    if len(raw) > max_bytes:
        raise BadInput([Problem(file, 0, 0, f"larger than {max_bytes:,} bytes", "split it")])
    return _load(text.removeprefix("\ufeff"), file, form, sha256(raw).hexdigest(), nulls, gaps)


def _load(text: str, file: str, form: Form, digest: str, nulls: bool = False, gaps: bool = False) -> Source:
    problems = _unseen(text, file, form)
    if problems:
        raise BadInput(problems)
    if not text.strip():
        raise BadInput([Problem(file, 0, 0, "the file is empty", "")])
    data: Node | None
    left: list[Problem] | None = [] if gaps else None
    if form == "yaml":
        data = read_yaml(text, file, problems)
    elif form == "json":
        data = read_json(text, file, problems, nulls=nulls, gaps=left)
    else:
        data = read_json_lines(text, file, problems, left)
    if problems:
        raise BadInput([*problems, *(left or ())])
    if data is None:
        raise BadInput([Problem(file, 0, 0, "the file holds nothing but comments", "")])
    return Source(file, data, text, digest, tuple(left or ()))


def _unseen(text: str, file: str, form: Form) -> list[Problem]:
    """One problem per kind of character that nobody can see, at the first place of each."""
    first: dict[str, int] = {}
    counts: Counter[str] = Counter()
    for found in _UNSEEN[form].finditer(text):
        first.setdefault(found.group(), found.start())
        counts[found.group()] += 1
    lines = Lines(text) if first else None
    problems = []
    for char, index in first.items():
        line, column = lines.place(index) if lines else (0, 0)
        more = f", {counts[char]:,} times, first here" if counts[char] > 1 else ""
        problems.append(Problem(file, line, column, f"the file holds {character(char)}{more}", "remove it"))
    return problems
