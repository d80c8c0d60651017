"""Roles for traffic and roles for single calls: each holds for what the other names, unless a call has a role of its own for the party."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from evaluator.documents.case import ANY_PARTY, Telling
from evaluator.documents.vocabulary import Vocabulary

ROLE = "role"


def finish_roles(tellings: Sequence[Telling], vocabulary: Vocabulary) -> None:
    """Complete the roles of a case whose corrections are resolved: of a call its traffic, of traffic its calls."""
    kind = vocabulary.kinds.get(ROLE)
    keys = [name for name, field in kind.fields.items() if field.type == "key"] if kind is not None else []
    roles = [telling for telling in tellings if telling.kind == ROLE]
    for single in (name for name in keys if name in vocabulary.kinds):
        facts = [telling for telling in tellings if telling.kind == single]
        for whole in (name for name in keys if name in vocabulary.things):
            if facts and roles:
                _joined(roles, facts, single, whole)


def _joined(roles: Iterable[Telling], facts: Sequence[Telling], single: str, whole: str) -> None:
    """Roles for single facts (calls) and for what they belong to (traffic), each with the other's name."""
    belongs: dict[str, set[str] | None] = {}
    for fact in facts:
        named, known = fact.fields.get(whole), belongs.get(fact.root, set())
        belongs[fact.root] = known | set(named) if isinstance(named, tuple) and known is not None else None
    own = {(_of(role), call) for role in roles for call in _ids(role, single) if call != ANY_PARTY}
    told = None not in belongs.values()  # of a call whose traffic is not known, it is open whose traffic it is
    for role in roles:
        if role.derived_from and whole not in role.fields:
            known = belongs.get(next(iter(_ids(role, single)), ""))
            if known:
                role.fields[whole] = tuple(sorted(known))
        elif told and single not in role.fields:
            mine = [id for id, of in belongs.items() if of and not of.isdisjoint(_ids(role, whole))]
            role.fields[single] = tuple(id for id in mine if (_of(role), id) not in own)


def _of(role: Telling) -> str:
    return next(iter(_ids(role, "of")), "")


def _ids(telling: Telling, field: str) -> tuple[str, ...]:
    value = telling.fields.get(field)
    return value if isinstance(value, tuple) else ()
