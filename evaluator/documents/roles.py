"""Roles for traffic and roles for single calls: each holds for what the other names, unless a call has a role of its own for the party."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from evaluator.documents.case import ANY_PARTY, WEAK, Telling
from evaluator.documents.vocabulary import Vocabulary

ROLE = "role"
_NOBODY: frozenset[str] = frozenset()


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


class Carriers:
    """Who carries a fact (a call) for somebody: where nobody says who made it, whoever has a role for it is not taken to be the one.

    `told` are the events that are known, by kind, in each way they are told; `unsaid` those of which nobody says who made them, with
    those who carry them.
    """

    def __init__(self, told: Mapping[str, Sequence[Sequence[Telling]]], vocabulary: Vocabulary) -> None:
        self.unsaid: list[tuple[Telling, frozenset[str]]] = []
        self._of: dict[str, frozenset[str]] = {}
        self._doer: dict[str, str | None] = {}
        kind = vocabulary.kinds.get(ROLE)
        for single in kind.fields if kind is not None and ROLE in told else ():
            if single in told:  # a key of the role that is a kind of fact: of a thing nobody is the maker
                self._doer[single] = vocabulary.kinds[single].subject
                self._carried(told[single], told[ROLE], single)

    def _carried(self, events: Sequence[Sequence[Telling]], roles: Sequence[Sequence[Telling]], single: str) -> None:
        """Facts of one kind of which nobody says who made them, with those who carry them."""
        subject = self._doer[single] or ""
        sure = [(who, each[0]) for each in roles if (who := _sure(each))]
        for tellings in events:
            if not any(isinstance(telling.fields.get(subject), tuple) for telling in tellings):
                parties = frozenset(who for who, role in sure if all(_for(role, t, single) for t in tellings))
                if parties:
                    self.unsaid.append((tellings[0], parties))
                    self._of.update({telling.id: parties for telling in tellings})

    def not_by(self, telling: Telling, field: str) -> frozenset[str]:
        """The parties that a field of a fact, which nobody tells, is not taken to name."""
        return self._of.get(telling.id, _NOBODY) if self._doer.get(telling.kind) == field else _NOBODY

    def among(self, people: Sequence[str], tellings: Sequence[Telling], field: str) -> Sequence[str]:
        """Those of some parties whom a field that nobody tells may name."""
        if not self._of:
            return people
        carrying = self.not_by(tellings[0], field)
        return [party for party in people if party not in carrying] if carrying else people


def _sure(tellings: Sequence[Telling]) -> str:
    """Whose role it is, if all who tell it agree and none of them only alleges it."""
    of = {_of(telling) for telling in tellings}
    return of.pop() if len(of) == 1 and all(telling.strength not in WEAK for telling in tellings) else ""


def _for(role: Telling, fact: Telling, single: str) -> bool:
    """Whether a role is one for a fact: by its name, or by what it belongs to where the role is not told fact by fact."""
    if single in role.fields:
        return not {ANY_PARTY, fact.id, fact.root}.isdisjoint(_ids(role, single))
    named = {key: _ids(role, key) for key in role.fields if key not in ("of", "is")}
    return any(not {ANY_PARTY, *_ids(fact, key)}.isdisjoint(ids) for key, ids in named.items())


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
