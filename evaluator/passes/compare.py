"""Comparing two assessments: which findings and answers appeared, are gone, or stand differently."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias

from evaluator.documents.case import ANY_PARTY
from evaluator.passes.assess import Answer
from evaluator.passes.findings import Explained, Finding
from evaluator.passes.proof import in_year, trigger_name
from evaluator.passes.record import day
from evaluator.words.times import Interval

Key: TypeAlias = tuple[str, ...]


@dataclass(frozen=True)
class Moved:
    """A finding or an answer that changed: as it was, and as it is now; None where there was or is none."""

    old: Finding | Answer | None
    new: Finding | Answer | None

    def __str__(self) -> str:
        key = next(key_of(each) for each in (self.new, self.old) if each is not None)
        was, now = (each.status if each is not None else "nothing" for each in (self.old, self.new))
        return f"{label(key)}: {was} → {now}" if was != now else f"{label(key)}: {now}, but not as before"


def key_of(each: Explained) -> Key:
    """What tells one finding or answer from another, across assessments."""
    if isinstance(each, Answer):
        return ("answer", each.asked.question.name, each.asked.by, each.asked.toward)
    assert isinstance(each, Finding)
    effective = day(each.wording.version.effective)
    trigger = trigger_name(each.trigger)
    return ("finding", each.citation, each.name, trigger, each.bearer, each.toward, effective)


def written_key(entry: Mapping[str, Any]) -> Key:
    """The same, of a finding or an answer as a record holds it."""
    if "question" in entry:
        return ("answer", entry["question"], entry["by"] or "", entry["toward"] or "")
    trigger = in_year(entry["trigger"] or "", entry.get("year"))
    told = (entry["citation"], entry["name"], trigger, entry["bearer"], entry["toward"] or "")
    return ("finding", *told, entry["version"]["effective"])


def label(key: Key) -> str:
    """A finding or an answer in a few words: which norm or question, about which fact, of which parties."""
    if key[0] == "answer":
        _, question, by, toward = key
        return question + (f" by {by}" if by not in ("", ANY_PARTY) else "") + (f" toward {toward}" if toward else "")
    _, citation, name, trigger, bearer, toward, _ = key
    on = f" on {trigger}" if trigger else ""
    return f"{citation} {name}{on}, {bearer}" + (f" toward {toward}" if toward else "")


def outline(each: Explained) -> tuple[object, ...]:
    """How a finding or an answer stands: its status, its window, what was done, what is owed first, until when it stands."""
    stands: tuple[object, ...] = (each.status, each.disputed, each.until)
    if isinstance(each, Answer):
        return (*stands, each.begins, [step.norm.id for step in each.before_use])
    assert isinstance(each, Finding)
    due: tuple[Interval | None, ...] = (each.due, each.printed, each.computed)
    return (*stands, due, [(telling.id, late) for telling, late in each.done])


def moved(old: Iterable[Finding | Answer], new: Iterable[Finding | Answer]) -> tuple[Moved, ...]:
    """What changed from one assessment to another, in the order of the later one; what is gone comes last."""
    before, after = {key_of(each): each for each in old}, {key_of(each): each for each in new}
    found = [
        Moved(before.get(key), each)
        for key, each in after.items()
        if key not in before or outline(before[key]) != outline(each)
    ]
    return (*found, *(Moved(each, None) for key, each in before.items() if key not in after))
