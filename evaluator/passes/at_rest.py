"""Parties with nothing left to do: what each of them has met or is excused from, told in one paragraph instead of one for each norm."""

from __future__ import annotations

from collections.abc import Sequence

from evaluator.passes.blocks import Paragraph, Sentence
from evaluator.passes.findings import Finding
from evaluator.passes.phrases import Phrases
from evaluator.passes.say import listed

GOOD = ("discharged", "fulfilled", "excused")
FEWEST = 3  # findings of a party from which on one paragraph is shorter


def at_rest(chosen: Sequence[Finding], phrases: Phrases) -> tuple[list[Finding], list[Paragraph]]:
    """The findings that deserve a paragraph of their own, and one for each party of which all are met or excused for good."""
    by_party: dict[str, list[Finding]] = {}
    for finding in chosen:
        by_party.setdefault(finding.bearer, []).append(finding)
    calm = {
        party: found
        for party, found in by_party.items()
        if len(found) >= FEWEST and all(f.status in GOOD and f.until is None and not f.disputed for f in found)
    }
    told = [_told(party, found, phrases) for party, found in calm.items()]
    return [finding for finding in chosen if finding.bearer not in calm], told


def _told(party: str, found: Sequence[Finding], phrases: Phrases) -> Paragraph:
    sentences = []
    for status in GOOD:
        group = [finding for finding in found if finding.status == status]
        if group:
            cites = tuple(cite for finding in group for cite in phrases.cites(finding))
            sentences.append(Sentence(f"{status.capitalize()}: {listed(phrases.label(f) for f in group)}.", cites))
    lead = Sentence(
        f"{phrases.say.party(party)} has missed nothing here, and nothing is open; `explain` tells each by its name."
    )
    return Paragraph((lead, *sentences), "AT REST", "good", 1)
