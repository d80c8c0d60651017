"""Issues of references and exceptions that read well and can mean nothing, and of a least time where no other is stated."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import chain

from evaluator.documents.terms import Construct, Item, JudgementItem, Place, StatusItem, Term, Window
from evaluator.documents.vocabulary import Vocabulary
from evaluator.passes.issues import issue, spot
from evaluator.passes.say import listed
from evaluator.words.errors import Problem
from evaluator.words.nodes import Node

EXCUSING = ("unless", "unless shown")
ACTS = ("prohibition", "permission", "power")
DAY = 86_400
SECONDS = {"minute": 60, "hour": 3600, "day": DAY, "week": 7 * DAY, "month": 30 * DAY, "year": 365 * DAY}


def meant_issues(
    construct: Construct, tree: Node, vocabulary: Vocabulary, below: Mapping[str, frozenset[str]]
) -> Iterator[Problem]:
    """Everything of this sort in one construct; `below` has for each kind all that a fact of it may be."""
    yield from _references(construct, vocabulary, below)
    for key in EXCUSING:
        for item in construct.items(key):
            yield from _exception(construct, key, item)
    yield from _least(construct, tree)


def _references(construct: Construct, vocabulary: Vocabulary, below: Mapping[str, frozenset[str]]) -> Iterator[Problem]:
    """A field that refers to a fact is asked to refer to one that it can name."""
    kinds: dict[str, frozenset[str]] = {}
    for term in construct.terms:
        kinds[term.name] = kinds.get(term.name, frozenset()) | below.get(term.kind, frozenset((term.kind,)))
    for term in construct.terms:
        for test in term.tests:
            if test.kind != "fact":
                continue
            fields = [
                vocabulary.kinds[kind].fields[test.field]
                for kind in sorted(below.get(term.kind, frozenset((term.kind,))))
                if kind in vocabulary.kinds and test.field in vocabulary.kinds[kind].fields
            ]
            takes = {kind for field in fields for option in field.options for kind in vocabulary.members(option)}
            for name in test.wanted:
                meant = kinds.get(name)
                if meant is not None and fields and all(f.options for f in fields) and not meant & takes:
                    told = f"`{test.field}` of {term.kind} names {listed(sorted(takes), 'or')}, and `{name}` is none of these"
                    help = "name another fact, or let the field name this kind too, in vocabulary.yaml"
                    yield issue("wrong-reference", term.place, told, help)


def _exception(construct: Construct, key: str, item: Item) -> Iterator[Problem]:
    """What excuses is neither what the norm arises from, nor the very act that is owed; and of an act it is read without the trigger."""
    lead = construct.before or (construct.arises[0] if construct.arises else None)
    told = end = ""
    if isinstance(item, Term) and not (item.absent or item.judged or item.relations):
        takes = "this never binds", "who does it too late is excused"
        whole = (lead, "what it arises from", takes[0]), (construct.done_by, "the very act that is owed", takes[1])
        for other, what, then in whole:
            same = isinstance(other, Term) and item.kind == other.kind and set(item.tests) <= set(other.tests)
            if same and (other is not lead or (isinstance(lead, Term) and item.name == lead.name)):
                told, end = f"what stands under `{key}` is {what}", then
    if told:
        yield issue(
            "idle-exception", item.place, f"{told}, so that {end}", "say what else has to be so, or take it away"
        )
    elif construct.kind in ACTS and isinstance(lead, Term) and lead.name in _named(item):
        what = f"what excuses an act is read without what the norm arises from, so that `{lead.name}` is nothing here"
        help = "put it under `until`, or under `when` as what is not to be"
        yield issue("idle-exception", item.place, what, help)


def _named(item: Item) -> set[str]:
    """The facts that an item refers to by name."""
    if isinstance(item, JudgementItem):
        return set(item.about) | {name for each in item.relations for name in each.names}
    found = {name for each in item.relations for name in each.names}
    if isinstance(item, StatusItem):
        return found
    found |= {name for test in item.tests if test.kind in ("same", "fact", "field of") for name in test.wanted[:1]}
    return found | {item.name}


def _least(construct: Construct, tree: Node) -> Iterator[Problem]:
    """A least time is one of a time that somebody states, and not longer than the one that counts otherwise."""
    for key, window in (("within", construct.within), ("begins", construct.begins)):
        if window is None or not window.at_least:
            continue
        at = _at(construct, tree, key)
        if not window.stated_in:
            told = "a least time, and nobody states another: the window is as long as it says"
            yield issue("idle-least", at, told, "say where the time is stated, or take `at least` away")
        elif window.lengths and _longer(window):
            told = "the least time is longer than the time that counts where none is stated"
            yield issue("idle-least", at, told, "exchange them, or take `at least` away")


def _longer(window: Window) -> bool:
    if {unit for _, unit in window.lengths} != {unit for _, unit in window.at_least} and any(
        "business" in unit for _, unit in chain(window.lengths, window.at_least)
    ):
        return False  # of different clocks nobody can say
    return _seconds(window.at_least) > _seconds(window.lengths)


def _seconds(lengths: tuple[tuple[int, str], ...]) -> int:
    return sum(amount * SECONDS.get(unit.split()[-1].removesuffix("s"), DAY) for amount, unit in lengths)


def _at(construct: Construct, tree: Node, key: str) -> Place:
    found = spot(tree, key, "at least") or spot(tree, key)
    return (construct.place[0], found.line, found.column) if found is not None else construct.place
