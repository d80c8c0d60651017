"""Whose word counts on an open standard, as rules: the highest who spoke, in their last words; equals who differ make it disputed."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import count
from typing import NamedTuple

from evaluator.engines.durable_memory import Memory, alike, in_order
from evaluator.engines.durable_rete import Hit, Row, Rules, Ruleset, compared, row, same

WORD, BEATEN = 1, 2
_numbers = count()


class Word(NamedTuple):
    """One answer: the rank of who gave it (0 the highest), who that is, and when it was recorded (µs UTC)."""

    rank: int
    by: int
    recorded: int


_BEATEN: Rules = {
    "lower": [row("w", WORD), row("x", WORD, compared("$lt", "r", "w", "r"))],
    "earlier": [row("w", WORD), row("x", WORD, same("y", "w", "y"), compared("$gt", "t", "w", "t"))],
}
_STANDS: Rules = {"stands": [row("w", WORD), row("b", BEATEN, same("i", "w", "i"), absent=True)]}


class LastWords:
    """The rules by which words stand."""

    def __init__(self) -> None:
        self.rules = Ruleset(f"words {next(_numbers)}", [_BEATEN, _STANDS])
        self._said = Memory[tuple[Word, ...], list[int]](lambda asked: [self._standing(words) for words in asked])

    def standing(self, words: Sequence[Word]) -> list[int]:
        """The places of those words that stand."""
        whose, when = alike(word.by for word in words), in_order([word.recorded for word in words])
        return self._said.one(tuple(map(Word, (word.rank for word in words), whose, when)))

    def _standing(self, words: Sequence[Word]) -> list[int]:
        rows: list[Row] = [{"k": WORD, "i": i, "r": w.rank, "y": w.by, "t": w.recorded} for i, w in enumerate(words)]
        hits = self.rules.run(rows, _beaten) if rows else []
        return sorted(int(match["w"]["i"]) for name, match in hits if name == "stands")


def _beaten(stratum: int, hits: Sequence[Hit]) -> list[Row]:
    return [{"k": BEATEN, "i": number} for number in sorted({int(match["w"]["i"]) for _, match in hits})]
