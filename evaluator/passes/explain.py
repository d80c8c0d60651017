"""The report: what it supposes, the verdict, what is to be done, assumptions, timeline, duties, questions, what would change it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from evaluator.passes.assess import Answer
from evaluator.passes.assumptions import assumptions, supposition
from evaluator.passes.at_rest import at_rest
from evaluator.passes.blocks import Block, Heading, Paragraph, Report, Row, Sentence, Table, paragraph
from evaluator.passes.cautions import cautions
from evaluator.passes.change import Change, Changes, target_of
from evaluator.passes.deeds import deeds
from evaluator.passes.duties import MOST_WAYS, duty, stopped, the_rest
from evaluator.passes.findings import Explained, Finding
from evaluator.passes.folded import folded
from evaluator.passes.owed_alike import owed_alike
from evaluator.passes.phrases import Assessment, Phrases
from evaluator.passes.questions import cites_of, general, idle, limbs, question, questions, spoken_of
from evaluator.passes.say import listed
from evaluator.passes.timeline import Span, Timeline, question_name, timeline
from evaluator.passes.to_do import to_do
from evaluator.passes.verdict import verdict
from evaluator.words.times import NEVER

CLOSING = "A computed position, from the rules and facts as they were put in; not legal advice."


def explain(
    record: Assessment, *, reader: str = "", changes: Changes | None = None, untried: str = "", full: bool = False
) -> Report:
    """The whole report; `reader` is the party it is written for, who is shown the safe end of each window first.

    `untried` says why what would change it was not tried, where that was asked for; `full` folds no long section.
    """
    phrases = Phrases(record, reader)
    chosen: list[Explained] = [*record.findings, *record.answers]
    blocks: list[Block] = [supposition(record, phrases), *cautions(record)]
    blocks += _section("Verdict", verdict(record, phrases, changes.turning if changes else lambda _: ()))
    blocks += _section("What is still to be done", to_do(record, phrases, changes))
    blocks += _section("Assumptions and presumptions", assumptions(record, chosen, phrases, full))
    blocks += [Heading("Timeline, as known now"), table(timeline(record, phrases))]
    rules = [f for f in record.findings if f.position is not None and f.layer != "letter"]
    letters = [f for f in record.findings if f.position is not None and f.layer == "letter"]
    acts = [f for f in record.findings if f.position is None]
    blocks += _section(
        "Duties and burdens under rule and order, soonest first; to miss a burden is no breach",
        folded(_duties(record, rules, phrases), full),
    )
    blocks += _section("Demands of the letter, on its own authority", folded(_duties(record, letters, phrases), full))
    blocks += _section("Acts on record", folded(deeds(record, acts, phrases), full))
    blocks += _section("May and must", folded(questions(record, record.answers, phrases, full), full))
    blocks += _section("What would change it", folded(change_list(record, changes, phrases), full))
    blocks += _section("What would change it", [paragraph(untried)] if untried else [])
    return Report((*blocks, paragraph(CLOSING)))


def explain_some(
    record: Assessment, chosen: Sequence[Explained], *, reader: str = "", changes: Changes | None = None
) -> Report:
    """A report on some findings and answers only."""
    phrases = Phrases(record, reader)
    parts = [
        question(each, phrases, None) if isinstance(each, Answer) else duty(each, record, phrases, None)
        for each in chosen
        if isinstance(each, Answer | Finding)
    ]
    blocks: list[Block] = [supposition(record, phrases), *cautions(record)]
    blocks += _section("Position", parts)
    blocks += _section("Assumptions and presumptions", assumptions(record, chosen, phrases))
    blocks += _section("What would change it", _changed(chosen, changes, phrases, None) if changes else ())
    return Report((*blocks, paragraph(CLOSING)))


def _duties(record: Assessment, chosen: Sequence[Finding], phrases: Phrases) -> Iterator[Paragraph]:
    """Each burden and duty, but those of a party with nothing left to do in one paragraph, last."""
    own, calm = at_rest(chosen, phrases)
    yield from owed_alike(record, own, phrases)
    yield from calm


def _section(heading: str, found: Iterator[Paragraph] | Sequence[Paragraph]) -> list[Block]:
    parts = list(found)
    return [Heading(heading), *parts] if parts else []


# -- the timeline as a table


def table(line: Timeline) -> Table:
    """Facts, ends of windows and changes of status in order of time, with the instant asked about among them."""
    rows: list[tuple[tuple[int, int], Row]] = []
    for fact in line.facts:
        words = fact.words + (f" ({fact.source})" if fact.source else "") + ("; only supposed" if fact.supposed else "")
        rows.append(((max(fact.time.earliest, NEVER), 0), Row((fact.when, words))))
    ends: dict[tuple[int, int], list[Span]] = {}
    for window in line.windows:
        ends.setdefault(window.due, []).append(window)
    for due, windows in ends.items():
        words = "; ".join(_ends(windows))
        rows.append(((due[0], 1), Row((windows[0].when, f"window ends: {words}"))))
    for flip in line.flips:
        now = flip.at == line.at
        lead = "ASKED ABOUT: " if now else "" if flip.past else "if nothing more happens: "
        rows.append(((flip.at, 3), Row((flip.when, lead + "; ".join(flip.words)), now)))
    if line.at not in {flip.at for flip in line.flips}:
        rows.append(((line.at, 2), Row((line.asked, "ASKED ABOUT"), True)))
    return Table(("when", "what"), tuple(row for _, row in sorted(rows, key=lambda each: each[0])))


def _ends(windows: Sequence[Span]) -> Iterator[str]:
    """The windows that end at one time: those of one paragraph and document together, each name once."""
    found: dict[tuple[str, str], dict[str, None]] = {}
    for window in windows:
        name, mark, on = window.name.partition(" on the ")
        found.setdefault((mark + on, window.citation), {})[name] = None
    for (on, citation), names in found.items():
        yield f"{listed(names)}{on} [{citation}]"


# -- what would change it


def change_list(record: Assessment, changes: Changes | None, phrases: Phrases) -> Iterator[Paragraph]:
    """What would change the main answers, and the acts on record; a plain no that nothing bears on is left out."""
    if changes is None:
        return
    asked = [a for a in general(record.answers) if not a.asked.question.owed and not idle(a, record)]
    asked = [a for a in asked if spoken_of(a)]
    main = [a for a in asked if a.status != "no" or any(limbs(a, phrases))]
    used = [f for f in record.findings if f.position is None and f.kind != "prohibition"]
    yield from _changed([*(main or asked), *used], changes, phrases)
    if changes.stopped:
        yield paragraph(f"Stopped after {changes.trials} trials; there may be more.", depth=1)


def _changed(
    chosen: Sequence[Explained], changes: Changes, phrases: Phrases, most: int | None = MOST_WAYS
) -> Iterator[Paragraph]:
    unmoved = []
    for explained in chosen:
        target = target_of(explained)
        found = changes.of(target)
        sentences = list(_ways(found, most))
        sentences += [
            Sentence(f"It stays {explained.status} even with {words}, and judged good: that is too late.")
            for each, words in changes.futile
            if each == target
        ]
        under = [change for change in found if change.kind == "fact under a reading"]
        sentences += [Sentence(f"Under {change.given[1]} it would be {change.to}.") for change in under]
        if sentences:
            first = Sentence(f"{_name(explained, phrases)} is {explained.status}.", _cites(explained, phrases))
            yield Paragraph((first, *sentences), "", "", 1)
        else:
            unmoved.append(Sentence(f"{_name(explained, phrases)} is {explained.status}.", _cites(explained, phrases)))
    if unmoved:
        yield paragraph("Nothing that was tried changes these at once:", *unmoved, depth=1)


def _ways(found: Sequence[Change], most: int | None) -> Iterator[Sentence]:
    """One sentence for each status it may turn to: by facts where they decide it, shortest first, and by readings."""
    by_status: dict[str, list[str]] = {}
    for change in sorted(found, key=lambda each: (len(each.given), len(listed(each.given)))):
        if change.kind == "fact" and change.to != "undetermined":
            by_status.setdefault(change.to, []).append(listed(change.given))
    for change in found:
        if change.kind == "reading":
            by_status.setdefault(change.to, []).append(f"read with {change.given[0]}")
    for to, ways in sorted(by_status.items(), key=lambda each: (each[0] == "undetermined", each[0])):
        more = f"; {the_rest(len(ways) - most)}" if most is not None and len(ways) > most else ""
        yield Sentence(stopped(f"It would be {to} if {'; or '.join(ways[:most])}{more}"))


def _name(explained: Explained, phrases: Phrases) -> str:
    if isinstance(explained, Answer):
        return question_name(explained, phrases)
    assert isinstance(explained, Finding)
    label = phrases.label(explained)
    act = f" for {phrases.say.fact(explained.trigger)}" if explained.position is None and explained.trigger else ""
    return f"{label[:1].upper()}{label[1:]}{act}"


def _cites(explained: Explained, phrases: Phrases) -> tuple[str, ...]:
    if isinstance(explained, Answer):
        return cites_of(explained, phrases)
    assert isinstance(explained, Finding)
    return phrases.cites(explained)
