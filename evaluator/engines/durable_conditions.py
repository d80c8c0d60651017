"""Conditions of cards over one case, laid out on a sheet: facts, their absence, judgements, statuses of other norms."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import product

from evaluator.documents.case import ANY_PARTY, TIMELESS, WEAK, Telling
from evaluator.documents.terms import (
    DEADLINE_OF,
    Construct,
    Counting,
    Item,
    JudgementItem,
    Proviso,
    Relation,
    StatusItem,
    Term,
)
from evaluator.engines.durable_match import Matcher, Names
from evaluator.engines.durable_record import Absences
from evaluator.engines.durable_sheet import Cell, Sheet
from evaluator.words.truth import NO, OPEN, YES, Truth

Only = Mapping[int, str]  # for a test of a term, by its number, the one entry it asks for


class Conditions:
    """Items of cards as cells of a sheet."""

    def __init__(self, matcher: Matcher, sheet: Sheet, absences: Absences) -> None:
        self.matcher, self.sheet = matcher, sheet
        self.known, self.hidden, self.kinds = matcher.known, absences.hidden, absences.kinds
        self.people = [party.id for party in self.known.parties.values() if not party.offices]

    def status(self, item: StatusItem, names: Names) -> Cell:
        """That an instance of one of the norms has a status."""
        raise NotImplementedError(item.status)

    def in_window_of(self, telling: Telling, norm: str, names: Names) -> Cell:
        """That a fact lies in the window of another norm."""
        raise NotImplementedError(norm)

    def near(self, telling: Telling, relation: Relation, names: Names) -> Cell:
        """That a fact lies within a length of time of another."""
        raise NotImplementedError(relation.side)

    def counted(self, term: Term, counting: Counting, names: Names, bearer: str | None) -> Cell:
        """That a count lies within its bound."""
        raise NotImplementedError(counting.measure)

    # -- facts

    def events(self, term: Term, names: Names) -> Iterator[Sequence[Telling]]:
        """Every event of the kinds of a term, in each way it is told."""
        for kind in self.kinds(term, names):
            yield from self.known.told.get(kind, ())

    def fitting(self, term: Term, names: Names, only: Only | None = None) -> list[list[tuple[Telling, Cell | None]]]:
        """Every event of the kinds of a term, each telling with the condition that it fits; None where it surely does not."""
        events = list(self.events(term, names))
        flat = [telling for event in events for telling in event]
        cells = dict(zip(flat, self._fits(term, flat, names, only), strict=True))
        return [[(telling, cells[telling]) for telling in event] for event in events]

    def fit(self, term: Term, telling: Telling, names: Names) -> Cell | None:
        """That one fact fits a term's fields and lies in time as it asks; None if it surely does not."""
        return self._fits(term, [telling], names, None)[0]

    def _fits(self, term: Term, tellings: Sequence[Telling], names: Names, only: Only | None) -> list[Cell | None]:
        truths = self.matcher.fits(term, tellings, names, only)
        return [self._placed(term, t, truth, names) for t, truth in zip(tellings, truths, strict=True)]

    def _placed(self, term: Term, telling: Telling, truth: Truth, names: Names) -> Cell | None:
        if truth == NO:
            return None
        if not term.relations:
            return truth
        placed = [cell for relation in term.relations for cell in self.related(telling, relation, names)]
        if any(self.sheet.impossible(cell) for cell in placed):
            return None
        return self.sheet.every([truth, *placed])

    def related(self, telling: Telling, relation: Relation, names: Names) -> Iterator[Cell]:
        """Where a fact lies in time beside each fact that a relation names; beside an act only supposed, a period has to last."""
        if relation.how == "within":
            yield self.near(telling, relation, names)
            return
        for name in relation.names:
            if name.startswith(DEADLINE_OF):
                inside = self.in_window_of(telling, name.removeprefix(DEADLINE_OF), names)
                yield inside if relation.how == "before" else self.sheet.no(inside)
            elif name in names:
                if names[name] is not None:
                    yield self.ordered(telling, relation.how, names[name])
            elif relation.how == "while" and telling.period:
                yield self.lasting(telling)

    def ordered(self, one: Telling, how: str, other: Telling) -> Cell:
        """One fact lies before, after, or at the same time as another; never before or after itself."""
        if how == "while":
            apart = [self._gone(one, other), self._gone(other, one)]
            return YES if one is other else self.sheet.no(self.sheet.some(apart))
        first, second = (other, one) if how == "after" else (one, other)
        return NO if one.root == other.root else self.sheet.before(first.time, second.time)

    def _gone(self, one: Telling, other: Telling) -> Cell:
        """A fact is over before another begins; a period without an end goes on."""
        if one.ended is not None:
            return self.sheet.before(one.ended, other.time)
        return NO if one.period else self.sheet.before(one.time, other.time)

    def lasting(self, telling: Telling) -> Cell:
        """A period is going on."""
        begun, ended = telling.time, telling.ended
        if ended is None:
            return self.sheet.clock(begun.earliest, begun.latest - 1)
        return self.sheet.clock(begun.earliest, begun.latest - 1, ended.latest, ended.earliest + 1)

    def happened(self, telling: Telling) -> Cell:
        """A fact has happened; what is only alleged, or apparent, is open besides."""
        found = YES if telling.time == TIMELESS else self.sheet.happened(telling.time)
        return self.sheet.every([found, OPEN]) if telling.strength in WEAK else found

    # -- items

    def every(self, items: Sequence[Item], names: Names, bearer: str | None, silent: bool = False) -> Cell:
        """All items hold, bound left to right. `silent`: what is not on record has not happened."""
        parts: list[Cell] = []
        for index, item in enumerate(items):
            rest = items[index + 1 :]
            if isinstance(item, Term) and _binds(item, names, rest):
                return self.sheet.every([*parts, self._there(item, names, bearer, silent, rest)])
            parts.append(self.one(item, names, bearer, silent))
        return self.sheet.every(parts)

    def some(self, items: Sequence[Item], names: Names, bearer: str | None) -> Cell:
        """One item holds."""
        return self.sheet.some([self.one(item, names, bearer) for item in items])

    def one(self, item: Item, names: Names, bearer: str | None, silent: bool = False) -> Cell:
        """An item holds."""
        if isinstance(item, StatusItem):
            return self.status(item, names)
        if isinstance(item, JudgementItem):
            return self._judged(item, names, bearer)
        if item.counted is not None:
            return self.counted(item, item.counted, names, bearer)
        if item.absent:
            return self.sheet.no(self._there(item, names, bearer, silent))
        bound = names.get(item.name)
        if isinstance(bound, Telling):
            fits = self.fit(item, bound, names)
            return NO if fits is None else self.sheet.every([fits, self.beyond(item, bound, names, bearer, silent)])
        return self._there(item, names, bearer, silent)

    def _there(self, term: Term, names: Names, bearer: str | None, silent: bool, rest: Sequence[Item] = ()) -> Cell:
        """There is such a fact, and with it the rest holds."""
        ways: list[Cell] = [] if silent else [self.hidden(term, names)]
        for event in self.fitting(term, names):
            if any(fits is not None for _, fits in event):
                ways.append(self.sheet.told([
                    self._so(term, telling, fits, names, bearer, silent, rest) for telling, fits in event
                ]))  # fmt: skip
        return self.sheet.some(ways)

    def _so(
        self,
        term: Term,
        telling: Telling,
        fits: Cell | None,
        names: Names,
        bearer: str | None,
        silent: bool,
        rest: Sequence[Item],
    ) -> Cell:
        if fits is None:
            return NO
        over = telling.ended is not None and not term.relations  # a period that is over holds no more
        parts = [fits, self.lasting(telling) if over else self.happened(telling)]
        if term.defined and any(telling is each for each in names.values()):
            parts = [fits]  # that it happened was asked where it goes by its own name
        parts.append(self.beyond(term, telling, names, bearer, silent))
        if rest:
            parts.append(self.every(rest, {**names, term.name: telling}, bearer, silent))
        return self.sheet.every(parts)

    # -- judgements and definitions

    def beyond(self, term: Term, telling: Telling, names: Names, bearer: str | None, silent: bool = False) -> Cell:
        """What a term asks beyond its fields: what was judged of the fact, and what a definition asks beside it."""
        judged = self.sheet.every([self.matcher.spoken(each, (telling.id,), bearer) for each in term.judged])
        if not term.guard:
            return judged
        inner = {**names, term.name: telling}
        ways = [
            self.sheet.every([judged, *(self._proviso(p, {**inner, **brought}, bearer, silent) for p in term.guard)])
            for brought in self._brought(term, telling)
        ]
        return self.sheet.some(ways)

    def anyone(self, tellings: Sequence[Telling], field: str) -> Sequence[str]:
        """Whom a field of a fact may name that nobody tells."""
        return self.matcher.carriers.among(self.people, tellings, field)

    def _brought(self, term: Term, telling: Telling) -> Iterator[dict[str, str]]:
        """The parties that a fact brings in for a definition; one it does not name may be any of the case."""
        told = [
            value if isinstance(value := telling.fields.get(field), tuple) else self.anyone([telling], field)
            for _, field in term.binds
        ]
        for parties in product(*told):
            yield {name: party for (name, _), party in zip(term.binds, parties, strict=True)}

    def _proviso(self, proviso: Proviso, names: Names, bearer: str | None, silent: bool) -> Cell:
        how, sheet = proviso.how, self.sheet
        if how == "when":
            return self.every(proviso.items, names, bearer, silent)
        quiet = silent or how in ("unless shown", "until")
        ways = [self.one(item, names, bearer, quiet) for item in proviso.items]
        if how == "when any":
            return sheet.some(ways)
        if how == "until":
            return sheet.no(sheet.every(ways))
        return sheet.no(sheet.some([sheet.shown(way) for way in ways] if how == "unless shown" else ways))

    def _judged(self, item: JudgementItem, names: Names, bearer: str | None) -> Cell:
        about = _about(item, names)
        parts: list[Cell] = [self.matcher.spoken(item.judged, about, bearer)]
        period = self.matcher.period(item.judged, about, bearer) if item.relations else None
        if period is not None:
            parts += [cell for relation in item.relations for cell in self.related(period, relation, names)]
        return self.sheet.every(parts)

    def with_periods(self, construct: Construct, names: Names, bearer: str | None) -> Names:
        """The names with each judgement that has one of its own: the period in which it held, None where nobody limited it."""
        called = [item for item in construct.all_items if isinstance(item, JudgementItem) and item.name]
        found = {item.name: self.matcher.period(item.judged, _about(item, names), bearer) for item in called}
        return {**names, **found} if found else names

    def excused(self, construct: Construct, names: Names, bearer: str | None) -> Cell:
        """An excusing edge holds."""
        if self.matcher.fault == "edge":
            return NO
        names = self.with_periods(construct, names, bearer)
        ways = [self.one(item, names, bearer) for item in construct.items("unless")]
        ways += [self.sheet.shown(self.one(item, names, bearer, True)) for item in construct.items("unless shown")]
        return self.sheet.some(ways)


def _binds(item: Term, names: Names, rest: Sequence[Item]) -> bool:
    """Whether an item finds a fact that later ones build on."""
    if item.absent or item.counted is not None or item.name in names:
        return False
    return any(isinstance(other, StatusItem) or item.name in _used(other) for other in rest)


def _about(item: JudgementItem, names: Names) -> tuple[str, ...]:
    """What a judgement is about; a party that the case does not name is left out beside one that it does."""
    told = [names.get(name, name) for name in item.about]
    about = tuple(each.id if isinstance(each, Telling) else str(each) for each in told)
    return tuple(each for each in about if each != ANY_PARTY) or about


def _used(item: Item) -> set[str]:
    """The names of facts that an item refers to, itself or in the definitions put in its place."""
    used = {name for relation in item.relations for name in relation.names}
    if isinstance(item, JudgementItem):
        return used | set(item.about)
    if isinstance(item, StatusItem):
        return used | set(item.names.values())
    used |= {name for test in item.tests if test.kind in ("same", "fact", "field of") for name in test.wanted}
    used |= {item.name, *(item.kinds_from[1:] if item.kinds_from else ())}
    return used.union(*(_used(each) for proviso in item.guard for each in proviso.items))
