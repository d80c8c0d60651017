"""Prohibitions, permissions and powers as the proof checker works them out: for acts on record, and for acts that a question supposes."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import replace

from evaluator.documents.case import ANY_PARTY, Telling
from evaluator.documents.terms import Construct, Item, Term, Test
from evaluator.passes.verify_facts import Known
from evaluator.passes.verify_instances import completing
from evaluator.passes.verify_law import Law, Norm
from evaluator.passes.verify_leaves import in_force, in_time, over
from evaluator.passes.verify_matches import Names
from evaluator.passes.verify_nodes import (
    ALWAYS,
    NEVER,
    AllOf,
    AnyOf,
    Named,
    Not,
    Part,
    Told,
    together,
)
from evaluator.passes.verify_settled import Settled
from evaluator.passes.verify_strange import ACTS
from evaluator.passes.verify_windows import just_before, touches
from evaluator.passes.verify_wordings import Wording


class Acts:
    """Act norms over one case."""

    def __init__(self, law: Law, known: Known, settled: Settled) -> None:
        self.law, self.known, self.settled = law, known, settled
        self.rivals = {norm.id: law.prevailing(norm) for norm in law.norms.values() if norm.kind in ACTS}

    # -- what a norm says

    def holds(self, construct: Construct, names: Names, excuses: bool = True) -> Part:
        """Its trigger, conditions, beginning and end, without its version; with `excuses` no exception either."""
        if not construct.arises:
            return self._core(construct, names, excuses)
        trigger = construct.arises[0]
        assert isinstance(trigger, Term)
        ways: list[Part] = []
        for tellings in self.known.events(trigger, names):
            for bound in self.settled.parties.bound(trigger, tellings, names):
                found = [self._from(construct, trigger, telling, bound, excuses) for telling in tellings]
                if any(part is not None for part in found):
                    ways.append(together([part or NEVER for part in found], Told))
        return AnyOf([*ways, self.known.hidden(trigger, names)])

    def _from(self, construct: Construct, trigger: Term, telling: Telling, names: Names, excuses: bool) -> Part | None:
        fit = self.known.fit(trigger, telling, names)
        if fit is None:
            return None
        inner = {**names, trigger.name: telling}
        rest = self.known.every(completing(construct, names.get(construct.bearer or "", ANY_PARTY)), inner, None)
        parts = [fit, self.known.happened(telling), rest, self._core(construct, inner, excuses)]
        if shares(construct) and construct.act is not None:
            own = names.get(construct.act.name)
            shared = self.known.fit(construct.act, own, inner) if isinstance(own, Telling) else ALWAYS
            if shared is None:
                return None
            parts += [shared] if isinstance(own, Telling) else []
        if trigger.judged or trigger.guard:
            parts.append(self.known.beyond(trigger, telling, names, names.get(construct.bearer or "")))
        return AllOf(parts)

    def _core(self, construct: Construct, names: Names, excuses: bool) -> Part:
        bearer = names.get(construct.bearer or "")
        names = self.known.named(construct, names, bearer)
        parts: list[Part] = []
        if construct.items("when"):
            parts.append(self.known.every(construct.items("when"), names, bearer))
        if construct.items("when any"):
            parts.append(AnyOf(self._each(construct.items("when any"), names, bearer)))
        begun = self._begun(construct, names)
        if begun is not ALWAYS:
            parts.append(Named("begun", begun, {}))
        if construct.within is not None:
            parts.append(self._by_trigger(construct, names, lambda then: self._in_window(then, names)))
        if construct.items("until"):
            ended = AllOf(self._each(construct.items("until"), names, bearer, silent=True))
            parts.append(Not([Named("ended", ended, {})]))
        if excuses:
            excuse = self.excuse(construct, names)
            if excuse is not NEVER:
                parts.append(Not([excuse]))
        return together(parts, AllOf) if parts else ALWAYS

    def _each(self, items: Sequence[Item], names: Names, bearer: str | None, silent: bool = False) -> list[Part]:
        return [self.known.one(item, names, bearer, silent) for item in items]

    def _begun(self, construct: Construct, names: Names) -> Part:
        """It has begun to bind."""
        return self._by_trigger(construct, names, lambda then: self._beginning(then, names))

    def _by_trigger(self, construct: Construct, names: Names, clock: Callable[[Construct], Part]) -> Part:
        """What a clock says by the wording in force when the trigger arose: an amendment does not reset a clock that runs."""
        first = construct.arises[0] if construct.arises else None
        trigger = names.get(first.name) if isinstance(first, Term) else None
        if not isinstance(trigger, Telling):
            return clock(construct)
        then = [w for w in self.law.norms[construct.id].wordings if touches(w, trigger)]
        if len(then) < 2:
            return clock(then[0].known() if then else construct)
        return AnyOf([
            AllOf([in_force(w.construct.citation, w.since, w.until, trigger), clock(w.known())]) for w in then
        ])  # fmt: skip

    def _in_window(self, construct: Construct, names: Names) -> Part:
        """The time to use it is not over."""
        window = construct.within
        if window is None:
            return ALWAYS
        of = names[window.of].root if window.of else construct.id
        return Not([over(self.settled.windows.counted(construct, window, names), of)])

    def _beginning(self, construct: Construct, names: Names) -> Part:
        return self.settled.windows.begins(construct, construct.begins, names) if construct.begins else ALWAYS

    def first(self, id: str, names: Names, act: Telling | None) -> Part:
        """What must come before a use: done strictly before the act; with no act, done at all."""
        norm = self.law.norms[id]
        ways: list[Part] = []
        if norm.wordings:
            construct = norm.wordings[0].known()
            term = construct.done_by
            assert term is not None
            bearer = names.get(construct.bearer or "", ANY_PARTY)
            for tellings in self.known.events(term, names):
                ways.append(together([self._before(term, t, names, bearer, act) for t in tellings], Told))
            hidden = self.known.hidden
            ways.append(hidden(term, names) if act is None else hidden(term, names, act.time.latest - 2))
        return Named("first", AnyOf(ways), {"norm": id}, norm)

    def _before(self, term: Term, telling: Telling, names: Names, bearer: str, act: Telling | None) -> Part:
        fit = self.known.fit(term, telling, names)
        if fit is None:
            return NEVER
        parts = [fit, self.known.happened(telling), self.known.beyond(term, telling, names, bearer)]
        return AllOf([*parts, in_time(telling, just_before(act), act.root)] if act is not None else parts)

    def force(self, wording: Wording) -> Part:
        return in_force(wording.construct.citation, wording.since, wording.until)

    def excuse(self, construct: Construct, names: Names) -> Part:
        """An exception of an act norm holds."""
        bearer = names.get(construct.bearer or "")
        return self.settled.excuse(construct, self.known.named(construct, names, bearer), bearer)

    def prevails(self, rival: Norm, parts: Sequence[Part]) -> Part:
        return Named("prevails", AllOf(parts), {"norm": rival.id}, rival)

    def defeated(self, norm: Norm, telling: Telling) -> Part:
        """A norm that prevails covers this act."""
        ways: list[Part] = []
        for rival in self.rivals[norm.id]:
            for wording in rival.wordings:
                term = alone(wording.construct)
                if term is None or telling.kind not in term.kinds:
                    continue
                for bound in self.settled.parties.bound(term, [telling], {}):
                    fit = self.known.fit(term, telling, bound)
                    if fit is not None:
                        inner = {**bound, term.name: telling}
                        ways.append(
                            self.prevails(rival, [fit, self.force(wording), self.holds(wording.known(), inner)])
                        )
        return AnyOf(ways) if ways else NEVER


def _joins(test: Test, given: Collection[str]) -> bool:
    return test.kind in ("same", "fact", "field of") and test.wanted[0] in given


def _given(construct: Construct) -> set[str]:
    return {item.name for item in construct.arises if isinstance(item, Term)}


def shares(construct: Construct) -> bool:
    """The act of a norm shares a field with a fact that the norm arises from."""
    act, given = construct.act, _given(construct)
    return act is not None and any(_joins(test, given) for test in act.tests)


def alone(construct: Construct) -> Term | None:
    """The act of a norm without what it shares with a fact that the norm arises from: that is looked at with that fact."""
    act, given = construct.act, _given(construct)
    if act is None or not any(_joins(test, given) for test in act.tests):
        return act
    return replace(act, tests=tuple(test for test in act.tests if not _joins(test, given)))
