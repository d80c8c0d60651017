"""Finding paragraphs by what they speak of, for who does not know the citation."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from evaluator.documents.cards import Card
from evaluator.documents.rulebook import Rulebook
from evaluator.doors.paragraphs import WIDTH

LEAST = 3  # letters of a word that tells something
_WORD = re.compile(r"[a-z0-9-]+")


def speaking_of(book: Rulebook, words: str) -> list[dict[str, str]]:
    """The paragraphs that have every word of a text in the gist, the norms or the standards of some version.

    The beginning of a word is enough, and an s at its end does not count.
    """
    wanted = [word[:-1] if word.endswith("s") else word for word in _WORD.findall(words.casefold())]
    told = [word for word in wanted if len(word) >= LEAST] or wanted
    asks = {name: standard.asks for name, standard in book.vocabulary.standards.items()}
    found = []
    for section, card in book.cards():
        text = " ".join((section.heading, *_texts(card, asks))).casefold()
        there = _WORD.findall(text)
        if told and all(any(each.startswith(word) for each in there) for word in told):
            gist = card.versions[-1].plain_gist
            entry = {"citation": section.cite(card.number), "gist": gist, "file": f"{card.place[0]}:{card.place[1]}"}
            found.append(entry)
    return found


def _texts(card: Card, asks: dict[str, str]) -> Iterator[str]:
    for version in card.versions:
        yield version.plain_gist
        for (_, name), (_, tree) in version.constructs.items():
            written = list(_leaves(tree))
            yield from (name, *written, *(asks[each] for each in written if each in asks))


def _leaves(tree: Any) -> Iterator[str]:
    """The values that stand in a norm, and the kinds of fact it names."""
    if isinstance(tree, dict):
        for key, value in tree.items():
            yield str(key)
            yield from _leaves(value)
    elif isinstance(tree, list):
        yield from (text for each in tree for text in _leaves(each))
    else:
        yield str(tree)


def listed(words: str, found: list[dict[str, str]]) -> str:
    """The paragraphs found, a line each, with the beginning of their gist."""
    widest = max(len(entry["citation"]) for entry in found)
    lines = [f"{len(found)} paragraph(s) speak of `{words}`:"]
    for entry in found:
        line = f"  {entry['citation']:<{widest}}  {entry['gist']}"
        lines.append(line if len(line) <= WIDTH else f"{line[: WIDTH - 2].rsplit(' ', 1)[0]} …")
    return "\n".join(lines)
