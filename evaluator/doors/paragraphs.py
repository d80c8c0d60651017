"""Showing a paragraph as it stands on a day: which of its versions is in force then, which are past and which are still to come."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from textwrap import wrap
from typing import Any, TypeAlias
from zoneinfo import ZoneInfo

import yaml

from evaluator.documents.cards import Card, Section, Version
from evaluator.documents.reader import Reader
from evaluator.documents.rulebook import Rulebook, former_number, version_on
from evaluator.passes.amounts import amounts_of
from evaluator.passes.check_reread import read_days
from evaluator.words.citations import CitationProblem, parse
from evaluator.words.errors import UsageError, advise

Today: TypeAlias = Callable[[ZoneInfo], date]  # the day that a clock shows in a zone; whoever gives one says so
WIDTH = 110


def paragraphs(book: Rulebook, citation: str, on: date | None, today: Today | None = None) -> list[dict[str, Any]]:
    """Each paragraph that a citation stands for, as of a day: the day given, else today, else none.

    The day given also says whose numbering is meant. Without one it is the present numbering, or, of a number that no paragraph has now,
    the one that had it. What else had the number once is told.
    """
    found, past = _cards(book, citation, on)
    as_of = on or (today(book.calendars[found[0][0].calendar].zone) if today is not None else None)
    once = [f"until {_until(s, c, citation)} the number of what is {s.cite(c.number)} now" for s, c in past]
    days = {file: read_days(book, file) for file in {card.place[0] for _, card in found}}
    return [{**_entry(book, section, card, on, as_of, days[card.place[0]]), "once": once} for section, card in found]


def _until(section: Section, card: Card, citation: str) -> date:
    """The day until which a paragraph was cited so."""
    wanted = _canonical(citation)
    return next(until for old, until in card.formerly if _canonical(section.cite(old)).endswith(wanted))


Cards: TypeAlias = list[tuple[Section, Card]]


def _cards(book: Rulebook, citation: str, day: date | None) -> tuple[Cards, Cards]:
    """The cards that a citation of a day stands for, and beside them those that it stood for once."""
    wanted = _canonical(citation)
    cited = {
        section.cite(number)
        for section, card in book.cards()
        for number in ([former_number(card, day)] if day else [card.number, *(old for old, _ in card.formerly)])
    }
    if wanted not in {*cited, *(section.name for section, _ in book.cards())}:
        ends = sorted(each for each in cited if each.endswith(wanted))
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
    if not present and not past:
        what = f"nothing in the rulebook is cited `{citation}`" + (f" on {day}" if day else "")
        raise UsageError(what, _then(book, wanted, day) or advise(wanted, named))
    return (present, past) if present else (past, [])


def _then(book: Rulebook, wanted: str, day: date | None) -> str:
    """The number that a paragraph had on a day, for who cites it by its present one."""
    for section, card in book.cards():
        now, then = section.cite(card.number), section.cite(former_number(card, day)) if day else ""
        if then and now != then and now.endswith(wanted):
            return f"what is {now} now was {then} on that day"
    return ""


def _canonical(citation: str) -> str:
    try:
        return str(parse(citation))
    except CitationProblem:
        return citation


def _entry(
    book: Rulebook, section: Section, card: Card, on: date | None, as_of: date | None, days: Mapping[str, date]
) -> dict[str, Any]:
    """A card as of a day; where no version is in force then, the next one to come, else the last.

    `days` are those on which each text was read beside the law, by the name that the ledger has for it.
    """
    current = version_on(card, as_of) if as_of else card.versions[-1]
    ahead = (v for v in card.versions if as_of and (v.effective is None or v.effective > as_of))
    never = all(v.effective is None for v in card.versions)  # a text that no day has seen in force is shown on any
    version = current or (next(ahead, card.versions[-1]) if on is None or never else None)
    index = card.versions.index(version) if version else -1
    before = card.versions[index - 1] if version and index > 0 else None
    after = card.versions[index + 1] if version and index + 1 < len(card.versions) else None
    number = former_number(card, on) if on else card.number
    return {
        "citation": section.cite(card.number),
        "then": section.cite(number) if number != card.number else None,
        "heading": section.heading,
        "layer": section.layer,
        "on": str(as_of) if as_of else None,
        "in_force": as_of is None or current is not None,
        "version": {**_version(version), **_in_force_sums(book, section, card, version, as_of)} if version else None,
        "stands": _standing(card, version, as_of) if version else None,
        "versions": [_standing(card, each, as_of) for each in card.versions],
        "pending": [_version(v) for v in card.versions if v.effective is None and v is not version],
        "before": _day(before),
        "after": _day(after) if version else _day(card.versions[0]),
        "file": f"{card.place[0]}:{card.place[1]}",
        "reread": str(read)
        if version is not None and (read := days.get(f"{card.number} {_called(version)}"))
        else None,
    }


def _called(version: Version) -> str:
    """A version as the ledger of what was read calls it."""
    return str(version.effective) if version.effective is not None else "proposed" if version.proposed_by else "delayed"


def _standing(card: Card, version: Version, as_of: date | None) -> dict[str, Any]:
    """How one version stands on a day: past, in force, future, or adopted without a date."""
    following = card.versions[card.versions.index(version) + 1 :]
    end = version.until or next((v.effective for v in following if v.effective is not None), None)
    if version.effective is None:
        stands = "proposed" if version.proposed_by else "delayed"
    elif as_of is None:
        stands = "not said: no day is given"
    else:
        stands = "future" if version.effective > as_of else "past" if end and end <= as_of else "in force"
    until = str(end) if end and version.effective is not None else None
    return {"effective": _day(version), "until": until, "stands": stands, **_pending(version)}


def _day(version: Version | None) -> str | None:
    if version is None:
        return None
    pending = "proposed" if version.proposed_by else "delayed"
    return "always" if version.effective and version.effective.year == 1 else str(version.effective or pending)


def _pending(version: Version) -> dict[str, str | None]:
    """Of a version without a date: what it waits for, or who proposed it, and as of which day that is told."""
    as_of = str(version.as_of) if version.as_of else None
    return {"waits_for": version.waits_for or None, "proposed_by": version.proposed_by or None, "as_of": as_of}


def _version(version: Version) -> dict[str, Any]:
    norms = [
        {"kind": kind, "name": name, "phrases": _phrases(tree), "says": plain(tree)}
        for (kind, name), (_, tree) in version.written.items()
    ]
    return {
        "effective": _day(version),
        "compliance": str(version.compliance) if version.compliance else None,
        **_pending(version),
        "authority": version.authority,
        "gist": version.plain_gist,
        "phrases": dict(version.phrases),
        "norms": norms,
        "left_out": dict(version.left_out),
        "encoded_in": dict(version.encoded_in),
        "sure": version.sure or "high",
        "doubts": version.doubts or None,
    }


def _in_force_sums(
    book: Rulebook, section: Section, card: Card, version: Version, as_of: date | None
) -> dict[str, Any]:
    """What each amount of a version comes to on a day, in words; nothing of a version without one, or without a day."""
    found = amounts_of(book, section, card, version, Reader(section.file)) if as_of else []
    rows = {amount.name: (amount, amount.on(as_of)) for amount in found if as_of}
    told = {name: row.words if row else f"no sum is known before {a.rows[0].since}" for name, (a, row) in rows.items()}
    return {"sums": told} if told else {}


def plain(tree: Any) -> Any:
    """A tree without its places: texts, lists and mappings."""
    if isinstance(tree, dict):
        return {str(key): plain(value) for key, value in tree.items()}
    return [plain(each) for each in tree] if isinstance(tree, list) else str(tree)


def _phrases(tree: Any) -> list[str]:
    return [str(each) for each in tree.get("phrases", [])] if isinstance(tree, dict) else []


# -- in words


def words_of(entry: Mapping[str, Any]) -> str:
    """A paragraph in words: how its version stands, its gist, its norms, its doubts, its other versions."""
    title = entry["citation"] + (f" (then {entry['then']})" if entry["then"] else "")
    lines = [f"{title} — {entry['heading']} [{entry['layer']}]"]
    version = entry["version"]
    if version is None:
        return "\n".join([*lines, f"  not in force on {entry['on']}", *_versions(entry)])
    lines += [
        f"  {_in_force(entry)}  ({version['authority']})",
        "",
        *(f"  {line}" for line in wrap(version["gist"], WIDTH)),
        "",
    ]
    for norm in version["norms"]:
        said = "; ".join(version["phrases"].get(number, "?") for number in norm["phrases"])
        lines.append(f"  {norm['kind']} {norm['name']}: phrases {', '.join(norm['phrases'])} — {said}")
        if norm["name"] in version.get("sums", ()):
            lines.append(f"    on {entry['on']}: {version['sums'][norm['name']]}")
        lines += _written({key: value for key, value in norm["says"].items() if key != "phrases"})
    lines += [f"  left out, phrase {number}: {why}" for number, why in version["left_out"].items()]
    lines += [f"  encoded elsewhere, phrase {number}: {where}" for number, where in version["encoded_in"].items()]
    if version["doubts"]:
        lines.append(f"  sure: {version['sure']}; {version['doubts']}")
    read = f"read beside the law on {entry['reread']}" if entry["reread"] else "not read beside the law as it stands"
    once = [f"  once: {words}" for words in entry["once"]]
    return "\n".join([*lines, *_versions(entry), *_not_law_yet(entry), *once, f"  {read}; {entry['file']}"])


def _in_force(entry: Mapping[str, Any]) -> str:
    """How the version that is shown stands on the day asked about."""
    version, told, day = entry["version"], entry["stands"], entry["on"]
    binds = f", binds from {version['compliance']}" if version["compliance"] else ""
    until = f" until {told['until']}" if told["until"] else ""
    if told["stands"] == "in force":
        return f"in force on {day}, from {told['effective']}{until}{binds}"
    if told["stands"] == "delayed":
        return f"ADOPTED, NOT IN FORCE: waits for {told['waits_for']}"
    if told["stands"] == "proposed":
        return f"PROPOSED, NOT LAW: by {told['proposed_by']}, as of {told['as_of']}"
    if told["stands"] == "future":
        return f"NOT YET IN FORCE on {day}: from {told['effective']}{binds}"
    return (
        f"NO LONGER IN FORCE on {day}: from {told['effective']}{until}" if day else f"from {told['effective']}{binds}"
    )


def _versions(entry: Mapping[str, Any]) -> list[str]:
    """Every version of a paragraph, and how it stands on the day."""
    lines = [f"  versions, as of {entry['on']}:" if entry["on"] else "  versions:"]
    for each in entry["versions"]:
        stands = each["stands"]
        stands = f"adopted, waits for {each['waits_for']}" if stands == "delayed" else stands
        stands = f"only proposed, by {each['proposed_by']}" if stands == "proposed" else stands
        until = f", until {each['until']}" if each["until"] else ""
        lines.append(f"    {each['effective']:<10}  {stands}{until}")
    return lines


def _not_law_yet(entry: Mapping[str, Any]) -> list[str]:
    """What a text beside the one shown would say, were it in force."""
    return [
        line
        for each in entry["pending"]
        for line in wrap(
            f"{each['effective']}, not in force: {each['gist']}", WIDTH, initial_indent="  ", subsequent_indent="    "
        )
    ]


def _written(tree: dict[str, Any]) -> list[str]:
    """A norm as a card writes it, with `as before` filled in, short mappings on one line."""
    text = yaml.safe_dump(tree, sort_keys=False, width=WIDTH, allow_unicode=True, default_flow_style=None)
    return [f"      {line}" for line in text.splitlines()]
