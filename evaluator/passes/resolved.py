"""Readings put in place: one construct of a card under a choice of readings, parsed once for all choices it cannot tell apart."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from evaluator.documents.cards import Card, Section
from evaluator.documents.constructs import Setting, parse_construct
from evaluator.documents.reader import Reader
from evaluator.documents.rulebook import Rulebook
from evaluator.documents.terms import Construct
from evaluator.passes.naming import misread
from evaluator.words.errors import Problem
from evaluator.words.nodes import Listed, Mapped, Node, Text


def shared_construct(
    rulebook: Rulebook,
    section: Section,
    card: Card,
    place: tuple[Text, Node],
    readings: Mapping[str, str],
    problems: list[Problem],
) -> Construct:
    """As `construct_of`; the same object for every choice of readings that gives all switches in it the same option."""
    tree = place[1]
    key = ("construct", id(tree), _chosen(_named(rulebook, tree), readings))
    if key not in rulebook.lowered:
        found: list[Problem] = []
        construct = construct_of(rulebook, section, card, place, readings, found)
        problems += found
        if found:
            return construct
        rulebook.lowered[key] = construct
    shared: Construct = rulebook.lowered[key]
    return shared


def options(rulebook: Rulebook, card: Card, readings: Mapping[str, str]) -> tuple[str, ...]:
    """The option chosen of each switch in a card, in one order for all choices; two choices that agree here lower it alike."""
    key = "switches of", id(card)
    if key not in rulebook.lowered:  # the card is kept too, so that no other takes its identity
        trees = [tree for version in card.versions for _, tree in version.constructs.values()]
        rulebook.lowered[key] = card, tuple(sorted({name for tree in trees for name in _named(rulebook, tree)}))
    return _chosen(rulebook.lowered[key][1], readings)


def _chosen(switches: Iterable[str], readings: Mapping[str, str]) -> tuple[str, ...]:
    return tuple([readings.get(name, "") for name in switches])


def _named(rulebook: Rulebook, tree: Node) -> tuple[str, ...]:
    """The switches in a tree."""
    key = "switches", id(tree)
    if key not in rulebook.lowered:  # the tree is kept too, so that no other takes its identity
        rulebook.lowered[key] = tree, tuple(sorted(_switches(tree)))
    found: tuple[str, ...] = rulebook.lowered[key][1]
    return found


def _switches(node: Node) -> set[str]:
    """Every switch named anywhere in a tree, also in options that are not taken."""
    if isinstance(node, Text):
        return set()
    below = node.values() if isinstance(node, Mapped) else node
    named = {str(node["reading"])} if isinstance(node, Mapped) and "reading" in node else set()
    return named.union(*map(_switches, below))


def resolve_readings(node: Node, readings: Mapping[str, str], used: set[str]) -> Node | None:
    """A tree with each reading replaced by what its chosen option says; None where that is `nothing`."""
    if isinstance(node, Text):
        return None if node == "nothing" else node
    if isinstance(node, Listed):
        items = [done for item in node if (done := resolve_readings(item, readings, used)) is not None]
        return Listed(items, node.line, node.column)
    if "reading" in node:
        used.add(str(node["reading"]))
        option = readings.get(str(node["reading"]), "")
        return resolve_readings(node[option], readings, used) if option in node else None
    entries = [
        (Text(key, *node.place_of(key)), done)
        for key, value in node.items()
        if (done := resolve_readings(value, readings, used)) is not None
    ]
    return Mapped(entries, node.line, node.column)


def construct_of(
    rulebook: Rulebook,
    section: Section,
    card: Card,
    place: tuple[Text, Node],
    readings: Mapping[str, str],
    problems: list[Problem],
) -> Construct:
    """Parse one construct under a choice of readings; problems are appended."""
    key, tree = place
    used: set[str] = set()
    resolved = resolve_readings(tree, readings, used)
    setting = Setting(
        section.cite(card.number), section.name, section.layer, section.calendar, section.parties, rulebook.vocabulary,
        rulebook.defined, frozenset(used), rulebook.measured,
    )  # fmt: skip
    reader = Reader(section.file)
    construct = parse_construct(reader, key, resolved if resolved is not None else Mapped(), setting)
    problems += [*reader.problems, *misread(tree, rulebook.readings, section.file)]
    return construct
