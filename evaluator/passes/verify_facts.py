"""Items of a card, as the proof checker works them out over the facts of a case: which facts could be meant, and how they hang together."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from itertools import product

from evaluator.documents.case import ANY_PARTY, Facts, Telling
from evaluator.documents.terms import Construct, Counting, Item, JudgementItem, Proviso, StatusItem, Term, Test
from evaluator.documents.vocabulary import Vocabulary
from evaluator.passes.verify_counted import Counted, alongside, inside, last_of, one_stretch
from evaluator.passes.verify_leaves import assumed, lasting
from evaluator.passes.verify_matches import InWindow, Matches, Names
from evaluator.passes.verify_nodes import ALWAYS, NEVER, NO, OPEN, AllOf, AnyOf, Leaf, Not, Part, Shown, Told, together
from evaluator.words.times import Interval


class Known(Matches):
    """What is known of one case, for whole items. `status_of` reads the status of other norms."""

    def __init__(
        self,
        facts: Facts,
        vocabulary: Vocabulary,
        presume: bool,
        status_of: Callable[[StatusItem, Names], Part],
        in_window: InWindow,
    ) -> None:
        super().__init__(facts, vocabulary, presume, in_window)
        self.status_of = status_of

    def every(self, items: Sequence[Item], names: Names, bearer: str | None, silent: bool = False) -> Part:
        """All items, left to right; a fact that later items refer to is the same in all of them."""
        if not items:
            return ALWAYS
        parts: list[Part] = []
        for index, item in enumerate(items):
            rest = items[index + 1 :]
            free = isinstance(item, Term) and not item.absent and item.counted is None and item.name not in names
            if free and isinstance(item, Term) and any(_refers(each, item.name) for each in rest):
                parts.append(self._exists(item, names, bearer, silent, rest))
                break
            parts.append(self.one(item, names, bearer, silent))
        return together(parts, AllOf)

    def one(self, item: Item, names: Names, bearer: str | None, silent: bool = False) -> Part:
        """One item holds. `silent`: what is not on record has not happened."""
        if isinstance(item, StatusItem):
            return self.status_of(item, names)
        if isinstance(item, JudgementItem):
            return self._determined(item, names, bearer)
        if item.counted is not None:
            return self._counted(item, item.counted, names, bearer)
        if item.absent:
            return Not([self._exists(item, names, bearer, silent, ())])
        bound = names.get(item.name)
        if isinstance(bound, Telling):
            fit = self.fit(item, bound, names)
            return NEVER if fit is None else AllOf([fit, *self._beyond(item, bound, names, bearer, silent)])
        return self._exists(item, names, bearer, silent, ())

    def _counted(self, item: Term, counting: Counting, names: Names, bearer: str | None) -> Part:
        """A count around a fact: each event of the kind, as one to count among and as one that counts."""
        around = names.get(counting.around)
        if not isinstance(around, Telling):
            return assumed("there is nothing on file around which to count", OPEN)
        kind = self.vocabulary.kinds[item.kinds[0]]
        start, zone = self._start(counting, around), self.zones[counting.calendar]
        told = all(isinstance(around.fields.get(field), tuple) for field in counting.per)
        stretch = one_stretch(around.time, counting.over, start, zone) if told else None
        among: list[Part] = []
        counts: list[Part] = []
        for event in self.facts.events.get(kind.name, ()):
            asked = (counting.base, item) if counting.base is not None else (item,)
            sides = [
                [self._beside(each, t, around, counting, (start, stretch), names, bearer) for t in event.tellings]
                for each in asked
            ]
            here = [NEVER if all(p.fixed == NO for p in side) else together(side, Told) for side in sides]
            if all(part.fixed == NO for part in here):
                continue
            among.append(here[0])
            counts.append(here[0] if len(here) == 1 else AllOf(here))
        whose = around.fields.get(kind.subject or "")
        owner = whose[0] if isinstance(whose, tuple) and len(whose) == 1 else None
        record = replace(counting.base or item, tests=(Test(kind.subject or "", "party", ("the owner",)),))
        more = self.hidden(record, {"the owner": owner}, last_of(around.time, counting.over, start, zone))
        return Counted(counting.measure, counting, among if counting.base is not None else (), counts, more)

    def _beside(
        self, term: Term, telling: Telling, around: Telling, counting: Counting, at: tuple[Interval | None, Interval | None],
        names: Names, bearer: str | None,
    ) -> Part:  # fmt: skip
        start, stretch = at
        own = stretch is None and telling.root == around.root
        group = [Test(field, "same", (counting.around,)) for field in counting.per]
        asked = replace(term, tests=tuple(test for test in term.tests if test not in group)) if own else term
        fit = self.fit(asked, telling, names)
        if fit is None:
            return NEVER
        near = ALWAYS
        if stretch is not None:
            near = inside(telling, counting.over, stretch)
        elif not own:
            near = alongside(telling, around, counting.over, start, self.zones[counting.calendar])
        if near.fixed == NO:
            return NEVER
        return AllOf([fit, near, self.happened(telling), self.beyond(term, telling, names, bearer)])

    def _start(self, counting: Counting, around: Telling) -> Interval | None:
        """The one time on file from which stretches are counted."""
        kind = self.vocabulary.kinds.get(counting.over.start)
        keys = [field for field in counting.per if kind is not None and field in kind.fields]
        found = []
        for event in self.facts.events.get(counting.over.start, ()):
            for telling in event.tellings:
                sides = [(telling.fields.get(key), around.fields.get(key)) for key in keys]
                if all(isinstance(a, tuple) and isinstance(b, tuple) and not set(a).isdisjoint(b) for a, b in sides):
                    found.append(telling.time)
        return found[0] if len(found) == 1 else None

    def _determined(self, item: JudgementItem, names: Names, bearer: str | None) -> Part:
        """A standard was answered so, while it held as the item asks."""
        about = _about(item, names)
        spoken = self.spoken(item.judged, about, bearer)
        held = self.limits(item.judged, about, bearer) if item.relations else None
        if held is None:
            return spoken
        return AllOf([spoken, *(part for each in item.relations for part in self.related(held, each, names))])

    def named(self, construct: Construct, names: Names, bearer: str | None) -> Names:
        """The names, and for each judgement that has one the period it is limited to."""
        called = [item for item in construct.all_items if isinstance(item, JudgementItem) and item.name]
        return {**names, **{each.name: self.limits(each.judged, _about(each, names), bearer) for each in called}}

    def beyond(self, term: Term, telling: Telling, names: Names, bearer: str | None, silent: bool = False) -> Part:
        """What a term asks beyond fields and time: what was judged of the fact, and what a definition asks beside it."""
        judged = self.judged(term, telling, bearer)
        if not term.guard:
            return judged
        ways = [
            AllOf(
                [
                    judged,
                    *(self._proviso(each, {**names, term.name: telling, **who}, bearer, silent) for each in term.guard),
                ]
            )
            for who in self._brought(term, telling)
        ]
        return together(ways, AnyOf)

    def _beyond(self, term: Term, telling: Telling, names: Names, bearer: str | None, silent: bool) -> Iterator[Part]:
        if term.judged or term.guard:
            yield self.beyond(term, telling, names, bearer, silent)

    def _brought(self, term: Term, telling: Telling) -> list[dict[str, str]]:
        """Every choice for the parties that only the definition names: those of the fact, or anybody where it names none."""
        people = [party.id for party in self.facts.parties.values() if not party.offices]
        told = [telling.fields.get(field) for _, field in term.binds]
        choices = [
            value if isinstance(value, tuple) else self.carriers.among(people, [telling], field)
            for value, (_, field) in zip(told, term.binds, strict=True)
        ]
        return [{name: who for (name, _), who in zip(term.binds, chosen, strict=True)} for chosen in product(*choices)]

    def _proviso(self, proviso: Proviso, names: Names, bearer: str | None, silent: bool) -> Part:
        if proviso.how == "when":
            return self.every(proviso.items, names, bearer, silent)
        quiet = silent or proviso.how in ("unless shown", "until")
        parts = [self.one(item, names, bearer, quiet) for item in proviso.items]
        match proviso.how:
            case "when any":
                return AnyOf(parts)
            case "until":
                return Not([AllOf(parts)])
            case "unless shown":
                return Not([AnyOf([Shown([part]) for part in parts])])
        return Not([AnyOf(parts)])

    def _exists(self, term: Term, names: Names, bearer: str | None, silent: bool, rest: Sequence[Item]) -> Part:
        """Every fact on record that could be the one, and one that is not on record."""
        ways: list[Part] = []
        for tellings in self.events(term, names):
            found = [self._is(term, telling, names, bearer, rest, silent) for telling in tellings]
            if any(part is not None for part in found):
                ways.append(together([part or NEVER for part in found], Told))
        hidden = self.hidden(term, names)
        if not silent or (isinstance(hidden, Leaf) and hidden.kind == "presumed absent"):
            ways.append(hidden)
        return together(ways, AnyOf)

    def _is(
        self, term: Term, telling: Telling, names: Names, bearer: str | None, rest: Sequence[Item], silent: bool
    ) -> Part | None:
        fit = self.fit(term, telling, names)
        if fit is None:
            return None
        ended = telling.ended is not None and not term.relations  # a period that is over holds no more
        so: Part | None = lasting(telling) if ended else self.happened(telling)
        if term.defined and any(each is telling for each in names.values()):
            so = None  # it was seen to have happened where it is meant by its own name
        parts = [fit, *([so] if so is not None else []), *self._beyond(term, telling, names, bearer, silent)]
        if rest:
            parts.append(self.every(rest, {**names, term.name: telling}, bearer, silent))
        return AllOf(parts)


def _refers(item: Item, name: str) -> bool:
    """Whether an item may be about the fact of that name."""
    if isinstance(item, StatusItem):
        return True
    if isinstance(item, JudgementItem):
        return name in item.about
    if name in {each for proviso in item.guard for beside in proviso.items for each in _names_in(beside)}:
        return True
    if item.counted is not None and item.counted.around == name:
        return True
    joined = [wanted for test in item.tests if test.kind in ("same", "fact") for wanted in test.wanted]
    return name in (item.name, *joined, *(each for relation in item.relations for each in relation.names))


def _names_in(item: Item) -> set[str]:
    """Every name that an item of a definition goes by."""
    names = {name for relation in item.relations for name in relation.names}
    if isinstance(item, StatusItem):
        return names | set(item.names.values())
    return names | (set(item.about) if isinstance(item, JudgementItem) else {n for t in item.tests for n in t.wanted})


def _about(item: JudgementItem, names: Names) -> tuple[str, ...]:
    """What a judgement is about; it need not name who is not on file."""
    told = [names.get(name, name) for name in item.about]
    about = tuple(each.id if isinstance(each, Telling) else str(each) for each in told)
    return tuple(each for each in about if each != ANY_PARTY) or about
