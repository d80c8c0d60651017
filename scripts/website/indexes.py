"""Ways into the law: by section, by day, by question, by kind of fact, by standard and by reading; and the scenarios."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby

from evaluator.documents.cards import Section
from evaluator.documents.rulebook import Rulebook
from evaluator.documents.terms import Construct, Item, JudgementItem, Term, deep
from evaluator.doors.markdown import escaped
from evaluator.passes.law_changes import LawChange
from evaluator.passes.resolved import construct_of

from .exercises import Exercises, Feature
from .places import Places, anchor, day, kept_whole, paragraphs, since


def toctree(*pages: str, hidden: bool = True) -> list[str]:
    """What Sphinx needs to know the order of pages."""
    return ["```{toctree}", *([":hidden:"] if hidden else []), ":titlesonly:", "", *pages, "```", ""]


def section_page(places: Places, section: Section) -> str:
    """A file of rules: who is who in it, and its paragraphs."""
    lines = [f"# {escaped(section.name)}", "", f"{escaped(section.heading)}.", ""]
    calendar = f"Days are counted by the calendar `{section.calendar}`."
    reread = f" Last read against the source on {section.reread}." if section.reread else ""
    lines += [f"Layer: {section.layer}. {calendar}{reread}", ""]
    if section.parties:
        lines += ["## Who is who", ""]
        lines += [f"- *{escaped(name)}*: {escaped(means)}" for name, means in section.parties.items()]
        lines += [""]
    lines += ["## Paragraphs", ""]
    cited = [section.cite(card.number) for card in section.cards.values()]
    for name, card in zip(cited, section.cards.values(), strict=True):
        last = card.versions[-1]
        days = ", ".join(places.version(name, each, kept_whole(day(each.effective))) for each in card.versions)
        doubts = [each.sure for each in card.versions if each.sure]
        told = [f"from {days}", *([f"ended {last.until}"] if last.until else [])]
        told += [f"in doubt: {', '.join(dict.fromkeys(doubts))}"] if doubts else []
        lines += [f"- **{places.link(name, card.number)}** {escaped(last.plain_gist)} ({'; '.join(told)})"]
    lines += [""]
    return "\n".join([*lines, *toctree(*(places.pages[name] for name in cited))])


def law_page(places: Places) -> str:
    """Every file of rules, and the other ways in."""
    lines = ["# The law", "", "Paragraph by paragraph, as `rules/` has it. Other ways in:", ""]
    lines += [f"- [{title}]({page}): {what}" for page, title, what in WAYS]
    lines += [""]
    for layer, sections in _by_layer(places.book):
        lines += [f"## {layer.capitalize()}s", ""]
        for section in sections:
            count = f"{len(section.cards)} paragraph{'s' if len(section.cards) > 1 else ''}"
            lines += [f"- {places.link(section.name)}: {escaped(section.heading)} ({count})"]
        lines += [""]
    pages = [places.sections[name] for name in places.book.sections]
    return "\n".join([*lines, *toctree(*pages, *(page for page, _, _ in WAYS))])


WAYS = (
    ("by-date.md", "By date", "what changed when"),
    ("by-question.md", "By question", "which norms answer it"),
    ("by-kind.md", "By kind of fact", "which norms look at it, and as what"),
    ("by-standard.md", "By standard", "what people must judge"),
    ("by-reading.md", "By reading", "where the law can be read in more than one way"),
)


def _by_layer(book: Rulebook) -> Iterator[tuple[str, list[Section]]]:
    layers = dict.fromkeys(section.layer for section in book.sections.values())
    for layer in layers:
        yield layer, [section for section in book.sections.values() if section.layer == layer]


# -- by day


def date_page(places: Places, changes: Iterable[LawChange]) -> str:
    """Every day on which the law changed, newest first; what is adopted and has no day stands before all."""
    lines = ["# What changed when", "", "Newest first. A paragraph is called by the number it has today.", ""]
    waiting = [(cited, v) for _, card, cited in paragraphs(places.book) for v in card.versions if v.effective is None]
    if waiting:
        lines += ["## Adopted, no day yet", ""]
        lines += [
            f"- {places.version(cited, version, escaped(cited))}: waits for {escaped(version.waits_for)}"
            for cited, version in waiting
        ]
        lines += [""]
    of_day = {when: list(found) for when, found in groupby(changes, key=lambda change: change.day)}
    for when in sorted(of_day, reverse=True):
        lines += [f"## {when}", ""]
        for cited, found in groupby(of_day[when], key=lambda change: change.citation):
            told = list(found)
            binds = next((f", binding from {each.binds}" for each in told if each.binds), "")
            lines += [f"- {_at(places, cited, told)}{binds}"]
            lines += [f"  - {places.linked(each.words, cited)} *({each.sort})*" for each in told]
        lines += [""]
    return "\n".join(lines)


def _at(places: Places, cited: str, changes: list[LawChange]) -> str:
    """A paragraph as a link to the version of that day, if it has one."""
    _, card = places.cards[cited]
    version = next((each for each in card.versions if each.effective == changes[0].day), None)
    return places.version(cited, version, escaped(cited)) if version else places.link(cited)


# -- by question


def question_page(places: Places, exercises: Exercises) -> str:
    """Every question, with the norms that answer it and the scenarios that ask it."""
    lines = ["# By question", "", "Ask one with `callrules explain CASE QUESTION`.", ""]
    norms = list(_constructs(places.book))
    for question in places.book.questions.values():
        lines += [f"## {escaped(question.name)}", "", escaped(question.asks), ""]
        answering = dict.fromkeys((c.id, c.kind, c.citation) for c, _ in norms if c.question == question.name)
        lines += [f"- {kind} {places.norm(id)}" for id, kind, _ in answering] or ["- no norm answers it"]
        lines += [""]
        scenes = list(exercises.scenes(question.name))
        if scenes:
            lines += ["Asked in:", ""]
            for scene, answers in scenes:
                link = f"[{escaped(scene.name)}](../scenarios/{scene.page}#{anchor(scene.name)})"
                lines += [f"- {escaped(scene.feature)}: {link}{': ' if answers else ''}{escaped(', '.join(answers))}"]
            lines += [""]
    return "\n".join(lines)


# -- by kind of fact, by standard, by reading


def _constructs(book: Rulebook) -> Iterator[tuple[Construct, str]]:
    """Every construct of every version under the default readings, with the heading of its version."""
    chosen = book.chosen({})
    for section, card, _ in paragraphs(book):
        for version in card.versions:
            for place in version.constructs.values():
                yield construct_of(book, section, card, place, chosen, []), since(version)


def _slots(construct: Construct) -> Iterator[tuple[str, Item]]:
    """Every item of a construct, with the key under which the card has it."""
    singles = (("before", construct.before), ("act", construct.act), ("met by", construct.done_by))
    yield from (("arises from", each) for each in construct.arises)
    yield from ((key, each) for key, each in singles if each is not None)
    yield from (("kept by", each) for each in construct.kept_by)
    yield from ((key, each) for key, items in construct.conditions.items() for each in items)


def kind_page(places: Places) -> str:
    """Every kind of fact, with the norms that look at it."""
    book = places.book
    uses: dict[str, dict[tuple[str, str, str], None]] = {}
    for construct, _ in _constructs(book):
        for key, top in _slots(construct):
            for item in deep([top]):
                for kind in dict.fromkeys([item.kind, *item.kinds]) if isinstance(item, Term) else ():
                    uses.setdefault(kind, {})[key, construct.kind, construct.id] = None
    lines = [
        "# By kind of fact",
        "",
        "Every kind with its fields stands in [the vocabulary](../docs/vocabulary.md).",
        "",
    ]
    means: dict[str, str] = {kind.name: kind.means for kind in book.vocabulary.kinds.values()}
    means |= {name: f"one of: {', '.join(kinds)}" for name, kinds in book.vocabulary.groups.items()}
    means |= {name: "made by a definition of the law" for name in sorted(book.defined) if name not in means}
    for name, meaning in sorted(means.items()):
        lines += [f"## {escaped(name)}", "", f"{escaped(meaning[:1].upper() + meaning[1:])}.", ""]
        lines += _used(places, uses.get(name, {}))
    return "\n".join(lines)


def _used(places: Places, uses: Mapping[tuple[str, str, str], None]) -> list[str]:
    """Norms by the key under which they look at something."""
    lines = []
    for key in dict.fromkeys(key for key, _, _ in uses):
        norms = [f"{kind} {places.norm(id)}" for other, kind, id in uses if other == key]
        lines += [f"- {key}: {', '.join(norms)}"]
    return [*(lines or ["- no norm looks at it"]), ""]


def standard_page(places: Places) -> str:
    """Every open-textured standard: what it asks, who decides, and the norms that turn on it."""
    uses: dict[str, dict[tuple[str, str, str], None]] = {}
    for construct, _ in _constructs(places.book):
        for key, top in _slots(construct):
            for item in deep([top]):
                for name in _standards(item):
                    uses.setdefault(name, {})[key, construct.kind, construct.id] = None
    lines = ["# By standard", "", "What the law leaves to people. The highest who spoke wins, by its last word.", ""]
    for standard in sorted(places.book.vocabulary.standards.values(), key=lambda each: each.name):
        lines += [f"## {escaped(standard.name)}", "", escaped(standard.asks), ""]
        lines += [f"Decided by {escaped(', then '.join(standard.decided_by))}.", ""]
        lines += _used(places, uses.get(standard.name, {}))
    return "\n".join(lines)


def _standards(item: Item) -> Iterator[str]:
    if isinstance(item, JudgementItem):
        yield item.judged.standard
    elif isinstance(item, Term):
        yield from (judged.standard for judged in item.judged)


def reading_page(places: Places) -> str:
    """Every switch, with its options, its reason and the norms that consult it."""
    uses: dict[str, dict[tuple[str, str, str], None]] = {}
    for construct, _ in _constructs(places.book):
        for name in sorted(construct.readings):
            uses.setdefault(name, {})["consulted by", construct.kind, construct.id] = None
    lines = ["# By reading", "", "Turn one with `--reading NAME=OPTION`. The default is in bold letters.", ""]
    for reading in places.book.readings.values():
        options = ", ".join(f"**{escaped(o)}**" if o == reading.default else escaped(o) for o in reading.options)
        lines += [f"## {escaped(reading.name)}", "", escaped(reading.asks), "", f"- options: {options}"]
        lines += [f"- why: {places.linked(reading.why)} ({places.linked(reading.cite)})"]
        used = _used(places, uses.get(reading.name, {}))
        lines += used if reading.name in uses else ["- consulted by a clock of a calendar, not by a norm itself", ""]
    return "\n".join(lines)


# -- scenarios


def feature_page(places: Places, feature: Feature) -> str:
    """A feature: each scenario with its reason and the norms it names, then the file as it stands."""
    lines = [f"# {escaped(feature.title)}", "", places.linked(feature.told).replace("](", "](../law/"), ""]
    for scene in feature.scenes:
        lines += [f"## {escaped(scene.name)}", "", places.linked(scene.reason).replace("](", "](../law/"), ""]
        norms = [places.norm(name, "../law/") for name in scene.names if name not in places.book.questions]
        asked = [
            f"[{escaped(name)}](../law/by-question.md#{anchor(name)})"
            for name in scene.names
            if name in places.book.questions
        ]
        lines += [f"- norms: {', '.join(norms)}"] if norms else []
        lines += [f"- questions: {', '.join(asked)}"] if asked else []
        lines += [""]
    return "\n".join([*lines, "## The file", "", "```gherkin", *feature.source.splitlines(), "```", ""])


def features_page(exercises: Exercises) -> str:
    """The list of features."""
    lines = ["# Scenarios", "", "The law in sentences: what must come out for letters, notices and orders.", ""]
    lines += [f"- [{escaped(f.title)}]({f.page}): {len(f.scenes)} scenario(s)" for f in exercises.features] + [""]
    return "\n".join([*lines, *toctree(*(feature.page for feature in exercises.features))])
