"""Records that were kept, put before the proof checker: read, checked, and what it says of them in lines."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

from evaluator.documents.case import Case
from evaluator.documents.rulebook import Rulebook
from evaluator.engines.registry import REFERENCE
from evaluator.passes.record import whole
from evaluator.passes.verify import Refusal, Verifier
from evaluator.words.source import CASE_BYTES

MOST_BYTES = 4 * CASE_BYTES
# What a record says beside its proofs, and the checker cannot know.
NOT_CHECKED = (
    "who made it, when, and with which version of the program: its digest is no signature; `callrules replay` makes it again",
    "the words for people under `missing`: what they are about is checked, their wording is not",
    "whether `missing` tells every set that would settle a status: those told are checked, and that there is one if one matter would",
)


def verify(document: Any, rulebook: Rulebook, case: Case) -> tuple[Refusal, ...]:
    """What the proof checker refuses of a record, and whether it is as it was written; nothing if it accepts every proof in it."""
    refused = Verifier(rulebook, case).refusals(document)
    if not refused and document["engine"]["asked"] != REFERENCE:
        what = f"no engine but `{REFERENCE}` writes proofs, so none other made this record"
        refused = [Refusal("the record", ("`engine`",), what)]
    if not refused and not whole(document):
        refused = [Refusal("the record", (), "it is not as it was written: its own digest is of other content")]
    return tuple(refused)


def lines(document: Mapping[str, Any], refused: Sequence[Refusal]) -> list[str]:
    """What was found, one line for each refusal; if all is accepted, one line that says so, and what was not looked at."""
    if refused:
        return [str(each) for each in refused]
    findings, answers = (document[key] for key in ("findings", "answers"))
    nodes = sum(map(_nodes, (*findings, *answers)))
    accepted = f"accepted: {len(findings)} findings, {len(answers)} answers, {nodes:,} conditions"
    return [accepted, *(f"not checked: {each}" for each in NOT_CHECKED)]


def verdict(refused: Sequence[Refusal]) -> str:
    """What was found, as JSON."""
    told = [{"about": each.about, "place": list(each.place), "what": each.what} for each in refused]
    beside = {} if refused else {"not_checked": list(NOT_CHECKED)}
    return json.dumps({"accepted": not refused, "refused": told, **beside}, indent=2, ensure_ascii=False)


def _nodes(value: Any) -> int:
    """How many conditions a piece of a record writes out."""
    if isinstance(value, list):
        return sum(map(_nodes, value))
    if isinstance(value, dict):
        return ("truth" in value) + sum(map(_nodes, value.values()))
    return 0
