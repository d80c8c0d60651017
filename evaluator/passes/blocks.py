"""Blocks: a report as data, in the order in which it is read. Doors render it; every text in it is safe to print."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Literal, TypeAlias

from evaluator.passes.say import safe

_TWO_STOPS = re.compile(r"(?<=[A-Za-z])\.\.(?= |$)")
Tone: TypeAlias = Literal["", "bad", "open", "wait", "good"]
TONES: dict[str, Tone] = {
    "not discharged": "bad",
    "violated": "bad",
    "used without the condition": "bad",
    "used while not available": "bad",
    "undetermined": "open",
    "pending": "wait",
    "discharged": "good",
    "fulfilled": "good",
    "respected": "good",
    "used": "good",
}


@dataclass(frozen=True)
class Sentence:
    """One or more sentences and the citations they rest on; ids in it are set off by backticks."""

    text: str
    cites: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        object.__setattr__(self, "text", _TWO_STOPS.sub(".", safe(self.text)))  # an abbreviation brings its own
        object.__setattr__(self, "cites", tuple(dict.fromkeys(safe(cite) for cite in self.cites)))

    def __str__(self) -> str:
        return f"{self.text} [{'; '.join(self.cites)}]" if self.cites else self.text


@dataclass(frozen=True)
class Heading:
    """A heading; level 1 is the report's own."""

    text: str
    level: int = 2

    def __post_init__(self) -> None:
        object.__setattr__(self, "text", safe(self.text))


@dataclass(frozen=True)
class Paragraph:
    """Sentences that stand together; `lead` is set off at their start, from `depth` 1 on they are an item of a list."""

    sentences: tuple[Sentence, ...]
    lead: str = ""
    tone: Tone = ""
    depth: int = 0

    def __post_init__(self) -> None:
        object.__setattr__(self, "lead", safe(self.lead))

    def shown(self) -> list[Sentence]:
        """Its sentences as they are printed: neighbours with the same citations share one mention, after the last of them."""
        after = [*self.sentences[1:], Sentence("")]
        return [Sentence(a.text) if a.cites == b.cites else a for a, b in zip(self.sentences, after, strict=True)]

    def __str__(self) -> str:
        return " ".join(map(str, self.shown()))


@dataclass(frozen=True)
class Row:
    """One line of a table; `marked` for the line that stands for the instant asked about."""

    cells: tuple[str, ...]
    marked: bool = False

    def __post_init__(self) -> None:
        object.__setattr__(self, "cells", tuple(safe(cell) for cell in self.cells))


@dataclass(frozen=True)
class Table:
    """Rows under headings; the first column is narrow."""

    head: tuple[str, ...]
    rows: tuple[Row, ...]


Block: TypeAlias = Heading | Paragraph | Table


@dataclass(frozen=True)
class Report:
    """Blocks in reading order."""

    blocks: tuple[Block, ...] = field(default_factory=tuple)

    def sentences(self) -> list[Sentence]:
        """Every sentence of its paragraphs."""
        return [each for block in self.blocks if isinstance(block, Paragraph) for each in block.sentences]


def paragraph(
    *said: Sentence | str, lead: str = "", tone: Tone = "", depth: int = 0, cites: Iterable[str] = ()
) -> Paragraph:
    """A paragraph of sentences or plain texts; `cites` goes to the last one."""
    sentences: Sequence[Sentence] = [each if isinstance(each, Sentence) else Sentence(each) for each in said]
    last = sentences[-1]
    return Paragraph((*sentences[:-1], Sentence(last.text, (*last.cites, *cites))), lead, tone, depth)
