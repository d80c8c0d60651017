"""The Python door: load a rulebook and a case, assess it at an instant, read findings and answers, keep a record."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import fields
from datetime import date, datetime
from functools import cached_property
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from evaluator.documents import case as documents_case
from evaluator.documents import rulebook as documents
from evaluator.documents.case import ANY_PARTY, Telling
from evaluator.documents.intake import load_case as read_case
from evaluator.engines.reference import NAME, Reckoning
from evaluator.passes import record as recording
from evaluator.passes.assess import Answer, act_finding, not_applicable, position_finding
from evaluator.passes.endings import endings
from evaluator.passes.findings import Finding
from evaluator.passes.grounds import Asked
from evaluator.passes.in_force import early
from evaluator.passes.lower import lower
from evaluator.passes.program import Program
from evaluator.passes.reasons import Reading
from evaluator.passes.say import Sayer
from evaluator.passes.verify import Refusal, Verifier
from evaluator.words.errors import TimeProblem, UsageError, advise
from evaluator.words.times import micro, parse_date, parse_instant, rfc3339
from evaluator.words.unhindered import unhindered

Instant = str | datetime | int
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
        """The rulebook in a folder, or the one that comes with the package (read once); BadInput with every problem in it."""
        folder = Path(path) if path is not None else rules_folder()
        if path is None and folder in _LOADED:
            return _LOADED[folder]
        read = documents.load_rulebook(folder)
        book = cls(**{f.name: getattr(read, f.name) for f in fields(read)})
        if path is None:
            _LOADED[folder] = book
        return book


class Case(documents_case.Case):
    """Parties, facts, declarations and determinations, read from a file; immutable."""

    @classmethod
    def load(cls, path: str | Path, *, rulebook: Rulebook | None = None, suppose: Sequence[str | Path] = ()) -> Case:
        """A case file (YAML, JSON or JSON Lines) with overlays of supposed facts; BadInput with every problem of every file."""
        vocabulary = (rulebook or Rulebook.load()).vocabulary
        with unhindered:
            return cls.of(read_case(path, vocabulary, suppose))

    @classmethod
    def of(cls, case: documents_case.Case) -> Case:
        """A case that was built some other way."""
        return cls(**{f.name: getattr(case, f.name) for f in fields(case)})


def to_instant(value: Instant, zone: ZoneInfo | None, what: str = "at") -> int:
    """An exact instant in µs UTC, from RFC 3339 text, an aware datetime or µs; UsageError for anything vaguer."""
    if isinstance(value, int) and not isinstance(value, bool):
        return value
    if not isinstance(value, str | datetime):
        raise UsageError(f"`{what}` is no instant", "give RFC 3339 text, an aware datetime, or microseconds UTC")
    if isinstance(value, datetime):
        if value.tzinfo is None:
            raise UsageError(f"`{what}` is a datetime without a zone", "give an aware datetime")
        return micro(value)
    try:
        return parse_instant(value, zone)
    except TimeProblem as problem:
        raise UsageError(f"`{what}`: {problem.what}", problem.help) from None


def to_day(value: date | str | None) -> date | None:
    """A day, from text or a date; UsageError for anything else."""
    if value is None or isinstance(value, date):
        return value
    try:
        return parse_date(value)
    except TimeProblem as problem:
        raise UsageError(f"`law`: {problem.what}", problem.help) from None


def law_of(rulebook: documents.Rulebook, law: date | str | None) -> date | None:
    """The day whose law is applied; UsageError for one whose law the rulebook does not hold."""
    day = to_day(law)
    if day is not None and rulebook.law_from is not None and day < rulebook.law_from:
        what = f"`law`: this rulebook does not hold the law of {day}"
        raise UsageError(
            what, f"it holds the law from {rulebook.law_from} on; its silence about earlier days says nothing"
        )
    return day


class Record:
    """An assessment: `findings` and `answers` at one instant, on what was known, under one law and choice of readings. Immutable."""

    def __init__(
        self, program: Program, case: documents_case.Case, at: int, known: int | None, presume: bool, engine: str
    ) -> None:
        self.program, self.case, self.known = program, case, known
        self.at, self.presume, self.engine = at, presume, engine
        self.view = view = Reading(at, at)
        self.reckoning = Reckoning.of(program, case.facts(known), presume)
        found = [position_finding(position, view) for position in self.reckoning.positions]
        found += [act_finding(act, view) for act in self.reckoning.on_record]
        self.findings: tuple[Finding, ...] = tuple(sorted((f for f in found if f is not None), key=_finding_order))
        self.answers: tuple[Answer, ...] = tuple(self._answer(asked) for asked in self.reckoning.asked())
        self.__dict__["frozen"] = True

    def __setattr__(self, name: str, value: object) -> None:
        if "frozen" in self.__dict__:
            raise AttributeError(f"`{name}` of a record cannot be changed")
        super().__setattr__(name, value)

    @property
    def zone(self) -> ZoneInfo:
        """The zone in which times are told: that of the first calendar's office."""
        return next(iter(self.program.rulebook.calendars.values())).zone

    @cached_property
    def sayer(self) -> Sayer:
        """Puts leaves of this case into words."""
        say = Sayer(self.case, self.zone, self.known)
        say.endings = endings(self.reckoning.positions, say)
        return say

    def about(self, name: str) -> list[Finding]:
        """The findings of a citation or of a norm's name."""
        return [f for f in self.findings if name in (f.citation, f.name, f.norm.id) or f.citation.endswith(name)]

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

    @property
    def _seen(self) -> list[Telling]:
        """The facts recorded by `known`."""
        return [t for t in self.case.tellings if self.known is None or t.recorded <= self.known]

    def _offices(self) -> dict[str, str]:
        """Parties taken for an office: those that the file declares, and those that what is known calls by an office's name."""
        named = {p for t in self._seen for value in t.fields.values() if isinstance(value, tuple) for p in value}
        named |= {d.by for said in self.reckoning.facts.said.values() for d in said}
        named |= {d.said_by for found in self.reckoning.facts.declared.values() for d in found}
        parties = self.case.parties.values()
        return {p.id: p.offices[0] for p in parties if p.offices and (p.declared or p.id in named)}

    def document(self) -> dict[str, Any]:
        """The whole record as plain data."""
        undigested = self._document()
        return {**undigested, "digest": recording.digest(undigested)}

    def _document(self) -> dict[str, Any]:
        program, rulebook = self.program, self.program.rulebook
        found = {finding.position for finding in self.findings if finding.position is not None}
        before = early(program, self.case, self.known)
        changed = {
            name: option for name, option in program.readings.items() if option != rulebook.readings[name].default
        }
        return {
            "format": recording.FORMAT,
            "at": rfc3339(self.at),
            "known": rfc3339(self.known) if self.known is not None else None,
            "law": str(program.law) if program.law else None,
            "counterfactual": program.law is not None,
            "presume": "default" if self.presume else "none",
            "readings": changed,
            "engine": {"asked": self.engine, "answered": NAME},
            "package": package_version(),
            "rulebook": {"version": rulebook.version, "digest": rulebook.digest},
            "digest": "",
            "case": {"name": self.case.name, "digest": self.case.digest_at(self.known), "supposes": self.case.supposes},
            "recorded_presumed": sorted({t.id for t in self._seen if not t.recorded_said}),
            "offices": self._offices(),
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
        return tuple(Verifier(self.program.rulebook, self.case).refusals(json.loads(self.to_json())))


def _finding_order(finding: Finding) -> tuple[int, str, str, str]:
    due = finding.due.earliest if finding.due else 10**18
    return (due, finding.norm.id, finding.trigger.id if finding.trigger else "", finding.bearer)


def package_version() -> str:
    """The version of the installed package."""
    try:
        return version("callrules")
    except PackageNotFoundError:
        return "0+checkout"


def assess(
    rulebook: documents.Rulebook,
    case: documents_case.Case,
    *,
    at: Instant,
    known: Instant | None = None,
    law: date | str | None = None,
    readings: Mapping[str, str] | None = None,
    presume: bool = True,
    engine: str = NAME,
) -> Record:
    """Assess a case at an instant.

    `at` and `known` are exact instants (RFC 3339 text, aware datetime, or µs UTC); `known` hides what was recorded later. `law` is a day
    whose law is applied to everything, as a what-if. `readings` changes switches; `presume=False` presumes nothing absent.
    """
    if engine != NAME:
        raise UsageError(f"unknown engine `{engine}`", f"there is `{NAME}`")
    program = lower(rulebook, law_of(rulebook, law), readings)
    limit = to_instant(known, case.zone, "known") if known is not None else None
    with unhindered:
        return Record(program, case, to_instant(at, case.zone), limit, presume, engine)


def demo(name: str) -> Case:
    """A case that comes with the package: `sipkonnect`, the letter alone."""
    return Case.load(HERE / "demos" / f"{name}.yaml")
