"""The reference engine's counts: of the facts beside one, how many there are, or what share, as one condition."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cached_property
from typing import Any, NamedTuple, Protocol
from zoneinfo import ZoneInfo

from evaluator.documents.case import Telling
from evaluator.documents.leaves import Assumed
from evaluator.documents.stretches import Alongside, Inside, stretch_end, stretch_of
from evaluator.documents.terms import Counting, Term, Test
from evaluator.engines.matching import Matching
from evaluator.words.counted import Counted
from evaluator.words.formula import ALWAYS, NEVER_SO, Every, Node, Told
from evaluator.words.times import EVER, Interval
from evaluator.words.truth import NO, OPEN

Names = Mapping[str, Any]
NOTHING_THERE = "there is nothing on file around which to count"
OWNER = "whose record it is"


class Hidden(Protocol):
    """There may be one more such fact that is not on record, up to an instant."""

    def __call__(self, term: Term, names: Names, until: int = EVER) -> Node: ...


class _Place(NamedTuple):
    """From when stretches are counted, and the one that is meant where that is sure."""

    start: Interval | None
    stretch: Interval | None


class Counts(Matching):
    """Counts over the facts of one case."""

    hidden: Hidden

    @cached_property
    def groups(self) -> dict[object, Node]:
        """What was counted already, by measure, group and stretch."""
        return {}

    def zone_of(self, calendar: str) -> ZoneInfo:
        """The zone in which a calendar counts days."""
        raise NotImplementedError(calendar)

    def beyond(self, term: Term, telling: Telling, names: Names, bearer: str | None) -> Node:
        """What a term asks beyond its fields."""
        raise NotImplementedError(term.name)

    def counted(self, term: Term, counting: Counting, names: Names, bearer: str | None) -> Node:
        """The count that a term asks for, around a fact."""
        around = names.get(counting.around)
        if not isinstance(around, Telling):
            return Assumed(NOTHING_THERE, OPEN)
        start, zone = self._start(counting, around), self.zone_of(counting.calendar)
        group = tuple(around.fields.get(field) for field in counting.per)
        stretch = (
            stretch_of(around.time, counting.over, start, zone) if all(isinstance(v, tuple) for v in group) else None
        )
        if stretch is None or not _plain(term) or (counting.base is not None and not _plain(counting.base)):
            return self._count(term, counting, names, around, _Place(start, stretch), bearer)
        key = (
            id(term),
            group,
            stretch,
        )  # whatever it is asked around, all facts of a group and a stretch are counted alike
        if key not in self.groups:
            self.groups[key] = self._count(term, counting, names, around, _Place(start, stretch), bearer)
        return self.groups[key]

    def _count(
        self, term: Term, counting: Counting, names: Names, around: Telling, at: _Place, bearer: str | None
    ) -> Node:
        among = counting.base or term
        pairs = []
        for event in self.facts.told.get(term.kinds[0], ()):
            base = self._one_of(event, among, counting, names, around, at, bearer)
            counts = self._one_of(event, term, counting, names, around, at, bearer) if term is not among else base
            if base is not NEVER_SO or counts is not NEVER_SO:
                pairs.append((base, base if counts is base else Every([base, counts])))
        subject = self.vocabulary.kinds[term.kinds[0]].subject or ""
        kept = self.plans.kept(
            ("record", among.kinds), lambda: replace(among, tests=(Test(subject, "party", (OWNER,)),))
        )
        until = stretch_end(around.time, counting.over, at.start, self.zone_of(counting.calendar))
        hidden = self.hidden(kept, {OWNER: self._owner(term, around)}, until)
        words, share = " ".join((counting.test.field, *counting.test.wanted)), counting.base is not None
        return Counted(counting.measure, words, counting.test.bounds, share, pairs, hidden)

    def _one_of(
        self, event: Sequence[Telling], term: Term, counting: Counting, names: Names, around: Telling, at: _Place, bearer: str | None
    ) -> Node:  # fmt: skip
        """One event is among those that a term asks for; the one around which they are counted belongs to its own group."""
        found: list[Node] = []
        for telling in event:
            own = at.stretch is None and telling.root == around.root
            beside: Node = ALWAYS
            if at.stretch is not None:
                beside = Inside(telling, counting.over, at.stretch)
            elif not own:
                beside = Alongside(telling, around, counting.over, at.start, self.zone_of(counting.calendar))
            plain = self.plans.kept(("own", id(term)), lambda: _ungrouped(term, counting)) if own else term
            fit = self.fit(plain, telling, names) if beside.fixed != NO else None
            if fit is None:
                found.append(NEVER_SO)
                continue
            found.append(Every([fit, beside, self.happened(telling), self.beyond(term, telling, names, bearer)]))
        if all(node.fixed == NO for node in found):
            return NEVER_SO
        return found[0] if len(found) == 1 else Told(found)

    def _owner(self, term: Term, around: Telling) -> str | None:
        """In whose record such facts are; None if the one around which they are counted does not say."""
        whose = around.fields.get(self.vocabulary.kinds[term.kinds[0]].subject or "")
        return whose[0] if isinstance(whose, tuple) and len(whose) == 1 else None

    def _start(self, counting: Counting, around: Telling) -> Interval | None:
        """From when stretches are counted: the one fact of the kind told that is of the group; None if there is not just one."""
        fits = [*self._starts(counting, around)]
        return fits[0] if len(fits) == 1 else None

    def _starts(self, counting: Counting, around: Telling) -> Iterator[Interval]:
        kind = self.vocabulary.kinds.get(counting.over.start)
        keys = [field for field in counting.per if kind is not None and field in kind.fields]
        for event in self.facts.told.get(counting.over.start, ()):
            for telling in event:
                both = [(telling.fields.get(key), around.fields.get(key)) for key in keys]
                if all(isinstance(a, tuple) and isinstance(b, tuple) and set(a) & set(b) for a, b in both):
                    yield telling.time


def _ungrouped(term: Term, counting: Counting) -> Term:
    """A term without what makes the facts it asks for one group."""
    group = {Test(field, "same", (counting.around,)) for field in counting.per}
    return replace(term, tests=tuple(test for test in term.tests if test not in group))


def _plain(term: Term) -> bool:
    """Whether a term asks nothing but of fields, and of no other fact than the one around which it counts."""
    kinds = {test.kind for test in term.tests}
    return not (term.judged or term.guard or term.relations or kinds & {"party", "fact", "field of"})
