"""Mutants of the rulebook: every number, unit, operator, deadline, date and office of the encoded norms, each changed alone in its tree."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from mutant_amounts import in_amount, stretches
from mutant_trees import (
    DATE,
    DEADLINE,
    NUMBER,
    OFFICE,
    OPERATOR,
    UNIT,
    Change,
    Path,
    denied,
    dropped,
    moved,
    renamed,
    said,
)

from evaluator.words.nodes import Listed, Mapped, Node, Text

NORMS = ("burden", "duty", "prohibition", "permission", "power", "definition", "deeming", "extension")
AMOUNT, MEASURE = "amount", "measure"
CONSTRUCTS = (*NORMS, MEASURE, AMOUNT)
CONDITIONS = ("when", "when any", "unless", "unless shown", "until", "revived by")
WORDS_ONLY = ("phrases", "phrase", "shields from", "question", "sure")  # they decide no status
DEADLINES = ("within", "begins", "starts at", "counted by", "stated in", "dated in", "at least")
DROPPED = (
    "when",
    "unless",
    "unless shown",
    "until",
    "only after",
    "revived by",
    "for each",
    "abeyance",
    "judged",
    "judged not",
    "while",
)
TURNED = {
    "before": "after",
    "after": "before",
    "judged": "judged not",
    "judged not": "judged",
    "unless": "unless shown",
}
TURNED |= {"unless shown": "unless"}
STATUSES = {
    "not discharged": ("discharged", "never discharged"),
    "never discharged": ("not discharged",),
    "discharged": ("not discharged",),
    "missed": ("violated", "fulfilled"),
    "fulfilled": ("missed",),
    "arisen": ("pending",),
    "pending": ("arisen",),
}
BOUNDS = {"at least": "more than", "more than": "at least", "at most": "less than", "less than": "at most"}
UNITS = {
    "hours": ("days",),
    "days": ("hours", "business days"),
    "business days": ("days",),
    "months": ("days",),
    "years": ("months",),
}
LENGTH = re.compile(r"\b(\d+) (hours|days|business days|months|years|hour|day|business day|month|year)\b")
BOUND = re.compile(r"(at least|more than|at most|less than) (\d+)")
STRENGTHS = ("alleged", "apparent", "found", "adjudicated", "settled")


@dataclass(frozen=True)
class Mutant:
    """One change in a card, or elsewhere; `file` is below `rules/`, `place` and `what` outlast a move of lines; None changes nothing."""

    kind: str
    file: str
    line: int
    place: str
    what: str
    path: Path
    change: Change | None
    card: str = ""

    @property
    def name(self) -> str:
        """The mutant as it is listed and explained."""
        return f"{self.place}: {self.what}"


class Finder:
    """Finds the mutants of one file."""

    def __init__(self, file: str, offices: tuple[str, ...]) -> None:
        self.file, self.offices, self.place, self.card = file, offices, "", ""
        self.begin = 0  # how much of a path the place already says

    def mutant(self, kind: str, node: Node, path: Path, what: str, change: Change | None) -> Mutant:
        """One mutant, its place told by the card, the version, the construct and the keys below."""
        below = " / ".join(str(part + 1) if isinstance(part, int) else part for part in path[self.begin :])
        return Mutant(kind, self.file, node.line, f"{self.place} {below}".strip(), what, path, change, self.card)

    def cards(self, tree: Mapped, cite: Callable[[str], str]) -> Iterator[Mutant]:
        """The mutants of a file of norms."""
        paragraphs = tree.get("paragraphs", Mapped())
        assert isinstance(paragraphs, Mapped)
        for number, versions in paragraphs.items():
            for index, version in enumerate(versions):
                assert isinstance(version, Mapped)
                path: Path = ("paragraphs", number, index)
                self.card = cite(number)
                self.place, self.begin = f"{self.card} of {version.get('effective', 'no day')}", 3
                before = versions[index - 1] if index and isinstance(versions, Listed) else None
                yield from self.days(version, path, same_text(version, before))
                for key, construct in version.items():
                    if key.split(" ")[0] in CONSTRUCTS and isinstance(construct, Mapped):
                        yield from self.construct(key, construct, (*path, key))

    def days(self, version: Mapped, path: Path, idle: bool) -> Iterator[Mutant]:
        """The days of a version; `idle` if it repeats the one before, so that the day parts nothing."""
        for key in ("effective", "compliance", "until"):
            value = version.get(key)
            if isinstance(value, Text):
                for text in moved(value):
                    yield self.mutant(
                        DATE, value, (*path, key), text, None if idle and key == "effective" else said(text)
                    )
        for number, former in enumerate(version.get("formerly", Listed())):
            if isinstance(former, Text):
                for text in moved(former):
                    yield self.mutant(DATE, former, (*path, "formerly", number), text, said(text))

    def construct(self, key: str, construct: Mapped, path: Path) -> Iterator[Mutant]:
        """One construct and all that stands below it."""
        if key.split(" ")[0] in ("deeming", "extension", AMOUNT):
            yield self.mutant(OPERATOR, construct, path, "dropped", dropped)
        if key.startswith(AMOUNT):
            yield from (self.mutant(*each) for each in in_amount(construct, path))
        else:
            yield from self.below(construct, path)

    def below(self, node: Node, path: Path) -> Iterator[Mutant]:
        """What can be changed at a place and below it."""
        last = str(next((part for part in reversed(path) if isinstance(part, str)), ""))
        if last in WORDS_ONLY:
            return
        if isinstance(node, Text):
            yield from self.text(node, path, last)
        elif isinstance(node, Listed):
            for number, item in enumerate(node):
                if len(node) > 1:
                    kind = OFFICE if str(item) in self.offices and isinstance(item, Text) else OPERATOR
                    yield self.mutant(kind, item, (*path, number), "dropped", dropped)
                yield from self.item(item, (*path, number), last)
                yield from self.below(item, (*path, number))
        else:
            for key, value in node.items():
                yield from self.entry(node, key, value, path)
                yield from self.below(value, (*path, key))

    def entry(self, node: Mapped, key: str, value: Node, path: Path) -> Iterator[Mutant]:
        """An entry of a mapping: its key turned, or the whole dropped."""
        here = (*path, key)
        if key in DEADLINES:
            yield self.mutant(DEADLINE, value, here, "dropped", dropped)
        if key in DROPPED or (key == "after" and isinstance(value, Text)):
            kind = DEADLINE if key == "after" and str(value).startswith("the deadline") else OPERATOR
            yield self.mutant(kind, value, here, "dropped", dropped)
        if key == "out of" or (path[-2] in ("counts", "out of") and key not in DROPPED):
            yield self.mutant(OPERATOR, value, here, "dropped", dropped)
        if key == "despite" and len(value) == 1 and isinstance(value, Listed):
            yield self.mutant(OPERATOR, value, here, "dropped", dropped)
        if key in TURNED and not (key in ("before", "after") and isinstance(value, Mapped)):
            yield self.mutant(OPERATOR, value, path, f"`{key}` becomes `{TURNED[key]}`", renamed(key, TURNED[key]))
        if key in ("when", "when any") and isinstance(value, Listed):
            other = "when any" if key == "when" else "when"
            change = renamed(key, other) if len(value) > 1 else None
            yield self.mutant(OPERATOR, value, path, f"`{key}` becomes `{other}`", change)
        for other in STATUSES.get(key, ()) if "deems" not in path else ():
            yield self.mutant(OPERATOR, value, path, f"`{key}` becomes `{other}`", renamed(key, other))
        if key == "judgement" and isinstance(value, Mapped) and "says" not in value:
            yield self.mutant(OPERATOR, value, here, "says no", denied)

    def item(self, item: Node, path: Path, under: str) -> Iterator[Mutant]:
        """A condition: there is such a fact, or there is none."""
        if under not in CONDITIONS or not isinstance(item, Mapped) or not item:
            return
        key, value = next(iter(item.items()))
        if (
            key not in STATUSES
            and key not in ("judgement", "reading", "violated", "used", "role")
            and isinstance(value, Mapped)
        ):
            to = key.removeprefix("no ") if key.startswith("no ") else f"no {key}"
            yield self.mutant(OPERATOR, item, path, f"`{key}` becomes `{to}`", renamed(key, to))

    def text(self, node: Text, path: Path, key: str) -> Iterator[Mutant]:
        """A value: its numbers, units, bounds and days, a word for yes or no, an office, the stretch of a measure."""
        for other in stretches(node) if str(path[3]).startswith(MEASURE) and "over" in path else ():
            yield self.mutant(OPERATOR, node, path, f"`{node}` becomes `{other}`", said(other))
        for found in LENGTH.finditer(node if isinstance(path[-1], str) else ""):  # in a list it is part of a choice
            unit = found[2] if found[2].endswith("s") else f"{found[2]}s"
            for by in (-1, 1):
                if int(found[1]) + by:
                    yield self.put(NUMBER, node, path, found, f"{int(found[1]) + by} {unit}")
            for other in UNITS[unit]:
                yield self.put(UNIT, node, path, found, f"{found[1]} {other}")
        for found in BOUND.finditer(node):
            for by in (-1, 1):
                yield self.put(NUMBER, node, path, found, f"{found[1]} {int(found[2]) + by}")
            yield self.put(OPERATOR, node, path, found, f"{BOUNDS[found[1]]} {found[2]}")
        for text in moved(node):
            yield self.mutant(DATE, node, path, text, said(text))
        if key == "says" or (node in ("yes", "no") and isinstance(path[-1], str)):
            other = "no" if node == "yes" else "yes"
            yield self.mutant(OPERATOR, node, path, f"`{node}` becomes `{other}`", said(other))
        if key == "strength" and node in STRENGTHS:
            for by in (-1, 1):
                level = STRENGTHS.index(node) + by
                if 0 <= level < len(STRENGTHS):
                    yield self.mutant(
                        OPERATOR, node, path, f"`{node}` becomes `{STRENGTHS[level]}`", said(STRENGTHS[level])
                    )
        if node in self.offices:
            other = self.offices[(self.offices.index(node) + 1) % len(self.offices)]
            yield self.mutant(OFFICE, node, path, f"`{node}` becomes `{other}`", said(other))
        if key == "to" and node.startswith("new date in "):
            yield self.mutant(DEADLINE, node, path, f"`{node}` becomes `open`", said("open"))

    def put(self, kind: str, node: Text, path: Path, found: re.Match[str], text: str) -> Mutant:
        """A part of a text replaced."""
        whole = f"{node[: found.start()]}{text}{node[found.end() :]}"
        return self.mutant(kind, node, path, f"`{found[0]}` becomes `{text}`", said(whole))


def same_text(version: Mapped, before: Node | None) -> bool:
    """Whether a version repeats every construct of the one before it, and takes none away."""
    if not isinstance(before, Mapped):
        return not any(key.split(" ")[0] in CONSTRUCTS for key in version)
    now, then = ({key for key in each if key.split(" ")[0] in CONSTRUCTS} for each in (version, before))
    return now == then and all(version[key] == "as before" for key in now) and "compliance" not in version


def mutants(trees: Mapping[str, Mapped], offices: tuple[str, ...], cite: Callable[[str, str], str]) -> Iterator[Mutant]:
    """Every mutant of every file of norms, calendars and dates beside them; `cite` gives a card's citation, by its file."""
    for file, tree in trees.items():
        finder = Finder(file, offices)
        if "paragraphs" in tree:
            yield from finder.cards(tree, lambda number, file=file: cite(file, number))  # type: ignore[misc]  # a default binds it
