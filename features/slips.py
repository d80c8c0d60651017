"""Free text that was most likely meant to be Gherkin: pytest-bdd reads a mistyped first step as a description."""

from __future__ import annotations

import re

STEP_WORDS = ("given", "when", "then", "and", "but")
BLOCK_WORDS = (
    "feature",
    "rule",
    "background",
    "scenario",
    "scenario outline",
    "scenario template",
    "example",
    "examples",
)
LIKE_STEPS = "ad add an any band bit bus buy cut end give gives hand hen land put sand ten than the them they thin"
ENGLISH = frozenset(LIKE_STEPS.split())
"""Words one slip away from a step word that people do begin a sentence with."""


def meant(text: str) -> str | None:
    """The Gherkin word that `text` begins with or nearly begins with, or None for plain English.

    >>> meant("Givn a notice"), meant("Tehn it is late"), meant("Senario: two acts"), meant("The letter prints no hour")
    ('Given', 'Then', 'Scenario', None)
    """
    before_colon = re.match(r"([A-Za-z ]+?)\s*:", text)
    if before_colon:
        block = _nearest(before_colon[1].casefold(), BLOCK_WORDS, slips=2)
        if block:
            return block.capitalize()
    if text.startswith("* "):
        return "*"
    first = re.match(r"[A-Za-z']+", text)
    if not first or first[0].casefold() in ENGLISH:
        return None
    step = _nearest(first[0].casefold(), STEP_WORDS, slips=1)
    return step.capitalize() if step else None


def _nearest(word: str, options: tuple[str, ...], slips: int) -> str | None:
    """The option at most so many slips away, the nearest first."""
    counted = sorted((_slips(word, option), option) for option in options)
    return counted[0][1] if counted[0][0] <= slips else None


def _slips(one: str, other: str) -> int:
    """How many letters were left out, added, changed, or swapped with their neighbour from one to the other."""
    above: list[int] = []
    row = list(range(len(other) + 1))
    for i, letter in enumerate(one, 1):
        twice_above, above = above, row
        row = [i]
        for j, wanted in enumerate(other, 1):
            cost = min(above[j] + 1, row[j - 1] + 1, above[j - 1] + (letter != wanted))
            if i > 1 and j > 1 and letter == other[j - 2] and one[i - 2] == wanted:
                cost = min(cost, twice_above[j - 2] + 1)
            row.append(cost)
    return row[-1]
