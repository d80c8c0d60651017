"""What a breach may cost, worked out anew from the cards for the proof checker: which sums a record must print of a finding."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any
from zoneinfo import ZoneInfo

from evaluator.documents.amounts import Amount, Row, parse_amount
from evaluator.documents.cards import Card, Section, Version
from evaluator.documents.case import Facts, Telling
from evaluator.documents.constructs import Setting
from evaluator.documents.reader import Reader
from evaluator.documents.terms import Construct
from evaluator.passes.verify_law import Law
from evaluator.passes.verify_leaves import span
from evaluator.words.times import EVER, NEVER, local, midnight

Sized = tuple[Amount, Version, int, int]  # an amount, its version, and the time over which that is in force


def amounts(
    construct: Construct, norm: str, status: str, bearer: str, law: Law, facts: Facts, at: int
) -> dict[str, Any]:
    """`amounts` as a record must print it of one finding; nothing where nothing is broken or no sum is known to the cards."""
    if construct.kind not in ("duty", "prohibition") or status not in ("violated", "undetermined"):
        return {}
    printed = [
        each
        for one in _by_norm(law).get(norm, ())
        for each in _printed(one, (construct.citation, bearer), law, facts, at)
    ]
    return {"amounts": printed} if printed else {}


def _by_norm(law: Law) -> dict[str, list[Sized]]:
    """For each norm what its breach may cost, in the order of the cards."""
    key = (
        "checker's amounts",
        law.law,
        id(law.rulebook.sections),
    )  # others where a pending text is supposed to be in force
    if key not in law.rulebook.lowered:
        found: dict[str, list[Sized]] = {}
        for section, card in law.rulebook.cards():
            for version in card.versions:
                force = _force(section, card, version, law)
                for name, tree in version.amounts.values() if force is not None else ():
                    setting = Setting(
                        section.cite(card.number), section.name, section.layer, section.calendar, section.parties,
                        law.rulebook.vocabulary, law.rulebook.defined,
                    )  # fmt: skip
                    amount = parse_amount(Reader(section.file), name, tree, setting)
                    for norm in _norms(amount, section.name, card.number, law):
                        found.setdefault(norm, []).append((amount, version, *(force or (0, 0))))
        law.rulebook.lowered[key] = found
    kept: dict[str, list[Sized]] = law.rulebook.lowered[key]
    return kept


def _force(section: Section, card: Card, version: Version, law: Law) -> tuple[int, int] | None:
    """When a version is in force; under a law of one day always, or never."""
    if version.effective is None:
        return None
    later = [each.effective for each in card.versions[card.versions.index(version) + 1 :] if each.effective is not None]
    end = version.until if version.until is not None else next(iter(later), None)
    if law.law is not None:
        return (NEVER, EVER) if version.effective <= law.law and (end is None or law.law < end) else None
    zone = law.rulebook.calendars[section.calendar].zone
    begins = version.compliance if version.compliance is not None else version.effective
    return (
        NEVER if version.effective == date.min else midnight(begins, zone),
        midnight(end, zone) if end is not None else EVER,
    )


def _norms(amount: Amount, section: str, number: str, law: Law) -> list[str]:
    """The duties and prohibitions named: by name, or as all of a paragraph, a section or a part."""
    covered: set[str] = set()
    for written in amount.of:
        covered |= {*law.find(written, section, number)}
        covered |= {id for id in law.norms if id.startswith((written + "(", written + "."))}
    return [id for id in covered if law.norms[id].kind in ("duty", "prohibition")]


def _printed(one: Sized, breach: tuple[str, str], law: Law, facts: Facts, at: int) -> Iterator[dict[str, Any]]:
    amount, _, since, until = one
    zone = law.rulebook.calendars[amount.calendar].zone
    if law.law is not None:
        yield _entry(one, None, True, law.law, law.law)
        return
    picked = False
    for tellings in facts.told.get(amount.picked_by, ()):
        told = [_about(telling, amount, *breach) for telling in tellings]
        for telling, about in zip(tellings, told, strict=True):
            begins, ends = max(telling.time.earliest, since), min(telling.time.latest - 1, at)
            if about == "no" or begins > ends or begins >= until:
                continue
            surely = len(tellings) == 1 and told == ["yes"] and telling.time.latest <= at + 1
            picked |= surely
            yield _entry(one, telling, surely, _date(begins, amount, zone), _date(ends, amount, zone))
    if not picked and since <= at < until:
        yield _entry(one, None, True, *(_date(at, amount, zone),) * 2)


def _about(telling: Telling, amount: Amount, citation: str, bearer: str) -> str:
    """Whether an assessment is of this breach under this law: yes, no, or open."""
    whom, law = telling.fields.get(amount.party), telling.fields.get("under")
    if isinstance(whom, tuple) and bearer not in whom:
        return "no"
    if not isinstance(law, str):
        return "open" if amount.party == "to" or not isinstance(whom, tuple) else "yes"
    if not any(
        cited == law or cited[: len(law) + 1] in (law + "(", law + " ", law + ".")
        for cited in (amount.citation, citation)
    ):
        return "no"
    return "yes" if isinstance(whom, tuple) else "open"


def _date(us: int, amount: Amount, zone: ZoneInfo) -> date:
    return date.min if us < midnight(amount.rows[0].since, zone) else local(us, zone).date()


def _entry(one: Sized, telling: Telling | None, sure: bool, first: date, last: date) -> dict[str, Any]:
    """What is printed for the days from the first to the last: every row that holds on one of them."""
    amount = one[0]
    ends = [*(row.since for row in amount.rows[1:]), date.max]
    held = [row for row, end in zip(amount.rows, ends, strict=True) if row.since <= last and first < end]
    return {
        "citation": amount.citation,
        "name": amount.name,
        "only_if": amount.only_if or None,
        "assessed": None
        if telling is None
        else {"fact": telling.id, "time": span(telling.time), "sure": sure, "supposed": telling.supposed},
        "sums": [_sum(row, one) for row in held],
        "none_known_before": str(amount.rows[0].since) if first < amount.rows[0].since else None,
    }


def _sum(row: Row, one: Sized) -> dict[str, Any]:
    amount, version = one[:2]
    return {
        "from": row.since.isoformat(),
        "sort": row.sort or None,
        "sum": None if row.sum is None else f"{row.sum} USD",
        "per": row.per or None,
        "in_all": None if row.in_all is None else f"{row.in_all} USD",
        "source": row.source,
        "sure": next(filter(None, (row.sure, amount.sure, version.sure)), "high"),
        "doubts": next(filter(None, (row.doubts, version.doubts)), None),
    }
