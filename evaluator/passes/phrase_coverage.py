"""What became of every phrase of every gist: encoded by a norm, judged by people, encoded elsewhere, or left out with a reason."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from evaluator.documents.cards import AMOUNT, Card, Section, Version
from evaluator.documents.constructs import several
from evaluator.documents.reader import Reader
from evaluator.documents.rulebook import Rulebook
from evaluator.documents.terms import Construct, Item, JudgementItem, Term
from evaluator.passes.amounts import amounts_of
from evaluator.passes.resolved import construct_of
from evaluator.words.nodes import Listed, Mapped, Node

PENDING = ("delayed", "proposed")
FATES = ("encoded", "judged by people", "encoded elsewhere", "left out")
_QUOTED = re.compile(r"`([^`]+)`")


@dataclass(frozen=True)
class Fate:
    """What became of one phrase of one version; `by` are norms or standards, `why` is a reason or another place."""

    citation: str
    effective: str
    phrase: str
    words: str
    fate: str
    by: tuple[str, ...] = ()
    why: str = ""


def fates(rulebook: Rulebook) -> Iterator[Fate]:
    """Every phrase of every version of every card, under the default readings."""
    for section, card in rulebook.cards():
        for version in card.versions:
            pending = PENDING[bool(version.proposed_by)]
            effective = pending if version.effective is None else str(version.effective)
            norms = list(_norms(rulebook, section, card, version))
            for number, words in version.phrases.items():
                fate = _fate(rulebook, version, norms, number)
                yield Fate(section.cite(card.number), effective, number, words, *fate)


def _norms(rulebook: Rulebook, section: Section, card: Card, version: Version) -> Iterator[tuple[Construct, set[str]]]:
    """Each construct with the phrases it names, also those named by its items alone."""
    chosen = rulebook.chosen({})
    for place in version.constructs.values():
        construct = construct_of(rulebook, section, card, place, chosen, [])
        yield construct, {*construct.phrases, *_marked(place[1])}
    for amount in amounts_of(rulebook, section, card, version, Reader(section.file)):
        where = amount.citation, amount.section, section.layer, amount.calendar
        yield Construct(AMOUNT, amount.name, *where, amount.phrases), set(amount.phrases)


def _marked(tree: Node) -> Iterator[str]:
    """The phrases that items of a construct name one by one."""
    if isinstance(tree, Mapped):
        for key, value in tree.items():
            yield from (str(each) for each in several(value)) if key == "phrase" else _marked(value)
    elif isinstance(tree, Listed):
        yield from (phrase for each in tree for phrase in _marked(each))


def _fate(
    rulebook: Rulebook, version: Version, norms: Sequence[tuple[Construct, set[str]]], number: str
) -> tuple[str, tuple[str, ...], str]:
    encoders = [(construct, phrases) for construct, phrases in norms if number in phrases]
    if encoders:
        names = tuple(f"{construct.kind} {construct.name}" for construct, _ in encoders)
        judged = tuple(dict.fromkeys(standard for each in encoders for standard in _judged(*each, number)))
        return ("judged by people", judged, ", ".join(names)) if judged else ("encoded", names, "")
    if number in version.encoded_in:
        return "encoded elsewhere", (), version.encoded_in[number]
    why = version.left_out.get(number, "")
    standards = tuple(name for name in _QUOTED.findall(why) if name in rulebook.vocabulary.standards)
    return ("judged by people", standards, why) if standards else ("left out", (), why)


def _judged(construct: Construct, phrases: set[str], number: str) -> Iterator[str]:
    """The standards that people answer for one phrase: of items marked with it, or of a norm that encodes nothing else."""
    for item in construct.all_items:
        if phrases == {number} or (isinstance(item, Term) and item.phrase == number):
            yield from _standards(item)


def _standards(item: Item) -> Iterator[str]:
    if isinstance(item, JudgementItem):
        yield item.judged.standard
    elif isinstance(item, Term):
        yield from (judged.standard for judged in item.judged)
