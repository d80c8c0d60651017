"""Intake: the sources of one case become a `Case`, or every problem in all of them is reported at once."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from functools import partial
from pathlib import Path
from typing import TypeAlias
from zoneinfo import ZoneInfo

from evaluator.documents.case import Case, Telling, Written
from evaluator.documents.classes import Classes
from evaluator.documents.declarations import Declarations
from evaluator.documents.demands import DEMAND, Demands
from evaluator.documents.entries import COMMON, Entries, content
from evaluator.documents.parties import Parties, zone_in
from evaluator.documents.reader import Reader, key_of
from evaluator.documents.roles import finish_roles
from evaluator.documents.tellings import finish_tellings
from evaluator.documents.vocabulary import Vocabulary
from evaluator.words.errors import BadInput, Problem
from evaluator.words.files import decode, read_bytes
from evaluator.words.nodes import MAX_PROBLEMS, Listed, Mapped, Node, Text
from evaluator.words.source import CASE_BYTES, Source, load_path

__all__ = ["COMMON", "DEMAND", "TOP", "Intake", "Reading", "case_of", "load_case"]

TOP = ("case", "zone", "parties", "facts", "complete", "determinations")
Reading: TypeAlias = Callable[[], Source]
LISTS = ("facts", "complete", "determinations")


class Intake:
    """Collects what the files of one case say. Later files are overlays; `supposed` marks what they add."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self.vocabulary = vocabulary
        self.problems: list[Problem] = []
        self.name = ""
        self.zone: ZoneInfo | None = None
        self.parties = Parties(vocabulary)
        self.entries = Entries(vocabulary, self.parties)
        self.demands = Demands(self.entries)
        self.declarations = Declarations(vocabulary)
        self.written: list[Written] = []

    def take(self, source: Source, supposed: bool = False) -> None:
        """Read one file into the case; problems are kept until `case`."""
        self.problems += source.gaps
        self.read(Written(source.file, source.data, supposed))

    def read(self, written: Written) -> None:
        """As `take`, of what was read before."""
        self.written.append(written)
        file, data, supposed, part = written
        reader = Reader(file, self.vocabulary.meant)
        top = self._lines(reader, data) if isinstance(data, Listed) else data
        top = reader.mapping(top, "the case", TOP, () if supposed or part else ("case", "facts"))
        if "case" in top and not supposed:
            self.name = str(reader.name(top["case"], "`case`") or "")
        self.zone = zone_in(reader, top) or self.zone
        for party, role in self.parties.take(reader, top.get("parties", Mapped())):
            self.entries.role(reader, party, role, None, supposed)
        for item in reader.sequence(top.get("facts", Listed()), "`facts`"):
            told = self.entries.take(reader, item, self.zone, supposed)
            if told is not None and "demands" in told[1] and self.entries.carries_demands(told[0].kind):
                self.demands.take(reader, told[0], told[1]["demands"], supposed)
        self.declarations.take(reader, self.entries.values(reader), top, self.zone, supposed)
        self.problems += reader.problems

    def case(self, file: str) -> Case:
        """The finished case; raises BadInput with every problem of every file."""
        entries, parties = self.entries, self.parties.known
        classes = Classes(self.vocabulary, parties, self.parties.members)
        self.problems += classes.expand(entries.tellings, entries.written)
        self.problems += finish_tellings(
            entries.tellings, entries.written, entries.things, self.vocabulary, entries.unread
        )
        finish_roles(entries.tellings, self.vocabulary)
        known = {telling.id for telling in entries.tellings}
        self.problems += self.declarations.finish(
            (*known, *parties, *entries.things),
            entries.unread,
            {**entries.things, **{t.id: t.kind for t in entries.tellings}},
        )
        if self.problems:
            raise BadInput(_most(self.problems))
        tellings = tuple(sorted(_distinct(entries.tellings), key=lambda t: (t.time, t.id, t.recorded, content(t))))
        return Case(
            self.name, self.zone, self.parties.ordered(), tellings, self.declarations.complete(),
            self.declarations.said(), file, self.vocabulary, entries.things, tuple(self.written),
        )  # fmt: skip

    def _lines(self, reader: Reader, lines: Listed) -> Mapped:
        """JSON Lines: header keys merge, any other single-key line is a fact."""
        merged = Mapped((), lines.line, lines.column)
        lists = {name: Listed((), lines.line, lines.column) for name in LISTS}
        for line in lines:
            entry = reader.mapping(line, "an entry of the case")
            if not isinstance(line, Mapped):
                continue
            if not any(key in TOP for key in entry):
                lists["facts"].append(line)
                continue
            for key, node in entry.items():
                if key in lists:
                    lists[key].extend(node if isinstance(node, Listed) else [node])
                else:
                    self._header(reader, merged, key_of(entry, key), node)
        merged.update({name: nodes for name, nodes in lists.items() if nodes or name == "facts"})
        return merged

    def _header(self, reader: Reader, merged: Mapped, key: Text, node: Node) -> None:
        """One key of the header: parties may come in several lines, anything else comes once."""
        before = merged.get(key)
        if before is None:
            merged[key] = node
            merged.places[str(key)] = key.line, key.column
        elif key == "parties" and isinstance(node, Mapped) and isinstance(before, Mapped):
            for name, party in node.items():
                place = key_of(node, name)
                if name in before:
                    reader.wrong(place, f"the party `{name}` is declared twice", "keep one of them")
                before[place] = party
                before.places[name] = place.line, place.column
        else:
            reader.wrong(key, f"`{key}` is given twice", "keep one of them")


