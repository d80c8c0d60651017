"""What lasts: when a state was not kept that is kept now, which acts such a duty bids, and which blocking outlives what allowed it."""

from __future__ import annotations

from collections.abc import Iterator

from evaluator.documents.case import ANY_PARTY
from evaluator.documents.terms import Term
from evaluator.passes.blocks import Paragraph, Sentence
from evaluator.passes.findings import Finding
from evaluator.passes.phrases import Assessment, Phrases
from evaluator.passes.timeline import history
from evaluator.words.formula import View
from evaluator.words.truth import YES

BROKEN = "violated"
COVERING = ("used", "undetermined")


def breaks(finding: Finding) -> list[tuple[int, int]]:
    """From when until when (µs UTC, the end not included) a duty of a state was surely not kept, where it is kept, or over, now."""
    if not finding.wording.construct.kept_by or finding.position is None or finding.status == BROKEN:
        return []
    turns = [turn for turn in history(finding) if turn[0] <= finding.view.at]
    ends = [*(moment for moment, _ in turns[1:]), finding.view.at]
    return [(since, end) for (since, status), end in zip(turns, ends, strict=False) if status == BROKEN and since < end]


def was_missed(record: Assessment, phrases: Phrases) -> Iterator[Paragraph]:
    """A paragraph for the duties that are kept now and were not for a while."""
    sentences = []
    for finding in record.findings:
        for since, until in breaks(finding):
            times = f"from {phrases.say.instant(since)} until {phrases.say.instant(until)}"
            words = f'{phrases.say.party(finding.bearer)} had missed the {finding.kind} "{finding.name}" {times}.'
            sentences.append(Sentence(words, (phrases.citation(finding),)))
    if sentences:
        yield Paragraph(tuple(sentences), "WAS MISSED", "bad")


def outlived(record: Assessment, phrases: Phrases) -> Iterator[Paragraph]:
    """A paragraph for the uses of a permission that go on, as far as is told, though nothing lets anybody do so now."""
    for finding in record.findings:
        act, question = finding.trigger, finding.wording.construct.question
        if finding.kind != "permission" or finding.status != "used" or act is None or not act.period or not question:
            continue
        goes_on = act.ended is None or act.ended.earliest > record.at
        asked = [a for a in record.answers if (a.asked.question.name, a.asked.toward) == (question, finding.toward)]
        own = [a for a in asked if a.asked.by == finding.bearer] or [a for a in asked if a.asked.by == ANY_PARTY]
        if goes_on and own and all(answer.status == "no" for answer in own):
            words = f"{phrases.say.fact(act)} was covered when it began, and is not told to have ended; nothing on file covers it now."
            cites = (phrases.citation(finding),)
            yield Paragraph((Sentence(words[:1].upper() + words[1:], cites),), "NO LONGER COVERED", "open")


def spoken_for(finding: Finding, record: Assessment) -> bool:
    """Whether a use that this permission does not surely cover breaks nothing by that.

    The permission lifts prohibitions, which say what is broken; or another one covers the act, or may, which is told as open; or a duty
    that bound then bids it.
    """
    if finding.kind != "permission":
        return False
    others = (f for f in record.findings if f.kind == "permission" and f.trigger is finding.trigger)
    if finding.wording.construct.despite or any(other.status in COVERING for other in others):
        return True
    return any(_bids(duty, finding) for duty in record.findings)


def _bids(duty: Finding, used: Finding) -> bool:
    """Whether a duty of the same party toward the same, which is kept by such an act, bound it when this one was done."""
    state, act = duty.wording.construct.kept_by, used.trigger
    if not state or act is None or duty.position is None or (duty.bearer, duty.toward) != (used.bearer, used.toward):
        return False
    if not any(isinstance(item, Term) and not item.absent and act.kind in item.kinds for item in state):
        return False
    then, position = View(act.time.earliest, act.time.earliest), duty.position
    bound = position.arises.truth(then) == YES and position.excused.truth(then) != YES
    return bound and all(match.begun is not None and match.begun.truth(then) == YES for match in position.matches)
