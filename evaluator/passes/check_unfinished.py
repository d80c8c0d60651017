"""What a skeleton of a card leaves open: words that a person has still to write."""

from __future__ import annotations

from collections.abc import Iterator

from evaluator.documents.rulebook import Rulebook
from evaluator.passes.issues import issue
from evaluator.words.errors import Problem

OPEN = "(to be written)"


def unfinished_issues(rulebook: Rulebook) -> Iterator[Problem]:
    """Headings, authorities and gists that still hold the mark of a skeleton."""
    for section in rulebook.sections.values():
        if OPEN in section.heading:
            at = (section.file, 0, 0)
            yield issue(
                "unfinished",
                at,
                f"the heading of {section.name} is still to be written",
                "say what the section is about",
            )
        for card in section.cards.values():
            for version in card.versions:
                for what, text, help in (
                    ("authority", version.authority, "who made it, and where it was published"),
                    ("gist", version.gist, "the paragraph in your own words, phrase by phrase; never a copy of it"),
                ):
                    if OPEN in text:
                        told = f"the {what} of {section.cite(card.number)} is still to be written"
                        yield issue("unfinished", version.place, told, help)
