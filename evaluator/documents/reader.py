"""Reading loaded trees: what may stand where, with every problem collected at its place."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from re import compile as pattern
from typing import TypeVar

from evaluator.words.errors import BadInput, Problem, TimeProblem, advise, nearest
from evaluator.words.nodes import Listed, Mapped, Node, Text, brief

T = TypeVar("T")

SHOWN = 80  # characters of a user's word that a message quotes
HINTED = 100  # problems of one sort that get advice
PROSE = 20_000  # characters of what is written for people
LONGEST = 200  # characters of anything that names something, or that is read as a time, a number or a citation
MOST_NEAR = 400  # names among which the nearest is looked for; more of them are narrowed down by their beginning
UNNAMED = ("unknown", "unnamed", "none", "null", "nothing", "n/a")  # words that people write where there is no name
STANDS_FOR = {
    "*": "any at all",
    "redacted": "what was blacked out",
    **dict.fromkeys(UNNAMED, "nothing that has a name"),
}
_QUOTED = pattern(r"`([^`]*)`")


class Reader:
    """Walks the tree of one file and keeps what is wrong with it; `finish` raises all of it at once."""

    def __init__(self, file: str, meant: Mapping[str, tuple[str, ...]] | None = None) -> None:
        """`meant` says of words that are no names which names may be meant by them."""
        self.file, self.meant = file, meant or {}
        self.problems: list[Problem] = []

    def wrong(self, node: object, what: str, help: str = "") -> None:
        """One problem at the place of `node` (a scalar, a list, a mapping or a key)."""
        self.problems.append(Problem(self.file, *place(node), short(what), short(help)))

    def hint(self, name: str, options: Iterable[str]) -> str:
        """Advice for an unknown name, as `hint` gives it; none after the first problems of a file, for looking takes time."""
        if len(self.problems) >= HINTED:
            return ""
        known = list(options)
        meant = [f"`{each}`" for each in self.meant.get(plain_word(name), ()) if each in known]
        either = " or ".join([", ".join(meant[:-1]), meant[-1]] if len(meant) > 1 else meant)
        return f"did you mean {either}?" if meant else hint(name, known)

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
        """`node` as a mapping whose keys are among `keys` and that has the `required` ones.

        Problems are noted, and what is usable comes back: of anything else than a mapping, an empty one.
        """
        if not isinstance(node, Mapped):
            self.wrong(node, f"{what} should be `key: value` pairs, not {described(node)}", "write `{key: value, …}`")
            return Mapped((), *place(node))
        if keys is not None:
            known = set(keys)
            for key in node:
                if key not in known:
                    self.wrong(key, f"unknown key {quoted(key)} in {what}", self.hint(key, known))
        for key in node if keys is None else ():
            if key != key.strip() != "":
                self.wrong(
                    key_of(node, key), f"the key {quoted(key)} begins or ends with a blank", "take the blank away"
                )
        for key in required:
            if key not in node:
                self.wrong(node, f"{what} lacks `{key}`")
        return node

    def sequence(self, node: Node, what: str) -> Listed:
        """`node` as a list; a single value is refused."""
        if not isinstance(node, Listed):
            self.wrong(node, f"{what} should be a list, not {described(node)}", "write `[a, b, …]`")
            return Listed((), *place(node))
        return node

    def note(self, entry: Mapped) -> None:
        """Words for whoever reads the file: nothing follows from them, so nothing may be hidden in them."""
        if "note" in entry:
            self.text(entry["note"], "`note`")

    def text(self, node: Node, what: str) -> Text:
        """`node` as a text; a list or mapping is refused."""
        if not isinstance(node, Text):
            self.wrong(node, f"{what} should be a single value, not {described(node)}")
            return Text("", *place(node))
        return node

    def name(self, node: Node, what: str, long: bool = False) -> Text | None:
        """`node` as a text that says something: not blank, and no longer than a line, or a page if `long`; else a problem, and None."""
        text, most = self.text(node, what), PROSE if long else LONGEST
        if not isinstance(node, Text):
            return None
        if len(text) > most:
            self.wrong(node, f"{what} is {len(text):,} characters long, and at most {most:,} are read", "shorten it")
            return None
        if not any(char.isprintable() and not char.isspace() for char in text):
            self.wrong(node, f"{what} is blank", "write it, or leave the key out")
            return None
        return text

    def key(self, node: Node, what: str) -> Text | None:
        """As `name`, of what a case calls something by: a word that stands for no name is noted too."""
        text = self.name(node, what)
        meant = STANDS_FOR.get(text.casefold()) if text is not None else None
        if text is not None and meant is not None:
            self.wrong(text, f"{quoted(text)} cannot be {what}", f"it stands for {meant}; take another")
        return text

    def texts(self, node: Node, what: str) -> list[Text]:
        """As `some`, where no entry stands twice."""
        texts = self.some(node, what, "name at least one, or leave the key out")
        for number, text in enumerate(texts):
            if text in texts[:number]:
                self.wrong(text, f"{quoted(text)} stands twice in {what}", "keep one of them")
        return texts

    def some(
        self, node: Node, what: str, advice: str = "name at least one, or leave the whole entry out"
    ) -> list[Text]:
        """`node` as texts: one value, or a list of them, but of none."""
        if isinstance(node, Listed) and not node and node.line:  # what nobody wrote is no empty list
            self.wrong(node, f"{what} is an empty list", advice)
        items = node if isinstance(node, Listed) else [node]
        return [self.text(item, what) for item in items if isinstance(item, Text) or self._refuse(item, what)]

    def _refuse(self, node: Node, what: str) -> bool:
        self.wrong(node, f"{what} should be a value or a list of values, not {described(node)}")
        return False

    def one_of(self, node: Node, what: str, options: Iterable[str], under: str = "") -> Text | None:
        """`node` as one of the options; else a problem with the nearest one, and None.

        `under` says in which part of the vocabulary somebody who means a new one declares it.
        """
        text, known = self.text(node, f"the {what}"), list(options)
        if text in known:
            return text
        if isinstance(node, Text) and self.name(node, f"the {what}") is not None:
            advice = self.hint(text, known)
            self.wrong(node, f"unknown {what} {quoted(text)}", declared(advice, under) if under else advice)
        return None

    def choice(self, node: Node, what: str, options: Iterable[str]) -> Text | None:
        """`node` as one of the choices of a field; else a problem with the nearest one, and None."""
        text, known = self.name(node, what), list(options)
        if text is not None and text not in known:
            self.wrong(node, f"unknown choice {quoted(text)} for {what}", self.hint(text, known))
        return text if text in known else None

    def parsed(self, node: Node, what: str, parse: Callable[[str], T]) -> T | None:
        """`node` read by `parse`; a TimeProblem or ValueError becomes a problem at its place."""
        text = self.name(node, what)
        if text is None:
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


def quoted(text: str) -> str:
    """A user's word as a message quotes it: between backticks, on one line, cut if it is long."""
    return f"`{brief(text, SHOWN)}`"


