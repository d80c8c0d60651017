"""The tables of statuses as rules: the status is the first line all of whose truths are there, and each line is a stratum."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from itertools import count
from typing import TypeAlias

from evaluator.engines.durable_memory import Memory
from evaluator.engines.durable_rete import Hit, Row, Rules, Ruleset, row, same
from evaluator.words.truth import NO, YES, Truth

Position: TypeAlias = tuple[tuple[str, Truth], ...]
POSITION, DONE = 1, 2
NOTHING = ("not arisen", "not done")  # what is not listed
_numbers = count()

# Burdens and duties by the truths `a` (arises), `m` (met), `e` (excused), `x` (missed), `o` (over).
_BURDEN: Mapping[str, Mapping[str, Truth]] = {
    "not arisen": {"a": NO},
    "discharged": {"a": YES, "m": YES},
    "excused": {"a": YES, "e": YES},
    "not discharged": {"x": YES},
    "pending": {"o": NO},
    "undetermined": {},
}
_DUTY = {
    {"discharged": "fulfilled", "not discharged": "violated"}.get(status, status): line
    for status, line in _BURDEN.items()
}
# Acts on record by the truths `d` (done), `h` (the norm held), `e` (but for an excuse), `f` (what comes first was done first).
_PROHIBITION: Mapping[str, Mapping[str, Truth]] = {
    "not done": {"d": NO},
    "violated": {"d": YES, "h": YES},
    "excused": {"d": YES, "e": YES},
    "respected": {"h": NO},
    "undetermined": {},
}
_PERMISSION: Mapping[str, Mapping[str, Truth]] = {
    "not done": {"d": NO},
    "used": {"d": YES, "h": YES, "f": YES},
    "used without the condition": {"d": YES, "h": YES, "f": NO},
    "used while not available": {"d": YES, "h": NO},
    "undetermined": {},
}
TABLES: Mapping[str, Mapping[str, Mapping[str, Truth]]] = {
    "burden": _BURDEN, "duty": _DUTY, "prohibition": _PROHIBITION, "permission": _PERMISSION, "power": _PERMISSION,
}  # fmt: skip


class Tables:
    """The tables of all sorts of norms, each as its own rules."""

    def __init__(self) -> None:
        self.rules = {kind: Ruleset(f"table {next(_numbers)}", _strata(table)) for kind, table in TABLES.items()}
        self._said = {kind: Memory[Position, str](partial(self._statuses, kind)) for kind in TABLES}

    def statuses(self, kind: str, positions: Sequence[Mapping[str, Truth]]) -> list[str]:
        """The status of each position under a sort of norm, given by its truths."""
        return self._said[kind].all([tuple(truths.items()) for truths in positions])

    def _statuses(self, kind: str, asked: Sequence[Position]) -> list[str]:
        positions = [dict(truths) for truths in asked]
        rows = [{"k": POSITION, "i": number, **truths} for number, truths in enumerate(positions)]
        found = [""] * len(positions)
        for name, match in self.rules[kind].run(rows, _done) if rows else ():
            found[int(match["p"]["i"])] = name
        return found


def _strata(table: Mapping[str, Mapping[str, Truth]]) -> list[Rules]:
    earlier = row("d", DONE, same("i", "p", "i"), absent=True)
    return [
        {
            status: [
                row("p", POSITION, *({truth: value} for truth, value in line.items())),
                *([earlier] if number else []),
            ]
        }
        for number, (status, line) in enumerate(table.items())
    ]


def _done(stratum: int, hits: Sequence[Hit]) -> list[Row]:
    return [{"k": DONE, "i": match["p"]["i"]} for _, match in hits]
