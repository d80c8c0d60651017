"""Facts of one case against terms of the law: what rules say of the fields, and what was determined of a fact."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from evaluator.documents.case import ANY_PARTY, REDACTED, Determination, Telling
from evaluator.documents.local_hours import local_hour
from evaluator.documents.terms import Judged, Term, Test
from evaluator.documents.vocabulary import STRENGTHS, Vocabulary
from evaluator.engines.durable_parcel import Known
from evaluator.engines.durable_rete import Ruleset
from evaluator.engines.durable_terms import IN_HOURS, TermRules, Words, values_of
from evaluator.engines.durable_words import LastWords, Word
from evaluator.words.times import NEVER, Interval
from evaluator.words.truth import DISPUTED, NO, OPEN, YES, Truth

Names = Mapping[str, Any]  # facts (as told), parties, and under EACH the entry of a list that is looked at
EACH = "each"
NOBODY = 99  # the rank of who may not decide


class CaseRules:
    """The rules by which facts are matched: of each term those that somebody asked for, and whose word counts."""

    def __init__(self, texts: Words) -> None:
        self.texts, self.words = texts, LastWords()
        self.terms: dict[tuple[Test, ...], TermRules] = {}

    def of(self, term: Term) -> TermRules:
        """The rules of a term; terms that ask for the same fields share them."""
        found = self.terms.get(term.tests)
        if found is None:
            found = self.terms[term.tests] = TermRules(term, self.texts)
        return found

    @property
    def all(self) -> list[Ruleset]:
        """Every set of rules that is loaded."""
        return [self.words.rules, *(each.rules for each in self.terms.values())]


class Matcher:
    """Single facts against terms, by rules compiled of the law for all cases."""

    def __init__(self, known: Known, vocabulary: Vocabulary, rules: CaseRules, fault: str) -> None:
        self.known, self.vocabulary, self.rules, self.fault = known, vocabulary, rules, fault
        self.words = rules.texts
        self._found: dict[tuple[Any, ...], Truth] = {}
        self._shapes: dict[tuple[int, tuple[int, ...]], tuple[Term, Term]] = {}
        self._stand: dict[tuple[Any, ...], list[Determination]] = {}

    # -- fields

    def fits(
        self, term: Term, tellings: Sequence[Telling], names: Names, only: Mapping[int, str] | None = None
    ) -> list[Truth]:
        """Whether each of these facts fits a term's fields. `only` gives for a test (by number) the one entry it asks for."""
        wanted: list[list[str] | None] = []
        numbers: list[int] = []
        for number, test in enumerate(term.tests):
            if test.kind == "party" and test.wanted[0] not in names and (test.wanted[0], test.field) in term.binds:
                continue  # whoever it is, the fact brings it in
            asked = self._wanted(test, names, (only or {}).get(number))
            parts = (
                [[one] for one in asked or ()] if test.kind == "field of" else [asked]
            )  # each entry is a test of its own
            numbers += [number] * len(parts)
            wanted += parts
        if not numbers:
            return [YES] * len(tellings)
        shaped, found = self._shaped(term, tuple(numbers)), self._found
        frozen = tuple([tuple(each) if each is not None else None for each in wanted])
        new = [telling for telling in tellings if (id(shaped), frozen, telling) not in found]
        if new:
            words = [[self.words[one] for one in each] if each is not None else None for each in wanted]
            told = [self._told(shaped, telling, wanted) for telling in new]
            for telling, truth in zip(new, self.rules.of(shaped).told(told, words, self._held(shaped)), strict=True):
                blind = self.fault == "unknown" and truth == OPEN
                found[id(shaped), frozen, telling] = NO if blind else truth
        return [found[id(shaped), frozen, telling] for telling in tellings]

    def _shaped(self, term: Term, numbers: tuple[int, ...]) -> Term:
        """A term with those of its tests that are asked here; the same one each time."""
        if (id(term), numbers) not in self._shapes:
            own = len(numbers) == len(term.tests) == len(set(numbers))
            shaped = term if own else replace(term, tests=tuple(term.tests[number] for number in numbers))
            self._shapes[id(term), numbers] = term, shaped  # kept, so that no other takes its identity
        return self._shapes[id(term), numbers][1]

    def _wanted(self, test: Test, names: Names, only: Any) -> list[str] | None:
        """What a test asks for that hangs on the case; None where that is open."""
        if test.kind == "party":
            return [str(names.get(test.wanted[0], ""))]
        if test.kind == "fact":
            return [names[name].root for name in test.wanted if name in names]
        if test.kind == "same":
            value = self._other(test, names)
            return list(value) if isinstance(value, tuple) else None if value in (None, REDACTED) else [str(value)]
        if test.kind == "field of":
            return [str(only)] if only is not None else self.asked(test, names)
        return []

    def _other(self, test: Test, names: Names) -> Any:
        each = names.get(EACH)
        if each is not None and each[0] == test.field and test.wanted[0] == each[1]:
            return each[2]
        other = names.get(test.wanted[0])
        return other.fields.get(test.field) if isinstance(other, Telling) else None

    def asked(self, test: Test, names: Names) -> list[str]:
        """What a field of another fact asks for; nothing if that is not on record."""
        other = names.get(test.wanted[0])
        value = other.fields.get(test.wanted[1]) if isinstance(other, Telling) else None
        return list(value) if isinstance(value, tuple) else []

    def _held(self, term: Term) -> list[tuple[int, ...]]:
        """The parties that hold offices, with those, where one party will do for another that holds the same."""
        if not any(test.kind == "field of" for test in term.tests):
            return []
        held = [(party, self._offices(party)) for party in self.known.parties]
        return [(self.words[party], *map(self.words.__getitem__, offices)) for party, offices in held if offices]

    def _told(self, term: Term, telling: Telling, wanted: Sequence[list[str] | None]) -> list[list[int] | None]:
        found: list[list[int] | None] = []
        for test, asked in zip(term.tests, wanted, strict=True):
            value = telling.fields.get(test.field)
            if test.kind == "hours":
                truth, _ = local_hour(test, telling, self.vocabulary, self.known.parties)
                found.append({YES: [IN_HOURS], NO: []}.get(truth))
            elif value is None or value is REDACTED:
                found.append(None)
            elif test.kind == "offices":
                found.append(values_of(tuple(o for p in value for o in self._offices(p)), self.words))
            elif asked is None and ANY_PARTY not in value:
                found.append(None)
            else:
                found.append(values_of(value, self.words))
        return found

    def _offices(self, party: str) -> tuple[str, ...]:
        known = self.known.parties.get(party)
        return known.offices if known is not None else ()

    # -- judgements

    def spoken(self, judged: Judged, about: tuple[str, ...], bearer: str | None) -> Truth:
        """A standard as it was answered; open while nobody who may decide has spoken."""
        says = {word.says for word in self.last_words(judged, about, bearer)}
        if not says:
            return NO if self.fault == "unknown" else OPEN
        return DISPUTED if len(says) > 1 else YES if judged.says in says else NO

    def last_words(self, judged: Judged, about: tuple[str, ...], bearer: str | None) -> list[Determination]:
        """The answers that stand: the last word of each of the highest who spoke."""
        key = (judged, about, bearer)
        if key not in self._stand:
            words = [w for w in self._weighty(judged, about) if self._rank(w.by, judged, bearer) != NOBODY]
            ranked = [Word(self._rank(w.by, judged, bearer), self.words[w.by], w.recorded) for w in words]
            self._stand[key] = [words[place] for place in self.rules.words.standing(ranked)]
        return self._stand[key]

    def rank(self, judged: Judged, about: tuple[str, ...], bearer: str | None) -> int:
        """The rank of the highest who spoke, 0 the highest; NOBODY if nobody did who counts."""
        return min((self._rank(w.by, judged, bearer) for w in self._weighty(judged, about)), default=NOBODY)

    def _weighty(self, judged: Judged, about: tuple[str, ...]) -> list[Determination]:
        words = self.known.said.get((judged.standard, about), [])
        least = STRENGTHS.index(judged.strength) if judged.strength is not None else 0
        return [w for w in words if w.strength is None or STRENGTHS.index(w.strength) >= least]

    def _rank(self, by: str, judged: Judged, bearer: str | None) -> int:
        ranks = self.vocabulary.standards[judged.standard].decided_by
        held = [ranks.index(office) for office in self._offices(by) if office in ranks]
        if held:
            return held[0]
        return ranks.index("bearer") if by == bearer and "bearer" in ranks else NOBODY

    def period(self, judged: Judged, about: tuple[str, ...], bearer: str | None) -> Telling | None:
        """The period in which what was determined held, as a fact; None if nobody limited it."""
        for word in self.last_words(judged, about, bearer):
            if word.began is not None or word.ended is not None:
                began = word.began or Interval(NEVER, NEVER + 1)
                name = f"{judged.standard} of {' and '.join(about)}"
                return Telling(name, "determination", began, {}, word.recorded, name, word.ended, period=True)
        return None
