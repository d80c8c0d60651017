"""Plain answers: those that are no for want of any fact, one line for each question, and named parties that stand as anybody does."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from evaluator.documents.case import ANY_PARTY
from evaluator.passes.assess import Answer
from evaluator.passes.blocks import Paragraph, Sentence
from evaluator.passes.phrases import Phrases
from evaluator.passes.say import listed, own
from evaluator.passes.timeline import question_name

MOST_NAMED = 4  # parties that a list of what nothing bears on names; of more it gives the number

Tells = Callable[[Answer], Sequence[Sentence]]


def nothings(answers: Sequence[Answer], tells: Tells, phrases: Phrases) -> Iterator[Paragraph]:
    """A paragraph for each question; parties of whom the same is told, but for their names, share its sentences."""
    by_question: dict[str, dict[tuple[str, ...], list[tuple[str, Sequence[Sentence]]]]] = {}
    for answer in answers:
        asked, told = answer.asked, tells(answer)
        party = phrases.say.party(asked.toward or asked.by)
        key = tuple(_nameless(str(sentence), party) for sentence in told)
        by_question.setdefault(asked.question.name, {}).setdefault(key, []).append((party, told))
    for name, groups in by_question.items():
        sentences = [each for group in groups.values() for each in _shared(group)]
        yield Paragraph(tuple(sentences), f"NO, {name}", "good", 1)


def _shared(group: Sequence[tuple[str, Sequence[Sentence]]]) -> Sequence[Sentence]:
    party, told = group[0]
    if len(group) == 1:
        return told
    first, *rest = (Sentence(_nameless(sentence.text, party), sentence.cites) for sentence in told)
    parties = list(dict.fromkeys(name for name, _ in group))
    who = f"each of {listed(parties)}" if len(parties) <= MOST_NAMED else f"each of {len(parties)} parties, {parties[0]} among them"
    return [Sentence(f"Of {who}: {first.text[:1].lower()}{first.text[1:]}", first.cites), *rest]


def _nameless(words: str, party: str) -> str:
    """Words about a party with `it` in the place of its name."""
    return words.replace(own(party), "its").replace(party, "it")


def idle_names(answers: Sequence[Answer], phrases: Phrases) -> str:
    """The answers that nothing on file bears on, each question once: for whom, or for how many; a party's own only where anybody's is not."""
    anyone = {(a.asked.question.name, a.asked.toward) for a in answers if a.asked.by in ("", ANY_PARTY)}
    by_question: dict[str, list[Answer]] = {}
    for answer in answers:
        asked = answer.asked
        if asked.by in ("", ANY_PARTY) or (asked.question.name, asked.toward) not in anyone:
            by_question.setdefault(f"{asked.question.name} ({answer.status})", []).append(answer)
    return listed(_of(name, found, phrases) for name, found in by_question.items())


def _of(name: str, found: Sequence[Answer], phrases: Phrases) -> str:
    question, _, status = name.partition(" (")
    ends = [question_name(answer, phrases).removeprefix(question).strip() for answer in found]
    words = listed(dict.fromkeys(end for end in ends if end)) if len(ends) <= MOST_NAMED else f"of {len(ends)} parties"
    return f"{question} {words} ({status}" if words else f"{question} ({status}"
