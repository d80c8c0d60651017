"""Which norm about acts prevails over which: by an edge that a card writes, or by its layer."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TypeAlias
from weakref import WeakKeyDictionary

from evaluator.documents.cards import LAYERS
from evaluator.documents.questions import Question
from evaluator.documents.terms import Construct, Term, Test
from evaluator.engines.durable_norms import is_act
from evaluator.engines.durable_parcel import Law, Provision, Text

Rivals: TypeAlias = Mapping[str, Sequence[Provision]]


def rivals(law: Law) -> Rivals:
    """For each norm about acts, those of opposite effect that prevail over it."""
    acts = [provision for provision in law.provisions.values() if is_act(provision)]
    return {one.id: [other for other in acts if _prevails(other, one)] for one in acts}


def _prevails(other: Provision, one: Provision) -> bool:
    """Whether a norm prevails over another: it says so; or its layer is higher, and the other does not say so."""
    opposite = (one.kind == "prohibition") != (other.kind == "prohibition")
    if not opposite or not _kinds(one) & _kinds(other):
        return False
    if _despite(other, one):
        return True
    return LAYERS.index(other.layer) < LAYERS.index(one.layer) and not _despite(one, other)


def _despite(one: Provision, other: Provision) -> bool:
    return any(other.id in text.construct.despite for text in one.texts)


def _kinds(provision: Provision) -> set[str]:
    return {kind for text in provision.texts if text.construct.act for kind in text.construct.act.kinds}


def supposed_against(rivals_of: Sequence[Provision], question: Question) -> list[tuple[Text, Term]]:
    """The versions that prevail for the act a question supposes: those of which it fixes every plain field so."""
    kind, fixed = question.act or ("", {})
    found = []
    for text in (text for rival in rivals_of for text in rival.texts):
        term = text.construct.act
        if term is not None and kind in term.kinds and all(_fixed_so(test, fixed) for test in term.tests):
            found.append((text, term))
    return found


def _fixed_so(test: Test, fixed: Mapping[str, str]) -> bool:
    return test.kind not in ("one of", "all of") or fixed.get(test.field) in test.wanted


def joined(construct: Construct) -> bool:
    """Whether the act of a norm shares a field with a fact that the norm arises from."""
    return construct.act is not None and any(_shares(test, construct) for test in construct.act.tests)


_alone: WeakKeyDictionary[Construct, Term | None] = WeakKeyDictionary()


def alone(construct: Construct) -> Term | None:
    """The act of a norm by itself, without what it shares with a fact that the norm arises from."""
    if construct not in _alone:
        act = construct.act
        _alone[construct] = act and replace(
            act, tests=tuple(test for test in act.tests if not _shares(test, construct))
        )
    return _alone[construct]


def _shares(test: Test, construct: Construct) -> bool:
    given = {item.name for item in construct.arises if isinstance(item, Term)}
    return test.kind in ("same", "fact", "field of") and test.wanted[0] in given
