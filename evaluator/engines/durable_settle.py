"""The table that settles a burden or duty, laid out once more: what was found of an instance becomes the truths that decide its status."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from evaluator.documents.case import Telling
from evaluator.engines.durable_parcel import Provision, Text
from evaluator.engines.durable_sheet import Cell, Sheet
from evaluator.engines.durable_windows import End
from evaluator.engines.durable_years import InYear, Year
from evaluator.words.times import EVER, Interval
from evaluator.words.truth import NO, YES, Truth

MEANT = {"not discharged": "missed", "never discharged": "never", "violated": "never", "discharged": "fulfilled"}


@dataclass
class Act:
    """An act that may meet a norm, in one telling."""

    telling: Telling
    fits: Cell
    happened: Cell
    judged: Cell


@dataclass
class Match:
    """What is found of an instance under one telling of its trigger.

    `items` are what must be met, each with its candidate events; `hidden` says of each that an act not on record may meet it, up to
    an instant; `spared`, of each of several, that the norm does not ask for it. `ends` is empty for a time left open. `state` stands for
    what must last, from `begun` on.
    """

    trigger: Telling
    arises: Cell
    excused: Cell
    items: Sequence[Sequence[Sequence[Act]]] = ()
    hidden: Sequence[Callable[[int], Cell]] = ()
    ends: Sequence[End] = ()
    whole: Cell | None = None
    relapses: Sequence[Sequence[tuple[Cell, Telling]]] = ()
    deemed: Cell = NO
    state: Cell | None = None
    begun: Cell | None = None
    spared: Sequence[Cell] = ()


@dataclass(eq=False)
class Instance:
    """A norm's instance, settled. `names` are the parties and the fact that tell it apart."""

    provision: Provision
    text: Text
    names: Mapping[str, Any]
    matches: Sequence[Match]
    arises: Cell
    met: Cell
    over: Cell
    excused: Cell
    missed: Cell
    sheet: Sheet = field(repr=False)

    def status(self, named: str) -> Cell:
        """The truth of a status that other norms name."""
        sheet, meant = self.sheet, MEANT.get(named, named)
        match meant:
            case "missed":
                return self.missed
            case "never":
                return sheet.every([self.missed, sheet.no(self._late())])
            case "fulfilled":
                return sheet.every([self.arises, self.met])
            case "pending":
                return sheet.every([self.arises, sheet.no(self.over), sheet.no(self.met)])
            case "excused":
                return sheet.every([self.arises, self.excused])
        begun = [match.begun for match in self.matches if match.begun is not None]
        bound = [sheet.told(begun)] if len(begun) == len(self.matches) else []
        return sheet.every([self.arises, sheet.no(self.excused), *bound])

    def _late(self) -> Cell:
        """A good act came, too late."""
        sheet = self.sheet
        return sheet.told([
            sheet.every([_late(sheet, match), sheet.no(self.met)]) if match.ends else NO for match in self.matches
        ])  # fmt: skip

    def due(self) -> Interval | None:
        """The last instant in time, over every telling that may set it off and every end that is or may be granted; None: it is open."""
        told = [match for match in self.matches if len(self.matches) == 1 or self._may_arise(match)]
        found = [due for match in told if (due := _due(self.sheet, match)) is not None]
        return Interval(min(d.earliest for d in found), max(d.latest for d in found)) if found else None

    def _may_arise(self, match: Match) -> bool:
        """Under this telling it arises, or may, or the fact is not past yet."""
        return match.trigger.time.latest - 1 > self.sheet.at or self.sheet.truth(match.arises) != NO


def settled(
    sheet: Sheet, provision: Provision, text: Text, names: Mapping[str, Any], matches: Sequence[Match]
) -> Instance:
    """An instance of which there is a match for each telling of its trigger."""
    columns = zip(*(_steps(sheet, match) for match in matches), strict=True)
    arises, met, over, excused, missed = (sheet.told(column) for column in columns)
    return Instance(provision, text, names, matches, arises, met, over, excused, missed, sheet)


def _steps(sheet: Sheet, match: Match) -> tuple[Cell, Cell, Cell, Cell, Cell]:
    if match.state is not None:
        met, over = match.state, match.begun if match.begun is not None else match.arises
    elif match.ends:
        met, over = _timed(sheet, match)
    else:
        met, over = _untimed(sheet, match)
    if match.relapses:
        again = [sheet.told([_again(sheet, match, *each) for each in event]) for event in match.relapses]
        met = sheet.every([met, sheet.no(sheet.some(again))])
    if match.deemed != NO:
        met, over = sheet.every([met, sheet.no(match.deemed)]), sheet.some([over, match.deemed])
    missed = sheet.every([match.arises, sheet.no(met), sheet.no(match.excused), over])
    return match.arises, met, over, match.excused, missed


def in_time(sheet: Sheet, telling: Telling, ends: Sequence[End]) -> Cell:
    """A fact lies in the window, or in one that a grant reopened."""
    time = telling.time
    ways = [(end.granted, sheet.order(time.latest - 1, time.earliest, *end.due)) for end in ends]
    return ways[0][1] if len(ways) == 1 else sheet.some([sheet.every(way) for way in ways])


