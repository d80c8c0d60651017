"""A record as text, Markdown, SVG or JSON; parts of it for `due` and `explain`."""

from __future__ import annotations

import json as jsonlib
from collections.abc import Sequence
from functools import partial
from typing import Any

from evaluator.doors.api import Record
from evaluator.doors.explained import report, report_on, timeline_of
from evaluator.doors.markdown import markdown
from evaluator.doors.sweep import Sweep
from evaluator.doors.text import columns, text
from evaluator.passes.assess import Answer
from evaluator.passes.assumptions import what_if_words
from evaluator.passes.blocks import Heading, Report, paragraph
from evaluator.passes.compare import key_of
from evaluator.passes.explain import CLOSING
from evaluator.passes.findings import Finding
from evaluator.passes.in_force import early
from evaluator.passes.phrases import Phrases
from evaluator.passes.record import answer_document, canonical, finding_document, instant
from evaluator.passes.say import article, listed
from evaluator.passes.to_do import may_not_bind
from evaluator.words.errors import UsageError, advise, every

DUE_WIDTH = 80  # columns of a list that is read in a narrow terminal


def rendered(
    record: Record, form: str, *,
    party: str | None = None, color: bool = False, sweep: Sweep | None = None, full: bool = False,
) -> str:  # fmt: skip
    """The whole record in one of the formats: text, md, svg, json; with what becomes of it under all readings, if that was asked.

    `full` folds no long section of a text.
    """
    if form == "json":
        return record.to_json() if sweep is None else canonical(sweep.document()).decode()
    if form == "svg":
        if sweep is not None:
            raise UsageError("a picture shows one choice of readings", "ask for --all-readings in text, md or json")
        from evaluator.doors.svg import timeline_svg

        return timeline_svg(timeline_of(record, party or ""))
    return _written(_seconded(_with(report(record, reader=party or "", full=full), sweep), record), form, color)


def _seconded(report: Report, record: Record) -> Report:
    """A report with what came of a second opinion, if one was asked for, before its last line."""
    if record.second is None:
        return report
    return Report(
        (*report.blocks[:-1], Heading("Second opinion"), paragraph(record.second.words()), *report.blocks[-1:])
    )


def _with(report: Report, sweep: Sweep | None, chosen: Sequence[Answer | Finding] | None = None) -> Report:
    if sweep is None:
        return report
    keys = None if chosen is None else [key_of(each) for each in chosen]
    return Report((*report.blocks[:-1], *sweep.blocks(keys), *report.blocks[-1:]))


def _written(report: Report, form: str, color: bool) -> str:
    return markdown(report) if form == "md" else text(report, colour=color)


def explanation(
    record: Record,
    about: str,
    *,
    toward: str | None = None,
    by: str | None = None,
    form: str = "text",
    color: bool = False,
    sweep: Sweep | None = None,
) -> str:
    """Why one answer, citation or norm is as it is, what is missing, and what would change it, also by the readings."""
    chosen = _chosen(record, about, toward, by)
    if form == "json":
        before = early(record.program, record.case, record.known)
        parts = [
            answer_document(each, record.sayer, record.program, (), before)
            if isinstance(each, Answer)
            else finding_document(each, record.sayer, record.program)
            for each in chosen
        ]
        if record.program.counterfactual:
            parts = [{**part, "counterfactual": True} for part in parts]
        if sweep is not None:
            parts = [{**part, "all_readings": sweep.of(each)} for part, each in zip(parts, chosen, strict=True)]
        return jsonlib.dumps(parts, indent=2, ensure_ascii=False)
    if form == "svg":
        raise UsageError("an explanation has no picture", "`callrules assess --format svg` draws the timeline")
    told = report_on(record, chosen) if chosen else _not_raised(record, about)
    return _written(_with(told, sweep, chosen), form, color)


def _not_raised(record: Record, about: str) -> Report:
    """The report on a question that nothing on file puts to anybody, or not to the parties named: it is no answer, and no error."""
    question = record.program.rulebook.questions[about]
    raised = listed((article(kind) for kind in question.raised_by), "or")
    which = f": that takes {raised} that names whom" if raised else ""
    words = f'Nothing on file puts the question "{question.asks}" to the parties asked about{which}.'
    return Report((Heading("Position"), paragraph(words, lead=f"NOT ASKED, {about}", depth=1), paragraph(CLOSING)))


def _known(record: Record, party: str) -> None:
    if party not in record.case.parties:
        raise UsageError(f"unknown party `{party}`", advise(party, record.case.parties))


def _chosen(record: Record, about: str, toward: str | None, by: str | None) -> list[Answer | Finding]:
    """The answers to a question, or the findings of a citation or a norm's name."""
    every(partial(_known, record, party) for party in (toward, by) if party is not None)
    questions = {answer.asked.question.name for answer in record.answers}
    if about in questions:
        found: list[Answer | Finding] = [
            a
            for a in record.answers
            if a.asked.question.name == about and toward in (None, a.asked.toward) and by in (None, a.asked.by)
        ]
    else:
        named = record.about(about) or [f for f in record.findings if f.trigger is not None and f.trigger.id == about]
        found = [f for f in named if toward in (None, f.toward) and by in (None, f.bearer)]
    if not found and about not in record.program.rulebook.questions:
        known = [
            *record.program.rulebook.questions,
            *(f.norm.id for f in record.findings),
            *(f.name for f in record.findings),
        ]
        raise UsageError(f"nothing here is called `{about}`", advise(about, known))
    return found


def due_lines(record: Record, party: str | None, *, json: bool = False) -> str:
    """What is owed and when each window ends, soonest first; of one party, or of all."""
    if party is not None and party not in record.case.parties:
        raise UsageError(f"unknown party `{party}`", advise(party, record.case.parties))
    phrases = Phrases(record, party or "")
    owed = [f for f in record.findings if f.position is not None and party in (None, f.bearer)]
    rows = [_owed(finding, record, phrases) for finding in owed]
    if json:
        return jsonlib.dumps(rows, indent=2, ensure_ascii=False)
    what_if = what_if_words(record.program)
    head = [f"{what_if[:1].upper()}{what_if[1:]}:"] if what_if else []
    head += [f"WARNING: {each}" for each in record.warnings]
    if not rows:
        nothing = "nothing on file sets off a duty or a burden" + (f" of {record.sayer.party(party)}" if party else "")
        return "\n".join([*head, nothing])
    what = "{what} [{cited}" if party is not None else "{bearer}: {what} [{cited}"
    cited = [f"{phrases.citation(f)}{']; whether it binds is open' if _is_open(f) else ']'}" for f in owed]
    told = [(r["status"], (r["when"], what.format(**r, cited=each))) for r, each in zip(rows, cited, strict=True)]
    return "\n".join([*head, *columns(list(dict.fromkeys(told)), DUE_WIDTH)])


def _is_open(finding: Finding) -> bool:
    """Whether there is time left for what may not bind at all."""
    return finding.status == "pending" and bool(may_not_bind(finding))


def _owed(finding: Finding, record: Record, phrases: Phrases) -> dict[str, Any]:
    due = finding.due
    when = phrases.due(finding) or "no stated time"
    return {
        "when": when,
        "earliest": instant(due.earliest) if due else None,
        "latest": instant(due.latest) if due else None,
        "status": finding.status,
        "bearer": record.sayer.party(finding.bearer),
        "what": phrases.label(finding),
        "citation": finding.citation,
        "layer": finding.layer,
        "trigger": finding.trigger.id if finding.trigger else None,
        "counterfactual": record.program.counterfactual,
    }
