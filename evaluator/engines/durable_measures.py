"""Measures over one case: which facts are of the group and in the stretch of the one around which they are counted."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from typing import TypeAlias
from zoneinfo import ZoneInfo

from evaluator.documents.case import Telling
from evaluator.documents.terms import Counting, Over, Term, Test
from evaluator.engines.durable_conditions import Conditions
from evaluator.engines.durable_counts import Bound
from evaluator.engines.durable_match import Names
from evaluator.engines.durable_parcel import Law
from evaluator.engines.durable_sheet import Cell, Sheet
from evaluator.words.lookback import since
from evaluator.words.times import EVER, FIRST, LAST, Interval, local, midnight
from evaluator.words.truth import NO, OPEN, YES

MOST_DAYS = 400  # a start that may lie on more days than these is as good as not told
OWNER = "whose record it is"
Events: TypeAlias = list[list[tuple[Telling, Cell | None]]]


class Stretches:
    """The stretches over which a measure counts. `start` is from when they run, None where that is not on file or not needed."""

    def __init__(self, sheet: Sheet, over: Over, start: Interval | None, zone: ZoneInfo) -> None:
        self.sheet, self.over, self.zone = sheet, over, zone
        self.days = 1 if over.sort == "day" else over.lengths[0][0]
        self.firsts: Sequence[int] = (0,) if over.sort == "day" else ()
        if over.sort == "each" and start is not None:
            first, last = (day.toordinal() for day in _days(start, zone))
            if last - first < MOST_DAYS:
                self.firsts = sorted({day % self.days for day in range(first, last + 1)})

    def _numbers(self, time: Interval, first: int) -> Interval:
        """The numbers of the stretches in which a time may lie, where one begins on such a day."""
        low, high = ((day.toordinal() - first) // self.days for day in _days(time, self.zone))
        return Interval(low, high + 1)

    def beside(self, own: Interval, around: Interval) -> Cell:
        """A time lies in the stretch of another."""
        sheet = self.sheet
        if self.over.sort == "before":
            reach = [since(us, *self.over.lengths[0], self.zone) for us in (around.earliest, around.latest - 1)]
            too_soon = sheet.before(own, Interval(reach[0], reach[1] + 1))
            return sheet.every([sheet.no(too_soon), sheet.no(sheet.before(around, own))])
        ways = []
        for first in self.firsts:
            mine, theirs = self._numbers(own, first), self._numbers(around, first)
            ways.append(sheet.no(sheet.some([sheet.before(mine, theirs), sheet.before(theirs, mine)])))
        if not ways:
            return OPEN
        return ways[0] if len(ways) == 1 else sheet.every([sheet.some(ways), sheet.some([OPEN, sheet.every(ways)])])

    def one(self, around: Interval) -> int | None:
        """The number of the one stretch in which a time surely lies; None where it hangs on the time, or on what is not known."""
        if len(self.firsts) != 1:
            return None
        number, past = self._numbers(around, self.firsts[0])
        return number if past == number + 1 else None

    def last(self, around: Interval) -> int:
        """The last instant that may lie in the stretch of a time."""
        if self.over.sort == "before":
            return around.latest - 1
        past = [self._numbers(around, first).latest * self.days + first for first in self.firsts]
        if not past or max(past) > date.max.toordinal():
            return EVER
        return midnight(date.fromordinal(max(past)), self.zone) - 1


class Measures:
    """Counts of one case, each a cell: what lies in the stretch of a fact as the sheet's own instant has it."""

    def __init__(self, law: Law, conditions: Conditions) -> None:
        self.law, self.conditions, self.sheet = law, conditions, conditions.sheet
        self._known: dict[tuple[object, ...], Cell] = {}
        self._fits: dict[tuple[object, ...], Events] = {}

    def counted(self, term: Term, counting: Counting, names: Names, bearer: str | None) -> Cell:
        """The count that a term asks for lies within its bound."""
        around = names.get(counting.around)
        if not isinstance(around, Telling):
            return OPEN
        zone = self.law.calendars[counting.calendar].zone
        stretches = Stretches(self.sheet, counting.over, self._start(counting, around), zone)
        group = tuple(around.fields.get(field) for field in counting.per)
        told = all(isinstance(each, tuple) for each in group)
        number = stretches.one(around.time) if told else None
        owner = self._owner(term, around)
        if number is None or not _plain(term, counting):
            return self._count(term, counting, stretches, names, around, bearer, alone=number is None)
        key = (id(term), group, owner, number)
        if key not in self._known:  # every fact of a group is counted alike, whichever is asked around
            self._known[key] = self._count(term, counting, stretches, names, around, bearer, alone=False)
        return self._known[key]

    def _count(
        self, term: Term, counting: Counting, stretches: Stretches, names: Names, around: Telling, bearer: str | None,
        alone: bool,
    ) -> Cell:  # fmt: skip
        among = counting.base if counting.base is not None else term
        base = self._each(among, counting, stretches, names, around, bearer, alone)
        counts = base if among is term else self._each(term, counting, stretches, names, around, bearer, alone)
        pairs = [(b, self.sheet.every([b, n])) for b, n in zip(base, counts, strict=True) if b != NO]
        kept = replace(among, tests=(Test(self._subject(term), "party", (OWNER,)),))
        hidden = self.conditions.hidden(kept, {OWNER: self._owner(term, around)}, stretches.last(around.time))
        share = counting.base is not None
        return self.sheet.count(Bound.of(counting.test.bounds, share), hidden, pairs)

    def _each(
        self, term: Term, counting: Counting, stretches: Stretches, names: Names, around: Telling, bearer: str | None,
        alone: bool,
    ) -> list[Cell]:  # fmt: skip
        """Of each event, that it is one that a term asks for. `alone`: whatever its stretch, the fact around which is counted is in it."""
        found: list[Cell] = []
        for event in self._fitting(term, counting, names, around):
            own = alone and event[0][0].root == around.root
            ways: list[Cell] = []
            for telling, fit in event:
                fits = self.conditions.fit(_ungrouped(term, counting), telling, names) if own else fit
                if fits is None:
                    ways.append(NO)
                    continue
                beside = YES if own else stretches.beside(telling.time, around.time)
                more = self.conditions.beyond(term, telling, names, bearer)
                ways.append(self.sheet.every([fits, beside, self.conditions.happened(telling), more]))
            found.append(NO if all(way == NO for way in ways) else self.sheet.told(ways))
        return found

    def _fitting(self, term: Term, counting: Counting, names: Names, around: Telling) -> Events:
        """Every event, each telling with the condition that it fits; of plain terms that hangs on the group alone."""
        group = tuple(around.fields.get(field) for field in counting.per)
        if not _plain(term, counting) or not all(isinstance(each, tuple) for each in group):
            return self.conditions.fitting(term, names)
        if (id(term), group) not in self._fits:
            self._fits[id(term), group] = self.conditions.fitting(term, names)
        return self._fits[id(term), group]

    def _subject(self, term: Term) -> str:
        return self.law.vocabulary.kinds[term.kinds[0]].subject or ""

    def _owner(self, term: Term, around: Telling) -> str | None:
        """In whose record such facts are; None where the one around which is counted names nobody, or several."""
        whose = around.fields.get(self._subject(term))
        return str(whose[0]) if isinstance(whose, tuple) and len(whose) == 1 else None

    def _start(self, counting: Counting, around: Telling) -> Interval | None:
        """From when stretches run: what the one fact on file says that is of the same group; None where there is none, or several."""
        kind = self.law.vocabulary.kinds.get(counting.over.start)
        shared = [field for field in counting.per if kind is not None and field in kind.fields]
        told = [each for event in self.conditions.known.told.get(counting.over.start, ()) for each in event]
        found = [each.time for each in told if all(_meet(each, around, field) for field in shared)]
        return found[0] if len(found) == 1 else None


def _meet(one: Telling, other: Telling, field: str) -> bool:
    mine, theirs = one.fields.get(field), other.fields.get(field)
    return isinstance(mine, tuple) and isinstance(theirs, tuple) and not set(mine).isdisjoint(theirs)


def _days(time: Interval, zone: ZoneInfo) -> Iterator[date]:
    """The first and the last day on which a time may lie."""
    for us in (time.earliest, time.latest - 1):
        yield date.min if us <= FIRST else date.max if us >= LAST else local(us, zone).date()


def _ungrouped(term: Term, counting: Counting) -> Term:
    """A term without the fields that make one group of the facts that it asks for: a fact is of its own group, told or not."""
    kept = [
        t for t in term.tests if not (t.kind == "same" and t.field in counting.per and t.wanted == (counting.around,))
    ]
    return replace(term, tests=tuple(kept))


def _plain(term: Term, counting: Counting) -> bool:
    """Whether a term, and what it is to be a share of, asks for nothing but fields, and of no fact but the one around which is counted."""
    terms = [term] if counting.base is None else [term, counting.base]
    joined = {test.kind for each in terms for test in each.tests} & {"party", "fact", "field of"}
    return not joined and not any(each.judged or each.guard or each.relations for each in terms)
