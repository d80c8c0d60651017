"""What did it: the inputs in which two assessments differ, and which few of them turn one status into the other."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations
from typing import Any, TypeAlias

from evaluator.documents.case import Case, Complete, Determination, Party, Telling, same_telling
from evaluator.doors.api import Record, Rulebook, assess
from evaluator.passes.compare import Key, key_of, outline
from evaluator.passes.say import article, listed
from evaluator.words.times import rfc3339

MOST_TOGETHER, MOST_TRIALS = 3, 300
SUPPOSED = " (supposed)"
Piece: TypeAlias = tuple[str, str]
Content: TypeAlias = dict[Piece, tuple[Any, ...]]


@dataclass(frozen=True)
class Inputs:
    """Everything an assessment is made from, but for the rulebook."""

    case: Case
    pieces: Content
    head: Mapping[str, Any]
    readings: Mapping[str, str]

    @classmethod
    def of(cls, record: Record) -> Inputs:
        """The inputs of an assessment; instants in µs."""
        head = {
            "at": record.at,
            "known": record.known,
            "law": record.program.law,
            "as_if": record.program.rulebook.as_if,
            "presume": record.presume,
        }
        return cls(record.case, pieces(record.case), head, dict(record.program.readings))


@dataclass(frozen=True)
class Cause:
    """One input in which two assessments differ, in words, and how it is put in."""

    sort: str
    words: str
    put: Callable[[Inputs], Inputs]


def pieces(case: Case) -> Content:
    """What a case says, in pieces that can be there or not: facts with what they carry, words, declarations, parties."""
    found: dict[Piece, list[Any]] = {}
    for telling in case.tellings:
        found.setdefault(("fact", telling.derived_from or telling.id), []).append(telling)
    for said in case.said:
        found.setdefault(("determination", _word(said)), []).append(said)
    for declared in case.complete:
        found.setdefault(("declaration", _declared(declared)), []).append(declared)
    for party in case.parties.values():
        found.setdefault(("party", party.id), []).append(party)
    return {piece: tuple(items) for piece, items in found.items()}


def _word(said: Determination) -> str:
    words = f'{said.by} says {"yes" if said.says else "no"} to "{said.standard}" of {listed(said.about)}'
    return words + SUPPOSED * said.supposed


def _declared(declared: Complete) -> str:
    kinds = listed(sorted(declared.kinds))
    words = f"the record of {kinds} by {declared.about} is complete through {rfc3339(declared.through)}"
    return f"{declared.said_by} says that {words}" + SUPPOSED * declared.supposed


def _same(one: Sequence[Any], other: Sequence[Any]) -> bool:
    if len(one) != len(other):
        return False
    return all(
        same_telling(a, b) if isinstance(a, Telling) and isinstance(b, Telling) else a == b
        for a, b in zip(one, other, strict=True)
    )


# -- in which inputs they differ


def causes(one: Inputs, other: Inputs) -> list[Cause]:
    """Every input in which two assessments differ."""
    return [*_heads(one, other), *_readings(one, other), *_facts(one, other)]


def _heads(one: Inputs, other: Inputs) -> Iterator[Cause]:
    for key, was in one.head.items():
        now = other.head[key]
        if was != now:
            yield Cause(key, f"{key}: {_shown(key, was)} → {_shown(key, now)}", _put_head(key, now))


def _put_head(key: str, value: Any) -> Callable[[Inputs], Inputs]:
    return lambda inputs: replace(inputs, head={**inputs.head, key: value})


def _shown(key: str, value: Any) -> str:
    if key == "presume":
        return "default" if value else "none"
    if key == "as_if":
        return listed(value) or "none"
    if value is None:
        return "everything" if key == "known" else "of each day"
    return rfc3339(value) if isinstance(value, int) else str(value)


def _readings(one: Inputs, other: Inputs) -> Iterator[Cause]:
    for name, was in one.readings.items():
        now = other.readings[name]
        if was != now:
            yield Cause("reading", f"reading {name}: {was} → {now}", _put_reading(name, now))


def _put_reading(name: str, option: str) -> Callable[[Inputs], Inputs]:
    return lambda inputs: replace(inputs, readings={**inputs.readings, name: option})


def _facts(one: Inputs, other: Inputs) -> Iterator[Cause]:
    for piece in dict.fromkeys([*one.pieces, *other.pieces]):
        was, now = one.pieces.get(piece, ()), other.pieces.get(piece, ())
        if not _same(was, now):
            how = "new" if not was else "gone" if not now else "told otherwise"
            kind = next(
                (f", {article(t.kind)}" + SUPPOSED * t.supposed for t in (*now, *was) if isinstance(t, Telling)), ""
            )
            named = f"`{piece[1]}`{kind}" if piece[0] in ("fact", "party") else piece[1]
            yield Cause(piece[0], f"{piece[0]} {how}: {named}", _put_piece(piece, now, other.case.parties))


def _put_piece(piece: Piece, items: tuple[Any, ...], people: Mapping[str, Party]) -> Callable[[Inputs], Inputs]:
    """Put the items in the place of those that are there, with the parties they name."""

    def put(inputs: Inputs) -> Inputs:
        content = {each: kept for each, kept in inputs.pieces.items() if each != piece}
        if items:
            content[piece] = items
        for name in _named(items):
            if name in people and ("party", name) not in content:
                content["party", name] = (people[name],)
        return replace(inputs, pieces=content)

    return put


def _named(items: Sequence[Any]) -> Iterator[str]:
    for item in items:
        if isinstance(item, Telling):
            yield from (name for value in item.fields.values() if isinstance(value, tuple) for name in map(str, value))
        elif isinstance(item, Determination):
            yield from (item.by, *item.about)
        elif isinstance(item, Complete):
            yield from (item.about, item.said_by)


def assembled(inputs: Inputs) -> Case:
    """The case that says just these pieces."""
    groups: dict[str, list[Any]] = {"fact": [], "determination": [], "declaration": [], "party": []}
    for (sort, _), items in inputs.pieces.items():
        groups[sort] += items
    return replace(
        inputs.case,
        tellings=tuple(sorted(groups["fact"], key=lambda t: (t.time, t.id, t.recorded))),
        said=tuple(groups["determination"]),
        complete=tuple(groups["declaration"]),
        parties={party.id: party for party in groups["party"]},
    )


# -- which of them did it


@dataclass(frozen=True)
class Found:
    """For each change the minimal sets of causes, at most three together; `stopped`: not every set was tried."""

    sets: Mapping[Key, tuple[tuple[Cause, ...], ...]]
    stopped: bool = False


def attributed(book: Rulebook, one: Record, other: Record, changed: Sequence[Key]) -> Found:
    """Which causes, put into the first assessment, give each change of the second: each set minimal."""
    begun, known = Inputs.of(one), causes(Inputs.of(one), Inputs.of(other))
    wanted, before = _standing(other), _standing(one)
    sets: dict[Key, list[tuple[Cause, ...]]] = {key: [] for key in changed}
    made = 0
    for size in range(1, MOST_TOGETHER + 1):
        for given in combinations(known, size):
            open_keys = [key for key in changed if not any(set(kept) <= set(given) for kept in sets[key])]
            if not open_keys:
                continue
            if made >= MOST_TRIALS:
                return Found({key: tuple(kept) for key, kept in sets.items()}, True)
            made += 1
            stands = _standing(_again(book, begun, given))
            for key in open_keys:
                if _alike(stands.get(key), wanted.get(key), before.get(key)):
                    sets[key].append(given)
    return Found({key: tuple(kept) for key, kept in sets.items()})


def _again(book: Rulebook, inputs: Inputs, given: Sequence[Cause]) -> Record:
    for cause in given:
        inputs = cause.put(inputs)
    record: Record = assess(book, assembled(inputs), readings=inputs.readings, **inputs.head)
    return record


def _standing(record: Record) -> dict[Key, tuple[object, ...]]:
    return {key_of(each): outline(each) for each in (*record.answers, *record.findings)}


def _alike(
    found: tuple[object, ...] | None, wanted: tuple[object, ...] | None, before: tuple[object, ...] | None
) -> bool:
    """Whether a status is the one wanted; where only something else about it changed, whether that is."""
    if found is None or wanted is None or before is None:
        return found is wanted if wanted is None else found is not None and found[:2] == wanted[:2]
    return found[:2] == wanted[:2] if before[:2] != wanted[:2] else found == wanted
