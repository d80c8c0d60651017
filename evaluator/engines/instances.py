"""The reference engine's burdens and duties: one instance per trigger and bearer.

Each with its window, its candidate acts and what rides on it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import Any

from evaluator.documents.case import ANY_PARTY, Telling
from evaluator.documents.leaves import InForce
from evaluator.documents.terms import Construct, Term
from evaluator.documents.yearly import Occasion
from evaluator.engines.matching import EACH, UNRANKED
from evaluator.engines.statuses import Statuses
from evaluator.engines.windows import Windows
from evaluator.engines.worded import Worded, apart, touches
from evaluator.engines.yearly import bounded, occasions, years_of
from evaluator.passes.program import Norm, Program
from evaluator.passes.settle import Candidate, Match, Position, settle
from evaluator.words.formula import ALWAYS, NEVER_SO, Every, Named, Node, Opposite, Some
from evaluator.words.times import EVER
from evaluator.words.truth import NO

Names = Mapping[str, Any]


class Instances:
    """Finds and settles the instances of burdens and duties, in the program's order, each after those it builds on."""

    def __init__(self, program: Program, conditions: Statuses) -> None:
        self.program, self.conditions = program, conditions
        self.windows = Windows(program, conditions)
        self.positions = conditions.positions
        self.counted_to = EVER  # from this instant on the calendar can count no year of a yearly norm on file
        self._supposed: dict[tuple[str, str, str], list[Position]] = {}
        self._people = [p.id for p in conditions.facts.parties.values() if not p.offices]

    def add(self, norm: Norm) -> None:
        """Find and settle every instance of one norm."""
        found = self.positions.setdefault(norm.id, [])
        told = self.conditions.facts.told.keys()
        for worded in self._worded(norm):
            if worded.kinds.isdisjoint(told):
                continue
            wording = worded.wording
            since, until, name = wording.since, wording.until, worded.trigger.name
            for tellings in self._told(worded):
                first = tellings[0]
                touching: Sequence[Telling]
                if len(tellings) > 1:
                    touching = [telling for telling in tellings if touches(wording, telling)]
                else:
                    earliest, latest = first.time
                    touching = tellings if since < latest and earliest < until else ()
                for names in self._instances(worded, tellings) if touching else ():
                    made = [self._match(worded, telling, names) for telling in touching]
                    matches = [match for match in made if match is not None]
                    if matches and (len(matches) == len(tellings) or self._fill(matches, tellings)):
                        found.append(settle(norm, wording, {**names, name: first}, matches, worded.readings))

    def _told(self, worded: Worded) -> Iterable[Sequence[Telling]]:
        """The facts that may set a wording off; of a yearly one, each in every year that the calendar counts."""
        events = self.conditions.events(worded.trigger, {})
        if not worded.yearly:
            return events
        end = years_of(self.program, worded.construct)[1]
        lasting = any(t.ended is None or t.ended.latest > end for told in events for t in told)
        self.counted_to = min(self.counted_to, end if lasting and end < worded.wording.until else EVER)
        return [each for told in events for each in occasions(self.program, worded.construct, told)]

    def _worded(self, norm: Norm) -> Sequence[Worded]:
        """The wordings of a burden or duty, each looked at once for a program."""
        plans = self.program.plans
        if id(norm) not in plans:
            plans[id(norm)] = [Worded(self.program, norm, wording) for wording in norm.wordings]
        found: Sequence[Worded] = plans[id(norm)]
        return found

    def _instances(self, worded: Worded, tellings: Sequence[Telling]) -> Iterable[dict[str, Any]]:
        """The parties of each instance: those that the trigger names, and those that complete it (who was connected, say)."""
        trigger = worded.trigger
        bound = self.bound(trigger, tellings, {})
        if not worded.joined:
            return bound
        found = []
        for names in bound:
            ways = [names]
            for term in worded.joined:
                ways = [more for way in ways for more in self._completed(term, {**way, trigger.name: tellings[0]})]
            found += [{n: value for n, value in way.items() if isinstance(value, str)} for way in ways]
        return found

    def _completed(self, term: Term, names: dict[str, Any]) -> list[dict[str, Any]]:
        """The ways to bind the parties of one more fact that an instance needs: one for each party that a fact may name."""
        if all(name in names for name, _ in self.conditions.plans.of(term).parties):
            return [names]
        found = (
            bound
            for tellings in self.conditions.events(term, names)
            for bound in self.bound(term, tellings, names)
            if any(self.conditions.fit(term, telling, bound) is not None for telling in tellings)
        )
        return list({tuple(v for v in bound.values() if isinstance(v, str)): bound for bound in found}.values())

    def supposed(self, norm: Norm, by: str, toward: str) -> list[Position]:
        """The instances that bind one party toward another if it has what completes them: one that the case does not name has it."""
        key = (norm.id, by, toward)
        if key not in self._supposed:
            self._supposed[key] = [
                settle(norm, worded.wording, {**names, trigger.name: tellings[0]}, [match], worded.readings)
                for worded in self._worded(norm)
                for construct, trigger in [(worded.construct, worded.trigger)]
                if construct.arises and construct.toward and construct.bearer
                for tellings in self._told(worded)
                for names in self.bound(trigger, tellings, {construct.toward: toward, construct.bearer: by})
                if touches(worded.wording, tellings[0])
                and (match := self._match(worded, tellings[0], names)) is not None
            ]
        return self._supposed[key]

    def _fill(self, matches: list[Match], tellings: Sequence[Telling]) -> bool:
        """A telling under which the trigger does not fit at all still speaks: under it the norm does not arise."""
        matches += [replace(matches[0], arises=NEVER_SO) for _ in range(len(tellings) - len(matches))]
        return True

    def bound(self, term: Term, tellings: Sequence[Telling], names: Names) -> list[dict[str, Any]]:
        """Every way to bind the party names of a term, each to another party: one that a fact names or, if it names none, any."""
        plan = self.conditions.plans.get(id(term)) or self.conditions.plans.of(term)
        found: list[dict[str, Any]] = [{**names}]
        for name, field in plan.parties:
            if name in names:
                continue
            if len(tellings) == 1:
                value = tellings[0].fields.get(field)
                who = (
                    value if isinstance(value, tuple) else self.conditions.carriers.among(self._people, tellings, field)
                )
            else:
                told = [value for t in tellings if isinstance(value := t.fields.get(field), tuple)]
                who = told[0] if len(told) == 1 else [id for value in told for id in value]
                who = who or self.conditions.carriers.among(self._people, tellings, field)
            if len(who) == 1:
                for each in found:
                    each[name] = who[0]
            else:
                found = [{**each, name: id} for each in found for id in dict.fromkeys(who)]
        return found if len(plan.parties) < 2 else [each for each in found if apart(plan.names, each)]

    def _match(self, worded: Worded, telling: Telling, names: Names) -> Match | None:
        wording, construct, trigger, conditions = worded.wording, worded.construct, worded.trigger, self.conditions
        fits = conditions.fit(trigger, telling, names)
        if fits is None:
            return None
        force = InForce(construct.citation, wording.since, wording.until, telling)
        names = {**names, trigger.name: telling}
        bearer = names.get(construct.bearer or "", ANY_PARTY)
        needs = [fits, conditions.happened(telling), force]
        for group in (worded.completing if bearer != ANY_PARTY else worded.shown, worded.when):
            if group:
                needs.append(conditions.every(group, names, bearer))
        if worded.any:
            needs.append(Some([conditions.one(item, names, bearer) for item in worded.any]))
        if trigger.judged or trigger.guard:
            needs.append(conditions.beyond(trigger, telling, names, bearer))
        arises = Every(needs)
        if arises.fixed == NO:
            return None
        excused = conditions.excuses(construct, names, bearer) if construct.excusable else NEVER_SO
        if construct.kept_by:
            state = conditions.every(construct.kept_by, names, bearer)
            begun = self.windows.begun(wording, names, telling)
            return Match(telling, arises, excused, (), (), (), state=state, begun=begun)
        term = construct.done_by
        assert term is not None
        entries = self._parts(construct, trigger, telling, names) if construct.for_each else [names]
        if (conditions.plans.get(id(term)) or conditions.plans.of(term)).several:
            items = [(one, part) for part in entries for one in conditions.each(term, part)]
        else:
            items = [(term, part) for part in entries]
        spared: list[Node] = []
        if len(entries) > 1 and worded.by_entry:
            free = [self._spared(worded, part, bearer) for part in entries]
            excused = Every(free)
            spared = [node for node, part in zip(free, entries, strict=True) for _ in conditions.each(term, part)]
        parts = [self._candidates(one, part, bearer) for one, part in items]
        whole = self._whole(term, telling, parts, bearer) if term.judged else None
        ends = self.windows.ends(worded.norm, wording, names, telling)
        relapses = self._relapses(worded.relapses, names, bearer) if worded.relapses else ()
        deemed = self._deemed(worded, telling, names) if worded.deemings else NEVER_SO
        hidden = [partial(conditions.hidden, one, part) for one, part in items]
        match = Match(telling, arises, excused, parts, hidden, ends, whole, relapses, deemed, spared=spared)
        return bounded(match, telling) if isinstance(telling, Occasion) else match

    def _spared(self, worded: Worded, names: Names, bearer: str) -> Node:
        """For one entry of a list, what the norm says of the entry does not hold, or excuses it."""
        asked: list[Node] = [self.conditions.every(worded.when, names, bearer)] if worded.when else []
        if worded.any:
            asked.append(Some([self.conditions.one(item, names, bearer) for item in worded.any]))
        excused = self.conditions.excuses(worded.construct, names, bearer)
        return Some([Opposite(Every(asked)), excused]) if asked else excused

    def _parts(self, construct: Construct, trigger: Term, telling: Telling, names: Names) -> list[Names]:
        """One set of names for each item that must be met; an unknown list is one unnamed item."""
        listed = telling.fields.get(construct.for_each) if construct.for_each else None
        if not isinstance(listed, tuple):
            return [names]
        return [{**names, EACH: (construct.for_each, trigger.name, (entry,))} for entry in listed]

    def _candidates(self, term: Term, names: Names, bearer: str) -> list[list[Candidate]]:
        found, conditions, asks = [], self.conditions, bool(term.judged or term.guard)
        for tellings in conditions.events(term, names):
            fits = [conditions.fit(term, telling, names) for telling in tellings]
            if any(fits):
                event = []
                for t, fit in zip(tellings, fits, strict=True):
                    beyond = conditions.beyond(term, t, names, bearer) if asks else ALWAYS
                    event.append(Candidate(t, fit or NEVER_SO, conditions.happened(t), beyond))
                found.append(event)
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

    def _relapses(self, items: Sequence[Term], names: Names, bearer: str) -> list[list[tuple[Node, Telling]]]:
        """Facts that may take the burden's discharge back, each as the tellings of one event."""
        found = []
        for item in items:
            for tellings in self.conditions.events(item, names):
                fits = [self.conditions.fit(item, telling, names) for telling in tellings]
                if any(fits):
                    found.append(
                        [(self._relapse(item, t, fit, names, bearer), t) for t, fit in zip(tellings, fits, strict=True)]
                    )
        return found

    def _relapse(self, item: Term, telling: Telling, fits: Node | None, names: Names, bearer: str) -> Node:
        if fits is None:
            return NEVER_SO
        return Every([fits, self.conditions.happened(telling), self.conditions.beyond(item, telling, names, bearer)])

    def _deemed(self, worded: Worded, telling: Telling, names: Names) -> Node:
        ways: list[Node] = []
        for rider, wording in worded.deemings:
            force = InForce(wording.construct.citation, wording.since, wording.until, telling)
            if force.value != NO:
                when = self.conditions.every(wording.construct.items("when"), names, None, True)
                ways.append(Named("deemed", Every([force, when]), rider))
        return Some(ways) if ways else NEVER_SO
