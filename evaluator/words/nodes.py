"""The tree that every reader builds: texts, mappings and lists that remember where they were written."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from re import compile as pattern
from re import finditer
from typing import TypeAlias

from evaluator.words.errors import Problem

MAX_DEPTH, MAX_NODES, MAX_PROBLEMS = 64, 400_000, 1_000

# Controls but tab and line breaks; marks that turn the writing direction; byte order marks, non-characters, half pairs.
UNSEEN = (
    "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff\ufffe\uffff\ud800-\udfff"
)
_UNSEEN = pattern(f"[{UNSEEN}]")


class Text(str):
    """A scalar as it was written, with its place; `line` and `column` count from 1."""

    __slots__ = ("column", "line")

    def __new__(cls, value: str, line: int = 0, column: int = 0) -> Text:
        text = super().__new__(cls, value)
        text.line, text.column = line, column
        return text

    line: int
    column: int


class Listed(list["Node"]):
    """A list with the place where it begins."""

    __slots__ = ("column", "line")

    def __init__(self, items: Iterable[Node] = (), line: int = 0, column: int = 0) -> None:
        super().__init__(items)
        self.line, self.column = line, column


class Mapped(dict[str, "Node"]):
    """A mapping with the place where it begins; its keys are `Text` at run time."""

    __slots__ = ("column", "line", "places")

    def __init__(self, items: Iterable[tuple[str, Node]] = (), line: int = 0, column: int = 0) -> None:
        super().__init__(items)
        self.line, self.column = line, column
        self.places = {str(key): (key.line, key.column) for key in self if isinstance(key, Text)}

    def place_of(self, key: str) -> tuple[int, int]:
        """Line and column of a key; of the mapping itself if the key was not written."""
        return self.places.get(key, (self.line, self.column))


Node: TypeAlias = Mapped | Listed | Text


def as_read(data: object) -> Node:
    """Plain data as a reader would find it in a file, but without places."""
    if isinstance(data, dict):
        return Mapped((Text(str(key)), as_read(value)) for key, value in data.items())
    return Listed(map(as_read, data)) if isinstance(data, list | tuple) else Text(str(data))


class Lines:
    """Where the lines of a text begin, to turn an index into line and column."""

    def __init__(self, text: str, first: int = 1) -> None:
        self.first = first
        self.starts = [0, *(found.end() for found in finditer("\n", text))]

    def place(self, index: int) -> tuple[int, int]:
        """Line and column, from 1, of the character at `index`."""
        row = bisect_right(self.starts, index) - 1
        return row + self.first, index - self.starts[row] + 1


class Halt(Exception):
    """Reading cannot go on; the reason is already among the problems."""


@dataclass
class _Open:
    node: Mapped | Listed
    as_key: bool
    flow: bool
    key: Text | None = None


class Builder:
    """Puts a tree together from the pieces a reader finds, and collects everything wrong with it."""

    def __init__(self, file: str, problems: list[Problem]) -> None:
        self.file, self.problems = file, problems
        self.root: Node | None = None
        self.count = 0
        self.suspect = True  # whether a text may hold what cannot be seen
        self._stack: list[_Open] = []

    @property
    def flow(self) -> bool:
        """Whether the reader stands between brackets or braces."""
        return bool(self._stack) and self._stack[-1].flow

    @property
    def inside(self) -> bool:
        """Whether a list or a mapping is open."""
        return bool(self._stack)

    @property
    def wants_key(self) -> bool:
        """Whether the next piece is the key of a mapping."""
        return bool(self._stack) and isinstance(self._stack[-1].node, Mapped) and self._stack[-1].key is None

    @property
    def key(self) -> Text | None:
        """The key whose value comes next, if one does."""
        return self._stack[-1].key if self._stack else None

    def refuse(self, place: tuple[int, int], what: str, help: str = "") -> None:
        """Note a problem; a file with a thousand of them is read no further."""
        self.problems.append(Problem(self.file, *place, what, help))
        if len(self.problems) >= MAX_PROBLEMS:
            self.problems.append(Problem(self.file, 0, 0, f"only the first {MAX_PROBLEMS:,} problems are shown"))
            raise Halt

    def leave_out(self) -> None:
        """What comes next has no value that can be read: its key, or its place in a list, is left out."""
        if not self.wants_key and self._stack:
            self._stack[-1].key = None

    def halt(self, place: tuple[int, int], what: str, help: str = "") -> Halt:
        """Note a problem after which nothing can be read; the caller raises what it gets."""
        self.refuse(place, what, help)
        return Halt()

    def open(self, node: Mapped | Listed, flow: bool) -> None:
        as_key = self.wants_key
        if as_key:
            kind = "mapping" if isinstance(node, Mapped) else "list"
            help = "a key is plain text; if brackets or braces belong to it, put it in quotes"
            self.refuse((node.line, node.column), f"a {kind} stands where a key should", help)
        else:
            self._place(node)
        self._stack.append(_Open(node, as_key, flow))
        if len(self._stack) > MAX_DEPTH:
            raise self.halt((node.line, node.column), f"nested deeper than {MAX_DEPTH} levels", "write it flatter")

    def close(self) -> None:
        closed = self._stack.pop()
        if closed.as_key:
            self._stack[-1].key = Text("", closed.node.line, closed.node.column)

    def scalar(self, text: Text) -> None:
        found = _UNSEEN.search(text) if self.suspect else None
        if found is not None:
            self.refuse((text.line, text.column), f"the text holds {character(found.group())}", "remove it")
        if self.wants_key:
            self._count(text)
            self._stack[-1].key = text
        else:
            self._place(text)

    def _place(self, node: Node) -> None:
        self._count(node)
        if not self._stack:
            self.root = node
            return
        top = self._stack[-1]
        if isinstance(top.node, Listed):
            top.node.append(node)
        elif top.key is not None:
            self._enter(top.node, top.key, node)
            top.key = None

    def _enter(self, mapping: Mapped, key: Text, node: Node) -> None:
        first = mapping.places.get(key)
        if first is not None:
            what = f"`{brief(key)}` is given twice, first at line {first[0]}, column {first[1]}"
            self.refuse((key.line, key.column), what, "keep one of them; several values of one key are a list")
            return
        mapping[key] = node
        mapping.places[str(key)] = key.line, key.column

    def _count(self, node: Node) -> None:
        self.count += 1
        if self.count > MAX_NODES:
            what = f"more than {MAX_NODES:,} keys and values in one file"
            raise self.halt((node.line, node.column), what, "split the file")


def unseen(text: str) -> bool:
    """Whether a text holds something that cannot be seen."""
    return _UNSEEN.search(text) is not None


def brief(text: str, most: int = 40) -> str:
    """A text short enough to quote in a message, on one line."""
    line = "".join(part if part.isprintable() else " " for part in text[: most + 1])
    return line[:most] + "…" if len(text) > most else line


def character(char: str) -> str:
    """What a character that cannot be seen is called in a message."""
    code = f"U+{ord(char):04X}"
    if char == "\ufeff":
        return f"a byte order mark ({code})"
    if char in "\u2028\u2029\r\x85":
        return f"a line break that most editors do not show ({code})"
    if "\ud800" <= char <= "\udfff":
        return f"half of a character ({code})"
    if char in "\ufffe\uffff":
        return f"a code that is no character ({code})"
    kind = "control character" if char < "\xa0" else "mark that turns the writing direction"
    return f"an invisible {kind} ({code})"
