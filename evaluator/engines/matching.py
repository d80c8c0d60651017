"""The reference engine's fits: one fact against one term, field by field, and standards as they were answered."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from evaluator.documents.case import ANY_PARTY, REDACTED, Determination, Facts, Telling
from evaluator.documents.leaves import FieldOpen, Fits, Lasting, Ordered, Spoken, happened
from evaluator.documents.local_hours import UNSURE, local_hour
from evaluator.documents.roles import Carriers
from evaluator.documents.terms import DEADLINE_OF, Judged, Relation, Term, Test
from evaluator.documents.vocabulary import STRENGTHS
from evaluator.engines.plans import Plans
from evaluator.words.formula import ALWAYS, Every, Node, Opposite
from evaluator.words.times import NEVER, Interval
from evaluator.words.truth import DISPUTED, NO, OPEN, YES, Truth

Names = Mapping[str, Any]
UNRANKED = 99
EACH = "each"


class Matching:
    """Single facts of one case against terms, and what was determined about them."""

    def __init__(self, facts: Facts, plans: Plans) -> None:
        self.facts, self.vocabulary, self.plans = facts, plans.vocabulary, plans
        self._happened: dict[Telling, Node] = {}
        self._offices: dict[tuple[str, ...], frozenset[str]] = {}
        self.carriers = Carriers(facts.told, plans.vocabulary)

    def happened(self, telling: Telling) -> Node:
        """Whether a fact has happened; one leaf for all who ask."""
        found = self._happened.get(telling)
        if found is None:
            found = self._happened[telling] = happened(telling)
        return found

    # -- fields

    def fit(self, term: Term, telling: Telling, names: Names) -> Node | None:
        """Whether a fact fits a term's fields, before time and judgement; None if it surely does not."""
        opens: list[Node] = []
        fields = telling.fields
        for field, kind, wanted, test, words in (self.plans.get(id(term)) or self.plans.of(term)).checks:
            value = fields.get(field)
            if value is None or value is REDACTED:
                if kind == "field of" and not self.asked(test, names):
                    continue
                if kind == "party":
                    if brings(term, test, names):
                        continue
                    if self.carriers.unsaid and names.get(wanted) in self.carriers.not_by(telling, field):
                        return None
                truth, why = OPEN, "absent" if value is None else "redacted"
                if kind == "hours":
                    truth, why = self.hour(test, telling)
                    if truth == NO:
                        return None
                if truth != YES:
                    opens.append(FieldOpen(telling, test, words or self.wanted(test, names), why, truth))
            elif kind == "party":
                if names.get(wanted) not in value and (wanted in names or not brings(term, test, names)):
                    return None
            elif kind == "one of":
                if isinstance(value, str):
                    if value not in wanted:
                        return None
                    continue
                for each in value:
                    if each in wanted:
                        break
                else:
                    return None
            elif kind == "fact":
                for name in wanted:
                    if name in names and names[name].root in value:
                        break
                else:
                    return None
            elif kind == "offices":
                held = self._offices.get(value) or self.offices(value)
                if not held.issuperset(wanted) if test.every else held.isdisjoint(wanted):
                    return None
            else:
                truth = self._told(test, value, names) if kind != "hours" else self.hour(test, telling)[0]
                if truth == NO:
                    return None
                if truth != YES:
                    why = UNSURE if kind == "hours" else "open on the other side"
                    opens.append(FieldOpen(telling, test, words or self.wanted(test, names), why, truth))
        for relation in term.relations:
            for node in self.related(telling, relation, names):
                if node.fixed == NO:
                    return None
                opens.append(node)
        fits = Fits(term, telling)
        return Every([fits, *opens]) if opens else fits

    def related(self, telling: Telling, relation: Relation, names: Names) -> Iterator[Node]:
        """Where a fact lies in time, against each fact that a relation names; beside an act only supposed, a period has to last."""
        if relation.how == "within":
            yield self.near(telling, relation, names)
            return
        for name in relation.names:
            if name.startswith(DEADLINE_OF):
                inside = self.in_window(telling, name.removeprefix(DEADLINE_OF), names)
                yield inside if relation.how == "before" else Opposite(inside)
            elif name in names:
                if names[name] is not None:
                    yield Ordered(telling, relation.how, names[name])
            elif relation.how == "while" and telling.period:
                yield Lasting(telling)

    def in_window(self, telling: Telling, id: str, names: Names) -> Node:
        """A fact lies in the window of another norm."""
        raise NotImplementedError(id)

    def hour(self, test: Test, telling: Telling) -> tuple[Truth, str]:
        """Whether the clock showed one of the hours asked for where it happened, and if that is open, why."""
        return local_hour(test, telling, self.vocabulary, self.facts.parties)

    def near(self, telling: Telling, relation: Relation, names: Names) -> Node:
        """A fact lies within a length of time of another."""
        raise NotImplementedError(relation.side)

    def _told(self, test: Test, value: Any, names: Names) -> Truth:
        """One field that is told, against what a term asks in any of the less common ways."""
        kind, wanted = test.kind, test.wanted
        if kind == "same":
            if ANY_PARTY in value:
                return YES
            other = self._same(test, names)
            if other is None or other is REDACTED:
                return OPEN
            return YES if shared(other, value) else NO
        if kind == "field of":
            return YES if all(self._covered(each, value) for each in self.asked(test, names)) else NO
        if kind == "all of":
            return YES if all(map(value.__contains__, wanted)) else NO
        return self._number(test, value)

    def asked(self, test: Test, names: Names) -> Sequence[str]:
        """What a field of another fact asks for; nothing if it is not on record."""
        if len(test.wanted) > 2:
            return test.wanted[2:]
        other = names.get(test.wanted[0])
        value = other.fields.get(test.wanted[1]) if other is not None else None
        return value if isinstance(value, tuple) else ()

    def _covered(self, asked: str, value: Sequence[str]) -> bool:
        """Whether a party is among others, as itself or as the same office."""
        parties = self.facts.parties
        office = parties[asked].offices[:1] if asked in parties else ()
        return asked in value or any(office and office[0] in parties[p].offices for p in value if p in parties)

    def _same(self, test: Test, names: Names) -> Any:
        if names.get(EACH) is not None and names[EACH][0] == test.field and test.wanted[0] == names[EACH][1]:
            return names[EACH][2]
        other = names.get(test.wanted[0])
        return other.fields.get(test.field) if other is not None else None

    def offices(self, parties: tuple[str, ...]) -> frozenset[str]:
        """The offices that some parties hold between them."""
        held = self._offices.get(parties)
        if held is None:
            known = self.facts.parties
            held = frozenset(office for party in parties if party in known for office in known[party].offices)
            self._offices[parties] = held
        return held

    def _number(self, test: Test, value: Any) -> Truth:
        low, high, low_in, high_in = test.bounds
        above = low is None or value > low or (low_in and value == low)
        below = high is None or value < high or (high_in and value == high)
        return YES if above and below else NO

    def wanted(self, test: Test, names: Names) -> str:
        """What a test asks for, by name."""
        if test.kind == "same":
            other = self._same(test, names)
            return ", ".join(map(str, other)) if isinstance(other, tuple) else f"{test.wanted[0]}'s {test.field}"
        known = [names.get(name, name) for name in test.wanted] if test.kind in ("party", "fact") else test.wanted
        return " or ".join(each.root if isinstance(each, Telling) else str(each) for each in known)

    # -- judgements

    def spoken(self, judged: Judged, about: tuple[str, ...], bearer: str | None) -> Spoken:
        """A standard answered about facts or parties: the highest who spoke, by their last words; equals who differ make it disputed."""
        if (judged.standard, about) not in self.facts.said:
            return Spoken(judged, about, OPEN, ())
        words = self._weighty(judged, about)
        standard = self.vocabulary.standards[judged.standard]
        ranked = [(self._rank(word.by, standard.decided_by, bearer), word) for word in words]
        best = min((rank for rank, _ in ranked), default=UNRANKED)
        top = [word for rank, word in ranked if rank == best < UNRANKED]
        last = [word for word in top if word.recorded == max(o.recorded for o in top if o.by == word.by)]
        answers = {word.says for word in last}
        value = OPEN if not answers else DISPUTED if len(answers) > 1 else YES if answers == {judged.says} else NO
        return Spoken(judged, about, value, last)

    def best_rank(self, judged: Judged, about: tuple[str, ...], bearer: str | None) -> int:
        """The rank of the highest who spoke with the strength asked for; UNRANKED if nobody did."""
        ranks = self.vocabulary.standards[judged.standard].decided_by
        return min((self._rank(word.by, ranks, bearer) for word in self._weighty(judged, about)), default=UNRANKED)

    def _weighty(self, judged: Judged, about: tuple[str, ...]) -> list[Determination]:
        words = self.facts.said.get((judged.standard, about), [])
        if judged.strength is None:
            return words
        least = STRENGTHS.index(judged.strength)
        return [w for w in words if w.strength is None or STRENGTHS.index(w.strength) >= least]

    def _rank(self, by: str, ranks: Sequence[str], bearer: str | None) -> int:
        party = self.facts.parties.get(by)
        for office in party.offices if party else ():
            if office in ranks:
                return ranks.index(office)
        return ranks.index("bearer") if by == bearer and "bearer" in ranks else UNRANKED

    def limits(self, judged: Judged, about: tuple[str, ...], bearer: str | None) -> Telling | None:
        """The period in which what was determined held, as a fact; None if nobody spoke, or without limits."""
        words = self.spoken(judged, about, bearer).words
        said = next((word for word in words if word.began is not None or word.ended is not None), None)
        if said is None:
            return None
        name = f"{judged.standard} of {' and '.join(about)}"
        began = said.began or Interval(NEVER, NEVER + 1)
        return Telling(name, "determination", began, {}, said.recorded, name, said.ended, period=True)

    def judged(self, term: Term, telling: Telling, bearer: str | None) -> Node:
        """Every standard that a term asks of the fact itself."""
        if not term.judged:
            return ALWAYS
        leaves = [self.spoken(judged, (telling.id,), bearer) for judged in term.judged]
        return leaves[0] if len(leaves) == 1 else Every(leaves)


def brings(term: Term, test: Test, names: Names) -> bool:
    """Whether a term of a defined kind brings in the party that a test names: nobody else has named it."""
    return test.wanted[0] not in names and (test.wanted[0], test.field) in term.binds


def shared(values: Sequence[object], wanted: Sequence[object]) -> bool:
    """Whether two short lists share anything."""
    for value in values:  # noqa: SIM110  # a generator for a list of one costs more than the list
        if value in wanted:
            return True
    return False
