"""What may kill a mutant: every scenario of features/ and every row of the data tests, made once and asked again of each rulebook."""

from __future__ import annotations

import inspect
import json
import re
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache, cached_property, partial
from importlib import import_module
from itertools import product
from pathlib import Path
from typing import Any

import pytest
from pytest_bdd.feature import get_features

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

from evaluator import Case, Record, Rulebook, assess  # noqa: E402  # found by the line above
from evaluator.passes import record as recording  # noqa: E402
from features import outcome  # noqa: E402
from features.lint import defined_steps  # noqa: E402
from features.outcome import known_norms  # noqa: E402
from features.story import Data, Story  # noqa: E402

ROWS = ("test_conformance", "test_meaning_table", "test_corner_cases", "test_calendars", "test_questions")
FAILED = (Exception, pytest.fail.Exception)
DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


@dataclass(eq=False)
class Check:
    """One scenario with its examples, or one row; `about` are the cards of its findings and answers, `asked` its questions.

    `says` are the norms and questions that a scenario speaks of: only in those can it fail. `days` are the days written in it.
    """

    name: str
    run: Callable[[], object]
    about: set[str] = field(default_factory=set)
    asked: set[str] = field(default_factory=set)
    says: list[str] = field(default_factory=list)
    days: frozenset[str] = frozenset()

    def fails(self) -> bool:
        """Whether the law in use does not come out as it should."""
        try:
            self.run()
        except FAILED:
            return True
        return False


class Law:
    """The rulebook in use: whatever asks for the one that comes with the package gets it."""

    book: Rulebook = Rulebook.load()
    shipped: Rulebook = book
    records: list[Record] = []  # noqa: RUF012  # those made for the check at hand, kept while `watched`
    watched = False
    cases: dict[Any, Case] = {}  # noqa: RUF012  # read once for all laws

    @classmethod
    def load(cls, path: str | Path | None = None) -> Rulebook:
        """As `Rulebook.load`."""
        return LOAD(path) if path is not None else cls.book

    @classmethod
    def read(cls, folder: Path) -> Rulebook:
        """The rulebook in a folder, read anew."""
        return LOAD(folder)

    @classmethod
    def use(cls, book: Rulebook) -> None:
        """Ask this rulebook from now on."""
        cls.book = book
        vars(import_module("test_calendars"))["FCC"] = book.calendars["fcc"]
        norms = cache(known_norms)
        vars(outcome)["known_norms"] = norms

    @classmethod
    def case(cls, key: object, read: Callable[[], Case]) -> Case:
        """A case, read again only where another law lets dates of other norms be printed in it."""
        whole = (key, frozenset((cls.book.vocabulary.norms or {}).items()))
        if whole not in cls.cases:
            cls.cases[whole] = read()
        return cls.cases[whole]

    @classmethod
    def assessed(cls, *arguments: Any, **asked: Any) -> Record:
        """As `assess`."""
        record: Record = assess(*arguments, **asked)
        vars(record)["document"] = cache(record.document)  # rows ask for it once for each thing they expect
        if cls.watched:
            cls.records.append(record)
        return record


LOAD = Rulebook.load


class Part(dict[str, Any]):
    """A finding or an answer as a record has it, of which all but its name and status is worked out when it is first asked for."""

    def __init__(self, known: Mapping[str, Any], rest: Callable[[], Data]) -> None:
        super().__init__(known)
        self.rest = rest

    def __missing__(self, key: str) -> Any:
        self.update(self.rest())
        return self[key]


class Replayed(Story):
    """A story that was told once and is asked of the rulebook in use; its proofs are not looked at."""

    def record_of(self, *files: Data) -> Data:
        return self.answered(*files).document()

    def answered(self, *files: Data) -> Record:
        """What the evaluator answers under the law in use."""
        text = json.dumps([files, str(self.asked.get("at"))])

        def read() -> Case:
            self.folder = Path(tempfile.mkdtemp())  # processes that run at once do not share it
            first, *others = [self._written(number, file) for number, file in enumerate(files)]
            return Case.load(first, rulebook=Law.book, suppose=others)

        return Law.assessed(Law.book, Law.case(text, read), **self.asked)

    @cached_property
    def document(self) -> Data:
        """The record as data, in parts."""
        record = self.answered(self.told, self.supposed)
        found = {finding.position for finding in record.findings if finding.position is not None}
        before = import_module("evaluator.passes.in_force").early(record.program, record.case, record.known)
        findings = [
            Part(
                {"citation": f.citation, "name": f.name, "bearer": f.bearer, "status": f.status,
                 "trigger": f.trigger.id if f.trigger else None},
                partial(recording.finding_document, f, record.sayer, record.program),
            )
            for f in record.findings
        ]  # fmt: skip
        answers = [
            Part(
                {"question": a.asked.question.name, "by": a.asked.by or None, "toward": a.asked.toward or None, "status": a.status},
                partial(recording.answer_document, a, record.sayer, record.program, found, before),
            )
            for a in record.answers
        ]  # fmt: skip
        marks = {"counterfactual": record.program.counterfactual, "case": {"supposes": record.case.supposes}}
        return {**marks, "findings": findings, "answers": answers}


class Whole(Replayed):
    """A story whose record is compared as a whole."""

    @cached_property
    def document(self) -> Data:
        """The record as data."""
        return self.record_of(self.told, self.supposed)


