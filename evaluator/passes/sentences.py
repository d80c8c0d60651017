"""Sentences: one template for each construct in each status, and for each sort of leaf in each truth."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from evaluator.documents.leaves import (
    Assumed,
    Early,
    FieldOpen,
    Fits,
    Happened,
    InForce,
    InTime,
    Lasting,
    Ordered,
    Over,
    Presumed,
    Spoken,
    Unrecorded,
)
from evaluator.documents.near import Near
from evaluator.documents.stretches import Alongside, Inside
from evaluator.documents.yearly import OnFile
from evaluator.passes.partly import too_late, unmet
from evaluator.passes.phrases import Phrases
from evaluator.passes.program import Norm
from evaluator.passes.proof import leaf_kind
from evaluator.passes.reasons import carrying
from evaluator.passes.say import WHY_OPEN, listed
from evaluator.passes.settle import Position
from evaluator.passes.templates import LEAVES
from evaluator.words.counted import Counted
from evaluator.words.formula import Every, Leaf, Named, Node, Some, View, leaves, walk
from evaluator.words.sometime import Sometime
from evaluator.words.throughout import Throughout
from evaluator.words.truth import DISPUTED, NO, YES, Truth

# {who} bears it, {norm} is its name, {act} what was done, {toward} to whom.
STATUS: Mapping[tuple[str, str], str] = {
    ("burden", "discharged"): "{who} has discharged {norm}",
    ("burden", "not discharged"): "{who} has not discharged {norm}",
    ("burden", "excused"): "{who} is excused from {norm}",
    ("burden", "pending"): "{who} still has time for {norm}",
    ("burden", "undetermined"): "whether {who} has discharged {norm} is open",
    ("duty", "fulfilled"): "{who} has met {norm}",
    ("duty", "violated"): "{who} has missed {norm}",
    ("duty", "excused"): "{who} is excused from {norm}",
    ("duty", "pending"): "{who} still has time for {norm}",
    ("duty", "undetermined"): "whether {who} has missed {norm} is open",
    ("prohibition", "violated"): "{who} has broken {norm} by {act}",
    ("prohibition", "respected"): "{who} has not broken {norm} by {act}",
    ("prohibition", "excused"): "{who} would have broken {norm} by {act}, but is excused",
    ("prohibition", "undetermined"): "whether {who} has broken {norm} by {act} is open",
    ("permission", "used"): "{who} has used {norm} toward {toward} by {act}, and was entitled to",
    (
        "permission",
        "used without the condition",
    ): "{who} has used {norm} toward {toward} by {act} without what must come first, and is not protected",
    (
        "permission",
        "used while not available",
    ): "{norm} did not cover {act} by {who} toward {toward}, which is not protected by it",
    (
        "permission",
        "undetermined",
    ): "whether {norm} covers {act} of {who} toward {toward} is open",
    ("permission", "yes"): "{norm} is available",
    ("permission", "no"): "{norm} is not available",
    ("power", "used"): "{who} has used {norm} toward {toward} by {act}, and was entitled to",
    (
        "power",
        "used without the condition",
    ): "{who} has used {norm} toward {toward} by {act} without what must come first",
    (
        "power",
        "used while not available",
    ): "nothing on file entitled {who} to use {norm} toward {toward} by {act}",
    ("power", "undetermined"): "whether {norm} covers {act} of {who} toward {toward} is open",
    ("power", "yes"): "{norm} is available",
    ("power", "no"): "{norm} is not available",
    ("deeming", "yes"): "it is deemed so: {said}",
    ("deeming", "no"): "{said} does not apply",
    ("deeming", "undetermined"): "whether {said} applies is open",
    ("extension", "yes"): "more time was granted{by}",
    ("extension", "no"): "no more time was granted",
    ("extension", "undetermined"): "whether more time was granted is open",
}


# What an act did to a norm that another one builds on, or a question asks about.
DONE: Mapping[str, str] = {"violated": "broken", "used": "used"}


@dataclass(frozen=True)
class Reason:
    """A leaf, or a status of another norm, that carries a status; with its truth and the instant it was read at."""

    node: Leaf | Named | Counted
    truth: Truth
    at: int


def because(roots: Iterable[Node], view: View, own: Position | None = None) -> list[Reason]:
    """What carries the truth of formulas: of several that suffice, the shortest; other norms' statuses stay whole."""
    found: dict[tuple[int, int], Reason] = {}
    for root in roots:
        for reason in _reasons(root, view, own):
            found.setdefault((id(reason.node), reason.at), reason)
    return list(found.values())


