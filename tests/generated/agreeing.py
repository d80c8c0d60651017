"""Agreement on generated cases: another engine decides what the reference decided, and everything that differs is kept."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from time import perf_counter

from evaluator import Rulebook
from evaluator.engines.agreement import compared
from evaluator.engines.opinions import Engine, Found, NoOpinion, Opinion
from evaluator.engines.stated import Reference
from evaluator.passes.program import Program
from evaluator.words.errors import BadInput, UsageError
from tests.generated.cases import Generated, World
from tests.generated.dice import EASTERN

# Words for one status under several constructs.
ALIKE = {"discharged": "fulfilled", "not discharged": "missed"}
STATUSES = (
    *("fulfilled", "missed", "pending", "excused", "undetermined", "respected", "violated"),
    *("used", "used without the condition", "used while not available"),
)
ANSWERS = ("yes", "no", "undetermined", "not applicable")
KEPT = 20  # differing cases that are kept whole


@dataclass
class Tally:
    """What came of a run: `none` counts why there was no opinion, `differing` holds the first cases with what differs in words."""

    cases: int = 0
    bad: int = 0
    norms: int = 0
    findings: int = 0
    answers: int = 0
    statuses: Counter[str] = field(default_factory=Counter)
    answered: Counter[str] = field(default_factory=Counter)
    none: Counter[str] = field(default_factory=Counter)
    unsupported: dict[str, str] = field(default_factory=dict)
    shared: tuple[str, ...] = ()
    differences: int = 0
    differing: list[tuple[int, tuple[str, ...]]] = field(default_factory=list)
    alone: list[float] = field(default_factory=list)
    second: list[float] = field(default_factory=list)

    def add(self, other: Tally) -> None:
        """Take up what came of another part of the run."""
        for name in ("cases", "bad", "norms", "findings", "answers", "differences"):
            setattr(self, name, getattr(self, name) + getattr(other, name))
        for name in ("statuses", "answered", "none"):
            getattr(self, name).update(getattr(other, name))
        self.unsupported |= other.unsupported
        self.shared = other.shared or self.shared
        self.differing = (self.differing + other.differing)[:KEPT]
        self.alone += other.alone
        self.second += other.second

    def shares(self) -> dict[str, float]:
        """How often each status was found and each answer given, of all findings and all answers."""
        found, told = max(1, self.statuses.total()), max(1, self.answered.total())
        shares = {status: self.statuses[status] / found for status in STATUSES}
        return shares | {f"answer: {word}": self.answered[word] / told for word in ANSWERS}

    def count(self, opinion: Opinion, program: Program) -> None:
        """Count the statuses of the reference."""
        self.statuses.update(status_of(each, program) for each in opinion.findings)
        self.answered.update(each.status for each in opinion.answers)


def status_of(found: Found, program: Program) -> str:
    """A status by the word of the table of statuses; a duty that is violated is missed."""
    if found.status == "violated" and program.norms[found.norm].kind == "duty":
        return "missed"
    return ALIKE.get(found.status, found.status)


class Attack:
    """Puts generated cases before the reference and another engine."""

    def __init__(self, book: Rulebook, other: Engine, reference: Engine | None = None) -> None:
        self.book, self.world = book, World(book)
        self.reference, self.other = reference or Reference(), other

    def run(self, seeds: range) -> Tally:
        """The cases of these numbers."""
        tally = Tally()
        for seed in seeds:
            self._one(self.world.case(seed), tally)
        return tally

    def _one(self, case: Generated, tally: Tally) -> None:
        try:
            program, read = case.program(self.book), case.case(self.book)
            facts = read.facts(case.known)
            began = perf_counter()
            first = self.reference.opinion(program, facts, case.at, case.presume)
            tally.alone.append(perf_counter() - began)
        except (BadInput, UsageError):  # no case, or asked about a year that no calendar counts
            tally.bad += 1
            return
        tally.count(first, program)
        facts = read.facts(case.known)  # put together anew: nothing that the reference worked out is at hand
        began = perf_counter()
        try:
            second = self.other.opinion(program, facts, case.at, case.presume)
        except NoOpinion as none:
            tally.none[str(none)] += 1
            return
        tally.second.append(perf_counter() - began)
        found = compared(first, second)
        tally.cases += 1
        tally.norms += len(program.norms.keys() - found.unsupported.keys())
        tally.findings += found.findings
        tally.answers += found.answers
        tally.unsupported, tally.shared = dict(found.unsupported), found.shared
        if not found.agreed:
            tally.differences += 1
            words = tuple(each.words(EASTERN) for each in found.differences)
            tally.differing = [*tally.differing, (case.seed, words)][:KEPT]

    def first_difference(self, seeds: Iterable[int]) -> tuple[int, tuple[str, ...]] | None:
        """The first case on which the two engines differ, and on what; None if they do on none."""
        for seed in seeds:
            words = self.differs(self.world.case(seed))
            if words:
                return seed, words
        return None

    def differs(self, case: Generated) -> tuple[str, ...]:
        """On what the two engines differ in one case, in words; nothing if they agree or one of them has no opinion."""
        program = case.program(self.book)
        try:
            both = [
                e.opinion(program, case.facts(self.book), case.at, case.presume) for e in (self.reference, self.other)
            ]
        except (BadInput, NoOpinion):
            return ()
        return tuple(each.words(EASTERN) for each in compared(*both).differences)
