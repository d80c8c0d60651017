"""What a record says of a second opinion, for the proof checker: whether it fits the rest of the record. It asks no engine."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

SECOND = "second_opinion"
KEYS = {"engine", "agreed", "why_none", "compared", "unsupported", "shared"}


def wrong_second(document: Mapping[str, Any]) -> Iterator[str]:
    """What does not hold: a shape of its own, a count that is not that of the findings, agreement where there is no opinion."""
    told = document[SECOND]
    if not isinstance(told, dict) or told.keys() != KEYS:
        yield "it is no account of a second opinion"
        return
    none = told["agreed"] is None
    if not none and told["agreed"] is not True:
        yield "it is agreement or nothing: where engines differ there is no record"
    elif none != bool(told["why_none"]) or none != (told["compared"] is None):
        yield "it says that there is one and that there is none"
    elif not none and told["compared"] != _comparable(document, told["unsupported"]):
        yield "it compared other findings and answers than are here"


def _comparable(document: Mapping[str, Any], unsupported: Any) -> dict[str, int] | None:
    """How many findings and answers both engines decide; None if that cannot be read."""
    try:
        left_out = {name for each in unsupported for name in each["names"]}
        findings = [f"{each['citation']} {each['name']}" for each in document["findings"]]
        answers = [each["question"] for each in document["answers"]]
    except (KeyError, TypeError):
        return None
    return {
        "findings": sum(name not in left_out for name in findings),
        "answers": sum(name not in left_out for name in answers),
    }