def _reasons(node: Node, view: View, own: Position | None) -> list[Reason]:
    truth = node.truth(view)
    if isinstance(node, Leaf | Counted):
        return [Reason(node, truth, view.at)]
    if isinstance(node, Named) and isinstance(node.about, Position | Norm) and _apart(node, own):
        return [Reason(node, truth, view.at)]
    if isinstance(node, Sometime) and truth == YES:
        return _reasons(node.part, view.moved(node.instant(view)), own)
    if isinstance(node, Throughout | Sometime):
        return [each for moment in node.instants(view) for each in _reasons(node.part, view.moved(moment), own)]
    chosen = carrying(node, view)
    parts = [_reasons(part, view, own) for part in chosen]
    enough = (isinstance(node, Every) and truth == NO) or (isinstance(node, Some) and truth == YES)
    if enough and parts and not all(isinstance(part, Named) and isinstance(part.about, Norm) for part in chosen):
        return min(parts, key=len)
    return [each for part in parts for each in part]


def _apart(node: Named, own: Position | None) -> bool:
    """Whether a status is one reason; that a duty binds, where a question asks just that, is told by its own reasons."""
    return node.about is not own and node.name != "binding"


def said(reason: Reason, phrases: Phrases) -> tuple[str, tuple[str, ...]] | None:
    """A reason in words, with its citations; None if it says nothing worth a sentence."""
    if isinstance(reason.node, Named):
        return _named(reason.node, reason.truth, reason.at, phrases)
    if isinstance(reason.node, Counted):
        return reason.node.told(View(reason.at, phrases.record.at)), ()
    words = leaf_words(reason.node, reason.truth, phrases)
    return (words, ()) if words else None


def leaf_words(leaf: Leaf, truth: Truth, phrases: Phrases) -> str | None:
    """A leaf in one truth, in words."""
    yes, no, undetermined = LEAVES.get(_sort(leaf, phrases), (None, None, None))
    template = yes if truth == YES else no if truth == NO else undetermined
    if truth == DISPUTED and isinstance(leaf, Spoken):
        template = 'those who may decide disagree on "{standard}" of {about}: {said}'
    return template.format(**_slots(leaf, phrases)) if template else None


def _sort(leaf: Leaf, phrases: Phrases) -> str:
    if isinstance(leaf, Early):
        return "early"
    kind = phrases.record.case.vocabulary.kinds[leaf.telling.kind] if isinstance(leaf, InTime) else None
    return "seen in time" if kind is not None and "by" not in kind.fields else leaf_kind(leaf)


def _slots(leaf: Leaf, phrases: Phrases) -> dict[str, str]:
    say = phrases.say
    match leaf:
        case Fits():
            return {"fact": say.fact(leaf.telling)}
        case FieldOpen():
            why = WHY_OPEN.get(leaf.why, "not known")
            return {"fact": say.fact(leaf.telling), "field": leaf.test.field, "asked": say.wanted(leaf), "why": why}
        case InTime():
            when = say.when(leaf.telling.time)
            return {"fact": say.fact(leaf.telling), "when": when, "moment": say.open_matter(leaf)}
        case Happened() | Lasting():
            return {"fact": say.fact(leaf.telling), "when": say.when(leaf.telling.time)}
        case Near():
            when = say.when(leaf.telling.time)
            return {"fact": say.fact(leaf.telling), "how": say.nearness(leaf), "when": when}
        case OnFile():
            told = leaf.occasion.fact or leaf.occasion
            return {"fact": say.fact(told), "year": str(leaf.occasion.year), "when": say.when(told.time)}
        case Over():
            return {"due": phrases.ends(leaf.due), "trigger": say.ending(leaf)}
        case Unrecorded():
            return _record(leaf, phrases)
        case Presumed():
            return {"presumption": say.presumption(leaf, apart=True)}
        case Spoken():
            words = listed(f"{say.party(w.by)} says {'yes' if w.says else 'no'}" for w in leaf.words)
            asks = phrases.record.case.vocabulary.standards[leaf.judged.standard].asks
            return {"standard": leaf.judged.standard, "about": say.about(leaf), "said": words, "asks": asks}
        case InForce():
            return {"citation": leaf.citation, "trigger": say.fact(leaf.telling) if leaf.telling else "that moment"}
        case Ordered():
            return {"fact": say.fact(leaf.telling), "how": leaf.how, "other": say.fact(leaf.other)}
        case Alongside() | Inside():
            first = leaf.stretch.earliest if isinstance(leaf, Inside) else 0
            others = say.fact(leaf.other) if isinstance(leaf, Alongside) else f"those from {say.instant(first)} on"
            return {"fact": say.fact(leaf.telling), "other": others, "over": leaf.said}
        case Assumed():
            return {"reason": leaf.reason}
        case _:
            return {}


