"""Facts against terms, as the proof checker matches them: what fits, what is open, what was judged, what may be missing from the record.

It looks at every fact of the kinds asked for, one after the other; an order is kept only so that proofs can be compared part by part.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any
from zoneinfo import ZoneInfo

from evaluator.documents.case import ANY_PARTY, REDACTED, TIMELESS, Complete, Determination, Facts, Telling
from evaluator.documents.roles import Carriers
from evaluator.documents.terms import DEADLINE_OF, Judged, Relation, Term, Test
from evaluator.documents.vocabulary import STRENGTHS, Vocabulary
from evaluator.documents.yearly import Occasion
from evaluator.passes.verify_hours import hour
from evaluator.passes.verify_leaves import (
    assumed,
    claimed,
    field_open,
    fits,
    happened,
    lasting,
    near,
    on_file,
    ordered,
    presumed,
    spoken,
    unrecorded,
)  # fmt: skip
from evaluator.passes.verify_nodes import ALWAYS, DISPUTED, NO, OPEN, YES, AllOf, Leaf, Not, Part, together
from evaluator.words.times import EVER, Interval
from evaluator.words.times import NEVER as OPEN_START

Names = Mapping[str, Any]
InWindow = Callable[[Telling, str, Names], Part]
EACH = "each"
NOBODY = 99


class Matches:
    """What is known of one case, fact by fact. `presume` is off where nothing may be presumed absent."""

    def __init__(self, facts: Facts, vocabulary: Vocabulary, presume: bool, in_window: InWindow) -> None:
        self.facts, self.vocabulary, self.presume, self.in_window = facts, vocabulary, presume, in_window
        self.zones: Mapping[str, ZoneInfo] = {}  # of each calendar, by its name
        self._happened: dict[Telling, Part] = {}
        self.carriers = Carriers(facts.told, vocabulary)

    # -- which facts

    def kinds(self, term: Term, names: Names) -> Sequence[str]:
        """The kinds a term is about; of a group, those that a fact asks for, if it says."""
        if term.kinds_from is not None and term.kinds_from[1] in names:
            asked = names[term.kinds_from[1]].fields.get(term.kinds_from[0])
            if isinstance(asked, tuple):
                return tuple(kind for kind in term.kinds if kind in asked)
        return term.kinds

    def events(self, term: Term, names: Names) -> list[Sequence[Telling]]:
        """Every event of the kinds asked for; of many, those that surely join come before those that may."""
        field, values = self._join(term, names)
        kinds = self.kinds(term, names)
        found: list[Sequence[Telling]] = []
        for kind in kinds:
            here = [event.tellings for event in self.facts.events.get(kind, ())]
            if field is not None and len(here) >= 4:
                here.sort(key=lambda tellings: self._nearness(tellings, field, values))
            found += here
        return found

    def _join(self, term: Term, names: Names) -> tuple[str | None, Sequence[Any]]:
        tests = [test for test in term.tests if test.kind == "fact"]
        tests = tests or [test for test in term.tests if test.kind == "party"]
        bound = [test for test in tests if test.wanted[0] in names]
        if not bound:
            return None, ()
        test = bound[0] if bound[0].kind == "fact" else bound[-1]
        return test.field, [_id(names[name]) for name in test.wanted if name in names]

    def _nearness(self, tellings: Sequence[Telling], field: str, values: Sequence[Any]) -> int:
        told = [each for telling in tellings if isinstance(each := telling.fields.get(field), tuple)]
        if len(told) < len(tellings):
            return len(values)
        return min((i for i, value in enumerate(values) for each in told if value in each), default=len(values))

    # -- one fact

    def happened(self, telling: Telling) -> Part:
        """It has happened; what has no time always has. What is only alleged, or apparent, is open besides."""
        found = self._happened.get(telling)
        if found is None:
            found = ALWAYS if telling.time == TIMELESS else happened(telling)
            if isinstance(telling, Occasion):
                found = on_file(telling)
            if telling.strength in ("alleged", "apparent"):
                found = claimed(telling) if found is ALWAYS else AllOf([found, claimed(telling)])
            self._happened[telling] = found
        return found

    def fit(self, term: Term, telling: Telling, names: Names) -> Part | None:
        """The fields of a fact as a term asks; None if one surely differs."""
        opens: list[Part] = []
        for test in term.tests:
            if test.kind == "field of" and not self._asked(test, names):
                continue
            value = telling.fields.get(test.field)
            if test.kind == "party" and test.wanted[0] not in names and (test.wanted[0], test.field) in term.binds:
                continue  # the fact brings this party in
            truth, why = OPEN, ""
            if test.kind == "hours":
                truth, why = hour(test, telling, self.vocabulary, self.facts)
            elif value is not None and value is not REDACTED:
                truth = self._tested(test, value, names)
            elif test.kind == "party" and names.get(test.wanted[0]) in self.carriers.not_by(telling, test.field):
                truth = NO
            if truth == NO:
                return None
            if truth != YES:
                opens.append(field_open(telling, test.field, self._wanted(test, names), truth, why))
        for relation in term.relations:
            for part in self.related(telling, relation, names):
                if part.fixed == NO:
                    return None
                opens.append(part)
        fit = fits(telling, term.name)
        return AllOf([fit, *opens]) if opens else fit

    def related(self, telling: Telling, relation: Relation, names: Names) -> Iterator[Part]:
        """Where a fact lies in time; a period beside an act that is only supposed has to be going on."""
        if relation.how == "within":
            yield near(telling, relation, names.get(relation.names[0]), self.zones[relation.calendar])
            return
        for name in relation.names:
            if name.startswith(DEADLINE_OF):
                inside = self.in_window(telling, name.removeprefix(DEADLINE_OF), names)
                yield inside if relation.how == "before" else Not([inside])
            elif name in names:
                if names[name] is not None:
                    yield ordered(telling, relation.how, names[name])
            elif relation.how == "while" and telling.period:
                yield lasting(telling)

    def _tested(self, test: Test, value: Any, names: Names) -> str:
        """One field that is told: yes, no, or open because the other side is."""
        wanted = test.wanted
        match test.kind:
            case "party":
                holds = names.get(wanted[0]) in value
            case "one of":
                holds = value in wanted if isinstance(value, str) else any(each in wanted for each in value)
            case "all of":
                holds = set(wanted) <= set(value)
            case "fact":
                holds = any(names[name].root in value for name in wanted if name in names)
            case "same":
                other = self._same(test, names)
                if ANY_PARTY not in value and (other is None or other is REDACTED):
                    return OPEN
                holds = ANY_PARTY in value or any(each in value for each in other)
            case "field of":
                holds = all(self._named_among(asked, value) for asked in self._asked(test, names))
            case "offices":
                held = {office for party in value for office in self._offices(party)}
                holds = set(wanted) <= held if test.every else bool(set(wanted) & held)
            case "number":
                low, high, low_in, high_in = test.bounds
                holds = (low is None or value > low or (low_in and value == low)) and (
                    high is None or value < high or (high_in and value == high)
                )
        return YES if holds else NO

    def _offices(self, party: str) -> Sequence[str]:
        return self.facts.parties[party].offices if party in self.facts.parties else ()

    def _named_among(self, asked: str, value: Sequence[str]) -> bool:
        """A party is among others, as itself or as the same office."""
        own = self._offices(asked)[:1]
        return asked in value or any(set(own) & set(self._offices(party)) for party in value)

    def _asked(self, test: Test, names: Names) -> Sequence[str]:
        """What a field of another fact asks for."""
        if len(test.wanted) > 2:
            return test.wanted[2:]
        value = names[test.wanted[0]].fields.get(test.wanted[1]) if test.wanted[0] in names else None
        return value if isinstance(value, tuple) else ()

    def _same(self, test: Test, names: Names) -> Any:
        each = names.get(EACH)
        if each is not None and each[:2] == (test.field, test.wanted[0]):
            return each[2]
        other = names.get(test.wanted[0])
        return other.fields.get(test.field) if other is not None else None

    def _wanted(self, test: Test, names: Names) -> str:
        if test.kind == "same":
            other = self._same(test, names)
            return ", ".join(map(str, other)) if isinstance(other, tuple) else f"{test.wanted[0]}'s {test.field}"
        if test.kind in ("party", "fact"):
            return " or ".join(str(_id(names.get(name, name))) for name in test.wanted)
        return " or ".join(test.wanted)

    # -- what is not on record

    def subjects(self, term: Term) -> list[str]:
        """The names of the parties whose record a term's facts are in; of some kinds both sides keep one."""
        kinds = [self.vocabulary.kinds[kind] for kind in term.kinds]
        parties = [test for test in term.tests if test.kind == "party"]
        own = [test for test in parties if test.field in {field for kind in kinds for field in kind.recorders}]
        named = own or (parties if all(kind.absent_unless_shown for kind in kinds) else [])
        return list(dict.fromkeys(test.wanted[0] for test in (own or named[:1])))

    def hidden(self, term: Term, names: Names, until: int = EVER) -> Part:
        """There may be one that is not on record, up to `until`; no where it is presumed or declared that there is none."""
        whose, *others = [names.get(name) for name in self.subjects(term)] or [None]
        if whose == ANY_PARTY:
            return NOBODY_ELSE
        kinds = self.kinds(term, names)
        if self.presume and all(self.vocabulary.kinds[kind].absent_unless_shown for kind in term.kinds):
            return presumed(kinds, whose if isinstance(whose, str) else "anyone")
        if not isinstance(whose, str):
            return unrecorded(kinds, "someone", until, ())
        told = self.facts.declared
        declared: list[Sequence[Complete]] = [
            [word for party in (whose, *map(str, others)) for word in told.get((kind, party), ())] for kind in kinds
        ]
        return unrecorded(kinds, whose, until, declared)

    def each(self, term: Term, names: Names) -> list[Term]:
        """To tell several is to tell each: a term for every recipient that is asked for."""
        for index, test in enumerate(term.tests):
            asked = self._asked(test, names) if test.kind == "field of" else test.wanted if test.every else ()
            if len(asked) > 1:
                found: list[Term] = []
                for one in asked:
                    single = (*test.wanted[:2], one) if test.kind == "field of" else (one,)
                    tests = (*term.tests[:index], replace(test, wanted=single), *term.tests[index + 1 :])
                    found += self.each(replace(term, tests=tests), names)
                return found
        return [term]

    # -- judgements

    def rank(self, standard: str, by: str, bearer: str | None) -> int:
        """How high a decider stands for a standard: 0 is the highest, NOBODY one who does not count."""
        ranks = self.vocabulary.standards[standard].decided_by
        places = [ranks.index(office) for office in self._offices(by) if office in ranks]
        if places:
            return places[0]
        return ranks.index("bearer") if by == bearer and "bearer" in ranks else NOBODY

    def best(self, judged: Judged, about: tuple[str, ...], bearer: str | None) -> int:
        """The rank of the highest who spoke as strongly as it is asked."""
        said = self.facts.said.get((judged.standard, about), ())
        ranks = (self.rank(judged.standard, w.by, bearer) for w in said if _strong(w, judged.strength))
        return min(ranks, default=NOBODY)

    def spoken(self, judged: Judged, about: tuple[str, ...], bearer: str | None) -> Leaf:
        """The highest who spoke, by the last word of each; equals who differ leave it disputed."""
        words = [w for w in self.facts.said.get((judged.standard, about), ()) if _strong(w, judged.strength)]
        ranks = {word.by: self.rank(judged.standard, word.by, bearer) for word in words}
        best = min(ranks.values(), default=NOBODY)
        counting = [word for word in words if ranks[word.by] == best] if best < NOBODY else []
        newest = {word.by: max(w.recorded for w in counting if w.by == word.by) for word in counting}
        last = [word for word in counting if word.recorded == newest[word.by]]
        answers = {word.says for word in last}
        truth = OPEN if not answers else DISPUTED if len(answers) == 2 else YES if judged.says in answers else NO
        return spoken(judged, about, truth, last)

    def limits(self, judged: Judged, about: tuple[str, ...], bearer: str | None) -> Telling | None:
        """The period that what was determined is limited to, as a fact; None if nobody limited it."""
        limited = [word for word in self.spoken(judged, about, bearer).source if word.began or word.ended]
        if not limited:
            return None
        name = f"{judged.standard} of {' and '.join(about)}"
        began = limited[0].began or Interval(OPEN_START, OPEN_START + 1)
        return Telling(name, "determination", began, {}, limited[0].recorded, name, limited[0].ended, period=True)

    def judged(self, term: Term, telling: Telling, bearer: str | None) -> Part:
        """Every standard that a term asks of the fact itself."""
        asked = [self.spoken(judged, (telling.id,), bearer) for judged in term.judged]
        return together(asked, AllOf) if asked else ALWAYS


NOBODY_ELSE = assumed("a party not on file has done nothing yet", NO)


def _id(value: Any) -> Any:
    return value.root if isinstance(value, Telling) else value


def _strong(word: Determination, least: str | None) -> bool:
    return least is None or word.strength is None or STRENGTHS.index(word.strength) >= STRENGTHS.index(least)
