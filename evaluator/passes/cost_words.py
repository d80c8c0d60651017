"""What a breach may cost, in words: one sentence for each assessment on file, and one as if it were assessed now."""

from __future__ import annotations

from collections.abc import Iterator

from evaluator.passes.blocks import Sentence
from evaluator.passes.cost import Cost, costs
from evaluator.passes.findings import Finding
from evaluator.passes.phrases import Assessment, Phrases
from evaluator.passes.say import listed

UNTOLD = "How many breaches there were is not counted here, so nobody can tell a total"


def cost_sentences(
    finding: Finding, record: Assessment, phrases: Phrases, open_too: bool = False
) -> Iterator[Sentence]:
    """What a breach may cost; of one that is undetermined what it would, if that is asked for (`open_too`)."""
    if finding.status == "undetermined" and not open_too:
        return
    groups: dict[str, list[Cost]] = {}
    for cost in costs(finding, record.program, record.case, record.known):
        groups.setdefault(cost.assessed.id if cost.assessed is not None else "", []).append(cost)
    for group in groups.values():
        cites = tuple(dict.fromkeys(cost.amount.citation for cost in group))
        told = "; ".join(_sum(cost) for cost in group)
        yield Sentence(f"{_when(group[0], finding, record, phrases)}: {told}. {UNTOLD}.", cites)


def _when(cost: Cost, finding: Finding, record: Assessment, phrases: Phrases) -> str:
    """On which day it is, or would be, assessed."""
    open_still = finding.status == "undetermined"
    if cost.assessed is not None:
        supposed = ", only supposed" if cost.assessed.supposed else ""
        fact = f"{phrases.say.fact(cost.assessed)} ({phrases.say.when(cost.assessed.time)}{supposed})"
        doubt = "" if cost.sure else ", if that is its assessment"
        return f"Should it be a breach, by {fact}{doubt}" if open_still else f"It may cost, by {fact}{doubt}"
    under = f", under the law of {record.program.law}" if record.program.law is not None else ", assessed now"
    return f"Should it be a breach, it may cost{under}" if open_still else f"It may cost{under}"


def _sum(cost: Cost) -> str:
    """One amount: its sums, when it is owed, and what is doubtful."""
    told = [row.words for row in cost.rows]
    if cost.too_early:
        told.insert(0, f"a sum not known here, which knows none before {cost.amount.rows[0].since}")
    doubts = dict.fromkeys(row.doubts for row in cost.rows if row.doubts)
    owed = f", if {cost.amount.only_if}" if cost.amount.only_if else ""
    doubtful = f" (in doubt: {'; '.join(doubts)})" if doubts else ""
    return f"{listed(told, 'or')}{owed}{doubtful}"
