"""Settling: the one place that decides by time. Engines bring matches, `settle` turns them into positions, `status` reads a position.

| truth | yes | no (otherwise open) |
|---|---|---|
| arises | the trigger matches and has happened, under the version then in force | it cannot |
| met | for each item, an act answers the trigger, has happened, was in time, is judged yes | the record is complete, each act in it fails |
| over | `at` is at or past `due.latest` | `at` is at or before `due.earliest` |
| excused | an excusing edge holds | none can |
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from evaluator.documents.case import Telling
from evaluator.documents.leaves import InTime, Ordered, Over
from evaluator.passes.program import Norm, Wording
from evaluator.words.formula import ALWAYS, NEVER_SO, Every, Named, Node, Opposite, Some, Told, View
from evaluator.words.times import EVER, Interval
from evaluator.words.truth import DISPUTED, NO, YES

FULFILLED, EXCUSED, MISSED, PENDING, UNDETERMINED, NOT_ARISEN = (
    "fulfilled", "excused", "missed", "pending", "undetermined", "not arisen",
)  # fmt: skip


ALIKE = {"not discharged": "missed", "never discharged": "never", "violated": "never", "discharged": "fulfilled"}


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


@dataclass(slots=True)
class Match:
    """What an engine found of one instance of a burden or duty, under one telling of its trigger.

    `parts` holds, for each item that must be met, the candidate acts (each with its tellings); `hidden`, for each
    of them, the condition that an act not on record may exist up to an instant; `spared`, for each of several, the condition that the norm
    does not ask for it. `ends` is empty for a time left open ("promptly").
    """

    trigger: Telling
    arises: Node
    excused: Node
    parts: Sequence[Sequence[Sequence[Candidate]]]
    hidden: Sequence[Callable[[int], Node]]
    ends: Sequence[End]
    whole: Node | None = None
    relapses: Sequence[Sequence[tuple[Node, Telling]]] = ()
    deemed: Node = NEVER_SO
    state: Node | None = None
    begun: Node | None = None
    spared: Sequence[Node] = ()


@dataclass(slots=True, eq=False)
class Position:
    """A norm's instance, settled: each truth of the table as a formula. `names` are the parties and facts that tell it apart."""

    norm: Norm
    wording: Wording
    names: dict[str, Any]
    trigger: Telling
    arises: Node
    met: Node
    over: Node
    excused: Node
    missed: Node
    matches: Sequence[Match]
    readings: frozenset[str] = frozenset()
    tardy: Node | None = None

    @property
    def ends(self) -> Sequence[End]:
        """The ends of its window, under the first telling of its trigger."""
        return self.matches[0].ends

    @property
    def late(self) -> Node:
        """A good act, too late, for each item; made when it is asked for, for few answers turn on it."""
        if self.tardy is None:
            parts = [Every([_late(match), Opposite(self.met)]) if match.ends else NEVER_SO for match in self.matches]
            self.tardy = _one(parts)
        return self.tardy

    def node(self, status: str) -> Node:
        """The formula of a status that other norms can name."""
        return Named(status, self._formula(ALIKE.get(status, status)), self)

    def _formula(self, status: str) -> Node:
        match status:
            case "missed":
                return self.missed
            case "never":
                return Every([self.missed, Opposite(self.late)])
            case "fulfilled":
                return Every([self.arises, self.met])
            case "pending":
                return Every([self.arises, Opposite(self.over), Opposite(self.met)])
            case "excused":
                return Every([self.arises, self.excused])
        begun = [match.begun for match in self.matches if match.begun is not None]
        parts = [self.arises, Opposite(self.excused)]
        return Every([*parts, _one(begun)] if len(begun) == len(self.matches) else parts)


def settle(
    norm: Norm, wording: Wording, names: dict[str, Any], matches: Sequence[Match], readings: frozenset[str]
) -> Position:
    """The position of one instance; a match for each telling of its trigger."""
    steps = [_steps(match) for match in matches]
    columns: Iterable[Node] = steps[0] if len(steps) == 1 else (Told(column) for column in zip(*steps, strict=True))
    arises, met, over, excused, missed = columns
    return Position(
        norm, wording, names, matches[0].trigger, arises, met, over, excused, missed, tuple(matches), readings
    )


def _steps(match: Match) -> tuple[Node, Node, Node, Node, Node]:
    if match.state is not None:
        met, over = match.state, match.begun or match.arises
    elif match.ends:
        met, over = _timed(match)
    else:
        met, over = _untimed(match)
    if match.relapses:
        relapsed = [_one([_relapse(match, *told) for told in event]) for event in match.relapses]
        met = Every([met, Opposite(Some(relapsed))])
    if match.deemed is not NEVER_SO:
        met, over = Every([met, Opposite(match.deemed)]), Some([over, match.deemed])
    missed = Every([match.arises, Opposite(met), Opposite(match.excused), over])
    return match.arises, met, over, match.excused, missed


def in_time(telling: Telling, ends: Sequence[End], trigger: str) -> Node:
    """The act lies in the window, or in one reopened by an extension that was granted."""
    if len(ends) == 1:
        return InTime(telling, ends[0].due, trigger)
    return Some([Every([end.granted, InTime(telling, end.due, trigger)]) for end in ends])


