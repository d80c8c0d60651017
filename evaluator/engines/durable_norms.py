"""What is read off the text of a norm: its trigger, whether it is about acts, which facts reach it, what it calls others by."""

from __future__ import annotations

from collections.abc import Sequence

from evaluator.documents.case import ANY_PARTY, Telling
from evaluator.documents.terms import Construct, Item, StatusItem, Term
from evaluator.engines.durable_match import Names
from evaluator.engines.durable_parcel import Provision, Text


def trigger_of(construct: Construct) -> Term:
    """The fact from which a burden or duty arises."""
    trigger = construct.before or construct.arises[0]
    assert isinstance(trigger, Term)
    return trigger


def is_act(provision: Provision) -> bool:
    """Whether a norm is about acts."""
    return provision.kind in ("prohibition", "permission", "power")


def touches(text: Text, telling: Telling) -> bool:
    """Whether a fact may have happened while a version was in force."""
    return text.since < telling.time.latest and telling.time.earliest < text.until


def completing(construct: Construct, names: Names) -> Sequence[Item]:
    """What completes a trigger, as far as it has to be shown: a party that nobody names has what is asked of it."""
    bearer = construct.bearer
    if names.get(bearer or "", ANY_PARTY) != ANY_PARTY:
        return construct.arises[1:]
    return [
        item
        for item in construct.arises[1:]
        if isinstance(item, Term) and not any(test.kind == "party" and test.wanted[0] == bearer for test in item.tests)
    ]


def needs_more(provision: Provision) -> bool:
    """Whether one more fact completes what a duty arises from, which need not be on record."""
    return any(
        isinstance(item, Term) and not item.absent for text in provision.texts for item in text.construct.arises[1:]
    )


def renamed(construct: Construct, item: StatusItem, names: Names) -> Names:
    """The names, as another norm calls its own two sides."""
    sides = {"by": construct.bearer, "toward": construct.toward}
    own = {name: names.get(item.names[side]) for side, name in sides.items() if name and side in item.names}
    return {**names, **own}


def alike(one: object, other: object) -> bool:
    """Whether two names stand for one thing: a fact through all its corrections, or a party."""
    return (one.root if isinstance(one, Telling) else one) == (other.root if isinstance(other, Telling) else other)
