"""Issues inside one card: its phrases, its versions and their days, its former numbers, its definitions."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from datetime import date
from itertools import pairwise

from evaluator.documents.cards import AMOUNT, LAYERS, MEANING, Card, Section, Version
from evaluator.documents.constructs import several
from evaluator.documents.rulebook import Rulebook
from evaluator.documents.terms import Place
from evaluator.passes.issues import issue
from evaluator.words.errors import Problem
from evaluator.words.nodes import Listed, Mapped, Node, Text

_PHRASE = re.compile(r"\[(\d+): [^\[\]]*\]")


def card_issues(rulebook: Rulebook) -> Iterator[Problem]:
    """Everything that one card shows by itself, and definitions that two cards give."""
    defined: dict[str, Place] = {}
    for section, card in rulebook.cards():
        yield from _formerly(card)
        yield from _shared(section, card)
        yield from _versions(section, card)
        yield from _always(section, card)
        yield from _constructs(card)
        for before, version in zip((None, *card.versions), card.versions, strict=False):
            yield from _phrases(section, version, before)
        for place in _definitions(card):
            at = (section.file, place.line, place.column)
            name = place.partition(" ")[2].strip()
            other = defined.setdefault(name, at)
            if name in rulebook.vocabulary.kinds:
                yield issue(
                    "defined-twice", at, f"`{name}` is a kind of fact already", "give what is defined its own name"
                )
            elif other is not at:
                yield issue(
                    "defined-twice", at, f"`{name}` is defined in {other[0]}:{other[1]} too", "one definition a word"
                )


def _definitions(card: Card) -> list[Text]:
    """The keys of a card's definitions, each as its first version writes it."""
    keys = {
        parts[1]: key
        for v in reversed(card.versions)
        for parts, (key, _) in v.constructs.items()
        if parts[0] in MEANING
    }
    return list(keys.values())


def _constructs(card: Card) -> Iterator[Problem]:
    """A name stands for one norm through all versions, and a norm is of one sort."""
    sorts: dict[str, str] = {}
    for version in card.versions:
        for (word, name), (key, _) in version.written.items():
            first = sorts.setdefault(name, word)
            if first != word:
                at = (version.place[0], key.line, key.column)
                yield issue(
                    "two-sorts",
                    at,
                    f"`{name}` is a {first} elsewhere in this card, and a {word} here",
                    "take another name",
                )


# -- phrases


def _phrases(section: Section, version: Version, before: Version | None) -> Iterator[Problem]:
    """Phrases that nothing encodes, and encodings of none; `before` is the version in whose place this one comes."""
    numbers = Counter(_PHRASE.findall(version.gist))
    torn = re.search(r"[\[\]]", _PHRASE.sub("", version.gist)) is not None
    if torn:
        help = "a phrase is written `[1: words]`, with no bracket inside"
        yield issue("torn-phrase", version.place, "a bracket of the gist belongs to no phrase", help)
    for number, words in version.phrases.items():
        if not words.strip():
            yield issue("torn-phrase", version.place, f"phrase {number} of the gist has no words", "write what it says")
    for number, count in numbers.items():
        if count > 1:
            yield issue("phrase-twice", version.place, f"the gist has {count} phrases {number}", "number them in a row")
    encoded: set[str] = set()
    for key, tree in version.written.values():
        norm = key.partition(" ")[0] != AMOUNT and isinstance(tree, Mapped) and len(tree) > 0
        if norm and numbers and not torn and not any(_named(tree)):
            help = "a norm that no phrase of the gist says is not law; name the phrases it encodes under `phrases`"
            yield issue("no-phrase", (section.file, key.line, key.column), f"`{key}` names no phrase of the gist", help)
        for text in _named(tree):
            encoded.add(str(text))
            if text not in numbers and not torn:  # which phrases a torn gist has, nobody can say
                yield issue("unknown-phrase", _at(section, text, key), f"the gist has no phrase {text}", _has(numbers))
    for what, said in (("left out", version.left_out), ("encoded in", version.encoded_in)):
        for number in said:
            if number not in numbers and torn:
                continue
            if number not in numbers:
                yield issue(
                    "unknown-phrase",
                    version.place,
                    f"`{what}` names phrase {number}, which is not in the gist",
                    _has(numbers),
                )
            elif number in encoded:
                yield issue(
                    "left-out-but-encoded",
                    version.place,
                    f"phrase {number} stands under `{what}`, and a construct encodes it",
                )
    for number in numbers if not torn else ():
        if number not in encoded and number not in version.left_out and number not in version.encoded_in:
            help = "name it under `phrases` of a construct, or say why under `left out`"
            for name, (key, tree) in before.written.items() if before is not None else ():
                if name not in version.written and number in _named(tree):
                    help = f"is `{key}: as before` missing? else {help}"
            yield issue("unencoded-phrase", version.place, f"no construct encodes phrase {number}", help)


