"""Yearly times: a fact in one year, and whether it is on file while that year's time runs."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import Any

from evaluator.documents.case import Telling
from evaluator.words.formula import Key, Leaf, View
from evaluator.words.times import Interval
from evaluator.words.truth import NO, OPEN, YES, Truth


@dataclass(slots=True, eq=False)
class Occasion(Telling):
    """A fact in one year of a yearly norm. Its `time` is the last instant of the year's day, by which its law goes.

    `fact` is the fact as it is told. `opens` is the first instant that counts for this year, `closes` the last instant in time, `next` the
    first instant that counts for the next year (all µs UTC).
    """

    year: int = 0
    opens: int = 0
    closes: int = 0
    next: int = 0
    fact: Telling | None = None

    @classmethod
    def of(cls, fact: Telling, year: int, day: int, opens: int, closes: int, following: int) -> Occasion:
        """A fact in a year; `day` is the last instant of its day."""
        told: dict[str, Any] = {each.name: getattr(fact, each.name) for each in fields(Telling)}
        told |= {"time": Interval(day, day + 1), "ended": None, "period": False}
        return cls(**told, year=year, opens=opens, closes=closes, next=following, fact=fact)

    def within(self, due: Interval) -> Interval | None:
        """A later end, as far as it is this year's: the next year's time begins a new count; None if it lies beyond."""
        last = self.next - 1
        if due.latest - 1 < self.opens or due.earliest > last:
            return None
        return Interval(due.earliest, min(due.latest, last + 1))

    @property
    def to_the_end(self) -> Interval:
        """The last instant that may count for this year."""
        return Interval(self.next - 1, self.next)


def rooted(telling: Telling) -> str:
    """What tells a fact through all its corrections from any other; a fact in one year from the same in another."""
    return f"{telling.root} in {telling.year}" if isinstance(telling, Occasion) else telling.root


class OnFile(Leaf):
    """The time of a year has begun, and the fact is there: at the instant read at, or once that time is over at its end."""

    __slots__ = ("occasion",)

    def __init__(self, occasion: Occasion) -> None:
        self.occasion = occasion
        held = self._there(occasion.closes)
        super().__init__(NO if held == NO and self._gone_before() else OPEN)

    def named(self) -> Key:
        return ("on file", self.occasion.root, str(self.occasion.opens))

    def truth(self, view: View) -> Truth:
        if self.fixed is not None:
            return self.value
        moments = self.moments(view)
        view.next = min([view.next, *(moment for moment in moments if moment > view.at)])
        fact = self.occasion.fact
        assert fact is not None
        if view.at < self.occasion.opens or (view.quiet is not None and fact.time.earliest > view.quiet):
            return NO
        truth = self._there(min(view.at, self.occasion.closes))
        return truth if truth & 3 else self.assumed(view)

    def _there(self, at: int) -> Truth:
        """Whether the fact is going on at an instant; what is no period, or has no end, goes on."""
        fact = self.occasion.fact
        assert fact is not None
        begun, ended = fact.time, fact.ended
        if at < begun.earliest or (ended is not None and at >= ended.latest):
            return NO
        return YES if at >= begun.latest - 1 and (ended is None or at <= ended.earliest) else OPEN

    def _gone_before(self) -> bool:
        """The fact surely ended before this year's time begins, or begins after it."""
        fact = self.occasion.fact
        assert fact is not None
        ended = fact.ended
        return fact.time.earliest > self.occasion.closes or (ended is not None and ended.latest <= self.occasion.opens)

    def moments(self, view: View) -> tuple[int, ...]:
        fact = self.occasion.fact
        assert fact is not None
        if self.fixed is not None or (view.quiet is not None and fact.time.earliest > view.quiet):
            return ()
        edges = [fact.time.earliest, fact.time.latest - 1]
        edges += [] if fact.ended is None else [fact.ended.earliest + 1, fact.ended.latest]
        opens, closes = self.occasion.opens, self.occasion.closes
        return (opens, *(edge for edge in edges if opens < edge <= closes))
