"""What an engine that gives no reasons says of a case: findings with statuses and ends of windows, and answers."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any
from zoneinfo import ZoneInfo

from evaluator.documents.case import Case
from evaluator.doors.arguments import package_version
from evaluator.engines.agreement import called
from evaluator.engines.opinions import Answered, Found, NoOpinion, Opinion
from evaluator.engines.second import opinion_of
from evaluator.passes.assumptions import what_if_words
from evaluator.passes.heading import heading
from evaluator.passes.program import Program
from evaluator.passes.record import canonical, instant
from evaluator.passes.say import safe
from evaluator.words.errors import IntegrityError, UsageError
from evaluator.words.fixed import Kept
from evaluator.words.times import spoken

FORMAT = "callrules ruling 1"
NO_REASONS = "This engine gives no reasons: no proof, nothing that is missing or would change it, and no record that can be replayed."
CLOSING = "A computed position, from the rules and facts as they were put in; not legal advice."


@dataclass(frozen=True)
class Ruling(Kept):
    """What one engine says, at one instant on what was known. Times are µs UTC."""

    program: Program = field(repr=False)
    case: Case = field(repr=False)
    at: int
    known: int | None
    presume: bool
    opinion: Opinion = field(repr=False)

    @property
    def engine(self) -> str:
        """The engine that answered."""
        return self.opinion.engine

    @property
    def findings(self) -> tuple[Found, ...]:
        """One for each instance of a norm, soonest end first."""
        return tuple(sorted(self.opinion.findings, key=lambda f: (f.due or (10**18, 0), f)))

    @property
    def answers(self) -> tuple[Answered, ...]:
        """One for each question and pair."""
        return tuple(sorted(self.opinion.answers))

    def document(self) -> dict[str, Any]:
        """As plain data."""
        return {
            "format": FORMAT,
            **heading(self.program, self.case, self.at, self.known, self.presume, self.engine),
            "package": package_version(),
            "findings": [_finding(each) for each in self.findings],
            "answers": [
                {"question": a.question, "by": a.by or None, "toward": a.toward or None, "status": a.status}
                for a in self.answers
            ],
            "unsupported": dict(sorted(self.opinion.unsupported.items())),
            "shared": list(self.opinion.shared),
        }

    def to_json(self) -> str:
        """The document as canonical JSON."""
        return canonical(self.document()).decode()

    def lines(self, party: str | None = None) -> list[str]:
        """In plain words, of one party or of all, one finding or answer a line."""
        what_if, zone = what_if_words(self.program), next(iter(self.program.rulebook.calendars.values())).zone
        head = [f"{self.case.name}, at {spoken(self.at, zone)}, by the engine {self.engine}", NO_REASONS]
        head += [f"{what_if[:1].upper()}{what_if[1:]}."] if what_if else []
        owed = [each for each in self.findings if party in (None, each.bearer, each.toward)]
        asked = [each for each in self.answers if party in (None, each.by, each.toward)]
        found = [f"  {each.status}: {called(each)}{_until(each, zone)}" for each in owed]
        answered = [f"  {each.status}: {called(each)}" for each in asked]
        undecided = [f"  {name}: {why}" for name, why in sorted(self.opinion.unsupported.items())]
        parts = [("Findings", found), ("Answers", answered), ("Not decided by this engine", undecided)]
        return [*head, *(line for title, lines in parts if lines for line in ("", title, *lines)), "", CLOSING]


def ruling_in(ruling: Ruling, form: str, party: str | None = None) -> str:
    """A ruling in one of the formats it has: text or json."""
    if form not in ("text", "json"):
        raise UsageError(
            f"the engine `{ruling.engine}` gives no reasons, so there is no `{form}`", "ask for text or json"
        )
    return ruling.to_json() if form == "json" else "\n".join(map(safe, ruling.lines(party)))


def _finding(found: Found) -> dict[str, Any]:
    due = {"earliest": instant(found.due[0]), "latest": instant(found.due[1])} if found.due is not None else None
    return {
        "norm": found.norm, "about": found.about, "bearer": found.bearer, "toward": found.toward or None,
        "status": found.status, "due": due,
    }  # fmt: skip


def _until(found: Found, zone: ZoneInfo) -> str:
    if found.due is None:
        return ""
    ends = dict.fromkeys((spoken(found.due[0], zone), spoken(found.due[1] - 1, zone)))
    return f"; due {' to '.join(ends)}"


def ruled(name: str, program: Program, case: Case, at: int, known: int | None, presume: bool) -> Ruling:
    """What an engine says of a case by itself; IntegrityError if it cannot say."""
    try:
        found = opinion_of(name, program, case.facts(known), at, presume)
    except NoOpinion as none:
        raise IntegrityError(f"the engine `{name}` gives no answer: {none}") from None
    return Ruling(program, case, at, known, presume, found)
