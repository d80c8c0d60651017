"""The rules of three-valued truth, of clocks and of order in time, as durable-rules are given them.

A condition is a row `cell`; each truth that one of its parts has is a row `part` (yes 1, no 2, open 0, disputed 4). A clock says from
when to when a condition is surely so (`y` to `z`) and outside which instants it surely is not (`a` to `b`); `now` is the instant it is
read at. An order is two rows: what lies early and late of one thing, and the bounds of the other.
"""

from __future__ import annotations

from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from itertools import count

from evaluator.engines.durable_counts import Counting, Tally
from evaluator.engines.durable_memory import Memory, in_order
from evaluator.engines.durable_rete import Pattern, Refused, Row, Rules, Ruleset, compared, row, same
from evaluator.words.truth import DISPUTED, NO, OPEN, YES, Truth

CELL, PART, CLOCK, NOW, EARLY, BOUND = 1, 2, 3, 4, 5, 6
ALL, ANY, NOT, TOLD, SHOWN, SAME = 1, 2, 3, 4, 5, 6  # the ways in which parts make a whole
_numbers = count()
COMMON, RARE = (ALL, ANY, NOT), (TOLD, SHOWN, SAME)
_NAMES = {YES: "yes", NO: "no", OPEN: "open", DISPUTED: "disputed"}
_TRUTHS = {name: truth for truth, name in _NAMES.items()}

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


def wholes(ways: Sequence[int]) -> Rules:
    """The rules by which parts make a whole in one of these ways."""
    rules: dict[str, Sequence[Pattern]] = {}
    for way in ways:
        for truth, cases in _WHOLES[way].items():
            for number, (some, none) in enumerate(cases):
                cell = row("c", CELL, {"o": way})
                there = [row(f"p{v}", PART, {"o": way}, {"v": v}, same("c", "c", "c")) for v in some]
                absent = [row(f"n{v}", PART, {"o": way}, {"v": v}, same("c", "c", "c"), absent=True) for v in none]
                rules[f"{_NAMES[truth]} {way} {number}"] = [cell, *there, *absent]
    return rules


def clocks() -> Rules:
    """The rules by which a clock tells whether something is so at an instant."""

    def now(*edges: tuple[str, str]) -> list[Pattern]:
        compare = [compared(how, "m", "c", edge) for how, edge in edges]
        return [row("c", CLOCK), row("n", NOW, same("c", "c", "c"), *compare)]

    going = ("$gte", "a"), ("$lt", "b")
    return {
        "no before": now(("$lt", "a")),
        "no after": now(("$gte", "a"), ("$gte", "b")),
        "yes by the clock": now(*going, ("$gte", "y"), ("$lt", "z")),
        "open by the clock": now(*going, ("$lt", "y")),
        "open by the clock still": now(*going, ("$gte", "y"), ("$gte", "z")),
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
    """Works out conditions; each sort by rules of its own, for a row is looked at by every rule of a set."""

    def __init__(self, fault: str = "") -> None:
        common = Ruleset(f"common wholes {next(_numbers)}", [wholes(COMMON)])
        rare = Ruleset(f"rare wholes {next(_numbers)}", [wholes(RARE)])
        self.wholes = {way: common if way in COMMON else rare for way in _WHOLES}
        self.clocks = Ruleset(f"clocks {next(_numbers)}", [clocks()])
        self.orders = Ruleset(f"orders {next(_numbers)}", [orders(fault)])
        self.counts = Counting(fault)
        self._wholes = Memory[tuple[int, frozenset[Truth]], Truth](self.joined)
        self._clocks = Memory[tuple[int, ...], Truth](self.clocked)
        self._orders = Memory[tuple[int, ...], Truth](self.ordered)
        self._counts = Memory[Tally, Truth](self.counts.told)

    @property
    def all(self) -> list[Ruleset]:
        """Every set of rules that is loaded."""
        return [*dict.fromkeys(self.wholes.values()), self.clocks, self.orders, self.counts.rules]

    def whole(self, way: int, truths: frozenset[Truth]) -> Truth:
        """The truth of what is made of parts in a way, some of each of these truths."""
        return self._wholes.one((way, truths))

    def clock(self, now: int, edges: Sequence[int]) -> Truth:
        """The truth of a clock at an instant."""
        return self._clocks.one(in_order((now, *edges)))

    def order(self, edges: Sequence[int]) -> Truth:
        """The truth of an order in time."""
        return self._orders.one(in_order(edges))

    def count(self, tally: Tally) -> Truth:
        """The truth of a count held against its bound."""
        return self._counts.one(tally)

    # -- the rules asked

    def joined(self, cells: Sequence[tuple[int, AbstractSet[Truth]]]) -> list[Truth]:
        """The truths of cells made of parts, each given by its way and the truths of its parts."""
        found: list[Truth] = [OPEN] * len(cells)
        for rules in dict.fromkeys(self.wholes[way] for way, _ in cells):
            here = [number for number, (way, _) in enumerate(cells) if self.wholes[way] is rules]
            rows: list[Row] = [{"k": CELL, "c": number, "o": cells[number][0]} for number in here]
            rows += [
                {"k": PART, "o": cells[number][0], "c": number, "v": truth}
                for number in here
                for truth in sorted(cells[number][1])
            ]
            for number, truth in _told(rules, rows, "c", here).items():
                found[number] = truth
        return found

    def clocked(self, clocks: Sequence[Sequence[int]]) -> list[Truth]:
        """The truths of clocks, each given by the instant it is read at and its four edges."""
        rows: list[Row] = [{"k": NOW, "c": i, "m": now} for i, (now, *_) in enumerate(clocks)]
        rows += [{"k": CLOCK, "c": i, "a": a, "b": b, "y": y, "z": z} for i, (_, a, b, y, z) in enumerate(clocks)]
        return list(_told(self.clocks, rows, "c", range(len(clocks))).values())

    def ordered(self, orders: Sequence[Sequence[int]]) -> list[Truth]:
        """The truths of orders in time."""
        rows: list[Row] = [{"k": EARLY, "c": i, "a": a, "d": d} for i, (a, d, _, _) in enumerate(orders)]
        rows += [{"k": BOUND, "c": i, "b": b, "e": e} for i, (_, _, b, e) in enumerate(orders)]
        return list(_told(self.orders, rows, "x", range(len(orders))).values())


def _told(rules: Ruleset, rows: Sequence[Row], name: str, cells: Sequence[int]) -> dict[int, Truth]:
    """What rules say of each cell; Refused if they are silent on one, or contradict each other."""
    said: dict[int, set[Truth]] = {cell: set() for cell in cells}
    for rule, match in rules.run(rows) if cells else ():
        said[int(match[name]["c"])].add(_TRUTHS[rule.split()[0]])
    if any(len(truths) != 1 for truths in said.values()):
        raise Refused("the rules of durable-rules say nothing, or two things, of one condition")
    return {cell: truth for cell, (truth,) in said.items()}
