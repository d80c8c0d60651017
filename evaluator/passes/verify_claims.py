"""What a record may claim, worked out anew: the status of each instance and act, the answer to each question, and what each rests on."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from functools import cached_property
from itertools import islice
from typing import Any

from evaluator.documents.case import Telling
from evaluator.passes.verify_counted import Counted
from evaluator.passes.verify_instances import Instance
from evaluator.passes.verify_nodes import (
    DISPUTED,
    NO,
    OPEN,
    YES,
    AllOf,
    Group,
    Key,
    Leaf,
    Named,
    Not,
    Part,
    Sometime,
    Throughout,
    When,
    below,
    leaves,
)  # fmt: skip
from evaluator.passes.verify_questions import Asked, Ground, Step
from evaluator.passes.verify_strange import SETTLED
from evaluator.passes.verify_uses import Use
from evaluator.words.times import EVER, Interval

WORDS = {
    "burden": {"fulfilled": "discharged", "missed": "not discharged"},
    "duty": {"fulfilled": "fulfilled", "missed": "violated"},
}
MOST = 4096


class Claim:
    """A status with the condition of each status there may be."""

    def __init__(self, ways: Mapping[str, Part], when: When) -> None:
        self.ways, self.when, self.tried = ways, when, 0
        self._led: dict[tuple[tuple[Key, bool], ...], str] = {}
        self.status, self.disputed = self.read(self.when), False

    def read(self, when: When) -> str:
        """The status at an instant."""
        raise NotImplementedError

    @cached_property
    def decisive(self) -> list[Part]:
        """The condition of the status it has; of all where none holds."""
        return [self.ways[self.status]] if self.status in self.ways else list(self.ways.values())

    @cached_property
    def leaves(self) -> list[Leaf]:
        """Every leaf that some status turns on."""
        return leaves(list(self.ways.values()))

    @cached_property
    def until(self) -> int | None:
        """The next instant (µs) at which the status changes if nothing more happens."""
        at = self.when.at
        moments = {m for leaf in self.leaves for m in leaf.moments(at) if at < m < EVER - 1}
        return next((m for m in sorted(moments) if self.read(self.when.moved(m)) != self.status_now), None)

    @cached_property
    def status_now(self) -> str:
        """What it reads at its own instant."""
        return self.read(self.when)

    def led(self, assume: Mapping[Key, bool]) -> str:
        """The status if open matters turn out so."""
        key = tuple(sorted(assume.items()))
        if key not in self._led:
            self._led[key] = self.read(When(self.when.at, self.when.quiet, assume))
        return self._led[key]

    @cached_property
    def open_matters(self) -> set[Key]:
        """The keys of what may be open (one may be at an instant of an interval only), and the first instants of intervals."""
        found = {leaf.key for leaf in self.leaves if leaf.fixed is None}
        for part in below(list(self.ways.values())):
            if isinstance(part, Throughout | Sometime):
                first = part.first if isinstance(part, Throughout) else part.began.earliest
                found.add(("hour", "of the act", str(first)))
        return found

    @cached_property
    def carried(self) -> list[Leaf]:
        """The leaves that carry the status."""
        return list({id(leaf): leaf for part in self.decisive for leaf in carrying(part, self.when, {})}.values())

    @cached_property
    def readings(self) -> frozenset[str]:
        """The readings of every instance that the status is built on."""
        named = (part.about for part in below(self.decisive) if isinstance(part, Named))
        return frozenset(name for about in named if isinstance(about, Instance) for name in about.readings)

    @cached_property
    def despite(self) -> str | None:
        """The one status that every way of filling the gaps gives, if it is undetermined and there is one."""
        if self.status != "undetermined":
            return None
        gaps = {leaf.key for leaf in self.leaves if leaf.truth(self.when) in (OPEN, DISPUTED)}
        seen = {self.led(dict.fromkeys(gaps, filled)) for filled in (True, False)}
        if len(seen) > 1 or "undetermined" in seen:
            return None
        return seen.pop() if all(given in seen for given in islice(self._ways_out({}), MOST)) else None

    def _ways_out(self, assume: dict[Key, bool]) -> Iterator[str]:
        """The status under every way of filling the open leaves that still matter."""
        self.tried += 1
        trial = When(self.when.at, self.when.quiet, assume)
        given = self.read(trial) if self.tried <= MOST else "undetermined"
        keys = {leaf.key for leaf in self.leaves if leaf.truth(trial) in (OPEN, DISPUTED)} - assume.keys()
        if given != "undetermined" or not keys or self.tried > MOST:
            yield given
            return
        for value in (True, False):
            yield from self._ways_out({**assume, min(keys): value})


def carrying(part: Part, when: When, known: dict[int, list[Leaf]]) -> list[Leaf]:
    """The leaves that carry a truth: of several reasons that suffice the one with the fewest, of an open one what is open."""
    found = known.get(id(part))
    if found is not None:
        return found
    if isinstance(part, Leaf):
        found = [part]
    elif isinstance(part, Sometime) and part.truth(when) == YES:
        moment = next(m for m, truth in part.at_each(when).items() if truth == YES)
        found = carrying(part.parts[0], when.moved(moment), {})
    elif isinstance(part, Sometime):
        found = [leaf for m in part.instants(when) for leaf in carrying(part.parts[0], when.moved(m), {})]
    elif isinstance(part, Throughout):
        found = [leaf for m in part.instants() for leaf in carrying(part.parts[0], when.moved(m), {})]
    elif isinstance(part, Counted):
        found = [leaf for each in part.parts for leaf in carrying(each, part.then(when), {})]
    elif isinstance(part, Group):
        truth = part.truth(when)
        agreeing = [each for each in part.parts if each.truth(when) == truth] or list(part.parts)
        sets = [carrying(each, when, known) for each in agreeing]
        alone = truth == part.settles and bool(sets)
        found = min(sets, key=len) if alone else [leaf for each in sets for leaf in each]
    else:
        found = [leaf for each in part.parts for leaf in carrying(each, when, known)]
    known[id(part)] = found
    return found


class Owed(Claim):
    """An instance of a burden or duty."""

    def __init__(self, instance: Instance, when: When) -> None:
        self.instance, self.words = instance, WORDS[instance.norm.kind]
        step, said = instance.step, instance.said()

        def named(name: str, part: Part) -> Named:
            return Named(name, part, said, instance)

        ways = {
            self.words["fulfilled"]: named("fulfilled", AllOf([step("arises"), step("met")])),
            "excused": named("excused", AllOf([step("arises"), step("excused")])),
            self.words["missed"]: named("missed", step("missed")),
            "pending": named("pending", Not([step("over")])),
            "not arisen": named("not arisen", Not([step("arises")])),
        }
        super().__init__(ways, when)
        self.disputed = self.status == "undetermined" and step("missed").truth(self.when) == DISPUTED

    def read(self, when: When) -> str:
        arises, *rest = (
            self.instance.step(name).truth(when) for name in ("arises", "met", "excused", "missed", "over")
        )
        met, excused, missed, over = rest
        if arises == NO:
            return "not arisen"
        if arises == met == YES:
            return self.words["fulfilled"]
        if arises == excused == YES:
            return "excused"
        if missed == YES:
            return self.words["missed"]
        return "pending" if over == NO else "undetermined"

    @cached_property
    def due(self) -> Interval | None:
        """The last instant in time, under every telling of the trigger by which the norm may arise."""
        found = [due for each in self.instance.arising(self.when) if (due := self._due(each.ends)) is not None]
        return Interval(min(d.earliest for d in found), max(d.latest for d in found)) if found else None

    def _due(self, ends: Sequence[Any]) -> Interval | None:
        """Of every end that is granted or may be the latest; one that only may be moves the later side alone."""
        due: Interval | None = None
        for end in ends:
            granted = end.granted.truth(self.when)
            if granted == NO:
                continue
            if due is None:
                due = end.due
            else:
                first = max(due.earliest, end.due.earliest) if granted == YES else due.earliest
                due = Interval(first, max(due.latest, end.due.latest))
        return due

    @cached_property
    def done(self) -> list[tuple[Telling, bool]]:
        """The good acts on record, each with whether it came too late."""
        found: dict[int, tuple[Telling, bool]] = {}
        for act in (act for item in self.instance.as_told[0].acts for event in item for act in event):
            if all(part.truth(self.when) == YES for part in act.good):
                found[id(act.telling)] = (
                    act.telling,
                    self.due is not None and act.telling.time.earliest >= self.due.latest,
                )
        return sorted(found.values(), key=lambda each: (each[0].time, each[0].id))


class Used(Claim):
    """An act on record under an act norm."""

    def __init__(self, use: Use, when: When) -> None:
        self.use = use
        done, allowed, first = use.done, use.allowed, use.first
        ways: dict[str, Part]
        if use.norm.kind == "prohibition":
            ways = {
                "violated": AllOf([done, allowed]), "excused": AllOf([done, use.excused]), "respected": Not([allowed]),
            }  # fmt: skip
        else:
            ways = {
                "used": AllOf([done, allowed, first]),
                "used without the condition": AllOf([done, allowed, Not([first])]),
                "used while not available": AllOf([done, Not([allowed])]),
            }
        super().__init__(ways, when)
        truths = {part.truth(self.when) for part in ways.values()}
        self.disputed = self.status == "undetermined" and DISPUTED in truths

    def read(self, when: When) -> str:
        if self.use.done.truth(when) == NO:
            return "not done"
        return next((word for word, part in self.ways.items() if part.truth(when) == YES), "undetermined")


class Answered(Claim):
    """The answer to a question for one pair. `begun` says whether its object existed."""

    def __init__(self, asked: Asked, when: When, begun: bool) -> None:
        self.asked = asked
        super().__init__({"": asked.part}, when)
        self.disputed = asked.part.truth(self.when) == DISPUTED
        if not begun:
            self.status = "not applicable"

    def read(self, when: When) -> str:
        truth = self.asked.part.truth(when)
        return "undetermined" if truth == DISPUTED else truth

    @cached_property
    def begins(self) -> int | None:
        """The next instant (µs) at which it becomes yes, if it is not and nothing more happens."""
        if self.status == "yes" or self.until is None:
            return None
        return self.until if self.read(self.when.moved(self.until)) == "yes" else None

    @cached_property
    def grounds(self) -> list[tuple[Ground, str]]:
        """The norms in force that may answer, each with its own answer."""
        live = (ground for ground in self.asked.grounds if ground.force.truth(self.when) == YES)
        return [(g, OPEN if (t := g.part.truth(self.when)) == DISPUTED else t) for g in live]

    @cached_property
    def own_readings(self) -> frozenset[str]:
        """The readings that these norms rest on themselves, and those of the burdens and duties in force that may answer."""
        settled = (norm for norm in self.asked.norms if norm.kind in SETTLED)
        bind = [w for norm in settled for w in norm.wordings if w.since <= self.when.at < w.until]
        wordings = [*bind, *(ground.wording for ground, _ in self.grounds)]
        return frozenset(name for wording in wordings for name in wording.construct.readings)

    @cached_property
    def before_use(self) -> list[Step]:
        """What is still owed before use; unless the answer is no, only of grounds that may hold, and none if one holds without."""
        owed = [step for step in self.asked.steps.values() if step.part.truth(self.when) != YES]
        asking = {id(ground) for step in owed for ground in step.of}
        if any(ground.part.truth(self.when) == YES for ground in self.asked.grounds if id(ground) not in asking):
            return []
        return [x for x in owed if self.status == "no" or any(g.part.truth(self.when) != NO for g in x.of)]


def existed(since: date | None, at: int, law: date | None, midnight: Callable[[date], int]) -> bool:
    """Whether the object of a question existed."""
    return since is None or (law >= since if law is not None else at >= midnight(since))
