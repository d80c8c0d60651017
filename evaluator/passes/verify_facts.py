"""Items of a card, as the proof checker works them out over the facts of a case: which facts could be meant, and how they hang together."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from evaluator.documents.case import ANY_PARTY, Facts, Telling
from evaluator.documents.terms import Item, JudgementItem, StatusItem, Term
from evaluator.documents.vocabulary import Vocabulary
from evaluator.passes.verify_matches import Matches, Names
from evaluator.passes.verify_nodes import ALWAYS, NEVER, AllOf, AnyOf, Leaf, Not, Part, Told, together


class Known(Matches):
    """What is known of one case, for whole items. `status_of` reads the status of other norms."""

    def __init__(
        self, facts: Facts, vocabulary: Vocabulary, presume: bool, status_of: Callable[[StatusItem, Names], Part]
    ) -> None:
        super().__init__(facts, vocabulary, presume)
        self.status_of = status_of

    def every(self, items: Sequence[Item], names: Names, bearer: str | None, silent: bool = False) -> Part:
        """All items, left to right; a fact that later items refer to is the same in all of them."""
        if not items:
            return ALWAYS
        parts: list[Part] = []
        for index, item in enumerate(items):
            rest = items[index + 1 :]
            free = isinstance(item, Term) and not item.absent and item.name not in names
            if free and isinstance(item, Term) and any(_refers(each, item.name) for each in rest):
                parts.append(self._exists(item, names, bearer, silent, rest))
                break
            parts.append(self.one(item, names, bearer, silent))
        return together(parts, AllOf)

    def one(self, item: Item, names: Names, bearer: str | None, silent: bool = False) -> Part:
        """One item holds. `silent`: what is not on record has not happened."""
        if isinstance(item, StatusItem):
            return self.status_of(item, names)
        if isinstance(item, JudgementItem):
            told = [names.get(name, name) for name in item.about]
            about = tuple(each.id if isinstance(each, Telling) else str(each) for each in told)
            named = tuple(each for each in about if each != ANY_PARTY)  # a judgement need not name who is not on file
            return self.spoken(item.judged, named or about, bearer)
        if item.absent:
            return Not([self._exists(item, names, bearer, silent, ())])
        bound = names.get(item.name)
        if isinstance(bound, Telling):
            fit = self.fit(item, bound, names)
            return NEVER if fit is None else AllOf([fit, *self._judgements(item, bound, bearer)])
        return self._exists(item, names, bearer, silent, ())

    def _judgements(self, term: Term, telling: Telling, bearer: str | None) -> Iterator[Part]:
        if term.judged:
            yield self.judged(term, telling, bearer)

    def _exists(self, term: Term, names: Names, bearer: str | None, silent: bool, rest: Sequence[Item]) -> Part:
        """Every fact on record that could be the one, and one that is not on record."""
        ways: list[Part] = []
        for tellings in self.events(term, names):
            found = [self._is(term, telling, names, bearer, rest, silent) for telling in tellings]
            if any(part is not None for part in found):
                ways.append(together([part or NEVER for part in found], Told))
        hidden = self.hidden(term, names)
        if not silent or (isinstance(hidden, Leaf) and hidden.kind == "presumed absent"):
            ways.append(hidden)
        return together(ways, AnyOf)

    def _is(
        self, term: Term, telling: Telling, names: Names, bearer: str | None, rest: Sequence[Item], silent: bool
    ) -> Part | None:
        fit = self.fit(term, telling, names)
        if fit is None:
            return None
        parts = [fit, self.happened(telling), *self._judgements(term, telling, bearer)]
        if rest:
            parts.append(self.every(rest, {**names, term.name: telling}, bearer, silent))
        return AllOf(parts)


def _refers(item: Item, name: str) -> bool:
    """Whether an item may be about the fact of that name."""
    if isinstance(item, StatusItem):
        return True
    if isinstance(item, JudgementItem):
        return name in item.about
    joined = [wanted for test in item.tests if test.kind in ("same", "fact") for wanted in test.wanted]
    return name in (item.name, *joined, *(each for relation in item.relations for each in relation.names))
