"""Which card encodes which provision of a digest of the law: `provisions/*.yaml` beside the rules, for a lawyer to read.

section: 1 CFR 2.3            # where `(a)(1)` below stands; a card of another file is named in full
starts: {the notice: notice}  # how the digest calls the beginning of a time, and the fact from which the card counts it
provisions:
  ID: (a)(1)                  # the card that encodes it, or a list of cards
  ID: {cards: [(a)(1)], deadline differs: why}
  ID: {encoded in: where else}
  ID: {left out: why}
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from evaluator.documents.folder import BESIDE
from evaluator.documents.reader import Reader, hint
from evaluator.documents.rulebook import Rulebook
from evaluator.documents.terms import Place
from evaluator.words.errors import BadInput, Problem
from evaluator.words.nodes import Mapped, Node, Text
from evaluator.words.source import load_path

KEYS = ("cards", "deadline differs", "encoded in", "left out")


@dataclass(frozen=True)
class Provision:
    """What became of one provision: `cards` are citations; `elsewhere` says where else it is encoded, `left_out` why nowhere.

    `differs` says why its deadline is not the one a card has; `starts` is that of its file.
    """

    id: str
    cards: tuple[str, ...]
    elsewhere: str
    left_out: str
    differs: str
    starts: Mapping[str, tuple[str, ...]]
    place: Place


def load_provisions(rulebook: Rulebook) -> tuple[dict[str, Provision], list[Problem]]:
    """Every provision that a file beside the rules names, with every problem of those files."""
    cards = {section.cite(card.number) for section, card in rulebook.cards()}
    found: dict[str, Provision] = {}
    problems: list[Problem] = []
    for path in sorted((Path(rulebook.root) / BESIDE).glob("*.yaml")):
        reader = Reader(str(path))
        try:
            _File(reader, cards, found).read(load_path(path).data)
        except BadInput as bad:
            problems += bad.problems
        problems += reader.problems
    return found, problems


class _File:
    """One file under reading."""

    def __init__(self, reader: Reader, cards: set[str], found: dict[str, Provision]) -> None:
        self.reader, self.cards, self.found = reader, cards, found
        self.section, self.starts = "", dict[str, tuple[str, ...]]()

    def read(self, data: Node) -> None:
        top = self.reader.mapping(data, "a file of provisions", ("section", "starts", "provisions"), ("provisions",))
        self.section = str(self.reader.text(top["section"], "`section`")) if "section" in top else ""
        if "section" in top and not any(
            card.startswith(tuple(f"{self.section}{each}" for each in "( .")) for card in self.cards
        ):
            sections = {card.partition("(")[0] for card in self.cards}
            self.reader.wrong(top["section"], f"no card is cited `{self.section}`", hint(self.section, sections))
            return
        for prose, facts in self.reader.mapping(top.get("starts", Mapped()), "`starts`").items():
            self.starts[str(prose)] = tuple(str(text) for text in self.reader.some(facts, "a start"))
        provisions = self.reader.mapping(top.get("provisions", Mapped()), "`provisions`")
        for id, node in provisions.items():
            self._entry(Text(id, *provisions.place_of(id)), node)

    def _entry(self, id: Text, node: Node) -> None:
        if id in self.found:
            file, line, _ = self.found[id].place
            self.reader.wrong(id, f"`{id}` stands in {file}:{line} already", "one entry for each provision")
        entry = self.reader.mapping(node, f"the provision `{id}`", KEYS) if isinstance(node, Mapped) else Mapped()
        written = entry.get("cards") if isinstance(node, Mapped) else node
        texts = self.reader.some(written, "the cards") if written is not None else []
        cards = tuple(card for text in texts if (card := self._card(text)))
        elsewhere, left_out, differs = (
            self._text(entry, key) for key in ("encoded in", "left out", "deadline differs")
        )
        if isinstance(node, Mapped) and sum((written is not None, bool(elsewhere), bool(left_out))) != 1:
            what = f"the provision `{id}` says not one of `cards`, `encoded in`, `left out`"
            self.reader.wrong(node, what, "it is encoded by cards, or elsewhere, or left out")
        place = (self.reader.file, id.line, id.column)
        self.found[str(id)] = Provision(str(id), cards, elsewhere, left_out, differs, self.starts, place)

    def _text(self, entry: Mapped, key: str) -> str:
        return str(self.reader.text(entry[key], f"`{key}`")) if key in entry else ""

    def _card(self, text: Text) -> str:
        near = f"{self.section}{text}" if text.startswith("(") else str(text)
        if near in self.cards:
            return near
        self.reader.wrong(text, f"no card is cited `{near}`", hint(near, self.cards))
        return ""
