from __future__ import annotations

import gc
import pickle
from copy import copy
from weakref import ref

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evaluator import Rulebook, assess, demo
from evaluator.documents.case import Complete, Telling
from evaluator.documents.leaves import Happened, InForce, Over, Unrecorded
from evaluator.words.formula import Every, Leaf, Named, Node, Opposite, Shown, Some, Told, View
from evaluator.words.throughout import Throughout
from evaluator.words.times import Interval
from evaluator.words.truth import DISPUTED, NO, OPEN, YES, Truth
from evaluator.words.unhindered import unhindered

BOUNDS = [st.integers(0, 12), st.integers(13, 24)]
SPANS = st.builds(Interval, *BOUNDS)
THROUGH = st.lists(st.integers(0, 24).map(lambda us: Complete(frozenset(), "", us, "", None, 0)), max_size=2)
LEAVES = st.one_of(
    SPANS.map(lambda time: Happened(Telling("letter", "notice", time, {}, 0))),
    SPANS.map(lambda due: Over(due, "letter")),
    st.builds(lambda since, until: InForce("a rule", since, until), *BOUNDS),
    st.builds(lambda until, told: Unrecorded(("notice",), "acme", until, [told]), st.integers(0, 24), THROUGH),
    st.sampled_from([YES, NO, OPEN, DISPUTED]).map(Leaf),
)
FORMULAS = st.recursive(
    LEAVES,
    lambda inner: st.one_of(
        st.builds(lambda kind, parts: kind(parts), st.sampled_from([Every, Some, Told]), st.lists(inner, min_size=1, max_size=3)),
        st.builds(lambda kind, part: kind(part), st.sampled_from([Opposite, Shown]), inner),
        inner.map(lambda part: Named("a name", part)),
    ),
    max_leaves=6,
)  # fmt: skip
QUIET = st.none() | st.integers(0, 24)


@given(FORMULAS, QUIET)
def test_a_reading_says_when_it_may_turn(formula: Node, quiet: int | None) -> None:
    """What was read at one instant stands at every later one up to the next that the reading names."""
    for at in range(-1, 26):
        view = View(at, quiet)
        truth = formula.truth(view)
        assert view.next > at
        assert {anew(formula, later, quiet) for later in range(at, min(view.next, 30))} == {truth}


@given(FORMULAS, st.lists(st.tuples(st.integers(-1, 26), QUIET), max_size=12))
def test_what_is_kept_of_a_reading_holds(formula: Node, views: list[tuple[int, int | None]]) -> None:
    """A formula that was read at other instants before says at each what one that was never read says, up to the turn it names."""
    for at, quiet in views:
        view = View(at, quiet)
        assert {formula.truth(view)} == {anew(formula, later, quiet) for later in range(at, min(view.next, 30))}


def anew(formula: Node, at: int, quiet: int | None) -> Truth:
    """The truth of a formula as if it were read for the first time: where something is assumed, if only nothing, no kept truth counts."""
    return formula.truth(View(at, quiet, {}))


@given(LEAVES, QUIET)
def test_a_leaf_turns_only_at_its_moments(leaf: Leaf, quiet: int | None) -> None:
    """Every instant at which a leaf's truth changes is one of the moments that it announces."""
    truths = [leaf.truth(View(at, quiet)) for at in range(-2, 27)]
    turns = {at for at in range(-1, 27) if truths[at + 2] != truths[at + 1]}
    assert turns <= set(leaf.moments(View(0, quiet)))


@given(FORMULAS, QUIET, st.integers(0, 12), st.integers(0, 12))
def test_an_interval_is_what_all_its_instants_are(part: Node, quiet: int | None, first: int, more: int) -> None:
    """A condition over an interval is what its part is at every instant of it, and open where that differs."""
    truths = {anew(part, at, quiet) for at in range(first, first + more + 1)}
    mixed = DISPUTED if DISPUTED in truths else OPEN
    assert Throughout(part, first, first + more).truth(View(99, quiet)) == (truths.pop() if len(truths) == 1 else mixed)


@pytest.mark.parametrize("kind", [Every, Some, Told])
def test_readings_at_once_do_not_mix(kind: type[Every] | type[Some] | type[Told]) -> None:
    """A formula read at one instant while it is being read at another gives each its own truth, as two threads would."""

    class Busy(Leaf):
        """While it is read, someone else reads the whole."""

        def truth(self, view: View) -> Truth:
            if view.at == 5:
                assert whole.truth(View(20)) == YES
            return self.value

    begun = Over(Interval(9, 10), "letter")
    whole = kind([begun, Busy(OPEN), begun]) if kind is Some else kind([begun, Named("a name", begun)])
    busy = Every([Opposite(Busy(OPEN)), Opposite(whole)]) if kind is not Some else Opposite(whole)
    view = View(5)
    assert busy.truth(view) == OPEN
    assert whole.truth(view) == (OPEN if kind is Some else NO)
    assert whole.truth(View(20)) == YES


def test_a_dropped_assessment_is_gone() -> None:
    """Nothing that an assessment makes goes in a circle: it is gone when it is dropped, and no collector has to find it."""
    gc.collect()
    gc.disable()
    try:
        record = assess(Rulebook.load(), demo("sipkonnect"), at="2022-07-12T00:00:00-04:00")
        record.to_json()
        kept = ref(record.reckoning)
        del record
        assert kept() is None
    finally:
        gc.enable()


def test_the_collector_stands_still_only_meanwhile() -> None:
    """While something is built the collector is off, however deep; then it is as it was, also after an error, and stays off if it was."""

    def fails() -> None:
        with unhindered:
            with unhindered:
                seen.append(gc.isenabled())
            seen.append(gc.isenabled())
            raise ZeroDivisionError

    for before in (True, False):
        seen: list[bool] = []
        (gc.enable if before else gc.disable)()
        try:
            with pytest.raises(ZeroDivisionError):
                fails()
            assert [*seen, gc.isenabled()] == [False, False, before]
        finally:
            gc.enable()


def test_a_held_assessment_is_read_again() -> None:
    """Two assessments of a case at different instants share their formulas, and come out as if each had been the only one."""
    book, case = Rulebook.load(), demo("sipkonnect")
    instants = ("2022-07-08T12:00:00-04:00", "2022-07-12T00:00:00-04:00", "2022-07-22T00:00:00-04:00")
    held = [assess(book, case, at=at) for at in instants]
    assert len({id(record.reckoning) for record in held}) == 1
    assert [record.to_json() for record in held] == [
        assess(book, demo("sipkonnect"), at=at).to_json() for at in instants
    ]


def test_an_assessed_case_can_be_sent() -> None:
    """A case that was assessed can be pickled and copied like one just read, and comes out the same there."""
    book, case = Rulebook.load(), demo("sipkonnect")
    record = assess(book, case, at="2022-07-12T00:00:00-04:00")
    for sent in (pickle.loads(pickle.dumps(case)), copy(case)):
        assert assess(book, sent, at="2022-07-12T00:00:00-04:00").to_json() == record.to_json()