PRINTED = "callrules "  # what the format of all that is printed begins with
_FORMAT = re.compile(rf'"format":\s*"{PRINTED}')


def _most(problems: Sequence[Problem]) -> list[Problem]:
    """The first problems by place; a thousand of them are enough to read."""
    ordered = sorted(set(problems))
    if len(ordered) <= MAX_PROBLEMS:
        return ordered
    only = Problem(ordered[0].file, 0, 0, f"only the first {MAX_PROBLEMS:,} of {len(ordered):,} problems are shown")
    return [only, *ordered[:MAX_PROBLEMS]]


def _distinct(tellings: Iterable[Telling]) -> list[Telling]:
    """Exact repetition says nothing new."""
    return list({(t.id, t.recorded, t.supposed, content(t)): t for t in tellings}.values())


def load_case(path: str | Path, vocabulary: Vocabulary, suppose: Sequence[str | Path] = ()) -> Case:
    """Read a case file (YAML, JSON or JSON Lines) and its overlays; raises BadInput with every problem of them all."""
    return case_of([partial(_case_file, file) for file in (path, *suppose)], vocabulary, str(path))


def _case_file(path: str | Path) -> Source:
    """A case as a file holds it; BadInput for one that is what the program printed, in one sentence."""
    try:
        source = load_path(path, max_bytes=CASE_BYTES, gaps=True)
        printed = isinstance(source.data, Mapped) and str(source.data.get("format", "")).startswith(PRINTED)
    except BadInput as bad:
        if bad.problems[0].line == 0 or not _FORMAT.search(decode(read_bytes(str(path), CASE_BYTES), str(path))):
            raise
        printed = True
    if printed:
        what = "this is what an assessment printed, and no case"
        raise BadInput(
            [Problem(str(path), 0, 0, what, "name the case that it was made from; `verify` and `replay` read records")]
        )
    return source


def case_of(readings: Iterable[Reading], vocabulary: Vocabulary, file: str) -> Case:
    """The case that the first of some sources holds, with the others laid over it; raises BadInput with every problem of them all."""
    sources: dict[str, Source] = {}
    problems: list[Problem] = []
    for reading in readings:
        try:
            source = reading()
        except BadInput as bad:
            problems += bad.problems
            continue
        same = sources.setdefault(source.digest, source)
        if same is not source:
            what = f"this file says the same as `{same.file}`, letter for letter"
            advice = "name each file once; a file of suppositions holds only what it adds"
            problems.append(Problem(source.file, 0, 0, what, advice))
    if problems:
        raise BadInput(problems)
    intake = Intake(vocabulary)
    for number, source in enumerate(sources.values()):
        intake.take(source, supposed=number > 0)
    return intake.case(file)
