"""The rulebook beside a digest of the law, provision by provision: what is accounted for, what is left out, which deadlines differ."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from evaluator.documents.digests import Provided, Told
from evaluator.documents.provisions import Provision
from evaluator.documents.rulebook import Rulebook
from evaluator.passes.encoded_times import mismatch, windows_of
from evaluator.passes.lower import lower


@dataclass(frozen=True)
class Against:
    """What a comparison comes to: every provision of the digest is accounted for or not; those left out are accounted for."""

    accounted: tuple[str, ...]
    unaccounted: tuple[dict[str, Any], ...]
    left_out: tuple[dict[str, Any], ...]
    sure_low: tuple[dict[str, Any], ...]
    deadlines_mismatched: tuple[dict[str, Any], ...]
    deadlines: int
    unknown: tuple[str, ...]

    @property
    def whole(self) -> bool:
        """Whether nothing is unaccounted for, and every deadline is the same or explained."""
        return not self.unaccounted and all(each["reason"] for each in self.deadlines_mismatched)

    def document(self) -> dict[str, Any]:
        """As plain data."""
        lists = ("unaccounted", "left_out", "sure_low", "deadlines_mismatched", "unknown")
        told = {name: list(getattr(self, name)) for name in lists}
        return {"accounted": list(self.accounted), **told, "deadlines": self.deadlines}


def against(rulebook: Rulebook, digest: Iterable[Provided], mapped: Mapping[str, Provision]) -> Against:
    """Compare the rulebook with a digest, by the ids of its provisions."""
    accounted, left_out, sure_low, differ = list[str](), [], [], []
    unaccounted: list[dict[str, Any]] = []
    deadlines, ids = 0, set()
    for each in digest:
        ids.add(each.id)
        entry = mapped.get(each.id)
        sure_low += list(_doubted(rulebook, each, entry))
        if entry is None:
            unaccounted.append({"id": each.id, "citation": each.citation})
            continue
        missing = [told for told in each.versions if entry.cards and not _stands(rulebook, entry, told)]
        if missing:
            days = [str(told.since or "") for told in missing]
            unaccounted.append({"id": each.id, "citation": each.citation, "versions": days})
            continue
        accounted.append(each.id)
        if entry.left_out:
            left_out.append({"id": each.id, "citation": each.citation, "why": entry.left_out})
        for told in each.versions if entry.cards else ():
            deadlines += told.deadline is not None
            differ += list(_differs(rulebook, each, told, entry))
    unknown = tuple(id for id in mapped if id not in ids)
    return Against(
        tuple(accounted), tuple(unaccounted), tuple(left_out), tuple(sure_low), tuple(differ), deadlines, unknown
    )


def _stands(rulebook: Rulebook, entry: Provision, told: Told) -> bool:
    """Whether some card that encodes a provision has a text at any time in which this version of it stands."""
    begins, ends = told.since or date.min, told.until or date.max
    for section, card in rulebook.cards():
        if section.cite(card.number) in entry.cards:
            for index, version in enumerate(card.versions):
                if version.effective is None:
                    if told.since is None:
                        return True
                    continue
                later = (each.effective for each in card.versions[index + 1 :] if each.effective is not None)
                if version.effective < ends and begins < (version.until or next(later, date.max)):
                    return True
    return False


def _differs(rulebook: Rulebook, provided: Provided, told: Told, entry: Provision) -> Iterator[dict[str, Any]]:
    if told.deadline is None:
        return
    windows = windows_of(lower(rulebook), entry.cards, told)
    why = mismatch(told.deadline, windows, entry.starts)
    if why:
        yield {
            "id": provided.id,
            "citation": provided.citation,
            "from": str(told.since or ""),
            "digest": told.deadline.words,
            "encoded": [each.words for each in windows],
            "what": why,
            "reason": entry.differs,
        }


def _doubted(rulebook: Rulebook, provided: Provided, entry: Provision | None) -> Iterator[dict[str, Any]]:
    """Where the digest, or a card that encodes it, is little sure of what it says."""
    head = {"id": provided.id, "citation": provided.citation}
    for told in provided.versions:
        if told.confidence == "low":
            yield {**head, "from": str(told.since or ""), "said by": "the digest", "doubts": ""}
    for section, card in rulebook.cards() if entry is not None and entry.cards else ():
        cited = section.cite(card.number)
        for version in card.versions if entry is not None and cited in entry.cards else ():
            if version.sure == "low":
                yield {**head, "from": str(version.effective or ""), "said by": cited, "doubts": version.doubts}
