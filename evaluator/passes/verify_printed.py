"""What a record must print of a finding or an answer beside its proof, from what the checker worked out."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from evaluator.documents.case import ANY_PARTY, REDACTED_NAME, Determination, Facts, Telling
from evaluator.documents.yearly import Occasion
from evaluator.passes.verify_claims import Answered, Claim, Owed, Used
from evaluator.passes.verify_cost import amounts
from evaluator.passes.verify_in_force import not_in_force, too_early
from evaluator.passes.verify_instances import effective
from evaluator.passes.verify_law import Law, Norm
from evaluator.passes.verify_leaves import span, word
from evaluator.passes.verify_nodes import DISPUTED, NO, OPEN, YES, Leaf, When
from evaluator.passes.verify_proof import identical
from evaluator.passes.verify_questions import Asked
from evaluator.passes.verify_wordings import Wording
from evaluator.words.times import EVER, rfc3339

_PLAIN = re.compile(r"[A-Za-z0-9][A-Za-z0-9 .,-]{0,60}")  # names that stand in a sentence as they are
KEYS = {
    "hour": "hour", "field": "field", "determination": "determination", "unrecorded act": "unrecorded", "happened": "happened",
    "effective date": "in force", "order": "order", "period": "lasting", "presumption": "presumed",
    "fact": "fits", "stretch": "stretch", "supposition": "assumed", "on file": "on file", "within": "within",
}  # fmt: skip


def instant(us: int | None) -> str | None:
    """An instant as a record prints it."""
    return None if us is None or us >= EVER else rfc3339(us)


def of_finding(claim: Owed | Used, law: Law, facts: Facts) -> dict[str, Any]:
    """All that a finding prints but its proof, what is missing, and words for people."""
    here = claim.instance if isinstance(claim, Owed) else claim.use
    construct, version = here.wording.construct, here.wording.version
    bearer, toward = construct.bearer or "", construct.toward or ""
    trigger = claim.instance.trigger if isinstance(claim, Owed) else claim.use.telling
    bears = str(here.names.get(bearer, bearer))
    return {
        "citation": construct.citation,
        "name": construct.name,
        "kind": construct.kind,
        "bearer": bears,
        "toward": (str(here.names.get(toward, toward)) if toward else "") or None,
        "trigger": trigger.id,
        **({"year": trigger.year} if isinstance(trigger, Occasion) else {}),
        "layer": construct.layer,
        "version": {"effective": effective(here.wording), "authority": version.authority},
        "sure": version.sure or "high",
        "due": _due(claim) if isinstance(claim, Owed) else None,
        "done": [_done(*each) for each in claim.done] if isinstance(claim, Owed) else [],
        **_shared(claim, claim.readings | construct.readings, law, bears),
        **amounts(construct, here.norm.id, claim.status, bears, law, facts, claim.when.at),
    }


def of_answer(claim: Answered, law: Law, facts: Facts) -> dict[str, Any]:
    """All that an answer prints but its proof, what is missing, and words for people."""
    asked, when = claim.asked, claim.when
    return {
        "question": asked.question.name,
        "asks": asked.question.asks,
        "by": asked.by or None,
        "toward": asked.toward or None,
        "from": instant(claim.begins),
        "before_use": [_rule(wording) for step in claim.before_use for wording in _now(step.norm, when)],
        "never": [
            _rule(wording, whole=True)
            for norm in asked.limits
            for wording in _now(norm, when)
            if not wording.construct.within
        ],
        "norms": [*_grounds(claim), *_duties(asked, when)],
        "not_in_force": not_in_force(asked, law, when.at) if claim.status == "no" else [],
        "too_early": too_early(asked, [ground for ground, _ in claim.grounds], law, facts)
        if claim.status == "no"
        else [],
        **_shared(claim, claim.readings | claim.own_readings, law, ""),
    }


def _shared(claim: Claim, readings: Iterable[str], law: Law, bearer: str) -> dict[str, Any]:
    used = law.rulebook.readings
    words = dict.fromkeys(said for leaf in claim.carried if leaf.kind == "judged" for said in leaf.source)
    return {
        "status": claim.status,
        "disputed": claim.disputed,
        "decided_despite_unknowns": claim.despite,
        "until": instant(claim.until),
        "readings": [{"name": n, "option": law.readings[n], "cite": used[n].cite} for n in sorted(readings)],
        "declarations": _declarations(claim),
        "determinations": [word(said) for said in words],
        "own_word": [word(said) for said in words if bearer and said.by == bearer],
        "supposed": sorted({name for leaf in claim.carried if (name := _supposed(leaf))}),
    }


def _due(claim: Owed) -> dict[str, Any] | None:
    due, ends = claim.due, claim.instance.as_told[0].ends
    if due is None:
        return None
    printed, computed = (ends[0].printed, ends[0].computed) if ends else (None, None)
    return {
        "earliest": instant(due.earliest),
        "latest": instant(due.latest),
        "printed": instant(printed.earliest) if printed else None,
        "computed": span(computed) if computed else None,
        "agrees": printed.earliest == computed.earliest if printed and computed else None,
    }


def _done(telling: Telling, late: bool) -> dict[str, Any]:
    return {"fact": telling.id, "kind": telling.kind, "time": span(telling.time), "late": late}


def _declarations(claim: Claim) -> list[dict[str, str]]:
    closed = (leaf for leaf in claim.carried if leaf.kind == "unrecorded" and leaf.truth(claim.when) == NO)
    told = {
        (" or ".join(leaf.said["kinds"]), each.about, rfc3339(each.through), each.said_by)
        for leaf in closed
        for each in leaf.source
    }
    return [{"records": r, "about": a, "through": t, "said_by": s} for r, a, t, s in sorted(told)]


def _supposed(leaf: Leaf) -> str:
    if isinstance(leaf.source, Telling):
        return leaf.source.id if leaf.source.supposed else ""
    spoken = (each for each in leaf.source or () if each.supposed)
    return next((f"a word of {each.by if isinstance(each, Determination) else each.said_by}" for each in spoken), "")


def _now(norm: Norm, when: When) -> list[Wording]:
    return [wording for wording in norm.wordings if wording.since <= when.at < wording.until]


def _rule(wording: Wording, whole: bool = False) -> dict[str, str]:
    construct, version = wording.construct, wording.version
    gist = version.plain_gist if whole else version.said(construct.phrases)
    return {"citation": construct.citation, "name": construct.name, "gist": gist}


def _norm(wording: Wording) -> dict[str, str]:
    construct = wording.construct
    return {"citation": construct.citation, "name": construct.name, "layer": construct.layer}


def _grounds(claim: Answered) -> list[dict[str, str]]:
    return [{**_norm(ground.wording), "status": status} for ground, status in claim.grounds]


def _duties(asked: Asked, when: When) -> list[dict[str, str]]:
    """Whether each instance binds."""
    found = []
    for each in asked.instances:
        truth = each.status("binding").truth(when)
        told = {"status": OPEN if truth == DISPUTED else truth, "trigger": each.trigger.id}
        found.append({**_norm(each.wording), **told})
    return found


# -- what stands beside words for people


def presumes(written: Any, claim: Claim, facts: Facts) -> bool:
    """Whether the presumptions written are those that carry the status; parties that are called alike may stand for each other."""

    def called(kinds: Sequence[str], about: str) -> tuple[tuple[str, ...], str]:
        return tuple(kinds), facts.parties[about].name if about in facts.parties else about

    due = {(tuple(leaf.said["kinds"]), leaf.said["about"]) for leaf in claim.carried if leaf.kind == "presumed absent"}
    if not isinstance(written, list) or not all(
        _shaped(e, {"kinds": list, "about": str, "words": str}) and _worded(e, facts) for e in written
    ):
        return False
    told = [(tuple(each["kinds"]), each["about"]) for each in written]
    if (words := [each["words"] for each in written]) != sorted(words):
        return False
    return set(told) <= due and len(set(told)) == len(told) and {called(*e) for e in told} == {called(*e) for e in due}


def _worded(entry: Mapping[str, Any], facts: Facts) -> bool:
    """Whether what is presumed is said in the words for its kinds and party; of a name with other signs only the kinds are compared."""
    kinds, about, words = list(map(str, entry["kinds"])), str(entry["about"]), str(entry["words"])
    listed = " or ".join([*filter(None, [", ".join(kinds[:-1])]), *kinds[-1:]])
    other, beside = f"no other {listed} concerning ", " than those on record"
    if words.startswith(other) and words.endswith(beside):
        named = words.removeprefix(other).removesuffix(beside)
    elif words.startswith(f"no {listed} concerning "):
        named = words.removeprefix(f"no {listed} concerning ")
    else:
        return False
    name = (
        "any other provider"
        if about in (ANY_PARTY, "")
        else facts.parties[about].name
        if about in facts.parties
        else about
    )
    if name.casefold() == REDACTED_NAME:
        return named == f"`{about}` (name redacted)"
    return named in (name, f"the {name}") or not _PLAIN.fullmatch(name)


def missing(written: Any, claim: Claim) -> str:
    """What is wrong with the sets of open matters written: each leads to the status it says, and none holds another."""
    if not isinstance(written, list) or (written and claim.status != "undetermined"):
        return "`missing` is of an undetermined status only"
    if not written and claim.status == "undetermined":
        alone = (
            key for key in sorted(claim.open_matters) if any(claim.led({key: v}) != claim.status for v in (True, False))
        )
        return next((f"`missing` is empty, and one matter alone would settle it: {' '.join(key)}" for key in alone), "")
    before: list[frozenset[tuple[Any, bool]]] = []
    for number, entry in enumerate(written, 1):
        if not _shaped(entry, {"if": list, "then": str}) or not entry["if"]:
            return f"set {number} of `missing` names no matters"
        assume = {}
        for matter in entry["if"]:
            if not _shaped(matter, {"matter": str, "about": list, "is": str, "words": str}) or matter["is"] not in (
                YES,
                NO,
            ):
                return f"set {number} of `missing` holds what is no matter"
            key = (KEYS.get(matter["matter"], ""), *matter["about"])
            if key not in claim.open_matters:
                return f"set {number} of `missing` names what is no open matter: {' '.join(map(str, key))}"
            if key in assume:
                return f"set {number} of `missing` names one matter twice"
            assume[key] = matter["is"] == YES
        matters = frozenset(assume.items())
        if any(each <= matters for each in before):
            return f"set {number} of `missing` holds all of one before it"
        if before and len(before[-1]) > len(matters):
            return f"set {number} of `missing` names fewer matters than the one before it"
        before.append(matters)
        leads = claim.led(assume)
        if leads == "undetermined" or not identical(leads, entry["then"]):
            return f"set {number} of `missing` leads to `{leads}`, not to `{entry['then']}`"
    return ""


def _shaped(value: Any, keys: Mapping[str, type]) -> bool:
    return (
        isinstance(value, dict)
        and value.keys() == keys.keys()
        and all(isinstance(value[key], kind) for key, kind in keys.items())
        and all(isinstance(each, str) for key in ("about", "kinds") for each in value.get(key, ()))
    )
