"""Reading loaded trees: what may stand where, with every problem collected at its place."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TypeVar

from evaluator.words.errors import BadInput, Problem, TimeProblem, advise
from evaluator.words.nodes import Listed, Mapped, Node, Text

T = TypeVar("T")


class Reader:
    """Walks the tree of one file and keeps what is wrong with it; `finish` raises all of it at once."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.problems: list[Problem] = []

    def wrong(self, node: object, what: str, help: str = "") -> None:
        """One problem at the place of `node` (a scalar, a list, a mapping or a key)."""
        self.problems.append(Problem(self.file, *place(node), what, help))

    def finish(self) -> None:
        """Raise BadInput with all problems, if there are any."""
        if self.problems:
            raise BadInput(self.problems)

    def mapping(
        self,
        node: Node,
        what: str,
        keys: Iterable[str] | None = None,
        required: Sequence[str] = (),
    ) -> Mapped:
        """`node` as a mapping whose keys are among `keys` and that has the `required` ones; else problems and what is usable."""
        if not isinstance(node, Mapped):
            self.wrong(node, f"{what} should be a list of `key: value` pairs, not {described(node)}")
            return Mapped((), *place(node))
        if keys is not None:
            known = set(keys)
            for key in node:
                if key not in known:
                    self.wrong(key, f"unknown key `{key}` in {what}", advise(key, known))
        for key in required:
            if key not in node:
                self.wrong(node, f"{what} lacks `{key}`")
        return node

    def sequence(self, node: Node, what: str) -> Listed:
        """`node` as a list; a single value is refused."""
        if not isinstance(node, Listed):
            self.wrong(node, f"{what} should be a list, not {described(node)}", "a list is written `[a, b]`")
            return Listed((), *place(node))
        return node

    def text(self, node: Node, what: str) -> Text:
        """`node` as a text; a list or mapping is refused."""
        if not isinstance(node, Text):
            self.wrong(node, f"{what} should be a single value, not {described(node)}")
            return Text("", *place(node))
        return node

    def texts(self, node: Node, what: str) -> list[Text]:
        """`node` as texts: one value, or a list of them."""
        items = node if isinstance(node, Listed) else [node]
        return [self.text(item, what) for item in items if isinstance(item, Text) or self._refuse(item, what)]

    def _refuse(self, node: Node, what: str) -> bool:
        self.wrong(node, f"{what} should be a value or a list of values, not {described(node)}")
        return False

    def one_of(self, node: Node, what: str, options: Iterable[str]) -> Text | None:
        """`node` as one of the options; else a problem with the nearest one, and None."""
        text, known = self.text(node, what), list(options)
        if text in known:
            return text
        if isinstance(node, Text):
            self.wrong(node, f"unknown {what} `{text}`", advise(text, known))
        return None

    def parsed(self, node: Node, what: str, parse: Callable[[str], T]) -> T | None:
        """`node` read by `parse`; a TimeProblem or ValueError becomes a problem at its place."""
        text = self.text(node, what)
        if not isinstance(node, Text):
            return None
        try:
            return parse(text)
        except TimeProblem as problem:
            self.wrong(node, f"{what}: {problem.what}", problem.help)
        except ValueError as problem:
            self.wrong(node, f"{what}: {problem}", getattr(problem, "help", ""))
        return None


def place(node: object) -> tuple[int, int]:
    """Line and column of a node; (0, 0) of what was not written."""
    return getattr(node, "line", 0), getattr(node, "column", 0)


def key_of(mapping: Mapped, name: str) -> Text:
    """A key of a mapping with its place."""
    return Text(name, *mapping.place_of(name))


def described(node: object) -> str:
    """What a node is, for people."""
    if isinstance(node, Mapped):
        return "a list of `key: value` pairs"
    if isinstance(node, Listed):
        return "a list"
    return f"`{node}`"
