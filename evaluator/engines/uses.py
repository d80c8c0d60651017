"""The reference engine's acts on record: each act that an act norm may be about, judged by the law and position of its own moment."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from evaluator.documents.case import Telling
from evaluator.documents.rulebook import former_number
from evaluator.documents.terms import Construct, StatusItem, Term
from evaluator.engines.acts import Acts
from evaluator.engines.statuses import renamed, same
from evaluator.engines.worded import touches
from evaluator.passes.grounds import Act
from evaluator.passes.program import Norm, Wording
from evaluator.words.formula import ALWAYS, NEVER_SO, Every, Named, Node, Opposite, Some, Told
from evaluator.words.sometime import Sometime
from evaluator.words.throughout import Throughout
from evaluator.words.times import NEVER, local

Names = Mapping[str, Any]
ONCE = (True,)  # told once, and so it may be


class Uses:
    """Acts on record under the act norms of one case."""

    def __init__(self, acts: Acts) -> None:
        self.acts, self.conditions, self.instances = acts, acts.conditions, acts.instances
        self._on_record: dict[str, list[Act]] = {}
        self._citing: dict[Telling, list[str]] = {}

    def on_record(self, norm: Norm) -> list[Act]:
        """One entry for each act on record that the norm may be about."""
        if norm.id not in self._on_record:
            self._on_record[norm.id] = self._found(norm)
        return self._on_record[norm.id]

    def status_of(self, norm: Norm, item: StatusItem, names: Names) -> list[Node]:
        """That an act on record has a status under a norm about acts, or that there may be one that is not on record."""
        if item.status == "respected":
            return [Opposite(Some(self.status_of(norm, replace(item, status="violated"), names)))]
        ways: list[Node] = []
        for act in self.on_record(norm):
            called = renamed(act.wording.construct, item, names)
            own = {act.wording.construct.act.name} if act.wording.construct.act else set()
            shared = [n for n in act.names if n in called and n not in own]
            if all(same(act.names[n]) == same(called[n]) for n in shared):
                where = [n for each in item.relations for n in self.conditions.related(act.telling, each, names)]
                parts = [act.done, act.allowed, *([act.first] if item.status == "used" else []), *where]
                ways.append(Named(item.status, Every(parts), norm))
        for term in norm.acts:
            construct = norm.wordings[0].construct
            ways.append(self.conditions.hidden(term, renamed(construct, item, names)))
        return ways

    def _found(self, norm: Norm) -> list[Act]:
        found: list[Act] = []
        lasting: set[str] = set()  # one entry for an act that lasts, under the first version that it reaches
        for wording in norm.wordings:
            term = wording.construct.act
            assert term is not None
            for tellings in self.conditions.events(term, {}):
                first = tellings[0]
                if first.root in lasting:
                    continue
                if len(tellings) == 1:
                    may_be: Sequence[bool] = ONCE if self._may_be(norm, wording, first) else ()
                else:
                    may_be = [self._may_be(norm, wording, telling) for telling in tellings]
                if True not in may_be:
                    continue
                for names in self.instances.bound(term, tellings, {}):
                    act = self._act(norm, wording, term, tellings, may_be, {**names, term.name: first})
                    if act is not None:
                        found.append(act)
                        if _lasts(norm, first):
                            lasting.add(first.root)
        return found

    def _act(
        self,
        norm: Norm,
        wording: Wording,
        term: Term,
        tellings: Sequence[Telling],
        may_be: Sequence[bool],
        names: dict[str, Any],
    ) -> Act | None:
        """The act under every telling: each of its conditions read at the moment that telling gives; `may_be`: which can be a use."""
        if len(tellings) == 1:
            alone = self._told(norm, wording, term, tellings[0], names)
            return None if alone is None else Act(norm, wording, names, tellings[0], *alone)
        told = [
            self._told(norm, wording, term, telling, {**names, term.name: telling}) if can else None
            for telling, can in zip(tellings, may_be, strict=True)
        ]
        if not any(told):
            return None
        columns = zip(*(each or (NEVER_SO,) * 4 for each in told), strict=True)
        return Act(norm, wording, names, tellings[0], *map(Told, columns))

    def _told(
        self, norm: Norm, wording: Wording, term: Term, telling: Telling, names: Names
    ) -> tuple[Node, Node, Node, Node] | None:
        construct, span, lasts = wording.construct, telling.time, _lasts(norm, telling)
        done = self._done(construct.alone or term, telling, names)
        if done is None or not self._relies(norm, construct, term, telling, names):
            return None
        defeated = self.acts.defeated(norm, telling, names)
        held = [self._held(wording, telling, names)]
        if lasts:
            later = [w for w in norm.wordings if w.since > wording.since and _reaches(norm, w, telling)]
            held += [self._held(each, telling, names) for each in later]
        holds = held[0][0] if len(held) == 1 else Some([node for node, _ in held])
        plain = holds if defeated is NEVER_SO else Every([holds, Opposite(defeated)])
        excuses = [node for _, node in held if node is not NEVER_SO]
        excused = excuses[0] if len(excuses) == 1 else Some(excuses) if excuses else NEVER_SO

        def then(node: Node) -> Node:
            if lasts:  # forbidden as long as all that forbids it comes together
                return Sometime(node, span, telling.ended)
            return Throughout(node, span.earliest, span.latest - 1)

        first = (
            Every([self.acts.first(id, names, telling) for id in construct.only_after])
            if construct.only_after
            else ALWAYS
        )
        if excused is NEVER_SO:
            return done, then(plain), NEVER_SO, first
        return done, then(Every([plain, Opposite(excused)])), then(Every([plain, excused])), first

    def _held(self, wording: Wording, telling: Telling, names: Names) -> tuple[Node, Node]:
        """That a version is in force and holds, and that it is in force and an excusing edge of it holds."""
        construct, force = wording.construct, wording.force
        assert construct.act is not None
        names = {**names, construct.act.name: telling}
        excused = self.acts.excused(construct, names)
        holds = Every([force, self.acts.holds(construct, names, excuses=False)])
        return holds, excused if excused is NEVER_SO else Every([force, excused])

    def _done(self, term: Term, telling: Telling, names: Names) -> Node | None:
        fits = self.conditions.fit(term, telling, names)
        if fits is None:
            return None
        parts = [fits, self.conditions.happened(telling)]
        return Every(
            [*parts, self.conditions.beyond(term, telling, names, None)] if term.judged or term.guard else parts
        )

    def _cited(self, norm: Norm, construct: Construct, telling: Telling) -> str:
        """A norm's paragraph under the number it had when an act was done."""
        time = telling.time
        if time.earliest <= NEVER or not norm.card.formerly:
            return construct.citation
        day = local(time.earliest, self.instances.windows.calendar(construct).zone).date()
        return norm.section.cite(former_number(norm.card, day))

    def _may_be(self, norm: Norm, wording: Wording, telling: Telling) -> bool:
        """Whether an act can be a use of this version, by its time and by what it cites: the norm, or nothing."""
        prohibited = norm.kind == "prohibition"
        if prohibited and telling.period:
            return _reaches(norm, wording, telling)
        earliest, latest = telling.time
        if wording.since >= latest or earliest >= wording.until:
            return False
        if prohibited:
            return True
        said = self._citing.get(telling)
        if said is None:
            said = self._cites(telling)
        if not said:
            return True
        then = self._cited(norm, wording.construct, telling)
        return any(then == each or then.startswith(f"{each}(") for each in said)

    def _cites(self, telling: Telling) -> list[str]:
        """The citations that an act relies on."""
        if telling not in self._citing:
            kind, fields = self.conditions.vocabulary.kinds[telling.kind], telling.fields
            found = [fields[name] for name, field in kind.fields.items() if field.type == "citation" and name in fields]
            self._citing[telling] = found
        return self._citing[telling]

    def _relies(self, norm: Norm, construct: Construct, term: Term, telling: Telling, names: Names) -> bool:
        """Whether an act that does not cite another norm can be a use of this one: it cites it, or the norm's trigger is on record."""
        if norm.kind == "prohibition" or self._cites(telling):
            return True
        trigger = construct.arises[0] if construct.arises else None
        if not isinstance(trigger, Term):
            return True
        shared = construct.joined is not None  # then any fact of the trigger's kind that the act shares with
        told = [each for tellings in self.conditions.events(trigger, {} if shared else names) for each in tellings]
        if not shared:
            return any(self.conditions.fit(trigger, each, names) is not None for each in told)
        return any(self.conditions.fit(term, telling, {**names, trigger.name: each}) is not None for each in told)


def _lasts(norm: Norm, telling: Telling) -> bool:
    """Whether an act is judged over its whole length: one that lasts, and is prohibited."""
    return norm.kind == "prohibition" and telling.period


def _reaches(norm: Norm, wording: Wording, telling: Telling) -> bool:
    """Whether an act may fall under a version; one that lasts may reach a version that took effect while it went on."""
    if not _lasts(norm, telling):
        return touches(wording, telling)
    return telling.time.earliest < wording.until and (telling.ended is None or wording.since < telling.ended.latest)
