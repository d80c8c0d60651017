"""Two records compared: what changed, and what did it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from evaluator.documents.reader import SHOWN
from evaluator.doors.api import Case, Record, Rulebook
from evaluator.doors.causes import Cause, Inputs, attributed, causes
from evaluator.doors.replay import found_case, replay, rulebook_words, unsealed
from evaluator.doors.stored import Stored
from evaluator.passes.compare import Key, label
from evaluator.passes.differences import entries, shown, stands
from evaluator.words.nodes import brief

HEAD = ("at", "known", "law", "as_if", "presume", "engine", "package")


@dataclass(frozen=True)
class Changed:
    """A finding or an answer that stands otherwise: how it stood and stands (None: not there), and each set of causes."""

    key: Key
    one: Mapping[str, Any] | None
    other: Mapping[str, Any] | None
    causes: tuple[tuple[Cause, ...], ...] = ()

    @property
    def words(self) -> str:
        """What changed, in one line."""
        was, now = (each["status"] if each else None for each in (self.one, self.other))
        if self.one is None or self.other is None:
            return f"{label(self.key)}: {'appeared' if self.one is None else 'gone'} ({now or was})"
        if was != now:
            return f"{label(self.key)}: {was} → {now}"
        parts = [f"{name} {_brief(self.one[name])} → {_brief(self.other[name])}" for name in self._moved]
        return f"{label(self.key)}: {now} as before, {'; '.join(parts)}"

    @property
    def _moved(self) -> list[str]:
        one, other = self.one or {}, self.other or {}
        return [name for name in one if one[name] != other.get(name)]

    def document(self) -> dict[str, Any]:
        """As plain data."""
        sets = [[{"kind": cause.sort, "words": cause.words} for cause in given] for given in self.causes]
        return {"kind": self.key[0], "label": label(self.key), "one": self.one, "other": self.other, "did_it": sets}


@dataclass(frozen=True)
class Diff:
    """What changed from one record to another, in which inputs they differ, and what could not be said."""

    one: Stored
    other: Stored
    changed: tuple[Changed, ...]
    inputs: tuple[str, ...]
    notes: tuple[str, ...]
    tried: bool

    @property
    def broken(self) -> tuple[str, ...]:
        """Which of the two is not as it was written, so that what it says is no fact."""
        both = (f"{stored.file}: {what}" for stored in (self.one, self.other) for what in unsealed(stored))
        return tuple(dict.fromkeys(both))

    def lines(self) -> Iterator[str]:
        """In words."""
        yield from self.broken
        yield f"{self.one.file} → {self.other.file}: {len(self.changed) or 'nothing'} changed"
        if self.inputs:
            yield "They differ in"
            yield from (f"  {words}" for words in self.inputs)
        for each in self.changed:
            yield each.words
            yield from (f"  by {' and '.join(cause.words for cause in given)}" for given in each.causes)
            if self.tried and not each.causes:
                yield "  by no three of the differences alone"
        yield from self.notes

    def document(self) -> dict[str, Any]:
        """As plain data."""
        changed = [each.document() for each in self.changed]
        records = {"one": self.one.file, "other": self.other.file}
        said = {"problems": list(self.broken), "inputs": list(self.inputs)}
        return {**records, **said, "changed": changed, "notes": list(self.notes)}


def diff(one: Stored, other: Stored, rulebook: Rulebook, files: Sequence[str | Path] = ()) -> Diff:
    """Compare two records; where the rulebook and their cases are at hand, each change is traced to what did it."""
    mine, yours = entries(one.document), entries(other.document)
    changed = [
        Changed(key[0], stands(mine.get(key)), stands(yours.get(key)))
        for key in dict.fromkeys([*yours, *mine])
        if stands(mine.get(key)) != stands(yours.get(key))
    ]
    records, notes = _made_again((one, other), rulebook, files)
    if records is None:
        return Diff(one, other, tuple(changed), tuple(_heads(one.document, other.document)), notes, False)
    differ = causes(*map(Inputs.of, records))
    words = [cause.words for cause in differ] or list(_heads(one.document, other.document))
    found = attributed(rulebook, *records, [each.key for each in changed])
    told = [Changed(each.key, each.one, each.other, found.sets[each.key]) for each in changed]
    more = ("Not every set of three was tried.",) if found.stopped else ()
    return Diff(one, other, tuple(told), tuple(words), more, not found.stopped)


def _made_again(
    both: tuple[Stored, Stored], rulebook: Rulebook, files: Sequence[str | Path]
) -> tuple[tuple[Record, Record] | None, tuple[str, ...]]:
    """The two assessments again, if each replays; else why it cannot be said what did it."""
    records: list[Record] = []
    notes: list[str] = []
    for stored in both:
        told = stored.document["rulebook"]
        if told["digest"] != rulebook.digest:
            here = rulebook_words({"version": rulebook.version, "digest": rulebook.digest})
            notes.append(f"{stored.file} was made with the rulebook {rulebook_words(told)}, and this is {here}.")
            continue
        case = found_case(stored, rulebook, files)
        if case is None:
            notes.append(f"The facts of {stored.file} are not at hand; name its case with --case.")
            continue
        again = replay(stored, rulebook, partial(_given, case))
        if not again.identical or again.record is None:
            notes.append(f"{stored.file} does not replay; `callrules replay` says where it differs.")
            continue
        records.append(again.record)
    if notes:
        return None, ("Which of the differences did it cannot be said:", *dict.fromkeys(notes))
    return (records[0], records[1]), ()


def _given(case: Case) -> Case:
    return case


def _heads(one: Mapping[str, Any], other: Mapping[str, Any]) -> Iterator[str]:
    """The inputs named in the heads of two records that differ."""
    for key in HEAD:
        was, now = (each.get(key) for each in (one, other))
        if was != now:
            yield f"{key}: {_brief(was)} → {_brief(now)}"
    for name in sorted({*one["readings"], *other["readings"]}):
        was, now = (each["readings"].get(name, "the default") for each in (one, other))
        if was != now:
            yield f"reading {name}: {was} → {now}"
    if one["rulebook"] != other["rulebook"]:
        yield f"rulebook: {rulebook_words(one['rulebook'])} → {rulebook_words(other['rulebook'])}"
    if one["case"] != other["case"]:
        was, now = (f"{brief(each['case']['name'], SHOWN)} ({each['case']['digest'][:12]})" for each in (one, other))
        yield f"facts: {was} → {now}"


def _brief(value: Any) -> str:
    if isinstance(value, dict) and "earliest" in value:
        return f"{value['earliest'] or '..'} to {value['latest'] or '..'}"
    if isinstance(value, dict):
        return ", ".join(str(each) for each in value.values())
    return shown(value).strip("`")
