"""Proofs: the part of a formula that carries its truth, written out so that code which did not build it can check it."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any

from evaluator.documents.case import Determination, Telling
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
)  # fmt: skip
from evaluator.documents.near import Near
from evaluator.documents.stretches import Alongside, Inside
from evaluator.documents.yearly import Occasion, OnFile
from evaluator.passes.program import Norm, Wording
from evaluator.passes.reasons import Reading, carrying, suffices
from evaluator.passes.settle import Position
from evaluator.words.counted import Counted
from evaluator.words.formula import Decided, Every, Leaf, Named, Node, Opposite, Shown, Some, Told
from evaluator.words.sometime import Sometime
from evaluator.words.throughout import Throughout
from evaluator.words.times import Interval, rfc3339
from evaluator.words.truth import NAMES, YES

KINDS: dict[type[Leaf], str] = {
    Fits: "fits", FieldOpen: "field", Happened: "happened", InTime: "in time", Early: "in time", Over: "over", Unrecorded: "unrecorded",
    Presumed: "presumed absent", Spoken: "judged", InForce: "in force", Ordered: "order", Lasting: "lasting", Assumed: "assumed",
    OnFile: "on file", Near: "within", Alongside: "stretch", Inside: "stretch",
}  # fmt: skip
OPERATORS = {Every: "all", Some: "any", Opposite: "not", Told: "told", Throughout: "throughout", Shown: "shown"}


def proof(roots: Sequence[Node], view: Reading, found: Collection[Position] = ()) -> list[dict[str, Any]]:
    """The certificates of some formulas' truths at `view.at`, each as small as it can be and still be checked.

    Of a no among all, or a yes among any, one part is written; of a condition that holds at some instants of an interval and not at others,
    an instant of each; a position in `found` has its proof in its own finding, and an interval written once is referred to by its number.
    """
    writer = _Writer(view.at, found)
    return [writer.node(root, view) for root in roots]


class _Writer:
    """Writes the proofs of one finding or answer."""

    def __init__(self, at: int, found: Collection[Position]) -> None:
        self.at, self.found = at, found
        self.intervals: dict[tuple[int, int], int] = {}

    def node(self, node: Node, view: Reading) -> dict[str, Any]:
        """One condition."""
        truth = node.truth(view)
        if isinstance(node, Leaf):
            return {"leaf": leaf_kind(node), "truth": NAMES[truth], **_leaf(node)}
        if isinstance(node, Decided):
            return self._joined(node, view, truth)
        if isinstance(node, Named):
            return self._named(node, view, truth)
        if isinstance(node, Throughout):
            return self._throughout(node, view, truth)
        if isinstance(node, Sometime):
            return self._sometime(node, view, truth)
        if isinstance(node, Counted):
            view = view if view.quiet is None else view.moved(view.quiet)
            among, counted = (
                ([self.node(side, view) for side in sides] for sides in zip(*node.pairs, strict=True))
                if node.pairs
                else ([], [])
            )
            return {
                "op": "count", "truth": NAMES[truth], "measure": node.called, "asked": node.words, "parts": counted,
                **({"among": among} if node.share else {}), "hidden": self.node(node.hidden, view),
            }  # fmt: skip
        return self._joined(node, view, truth)

    def _joined(self, node: Node, view: Reading, truth: int) -> dict[str, Any]:
        parts = _chosen(node, view, truth)
        written: dict[str, Any] = {
            "op": OPERATORS[type(node)],
            "truth": NAMES[truth],
            "parts": [self.node(part, view) for part in parts],
        }
        if len(parts) < len(node.parts):
            written["of"] = len(node.parts)
        return written

    def _named(self, node: Named, view: Reading, truth: int) -> dict[str, Any]:
        about: dict[str, Any] = {"is": node.name, "truth": NAMES[truth]}
        if isinstance(node.about, Position):
            about |= instance(node.about)
            if view.at == self.at and node.about in self.found:
                return {**about, "see": "finding"}
        elif isinstance(node.about, Norm):
            about["norm"] = node.about.id
        return {**about, "because": self.node(node.part, view)}

    def _sometime(self, node: Sometime, view: Reading, truth: int) -> dict[str, Any]:
        ended = {} if node.ended is None else {"ended": span(node.ended)}
        written = {"op": "sometime", "truth": NAMES[truth], "began": span(node.began), **ended}
        moments = node.instants(view)
        if truth == YES:
            moments = [node.instant(view)]
        parts = [{"at": rfc3339(moment), "because": self.node(node.part, view.moved(moment))} for moment in moments]
        return {**written, "parts": parts}

    def _throughout(self, node: Throughout, view: Reading, truth: int) -> dict[str, Any]:
        written = {"op": "throughout", "truth": NAMES[truth], "from": rfc3339(node.first), "to": rfc3339(node.last)}
        number = self.intervals.get((id(node), view.at))
        if number is not None:
            return {**written, "same as": number}
        self.intervals[id(node), view.at] = number = len(self.intervals) + 1
        truths = {moment: node.part.truth(view.moved(moment)) for moment in node.instants(view)}
        if len(set(truths.values())) > 1:
            truths = {next(m for m, t in truths.items() if t == each): each for each in dict.fromkeys(truths.values())}
        parts = [{"at": rfc3339(moment), "because": self.node(node.part, view.moved(moment))} for moment in truths]
        return {**written, "number": number, "parts": parts}


def instance(position: Position) -> dict[str, Any]:
    """What tells a norm's instance from any other: its trigger, its bearer, and the version it goes by."""
    bearer = position.wording.construct.bearer or ""
    return {
        "norm": position.norm.id,
        "trigger": position.trigger.id,
        "bearer": position.names.get(bearer, bearer),
        "version": effective(position.wording),
        **year_of(position.trigger),
    }


