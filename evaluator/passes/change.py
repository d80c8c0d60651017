"""What would change an answer: facts still to come, at most three together, and readings turned the other way."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations
from typing import Protocol, TypeAlias

from evaluator.documents.case import Case
from evaluator.passes.assess import Answer
from evaluator.passes.assumptions import rested_on
from evaluator.passes.duties import decisions
from evaluator.passes.findings import Explained, Finding
from evaluator.passes.hypotheses import MOST_TOGETHER, Hypothesis, Supposer, added
from evaluator.passes.partly import MISSED
from evaluator.passes.phrases import Assessment, Phrases
from evaluator.passes.proof import trigger_name
from evaluator.passes.say import listed
from evaluator.words.errors import BadInput

Target: TypeAlias = tuple[str, ...]
Kept: TypeAlias = dict[tuple[Target, str], list[tuple[Hypothesis, ...]]]
MOST_TRIALS = 200


class Again(Protocol):
    """Assesses again, with another case or with some readings turned; all else as before."""

    def __call__(self, case: Case | None = None, readings: Mapping[str, str] | None = None) -> Assessment: ...


@dataclass(frozen=True)
class Change:
    """What turns one status into another: facts to come, readings turned, or open matters filled; each minimal.

    `kind` is `fact`, `reading`, `fact under a reading` or `missing`; `given` holds the words.
    """

    target: Target
    kind: str
    status: str
    to: str
    given: tuple[str, ...]


@dataclass(frozen=True)
class Changes:
    """Every change found. `futile` are acts done now that change nothing; `stopped` says that the trials ran out.

    `late` says of each act that was missed which answers it would still turn if it were done now, each with what to.
    """

    found: tuple[Change, ...] = ()
    futile: tuple[tuple[Target, str], ...] = ()
    trials: int = 0
    stopped: bool = False
    late: Mapping[Target, tuple[tuple[str, str], ...]] = field(default_factory=dict)

    def turning(self, explained: Explained) -> list[str]:
        """The readings on which a settled status turns, by name."""
        readings = [c for c in self.of(target_of(explained)) if c.kind == "reading" and c.status != "undetermined"]
        return sorted({change.given[0].partition(" = ")[0] for change in readings})

    def of(self, target: Target) -> list[Change]:
        """The changes of one target, facts before readings, fewest first."""
        return [change for change in self.found if change.target == target]


def target_of(explained: Explained) -> Target:
    """What tells one finding or answer from another, across assessments."""
    if isinstance(explained, Answer):
        return ("answer", explained.asked.question.name, explained.asked.by, explained.asked.toward)
    assert isinstance(explained, Finding)
    trigger = trigger_name(explained.trigger)
    return ("finding", explained.norm.id, trigger, explained.bearer)


def statuses(record: Assessment) -> dict[Target, str]:
    """Every status of an assessment."""
    return {target_of(each): each.status for each in (*record.answers, *record.findings)}


class Trials:
    """Re-assessments, counted; each set of hypotheses and readings is tried once."""

    def __init__(self, record: Assessment, again: Again, most: int) -> None:
        self.record, self.again, self.most = record, again, most
        self.before = statuses(record)
        self.made = 0
        self.stopped = False
        self._memo: dict[tuple[frozenset[Hypothesis], tuple[tuple[str, str], ...]], dict[Target, str]] = {}

    def changed(self, given: Sequence[Hypothesis], readings: Mapping[str, str] | None = None) -> dict[Target, str]:
        """What changes, and to what; a status that is gone is `not arisen`. Nothing once the trials have run out."""
        key = (frozenset(given), tuple(sorted((readings or {}).items())))
        if key not in self._memo:
            if self.made >= self.most:
                self.stopped = True
                return {}
            self.made += 1
            try:
                record = self.again(added(self.record.case, given) if given else None, readings)
            except BadInput:  # what was supposed lies where no table of holidays reaches
                self._memo[key] = {}
                return {}
            after = statuses(record)
            self._memo[key] = {t: after.get(t, "not arisen") for t, was in self.before.items() if after.get(t) != was}
        return self._memo[key]


def changes(record: Assessment, phrases: Phrases, again: Again, most: int = MOST_TRIALS) -> Changes:
    """What would change each status of an assessment; at most `most` re-assessments."""
    trials, supposer = Trials(record, again, most), Supposer(record, phrases)
    found = [*missing(record, phrases), *_by_readings(record, trials)]
    kept: Kept = {}
    found += _by_facts(supposer, trials, kept)
    found += _together(record, phrases, trials, kept)
    late, futile = _too_late(record, supposer, trials)
    still = dict(_still(record, supposer, trials))
    return Changes(tuple(dict.fromkeys([*found, *late])), tuple(futile), trials.made, trials.stopped, still)


def missing(record: Assessment, phrases: Phrases) -> Iterator[Change]:
    """For what is undetermined: the matters whose knowledge would settle it."""
    for explained in (*record.answers, *record.findings):
        for words, leads in decisions(explained, phrases) if explained.status == "undetermined" else ():
            yield Change(target_of(explained), "missing", explained.status, leads, tuple(words))


def _by_readings(record: Assessment, trials: Trials) -> Iterator[Change]:
    """Each single reading whose other option gives another status."""
    book = record.program.rulebook.readings
    used = {name for each in (*record.answers, *record.findings) for name in rested_on(each)}
    for name in sorted(used):
        turned: dict[tuple[Target, str], list[str]] = {}
        for option in (option for option in book[name].options if option != record.program.readings[name]):
            for target, to in trials.changed((), {name: option}).items():
                turned.setdefault((target, to), []).append(option)
        for (target, to), options in turned.items():
            words = f"{name} = {listed(options, 'or')} ({book[name].cite})"
            yield Change(target, "reading", trials.before[target], to, (words,))


def _by_facts(supposer: Supposer, trials: Trials, kept: Kept) -> Iterator[Change]:
    """Minimal sets of facts to come, from one term each, that give another status; `kept` gathers them."""
    for bundle in supposer.bundles():
        for size in range(1, len(bundle) + 1):
            for given in combinations(bundle, size):
                for target, to in trials.changed(given).items():
                    smaller = kept.setdefault((target, to), [])
                    if not any(set(known) <= set(given) for known in smaller):
                        smaller.append(given)
                        words = tuple(h.words for h in given)
                        yield Change(target, "fact", trials.before[target], to, words)


def _together(record: Assessment, phrases: Phrases, trials: Trials, kept: Kept) -> Iterator[Change]:
    """For an answer that nothing but an agency's own act decides alone: sets that change two instances it builds on, one each."""
    acts = {
        target: [set_ for set_ in sets if not _graced(record, set_)]
        for (target, to), sets in kept.items()
        if to != "undetermined"
    }
    decided = {target for target, sets in acts.items() if sets}
    for answer in (a for a in record.answers if target_of(a) not in decided and not a.asked.question.owed):
        instances = [f for f in record.findings if f.position is not None and phrases.builds_on(answer, f.position)]
        changed = [
            [
                set_
                for (target, to), sets in kept.items()
                if target == target_of(f) and to != "undetermined"
                for set_ in sets
            ]
            for f in instances
        ]
        alone = (sets for (target, to), sets in kept.items() if target == target_of(answer) and to != "undetermined")
        found = [frozenset(set_) for sets in alone for set_ in sets]
        for one, other in combinations(changed, 2):
            for given in (tuple(dict.fromkeys((*a, *b))) for a in one for b in other):
                if len(given) > MOST_TOGETHER or any(known <= set(given) for known in found):
                    continue
                to = trials.changed(given).get(target_of(answer))
                if to is not None and to != "undetermined":
                    found.append(frozenset(given))
                    yield Change(target_of(answer), "fact", answer.status, to, tuple(h.words for h in given))


