"""Citations that moved: a former number of a paragraph where its present one is needed."""

from __future__ import annotations

import re
from collections.abc import Iterator

from evaluator.documents.cards import Section
from evaluator.documents.rulebook import Rulebook
from evaluator.passes.issues import issue
from evaluator.words.errors import Problem
from evaluator.words.nodes import Listed, Mapped, Node, Text

MOVED = "moved-citation"
HELP = "rules name a paragraph by its present number, whatever it was called when they took effect"
_NO_NORM = re.compile(r"`([^`]+)`(?:, which)? is no norm")


def moved(rulebook: Rulebook, problem: Problem) -> Problem | None:
    """The issue that a name which is no norm really is, if it is a former number; else None."""
    found = _NO_NORM.search(problem.what)
    section = next((each for each in rulebook.sections.values() if each.file == problem.file), None)
    if found is None or section is None:
        return None
    told = _moved(rulebook, section, found[1])
    at = (problem.file, problem.line, problem.column)
    return issue(MOVED, at, told, HELP) if told else None


def moved_issues(rulebook: Rulebook) -> Iterator[Problem]:
    """Citations that facts are to have, under a former number."""
    kinds = rulebook.vocabulary.kinds.values()
    fields = {name for kind in kinds for name, field in kind.fields.items() if field.type == "citation"}
    for section, card in rulebook.cards():
        for version in card.versions:
            for _, tree in version.written.values():
                for text in _cited(tree, fields):
                    told = _moved(rulebook, section, text)
                    if told:
                        yield issue(MOVED, (section.file, text.line, text.column), told, HELP)


def _cited(tree: Node, fields: set[str]) -> Iterator[Text]:
    if isinstance(tree, Listed):
        yield from (text for each in tree for text in _cited(each, fields))
    elif isinstance(tree, Mapped):
        for key, value in tree.items():
            if key in fields:
                yield from (each for each in ([value] if isinstance(value, Text) else value) if isinstance(each, Text))
            else:
                yield from _cited(value, fields)


def _moved(rulebook: Rulebook, here: Section, written: str) -> str:
    """What became of the paragraph that a text names by a number which no paragraph has now."""
    for section in [here, *(each for each in rulebook.sections.values() if each is not here)]:
        number = written if section is here and written.startswith("(") else written.removeprefix(section.name).strip()
        if number == written and not written.startswith("("):
            continue
        number = number.split(" ")[0]
        if number in section.cards:
            return ""
        last = max(
            (
                (until, card.number)
                for card in section.cards.values()
                for former, until in card.formerly
                if former == number
            ),
            default=None,
        )  # two may have had it: who had it last is meant
        if last is not None:
            return f"`{written}` is a former number: what stood there until {last[0]} is {section.cite(last[1])}"
    return ""
