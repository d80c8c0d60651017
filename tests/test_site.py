from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest

from evaluator import Rulebook
from evaluator.doors.paragraphs import plain
from scripts.website.exercises import exercises
from scripts.website.norms import LABELS, Norms
from scripts.website.places import Places, anchor, day, since
from scripts.website.staged import by_hand, pages

ROOT = Path(__file__).parent.parent
LINK = re.compile(r"\]\((?!https?:)([^)#\s]*)(?:#([^)\s]+))?\)")
FENCE = re.compile(r"^( *)(`{3,}|:{3,}).*?^\1\2$", re.MULTILINE | re.DOTALL)


@pytest.fixture(scope="module")
def book() -> Rulebook:
    return Rulebook.load(ROOT / "rules")


@pytest.fixture(scope="module")
def site(book: Rulebook) -> dict[str, str]:
    """Every page of the site as Markdown, by its path."""
    return pages(book)


def anchors(text: str) -> set[str]:
    """Where links into a page may lead: its headings, those told twice with a number."""
    counts: Counter[str] = Counter()
    found = set()
    for title in re.findall(r"^#{1,4} (.+)$", FENCE.sub("", text), re.MULTILINE):
        words = re.sub(r"\[([^]]*)\]\([^)]*\)", r"\1", title).replace("*", "").replace("\\", "")
        found.add(anchor(words) + (f"-{counts[anchor(words)]}" if counts[anchor(words)] else ""))
        counts[anchor(words)] += 1
    return found


def resolved(page: str, target: str) -> str:
    """The path of a page that a link from another one leads to; one that leads out of the site stays as it is."""
    parts: list[str] = page.split("/")[:-1] if target else page.split("/")
    for part in target.split("/") if target else ():
        if part == ".." and parts:
            parts.pop()
        elif part != ".":
            parts.append(part)
    return "/".join(parts)


def test_every_card_has_a_page_that_says_all_its_versions(book: Rulebook, site: dict[str, str]) -> None:
    """Each paragraph has a page with, for every version, its first day, its authority, its gist, its phrases, its norms and its doubts."""
    places = Places(book)
    missing = []
    for section, card in book.cards():
        text = (
            site[f"law/{places.pages[section.cite(card.number)]}"]
            .replace("\\", "")
            .replace("&lt;", "<")
            .replace("&amp;", "&")
        )
        for version in card.versions:
            told = [since(version), version.authority, version.plain_gist, *version.phrases.values()]
            told += [f"### {kind.capitalize()} *{name}*" for kind, name in version.constructs]
            told += [version.doubts[1:]] if version.doubts else []
            missing += [(section.cite(card.number), day(version.effective), each) for each in told if each not in text]
    assert missing == []


def test_every_link_between_pages_leads_somewhere(site: dict[str, str]) -> None:
    """Every link of every page leads to a page or a file of the site, and to a heading that is there."""
    files = {name for name, _ in by_hand()}
    headings = {name: anchors(text) for name, text in site.items()}
    broken = []
    for page, text in site.items():
        for target, part in LINK.findall(FENCE.sub("", text)):
            to = resolved(page, target)
            if to not in site and to not in files:
                broken.append((page, target))
            elif part and part not in headings.get(to, {part}):
                broken.append((page, f"{target}#{part}"))
    assert broken == []


def test_every_page_is_in_one_list_of_pages(site: dict[str, str]) -> None:
    """Following the lists of pages from the first one, every page is met, so that each knows its neighbours."""
    met, waiting = set(), ["index.md"]
    while waiting:
        page = waiting.pop()
        if page not in met:
            met.add(page)
            for block in re.findall(r"^```\{toctree\}\n(.*?)^```$", site[page], re.MULTILINE | re.DOTALL):
                listed = [line for line in block.splitlines() if line and not line.startswith(":")]
                waiting += [resolved(page, each if each.endswith(".md") else f"{each}.md") for each in listed]
    assert sorted(set(site) - met) == []


def test_the_pages_are_the_same_each_time(site: dict[str, str]) -> None:
    """Two rulebooks read one after the other give the same pages to the byte, and none names the machine."""
    assert pages(Rulebook.load(ROOT / "rules")) == site
    assert [name for name, text in site.items() if str(ROOT) in text] == []


def test_every_scenario_stands_at_what_it_names(book: Rulebook, site: dict[str, str]) -> None:
    """Each scenario that names a norm is linked from the page of its paragraph; each that asks a question, from that of questions."""
    places = Places(book)
    missing = []
    for feature in exercises(book, ROOT).features:
        for scene in feature.scenes:
            link = f"../scenarios/{scene.page}#{anchor(scene.name)}"
            for name in scene.names:
                page = "by-question.md" if name in book.questions else places.pages[places.cited_of(name)]
                missing += [(name, scene.name)] if link not in site[f"law/{page}"] else []
    assert missing == []


def test_everything_that_a_norm_says_is_told(book: Rulebook) -> None:
    """No key and no value of a norm is lost where it is told in words, in whatever reading it stands."""
    places = Places(book)
    lost = []
    for section, card in book.cards():
        cited = section.cite(card.number)
        for version in card.versions:
            for (kind, name), (_, node) in version.constructs.items():
                tree = {key: value for key, value in plain(node).items() if key != "phrases"}
                lines = " ".join(Norms(places, section, cited).lines(tree)).replace("\\", "")
                told = re.sub(r"\[([^]]*)\]\([^)]*\)", r"\1", lines).lower()
                lost += [(cited, kind, name, word) for word in words_of(tree) if word.lower() not in told]
    assert lost == []


def words_of(tree: object, top: bool = True) -> list[str]:
    """Every key and every value of a norm; what is said otherwise is left out: keys with a label, `judgement`, `nothing`."""
    if isinstance(tree, dict):
        keys = [key for key in tree if not (top and key in LABELS) and key not in ("judgement", "of", "about")]
        return [*keys, *(word for value in tree.values() for word in words_of(value, False))]
    if isinstance(tree, list):
        return [word for each in tree for word in words_of(each, False)]
    return [] if tree == "nothing" else [str(tree)]


def test_what_changed_is_told_by_day_and_by_paragraph(site: dict[str, str]) -> None:
    """A renumbering and a new clock stand under their days, and the paragraph that has a former number says so."""
    by_day = site["law/by-date.md"]
    [that_day] = re.findall(r"^## 2024-01-08\n(.*?)^## ", by_day, re.MULTILINE | re.DOTALL)
    assert "what was [47 CFR 64.1200(n)(3)]" in that_day  # by 88 FR 43446 made (n)(3) into (n)(4)
    assert "**Formerly:** 47 CFR 64.1200(n)(3) until 2024-01-08" in site["law/47-cfr-64.1200-n-4.md"]
