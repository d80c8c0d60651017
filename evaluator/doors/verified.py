"""Records that were kept, put before the proof checker: read, checked, and what it says of them in lines."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from evaluator.documents.case import Case
from evaluator.documents.rulebook import Rulebook
from evaluator.passes.verify import FORMAT, Refusal, Verifier
from evaluator.words.errors import BadInput, Problem
from evaluator.words.files import decode, read_bytes
from evaluator.words.source import CASE_BYTES, load_text

MOST_BYTES = 4 * CASE_BYTES
HELP = "name a record that `callrules assess --json` wrote"


def read_record(path: Path) -> dict[str, Any]:
    """A record from a file, as plain data; BadInput for a file that holds none."""
    file = str(path)
    text = decode(read_bytes(file, MOST_BYTES), file)
    try:
        document = json.loads(text, object_pairs_hook=_once, parse_constant=_no_number)
    except (ValueError, RecursionError):
        load_text(text, file, "json", max_bytes=MOST_BYTES)  # says where and why
        raise BadInput([Problem(file, 0, 0, "this is no JSON that a record could be", HELP)]) from None
    if not isinstance(document, dict) or document.get("format") != FORMAT:
        raise BadInput([Problem(file, 1, 1, f"this is no record: its `format` is not `{FORMAT}`", HELP)])
    return document


def verify(document: Any, rulebook: Rulebook, case: Case) -> tuple[Refusal, ...]:
    """What the proof checker refuses of a record; nothing if it accepts every proof in it."""
    return tuple(Verifier(rulebook, case).refusals(document))


def lines(document: dict[str, Any], refused: Sequence[Refusal]) -> list[str]:
    """What was found, one line for each refusal; one line if all is accepted."""
    if refused:
        return [str(each) for each in refused]
    findings, answers = (document[key] for key in ("findings", "answers"))
    nodes = sum(map(_nodes, (*findings, *answers)))
    return [f"accepted: {len(findings)} findings, {len(answers)} answers, {nodes:,} conditions"]


def verdict(refused: Sequence[Refusal]) -> str:
    """What was found, as JSON."""
    told = [{"about": each.about, "place": list(each.place), "what": each.what} for each in refused]
    return json.dumps({"accepted": not refused, "refused": told}, indent=2, ensure_ascii=False)


def _nodes(value: Any) -> int:
    """How many conditions a piece of a record writes out."""
    if isinstance(value, list):
        return sum(map(_nodes, value))
    if isinstance(value, dict):
        return ("truth" in value) + sum(map(_nodes, value.values()))
    return 0


def _once(pairs: Sequence[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        raise ValueError("a key is given twice")
    return found


def _no_number(text: str) -> Any:
    raise ValueError(f"{text} is no number")
