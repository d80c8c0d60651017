"""Burdens and duties as the proof checker settles them: for every trigger on record, what each status must rest on."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import partial

from evaluator.documents.case import ANY_PARTY, Telling
from evaluator.documents.terms import Construct, StatusItem, Term
from evaluator.documents.yearly import Occasion
from evaluator.passes.verify_facts import Known
from evaluator.passes.verify_instances import (
    Act,
    AsTold,
    Hidden,
    Instance,
    asked,
    completing,
    done_in_time,
    done_late,
    items_of,
    meets,
    missed,
    taken_back,
    trigger_of,
    within,
)
from evaluator.passes.verify_law import Law, Norm
from evaluator.passes.verify_leaves import in_force, over
from evaluator.passes.verify_matches import NOBODY, Names
from evaluator.passes.verify_nodes import ALWAYS, NEVER, NO, AllOf, AnyOf, Named, Not, Part, Shown, Told, together
from evaluator.passes.verify_parties import Parties
from evaluator.passes.verify_strange import SETTLED
from evaluator.passes.verify_windows import Windows, touches
from evaluator.passes.verify_wordings import Unknown, Wording
from evaluator.passes.verify_yearly import counted_to, in_each_year, this_year
from evaluator.words.times import EVER


class Settled:
    """Every instance of every burden and duty over one case."""

    def __init__(self, law: Law, known: Known) -> None:
        self.law, self.known = law, known
        self.windows = Windows(law, known)
        self.parties = Parties(known)
        self.found: dict[str, list[Instance]] = {}
        self.unknown: dict[str, Unknown] = {}
        self.counted_to = EVER  # from this instant on there may be years that no calendar counts

    def run(self) -> None:
        """Settle all norms, each after those it builds on."""
        for norm in self.law.norms.values():
            if norm.kind not in SETTLED:
                continue
            self.found[norm.id] = []
            try:
                self.found[norm.id] = list(self._instances(norm))
            except Unknown as unknown:
                self.unknown[norm.id] = unknown

    def _instances(self, norm: Norm) -> Iterator[Instance]:
        for wording in norm.wordings:
            trigger = trigger_of(wording.construct)
            events = self.known.events(trigger, {})
            for tellings in (each for told in events for each in in_each_year(self.law, wording.construct, told)):
                if not any(touches(wording, telling) for telling in tellings):
                    continue
                wording.known()
                if (until := counted_to(self.law, wording.construct, tellings)) < wording.until:
                    self.counted_to = min(self.counted_to, until)
                for names in self.parties.of(wording.construct, trigger, tellings):
                    as_told = [self._as_told(norm, wording, trigger, telling, names) for telling in tellings]
                    some = [each for each in as_told if each is not None]
                    if some:
                        some += [
                            replace(some[0], arises=NEVER, missed=missed(NEVER, some[0]))
                            for each in as_told
                            if each is None
                        ]
                        readings = self.windows.readings(wording.construct)
                        yield Instance(norm, wording, {**names, trigger.name: tellings[0]}, some, readings)

    def would_bind(self, norm: Norm, by: str, toward: str) -> Iterator[Instance]:
        """The instances that bind one party toward another if what completes them is so; one that the case does not name has it."""
        for wording in norm.wordings:
            construct = wording.construct
            trigger = construct.arises[0] if construct.arises else None
            if not isinstance(trigger, Term) or not construct.toward or not construct.bearer:
                continue
            events = self.known.events(trigger, {})
            for tellings in (each for told in events for each in in_each_year(self.law, construct, told)):
                for names in self.parties.bound(trigger, tellings, {construct.toward: toward, construct.bearer: by}):
                    wording.known()
                    told = self._as_told(norm, wording, trigger, tellings[0], names)
                    if told is not None:
                        names = {**names, trigger.name: tellings[0]}
                        yield Instance(norm, wording, names, [told], self.windows.readings(construct))

    # -- one telling of one trigger

    def _as_told(self, norm: Norm, wording: Wording, trigger: Term, telling: Telling, names: Names) -> AsTold | None:
        construct, known = wording.construct, self.known
        fit = known.fit(trigger, telling, names) if touches(wording, telling) else None
        if fit is None:
            return None
        names = {**names, trigger.name: telling}
        bearer = names.get(construct.bearer or "", ANY_PARTY)
        force = in_force(construct.citation, wording.since, wording.until, telling)
        needs = [fit, known.happened(telling), force]
        further = completing(construct, bearer)
        needs += [known.every(group, names, bearer) for group in (further, construct.items("when")) if group]
        if construct.items("when any"):
            needs.append(AnyOf([known.one(item, names, bearer) for item in construct.items("when any")]))
        if trigger.judged or trigger.guard:
            needs.append(known.beyond(trigger, telling, names, bearer))
        as_told = AsTold(telling, AllOf(needs))
        if as_told.arises.fixed == NO:
            return None
        as_told.excused = self.excuse(construct, names, bearer)
        if construct.kept_by:
            as_told.met = known.every(construct.kept_by, names, bearer)
            begins = construct.begins
            as_told.begun = as_told.over = (
                self.windows.begins(construct, begins, names) if begins else known.happened(telling)
            )
        else:
            self._done(norm, construct, as_told, names, bearer)
        as_told.missed = missed(as_told.arises, as_told)
        return as_told

    def excuse(self, construct: Construct, names: Names, bearer: str | None) -> Part:
        """An exception holds."""
        ways = [self.known.one(item, names, bearer) for item in construct.items("unless")]
        ways += [Shown([self.known.one(item, names, bearer, True)]) for item in construct.items("unless shown")]
        return AnyOf(ways) if ways else NEVER

    def _done(self, norm: Norm, construct: Construct, as_told: AsTold, names: Names, bearer: str) -> None:
        """What fulfils it, by when, what takes that back, and what stands for a miss."""
        term = construct.done_by
        assert term is not None
        entries = items_of(construct, as_told.trigger, names)
        items = [(one, part) for part in entries for one in self.known.each(term, part)]
        if construct.by_entry and len(entries) > 1:
            free = [self._spared(construct, part, bearer) for part in entries]
            as_told.excused = AllOf(free)
            as_told.spared = [
                each for each, part in zip(free, entries, strict=True) for _ in self.known.each(term, part)
            ]
        as_told.acts = [self._acts(one, part, bearer) for one, part in items]
        as_told.ends = self.windows.ends(norm, construct, names, as_told.trigger)
        hidden: list[Hidden] = [partial(self.known.hidden, one, part) for one, part in items]
        whole = self._whole(term, as_told, bearer)
        if isinstance(as_told.trigger, Occasion):
            hidden, whole = this_year(as_told, hidden, as_told.trigger), None
        root = as_told.trigger.root
        if as_told.ends:
            met = whole or asked(
                as_told, [done_in_time(as_told, *each) for each in zip(as_told.acts, hidden, strict=True)]
            )
            waits: list[Part] = [AnyOf([Not([end.granted]), over(end.due, root)]) for end in as_told.ends[1:]]
            ended: Part = over(as_told.ends[0].due, root)
            ended = AllOf([ended, *waits]) if waits else ended
        elif whole is not None:
            met, ended = whole, ALWAYS
        else:
            good = [[together([AllOf(act.good) for act in event], Told) for event in acts] for acts in as_told.acts]
            met = asked(as_told, [AnyOf([*each, unseen(EVER)]) for each, unseen in zip(good, hidden, strict=True)])
            tried = [
                together([AllOf([*act.good[:2], Not([act.good[2]])]) for act in event], Told)
                for acts in as_told.acts
                for event in acts
            ]
            ended = AnyOf(tried)
        again = self._relapses(construct, names, bearer)
        if again:
            back = [together([taken_back(as_told, *each) for each in event], Told) for event in again]
            met = AllOf([met, Not([AnyOf(back)])])
        deemed = self._deemed(norm, as_told.trigger, names)
        if deemed is not NEVER:
            met, ended = AllOf([met, Not([deemed])]), AnyOf([ended, deemed])
        as_told.met, as_told.over = met, ended
        as_told.late = done_late(as_told, [unseen(EVER) for unseen in hidden], again)

    def _spared(self, construct: Construct, names: Names, bearer: str) -> Part:
        """An entry of the list for which a condition fails, or which an exception takes out."""
        excuse = self.excuse(construct, names, bearer)
        when, either = construct.items("when"), construct.items("when any")
        needs = [self.known.every(when, names, bearer)] if when else []
        needs += [AnyOf([self.known.one(item, names, bearer) for item in either])] if either else []
        return AnyOf([Not([AllOf(needs)]), excuse]) if needs else excuse

    def _acts(self, term: Term, names: Names, bearer: str) -> list[list[Act]]:
        """Every act on record that may be the one asked for, by event."""
        found = []
        for tellings in self.known.events(term, names):
            fits = [self.known.fit(term, telling, names) for telling in tellings]
            if any(fit is not None for fit in fits):
                found.append([
                    Act(t, (fit or NEVER, self.known.happened(t), self.known.beyond(term, t, names, bearer)))
                    for t, fit in zip(tellings, fits, strict=True)
                ])  # fmt: skip
        return found

    def _whole(self, term: Term, as_told: AsTold, bearer: str) -> Part | None:
        """What was determined about the trigger speaks for the whole, unless someone higher spoke on an act, or nobody spoke."""
        acts = {act.telling.id for item in as_told.acts for event in item for act in event}
        spoken = []
        for judged in term.judged:
            rank = self.known.best(judged, (as_told.trigger.id,), bearer)
            if rank == NOBODY or any(self.known.best(judged, (id,), bearer) < rank for id in acts):
                return None
            spoken.append(self.known.spoken(judged, (as_told.trigger.id,), bearer))
        return together(spoken, AllOf) if spoken else None

    def _relapses(self, construct: Construct, names: Names, bearer: str) -> list[list[tuple[Part, Telling]]]:
        """Facts that may take it back, by event."""
        found: list[list[tuple[Part, Telling]]] = []
        for item in construct.items("revived by"):
            assert isinstance(item, Term)
            for tellings in self.known.events(item, names):
                fits = [self.known.fit(item, telling, names) for telling in tellings]
                if any(fit is not None for fit in fits):
                    found.append([
                        (NEVER if fit is None else AllOf([fit, self.known.happened(t), self.known.beyond(item, t, names, bearer)]), t)
                        for t, fit in zip(tellings, fits, strict=True)
                    ])  # fmt: skip
        return found

    def _deemed(self, norm: Norm, telling: Telling, names: Names) -> Part:
        """A deeming that rides on it holds."""
        ways: list[Part] = []
        for rider in norm.deemings:
            for wording in rider.wordings:
                force = in_force(wording.construct.citation, wording.since, wording.until, telling)
                if force.fixed != NO:
                    when = self.known.every(wording.known().items("when"), names, None, True)
                    ways.append(Named("deemed", AllOf([force, when]), {"norm": rider.id}, rider))
        return AnyOf(ways) if ways else NEVER

    # -- what others say of it

    def in_window(self, telling: Telling, id: str, names: Names) -> Part:
        """A fact lies in the window of an instance that shares these names; where there is none, it is past no window."""
        if id in self.unknown:
            raise self.unknown[id]
        met = [each for each in self.found.get(id, ()) if meets(each, names)]
        ways = [within(each.as_told[0], telling) for each in met if each.as_told[0].ends]
        return AnyOf(ways) if ways else ALWAYS

    def status_of(self, norm: Norm, item: StatusItem, names: Names) -> list[Part]:
        """An instance that shares the names both cards use has this status, or one that is not on record may."""
        if norm.id in self.unknown:
            raise self.unknown[norm.id]
        construct = norm.wordings[0].construct if norm.wordings else None
        if construct is None:
            return []
        called = self.called(construct, item, names)
        ways = [each.status(item.status) for each in self.found.get(norm.id, ()) if meets(each, called)]
        trigger = trigger_of(construct)
        return ways if trigger.name in names else [*ways, self.known.hidden(trigger, called)]

    def called(self, construct: Construct, item: StatusItem, names: Names) -> Names:
        """The names as the other card calls them."""
        called = dict(names)
        for key, own in (("by", construct.bearer), ("toward", construct.toward)):
            if own and key in item.names:
                called[own] = names.get(item.names[key])
        return called
