"""Reports on a record: wires what would change it to the assessment itself."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from evaluator.documents.case import Case
from evaluator.doors.api import Record, assess
from evaluator.passes.blocks import Report
from evaluator.passes.change import Again, Changes, changes
from evaluator.passes.explain import explain, explain_some
from evaluator.passes.findings import Explained
from evaluator.passes.phrases import Phrases
from evaluator.passes.timeline import Timeline, timeline

MOST_FACTS = 150
UNTRIED = "Not tried, as the case is large; `callrules explain` tries it for one answer."


def again_for(record: Record) -> Again:
    """Assesses as the record did, with another case or with some readings turned."""

    def again(case: Case | None = None, readings: Mapping[str, str] | None = None) -> Record:
        program = record.program
        return assess(
            program.rulebook,
            case or record.case,
            at=record.at,
            known=record.known,
            law=program.law,
            readings={**program.readings, **(readings or {})} if readings else _turned(record),
            presume=record.presume,
        )

    return again


def _turned(record: Record) -> dict[str, str] | None:
    """The readings that are not at their defaults, so that the program already lowered is found again."""
    book = record.program.rulebook.readings
    return {name: o for name, o in record.program.readings.items() if o != book[name].default} or None


def changes_of(record: Record, reader: str = "") -> Changes:
    """What would change each status of a record."""
    return changes(record, Phrases(record, reader), again_for(record))


def report(record: Record, *, reader: str = "", change: bool = True, full: bool = False) -> Report:
    """The whole report; `reader` is the party it is written for, `change` asks also what would change it, `full` folds nothing.

    What would change it is tried out by assessing again, many times: in a large case only where it is asked of one answer.
    """
    large = change and len(record.case.tellings) > MOST_FACTS
    found = changes_of(record, reader) if change and not large else None
    return explain(record, reader=reader, changes=found, untried=UNTRIED if large else "", full=full)


def report_on(record: Record, chosen: Sequence[Explained], *, reader: str = "", change: bool = True) -> Report:
    """A report on some of a record's findings and answers."""
    return explain_some(record, chosen, reader=reader, changes=changes_of(record, reader) if change else None)


def timeline_of(record: Record, reader: str = "") -> Timeline:
    """The data of a record's timeline."""
    return timeline(record, Phrases(record, reader))
