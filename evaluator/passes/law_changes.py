"""What changed in the law between two days: paragraphs that came, ended or got another number, and what their norms say differently."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from evaluator.documents.cards import MEANING, Card, Section, Version
from evaluator.documents.reader import Reader
from evaluator.documents.rulebook import Rulebook, former_number
from evaluator.documents.terms import Construct
from evaluator.passes.amounts import amounts_of
from evaluator.passes.norm_changes import norm_changes, say_norm
from evaluator.passes.resolved import construct_of

Constructs = dict[tuple[str, str], Construct]


@dataclass(frozen=True)
class LawChange:
    """One change: its sort, the day it took effect, the paragraph as it is numbered today, and a sentence.

    `norm` is the norm that changed, as it is called today; empty where none did. `binds` is a later day from which it binds.
    """

    sort: str
    day: date
    citation: str
    words: str
    norm: str = ""
    binds: date | None = None

    @property
    def amends(self) -> bool:
        """Whether a norm was there before and after, and says something else."""
        came_or_went = self.sort.startswith("new ") or self.sort.endswith("ended")
        return bool(self.norm) and not came_or_went and self.sort not in ("added", "renumbered")

    @property
    def sentence(self) -> str:
        """The change with its day and its paragraph."""
        binds = f", binding from {self.binds}" if self.binds else ""
        return f"{self.day}{binds}: {self.citation}: {self.words} [{self.sort}]"


def law_changes(rulebook: Rulebook, first: date, last: date) -> list[LawChange]:
    """Every change that took effect after the first day and up to the last, by day and paragraph."""
    found: list[LawChange] = []
    for section, card in rulebook.cards():
        found += _numbers(section, card, first, last)
        dated = [version for version in card.versions if version.effective is not None]
        for before, after in pairwise([None, *dated]):
            if after is not None and after.effective is not None and first < after.effective <= last:
                gone = before is not None and before.until is not None and before.until < after.effective
                found += _between(rulebook, section, card, None if gone else before, after)
        found += _ends(section, card, dated, first, last)
        found += _sums(rulebook, section, card, first, last)
    order = {section.cite(card.number): index for index, (section, card) in enumerate(rulebook.cards())}
    return sorted(found, key=lambda each: (each.day, order[each.citation]))


def _numbers(section: Section, card: Card, first: date, last: date) -> Iterator[LawChange]:
    for number, until in sorted(card.formerly, key=lambda former: former[1]):
        if card.versions[-1].until and card.versions[-1].until <= until:
            return  # it ended under that number
        if first < until <= last and former_number(card, until) != number:
            now = section.cite(former_number(card, until))
            words = f"what was {section.cite(number)} is {now}"
            norms = next((v.constructs for v in reversed(card.versions) if v.effective and v.effective <= until), {})
            name = next((name for kind, name in norms if kind not in MEANING), "")
            norm = f"{section.cite(card.number)} {name}" if name else ""
            yield LawChange("renumbered", until, section.cite(card.number), words, norm)


def _ends(section: Section, card: Card, dated: list[Version], first: date, last: date) -> Iterator[LawChange]:
    for index, version in enumerate(dated):
        begins = dated[index + 1].effective if index + 1 < len(dated) else None
        if version.until and first < version.until <= last and (begins is None or begins > version.until):
            cited = section.cite(card.number)
            norms = [f"{cited} {name}" for kind, name in version.constructs if kind not in MEANING]
            said = "the paragraph ends"
            yield LawChange("ended", version.until, cited, said, norms[0] if norms else "")


def _sums(rulebook: Rulebook, section: Section, card: Card, first: date, last: date) -> Iterator[LawChange]:
    """Sums that took another height while their text stood."""
    cited = section.cite(card.number)
    for index, version in enumerate(card.versions):
        following = [each.effective for each in card.versions[index + 1 :] if each.effective is not None]
        end = version.until or (following[0] if following else date.max)
        for amount in amounts_of(rulebook, section, card, version, Reader(section.file)):
            for before, after in pairwise(amount.rows):
                if version.effective is not None and max(first, version.effective) < after.since <= min(last, end):
                    words = f"the amount `{amount.name}` becomes {after.words}; it was {before.words}"
                    yield LawChange("sum", after.since, cited, words)


def _constructs(rulebook: Rulebook, section: Section, card: Card, version: Version | None) -> Constructs:
    """The constructs of a version under the default readings."""
    places: Mapping[tuple[str, str], tuple] = version.constructs if version is not None else {}  # type: ignore[type-arg]  # as Version has it
    chosen = rulebook.chosen({})
    return {key: construct_of(rulebook, section, card, place, chosen, []) for key, place in places.items()}


def _between(
    rulebook: Rulebook, section: Section, card: Card, before: Version | None, after: Version
) -> Iterator[LawChange]:
    assert after.effective is not None
    cited, day, binds = section.cite(card.number), after.effective, after.compliance
    old, new = (_constructs(rulebook, section, card, each) for each in (before, after))

    def change(sort: str, words: str, name: str = "") -> LawChange:
        return LawChange(sort, day, cited, words, f"{cited} {name}" if name else "", binds)

    if before is None:
        yield change("added", f"a new paragraph: {after.plain_gist}", _first(new))
    found = list(_of_norms(old, new))
    for sort, words, name in found:
        yield change(sort, words, name)
    if before is not None and not found and before.plain_gist != after.plain_gist:
        yield change("words", f"the words changed, and no norm: {after.plain_gist}")


def _first(norms: Constructs) -> str:
    return next((name for kind, name in norms if kind not in MEANING), "")


def _of_norms(old: Constructs, new: Constructs) -> Iterator[tuple[str, str, str]]:
    """What changed from the norms of one version to those of the next: sort, words, and the name of the norm."""
    gone = [key for key in old if key not in new]
    come = [key for key in new if key not in old]
    for key in list(come):
        other = next((each for each in gone if each[1] == key[1]), gone[0] if len(gone) == len(come) == 1 else None)
        if other is not None:
            gone.remove(other)
            come.remove(key)
            sort = f"became {key[0]}" if key[0] != other[0] else "renamed"
            yield sort, f"the {other[0]} `{other[1]}` became the {say_norm(new[key])}", key[1]
            if key[0] == other[0]:
                yield from ((*found, key[1]) for found in norm_changes(old[other], new[key]))
    for key in come:
        yield f"new {key[0]}", f"a new {say_norm(new[key])}", "" if key[0] in MEANING else key[1]
    for key in gone:
        yield f"{key[0]} ended", f"the {say_norm(old[key])} ends", "" if key[0] in MEANING else key[1]
    for key, construct in new.items():
        if key in old:
            name = "" if key[0] in MEANING else key[1]
            yield from ((*found, name) for found in norm_changes(old[key], construct))
