"""The reference engine's acts: prohibitions, permissions and powers, for acts on record and for acts that a question supposes."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from evaluator.documents.case import ANY_PARTY, Telling
from evaluator.documents.leaves import Assumed, InForce, InTime, Over
from evaluator.documents.questions import Question
from evaluator.documents.terms import Construct, Item, Term
from evaluator.engines.instances import Instances
from evaluator.engines.rivals import answering, prevailing, rivals_of, rivals_of_supposed, told_apart
from evaluator.engines.worded import completing, touches
from evaluator.passes.grounds import Ground, Step
from evaluator.passes.program import Norm, Program, Wording
from evaluator.words.formula import ALWAYS, NEVER_SO, Every, Named, Node, Opposite, Some, Told
from evaluator.words.times import Interval
from evaluator.words.truth import YES

Names = Mapping[str, Any]
SUPPOSED = Assumed("an act as the question supposes it", YES)


class Acts:
    """Act norms over one case."""

    def __init__(self, program: Program, instances: Instances) -> None:
        self.program, self.instances = program, instances
        self.conditions = instances.conditions
        self.rivals = rivals_of(program)
        self._held: dict[tuple[object, ...], Node] = {}
        self._grounds: dict[tuple[object, ...], tuple[Node, Node]] = {}

    # -- what a norm says, as a function of time

    def holds(self, construct: Construct, names: Names, excuses: bool = True) -> Node:
        """Trigger, conditions, beginning and end of an act norm; without its version. With `excuses`, no excusing edge holds either.

        Made once for all parties and facts that its conditions cannot tell apart.
        """
        key = (excuses, told_apart(self.program, construct, names))
        found = self._held.get(key)
        if found is None:
            found = self._held[key] = self._holds(construct, names, excuses)
        return found

    def _holds(self, construct: Construct, names: Names, excuses: bool) -> Node:
        if not construct.arises:
            return self._core(construct, names, excuses)
        trigger = construct.arises[0]
        assert isinstance(trigger, Term)
        ways: list[Node] = []
        for tellings in self.conditions.events(trigger, names):
            for bound in self.instances.bound(trigger, tellings, names):
                found = [self._from(construct, trigger, telling, bound, excuses) for telling in tellings]
                if any(node is not None for node in found):
                    kept = [node or NEVER_SO for node in found]
                    ways.append(kept[0] if len(kept) == 1 else Told(kept))
        return Some([*ways, self.conditions.hidden(trigger, names)])

    def _from(self, construct: Construct, trigger: Term, telling: Telling, names: Names, excuses: bool) -> Node | None:
        fits = self.conditions.fit(trigger, telling, names)
        if fits is None:
            return None
        inner = {**names, trigger.name: telling}
        rest = self.conditions.every(completing(construct, names), inner, None)
        parts = [fits, self.conditions.happened(telling), rest, self._core(construct, inner, excuses)]
        act = construct.joined
        own = names.get(act.name) if act is not None else None
        if act is not None and isinstance(own, Telling):
            shared = self.conditions.fit(act, own, inner)
            if shared is None:
                return None
            parts.append(shared)
        if trigger.judged or trigger.guard:
            parts.append(self.conditions.beyond(trigger, telling, names, names.get(construct.bearer or "")))
        return Every(parts)

    def _core(self, construct: Construct, names: Names, excuses: bool) -> Node:
        bearer, conditions = names.get(construct.bearer or "", None), construct.conditions
        if construct.named_judgements:
            names = self.conditions.named(construct, names, bearer)
        parts: list[Node] = []
        if when := conditions.get("when"):
            parts.append(self.conditions.every(when, names, bearer))
        if limbs := conditions.get("when any"):
            parts.append(Some([self.conditions.one(item, names, bearer) for item in limbs]))
        begun = self._begun(construct, names)
        if begun is not ALWAYS:
            parts.append(Named("begun", begun))
        if construct.within is not None:
            parts.append(self._by_then(construct, names, lambda then: self._not_over(then, names)))
        if ends := conditions.get("until"):
            parts.append(Opposite(Named("ended", self._ended(ends, names, bearer))))
        if excuses and construct.excusable:
            excused = self.excused(construct, names)
            if excused is not NEVER_SO:
                parts.append(Opposite(excused))
        return ALWAYS if not parts else parts[0] if len(parts) == 1 else Every(parts)

    def _begun(self, construct: Construct, names: Names) -> Node:
        """It has begun to bind."""
        if construct.begins is None and len(self.program.norms[construct.id].wordings) < 2:
            return ALWAYS
        return self._by_then(construct, names, lambda then: self._beginning(then, names))

    def _by_then(self, construct: Construct, names: Names, clock: Callable[[Construct], Node]) -> Node:
        """A clock by the wording in force when the trigger arose, for a clock that runs is not reset by an amendment."""
        trigger = (
            names.get(construct.arises[0].name) if construct.arises and isinstance(construct.arises[0], Term) else None
        )
        if not isinstance(trigger, Telling):
            return clock(construct)
        then = [w for w in self.program.norms[construct.id].wordings if touches(w, trigger)]
        if len(then) < 2:
            return clock(then[0].construct if then else construct)
        return Some([
            Every([InForce(w.construct.citation, w.since, w.until, trigger), clock(w.construct)]) for w in then
        ])  # fmt: skip

    def _not_over(self, construct: Construct, names: Names) -> Node:
        """The time in which it may be used is not over."""
        window = construct.within
        if window is None:
            return ALWAYS
        of = names[window.of].root if window.of else construct.id
        return Opposite(Over(self.instances.windows.last_day(construct, window, names), of))

    def _beginning(self, construct: Construct, names: Names) -> Node:
        return (
            self.instances.windows.begins(construct, construct.begins, names)
            if construct.begins is not None
            else ALWAYS
        )

    def _ended(self, items: Sequence[Item], names: Names, bearer: str | None) -> Node:
        return Every([self.conditions.one(item, names, bearer, True) for item in items])

    def excused(self, construct: Construct, names: Names) -> Node:
        """An excusing edge holds."""
        if not construct.excusable:
            return NEVER_SO
        return self.conditions.excuses(construct, names, names.get(construct.bearer or "", None))

    def steps(self, grounds: Sequence[Ground]) -> list[Step]:
        """What is owed before any of these permissions is used, by whoever they name."""
        found: dict[str, Step] = {}
        for ground in grounds:
            for id in ground.wording.construct.only_after:
                norm = self.program.norms[id]
                if norm.wordings:
                    step = found.get(id) or Step(norm, norm.wordings[-1], self.first(id, ground.names, None))
                    found[id] = replace(step, of=(*step.of, ground))
        return list(found.values())

    def limits(self, grounds: Sequence[Ground]) -> list[Norm]:
        """The prohibitions that prevail over these permissions, whatever they allow."""
        return list(
            {rival.id: rival for ground in grounds for rival in self.rivals[ground.norm.id] if rival.wordings}.values()
        )

    def first(self, duty: str, names: Names, act: Telling | None) -> Node:
        """What must come before a use: done strictly before the act, or, with no act, done at all."""
        norm = self.program.norms[duty]
        ways: list[Node] = []
        for wording in norm.wordings:
            term = wording.construct.done_by
            assert term is not None
            bearer = names.get(wording.construct.bearer or "", ANY_PARTY)
            for tellings in self.conditions.events(term, names):
                told = [self._before(term, telling, names, bearer, act) for telling in tellings]
                ways.append(told[0] if len(told) == 1 else Told(told))
            until = act.time.latest - 2 if act is not None else None
            ways.append(
                self.conditions.hidden(term, names, until) if until is not None else self.conditions.hidden(term, names)
            )
            break
        return Named("first", Some(ways), norm)

    def _before(self, term: Term, telling: Telling, names: Names, bearer: str, act: Telling | None) -> Node:
        """One telling of what had to come first."""
        fits = self.conditions.fit(term, telling, names)
        if fits is None:
            return NEVER_SO
        parts = [fits, self.conditions.happened(telling), self.conditions.beyond(term, telling, names, bearer)]
        if act is not None:
            parts.append(InTime(telling, Interval(act.time.earliest - 1, act.time.latest - 1), act.root))
        return Every(parts)

    def defeated(self, norm: Norm, telling: Telling, names: Names) -> Node:
        """A norm that prevails covers this act."""
        ways: list[Node] = []
        for rival, wording, term in prevailing(self.program, norm, telling.kind):
            for bound in self.instances.bound(term, [telling], {}):
                fits = self.conditions.fit(term, telling, bound)
                if fits is not None:
                    inner = {**bound, term.name: telling}
                    holds = self.holds(wording.construct, inner)
                    ways.append(Named("prevails", Every([fits, wording.force, holds]), rival))
        return Some(ways) if ways else NEVER_SO

    # -- questions

    def ground(self, norm: Norm, question: Question, names: Names) -> list[Ground]:
        """The versions of a norm that may answer a question for the parties in `names`, about the act the question supposes."""
        found = []
        for wording, act, rivalled in answering(self.program, norm, question):
            shared = self._parties(act, names) if rivalled else ()
            key = (question.name, told_apart(self.program, wording.construct, names), *shared)
            made = self._grounds.get(key)
            if made is None:
                made = self._grounds[key] = self._ground(norm, wording, question, act, names, rivalled)
            found.append(Ground(norm, wording, dict(names), *made))
        return found

    def _ground(
        self, norm: Norm, wording: Wording, question: Question, act: Term, names: Names, rivalled: bool
    ) -> tuple[Node, Node]:
        force = wording.force
        parts = [force, ALWAYS if question.act is None else SUPPOSED, self.holds(wording.construct, names)]
        if rivalled:
            parts.append(Opposite(self._defeated_supposed(norm, question, act, names)))
        return Every(parts), force

    def _defeated_supposed(self, norm: Norm, question: Question, act: Term, names: Names) -> Node:
        """A norm that prevails covers the supposed act; whom it concerns goes by the fields of the act, for each file has its own names."""
        ways: list[Node] = []
        told = dict(self._parties(act, names))
        for rival, wording, term in rivals_of_supposed(self.program, norm, question):
            own = {name: told.get(field, ANY_PARTY) for name, field in self.conditions.plans.of(term).parties}
            holds = self.holds(wording.construct, {**names, **own})
            ways.append(Named("prevails", Every([wording.force, holds]), rival))
        return Some(ways)

    def _parties(self, term: Term, names: Names) -> list[tuple[str, str]]:
        """The parties of an act that are known, each with the field that names it."""
        return [(field, names[name]) for name, field in self.conditions.plans.of(term).parties if name in names]
