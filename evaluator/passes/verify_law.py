"""The rulebook as the proof checker reads it: for one law and one choice of readings, each norm with its wordings and what rides on it.

It parses the cards with the loader's own parser and does the rest anew: readings, names, definitions, versions, riders. A construct that
says something this checker does not know is kept, with what is strange about it: nothing that rests on it can be checked.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from graphlib import TopologicalSorter
from typing import Any

from evaluator.documents.cards import LAYERS, Card, Section, Version
from evaluator.documents.constructs import Setting, parse_construct
from evaluator.documents.reader import Reader
from evaluator.documents.rulebook import Rulebook
from evaluator.documents.terms import DEADLINE_OF, Construct, StatusItem, deep
from evaluator.passes.verify_definitions import Definitions
from evaluator.passes.verify_strange import ACTS, strange
from evaluator.passes.verify_wordings import Wording
from evaluator.words.errors import BadInput, Problem
from evaluator.words.nodes import Listed, Mapped, Node, Text
from evaluator.words.times import EVER, NEVER, midnight

OF_KIND = {
    "burden": ("discharged", "not discharged", "never discharged", "pending", "arisen"),
    "duty": ("fulfilled", "missed", "violated", "pending", "arisen"),
    "prohibition": ("violated", "respected"),
    "permission": ("used",),
    "power": ("used",),
}


@dataclass(eq=False)
class Norm:
    """A norm through its versions, with the deemings and extensions that ride on it."""

    id: str
    kind: str
    section: Section
    card: Card
    wordings: list[Wording] = field(default_factory=list)
    deemings: list[Norm] = field(default_factory=list)
    extensions: list[Norm] = field(default_factory=list)

    @cached_property
    def name(self) -> str:
        """Its name in its card."""
        return self.id.removeprefix(self.section.cite(self.card.number)).strip()

    @cached_property
    def written(self) -> list[tuple[Version, Node]]:
        """What each version of its card writes of it, in force or not."""
        versions = self.card.versions
        return [
            (each, each.constructs[self.kind, self.name][1])
            for each in versions
            if (self.kind, self.name) in each.constructs
        ]

    @property
    def layer(self) -> str:
        """Statute, rule, order or letter."""
        return self.section.layer


@dataclass(eq=False)
class Kept:
    """What was read of a rulebook under any law and choice of readings, and serves the next."""

    parsed: dict[int, list[tuple[dict[str, str | None], Construct, str]]] = field(default_factory=dict)
    wordings: dict[Any, Wording] = field(default_factory=dict)
    named: dict[Wording, Wording] = field(default_factory=dict)
    pieces: dict[Any, list[Wording]] = field(default_factory=dict)


class Law:
    """All norms under one law (a day, or None) and one choice of readings."""

    def __init__(self, rulebook: Rulebook, law: date | None, readings: Mapping[str, str]) -> None:
        self.rulebook, self.law = rulebook, law
        self.readings = {name: readings.get(name, reading.default) for name, reading in rulebook.readings.items()}
        self.problems: list[Problem] = []
        self._ids: dict[str, tuple[str, str, str]] = {}
        self._asked: dict[str, list[Norm]] = {}
        self._kept: Kept = rulebook.programs.setdefault(("proof checker",), Kept())
        found: dict[str, Norm] = {}
        definitions: dict[str, list[Wording]] = {}
        numbers: dict[str, str] = {}
        for section, card in rulebook.cards():
            for kind, name in dict.fromkeys(key for version in card.versions for key in version.constructs):
                id = f"{section.cite(card.number)} {name}"
                if kind not in ("definition", "measure"):
                    found[id] = Norm(id, kind, section, card)
                    self._ids[id] = section.name, card.number, name
            for wording in self._wordings(section, card):
                if wording.construct.kind in ("definition", "measure"):
                    definitions.setdefault(wording.construct.name, []).append(wording)
                    numbers[wording.construct.name] = card.number
                else:
                    found[wording.construct.id].wordings.append(wording)
        if self.problems:
            raise BadInput(self.problems)
        self._found = found
        meanings = Definitions(
            {name: [self._named(each, numbers[name]) for each in versions] for name, versions in definitions.items()}
        )
        for norm in found.values():
            named = [self._named(each, self._ids[norm.id][1]) for each in norm.wordings]
            norm.wordings = [piece for each in named for piece in self._pieces(meanings, each)]
        self._ride()
        order = TopologicalSorter({id: sorted(_needed(norm)) for id, norm in found.items()}).static_order()
        self.norms = {id: found[id] for id in order if id in found}

    # -- versions

    def _wordings(self, section: Section, card: Card) -> Iterator[Wording]:
        zone = self.rulebook.calendars[section.calendar].zone
        dated = [version for version in card.versions if version.effective is not None]
        for index, version in enumerate(dated):
            first, end = version.effective, version.until
            if end is None and index + 1 < len(dated):
                end = dated[index + 1].effective
            assert first is not None
            if self.law is None:
                binds = version.compliance or first
                since = NEVER if first == date.min else midnight(binds, zone)
                until = EVER if end is None else midnight(end, zone)
            elif first <= self.law and (end is None or self.law < end):
                since, until = NEVER, EVER
            else:
                continue
            for key, tree in version.constructs.values():
                construct, odd = self._construct(section, card, key, tree)
                lapsed = construct.abeyance
                if self.law is not None and lapsed is not None and self.law >= lapsed:
                    continue
                end_of_it = until if lapsed is None or self.law is not None else min(until, midnight(lapsed, zone))
                place = construct, id(version), since, end_of_it
                if place not in self._kept.wordings:
                    self._kept.wordings[place] = Wording(construct, since, end_of_it, version, odd)
                yield self._kept.wordings[place]

    def _construct(self, section: Section, card: Card, key: Text, tree: Node) -> tuple[Construct, str]:
        """What is parsed of a tree under the readings chosen, and what is strange about it; kept for every choice that reads it alike."""
        known = self._kept.parsed.setdefault(id(tree), [])
        for options, parsed, strangeness in known:
            if all(self.readings.get(name) == option for name, option in options.items()):
                return parsed, strangeness
        used: set[str] = set()
        read = self._read(tree, used)
        setting = Setting(
            section.cite(card.number), section.name, section.layer, section.calendar, section.parties,
            self.rulebook.vocabulary, self.rulebook.defined, frozenset(used), self.rulebook.measured,
        )  # fmt: skip
        reader = Reader(section.file)
        construct = parse_construct(reader, key, Mapped() if read is None else read, setting)
        self.problems += reader.problems
        odd = strange(construct)
        if not reader.problems:
            known.append(({name: self.readings.get(name) for name in used}, construct, odd))
        return construct, odd

    def _pieces(self, meanings: Definitions, wording: Wording) -> list[Wording]:
        """A wording with its definitions in place, kept for every law that gives them the same meaning."""
        key = wording, *meanings.behind(wording)
        if key not in self._kept.pieces:
            self._kept.pieces[key] = [*meanings.pieces(wording)]
        return self._kept.pieces[key]

    def _read(self, node: Node, used: set[str]) -> Node | None:
        """A tree under the readings chosen; None where nothing is left of it."""
        if isinstance(node, Text):
            return node if node != "nothing" else None
        if isinstance(node, Listed):
            return Listed(
                [each for item in node if (each := self._read(item, used)) is not None], node.line, node.column
            )
        if "reading" in node:
            name = str(node["reading"])
            used.add(name)
            chosen = node.get(self.readings.get(name, ""))
            return self._read(chosen, used) if chosen is not None else None
        pairs = [(Text(key, *node.place_of(key)), self._read(value, used)) for key, value in node.items()]
        return Mapped([(key, value) for key, value in pairs if value is not None], node.line, node.column)

    # -- names

    def find(self, written: str, section: str, number: str) -> list[str]:
        """The norms that a name stands for: those of the same card, else of the same file, else of the whole rulebook."""
        near: tuple[list[str], list[str], list[str]] = ([], [], [])
        for id, (of, card, name) in self._ids.items():
            cited = id.removesuffix(f" {name}")
            if (of, card) == (section, number) and written == name:
                near[0].append(id)
            if of == section and written in (name, card, f"{card} {name}"):
                near[1].append(id)
            if written in (id, of, cited):
                near[2].append(id)
        return next((found for found in near if found), [])

    def _named(self, wording: Wording, number: str) -> Wording:
        """A wording with each norm it names given by its id, which is the same under every law."""
        if wording not in self._kept.named:
            self._kept.named[wording] = self._renamed(wording, number)
        return self._kept.named[wording]

    def _renamed(self, wording: Wording, number: str) -> Wording:
        construct = wording.construct

        def ids(written: Iterable[str]) -> tuple[str, ...]:
            return tuple(id for each in written for id in self.find(each, construct.section, number))

        def end(name: str) -> str:
            norm = name.removeprefix(DEADLINE_OF)
            return name if norm == name else DEADLINE_OF + ids([norm])[0]

        def item(each: Any) -> Any:
            if each is None:
                return None
            if each.relations:
                dated = tuple(replace(relation, names=tuple(map(end, relation.names))) for relation in each.relations)
                each = replace(each, relations=dated)
            if not isinstance(each, StatusItem):
                return each
            kept = (id for id in ids(each.norms) if each.status in OF_KIND.get(self._found[id].kind, ()))
            return replace(each, norms=tuple(kept))

        construct = replace(
            construct,
            arises=tuple(map(item, construct.arises)),
            before=item(construct.before),
            act=item(construct.act),
            counts=item(construct.counts),
            out_of=item(construct.out_of),
            done_by=item(construct.done_by),
            conditions={key: tuple(map(item, items)) for key, items in construct.conditions.items()},
            kept_by=tuple(map(item, construct.kept_by)),
            only_after=ids(construct.only_after),
            despite=ids(construct.despite),
            deems=(construct.deems[0], ids([construct.deems[1]])[0]) if construct.deems else None,
            extends=ids([construct.extends])[0] if construct.extends else None,
        )
        return replace(wording, construct=construct)

    def _ride(self) -> None:
        for norm in self._found.values():
            for wording in norm.wordings:
                construct = wording.construct
                if construct.deems or construct.extends:
                    host = self._found[construct.deems[1] if construct.deems else str(construct.extends)]
                    riders = host.deemings if norm.kind == "deeming" else host.extensions
                    if norm not in riders:
                        riders.append(norm)

    def asked(self, question: str) -> list[Norm]:
        """The norms that answer a question under this law."""
        if question not in self._asked:
            norms = self.norms.values()
            self._asked[question] = [n for n in norms if any(w.construct.question == question for w in n.wordings)]
        return self._asked[question]

    # -- what prevails

    def prevailing(self, norm: Norm) -> list[Norm]:
        """The act norms of opposite effect that prevail over one: by an edge, or by a higher layer that no edge turns."""
        kinds = _acts_of(norm)
        return [
            other
            for other in self.norms.values()
            if other.kind in ACTS
            and (other.kind == "prohibition") != (norm.kind == "prohibition")
            and kinds & _acts_of(other)
            and (
                _despite(other, norm)
                or (LAYERS.index(other.layer) < LAYERS.index(norm.layer) and not _despite(norm, other))
            )
        ]


def _acts_of(norm: Norm) -> set[str]:
    return {kind for w in norm.wordings if w.construct.act is not None for kind in w.construct.act.kinds}


def _despite(norm: Norm, other: Norm) -> bool:
    return any(other.id in wording.construct.despite for wording in norm.wordings)


def _needed(norm: Norm) -> set[str]:
    """The norms whose status or deadline one builds on, itself or through what rides on it."""
    needed: set[str] = set()
    for wording in (wording for each in (norm, *norm.deemings, *norm.extensions) for wording in each.wordings):
        for item in deep(wording.construct.all_items):
            names = [name for relation in item.relations for name in relation.names]
            needed |= {name.removeprefix(DEADLINE_OF) for name in names if name.startswith(DEADLINE_OF)}
            needed |= set(item.norms) if isinstance(item, StatusItem) else set()
    return needed
