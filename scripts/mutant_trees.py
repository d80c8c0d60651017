"""A tree of a rule file with one thing in it changed, and the rest the same objects."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from typing import TypeAlias

from evaluator.words.nodes import Listed, Mapped, Node, Text

Path: TypeAlias = tuple[str | int, ...]
Change: TypeAlias = Callable[[Node], Node | None]
NUMBER, UNIT, OPERATOR, DEADLINE, DATE, OFFICE = KINDS = ("number", "unit", "operator", "deadline", "date", "office")
DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


def edited(node: Node, path: Path, change: Change) -> Node | None:
    """A tree with what stands at `path` changed, or gone where the change says None; all the rest is the same objects."""
    if not path:
        return change(node)
    key, rest = path[0], path[1:]
    if isinstance(node, Mapped):
        kept = [(name, edited(value, rest, change) if name == key else value) for name, value in node.items()]
        entries = [(Text(name, *node.place_of(name)), value) for name, value in kept if value is not None]
        return Mapped(entries, node.line, node.column)
    assert isinstance(node, Listed)
    items = [edited(item, rest, change) if number == key else item for number, item in enumerate(node)]
    return Listed([item for item in items if item is not None], node.line, node.column)


def renamed(key: str, to: str) -> Change:
    """A mapping with one key under another name; a list joins the list that is there already."""

    def change(node: Node) -> Node:
        assert isinstance(node, Mapped)
        moved, there = node[key], node.get(to)
        joined = (
            Listed([*there, *moved], node.line) if isinstance(there, Listed) and isinstance(moved, Listed) else moved
        )
        entries: list[tuple[str, Node]] = []
        for name, value in node.items():
            if name == key:
                entries.append((Text(to, *node.place_of(name)), joined))
            elif name != to:
                entries.append((Text(name, *node.place_of(name)), value))
        return Mapped(entries, node.line, node.column)

    return change


def said(text: str) -> Change:
    """Another text in the same place."""
    return lambda node: Text(text, node.line, node.column)


def denied(node: Node) -> Node:
    """A judgement that asks for the opposite word."""
    assert isinstance(node, Mapped)
    return Mapped([*node.items(), ("says", Text("no"))], node.line, node.column)


def dropped(_: Node) -> None:
    """Nothing in its place."""


def moved(text: str) -> Iterator[str]:
    """A text with its day one earlier and one later."""
    for found in DAY.finditer(text):
        for by in (-1, 1):
            day = date.fromisoformat(found[0]) + timedelta(days=by)
            yield f"{text[: found.start()]}{day}{text[found.end() :]}"


def day_beside(day: str, by: int) -> str:
    """The day before or after one; nothing for what is no day."""
    return str(date.fromisoformat(day) + timedelta(days=by)) if DAY.fullmatch(day) else ""
