"""Why, until when, and what is missing: everything said about an answer is read off its formula."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import chain, combinations, islice, product
from typing import TypeAlias

from evaluator.documents.leaves import Spoken
from evaluator.words.counted import Counted
from evaluator.words.formula import (
    Decided,
    Key,
    Leaf,
    Node,
    Opposite,
    Passing,
    Shown,
    Told,
    View,
    leaves,
)
from evaluator.words.sometime import Sometime
from evaluator.words.throughout import Throughout
from evaluator.words.times import EVER
from evaluator.words.truth import NO, YES, Truth, decided

Assumption: TypeAlias = frozenset[tuple[Key, bool]]
MOST_TOGETHER, MOST_SETS, BUDGET = 3, 48, 4096
MOST_OPEN = 8  # open matters of a count that are tried together
NOTHING: Assumption = frozenset()
Ways: TypeAlias = tuple[list[Assumption], list[Assumption]]
_SURE: Mapping[int, Ways] = {YES: ([NOTHING], []), NO: ([], [NOTHING])}


class Reading(View):
    """A view at which answers are explained: what is found out about a formula is kept for all that share it."""

    __slots__ = ("carried", "moves", "pleadable", "rests", "settled", "sizes")

    def __init__(self, at: int, quiet: int | None = None, assume: Mapping[Key, bool] | None = None) -> None:
        super().__init__(at, quiet, assume)
        self.carried: dict[Node, tuple[Leaf, ...]] = {}
        self.settled: dict[Node, Ways] = {}
        self.sizes: dict[Node, int] = {}
        self.pleadable: dict[Node, bool] = {}
        self.rests: dict[Node, frozenset[str]] = {}
        self.moves: dict[int, Reading] = {}

    def moved(self, at: int) -> Reading:
        found = self.moves.get(at)
        if found is None:
            found = self.moves[at] = Reading(at, self.quiet, self.assume)
        return found


def until(at: int, answer: Callable[[View], object]) -> int | None:
    """The next instant with another answer if nothing more happens; None if it never changes by itself."""
    view = View(at, at)
    first = answer(view)
    while view.turns and view.next < EVER - 1:
        view = View(view.next, at)
        if answer(view) != first:
            return view.at
    return None


# -- what would decide it


def settling(node: Node, view: Reading) -> Ways:
    """The minimal sets of open leaves, with values, that make a formula yes, and those that make it no; at most three together."""
    found = view.settled.get(node)
    if found is None:
        truth = node.truth(view)
        found = _SURE[truth] if truth in _SURE and not _pleadable(node, view) else _open(node, view)
        view.settled[node] = found
    return found


def _pleadable(node: Node, view: Reading) -> bool:
    """Whether something below a formula counts as not shown only because nobody has shown it."""
    if node.fixed is not None or isinstance(node, Leaf):  # whatever is shown changes nothing in it
        return False
    found = view.pleadable.get(node)
    if found is None:
        found = False
        if isinstance(node, Shown):
            found = not decided(node.part.truth(view))
        else:
            for part in node.parts:
                if part.fixed is None and not isinstance(part, Leaf) and _pleadable(part, view):
                    found = True
                    break
        view.pleadable[node] = found
    return found


def _open(node: Node, view: Reading) -> Ways:
    if isinstance(node, Leaf):
        wanted = node.judged.says if isinstance(node, Spoken) else True
        return [frozenset({(node.key, wanted)})], [frozenset({(node.key, not wanted)})]
    if isinstance(node, Decided):
        sides = [settling(part, view) for part in node.parts]
        all_yes, all_no = [side[0] for side in sides], [side[1] for side in sides]
        return (_all(all_yes), _any(all_no)) if node.decisive == NO else (_any(all_yes), _all(all_no))
    if isinstance(node, Throughout):
        return _throughout(node, view)
    if isinstance(node, Sometime):
        return _sometime(node, view)
    if isinstance(node, Passing):
        yes, no = settling(node.part, view)
        if isinstance(node, Opposite):
            return no, yes
        return (yes, [NOTHING]) if isinstance(node, Shown) else (yes, no)
    if isinstance(node, Counted):
        return _counted(node, view)
    assert isinstance(node, Told)
    sides = [settling(part, view) for part in node.parts]
    return _all([side[0] for side in sides]), _all([side[1] for side in sides])


def _throughout(node: Throughout, view: Reading) -> Ways:
    sides = [settling(node.part, view.moved(moment)) for moment in node.instants(view)]
    yes, no = _all([side[0] for side in sides]), _all([side[1] for side in sides])
    key: Key = ("hour", "of the act", str(node.first))
    return yes or [frozenset({(key, True)})], no or [frozenset({(key, False)})]


def _sometime(node: Sometime, view: Reading) -> Ways:
    """Yes by one instant that surely lies in the period, no by every one; else its hours would decide."""
    sides = {moment: settling(node.part, view.moved(moment)) for moment in node.instants(view)}
    yes = _any([side[0] for moment, side in sides.items() if node.surely(moment)])
    no = _all([side[1] for side in sides.values()])
    key: Key = ("hour", "of the act", str(node.first))
    return yes or [frozenset({(key, True)})], no or [frozenset({(key, False)})]


def _counted(node: Counted, view: Reading) -> Ways:
    """What decides a count, tried out: the record being complete first, then what is open of the facts, three together at most."""
    now = node.then(view)
    open_ones = [
        leaf for leaf in leaves(node.hidden, *node.parts) if leaf.fixed is None and not decided(leaf.truth(now))
    ]
    keys = list(dict.fromkeys(leaf.key for leaf in open_ones))[:MOST_OPEN]
    truths = [(among.truth(now), counts.truth(now)) for among, counts in node.pairs]
    moved: dict[Key, list[int]] = {key: [] for key in keys}  # what an assumption leaves alone is not read again
    for number, pair in enumerate(node.pairs):
        for key in {leaf.key for leaf in leaves(*pair) if leaf.fixed is None} & moved.keys():
            moved[key].append(number)
    ways: tuple[list[Assumption], list[Assumption]] = ([], [])
    for size in range(1, MOST_TOGETHER + 1):
        for chosen in combinations(keys, size):
            for values in product((False, True), repeat=size):
                assumed = frozenset(zip(chosen, values, strict=True))
                if any(kept <= assumed for side in ways for kept in side):
                    continue
                then = View(now.at, now.quiet, {**(now.assume or {}), **dict(assumed)})
                tried = list(truths)
                for number in {number for key in chosen for number in moved[key]}:
                    among, counts = node.pairs[number]
                    tried[number] = among.truth(then), counts.truth(then)
                truth = node.sides(*node.spans(node.hidden.truth(then), tried))
                if truth is not None:
                    ways[truth == NO].append(assumed)
    return ways


def _all(groups: Sequence[Sequence[Assumption]]) -> list[Assumption]:
    """Every way to satisfy all groups together, minimal ones first; each group is in such an order already."""
    open_ones = sorted((group for group in groups if group != _SURE[YES][0]), key=len)
    if len(open_ones) < 2:
        return list(open_ones[0]) if open_ones else [NOTHING]
    found: list[Assumption] = [NOTHING]
    for group in open_ones:
        joined = (a | b for a, b in product(found, group))
        found = _least(each for each in joined if len(each) <= MOST_TOGETHER and consistent(each))
        if not found:
            return []
    return found


def _any(groups: Sequence[list[Assumption]]) -> list[Assumption]:
    """Every way to satisfy one of the groups, minimal ones first."""
    some = [group for group in groups if group]
    return some[0] if len(some) == 1 else _least(chain.from_iterable(some))


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
    keys = sorted({leaf.key for leaf in own if leaf.fixed is None and not decided(leaf.truth(view))})
    ends = {answer(View(view.at, view.quiet, dict.fromkeys(keys, value))) for value in (True, False)} if keys else set()
    if len(ends) > 1 or "undetermined" in ends:  # two of those ways, and mostly enough to see that they do not agree
        return None
    left = [BUDGET]

    def explore(depth: int, assume: dict[Key, bool]) -> Iterator[object]:
        if left[0] <= 0:
            yield None
            return
        left[0] -= 1
        given = answer(View(view.at, view.quiet, assume or None))
        if given != "undetermined" or depth == len(keys):
            yield given
            return
        for value in (True, False):
            yield from explore(depth + 1, {**assume, keys[depth]: value})

    seen: set[object] = set()
    for given in islice(explore(0, {}), BUDGET):
        seen.add(given)
        if len(seen) > 1 or given is None or given == "undetermined":
            return None
    return seen.pop() if len(seen) == 1 else None


# -- the certificate of a decided formula


def support(node: Node, view: Reading) -> list[Leaf]:
    """The leaves that carry a formula's truth: of several reasons that suffice, the shortest; of an open one, what is open."""
    return list(dict.fromkeys(_carried(node, view)))