def _record(leaf: Unrecorded, phrases: Phrases) -> dict[str, str]:
    say = phrases.say
    kinds = listed(leaf.kinds, "or")
    another = say.another(leaf).startswith("another")
    used = sorted({say.party(d.said_by) for d in leaf.used() if not d.supposed})
    through = say.through(leaf)
    verb = "declares" if len(used) == 1 else "declare"
    return {
        "none": f"no {'other ' if another and not leaf.to else ''}{kinds} {say.whose(leaf.kinds)} {say.party(leaf.about)}"
        + (f" to {say.party(leaf.to)}" if leaf.to else ""),
        "declared": f"{listed(used)} {verb} that record complete" if used else "that record is only supposed complete",
        "through": through,
    }


def _named(node: Named, truth: Truth, at: int, phrases: Phrases) -> tuple[str, tuple[str, ...]] | None:
    word = "yes" if truth == YES else "no" if truth == NO else "undetermined"
    if isinstance(position := node.about, Position):
        finding = phrases.found.get(position)
        name = phrases.called(position.norm, position.trigger)
        now = at == phrases.record.at
        stands = finding.read(View(at, phrases.record.at)) if finding else "not arisen"
        clause = f"{name} is {stands}" if now else f"{name} was {stands} then ({phrases.say.instant(at)})"
        return clause, (phrases.citation(finding) if finding else phrases.cite(position.norm),)
    norm = node.about
    if not isinstance(norm, Norm):
        return None
    template = STATUS.get((norm.kind, word))
    if node.name == "first":
        wants = {"yes": "was done first", "no": "was not done first", "undetermined": "may or may not have come first"}
        return f"{phrases.called(norm)} {wants[word]}", (phrases.cite(norm),)
    if node.name == "prevails":
        return f"{phrases.called(norm)} {'prevails' if truth == YES else 'does not bear on it'}", (phrases.cite(norm),)
    if node.name in DONE:
        act = next((f.telling for f in leaves(node) if isinstance(f, Fits) and f.telling.kind in norm.acts_on), None)
        how = {"yes": "was", "no": "was not", "undetermined": "may have been"}[word]
        by = f" by {phrases.say.fact(act)}" if act is not None else ""
        return f"{phrases.called(norm)} {how} {DONE[node.name]}{by}", (phrases.cite(norm),)
    if template is None:
        return None
    wording = phrases.wording(norm) or norm.wordings[-1]
    granted = [f.telling for f in leaves(node) if isinstance(f, Fits) and "new date" in f.telling.fields]
    by = f": {listed(phrases.say.fact(telling) for telling in granted)}" if granted else ""
    clause = template.format(said=phrases.quote(wording), norm=phrases.called(norm), by=by)
    built = [phrases.found.get(n.about) for n in walk(node) if isinstance(n, Named) and isinstance(n.about, Position)]
    clauses = (unmet(f, phrases.say) or too_late(f, phrases.say) for f in built if f)
    short = listed(dict.fromkeys(filter(None, clauses)))
    clause += f", for {short}" if short and norm.kind == "deeming" and truth == YES else ""
    return clause, (phrases.cite(norm),)
