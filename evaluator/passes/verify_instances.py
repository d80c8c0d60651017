"""Instances of burdens and duties as the proof checker has them: their steps under every telling, and the statuses made of these."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from evaluator.documents.case import ANY_PARTY, Telling
from evaluator.documents.terms import Construct, Item, Term
from evaluator.documents.yearly import Occasion
from evaluator.passes.verify_law import Norm
from evaluator.passes.verify_leaves import in_time, ordered
from evaluator.passes.verify_matches import EACH, Names
from evaluator.passes.verify_nodes import NEVER, NO, AllOf, AnyOf, Named, Not, Part, Told, When, together
from evaluator.passes.verify_windows import End
from evaluator.passes.verify_wordings import Unknown, Wording

Hidden = Callable[[int], Part]


@dataclass(eq=False)
class Act:
    """An act that may meet a norm, as one source tells it."""

    telling: Telling
    good: tuple[Part, Part, Part]  # it fits, has happened, is judged as asked


@dataclass(eq=False)
class AsTold:
    """An instance under one telling of its trigger: its steps, its acts (by item, by event), its ends, and a good act too late.

    `spared`, by item, is what makes an entry of a list none of its business.
    """

    trigger: Telling
    arises: Part
    met: Part = NEVER
    over: Part = NEVER
    excused: Part = NEVER
    missed: Part = NEVER
    acts: list[list[list[Act]]] = field(default_factory=list)
    ends: list[End] = field(default_factory=list)
    late: Part = NEVER
    begun: Part | None = None
    spared: list[Part] = field(default_factory=list)


@dataclass(eq=False)
class Instance:
    """One instance of a norm. `names` are the parties and the trigger that tell it apart."""

    norm: Norm
    wording: Wording
    names: dict[str, Any]
    as_told: list[AsTold]
    readings: frozenset[str]
    statuses: dict[str, Part] = field(default_factory=dict)

    @property
    def trigger(self) -> Telling:
        """The fact it arises from, as first told."""
        return self.as_told[0].trigger

    def arising(self, when: When) -> list[AsTold]:
        """The tellings under which it may arise, or whose fact is not past yet."""
        told = self.as_told
        return [e for e in told if len(told) == 1 or e.arises.truth(when) != NO or when.at < e.trigger.time.latest - 1]

    def step(self, name: str) -> Part:
        """A step of the settle table under every telling of the trigger."""
        key = f"step {name}"
        if key not in self.statuses:
            self.statuses[key] = together([getattr(each, name) for each in self.as_told], Told)
        return self.statuses[key]

    def said(self) -> dict[str, Any]:
        """How a proof says which instance it means."""
        construct = self.wording.construct
        bearer = self.names.get(construct.bearer or "", construct.bearer or "")
        said = {"norm": self.norm.id, "trigger": self.trigger.id, "bearer": bearer, "version": effective(self.wording)}
        return said | ({"year": self.trigger.year} if isinstance(self.trigger, Occasion) else {})

    def status(self, name: str) -> Part:
        """A status that other norms may name."""
        if name not in self.statuses:
            self.statuses[name] = Named(name, self._made(name), self.said(), self)
        return self.statuses[name]

    def _made(self, name: str) -> Part:
        step = self.step
        match name:
            case "missed" | "not discharged":
                return step("missed")
            case "never discharged" | "violated":
                late = [AllOf([t.late, Not([step("met")])]) if t.ends else NEVER for t in self.as_told]
                return AllOf([step("missed"), Not([together(late, Told)])])
            case "fulfilled" | "discharged":
                return AllOf([step("arises"), step("met")])
            case "pending":
                return AllOf([step("arises"), Not([step("over")]), Not([step("met")])])
            case "binding" | "arisen":
                parts = [step("arises"), Not([step("excused")])]
                begun = [told.begun for told in self.as_told if told.begun is not None]
                return AllOf([*parts, together(begun, Told)] if len(begun) == len(self.as_told) else parts)
        raise Unknown(f"the status `{name}` is none that this checker knows")


def effective(wording: Wording) -> str:
    """The day a version took effect, as a record prints it."""
    day = wording.version.effective
    return str(day) if day is not None and day.year > 1 else "always"


def missed(arises: Part, as_told: AsTold) -> Part:
    """It arose, and its time ran out without the act or an excuse."""
    return AllOf([arises, Not([as_told.met]), Not([as_told.excused]), as_told.over])


def within(as_told: AsTold, telling: Telling) -> Part:
    """An act lies in the window, or in one that was opened again."""
    if len(as_told.ends) == 1:
        return in_time(telling, as_told.ends[0].due, as_told.trigger.root)
    return AnyOf([AllOf([end.granted, in_time(telling, end.due, as_told.trigger.root)]) for end in as_told.ends])


def done_in_time(as_told: AsTold, acts: list[list[Act]], hidden: Hidden) -> Part:
    """One item is met in time by an act on record, or by one that is not."""
    seen = [together([AllOf([*act.good, within(as_told, act.telling)]) for act in event], Told) for event in acts]
    return AnyOf([*seen, *(AllOf([end.granted, hidden(end.due.latest - 1)]) for end in as_told.ends)])


def taken_back(as_told: AsTold, seen: Part, telling: Telling) -> Part:
    """A relapse counts after the window, from its own instant."""
    return AllOf([seen, Not([within(as_told, telling)])]) if as_told.ends else seen


def done_late(as_told: AsTold, hidden: Sequence[Part], again: Sequence[Sequence[tuple[Part, Telling]]]) -> Part:
    """Every item done well, one of them after the window, and no relapse since."""

    def tardy(act: Act) -> Part:
        since = [
            Not([together([AllOf([seen, ordered(telling, "after", act.telling)]) for seen, telling in event], Told)])
            for event in again
        ]
        return AllOf([*act.good, Not([within(as_told, act.telling)]), *since])

    if not as_told.ends:
        return NEVER
    late = [together([tardy(act) for act in event], Told) for item in as_told.acts for event in item]
    if len(as_told.acts) == 1:
        return AnyOf([*late, *hidden])
    done = [
        AnyOf([*(together([AllOf(act.good) for act in event], Told) for event in item), unseen])
        for item, unseen in zip(as_told.acts, hidden, strict=True)
    ]
    return AllOf([AnyOf([*late, *hidden]), asked(as_told, done)])


def asked(as_told: AsTold, done: Sequence[Part]) -> Part:
    """Every item is done that is not spared, and some item is done."""
    if not as_told.spared:
        return together(done, AllOf)
    return AllOf([*(AnyOf([node, spared]) for node, spared in zip(done, as_told.spared, strict=True)), AnyOf(done)])


def meets(instance: Instance, names: Mapping[str, Any]) -> bool:
    """Whether an instance has the same parties and facts under the names that it shares with another card."""
    return all(
        names[name].root == value.root
        if isinstance(value, Telling) and isinstance(names[name], Telling)
        else names[name] == value
        for name, value in instance.names.items()
        if name in names
    )


def completing(construct: Construct, bearer: str) -> Sequence[Item]:
    """What completes a trigger and has to be shown: who is not on file has what is asked of it."""
    if bearer != ANY_PARTY:
        return construct.arises[1:]
    return [item for item in construct.arises[1:] if isinstance(item, Term) and not asks(item, construct.bearer)]


def asks(term: Term, party: str | None) -> bool:
    """Whether a term asks that a fact name a party."""
    return any(test.kind == "party" and test.wanted[0] == party for test in term.tests)


def trigger_of(construct: Construct) -> Term:
    """The fact that an instance goes by."""
    trigger = construct.before or construct.arises[0]
    assert isinstance(trigger, Term)
    return trigger


def items_of(construct: Construct, telling: Telling, names: Names) -> list[Names]:
    """What must be met one by one: each entry of the list; an unknown list is one item."""
    listed = telling.fields.get(construct.for_each) if construct.for_each else None
    if not isinstance(listed, tuple):
        return [names]
    return [{**names, EACH: (construct.for_each, trigger_of(construct).name, (entry,))} for entry in listed]
