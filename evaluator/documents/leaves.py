"""The leaves of formulas: what each says about the record, and how its truth moves with the instant it is read at.

Those made by the thousand set their truth themselves: a chain of constructors costs more than the rest of them.

Conventions of comparison (an interval is `[earliest, latest)`, `last` its last instant): in time if `act.last <= due.earliest`, late if
`act.earliest >= due.latest`; over if `at >= due.latest`, not over if `at <= due.earliest`; happened if `at >= last`, possible if
`at >= earliest`; strictly before if `a.last < b.earliest`, not before if `a.earliest >= b.last`.
"""

from __future__ import annotations

from collections.abc import Sequence

from evaluator.documents import order
from evaluator.documents.case import TIMELESS, WEAK, Complete, Determination, Telling
from evaluator.documents.terms import Judged, Term, Test
from evaluator.documents.yearly import Occasion, OnFile, rooted
from evaluator.words.formula import ALWAYS, Every, Key, Leaf, Node, View
from evaluator.words.times import Interval
from evaluator.words.truth import NO, OPEN, YES, Truth

STRENGTH = Test("strength", "one of", ("found or more",))


class Fits(Leaf):
    """A fact fits a term as far as its fields are known; the open ones are `FieldOpen` leaves beside it."""

    __slots__ = ("telling", "term")

    def __init__(self, term: Term, telling: Telling, value: Truth = YES) -> None:
        self.value, self.fixed = value, value if value & 3 else None
        self.term, self.telling = term, telling

    def named(self) -> Key:
        return ("fits", self.telling.id, self.term.name)


class FieldOpen(Leaf):
    """A field that would decide whether a fact fits: absent, redacted, or told differently by its sources."""

    __slots__ = ("telling", "test", "wanted", "why")

    def __init__(self, telling: Telling, test: Test, wanted: str, why: str, value: Truth) -> None:
        self.value, self.fixed = value, value if value & 3 else None
        self.telling, self.test, self.wanted, self.why = telling, test, wanted, why

    def named(self) -> Key:
        return ("field", self.telling.root, self.test.field, self.wanted)


class Happened(Leaf):
    """A fact has happened by the instant it is read at; one that begins after `view.quiet` never does."""

    __slots__ = ("telling", "time")

    def __init__(self, telling: Telling) -> None:
        self.value, self.fixed = OPEN, None
        self.telling, self.time = telling, telling.time

    def named(self) -> Key:
        return ("happened", self.telling.root)

    def truth(self, view: View) -> Truth:
        earliest, latest = self.time
        if view.quiet is not None and earliest > view.quiet:
            return NO
        at = view.at
        if at >= latest - 1:
            return YES
        soon, truth = (earliest, NO) if at < earliest else (latest - 1, OPEN)
        view.next = min(view.next, soon)
        return truth or self.assumed(view)

    def moments(self, view: View) -> tuple[int, ...]:
        if view.quiet is not None and self.time.earliest > view.quiet:
            return ()
        return (self.time.earliest, self.time.latest - 1)


class InTime(Leaf):
    """An act lies in the window that ends at `due`; within the uncertainty of either, open."""

    __slots__ = ("due", "telling", "trigger")

    def __init__(self, telling: Telling, due: Interval, trigger: str) -> None:
        time = telling.time
        value = YES if time.latest - 1 <= due.earliest else NO if time.earliest >= due.latest else OPEN
        self.value, self.fixed = value, value if value & 3 else None
        self.telling, self.due, self.trigger = telling, due, trigger

    def named(self) -> Key:
        return ("hour", self.trigger, self.telling.root, str(self.due.earliest))


class Early(InTime):
    """An act lies before the time for it opens; `due` is the last instant of that."""

    __slots__ = ()


class Over(Leaf):
    """The window that ends at `due` is over at the instant it is read at."""

    __slots__ = ("due", "trigger")

    def __init__(self, due: Interval, trigger: str) -> None:
        self.value, self.fixed = OPEN, None
        self.due, self.trigger = due, trigger

    def named(self) -> Key:
        return ("hour", self.trigger, str(self.due.earliest))

    def truth(self, view: View) -> Truth:
        earliest, latest = self.due
        at = view.at
        if at >= latest:
            return YES
        soon, truth = (earliest + 1, NO) if at <= earliest else (latest, OPEN)
        view.next = min(view.next, soon)
        return truth or self.assumed(view)

    def moments(self, view: View) -> tuple[int, ...]:
        return (self.due.earliest + 1, self.due.latest)


class Unrecorded(Leaf):
    """There is another act, not on record, up to the earlier of the instant read at and `until`: no if the record is complete so far."""

    __slots__ = ("about", "declared", "kinds", "to", "until")

    def __init__(
        self, kinds: Sequence[str], about: str, until: int, declared: Sequence[Sequence[Complete]], to: str = ""
    ) -> None:
        self.value, self.fixed = OPEN, None
        self.kinds, self.about, self.until, self.declared, self.to = tuple(kinds), about, until, declared, to

    def named(self) -> Key:
        return ("unrecorded", " or ".join(self.kinds), self.about, str(self.until))

    def truth(self, view: View) -> Truth:
        for declarations in self.declared:
            if not declarations:
                break
            last = declarations[0].through if len(declarations) == 1 else max(d.through for d in declarations)
            if last >= self.until or (view.quiet is not None and last >= view.quiet):
                continue
            if view.at > last:
                break
            view.next = min(view.next, last + 1)
        else:
            return NO if self.declared else self.assumed(view)
        return self.assumed(view)

    def moments(self, view: View) -> tuple[int, ...]:
        return tuple(
            d.through + 1
            for each in self.declared
            for d in each
            if d.through < self.until and not (view.quiet is not None and d.through >= view.quiet)
        )

    def used(self) -> list[Complete]:
        """The declarations it may rest on."""
        return [d for each in self.declared for d in each]


