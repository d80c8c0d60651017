"""Parsing of nearness in time: `18 months before call`, `60 days after token revocation`."""

from __future__ import annotations

import re
from typing import Protocol

from evaluator.documents.reader import Reader, hint
from evaluator.documents.terms import Relation
from evaluator.words.errors import TimeProblem
from evaluator.words.lookback import UNITS
from evaluator.words.nodes import Node
from evaluator.words.times import parse_length

SUCH_AS = "for instance `18 months before call`"
_NEAR = re.compile(r"(.+?) (before|after) (.+)")


class Facts(Protocol):
    """What a construct may refer to, as far as nearness asks."""

    parties: frozenset[str]
    facts: dict[str, str]
    open: bool
    calendar: str


def parse_nearness(reader: Reader, node: Node, scope: Facts) -> tuple[Relation, ...]:
    """A length, a side and a fact; nothing after reporting a problem."""
    text = reader.text(node, "`within`")
    found = _NEAR.fullmatch(text)
    if found is None:
        reader.wrong(node, f"`{text}` does not say how long before or after what", SUCH_AS)
        return ()
    try:
        lengths = parse_length(found[1])
    except (TimeProblem, ValueError) as problem:
        reader.wrong(node, str(problem), SUCH_AS)
        return ()
    name = found[3]
    if len(lengths) > 1 or lengths[0][1] not in UNITS:
        advice = "what is counted by a clock of the calendar is a window of a norm"
        reader.wrong(node, f"`{found[1]}` is not one length of hours, days, months or years", advice)
    elif scope.facts.get(name) == "judgement":
        reader.wrong(node, f"`{name}` is a judgement, and `within` goes by a fact", SUCH_AS)
    elif name not in scope.facts and (not scope.open or name in scope.parties):
        reader.wrong(node, f"no fact of this card is called `{name}`", hint(name, scope.facts))
    else:
        return (Relation("within", (name,), lengths, found[2], scope.calendar),)
    return ()