def _timed(match: Match) -> tuple[Node, Node]:
    """Met by an act in time for each item; over when every end that was granted is."""
    trigger, met = match.trigger.root, match.whole
    if met is None:
        done = [_done_in_time(match, part, hidden) for part, hidden in zip(match.parts, match.hidden, strict=True)]
        met = _asked(match, done)
    over = Over(match.ends[0].due, trigger)
    if len(match.ends) == 1:
        return met, over
    waits = [Some([Opposite(end.granted), Over(end.due, trigger)]) for end in match.ends[1:]]
    return met, Every([over, *waits])


def _done_in_time(match: Match, part: Sequence[Sequence[Candidate]], hidden: Callable[[int], Node]) -> Node:
    """One item is met by an act on record, or may be by one that is not, under one of the ends."""
    ways: list[Node] = []
    for event in part:
        ways.append(_timely(match, event[0]) if len(event) == 1 else Told([_timely(match, act) for act in event]))
    for end in match.ends:
        ways.append(Every([end.granted, hidden(end.due.latest - 1)]))
    return Some(ways)


def on_record(match: Match, part: Sequence[Sequence[Candidate]]) -> Node:
    """One item is met by an act on record, whatever else there may be."""
    return Some([_one([_timely(match, act) for act in event]) for event in part])


def _timely(match: Match, act: Candidate) -> Node:
    return Every([act.fits, act.happened, act.judged, in_time(act.telling, match.ends, match.trigger.root)])


def _late(match: Match) -> Node:
    """Every item done by a good act, and one of them after the window, unless a relapse came after it."""
    tardy = [_one([_tardy(match, c) for c in event]) for part in match.parts for event in part]
    unseen = [hidden(EVER) for hidden in match.hidden]
    if len(match.parts) == 1:
        return Some([*tardy, *unseen])
    done = [
        Some([*(_one([Every([c.fits, c.happened, c.judged]) for c in event]) for event in part), hidden])
        for part, hidden in zip(match.parts, unseen, strict=True)
    ]
    return Every([Some([*tardy, *unseen]), _asked(match, done)])


def _tardy(match: Match, act: Candidate) -> Node:
    again = [
        Opposite(_one([Every([seen, Ordered(telling, "after", act.telling)]) for seen, telling in event]))
        for event in match.relapses
    ]
    when = in_time(act.telling, match.ends, match.trigger.root)
    return Every([act.fits, act.happened, act.judged, Opposite(when), *again])


def _untimed(match: Match) -> tuple[Node, Node]:
    """No time to lapse: pending until an act is on record, then undetermined until a decider speaks."""
    met, tried = [], []
    for part, hidden in zip(match.parts, match.hidden, strict=True):
        good = [_one([Every([c.fits, c.happened, c.judged]) for c in tellings]) for tellings in part]
        tried += [_one([Every([c.fits, c.happened, Opposite(c.judged)]) for c in tellings]) for tellings in part]
        met.append(Some([*good, hidden(EVER)]))
    if match.whole is not None:
        return match.whole, ALWAYS
    return _asked(match, met), Some(tried)


def _relapse(match: Match, seen: Node, telling: Telling) -> Node:
    """A relapse counts after the window, from its own instant."""
    return Every([seen, Opposite(in_time(telling, match.ends, match.trigger.root))]) if match.ends else seen


def relapses(match: Match) -> list[tuple[Telling, Node]]:
    """What may take *met* back, each with what it takes, as one source tells it."""
    return [(telling, _relapse(match, seen, telling)) for event in match.relapses for seen, telling in event]


def _one(tellings: Sequence[Node]) -> Node:
    return tellings[0] if len(tellings) == 1 else Told(tellings)


def _asked(match: Match, done: Sequence[Node]) -> Node:
    """Each item done that the norm asks for, and one of them at least; of several it may spare some."""
    if not match.spared:
        return done[0] if len(done) == 1 else Every(done)
    each = [Some([node, spared]) for node, spared in zip(done, match.spared, strict=True)]
    return Every([*each, Some(done)])


def status(position: Position, view: View) -> tuple[str, bool]:
    """The status at `view.at`, and whether an undetermined one is disputed: the first line of the table that is yes."""
    arises = position.arises.truth(view)
    if arises == NO:
        return NOT_ARISEN, False
    if arises == YES and position.met.truth(view) == YES:
        return FULFILLED, False
    if arises == YES and position.excused.truth(view) == YES:
        return EXCUSED, False
    missed = position.missed.truth(view)
    if missed == YES:
        return MISSED, False
    if position.over.truth(view) == NO:
        return PENDING, False
    return UNDETERMINED, missed == DISPUTED


def due(position: Position, view: View) -> Interval | None:
    """The last instant still in time at `view.at`, over every telling but those of a fact that is past and set nothing off.

    Of every end that is or may be granted, the latest; None if the time is open.
    """
    if len(position.matches) == 1:
        return _due(position.matches[0], view)
    told = [found for match in position.matches if _may_arise(match, view) and (found := _due(match, view)) is not None]
    return Interval(min(d.earliest for d in told), max(d.latest for d in told)) if told else None


def _may_arise(match: Match, view: View) -> bool:
    return view.at < match.trigger.time.latest - 1 or match.arises.truth(view) != NO


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
