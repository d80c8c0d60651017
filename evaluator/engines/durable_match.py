"""Facts of one case against terms of the law: what rules say of the fields, and what was determined of a fact."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from evaluator.documents.case import ANY_PARTY, REDACTED, Determination, Telling
from evaluator.documents.terms import Judged, Term, Test
from evaluator.documents.vocabulary import STRENGTHS, Vocabulary
from evaluator.engines.durable_parcel import Known
from evaluator.engines.durable_rete import Row, Ruleset
from evaluator.engines.durable_terms import FIRST, OFFICE, WANT, TermRules, Words, rows_of, values_of
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
        self.terms: dict[Term, TermRules] = {}

    def of(self, term: Term) -> TermRules:
        """The rules of a term."""
        if term not in self.terms:
            self.terms[term] = TermRules(term, self.texts)
        return self.terms[term]

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
        self._stand: dict[tuple[Any, ...], list[Determination]] = {}

    # -- fields

    def fits(
        self, term: Term, tellings: Sequence[Telling], names: Names, only: Mapping[int, str] | None = None
    ) -> list[Truth]:
        """Whether each of these facts fits a term's fields. `only` gives for a test (by number) the one entry it asks for."""
        wanted: list[list[str] | None] = []
        tests: list[Test] = []
        for number, test in enumerate(term.tests):
            if test.kind == "party" and test.wanted[0] not in names and (test.wanted[0], test.field) in term.binds:
                continue  # whoever it is, the fact brings it in
            asked = self._wanted(test, names, (only or {}).get(number))
            parts = (
                [[one] for one in asked or ()] if test.kind == "field of" else [asked]
            )  # each entry is a test of its own
            tests += [test] * len(parts)
            wanted += parts
        if not tests:
            return [YES] * len(tellings)
        if len(tests) != len(term.tests):
            term = replace(term, tests=tuple(tests))
        frozen = tuple(tuple(each) if each is not None else None for each in wanted)
        new = [telling for telling in tellings if (term, frozen, telling) not in self._found]
        if new:
            shared = self._shared(term, wanted)
            told = [rows_of(number, self._told(term, telling, wanted)) for number, telling in enumerate(new)]
            for telling, truth in zip(new, self.rules.of(term).fits(told, shared), strict=True):
                blind = self.fault == "unknown" and truth == OPEN
                self._found[term, frozen, telling] = NO if blind else truth
        return [self._found[term, frozen, telling] for telling in tellings]

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

    def _shared(self, term: Term, wanted: Sequence[list[str] | None]) -> list[Row]:
        """What is wanted; and the offices, where a party will do for another that holds the same."""
        rows: list[Row] = []
        for number, asked in enumerate(wanted):
            rows += [{"k": WANT, "j": number, "v": self.words[each]} for each in asked or ()]
        if any(test.kind == "field of" for test in term.tests):
            offices = [(self.words[party], self._offices(party)) for party in self.known.parties]
            rows += [{"k": FIRST, "p": party, "o": self.words[held[0]]} for party, held in offices if held]
            rows += [{"k": OFFICE, "p": party, "o": self.words[o]} for party, held in offices for o in held]
        return rows

    def _told(self, term: Term, telling: Telling, wanted: Sequence[list[str] | None]) -> list[list[int] | None]:
        found: list[list[int] | None] = []
        for test, asked in zip(term.tests, wanted, strict=True):
            value = telling.fields.get(test.field)
            if value is None or value is REDACTED:
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
