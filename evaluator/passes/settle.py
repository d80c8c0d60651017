"""Settling: the one place that decides by time. Engines bring matches, `settle` turns them into positions, `status` reads a position.

| truth | yes | no (otherwise open) |
|---|---|---|
| arises | the trigger matches and has happened, under the version then in force | it cannot |
| met | an act answers the trigger, has happened, was in time, is judged yes where it needs judging; for each item | the record is complete and each act in it fails |
| over | `at` is at or past `due.latest` | `at` is at or before `due.earliest` |
| excused | an excusing edge holds | none can |
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from evaluator.documents.case import Telling
from evaluator.documents.leaves import InTime, Ordered, Over
from evaluator.passes.lower import Norm, Wording
from evaluator.words.formula import NEVER_SO, Every, Named, Node, Opposite, Some, Told, View
from evaluator.words.times import EVER, Interval
from evaluator.words.truth import DISPUTED, NO, YES, both

FULFILLED, EXCUSED, MISSED, PENDING, UNDETERMINED, NOT_ARISEN = (
    "fulfilled", "excused", "missed", "pending", "undetermined", "not arisen",
)  # fmt: skip


@dataclass(slots=True)
class Candidate:
    """An act that may meet a norm, as one source tells it: how it fits, whether it has happened, how it was judged."""

    telling: Telling
    fits: Node
    happened: Node
    judged: Node


@dataclass(slots=True)
class End:
    """One end of a window. `granted` is what it takes (an extension); `due` the last instant in time, for every start there may be."""

    granted: Node
    due: Interval
    printed: Interval | None = None
    computed: Interval | None = None
    by: Telling | None = None


@dataclass(slots=True)
class Match:
    """What an engine found of one instance of a burden or duty, under one telling of its trigger.

    `parts` holds, for each item that must be met, the candidate acts (each with its tellings). `hidden(until)` is the condition that an
    act not on record may exist up to `until`. `ends` is empty for a time left open ("promptly").
    """

    trigger: Telling
    arises: Node
    excused: Node
    parts: Sequence[Sequence[Sequence[Candidate]]]
    hidden: Callable[[int], Node]
    ends: Sequence[End]
    whole: Node | None = None
    relapses: Sequence[Sequence[tuple[Node, Telling]]] = ()
    deemed: Node = NEVER_SO
    state: Node | None = None
    begun: Node | None = None


@dataclass(slots=True, eq=False)
class Position:
    """A norm's instance, settled: each truth of the table as a formula. `names` are the parties and facts that tell it apart."""

    norm: Norm
    wording: Wording
    names: dict[str, Any]
    trigger: Telling
    arises: Node
    met: Node
    late: Node
    over: Node
    excused: Node
    missed: Node
    matches: Sequence[Match]
    readings: frozenset[str] = frozenset()

    @property
    def ends(self) -> Sequence[End]:
        """The ends of its window, under the first telling of its trigger."""
        return self.matches[0].ends

    def node(self, status: str) -> Node:
        """The formula of a status that other norms can name."""
        arisen = self.arises
        nodes = {
            "missed": lambda: self.missed,
            "never": lambda: Every([self.missed, Opposite(self.late)]),
            "fulfilled": lambda: Every([arisen, self.met]),
            "pending": lambda: Every([arisen, Opposite(self.over), Opposite(self.met)]),
            "excused": lambda: Every([arisen, self.excused]),
            "binding": lambda: Every([arisen, Opposite(self.excused)]),
        }
        alike = {"not discharged": "missed", "never discharged": "never", "violated": "never", "discharged": "fulfilled"}
        return Named(status, nodes[alike.get(status, status)](), self)


def settle(norm: Norm, wording: Wording, names: dict[str, Any], matches: Sequence[Match], readings: frozenset[str]) -> Position:
    """The position of one instance; a match for each telling of its trigger."""
    steps = [_steps(match) for match in matches]
    arises, met, late, over, excused, missed = (
        column[0] if len(column) == 1 else Told(column) for column in zip(*steps, strict=True)
    )
    return Position(norm, wording, names, matches[0].trigger, arises, met, late, over, excused, missed, tuple(matches), readings)


def _steps(match: Match) -> tuple[Node, Node, Node, Node, Node, Node]:
    if match.state is not None:
        met, late, over = match.state, NEVER_SO, match.begun or match.arises
    elif match.ends:
        met, late, over = _timed(match)
    else:
        met, late, over = _untimed(match)
    if match.relapses:
        relapsed = [_one([_relapse(match, *told) for told in event]) for event in match.relapses]
        met = Every([met, Opposite(Some(relapsed))])
    if match.deemed is not NEVER_SO:
        met, over = Every([met, Opposite(match.deemed)]), Some([over, match.deemed])
    late = Every([late, Opposite(met)]) if late is not NEVER_SO else late
    missed = Every([match.arises, Opposite(met), Opposite(match.excused), over])
    return match.arises, met, late, over, match.excused, missed


