"""A second opinion: another engine decides the same case. It agrees, it differs, or there is none; a failure is never agreement."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any
from zoneinfo import ZoneInfo

from evaluator.documents.case import Facts
from evaluator.engines.agreement import Comparison, Difference, compared
from evaluator.engines.opinions import NoOpinion, Opinion
from evaluator.engines.registry import engine
from evaluator.passes.program import Program
from evaluator.words.errors import BadInput, IntegrityError, UsageError


class Disagreement(IntegrityError):
    """Two engines differ on a case; `differences` names each finding and answer."""

    def __init__(self, differences: tuple[Difference, ...], zone: ZoneInfo) -> None:
        self.differences = differences
        one, other = differences[0].engines
        count = _counted(len(differences), "finding or answer")
        lines = [f"the engines `{one}` and `{other}` differ on {count}, so none is given", *_lines(differences, zone)]
        help = f"one of them is wrong: please report it with the case; without --second-opinion `{one}` answers alone"
        super().__init__("\n".join([*lines, f"  help: {help}"]))
        self._told_in = zone

    def __reduce__(self) -> tuple[type[Disagreement], tuple[tuple[Difference, ...], ZoneInfo]]:
        return type(self), (self.differences, self._told_in)


def _lines(differences: tuple[Difference, ...], zone: ZoneInfo) -> list[str]:
    return [f"  {each.words(zone)}" for each in differences]


@dataclass(frozen=True)
class SecondOpinion:
    """What another engine said of the same case: that it agrees, with what was compared; or `why` there is no second opinion."""

    engine: str
    why: str = ""
    comparison: Comparison | None = field(default=None, repr=False)

    @property
    def agreed(self) -> bool:
        """Whether there is a second opinion, which then says the same."""
        return self.comparison is not None

    def document(self) -> dict[str, Any]:
        """As a record holds it."""
        found = self.comparison
        return {
            "engine": self.engine,
            "agreed": True if found is not None else None,
            "why_none": self.why or None,
            "compared": {"findings": found.findings, "answers": found.answers} if found is not None else None,
            "unsupported": _by_reason(found) if found is not None else [],
            "shared": list(found.shared) if found is not None else [],
        }

    def words(self) -> str:
        """In one or two sentences."""
        if self.comparison is None:
            return f"No second opinion: {self.why}."
        found = self.comparison
        compared = f"{_counted(found.findings, 'finding')} and {_counted(found.answers, 'answer')}"
        told = f"Second opinion: the engine {self.engine} says the same of {compared}."
        left_out = len(found.unsupported)
        return f"{told} It does not decide {_counted(left_out, 'norm or question')}." if left_out else told


def _counted(number: int, noun: str) -> str:
    return f"{number:,} {noun if number == 1 else noun.replace(' or ', 's or ') + 's'}"


def _by_reason(found: Comparison) -> list[dict[str, Any]]:
    reasons: dict[str, list[str]] = {}
    for name, why in sorted(found.unsupported.items()):
        reasons.setdefault(why, []).append(name)
    return [{"why": why, "names": names} for why, names in sorted(reasons.items())]


def opinion_of(name: str, program: Program, facts: Facts, at: int, presume: bool) -> Opinion:
    """What an engine says; NoOpinion if it cannot say, whatever the reason."""
    try:
        return engine(name).opinion(program, facts, at, presume)
    except (NoOpinion, BadInput, UsageError):
        raise
    except Exception as problem:  # a second opinion that breaks must not take the first one with it
        raise NoOpinion(f"the engine `{name}` failed ({type(problem).__name__})") from problem


def second_opinion(first: Opinion, name: str, program: Program, facts: Facts, at: int, presume: bool) -> SecondOpinion:
    """Ask another engine and lay its words beside the first; Disagreement, with every difference, if they do not say the same."""
    try:
        other = opinion_of(name, program, facts, at, presume)
    except (NoOpinion, BadInput, UsageError) as none:
        return SecondOpinion(name, str(none).rstrip("."))
    found = compared(first, other)
    if not found.agreed:
        raise Disagreement(found.differences, next(iter(program.rulebook.calendars.values())).zone)
    return SecondOpinion(name, "", found)
