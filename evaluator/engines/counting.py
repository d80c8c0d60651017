"""The reference engine's counts: of the facts beside one, how many there are, or what share, as one condition."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any, Protocol
from zoneinfo import ZoneInfo

from evaluator.documents.case import Telling
from evaluator.documents.leaves import Assumed
from evaluator.documents.stretches import Alongside, stretch_end
from evaluator.documents.terms import Counting, Term, Test
from evaluator.engines.matching import Matching
from evaluator.words.counted import Counted
from evaluator.words.formula import ALWAYS, NEVER_SO, Every, Node, Told
from evaluator.words.times import EVER, Interval
from evaluator.words.truth import OPEN

Names = Mapping[str, Any]
NOTHING_THERE = "there is nothing on file around which to count"
OWNER = "whose record it is"


class Hidden(Protocol):
    """There may be one more such fact that is not on record, up to an instant."""

    def __call__(self, term: Term, names: Names, until: int = EVER) -> Node: ...


class Counts(Matching):
    """Counts over the facts of one case."""

    hidden: Hidden

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
        among = counting.base or term
        start, zone = self._start(counting, around), self.zone_of(counting.calendar)
        pairs = []
        for event in self.facts.told.get(term.kinds[0], ()):
            sides = [
                self._one_of(event, each, counting, names, around, start, bearer)
                for each in ((among, term) if counting.base is not None else (term,))
            ]
            if sides[-1] is not NEVER_SO or sides[0] is not NEVER_SO:
                base = sides[0]
                pairs.append((base, base if len(sides) == 1 else Every([base, sides[1]])))
        subject = self.vocabulary.kinds[term.kinds[0]].subject or ""
        whose = around.fields.get(subject)
        owner = whose[0] if isinstance(whose, tuple) and len(whose) == 1 else None
        kept = self.plans.kept(
            ("record", among.kinds), lambda: replace(among, tests=(Test(subject, "party", (OWNER,)),))
        )
        hidden = self.hidden(kept, {OWNER: owner}, stretch_end(around.time, counting.over, start, zone))
        bound = counting.test
        return Counted(
            counting.measure,
            " ".join((bound.field, *bound.wanted)),
            bound.bounds,
            counting.base is not None,
            pairs,
            hidden,
        )

    def _one_of(
        self, event: Sequence[Telling], term: Term, counting: Counting, names: Names, around: Telling,
        start: Interval | None, bearer: str | None,
    ) -> Node:  # fmt: skip
        """One event is among those that a term asks for; the one around which they are counted belongs to its own group."""
        found: list[Node] = []
        for telling in event:
            own = telling.root == around.root
            plain = self.plans.kept(("own", id(term)), lambda: _ungrouped(term, counting)) if own else term
            fit = self.fit(plain, telling, names)
            if fit is None:
                found.append(NEVER_SO)
                continue
            beside = (
                ALWAYS if own else Alongside(telling, around, counting.over, start, self.zone_of(counting.calendar))
            )
            found.append(Every([fit, beside, self.happened(telling), self.beyond(term, telling, names, bearer)]))
        if all(node.fixed is not None and node.fixed == NEVER_SO.fixed for node in found):
            return NEVER_SO
        return found[0] if len(found) == 1 else Told(found)

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
