"""Records: an assessment as data, written the same way to the byte each time."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection, Iterable, Mapping
from datetime import date
from typing import Any

import rfc8785

from evaluator.documents.case import Telling
from evaluator.documents.leaves import Presumed
from evaluator.passes.assess import Answer, truth_word
from evaluator.passes.cost import costs
from evaluator.passes.findings import Explained, Finding
from evaluator.passes.in_force import Early, dormant, lasting, limits, too_early
from evaluator.passes.matters import filled
from evaluator.passes.program import Norm, Program, Wording
from evaluator.passes.proof import effective, proof, span, word, year_of
from evaluator.passes.say import Sayer, by_key, matter_kind
from evaluator.passes.settle import Position
from evaluator.words.times import EVER, Interval, rfc3339

FORMAT = "callrules record 1"
EMPTY = '"digest":""'  # no text in a record can hold this unescaped, and its other digests are never empty


def instant(us: int | None) -> str | None:
    """An instant as RFC 3339 in UTC; None stays None."""
    return None if us is None or us >= EVER else rfc3339(us)


def day(effective: date | None) -> str:
    """The first day of a version."""
    return str(effective) if effective and effective.year > 1 else "always"


def finding_document(finding: Finding, sayer: Sayer, program: Program) -> dict[str, Any]:
    """One finding as the record holds it."""
    version = finding.wording.version
    return {
        "citation": finding.citation,
        "name": finding.name,
        "kind": finding.kind,
        "bearer": finding.bearer,
        "toward": finding.toward or None,
        "trigger": finding.trigger.id if finding.trigger else None,
        **year_of(finding.trigger),
        "status": finding.status,
        "disputed": finding.disputed,
        "decided_despite_unknowns": finding.despite_unknowns,
        "layer": finding.layer,
        "due": _due(finding.due, finding.printed, finding.computed),
        "done": [_done(telling, late) for telling, late in finding.done],
        "until": instant(finding.until),
        "readings": _readings(finding.all_readings, program),
        "missing": missing(finding, sayer),
        **_rests(finding, sayer),
        "version": {
            "effective": effective(finding.wording),
            "authority": version.authority,
        },
        "sure": version.sure or "high",
        **_costs(finding, sayer, program),
        "because": proof(finding.decisive, finding.view),
    }


def _costs(finding: Finding, sayer: Sayer, program: Program) -> dict[str, Any]:
    """What a breach may cost; nothing at all where there is none."""
    found = costs(finding, program, sayer.case, sayer.known)
    return {"amounts": [cost.document() for cost in found]} if found else {}


def answer_document(
    answer: Answer, sayer: Sayer, program: Program, found: Collection[Position], before: Early
) -> dict[str, Any]:
    """One answer as the record holds it; the proof of what is a finding of its own (`found`) stands there.

    `before` holds the facts that came before the norms they would set off.
    """
    asked = answer.asked
    return {
        "question": asked.question.name,
        "asks": asked.question.asks,
        "by": asked.by or None,
        "toward": asked.toward or None,
        "status": answer.status,
        "disputed": answer.disputed,
        "decided_despite_unknowns": answer.despite_unknowns,
        "from": instant(answer.begins),
        "until": instant(answer.until),
        "before_use": [_rule(wording) for step in answer.before_use for wording in _now(step.norm, answer)],
        "never": [_rule(w, whole=True) for norm in limits(asked, program) for w in _now(norm, answer) if lasting(w)],
        "missing": missing(answer, sayer),
        "norms": _norms(answer),
        **_out_of_time(answer, program, before),
        "readings": _readings(answer.readings | answer.own_readings, program),
        **_rests(answer, sayer),
        "because": proof(answer.decisive, answer.view, found),
    }


def _now(norm: Norm, answer: Answer) -> list[Wording]:
    """The wording of a norm in force at the instant asked about."""
    return [wording for wording in norm.wordings if wording.since <= answer.view.at < wording.until]


def _rule(wording: Wording, whole: bool = False) -> dict[str, str]:
    """A norm by citation and name, with what the phrases it encodes (or its whole paragraph) say."""
    version, construct = wording.version, wording.construct
    gist = version.plain_gist if whole else version.said(construct.phrases)
    return {"citation": construct.citation, "name": construct.name, "gist": gist}


def _norms(answer: Answer) -> list[dict[str, Any]]:
    grounds = [
        {
            "citation": g.wording.construct.citation,
            "name": g.wording.construct.name,
            "layer": g.wording.construct.layer,
            "status": truth,
        }
        for g, truth in answer.grounds
    ]
    duties = [
        {
            "citation": p.wording.construct.citation,
            "name": p.wording.construct.name,
            "layer": p.wording.construct.layer,
            "status": truth_word(p.node("binding"), answer.view)[0],
            "trigger": p.trigger.id,
        }
        for p in answer.asked.positions
    ]
    return grounds + duties


def _out_of_time(answer: Answer, program: Program, before: Early) -> dict[str, Any]:
    """Of a `no`: the norms that would answer and are not in force, and the facts that came before a norm they would set off."""
    if answer.status != "no":
        return {"not_in_force": [], "too_early": []}
    sleeping = dormant(answer.asked, program, answer.view.at)
    came = too_early(answer.asked, (ground for ground, _ in answer.grounds), program, before)
    return {
        "not_in_force": [{**_cited(norm), "begins": _date(begins), "ended": _date(ended)} for norm, begins, ended in sleeping],
        "too_early": [{**_cited(norm), "fact": telling.id, "begins": rfc3339(norm.wordings[0].since)} for telling, norm in came],
    }  # fmt: skip


def _cited(norm: Norm) -> dict[str, str]:
    citation = norm.section.cite(norm.card.number)
    return {"citation": citation, "name": norm.id.removeprefix(citation).strip()}


def _date(day: date | None) -> str | None:
    return str(day) if day is not None else None


def _due(due: Interval | None, printed: Interval | None, computed: Interval | None) -> dict[str, Any] | None:
    if due is None:
        return None
    return {
        "earliest": instant(due.earliest),
        "latest": instant(due.latest),
        "printed": instant(printed.earliest) if printed else None,
        "computed": span(computed) if computed else None,
        "agrees": None if not printed or not computed else printed.earliest == computed.earliest,
    }


def _done(telling: Telling, late: bool) -> dict[str, Any]:
    return {"fact": telling.id, "kind": telling.kind, "time": span(telling.time), "late": late}


def _readings(names: Iterable[str], program: Program) -> list[dict[str, str]]:
    return [
        {"name": name, "option": program.readings[name], "cite": program.rulebook.readings[name].cite}
        for name in sorted(names)
    ]


def missing(explained: Explained, sayer: Sayer) -> list[dict[str, Any]]:
    """What would settle an undetermined status: each minimal set of matters, filled, with the status it leads to."""
    known = by_key(explained.leaves) if explained.missing else {}
    found = []
    for assumption, leads in explained.missing:
        matters = [
            {"matter": matter_kind(known[key]) if key in known else "hour", "about": list(key[1:]),
             "is": "yes" if value else "no", "words": words}
            for (key, value), words in zip(
                sorted(assumption), filled(assumption, leads, explained, known, sayer), strict=True
            )
        ]  # fmt: skip
        found.append({"if": matters, "then": leads})
    return found


def _rests(explained: Explained, sayer: Sayer) -> dict[str, Any]:
    presumes = {sayer.presumption(leaf): leaf for leaf in explained.presumes}
    declared = {
        (" or ".join(leaf.kinds), d.about, rfc3339(d.through), d.said_by)
        for leaf in explained.declarations
        for d in leaf.used()
    }
    own = [said for leaf, said in explained.words if _own(explained, said.by)]
    supposed = sorted({t for leaf in explained.carried if (t := _supposed(leaf))})
    return {
        "presumes": [
            {"kinds": list(leaf.kinds), "about": leaf.about, "words": words} for words, leaf in sorted(presumes.items())
        ],
        "declarations": [{"records": r, "about": a, "through": t, "said_by": s} for r, a, t, s in sorted(declared)],
        "determinations": [word(said) for said in dict.fromkeys(said for _, said in explained.words)],
        "own_word": [word(said) for said in dict.fromkeys(own)],
        "supposed": supposed,
    }


def _own(explained: Explained, by: str) -> bool:
    return isinstance(explained, Finding) and by == explained.bearer


def _supposed(leaf: object) -> str:
    telling = getattr(leaf, "telling", None)
    if isinstance(telling, Telling) and telling.supposed:
        return telling.id
    words = [*getattr(leaf, "words", ()), *(leaf.used() if hasattr(leaf, "used") else ())]
    return next((f"a word of {getattr(w, 'by', '') or getattr(w, 'said_by', '')}" for w in words if w.supposed), "")


def canonical(document: Any) -> bytes:
    """Canonical JSON (RFC 8785) of texts, whole numbers, truths, lists and mappings.

    The standard library writes the same bytes, and faster, unless a key could sort differently in UTF-16.
    """
    text = json.dumps(document, sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False)
    return text.encode() if text.isascii() or max(text) < "\ue000" else bytes(rfc8785.dumps(document))


def digest(document: Any) -> str:
    """SHA-256 of the canonical JSON."""
    return hashlib.sha256(canonical(document)).hexdigest()


def sealed(document: Mapping[str, Any]) -> str:
    """Canonical JSON of a record whose `digest` is empty, with the digest of that put in its place."""
    raw = canonical(document)
    return raw.decode().replace(EMPTY, EMPTY[:-1] + hashlib.sha256(raw).hexdigest() + '"', 1)


def whole(document: Mapping[str, Any]) -> bool:
    """Whether a record's digest is that of the rest of it: whether it is as it was written."""
    return document.get("digest") == digest({**document, "digest": ""})


def presumptions(explained: Iterable[Explained]) -> list[Presumed]:
    """Every presumption that carries one of these."""
    return list({leaf.key: leaf for each in explained for leaf in each.presumes}.values())
