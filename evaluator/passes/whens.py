"""Ends and beginnings of what is owed: from when something binds, and what the clock of whoever owes it shows."""

from __future__ import annotations

from collections.abc import Sequence
from zoneinfo import ZoneInfo

from evaluator.documents.leaves import Over
from evaluator.documents.terms import Term
from evaluator.passes.findings import Finding
from evaluator.passes.program import Norm
from evaluator.words.formula import Named, leaves, walk
from evaluator.words.times import EVER, MINUTE, NEVER, Interval, local
from evaluator.words.truth import YES


def begins(finding: Finding) -> Interval | None:
    """When a duty that begins later begins to bind: the end of the time before it; None for one that binds at once."""
    window = finding.wording.construct.begins
    if window is None or finding.position is None or not (window.lengths or window.fixed):
        return None
    ends = (leaf.due for leaf in leaves(finding.position.over) if isinstance(leaf, Over))
    return next((end for end in ends if NEVER < end.latest < EVER - 1), None)


def waits_for(finding: Finding) -> list[str]:
    """What a window waits for that has no end yet: the kinds of fact whose absence keeps the time granted open."""
    found: dict[str, None] = {}
    for end in finding.position.ends if finding.position is not None else ():
        if end.due.earliest < EVER - 1 or end.granted.truth(finding.view) != YES:
            continue
        norms = {id(node.about): node.about for node in walk(end.granted) if isinstance(node, Named)}
        for norm in (each for each in norms.values() if isinstance(each, Norm)):
            wording = next((w for w in norm.wordings if w.since <= finding.view.at < w.until), norm.wordings[-1])
            absent = (item for item in wording.construct.items("when") if isinstance(item, Term) and item.absent)
            found |= {kind: None for term in absent for kind in term.kinds}
    return list(found)


def length_words(lengths: Sequence[tuple[int, str]]) -> str:
    """A length in words, as it is counted: the amounts in their order."""
    return " then ".join(f"{n} {unit.removesuffix('s') if n == 1 else unit}" for n, unit in lengths)


def own_clock(us: int, told: ZoneInfo, own: ZoneInfo | None) -> str:
    """What the clock of a place shows at an instant that is told in another zone: `Fri 8 July 21:00 PDT`; empty where both show the same.

    The last microsecond before a minute is told as `before` that minute.
    """
    if own is None or not NEVER < us < EVER - 1:
        return ""
    edge = us + 1 if (us + 1) % MINUTE == 0 else us
    here, there = local(edge, own), local(edge, told)
    if here.utcoffset() == there.utcoffset():
        return ""
    day = "" if here.date() == local(us, told).date() else f"{here:%a} {here.day} {here:%B} "
    return f"{'before ' if edge != us else ''}{day}{here:%H:%M} {here.tzname()}"
