"""Who an instance is about, as the proof checker finds them: those whom its facts name, or anybody where a fact does not say."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import product
from typing import Any

from evaluator.documents.case import Telling
from evaluator.documents.terms import Construct, Term
from evaluator.passes.verify_facts import Known
from evaluator.passes.verify_matches import Names


class Parties:
    """Binds the party names of terms over one case."""

    def __init__(self, known: Known) -> None:
        self.known = known
        self.people = [party.id for party in known.facts.parties.values() if not party.offices]

    def of(self, construct: Construct, trigger: Term, tellings: Sequence[Telling]) -> Iterator[dict[str, Any]]:
        """The parties of each instance: those the trigger binds, and those that further facts complete it with."""
        for names in self.bound(trigger, tellings, {}):
            ways = [names]
            for term in construct.arises[1:]:
                if isinstance(term, Term) and not term.absent:
                    ways = [more for way in ways for more in self._completed(term, {**way, trigger.name: tellings[0]})]
            yield from ({name: party for name, party in way.items() if isinstance(party, str)} for way in ways)

    def _completed(self, term: Term, names: dict[str, Any]) -> list[dict[str, Any]]:
        """A choice of parties for each that some fact names, where a further fact brings parties in."""
        if all(test.kind != "party" or test.wanted[0] in names for test in term.tests):
            return [names]
        found: dict[Any, dict[str, Any]] = {}
        for tellings in self.known.events(term, names):
            for bound in self.bound(term, tellings, names):
                if any(self.known.fit(term, telling, bound) is not None for telling in tellings):
                    key = tuple(party for party in bound.values() if isinstance(party, str))
                    found[key] = bound
        return list(found.values())

    def bound(self, term: Term, tellings: Sequence[Telling], names: Names) -> Iterator[dict[str, Any]]:
        """Every choice for the parties that a term would bind: those the fact names, or anybody where it names none."""
        free = [test for test in term.tests if test.kind == "party" and test.wanted[0] not in names]
        choices = []
        for test in free:
            told = [telling.fields.get(test.field) for telling in tellings]
            values = dict.fromkeys(value for each in told if isinstance(each, tuple) for value in each)
            choices.append(list(values) or self.known.carriers.among(self.people, tellings, test.field))
        called = {test.wanted[0] for test in term.tests if test.kind == "party"}
        for chosen in product(*choices):
            found = {**names, **{test.wanted[0]: value for test, value in zip(free, chosen, strict=True)}}
            if len({found[name] for name in called}) == len(called):  # two names of one term are two parties
                yield found
