"""What a breach may cost: the sums in force on the day of its assessment, as if it were assessed now where no assessment is on file.

Read off a finding after everything is settled; never a total, for how many breaches there were is not counted.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any
from zoneinfo import ZoneInfo

from evaluator.documents.amounts import AGAINST, UNDER, Amount, Row
from evaluator.documents.case import Case, Telling
from evaluator.passes.amounts import BROKEN, Priced
from evaluator.passes.findings import Finding
from evaluator.passes.program import Program
from evaluator.passes.proof import span
from evaluator.words.times import EVER, local, midnight

BREACH = ("violated", "undetermined")


@dataclass(frozen=True)
class Cost:
    """What one amount comes to for one breach: the rows that may be the one, and whether the day may lie before the first of them.

    `assessed` is the assessment on file that picks them, None: as if assessed at the instant asked about; `sure` whether it surely does.
    """

    priced: Priced
    assessed: Telling | None
    sure: bool
    rows: tuple[Row, ...]
    too_early: bool

    @property
    def amount(self) -> Amount:
        """The amount itself."""
        return self.priced.amount

    def document(self) -> dict[str, Any]:
        """As a record holds it."""
        amount, told = self.amount, self.assessed
        return {
            "citation": amount.citation,
            "name": amount.name,
            "only_if": amount.only_if or None,
            "assessed": {"fact": told.id, "time": span(told.time), "sure": self.sure, "supposed": told.supposed}
            if told is not None
            else None,
            "sums": [row_document(row, self.priced) for row in self.rows],
            "none_known_before": str(amount.rows[0].since) if self.too_early else None,
        }


def row_document(row: Row, priced: Priced) -> dict[str, Any]:
    """One sum as a record holds it; what is doubtful about the row comes before what is about the card."""
    return {
        "from": str(row.since),
        "sort": row.sort or None,
        "sum": f"{row.sum} USD" if row.sum is not None else None,
        "per": row.per or None,
        "in_all": f"{row.in_all} USD" if row.in_all is not None else None,
        "source": row.source,
        "sure": row.sure or priced.amount.sure or priced.version.sure or "high",
        "doubts": row.doubts or priced.version.doubts or None,
    }


def costs(finding: Finding, program: Program, case: Case, known: int | None) -> list[Cost]:
    """What a breach, or what may be one, may cost; empty for anything else."""
    if finding.status not in BREACH or finding.kind not in BROKEN:
        return []
    found: list[Cost] = []
    for priced in program.amounts.get(finding.norm.id, ()):
        found += _of(finding, priced, program, case, known)
    return found


def _of(finding: Finding, priced: Priced, program: Program, case: Case, known: int | None) -> Iterator[Cost]:
    at, amount = finding.view.at, priced.amount
    known = None if known is not None and known >= EVER else known
    zone = program.rulebook.calendars[amount.calendar].zone
    if program.law is not None:
        rows, early = _between(amount, program.law, program.law)
        yield Cost(priced, None, True, rows, early)
        return
    certain = False
    for event in case.facts(known).told.get(amount.picked_by, ()):
        fits = [_fits(telling, finding, amount) for telling in event]
        for telling, fit in zip(event, fits, strict=True):
            first, last = max(telling.time.earliest, priced.since), min(telling.time.latest - 1, at)
            if fit is False or first > last or first >= priced.until:
                continue
            sure = all(fits) and len(event) == 1 and telling.time.latest - 1 <= at
            certain = certain or sure
            rows, early = _between(amount, _day(first, amount, zone), _day(last, amount, zone))
            yield Cost(priced, telling, sure, rows, early)
    if not certain and priced.since <= at < priced.until:
        today = _day(at, amount, zone)
        yield Cost(priced, None, True, *_between(amount, today, today))


def _day(us: int, amount: Amount, zone: ZoneInfo) -> date:
    """The day of an instant; of any instant before the first row the first day there is."""
    return local(us, zone).date() if amount.rows and us >= midnight(amount.rows[0].since, zone) else date.min


def _between(amount: Amount, first: date, last: date) -> tuple[tuple[Row, ...], bool]:
    """The rows that may be in force on a day between two, and whether none was on the first."""
    begun = amount.on(first)
    later = [row for row in amount.rows if first < row.since <= last]
    return ((begun,) if begun is not None else ()) + tuple(later), begun is None


def _fits(telling: Telling, finding: Finding, amount: Amount) -> bool | None:
    """Whether a fact is the assessment of this breach under this law; None: it does not say. Who pays by itself names no law."""
    against, under = telling.fields.get(amount.party), telling.fields.get(UNDER)
    if isinstance(against, tuple) and finding.bearer not in against:
        return False
    if isinstance(under, str):
        cited = (amount.citation, finding.citation)
        if not any(each == under or each.startswith((f"{under}(", f"{under} ", f"{under}.")) for each in cited):
            return False
    elif amount.party == AGAINST:
        return None
    return True if isinstance(against, tuple) else None
