"""Definitions as the proof checker puts them in place: a term of a defined kind asks for the fact that it is made from, and all beside it.

The fact goes by the name that the user gave the term, and parties by the names that the user gave them; whatever else a definition names
is its own, and is called so: `the term's name`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Any

from evaluator.documents.terms import Construct, Counting, Item, JudgementItem, Proviso, StatusItem, Term, Test
from evaluator.passes.verify_wordings import Wording

BESIDE = ("when", "when any", "unless", "unless shown", "until")
JOINS = ("party", "same", "fact", "field of")


class Definitions:
    """The definitions of a rulebook through their versions."""

    def __init__(self, meanings: Mapping[str, Sequence[Wording]]) -> None:
        self.meanings = meanings

    def behind(self, wording: Wording) -> list[Wording]:
        """Every version of every definition that a wording needs."""
        return [each for name in sorted(self._used(wording.construct, set())) for each in self.meanings[name]]

    def pieces(self, wording: Wording) -> Iterator[Wording]:
        """A wording with its definitions written out, cut wherever one of those it needs changes."""
        used = self._used(wording.construct, set())
        edges = {edge for name in used for each in self.meanings[name] for edge in (each.since, each.until)}
        cuts = sorted({wording.since, wording.until} | {e for e in edges if wording.since < e < wording.until})
        for since, until in pairwise(cuts):
            yield replace(self._written_out(wording, since), since=since, until=until) if used else wording

    def _used(self, construct: Construct, seen: set[str]) -> set[str]:
        """The definitions that a construct needs, and those that these need."""
        for term in construct.terms:
            if term.kind in self.meanings and term.kind not in seen:
                seen.add(term.kind)
                for each in self.meanings[term.kind]:
                    self._used(each.construct, seen)
        return seen

    def _written_out(self, wording: Wording, at: int) -> Wording:
        construct, readings, odd = wording.construct, set(wording.construct.readings), [wording.strange]

        def put(items: Iterable[Item]) -> tuple[Any, ...]:
            return tuple(self._meant(item, at, readings, odd) for item in items)

        def one(term: Term | None) -> Any:
            return put([term])[0] if term is not None else None

        construct = replace(
            construct,
            arises=put(construct.arises),
            before=one(construct.before),
            act=one(construct.act),
            done_by=one(construct.done_by),
            kept_by=put(construct.kept_by),
            conditions={key: put(items) for key, items in construct.conditions.items()},
            readings=frozenset(readings),
        )
        return replace(
            wording, construct=replace(construct, readings=frozenset(readings)), strange=next(filter(None, odd), "")
        )

    def _meant(self, item: Item, at: int, readings: set[str], odd: list[str]) -> Item:
        """An item, with the defined kind that it may be of written out."""
        known = self.meanings.get(item.kind, ()) if isinstance(item, Term) else ()
        meaning = next((each for each in known if each.since <= at < each.until), None)
        if meaning is None or not isinstance(item, Term):
            return item
        definition = meaning.construct
        readings |= definition.readings
        odd.append(meaning.strange)
        if definition.kind == "measure":
            return self._measured(item, definition, at, readings, odd)
        first, *others = definition.arises
        base = self._meant(first, at, readings, odd)
        assert isinstance(base, Term)
        asked = {how: definition.items(how) for how in BESIDE}
        asked["when"] = (*others, *asked["when"])
        provisos = [
            Proviso(how, tuple(self._meant(each, at, readings, odd) for each in asked[how]))  # type: ignore[arg-type]  # one of BESIDE
            for how in BESIDE
            if asked[how]
        ]
        return _Joined(item, base, provisos, definition).term()

    def _measured(self, item: Term, measure: Construct, at: int, readings: set[str], odd: list[str]) -> Item:
        """The facts that a measure counts, each in one group with the fact around which they are counted."""
        asked = {test.kind: test for test in item.tests}
        if set(asked) != {"fact", "number"} or measure.counts is None or measure.over is None:
            odd.append("asks of a measure what this checker does not know")
            return item
        [around] = asked["fact"].wanted
        group = tuple(Test(field, "same", (around,)) for field in measure.per)

        def grouped(term: Term) -> Term:
            meant = self._meant(term, at, readings, odd)
            assert isinstance(meant, Term)
            return replace(meant, name=item.name, tests=meant.tests + group)

        base = grouped(measure.out_of) if measure.out_of is not None else None
        counting = Counting(measure.name, around, asked["number"], measure.per, measure.over, measure.calendar, base)
        return replace(grouped(measure.counts), counted=counting, defined=measure.citation, place=item.place)


class _Joined:
    """One term of a defined kind beside what the definition says."""

    def __init__(self, item: Term, base: Term, provisos: Sequence[Proviso], definition: Construct) -> None:
        self.item, self.base, self.provisos, self.definition = item, base, provisos, definition
        self.beside = [each for proviso in provisos for each in proviso.items if isinstance(each, Term)]
        self.places = [(test, *self._place(test.field)) for test in item.tests]
        self.names, self.own = self._names()

    def _place(self, field: str) -> tuple[Term, str]:
        """The fact of the definition, and its field, that a field of the defined kind is."""
        fact, what = self.definition.gives.get(field, (self.base.name, field))
        if fact:
            return next((t for t in self.beside if t.name == fact != self.base.name and not t.absent), self.base), what
        parties = ((t, test.field) for t in (self.base, *self.beside) for test in t.tests if _is(test, what))
        return next(parties, (self.base, field))

    def _names(self) -> tuple[dict[str, str], set[str]]:
        """What the definition's names become, and which of them are parties of its own."""
        item, facts = self.item, {t.name for t in self.beside if not t.absent}
        own = {test.wanted[0] for t in (self.base, *self.beside) for test in t.tests if test.kind == "party"}
        spoken = {name for proviso in self.provisos for each in proviso.items for name in _named_by(each)}
        own |= spoken & (self.definition.names - facts - {self.base.name})
        names = {name: f"{item.name}'s {name}" for name in (*facts, *own)}
        for test, term, field in self.places:
            inner = next((t.wanted[0] for t in term.tests if t.field == field and t.kind == "party"), None)
            if test.kind == "party" and inner is not None:
                names[inner] = test.wanted[0]
        names[self.base.name] = item.name
        return names, {names[party] for party in own if names[party] == f"{item.name}'s {party}"}

    def term(self) -> Term:
        """The term of the kind of fact that it is made from."""
        added: dict[str, list[Test]] = {}
        for test, term, field in self.places:
            added.setdefault(term.name, []).append(test if test.field == field else replace(test, field=field))
        main: Any = self._renamed(self.base, {})
        tests = tuple(dict.fromkeys((*main.tests, *added.pop(self.base.name, ()))))
        binds = [(t.wanted[0], t.field) for t in main.tests if t.kind == "party" and t.wanted[0] in self.own]
        guard = [Proviso(p.how, tuple(self._renamed(each, added) for each in p.items)) for p in self.provisos]
        return replace(
            self.item,
            kinds=self.base.kinds,
            tests=tests,
            judged=(*self.base.judged, *self.item.judged),
            relations=(*main.relations, *self.item.relations),
            guard=(*main.guard, *guard),
            binds=(*main.binds, *binds),
            defined=self.definition.citation,
        )

    def _renamed(self, item: Item, added: Mapping[str, Sequence[Test]]) -> Item:
        """An item of the definition in the names of who uses it, with what the user asks of that fact."""

        def new(names: Iterable[str]) -> tuple[str, ...]:
            return tuple(self.names.get(name, name) for name in names)

        relations = tuple(r if new(r.names) == r.names else replace(r, names=new(r.names)) for r in item.relations)
        if isinstance(item, StatusItem):
            called = {key: self.names.get(name, name) for key, name in item.names.items()}
            return replace(item, names=called, relations=relations)
        if isinstance(item, JudgementItem):
            return replace(item, about=new(item.about), name=self.names.get(item.name, item.name), relations=relations)
        tests = [
            replace(test, wanted=new(test.wanted)) if test.kind in JOINS and new(test.wanted) != test.wanted else test
            for test in item.tests
        ]
        guard = (Proviso(p.how, tuple(self._renamed(each, {}) for each in p.items)) for p in item.guard)
        come = item.kinds_from
        return replace(
            item,
            name=self.names.get(item.name, item.name),
            tests=(*tests, *added.get(item.name, ())),
            relations=relations,
            guard=tuple(guard),
            binds=tuple((self.names.get(name, name), field) for name, field in item.binds),
            kinds_from=(come[0], self.names.get(come[1], come[1])) if come else None,
            counted=self._around(item.counted),
        )

    def _around(self, counting: Counting | None) -> Counting | None:
        if counting is None:
            return None
        base: Any = self._renamed(counting.base, {}) if counting.base is not None else None
        return replace(counting, around=self.names.get(counting.around, counting.around), base=base)


def _is(test: Test, party: str) -> bool:
    return test.kind == "party" and test.wanted == (party,)


def _named_by(item: Item) -> Iterable[str]:
    if isinstance(item, JudgementItem):
        return item.about
    return item.names.values() if isinstance(item, StatusItem) else ()
