"""How much of the law the rulebook has: phrase by phrase, norm by norm, and beside a digest provision by provision."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from evaluator.documents.digests import load_digests
from evaluator.documents.provisions import load_provisions
from evaluator.documents.rulebook import Rulebook
from evaluator.passes.against import Against, against
from evaluator.passes.exercised import Exercise, exercised
from evaluator.passes.phrase_coverage import FATES, PENDING, Fate, fates
from evaluator.words.errors import BadInput, Problem

NO_TESTS = "which norms are exercised on both sides is not said: that needs tests/conformance beside the rules"


@dataclass(frozen=True)
class Coverage:
    """What `callrules coverage` tells; `norms` is None where there are no cases to count, `beside` where no digest is given."""

    phrases: tuple[Fate, ...]
    norms: tuple[Exercise, ...] | None
    beside: Against | None

    @property
    def whole(self) -> bool:
        """Whether the digest, if one was given, is accounted for."""
        return self.beside is None or self.beside.whole

    def document(self) -> dict[str, Any]:
        """As plain data."""
        told: dict[str, Any] = self.beside.document() if self.beside is not None else {}
        told["phrases"] = [{**asdict(each), "by": list(each.by)} for each in self.phrases]
        told["phrase_totals"] = self._totals()
        if self.norms is not None:
            norms = [
                {"norm": n.norm, "kind": n.kind, "statuses": list(n.statuses), "sides": n.sides} for n in self.norms
            ]
            told["norms"] = norms
        return told

    def _totals(self) -> dict[str, int]:
        counts = Counter(each.fate for each in self.phrases)
        return {fate: counts[fate] for fate in FATES}

    def lines(self) -> Iterator[str]:
        """In words: totals first, then what a person should look at."""
        totals = ", ".join(f"{count} {fate}" for fate, count in self._totals().items())
        cards = len({each.citation for each in self.phrases})
        yield f"{len(self.phrases)} phrases of {cards} paragraphs, each version by itself: {totals}"
        yield from self._phrases()
        yield ""
        yield from self._norms()
        if self.beside is not None:
            yield ""
            yield from _beside(self.beside)

    def _phrases(self) -> Iterator[str]:
        last = ""
        for each in self.phrases:
            head = f"{each.citation}, {each.effective if each.effective in PENDING else f'from {each.effective}'}"
            if head != last:
                yield f"  {head}"
            last = head
            by = f": {', '.join(each.by)}" if each.by else ""
            why = f": {each.why}" if each.why and not each.by else ""
            yield f"    {each.phrase}. {each.fate}{by}{why}"

    def _norms(self) -> Iterator[str]:
        if self.norms is None:
            yield NO_TESTS
            return
        both = sum(each.sides == 2 for each in self.norms)
        yield f"{both} of {len(self.norms)} norms are exercised on both sides"
        for each in self.norms:
            if each.sides < 2:
                yield f"  {each.norm} ({each.kind}): {'only ' + ', '.join(each.statuses) if each.statuses else 'nowhere'}"


def _beside(told: Against) -> Iterator[str]:
    whole = len(told.accounted) + len(told.unaccounted)
    yield f"{len(told.accounted)} of {whole} provisions are accounted for, {len(told.left_out)} of them left out"
    for each in told.unaccounted:
        days = f", its text of {', '.join(each['versions'])}" if "versions" in each else ""
        yield f"  unaccounted: {each['id']} ({each['citation']}){days}"
    yield from (f"  left out: {each['id']}: {each['why']}" for each in told.left_out)
    yield from (f"  named beside the rules, and in no digest: {id}" for id in told.unknown)
    said = {f"  little sure: {each['id']}, by {each['said by']}": None for each in told.sure_low}
    yield from said
    yield f"{told.deadlines - len(told.deadlines_mismatched)} of {told.deadlines} deadlines are the same"
    for each in told.deadlines_mismatched:
        yield f"  {each['id']}, from {each['from']}: {each['what']}"
        yield f"    digest: {each['digest']}"
        yield f"    cards: {'; '.join(each['encoded']) or 'no window'}"
        yield f"    because: {each['reason']}" if each["reason"] else "    no reason is given"


def coverage(rulebook: Rulebook, digest: Path | None, kit: Path | None) -> Coverage:
    """How much of the law a rulebook has; BadInput for a digest, a file about provisions or a folder of cases that cannot be read."""
    if kit is not None and not kit.is_dir():
        raise BadInput([Problem(str(kit), 0, 0, "there are no cases here", "give a folder with conformance cases")])
    folder = kit or Path(rulebook.root).parent / "tests" / "conformance"
    features = Path(rulebook.root).parent / "features"
    norms = tuple(exercised(rulebook, folder, features)) if folder.is_dir() else None
    beside = None
    if digest is not None:
        mapped, problems = load_provisions(rulebook)
        if problems:
            raise BadInput(problems)
        beside = against(rulebook, load_digests(digest), mapped)
    return Coverage(tuple(fates(rulebook)), norms, beside)
