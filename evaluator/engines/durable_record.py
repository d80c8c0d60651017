"""What may be missing from the record of a case: an act that nobody put on file."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from evaluator.documents.case import ANY_PARTY
from evaluator.documents.terms import Term
from evaluator.documents.vocabulary import Vocabulary
from evaluator.engines.durable_match import Names
from evaluator.engines.durable_parcel import Known
from evaluator.engines.durable_sheet import NEVER_AGAIN, Cell, Sheet
from evaluator.words.times import EVER
from evaluator.words.truth import NO, OPEN


class Absences:
    """Whether there is one more fact of a kind than the record holds. `presume` is off when nothing may be presumed absent."""

    def __init__(self, known: Known, vocabulary: Vocabulary, sheet: Sheet, presume: bool) -> None:
        self.known, self.vocabulary, self.sheet, self.presume = known, vocabulary, sheet, presume
        self._kept: dict[int, tuple[tuple[str, ...], bool, Term]] = {}

    def kinds(self, term: Term, names: Names) -> Sequence[str]:
        """The kinds of fact a term is about; of a group those that a fact asks for."""
        if term.kinds_from is None or term.kinds_from[1] not in names:
            return term.kinds
        asked = names[term.kinds_from[1]].fields.get(term.kinds_from[0])
        return [kind for kind in term.kinds if kind in asked] if isinstance(asked, tuple) else term.kinds

    def hidden(self, term: Term, names: Names, until: int = EVER) -> Cell:
        """There is one more such fact, up to `until` (µs), that is not on record."""
        keepers, official = self._keepers(term)
        whose: list[Any] = [names.get(name) for name in keepers]
        if (official and self.presume) or ANY_PARTY in whose[:1]:
            return NO
        if not whose or not isinstance(whose[0], str):
            return OPEN
        return self._undeclared(self.kinds(term, names), [str(party) for party in whose], until)

    def _keepers(self, term: Term) -> tuple[tuple[str, ...], bool]:
        """The names of those who keep a record of such facts, and whether all of these are official acts."""
        found = self._kept.get(id(term))
        if found is None:
            kinds = [self.vocabulary.kinds[kind] for kind in term.kinds]
            kept = {field for kind in kinds for field in kind.recorders}
            official = all(kind.absent_unless_shown for kind in kinds)
            parties = [test for test in term.tests if test.kind == "party"]
            keepers = [test.wanted[0] for test in parties if test.field in kept]
            if not keepers and official:
                keepers = [test.wanted[0] for test in parties][:1]
            found = self._kept[id(term)] = (
                tuple(dict.fromkeys(keepers)),
                official,
                term,
            )  # with its term, which keeps its identity
        return found[:2]

    def _undeclared(self, kinds: Sequence[str], parties: Sequence[str], until: int) -> Cell:
        ways: list[Cell] = []
        for kind in kinds:
            through = [d.through for party in parties for d in self.known.declared.get((kind, party), ())]
            if not through:
                return OPEN
            last = max(through)
            complete = last >= until or last >= self.sheet.at
            ways.append(NO if complete else self.sheet.clock(last + 1, NEVER_AGAIN))
        return self.sheet.some(ways) if kinds else OPEN
