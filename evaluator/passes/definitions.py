"""Definitions put in place: a term of a defined kind becomes one of the kind it is made from, with what the definition asks beside it.

A definition is read in its version of the moment of the norm that uses it. Its names do not leak: the fact it is made from goes by the
name that the user gave the term, parties take the user's names where the term names them, and what is left gets names of the term's own.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Any, cast

from evaluator.documents.reader import quoted
from evaluator.documents.terms import Construct, Counting, Item, JudgementItem, Proviso, StatusItem, Term, Test
from evaluator.passes.program import Wording
from evaluator.words.errors import Problem

PROVISOS = ("when", "when any", "unless", "unless shown", "until")


class Definitions:
    """The definitions of a rulebook, each through its versions."""

    def __init__(self, wordings: Mapping[str, Sequence[Wording]], made: dict[Any, Any] | None = None) -> None:
        """`made` keeps what was put in place of items, for other norms, times and choices of readings that give them the same meaning."""
        self.wordings, self.made = wordings, made if made is not None else {}
        self._standing: dict[tuple[str, int], tuple[int, ...]] = {}

    def circles(self) -> Iterator[Problem]:
        """Definitions that build on each other in a circle; their terms cannot be put in place."""
        for name, wordings in self.wordings.items():
            path = self._path(name, name, ())
            if path is not None and name == min(path):
                what = "definitions that build on each other in a circle: " + " → ".join(map(quoted, (*path, name)))
                advice = "say what one of them means without the other"
                yield Problem(*wordings[0].construct.place, what, advice)

    def _path(self, name: str, goal: str, seen: tuple[str, ...]) -> tuple[str, ...] | None:
        for other in sorted(self._direct(name)):
            if other == goal:
                return (*seen, name)
            if other not in (*seen, name):
                found = self._path(other, goal, (*seen, name))
                if found is not None:
                    return found
        return None

    def _direct(self, name: str) -> set[str]:
        return {kind for w in self.wordings.get(name, ()) for kind in w.construct.kinds_named if kind in self.wordings}

    def pieces(self, wording: Wording) -> list[Wording]:
        """A wording with its defined kinds put in place; one for each stretch in which the definitions stay the same."""
        used = {kind for kind in wording.construct.kinds_named if kind in self.wordings}
        ahead = list(used)
        while ahead:
            further = self._direct(ahead.pop()) - used
            used |= further
            ahead += further
        if not used:
            return [wording]
        edges = {wording.since, wording.until}
        for each in (w for name in used for w in self.wordings[name]):
            edges |= {edge for edge in (each.since, each.until) if wording.since < edge < wording.until}
        return [
            replace(wording, construct=self._construct(wording.construct, since), since=since, until=until)
            for since, until in pairwise(sorted(edges))
        ]

    def _meaning(self, kind: str, at: int) -> Construct | None:
        return next((w.construct for w in self.wordings.get(kind, ()) if w.since <= at < w.until), None)

    def _construct(self, construct: Construct, at: int) -> Construct:
        readings = set(construct.readings)

        def put(items: Iterable[Item]) -> tuple[Item, ...]:
            return tuple(self._put(item, at, readings) for item in items)

        def one(term: Term | None) -> Term | None:
            return cast("Term", put([term])[0]) if term is not None else None

        return replace(
            construct, arises=put(construct.arises), before=one(construct.before), act=one(construct.act),
            done_by=one(construct.done_by), kept_by=put(construct.kept_by),
            conditions={key: put(items) for key, items in construct.conditions.items()}, readings=frozenset(readings),
        )  # fmt: skip

    def _stands(self, kind: str, at: int) -> tuple[int, ...]:
        """The definitions in force that give a kind its meaning, by their identity; none for a kind of fact."""
        found = self._standing.get((kind, at))
        if found is None:
            self._standing[kind, at] = ()  # a circle was refused before
            meaning = self._meaning(kind, at)
            below = sorted(meaning.kinds_named) if meaning is not None else ()
            own = (id(meaning),) if meaning is not None else ()
            found = self._standing[kind, at] = (*own, *(each for other in below for each in self._stands(other, at)))
        return found

    def _put(self, item: Item, at: int, readings: set[str]) -> Item:
        """As `_placed`, once for all norms that use a definition; the readings it rests on are added."""
        if not isinstance(item, Term) or item.kind not in self.wordings:
            return item
        key = id(item), self._stands(item.kind, at)
        if key not in self.made:  # the item is kept too, so that no other takes its identity
            used: set[str] = set()
            self.made[key] = item, self._placed(item, at, used), used
        _, made, used = self.made[key]
        readings |= used
        return cast("Item", made)

    def _placed(self, item: Item, at: int, readings: set[str]) -> Item:
        """An item with the defined kind it is of put in place, down to kinds of fact."""
        definition = self._meaning(item.kind, at) if isinstance(item, Term) else None
        base = definition.arises[0] if definition is not None and definition.arises else None
        if isinstance(item, Term) and definition is not None and definition.counts is not None:
            readings |= definition.readings
            return self._counted(item, definition, at, readings)
        if not isinstance(item, Term) or definition is None or not isinstance(base, Term):
            return item  # what is wrong with the definition was said where it stands
        readings |= definition.readings
        groups = {"when": (*definition.arises[1:], *definition.items("when"))}
        groups |= {how: definition.items(how) for how in PROVISOS[1:]}
        provisos = [
            Proviso(how, tuple(self._put(each, at, readings) for each in items))  # type: ignore[arg-type]  # one of PROVISOS
            for how, items in groups.items()
            if items
        ]
        return _merged(item, cast("Term", self._put(base, at, readings)), provisos, definition)

    def _counted(self, item: Term, measure: Construct, at: int, readings: set[str]) -> Term:
        """What is asked of a measure: the facts counted, joined with the one around which they are."""
        around = next((test.wanted[0] for test in item.tests if test.kind == "fact"), "")
        bound = next((test for test in item.tests if test.kind == "number"), None)
        if not around or bound is None or measure.over is None:
            return item  # what is wrong with it was said where it stands

        def grouped(term: Term | None) -> Term:
            put = cast("Term", self._put(cast("Term", term), at, readings))
            return replace(put, name=item.name, tests=(*put.tests, *(Test(f, "same", (around,)) for f in measure.per)))

        base = grouped(measure.out_of) if measure.out_of is not None else None
        counting = Counting(measure.name, around, bound, measure.per, measure.over, measure.calendar, base)
        return replace(grouped(measure.counts), counted=counting, defined=measure.citation, place=item.place)


def _merged(item: Term, base: Term, provisos: Sequence[Proviso], definition: Construct) -> Term:
    """One term: the fact the definition is made from, what the user asks of it, and the definition's provisos."""
    beside = [each for proviso in provisos for each in proviso.items if isinstance(each, Term)]
    places = [(test, *_place(test.field, base, beside, definition)) for test in item.tests]
    names = {term.name: f"{item.name}'s {term.name}" for term in beside if not term.absent}
    own = {test.wanted[0] for term in (base, *beside) for test in term.tests if test.kind == "party"}
    own |= {n for p in provisos for i in p.items for n in _parties(i)} & (definition.names - set(names) - {base.name})
    names |= {party: f"{item.name}'s {party}" for party in own}
    for test, term, field in places:
        inner = next((t.wanted[0] for t in term.tests if t.field == field and t.kind == "party"), None)
        if test.kind == "party" and inner is not None:
            names[inner] = test.wanted[0]
    names[base.name] = item.name
    names = {name: now for name, now in names.items() if name != now}
    added: dict[str, list[Test]] = {}
    for test, term, field in places:
        added.setdefault(term.name, []).append(test if test.field == field else replace(test, field=field))
    aside = {name: each for name, each in added.items() if name != base.name}  # its own fact is asked once
    guard = [_renamed_proviso(proviso, names, aside) for proviso in provisos]
    main = cast("Term", _renamed(base, names, {}))
    tests = tuple(dict.fromkeys((*main.tests, *added.get(base.name, ()))))
    binds = tuple((t.wanted[0], t.field) for t in main.tests if t.kind == "party" and t.wanted[0] in _fresh(names, own))
    return replace(
        item, kinds=base.kinds, tests=tests, judged=(*base.judged, *item.judged), relations=(*main.relations, *item.relations),
        guard=(*main.guard, *guard), binds=(*main.binds, *binds), defined=definition.citation,
    )  # fmt: skip


