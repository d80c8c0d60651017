"""The source that Sphinx reads: pages made from the rulebook, and those written by hand, at the places they have in the checkout."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from evaluator.documents.rulebook import Rulebook
from evaluator.passes.law_changes import law_changes
from evaluator.passes.phrase_coverage import fates

from . import indexes
from .cards import CardPages
from .exercises import exercises
from .places import LAW, Places

ROOT = Path(__file__).resolve().parent.parent.parent
# Pages beside docs/ that it leads to, and files that they lead to.
BESIDE = (
    "README.md",
    "CONTRIBUTING.md",
    "CHANGELOG.md",
    "SECURITY.md",
    "LICENSE",
    "tests/conformance/README.md",
    "tests/numbers.yaml",
)
MADE_BELOW = "<!-- Everything below"
FOLDERS = ("docs/decisions/", "decisions/")  # what a page may link to as a folder


def made(book: Rulebook) -> dict[str, str]:
    """Every page made from the rulebook and what exercises it, by its path on the site."""
    places, tried = Places(book), exercises(book, ROOT)
    changes = law_changes(book, date.min, date.max)
    writer = CardPages(places, tried, list(fates(book)), changes)
    pages = {"index.md": home(book), f"{LAW}/index.md": indexes.law_page(places)}
    for section in book.sections.values():
        pages[f"{LAW}/{places.sections[section.name]}"] = indexes.section_page(places, section)
        for card in section.cards.values():
            pages[f"{LAW}/{places.pages[section.cite(card.number)]}"] = writer.page(section, card)
    pages[f"{LAW}/by-date.md"] = indexes.date_page(places, changes)
    pages[f"{LAW}/by-question.md"] = indexes.question_page(places, tried)
    pages[f"{LAW}/by-kind.md"] = indexes.kind_page(places)
    pages[f"{LAW}/by-standard.md"] = indexes.standard_page(places)
    pages[f"{LAW}/by-reading.md"] = indexes.reading_page(places)
    pages["scenarios/index.md"] = indexes.features_page(tried)
    pages |= {f"scenarios/{feature.page}": indexes.feature_page(places, feature) for feature in tried.features}
    return pages


def home(book: Rulebook) -> str:
    """The first page."""
    cards = [card for _, card in book.cards()]
    versions = sum(len(card.versions) for card in cards)
    lines = [
        "# callrules",
        "",
        "Rules as code for the anti-robocall law of the United States: what each party owes and by when, what it has missed, and who may,",
        "must or must not block whom. This site shows the rulebook as it is computed from.",
        "",
        f"- [The law](law/index.md), paragraph by paragraph: {len(cards)} paragraphs in {versions} dated versions",
        "- [What changed when](law/by-date.md)",
        "- [By question](law/by-question.md), [by kind of fact](law/by-kind.md), [by standard](law/by-standard.md) and"
        " [by reading](law/by-reading.md)",
        "- [Scenarios](scenarios/index.md): what must come out for real letters, notices and orders",
        "- [The guide](docs/index.md): how to write a case, how to write a rule, what every word means",
        "- [What `check` finds](docs/check/index.md), one page for each problem of a rule",
        "",
        f"The rulebook is version {book.version}. It computes a position with its reasons and its assumptions. It is no legal advice.",
        "",
        *indexes.toctree(
            "law/index", "scenarios/index", "docs/index", "README", "CHANGELOG", "CONTRIBUTING", "SECURITY"
        ),
    ]
    return "\n".join(lines)


def by_hand() -> Iterator[tuple[str, Path]]:
    """Every file of the checkout that the site shows or leads to, by its path on the site."""
    for path in (*sorted((ROOT / "docs").rglob("*")), *(ROOT / name for name in BESIDE)):
        if path.is_file():
            yield path.relative_to(ROOT).as_posix(), path


def completed(name: str, text: str) -> str:
    """A page written by hand with what only a site needs: the order of its pages, and links to folders as links to pages."""
    for folder in FOLDERS:
        text = text.replace(f"]({folder})", f"]({folder}index.md)")
    if name == "docs/fidelity.md":  # its second half is the law again, paragraph by paragraph
        text = f"{text.partition(MADE_BELOW)[0]}\n## Paragraph by paragraph\n\nSee [the law](../law/index.md).\n"
    if name == "docs/index.md":
        own = [path.stem for path in sorted((ROOT / "docs").glob("*.md")) if path.stem != "index"]
        linked = re.findall(r"\]\(([\w-]+)\.md\)", text)
        order = sorted(own, key=lambda page: (linked.index(page) if page in linked else len(linked), page))
        text += "\n" + "\n".join(
            indexes.toctree(*order, "check/index", "decisions/index", "../tests/conformance/README")
        )
    if name == "docs/check/index.md":
        text += "\n" + "\n".join(indexes.toctree(*re.findall(r"\]\(([\w-]+)\.md\)", text)))
    return text


def decisions() -> str:
    """The list of decisions, oldest first."""
    found = sorted((ROOT / "docs" / "decisions").glob("*.md"))
    titles = [path.read_text(encoding="utf-8").splitlines()[0].removeprefix("# ") for path in found]
    rows = [f"- [{title}]({path.name})" for path, title in zip(found, titles, strict=True)]
    return "\n".join(
        [
            "# Decisions",
            "",
            "Why something is as it is.",
            "",
            *rows,
            "",
            *indexes.toctree(*(path.stem for path in found)),
        ]
    )


def pages(book: Rulebook) -> dict[str, str]:
    """Every page of the site as Markdown, by its path."""
    hand = {name: completed(name, path.read_text(encoding="utf-8")) for name, path in by_hand() if path.suffix == ".md"}
    return {**hand, **made(book), "docs/decisions/index.md": decisions()}


def stage(book: Rulebook, folder: Path) -> None:
    """Write the source into a folder; pages that have not changed keep their time, so that Sphinx need not read them again."""
    wanted = pages(book)
    files = {name: path for name, path in by_hand() if name not in wanted}
    for name, text in wanted.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        if not path.exists() or path.read_text(encoding="utf-8") != text:
            path.write_text(text, encoding="utf-8")
    for name, path in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, folder / name)
    for path in folder.rglob("*"):
        if path.is_file() and path.relative_to(folder).as_posix() not in {**wanted, **files}:
            path.unlink()
