"""Issues of a rulebook: a problem with a short stable name, and where things stand in the files beside the cards."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from evaluator.documents.terms import Place
from evaluator.words.errors import BadInput, Problem
from evaluator.words.nodes import Mapped, Node, Text
from evaluator.words.source import Source, load_path

# What reading and lowering refuse has no name of its own: it is told by its words.
BY_WORDS = {
    "build on each other in a circle": "circle",
    "has a deadline each year": "no-deadline",
    "is no norm": "unknown-norm",
    "unknown reading": "unknown-reading",
    "has no option": "reading-options",
    "nothing is said for it here": "reading-options",
    "has no window": "no-window",
    "cannot come before a use": "impossible-step",
    "where one is needed": "ambiguous-norm",
    "and is never": "impossible-status",
    "no status that could be a condition": "impossible-status",
    "that a time can run from": "window-out-of-scope",
    "nothing can be counted from it": "window-out-of-scope",
    "unknown kind": "unknown-kind",
    "unknown field": "unknown-field",
    "unknown choice": "unknown-choice",
    "unknown party": "unknown-party",
    "unknown standard": "unknown-standard",
    "unknown key": "unknown-key",
    " lacks `": "missing-key",
    "is given twice": "key-twice",
    "stands after the one of": "version-order",
    "stands after the row of": "row-order",
    "which nobody can break": "never-broken",
    "not after the day it begins": "never-binds",
    "the version before has no such construct": "nothing-before",
    "to take away": "nothing-before",
    "no card is cited": "unknown-card",
    "says not one of": "provision-fate",
    "stands before this year": "calendar-years",
    "`covers` ": "calendar-years",
    "tells of no text that was read": "malformed",
    "is told of twice, first in line": "said-twice",
    "in the table of holidays": "holiday-rule",
    "no rule of this calendar": "holiday-rule",
    "by its rule": "holiday-rule",
    "falls on no other day of": "holiday-rule",
    "that is the day itself": "holiday-rule",
    "another day is kept instead": "holiday-rule",
}


def issue(name: str, at: Place, what: str, help: str = "") -> Problem:
    """A problem that ends its first line with its name in brackets."""
    return Problem(*at, f"{what} [{name}]", help)


def named(problem: Problem, under: str = "") -> Problem:
    """A problem found in reading or lowering, as an issue; `under` says under which choice of readings it shows."""
    name = next((name for words, name in BY_WORDS.items() if words in problem.what), "malformed")
    at = (problem.file, problem.line, problem.column)
    return issue(name, at, f"{problem.what}{under}", problem.help)


class Sheets:
    """The files of a rulebook, read again for the places of what stands in them."""

    def __init__(self, root: str) -> None:
        self.root = Path(root)
        self._read = cache(self._load)

    def at(self, file: str, *keys: str) -> Place:
        """The place of a key, inside keys; the file as a whole if it is not found."""
        path = str(self.root / file)
        source = self._read(path)
        node: Node | None = source.data if source is not None else None
        place = (0, 0)
        for key in keys:
            if not isinstance(node, Mapped) or key not in node:
                return path, *place
            place, node = node.place_of(key), node[key]
        return path, *place

    def source(self, path: Path) -> Source | None:
        """A file as it was read; None if it cannot be."""
        return self._read(str(path))

    def calendars(self) -> list[Source]:
        """Every calendar file."""
        found = (self._read(str(path)) for path in sorted(self.root.glob("calendars/*.yaml")))
        return [source for source in found if source is not None]

    def _load(self, path: str) -> Source | None:
        try:
            return load_path(path)
        except BadInput:
            return None


def spot(tree: Node, *keys: str) -> Text | None:
    """The text at the end of keys of a construct's tree, if it is written there."""
    node: Node | None = tree
    for key in keys:
        node = node.get(key) if isinstance(node, Mapped) else None
    return node if isinstance(node, Text) else None
