"""The verdict: a few plain sentences. First what others may do, then what was missed, what is open, what is to come."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import TypeAlias

from evaluator.documents.case import ANY_PARTY
from evaluator.documents.leaves import Happened
from evaluator.passes.assess import Answer
from evaluator.passes.blocks import Paragraph, Sentence, Tone, paragraph
from evaluator.passes.contradicted import which_is_right
from evaluator.passes.deeds import alike, bundled, by_sort, owed_names, summed_up, together
from evaluator.passes.duties import opens, reasons, status_words, undecided
from evaluator.passes.findings import Explained, Finding
from evaluator.passes.lasting import outlived, spoken_for, was_missed
from evaluator.passes.lifted import untouched
from evaluator.passes.partly import revived, unmet
from evaluator.passes.phrases import Assessment, Phrases
from evaluator.passes.questions import (
    before,
    cites_of,
    ended,
    general,
    idle,
    limbs,
    never,
    out_of_time,
    spoken_of,
    statement,
    until,
)
from evaluator.passes.say import by_key, listed
from evaluator.passes.sentences import because, said
from evaluator.passes.settle import Position
from evaluator.passes.to_do import may_not_bind
from evaluator.words.formula import Named, leaves

Turning: TypeAlias = Callable[[Explained], Sequence[str]]
ORDER = ("yes", "undetermined", "no", "not applicable")
LEADS: dict[str, tuple[str, Tone]] = {
    "yes": ("YES", "bad"),
    "undetermined": ("OPEN", "open"),
    "no": ("NO", "good"),
    "not applicable": ("NOT APPLICABLE", ""),
}
NOT_YET: tuple[str, Tone] = ("NOT YET", "wait")  # no, and yes at an instant that is known
OPEN_OR_YES = ("yes", "undetermined")
MOST_TOLD = 2  # answers that get a paragraph of their own; every yes does
MOST_ACTS = 3  # acts that the verdict names; of more it gives the number
MISSED = ("not discharged", "violated", "used without the condition", "used while not available")


def verdict(record: Assessment, phrases: Phrases, turning: Turning = lambda _: ()) -> Iterator[Paragraph]:
    """Two to five paragraphs of a sentence or two each; `turning` names the readings on which an answer turns."""
    told: set[Finding] = set()
    asked = [a for a in general(record.answers) if not a.asked.question.owed and not idle(a, record)]
    main = [a for a in asked if a.status in OPEN_OR_YES or _later(a) or any(limbs(a, phrases))]
    main = main or [a for a in asked if spoken_of(a)] or asked
    main = sorted(
        main, key=lambda a: (not _later(a) and a.status != "yes", ORDER.index(a.status), len(_used(a, phrases)))
    )
    most = max(MOST_TOLD, sum(answer.status == "yes" or _later(answer) for answer in main))
    for answer in main[:most]:
        yield _headline(answer, phrases, told, turning)
    yield from _rest([a for a in main[most:] if a.status in OPEN_OR_YES], phrases)
    yield from _missed(record, phrases, told)
    yield from was_missed(record, phrases)
    yield from outlived(record, phrases)
    yield from untouched(record, phrases)
    yield from _open(record, phrases, told)
    yield from _pending(record, phrases)
    yield from _nothing(record, phrases)


def _nothing(record: Assessment, phrases: Phrases) -> Iterator[Paragraph]:
    """That nothing on file binds the reader, or anybody, where it is so: an empty verdict would say it without saying it."""
    reader = phrases.reader
    broken = (*MISSED, "undetermined")
    owed = any((f.position is not None or f.status in broken) and reader in ("", f.bearer) for f in record.findings)
    asked = (a.asked for a in record.answers if a.status in OPEN_OR_YES)
    if owed or any(
        reader in ("", a.by, a.toward) or (a.question.kind == "must" and a.by in ("", ANY_PARTY)) for a in asked
    ):
        return
    who = phrases.say.party(reader) if reader else "any party"
    yield paragraph(
        f"Nothing on file binds {who}: no fact sets off a duty or a burden, and no answer is yes.", lead="NOTHING"
    )


def _rest(answers: Sequence[Answer], phrases: Phrases) -> Iterator[Paragraph]:
    """What is open besides, in one paragraph: the first answers to a question, and the number of the others."""
    by_question: dict[str, list[Answer]] = {}
    for answer in answers:
        by_question.setdefault(answer.asked.question.name, []).append(answer)
    sentences = []
    for name, found in by_question.items():
        told = found if len(found) <= MOST_ACTS else found[:MOST_TOLD]
        sentences += [Sentence(ended(statement(a, phrases)), cites_of(a, phrases)) for a in told]
        if len(told) < len(found):
            sentences.append(Sentence(f"So are {len(found) - len(told)} more answers to {name}."))
    if sentences:
        yield Paragraph(tuple(sentences), "OPEN", "open")


def _later(answer: Answer) -> bool:
    """Whether an answer is no, and yes from an instant on that is known."""
    return answer.status == "no" and answer.begins is not None


def _headline(answer: Answer, phrases: Phrases, told: set[Finding], turning: Turning) -> Paragraph:
    sentences = [Sentence(ended(statement(answer, phrases)), cites_of(answer, phrases))]
    if answer.begins is not None:
        words = f"{statement(answer, phrases, 'yes')} {phrases.since(answer.begins)}, if nothing more happens."
        whole = Sentence(words, cites_of(answer, phrases))
        sentences = [whole] if _later(answer) else [*sentences, Sentence(f"In any case: {words}")]
    done = _used(answer, phrases)
    if answer.status == "yes" and done:  # nobody asks whether an agency may what it has done
        acts = listed(f"{phrases.say.fact(f.trigger)} ({phrases.say.when(f.trigger.time)})" for f in done if f.trigger)
        sentences.append(Sentence(f"It has done so: {acts}."))
    elif answer.status == "yes":
        sentences += _grounds(answer, phrases, told)
        sentences += [*before(answer, phrases), *never(answer, phrases, absolute=True)]
    elif answer.status == "no":
        sentences += [*out_of_time(answer, phrases), *(() if _later(answer) else until(answer, phrases))]
    else:
        told.update(phrases.found[each] for each in _positions(answer) if each in phrases.found)
        sentences += [*single(answer, phrases), *undecided(answer, phrases, 3)]
    names = turning(answer)
    if names:
        book = phrases.record.program.rulebook.readings
        asked = "; ".join(f"{book[name].asks} ({name})" for name in names)
        sentences.append(Sentence(f"It turns on how the law is read: {asked}."))
    return Paragraph(tuple(sentences), *(NOT_YET if _later(answer) else LEADS[answer.status]))


def _used(answer: Answer, phrases: Phrases) -> list[Finding]:
    """The acts on record by which a power that answers was used, toward the one who is asked about."""
    norms = {ground.norm.id for ground, truth in answer.grounds if truth == "yes"}
    used = [f for f in phrases.record.findings if f.kind == "power" and f.status == "used" and f.norm.id in norms]
    return [finding for finding in used if finding.toward == answer.asked.toward]


def _positions(explained: Explained) -> list[Position]:
    """The instances of other norms that carry a status, where they have arisen."""
    nodes = [reason.node for reason in because(explained.decisive, explained.view)]
    return [node.about for node in nodes if isinstance(node, Named) and isinstance(node.about, Position)]


def _grounds(answer: Answer, phrases: Phrases, told: set[Finding]) -> list[Sentence]:
    """Why it is yes: the statuses it rests on, each with its own reasons."""
    sentences: list[Sentence] = []
    seen: set[Finding] = set()
    opened = [phrases.found[each].trigger for each in _positions(answer) if each in phrases.found]
    for reason in because(answer.decisive, answer.view):
        node = reason.node
        if isinstance(node, Happened) and node.telling in opened:
            continue  # the status that it opened tells of it
        finding = (
            phrases.found.get(node.about) if isinstance(node, Named) and isinstance(node.about, Position) else None
        )
        if finding is None:
            words = said(reason, phrases)
            sentences += [Sentence(f"{words[0][:1].upper()}{words[0][1:]}.", words[1])] if words else []
            continue
        if finding in seen:
            continue
        seen.add(finding)
        told.add(finding)
        clauses, short = reasons(finding, phrases), unmet(finding, phrases.say)
        told_of = [short, *clauses] if short else [*clauses]
        because_of = f": {'; '.join(told_of)}" if told_of else ""
        window = phrases.window(finding)
        asked = f" ({window})" if window else ""
        cites = (phrases.citation(finding), *(cite for each in clauses.values() for cite in each))
        sentences.append(Sentence(f"{status_words(finding, phrases)}{asked}{because_of}.", cites))
    return list(dict.fromkeys(sentences))  # one thing presumed in two places is told once


def _missed(record: Assessment, phrases: Phrases, told: set[Finding]) -> Iterator[Paragraph]:
    every = [f for f in record.findings if f.status in MISSED and f not in told and not spoken_for(f, record)]
    own = [f for f in every if phrases.reader and f.bearer == phrases.reader]
    for missed in (own, [f for f in every if f not in own]):
        breaches = [f for f in missed if f.kind not in ("permission", "power")]
        used = [f for f in missed if f not in breaches]
        if breaches:
            yield _misses(breaches, record, phrases, told)
        if used:
            yield replace(_misses(used, record, phrases, told), lead="NOT COVERED")


def _misses(missed: Sequence[Finding], record: Assessment, phrases: Phrases, told: set[Finding]) -> Paragraph:
    """What was missed, in one paragraph: what the reader missed has one of its own."""

    def apart(finding: Finding) -> tuple[bool, str]:
        alone = finding.layer == "letter" and not opens(finding, record, phrases)
        return alone, (
            unmet(finding, phrases.say) or revived(finding, phrases.say)
        ) if finding.position is not None else ""

    sentences = []
    for bundle in bundled(alike(missed), phrases, apart):
        told.update(finding for group in bundle for finding in group)
        group = bundle[0]
        alone, short = apart(group[0])
        rest = ", on the letter's own authority alone: it opens nothing under the rule" if alone else ""
        if len(bundle) > 1:
            whole = summed_up(bundle, phrases, MOST_ACTS)
            words, cites = whole.text.removesuffix("."), whole.cites
        else:
            words, cites = _upper(together(group, phrases, MOST_ACTS)), (phrases.citation(group[0]),)
        short = f" ({short})" if short and len(group) == 1 else ""
        sentences.append(Sentence(f"{words}{short}{rest}.", cites))
    return Paragraph(tuple(sentences), "MISSED", "bad")


def _open(record: Assessment, phrases: Phrases, told: set[Finding]) -> Iterator[Paragraph]:
    found = [f for f in record.findings if f.status == "undetermined" and f not in told and not spoken_for(f, record)]
    if len(found) == 1 or len({f.norm.id for f in found}) == 1:
        for finding in found[:1]:
            sentence = Sentence(f"{_upper(status_words(finding, phrases))}.", (phrases.citation(finding),))
            right = [Sentence(f"To settle it: {each}.") for each in which_is_right(finding, phrases.say)]
            yield Paragraph((sentence, *(single(finding, phrases) or right)), "OPEN", "open")
        found = found[1:]
    if found:
        sentences = tuple(summed_up(each, phrases, MOST_ACTS) for each in bundled(alike(found), phrases))
        yield Paragraph(sentences, "OPEN", "open")


def single(explained: Explained, phrases: Phrases) -> list[Sentence]:
    """The one thing that would decide it alone, if there is one."""
    keys = {key for each, _ in explained.missing for key, _ in each}
    if len(keys) != 1:
        return []
    known = by_key(list(leaves(*explained.roots)))
    leaf = known.get(next(iter(keys)))
    return [Sentence(f"One thing would decide it: {phrases.say.decider(leaf)}.")] if leaf is not None else []


def _pending(record: Assessment, phrases: Phrases) -> Iterator[Paragraph]:
    pending = [f for f in record.findings if f.status == "pending" and f.due is not None]
    groups: dict[str, list[Finding]] = {}
    for finding in pending:
        groups.setdefault(phrases.due(finding), []).append(finding)
    sentences: list[Sentence] = []
    for due, findings in groups.items():
        sure = [f for f in findings if not may_not_bind(f)]
        for chosen, binds in ((sure, True), ([f for f in findings if f not in sure], False)):
            sentences += _still(chosen, due, binds, phrases)
    for finding in (f for f in record.findings if f.status == "pending" and f not in pending):
        again = revived(finding, phrases.say)
        words = f"{_upper(status_words(finding, phrases))}, with no time set: {again}."
        sentences += [Sentence(words, (phrases.citation(finding),))] if again else []
    if sentences:
        yield Paragraph(tuple(sentences), "PENDING", "wait")


def _still(findings: Sequence[Finding], due: str, binds: bool, phrases: Phrases) -> Iterator[Sentence]:
    """Who still has time for what; of what may not bind at all, that it would be so."""
    cites = tuple(dict.fromkeys(phrases.citation(f) for f in findings))
    by_name: dict[
        str, dict[str, None]
    ] = {}  # who owes what, by what is owed; two paragraphs may call what they ask alike
    for finding in findings:
        by_name.setdefault(phrases.label(finding), {})[phrases.say.party(finding.bearer)] = None
    for who in dict.fromkeys(map(tuple, by_name.values())):
        owed = {phrases.label(f): f for f in findings if tuple(by_name[phrases.label(f)]) == who}
        names = listed(owed_names(each, phrases) for each in by_sort(list(owed.values()), phrases))
        has = ("still have" if len(who) > 1 else "still has") if binds else "would still have"
        open_so = "" if binds else ", if it binds, which is open"
        yield Sentence(f"{listed(who)} {has} time for {names}{open_so}: {due}.", cites)


def _upper(words: str) -> str:
    return words[:1].upper() + words[1:]
