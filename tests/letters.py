"""A letter like the FCC's of July 7, 2022, with whatever happened after it: for tests of what reports say about it."""

from __future__ import annotations

from typing import Any

from situations import Data, case_of

from evaluator import Case, Record, Rulebook, assess

AT = "2022-07-10T00:00:00-04:00"
NAMES: dict[str, Data] = {
    "target": {"name": "Example Voice LLC", "located": "domestic"},
    "blocker": {"name": "Downstream Inc."},
    "fcc": {"name": "FCC Enforcement Bureau", "zone": "America/New_York"},
    "consortium": {"name": "the traceback consortium"},
}
TRAFFIC: Data = {"traffic": {"id": "campaign", "roles": {"target": "originating provider"}}}
LISTING: Data = {"listing": {"id": "listed", "began": "before 2022-07-07", "of": "target", "class": "voice service"}}


def notice(**fields: Any) -> Data:
    """The letter, without its demands unless they are given."""
    told = {"id": "letter", "happened": "2022-07-07", "by": "fcc", "to": "target", "traffic": ["campaign"]}
    due = {"stated due": {"report measures": "2022-07-21"}}
    source = {"source": {"document": "letter.pdf", "page": "2"}}
    return {"notice": {**told, **due, **source, **{name.replace("_", " "): value for name, value in fields.items()}}}


def cutoff(happened: str = "2022-07-08T15:00", id: str = "cutoff") -> Data:
    """A cut-off of the source, answering the letter."""
    fields = {"id": id, "happened": happened, "by": "target", "answers": "letter", "traffic": ["campaign"]}
    return {"mitigation": fields}


def seen(happened: str = "2022-07-11") -> Data:
    """Traffic like that of the letter."""
    return {"traffic seen": {"id": "seen", "happened": happened, "from": "target", "resembles": "letter"}}


def block(began: str = "2022-07-11", **fields: Any) -> Data:
    """A block of all the target's calls, relying on the permission of the paragraph on notified providers."""
    told: Data = {"id": "block", "began": began, "by": "blocker", "of": "target", "scope": "all traffic"}
    relies = {"call type": "ordinary", "relies on": "47 CFR 64.1200(k)(4)"}
    return {"blocking": {**told, **relies, **{name.replace("_", " "): value for name, value in fields.items()}}}


def told(happened: str) -> Data:
    """The blocker's notice to the Commission."""
    whom = {"by": "blocker", "to": "fcc", "about": "target", "summary": "given"}
    return {"blocking notice": {"id": "told", "happened": happened, **whom}}


def word(standard: str, about: str, says: str = "yes", by: str = "fcc") -> Data:
    """A determination."""
    return {"standard": standard, "about": about, "says": says, "by": by, "dated": "2022-07-12"}


def complete(about: str = "target", records: str = "answer", through: str = "2022-07-31") -> Data:
    """The word of a party that its records are complete."""
    return {"records": [records], "about": about, "through": through, "said by": about, "dated": "2022-08-01"}


def letter(
    *facts: Data,
    words: tuple[Data, ...] = (),
    declared: tuple[Data, ...] = (),
    people: Data | None = None,
    **fields: Any,
) -> Case:
    """A case: the letter, what happened after it, what was determined and declared; `people` are more parties."""
    data: Data = {"case": "example", "zone": "America/New_York", "parties": {**NAMES, **(people or {})}}
    data["facts"] = [TRAFFIC, LISTING, notice(**fields), *facts]
    data["determinations"], data["complete"] = list(words), list(declared)
    return case_of(data)


def assessed(case: Case, at: str = AT, **how: Any) -> Record:
    """The case under the rules that come with the program."""
    return assess(Rulebook.load(), case, at=at, **how)
