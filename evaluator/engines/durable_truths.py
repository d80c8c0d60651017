"""The rules of three-valued truth, of clocks and of order in time, as durable-rules are given them.

A condition is a row `cell`; each truth that one of its parts has is a row `part` (yes 1, no 2, open 0, disputed 4). A clock says from
when to when a condition is surely so (`y` to `z`) and outside which instants it surely is not (`a` to `b`); `now` is the instant read
at. An order is two rows: what lies early and late of one thing, and the bounds of the other.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import count

from evaluator.engines.durable_rete import Pattern, Refused, Rules, Ruleset, compared, row, same
from evaluator.words.truth import DISPUTED, NO, OPEN, YES, Truth

CELL, PART, CLOCK, NOW, EARLY, BOUND = 1, 2, 3, 4, 5, 6
ALL, ANY, NOT, TOLD, SHOWN, SAME = 1, 2, 3, 4, 5, 6  # the ways in which parts make a whole
MOST_AT_ONCE = 250  # cells of one run: beyond some hundreds the library grows slower for each
_numbers = count()
_NAMES = {YES: "yes", NO: "no", OPEN: "open", DISPUTED: "disputed"}

# For each way: what a whole is, if one part at least has each of the first truths and none has any of the second.
_WHOLES: dict[int, dict[Truth, Sequence[tuple[Sequence[Truth], Sequence[Truth]]]]] = {
    ALL: {
        NO: [((NO,), ())],
        YES: [((), (NO, OPEN, DISPUTED))],
        DISPUTED: [((DISPUTED,), (NO,))],
        OPEN: [((OPEN,), (NO, DISPUTED))],
    },
    ANY: {
        YES: [((YES,), ())],
        NO: [((), (YES, OPEN, DISPUTED))],
        DISPUTED: [((DISPUTED,), (YES,))],
        OPEN: [((OPEN,), (YES, DISPUTED))],
    },
    NOT: {YES: [((NO,), ())], NO: [((YES,), ())], OPEN: [((OPEN,), ())], DISPUTED: [((DISPUTED,), ())]},
    TOLD: {  # one thing told several ways
        YES: [((YES,), (NO, OPEN, DISPUTED))],
        NO: [((NO,), (YES, OPEN, DISPUTED))],
        DISPUTED: [((DISPUTED,), ()), ((YES, NO), (DISPUTED,))],
        OPEN: [((OPEN,), (DISPUTED, NO)), ((OPEN, NO), (DISPUTED, YES))],
    },
    SHOWN: {YES: [((YES,), ())], NO: [((), (YES,))]},
    SAME: {  # one thing at several instants
        YES: [((YES,), (NO, OPEN, DISPUTED))],
        NO: [((NO,), (YES, OPEN, DISPUTED))],
        DISPUTED: [((DISPUTED,), ())],
        OPEN: [((OPEN,), (DISPUTED,)), ((YES, NO), (DISPUTED, OPEN))],
    },
}


def wholes() -> Rules:
    """The rules by which parts make a whole."""
    rules: dict[str, Sequence[Pattern]] = {}
    for way, truths in _WHOLES.items():
        for truth, cases in truths.items():
            for number, (some, none) in enumerate(cases):
                cell = row("c", CELL, {"o": way})
                there = [row(f"p{v}", PART, {"o": way}, {"v": v}, same("c", "c", "c")) for v in some]
                absent = [row(f"n{v}", PART, {"o": way}, {"v": v}, same("c", "c", "c"), absent=True) for v in none]
                rules[f"{_NAMES[truth]} {way} {number}"] = [cell, *there, *absent]
    return rules


def clocks() -> Rules:
    """The rules by which a clock tells whether something is so at an instant."""
    clock, now = row("c", CLOCK), NOW
    begun, ended = compared("$gte", "m", "c", "a"), compared("$gte", "m", "c", "b")
    before, going = compared("$lt", "m", "c", "a"), compared("$lt", "m", "c", "b")
    sure, unsure = compared("$gte", "m", "c", "y"), compared("$lt", "m", "c", "y")
    still, past = compared("$lt", "m", "c", "z"), compared("$gte", "m", "c", "z")
    return {
        "no before": [clock, row("n", now, before)],
        "no after": [clock, row("n", now, begun, ended)],
        "yes by the clock": [clock, row("n", now, begun, going, sure, still)],
        "open by the clock": [clock, row("n", now, begun, going, unsure)],
        "open by the clock still": [clock, row("n", now, begun, going, sure, past)],
    }


def orders(fault: str = "") -> Rules:
    """The rules by which one time lies before another: its late end at or before `b`, surely not if its early end is at or after `e`."""
    within = "$lt" if fault == "bound" else "$lte"
    early = row("x", EARLY)
    own = same("c", "x", "c")
    sure, not_sure = compared("$gte", "b", "x", "a"), compared("$lt", "b", "x", "a")
    if within == "$lt":
        sure, not_sure = compared("$gt", "b", "x", "a"), compared("$lte", "b", "x", "a")
    late, not_late = compared("$lte", "e", "x", "d"), compared("$gt", "e", "x", "d")
    return {
        "yes in order": [early, row("y", BOUND, own, sure)],
        "no in order": [early, row("y", BOUND, own, not_sure, late)],
        "open in order": [early, row("y", BOUND, own, not_sure, not_late)],
    }


class Truths:
    """Works out conditions, a batch at a time."""

    def __init__(self, fault: str = "") -> None:
        rules = {**wholes(), **clocks(), **orders(fault)}
        self.rules = Ruleset(f"truths {next(_numbers)}", [rules])
        self._truth = {name: truth for name in rules for truth, word in _NAMES.items() if name.split()[0] == word}

    def of(
        self,
        now: int,
        joined: Sequence[tuple[int, set[Truth]]],
        clocked: Sequence[Sequence[int]],
        ordered: Sequence[Sequence[int]],
    ) -> list[Truth]:
        """The truths of cells in the order given: (way, truths of the parts), then clocks, then orders."""
        rows: list[dict[str, int]] = [{"k": NOW, "m": now}]
        for number, (way, parts) in enumerate(joined):
            rows.append({"k": CELL, "c": number, "o": way})
            rows += [{"k": PART, "o": way, "c": number, "v": truth} for truth in sorted(parts)]
        for number, (a, b, y, z) in enumerate(clocked, len(joined)):
            rows.append({"k": CLOCK, "c": number, "a": a, "b": b, "y": y, "z": z})
        for number, (a, d, b, e) in enumerate(ordered, len(joined) + len(clocked)):
            rows += [{"k": EARLY, "c": number, "a": a, "d": d}, {"k": BOUND, "c": number, "b": b, "e": e}]
        found: list[Truth | None] = [None] * (len(joined) + len(clocked) + len(ordered))
        for name, match in self.rules.run(rows):
            number = int(match["x" if "x" in match else "c"]["c"])
            truth = self._truth[name]
            if found[number] not in (None, truth):
                raise Refused("two rules of durable-rules contradict each other")
            found[number] = truth
        truths = [truth for truth in found if truth is not None]
        if len(truths) < len(found):
            raise Refused("no rule of durable-rules speaks of one condition")
        return truths
