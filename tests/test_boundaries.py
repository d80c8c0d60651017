from __future__ import annotations

import ast
import inspect
from collections.abc import Callable, Iterator
from types import ModuleType
from typing import Any, NamedTuple

import pytest
from test_corner_cases import PAGE, holds

from evaluator.documents import leaves, order
from evaluator.documents.case import Telling
from evaluator.words import formula, sometime, throughout
from evaluator.words.times import Interval
from evaluator.words.truth import NO, OPEN, YES, Truth, either

BOUNDARIES = {
    leaves: {"InTime", "Over", "Happened", "Unrecorded", "InForce"},
    order: {"strictly_before"},
    throughout: {"Throughout"},
    sometime: {"Sometime"},
}
FIRST = ("instants", "edges", "until")

# What a shift leaves as it was, or why it is not made.
HARMLESS = {
    "Happened.moments: self.time.earliest > view.quiet + 1": "one boundary more to look at, where nothing changes",
    "Unrecorded.moments: d.through < self.until + 1": "one boundary more to look at, where nothing changes",
    "Unrecorded.moments: d.through >= view.quiet + 1": "one boundary more to look at, where nothing changes",
    "Unrecorded.moments: d.through < self.until + -1": "at that instant the window is not over yet, and its end is a boundary itself",
    "Unrecorded.moments: d.through >= view.quiet + -1": "that instant is the one asked about, at which nothing of a use is sure",
    "InForce.__init__: last < since + -1": "a fact a microsecond before a version never gets there",
    "InForce.__init__: first >= until + 1": "a fact at the end of a version never gets there",
    "Sometime.truth: moment > view.at + -1": "no instant up to the one read at is left when its loop ends",
    "Sometime.truth: edge > moment + -1": "cannot be tried: it would look at one edge again and again",
    "Throughout.instants: self.first < self.last + 1": "an exact instant has no boundary inside",
}


class Shift(NamedTuple):
    """One comparison of the engine with its right side moved; `code` is the function that holds it."""

    name: str
    module: ModuleType
    owner: str
    code: Callable[..., Any]

    @property
    def target(self) -> Any:
        """What the function hangs on: its class, or its module."""
        return getattr(self.module, self.owner) if self.owner else self.module


def functions(module: ModuleType) -> Iterator[tuple[str, ast.FunctionDef]]:
    """The functions that hold boundaries, each with its class."""
    for node in ast.parse(inspect.getsource(module)).body:
        if getattr(node, "name", "") not in BOUNDARIES[module]:
            continue
        if isinstance(node, ast.ClassDef):
            yield from ((node.name, each) for each in node.body if isinstance(each, ast.FunctionDef))
        elif isinstance(node, ast.FunctionDef):
            yield "", node


def shifts(*by: int) -> Iterator[Shift]:
    """Every comparison of two instants, moved by so many microseconds; how much is kept (`len`) is no instant."""
    for module in BOUNDARIES:
        for owner, function in functions(module):
            for compared in [node for node in ast.walk(function) if isinstance(node, ast.Compare)]:
                for index, operator in enumerate(compared.ops):
                    if isinstance(operator, ast.Lt | ast.LtE | ast.Gt | ast.GtE) and not isinstance(
                        compared.left, ast.Call
                    ):
                        yield from (shifted(module, owner, function, compared, index, each) for each in by)


def shifted(
    module: ModuleType, owner: str, function: ast.FunctionDef, compared: ast.Compare, index: int, by: int
) -> Shift:
    """The function with one comparison moved."""
    right = compared.comparators[index]
    compared.comparators[index] = ast.BinOp(right, ast.Add(), ast.Constant(by))
    tree = ast.fix_missing_locations(ast.Module([function], []))
    name = f"{owner or module.__name__}.{function.name}: {ast.unparse(compared)}"
    made: dict[str, Any] = {}
    exec(
        compile(tree, "<shifted>", "exec"), vars(module), made
    )  # with this module's annotations, which are not evaluated
    compared.comparators[index] = right
    return Shift(name, module, owner, made[function.name])


def cases() -> list[dict[str, Any]]:
    """Every try of every corner case under the rulebook as it is, those about single instants first."""
    found = []
    for row in PAGE["rows"]:
        shared = {key: value for key, value in row.items() if key != "tries"}
        found += [{**PAGE["base"], **shared, **each} for each in row["tries"]]
    plain = [given for given in found if "rules" not in given and "not yet" not in given]
    return sorted(plain, key=lambda given: FIRST.index(given["group"]) if given["group"] in FIRST else len(FIRST))


