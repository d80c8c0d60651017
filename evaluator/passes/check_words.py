"""Issues of the words around the cards: standards, questions, readings in calendars; and notes on words nobody uses."""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import get_close_matches
from pathlib import Path

from evaluator.documents.reader import hint
from evaluator.documents.rulebook import Rulebook
from evaluator.passes.issues import Sheets, issue
from evaluator.passes.naming import misread
from evaluator.passes.program import Program, of_program
from evaluator.words.errors import Problem
from evaluator.words.nodes import Listed, Mapped, Node, Text

VOCABULARY, READINGS, QUESTIONS = "vocabulary.yaml", "readings.yaml", "questions.yaml"
SHIELDS = "shields from"
SLIP = 0.93  # how much of two names agrees where one is a slip of the other: two Acts can be nearly called the same


def word_issues(rulebook: Rulebook, sheets: Sheets) -> Iterator[Problem]:
    """What is wrong with standards, questions and the readings of calendars."""
    yield from _standards(rulebook, sheets)
    yield from _questions(rulebook, sheets)
    yield from _demanded(rulebook, sheets)
    yield from _cited(rulebook, sheets)
    yield from _taken(rulebook, sheets)
    yield from _shielded(rulebook)


def calendar_problems(rulebook: Rulebook, sheets: Sheets) -> Iterator[Problem]:
    """Readings that calendars do not name as `readings.yaml` does."""
    for source in sheets.calendars():
        yield from misread(source.data, rulebook.readings, source.file)


def _standards(rulebook: Rulebook, sheets: Sheets) -> Iterator[Problem]:
    vocabulary = rulebook.vocabulary
    parties = {name for section in rulebook.sections.values() for name in section.parties}
    subjects = {*vocabulary.kinds, *vocabulary.groups, *vocabulary.things, *rulebook.defined, *parties, "party"}
    for standard in vocabulary.standards.values():
        if not standard.decided_by:
            at = sheets.at(VOCABULARY, "standards", standard.name, "decided by")
            yield issue("nobody-decides", at, f"nobody decides on `{standard.name}`", "its rank names no office")
        for about in standard.about:
            if about not in subjects:
                at = sheets.at(VOCABULARY, "standards", standard.name, "about")
                yield issue(
                    "unknown-subject",
                    at,
                    f"`{standard.name}` is asked about an unknown `{about}`",
                    hint(about, subjects),
                )


def _questions(rulebook: Rulebook, sheets: Sheets) -> Iterator[Problem]:
    asked = {str(text) for tree in trees(rulebook) for key, text in _entries(tree) if key == "question"}
    for question in rulebook.questions.values():
        if question.name not in asked:
            at = sheets.at(QUESTIONS, question.name)
            yield issue("unanswered-question", at, f"no norm answers `{question.name}`", "a norm says `question: …`")


def _demanded(rulebook: Rulebook, sheets: Sheets) -> Iterator[Problem]:
    """Acts that a fact may ask for and that the term which meets it does not take: asked for, they would never be done."""
    vocabulary = rulebook.vocabulary
    for name, field, kind in dict.fromkeys(each for tree in trees(rulebook) for each in _asked_kinds(tree)):
        asking = vocabulary.kinds[kind].fields.get(field) if kind in vocabulary.kinds else None
        for option in asking.options if asking is not None else ():
            if option not in vocabulary.members(name):
                at = sheets.at(VOCABULARY, "kinds", kind, field)
                what = f"a {kind} may ask for `{option}`, which `{name}` does not take: asked for, it would never count as done"
                near = "" if option in vocabulary.kinds else hint(option, vocabulary.members(name))
                help = near if near.startswith("did you mean") else f"add it to the group `{name}`"
                yield issue("never-done", at, what, help)


def _taken(rulebook: Rulebook, sheets: Sheets) -> Iterator[Problem]:
    """Parties of a file that go by the name of an office or of a kind of fact: the word would mean another thing there."""
    for section in rulebook.sections.values():
        for name in section.parties:
            if name in rulebook.vocabulary.kinds or rulebook.vocabulary.office_of(name) is not None:
                at = sheets.at(Path(section.file).relative_to(rulebook.root).as_posix(), "parties", name)
                what = f"`{name}` is the name of an office or of a kind of fact, and cannot name a party of this file"
                yield issue("taken-name", at, what, "take another name for the party")


def _shielded(rulebook: Rulebook) -> Iterator[Problem]:
    """Names of what a permission shields from that stand once, and nearly as another stands elsewhere: reports print them as they are."""
    told: dict[str, dict[tuple[str, int, int], None]] = {}
    for section, card in rulebook.cards():
        for version in card.versions:
            for key, text in (each for _, tree in version.written.values() for each in _entries(tree)):
                if key == SHIELDS:
                    told.setdefault(str(text), {})[section.file, text.line, text.column] = None
    for name, places in told.items():
        others = [other for other in told if other != name and (len(told[other]) > 1 or other < name)]
        for near in get_close_matches(name, others, n=1, cutoff=SLIP) if len(places) == 1 else ():
            what = f"`{SHIELDS}` names `{name}` here and nowhere else, and `{near}` elsewhere"
            yield issue("odd-one-out", next(iter(places)), what, f"did you mean `{near}`?")