def _timed(sheet: Sheet, match: Match) -> tuple[Cell, Cell]:
    """Met by an act in time for each item; over when every end that counts is."""
    met = match.whole
    if met is None:
        done = [_in_time(sheet, match, item, hidden) for item, hidden in zip(match.items, match.hidden, strict=True)]
        met = _asked(sheet, match, done)
    first, *others = match.ends
    waits = [sheet.some([sheet.no(end.granted), sheet.over(end.due)]) for end in others]
    return met, sheet.every([sheet.over(first.due), *waits])


def _in_time(sheet: Sheet, match: Match, item: Sequence[Sequence[Act]], hidden: Callable[[int], Cell]) -> Cell:
    seen = [
        sheet.told([sheet.every([_good(sheet, act), in_time(sheet, act.telling, match.ends)]) for act in event])
        for event in item
    ]
    return sheet.some([*seen, *(sheet.every([end.granted, hidden(end.due.latest - 1)]) for end in match.ends)])


def _untimed(sheet: Sheet, match: Match) -> tuple[Cell, Cell]:
    """No time to lapse: pending until an act is on record, then open until a decider speaks."""
    if match.whole is not None:
        return match.whole, YES
    met, tried = [], []
    for item, hidden in zip(match.items, match.hidden, strict=True):
        met.append(sheet.some([*(sheet.told([_good(sheet, act) for act in event]) for event in item), hidden(EVER)]))
        tried += [
            sheet.told([sheet.every([act.fits, act.happened, sheet.no(act.judged)]) for act in event]) for event in item
        ]
    return _asked(sheet, match, met), sheet.some(tried)


def _asked(sheet: Sheet, match: Match, done: Sequence[Cell]) -> Cell:
    """Every item is done that the norm asks for, and some item is."""
    if not match.spared:
        return sheet.every(done)
    each = [sheet.some([cell, spared]) for cell, spared in zip(done, match.spared, strict=True)]
    return sheet.every([*each, sheet.some(done)])


def _good(sheet: Sheet, act: Act) -> Cell:
    return sheet.every([act.fits, act.happened, act.judged])


def _again(sheet: Sheet, match: Match, seen: Cell, telling: Telling) -> Cell:
    """A relapse counts after the window, from its own instant."""
    return sheet.every([seen, sheet.no(in_time(sheet, telling, match.ends))]) if match.ends else seen


def _late(sheet: Sheet, match: Match) -> Cell:
    """Every item done by a good act, one of them after the window, and no relapse after that one."""
    unseen = [hidden(EVER) for hidden in match.hidden]
    tardy = [sheet.told([_tardy(sheet, match, act) for act in event]) for item in match.items for event in item]
    some = sheet.some([*tardy, *unseen])
    if len(match.items) == 1:
        return some
    done = [
        sheet.some([*(sheet.told([_good(sheet, act) for act in event]) for event in item), hidden])
        for item, hidden in zip(match.items, unseen, strict=True)
    ]
    return sheet.every([some, _asked(sheet, match, done)])


def _tardy(sheet: Sheet, match: Match, act: Act) -> Cell:
    again = [
        sheet.no(sheet.told([
            sheet.every([seen, sheet.before(act.telling.time, telling.time)]) for seen, telling in event
        ]))
        for event in match.relapses
    ]  # fmt: skip
    return sheet.every([_good(sheet, act), sheet.no(in_time(sheet, act.telling, match.ends)), *again])


def _due(sheet: Sheet, match: Match) -> Interval | None:
    found: Interval | None = None
    for end in match.ends:
        granted: Truth = sheet.truth(end.granted)
        if granted == NO:
            continue
        if found is None:
            found = end.due
            continue
        sooner = max(found.earliest, end.due.earliest) if granted == YES else found.earliest
        found = Interval(sooner, max(found.latest, end.due.latest))
    return found


def of_year(sheet: Sheet, match: Match, telling: InYear) -> Match:
    """What was found of an instance, as far as it is of its year; a later end runs to the next year at most."""
    year = telling.year

    def ours(act: Act) -> Act:
        time = act.telling.time
        early = sheet.order(time.latest - 1, time.earliest, year.opens - 1, year.opens)
        soon = sheet.order(time.latest - 1, time.earliest, year.next - 1, year.next)
        return replace(act, fits=sheet.every([act.fits, sheet.no(early), soon]))

    def until(hidden: Callable[[int], Cell]) -> Callable[[int], Cell]:
        return lambda instant: hidden(min(instant, year.next - 1))

    ends = [*match.ends[:1], *(end for each in match.ends[1:] for end in _within(each, year))]
    items = [[[ours(act) for act in event] for event in item] for item in match.items]
    return replace(match, items=items, hidden=[until(each) for each in match.hidden], ends=ends, whole=None)


def _within(end: End, year: Year) -> Iterator[End]:
    """A later end, as far as it is of a year; nothing if it is of another."""
    last = year.next - 1
    if end.due.earliest >= EVER:
        yield End(end.granted, Interval(last, last + 1))
    elif end.due.latest > year.opens and end.due.earliest <= last:
        yield End(end.granted, Interval(end.due.earliest, min(end.due.latest, last + 1)))