def year_of(trigger: Telling | None) -> dict[str, int]:
    """The year of a yearly norm's instance; nothing of any other."""
    return {"year": trigger.year} if isinstance(trigger, Occasion) else {}


def trigger_name(trigger: Telling | None) -> str:
    """The fact that a finding is of, with its year if it has one; empty where there is none."""
    return "" if trigger is None else in_year(trigger.id, year_of(trigger).get("year"))


def in_year(trigger: str, year: int | None) -> str:
    """The name of a fact in a year."""
    return f"{trigger} in {year}" if year is not None else trigger


def effective(wording: Wording) -> str:
    """The day a version took effect."""
    day = wording.version.effective
    return str(day) if day and day.year > 1 else "always"


def _chosen(node: Node, view: Reading, truth: int) -> Sequence[Node]:
    """One part where one suffices (but each deeming that holds, for each rests on a source of its own); else all of them."""
    if suffices(node, truth):
        ways = carrying(node, view)
        if len(ways) > 1:
            ways = sorted(ways, key=lambda way: _size(way, view.sizes))
        return [way for way in ways if isinstance(way, Named) and way.name == "deemed"] or ways[:1]
    return node.parts


def _size(node: Node, known: dict[Node, int]) -> int:
    """How many conditions a node is made of, shared ones counted each time, as they are written each time."""
    size = known.get(node)
    if size is None:
        size = known[node] = 1 + sum([_size(part, known) for part in node.parts])
    return size


def leaf_kind(leaf: Leaf) -> str:
    """The name of a leaf's sort in a proof."""
    return KINDS.get(type(leaf)) or leaf.key[0]


def span(time: Interval) -> list[str]:
    """An interval as two instants."""
    return [rfc3339(time.earliest), rfc3339(time.latest)]


def word(said: Determination) -> dict[str, Any]:
    """A determination as a proof states it."""
    return {"standard": said.standard, "about": list(said.about), "says": "yes" if said.says else "no", "by": said.by}


def _leaf(leaf: Leaf) -> dict[str, Any]:
    match leaf:
        case Fits():
            return {"fact": leaf.telling.id, "kind": leaf.telling.kind, "term": leaf.term.name}
        case FieldOpen():
            return {"fact": leaf.telling.id, "field": leaf.test.field, "asked": leaf.wanted, "why": leaf.why}
        case Happened():
            return {"fact": leaf.telling.id, "time": span(leaf.time)}
        case InTime():
            return {"fact": leaf.telling.id, "time": span(leaf.telling.time), "due": span(leaf.due)}
        case Over():
            return {"of": leaf.trigger, "due": span(leaf.due)}
        case Unrecorded():
            declared = [{"through": rfc3339(d.through), "said by": d.said_by} for d in leaf.used()]
            return {"kinds": list(leaf.kinds), "about": leaf.about, "up to": rfc3339(leaf.until), "declared": declared}
        case Presumed():
            return {"kinds": list(leaf.kinds), "about": leaf.about}
        case Spoken():
            asked = {
                "standard": leaf.judged.standard,
                "about": list(leaf.about),
                "asked": "yes" if leaf.judged.says else "no",
            }
            return {**asked, "words": [word(said) for said in leaf.words]}
        case InForce():
            fact = {"fact": leaf.telling.id, "time": span(leaf.telling.time)} if leaf.telling else {}
            return {"citation": leaf.citation, "since": rfc3339(leaf.since), "until": rfc3339(leaf.until), **fact}
        case Ordered():
            return {"fact": leaf.telling.id, "how": leaf.how, "other": leaf.other.id}
        case Lasting():
            ended = leaf.telling.ended
            period = {"fact": leaf.telling.id, "time": span(leaf.telling.time)}
            return period if ended is None else {**period, "ended": span(ended)}
        case OnFile():
            year = leaf.occasion
            return {"fact": year.id, "year": year.year, "opens": rfc3339(year.opens), "closes": rfc3339(year.closes)}
        case Near():
            near = {"fact": leaf.telling.id, "time": span(leaf.telling.time), "how": leaf.said}
            near |= {"ended": span(leaf.telling.ended)} if leaf.telling.ended is not None else {}
            edge = {"other": leaf.other.id, "edge": span(leaf.edge)} if leaf.other and leaf.edge else {}
            return {**near, **edge}
        case Inside():
            first, after = span(leaf.stretch)
            return {
                "fact": leaf.telling.id,
                "over": leaf.said,
                "time": span(leaf.telling.time),
                "from": first,
                "before": after,
            }
        case Alongside():
            start = span(leaf.start) if leaf.start is not None else None
            times = {"time": span(leaf.telling.time), "other_time": span(leaf.other.time), "start": start}
            return {"fact": leaf.telling.id, "other": leaf.other.id, "over": leaf.said, **times}
        case Assumed():
            return {"reason": leaf.reason}
        case _:
            return {}