def in_time(telling: Telling, ends: Sequence[End], trigger: str) -> Node:
    """The act lies in the window, or in one reopened by an extension that was granted."""
    if len(ends) == 1:
        return InTime(telling, ends[0].due, trigger)
    return Some([Every([end.granted, InTime(telling, end.due, trigger)]) for end in ends])


def _timed(match: Match) -> tuple[Node, Node, Node]:
    parts_met, parts_done, tardy = [], [], []
    for part in match.parts:
        timely, done = [], []
        for tellings in part:
            goods = [Every([c.fits, c.happened, c.judged]) for c in tellings]
            whens = [in_time(c.telling, match.ends, match.trigger.root) for c in tellings]
            timely.append(_one([Every([good, when]) for good, when in zip(goods, whens, strict=True)]))
            tardy.append(_one([_late(match, *act) for act in zip(goods, whens, tellings, strict=True)]))
            done.append(_one(goods))
        unseen = Some([Every([end.granted, match.hidden(end.due.latest - 1)]) for end in match.ends])
        parts_met.append(Some([*timely, unseen]))
        parts_done.append(Some([*done, match.hidden(EVER)]))
    tardy.append(match.hidden(EVER))
    met = match.whole if match.whole is not None else _all(parts_met)
    late = Every([Some(tardy), *parts_done]) if len(match.parts) > 1 else Some(tardy)
    waits = [Some([Opposite(end.granted), Over(end.due, match.trigger.root)]) for end in match.ends[1:]]
    over = Over(match.ends[0].due, match.trigger.root)
    return met, late, Every([over, *waits]) if waits else over


def _late(match: Match, good: Node, when: Node, act: Candidate) -> Node:
    """A good act after the window, unless a relapse came after it."""
    again = [
        Opposite(_one([Every([seen, Ordered(telling, "after", act.telling)]) for seen, telling in event])) for event in match.relapses
    ]
    return Every([good, Opposite(when), *again])


def _untimed(match: Match) -> tuple[Node, Node, Node]:
    """No time to lapse: pending until an act is on record, then undetermined until a decider speaks."""
    met, tried = [], []
    for part in match.parts:
        good = [_one([Every([c.fits, c.happened, c.judged]) for c in tellings]) for tellings in part]
        tried += [_one([Every([c.fits, c.happened, Opposite(c.judged)]) for c in tellings]) for tellings in part]
        met.append(Some([*good, match.hidden(EVER)]))
    if match.whole is not None:
        return match.whole, NEVER_SO, Opposite(NEVER_SO)
    return _all(met), NEVER_SO, Some(tried)


def _relapse(match: Match, seen: Node, telling: Telling) -> Node:
    """A relapse counts after the window, from its own instant."""
    return Every([seen, Opposite(in_time(telling, match.ends, match.trigger.root))]) if match.ends else seen


def _one(tellings: Sequence[Node]) -> Node:
    return tellings[0] if len(tellings) == 1 else Told(tellings)


def _all(parts: Sequence[Node]) -> Node:
    return parts[0] if len(parts) == 1 else Every(parts)


def status(position: Position, view: View) -> tuple[str, bool]:
    """The status at `view.at`, and whether an undetermined one is disputed: the first line of the table that is yes."""
    arises = position.arises.truth(view)
    if arises == NO:
        return NOT_ARISEN, False
    if both(arises, position.met.truth(view)) == YES:
        return FULFILLED, False
    if both(arises, position.excused.truth(view)) == YES:
        return EXCUSED, False
    missed = position.missed.truth(view)
    if missed == YES:
        return MISSED, False
    if position.over.truth(view) == NO:
        return PENDING, False
    return UNDETERMINED, missed == DISPUTED


def due(position: Position, view: View) -> Interval | None:
    """The last instant still in time at `view.at`, over every telling: of every end that is or may be granted, the latest.

    None if the time is open.
    """
    told = [found for match in position.matches if (found := _due(match, view)) is not None]
    return Interval(min(d.earliest for d in told), max(d.latest for d in told)) if told else None


def _due(match: Match, view: View) -> Interval | None:
    found: Interval | None = None
    for end in match.ends:
        granted = end.granted.truth(view)
        if granted == NO:
            continue
        if found is None:
            found = end.due
        elif granted == YES:
            found = Interval(max(found.earliest, end.due.earliest), max(found.latest, end.due.latest))
        else:
            found = Interval(found.earliest, max(found.latest, end.due.latest))
    return found