def short(message: str) -> str:
    """A message in which no quoted word is longer than a line."""
    return _QUOTED.sub(lambda found: quoted(found[1]), message) if len(message) > SHOWN else message


def described(node: object) -> str:
    """What a node is, for people."""
    if isinstance(node, Mapped):
        return "`key: value` pairs"
    if isinstance(node, Listed):
        return "a list"
    return quoted(str(node))


def plain_word(text: str) -> str:
    """A word as it is looked for among those that people write instead of another: without case and hyphens."""
    return text[:LONGEST].casefold().replace("-", " ").replace("_", " ")


def hint(name: str, options: Iterable[str], most: int = 8) -> str:
    """As `advise`, for any sizes: nothing for a word too long to be a name, among many names the nearest only."""
    if len(name) > LONGEST:
        return ""
    known = [option for option in options if len(option) <= LONGEST]
    if len(known) <= MOST_NEAR:
        return advise(name, known, most)
    start = name[:2].casefold()
    near = nearest(name, [option for option in known if option[:2].casefold() == start][:MOST_NEAR])
    return f"did you mean `{near}`?" if near else ""


def declared(advice: str, under: str) -> str:
    """Advice for a name of the vocabulary that may be meant as a new one: where it is declared, unless one is near."""
    if advice.startswith("did you mean"):
        return advice
    return f"{advice}{'; ' if advice else ''}a new one is declared under `{under}` of vocabulary.yaml"
