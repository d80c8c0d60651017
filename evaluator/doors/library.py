"""Showing the rulebook: paragraphs on a day, kinds of fact, readings, questions."""

from __future__ import annotations

import json as jsonlib
from datetime import date
from pathlib import Path
from textwrap import wrap
from typing import Any

import yaml

from evaluator.documents.cards import Card, Section, Version
from evaluator.documents.rulebook import former_number, version_on
from evaluator.documents.vocabulary import Field, Kind
from evaluator.doors.api import Rulebook, to_day
from evaluator.passes.check import check
from evaluator.words.citations import CitationProblem, parse
from evaluator.words.errors import BadInput, UsageError, advise


def checked(rules: Path | None) -> tuple[list[str], str]:
    """Every problem of a folder of rules, and one line that counts what was read."""
    try:
        book = Rulebook.load(rules)
        problems = check(book)
    except BadInput as bad:
        return [
            str(problem) for problem in bad.problems
        ], f"{len(bad.problems)} problem(s); nothing was checked beyond reading"
    cards = list(book.cards())
    versions = sum(len(card.versions) for _, card in cards)
    counted = f"{len(book.sections)} files, {len(cards)} paragraphs, {versions} versions, {len(book.readings)} readings"
    return [str(problem) for problem in problems], f"{counted}: {len(problems) or 'no'} problem(s)"


def sound(book: Rulebook) -> Rulebook:
    """The rulebook, if `check` finds nothing in it; BadInput otherwise, for an answer from broken rules is none."""
    problems = check(book)
    if problems:
        raise BadInput(problems)
    return book


def shown(citation: str, on: str | None, rules: Path | None, *, json: bool = False) -> str:
    """A paragraph on a day; or the readings or the questions."""
    book = Rulebook.load(rules)
    if citation in ("readings", "questions"):
        return _switches(book, citation, json)
    day = to_day(on)
    found = _cards(book, citation, day)
    entries = [_entry(section, card, day) for section, card in found]
    if json:
        return jsonlib.dumps(entries, indent=2, ensure_ascii=False)
    return "\n\n".join(_words(entry) for entry in entries)


def _cards(book: Rulebook, citation: str, day: date | None) -> list[tuple[Section, Card]]:
    """The cards that a citation of a day stands for; a number that meant different paragraphs on different days needs a day."""
    wanted = _canonical(citation)
    if not any(wanted in (section.name, section.cite(card.number)) for section, card in book.cards()):
        ends = [
            section.cite(card.number) for section, card in book.cards() if section.cite(card.number).endswith(wanted)
        ]
        wanted = ends[0] if len(ends) == 1 else wanted
    named, present, past = [], [], []
    for section, card in book.cards():
        named.append(section.cite(card.number))
        if wanted == section.name:
            present.append((section, card))
            continue
        number = former_number(card, day) if day else card.number
        if wanted == _canonical(section.cite(number)):
            present.append((section, card))
        elif day is None and any(wanted == _canonical(section.cite(old)) for old, _ in card.formerly):
            past.append((section, card))
    if present and past:
        both = ", ".join(
            f"{s.cite(c.number)} (formerly {', '.join(f'{n} until {u}' for n, u in c.formerly)})"
            for s, c in (*present, *past)
        )
        raise UsageError(f"`{citation}` has meant different paragraphs", f"say on which day with `--on`: {both}")
    if not present and not past:
        raise UsageError(
            f"nothing in the rulebook is cited `{citation}`" + (f" on {day}" if day else ""), advise(wanted, named)
        )
    return present or past


def _canonical(citation: str) -> str:
    try:
        return str(parse(citation))
    except CitationProblem:
        return citation


