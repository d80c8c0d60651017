"""Plain answers: those that are no for want of any fact, one line for each question, and named parties that stand as anybody does."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from evaluator.documents.case import ANY_PARTY
from evaluator.passes.assess import Answer
from evaluator.passes.blocks import Paragraph, Sentence
from evaluator.passes.phrases import Phrases
from evaluator.passes.say import listed, own
from evaluator.passes.timeline import question_name

MOST_NAMED = 4  # parties that a list of what nothing bears on names; of more it gives the number

LEAST = 200  # characters of a reason that are worth pointing back to
_CODE = re.compile("`[^`]*`")

Tells = Callable[[Answer], Sequence[Sentence]]


def nothings(answers: Sequence[Answer], tells: Tells, phrases: Phrases) -> Iterator[Paragraph]:
    """A paragraph for each question; parties of whom the same is told, but for their names, share its sentences."""
    by_question: dict[str, dict[tuple[str, ...], list[tuple[str, Sequence[Sentence]]]]] = {}
    for answer in answers:
        asked, told = answer.asked, tells(answer)
        party = phrases.say.party(asked.toward or asked.by)
        key = tuple(nameless(str(sentence), party) for sentence in told)
        by_question.setdefault(asked.question.name, {}).setdefault(key, []).append((party, told))
    for name, groups in by_question.items():
        sentences = [each for group in groups.values() for each in _shared(group)]
        yield Paragraph(tuple(sentences), f"NO, {name}", "good", 1)


def _shared(group: Sequence[tuple[str, Sequence[Sentence]]]) -> Sequence[Sentence]:
    party, told = group[0]
    if len(group) == 1:
        return told
    first, *rest = (Sentence(nameless(sentence.text, party), sentence.cites) for sentence in told)
    parties = list(dict.fromkeys(name for name, _ in group))
    who = (
        f"each of {listed(parties)}"
        if len(parties) <= MOST_NAMED
        else f"each of {len(parties)} parties, {parties[0]} among them"
    )
    return [Sentence(f"Of {who}: {first.text[:1].lower()}{first.text[1:]}", first.cites), *rest]


def nameless(words: str, party: str) -> str:
    """Words about a party with `it` in the place of its name."""
    for name, short in ((own(party), "its"), (party, "it")):  # whole names: `Bell` is no part of `Bellevue`
        words = re.sub(rf"(?<!\w){re.escape(name)}(?!\w)", short, words)
    return words


class Told:
    """The answers told so far, to say of a further one that says the same of others only that it does."""

    def __init__(self, full: bool) -> None:
        self.full = full
        self._first: dict[tuple[str, ...], str] = {}

    def once(self, answer: Answer, whole: Paragraph, phrases: Phrases) -> Paragraph:
        """The paragraph of an answer, or its first sentence and of whom the same was told; times and reasons have to be the same."""
        asked = answer.asked
        parties = [phrases.say.party(id) for id in (asked.toward, asked.by) if id not in ("", ANY_PARTY)]
        words = [str(sentence) for sentence in whole.sentences[1:]]
        for party in sorted(parties, key=len, reverse=True):
            words = [nameless(each, party) for each in words]
        key = (asked.question.name, answer.status, *(_CODE.sub("``", each) for each in words))
        first = self._first.setdefault(key, listed(reversed(parties)))
        if self.full or first == listed(reversed(parties)) or len(" ".join(words)) < LEAST:
            return whole
        same = Sentence(f"All else as of {first}, above, by its own facts; `explain` tells it.")
        return replace(whole, sentences=(whole.sentences[0], same))


def idle_names(answers: Sequence[Answer], phrases: Phrases) -> str:
    """The answers that nothing on file bears on, each question once: for whom, or for how many."""
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