def _fresh(names: Mapping[str, str], own: Iterable[str]) -> set[str]:
    return {names[party] for party in own if names.get(party, "").endswith(f"'s {party}")}


def _place(field: str, base: Term, beside: Sequence[Term], definition: Construct) -> tuple[Term, str]:
    """The term of a definition, and its field, that give a field of the defined kind."""
    fact, what = definition.gives.get(field, (base.name, field))
    if fact:
        return next((t for t in beside if t.name == fact != base.name and not t.absent), base), what
    for term in (base, *beside):
        for test in term.tests:
            if test.kind == "party" and test.wanted == (what,):
                return term, test.field
    return base, field


def _parties(item: Item) -> Iterable[str]:
    if isinstance(item, JudgementItem):
        return item.about
    return item.names.values() if isinstance(item, StatusItem) else ()


def _renamed_proviso(proviso: Proviso, names: Mapping[str, str], added: Mapping[str, Sequence[Test]]) -> Proviso:
    return Proviso(proviso.how, tuple([_renamed(item, names, added) for item in proviso.items]))


def _renamed(item: Item, names: Mapping[str, str], added: Mapping[str, Sequence[Test]]) -> Item:
    """An item of a definition under the names of the norm that uses it, with what its user asks of the facts beside it."""
    if not names and not added:
        return item

    def new(written: Iterable[str]) -> tuple[str, ...]:
        return tuple([names.get(name, name) for name in written])

    relations = tuple([r if (now := new(r.names)) == r.names else replace(r, names=now) for r in item.relations])
    if isinstance(item, JudgementItem):
        return replace(item, about=new(item.about), relations=relations, name=names.get(item.name, item.name))
    if isinstance(item, StatusItem):
        return replace(item, names=dict(zip(item.names, new(item.names.values()), strict=True)), relations=relations)
    joins = ("party", "same", "fact", "field of")
    tests = [
        t if t.kind not in joins or (now := new(t.wanted)) == t.wanted else replace(t, wanted=now) for t in item.tests
    ]
    return replace(
        item, name=names.get(item.name, item.name), tests=(*tests, *added.get(item.name, ())), relations=relations,
        guard=tuple(_renamed_proviso(proviso, names, {}) for proviso in item.guard),
        binds=tuple((names.get(name, name), field) for name, field in item.binds),
        kinds_from=(item.kinds_from[0], *new(item.kinds_from[1:])) if item.kinds_from else None,  # type: ignore[arg-type]  # a pair, as before
        counted=_around(item.counted, names) if item.counted is not None else None,
    )  # fmt: skip


def _around(counting: Counting, names: Mapping[str, str]) -> Counting:
    """What is counted, around the fact of another name."""
    base = cast("Term", _renamed(counting.base, names, {})) if counting.base is not None else None
    return replace(counting, around=names.get(counting.around, counting.around), base=base)
