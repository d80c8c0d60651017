"""Which of two facts comes first, as far as their times tell."""

from __future__ import annotations

from evaluator.documents.case import Telling
from evaluator.words.times import Interval
from evaluator.words.truth import NO, OPEN, YES, Truth, either, opposite


def strictly_before(a: Interval, b: Interval) -> Truth:
    """Whether all of `a` lies before `b`."""
    return YES if a.latest - 1 < b.earliest else NO if a.earliest >= b.latest - 1 else OPEN


def overlap(a: Telling, b: Telling) -> Truth:
    """Whether two facts share an instant; an instant is over when it has happened, a period without an end goes on."""
    apart = either(_ends_before(a, b), _ends_before(b, a))
    return opposite(apart)


def _ends_before(a: Telling, b: Telling) -> Truth:
    """Whether `a` is over before `b` begins."""
    if a.ended is not None:
        return strictly_before(a.ended, b.time)
    return NO if a.period else strictly_before(a.time, b.time)
