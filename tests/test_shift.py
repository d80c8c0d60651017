from __future__ import annotations

import json
import re
from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

import pytest
from situations import Data, case_of

from evaluator import Record, Rulebook, assess
from evaluator.words.times import EVER, parse_instant, rfc3339

# The letter of July 7, 2022 and what may follow it. Every norm looked at here has had one wording since 2020-10-14, and
# those of letters one altogether, so law that changed in between (2022-09-16, 2023-08-21) cannot tell the cases apart.
# The letter is no notice under (n)(2), as it directs no compliance with it: what that paragraph asks changed in between.
# Both shifts are whole weeks within summer time, and between no letter and its fourteenth day lies a holiday: there is
# none from July 7 to 25, 2022, from July 14 to August 1, 2022, or from July 6 to 24, 2023.
CASE: Data = {
    "case": "shift",
    "zone": "America/New_York",
    "parties": {
        "sipkonnect": {"name": "SipKonnect LLC", "located": "domestic"},
        "acme": {"name": "Acme Telecom"},
        "fcc": {"name": "FCC Enforcement Bureau", "zone": "America/New_York"},
        "consortium": {"name": "the traceback consortium"},
    },
    "facts": [
        {"traffic": {"id": "autowarranty", "roles": {"sipkonnect": "originating provider"}}},
        {"notice": {
            "id": "letter", "happened": "2022-07-07", "by": "fcc", "to": "sipkonnect", "traffic": ["autowarranty"],
            "elements": ["traffic described", "grounds given", "law cited"],
            "stated due": {"report measures": "2022-07-21"},
            "demands": [
                {"id": "steps", "do": "status report", "within": "48 hours"},
                {"id": "customers", "do": "measures report", "due": "2022-07-21", "silence means": "no effective measures"},
            ],
        }},
        {"mitigation": {
            "id": "cut", "happened": "2022-07-08T15:00", "by": "sipkonnect", "answers": "letter", "traffic": ["autowarranty"],
        }},
        {"traffic seen": {"id": "again", "happened": "2022-07-11T08:00", "from": "sipkonnect", "resembles": "letter"}},
        {"blocking notice": {
            "id": "told", "happened": "2022-07-11T18:00", "by": "acme", "to": "fcc", "about": "sipkonnect", "summary": "given",
        }},
        {"blocking": {
            "id": "block", "began": "2022-07-12", "by": "acme", "of": "sipkonnect", "scope": "all traffic",
            "call type": "ordinary", "relies on": "47 CFR 64.1200(k)(4)",
        }},
        {"extension": {
            "id": "longer", "happened": "2022-07-22T10:00", "by": "fcc", "to": "sipkonnect", "of": "letter",
            "new date": "2022-07-25",
        }},
    ],
    "complete": [
        {"records": ["mitigation", "measures report"], "about": "sipkonnect", "through": "2022-07-24"},
        {"records": ["blocking notice"], "about": "acme", "through": "2022-07-24"},
    ],
    "determinations": [
        {"standard": "effective mitigation", "about": "cut", "says": "yes", "by": "fcc", "dated": "2022-07-09"},
        {"standard": "same or similar", "about": "again", "says": "yes", "by": "fcc", "dated": "2022-07-13"},
    ],
}  # fmt: skip
INSTANTS = [
    "2022-07-07T12:00",
    "2022-07-09T12:00",
    "2022-07-11T08:00:30",
    "2022-07-12T12:00",
    "2022-07-14T00:00",
    "2022-07-22T00:00",
    "2022-07-24T00:00",
]
KNOWN = "2022-07-23T00:00"
COMPARED = ("47 CFR 64.1200(k)(4)", "FCC 20-96 para. 43", "agency letter demand")
RENAMED = {
    "sipkonnect": "zephyr",
    "acme": "brook",
    "fcc": "agency",
    "autowarranty": "campaign-9",
    "SipKonnect LLC": "Zephyr Voice Inc",
    "Acme Telecom": "Brook Lines",
}


