"""The conditions of one case, each a number, laid out once and worked out by rules at the instants that somebody asks for."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import TypeAlias

from evaluator.engines.durable_counts import Bound, Tally
from evaluator.engines.durable_truths import ALL, ANY, NOT, SAME, SHOWN, TOLD, Truths
from evaluator.words.times import EVER, NEVER, Interval
from evaluator.words.truth import DISPUTED, NO, OPEN, YES, Truth

Cell: TypeAlias = int
Place: TypeAlias = tuple[Cell, int]  # a cell, and the instant it is read at
CLOCK, THROUGHOUT, SOMETIME, COUNT = 10, 11, 12, 13
MOMENTLESS = NEVER - 1  # no instant: every clock is open
TIMELESS = NEVER - 2  # whatever the instant
NEVER_AGAIN = EVER * 4  # beyond every instant
_JOINS = {ALL: ALL, ANY: ANY, NOT: NOT, TOLD: TOLD, SHOWN: SHOWN, THROUGHOUT: SAME, SOMETIME: ANY}


class Sheet:
    """Conditions by number; the first five are the truths themselves. `at` is the instant after which nothing new happens (µs UTC)."""

    def __init__(self, at: int, truths: Truths) -> None:
        self.at, self.truths = at, truths
        self._ways: list[int] = [0] * (DISPUTED + 1)
        self._parts: list[tuple[int, ...]] = [()] * (DISPUTED + 1)
        self._made: dict[tuple[int, ...], Cell] = {}
        self._known: dict[Place, Truth] = {}
        self._moments: dict[Cell, frozenset[int]] = {}

    # -- laying out

    def every(self, parts: Iterable[Cell]) -> Cell:
        """All of them hold."""
        found = {part for part in parts if part != YES}
        return NO if NO in found else self._joined(ALL, found, YES)

    def some(self, parts: Iterable[Cell]) -> Cell:
        """One of them holds."""
        found = {part for part in parts if part != NO}
        return YES if YES in found else self._joined(ANY, found, NO)

    def told(self, parts: Sequence[Cell]) -> Cell:
        """One thing, told several ways."""
        return parts[0] if len(parts) == 1 else self._joined(TOLD, parts, OPEN)

    def no(self, part: Cell) -> Cell:
        """It does not hold."""
        if part in (YES, NO):
            return YES + NO - part
        return self._cell(NOT, (part,))

    def shown(self, part: Cell) -> Cell:
        """It is proved."""
        return self._cell(SHOWN, (part,))

    def clock(self, begins: int, sure: int, ends: int = NEVER_AGAIN, unsure: int = NEVER_AGAIN) -> Cell:
        """Not so before `begins` nor from `ends` on; surely so from `sure` to `unsure`."""
        return self._cell(CLOCK, (begins, ends, sure, unsure))

    def order(self, late: int, early: int, bound: int, past: int) -> Cell:
        """So if `late` ≤ `bound`; else not so if `early` ≥ `past`: a truth at once, for it hangs on no instant."""
        return self.truths.order((late, early, bound, past))

    def throughout(self, part: Cell, span: Interval) -> Cell:
        """It holds at every instant of an interval; at some only: open."""
        return self._cell(THROUGHOUT, (part, span.earliest, span.latest - 1))

    def sometime(self, part: Cell, began: Interval, ended: Interval | None) -> Cell:
        """It holds at some instant of a period, up to the instant read at."""
        key = (part, *began, *(ended if ended is not None else (EVER, NEVER_AGAIN)), int(ended is None))
        return self._cell(SOMETIME, key)

    def count(self, bound: Bound, more: Cell, pairs: Iterable[tuple[Cell, Cell]]) -> Cell:
        """How many of the second of each pair hold, or what share of the first, lies within a bound; while `more`, there may be any more.

        It is read at the sheet's own instant, wherever it stands."""
        found = [cell for pair in sorted(pairs) for cell in pair]
        return self._cell(COUNT, (*bound, more, *found))

    def happened(self, time: Interval) -> Cell:
        """A thing of that time has happened; one that begins after the sheet's instant never does."""
        if time.earliest > self.at:
            return self.clock(NEVER_AGAIN, NEVER_AGAIN)
        return self.clock(time.earliest, time.latest - 1)

    def over(self, due: Interval) -> Cell:
        """A window is over."""
        return self.clock(due.earliest + 1, due.latest)

    def before(self, one: Interval, other: Interval) -> Cell:
        """All of one time lies before another."""
        return self.order(one.latest - 1, one.earliest, other.earliest - 1, other.latest - 1)

    def in_force(self, since: int, until: int, time: Interval) -> Cell:
        """What was in force from `since` to `until` was so at a time."""
        begun = self.order(since, since, time.earliest, time.latest)
        return self.every([begun, self.order(time.latest, time.earliest, until, until)])

    def _joined(self, way: int, parts: Iterable[Cell], nothing: Cell) -> Cell:
        found = tuple(sorted(set(parts)))
        if len(found) < 2:
            return found[0] if found else nothing
        return self._cell(way, found)

    def _cell(self, way: int, parts: tuple[int, ...]) -> Cell:
        key = (way, *parts)
        cell = self._made.get(key)
        if cell is None:
            cell = self._made[key] = len(self._ways)
            self._ways.append(way)
            self._parts.append(parts)
        return cell

    # -- working out

    def truth(self, cell: Cell, moment: int | None = None) -> Truth:
        """What it is at an instant; without one, at the sheet's own."""
        if cell <= DISPUTED:
            return cell
        place = self._place(cell, self.at if moment is None else moment)
        found = self._known.get(place)
        return found if found is not None else self._worked_out(place)

    def impossible(self, cell: Cell) -> bool:
        """Whether it can hold at no instant."""
        return self.truth(cell, MOMENTLESS) == NO

    def _worked_out(self, asked: Place) -> Truth:
        """The truth of a cell at an instant, after those of all it is made of, whatever the instants they are read at."""
        known, ahead = self._known, [(asked, self._made_of(asked))]
        while ahead:
            place, parts = ahead[-1]
            new = [part for part in parts if part[0] > DISPUTED and part not in known]
            if new:
                ahead += [(part, self._made_of(part)) for part in new]
                continue
            ahead.pop()
            if place not in known:
                known[place] = self._told(place, [part[0] if part[0] <= DISPUTED else known[part] for part in parts])
        return known[asked]

    def _told(self, place: Place, truths: Sequence[Truth]) -> Truth:
        """What rules say of a cell whose parts have these truths."""
        cell, moment = place
        way, parts = self._ways[cell], self._parts[cell]
        if moment == MOMENTLESS and way in (CLOCK, SOMETIME, COUNT):
            return OPEN
        if way == CLOCK:
            return self.truths.clock(moment, parts)
        if way == COUNT:
            more, *pairs = truths
            sort, value, share, *_ = parts
            found = Counter(zip(pairs[::2], pairs[1::2], strict=True))
            return self.truths.count(Tally(Bound(sort, value, bool(share)), more, tuple(sorted(found.items()))))
        return self.truths.whole(_JOINS[way], frozenset(truths))

    def _place(self, cell: Cell, moment: int) -> Place:
        """A cell at an instant; what is the same at all of them, at none."""
        way = self._ways[cell]
        timeless = way == THROUGHOUT or (way == COUNT and moment != MOMENTLESS)
        return cell, (TIMELESS if timeless else moment)

    def _made_of(self, place: Place) -> list[Place]:
        cell, moment = place
        way, parts = self._ways[cell], self._parts[cell]
        if way == CLOCK or (moment == MOMENTLESS and way in (SOMETIME, COUNT)):
            return []
        if way == THROUGHOUT:
            part, first, last = parts
            return [self._place(part, each) for each in self._steps(part, first, last)]
        if way == SOMETIME:
            return self._ever(parts, moment)
        if way == COUNT:
            return [self._place(part, self.at) for part in parts[len(Bound._fields) :]]
        return [self._place(part, moment) for part in parts]

    def _ever(self, key: Sequence[int], moment: int) -> list[Place]:
        part, first, sure, ends, unsure, endless = key
        last = moment if endless else min(moment, unsure - 1)
        edges = {edge for edge in (sure - 1, last, ends, ends + 1) if first <= edge <= last}
        found = []
        for each in sorted({*self._steps(part, first, last), *edges}) if first <= last else ():
            inside = each >= sure - 1 and (bool(endless) or each <= ends)
            found.append(self._place(part if inside else self.every([part, OPEN]), each))
        return found

    def _steps(self, part: Cell, first: int, last: int) -> list[int]:
        """The first instant of an interval and every one in it at which a condition may change."""
        return sorted({first, *(moment for moment in self._changes(part) if first < moment <= last)})

    def _changes(self, cell: Cell) -> frozenset[int]:
        found = self._moments.get(cell)
        if found is None:
            way, parts = self._ways[cell], self._parts[cell]
            if way == CLOCK:
                found = frozenset(parts)
            elif way in (THROUGHOUT, COUNT):
                found = frozenset()
            elif way == SOMETIME:
                found = self._changes(parts[0]) | {parts[1], parts[2] - 1, parts[3], parts[3] + 1}
            else:
                found = frozenset().union(*(self._changes(part) for part in parts if part > DISPUTED))
            self._moments[cell] = found
        return found
