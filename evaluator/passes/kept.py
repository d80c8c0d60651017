"""What is kept of a rulebook once it was lowered, law by law: a service that asks about many days must not grow with each."""

from __future__ import annotations

from datetime import date
from typing import Any

from evaluator.documents.rulebook import Rulebook

MOST_LAWS = 16  # days of law other than each day's own that are kept lowered at a time


def under(rulebook: Rulebook, law: date | None) -> dict[Any, Any]:
    """What has been lowered under one law. Of the days of law asked about the oldest are let go; whoever still uses one keeps it."""
    laws: dict[date | None, dict[Any, Any]] = rulebook.lowered.setdefault("laws", {})
    found = laws.get(law)
    if found is None:
        found = laws.setdefault(law, {})
        days = [day for day in list(laws) if day is not None]
        for day in days[:-MOST_LAWS]:
            laws.pop(day, None)
    return found


def let_go(rulebook: Rulebook) -> None:
    """Let go of the programs of every law that is not kept any more."""
    laws = rulebook.lowered.get("laws", {})
    for key in list(rulebook.programs):
        if any(isinstance(part, date) and part not in laws for part in key):
            rulebook.programs.pop(key, None)


def copied(kept: dict[Any, Any]) -> dict[Any, Any]:
    """What was kept, for a rulebook that differs in a card: what is added to either does not reach the other."""
    return {key: copied(each) if type(each) is dict else each for key, each in kept.items()}
