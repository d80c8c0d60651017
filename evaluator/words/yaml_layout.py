"""A YAML file as its author laid it out: block entries with the comments and blank lines that belong to them, all else as written.

Only for text that the strict reader takes: one document, without anchors, tags or directives.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from re import compile as pattern
from typing import Any

import yaml

_COMMENT = pattern(r"(?:^|(?<=\s))#[^\n]*")


@dataclass
class Entry:
    """One key with its value, or one item of a list, of a block. `value` is a Block, or the text of a scalar or of a bracket.

    `above` are the comment lines before it, with the empty ones among them; `beside` is the comment behind it, with the blanks before
    that; `below` are those after its end. `blank`: an empty line stands before all that. `column` is where the value began.
    """

    key: str
    value: Block | str
    column: int = 0
    above: list[str] = field(default_factory=list)
    beside: str = ""
    below: list[str] = field(default_factory=list)
    blank: bool = False


@dataclass
class Block:
    """A mapping or a list whose entries stand on lines of their own; `column` is where they begin, from 0."""

    listed: bool
    entries: list[Entry]
    column: int


@dataclass
class _Place:
    entry: Entry
    line: int  # of its first character
    column: int
    last: int  # the line on which its own first text ends: of its key, or of a scalar
    path: list[tuple[int, Entry]]  # the entries it stands in, with their columns


def layout(text: str) -> tuple[Block, list[str]]:
    """The block of a whole file, and the comments after it; raises ValueError for a file that is no block."""
    root = yaml.compose(text, Loader=yaml.SafeLoader)
    places: list[_Place] = []
    spans: list[tuple[int, int]] = []
    block = _block(root, text, places, spans, [])
    if not isinstance(block, Block) or not places:
        raise ValueError("no entries")
    return block, _comments(text, places, spans)


def parted(text: str) -> list[str]:
    """A list or mapping in brackets, cut where its quoted texts begin and end; a plain text may hold an apostrophe."""
    pieces, last = [], 0
    for token in yaml.scan(text, Loader=yaml.SafeLoader):
        if isinstance(token, yaml.ScalarToken) and not token.plain:
            pieces += [text[last : token.start_mark.index], text[token.start_mark.index : token.end_mark.index]]
            last = token.end_mark.index
    return [*pieces, text[last:]]


def _block(
    node: Any, text: str, places: list[_Place], spans: list[tuple[int, int]], path: list[tuple[int, Entry]]
) -> Block | str:
    if isinstance(node, yaml.ScalarNode) or node.flow_style:
        start, end = node.start_mark.index, node.end_mark.index
        spans.append((start, end))
        return text[start:end].rstrip()
    listed = isinstance(node, yaml.SequenceNode)
    block = Block(listed, [], node.start_mark.column)
    for item in node.value:
        key, value = (None, item) if listed else item
        first = key or value
        named = text[key.start_mark.index : key.end_mark.index] if key is not None else ""
        if key is not None:
            spans.append((key.start_mark.index, key.end_mark.index))
        entry = Entry(named, "", value.start_mark.column)
        mark = first.start_mark
        line, column = (_dash(text, mark.index), block.column) if listed else (mark.line, mark.column)
        last = (key or value).start_mark.line if key is not None or not _is_block(value) else line
        place = _Place(entry, line, column, last, [*path, (block.column, entry)])
        places.append(place)
        entry.value = _block(value, text, places, spans, place.path)
        if isinstance(entry.value, str) and entry.value[:1] not in "|>":
            place.last = value.start_mark.line + entry.value.count("\n")
        block.entries.append(entry)
    return block


def _is_block(node: Any) -> bool:
    return not isinstance(node, yaml.ScalarNode) and not node.flow_style


def _dash(text: str, index: int) -> int:
    """The line of the dash before an item."""
    return text.count("\n", 0, text.rindex("-", 0, index))


# -- comments


def _comments(text: str, places: list[_Place], spans: list[tuple[int, int]]) -> list[str]:
    """Give each comment to its entry; what stands after the last entry, at the margin, comes back."""
    ends: list[str] = []
    above: dict[int, list[tuple[int, str]]] = {}
    lines = text.split("\n")
    starts = {place.line: place for place in reversed(places)}
    for line, column, words in _found(text, spans):
        if lines[line][:column].strip():
            beside = max(
                (p for p in places if p.last <= line and p.line <= line), key=lambda p: (p.last, p.line, p.column)
            )
            beside.entry.beside = lines[line][len(lines[line][:column].rstrip()) : column] + words
            continue
        following = next((starts[n] for n in range(line, len(lines)) if n in starts), None)
        before = max((p for p in places if p.line <= line), key=lambda p: (p.line, p.column), default=None)
        if following is not None and (column <= following.column or before is None):
            above.setdefault(following.line, []).append((line, words))
            continue
        around = [(at, entry) for at, entry in before.path if at <= column] if before is not None else []
        if around:
            around[-1][1].below.append(words)
        else:
            ends.append(words)
    for number, place in starts.items():
        remarks = above.get(number, [])
        first = remarks[0][0] if remarks else number
        place.entry.blank = first > 0 and not lines[first - 1].strip()
        for line, words in remarks:
            place.entry.above += [words] if line + 1 == number or lines[line + 1].strip() else [words, ""]
    return ends


def _found(text: str, spans: list[tuple[int, int]]) -> Iterator[tuple[int, int, str]]:
    """Every comment outside of scalars and brackets: line, column, words."""
    ordered = sorted(spans)
    position = line = line_start = 0
    for found in _COMMENT.finditer(text):
        at = found.start()
        while position < len(ordered) and ordered[position][1] <= at:
            position += 1
        if position < len(ordered) and ordered[position][0] <= at:
            continue
        line += text.count("\n", line_start, at)
        line_start = text.rfind("\n", 0, at) + 1
        yield line, at - line_start, found.group().rstrip()
