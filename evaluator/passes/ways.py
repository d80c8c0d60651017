"""Ways that lead to one status, told without saying again what they share."""

from __future__ import annotations

from collections.abc import Sequence

from evaluator.passes.say import listed

FEWEST = 3  # ways from which on what they share is told once
ACT = " by "  # between a kind of act and whose it is
SAYS = "whoever may decide says "


def factored(ways: Sequence[Sequence[str]]) -> list[str]:
    """Ways of matters, each as a clause: all pairs of two sorts as one of each, and what all but one matter of several ways share once."""
    product = _product(ways)
    if product is not None:
        return [f"{_told(product[0], 'or')}, and {_told(product[1], 'or')}"]
    rest, clauses = [tuple(way) for way in ways], list[str]()
    while rest:
        core = _core(rest)
        if core is None:
            return [*clauses, *map(listed, rest)]
        group = [way for way in rest if core < set(way) and len(way) == len(core) + 1]
        last = [matter for way in group for matter in way if matter not in core]
        shared = [matter for matter in group[0] if matter in core]
        clauses.append(f"{_told(shared, 'and')}, and {_told(last, 'or')}")
        rest = [way for way in rest if way not in group]
    return clauses


def _core(ways: Sequence[tuple[str, ...]]) -> frozenset[str] | None:
    """The matters that most ways share but for one of their own; None if too few do."""
    found: dict[frozenset[str], int] = {}
    for way in ways:
        for matter in way if len(way) > 1 else ():
            core = frozenset(way) - {matter}
            found[core] = found.get(core, 0) + 1
    best = max(found, key=lambda core: (found[core], sorted(core)), default=None)
    return best if best is not None and found[best] >= FEWEST else None


def _product(ways: Sequence[Sequence[str]]) -> tuple[list[str], list[str]] | None:
    """Two sorts of matters of which the ways are all the pairs, if they are."""
    pairs = {frozenset(way) for way in ways}
    if len(pairs) <= FEWEST or any(len(pair) != 2 for pair in pairs):
        return None
    one, other = ways[0]
    matters = list(dict.fromkeys(matter for way in ways for matter in way))
    left = [m for m in matters if frozenset((m, other)) in pairs]
    right = [m for m in matters if frozenset((one, m)) in pairs]
    whole = {frozenset((a, b)) for a in left for b in right}
    return (left, right) if whole == pairs and len(left) > 1 and len(right) > 1 else None


def _told(matters: Sequence[str], last: str) -> str:
    """Several matters in a list; acts of one party share what is said of it, determinations who makes them."""
    groups: dict[tuple[str, str], list[str]] = {}
    for matter in matters:
        said, mark, rest = matter.partition(SAYS)
        if mark:
            answer, to, what = rest.partition(" to ")
            groups.setdefault((f"{said}{mark}{answer}{to}", ""), []).append(what)
        else:
            head, mark, tail = matter.partition(ACT)
            groups.setdefault(("", mark + tail), []).append(head)
    return listed((f"{before}{listed(told, last)}{after}" for (before, after), told in groups.items()), last)
