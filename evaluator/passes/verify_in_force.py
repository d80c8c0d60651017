"""Why a question is no by the calendar, for the proof checker: norms that do not stand, facts before the norm they would set off."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from evaluator.documents.case import Facts
from evaluator.documents.terms import StatusItem
from evaluator.passes.verify_instances import trigger_of
from evaluator.passes.verify_law import Law, Norm
from evaluator.passes.verify_questions import Asked, Ground
from evaluator.passes.verify_strange import SETTLED
from evaluator.words.nodes import Mapped
from evaluator.words.times import NEVER, midnight, rfc3339


def not_in_force(asked: Asked, law: Law, at: int) -> list[dict[str, Any]]:
    """The norms that answer a question in some version and have none in force at `at` (µs UTC), each with the day it begins or ended."""
    found = []
    for norm in law.norms.values():
        answers = any(
            isinstance(tree, Mapped) and tree.get("question") == asked.question.name for _, tree in norm.written
        )
        if not answers or any(wording.since <= at < wording.until for wording in norm.wordings):
            continue
        zone = law.rulebook.calendars[norm.section.calendar].zone
        bind = [day for version, _ in norm.written if (day := version.compliance or version.effective) is not None]
        ahead = [day for day in bind if (day > law.law if law.law is not None else midnight(day, zone) > at)]
        ends = []
        texts = norm.card.versions
        # A text ends on a day of its own, or when the next begins, which may lack the norm.
        for version, _ in norm.written:
            days = [t.compliance or t.effective for t in texts[texts.index(version) + 1 :]]
            ends += [day for day in (version.until, *days) if day is not None][:1]
        begins, ended = min(ahead, default=None), None if ahead else max(ends, default=None)
        found.append({**_cited(norm), "begins": _day(begins), "ended": _day(ended)})
    return found


def too_early(asked: Asked, grounds: Iterable[Ground], law: Law, facts: Facts) -> list[dict[str, Any]]:
    """The facts about whom it is asked that came before the first version of a burden or duty on which one of the grounds builds."""
    found: dict[tuple[str, str], dict[str, Any]] = {}
    for ground in grounds:
        items = (item for items in ground.wording.construct.conditions.values() for item in items)
        for id in (id for item in items if isinstance(item, StatusItem) for id in item.norms):
            norm = law.norms[id]
            if norm.kind not in SETTLED or not norm.wordings or norm.wordings[0].since <= NEVER:
                continue
            within = norm.wordings[0].construct.within
            if within is not None and within.yearly is not None:
                continue  # what it arises from arises again each year
            since, trigger = norm.wordings[0].since, trigger_of(norm.wordings[0].construct)
            fields = {test.field for test in trigger.tests if test.kind == "party"}
            for telling in (told for event in facts.by_root.values() for told in event.tellings):
                values = (telling.fields.get(name) for name in fields)
                about = any(isinstance(value, tuple) and asked.toward in value for value in values)
                if about and telling.kind in trigger.kinds and telling.time.last < since:
                    entry = {**_cited(norm), "fact": telling.id, "begins": rfc3339(since)}
                    found.setdefault((telling.root, id), entry)
    return list(found.values())


def _cited(norm: Norm) -> dict[str, str]:
    return {"citation": norm.section.cite(norm.card.number), "name": norm.name}


def _day(day: date | None) -> str | None:
    return str(day) if day is not None else None
