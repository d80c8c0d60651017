"""What the proof checker knows of the rule language: a construct that says anything else cannot be checked."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import MISSING, fields, is_dataclass
from functools import cache
from typing import Any

from evaluator.documents.terms import (
    Construct,
    Counting,
    Judged,
    JudgementItem,
    Over,
    Relation,
    StatusItem,
    Term,
    Test,
    Window,
    Yearly,
)


def _slots(names: str) -> frozenset[str]:
    return frozenset(names.split())


KNOWN: Mapping[type, frozenset[str]] = {
    Construct: _slots(
        "kind name citation section layer calendar phrases bearer toward arises before act done_by kept_by conditions for_each within "
        "begins only_after despite question shields deems extends to gives abeyance names readings sure place counts out_of per over"
    ),
    Term: _slots("kind name kinds tests judged relations absent phrase defined guard binds place kinds_from counted"),
    Counting: _slots("measure around test per over calendar base"),
    Over: _slots("sort lengths start"),
    Test: _slots("field kind wanted bounds every"),
    Judged: _slots("standard says strength"),
    Relation: _slots("how names lengths side calendar"),
    StatusItem: _slots("status norms names relations place"),
    JudgementItem: _slots("judged about name relations place"),
    Window: _slots("lengths of starts_at counted_by stated_in printed at_least fixed new_date_in open_ended yearly"),
    Yearly: _slots("day opens first"),
}
TESTS = ("party", "offices", "same", "fact", "field of", "one of", "all of", "number", "hours")
CONDITIONS = ("when", "when any", "unless", "unless shown", "until", "revived by")
STATUSES = (
    "discharged", "not discharged", "never discharged", "pending", "fulfilled", "missed", "violated", "used", "arisen", "respected",
)  # fmt: skip
RELATIONS = ("before", "after", "while", "within")
SETTLED, ACTS = ("burden", "duty"), ("prohibition", "permission", "power")


def strange(construct: Construct) -> str:
    """What this checker does not know of a construct, or nothing."""
    if construct.kind not in (*SETTLED, *ACTS, "definition", "measure", "deeming", "extension"):
        return f"is a {construct.kind}, which this checker does not know"
    if construct.kind in ("deeming", "extension") and set(construct.conditions) - {"when"}:
        return f"is {'a' if construct.kind == 'deeming' else 'an'} {construct.kind} with conditions that this checker does not know"
    for key in construct.conditions:
        if key not in CONDITIONS:
            return f"has `{key}`, which this checker does not know"
    return next((f"says `{what}`, which this checker does not know" for what in _unheard(construct)), "")


def _unheard(value: Any) -> Iterator[str]:
    """Every word of a typed document that is none of those known, and is not left at its default."""
    if value is None or isinstance(value, str):
        return
    if isinstance(value, tuple | list):
        for each in value:
            yield from _unheard(each)
    elif isinstance(value, Mapping):
        for each in value.values():
            yield from _unheard(each)
    elif is_dataclass(value) and type(value) not in KNOWN:
        yield "a condition of a new sort"
    elif type(value) in KNOWN:
        sort: Any = type(value)
        for name, default in _told_in(sort):
            told = getattr(value, name)
            if name not in KNOWN[sort] and told != default:
                yield name.replace("_", " ")
            elif name not in ("place", "names"):
                yield from _unheard(told)
        if isinstance(value, Test) and value.kind not in TESTS:
            yield value.kind
        if isinstance(value, StatusItem) and value.status not in STATUSES:
            yield value.status
        if isinstance(value, Relation) and value.how not in RELATIONS:
            yield value.how


@cache
def _told_in(sort: Any) -> tuple[tuple[str, Any], ...]:
    """What a typed document may say, each with what it says where nothing is written."""
    return tuple(
        (slot.name, slot.default_factory() if slot.default_factory is not MISSING else slot.default)
        for slot in fields(sort)
    )
