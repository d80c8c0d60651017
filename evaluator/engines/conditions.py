"""The reference engine's conditions: terms, statuses and judgements over a case, as formulas.

No cleverness: loops and plain comparisons.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from evaluator.documents.case import ANY_PARTY, Facts, Telling
from evaluator.documents.leaves import Assumed, Lasting, Presumed, Unrecorded
from evaluator.documents.terms import Construct, Item, JudgementItem, Proviso, StatusItem, Term, Test
from evaluator.engines.counting import Counts
from evaluator.engines.plans import Lent, Plan, Plans
from evaluator.words.formula import ALWAYS, NEVER_SO, Every, Node, Opposite, Shown, Some, Told
from evaluator.words.times import EVER
from evaluator.words.truth import NO

Names = Mapping[str, Any]
FEW = 4
NOTHING: Sequence[Sequence[Telling]] = ()
NOBODY_ELSE = Assumed("a party not on file has done nothing yet", NO)


class Absences:
    """What may not be on record. It stands apart from the conditions that use it, for instances keep it and conditions keep instances."""

    def __init__(self, facts: Facts, presume: bool, plans: Plans) -> None:
        self.facts, self.presume, self.plans, self.lent = facts, presume, plans, Lent(plans)
        self._hidden: dict[tuple[int, str | None, int], Node] = {}

    def hidden(self, term: Term, names: Names, until: int = EVER) -> Node:
        """There may be one more such fact that is not on record, up to `until`."""
        plan = self.plans.get(id(term)) or self.plans.of(term)
        subject = names.get(plan.subject) if plan.subject is not None else None
        if subject == ANY_PARTY:
            return NOBODY_ELSE
        if plan.loose or plan.others:
            return self._absent(term, plan, subject, names, until)
        key = (id(term), subject, until)
        found = self._hidden.get(key)
        if found is None:
            found = self._hidden[key] = self._absent(term, plan, subject, names, until)
        return found

    def _absent(self, term: Term, plan: Plan, subject: Any, names: Names, until: int) -> Node:
        kinds = self.kinds(term, names) if plan.loose else plan.kinds
        if self.presume and plan.presumed:
            return Presumed(kinds, subject if isinstance(subject, str) else "anyone")
        if not isinstance(subject, str):
            return Unrecorded(kinds, "someone", until, (), plan.to)
        known = self.facts.declared
        declared = [known.get((kind, subject), ()) for kind in kinds]
        for other in plan.others:  # both sides keep this record, and either may vouch for it
            also = str(names.get(other))
            declared = [(*each, *known.get((kind, also), ())) for each, kind in zip(declared, kinds, strict=True)]
        return Unrecorded(kinds, subject, until, declared, plan.to)

    def kinds(self, term: Term, names: Names) -> Sequence[str]:
        """The kinds of fact a term is about: its own, or of a group those that a fact asks for."""
        if term.kinds_from is None:
            return term.kinds
        asked = names[term.kinds_from[1]].fields.get(term.kinds_from[0]) if term.kinds_from[1] in names else None
        return tuple(kind for kind in term.kinds if kind in asked) if isinstance(asked, tuple) else term.kinds


class Conditions(Counts):
    """Conditions over what is known of one case. `presume` is off when nothing may be presumed absent."""

    def __init__(self, facts: Facts, presume: bool, plans: Plans) -> None:
        super().__init__(facts, plans)
        absences = Absences(facts, presume, plans)
        self.hidden, self.kinds, self.lent = absences.hidden, absences.kinds, absences.lent

    def status_of(self, item: StatusItem, names: Names) -> Node:
        """That an instance of one of the norms has a status."""
        raise NotImplementedError(item.status)

    # -- the record

    def each(self, term: Term, names: Names) -> Sequence[Term]:
        """A term that asks for several recipients, as one term for each: to tell two is to tell each of them, in one act or in two."""
        if not self.plans.of(term).several:
            return [term]
        for index, test in enumerate(term.tests):
            asked = self.asked(test, names) if test.kind == "field of" else test.wanted if test.every else ()
            if len(asked) > 1:
                key, splits = (id(term), index, *asked), self.lent.splits
                if key not in splits:
                    splits[key] = [_only(term, index, test, one) for one in asked]
                return [last for first in splits[key] for last in self.each(first, names)]
        return [term]

    def events(self, term: Term, names: Names) -> Sequence[Sequence[Telling]]:
        """The facts that may fit a term, each as the tellings of one event."""
        plan = self.plans.get(id(term)) or self.plans.of(term)
        told = self.facts.told
        kinds = self.kinds(term, names) if plan.loose else plan.kinds
        if len(kinds) == 1:
            here = told.get(kinds[0])
            if here is None or len(here) < FEW:
                return here or NOTHING
        elif told.keys().isdisjoint(kinds):
            return NOTHING
        field, values = None, ()
        for test in plan.joins:
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
        if len(items) == 1:
            return self.one(items[0], names, bearer, silent)
        for index, item in enumerate(items):
            rest = items[index + 1 :]
            if rest and isinstance(item, Term) and item.name not in names and self._joins(item, rest):
                parts.append(self._exists(item, names, bearer, silent, rest))
                break
            parts.append(self.one(item, names, bearer, silent))
        return parts[0] if len(parts) == 1 else Every(parts)

    def _joins(self, item: Term, rest: Sequence[Item]) -> bool:
        """Whether one of the items after a fact joins on it; looked at once."""
        joined, key = self.plans.of(item).joined, tuple(map(id, rest))
        if key not in joined:
            joined[key] = not item.absent and item.counted is None and any(_needs(each, item.name) for each in rest)
        return joined[key]

    def one(self, item: Item, names: Names, bearer: str | None, silent: bool = False) -> Node:
        """One item holds."""
        if isinstance(item, StatusItem):
            return self.status_of(item, names)
        if isinstance(item, JudgementItem):
            return self._determined(item, names, bearer)
        if item.counted is not None:
            return self.counted(item, item.counted, names, bearer)
        if item.absent:
            return Opposite(self._exists(item, names, bearer, silent, ()))
        if item.name in names and isinstance(names[item.name], Telling):
            return self._holds(item, names[item.name], names, bearer, (), silent, bound=True) or NEVER_SO
        return self._exists(item, names, bearer, silent, ())

    def _determined(self, item: JudgementItem, names: Names, bearer: str | None) -> Node:
        about = _about(item, names)
        spoken = self.spoken(item.judged, about, bearer)
        held = self.limits(item.judged, about, bearer) if item.relations else None
        if held is None:
            return spoken
        return Every([spoken, *(node for each in item.relations for node in self.related(held, each, names))])

    def named(self, construct: Construct, names: Names, bearer: str | None) -> Names:
        """The names with each judgement that has one of its own: the period in which it held, None where nobody limited it."""
        called = construct.named_judgements
        if not called:
            return names
        return {**names, **{each.name: self.limits(each.judged, _about(each, names), bearer) for each in called}}

    def excuses(self, construct: Construct, names: Names, bearer: str | None) -> Node:
        """An excusing edge holds."""
        if not construct.excusable:
            return NEVER_SO
        names = self.named(construct, names, bearer) if construct.named_judgements else names
        ways = [self.one(item, names, bearer) for item in construct.items("unless")]
        ways += [Shown(self.one(item, names, bearer, True)) for item in construct.items("unless shown")]
        return Some(ways)

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
        self,
        term: Term,
        telling: Telling,
        names: Names,
        bearer: str | None,
        rest: Sequence[Item],
        silent: bool = False,
        bound: bool = False,
    ) -> Node | None:
        """A fact fits a term in every way; one that is bound already was seen to have happened where it was bound.

        A period that is over holds no more, unless the term says itself when it must lie.
        """
        fits = self.fit(term, telling, names)
        if fits is None:
            return None
        bound = bound or (term.defined != "" and telling in names.values())
        over = telling.ended is not None and not term.relations
        parts = [fits] if bound else [fits, Lasting(telling) if over else self.happened(telling)]
        if term.judged or term.guard:
            parts.append(self.beyond(term, telling, names, bearer, silent))
        if rest:
            parts.append(self.every(rest, {**names, term.name: telling}, bearer, silent))
        return Every(parts)

    def beyond(self, term: Term, telling: Telling, names: Names, bearer: str | None, silent: bool = False) -> Node:
        """What a term asks beyond its fields: what was judged of the fact, and what a definition asks beside it."""
        judged = self.judged(term, telling, bearer)
        if not term.guard:
            return judged
        inner = {**names, term.name: telling}
        ways = [
            Every([judged, *(self._proviso(each, {**inner, **bound}, bearer, silent) for each in term.guard)])
            for bound in self._brought(term, telling)
        ]
        return ways[0] if len(ways) == 1 else Some(ways)

    def _brought(self, term: Term, telling: Telling) -> list[dict[str, str]]:
        """The parties that a fact brings in for a definition; one it does not name may be any of the case."""
        brought: list[dict[str, str]] = [{}]
        for name, field in term.binds:
            told = telling.fields.get(field)
            people = [party.id for party in self.facts.parties.values() if not party.offices]
            values = told if isinstance(told, tuple) else self.carriers.among(people, [telling], field)
            brought = [{**each, name: value} for each in brought for value in values]
        return brought

    def _proviso(self, proviso: Proviso, names: Names, bearer: str | None, silent: bool) -> Node:
        """What a definition asks beside the fact it is made from."""
        if proviso.how == "when":
            return self.every(proviso.items, names, bearer, silent)
        quiet = silent or proviso.how in ("unless shown", "until")
        ways = [self.one(item, names, bearer, quiet) for item in proviso.items]
        if proviso.how == "when any":
            return Some(ways)
        if proviso.how == "until":
            return Opposite(Every(ways))
        return Opposite(Some([Shown(way) for way in ways] if proviso.how == "unless shown" else ways))


def _about(item: JudgementItem, names: Names) -> tuple[str, ...]:
    """The facts and parties that a judgement is about; one that the case does not name is left out beside one that it does."""
    told = [names.get(name, name) for name in item.about]
    about = tuple(each.id if isinstance(each, Telling) else str(each) for each in told)
    return tuple(each for each in about if each != ANY_PARTY) or about


def _only(term: Term, index: int, test: Test, one: str) -> Term:
    """A term with one of the recipients that one of its tests asks for."""
    wanted = (*test.wanted[:2], one) if test.kind == "field of" else (one,)
    return replace(term, tests=(*term.tests[:index], replace(test, wanted=wanted), *term.tests[index + 1 :]))


def _needs(item: Item, name: str) -> bool:
    """Whether an item joins on a fact of that name."""
    if isinstance(item, StatusItem):
        return True
    if isinstance(item, JudgementItem):
        return name in item.about
    used = {n for test in item.tests if test.kind in ("same", "fact") for n in test.wanted}
    used |= {n for relation in item.relations for n in relation.names}
    used |= {item.counted.around} if item.counted is not None else set()
    used |= {n for proviso in item.guard for each in proviso.items for n in _used(each)}
    return name in used or item.name == name


def _used(item: Item) -> set[str]:
    """Every name that an item of a definition may go by."""
    used = {n for relation in item.relations for n in relation.names}
    if isinstance(item, JudgementItem):
        return used | set(item.about)
    if isinstance(item, StatusItem):
        return used | set(item.names.values())
    return used | {n for test in item.tests for n in test.wanted}
