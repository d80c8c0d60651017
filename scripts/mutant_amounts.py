"""Mutants of what is no norm: the sums of an amount, and the stretch over which a measure counts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TypeAlias

from mutant_trees import DATE, NUMBER, OPERATOR, UNIT, Change, Path, dropped, moved, renamed, said

from evaluator.words.nodes import Listed, Mapped, Node, Text

Found: TypeAlias = tuple[str, Node, Path, str, Change]
SORTS = {"at most": "exactly", "exactly": "at most", "at least": "at most", "base": "at most"}
SUMS = (*SORTS, "in all")
SUM = re.compile(r"(\d[\d,]*) USD")
LENGTH = re.compile(r"(?:each )?(\d+ days) (?:from .+|before)")


def in_amount(amount: Mapped, path: Path) -> Iterator[Found]:
    """What can be changed in an amount: what it covers, a row, its day, its sums, what they are and for what; not what is mere words."""
    amended = amount.get("as before except")
    if isinstance(amended, Mapped):
        yield from in_amount(amended, (*path, "as before except"))
    covered, rows = amount.get("of"), amount.get("values", Listed())
    for number, each in enumerate(covered if isinstance(covered, Listed) and len(covered) > 1 else ()):
        yield OPERATOR, each, (*path, "of", number), "dropped", dropped
    for number, row in enumerate(rows):
        assert isinstance(row, Mapped)
        here = (*path, "values", number)
        if len(rows) > 1:
            yield OPERATOR, row, here, "dropped", dropped
        for key, value in row.items():
            yield from _entry(row, key, value, here)


def _entry(row: Mapped, key: str, value: Node, path: Path) -> Iterator[Found]:
    """What can be changed in one entry of a row."""
    assert isinstance(value, Text)
    if key == "from":
        yield from ((DATE, value, (*path, key), text, said(text)) for text in moved(value))
    if key in SUMS:
        for found in SUM.finditer(value):
            for by in (-1, 1):
                text = f"{int(found[1].replace(',', '')) + by:,} USD"
                yield NUMBER, value, (*path, key), f"`{value}` becomes `{text}`", said(text)
    if key in SORTS:
        yield OPERATOR, value, path, f"`{key}` becomes `{SORTS[key]}`", renamed(key, SORTS[key])
    if key == "in all":
        yield OPERATOR, value, (*path, key), "dropped", dropped
    if key == "per":
        yield UNIT, value, (*path, key), "dropped", dropped
        for joined in (" or ", " and "):
            for part in value.split(joined) if joined in value else ():
                yield UNIT, value, (*path, key), f"`{value}` becomes `{part}`", said(part)


def stretches(over: str) -> Iterator[str]:
    """Other stretches than one: a day becomes two, one that follows on the last one that looks back, one that looks back a day."""
    if over == "each day":
        yield "1 days before"  # the day of the fact and the one before it
    length = LENGTH.fullmatch(over)
    if length is not None:
        yield "each day" if over.endswith(" before") else f"{length[1]} before"
