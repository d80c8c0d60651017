"""Six ways to break the reference engine, so that a test can see that agreement finds each. No engine knows of this module."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from decimal import Decimal
from typing import Any

from evaluator.documents.case import Facts, Telling
from evaluator.documents.leaves import InTime
from evaluator.documents.terms import Construct
from evaluator.engines import counting, matching
from evaluator.engines.acts import Acts
from evaluator.engines.conditions import Conditions
from evaluator.engines.opinions import Opinion
from evaluator.engines.stated import Reference
from evaluator.engines.windows import Windows
from evaluator.passes import settle
from evaluator.passes.program import Program
from evaluator.words.counted import Counted
from evaluator.words.formula import NEVER_SO, View
from evaluator.words.times import Interval

core = Acts._core


def limb_dropped(acts: Acts, construct: Construct, *rest: Any) -> Any:
    """Of the limbs of which one is enough, the last is forgotten."""
    limbs = construct.items("when any")
    if len(limbs) > 1:
        construct = replace(construct, conditions={**construct.conditions, "when any": limbs[:-1]})
    return core(acts, construct, *rest)


def bound_moved(telling: Telling, due: Interval, trigger: str) -> InTime:
    """Whoever acts at the last instant is late: `<` for `≤`."""
    return InTime(telling, Interval(due.earliest - 1, due.latest - 1), trigger)


def wrong_start(windows: Windows, window: Any, telling: Telling) -> Interval:
    """The window runs from the end of the time that a fact may have happened, whatever it should run from."""
    return Interval(telling.time.last, telling.time.latest)


def edge_ignored(conditions: Conditions, *rest: Any) -> Any:
    """Nothing excuses."""
    return NEVER_SO


def unknown_as_no(*rest: Any) -> Any:
    """A field that nobody told is read as if it did not fit."""
    return NEVER_SO


class Sure(Counted):
    """What may count is taken to count."""

    def reach(self, view: View) -> tuple[Decimal, Decimal | None]:
        low, high = super().reach(view)
        return low if high is None else high, high


FAULTS: dict[str, tuple[object, str, Callable[..., Any]]] = {
    "limb": (Acts, "_core", limb_dropped),
    "bound": (settle, "InTime", bound_moved),
    "start": (Windows, "_start", wrong_start),
    "edge": (Conditions, "excuses", edge_ignored),
    "unknown": (matching, "FieldOpen", unknown_as_no),
    "count": (counting, "Counted", Sure),
}


@contextmanager
def broken(fault: str) -> Iterator[None]:
    """The reference engine is broken in one way, until it is whole again."""
    where, name, wrong = FAULTS[fault]
    right = getattr(where, name)
    setattr(where, name, wrong)
    try:
        yield
    finally:
        setattr(where, name, right)


class Broken(Reference):
    """The reference engine with one fault."""

    def __init__(self, fault: str) -> None:
        self.fault = fault

    def opinion(self, program: Program, facts: Facts, at: int, presume: bool = True) -> Opinion:
        """What it says, wrong as it is."""
        with broken(self.fault):
            return super().opinion(program, facts, at, presume)