def _has(numbers: Counter[str]) -> str:
    return f"it has {', '.join(numbers)}" if numbers else "it has none: write them as `[1: words]`"


def _at(section: Section, text: Text, key: Text) -> Place:
    where = text if text.line else key
    return section.file, where.line, where.column


def _named(tree: Node) -> Iterator[Text]:
    """The phrases that a construct names: under `phrases`, and under `phrase` of its items."""
    ahead = [tree]
    while ahead:
        node = ahead.pop()
        if isinstance(node, Listed):
            ahead += node
        elif isinstance(node, Mapped):
            for key, value in node.items():
                if key == "phrases" or key == "phrase":
                    yield from several(value)
                else:
                    ahead.append(value)


# -- days


def _versions(section: Section, card: Card) -> Iterator[Problem]:
    dated = [version for version in card.versions if version.effective is not None]
    for version in dated:
        if version.compliance and version.effective and version.compliance < version.effective:
            what = f"{card.number} binds from {version.compliance}, before it is in force on {version.effective}"
            yield issue(
                "compliance-order", version.place, what, "`compliance` is a later day than `effective`, or left out"
            )
        if version.until and version.until <= _binds(version):
            what = f"{card.number} ends on {version.until}, before it binds on {_binds(version)}"
            yield issue("never-binds", version.place, what, "look at its days again")
    for before, after in pairwise(dated):
        yield from _between(card, before, after)


def _always(section: Section, card: Card) -> Iterator[Problem]:
    """Only what a letter demands of itself stands at all times; all other law began on a day."""
    for version in card.versions:
        if version.effective == date.min and section.layer != LAYERS[-1]:
            what = f"{card.number} is in force `always`, and it is no letter: other law begins on a day"
            yield issue("no-first-day", version.place, what, "write the first day of this text under `effective`")


def _between(card: Card, before: Version, after: Version) -> Iterator[Problem]:
    """From one version to the next there is neither an overlap nor, unless `until` says so, a gap."""
    begins = _binds(after)
    if before.until is not None and before.until > begins:
        what = f"two versions of {card.number} are in force from {begins} until {before.until}"
        help = "let the older end where the newer begins, or give the newer a later `compliance`"
        yield issue("two-versions", after.place, what, help)
    elif before.until is None and after.effective is not None and begins > after.effective:
        what = f"no version of {card.number} binds from {after.effective} until {begins}"
        help = (
            f"if the older text bound until then, it says `until: {begins}`; if nothing did, `until: {after.effective}`"
        )
        yield issue("version-gap", after.place, what, help)


def _binds(version: Version) -> date:
    return version.compliance or version.effective or date.min


def _formerly(card: Card) -> Iterator[Problem]:
    """Former numbers stand oldest first, and each was left on a day after the card began."""
    place, began = card.versions[0].place, card.versions[0].effective
    last: tuple[str, date] | None = None
    for number, until in card.formerly:
        if last is not None and until <= last[1]:
            what = f"{card.number} was {number} until {until}, but {last[0]} until {last[1]} stands before it"
            yield issue("formerly-order", place, what, "former numbers stand oldest first")
        if number == card.number:
            yield issue(
                "formerly-order", place, f"{card.number} is its own former number", "name the number it had before"
            )
        if began is not None and until <= began:
            what = f"{card.number} was {number} until {until}, before its first version of {began}"
            yield issue("formerly-order", place, what, "a former number ends on a day when the card was in force")
        last = (number, until)


def _shared(section: Section, card: Card) -> Iterator[Problem]:
    """No paragraph has a number at a time when another, that has it still, had it already."""
    since = _since(card)
    for number, until in card.formerly:
        other = section.cards.get(number)
        if other is not None and other is not card and _since(other) < until and since < _last(other):
            what = f"{card.number} was {number} until {until}, but another paragraph is {number} since {_since(other)}"
            yield issue("shared-number", card.versions[0].place, what, "look at the days of both again")
        since = until


def _since(card: Card) -> date:
    """The first day on which a card has its present number."""
    return card.formerly[-1][1] if card.formerly else card.versions[0].effective or date.max


def _last(card: Card) -> date:
    return card.versions[-1].until or date.max
