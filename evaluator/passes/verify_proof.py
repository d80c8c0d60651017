"""Proofs against what they must consist of: every node of a written proof is held beside the condition worked out for its place."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from evaluator.passes.verify_counted import Counted
from evaluator.passes.verify_instances import Instance
from evaluator.passes.verify_leaves import span
from evaluator.passes.verify_nodes import YES, Leaf, Named, Part, Sometime, Throughout, When
from evaluator.words.times import rfc3339


class Refused(Exception):
    """A place of a proof that does not hold; `place` is the way to it, `what` says why."""

    def __init__(self, place: Sequence[str], what: str) -> None:
        self.place, self.what = tuple(place), what
        super().__init__(what)


class ProofChecker:
    """Checks the proofs of one finding or answer, read at one instant. `found` are the instances that have findings of their own."""

    def __init__(self, when: When, found: Collection[Instance] = ()) -> None:
        self.when, self.found = when, found
        self.intervals: list[tuple[Throughout, int]] = []

    def roots(self, written: Any, expected: Sequence[Part]) -> None:
        """All the proofs of a status; raises Refused at the first place that does not hold."""
        if not isinstance(written, list) or len(written) != len(expected):
            count = len(written) if isinstance(written, list) else "no"
            raise Refused(("because",), f"{count} proofs are written where {len(expected)} are needed")
        for number, (node, part) in enumerate(zip(written, expected, strict=True), 1):
            self.node(node, part, self.when, (f"proof {number}",))

    def node(self, node: Any, part: Part, when: When, place: tuple[str, ...]) -> None:
        """One node against the condition that belongs there."""
        if not isinstance(node, dict):
            raise Refused(place, "no condition is written here")
        truth = part.truth(when)
        if isinstance(part, Leaf):
            _same(node, {"leaf": part.kind, "truth": truth, **part.said}, place)
        elif isinstance(part, Named):
            self._named(node, part, when, place, truth)
        elif isinstance(part, Throughout):
            self._throughout(node, part, when, place, truth)
        elif isinstance(part, Sometime):
            self._sometime(node, part, when, place, truth)
        elif isinstance(part, Counted):
            self._count(node, part, when, place, truth)
        else:
            self._group(node, part, when, place, truth)

    def _named(self, node: Mapping[str, Any], part: Named, when: When, place: tuple[str, ...], truth: str) -> None:
        said = {"is": part.name, "truth": truth, **part.said}
        if when.at == self.when.at and isinstance(part.about, Instance) and part.about in self.found:
            _same(node, {**said, "see": "finding"}, place)
            return
        _same({key: value for key, value in node.items() if key != "because"}, said, place)
        self.node(node.get("because"), part.parts[0], when, (*place, f"`{part.name}`"))

    def _throughout(
        self, node: Mapping[str, Any], part: Throughout, when: When, place: tuple[str, ...], truth: str
    ) -> None:
        said = {"op": "throughout", "truth": truth, "from": rfc3339(part.first), "to": rfc3339(part.last)}
        if "same as" in node:
            _same({key: value for key, value in node.items() if key != "same as"}, said, place)
            number = node["same as"]
            if (
                type(number) is not int
                or not 0 < number <= len(self.intervals)
                or self.intervals[number - 1] != (part, when.at)
            ):
                raise Refused(place, f"it refers to interval {number!r}, which is not the same condition")
            return
        self.intervals.append((part, when.at))
        _same({key: v for key, v in node.items() if key != "parts"}, {**said, "number": len(self.intervals)}, place)
        truths = part.at_each(when)
        self._instants(node, part, when, place, truths, differ=len(set(truths.values())) > 1)

    def _sometime(
        self, node: Mapping[str, Any], part: Sometime, when: When, place: tuple[str, ...], truth: str
    ) -> None:
        said: dict[str, Any] = {"op": "sometime", "truth": truth, "began": span(part.began)}
        if part.ended is not None:
            said["ended"] = span(part.ended)
        _same({key: value for key, value in node.items() if key != "parts"}, said, place)
        truths = part.at_each(when)
        if truth == YES:
            truths = {moment: each for moment, each in truths.items() if each == YES}
        self._instants(node, part, when, place, truths, differ=truth == YES)

    def _instants(
        self,
        node: Mapping[str, Any],
        part: Part,
        when: When,
        place: tuple[str, ...],
        truths: Mapping[int, str],
        differ: bool,
    ) -> None:
        """The instants that a proof has to show: one of each truth where they differ, else all of them."""
        written = node.get("parts")
        if not isinstance(written, list) or not all(isinstance(each, dict) for each in written):
            raise Refused(place, "no instants are written")
        left = dict(truths)
        for each in written:
            if set(each) != {"at", "because"}:
                raise Refused(place, "an instant is written with its `at` and its `because`, and nothing else")
            moment = next((m for m in left if rfc3339(m) == each["at"]), None)
            if moment is None:
                raise Refused(place, f"`{each['at']}` is no instant that the truth of the whole needs")
            for m in [m for m, truth in left.items() if (truth == left[moment] if differ else m == moment)]:
                del left[m]
            self.node(each["because"], part.parts[0], when.moved(moment), (*place, f"at {each['at']}"))
        if left:
            raise Refused(place, f"{rfc3339(next(iter(left)))} is not written, and the truth of the whole needs it")

    def _count(self, node: Mapping[str, Any], part: Counted, when: When, place: tuple[str, ...], truth: str) -> None:
        """A count: every fact that counts or may, and among which, and what may not be on record."""
        when = part.then(when)
        sides = {"parts": part.counts, **({"among": part.among} if part.share else {})}
        said = {"op": "count", "truth": truth, "measure": part.called, "asked": part.asked}
        _same({key: value for key, value in node.items() if key not in (*sides, "hidden")}, said, place)
        self.node(node.get("hidden"), part.more, when, (*place, "what is not on record"))
        for key, parts in sides.items():
            written = node.get(key)
            if not isinstance(written, list) or len(written) != len(parts):
                raise Refused(place, f"`{key}` are not the {len(parts)} that are counted")
            for number, (each, one) in enumerate(zip(written, parts, strict=True), 1):
                self.node(each, one, when, (*place, f"{number} of `{key}`"))

    def _group(self, node: Mapping[str, Any], part: Part, when: When, place: tuple[str, ...], truth: str) -> None:
        needed = part.sufficing(when)
        deemed: list[Part] = [each for each in needed or () if isinstance(each, Named) and each.name == "deemed"]
        expected = deemed or (list(part.parts) if needed is None else needed)
        count = 1 if needed is not None and not deemed else len(expected)
        said: dict[str, Any] = {"op": part.op, "truth": truth}
        if count < len(part.parts):
            said["of"] = len(part.parts)
        _same({key: value for key, value in node.items() if key != "parts"}, said, place)
        written = node.get("parts")
        if not isinstance(written, list) or len(written) != count:
            got = len(written) if isinstance(written, list) else "no"
            raise Refused(place, f"{got} of its parts are written where {count} are needed")
        for number, each in enumerate(written):
            here = (*place, f"part {number + 1} of `{part.op}`")
            chosen = self._one_of(each, [expected[number]] if needed is None else expected, when, here)
            if deemed:
                expected.remove(chosen)

    def _one_of(self, node: Any, expected: Sequence[Part], when: When, place: tuple[str, ...]) -> Part:
        """The part that a node stands for, where any of some would do; what is refused is told of the likeliest."""
        refused: Refused | None = None
        for part in expected:
            kept = len(self.intervals)
            try:
                self.node(node, part, when, place)
            except Refused as found:
                del self.intervals[kept:]
                if refused is None or len(found.place) > len(refused.place):
                    refused = found
            else:
                return part
        raise refused if refused is not None else Refused(place, "there is nothing that it could stand for")


def _same(written: Mapping[str, Any], expected: Mapping[str, Any], place: Sequence[str]) -> None:
    """What is written of a node is what belongs there."""
    for key in sorted(written.keys() | expected.keys()):
        if key not in expected:
            kind = written.get("leaf") or written.get("op") or written.get("is")
            raise Refused(
                place, f"`{key}` of `{kind}` is nothing that this checker knows here, so it cannot be checked"
            )
        if key not in written:
            raise Refused(place, f"`{key}` is missing: it is {_told(expected[key])}")
        if not identical(written[key], expected[key]):
            raise Refused(place, f"`{key}` says {_told(written[key])}, and it is {_told(expected[key])}")


def identical(a: Any, b: Any) -> bool:
    """Equal in kind and value: `true` is not 1."""
    if isinstance(a, dict) and isinstance(b, dict):
        return a.keys() == b.keys() and all(identical(a[key], b[key]) for key in a)
    if isinstance(a, list) and isinstance(b, list):
        return len(a) == len(b) and all(map(identical, a, b))
    return bool(a == b) and (type(a) is type(b) or (isinstance(a, str) and isinstance(b, str)))


def _told(value: Any) -> str:
    if isinstance(value, list):
        return ", ".join(_told(each) for each in value) or "nothing"
    if isinstance(value, dict):
        return " ".join(f"{key} {_told(each)}" for key, each in value.items())
    return "nothing" if value is None else f"`{value}`"
