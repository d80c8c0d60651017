"""What is partly done: of an act owed for several items, or to several recipients, what is still to be done."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from evaluator.documents.case import Telling
from evaluator.documents.terms import Test
from evaluator.passes.findings import Finding
from evaluator.passes.say import Sayer, listed

MISSED = ("not discharged", "violated")


def recipients(test: Test, names: Mapping[str, Any], say: Sayer) -> Sequence[str]:
    """Whom an act must reach: offices, or the parties that a document names."""
    if test.kind == "field of":
        asked = names[test.wanted[0]].fields.get(test.wanted[1]) if test.wanted[0] in names else None
        return [say.party(id) for id in asked] if isinstance(asked, tuple) else []
    return test.wanted if test.kind == "offices" else ()


def items(finding: Finding, say: Sayer) -> list[str]:
    """The items for each of which it is owed, set off."""
    trigger, field = finding.trigger, finding.wording.construct.for_each
    named = trigger.fields.get(field) if trigger and field else None
    return [say.code(item) for item in named] if isinstance(named, tuple) else []


def left(finding: Finding, say: Sayer, met: Sequence[bool]) -> tuple[list[str], list[str]]:
    """Who is still to be told, and the items nothing was done for; all or nothing is no part, and then both are empty.

    `met` says of each item, and within it of each recipient, whether it was done.
    """
    term = finding.wording.construct.done_by
    if term is None or not any(met) or all(met):
        return [], []
    every = [test for test in term.tests if test.field == "to" and (test.every or test.kind == "field of")]
    told = [who for test in every for who in recipients(test, finding.names, say)]
    several = len(told) if len(every) == 1 and told and len(met) % len(told) == 0 else 1
    untold = [who for number, who in enumerate(told) if several > 1 and not all(met[number::several])]
    each = items(finding, say)
    undone = [item for number, item in enumerate(each) if not all(met[number * several : (number + 1) * several])]
    whole = len(each) * several == len(met) and len(undone) < len(each)
    return untold if len(untold) < len(told) else [], undone if whole else []


def unmet(finding: Finding, say: Sayer) -> str:
    """What was missed of something partly done, as a clause; nothing where all of it was, or it was not missed."""
    untold, undone = left(finding, say, finding.met_parts) if finding.status in MISSED else ([], [])
    found = [f"nothing in time to {listed(untold)}"] if untold else []
    found += [f"nothing good in time for {listed(undone)}"] if undone else []
    return f"{listed(found)} is on record" if found else ""


def taken_back(finding: Finding) -> list[Telling]:
    """The good acts that do not count any more, for what came later took them back."""
    if finding.status not in (*MISSED, "pending", "undetermined") or not finding.revived_by:
        return []
    last = max(telling.time.latest for telling, _ in finding.revived_by)
    return [telling for telling, _ in finding.done if telling.time.earliest < last]


def revived(finding: Finding, say: Sayer) -> str:
    """That it was done, and what came later and takes that back, as a clause; nothing where it is not owed again."""
    acts = listed(f"{say.fact(t)} ({say.when(t.time)})" for t in taken_back(finding))
    again = listed(dict.fromkeys(f"{say.fact(t)} ({say.when(t.time)})" for t, _ in finding.revived_by))
    return f"it was done by {acts}, and {again} revived it" if acts else ""


def too_late(finding: Finding, say: Sayer) -> str:
    """The acts that came too late for something missed, as a clause; nothing where there are none."""
    late = [telling for telling, late in finding.done if late] if finding.status in MISSED else []
    return f"{listed(f'{say.fact(t)} ({say.when(t.time)})' for t in late)} came after the window" if late else ""
