"""Why, until when, and what is missing: everything said about an answer is read off its formula."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice, product
from typing import TypeAlias

from evaluator.documents.leaves import Spoken
from evaluator.words.formula import Every, Key, Leaf, Named, Node, Opposite, Shown, Some, Throughout, Told, View
from evaluator.words.times import EVER
from evaluator.words.truth import NO, YES, decided

Assumption: TypeAlias = frozenset[tuple[Key, bool]]
MOST_TOGETHER, MOST_SETS, BUDGET = 3, 48, 4096
NOTHING: Assumption = frozenset()


def until(at: int, answer: Callable[[View], object]) -> int | None:
    """The next instant with another answer if nothing more happens; None if it never changes by itself."""
    view = View(at, at)
    first = answer(view)
    while view.next < EVER - 1:
        view = View(view.next, at)
        if answer(view) != first:
            return view.at
    return None


# -- what would decide it


def settling(
    node: Node, view: View, memo: dict[int, tuple[list[Assumption], list[Assumption]]]
) -> tuple[list[Assumption], list[Assumption]]:
    """The minimal sets of open leaves, with values, that make a formula yes, and those that make it no; at most three together."""
    found = memo.get(id(node))
    if found is None:
        truth = node.truth(view)
        found = (([NOTHING], []) if truth == YES else ([], [NOTHING])) if decided(truth) else _open(node, view, memo)
        memo[id(node)] = found
    return found


def _open(
    node: Node, view: View, memo: dict[int, tuple[list[Assumption], list[Assumption]]]
) -> tuple[list[Assumption], list[Assumption]]:
    if isinstance(node, Leaf):
        wanted = node.judged.says if isinstance(node, Spoken) else True
        return [frozenset({(node.key, wanted)})], [frozenset({(node.key, not wanted)})]
    if isinstance(node, Throughout):
        return _throughout(node, view, memo)
    sides = [settling(part, view, memo) for part in node.parts]
    yes, no = [side[0] for side in sides], [side[1] for side in sides]
    if isinstance(node, Every):
        return _all(yes), _least(each for sets in no for each in sets)
    if isinstance(node, Some):
        return _least(each for sets in yes for each in sets), _all(no)
    if isinstance(node, Told):
        return _all(yes), _all(no)
    if isinstance(node, Opposite):
        return no[0], yes[0]
    assert isinstance(node, Named | Shown)
    return yes[0], no[0]


def _throughout(
    node: Throughout, view: View, memo: dict[int, tuple[list[Assumption], list[Assumption]]]
) -> tuple[list[Assumption], list[Assumption]]:
    sides = [settling(node.part, view.moved(moment), {}) for moment in node.instants(view)]
    yes, no = _all([side[0] for side in sides]), _all([side[1] for side in sides])
    key: Key = ("hour", "of the act", str(node.first))
    return yes or [frozenset({(key, True)})], no or [frozenset({(key, False)})]


def _all(groups: Sequence[Sequence[Assumption]]) -> list[Assumption]:
    """Every way to satisfy all groups together, minimal ones first."""
    found: list[Assumption] = [NOTHING]
    for group in sorted(groups, key=len):
        joined = (a | b for a, b in product(found, group))
        found = _least(each for each in joined if len(each) <= MOST_TOGETHER and consistent(each))
        if not found:
            return []
    return found


def consistent(assumption: Assumption) -> bool:
    """Whether no leaf is assumed both ways."""
    return len({key for key, _ in assumption}) == len(assumption)


def _least(sets: Iterable[Assumption]) -> list[Assumption]:
    """The minimal sets, smallest first."""
    kept: list[Assumption] = []
    for each in sorted(set(sets), key=lambda s: (len(s), sorted(s))):
        if not any(other <= each for other in kept):
            kept.append(each)
            if len(kept) >= MOST_SETS:
                break
    return kept


# -- does every way of filling the gaps agree


def despite_unknowns(own: Sequence[Leaf], view: View, answer: Callable[[View], object]) -> object | None:
    """The one answer that every way of filling the open leaves gives, or None; at most 4,096 evaluations."""
    left = [BUDGET]

    def explore(assume: dict[Key, bool]) -> Iterator[object]:
        if left[0] <= 0:
            yield None
            return
        left[0] -= 1
        trial = View(view.at, view.quiet, assume)
        given = answer(trial)
        if given != "undetermined":
            yield given
            return
        keys = {leaf.key for leaf in own if not decided(leaf.truth(trial))} - assume.keys()
        if not keys:
            yield given
            return
        first = min(keys)
        for value in (True, False):
            yield from explore({**assume, first: value})

    seen: set[object] = set()
    for given in islice(explore({}), BUDGET):
        seen.add(given)
        if len(seen) > 1 or given is None or given == "undetermined":
            return None
    return seen.pop() if len(seen) == 1 else None


# -- the certificate of a decided formula


def support(node: Node, view: View) -> list[Leaf]:
    """The leaves that carry a formula's truth: of several reasons that suffice, the shortest; of an open one, what is open."""
    return list(dict.fromkeys(_carried(node, view, {})))


def _carried(node: Node, view: View, memo: dict[int, tuple[Leaf, ...]]) -> tuple[Leaf, ...]:
    found = memo.get(id(node))
    if found is not None:
        return found
    if isinstance(node, Leaf):
        result: tuple[Leaf, ...] = (node,)
    elif isinstance(node, Throughout):
        result = tuple(leaf for m in node.instants(view) for leaf in _carried(node.part, view.moved(m), {}))
    else:
        chosen = carrying(node, view)
        if isinstance(node, Every | Some) and chosen and decided(node.truth(view)) and _short(node, view):
            result = min((_carried(part, view, memo) for part in chosen), key=len)
        else:
            result = tuple(leaf for part in chosen for leaf in _carried(part, view, memo))
    memo[id(node)] = result
    return result


def carrying(node: Node, view: View) -> list[Node]:
    """The parts that carry a composite's truth: those that agree with it; all of them where all are needed."""
    truth = node.truth(view)
    if isinstance(node, Every | Some):
        return [part for part in node.parts if part.truth(view) == truth] or list(node.parts)
    return list(node.parts)


def _short(node: Node, view: View) -> bool:
    """Whether one part alone suffices: a no among all, a yes among any."""
    truth = node.truth(view)
    return (isinstance(node, Every) and truth == NO) or (isinstance(node, Some) and truth == YES)
