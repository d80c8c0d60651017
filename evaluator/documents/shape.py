"""The one shape of a rule file: the order of its keys, its indentation, its quotes and the width of its gists. Comments go along."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from textwrap import wrap

from evaluator.documents.cards import FILE_KEYS, VERSION_KEYS
from evaluator.documents.constructs import KEYS, split_key
from evaluator.words.errors import BadInput, Problem
from evaluator.words.nodes import Listed, Mapped, Node, Text
from evaluator.words.source import load_text
from evaluator.words.yaml_layout import Block, Entry, layout, parted

WIDTH, FULL = 160, 150  # a gist with a line longer than the first is filled anew to the second
STEP = "  "
_FIRST = ("section", "instrument", "heading", "source", "layer", "calendar", "reread", "parties", "paragraphs")
FILE_ORDER = (*_FIRST, *(key for key in FILE_KEYS if key not in _FIRST))
_HEAD = (
    "effective",
    "compliance",
    "until",
    "delayed",
    "proposed",
    "formerly",
    "authority",
    "gist",
    "sure",
    "doubts",
    "left out",
    "encoded in",
)
VERSION_ORDER = (*_HEAD, *(key for key in VERSION_KEYS if key not in _HEAD))
_NORM = (
    "phrases", "sure", "question", "bearer", "toward", "extends", "arises from", "before", "act", "begins", "when", "when any",
    "done by", "kept by", "for each", "within", "revived by", "unless", "unless shown", "until", "only after", "despite",
    "shields from", "deems", "to", "gives", "abeyance",
)  # fmt: skip
CONSTRUCT_ORDER = (*_NORM, *dict.fromkeys(key for _, keys in KEYS.values() for key in keys if key not in _NORM))
WINDOW_ORDER = ("time", "starts at", "counted by", "stated in", "dated in", "at least")
WINDOWS = ("within", "begins", "to")
_SINGLE = re.compile(r"'[^'\"\\\n]*'")


TURNS = 4  # more than it takes until a shape is its own shape
REPORT = "write it in another way, and please report it"


def shaped(text: str, file: str) -> str:
    """A rule file in its shape; BadInput, with every problem, for one that cannot be read, or has no shape that says the same."""
    before = load_text(text, file).data
    for _ in range(TURNS):
        made = _shaped(text)
        if made == text:
            return made
        # never let a slip of the formatter change what a rule says
        if (odd := _changed(before, load_text(made, file).data)) is not None:
            what = "this cannot be put in shape without changing what it says"
            raise BadInput([Problem(file, odd.line, odd.column, what, REPORT)])
        text = made
    raise BadInput([Problem(file, 0, 0, "this file takes another shape each time", REPORT)])


def _shaped(text: str) -> str:
    try:
        block, ends = layout(text)
    except ValueError:
        return text
    lines = [line.rstrip() for line in _Writer().block(block, "", ())]
    while lines and not lines[0]:
        lines.pop(0)
    return "\n".join([*lines, *ends]) + "\n"


def _changed(one: Node, other: Node) -> Node | None:
    """The first part of a tree of which another does not say the same, but for blanks in a row and the order of keys."""
    if isinstance(one, Mapped) and isinstance(other, Mapped) and one.keys() == other.keys():
        below = [(value, other[key]) for key, value in one.items()]
    elif isinstance(one, Listed) and isinstance(other, Listed) and len(one) == len(other):
        below = list(zip(one, other, strict=True))
    else:
        return None if isinstance(one, Text) and isinstance(other, Text) and _lines(one) == _lines(other) else one
    return next((odd for each in below if (odd := _changed(*each)) is not None), None)


def _lines(text: str) -> list[list[str]]:
    return [line.split() for line in text.split("\n")]


class _Writer:
    """Writes blocks anew. A path holds the keys from the file down; an item of a list is `-`."""

    def block(self, block: Block, indent: str, path: tuple[str, ...]) -> Iterator[str]:
        for entry in ordered(block, path):
            if entry.blank:
                yield ""
            raised = _raised(entry, (*path, "-")) if block.listed else []
            yield from (f"{indent}{words}" if words else "" for words in (*entry.above, *raised))
            lines = list(self.item(entry, indent, path) if block.listed else self.pair(entry, indent, path))
            ends = (
                isinstance(entry.value, str) and entry.value[:1] not in "|>"
            )  # behind a text of several lines, the last of them
            lines[-1 if ends else 0] += _beside(entry)
            yield from lines
            yield from (f"{indent}{words}" for words in entry.below)

    def item(self, entry: Entry, indent: str, path: tuple[str, ...]) -> Iterator[str]:
        """An item of a list: its first line stands behind the dash."""
        if isinstance(entry.value, str):
            yield from self.text(entry, f"{indent}- ", indent + STEP, path)
            return
        lines = list(self.block(entry.value, indent + STEP, (*path, "-")))
        yield f"{indent}- {lines[0].lstrip()}"
        yield from lines[1:]

    def pair(self, entry: Entry, indent: str, path: tuple[str, ...]) -> Iterator[str]:
        """A key with its value."""
        if isinstance(entry.value, str):
            yield from self.text(entry, f"{indent}{_scalar(entry.key)}: ", indent, (*path, entry.key))
            return
        yield f"{indent}{_scalar(entry.key)}:"
        yield from self.block(entry.value, indent + STEP, (*path, entry.key))

    def text(self, entry: Entry, head: str, indent: str, path: tuple[str, ...]) -> Iterator[str]:
        """A value that is no block: as it was written, in its place."""
        assert isinstance(entry.value, str)
        first, *more = entry.value.split("\n")
        if first[:1] in "|>":
            yield head + first.rstrip()
            yield from _folded(more, indent + STEP, path[-1:] == ("gist",) and first.rstrip() == ">-")
        elif not more:
            words = _bracket(first) if first[:1] in "[{" else _scalar(first)
            plain = words.strip('"')
            if path[-1:] == ("gist",) and len(head + words) > WIDTH and "\\" not in plain and "  " not in plain:
                yield f"{head}>-"
                yield from (indent + STEP + line for line in _filled(plain, len(indent) + 2))
            else:
                yield head + words
        else:
            moved = len(head) - entry.column
            yield head + first.rstrip()
            yield from (_moved(line, moved) for line in more)


def ordered(block: Block, path: Sequence[str]) -> list[Entry]:
    """The entries of a block in their order; a key that has no place of its own stays behind the one it stood behind."""
    order = () if block.listed else _order(path)
    if not order:
        return block.entries
    place, ranked = -1.0, []
    for number, entry in enumerate(block.entries):
        if entry.key in order:
            place = float(order.index(entry.key))
        elif split_key(entry.key) is not None:
            place = float(len(order))
        ranked.append((place, number, entry))
    found = [entry for _, _, entry in sorted(ranked, key=lambda each: each[:2])]
    if found[0] is not block.entries[0]:  # a blank line or a file's first remark stays at the top
        found[0].blank, block.entries[0].blank = block.entries[0].blank, found[0].blank
        if not path:
            found[0].above, block.entries[0].above = [*block.entries[0].above, *found[0].above], []
    block.entries = found
    return found


def _raised(entry: Entry, path: Sequence[str]) -> list[str]:
    """The comments above what comes first in an item: behind its dash there is no place for them, so they go above it."""
    if isinstance(entry.value, str):
        return []
    first = ordered(entry.value, path)[0]
    above, first.above, first.blank = first.above, [], False
    return [*above, *(_raised(first, (*path, "-")) if entry.value.listed else [])]


def _order(path: Sequence[str]) -> tuple[str, ...]:
    if not path:
        return FILE_ORDER
    if len(path) == 3 and path[0] == "paragraphs" and path[2] == "-":
        return VERSION_ORDER
    inner = [key for key in path[3:] if key != "as before except"] if path[0] == "paragraphs" else []
    if len(inner) == 1 and split_key(inner[0]) is not None:
        return CONSTRUCT_ORDER
    return WINDOW_ORDER if len(inner) == 2 and inner[1] in WINDOWS else ()


def _beside(entry: Entry) -> str:
    """A comment behind an entry, as far behind it as it was, and at least two blanks."""
    return entry.beside if entry.beside.startswith("  ") or not entry.beside else f"  {entry.beside.strip()}"


def _scalar(text: str) -> str:
    """A text in double quotes where it was in single ones, if that changes nothing else."""
    return f'"{text[1:-1]}"' if _SINGLE.fullmatch(text) else text


def _bracket(text: str) -> str:
    """A list or mapping in brackets on one line: one blank after a comma and a colon, none inside the brackets."""
    parts = parted(text)
    for number in range(0, len(parts), 2):
        part = re.sub(r"([,:])[ \t]+", r"\1 ", parts[number])
        part = re.sub(r"([\[{])[ \t]+", r"\1", part)
        part = re.sub(r"[ \t]+([\]},])", r"\1", part)
        parts[number] = re.sub(r",(?=[^\s])", ", ", part)
    return "".join(_scalar(part) if number % 2 else part for number, part in enumerate(parts))


def _folded(lines: Sequence[str], indent: str, gist: bool) -> Iterator[str]:
    """The lines of a long text; those of a gist filled anew where one is too long."""
    kept = [line.rstrip() for line in lines]
    depth = min((len(line) - len(line.lstrip()) for line in kept if line), default=0)
    moved = [line[depth:] for line in kept]
    if (
        gist
        and all(moved)
        and not any(line[:1] == " " for line in moved)
        and any(len(indent + line) > WIDTH for line in moved)
    ):
        moved = _filled(" ".join(moved), len(indent))
    yield from (f"{indent}{line}" if line else "" for line in moved)


def _filled(words: str, indent: int) -> list[str]:
    return wrap(words, FULL - indent, break_long_words=False, break_on_hyphens=False)


def _moved(line: str, by: int) -> str:
    """A line that goes on, as far from its first one as before."""
    bare = line.strip()
    return " " * max(len(line) - len(line.lstrip()) + by, 0) + bare if bare else ""
