"""The Python door: load a rulebook and a case, assess it at an instant, read findings and answers, keep a record."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import fields
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, overload
from zoneinfo import ZoneInfo

from evaluator.documents import case as documents_case
from evaluator.documents import rulebook as documents
from evaluator.documents.case import ANY_PARTY
from evaluator.documents.intake import case_of, load_case
from evaluator.doors.arguments import Instant, package_version
from evaluator.doors.given import Given, readings
from evaluator.doors.inquiry import Inquiry, book_given, path_in, paths_in
from evaluator.doors.ruling import Ruling, ruled
from evaluator.engines.reference import NAME, Reckoning
from evaluator.engines.registry import others
from evaluator.engines.second import SecondOpinion, second_opinion
from evaluator.engines.stated import stated
from evaluator.passes import record as recording
from evaluator.passes.assess import Answer, act_finding, not_applicable, position_finding
from evaluator.passes.endings import endings
from evaluator.passes.findings import Finding
from evaluator.passes.grounds import Asked
from evaluator.passes.heading import heading, offices_meant, recorded
from evaluator.passes.in_force import early
from evaluator.passes.lower import lower
from evaluator.passes.program import Program
from evaluator.passes.reasons import Reading
from evaluator.passes.say import Sayer
from evaluator.words.errors import UsageError, advise
from evaluator.words.fixed import Kept
from evaluator.words.source import Form
from evaluator.words.unhindered import unhindered

if TYPE_CHECKING:
    from evaluator.passes.verify import Refusal

HERE = Path(__file__).resolve().parent.parent


def rules_folder() -> Path:
    """The rulebook that comes with the package: in a wheel beside the code, in a checkout at the top."""
    packaged = HERE / "_rules"
    return packaged if packaged.is_dir() else HERE.parent / "rules"


_LOADED: dict[Path, Rulebook] = {}


class Rulebook(documents.Rulebook):
    """All rules, read from a folder of YAML files; immutable."""

    @classmethod
    def load(cls, path: str | Path | None = None) -> Rulebook:
        """The rulebook in a folder, or the one that comes with the package (read once); BadInput with every problem of reading it.

        A folder is read here, not checked: what `check` finds in it makes its answers worth nothing, and the commands refuse it then.
        """
        folder = Path(path_in(path, "path")) if path is not None else rules_folder()
        if path is None and folder in _LOADED:
            return _LOADED[folder]
        with unhindered:
            read = documents.load_rulebook(folder)
        book = cls(**{f.name: getattr(read, f.name) for f in fields(read)})
        if path is None:
            _LOADED[folder] = book
        return book


class Case(documents_case.Case):
    """Parties, facts, declarations and determinations, read from files or from memory; immutable. Cases of one `digest` say the same."""

    def __repr__(self) -> str:
        return f"<Case {self.name}: {len(self.tellings)} facts, {self.digest[:12]}>"

    @classmethod
    def load(
        cls, path: str | Path, *, rulebook: documents.Rulebook | None = None, suppose: Sequence[str | Path] = ()
    ) -> Case:
        """A case file (YAML, JSON or JSON Lines) with overlays of supposed facts; BadInput with every problem of every file."""
        book = book_given(rulebook, Rulebook.load)
        with unhindered:
            return cls.of(load_case(path_in(path, "path"), book.vocabulary, paths_in(suppose, "suppose")))

    @classmethod
    def read(
        cls,
        given: Given,
        *,
        rulebook: documents.Rulebook | None = None,
        suppose: Sequence[Given] = (),
        form: Form | None = None,
        name: str = "case",
    ) -> Case:
        """A case in memory, with overlays: each a mapping as a case file holds it, or the text of such a file; `form` if it is not plain.

        BadInput with every problem of them all, under `name`: the places are those of the text, of a mapping those of it as
        `json.dumps(given, indent=2, default=str)` writes it. UsageError for what is neither.
        """
        book = book_given(rulebook, Rulebook.load)
        asked = readings(given, suppose, form, name)
        with unhindered:
            return cls.of(case_of(asked, book.vocabulary, name))

    @classmethod
    def of(cls, case: documents_case.Case) -> Case:
        """A case that was built some other way."""
        return cls(**{f.name: getattr(case, f.name) for f in fields(case)})


class Record(Kept):
    """An assessment: `findings` and `answers` at one instant, on what was known, under one law and choice of readings. Immutable."""

    def __init__(self, program: Program, case: documents_case.Case, at: int, known: int | None, presume: bool) -> None:
        self.program, self.case, self.known = program, case, known
        self.at, self.presume, self.engine = at, presume, NAME
        self.second: SecondOpinion | None = None
        self.view = view = Reading(at, at)
        self.reckoning = Reckoning.of(program, case.facts(known), presume)
        self.reckoning.countable(at)
        found = [position_finding(position, view) for position in self.reckoning.positions]
        found += [act_finding(act, view) for act in self.reckoning.on_record]
        self.findings: tuple[Finding, ...] = tuple(sorted((f for f in found if f is not None), key=_finding_order))
        self.answers: tuple[Answer, ...] = tuple(self._answer(asked) for asked in self.reckoning.asked())
        self.__dict__["frozen"] = True

    def __setattr__(self, name: str, value: object) -> None:
        if "frozen" in self.__dict__:
            raise AttributeError(f"`{name}` of a record cannot be changed")
        super().__setattr__(name, value)

    def __delattr__(self, name: str) -> None:
        raise AttributeError(f"`{name}` of a record cannot be taken away")

    def seconded(self, by: str | SecondOpinion) -> Record:
        """This record with the second opinion of an engine, or with one that was given before; Disagreement if that engine differs."""
        if isinstance(by, str):
            first = stated(self.findings, self.answers)
            by = second_opinion(first, by, self.program, self.reckoning.facts, self.at, self.presume)
        record = object.__new__(type(self))
        record.__dict__.update(self.__dict__, second=by)
        return record

    @property
    def zone(self) -> ZoneInfo:
        """The zone in which times are told: that of the first calendar's office."""
        return next(iter(self.program.rulebook.calendars.values())).zone

    @cached_property
    def sayer(self) -> Sayer:
        """Puts leaves of this case into words."""
        say = Sayer(self.case, self.zone, self.known)
        say.endings = endings(self.reckoning.positions, say, self.program)
        return say

    def about(self, name: str) -> list[Finding]:
        """The findings of a citation or of a norm's name."""
        here = self.findings if name else ()
        return [f for f in here if name in (f.citation, f.name, f.norm.id) or f.citation.endswith(name)]

    def answer(self, question: str, *, toward: str = "", by: str | None = None) -> Answer:
        """The answer to one question: toward a party, by a party (any other provider if none is named)."""
        known = self.program.rulebook.questions
        if question not in known:
            raise UsageError(f"unknown question `{question}`", advise(question, known))
        for party in (toward, by or ""):
            if party and party != ANY_PARTY and party not in self.case.parties:
                raise UsageError(f"unknown party `{party}`", advise(party, self.case.parties))
        listed = (a for a in self.answers if a.asked.question.name == question)
        found = [a for a in listed if toward in ("", a.asked.toward) and by in (None, a.asked.by)]
        if found:
            return found[0]
        of_two = len(known[question].of) == 2
        return self._answer(self.reckoning.ask(known[question], by or (ANY_PARTY if of_two else toward), toward))

    def _answer(self, asked: Asked) -> Answer:
        return Answer(asked, self.view, not not_applicable(asked, self.at, self.zone, self.program.law))

    @cached_property
    def warnings(self) -> tuple[str, ...]:
        """What is odd about the case: an agency's act by somebody who is no agency, a name like another, a time before the law."""
        from evaluator.passes.cautions import cautions  # a module that the figures alone do not need

        return tuple(map(str, cautions(self)))

    def document(self) -> dict[str, Any]:
        """The whole record as plain data."""
        undigested = self._document()
        return {**undigested, "digest": recording.digest(undigested)}

    def _document(self) -> dict[str, Any]:
        program = self.program
        found = {finding.position for finding in self.findings if finding.position is not None}
        before = early(program, self.case, self.known)
        return {
            "format": recording.FORMAT,
            **heading(program, self.case, self.at, self.known, self.presume, NAME),
            **({"second_opinion": self.second.document()} if self.second is not None else {}),
            "package": package_version(),
            "digest": "",
            "recorded_presumed": sorted({t.id for t in recorded(self.case, self.known) if not t.recorded_said}),
            "offices": offices_meant(self.case, self.known),
            "answers": [
                recording.answer_document(answer, self.sayer, program, found, before) for answer in self.answers
            ],
            "findings": [recording.finding_document(finding, self.sayer, program) for finding in self.findings],
        }

    def to_json(self) -> str:
        """The record as canonical JSON: the same question gives the same bytes."""
        with unhindered:
            return recording.sealed(self._document())

    def verify(self) -> tuple[Refusal, ...]:
        """What the proof checker, which shares no code with the engine, refuses of this record as it is written; nothing if all holds."""
        from evaluator.passes.verify import Verifier  # twenty modules that only this needs

        return tuple(Verifier(self.program.rulebook, self.case).refusals(json.loads(self.to_json())))


