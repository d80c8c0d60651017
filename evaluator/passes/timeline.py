"""The timeline of an assessment: facts with their uncertainty, windows with their ends, and what changes when."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from evaluator.documents.case import TIMELESS, Telling
from evaluator.documents.yearly import Occasion
from evaluator.passes.assess import Answer
from evaluator.passes.findings import Explained, Finding
from evaluator.passes.phrases import Assessment, Phrases
from evaluator.passes.say import Sayer, listed
from evaluator.words.formula import View, leaves
from evaluator.words.times import EVER, FIRST, Interval


@dataclass(frozen=True)
class Fact:
    """A fact: when it happened or began; until when a period went on, or that no end is known; where it is told."""

    id: str
    words: str
    time: Interval
    ended: Interval | None
    goes_on: bool
    source: str
    supposed: bool
    when: str


@dataclass(frozen=True)
class Span:
    """A window: from when, to an end that may be uncertain; `status` is how it stands at the instant asked about."""

    name: str
    words: str
    citation: str
    start: Interval
    due: Interval
    status: str
    when: str


@dataclass(frozen=True)
class Flip:
    """An instant at which statuses change: in hindsight before `at`, and after it if nothing more happens."""

    at: int
    words: tuple[str, ...]
    past: bool
    when: str


@dataclass(frozen=True)
class Timeline:
    """Everything in order of time; times are µs UTC, told in `zone`."""

    at: int
    asked: str
    zone: ZoneInfo
    facts: tuple[Fact, ...]
    windows: tuple[Span, ...]
    flips: tuple[Flip, ...]


def timeline(record: Assessment, phrases: Phrases) -> Timeline:
    """The timeline of an assessment.

    Left out are facts not yet known, states of which neither beginning nor end is known, and what changed before anything on file.
    """
    say = phrases.say
    known = EVER if record.known is None else record.known
    seen = [t for t in record.case.tellings if t.recorded <= known and t.time != TIMELESS and not t.derived_from]
    seen = [t for t in seen if t.ended is not None or t.time.earliest > FIRST or not t.period]
    newer = {t.replaces: t for t in seen if t.replaces is not None}
    seen = [
        t for t in seen if t.id not in newer or newer[t.id].time != t.time
    ]  # what is told anew of one time is told once
    facts = [_fact(telling, say) for telling in seen]
    windows = [span for finding in record.findings if (span := _window(finding, phrases)) is not None]
    begun = min((t.time.earliest if t.time.earliest > FIRST else t.time.latest for t in seen), default=FIRST)
    flips = [flip for flip in _flips(record, phrases) if flip.at >= begun]
    return Timeline(record.at, say.instant(record.at), record.zone, tuple(facts), tuple(windows), tuple(flips))


def _fact(telling: Telling, say: Sayer) -> Fact:
    words = say.fact(telling).removeprefix("the ") + say.parties(telling)
    words += f", in the place of {say.code(telling.replaces)}" if telling.replaces else ""
    when = say.when(telling.time) + (f", ended {say.when(telling.ended)}" if telling.ended else "")
    goes_on = telling.period and telling.ended is None
    return Fact(telling.id, words, telling.time, telling.ended, goes_on, say.source(telling), telling.supposed, when)


def _window(finding: Finding, phrases: Phrases) -> Span | None:
    due, trigger = finding.due, finding.trigger
    if due is None or due.earliest >= EVER - 1 or trigger is None or finding.wording.construct.before is not None:
        return None
    when = phrases.ends(due).removeprefix("at ").removeprefix("on ")
    name, cite = short(finding, phrases), phrases.citation(finding)
    opens = trigger.time if not isinstance(trigger, Occasion) else Interval(trigger.opens, trigger.opens + 1)
    return Span(name, phrases.window(finding), cite, opens, due, finding.status, when)


def _flips(record: Assessment, phrases: Phrases) -> Iterator[Flip]:
    changes: dict[int, dict[str, list[str]]] = {}
    for explained, name in _named(record, phrases):
        for moment, status in history(explained):
            names = changes.setdefault(moment, {}).setdefault(status, [])
            if name not in names:
                names.append(name)
    for moment in sorted(changes):
        words = tuple(f"{_grouped(names)}: {status}" for status, names in changes[moment].items())
        yield Flip(moment, words, moment <= record.at, phrases.say.instant(moment))


def _grouped(names: Sequence[str]) -> str:
    """Names of what changes; those that differ in their first word alone share what comes after it."""
    found: dict[str, list[str]] = {}
    for name in names:
        head, mark, rest = name.rpartition('"')
        found.setdefault(rest if mark else "", []).append(head + mark if mark else name)
    words = [listed(heads) + rest if rest else listed(heads) for rest, heads in found.items()]
    return "; ".join(words) if any(rest and len(heads) > 1 for rest, heads in found.items()) else listed(names)


def _named(record: Assessment, phrases: Phrases) -> Iterator[tuple[Explained, str]]:
    settled = [finding for finding in record.findings if finding.position is not None]
    bearers = {finding.bearer for finding in settled}
    changing = [finding for finding in settled if history(finding)]
    names = apart(changing, phrases)
    for finding in changing:
        who = f" of {phrases.say.party(finding.bearer)}" if len(bearers) > 1 else ""
        yield finding, names[id(finding)] + who
    answers = [a for a in record.answers if not a.asked.question.owed and a.status != "not applicable"]
    moved = [answer for answer in answers if history(answer)]
    alone = len({answer.asked.toward for answer in moved}) == 1
    for answer in moved:
        named = alone and answer.asked.by in ("", "*")
        yield answer, answer.asked.question.name if named else question_name(answer, phrases)


def apart(findings: Sequence[Finding], phrases: Phrases) -> dict[int, str]:
    """The short names of findings, by identity; where norms of several paragraphs go by one name, with the paragraph."""
    norms: dict[str, set[str]] = {}
    for finding in findings:
        norms.setdefault(short(finding, phrases), set()).add(finding.norm.id)
    return {
        id(finding): f"{name} [{phrases.citation(finding)}]" if len(norms[name]) > 1 else name
        for finding in findings
        for name in [short(finding, phrases)]
    }


def short(finding: Finding, phrases: Phrases) -> str:
    """A finding's name alone; a demand is called so."""
    return phrases.label(finding).removeprefix("the ").removeprefix(f"{finding.kind} ")


def question_name(answer: Answer, phrases: Phrases) -> str:
    """A question by its name, and its parties."""
    asked = answer.asked
    by = f" by {phrases.say.party(asked.by)}" if asked.by not in ("", "*") else ""
    return f"{asked.question.name}{by}" + (f" toward {phrases.say.party(asked.toward)}" if asked.toward else "")


def history(explained: Explained) -> list[tuple[int, str]]:
    """Each instant at which a status changes, with the new one: as known now up to `at`, then if nothing happens."""
    view = explained.view
    moments = sorted({m for leaf in leaves(*explained.roots) for m in leaf.moments(view) if FIRST < m < EVER - 1})
    before, found = "", []
    for moment in [moments[0] - 1, *moments] if moments else []:
        quiet = view.quiet if moment > view.at else moment
        status = explained.read(View(moment, quiet))
        if status != before and before not in ("", "not arisen", "not done"):
            found.append((moment, status))
        before = status
    return found
