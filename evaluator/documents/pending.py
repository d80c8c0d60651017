"""Pending law: paragraphs adopted without a date, or only proposed. They bind nobody, and can be supposed to be in force, as a what-if."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from typing import TypeVar

from evaluator.documents.cards import Card, Version
from evaluator.documents.rulebook import Rulebook
from evaluator.words.citations import CitationProblem, parse
from evaluator.words.errors import UsageError, advise

Book = TypeVar("Book", bound=Rulebook)


def pending(rulebook: Rulebook) -> dict[str, Version]:
    """The last pending version of every card that has one, by citation."""
    return {
        section.cite(card.number): version
        for section, card in rulebook.cards()
        for version in card.versions
        if version.effective is None
    }


def as_if(rulebook: Book, citations: Iterable[str]) -> Book:
    """The rulebook with the pending text of these paragraphs in place of what stands there, at all times.

    UsageError for a paragraph that has no pending text. Files and digest are those of the rulebook as it is.
    """
    asked = {_canonical(each) for each in citations} - {*rulebook.as_if}
    if not asked:
        return rulebook
    waiting = pending(rulebook)
    for each in sorted(asked - waiting.keys()):
        raise UsageError(f"`{each}` has no text that is adopted or proposed and not in force", advise(each, waiting))
    named = tuple(sorted({*rulebook.as_if, *asked}))
    key = ("as if", named)
    if key not in rulebook.programs:
        sections = {
            name: replace(
                section,
                cards={
                    number: _put(card, waiting[section.cite(number)]) if section.cite(number) in asked else card
                    for number, card in section.cards.items()
                },
            )
            for name, section in rulebook.sections.items()
        }
        rulebook.programs[key] = replace(rulebook, sections=sections, as_if=named, programs={})
    found: Book = rulebook.programs[key]
    return found


def _put(card: Card, version: Version) -> Card:
    """A card of which nothing is left but one version, in force at all times."""
    return replace(card, versions=(replace(version, effective=date.min, compliance=None, until=None),))


def _canonical(citation: str) -> str:
    try:
        return str(parse(citation))
    except CitationProblem:
        return citation.strip()
