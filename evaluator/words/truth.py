"""Yes, no or open, in two bits; a third marks an open value as disputed.

A truth is a small integer: YES is 1, NO is 2, OPEN is 0, and DISPUTED (an open value whose sources contradict each other) is 4.
The bits *surely* (1) and *surely not* (2) never stand together, so every operation below is bitwise and any engine can repeat it.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeAlias

Truth: TypeAlias = int

OPEN: Truth = 0
YES: Truth = 1
NO: Truth = 2
DISPUTED: Truth = 4

NAMES = {OPEN: "undetermined", YES: "yes", NO: "no", DISPUTED: "undetermined (disputed)"}


def both(a: Truth, b: Truth) -> Truth:
    """And: yes if both are, no if one is; else open, and disputed if one is disputed.

    >>> both(DISPUTED, OPEN) == DISPUTED, both(DISPUTED, NO) == NO
    (True, True)
    """
    either_bits = a | b
    return NO if either_bits & NO else a & b & YES or either_bits & DISPUTED


def either(a: Truth, b: Truth) -> Truth:
    """Or: the dual of `both`.

    >>> either(DISPUTED, OPEN) == DISPUTED, either(DISPUTED, YES) == YES
    (True, True)
    """
    either_bits = a | b
    return YES if either_bits & YES else a & b & NO or either_bits & DISPUTED


def opposite(a: Truth) -> Truth:
    """Not: swaps yes and no; an open value stays open and keeps its mark."""
    return (a & YES) << 1 | (a & NO) >> 1 | a & DISPUTED


def every(truths: Iterable[Truth]) -> Truth:
    """All of them; of nothing, yes."""
    result = YES
    for truth in truths:
        result = both(result, truth)
    return result


def some(truths: Iterable[Truth]) -> Truth:
    """Any of them; of nothing, no."""
    result = NO
    for truth in truths:
        result = either(result, truth)
    return result


def told(truths: Iterable[Truth]) -> Truth:
    """One thing told several ways: what holds under every telling holds; a yes against a no is disputed."""
    seen = set(truths)
    if len(seen) == 1:
        return seen.pop()
    return DISPUTED if DISPUTED in seen or {YES, NO} <= seen else OPEN


def decided(a: Truth) -> bool:
    """Whether it is yes or no."""
    return bool(a & 3)
