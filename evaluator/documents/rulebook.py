"""The rulebook: everything under `rules/`, read whole. `lower` turns it into a program for one law and one set of readings."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from evaluator.documents.cards import Card, Section, Version, load_section
from evaluator.documents.reader import Reader
from evaluator.documents.vocabulary import Vocabulary, load_vocabulary
from evaluator.words.calendars import Calendar
from evaluator.words.errors import BadInput, Problem, UsageError, advise
from evaluator.words.nodes import Mapped
from evaluator.words.source import Source, load_path
from evaluator.words.times import parse_date

KINDS = ("may", "must", "must not", "is")


@dataclass(frozen=True)
class Reading:
    """An open reading of the law: a switch with a default, a reason and a citation."""

    name: str
    asks: str
    options: tuple[str, ...]
    default: str
    why: str
    cite: str


@dataclass(frozen=True, eq=False)
class Question:
    """A question put to the rulebook: of which parties, about which supposed act, since when its object exists."""

    name: str
    asks: str
    of: tuple[str, ...]
    kind: str
    act: tuple[str, Mapping[str, str]] | None
    since: date | None


@dataclass(frozen=True)
class Rulebook:
    """All rules. `digest` is over every file's bytes; `version` is the calendar version of `rulebook.yaml`."""

    root: str
    vocabulary: Vocabulary
    readings: Mapping[str, Reading]
    questions: Mapping[str, Question]
    calendars: Mapping[str, Calendar]
    sections: Mapping[str, Section]
    version: str
    digest: str
    programs: dict[Any, Any] = field(default_factory=dict, compare=False, repr=False)

    @property
    def defined(self) -> frozenset[str]:
        """Kinds made by definitions anywhere in the rulebook."""
        return frozenset(name for section in self.sections.values() for name in section.defined)

    def cards(self) -> Iterator[tuple[Section, Card]]:
        """Every card with its section, in the order of the files."""
        return ((section, card) for section in self.sections.values() for card in section.cards.values())

    def chosen(self, readings: Mapping[str, str]) -> dict[str, str]:
        """All readings with those given put in place of the defaults; UsageError for an unknown one."""
        chosen = {name: reading.default for name, reading in self.readings.items()}
        for name, option in readings.items():
            if name not in self.readings:
                raise UsageError(f"unknown reading `{name}`", advise(name, self.readings))
            if option not in self.readings[name].options:
                raise UsageError(f"unknown option `{option}` of the reading `{name}`", advise(option, self.readings[name].options))
            chosen[name] = option
        return chosen


def former_number(card: Card, on: date) -> str:
    """The number under which a card stood on a day."""
    return next((number for number, until in sorted(card.formerly, key=lambda f: f[1]) if on < until), card.number)


def version_on(card: Card, on: date) -> Version | None:
    """The version of a card in force on a day, or None."""
    found = None
    for index, version in enumerate(card.versions):
        following = card.versions[index + 1].effective if index + 1 < len(card.versions) else None
        end = version.until or following
        if version.effective is not None and version.effective <= on and (end is None or on < end):
            found = version
    return found


def load_rulebook(root: str | Path) -> Rulebook:
    """Read every file under `root`; raises BadInput with every problem of every file."""
    folder = Path(root)
    problems: list[Problem] = []
    if not folder.is_dir():
        raise BadInput([Problem(str(root), 0, 0, "no such folder of rules", "give the folder that holds `vocabulary.yaml`")])
    sources: dict[str, Source] = {}
    for path in sorted(folder.rglob("*.yaml")):
        try:
            sources[path.relative_to(folder).as_posix()] = load_path(path)
        except BadInput as bad:
            problems += bad.problems
    for needed in ("vocabulary.yaml", "readings.yaml", "questions.yaml"):
        if needed not in sources and not any(p.file.endswith(needed) for p in problems):
            problems.append(Problem(str(folder / needed), 0, 0, "this file is missing from the rulebook"))
    if problems:
        raise BadInput(problems)
    vocabulary = load_vocabulary(sources.pop("vocabulary.yaml"))
    readings, found = _readings(sources.pop("readings.yaml"))
    questions, more = _questions(sources.pop("questions.yaml"), vocabulary)
    problems += found + more
    version = "unversioned"
    if "rulebook.yaml" in sources:
        source = sources.pop("rulebook.yaml")
        version = str(source.data.get("version", version)) if isinstance(source.data, Mapped) else version
    calendars: dict[str, Calendar] = {}
    for name in [name for name in sources if name.startswith("calendars/")]:
        source = sources.pop(name)
        try:
            calendar = Calendar.of(source.data, source.file)  # type: ignore[arg-type]  # `of` reports what is no mapping
            calendars[calendar.name] = calendar
        except BadInput as bad:
            problems += bad.problems
    sections: dict[str, Section] = {}
    for source in sources.values():
        reader = Reader(source.file)
        section = load_section(source, reader, calendars)
        if section is not None and section.name in sections:
            reader.wrong(source.data, f"`{section.name}` stands in {sections[section.name].file} already", "one file a section")
        elif section is not None:
            sections[section.name] = section
        problems += reader.problems
    if problems:
        raise BadInput(problems)
    return Rulebook(str(root), vocabulary, readings, questions, calendars, sections, version, _digest(folder))


def _digest(folder: Path) -> str:
    whole = hashlib.sha256()
    for path in sorted(folder.rglob("*.yaml")):
        name = path.relative_to(folder).as_posix()
        whole.update(f"{name}\0{hashlib.sha256(path.read_bytes()).hexdigest()}\n".encode())
    return whole.hexdigest()


def _readings(source: Source) -> tuple[dict[str, Reading], list[Problem]]:
    reader, readings = Reader(source.file), {}
    keys = ("asks", "options", "default", "why", "cite")
    for name, node in reader.mapping(source.data, "the readings").items():
        entry = reader.mapping(node, f"the reading `{name}`", keys, keys)
        options = tuple(str(text) for text in reader.texts(entry["options"], "`options`")) if "options" in entry else ()
        default = reader.one_of(entry["default"], "option", options) if "default" in entry else None
        readings[str(name)] = Reading(
            str(name), str(entry.get("asks", "")), options, str(default or ""), str(entry.get("why", "")), str(entry.get("cite", ""))
        )
    return readings, reader.problems


def _questions(source: Source, vocabulary: Vocabulary) -> tuple[dict[str, Question], list[Problem]]:
    reader, questions = Reader(source.file), {}
    for name, node in reader.mapping(source.data, "the questions").items():
        entry = reader.mapping(node, f"the question `{name}`", ("asks", "of", "kind", "act", "since"), ("asks", "of", "kind"))
        kind = reader.one_of(entry["kind"], "kind of question", KINDS) if "kind" in entry else "may"
        since = reader.parsed(entry["since"], "`since`", parse_date) if "since" in entry else None
        act: tuple[str, Mapping[str, str]] | None = None
        for of, fields in reader.mapping(entry.get("act", Mapped()), "`act`").items():
            if of not in vocabulary.kinds:
                reader.wrong(entry["act"], f"unknown kind of fact `{of}`", advise(of, vocabulary.kinds))
                continue
            known = vocabulary.kinds[of].fields
            given = reader.mapping(fields, f"the supposed {of}", known)
            act = (str(of), {str(k): str(v) for k, v in given.items()})
        of_parties = tuple(str(text) for text in reader.texts(entry["of"], "`of`")) if "of" in entry else ()
        questions[str(name)] = Question(str(name), str(entry.get("asks", "")), of_parties, str(kind), act, since)
    return questions, reader.problems