def _entry(section: Section, card: Card, day: date | None) -> dict[str, Any]:
    version = version_on(card, day) if day else card.versions[-1]
    index = card.versions.index(version) if version else -1
    before = card.versions[index - 1] if version and index > 0 else None
    after = card.versions[index + 1] if version and index + 1 < len(card.versions) else None
    number = former_number(card, day) if day else card.number
    return {
        "citation": section.cite(card.number),
        "then": section.cite(number) if number != card.number else None,
        "heading": section.heading,
        "layer": section.layer,
        "on": str(day) if day else None,
        "in_force": version is not None,
        "version": _version(version) if version else None,
        "before": _day(before),
        "after": _day(after) if version else _day(card.versions[0]),
        "file": f"{card.place[0]}:{card.place[1]}",
        "reread": str(section.reread) if section.reread else None,
    }


def _day(version: Version | None) -> str | None:
    if version is None:
        return None
    return "always" if version.effective and version.effective.year == 1 else str(version.effective or "delayed")


def _version(version: Version) -> dict[str, Any]:
    norms = [
        {"kind": kind, "name": name, "phrases": _phrases(tree), "says": plain(tree)}
        for (kind, name), (_, tree) in version.constructs.items()
    ]
    return {
        "effective": _day(version),
        "compliance": str(version.compliance) if version.compliance else None,
        "waits_for": version.waits_for or None,
        "authority": version.authority,
        "gist": version.plain_gist,
        "phrases": dict(version.phrases),
        "norms": norms,
        "left_out": dict(version.left_out),
        "encoded_in": dict(version.encoded_in),
        "sure": version.sure or "high",
        "doubts": version.doubts or None,
    }


def plain(tree: Any) -> Any:
    """A tree without its places: texts, lists and mappings."""
    if isinstance(tree, dict):
        return {str(key): plain(value) for key, value in tree.items()}
    return [plain(each) for each in tree] if isinstance(tree, list) else str(tree)


def _written(tree: dict[str, Any]) -> list[str]:
    """A norm as a card writes it, with `as before` filled in, short mappings on one line."""
    text = yaml.safe_dump(tree, sort_keys=False, width=110, allow_unicode=True, default_flow_style=None)
    return [f"      {line}" for line in text.splitlines()]


def _phrases(tree: Any) -> list[str]:
    return [str(each) for each in tree.get("phrases", [])] if isinstance(tree, dict) else []


def _words(entry: dict[str, Any]) -> str:
    title = entry["citation"] + (f" (then {entry['then']})" if entry["then"] else "")
    lines = [f"{title} — {entry['heading']} [{entry['layer']}]"]
    version = entry["version"]
    if version is None:
        return "\n".join([*lines, f"  not in force on {entry['on']}; first version: {entry['after']}"])
    waits = f", waits for {version['waits_for']}" if version["waits_for"] else ""
    lines += [
        f"  in force from {version['effective']}{waits}  ({version['authority']})",
        "",
        *(f"  {line}" for line in wrap(version["gist"], 110)),
        "",
    ]
    for norm in version["norms"]:
        said = "; ".join(version["phrases"].get(number, "?") for number in norm["phrases"])
        lines.append(f"  {norm['kind']} {norm['name']}: phrases {', '.join(norm['phrases'])} — {said}")
        lines += _written({key: value for key, value in norm["says"].items() if key != "phrases"})
    lines += [f"  left out, phrase {number}: {why}" for number, why in version["left_out"].items()]
    lines += [f"  encoded elsewhere, phrase {number}: {where}" for number, where in version["encoded_in"].items()]
    if version["doubts"]:
        lines.append(f"  sure: {version['sure']}; {version['doubts']}")
    lines.append(
        f"  before: {entry['before'] or 'nothing'}; after: {entry['after'] or 'nothing yet'}; reread {entry['reread']}; {entry['file']}"
    )
    return "\n".join(lines)


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
    return "\n".join([*lines, *(f"  {f.name}: {_field(f)}" for f in kind.fields.values())])


def _field(field: Field) -> str:
    if field.type == "reference":
        return "the id of a " + " or ".join(field.options)
    if field.type in ("choice", "several"):
        return ("some of: " if field.type == "several" else "one of: ") + ", ".join(field.options)
    return field.type
