"""What stands above the findings of every assessment: what was asked, of which rulebook and case, and what the case is taken to say."""

from __future__ import annotations

from typing import Any

from evaluator.documents.case import Case, Telling
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


def recorded(case: Case, known: int | None) -> list[Telling]:
    """What a case says that was recorded by `known` (µs UTC; None: all), corrected or not."""
    return [t for t in case.tellings if known is None or t.recorded <= known]


def offices_meant(case: Case, known: int | None) -> dict[str, str]:
    """Parties taken for an office: those that the file declares, and those that what is known calls by an office's name."""
    facts = case.facts(known)
    named = {p for t in recorded(case, known) for value in t.fields.values() if isinstance(value, tuple) for p in value}
    named |= {d.by for said in facts.said.values() for d in said}
    named |= {d.said_by for found in facts.declared.values() for d in found}
    return {p.id: p.offices[0] for p in case.parties.values() if p.offices and (p.declared or p.id in named)}
