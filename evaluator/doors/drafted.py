"""A new card: a skeleton in the file of its section, at its place among the others, with what is still to be written marked for `check`."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from evaluator.documents.cards import Card, Section
from evaluator.documents.rulebook import Rulebook, load_rulebook
from evaluator.passes.check_unfinished import OPEN
from evaluator.words.citations import Citation, CitationProblem, parse
from evaluator.words.errors import BadInput, Problem, UsageError

CARD = """  {number}:
    - effective: {day}
      authority: {open}     # who made it, and where it was published
      gist: >-
        [1: {open} the paragraph in your own words], [2: phrase by phrase].
      sure: low
      doubts: a skeleton; not read beside the law yet
      # One norm for each thing that the paragraph asks, forbids or allows; docs/language.md shows all sorts.
      # duty do it:
      #   phrases: [1, 2]
      #   bearer: provider              # a party of this file
      #   arises from:
      #     notice: {{by: the Commission, to: provider}}
      #   done by:
      #     mitigation: {{by: provider, answers: notice}}
      #   within: 10 business days of notice
"""
SCHEMA = "docs/rules.schema.json"  # of a checkout, from the folder above the rules
FILE = "{sort}: {name}\nheading: {open}\n{layer}calendar: {calendar}\nparties:\n  provider: any voice service provider\nparagraphs:\n"


@dataclass(frozen=True)
class Drafted:
    """Where a skeleton was written, and what stands beside it."""

    path: str
    line: int
    citation: str
    beside: str

    @property
    def words(self) -> str:
        """What was done, and what comes next."""
        return (
            f"{self.path}:{self.line}: a skeleton of {self.citation}{self.beside}; `callrules check` says what to write"
        )


def draft(rules: Path, citation: str, day: date) -> Drafted:
    """Write the skeleton of a card; UsageError for one that is there, or for no citation of a paragraph."""
    book = load_rulebook(rules)
    try:
        cited = parse(citation)
    except CitationProblem as problem:
        raise UsageError(problem.what, problem.help) from None
    if not cited.paragraph:
        raise UsageError(f"`{cited}` is a whole section", f"cards are paragraphs, for instance `{cited}(a)`")
    section = book.sections.get(cited.section)
    if section is None:
        return _new_file(book, cited, day)
    if cited.paragraph in section.cards:
        file, line, _ = section.cards[cited.paragraph].place
        near = _near(section, cited)
        advice = "a new version of it goes to the end of its card" + (f"; beside it stand {near}" if near else "")
        raise UsageError(f"{cited} is there already: {file}:{line}", advice)
    return _insert(section, cited, day)


def _near(section: Section, cited: Citation) -> str:
    """The cards before and after one, in the order of the books."""
    before, after = _neighbours(section, cited)
    return " and ".join(f"`{section.cite(card.number)}`" for card in (before, after) if card is not None)


def _neighbours(section: Section, cited: Citation) -> tuple[Card | None, Card | None]:
    known: list[tuple[Citation, Card]] = []
    for card in section.cards.values():
        try:
            known.append((parse(section.cite(card.number)), card))
        except CitationProblem:
            continue  # a card with a name instead of a number
    before = max((each for each in known if each[0] < cited), key=lambda each: each[0], default=None)
    after = min((each for each in known if cited < each[0]), key=lambda each: each[0], default=None)
    return before[1] if before else None, after[1] if after else None


def _skeleton(cited: Citation, day: date) -> str:
    return CARD.format(number=cited.paragraph, day=day, open=OPEN)


def _insert(section: Section, cited: Citation, day: date) -> Drafted:
    """The skeleton after the card that comes before it in the books, or first."""
    path = Path(section.file)
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    if lines and not lines[-1].endswith("\n"):
        lines[-1] += "\n"
    starts = sorted(card.place[1] for card in section.cards.values())
    before, after = _neighbours(section, cited)
    if not starts:
        raise UsageError(f"{section.file} has no card yet", "write its first one by hand, under `paragraphs`")
    ahead = starts if before is None else [start for start in starts if start > before.place[1]]
    at = ahead[0] - 1 if ahead else len(lines)
    while at > 0 and at < len(lines) and re.match(r"\s*(#.*)?$", lines[at - 1]):
        at -= 1  # remarks above the next card stay with it
    _write(path, "".join([*lines[:at], _skeleton(cited, day), *lines[at:]]))
    beside = [
        f" after {before.number}" if before else "",
        f" before {after.number}" if after else "",
        _once(section, cited),
    ]
    return Drafted(str(path), at + 1, str(cited), ",".join(each for each in beside if each))


def _once(section: Section, cited: Citation) -> str:
    """A word on what stood under that number once, for who may mean that."""
    for card in section.cards.values():
        for number, until in card.formerly:
            if number == cited.paragraph:
                return f" (until {until} that was the number of {section.cite(card.number)})"
    return ""


def _new_file(book: Rulebook, cited: Citation, day: date) -> Drafted:
    """The skeleton in a file of its own, where files of its sort stand."""
    code = re.fullmatch(r"(\d+) (CFR|USC) (.+)", cited.section)
    slug = cited.section.lower().replace(" ", "-")
    if code is None:
        path, sort, layer = Path(book.root) / "orders" / f"{slug}.yaml", "instrument", "layer: order\n"
    elif code[2] == "USC":
        path, sort, layer = Path(book.root) / "statutes" / f"{slug}.yaml", "section", "layer: statute\n"
    else:
        path, sort, layer = Path(book.root) / f"{code[1]}-cfr" / f"{code[3]}.yaml", "section", ""
    alike = [s.calendar for s in book.sections.values() if Path(s.file).parent == path.parent]
    calendar = (alike or sorted(book.calendars))[0]
    head = FILE.format(sort=sort, name=cited.section, open=OPEN, layer=layer, calendar=calendar)
    path.parent.mkdir(exist_ok=True)
    if (Path(book.root).parent / SCHEMA).is_file():
        head = f"# yaml-language-server: $schema=../../{SCHEMA}\n{head}"
    _write(path, head + _skeleton(cited, day))
    return Drafted(str(path), head.count("\n") + 1, str(cited), f", in a new file counted by the calendar `{calendar}`")


def _write(path: Path, text: str) -> None:
    try:
        path.write_text(text, encoding="utf-8")
    except OSError as problem:
        raise BadInput([Problem(str(path), 0, 0, f"this file cannot be written: {problem.strerror}")]) from None
