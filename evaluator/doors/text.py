"""Reports as plain text: wrapped lines, a table with a narrow first column, colour only where it is asked for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from textwrap import wrap

from evaluator.passes.blocks import Block, Heading, Paragraph, Report, Table, Tone

WIDTH = 96
COLOURS: dict[Tone, str] = {"bad": "31;1", "open": "33;1", "wait": "36", "good": "32", "": "1"}
MARK = "► "


def text(report: Report, *, colour: bool = False, width: int = WIDTH) -> str:
    """A report as text of lines no wider than `width` columns, unless a word is."""
    lines: list[str] = []
    for before, block in zip((None, *report.blocks), report.blocks, strict=False):
        if before is not None and _apart(before, block):
            lines.append("")
        lines += _lines(block, colour, width)
    return "\n".join(lines)


def _apart(before: Block, block: Block) -> bool:
    """Whether an empty line stands between two blocks."""
    if isinstance(block, Heading):
        return True
    return not isinstance(before, Heading) and isinstance(block, Paragraph) and block.depth == 0 and not block.lead


def _lines(block: Block, colour: bool, width: int) -> Iterator[str]:
    if isinstance(block, Heading):
        words = block.text.upper() if block.level < 3 else block.text
        yield from (_painted(line, "", colour) for line in _wrapped(words, width, "", ""))
    elif isinstance(block, Table):
        yield from _table(block, colour, width)
    else:
        yield from _paragraph(block, colour, width)


def _paragraph(block: Paragraph, colour: bool, width: int) -> Iterator[str]:
    indent = "  " * block.depth
    bullet = indent[:-2] + "- " if block.depth else ""
    lead = f"{block.lead}: " if block.lead else ""
    found = _wrapped(f"{lead}{block}", width, bullet, indent or "  " * bool(lead))
    for number, line in enumerate(found):
        yield (
            line.replace(lead.rstrip(), _painted(lead.rstrip(), block.tone, colour), 1) if not number and lead else line
        )


def _table(block: Table, colour: bool, width: int) -> Iterator[str]:
    longest = max((len(row.cells[0]) for row in block.rows), default=0)
    narrow = min(longest, width // 3)
    for row in block.rows:
        mark = MARK if row.marked else "  "
        first = _wrapped(row.cells[0], narrow, "", "")
        rest = _wrapped("  ".join(row.cells[1:]), width - narrow - 4, "", "  ")
        for number in range(max(len(first), len(rest))):
            left = first[number] if number < len(first) else ""
            right = rest[number] if number < len(rest) else ""
            line = f"{mark if not number else '  '}{left.ljust(narrow)}  {right}".rstrip()
            yield _painted(line, "", colour) if row.marked else line


def columns(rows: Iterable[tuple[str, Sequence[str]]], width: int) -> list[str]:
    """Lines of two columns: what stands left, and beside it texts below each other, wrapped to so many columns in all."""
    found = list(rows)
    narrow = max((len(left) for left, _ in found), default=0)
    lines = []
    for left, texts in found:
        right = [line for words in texts for line in _wrapped(words, width - narrow - 2, "", "  ")]
        lines += [f"{'' if number else left:<{narrow}}  {line}".rstrip() for number, line in enumerate(right)]
    return lines


def _wrapped(words: str, width: int, first: str, after: str) -> list[str]:
    return wrap(
        words, width, initial_indent=first, subsequent_indent=after, break_long_words=False, break_on_hyphens=False
    ) or [""]


def _painted(words: str, tone: Tone, colour: bool) -> str:
    return f"\x1b[{COLOURS[tone]}m{words}\x1b[0m" if colour else words
