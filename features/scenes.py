"""A feature file as the linter sees it: its scenarios and their steps, its free text, its tags, each with its place."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from gherkin.errors import CompositeParserException, ParserException
from gherkin.parser import Parser
from gherkin.token_scanner import TokenScanner

from evaluator.words.errors import BadInput, Problem

KINDS = {"Context": "given", "Action": "when", "Outcome": "then", "Conjunction": "and"}
SLOT = re.compile(r"<([^<>]+)>")


@dataclass(frozen=True)
class Line:
    """A piece of text and where it stands; lines and columns count from 1."""

    file: str
    line: int
    column: int
    text: str

    def problem(self, what: str, help: str = "") -> Problem:
        """What is wrong with this line, at its place."""
        return Problem(self.file, self.line, self.column, what, help)


@dataclass(frozen=True)
class Step:
    """A step; `kind` is given, when or then, and `and` only if it follows no step that it could repeat.

    `under` is what hangs on it: the cells of its table, or its text.
    """

    kind: str
    line: Line
    under: tuple[Line, ...] = ()

    def slots(self) -> Iterator[tuple[Line, str]]:
        """Every `<slot>` of the step and of what hangs on it, with where it stands."""
        return ((line, name) for line in (self.line, *self.under) for name in SLOT.findall(line.text))


@dataclass(frozen=True)
class Scenario:
    """A scenario with its backgrounds' steps; `rows` are its examples, None if it is no outline."""

    name: Line
    reason: tuple[Line, ...]
    background: tuple[Step, ...]
    steps: tuple[Step, ...]
    rows: tuple[Mapping[str, str], ...] | None

    def spoken(self) -> Iterator[Step]:
        """Every step as it will run: once for each row of the examples, with the row's values in place."""
        for row in self.rows or ({},):
            for step in (*self.background, *self.steps):
                yield replace(step, line=replace(step.line, text=_filled(step.line.text, row)))


@dataclass(frozen=True)
class FeatureFile:
    """One file: its scenarios, its backgrounds' steps, every line of free text, every tag, every empty block."""

    scenarios: tuple[Scenario, ...]
    backgrounds: tuple[Step, ...]
    prose: tuple[Line, ...]
    tags: tuple[Line, ...]
    empty: tuple[Line, ...]


def read(path: Path, shown: str) -> FeatureFile:
    """The feature file at `path`, which messages call `shown`; raises BadInput if it is no Gherkin."""
    try:
        source = path.read_text(encoding="utf-8")
        feature = Parser().parse(TokenScanner(source)).get("feature")
    except UnicodeDecodeError as error:
        raise BadInput([Problem(shown, 0, 0, f"not UTF-8 text at byte {error.start}")]) from error
    except CompositeParserException as error:
        raise BadInput([_unparsed(shown, each) for each in error.errors]) from error
    except ParserException as error:
        raise BadInput([_unparsed(shown, error)]) from error
    return _Reading(shown, source).file(feature)


def _filled(text: str, row: Mapping[str, str]) -> str:
    """The text with each slot that has a column filled from the row."""
    return SLOT.sub(lambda slot: row.get(slot[1], slot[0]), text)


def _unparsed(shown: str, error: ParserException) -> Problem:
    """The parser's complaint without the place it repeats."""
    line, column = error.location["line"], error.location.get("column", 1)
    return Problem(shown, line, column, re.sub(r"^\(\d+:\d+\): ", "", str(error)).strip())


class _Reading:
    """Walks one parsed file; the parser's own types say too little about children, hence the Any."""

    def __init__(self, shown: str, source: str) -> None:
        self.shown, self.source = shown, source.splitlines()
        self.scenarios: list[Scenario] = []
        self.backgrounds: list[Step] = []
        self.prose: list[Line] = []
        self.tags: list[Line] = []
        self.empty: list[Line] = []

    def file(self, feature: Any) -> FeatureFile:
        if feature is None:
            self.empty.append(Line(self.shown, 1, 1, "file"))
        else:
            self.block(feature, ())
        return FeatureFile(
            tuple(self.scenarios), tuple(self.backgrounds), tuple(self.prose), tuple(self.tags), tuple(self.empty)
        )

    def block(self, node: Any, inherited: tuple[Step, ...]) -> None:
        """A feature or a rule."""
        self.head(node)
        if not any("scenario" in child or "rule" in child for child in node["children"]):
            self.empty.append(self.line(node, node["keyword"].lower()))
        for child in node["children"]:
            if "background" in child:
                self.head(child["background"])
                steps = self.steps(child["background"])
                self.backgrounds.extend(steps)
                inherited += steps
            elif "rule" in child:
                self.block(child["rule"], inherited)
            else:
                self.scenario(child["scenario"], inherited)

    def scenario(self, node: Any, background: tuple[Step, ...]) -> None:
        described = self.head(node)
        outline = bool(node["examples"]) or node["keyword"] in ("Scenario Outline", "Scenario Template")
        rows: list[Mapping[str, str]] = []
        for examples in node["examples"]:
            self.head(examples)
            names = [cell["value"] for cell in examples.get("tableHeader", {}).get("cells", [])]
            body = [[cell["value"] for cell in row["cells"]] for row in examples.get("tableBody", [])]
            rows.extend(dict(zip(names, row, strict=True)) for row in body)
            if not body:
                self.empty.append(self.line(examples, "examples"))
        if outline and not node["examples"]:
            self.empty.append(self.line(node, "outline, for it has no examples"))
        if not node["steps"]:
            self.empty.append(self.line(node, "scenario"))
        steps = self.steps(node)
        self.scenarios.append(
            Scenario(self.line(node, node["name"]), described, background, steps, tuple(rows) if outline else None)
        )

    def head(self, node: Any) -> tuple[Line, ...]:
        """Notes the tags and the free text of a node; gives the free text."""
        self.tags.extend(self.line(tag, tag["name"].removeprefix("@")) for tag in node.get("tags", []))
        described = tuple(self.described(node))
        self.prose.extend(described)
        return described

    def described(self, node: Any) -> Iterator[Line]:
        """The lines of a description, found again in the source, as the parser keeps no place for them."""
        at = node["location"]["line"]
        for text in node["description"].splitlines():
            while at < len(self.source) - 1 and self.source[at].strip() != text.strip():
                at += 1
            yield Line(self.shown, at + 1, 1 + len(text) - len(text.lstrip()), text.strip())
            at += 1

    def steps(self, node: Any) -> tuple[Step, ...]:
        kind, steps = "and", []
        for step in node["steps"]:
            said = KINDS.get(step["keywordType"], "and")
            kind = kind if said == "and" else said
            steps.append(Step(kind, self.line(step, step["text"]), tuple(self.under(step))))
        return tuple(steps)

    def under(self, step: Any) -> Iterator[Line]:
        """The cells of a step's table, and the text under it."""
        for row in step.get("dataTable", {}).get("rows", []):
            yield from (self.line(cell, cell["value"]) for cell in row["cells"])
        if "docString" in step:
            yield self.line(step["docString"], step["docString"]["content"])

    def line(self, node: Any, text: str) -> Line:
        return Line(self.shown, node["location"]["line"], node["location"].get("column", 1), text)
