"""Showing the rulebook: what is wrong in it, paragraphs on a day, kinds of fact, readings, questions."""

from __future__ import annotations

import json as jsonlib
from pathlib import Path
from typing import Any

from evaluator.documents.demands import DEMAND
from evaluator.documents.vocabulary import Field, Kind
from evaluator.doors.api import Rulebook
from evaluator.doors.arguments import to_day
from evaluator.doors.paragraphs import Today, paragraphs, words_of
from evaluator.doors.topics import listed, speaking_of
from evaluator.passes.check import check, notes, warnings
from evaluator.passes.issues import named
from evaluator.words.errors import BadInput, UsageError, advise, one

DEMAND_KIND = "demand"


def checked(rules: Path | None, unused: bool = False) -> tuple[list[str], list[str], str]:
    """Every problem of a folder of rules, every warning (with `unused`, notes too), and one line that counts what was read."""
    try:
        book = Rulebook.load(rules)
    except BadInput as bad:
        found = [str(named(problem)) for problem in bad.problems]
        return found, [], f"{len(found)} problem(s); nothing was checked beyond reading"
    problems = check(book)
    told = [f"warning: {each}" for each in ([] if problems else warnings(book))]
    noted = [f"note: {each}" for each in (notes(book) if unused else [])]
    cards = list(book.cards())
    versions = sum(len(card.versions) for _, card in cards)
    counted = f"{len(book.sections)} files, {len(cards)} paragraphs, {versions} versions, {len(book.readings)} readings"
    more = f", {len(told)} warning(s)" if told else ""
    summary = f"{counted}: {len(problems) or 'no'} problem(s){more}"
    return [str(problem) for problem in problems], [*told, *noted], summary


def sound(book: Rulebook) -> Rulebook:
    """The rulebook, if `check` finds nothing in it; BadInput otherwise, for an answer from broken rules is none."""
    problems = check(book)
    if problems:
        raise BadInput(problems)
    return book


def shown(citation: str, on: str | None, rules: Path | None, *, json: bool = False, today: Today | None = None) -> str:
    """A paragraph on a day; or the readings or the questions; of words without a number, the paragraphs that speak of them.

    Without a day, `today` is asked for one.
    """
    book = Rulebook.load(rules)
    if citation in ("readings", "questions"):
        return _switches(book, citation, json)
    try:
        entries = paragraphs(book, citation, to_day(on, "--on"), today)
    except UsageError:
        topic = [] if any(sign.isdigit() for sign in citation) else speaking_of(book, citation)
        if not topic:
            raise
        return jsonlib.dumps(topic, indent=2, ensure_ascii=False) if json else listed(citation, topic)
    if json:
        return jsonlib.dumps(entries, indent=2, ensure_ascii=False)
    return "\n\n".join(words_of(entry) for entry in entries)


def _switches(book: Rulebook, which: str, json: bool) -> str:
    if which == "readings":
        rows = [
            {
                "name": r.name,
                "asks": r.asks,
                "options": list(r.options),
                "default": r.default,
                "why": r.why,
                "cite": r.cite,
            }
            for r in book.readings.values()
        ]
        lines = [
            f"{r['name']}: {r['asks']}\n  {' | '.join(r['options'])}; default: {r['default']}, because {r['why']} ({r['cite']})"
            for r in rows
        ]
    else:
        rows = [{"name": q.name, "asks": q.asks, "of": list(q.of), "kind": q.kind} for q in book.questions.values()]
        lines = [f"{q['name']}: {q['asks']}" for q in rows]
    return jsonlib.dumps(rows, indent=2, ensure_ascii=False) if json else "\n".join(lines)


def kinds(kind: str | None, rules: Path | None, *, json: bool = False) -> str:
    """The kinds of fact a case may hold."""
    book = Rulebook.load(rules)
    known = book.vocabulary.kinds
    if kind is not None and kind not in known:
        raise UsageError(f"unknown kind of fact `{kind}`", advise(kind, known))
    chosen = [known[kind]] if kind else list(known.values())
    if json:
        return jsonlib.dumps([_kind(each) for each in chosen], indent=2, ensure_ascii=False)
    return "\n\n".join(_kind_words(each) for each in chosen)


def _kind(kind: Kind) -> dict[str, Any]:
    fields = {f.name: {"type": f.type, "options": list(f.options)} for f in kind.fields.values()}
    time = "began, ended" if kind.period else "none" if kind.timeless else "happened"
    return {
        "kind": kind.name,
        "means": kind.means,
        "time": time,
        "absent_unless_shown": kind.absent_unless_shown,
        "fields": fields,
    }


def _kind_words(kind: Kind) -> str:
    entry = _kind(kind)
    lines = [f"{kind.name}: {kind.means}" if kind.means else kind.name]
    lines.append(f"  time: {entry['time']}" + ("; absent unless shown" if kind.absent_unless_shown else ""))
    lines += [f"  {f.name}: {_field(f)}" for f in kind.fields.values()]
    if kind.name == DEMAND_KIND:
        keys = ", ".join(f"`{each}`" for each in DEMAND)
        lines.append(f"  written under `demands` of a document, with the keys {keys}")
    return "\n".join(lines)


def _field(field: Field) -> str:
    if field.type == "reference":
        return "the id of " + one(" or ".join(field.options))
    if field.type in ("choice", "several"):
        return ("some of: " if field.type == "several" else "one of: ") + ", ".join(field.options)
    return field.type
