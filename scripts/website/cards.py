"""The page of one paragraph: its numbers in time, every version with its words, norms and doubts, and what puts it to the test."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import yaml

from evaluator.documents.cards import Card, Section, Version
from evaluator.doors.markdown import escaped
from evaluator.doors.paragraphs import plain
from evaluator.passes.law_changes import LawChange
from evaluator.passes.phrase_coverage import Fate

from .exercises import Exercises, sides
from .norms import SAYS, Norms
from .places import Places, anchor, end_of, kept_whole, since, table

WIDTH = 88
ADDED = ("added", "renumbered")  # told by the head of the page


class CardPages:
    """Writes the pages of paragraphs; `fates` and `changes` are those of the whole rulebook."""

    def __init__(
        self, places: Places, exercises: Exercises, fates: Sequence[Fate], changes: Sequence[LawChange]
    ) -> None:
        self.places, self.exercises = places, exercises
        self.fates: dict[tuple[str, str], list[Fate]] = {}
        for fate in fates:
            self.fates.setdefault((fate.citation, fate.effective), []).append(fate)
        self.changes: dict[tuple[str, str], list[LawChange]] = {}
        for change in changes:
            self.changes.setdefault((change.citation, str(change.day)), []).append(change)

    def page(self, section: Section, card: Card, turn: str = "") -> str:
        """The whole page; `turn` leads to the paragraphs beside it."""
        cited = section.cite(card.number)
        lines = [f"# {escaped(cited)}", "", f"{self.places.link(section.name)}: {escaped(section.heading)}", ""]
        lines += [turn, ""] if turn else []
        lines += [*self._head(section, card, cited), ""]
        newest = list(reversed(card.versions))
        for number, version in enumerate(newest):
            shown = newest[number - 1] if number else None
            lines += [*self._version(section, card, cited, version, shown), ""]
        return "\n".join([*lines, *self._tried(cited, card)]) + "\n"

    # -- the head

    def _head(self, section: Section, card: Card, cited: str) -> Iterator[str]:
        yield f"- **Layer:** {section.layer}"
        file = Path(section.file).relative_to(self.places.book.root).as_posix()
        reread = f", last read against the source on {section.reread}" if section.reread else ""
        yield f"- **Card:** `rules/{file}`, line {card.place[1]}{reread}"
        named = {
            name
            for name in section.parties
            if any(name in _words(tree) for v in card.versions for _, tree in v.constructs.values())
        }
        if named:
            told = "; ".join(
                f"*{escaped(name)}* is {escaped(section.parties[name])}" for name in section.parties if name in named
            )
            yield f"- **Parties:** {told}"
        yield from self._numbers(section, card)
        yield ""
        yield "## Versions"
        yield ""
        yield from table(("version", "until", "binds from", "authority", "sure"), self._rows(card, cited))

    def _numbers(self, section: Section, card: Card) -> Iterator[str]:
        """The numbers it had before, and whose number it has now: its neighbours in time."""
        if card.formerly:
            old = ", ".join(f"{escaped(section.cite(number))} until {until}" for number, until in card.formerly)
            yield f"- **Formerly:** {old}"
        others = {
            section.cite(other.number): until
            for other in section.cards.values()
            for number, until in other.formerly
            if number == card.number and other is not card
        }
        for cited, until in others.items():
            yield f"- **Until {until}** this number was that of what is {self.places.link(cited)} now"
        for number, until in card.formerly:
            if number != card.number and number in section.cards:
                yield f"- **From {until}** the number {escaped(number)} is that of {self.places.link(section.cite(number))}"

    def _rows(self, card: Card, cited: str) -> Iterator[tuple[str, ...]]:
        for version in reversed(card.versions):
            end = end_of(card, version)
            yield (
                self.places.version(cited, version, kept_whole(since(version))),
                kept_whole(str(end) if end and version.effective else ""),
                kept_whole(str(version.compliance or "")),
                escaped(version.authority, table=True),
                version.sure or "high",
            )

    # -- one version

    def _version(
        self, section: Section, card: Card, cited: str, version: Version, shown: Version | None
    ) -> Iterator[str]:
        yield f"## {since(version)}"
        yield ""
        yield f"*{escaped(self._stands(card, version))}* {escaped(version.authority)}."
        yield ""
        yield escaped(version.plain_gist)
        yield ""
        if version.sure or version.doubts:
            doubts = (
                f"{version.doubts[:1].upper()}{version.doubts[1:]}"
                if version.doubts
                else "What of, the card does not say."
            )
            yield from _noted("In doubt", f"Sure: {version.sure or 'high'}. {doubts.rstrip('.')}.")
        yield "### Phrase by phrase"
        yield ""
        for fate in self.fates.get((cited, "delayed" if version.effective is None else str(version.effective)), ()):
            yield f"{fate.phrase}. {escaped(fate.words)}"
            yield ""
            yield f"   {self._fate(fate, cited)}"
            yield ""
        yield from self._norms(section, cited, version, shown)
        yield from self._changed(card, cited, version)

    def _stands(self, card: Card, version: Version) -> str:
        end = end_of(card, version)
        until = f", until {end}" if end else " on"
        if version.effective is None:
            return f"Adopted, and waits for {version.waits_for}; it is not law yet."
        binds = f"; binds from {version.compliance}" if version.compliance else ""
        return (
            f"From {version.effective}{until}{binds}."
            if version.effective.year > 1
            else f"Always{until.removesuffix(' on')}{binds}."
        )

    def _fate(self, fate: Fate, cited: str) -> str:
        by = ", ".join(f"*{escaped(each)}*" for each in fate.by)
        why = self.places.linked(fate.why, cited)
        if fate.fate == "judged by people":
            standards = ", ".join(f"[{escaped(each)}](by-standard.md#{anchor(each)})" for each in fate.by)
            return f"Judged by people: {standards}."
        if fate.fate == "left out":
            return f"**Left out**: {why}."
        return f"{fate.fate.capitalize()}{f' by {by}' if by else ''}{f': {why}' if why and not by else ''}."

    def _norms(self, section: Section, cited: str, version: Version, shown: Version | None) -> Iterator[str]:
        norms = Norms(self.places, section, cited)
        for (kind, name), (_, node) in version.constructs.items():
            tree = plain(node)
            yield f"### {kind.capitalize()} *{escaped(name)}*"
            yield ""
            same = (
                shown is not None
                and (kind, name) in shown.constructs
                and plain(shown.constructs[kind, name][1]) == tree
            )
            if shown is not None and same:
                yield f"As in the version above: {self.places.version(cited, shown)}."
                yield ""
                continue
            named = tree.get("phrases", [])
            phrases = f"; phrase{'s' if len(named) > 1 else ''} {', '.join(named)}" if named else ""
            yield f"{SAYS.get(kind, kind).capitalize()}{phrases}."
            yield ""
            yield from norms.lines(tree)
            yield ""
            yield from _folded("As the card has it", *_fenced("yaml", _yaml({f"{kind} {name}": tree})))

    def _changed(self, card: Card, cited: str, version: Version) -> Iterator[str]:
        """What the version changed, and the versions beside it."""
        index = card.versions.index(version)
        found = [each for each in self.changes.get((cited, str(version.effective)), ()) if each.sort not in ADDED]
        if not index:
            return
        before = f"gainst the version before it ({self.places.version(cited, card.versions[index - 1])})"
        yield "### What it changed"
        yield ""
        yield f"A{before}:" if found else f"Nothing that a norm says, a{before}."
        yield ""
        yield from (f"- {self.places.linked(each.words, cited)} *({each.sort})*" for each in found)
        yield ""

    # -- what puts it to the test

    def _tried(self, cited: str, card: Card) -> Iterator[str]:
        names = list(dict.fromkeys(f"{cited} {name}" for v in card.versions for kind, name in v.constructs))
        yield "## Put to the test"
        yield ""
        if not names:
            yield "No norm stands in this paragraph, so there is nothing to try."
            yield ""
        for name in names:
            yield from self._tried_norm(name, name.removeprefix(f"{cited} "))

    def _tried_norm(self, name: str, short: str) -> Iterator[str]:
        exercise = self.exercises.norms.get(name)
        scenes = list(self.exercises.scenes(name))
        kit = self.exercises.kit.get(name, [])
        how = sides(exercise) if exercise else "has no status of its own; it shows in other norms"
        yield f"### Tries of *{escaped(short)}*"
        yield ""
        yield f"{how.capitalize()}: {len(scenes)} scenario(s) and {len(kit)} expectation(s) of the conformance kit."
        yield ""
        for scene, statuses in scenes:
            expects = f": {', '.join(statuses)}" if statuses else ""
            link = f"[{escaped(scene.name)}](../scenarios/{scene.page}#{anchor(scene.name)})"
            yield f"- {escaped(scene.feature)}: {link}{escaped(expects)}"
        yield ""
        if kit:
            yield f"In {', '.join(f'`tests/conformance/{file}`' for file in dict.fromkeys(file for file, _ in kit))}:"
            yield ""
            counts = Counter(status for _, status in kit)
            yield from (f"- {escaped(status)}: {count}" for status, count in counts.items())
            yield ""


def _words(tree: Any) -> Iterator[str]:
    """Every text in a tree."""
    below = tree.values() if isinstance(tree, Mapping) else tree if isinstance(tree, list) else ()
    if isinstance(tree, str):
        yield from (str(tree), *str(tree).split())
    for each in below:
        yield from _words(each)


def _yaml(tree: Mapping[str, Any]) -> str:
    return yaml.safe_dump(tree, sort_keys=False, width=WIDTH, allow_unicode=True, default_flow_style=None)


def _fenced(language: str, text: str) -> list[str]:
    return [f"```{language}", *text.splitlines(), "```", ""]


def _noted(title: str, words: str) -> list[str]:
    return [f":::{{admonition}} {title}", ":class: doubt", escaped(words), ":::", ""]


def _folded(title: str, *lines: str) -> list[str]:
    """Lines that open and close with a native control, so that a keyboard reaches them."""
    return [f"<details><summary>{escaped(title)}</summary>", "", *lines, "</details>", ""]