def scenarios(folder: Path) -> Iterator[Check]:
    """Every scenario with every row of its examples."""
    known = defined_steps(ROOT / "features")

    def step(spoken: Any) -> tuple[str, partial[object]]:
        [definition] = [each for each in known if each.type == spoken.type and each.parser.is_matching(spoken.name)]
        given = dict(definition.parser.parse_arguments(spoken.name) or {})
        if spoken.datatable:
            given["datatable"] = [[cell.value for cell in row.cells] for row in spoken.datatable.rows]
        return spoken.type, partial(definition.step_func, **given)

    for feature in get_features([str(ROOT / "features")]):
        for scenario in feature.scenarios.values():
            rows = [row for table in scenario.examples for row in table.as_contexts()] or [{}]
            for number, row in enumerate(rows, 1):
                steps = [step(each) for each in scenario.render(row).steps]
                compared = any(
                    "comes out as in the case" in each.name or "all comes out" in each.name for each in scenario.steps
                )
                story = (Whole if compared else Replayed)(folder)
                before = [work for sort, work in steps if sort != "then"]
                after = [work for sort, work in steps if sort == "then"]
                for work in before:
                    work(story=story)
                check = Check(f"{feature.name}: {scenario.name} {number}", partial(told, story, after))
                check.days = days_in([story.told, story.supposed, story.asked])
                if not compared:
                    check.says = [str(work.keywords.get(each, "")) for work in after for each in ("norm", "question")]
                yield check


def days_in(told: Any) -> frozenset[str]:
    """The days that are written in what is told."""
    return frozenset(DAY.findall(json.dumps(told, default=str)))


def told(story: Story, sentences: list[partial[object]]) -> None:
    """What a scenario says comes out, under the law in use."""
    vars(story).pop("document", None)
    story.it = {}
    for sentence in sentences:
        sentence(story=story)


def rows() -> Iterator[Check]:
    """Every row of the data tests that needs nothing but its row."""
    for name in ROWS:
        module = import_module(name)
        vars(module)["assess"] = Law.assessed
        if "case_of" in vars(module):
            vars(module)["case_of"] = partial(remembered, vars(module)["case_of"])
        for test, function in vars(module).items():
            if test.startswith("test_"):
                marks = [mark for mark in getattr(function, "pytestmark", ()) if mark.name == "parametrize"]
                yield from called(f"{name}::{test}", function, marks)


def remembered(read: Callable[..., Case], data: Mapping[str, Any], rulebook: Rulebook | None = None) -> Case:
    """A case of a row, read once."""
    book = rulebook or Law.book
    if book is not Law.book:
        return read(data, book)
    return Law.case(json.dumps(data), lambda: read(data, book))


def called(name: str, function: Callable[..., object], marks: list[Any]) -> Iterator[Check]:
    """A test function with each of its rows; none if it needs a fixture."""
    columns = [
        [part.strip() for part in mark.args[0].split(",")] if isinstance(mark.args[0], str) else mark.args[0]
        for mark in marks
    ]
    if {each for names in columns for each in names} != set(inspect.signature(function).parameters):
        return
    for number, chosen in enumerate(product(*(list(mark.args[1]) for mark in marks)), 1):
        given: dict[str, Any] = {}
        for names, row in zip(columns, chosen, strict=True):
            values = (
                row.values
                if hasattr(row, "values") and not isinstance(row, dict)
                else row
                if len(names) > 1
                else (row,)
            )
            given |= dict(zip(names, values, strict=True))
        says = spoken_of(sys.modules[function.__module__], given)
        yield Check(f"{name} {number}", partial(function, **given), says=says, days=days_in(list(given.values())))


def spoken_of(module: Any, given: Mapping[str, Any]) -> list[str]:
    """The norms and questions that a row of a table speaks of, by the letters of its module; none if that cannot be told."""
    row = given.get("row", given.get("given"))
    if hasattr(row, "says"):
        return list(row.says)
    expected = (
        [row.expect] if hasattr(row, "expect") else [each for each in (row or {}).values() if isinstance(each, Mapping)]
    )
    letters = [word for each in expected for key in each for word in str(key).split()]
    named = {**vars(module).get("NORMS", {}), **vars(module).get("QUESTIONS", {})}
    return [
        f"{named[letter]} " if letter in named and " " in named[letter] else named[letter]
        for letter in letters
        if letter in named
    ]


def collect(whole: bool) -> tuple[list[Check], list[str]]:
    """Every check with what it is about; and the names of those that do not hold under the law as it is, which are left out.

    Unless the `whole` is asked for, those that say themselves what they speak of are not asked beforehand.
    """
    setattr(Rulebook, "load", Law.load)  # noqa: B010  # a method, which mypy will not see assigned
    folder = Path(tempfile.mkdtemp())
    Law.use(Law.shipped)
    sound, wrong = [], []
    Law.watched = True
    for check in (*scenarios(folder), *rows()):
        Law.records.clear()
        if (whole or not check.says) and check.fails():
            wrong.append(check.name)
            continue
        if check.says:
            check.asked = {said for said in check.says if said in Law.shipped.questions}
        else:
            check.about = {found.citation for record in Law.records for found in record.findings}
            answers = [answer for record in Law.records for answer in record.answers]
            check.about |= {ground.wording.construct.citation for answer in answers for ground, _ in answer.grounds}
            check.asked = {answer.asked.question.name for answer in answers}
        sound.append(check)
    Law.watched = False
    Law.records.clear()
    return sound, wrong
