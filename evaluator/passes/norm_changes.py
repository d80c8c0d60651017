"""Two versions of one norm side by side: who, when, what, under which conditions, by when."""

from __future__ import annotations

from collections.abc import Iterator

from evaluator.documents.terms import Construct, Term
from evaluator.passes.say import listed
from evaluator.passes.term_changes import Found, item_changes, term_changes, told_window, window_changes

SLOTS = (("within", "the time"), ("begins", "the beginning"), ("to", "the new end"))


def say_norm(construct: Construct) -> str:
    """A norm in a few words: what it is, who bears it, and by when."""
    bearer = f" on {construct.bearer}" if construct.bearer else ""
    within = f", within {told_window(construct.within)}" if construct.within else ""
    return f"{construct.kind} `{construct.name}`{bearer}{within}"


def norm_changes(old: Construct, new: Construct) -> Iterator[Found]:
    """Every change of a norm, in the order in which a card is read."""
    name = f"the {new.kind} `{new.name}`"
    for sort, words in _all(old, new):
        yield sort, f"in {name}, {words}"


def _all(old: Construct, new: Construct) -> Iterator[Found]:
    if old.bearer != new.bearer:
        yield "bearer", f"{new.bearer} bears it instead of {old.bearer}"
    if old.toward != new.toward:
        yield (
            "bearer",
            f"it is toward {new.toward or 'nobody in particular'} instead of {old.toward or 'nobody in particular'}",
        )
    yield from _terms(old, new)
    for key in dict.fromkeys([*old.conditions, *new.conditions]):
        yield from item_changes(old.items(key), new.items(key), key)
    yield from item_changes(old.kept_by, new.kept_by, "kept by")
    for slot, what in SLOTS:
        yield from window_changes(getattr(old, slot), getattr(new, slot), what)
    if old.for_each != new.for_each:
        yield "changed", f"it is met for each {new.for_each}" if new.for_each else "it is met once for all"
    yield from _edges(old, new)


def _terms(old: Construct, new: Construct) -> Iterator[Found]:
    triggers = [[item for item in each.arises if isinstance(item, Term)] for each in (old, new)]
    for number in range(max(map(len, triggers))):
        one, other = (each[number] if number < len(each) else None for each in triggers)
        yield from _term(one, other, "the fact it arises from")
    yield from _term(old.before, new.before, "the act it comes before")
    yield from _term(old.act, new.act, "the act")
    yield from _term(old.done_by, new.done_by, "what fulfils it", performing=True)


def _term(old: Term | None, new: Term | None, what: str, performing: bool = False) -> Iterator[Found]:
    if old is not None and new is not None:
        yield from term_changes(old, new, what, performing)
    elif new is not None:
        yield "narrower", f"{what} is asked for now: `{new.kind}`"
    elif old is not None:
        yield "wider", f"{what} is not asked for any more: `{old.kind}`"


def _edges(old: Construct, new: Construct) -> Iterator[Found]:
    """Other norms, questions and shields that a norm names."""
    for field, sorts, come, gone in (
        (
            "despite",
            ("prevails over more", "prevails over less"),
            "it prevails over {} too",
            "it no longer prevails over {}",
        ),
        ("only_after", ("condition added", "condition dropped"), "first comes {}", "{} need not come first any more"),
        ("shields", ("wider", "narrower"), "it shields from {} too", "it no longer shields from {}"),
    ):
        before, after = (set(getattr(each, field)) for each in (old, new))
        for sort, names, words in zip(sorts, (after - before, before - after), (come, gone), strict=True):
            if names:
                yield sort, words.format(listed(sorted(f"`{name}`" for name in names)))
    if old.question != new.question:
        yield "question", f"it answers {_quoted(new.question)} instead of {_quoted(old.question)}"
    if old.abeyance != new.abeyance:
        yield "abeyance", f"it is not enforced from {new.abeyance}" if new.abeyance else "it is enforced again"


def _quoted(name: str | None) -> str:
    return f"`{name}`" if name else "no question"
