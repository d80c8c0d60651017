from __future__ import annotations

import gc
import os
import pickle
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from copy import copy
from pathlib import Path
from threading import Event, Thread
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
from evaluator.words.unhindered import OFTEN, SELDOM, unhindered

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


class Circle:
    """Something that only the collector finds."""

    def __init__(self) -> None:
        self.me = self


@contextmanager
def held() -> Iterator[None]:
    """Another thread is at such work all the while."""
    entered, leave = Event(), Event()

    def work() -> None:
        with unhindered:
            entered.set()
            leave.wait()

    thread = Thread(target=work)
    thread.start()
    entered.wait()
    try:
        yield
    finally:
        leave.set()
        thread.join()


def test_threads_without_a_gap_let_the_collector_go_at_intervals() -> None:
    """Where some thread is always at work, what is young is collected after so many pieces of work, and all of it now and then."""
    gc.collect()
    with held():
        young, old = Circle(), Circle()
        gc.collect(1)  # what is still held by now is old
        seen, left = [ref(young), ref(old)], Circle()
        seen.append(ref(left))
        del left
        for _ in range(OFTEN):
            with unhindered, unhindered:
                pass
        assert not gc.isenabled()
        assert [each() is None for each in seen] == [False, False, True]
        del young, old
        for _ in range(OFTEN * (SELDOM - 1)):
            with unhindered:
                pass
        assert [each() is None for each in seen] == [True, True, True]
    assert gc.isenabled()


def test_a_host_without_a_collector_keeps_it_so() -> None:
    """Where the host has switched the collector off, nothing collects at intervals either."""
    gc.disable()
    try:
        with held():
            left = ref(Circle())
            for _ in range(OFTEN):
                with unhindered:
                    pass
            assert left() is not None
        assert not gc.isenabled()
    finally:
        gc.enable()


@pytest.mark.skipif(not hasattr(os, "fork"), reason="there is no fork here")
def test_a_forked_process_has_its_collector() -> None:
    """A process forked off while other threads are at work has its collector on; forked off by one that is, when that is done."""
    script = (
        f"import sys; sys.path[:0] = {[str(Path(__file__).parent), str(Path(__file__).parent.parent)]!r}\n"
        "import gc, os; from evaluator.words.unhindered import unhindered; from test_turns import held\n"
        "def said(*seen): os._exit(sum(2 ** n for n, each in enumerate(seen) if each))\n"
        "with held():\n"
        "    if os.fork() == 0:\n"
        "        before = gc.isenabled()\n"
        "        with unhindered: inside = gc.isenabled()\n"
        "        said(before, inside, gc.isenabled())\n"
        "    with unhindered:\n"
        "        forked = os.fork()\n"
        "        inside = gc.isenabled()\n"
        "    if forked == 0: said(False, inside, gc.isenabled())\n"
        "print(*(os.waitstatus_to_exitcode(os.wait()[1]) for _ in range(2)))\n"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=False, timeout=120)
    assert sorted(done.stdout.split()) == ["4", "5"], done.stderr


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
