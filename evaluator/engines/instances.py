"""The reference engine's burdens and duties: one instance per trigger and bearer.

Each with its window, its candidate acts and what rides on it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import Any

from evaluator.documents.case import ANY_PARTY, Telling
from evaluator.documents.leaves import InForce
from evaluator.documents.terms import Construct, Item, Term, is_yearly
from evaluator.documents.yearly import Occasion
from evaluator.engines.matching import EACH, UNRANKED
from evaluator.engines.statuses import Statuses
from evaluator.engines.windows import Windows, readings_of
from evaluator.engines.yearly import bounded, occasions, years_of
from evaluator.passes.program import Norm, Program, Wording
from evaluator.passes.settle import Candidate, Match, Position, settle
from evaluator.words.formula import NEVER_SO, Every, Named, Node, Some
from evaluator.words.times import EVER
from evaluator.words.truth import NO

Names = Mapping[str, Any]


def touches(wording: Wording, *tellings: Telling) -> bool:
    """Whether a fact may have happened, in one of its tellings, while a wording was in force."""
    since, until = wording.since, wording.until
    for telling in tellings:
        earliest, latest = telling.time
        if since < latest and earliest < until:
            return True
    return False


class Instances:
    """Finds and settles the instances of burdens and duties, in the program's order, each after those it builds on."""

    def __init__(self, program: Program, conditions: Statuses) -> None:
        self.program, self.conditions = program, conditions
        self.windows = Windows(program, conditions)
        self.positions = conditions.positions
        self.counted_to = EVER  # from this instant on the calendar can count no year of a yearly norm on file
        self._unnamed: dict[tuple[str, str], list[Position]] = {}
        self._people = [p.id for p in conditions.facts.parties.values() if not p.offices]

    def add(self, norm: Norm) -> None:
        """Find and settle every instance of one norm."""
        found = self.positions.setdefault(norm.id, [])
        for wording in norm.wordings:
            trigger = wording.construct.before or wording.construct.arises[0]
            assert isinstance(trigger, Term)
            events = self.conditions.events(trigger, {})
            if not events:
                continue
            if is_yearly(wording.construct):
                counted_to = years_of(self.program, wording.construct)[1]
                self.counted_to = min(self.counted_to, counted_to if counted_to < wording.until else EVER)
            readings = readings_of(self.program, wording.construct)
            for tellings in (each for told in events for each in occasions(self.program, wording.construct, told)):
                if not touches(wording, *tellings):
                    continue
                for names in self._instances(wording.construct, trigger, tellings):
                    matches = [m for t in tellings if (m := self._match(norm, wording, trigger, t, names)) is not None]
                    if matches and (len(matches) == len(tellings) or self._fill(matches, tellings)):
                        found.append(settle(norm, wording, {**names, trigger.name: tellings[0]}, matches, readings))

    def _instances(self, construct: Construct, trigger: Term, tellings: Sequence[Telling]) -> Iterator[dict[str, Any]]:
        """The parties of each instance: those that the trigger names, and those that complete it (who was connected, say)."""
        for names in self.bound(trigger, tellings, {}):
            ways = [names]
            for term in construct.arises[1:]:
                if isinstance(term, Term) and not term.absent:
                    ways = [more for way in ways for more in self._completed(term, {**way, trigger.name: tellings[0]})]
            yield from ({n: value for n, value in way.items() if isinstance(value, str)} for way in ways)

    def _completed(self, term: Term, names: dict[str, Any]) -> list[dict[str, Any]]:
        """The ways to bind the parties of one more fact that an instance needs: one for each party that a fact may name."""
        if all(test.wanted[0] in names for test in self.conditions.plan(term).parties):
            return [names]
        found = (
            bound
            for tellings in self.conditions.events(term, names)
            for bound in self.bound(term, tellings, names)
            if any(self.conditions.fit(term, telling, bound) is not None for telling in tellings)
        )
        return list({tuple(v for v in bound.values() if isinstance(v, str)): bound for bound in found}.values())

    def unnamed(self, norm: Norm, toward: str) -> list[Position]:
        """The instances that would bind a party the case does not name, which has what completes them, toward a party."""
        key = (norm.id, toward)
        if key not in self._unnamed:
            self._unnamed[key] = [
                settle(
                    norm, wording, {**names, trigger.name: tellings[0]}, [match], readings_of(self.program, construct)
                )
                for wording in norm.wordings
                for construct in [wording.construct]
                for trigger in [construct.arises[0] if construct.arises else None]
                if isinstance(trigger, Term) and construct.toward and construct.bearer
                for told in self.conditions.events(trigger, {})
                for tellings in occasions(self.program, construct, told)
                for names in self.bound(trigger, tellings, {construct.toward: toward, construct.bearer: ANY_PARTY})
                if (match := self._match(norm, wording, trigger, tellings[0], names)) is not None
            ]
        return self._unnamed[key]

    def _fill(self, matches: list[Match], tellings: Sequence[Telling]) -> bool:
        """A telling under which the trigger does not fit at all still speaks: under it the norm does not arise."""
        matches += [replace(matches[0], arises=NEVER_SO) for _ in range(len(tellings) - len(matches))]
        return True

    def bound(self, term: Term, tellings: Sequence[Telling], names: Names) -> list[dict[str, Any]]:
        """Every way to bind the party names of a term to what a fact says, or, where it does not say, to any party."""
        found = [dict(names)]
        for test in self.conditions.plan(term).parties:
            name = test.wanted[0]
            if name not in names:
                told = [value for t in tellings if isinstance(value := t.fields.get(test.field), tuple)]
                who = (told[0] if len(told) == 1 else [id for value in told for id in value]) or self._people
                found = [{**each, name: id} for each in found for id in dict.fromkeys(who)]
        return found

    def _match(self, norm: Norm, wording: Wording, trigger: Term, telling: Telling, names: Names) -> Match | None:
        construct, conditions = wording.construct, self.conditions
        fits = conditions.fit(trigger, telling, names) if touches(wording, telling) else None
        if fits is None:
            return None
        force = InForce(construct.citation, wording.since, wording.until, telling)
        names = {**names, trigger.name: telling}
        bearer = names.get(construct.bearer or "", ANY_PARTY)
        needs = [fits, conditions.happened(telling), force]
        for group in (completing(construct, names), construct.items("when")):
            if group:
                needs.append(conditions.every(group, names, bearer))
        if construct.items("when any"):
            needs.append(Some([conditions.one(item, names, bearer) for item in construct.items("when any")]))
        if trigger.judged or trigger.guard:
            needs.append(conditions.beyond(trigger, telling, names, bearer))
        arises = Every(needs)
        if arises.fixed == NO:
            return None
        excused = conditions.excuses(construct, names, bearer) if construct.conditions else NEVER_SO
        if construct.kept_by:
            state = conditions.every(construct.kept_by, names, bearer)
            begun = self.windows.begun(wording, names, telling)
            return Match(telling, arises, excused, (), (), (), state=state, begun=begun)
        term = construct.done_by
        assert term is not None
        items = [
            (one, part)
            for part in self._parts(construct, trigger, telling, names)
            for one in conditions.each(term, part)
        ]
        parts = [self._candidates(one, part, bearer) for one, part in items]
        whole = self._whole(term, telling, parts, bearer)
        ends = self.windows.ends(norm, wording, names, telling)
        relapses, deemed = self._relapses(construct, names, bearer), self._deemed(norm, telling, names)
        hidden = [partial(conditions.hidden, one, part) for one, part in items]
        match = Match(telling, arises, excused, parts, hidden, ends, whole, relapses, deemed)
        return bounded(match, telling) if isinstance(telling, Occasion) else match

    def _parts(self, construct: Construct, trigger: Term, telling: Telling, names: Names) -> list[Names]:
        """One set of names for each item that must be met; an unknown list is one unnamed item."""
        listed = telling.fields.get(construct.for_each) if construct.for_each else None
        if not isinstance(listed, tuple):
            return [names]
        return [{**names, EACH: (construct.for_each, trigger.name, (entry,))} for entry in listed]

    def _candidates(self, term: Term, names: Names, bearer: str) -> list[list[Candidate]]:
        found = []
        for tellings in self.conditions.events(term, names):
            fits = [self.conditions.fit(term, telling, names) for telling in tellings]
            if any(fit is not None for fit in fits):
                found.append([
                    Candidate(
                        t, fit or NEVER_SO, self.conditions.happened(t), self.conditions.beyond(term, t, names, bearer)
                    )
                    for t, fit in zip(tellings, fits, strict=True)
                ])  # fmt: skip
        return found

    def _whole(
        self, term: Term, trigger: Telling, parts: Sequence[Sequence[Sequence[Candidate]]], bearer: str
    ) -> Node | None:
        """A determination about the trigger speaks for the burden as a whole, unless someone higher spoke on one of the acts."""
        spoken = []
        for judged in term.judged:
            rank = self.conditions.best_rank(judged, (trigger.id,), bearer)
            acts = {c.telling.id for part in parts for tellings in part for c in tellings}
            if rank == UNRANKED or any(self.conditions.best_rank(judged, (id,), bearer) < rank for id in acts):
                return None
            spoken.append(self.conditions.spoken(judged, (trigger.id,), bearer))
        return None if not spoken else spoken[0] if len(spoken) == 1 else Every(spoken)

    def _relapses(self, construct: Construct, names: Names, bearer: str) -> list[list[tuple[Node, Telling]]]:
        """Facts that may take the burden's discharge back, each as the tellings of one event."""
        found = []
        for item in construct.items("revived by"):
            assert isinstance(item, Term)
            for tellings in self.conditions.events(item, names):
                fits = [self.conditions.fit(item, telling, names) for telling in tellings]
                if any(fit is not None for fit in fits):
                    found.append(
                        [(self._relapse(item, t, fit, names, bearer), t) for t, fit in zip(tellings, fits, strict=True)]
                    )
        return found

    def _relapse(self, item: Term, telling: Telling, fits: Node | None, names: Names, bearer: str) -> Node:
        if fits is None:
            return NEVER_SO
        return Every([fits, self.conditions.happened(telling), self.conditions.beyond(item, telling, names, bearer)])

    def _deemed(self, norm: Norm, telling: Telling, names: Names) -> Node:
        ways: list[Node] = []
        for rider in norm.deemings:
            for wording in rider.wordings:
                force = InForce(wording.construct.citation, wording.since, wording.until, telling)
                if force.value != NO:
                    when = self.conditions.every(wording.construct.items("when"), names, None, True)
                    ways.append(Named("deemed", Every([force, when]), rider))
        return Some(ways) if ways else NEVER_SO


def completing(construct: Construct, names: Names) -> Sequence[Item]:
    """What completes a trigger, as far as it has to be shown: an unnamed party has it."""
    if names.get(construct.bearer or "", ANY_PARTY) != ANY_PARTY:
        return construct.arises[1:]
    return [item for item in construct.arises[1:] if isinstance(item, Term) and not _asks(item, construct.bearer)]


def _asks(term: Term, party: str | None) -> bool:
    """Whether a term asks that a fact name a party."""
    return any(test.kind == "party" and test.wanted[0] == party for test in term.tests)
