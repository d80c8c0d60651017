"""The law of two days compared: every change in a sentence, and for each change of answer a case that shows it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial
from pathlib import Path
from typing import Any

from evaluator.documents.rulebook import Rulebook
from evaluator.doors.arguments import law_of, to_day
from evaluator.doors.paragraphs import paragraphs
from evaluator.doors.witnesses import NOTHING, Witness, Witnesses
from evaluator.passes.law_changes import LawChange, law_changes
from evaluator.words.errors import UsageError, every

NONE_FOUND = "no case was found in which this changes the answer"


@dataclass(frozen=True)
class LawDiff:
    """The changes from the law of one day to that of another, each with its witness, if it has one."""

    days: tuple[date, date]
    changes: tuple[tuple[LawChange, Witness | None], ...]
    looked: bool

    def lines(self) -> Iterator[str]:
        """In words; a witness is printed in full where its norm is first named."""
        first, last = self.days
        yield f"{first} → {last}: {len(self.changes) or 'no'} change(s) in the law"
        shown: set[str] = set()
        for change, witness in self.changes:
            yield change.sentence
            yield from self._witness(change, witness, shown)

    def _witness(self, change: LawChange, witness: Witness | None, shown: set[str]) -> Iterator[str]:
        if not self.looked or not change.norm:
            return
        if witness is None or (witness.same and change.sort != "renumbered"):
            yield f"  {NONE_FOUND}"
            return
        says = (
            "a case with the same answer under both numbers"
            if witness.same
            else "a case that the two laws answer differently"
        )
        key = f"{witness.norm} {witness.days}"
        if key in shown:
            yield f"  {says}: that of `{witness.norm}` above"
            return
        shown.add(key)
        yield f"  {says}:"
        yield from (f"    {line}" for line in witness.yaml().splitlines())

    def document(self) -> dict[str, Any]:
        """As plain data."""
        return {
            "from": str(self.days[0]),
            "to": str(self.days[1]),
            "changes": [_document(change, witness) for change, witness in self.changes],
        }

    def save(self, folder: Path) -> list[Path]:
        """Write every witness as a case file of its own; the paths."""
        folder.mkdir(parents=True, exist_ok=True)
        written: dict[Path, str] = {}
        for _, witness in self.changes:
            if witness is not None:
                own = f" {witness.days[1]}" if witness.days != self.days else ""
                name = "".join(char if char.isalnum() or char in ".()-" else "-" for char in witness.norm + own)
                written[folder / f"{name}.yaml"] = witness.yaml()
        for path, text in written.items():
            path.write_text(text, encoding="utf-8")
        return list(written)


def _document(change: LawChange, witness: Witness | None) -> dict[str, Any]:
    told: dict[str, Any] = {
        "kind": change.sort,
        "day": str(change.day),
        "binds": str(change.binds) if change.binds else None,
        "citation": change.citation,
        "norm": change.norm or None,
        "sentence": change.sentence,
        "witness": None,
    }
    if witness is not None:
        told["witness"] = {
            "at": witness.at,
            "laws": [str(day) for day in witness.days],
            "answers": [witness.before, witness.after],
            "case": witness.case,
        }
    return told


def law_diff(
    rulebook: Rulebook, first: str | None, last: str | None, cited: Sequence[str] = (), witnesses: bool = True
) -> LawDiff:
    """What changed in the law after one day and up to another, for all paragraphs or those cited; UsageError for what cannot be asked."""
    days = tuple(law_of(rulebook, to_day(day, option)) for day, option in ((first, "--from"), (last, "--to")))
    one, other = days
    if one is None or other is None:
        raise UsageError(
            "two laws are compared from one day to another",
            "give both `--from` and `--to`, for instance `--to 2026-11-21`",
        )
    if other < one:
        raise UsageError(f"`--to {other}` lies before `--from {one}`", "give the earlier day first")
    chosen = law_changes(rulebook, one, other)
    if cited:
        wanted = set().union(*every(partial(_meant, rulebook, citation, one, other) for citation in cited))
        chosen = [change for change in chosen if change.citation in wanted]
    if not witnesses:
        return LawDiff((one, other), tuple((change, None) for change in chosen), False)
    looking = Witnesses(rulebook, one, other)
    closer: dict[date, Witnesses] = {}
    found = tuple((change, _witness(rulebook, looking, closer, change)) for change in chosen)
    return LawDiff((one, other), found, True)


def _witness(
    rulebook: Rulebook, looking: Witnesses, closer: dict[date, Witnesses], change: LawChange
) -> Witness | None:
    """The case of a norm between the two days.

    Of one that is in force on neither, or that was amended and is in force on one of them alone, between the day before its change and that
    day: that it is there on the one day and not on the other shows nothing of an amendment.
    """
    if not change.norm:
        return None
    found = looking.of(change.norm)
    if found is None or (change.amends and NOTHING in (found.before, found.after)):
        if change.day not in closer:
            closer[change.day] = Witnesses(rulebook, change.day - timedelta(days=1), change.day)
        found = closer[change.day].of(change.norm) or found
    return found


def _meant(rulebook: Rulebook, citation: str, first: date, last: date) -> set[str]:
    """The paragraphs that a citation stands for on either day, by their present numbers."""
    found: set[str] = set()
    problem: UsageError | None = None
    for day in (first, last):
        try:
            found |= {entry["citation"] for entry in paragraphs(rulebook, citation, day)}
        except UsageError as none:
            problem = none
    if not found and problem is not None:
        raise problem
    return found
