"""Open matters filled one way or the other, in words; of an act not on record, what it would have to be."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from evaluator.documents.leaves import Unrecorded
from evaluator.documents.terms import Term, deep
from evaluator.passes.findings import Explained, Finding
from evaluator.passes.reasons import Assumption
from evaluator.passes.say import Sayer, listed
from evaluator.words.formula import Key, Leaf
from evaluator.words.times import EVER


def filled(
    assumption: Assumption, leads: str, explained: Explained, known: Mapping[Key, Leaf], say: Sayer
) -> list[str]:
    """Each matter of a set that `leads` to a status, filled, in the order of its keys; `known` are the leaves by their keys."""
    matters = [(known.get(key), value) for key, value in sorted(assumption)]
    there = {(leaf.kinds, leaf.about) for leaf, value in matters if isinstance(leaf, Unrecorded) and value}
    words = []
    for leaf, value in matters:
        if leaf is None:
            words.append("the hour of the act is known")
        elif isinstance(leaf, Unrecorded) and value and leads != "no" and (denied := _denied(leaf, explained)):
            standards = listed((f'"{name}"' for name in denied), "or")
            words.append(f"{say.another(leaf)}, of which {standards} is denied, comes to light")
        elif isinstance(leaf, Unrecorded) and not value and (leaf.kinds, leaf.about) in there:
            words.append(say.filled(leaf, value).replace(" is complete", " is otherwise complete", 1))
        else:
            words.append(say.filled(leaf, value))
    return words


def _denied(leaf: Unrecorded, explained: Explained) -> Sequence[str]:
    """The standards that an act outside any window would have to fail: a power may rest on an answer that is no good."""
    if leaf.until < EVER - 1 or (isinstance(explained, Finding) and explained.position is not None):
        return ()
    terms = [
        item
        for construct in explained.constructs
        for items in construct.conditions.values()
        for item in deep(items)
        if isinstance(item, Term) and set(item.kinds) & set(leaf.kinds)
    ]
    if any(judged.says for term in terms for judged in term.judged) or not all(term.judged for term in terms):
        return ()
    return list(dict.fromkeys(judged.standard for term in terms for judged in term.judged))