def _graced(record: Assessment, given: Sequence[Hypothesis]) -> bool:
    """Whether all of it is what an agency does, which nobody else can bring about: it takes a notice back, it grants more time."""
    kinds = record.case.vocabulary.kinds
    return all(
        h.telling is not None
        and h.office is not None
        and h.office.id in h.telling.fields.get(kinds[h.telling.kind].subject or "", ())
        for h in given
    )


def _still(
    record: Assessment, supposer: Supposer, trials: Trials
) -> Iterator[tuple[Target, tuple[tuple[str, str], ...]]]:
    """What each act that was missed would still turn if it were done now; nothing once the trials have run out."""
    for finding in (f for f in record.findings if f.status in MISSED and f.position is not None):
        act = next(iter(supposer.acts(finding)), ())
        turned = trials.changed(act) if act else {}
        if act and not trials.stopped:
            answers = {target[1]: to for target, to in turned.items() if target[0] == "answer"}
            yield target_of(finding), tuple(sorted(answers.items()))


def _too_late(record: Assessment, supposer: Supposer, trials: Trials) -> tuple[list[Change], list[tuple[Target, str]]]:
    """The act asked for, done only now, where it changes nothing: under which other reading of the norm it would."""
    found, futile = [], []
    book, taken = record.program.rulebook.readings, record.program.readings
    for answer in (a for a in record.answers if a.status == "yes" and a.asked.question.kind == "may"):
        target = target_of(answer)
        seen: set[str] = set()
        switches = sorted({name for ground, _ in answer.grounds for name in ground.wording.construct.readings})
        for finding in (f for f in record.findings if f.kind == "burden" and f.status == "not discharged"):
            act = next(iter(supposer.acts(finding)), ())
            if not act or finding.bearer != answer.asked.toward or target in trials.changed(act):
                continue
            words = act[0].words
            if any(act[0].telling and act[0].telling.kind == kind for kind in seen):
                continue
            seen.add(act[0].telling.kind if act[0].telling else "")
            futile.append((target, words))
            for name in switches:
                for option in (o for o in book[name].options if o != taken[name]):
                    plain = trials.changed((), {name: option}).get(target)
                    to = trials.changed(act, {name: option}).get(target)
                    if to is not None and plain is None:
                        under = f"{name} = {option} ({book[name].cite})"
                        found.append(Change(target, "fact under a reading", answer.status, to, (words, under)))
    return found, futile
