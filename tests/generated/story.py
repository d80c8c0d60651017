"""A story: the facts of a generated case as they grow, with the instants round which it is worth looking."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from evaluator.documents.vocabulary import Field, Kind
from evaluator.passes.program import Program
from evaluator.words.errors import TimeProblem
from evaluator.words.times import EVER, HOUR, NEVER, Interval, parse_time
from tests.generated.cast import Cast
from tests.generated.dice import DAY, EASTERN, Dice

Names = dict[str, Any]
USUAL = {"alpha": 6, "beta": 5, "gamma": 1, "delta": 1}  # who is named where anybody may be
RUINED = 0.015  # how often a field that is told is left out, and how often it is blacked out


@dataclass(eq=False)
class Fact:
    """One fact as it is told first: `us` is when it was, `when` how that is written; `inside` is the document a demand stands in."""

    kind: str
    id: str
    us: int
    when: str
    fields: dict[str, Any] = field(default_factory=dict)
    ended: str = ""
    inside: Fact | None = None

    @property
    def span(self) -> Interval:
        """The time it may have been, as written."""
        return spanned(self.when, self.us)


def spanned(text: str, us: int) -> Interval:
    """What a written time covers, its open ends cut off a year away."""
    try:
        found = parse_time(text, EASTERN)
    except TimeProblem:
        return Interval(us, us + 1)
    return Interval(found.earliest if found.earliest > NEVER else us, found.latest if found.latest < EVER else us + 1)


class Story:
    """Facts, judgements and declarations, and the marks: instants at which something begins or ends."""

    def __init__(self, dice: Dice, program: Program, cast: Cast, start: int) -> None:
        self.dice, self.program, self.cast, self.start = dice, program, cast, start
        self.vocabulary = program.rulebook.vocabulary
        self.facts: list[Fact] = []
        self.judged: list[dict[str, Any]] = []
        self.complete: list[dict[str, Any]] = []
        self.marks: list[int] = [start]
        self.ends: list[int] = []
        self.owed: dict[str, set[str]] = {}  # whose records matter, and of which kinds
        self.whole: set[str] = set()  # who surely keeps whole records
        self.counts: dict[str, int] = {}
        permitted = (norm for norm in program.norms.values() if norm.kind == "permission")
        cited = {wording.construct.citation for norm in permitted for wording in norm.wordings}
        self.citations = sorted(each for each in cited if each[0].isdigit())

    def new(self, kind: str, us: int, sort: str = "") -> Fact:
        """One more fact of a kind."""
        self.counts[kind] = number = self.counts.get(kind, 0) + 1
        fact = Fact(kind, f"{kind} {number}", us, self.dice.written(us, sort))
        if self.vocabulary.kinds[kind].period and self.dice.chance(0.4):
            ended = spanned(fact.when, us).latest + self.dice.pick((1, HOUR, DAY, 9 * DAY, 40 * DAY))
            fact.ended = self.dice.written(ended, self.dice.pick(("exact", "exact", "date")))
            if parse_time(fact.ended, EASTERN).latest <= spanned(fact.when, us).latest + 3 * HOUR:
                fact.ended = ""
        self.facts.append(fact)
        return fact

    def mark(self, fact: Fact) -> None:
        """Times worth looking round: those of a fact."""
        span = fact.span
        self.marks += [span.earliest, span.last]

    def moment(self) -> int:
        """An instant at or near something that happened or ends; the ends of windows most of all."""
        dice = self.dice
        found = dice.near(dice.pick(self.ends if self.ends and dice.chance(0.6) else self.marks))
        return max(min(found, self.start + 900 * DAY), self.start - 90 * DAY)

    def after(self, us: int) -> int:
        """An instant after another one, mostly soon."""
        later = [mark for mark in (*self.ends, *self.marks) if mark > us]
        if later and self.dice.chance(0.5):
            return max(us + 1, self.dice.near(self.dice.pick(later)))
        return us + self.dice.pick((1, 1, 1000, HOUR, DAY, 3 * DAY, 20 * DAY))

    # -- values

    def person(self, names: Names) -> str:
        """A party that is no office: one who plays already, mostly."""
        taken = [each for each in names.values() if each in self.cast.people]
        free = [each for each in self.cast.people[:3] if each not in taken]
        return self.dice.pick(free) if free and not self.dice.chance(0.04) else self.dice.pick(self.cast.people)

    def key(self, name: str) -> str:
        """An id for a field that joins: of a fact of that kind, or of a thing."""
        here = [fact.id for fact in self.facts if fact.kind == name]
        return self.dice.pick(here) if here else f"{name} {self.dice.weighted({1: 7, 2: 2})}"

    def value(self, kind: Kind, told: Field, us: int) -> Any:
        """Any value that a field may have; None where there is none to be had."""
        dice = self.dice
        match told.type:
            case "party" | "parties":
                offices = list(self.cast.offices)
                one = dice.weighted(USUAL) if dice.chance(0.7) else dice.pick(offices)
                if told.type == "parties" and dice.chance(0.2):
                    return sorted({one, dice.weighted(USUAL)})
                return "all U.S. providers" if told.type == "parties" and dice.chance(0.04) else one
            case "key":
                return self.key(told.name)
            case "keys":
                return sorted({self.key(told.name), self.key(told.name)})
            case "choice":
                return dice.pick(told.options)
            case "several":
                return dice.some(told.options, 0.5) or [dice.pick(told.options)]
            case "yes or no":
                return dice.pick(("yes", "no"))
            case "reference":
                wanted = {member for name in told.options for member in self.vocabulary.members(name)}
                here = [fact.id for fact in self.facts if fact.kind in wanted]
                return dice.pick(here) if here else None
            case "time":
                return dice.written(us + dice.pick((0, 1, HOUR, DAY, 3 * DAY)))
            case "number":
                return str(dice.pick((0, 1, 27, 28, 29, 365)))
            case "length":
                return dice.pick(("24 hours", "48 hours", "10 days", "14 days", "13 days", "30 days"))
            case "date":
                return dice.written(us + dice.pick((1, 7, 14, 21, 40)) * DAY, "date")
            case "citation":
                return dice.pick(self.citations) if dice.chance(0.5) else None
            case "dates":
                return self._printed(kind, us)
        return None

    def _printed(self, kind: Kind, us: int) -> dict[str, str] | None:
        """Dates that a letter prints for a duty or two that count them."""
        known = [name for name, counts in (self.vocabulary.norms or {}).items() if counts]
        days = (1, 7, 13, 14, 15, 21, 30)
        chosen = self.dice.some(known, 0.5)
        return {name: self.dice.written(us + self.dice.pick(days) * DAY, "date") for name in chosen} or None