def listed() -> bool:
    """Whether proofs list of an interval its first instant and those at which a fact of 10 to 20 µs may and must have happened."""
    fact = leaves.Happened(Telling("letter", "notice", Interval(10, 21), {}, 0))
    heard = [fact.moments(formula.View(0, quiet)) for quiet in (9, 10)]
    return heard == [(), (10, 20)] and all(
        throughout.Throughout(fact, first, last).instants(formula.View(0)) == [first, *(m for m in (10, 20) if first < m <= last)]
        for first in range(8, 22)
        for last in range(first, 23)
    )  # fmt: skip


def at_some(part: formula.Node, some: sometime.Sometime, at: int) -> Truth:
    """What holds at some instant of a period, by looking at every microsecond of it."""
    result = NO
    for moment in range(some.began.earliest, some.last(formula.View(at)) + 1):
        inside = some.began.latest - 1 <= moment and (some.ended is None or moment <= some.ended.earliest)
        truth = part.truth(formula.View(moment))
        result = either(result, OPEN if truth == YES and not inside else truth)
    return result


def gathered(some: sometime.Sometime, at: int) -> bool:
    """Whether a period is read as looking at every microsecond of it does, its next change told in time, and nothing after its end."""
    view = formula.View(at)
    last = at if some.ended is None else min(at, some.ended.latest - 1)
    seen = {some.began.earliest, some.began.latest - 1, last, 10, 20, *((some.ended.earliest,) if some.ended else ())}
    truth = some.truth(view)
    changed = next((later for later in range(at + 1, 40) if at_some(some.part, some, later) != truth), view.next)
    over = some.ended is not None and at >= some.ended.latest - 1
    return (
        truth == at_some(some.part, some, at)
        and at < view.next <= changed
        and not (over and view.turns)
        and some.instants(formula.View(at)) == sorted(m for m in seen if some.began.earliest <= m <= last)
    )


def periods() -> Iterator[sometime.Sometime]:
    """Periods that begin and end around a fact of 10 to 20 µs, which has happened, or has not."""
    fact = leaves.Happened(Telling("letter", "notice", Interval(10, 21), {}, 0))
    for began in (Interval(8, 9), Interval(8, 10), Interval(8, 13), Interval(10, 11), Interval(12, 16)):
        for ended in (None, Interval(18, 19), Interval(18, 22), Interval(20, 21), Interval(21, 25)):
            yield sometime.Sometime(fact, began, ended)
            yield sometime.Sometime(formula.Opposite(fact), began, ended)


def survives() -> bool:
    """Whether every corner case still comes out as it should, proofs list the instants they should, and periods are read whole."""
    try:
        if not listed() or not all(gathered(some, at) for some in periods() for at in range(6, 30)):
            return False
    except (IndexError, StopIteration):
        return False
    for given in cases():
        try:
            holds(given)
        except (AssertionError, ValueError):
            return False
    return True


def test_the_boundaries_are_found() -> None:
    """The engine compares instants in some twenty places, and each stands in a function that can be taken out and put back."""
    found = list(shifts(0))
    assert len({shift.name for shift in found}) == len(found) > 20
    owners = {shift.owner or shift.code.__name__ for shift in found}
    assert owners == {name for names in BOUNDARIES.values() for name in names}


def test_a_shift_by_nothing_changes_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    """With every boundary taken out and put back where it was, every corner case comes out as it should."""
    for shift in shifts(0):
        monkeypatch.setattr(shift.target, shift.code.__name__, shift.code)
    assert survives()


@pytest.mark.parametrize(
    "shift", [shift for shift in shifts(1, -1) if shift.name not in HARMLESS], ids=lambda shift: shift.name
)
def test_a_microsecond_matters(shift: Shift, monkeypatch: pytest.MonkeyPatch) -> None:
    """With one boundary a microsecond away from where it should be, some corner case fails."""
    monkeypatch.setattr(shift.target, shift.code.__name__, shift.code)
    assert not survives()


def test_harmless_shifts_are_still_there() -> None:
    """Every shift that is set aside as harmless is one that can be made."""
    assert set(HARMLESS) <= {shift.name for shift in shifts(1, -1)}
