"""The rulebook: everything under `rules/`, read whole; `lower` makes it a program for a law and its readings."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, fields, replace
from datetime import date
from functools import cached_property, partial
from pathlib import Path
from typing import Any

from evaluator.documents.cards import Card, Section, Version, load_section
from evaluator.documents.folder import rule_files, unread
from evaluator.documents.questions import Question, load_questions
from evaluator.documents.reader import Reader, hint, place
from evaluator.documents.vocabulary import Vocabulary
from evaluator.documents.vocabulary_file import load_vocabulary
from evaluator.documents.windows import IN
from evaluator.words.calendars import Calendar
from evaluator.words.errors import BadInput, Problem, UsageError, every
from evaluator.words.fixed import Fixed
from evaluator.words.nodes import Listed, Mapped, Node, Text
from evaluator.words.source import Source, load_path
from evaluator.words.times import parse_date

HEAD = "rulebook.yaml"  # the file that says of which day the rulebook is
RESERVED = ("reading", "nothing")  # words that cannot be options, for a rule writes them in the same place


@dataclass(frozen=True)
class Reading:
    """An open reading of the law: a switch with a default, a reason and a citation."""

    name: str
    asks: str
    options: tuple[str, ...]
    default: str
    why: str
    cite: str


@dataclass(frozen=True)
class Rulebook(Fixed):
    """All rules. `digest` is over every file's bytes; `version` is the calendar version of `rulebook.yaml`.

    `not_yet` says what law it does not hold, and `law_from` from which day on it does, so that nobody takes its silence for an answer.
    `as_if`: paragraphs supposed to be in force in their pending text, a what-if.
    """

    root: str
    vocabulary: Vocabulary
    readings: Mapping[str, Reading]
    questions: Mapping[str, Question]
    calendars: Mapping[str, Calendar]
    sections: Mapping[str, Section]
    version: str
    digest: str
    not_yet: str = ""
    law_from: date | None = None
    as_if: tuple[str, ...] = ()
    programs: dict[Any, Any] = field(default_factory=dict, compare=False, repr=False)
    lowered: dict[Any, Any] = field(default_factory=dict, compare=False, repr=False)

    def __getstate__(self) -> dict[str, Any]:
        """What was read; what was lowered of it stays behind."""
        return {each.name: getattr(self, each.name) for each in fields(self)} | {"programs": {}, "lowered": {}}

    @cached_property
    def defined(self) -> frozenset[str]:
        """Kinds made by definitions anywhere in the rulebook."""
        return frozenset(name for section in self.sections.values() for name in section.defined)

    @cached_property
    def measured(self) -> frozenset[str]:
        """Kinds made by measures anywhere in the rulebook."""
        return frozenset(name for section in self.sections.values() for name in section.measured)

    def cards(self) -> Iterator[tuple[Section, Card]]:
        """Every card with its section, in the order of the files."""
        return ((section, card) for section in self.sections.values() for card in section.cards.values())

    def chosen(self, readings: Mapping[str, str]) -> dict[str, str]:
        """All readings with those given put in place of the defaults; UsageError for unknown ones."""
        chosen = {name: reading.default for name, reading in self.readings.items()}
        every(partial(self._turned, name, option) for name, option in readings.items())
        return {**chosen, **readings}

    def _turned(self, name: str, option: str) -> None:
        if name not in self.readings:
            raise UsageError(f"unknown reading `{name}`", hint(name, self.readings))
        options = self.readings[name].options
        if option not in options:
            raise UsageError(f"unknown option `{option}` of the reading `{name}`", hint(option, options))


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
    """Read every file under `root`; raises BadInput with every problem of every file, also where some cannot be read at all."""
    folder = Path(root)
    problems: list[Problem] = []
    if not folder.is_dir():
        advice = "give the folder that holds `vocabulary.yaml`"
        raise BadInput([Problem(str(root), 0, 0, "no such folder of rules", advice)])
    problems += unread(folder)
    sources: dict[str, Source] = {}
    for path in rule_files(folder):
        try:
            sources[path.relative_to(folder).as_posix()] = load_path(path)
        except BadInput as bad:
            problems += bad.problems
    for needed in ("vocabulary.yaml", "readings.yaml", "questions.yaml"):
        if needed not in sources and not any(p.file.endswith(needed) for p in problems):
            problems.append(Problem(str(folder / needed), 0, 0, "this file is missing from the rulebook"))
    vocabulary = None
    if "vocabulary.yaml" in sources:
        try:
            vocabulary = load_vocabulary(sources.pop("vocabulary.yaml"))
        except BadInput as bad:
            problems += bad.problems
    readings, found = _readings(sources.pop("readings.yaml", None))
    questions, more = load_questions(sources.pop("questions.yaml", None), vocabulary)
    version, not_yet, law_from, wrong = _version(sources.pop(HEAD, None))
    problems += found + more + wrong
    calendars: dict[str, Calendar] = {}
    named = {path.stem for path in folder.glob("calendars/*.yaml")}  # one that cannot be read is there all the same
    for name in [name for name in sources if name.startswith("calendars/")]:
        source = sources.pop(name)
        own = Path(name).stem
        try:
            calendar = Calendar.of(source.data, source.file)  # type: ignore[arg-type]  # `of` reports what is no mapping
            calendars[own] = calendar
            if calendar.name != own and isinstance(source.data, Mapped):
                what = f"the calendar of this file is called `{own}`, as the file is, and not `{calendar.name}`"
                problems.append(
                    Problem(source.file, *place(source.data.get("calendar")), what, f"write `calendar: {own}`")
                )
        except BadInput as bad:
            problems += bad.problems
    sections: dict[str, Section] = {}
    for source in sources.values():
        reader = Reader(source.file)
        section = load_section(source, reader, named)
        if section is not None and section.name in sections:
            what = f"`{section.name}` stands in {sections[section.name].file} already"
            reader.wrong(source.data, what, "one file a section")
        elif section is not None:
            sections[section.name] = section
        problems += reader.problems
    if problems or vocabulary is None:
        raise BadInput(problems)
    vocabulary = replace(vocabulary, norms=printable(sections.values(), vocabulary))
    return Rulebook(
        str(root), vocabulary, readings, questions, calendars, sections, version, _digest(folder), not_yet, law_from
    )


def printable(sections: Iterable[Section], vocabulary: Vocabulary) -> dict[str, bool]:
    """The short names of burdens and duties, and whether a date counts that is printed for them by name in a fact.

    The fact may go by the name of a definition: it has the fields of the kind that this is made from.
    """
    versions = [version for section in sections for card in section.cards.values() for version in card.versions]
    trees = [(key, tree) for version in versions for key, (_, tree) in version.constructs.items()]
    made = [(name, kind) for (sort, name), tree in trees if sort == "definition" for kind in _made_from(tree)]
    dated = {name for name, kind in vocabulary.kinds.items() if any(f.type == "dates" for f in kind.fields.values())}
    while further := {name for name, kind in made if kind in dated and name not in dated}:
        dated |= further
    found: dict[str, bool] = {}
    for (sort, name), tree in trees:
        if sort in ("burden", "duty"):
            found[name] = found.get(name, False) or not dated.isdisjoint(_stated_in(tree))
    return found


def _made_from(tree: Node) -> tuple[str, ...]:
    """The kinds from which a definition makes its own."""
    arises = tree.get("arises from") if isinstance(tree, Mapped) else None
    return tuple(map(str, arises)) if isinstance(arises, Mapped) else ()


def _stated_in(tree: Node) -> Iterator[str]:
    """The facts in which a window of a construct may be stated."""
    if isinstance(tree, Mapped):
        for key, value in tree.items():
            yield from [str(value)] if key in IN and isinstance(value, Text) else _stated_in(value)
    elif isinstance(tree, Listed):
        yield from (name for each in tree for name in _stated_in(each))
    elif tree.startswith("stated in "):
        yield tree.removeprefix("stated in ")


def _digest(folder: Path) -> str:
    whole = hashlib.sha256()
    for path in rule_files(folder):
        name = path.relative_to(folder).as_posix()
        whole.update(f"{name}\0{hashlib.sha256(path.read_bytes()).hexdigest()}\n".encode())
    return whole.hexdigest()


def _version(source: Source | None) -> tuple[str, str, date | None, list[Problem]]:
    """What `rulebook.yaml` says of the whole: its version, what it does not hold yet, the first day whose law it holds."""
    if source is None:
        return "unversioned", "", None, []
    reader = Reader(source.file)
    top = reader.mapping(source.data, "the rulebook", ("version", "law from", "not yet"), ("version",))
    day = reader.parsed(top["version"], "`version`", parse_date) if "version" in top else None
    version = str(day) if day is not None else "unversioned"
    law_from = reader.parsed(top["law from"], "`law from`", parse_date) if "law from" in top else None
    if day is not None and law_from is not None and law_from > day:
        reader.wrong(
            top["law from"], f"the law from {law_from} on is not held by a rulebook of {day}", "look at both days again"
        )
    return version, _text(reader, top, "not yet"), law_from, reader.problems


def _readings(source: Source | None) -> tuple[dict[str, Reading], list[Problem]]:
    if source is None:
        return {}, []
    reader, readings = Reader(source.file), {}
    keys = ("asks", "options", "default", "why", "cite")
    for name, node in reader.mapping(source.data, "the readings").items():
        entry = reader.mapping(node, f"the reading `{name}`", keys, keys)
        options = tuple(str(text) for text in reader.texts(entry["options"], "`options`")) if "options" in entry else ()
        if "options" in entry and len(set(options)) < 2:
            what = f"the reading `{name}` has fewer than two options"
            reader.wrong(entry["options"], what, "what is settled is no reading")
        for option in (each for each in options if each in RESERVED):
            reader.wrong(
                entry["options"], f"an option cannot be called `{option}`", "that word means something else in a rule"
            )
        default = reader.one_of(entry["default"], "option", options) if "default" in entry else None
        asks, why, cite = (_said(reader, entry, key) for key in ("asks", "why", "cite"))
        readings[str(name)] = Reading(str(name), asks, options, str(default or ""), why, cite)
    return readings, reader.problems


def _said(reader: Reader, entry: Mapped, key: str) -> str:
    """What a key says in words; a problem if that is nothing."""
    return str(reader.name(entry[key], f"`{key}`", long=True) or "") if key in entry else ""


def _text(reader: Reader, entry: Mapped, key: str) -> str:
    return str(reader.text(entry[key], f"`{key}`")) if key in entry else ""