def _finding_order(finding: Finding) -> tuple[int, str, str, str]:
    due = finding.due.earliest if finding.due else 10**18
    return (due, finding.norm.id, finding.trigger.id if finding.trigger else "", finding.bearer)


@overload
def assess(
    rulebook: documents.Rulebook,
    case: documents_case.Case,
    *,
    at: Instant,
    known: Instant | None = None,
    law: date | str | None = None,
    readings: Mapping[str, str] | None = None,
    as_if: Sequence[str] = (),
    presume: bool = True,
    engine: Literal["reference"] = "reference",
    second_opinion: bool = False,
) -> Record: ...


@overload
def assess(
    rulebook: documents.Rulebook,
    case: documents_case.Case,
    *,
    at: Instant,
    known: Instant | None = None,
    law: date | str | None = None,
    readings: Mapping[str, str] | None = None,
    as_if: Sequence[str] = (),
    presume: bool = True,
    engine: str,
    second_opinion: bool = False,
) -> Record | Ruling: ...


def assess(
    rulebook: documents.Rulebook,
    case: documents_case.Case,
    *,
    at: Instant,
    known: Instant | None = None,
    law: date | str | None = None,
    readings: Mapping[str, str] | None = None,
    as_if: Sequence[str] = (),
    presume: bool = True,
    engine: str = NAME,
    second_opinion: bool = False,
) -> Record | Ruling:
    """Assess a case at an instant.

    `at` and `known` are exact instants (RFC 3339 text, aware datetime, or µs UTC); `known` hides what was recorded later. `law` is a day
    whose law is applied to everything, as a what-if; `as_if` names paragraphs adopted without a date, or only proposed, to be applied in
    that text at all times. `readings` changes switches; `presume=False` presumes nothing absent.

    UsageError with everything that is wrong with the arguments; so too for a case that was loaded for a rulebook with other words.

    `second_opinion` has another engine decide the same case: IntegrityError, with each difference, if it does not say the same;
    `record.second` says if there is none. Any `engine` but the reference gives statuses without reasons, a Ruling.
    """
    switches = {"presume": presume, "second_opinion": second_opinion}
    asked = Inquiry.of(rulebook, case, at, known, law, readings, as_if, engine, **switches)
    with unhindered:
        program = lower(asked.rulebook, asked.law, asked.readings)
        if engine == NAME:
            record = Record(program, case, asked.at, asked.known, presume)
    if engine != NAME:
        return ruled(engine, program, case, asked.at, asked.known, presume)
    return record.seconded(others()[0]) if second_opinion else record
