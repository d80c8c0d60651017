"""Burdens and duties over one case: an instance for each trigger and bearer, and the statuses that other norms build on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import partial
from typing import Any

from evaluator.documents.case import ANY_PARTY, WEAK, Telling
from evaluator.documents.terms import Construct, Counting, Relation, StatusItem, Term
from evaluator.engines.durable_conditions import Conditions, Only
from evaluator.engines.durable_match import EACH, NOBODY, Matcher, Names
from evaluator.engines.durable_measures import Measures
from evaluator.engines.durable_near import near
from evaluator.engines.durable_norms import alike, completing, is_act, renamed, touches, trigger_of
from evaluator.engines.durable_parcel import Law, Provision, Text
from evaluator.engines.durable_record import Absences
from evaluator.engines.durable_settle import Act, Instance, Match, in_time, of_year, settled
from evaluator.engines.durable_sheet import Cell, Sheet
from evaluator.engines.durable_windows import Windows
from evaluator.engines.durable_years import InYear, in_years, on_file
from evaluator.words.truth import NO, OPEN, YES


class Owed(Conditions):
    """Finds the instances of burdens and duties, each norm after those it builds on."""

    def __init__(self, law: Law, matcher: Matcher, sheet: Sheet, absences: Absences) -> None:
        super().__init__(matcher, sheet, absences)
        self.law, self.windows, self.measures = law, Windows(law, self), Measures(law, self)
        self.instances: dict[str, list[Instance]] = {}
        self.timed = law.timed

    def find(self, provision: Provision) -> None:
        """Every instance of one norm."""
        found = self.instances.setdefault(provision.id, [])
        for text in provision.texts:
            trigger = trigger_of(text.construct)
            for event in self.occasions(text, trigger):
                if any(touches(text, telling) for telling in event):
                    found += self._of_event(provision, text, trigger, event)

    def occasions(self, text: Text, trigger: Term) -> Iterator[Sequence[Telling]]:
        """What may set a version off: every event; of a norm that begins anew each year, each in every year."""
        for event in self.events(trigger, {}):
            yield from in_years(self.law, text.construct, self.sheet.at, event)

    def happened(self, telling: Telling) -> Cell:
        """A fact has happened; one in a year is on file in it."""
        if not isinstance(telling, InYear):
            return super().happened(telling)
        return self.sheet.every([on_file(self.sheet, telling), OPEN if telling.strength in WEAK else YES])

    def _of_event(
        self, provision: Provision, text: Text, trigger: Term, event: Sequence[Telling]
    ) -> Iterator[Instance]:
        for names in self._parties(text.construct, trigger, event):
            matches = [self.match(provision, text, trigger, telling, names) for telling in event]
            if len(event) > 1 or provision.id in self.timed:  # else one that never arises does no harm
                matches = [m if m is not None and not self.sheet.impossible(m.arises) else None for m in matches]
            there = [match for match in matches if match is not None]
            if there:  # a telling under which it does not arise still speaks
                silent = [_dead(there[0]) for match in matches if match is None]
                yield settled(self.sheet, provision, text, {**names, trigger.name: event[0]}, [*there, *silent])

    def _parties(self, construct: Construct, trigger: Term, event: Sequence[Telling]) -> Iterator[dict[str, str]]:
        """The parties of each instance: those that the trigger names, and those that complete it."""
        for bound in self.bound(trigger, event, {}):
            ways = [bound]
            for term in construct.arises[1:]:
                if isinstance(term, Term) and not term.absent:
                    ways = [more for way in ways for more in self._completed(term, way, trigger.name, event[0])]
            yield from ways

    def _completed(self, term: Term, way: dict[str, str], trigger: str, telling: Telling) -> list[dict[str, str]]:
        if all(test.wanted[0] in way for test in term.tests if test.kind == "party"):
            return [way]
        found: list[dict[str, str]] = []
        names = {**way, trigger: telling}
        for event in self.events(term, names):
            for more in self.bound(term, event, way):
                if more not in found and any(self.fit(term, t, {**names, **more}) is not None for t in event):
                    found.append(more)
        return found

    def bound(self, term: Term, event: Sequence[Telling], names: Names) -> list[dict[str, Any]]:
        """Every way to bind the party names of a term to as many parties: whom a fact names, or, where it does not say, anybody."""
        found = [dict(names)]
        for test in term.tests:
            name = test.wanted[0] if test.kind == "party" else ""
            if name and name not in found[0]:
                told = [v for t in event if isinstance(v := t.fields.get(test.field), tuple)]
                who = dict.fromkeys(party for value in told for party in value) or self.anyone(event, test.field)
                found = [{**each, name: party} for each in found for party in who]
                if not found:
                    return []
        called = {test.wanted[0] for test in term.tests if test.kind == "party"}
        return [each for each in found if len({each[name] for name in called}) == len(called)]

    def match(self, provision: Provision, text: Text, trigger: Term, telling: Telling, names: Names) -> Match | None:
        """What is found under one telling of the trigger; None if it surely never arises."""
        construct, sheet = text.construct, self.sheet
        fits = self.fit(trigger, telling, names) if touches(text, telling) else None
        if fits is None:
            return None
        names = {**names, trigger.name: telling}
        bearer = str(names.get(construct.bearer or "", ANY_PARTY))
        needs = [fits, self.happened(telling), sheet.in_force(text.since, text.until, telling.time)]
        needs.append(self.every(completing(construct, names), names, bearer))
        needs.append(self.every(construct.items("when"), names, bearer))
        needs.append(self.any_limb(construct, names, bearer))
        needs.append(self.beyond(trigger, telling, names, bearer))
        arises = sheet.every(needs)
        if arises == NO:
            return None
        excused = self.excused(construct, names, bearer)
        if construct.kept_by:
            state = self.every(construct.kept_by, names, bearer)
            begun = self.windows.begun(construct, names) if construct.begins else self.happened(telling)
            return Match(telling, arises, excused, state=state, begun=begun)
        acted = self._acted(provision, construct, Match(telling, arises, excused), names, bearer)
        return of_year(sheet, acted, telling) if isinstance(telling, InYear) else acted

    def any_limb(self, construct: Construct, names: Names, bearer: str | None) -> Cell:
        """One of the limbs of `when any` holds, if there are any."""
        limbs = construct.items("when any")
        if self.matcher.fault == "limb" and len(limbs) > 1:
            limbs = limbs[:-1]
        return self.some(limbs, names, bearer) if limbs else YES

    def _acted(self, provision: Provision, construct: Construct, match: Match, names: Names, bearer: str) -> Match:
        term, telling = construct.done_by, match.trigger
        assert term is not None
        entries = self._items(construct, telling, names)
        if len(entries) > 1 and construct.by_entry:
            free = [self._spared(construct, part, bearer) for part in entries]
            match.excused = self.sheet.every(free)
            match.spared = [cell for cell, part in zip(free, entries, strict=True) for _ in self.each(term, part)]
        items = [(*one, part) for part in entries for one in self.each(term, part)]
        match.items = [self._acts(one, part, bearer, only) for one, only, part in items]
        match.hidden = [partial(self.hidden, one, part) for one, _, part in items]
        match.whole = self._whole(term, match, bearer)
        match.ends = self.windows.ends(provision, construct, names, telling)
        match.relapses = self._relapses(construct, names, bearer)
        match.deemed = self._deemed(provision, telling, names)
        return match

    def _spared(self, construct: Construct, names: Names, bearer: str) -> Cell:
        """What the norm asks of an entry of a list does not hold of this one, or it is excused."""
        sheet = self.sheet
        asked = [self.every(construct.items("when"), names, bearer), self.any_limb(construct, names, bearer)]
        return sheet.some([sheet.no(sheet.every(asked)), self.excused(construct, names, bearer)])

    def _items(self, construct: Construct, telling: Telling, names: Names) -> list[Names]:
        """The names for each item that must be met; an unknown list is one unnamed item."""
        listed = telling.fields.get(construct.for_each) if construct.for_each else None
        if not isinstance(listed, tuple):
            return [names]
        trigger = trigger_of(construct).name
        return [{**names, EACH: (construct.for_each, trigger, (entry,))} for entry in listed]

    def each(self, term: Term, names: Names) -> list[tuple[Term, Only]]:
        """A term that asks for several recipients, for each of them apart: to tell two is to tell each, in one act or in two."""
        found: list[tuple[Term, Only]] = [(term, {})]
        for number, test in enumerate(term.tests):
            if test.kind == "field of":
                asked = self.matcher.asked(test, names)
                if len(asked) > 1:
                    found = [(each, {**only, number: one}) for each, only in found for one in asked]
            elif test.every and len(test.wanted) > 1:
                found = [(_only(each, number, one), only) for each, only in found for one in test.wanted]
        return found

    def _acts(self, term: Term, names: Names, bearer: str, only: Only) -> list[list[Act]]:
        return [
            [Act(t, NO if c is None else c, self.happened(t), self.beyond(term, t, names, bearer)) for t, c in event]
            for event in self.fitting(term, names, only)
            if any(cell is not None for _, cell in event)
        ]

    def _whole(self, term: Term, match: Match, bearer: str) -> Cell | None:
        """A determination about the trigger speaks for the burden as a whole, unless someone higher spoke on one of the acts."""
        about = (match.trigger.id,)
        acts = {act.telling.id for item in match.items for event in item for act in event}
        for judged in term.judged:
            rank = self.matcher.rank(judged, about, bearer)
            if rank == NOBODY or any(self.matcher.rank(judged, (act,), bearer) < rank for act in acts):
                return None
        spoken = [self.matcher.spoken(judged, about, bearer) for judged in term.judged]
        return self.sheet.every(spoken) if spoken else None

    def _relapses(self, construct: Construct, names: Names, bearer: str) -> list[list[tuple[Cell, Telling]]]:
        found = []
        for term in construct.items("revived by"):
            assert isinstance(term, Term)
            for event in self.fitting(term, names):
                if any(fits is not None for _, fits in event):
                    found.append([(self._seen(term, fits, t, names, bearer), t) for t, fits in event])
        return found

    def _seen(self, term: Term, fits: Cell | None, telling: Telling, names: Names, bearer: str) -> Cell:
        if fits is None:
            return NO
        return self.sheet.every([fits, self.happened(telling), self.beyond(term, telling, names, bearer)])

    def _deemed(self, provision: Provision, telling: Telling, names: Names) -> Cell:
        ways = []
        for text in (text for id in provision.deemings for text in self.law.provisions[id].texts):
            force = self.sheet.in_force(text.since, text.until, telling.time)
            if not self.sheet.impossible(force):
                ways.append(self.sheet.every([force, self.every(text.construct.items("when"), names, None, True)]))
        return self.sheet.some(ways) if ways else NO

    # -- what other norms ask

    def status(self, item: StatusItem, names: Names) -> Cell:
        ways: list[Cell] = []
        for provision in (self.law.provisions[id] for id in item.norms):
            if is_act(provision):
                ways += self.acts_of(provision, item, names)
                continue
            ways += [instance.status(item.status) for instance in self.meeting(provision, item, names)]
            if provision.texts:
                construct = provision.texts[0].construct
                trigger = trigger_of(construct)
                if trigger.name not in names:
                    ways.append(self.hidden(trigger, renamed(construct, item, names)))
        return self.sheet.some(ways)

    def acts_of(self, provision: Provision, item: StatusItem, names: Names) -> list[Cell]:
        """That an act has a status under a norm about acts."""
        raise NotImplementedError(provision.id)

    def in_window_of(self, telling: Telling, norm: str, names: Names) -> Cell:
        met = self.meeting(self.law.provisions[norm], StatusItem("", (norm,)), names)
        ways = [in_time(self.sheet, telling, m.ends) for each in met for m in each.matches[:1] if m.ends]
        return self.sheet.some(ways) if ways else YES

    def near(self, telling: Telling, relation: Relation, names: Names) -> Cell:
        zone = self.law.calendars[relation.calendar].zone
        return near(self.sheet, telling, relation, names.get(relation.names[0]), zone)

    def counted(self, term: Term, counting: Counting, names: Names, bearer: str | None) -> Cell:
        return self.measures.counted(term, counting, names, bearer)

    def meeting(self, provision: Provision, item: StatusItem, names: Names) -> list[Instance]:
        """The instances that meet these names: equal in all that both sides name."""
        instances = self.instances.get(provision.id, [])
        if not instances:
            return []
        called = renamed(instances[0].text.construct, item, names)
        shared = [name for name in instances[0].names if name in called]
        return [i for i in instances if all(alike(i.names.get(n), called[n]) for n in shared)]


def _only(term: Term, number: int, one: str) -> Term:
    """A term with one of the recipients that a test asks for."""
    tests = list(term.tests)
    tests[number] = replace(tests[number], wanted=(one,))
    return replace(term, tests=tuple(tests))


def _dead(match: Match) -> Match:
    """The same, under a telling by which it does not arise."""
    return Match(**{**vars(match), "arises": NO})