def shifted(data: Any, days: int) -> Any:
    """The data with every day in it so many days later."""

    def later(found: re.Match[str]) -> str:
        return str(date.fromisoformat(found[0]) + timedelta(days=days))

    return json.loads(re.sub(r"\d{4}-\d{2}-\d{2}", later, json.dumps(data)))


def renamed(data: Any) -> Any:
    """The data with other parties and another campaign, declared in another order, and the fact kinds left alone."""
    text = json.dumps(data)
    for name, other in RENAMED.items():
        text = text.replace(json.dumps(name), json.dumps(other))
    made = json.loads(text)
    return {**made, "parties": dict(reversed(made["parties"].items()))}


def positions(record: Record, names: Mapping[str, str], micros: int = 0) -> dict[tuple[str, ...], tuple[Any, ...]]:
    """What is compared: each status, with its end and its next change moved back by so many microseconds, under the old names."""

    def back(us: int | None) -> str | None:
        return None if us is None or us >= EVER else rfc3339(us - micros)

    def old(name: str) -> str:
        return names.get(name, name)

    made: dict[tuple[str, ...], tuple[Any, ...]] = {}
    for finding in record.findings:
        if finding.citation.startswith(COMPARED):
            ends = (back(finding.due.earliest), back(finding.due.last)) if finding.due else None
            trigger = finding.trigger.id if finding.trigger else ""
            key = (finding.norm.id, old(finding.bearer), old(finding.toward), trigger)
            done = tuple((telling.id, late) for telling, late in finding.done)
            made[key] = (finding.status, finding.disputed, ends, back(finding.until), done, len(finding.missing))
    for answer in record.answers:
        question = answer.asked.question.name
        until = back(answer.until) if question == "may-block-all" else None
        made[question, old(answer.asked.by), old(answer.asked.toward)] = (answer.status, answer.disputed, until)
    return made


def moved(text: str, days: int) -> str:
    """A written instant, so many days later."""
    return str(shifted(text, days))


@pytest.mark.parametrize("at", INSTANTS)
@pytest.mark.parametrize("days", [7, 364])
def test_other_days_give_the_same_position(days: int, at: str) -> None:
    """With every date of the case and the question a week or fifty-two weeks later, every position is the same, as much later."""
    book = Rulebook.load()
    plain = assess(book, case_of(CASE), at=at, known=KNOWN)
    later = assess(book, case_of(shifted(CASE, days)), at=moved(at, days), known=moved(KNOWN, days))
    micros = days * 86_400_000_000
    assert positions(later, {}, micros) == positions(plain, {})


@pytest.mark.parametrize("at", INSTANTS)
def test_other_names_give_the_same_position(at: str) -> None:
    """With other parties in another order and another campaign, every position is the same, under the other names."""
    book = Rulebook.load()
    plain, other = (assess(book, case_of(data), at=at, known=KNOWN) for data in (CASE, renamed(CASE)))
    assert positions(other, {new: name for name, new in RENAMED.items()}) == positions(plain, {})


def test_the_case_is_worth_shifting() -> None:
    """Over the instants compared, the case shows every status of a burden but excused, and a permission opened and used."""
    book = Rulebook.load()
    seen = {
        value[0] for at in INSTANTS for value in positions(assess(book, case_of(CASE), at=at, known=KNOWN), {}).values()
    }
    assert seen >= {"discharged", "not discharged", "pending", "undetermined", "violated", "used", "yes", "no"}


def test_the_law_between_is_the_same() -> None:
    """Every norm compared has one wording from before the first letter until after the last."""
    record = assess(Rulebook.load(), case_of(CASE), at=INSTANTS[-1])
    first, last = (parse_instant(day, None) for day in ("2022-07-07T00:00Z", "2023-08-01T00:00Z"))
    for norm in record.program.norms.values():
        if norm.id.startswith(COMPARED):
            assert [w for w in norm.wordings if w.since < last and w.until > first] == list(norm.wordings[:1]), norm.id
