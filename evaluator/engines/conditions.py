"""The reference engine's conditions: terms, statuses and judgements over a case, as formulas. No cleverness: loops and plain comparisons."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from evaluator.documents.case import ANY_PARTY, REDACTED, Determination, Facts, Telling
from evaluator.documents.leaves import Assumed, FieldOpen, Fits, Ordered, Presumed, Spoken, Unrecorded, happened
from evaluator.documents.terms import Item, Judged, JudgementItem, StatusItem, Term, Test
from evaluator.documents.vocabulary import STRENGTHS, Vocabulary
from evaluator.words.formula import ALWAYS, NEVER_SO, Every, Node, Opposite, Some, Told
from evaluator.words.times import EVER
from evaluator.words.truth import DISPUTED, NO, OPEN, YES, Truth

Names = Mapping[str, Any]
StatusOf = Callable[[StatusItem, Names], Node]
UNRANKED = 99
EACH = "each"
FEW = 4
NOBODY_ELSE = Assumed("a party not on file has done nothing yet", NO)


class Plan:
    """What can be said of a term whatever the case: whose record it is in, whether it is presumed absent, what it joins on."""

    __slots__ = ("joins", "presumed", "subject")

    def __init__(self, term: Term, vocabulary: Vocabulary) -> None:
        kinds = [vocabulary.kinds[kind] for kind in term.kinds]
        fields = {kind.subject for kind in kinds}
        parties = [test for test in term.tests if test.kind == "party"]
        self.presumed = all(kind.absent_unless_shown for kind in kinds)
        own = [test.wanted[0] for test in parties if test.field in fields]
        named = own or ([test.wanted[0] for test in parties] if self.presumed else [])
        self.subject = named[0] if named else None
        self.joins = [test for test in term.tests if test.kind == "fact"] or parties


class Conditions:
    """Conditions over what is known of one case. `presume` is off when nothing may be presumed absent."""

    def __init__(self, facts: Facts, vocabulary: Vocabulary, presume: bool, status_of: StatusOf, plans: dict[int, Plan]) -> None:
        self.facts, self.vocabulary, self.presume, self.status_of, self.plans = facts, vocabulary, presume, status_of, plans
        self._happened: dict[int, Node] = {}

    def happened(self, telling: Telling) -> Node:
        """Whether a fact has happened."""
        return happened(telling, self._happened)

    # -- fields

    def fit(self, term: Term, telling: Telling, names: Names) -> Node | None:
        """Whether a fact fits a term's fields, before time and judgement; None if it surely does not."""
        opens: list[Node] = []
        fields = telling.fields
        for test in term.tests:
            value = fields.get(test.field)
            if value is None or value is REDACTED:
                opens.append(self._open(test, telling, names, OPEN))
                continue
            truth = self._told(test, value, names)
            if truth == NO:
                return None
            if truth != YES:
                opens.append(self._open(test, telling, names, truth))
        for relation in term.relations:
            for name in relation.names:
                if name in names:
                    leaf = Ordered(telling, relation.how, names[name])
                    if leaf.value == NO:
                        return None
                    opens.append(leaf)
        fits = Fits(term, telling)
        return Every([fits, *opens]) if opens else fits

    def _told(self, test: Test, value: Any, names: Names) -> Truth:
        """One field that is told, against what a term asks."""
        kind, wanted = test.kind, test.wanted
        if kind == "party":
            return YES if names.get(wanted[0]) in value else NO
        if kind == "one of":
            return YES if (value in wanted if isinstance(value, str) else not wanted_none(value, wanted)) else NO
        if kind == "fact":
            return YES if any(name in names and names[name].root in value for name in wanted) else NO
        if kind == "same":
            other = self._same(test, names)
            if other is None or other is REDACTED:
                return OPEN
            return NO if wanted_none(other, value) else YES
        if kind == "all of":
            return YES if all(item in value for item in wanted) else NO
        if kind == "offices":
            return self._offices(test, value)
        return self._number(test, value)

    def _same(self, test: Test, names: Names) -> Any:
        if names.get(EACH) is not None and names[EACH][0] == test.field and test.wanted[0] == names[EACH][1]:
            return names[EACH][2]
        other = names.get(test.wanted[0])
        return other.fields.get(test.field) if other is not None else None

    def _offices(self, test: Test, value: Sequence[str]) -> Truth:
        parties = self.facts.parties
        held = {office for party in value if party in parties for office in parties[party].offices}
        return YES if (held.issuperset(test.wanted) if test.every else not held.isdisjoint(test.wanted)) else NO

    def _number(self, test: Test, value: Any) -> Truth:
        low, high, low_in, high_in = test.bounds
        above = low is None or value > low or (low_in and value == low)
        below = high is None or value < high or (high_in and value == high)
        return YES if above and below else NO

    def _open(self, test: Test, telling: Telling, names: Names, value: Truth) -> FieldOpen:
        own = telling.fields.get(test.field)
        why = "redacted" if own is REDACTED else "absent" if own is None else "open on the other side"
        return FieldOpen(telling, test, self.wanted(test, names), why, value)

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
        words = self._weighty(judged, about)
        standard = self.vocabulary.standards[judged.standard]
        ranked = [(self._rank(word.by, standard.decided_by, bearer), word) for word in words]
        best = min((rank for rank, _ in ranked), default=UNRANKED)
        top = [word for rank, word in ranked if rank == best < UNRANKED]
        last = [word for word in top if word.recorded == max(o.recorded for o in top if o.by == word.by)]
        answers = {word.says for word in last}
        value = OPEN if not answers else DISPUTED if len(answers) > 1 else YES if answers == {judged.says} else NO
        return Spoken(judged, about, value, last)

    def best_rank(self, standard: str, about: tuple[str, ...], bearer: str | None) -> int:
        """The rank of the highest who spoke; UNRANKED if nobody did."""
        ranks = self.vocabulary.standards[standard].decided_by
        words = self.facts.said.get((standard, about), ())
        return min((self._rank(word.by, ranks, bearer) for word in words), default=UNRANKED)

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

    def judged(self, term: Term, telling: Telling, bearer: str | None) -> Node:
        """Every standard that a term asks of the fact itself."""
        leaves = [self.spoken(judged, (telling.id,), bearer) for judged in term.judged]
        return ALWAYS if not leaves else leaves[0] if len(leaves) == 1 else Every(leaves)

    # -- the record

    def hidden(self, term: Term, names: Names, until: int = EVER) -> Node:
        """There may be one more such fact that is not on record, up to `until`."""
        plan = self.plan(term)
        subject = names.get(plan.subject) if plan.subject is not None else None
        if subject == ANY_PARTY:
            return NOBODY_ELSE
        kinds = self.kinds(term, names) if term.kinds_from else term.kinds
        if self.presume and plan.presumed:
            return Presumed(kinds, subject if isinstance(subject, str) else "anyone")
        if not isinstance(subject, str):
            return Unrecorded(kinds, "someone", until, ())
        return Unrecorded(kinds, subject, until, [self.facts.declared.get((kind, subject), ()) for kind in kinds])

    def plan(self, term: Term) -> Plan:
        """What can be said of a term whatever the case."""
        plan = self.plans.get(id(term))
        if plan is None:
            plan = self.plans[id(term)] = Plan(term, self.vocabulary)
        return plan

    def kinds(self, term: Term, names: Names) -> Sequence[str]:
        """The kinds of fact a term is about: its own, or of a group those that a fact asks for."""
        if term.kinds_from is None:
            return term.kinds
        asked = names[term.kinds_from[1]].fields.get(term.kinds_from[0]) if term.kinds_from[1] in names else None
        return tuple(kind for kind in term.kinds if kind in asked) if isinstance(asked, tuple) else term.kinds

    def events(self, term: Term, names: Names) -> list[Sequence[Telling]]:
        """The facts that may fit a term, each as the tellings of one event."""
        known = self.facts.events
        kinds = self.kinds(term, names) if term.kinds_from else term.kinds
        if len(kinds) == 1:
            here = known.get(kinds[0])
            if here is None:
                return []
            if len(here) < FEW:
                return [event.tellings for event in here]
        field, values = None, ()
        for test in self.plan(term).joins:
            if test.wanted[0] in names:
                value = names[test.wanted[0]]
                field = test.field
                values = (value,) if isinstance(value, str) else tuple(names[n].root for n in test.wanted if n in names)
                if test.kind == "fact":
                    break
        return [event.tellings for event in self.facts.candidates(kinds, field, values)]

    # -- items

    def every(self, items: Sequence[Item], names: Names, bearer: str | None, silent: bool = False) -> Node:
        """All items hold, bound left to right. `silent`: what is not on record has not happened."""
        if not items:
            return ALWAYS
        parts: list[Node] = []
        for index, item in enumerate(items):
            rest = items[index + 1 :]
            if isinstance(item, Term) and not item.absent and item.name not in names and any(_needs(i, item.name) for i in rest):
                parts.append(self._exists(item, names, bearer, silent, rest))
                break
            parts.append(self.one(item, names, bearer, silent))
        return parts[0] if len(parts) == 1 else Every(parts)

    def one(self, item: Item, names: Names, bearer: str | None, silent: bool = False) -> Node:
        """One item holds."""
        if isinstance(item, StatusItem):
            return self.status_of(item, names)
        if isinstance(item, JudgementItem):
            about = tuple(n.id if isinstance(n, Telling) else str(n) for n in (names.get(name, name) for name in item.about))
            return self.spoken(item.judged, about, bearer)
        if item.absent:
            return Opposite(self._exists(item, names, bearer, silent, ()))
        if item.name in names and isinstance(names[item.name], Telling):
            return self._holds(item, names[item.name], names, bearer, ()) or NEVER_SO
        return self._exists(item, names, bearer, silent, ())

    def _exists(self, term: Term, names: Names, bearer: str | None, silent: bool, rest: Sequence[Item]) -> Node:
        ways: list[Node] = []
        for tellings in self.events(term, names):
            found = [self._holds(term, telling, names, bearer, rest, silent) for telling in tellings]
            if len(found) == 1:
                ways += [node for node in found if node is not None]
            elif any(node is not None for node in found):
                ways.append(Told([node or NEVER_SO for node in found]))
        hidden = self.hidden(term, names)
        if not silent or isinstance(hidden, Presumed):
            ways.append(hidden)
        return ways[0] if len(ways) == 1 else Some(ways)

    def _holds(
        self, term: Term, telling: Telling, names: Names, bearer: str | None, rest: Sequence[Item], silent: bool = False
    ) -> Node | None:
        fits = self.fit(term, telling, names)
        if fits is None:
            return None
        inner = {**names, term.name: telling} if rest or term.guard else names
        parts = [fits, self.happened(telling)]
        if term.judged:
            parts.append(self.judged(term, telling, bearer))
        if term.guard:
            parts.append(self.every(term.guard, inner, bearer, silent))
        if rest:
            parts.append(self.every(rest, inner, bearer, silent))
        return Every(parts)


def wanted_none(values: Sequence[object], wanted: Sequence[object]) -> bool:
    """Whether two short lists share nothing."""
    for value in values:
        if value in wanted:
            return False
    return True


def _needs(item: Item, name: str) -> bool:
    """Whether an item joins on a fact of that name."""
    if isinstance(item, StatusItem):
        return True
    if isinstance(item, JudgementItem):
        return name in item.about
    used = {n for test in item.tests if test.kind in ("same", "fact") for n in test.wanted}
    used |= {n for relation in item.relations for n in relation.names}
    return name in used or item.name == name
