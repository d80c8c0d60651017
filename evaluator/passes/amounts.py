"""Amounts lowered: for each norm that can be broken, the sums by date that its breach may cost, each over the time its text is in force."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import cast

from evaluator.documents.amounts import Amount, parse_amount
from evaluator.documents.cards import Card, Section, Version
from evaluator.documents.constructs import Setting
from evaluator.documents.reader import Reader
from evaluator.documents.rulebook import Rulebook
from evaluator.passes.kept import under
from evaluator.passes.names import Names
from evaluator.words.errors import Problem
from evaluator.words.times import EVER, NEVER, midnight

BROKEN = ("duty", "prohibition")  # constructs that can be violated


@dataclass(frozen=True, eq=False)
class Priced:
    """One amount as one version of its card has it, in force over [`since`, `until`) in µs."""

    amount: Amount
    since: int
    until: int
    version: Version


def priced(
    rulebook: Rulebook, law: date | None, names: Names, kinds: Mapping[str, str], problems: list[Problem]
) -> Mapping[str, tuple[Priced, ...]]:
    """The amounts of each norm by its id, under one law; `kinds` says of each norm what it is. Problems are appended."""
    key = "amounts", id(rulebook.sections)  # others where a pending text is supposed to be in force
    kept = under(rulebook, law)
    if key not in kept:
        found: dict[str, list[Priced]] = {}
        wrong: list[Problem] = []
        for section, card in rulebook.cards():
            for one in _kept(rulebook, section, card, law, wrong):
                for norm in _covered(one.amount, section, card, names, kinds, wrong):
                    found.setdefault(norm, []).append(one)
        problems += wrong
        if wrong:
            return {}
        kept[key] = {norm: tuple(each) for norm, each in found.items()}
    made: Mapping[str, tuple[Priced, ...]] = kept[key]
    return made


def amounts_of(rulebook: Rulebook, section: Section, card: Card, version: Version, reader: Reader) -> list[Amount]:
    """The amounts of one version of a card; problems go to the reader."""
    cited = section.cite(card.number)
    setting = Setting(
        cited,
        section.name,
        section.layer,
        section.calendar,
        section.parties,
        rulebook.vocabulary,
        rulebook.defined,
    )
    return [parse_amount(reader, key, tree, setting) for key, tree in version.amounts.values()]


def _kept(
    rulebook: Rulebook, section: Section, card: Card, law: date | None, problems: list[Problem]
) -> tuple[Priced, ...]:
    """The amounts of a card, read once for all rulebooks that share it."""
    key, before = ("amounts of", id(card), law), len(problems)
    if key in rulebook.lowered:
        return cast("tuple[Priced, ...]", rulebook.lowered[key][1])
    found = tuple(_of_card(rulebook, section, card, law, problems))
    if len(problems) == before:
        rulebook.lowered[key] = card, found  # the card is kept too, so that no other takes its identity
    return found


def _of_card(
    rulebook: Rulebook, section: Section, card: Card, law: date | None, problems: list[Problem]
) -> Iterator[Priced]:
    reader = Reader(section.file)
    zone = rulebook.calendars[section.calendar].zone
    dated = [version for version in card.versions if version.effective is not None]
    for version in card.versions:
        found = amounts_of(rulebook, section, card, version, reader)
        if version.effective is None:
            continue
        following = dated[dated.index(version) + 1 :]
        end = version.until or (following[0].effective if following else None)
        if law is not None and not (version.effective <= law and (end is None or law < end)):
            continue
        always = law is not None or version.effective == date.min
        since = NEVER if always else midnight(version.compliance or version.effective, zone)
        until = EVER if law is not None or end is None else midnight(end, zone)
        yield from (Priced(amount, since, until, version) for amount in found)
    problems += reader.problems


def _covered(
    amount: Amount, section: Section, card: Card, names: Names, kinds: Mapping[str, str], problems: list[Problem]
) -> list[str]:
    """The norms that an amount covers: one by its name, or all that can be broken of a paragraph, a section or a part."""
    covered: list[str] = []
    for written in amount.of:
        found = (*names.find(written, section.name, card.number), *names.below(written))
        at = (section.file, written.line, written.column)
        if not found:
            what = f"`{amount.name}` names `{written}`, which is no norm"
            problems.append(Problem(*at, what, names.advice(written, section.name, card.number)))
        broken = [id for id in found if kinds[id] in BROKEN]
        if found and not broken:
            sorts = " or ".join(dict.fromkeys(kinds[id] for id in found))
            what = f"`{amount.name}` names `{written}`, which nobody can break: it is a {sorts}"
            problems.append(Problem(*at, what, "an amount is of duties and prohibitions"))
        covered += broken
    return list(dict.fromkeys(covered))
