"""Reports as Markdown: headings, paragraphs, lists and tables; nothing in a name can become a mark of its own."""

from __future__ import annotations

import re

from evaluator.passes.blocks import Block, Heading, Paragraph, Report, Row, Sentence, Table

_MARKS = re.compile(r"([\\*\[\]|~]|(?<!\w)_|_(?!\w))")  # a parenthesis means something after a bracket only
_FIRST = re.compile(r"^(\d*)([#+>.)-])")


def markdown(report: Report) -> str:
    """A report as Markdown."""
    parts: list[str] = []
    for before, block in zip((None, *report.blocks), report.blocks, strict=False):
        joined = isinstance(before, Paragraph) and isinstance(block, Paragraph) and before.depth and block.depth
        parts.append(("\n" if joined else "\n\n") if parts else "")
        parts.append(_written(block))
    return "".join(parts)


def _written(block: Block) -> str:
    if isinstance(block, Heading):
        return f"{'#' * block.level} {escaped(block.text)}"
    if isinstance(block, Table):
        head = [f"| {' | '.join(map(escaped, block.head))} |", "|" + " --- |" * len(block.head)]
        return "\n".join([*head, *map(_row, block.rows)])
    lead = f"**{escaped(block.lead)}:** " if block.lead else ""
    words = lead + " ".join(map(_sentence, block.shown()))
    return f"{'  ' * (block.depth - 1)}- {words}" if block.depth else words


def _row(row: Row) -> str:
    cells = [escaped(cell, table=True) for cell in row.cells]
    return "| " + " | ".join(f"**{cell}**" if row.marked and cell else cell for cell in cells) + " |"


def _sentence(sentence: Sentence) -> str:
    cites = f" [*{escaped('; '.join(sentence.cites))}*]" if sentence.cites else ""
    return escaped(sentence.text) + cites


def escaped(words: str, *, table: bool = False) -> str:
    """Text in which every mark is taken as it stands; ids between backticks stay code."""
    parts = words.split("`")
    if len(parts) % 2 == 0:
        parts = [words.replace("`", "'")]
    return "`".join(_code(part, table) if number % 2 else _plain(part) for number, part in enumerate(parts))


def _plain(part: str) -> str:
    marked = _MARKS.sub(r"\\\1", part.replace("&", "&amp;").replace("<", "&lt;"))
    return _FIRST.sub(r"\1\\\2", marked)


def _code(part: str, table: bool) -> str:
    return part.replace("|", r"\|") if table else part