class Presumed(Leaf):
    """There is no other fact of a kind that is absent unless shown."""

    __slots__ = ("about", "kinds")

    def __init__(self, kinds: Sequence[str], about: str) -> None:
        self.value = self.fixed = NO
        self.kinds, self.about = tuple(kinds), about

    def named(self) -> Key:
        return ("presumed", " or ".join(self.kinds), self.about)


class Spoken(Leaf):
    """A standard as it was answered about facts or parties; open while nobody who may decide has spoken."""

    __slots__ = ("about", "judged", "words")

    def __init__(self, judged: Judged, about: tuple[str, ...], value: Truth, words: Sequence[Determination]) -> None:
        super().__init__(value)
        self.judged, self.about, self.words = judged, about, tuple(words)

    def named(self) -> Key:
        return ("determination", self.judged.standard, *self.about)

    def truth(self, view: View) -> Truth:
        if self.fixed is None and view.assume is not None and self.key in view.assume:
            return YES if view.assume[self.key] == self.judged.says else NO
        return self.value


class InForce(Leaf):
    """A version is in force: when a fact happened (fixed), or at the instant read at."""

    __slots__ = ("citation", "since", "telling", "until")

    def __init__(self, citation: str, since: int, until: int, telling: Telling | None = None) -> None:
        value = OPEN
        if telling is not None:
            first, last = telling.time.earliest, telling.time.latest - 1
            value = YES if since <= first and last < until else NO if last < since or first >= until else OPEN
        self.value, self.fixed = value, value if value & 3 else None
        self.citation, self.since, self.until, self.telling = citation, since, until, telling

    def named(self) -> Key:
        return ("in force", self.citation, self.telling.root if self.telling else "", str(self.since))

    def truth(self, view: View) -> Truth:
        if self.telling is not None:
            return Leaf.truth(self, view)
        at = view.at
        if at >= self.until:
            return NO
        soon, truth = (self.since, NO) if at < self.since else (self.until, YES)
        view.next = min(view.next, soon)
        return truth

    def moments(self, view: View) -> tuple[int, ...]:
        return () if self.telling is not None else (self.since, self.until)


class Ordered(Leaf):
    """One fact lies before (after, at the same time as) another; none lies before or after itself, however wide its time."""

    __slots__ = ("how", "other", "telling")

    def __init__(self, telling: Telling, how: str, other: Telling) -> None:
        a, b = (other, telling) if how == "after" else (telling, other)
        if how == "while":  # a fact is at its own time, whenever that was
            value = YES if telling is other else order.overlap(telling, other)
        else:
            value = NO if a.root == b.root else order.strictly_before(a.time, b.time)
        super().__init__(value)
        self.telling, self.how, self.other = telling, how, other

    def named(self) -> Key:
        return ("order", rooted(self.telling), self.how, rooted(self.other))


class Lasting(Leaf):
    """A period is going on at the instant read at: it has begun and is not over; without an end it goes on."""

    __slots__ = ("telling",)

    def __init__(self, telling: Telling) -> None:
        super().__init__(OPEN)
        self.telling = telling

    def named(self) -> Key:
        return ("lasting", self.telling.root)

    def truth(self, view: View) -> Truth:
        begun, ended = self.telling.time, self.telling.ended
        view.next = min([view.next, *(moment for moment in self.moments(view) if moment > view.at)])
        if view.at < begun.earliest or (ended is not None and view.at >= ended.latest):
            return NO
        surely = view.at >= begun.latest - 1 and (ended is None or view.at <= ended.earliest)
        return YES if surely else self.assumed(view)

    def moments(self, view: View) -> tuple[int, ...]:
        begun, ended = self.telling.time, self.telling.ended
        ends = () if ended is None else (ended.earliest + 1, ended.latest)
        return (begun.earliest, begun.latest - 1, *ends)


class Assumed(Leaf):
    """A plain statement with a fixed truth and a reason: an unnamed party has done nothing, a supposed act has the fields asked for."""

    __slots__ = ("reason",)

    def __init__(self, reason: str, value: Truth) -> None:
        super().__init__(value)
        self.reason = reason

    def named(self) -> Key:
        return ("assumed", self.reason)


def happened(telling: Telling) -> Node:
    """That a fact has happened, in one year that it is on file; timeless facts always have. What is only alleged, or apparent, is open."""
    if telling.__class__ is Occasion:
        found: Node = OnFile(telling)
    else:
        found = ALWAYS if telling.time == TIMELESS else Happened(telling)
    if telling.strength not in WEAK:
        return found
    claim = FieldOpen(telling, STRENGTH, STRENGTH.wanted[0], str(telling.strength), OPEN)
    return claim if found is ALWAYS else Every([found, claim])
