"""Cases made from plain data, through the same door as a file a user wrote: for tests that need many small ones."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from copy import deepcopy
from typing import Any

from evaluator import Case, Finding, Record, Rulebook
from evaluator.documents.intake import Intake
from evaluator.words.source import load_text

MITIGATE = "47 CFR 64.1200(k)(4) mitigate"
MEASURES = "47 CFR 64.1200(k)(4) measures"
REPORT = "FCC 20-96 para. 43 report measures"
TELL = "47 CFR 64.1200(k)(4) tell the Commission"
BLOCK = "47 CFR 64.1200(k)(4) block all"
DEMAND = "agency letter demand meet"
CURE = "RMD removal procedure cure"
SPARE = "47 CFR 64.1200(k)(6) block public safety"
NEVER_911 = "47 CFR 64.1200(k)(5) block 911"

Data = dict[str, Any]


def case_of(data: Mapping[str, Any], rulebook: Rulebook | None = None) -> Case:
    """The case that a file with this content would give; BadInput as for a file."""
    source = load_text(json.dumps(data), "case.json", "json")
    intake = Intake((rulebook or Rulebook.load()).vocabulary)
    intake.take(source)
    return Case.of(intake.case("case.json"))


def with_fields(fact: Mapping[str, Any], changes: Mapping[str, Any]) -> Data:
    """A fact with some of its fields changed; `unknown` takes a field away."""
    [(kind, fields)] = fact.items()
    told = {**deepcopy(dict(fields)), **changes}
    return {kind: {name: value for name, value in told.items() if value != "unknown"}}


def findings_of(record: Record, norm: str, trigger: str | None = None) -> list[Finding]:
    """The findings of one norm, of one trigger if it is named."""
    found = [finding for finding in record.findings if finding.norm.id == norm]
    return [f for f in found if trigger is None or (f.trigger is not None and f.trigger.id == trigger)]


def only(found: Iterable[Finding]) -> Finding:
    """The one finding there is."""
    [finding] = found
    return finding
