"""Facts of one case against terms of the law: what rules say of the fields, and what was determined of a fact."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import Any, TypeAlias

from evaluator.documents.case import ANY_PARTY, REDACTED, Determination, Telling
from evaluator.documents.local_hours import local_hour
from evaluator.documents.roles import Carriers
from evaluator.documents.terms import Judged, Term, Test
from evaluator.documents.vocabulary import STRENGTHS, Vocabulary
from evaluator.engines.durable_parcel import Known
from evaluator.engines.durable_rete import Ruleset
from evaluator.engines.durable_terms import IN_HOURS, TermRules, Words, values_of
from evaluator.engines.durable_truths import ALL, Truths
from evaluator.engines.durable_words import LastWords, Word
from evaluator.words.times import NEVER, Interval
from evaluator.words.truth import DISPUTED, NO, OPEN, YES, Truth

Wanted: TypeAlias = tuple[str, ...] | None
Names = Mapping[str, Any]  # facts (as told), parties, and under EACH the entry of a list that is looked at
EACH = "each"
NOBODY = 99  # the rank of who may not decide


class CaseRules:
    """The rules by which facts are matched: of each test those that somebody asked for, and whose word counts."""

    def __init__(self) -> None:
        self.texts, self.words = Words(()), LastWords()
        self.tests: dict[Test, TermRules] = {}

    def of(self, test: Test) -> TermRules:
        """The rules of a test."""
        if test not in self.tests:
            self.tests[test] = TermRules(Term("", "", (), (test,)), self.texts)
        return self.tests[test]

    @property
    def all(self) -> list[Ruleset]:
        """Every set of rules that is loaded."""
        return [self.words.rules, *(each.rules for each in self.tests.values())]


class Matcher:
    """Single facts against terms, test by test, by rules compiled of the law for all cases."""

    def __init__(self, known: Known, vocabulary: Vocabulary, rules: CaseRules, truths: Truths, fault: str) -> None:
        self.known, self.vocabulary, self.rules, self.truths, self.fault = known, vocabulary, rules, truths, fault
        self.words, self.carriers = rules.texts, Carriers(known.told, vocabulary)
        self._found: dict[tuple[TermRules, Telling, Wanted], Truth] = {}
        self._rules: dict[
            int, tuple[TermRules, Test]
        ] = {}  # with its test, so that no other takes the identity of that
        self._stand: dict[tuple[Any, ...], list[Determination]] = {}

    # -- fields

    def fits(
        self, term: Term, tellings: Sequence[Telling], names: Names, only: Mapping[int, str] | None = None
    ) -> list[Truth]:
        """Whether each of these facts fits a term's fields. `only` gives for a test (by number) the one entry it asks for."""
        wanted: list[Sequence[Wanted] | None] = [None] * len(term.tests)
        found = [self._fit(term, telling, names, only or {}, wanted) for telling in tellings]
        return [NO if each == OPEN else each for each in found] if self.fault == "unknown" else found

    def _fit(
        self, term: Term, telling: Telling, names: Names, only: Mapping[int, str], wanted: list[Sequence[Wanted] | None]
    ) -> Truth:
        truths: set[Truth] = set()
        for number, test in enumerate(term.tests):
            asked = wanted[number]
            if asked is None:
                asked = wanted[number] = self._wanted(term, test, names, only.get(number))
            rules = self._rules_of(test) if asked else None
            for each in asked:
                truth = self._found.get((rules, telling, each))  # type: ignore[arg-type]  # there are some if anything is asked
                if truth is None:
                    truth = self._passes(test, telling, each)
                if truth == NO:  # whatever the others come to, it does not fit
                    return NO
                truths.add(truth)
        return self.truths.whole(ALL, frozenset(truths))

    def _rules_of(self, test: Test) -> TermRules:
        found = self._rules.get(id(test))
        if found is None:
            found = self._rules[id(test)] = self.rules.of(test), test
        return found[0]

    def _passes(self, test: Test, telling: Telling, wanted: Wanted) -> Truth:
        """Whether one field of a fact passes one test."""
        rules, words = self._rules_of(test), [self.words[each] for each in wanted] if wanted is not None else None
        told = self._told(test, telling, wanted)
        truth = rules.told((told,), (words,), self._held if test.kind == "field of" else ())
        self._found[rules, telling, wanted] = truth
        return truth

    def _wanted(self, term: Term, test: Test, names: Names, only: str | None) -> Sequence[Wanted]:
        """What a test asks for that hangs on the case, None where that is open; each entry of another fact's field is a test of its own."""
        match test.kind:
            case "party":
                if test.wanted[0] not in names and (test.wanted[0], test.field) in term.binds:
                    return ()  # whoever it is, the fact brings it in
                return [(str(names.get(test.wanted[0], "")),)]
            case "fact":
                return [tuple(names[name].root for name in test.wanted if name in names)]
            case "same":
                value = self._other(test, names)
                return [
                    tuple(value) if isinstance(value, tuple) else None if value in (None, REDACTED) else (str(value),)
                ]
            case "field of":
                return [(each,) for each in ([only] if only is not None else self.asked(test, names))]
        return [()]

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

    @cached_property
    def _held(self) -> list[tuple[int, ...]]:
        """The parties that hold offices, with those: one party will do for another that holds the same."""
        held = [(party, self._offices(party)) for party in self.known.parties]
        return [(self.words[party], *map(self.words.__getitem__, offices)) for party, offices in held if offices]

    def _told(self, test: Test, telling: Telling, wanted: Wanted) -> list[int] | None:
        """The values of a field that a test looks at; None where they are open."""
        value = telling.fields.get(test.field)
        if test.kind == "hours":
            truth, _ = local_hour(test, telling, self.vocabulary, self.known.parties)
            return {YES: [IN_HOURS], NO: []}.get(truth)
        if value is None or value is REDACTED:
            carries = test.kind == "party" and not self.carriers.not_by(telling, test.field).isdisjoint(wanted or ())
            return [] if carries else None
        if test.kind == "offices":
            return values_of(tuple(o for p in value for o in self._offices(p)), self.words)
        if wanted is None and ANY_PARTY not in value:
            return None
        return values_of(value, self.words)

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