def _cited(rulebook: Rulebook, sheets: Sheets) -> Iterator[Problem]:
    """Paragraphs of the rulebook that a reading cites, or that a phrase is left to: there are such, or were, or some below or above."""
    numbers: dict[str, list[str]] = {}
    for section, card in rulebook.cards():
        numbers.setdefault(section.name, []).extend((card.number, *(former for former, _ in card.formerly)))
    names = "|".join(map(re.escape, sorted(numbers, key=len, reverse=True)))
    paragraph = re.compile(rf"(?<!\w)({names})((?:\([^()\s]+\))+)")
    said = [(reading.cite, sheets.at(READINGS, reading.name, "cite")) for reading in rulebook.readings.values()]
    for _, card in rulebook.cards():
        for version in card.versions:
            told = (*version.encoded_in.values(), *version.left_out.values())
            said += [(words, version.place) for words in told]
    for words, at in said:
        for name, number in paragraph.findall(words) if names else ():
            known = numbers[name]
            if not any(_holds(one, other) for each in known for one, other in ((each, number), (number, each))):
                cites = [f"{name}{each}" for each in known if each.startswith("(")]
                yield issue("unknown-card", at, f"no card is cited `{name}{number}`", hint(f"{name}{number}", cites))


def _holds(one: str, other: str) -> bool:
    """Whether a paragraph is another, or holds it."""
    return other == one or other.startswith((f"{one}(", f"{one} "))


def _asked_kinds(tree: Node) -> Iterator[tuple[str, str, str]]:
    """Each term whose kind is told by a field of another fact: its own name, the field and the kind of that fact."""
    if isinstance(tree, Listed | Mapped):
        for value in tree if isinstance(tree, Listed) else tree.values():
            yield from _asked_kinds(value)
    for name, term in tree.items() if isinstance(tree, Mapped) else ():
        told = term.get("kind") if isinstance(term, Mapped) else None
        if isinstance(told, Text) and " of " in told:
            field, _, kind = told.partition(" of ")
            yield name, field, kind


# -- warnings and notes


def reading_warnings(rulebook: Rulebook, sheets: Sheets) -> Iterator[Problem]:
    """Readings that no construct and no clock consults: to turn them changes nothing."""
    sheet = [*trees(rulebook), *(source.data for source in sheets.calendars())]
    used = {str(word) for tree in sheet for key, word in _entries(tree) if key == "reading"}
    for name in rulebook.readings:
        if name not in used:
            what = f"no construct and no clock consults the reading `{name}`: to turn it changes nothing"
            yield issue("unused-reading", sheets.at(READINGS, name), what, "put it where it bites, or take it away")


def word_notes(rulebook: Rulebook, sheets: Sheets) -> Iterator[Problem]:
    """Kinds and standards that no card, calendar or question uses: not wrong, but perhaps forgotten."""
    used = _words_of(rulebook)
    used |= {str(word) for source in sheets.calendars() for pair in _entries(source.data) for word in pair}
    vocabulary, kinds = rulebook.vocabulary, _kinds_in(used, rulebook)
    for sort, file, inside, names, known in (
        ("kind of fact", VOCABULARY, ("kinds",), vocabulary.kinds, kinds),
        ("standard", VOCABULARY, ("standards",), vocabulary.standards, used),
    ):
        for name in names:
            if name not in known:
                yield issue(
                    "unused", sheets.at(file, *inside, name), f"no rule uses the {sort} `{name}`", "it may stay"
                )


def _words_of(rulebook: Rulebook) -> set[str]:
    used = {str(word) for tree in trees(rulebook) for pair in _entries(tree) for word in pair}
    return used | {word.removeprefix("no ") for word in used}


def _kinds_in(used: set[str], rulebook: Rulebook) -> set[str]:
    """The kinds of fact that words name, those that fields refer to and questions are about; for a group, its members."""
    vocabulary = rulebook.vocabulary
    fields = (field for kind in vocabulary.kinds.values() for field in kind.fields.values())
    kinds = used | {name for field in fields if field.type == "reference" for name in field.options}
    kinds |= {member for group, members in vocabulary.groups.items() if group in kinds for member in members}
    return kinds | {question.act[0] for question in rulebook.questions.values() if question.act is not None}


@of_program
def unread_kinds(program: Program) -> frozenset[str]:
    """The kinds of fact that no card and no question of the rulebook reads: nothing follows from such a fact."""
    rulebook = program.rulebook
    return frozenset(rulebook.vocabulary.kinds.keys() - _kinds_in(_words_of(rulebook), rulebook))


def trees(rulebook: Rulebook) -> Iterator[Node]:
    """Every construct and amount as written."""
    for _, card in rulebook.cards():
        for version in card.versions:
            yield from (tree for _, tree in version.written.values())


def _entries(tree: Node) -> Iterator[tuple[str, Text]]:
    """Every key with each text that stands directly under it; a key of anything else with itself."""
    ahead = [tree]
    while ahead:
        node = ahead.pop()
        if isinstance(node, Listed):
            ahead += node
        elif isinstance(node, Mapped):
            for key, value in node.items():
                ahead.append(value)
                texts = [each for each in (value if isinstance(value, Listed) else [value]) if isinstance(each, Text)]
                yield from ((key, text) for text in texts or [Text(key)])
