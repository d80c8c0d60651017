"""Clashes: an act that one norm forbids and another of the same layer allows, with nothing that says which prevails."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from itertools import combinations

from evaluator.documents.terms import Term, Test
from evaluator.documents.vocabulary import Vocabulary
from evaluator.passes.check_norms import ACTS, Seen
from evaluator.passes.issues import issue
from evaluator.passes.program import Norm, Program, Wording
from evaluator.words.errors import Problem
from evaluator.words.hours import parse_hours
from evaluator.words.times import EVER, NEVER, local


def clash_issues(program: Program, seen: Seen) -> Iterator[Problem]:
    """Every pair of act norms of opposite effect and equal layer that cover one act on one day, and that no edge settles."""
    about: dict[str, list[Norm]] = {}
    for norm in program.norms.values():
        if norm.kind in ACTS:
            for kind in {kind for w in norm.wordings if w.construct.act for kind in w.construct.act.kinds}:
                about.setdefault(kind, []).append(norm)
    for one, other in (pair for norms in about.values() for pair in combinations(norms, 2)):
        if (one.kind == "prohibition") == (other.kind == "prohibition") or one.section.layer != other.section.layer:
            continue
        ban, leave = (one, other) if one.kind == "prohibition" else (other, one)
        found = next(_clashes(program, ban, leave), None) if seen.new((ban, leave)) else None
        if found is not None:
            yield found


def _clashes(program: Program, ban: Norm, leave: Norm) -> Iterator[Problem]:
    for forbids in ban.wordings:
        for allows in leave.wordings:
            since, until = max(forbids.since, allows.since), min(forbids.until, allows.until)
            if since >= until or _settled(forbids, allows, ban, leave):
                continue
            witness = _witness(program.rulebook.vocabulary, forbids.construct.act, allows.construct.act)
            if witness is None:
                continue
            what = f"`{ban.id}` forbids what `{leave.id}` allows, and neither prevails"
            day = _day(program, since, until)
            yield issue(
                "clash", forbids.construct.place, what, f"{witness}{day}; write `despite` in the one that prevails"
            )


def _settled(forbids: Wording, allows: Wording, ban: Norm, leave: Norm) -> bool:
    """Whether one version says that it prevails over the other norm."""
    return leave.id in forbids.construct.despite or ban.id in allows.construct.despite


def _witness(vocabulary: Vocabulary, one: Term | None, other: Term | None) -> str | None:
    """An act that fits both terms as far as fixed fields go, in words; None if there is none."""
    if one is None or other is None:
        return None
    kinds = [kind for kind in one.kinds if kind in other.kinds]
    if not kinds:
        return None
    fixed: dict[str, str] = {}
    for test in (*one.tests, *other.tests):
        twins = [each for term in (one, other) for each in term.tests if each.field == test.field]
        if len(twins) > 1 and not all(_together(vocabulary, a, b) for a, b in combinations(twins, 2)):
            return None
        if test.kind in ("one of", "all of"):
            shared = [value for value in test.wanted if all(value in t.wanted for t in twins if t.kind == "one of")]
            fixed[test.field] = " and ".join(shared if test.kind == "all of" else shared[:1]) or test.wanted[0]
        elif test.kind in ("offices", "number", "hours"):
            fixed.setdefault(test.field, " and ".join(test.wanted))
    told = ", ".join(f"{field}: {value}" for field, value in fixed.items())
    return f"for instance a {kinds[0]}" + (f" with {told}" if told else "")


def _together(vocabulary: Vocabulary, a: Test, b: Test) -> bool:
    """Whether one value may pass two tests of one field."""
    if {a.kind, b.kind} <= {"one of"}:
        return bool(set(a.wanted) & set(b.wanted))
    if a.kind == b.kind == "offices" and not a.every:
        chains = [{name for office in test.wanted for name in _under(vocabulary, office)} for test in (a, b)]
        return bool(chains[0] & chains[1])
    if a.kind == b.kind == "number":
        return _overlap(a, b) and _overlap(b, a)
    if a.kind == b.kind == "hours":
        return parse_hours(a.wanted[0]).meets(parse_hours(b.wanted[0]))
    return True


def _under(vocabulary: Vocabulary, office: str) -> list[str]:
    """The offices that are part of one, itself included."""
    return [each.name for each in vocabulary.offices.values() if office in each.chain]


def _overlap(a: Test, b: Test) -> bool:
    """Whether the range of `a` ends no sooner than that of `b` begins."""
    high, low = a.bounds[1], b.bounds[0]
    return high is None or low is None or low < high or (low == high and a.bounds[3] and b.bounds[2])


def _day(program: Program, since: int, until: int) -> str:
    if since <= NEVER and until >= EVER:
        return ", on any day"
    zone = next(iter(program.rulebook.calendars.values())).zone
    day = local(since, zone).date() if since > NEVER else local(until, zone).date() - timedelta(days=1)
    return f", on {day}"
