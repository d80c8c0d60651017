"""Prohibitions, permissions and powers as the proof checker works them out: for acts on record, and for acts that a question supposes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from evaluator.documents.case import ANY_PARTY, Telling
from evaluator.documents.terms import Construct, Item, StatusItem, Term
from evaluator.passes.verify_facts import Known
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
    Sometime,
    Throughout,
    Told,
    together,
)
from evaluator.passes.verify_settled import Settled
from evaluator.passes.verify_strange import ACTS
from evaluator.passes.verify_windows import just_before, touches
from evaluator.passes.verify_wordings import Wording


@dataclass(eq=False)
class Use:
    """An act on record under an act norm, each condition read at the act's own moment."""

    norm: Norm
    wording: Wording
    names: dict[str, Any]
    telling: Telling
    done: Part
    allowed: Part
    excused: Part
    first: Part


class Acts:
    """Act norms over one case."""

    def __init__(self, law: Law, known: Known, settled: Settled) -> None:
        self.law, self.known, self.settled = law, known, settled
        self._on_record: dict[str, list[Use]] = {}
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
            for bound in self.settled.bound(trigger, tellings, names):
                found = [self._from(construct, trigger, telling, bound, excuses) for telling in tellings]
                if any(part is not None for part in found):
                    ways.append(together([part or NEVER for part in found], Told))
        return AnyOf([*ways, self.known.hidden(trigger, names)])

    def _from(self, construct: Construct, trigger: Term, telling: Telling, names: Names, excuses: bool) -> Part | None:
        fit = self.known.fit(trigger, telling, names)
        if fit is None:
            return None
        inner = {**names, trigger.name: telling}
        rest = self.known.every(construct.arises[1:], inner, None)
        parts = [fit, self.known.happened(telling), rest, self._core(construct, inner, excuses)]
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
            due = self.settled.windows.counted(construct, construct.within, names)
            parts.append(Not([over(due, names[construct.within.of].root)]))
        if construct.items("until"):
            ended = AllOf(self._each(construct.items("until"), names, bearer, silent=True))
            parts.append(Not([Named("ended", ended, {})]))
        if excuses:
            excuse = self._excuse(construct, names)
            if excuse is not NEVER:
                parts.append(Not([excuse]))
        return together(parts, AllOf) if parts else ALWAYS

    def _excuse(self, construct: Construct, names: Names) -> Part:
        bearer = names.get(construct.bearer or "")
        return self.settled.excuse(construct, self.known.named(construct, names, bearer), bearer)

    def _each(self, items: Sequence[Item], names: Names, bearer: str | None, silent: bool = False) -> list[Part]:
        return [self.known.one(item, names, bearer, silent) for item in items]

    def _begun(self, construct: Construct, names: Names) -> Part:
        """It has begun to bind, by the wording in force when its trigger arose."""
        first = construct.arises[0] if construct.arises else None
        trigger = names.get(first.name) if isinstance(first, Term) else None
        if not isinstance(trigger, Telling):
            return self._beginning(construct, names)
        then = [w for w in self.law.norms[construct.id].wordings if touches(w, trigger)]
        if len(then) < 2:
            return self._beginning(then[0].known() if then else construct, names)
        return AnyOf([
            AllOf([in_force(w.construct.citation, w.since, w.until, trigger), self._beginning(w.known(), names)])
            for w in then
        ])  # fmt: skip

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

    def prevails(self, rival: Norm, parts: Sequence[Part]) -> Part:
        return Named("prevails", AllOf(parts), {"norm": rival.id}, rival)

    # -- acts on record

    def on_record(self, norm: Norm) -> list[Use]:
        """Every act on record that a norm may be about, worked out when it is first asked for."""
        if norm.id not in self._on_record:
            self._on_record[norm.id] = list(self._uses(norm))
        return self._on_record[norm.id]

    def status_of(self, norm: Norm, item: StatusItem, names: Names) -> list[Part]:
        """An act on record has a status under this norm, or one that is not on record may have."""
        ways: list[Part] = []
        for use in self.on_record(norm):
            construct = use.wording.construct
            called = self.settled.called(construct, item, names)
            shared = [n for n in use.names if n in called and not (construct.act and n == construct.act.name)]
            if all(_id(use.names[n]) == _id(called[n]) for n in shared):
                where = [part for each in item.relations for part in self.known.related(use.telling, each, names)]
                first = [use.first] if item.status == "used" else []
                ways.append(Named(item.status, AllOf([use.done, use.allowed, *first, *where]), {"norm": norm.id}, norm))
        for term in dict.fromkeys(w.construct.act for w in norm.wordings):
            if term is not None:
                ways.append(self.known.hidden(term, self.settled.called(norm.wordings[0].construct, item, names)))
        return ways

    def _uses(self, norm: Norm) -> Iterator[Use]:
        """One for each act on record that the norm may be about; an act that lasts goes under the first version it reaches."""
        lasting: set[str] = set()
        for wording in norm.wordings:
            term = wording.construct.act
            assert term is not None
            for tellings in self.known.events(term, {}):
                root = tellings[0].root
                if root in lasting or not any(_reaches(norm, wording, telling) for telling in tellings):
                    continue
                wording.known()
                found = [
                    use
                    for names in self.settled.bound(term, tellings, {})
                    if (use := self._use(norm, wording, term, tellings, names)) is not None
                ]
                yield from found
                if found and _lasts(norm, tellings[0]):
                    lasting.add(root)

    def _use(
        self, norm: Norm, wording: Wording, term: Term, tellings: Sequence[Telling], names: dict[str, Any]
    ) -> Use | None:
        told = [self._told(norm, wording, term, telling, {**names, term.name: telling}) for telling in tellings]
        if all(each is None for each in told):
            return None
        columns = zip(*(each or (NEVER,) * 4 for each in told), strict=True)
        done, allowed, excused, first = (together(column, Told) for column in columns)
        return Use(norm, wording, {**names, term.name: tellings[0]}, tellings[0], done, allowed, excused, first)

    def _told(
        self, norm: Norm, wording: Wording, term: Term, telling: Telling, names: Names
    ) -> tuple[Part, Part, Part, Part] | None:
        construct, lasts = wording.construct, _lasts(norm, telling)
        fit = self.known.fit(term, telling, names) if _reaches(norm, wording, telling) else None
        if fit is None or not self._relies(norm, construct, telling, names):
            return None
        so = [fit, self.known.happened(telling)]
        if term.judged or term.guard:
            so.append(self.known.beyond(term, telling, names, None))
        defeated = self._defeated(norm, telling)
        later = [
            each for each in norm.wordings if lasts and each.since > wording.since and _reaches(norm, each, telling)
        ]
        held = [self._held(each, telling, names) for each in (wording, *later)]
        holds = together([part for part, _ in held], AnyOf)
        plain = holds if defeated is NEVER else AllOf([holds, Not([defeated])])
        excuses = [part for _, part in held if part is not NEVER]
        before = [self.first(id, names, telling) for id in construct.only_after]

        def then(part: Part) -> Part:
            if lasts:
                return Sometime(part, telling.time, telling.ended)
            return Throughout(part, telling.time.earliest, telling.time.latest - 1)

        done, first = AllOf(so), AllOf(before) if before else ALWAYS
        if not excuses:
            return done, then(plain), NEVER, first
        excuse = together(excuses, AnyOf)
        return done, then(AllOf([plain, Not([excuse])])), then(AllOf([plain, excuse])), first

    def _held(self, wording: Wording, telling: Telling, names: Names) -> tuple[Part, Part]:
        """A version is in force and holds; it is in force and an exception of it holds."""
        construct, force = wording.known(), self.force(wording)
        assert construct.act is not None
        names = {**names, construct.act.name: telling}
        excuse = self._excuse(construct, names)
        holds = AllOf([force, self.holds(construct, names, excuses=False)])
        return holds, NEVER if excuse is NEVER else AllOf([force, excuse])

    def _relies(self, norm: Norm, construct: Construct, telling: Telling, names: Names) -> bool:
        """An act may be a use of a norm: it says so; or it says nothing, and what the norm arises from may be on record."""
        if norm.kind == "prohibition":
            return True
        kind = self.known.vocabulary.kinds[telling.kind]
        said = [
            telling.fields[f.name] for f in kind.fields.values() if f.type == "citation" and f.name in telling.fields
        ]
        if said:
            return any(construct.citation == each or construct.citation.startswith(f"{each}(") for each in said)
        trigger = construct.arises[0] if construct.arises else None
        if not isinstance(trigger, Term):
            return True
        return any(
            self.known.fit(trigger, t, names) is not None for told in self.known.events(trigger, names) for t in told
        )

    def _defeated(self, norm: Norm, telling: Telling) -> Part:
        """A norm that prevails covers this act."""
        ways: list[Part] = []
        for rival in self.rivals[norm.id]:
            for wording in rival.wordings:
                term = wording.construct.act
                if term is None or telling.kind not in term.kinds:
                    continue
                for bound in self.settled.bound(term, [telling], {}):
                    fit = self.known.fit(term, telling, bound)
                    if fit is not None:
                        inner = {**bound, term.name: telling}
                        ways.append(
                            self.prevails(rival, [fit, self.force(wording), self.holds(wording.known(), inner)])
                        )
        return AnyOf(ways) if ways else NEVER


def _id(value: Any) -> Any:
    return value.id if isinstance(value, Telling) else value


def _lasts(norm: Norm, telling: Telling) -> bool:
    """An act is judged over its whole length: one that lasts, and is prohibited."""
    return norm.kind == "prohibition" and telling.period


def _reaches(norm: Norm, wording: Wording, telling: Telling) -> bool:
    """An act may fall under a version; one that lasts may reach a version that takes effect while it goes on."""
    if not _lasts(norm, telling):
        return touches(wording, telling)
    return telling.time.earliest < wording.until and (telling.ended is None or wording.since < telling.ended.latest)
