"""Plain data in memory, as the file that holds it in JSON would be read: every part has the place it has there."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from hashlib import sha256
from json import dumps
from math import isfinite

from evaluator.words.errors import BadInput, Problem, one
from evaluator.words.json_source import NULL
from evaluator.words.nodes import MAX_PROBLEMS, Builder, Halt, Listed, Mapped, Text, brief
from evaluator.words.source import Source

INDENT = 2
_VALUES = "texts, numbers, lists, mappings, dates and datetimes are values"
_NO_NUMBER = "leave the key out if nothing is known"


def plain_source(given: Mapping[str, object], file: str) -> Source:
    """The tree of a mapping; what is no value is left out and told among the `gaps`, whatever stops the reading as BadInput.

    Places are those of what `json.dumps(given, indent=2, default=str)` writes.
    """
    problems: list[Problem] = []
    walk = _Walk(Builder(file, problems))
    try:
        walk.value(given, 1, 1)
    except Halt:
        raise BadInput([*problems, *walk.gaps]) from None
    data = walk.tree.root
    assert data is not None
    return Source(
        file, data, "", sha256(repr(data).encode("utf-8", "surrogatepass")).hexdigest(), (*problems, *walk.gaps)
    )


class _Walk:
    """Goes through the data in the order in which they are written, and counts lines."""

    def __init__(self, tree: Builder) -> None:
        self.tree, self.gaps, self.line = tree, list[Problem](), 1

    def value(self, value: object, column: int, depth: int) -> None:
        """One value that begins at a column of the line reached."""
        if isinstance(value, Mapping):
            self._mapping(value, column, depth)
        elif isinstance(value, list | tuple):
            self._list(value, column, depth)
        elif isinstance(value, str):
            self._scalar(str.__str__(value), column)
        elif isinstance(value, bool):
            self._scalar("true" if value else "false", column)
        elif isinstance(value, date):
            self._scalar(value.isoformat(), column)
        elif isinstance(value, int | float | Decimal):
            self._number(value, column)
        elif value is None:
            self._gap(column, "`None` is no value", NULL[1])
        else:
            self._gap(column, f"{one(type(value).__name__)} is no value here", _VALUES)

    def _mapping(self, given: Mapping[object, object], column: int, depth: int) -> None:
        self.tree.open(Mapped(line=self.line, column=column), True)
        at = INDENT * depth + 1
        for key, value in given.items():
            self.line += 1
            written = str.__str__(key) if isinstance(key, str) else str(key)
            if not isinstance(key, str) and (isinstance(key, bool) or not isinstance(key, int)):
                self._problem(at, f"`{brief(written)}` is no key", "a key is a text")
                continue
            self._scalar(written, at)
            self.value(value, at + len(dumps(written)) + len(": "), depth + 1)
        self._close(bool(given))

    def _list(self, given: list[object] | tuple[object, ...], column: int, depth: int) -> None:
        self.tree.open(Listed(line=self.line, column=column), True)
        for value in given:
            self.line += 1
            self.value(value, INDENT * depth + 1, depth + 1)
        self._close(bool(given))

    def _close(self, several_lines: bool) -> None:
        self.line += several_lines
        self.tree.close()

    def _number(self, value: float | Decimal, column: int) -> None:
        if not isinstance(value, int) and not isfinite(value):
            self._gap(column, f"`{value}` is no number", _NO_NUMBER)
            return
        try:
            self._scalar(_digits(value), column)
        except ValueError:
            self._gap(column, "a number of thousands of digits", "to keep it as it is written, give it as a text")

    def _scalar(self, text: str, column: int) -> None:
        self.tree.scalar(Text(text, self.line, column))

    def _gap(self, column: int, what: str, help: str) -> None:
        self._problem(column, what, help)
        self.tree.leave_out()

    def _problem(self, column: int, what: str, help: str) -> None:
        self.gaps.append(Problem(self.tree.file, self.line, column, what, help))
        if len(self.gaps) >= MAX_PROBLEMS:
            raise Halt


def _digits(value: float | Decimal) -> str:
    """A number as JSON has it, whatever type is made of it; ValueError for one too long to be written."""
    if isinstance(value, Decimal):
        return f"{value:f}"
    return int.__repr__(value) if isinstance(value, int) else float.__repr__(value)
