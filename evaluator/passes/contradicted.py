"""Contradictions: what sources tell differently and people decide differently, where a status is open for that; and the way out."""

from __future__ import annotations

from collections.abc import Iterator

from evaluator.documents.case import Telling
from evaluator.documents.content import line
from evaluator.documents.leaves import Spoken
from evaluator.passes.findings import Explained
from evaluator.passes.say import Sayer, listed, quoted
from evaluator.words.formula import Told, leaves
from evaluator.words.times import EVER, Interval
from evaluator.words.truth import DISPUTED


def contradiction(explained: Explained, say: Sayer) -> str:
    """That it is disputed, by whom where people decide it, and which is told how where sources differ; empty if it is not."""
    if not explained.disputed:
        return ""
    contested = [
        leaf for leaf in explained.leaves if isinstance(leaf, Spoken) and leaf.truth(explained.view) == DISPUTED
    ]
    words: dict[str, None] = {}
    for leaf in contested:
        told = listed(f"{say.party(word.by)} says {'yes' if word.says else 'no'}" for word in leaf.words)
        words[f'on "{leaf.judged.standard}" of {say.about(leaf)} {told}'] = None
    for tellings in differing(explained, say):
        words[f"{say.fact(tellings[0])} is told as {listed(_ways(tellings, say))}"] = None
    who = f": {listed(words)}" if words else ""
    return f"Those who tell it or decide it contradict each other{who}. "


def which_is_right(explained: Explained, say: Sayer) -> list[str]:
    """What is to be found out where sources differ: which of the tellings of a fact is right, each by its source."""
    found = ((say.fact(tellings[0]), _ways(tellings, say)) for tellings in differing(explained, say))
    return [
        f"find out which telling of {fact} is right, that {listed(ways, 'or that')}, and leave out the rest"
        for fact, ways in found
    ]


def differing(explained: Explained, say: Sayer) -> list[list[Telling]]:
    """The tellings of each fact that is told differently, where a disputed status turns on which of them is right.

    One that does not fit at all stands in no formula, and is a telling all the same.
    """
    contested = {telling.root for telling in _disputed(explained)} if explained.disputed else set()
    found: dict[str, dict[str, Telling]] = {}
    told = say.case.facts(None if say.known == EVER else say.known).told.values() if contested else ()
    for telling in (telling for events in told for event in events for telling in event):
        if telling.root in contested:
            found.setdefault(telling.root, {}).setdefault(line([telling.time, telling.ended, telling.fields]), telling)
    return [sorted(told.values(), key=lambda t: (t.time, line(t.source))) for told in found.values() if len(told) > 1]


def _disputed(explained: Explained) -> Iterator[Telling]:
    """Each fact that a contested reading of some event names, in each way it is told."""
    for node in explained.below:
        if isinstance(node, Told) and node.truth(explained.view) == DISPUTED:
            for leaf in leaves(node):
                yield from (t for name in ("telling", "other") if isinstance(t := getattr(leaf, name, None), Telling))


def _ways(tellings: list[Telling], say: Sayer) -> list[str]:
    """How each telling tells the fact, and where: its time where the times differ, else what is written under the fields that differ."""
    first, ways = tellings[0], []
    timed = any((t.time, t.ended) != (first.time, first.ended) for t in tellings)
    names = dict.fromkeys(name for t in tellings for name in t.fields if t.fields.get(name) != first.fields.get(name))
    names |= dict.fromkeys(name for name in first.fields if any(name not in t.fields for t in tellings))
    for telling in tellings:
        if timed:
            how = f"of {say.when(telling.time)}" + (
                f" to {say.when(telling.ended)}" if telling.ended is not None else ""
            )
        else:
            how = "with " + listed(f'"{name}" {_value(telling.fields.get(name), say)}' for name in names)
        ways.append(f"{how} ({say.source(telling) or 'no source named'})")
    return ways


def _value(value: object, say: Sayer) -> str:
    """A value of a field, as people read it."""
    if value is None:
        return "not told"
    if isinstance(value, Interval):
        return say.when(value)
    return listed(say.party(each) for each in value) if isinstance(value, tuple) else quoted(str(value))
