"""Stub."""
from __future__ import annotations

from evaluator.documents.rulebook import Rulebook
from evaluator.words.errors import Problem


def check(rulebook: Rulebook) -> list[Problem]:
    """Stub."""
    return []
