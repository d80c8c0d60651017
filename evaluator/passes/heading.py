"""What stands above the findings of every assessment: what was asked, of which rulebook and case, by which engine."""

from __future__ import annotations

from typing import Any

from evaluator.documents.case import Case
from evaluator.passes.program import Program
from evaluator.words.times import rfc3339


def heading(program: Program, case: Case, at: int, known: int | None, presume: bool, engine: str) -> dict[str, Any]:
    """The head of an assessment as plain data; `at` and `known` in µs UTC."""
    rulebook = program.rulebook
    turned = {name: option for name, option in program.readings.items() if option != rulebook.readings[name].default}
    return {
        "at": rfc3339(at),
        "known": rfc3339(known) if known is not None else None,
        "law": str(program.law) if program.law else None,
        **({"as_if": list(rulebook.as_if)} if rulebook.as_if else {}),
        "counterfactual": program.counterfactual,
        "presume": "default" if presume else "none",
        "readings": turned,
        "engine": {"asked": engine, "answered": engine},
        "rulebook": {"version": rulebook.version, "digest": rulebook.digest},
        "case": {"name": case.name, "digest": case.digest_at(known), "supposes": case.supposes},
    }
