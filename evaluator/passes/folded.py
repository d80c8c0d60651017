"""Folding: of a long section a report tells all that is bad and the first of the rest, and counts what is left by its leads."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from evaluator.passes.blocks import Paragraph, paragraph
from evaluator.passes.say import listed

MOST = 8  # paragraphs of a section beside those that tell of something bad


def folded(parts: Iterable[Paragraph], full: bool = False) -> Iterator[Paragraph]:
    """The paragraphs of a section in their order; those over the measure become one counted line, unless all are asked for."""
    found = list(parts)
    plain = [part for part in found if part.tone != "bad"]
    left = (
        [] if full or len(plain) <= MOST + 1 else plain[MOST:]
    )  # one alone takes no more room than the line that counts it
    yield from (part for part in found if not any(part is each for each in left))
    if left:
        counts = Counter(part.lead.partition(",")[0].lower() for part in left if part.lead)
        words = listed(f"{number} {lead}" for lead, number in counts.items())
        yield paragraph(f"… and {len(left)} more{f' ({words})' if words else ''}: `--full` tells them.", depth=1)
