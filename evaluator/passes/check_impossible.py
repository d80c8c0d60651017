"""Issues of conditions that never hold together, of items said twice, and of parties that a norm names and its facts do not."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from evaluator.documents.terms import Construct, Item, JudgementItem, StatusItem, Term
from evaluator.passes.issues import issue
from evaluator.words.errors import Problem

# Statuses of one norm that never hold at once.
APART = (
    {"discharged", "not discharged"},
    {"discharged", "never discharged"},
    {"discharged", "pending"},
    {"not discharged", "pending"},
    {"never discharged", "pending"},
    {"fulfilled", "missed"},
    {"fulfilled", "violated"},
    {"fulfilled", "pending"},
    {"missed", "pending"},
    {"violated", "pending"},
    {"violated", "respected"},
)
SETTLED = ("burden", "duty")
ONE_VALUE = ("one of", "offices")
HELP = "one of the two is wrong"


def impossible_issues(construct: Construct, offices: frozenset[str], several: frozenset[str]) -> Iterator[Problem]:
    """Everything of this sort in one construct; `several` are the fields that hold several values at once."""
    lead = (*construct.arises, construct.before, construct.act)
    needed = [item for item in (*lead, *construct.items("when")) if item is not None]
    for first, second in combinations(needed, 2):
        why = _apart(first, second, several)
        if why:
            yield issue("never-holds", second.place, f"{why}, so that this never holds", HELP)
    for item in construct.all_items:
        for name, how in _torn(item):
            yield issue("never-holds", item.place, f"this lies before and after `{name}`, so that it never holds", how)
    for key in ("unless", "unless shown"):
        for item in construct.items(key):
            if item in construct.items("when"):
                told = f"what stands under `{key}` stands under `when` too, so that this never binds"
                yield issue("never-holds", item.place, told, HELP)
    for key, items in (
        construct.conditions.items() if not construct.readings else ()
    ):  # an option may say what stands beside it
        for number, item in enumerate(items):
            if item in items[:number]:
                yield issue("said-twice", item.place, f"this stands twice under `{key}`", "keep one of them")
    yield from _lost(construct, offices)


def _apart(first: Item, second: Item, several: frozenset[str]) -> str:
    """Why two items never hold together; empty if they may."""
    if isinstance(first, StatusItem) and isinstance(second, StatusItem):
        both = {first.status, second.status}
        same = (first.norms, first.names, first.relations) == (second.norms, second.names, second.relations)
        return (
            f"`{first.norms[0]}` is never `{first.status}` and `{second.status}` at once"
            if same and both in APART
            else ""
        )
    if isinstance(first, JudgementItem) and isinstance(second, JudgementItem):
        one, other = first.judged, second.judged
        same = one.standard == other.standard and one.says != other.says
        alike = (first.about, first.relations) == (second.about, second.relations)
        return f"`{one.standard}` is never answered yes and no at once" if same and alike else ""
    if not (isinstance(first, Term) and isinstance(second, Term)) or first.kind != second.kind:
        return ""
    if first.absent != second.absent:
        there, gone = (second, first) if first.absent else (first, second)
        asked = set(gone.tests) <= set(there.tests) and set(gone.relations) <= set(there.relations)
        return (
            f"there is a `{there.kind}` of this sort and none"
            if asked and set(gone.judged) <= set(there.judged)
            else ""
        )
    if first.absent or first.name != second.name:
        return ""
    wanted = {test.field: set(test.wanted) for test in first.tests if test.kind in ONE_VALUE and not test.every}
    for test in second.tests:
        before = wanted.get(test.field, set()) if test.field not in several and test.kind in ONE_VALUE else set()
        if before and not test.every and not before & set(test.wanted):
            return f"`{test.field}` of this `{second.name}` is asked to be two things"
    return ""


def _torn(item: Item) -> Iterator[tuple[str, str]]:
    """The facts that an item lies before and after at once."""
    told = {how: {name for r in item.relations if r.how == how for name in r.names} for how in ("before", "after")}
    for name in sorted(told["before"] & told["after"]):
        yield name, "keep `before` or `after`"


def _lost(construct: Construct, offices: frozenset[str]) -> Iterator[Problem]:
    """A norm is not owed to its own bearer; whom it names, its facts name."""
    bearer, toward = construct.bearer, construct.toward
    if bearer is not None and bearer == toward:
        told = f"`{construct.name}` binds or allows `{bearer}` toward `{bearer}` itself"
        yield issue("lost-party", construct.place, told, "name the other party under `toward`, or leave it out")
        return
    known = {test.wanted[0] for term in construct.terms for test in term.tests if test.kind == "party"}
    for item in construct.all_items:
        if isinstance(item, JudgementItem):
            known |= set(item.about)
        elif isinstance(item, StatusItem):
            known |= set(item.names.values())
    led = [item for item in (*construct.arises, construct.before) if isinstance(item, Term)]
    bound = {test.wanted[0] for term in led for test in term.tests if test.kind == "party"}
    if construct.kind in SETTLED and bearer in known and bearer not in bound | offices:
        told = f"`{construct.name}` binds `{bearer}`, and what it arises from does not name that party: it would bind everybody"
        yield issue("lost-party", construct.place, told, "name the party in the fact under `arises from` or `before`")
    for key, party in (("bearer", bearer), ("toward", toward)):
        if party is not None and party not in known | offices:
            told = f"`{construct.name}` has `{party}` for its `{key}`, and no fact of it names that party"
            yield issue(
                "lost-party", construct.place, told, "name the party in a fact, for instance under `by` or `of`"
            )
