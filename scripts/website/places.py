"""Where on the site each paragraph, kind of fact, reading and standard stands, and texts in which what they name is a link."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date

from evaluator.documents.cards import Card, Section, Version
from evaluator.documents.rulebook import Rulebook
from evaluator.doors.markdown import escaped

LAW = "law"  # the folder of the pages about the law
NO_DAY = "adopted, no day yet"


def slug(words: str) -> str:
    """A text as part of an address: small letters, digits and dots, everything else a hyphen."""
    return re.sub(r"[^a-z0-9.]+", "-", words.lower()).strip("-")


def anchor(heading: str) -> str:
    """The anchor of a heading, as the site makes it: small letters, hyphens for spaces, other marks dropped."""
    return re.sub(r"[^\w\- ]", "", heading.lower()).strip().replace(" ", "-")


def day(of: date | None) -> str:
    """A day, or that there is none."""
    return NO_DAY if of is None else "always" if of.year == 1 else str(of)


def since(version: Version) -> str:
    """The heading of a version, which is also where links to it lead."""
    began = version.effective
    return "Adopted, no day yet" if began is None else "From the beginning" if began.year == 1 else f"From {began}"


def kept_whole(words: str) -> str:
    """Words of a table that are not to be broken at a hyphen, such as a day."""
    return f'<span class="whole">{words}</span>' if words else ""


def end_of(card: Card, version: Version) -> date | None:
    """The first day on which a version is no longer in force; None while nothing ends it."""
    later = card.versions[card.versions.index(version) + 1 :]
    return version.until or next((each.effective for each in later if each.effective is not None), None)


def table(head: Iterable[str], rows: Iterable[Iterable[str]]) -> list[str]:
    """A Markdown table of cells that are Markdown already, with an empty line after it."""
    lines = [list(head)]
    lines += [["---"] * len(lines[0]), *map(list, rows)]
    return [*(f"| {' | '.join(line)} |" for line in lines), ""]


class Places:
    """The addresses of a rulebook's pages; links are relative to the folder of the law."""

    def __init__(self, book: Rulebook) -> None:
        self.book = book
        self.cards = {section.cite(card.number): (section, card) for section, card in book.cards()}
        self.pages = {cited: f"{slug(cited)}.md" for cited in self.cards}
        self.sections = {section.name: f"{slug(section.name)}.md" for section in book.sections.values()}
        pages = [*self.pages.values(), *self.sections.values()]
        twice = sorted({page for page in pages if pages.count(page) > 1})
        if twice:
            raise SystemExit(f"two paragraphs would have one page: {', '.join(twice)}")
        cited = sorted({**self.pages, **self.sections}, key=len, reverse=True)
        self._cited = re.compile(f"({'|'.join(map(re.escape, cited))})(?![\\w(])") if cited else None

    def link(self, cited: str, words: str = "", base: str = "") -> str:
        """A link to a paragraph or a section; `base` leads to the folder of the law from elsewhere."""
        page = self.pages.get(cited) or self.sections[cited]
        return f"[{escaped(words or cited, table=True)}]({base}{page})"

    def version(self, cited: str, version: Version, words: str = "") -> str:
        """A link to one version of a paragraph."""
        return f"[{words or since(version)}]({self.pages[cited]}#{anchor(since(version))})"

    def norm(self, name: str, base: str = "") -> str:
        """A link to the paragraph of a norm, which is named whole."""
        cited = self.cited_of(name)
        return self.link(cited, name, base) if cited else escaped(name, table=True)

    def cited_of(self, name: str) -> str:
        """The paragraph that a norm stands in; empty if there is none."""
        return max((each for each in self.cards if name.startswith(f"{each} ")), key=len, default="")

    def kind(self, name: str) -> str:
        """A kind of fact, as a link to what is said of it."""
        known = name in self.book.vocabulary.kinds or name in self.book.vocabulary.groups or name in self.book.defined
        return f"[{escaped(name)}](by-kind.md#{anchor(name)})" if known else escaped(name)

    def linked(self, words: str, here: str = "", in_table: bool = False) -> str:
        """Text with a link for each paragraph that it cites; not for the one it stands in."""
        parts = self._cited.split(words) if self._cited is not None and "`" not in words else [words]
        return "".join(
            self.link(part) if number % 2 and part != here else escaped(part, table=in_table)
            for number, part in enumerate(parts)
        )


def paragraphs(book: Rulebook) -> Iterable[tuple[Section, Card, str]]:
    """Every card with its section and its citation."""
    return ((section, card, section.cite(card.number)) for section, card in book.cards())