def _carried(node: Node, view: Reading) -> tuple[Leaf, ...]:
    found = view.carried.get(node)
    if found is None:
        found = view.carried[node] = (node,) if isinstance(node, Leaf) else _below(node, view)
    return found


def _below(node: Node, view: Reading) -> tuple[Leaf, ...]:
    if isinstance(node, Decided):
        ways = [_carried(part, view) for part in carrying(node, view)]
        if node.truth(view) == node.decisive:
            return min(ways, key=len, default=())
    elif isinstance(node, Sometime) and node.truth(view) == YES:
        return _carried(node.part, view.moved(node.instant(view)))
    elif isinstance(node, Throughout | Sometime):
        ways = [_carried(node.part, view.moved(moment)) for moment in node.instants(view)]
    elif isinstance(node, Passing):
        return _carried(node.part, view)
    elif isinstance(node, Counted):
        ways = [_carried(part, view if view.quiet is None else view.moved(view.quiet)) for part in node.parts]
    else:
        ways = [_carried(part, view) for part in node.parts]
    return ways[0] if len(ways) == 1 else tuple(chain.from_iterable(ways))


def carrying(node: Node, view: View) -> Sequence[Node]:
    """The parts that carry a composite's truth: those that agree with it; all of them where all are needed."""
    if isinstance(node, Decided):
        truth = node.truth(view)
        if truth != node.otherwise:
            return [part for part in node.parts if part.truth(view) == truth] or node.parts
    return node.parts


def suffices(node: Node, truth: Truth) -> bool:
    """Whether one part alone makes a composite what it is: a no among all, a yes among any."""
    return isinstance(node, Decided) and truth == node.decisive
