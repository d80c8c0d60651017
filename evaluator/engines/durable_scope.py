"""What the durable engine decides: what a card may say that its rules know; the rest it declares, with whatever builds on it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import MISSING, Field, fields
from functools import cache
from typing import Any

from evaluator.documents.terms import (
    Construct,
    Counting,
    Item,
    JudgementItem,
    Over,
    Proviso,
    Relation,
    StatusItem,
    Term,
    Test,
    Window,
    deep,
)
from evaluator.engines.durable_parcel import Law, Provision, timed_by

KINDS = ("burden", "duty", "prohibition", "permission", "power", "deeming", "extension")
GROUPS = ("when", "when any", "unless", "unless shown", "until", "revived by")
STATUSES = (
    "missed", "not discharged", "never discharged", "violated", "discharged", "fulfilled", "pending", "arisen", "binding", "used",
)  # fmt: skip
TESTS = ("party", "offices", "same", "fact", "field of", "one of", "all of", "number", "hours")
# By class, the parts that the engine reads, and those that say nothing of what is so (where something stands, who wrote it).
PARTS: Mapping[type, Sequence[str]] = {
    Construct: (
        "kind", "name", "citation", "section", "layer", "calendar", "phrases", "bearer", "toward", "arises", "before", "act", "done_by",
        "kept_by", "conditions", "for_each", "within", "begins", "only_after", "despite", "question", "shields", "deems", "extends", "to",
        "gives", "abeyance", "names", "readings", "sure", "place",
    ),
    Window: (
        "lengths", "of", "starts_at", "counted_by", "stated_in", "printed", "at_least", "fixed", "new_date_in", "open_ended", "yearly",
    ),
    Term: (
        "kind", "name", "kinds", "tests", "judged", "relations", "absent", "phrase", "defined", "guard", "binds", "place", "kinds_from",
        "counted",
    ),
    Counting: ("measure", "around", "test", "per", "over", "calendar", "base"),
    Over: ("sort", "lengths", "start"),
    Test: ("field", "kind", "wanted", "bounds", "every"),
    StatusItem: ("status", "norms", "names", "relations", "place"),
    JudgementItem: ("judged", "about", "name", "relations", "place"),
    Proviso: ("how", "items"),
    Relation: ("how", "names", "lengths", "side", "calendar"),
}  # fmt: skip

# Parts of the language that the engine is known to leave to the reference.
LEFT: Mapping[type, Sequence[str]] = {
    Construct: ("counts", "out_of", "per", "over"),
}  # fmt: skip


def unsupported(law: Law, rivals: Mapping[str, Sequence[Provision]]) -> dict[str, str]:
    """The norms and questions that are not decided, each with the reason."""
    found = {p.id: reason for p in law.provisions.values() for reason in list(_strange(p))[:1]}
    while more := {
        p.id: why for p in law.provisions.values() if p.id not in found for why in _built_on(p, rivals, found)
    }:
        found |= more
    for name in law.questions:
        for provision in law.provisions.values():
            if provision.id in found and any(text.construct.question == name for text in provision.texts):
                found[name] = f"`{provision.id}` answers it"
    return found


def _built_on(
    provision: Provision, rivals: Mapping[str, Sequence[Provision]], found: Mapping[str, str]
) -> Iterator[str]:
    near = {*provision.deemings, *provision.extensions, *(rival.id for rival in rivals.get(provision.id, ()))}
    for text in provision.texts:
        near |= {*text.construct.only_after, *timed_by(text.construct)}
        near |= {id for item in deep(text.construct.all_items) if isinstance(item, StatusItem) for id in item.norms}
    return (f"it builds on `{id}`" for id in sorted(near & found.keys()))


def _strange(provision: Provision) -> Iterator[str]:
    """What a norm says that no rule of the engine knows."""
    if provision.kind not in KINDS:
        yield f"it does not know what a {provision.kind} is"
    for construct in (text.construct for text in provision.texts):
        yield from (
            f"it does not know the conditions under `{key}`" for key in construct.conditions if key not in GROUPS
        )
        windows = (construct.within, construct.begins, construct.to)
        later = windows if construct.act is not None else windows[1:]
        yield from ("it does not read a fixed day there" for window in later if window is not None and window.fixed)
        later = later if construct.act is None and not construct.kept_by else windows
        yield from ("it does not read a day of each year there" for window in later if window and window.yearly)
        yield from _unread([construct, *(window for window in windows if window is not None)])
        for item in deep(construct.all_items):
            yield from _unread([item, *item.relations, *_inner(item)])
            if isinstance(item, StatusItem) and item.status not in STATUSES:
                yield f"it does not know the status `{item.status}`"
            tests = item.tests if isinstance(item, Term) else ()
            yield from (f"it does not know the test `{test.kind}`" for test in tests if test.kind not in TESTS)


def _inner(item: Item) -> Sequence[object]:
    if not isinstance(item, Term):
        return ()
    counting = [item.counted, item.counted.test, item.counted.over] if item.counted is not None else []
    return (*item.tests, *item.guard, *counting)


def _unread(things: Iterable[Any]) -> Iterator[str]:
    """Parts that are said, and that the engine does not read."""
    for thing in things:
        for name, nothing in _others(type(thing)):  # type: ignore[arg-type]  # a class is hashable
            if getattr(thing, name) != nothing:
                yield f"it does not read `{name}`"


@cache
def _others(kind: type) -> list[tuple[str, object]]:
    """The parts of a class that the engine does not read, each with what it is where nothing is said."""
    return [(each.name, _default(each)) for each in fields(kind) if each.name not in PARTS[kind]]


def _default(field: Field[Any]) -> object:
    return field.default_factory() if field.default_factory is not MISSING else field.default
