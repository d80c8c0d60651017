"""A calendar file under reading: its keys and texts, with every problem at its place."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import TypeVar

from evaluator.words.errors import Problem, TimeProblem, advise

T = TypeVar("T")


class Page:
    """A file under reading, and what is wrong with it so far."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.problems: list[Problem] = []

    def blame(self, at: object, what: str, help: str = "") -> None:
        self.problems.append(Problem(self.file, getattr(at, "line", 0), getattr(at, "column", 0), what, help))

    def check_keys(self, mapping: Mapping[str, object], needs: Iterable[str], may: Iterable[str] = ()) -> None:
        known = {*needs, *may}
        for key in mapping:
            if key not in known:
                self.blame(key, f"`{key}` is not a key here", advise(key, known))
        for key in sorted(set(needs) - set(mapping)):
            self.blame(mapping, f"`{key}` is missing", "add it")

    def text(self, mapping: Mapping[str, object], key: str) -> str:
        value = mapping.get(key, "")
        if not isinstance(value, str):
            self.blame(key_in(mapping, key), f"`{key}` takes a text")
            return ""
        if key in mapping and not value.strip():
            self.blame(value, f"`{key}` is blank", "write it, or leave the key out")
        return value

    def mapping(self, mapping: Mapping[str, object], key: str) -> Mapping[str, object]:
        value = mapping.get(key, {})
        if not isinstance(value, Mapping):
            self.blame(key_in(mapping, key), f"`{key}` takes keys with values")
            return {}
        return value

    def one_of(self, mapping: Mapping[str, object], key: str, options: Iterable[str]) -> str:
        text = self.text(mapping, key)
        if text and text not in options:
            self.blame(text, f"`{key}` cannot be `{text}`", advise(text, options))
        return text

    def parsed(self, mapping: Mapping[str, object], key: str, parse: Callable[[str], T], otherwise: T) -> T:
        text = self.text(mapping, key)
        return self.tried(text, parse, otherwise) if text else otherwise

    def tried(self, text: str, parse: Callable[[str], T], otherwise: T) -> T:
        try:
            return parse(text)
        except TimeProblem as problem:
            self.blame(text, problem.what, problem.help)
            return otherwise


def items(page: Page, mapping: Mapping[str, object], key: str) -> list[object]:
    """The list under a key."""
    value = mapping.get(key, [])
    if isinstance(value, list):
        return value
    page.blame(key_in(mapping, key), f"`{key}` takes a list")
    return []


def key_in(mapping: Mapping[str, object], key: str) -> str:
    """The key as it stands in the file, which knows its place."""
    return next(own for own in mapping if own == key)


def whole(text: str) -> int:
    """A whole number; `TimeProblem` otherwise."""
    if not (text.isascii() and text.isdigit() and len(text) < 19):
        raise TimeProblem(f"`{text}` is not a whole number", "for instance `7`")
    return int(text)
