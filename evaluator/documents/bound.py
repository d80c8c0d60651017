"""Which facts of a construct are known where an item looks before or after them: one that is not bound there could mean anything."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from evaluator.documents.terms import Construct, Item, Place, Term

ACTS = ("prohibition", "permission", "power")


def loose_nearness(construct: Construct) -> Iterator[tuple[Place, str, str]]:
    """Items `within` a length of a fact that is not known where they stand, each with its place, what is wrong, and advice."""
    if construct.kind in ("deeming", "extension"):
        return  # these know all that the norm they ride on knows
    trigger = construct.before or (construct.arises[0] if construct.arises else None)
    own = {term.name for term in (trigger, construct.act) if isinstance(term, Term)}
    yield from _loose([item for item in (trigger, construct.act) if item is not None], set())
    yield from _loose(construct.arises[1:], own)
    yield from _loose(construct.kept_by, own)
    yield from _loose([construct.done_by] if construct.done_by is not None else [], own)
    for key, items in construct.conditions.items():
        act = {construct.act.name} if construct.act is not None else set()
        excuse = construct.kind in ACTS and key in ("unless", "unless shown")
        yield from _loose(items, act if excuse else own, binds=key == "when")


def _loose(items: Sequence[Item], known: set[str], binds: bool = True) -> Iterator[tuple[Place, str, str]]:
    """The items of one list, read from left to right; a fact that is there is known to those after it, where the list `binds`."""
    seen = set(known)
    for item in items:
        for relation in item.relations:
            if relation.how == "within" and relation.names[0] not in seen:
                name = relation.names[0]
                what = f"which `{name}` is meant is not known here, so nothing can be counted from it"
                advice = "name the fact it arises from, the act, or one that an item before it under `when` names"
                yield item.place, what, advice
        if binds and isinstance(item, Term) and not item.absent:
            seen.add(item.name)
