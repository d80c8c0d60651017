"""The rules by which facts are counted: what each adds to the least and to the most there may be, and on which side of a bound both lie.

Facts that are alike are one row `pair`: the truth that they are to be counted among (`b`), that they count (`n`), and how many they are
(`m`). What surely counts adds to the least and to the most; what may count, to the most alone; of a share also what it is a share of. The
second stratum holds both ends against the bound, each multiplied out, so that nothing is divided: the least (`l`) against `p`, the most
(`h`) against `q`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from decimal import Decimal
from itertools import count, product
from typing import NamedTuple

from evaluator.engines.durable_rete import Hit, Pattern, Refused, Row, Rules, Ruleset, compared, row, same
from evaluator.engines.durable_terms import SCALE, scaled
from evaluator.words.truth import DISPUTED, NO, OPEN, YES, Truth

PAIR, ASKED, ENDS, MARKS = 1, 2, 3, 4
AT_MOST, LESS, AT_LEAST, MORE = 1, 2, 3, 4
NO_END = 2**61
HUNDRED = 100
_numbers = count()
_NAMES = {YES: "yes", NO: "no", OPEN: "open", DISPUTED: "disputed"}
_UNSURE = (OPEN, DISPUTED)

# What is added to, and by which truths of a pair (to be counted among, counts).
_ADDS: dict[str, Sequence[tuple[Truth, Truth]]] = {
    "least counted": [(YES, YES)],
    "least among": [*product((YES,), _NAMES), *product(_UNSURE, (NO, *_UNSURE))],
    "most counted": [*product((YES, *_UNSURE), (YES, *_UNSURE))],
    "most among": [*product((YES, *_UNSURE), (YES, *_UNSURE)), (YES, NO)],
}
# By the sort of bound: when a count surely lies within it, surely not, and when it may.
_WITHIN: dict[int, dict[Truth, Sequence[tuple[str, str, str]]]] = {
    AT_MOST: {YES: [("$gte", "q", "h")], NO: [("$lt", "p", "l")], OPEN: [("$gte", "p", "l"), ("$lt", "q", "h")]},
    LESS: {YES: [("$gt", "q", "h")], NO: [("$lte", "p", "l")], OPEN: [("$gt", "p", "l"), ("$lte", "q", "h")]},
    AT_LEAST: {YES: [("$lte", "p", "l")], NO: [("$gt", "q", "h")], OPEN: [("$gt", "p", "l"), ("$lte", "q", "h")]},
    MORE: {YES: [("$lt", "p", "l")], NO: [("$gte", "q", "h")], OPEN: [("$gte", "p", "l"), ("$lt", "q", "h")]},
}


class Bound(NamedTuple):
    """What is asked of a count: the sort of bound, its value in millionths, and whether of a share in percent."""

    sort: int
    value: int
    share: bool

    @classmethod
    def of(cls, bounds: tuple[Decimal | None, Decimal | None, bool, bool], share: bool) -> Bound:
        """The bound of a test; Refused if it has not just one side."""
        low, high, low_in, high_in = bounds
        if (low is None) == (high is None):
            raise Refused("a count is held against a bound with one side")
        if high is not None:
            return cls(AT_MOST if high_in else LESS, scaled(high), share)
        assert low is not None
        return cls(AT_LEAST if low_in else MORE, scaled(low), share)


class Tally(NamedTuple):
    """A count to be held against a bound: how often each pair of truths comes up, and whether there may be more than is on record."""

    bound: Bound
    more: Truth
    pairs: tuple[tuple[tuple[Truth, Truth], int], ...]


class Counting:
    """The rules of counts; `fault` breaks them in one way: what may count is taken to count."""

    def __init__(self, fault: str = "") -> None:
        self.rules = Ruleset(f"counts {next(_numbers)}", [_adding(fault), _bounding()])

    def told(self, tallies: Sequence[Tally]) -> list[Truth]:
        """Whether each count lies within its bound."""
        rows: list[Row] = [{"k": ASKED, "c": number} for number in range(len(tallies))]
        for number, tally in enumerate(tallies):
            rows += [
                {"k": PAIR, "c": number, "b": among, "n": counts, "m": many} for (among, counts), many in tally.pairs
            ]
        said: dict[int, set[Truth]] = {number: set() for number in range(len(tallies))}
        for rule, match in self.rules.run(rows, _ends(tallies)) if tallies else ():
            if "x" in match:
                said[int(match["x"]["c"])].add(_truth(rule))
        if any(len(truths) != 1 for truths in said.values()):
            raise Refused("the rules of durable-rules say nothing, or two things, of one count")
        return [truth for (truth,) in said.values()]


def _adding(fault: str) -> Rules:
    rules: dict[str, Sequence[Pattern]] = {"asked": [row("a", ASKED)]}
    adds = {**_ADDS, "least counted": _ADDS["most counted"]} if fault == "count" else _ADDS
    for what, truths in adds.items():
        for among, counts in truths:
            rules[f"{what} {among} {counts}"] = [row("p", PAIR, {"b": among}, {"n": counts})]
    return rules


def _bounding() -> Rules:
    rules: dict[str, Sequence[Pattern]] = {}
    for sort, cases in _WITHIN.items():
        for truth, compare in cases.items():
            marks = row("y", MARKS, same("c", "x", "c"), *(compared(how, one, "x", two) for how, one, two in compare))
            for disputed in (0, 1) if truth == OPEN else (None,):
                own = {"w": sort}, *(({"d": disputed},) if disputed is not None else ())
                name = _NAMES[DISPUTED if disputed else truth]
                rules[f"{name} {sort}"] = [row("x", ENDS, *own), marks]
    return rules


def _truth(rule: str) -> Truth:
    return next(truth for truth, name in _NAMES.items() if name == rule.split()[0])


def _ends(tallies: Sequence[Tally]) -> Callable[[int, Sequence[Hit]], Iterable[Row]]:
    """The rows that follow from what was added: both ends of each count, and what the bound comes to there."""

    def derive(stratum: int, hits: Sequence[Hit]) -> Iterator[Row]:
        added: list[Counter[str]] = [Counter() for _ in tallies]
        for rule, match in hits:
            if "p" in match:
                what, _, _ = rule.rpartition(" ")
                added[int(match["p"]["c"])][what.rpartition(" ")[0]] += int(match["p"]["m"])
        for number, (tally, sums) in enumerate(zip(tallies, added, strict=True)):
            yield from _compared(number, tally, sums)

    return derive


def _compared(number: int, tally: Tally, sums: Counter[str]) -> Iterator[Row]:
    bound, more = tally.bound, tally.more != NO
    least, most = (sums[f"{end} counted"] * SCALE for end in ("least", "most"))
    of_least = of_most = 1
    if bound.share:  # of nothing the share is none
        least, most = least * HUNDRED, most * HUNDRED
        of_least, of_most = (max(1, sums[f"{end} among"]) for end in ("least", "most"))
    if more and bound.share:  # any share is possible
        least, of_least, most, of_most = 0, 1, HUNDRED * SCALE, 1
    elif more:
        most = NO_END
    disputed = tally.more == DISPUTED or any(DISPUTED in pair for pair, _ in tally.pairs)
    yield {"k": ENDS, "c": number, "w": bound.sort, "d": int(disputed), "l": least, "h": most}
    yield {"k": MARKS, "c": number, "p": bound.value * of_least, "q": bound.value * of_most}
