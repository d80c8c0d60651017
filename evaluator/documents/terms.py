"""The typed form of what a card says: terms, items, windows, constructs. Parsed by `evaluator.documents.constructs`."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import Literal, TypeAlias

Place: TypeAlias = tuple[str, int, int]

DEADLINE_OF = "the deadline of "
TestKind = Literal["party", "offices", "same", "fact", "field of", "one of", "all of", "number", "hours"]


@dataclass(frozen=True, slots=True)
class Test:
    """What a term asks of one field.

    `party`: the party variable named; `offices`: one of (for a field of parties: all of) these offices; `same`: shares a value with that
    field of the named fact; `fact`: refers to the named fact; `field of`: holds all that a field of a
    named fact names, if that names any; `one of`, `all of`: these values; `number`: `bounds` low and high;
    `hours`: hours of the day.
    """

    __test__ = False

    field: str
    kind: TestKind
    wanted: tuple[str, ...] = ()
    bounds: tuple[Decimal | None, Decimal | None, bool, bool] = (None, None, True, True)
    every: bool = False


@dataclass(frozen=True, slots=True)
class Judged:
    """A standard that a fact must have been answered `says` under, with at least this strength."""

    standard: str
    says: bool = True
    strength: str | None = None


@dataclass(frozen=True, slots=True)
class Relation:
    """Where a fact lies in time: `before`, `after`, `while` other facts, or after `the deadline` (of a norm).

    `within`: at most `lengths` on one `side` of another fact, by the days of a calendar's zone.
    """

    how: Literal["before", "after", "while", "within"]
    names: tuple[str, ...]
    lengths: tuple[tuple[int, str], ...] = ()
    side: str = ""
    calendar: str = ""


@dataclass(frozen=True, slots=True)
class Over:
    """The stretch over which a measure counts: each `day`, `each` length from the day of a fact of kind `start`, a length `before`."""

    sort: Literal["day", "each", "before"]
    lengths: tuple[tuple[int, str], ...] = ()
    start: str = ""


@dataclass(frozen=True, slots=True)
class Counting:
    """A count, not a fact: of the facts that a term asks for, those in one stretch and of one group with the fact called `around`.

    `test` bounds their number, or with `base` their share among the facts which that asks for, in percent; `per` are the fields that a
    group shares.
    """

    measure: str
    around: str
    test: Test
    per: tuple[str, ...]
    over: Over
    calendar: str
    base: Term | None = None


@dataclass(frozen=True, slots=True)
class Term:
    """A kind of fact with some of its fields filled in. `name` is how other terms refer to it; `absent` asks that there be none.

    `kinds_from` (fact, field) narrows a group to the kinds that field names; `guard` is what a definition asks beside the fact
    that it is made from, `binds` the parties that this fact brings in for it (name, field).
    """

    kind: str
    name: str
    kinds: tuple[str, ...]
    tests: tuple[Test, ...] = ()
    judged: tuple[Judged, ...] = ()
    relations: tuple[Relation, ...] = ()
    absent: bool = False
    phrase: str = ""
    defined: str = ""
    guard: tuple[Proviso, ...] = ()
    binds: tuple[tuple[str, str], ...] = ()
    place: Place = field(default=("", 0, 0), compare=False)
    kinds_from: tuple[str, str] | None = None
    counted: Counting | None = None


@dataclass(frozen=True, slots=True)
class Proviso:
    """Items of a definition, and how they count: all, one, none of them, none proved, or not all happened yet."""

    how: Literal["when", "when any", "unless", "unless shown", "until"]
    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class StatusItem:
    """That one of these norms has this status; `by` and `toward` say who where the cards' names differ.

    `relations` say when the act lies that has it, of a norm about acts.
    """

    status: str
    norms: tuple[str, ...]
    names: Mapping[str, str] = field(default_factory=dict)
    relations: tuple[Relation, ...] = ()
    place: Place = field(default=("", 0, 0), compare=False)


@dataclass(frozen=True, slots=True)
class JudgementItem:
    """That a standard was answered about facts or parties named in the card; `name` is how relations refer to it."""

    judged: Judged
    about: tuple[str, ...]
    name: str = ""
    relations: tuple[Relation, ...] = ()
    place: Place = field(default=("", 0, 0), compare=False)


Item: TypeAlias = "Term | StatusItem | JudgementItem"
NONE: tuple[Item, ...] = ()


@dataclass(frozen=True, slots=True)
class Yearly:
    """A day of each year (month, day) from the year `first` on, and the day on which the time to act before it opens."""

    day: tuple[int, int]
    opens: tuple[int, int]
    first: int


@dataclass(frozen=True, slots=True)
class Window:
    """A time to act in, from a fact: lengths counted by a clock, a fixed day, a day of each year, a time the agency stated, or open.

    `stated_in`: the fact in which the agency wrote a time; `printed`: there only a date counts, and no length.
    """

    lengths: tuple[tuple[int, str], ...] = ()
    of: str = ""
    starts_at: tuple[str, ...] = ()
    counted_by: str | None = None
    stated_in: str = ""
    printed: bool = False
    at_least: tuple[tuple[int, str], ...] = ()
    fixed: str = ""
    new_date_in: str = ""
    open_ended: bool = False
    yearly: Yearly | None = None


@dataclass(frozen=True, eq=False)
class Construct:
    """One construct of one version of a card, with its readings resolved and `as before` filled in.

    `gives`: for each field of a defined kind, the fact of the definition that has it (empty: a party) and its field or the party's
    name. `abeyance`: the first day on which it is not enforced. The last four are of a measure.
    """

    kind: str
    name: str
    citation: str
    section: str
    layer: str
    calendar: str
    phrases: tuple[str, ...] = ()
    bearer: str | None = None
    toward: str | None = None
    arises: tuple[Item, ...] = ()
    before: Term | None = None
    act: Term | None = None
    done_by: Term | None = None
    kept_by: tuple[Item, ...] = ()
    conditions: Mapping[str, tuple[Item, ...]] = field(default_factory=dict)
    for_each: str | None = None
    within: Window | None = None
    begins: Window | None = None
    only_after: tuple[str, ...] = ()
    despite: tuple[str, ...] = ()
    question: str | None = None
    shields: tuple[str, ...] = ()
    deems: tuple[str, str] | None = None
    extends: str | None = None
    to: Window | None = None
    gives: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    abeyance: date | None = None
    names: frozenset[str] = frozenset()
    readings: frozenset[str] = frozenset()
    sure: str = ""
    counts: Term | None = None
    out_of: Term | None = None
    per: tuple[str, ...] = ()
    over: Over | None = None
    place: Place = field(default=("", 0, 0), compare=False)

    @property
    def id(self) -> str:
        """The norm this is a version of: its citation and its name."""
        return f"{self.citation} {self.name}"

    @cached_property
    def terms(self) -> tuple[Term, ...]:
        """Every term of it, in the order in which it is read aloud; not what definitions asked beside them."""
        return tuple(item for item in self.all_items if isinstance(item, Term))

    @cached_property
    def all_items(self) -> tuple[Item, ...]:
        """Every item of it."""
        items = [*self.arises, self.before, self.act, self.done_by, *self.kept_by, self.counts, self.out_of]
        items += [item for group in self.conditions.values() for item in group]
        return tuple(item for item in items if item is not None)

    @cached_property
    def kinds_named(self) -> frozenset[str]:
        """The kinds that its terms ask for, as they are written."""
        return frozenset(term.kind for term in self.terms)

    @cached_property
    def named_judgements(self) -> tuple[JudgementItem, ...]:
        """The judgements that have a name of their own."""
        return tuple(item for item in self.all_items if isinstance(item, JudgementItem) and item.name)

    @cached_property
    def by_entry(self) -> bool:
        """Whether it holds for each entry of a list, and asks something of the entry that may be so for one and not for another."""
        trigger = self.before or (self.arises[0] if self.arises else None)
        name = trigger.name if isinstance(trigger, Term) else ""
        keys = ("when", "when any", "unless", "unless shown")
        asked = (item for key in keys for item in self.items(key) if isinstance(item, Term))
        return self.for_each is not None and any(
            test.kind == "same" and test.field == self.for_each and test.wanted[0] == name
            for term in asked
            for test in term.tests
        )

    @cached_property
    def joined(self) -> Term | None:
        """The act that it is about, if that shares a field with a fact that it arises from."""
        return self.act if self.alone is not self.act else None

    @cached_property
    def alone(self) -> Term | None:
        """The act that it is about by itself: what that shares with a fact it arises from is looked at with that fact."""
        given = {item.name for item in self.arises if isinstance(item, Term)}
        if self.act is None or not any(_shares(test, given) for test in self.act.tests):
            return self.act
        return replace(self.act, tests=tuple(test for test in self.act.tests if not _shares(test, given)))

    @cached_property
    def excusable(self) -> bool:
        """Whether anything excuses from it."""
        return bool(self.conditions.get("unless") or self.conditions.get("unless shown"))

    def items(self, key: str) -> tuple[Item, ...]:
        """The items under a condition key (`when`, `unless`, …)."""
        return self.conditions.get(key, NONE)


def _shares(test: Test, given: Collection[str]) -> bool:
    return test.kind in ("same", "fact", "field of") and test.wanted[0] in given


def is_yearly(construct: Construct) -> bool:
    """Whether a norm begins anew each year."""
    return construct.within is not None and construct.within.yearly is not None


def deep(items: Iterable[Item]) -> Iterator[Item]:
    """Items and, below each, what it is counted among, and every item of the definitions that were put in its place."""
    for item in items:
        yield item
        if isinstance(item, Term):
            if item.counted is not None and item.counted.base is not None:
                yield from deep([item.counted.base])
            for proviso in item.guard:
                yield from deep(proviso.items)
