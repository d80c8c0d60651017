"""Generated cases by number: `World(book).case(seed)` is always the same case, asked about at the same instants."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from evaluator import Case, Rulebook
from evaluator.documents.case import Facts, Written
from evaluator.documents.intake import Intake
from evaluator.documents.terms import Term, deep
from evaluator.passes.lower import lower
from evaluator.passes.program import Norm, Program
from evaluator.words.nodes import Listed, Mapped, Node, Text
from evaluator.words.times import HOUR, local, midnight
from tests.generated.cast import Cast
from tests.generated.dice import DAY, EASTERN, Dice
from tests.generated.plot import Plot
from tests.generated.story import Fact, Names, Story
from tests.generated.told import Telling

PLAIN = 0.36  # of the cases that aim at nothing: told without gaps and slips
# What cases aim at, in parts of a hundred: a permission or power used, an exception that holds, a prohibition broken, something to count.
AIMS: Mapping[str, int] = {"": 42, "used": 40, "excused": 11, "broken": 3, "counted": 4}
UNPRESUMED = 0.13  # the share of cases in which nothing is presumed absent, so that enough answers are open
ALIKE = 250  # cases in a row that share one law and one choice of readings, where they go by another: an engine compiles each anew
TURN = 4  # each so manieth case takes the next version of the next norm
FIRST, LAST = date(2018, 3, 1), date(2026, 9, 1)
# Days on which clocks change or a year is long, and the eve of holidays; the eras come from the rulebook.
ODD_DAYS = [
    *(date(2020, 3, 8), date(2020, 11, 1), date(2021, 3, 14), date(2021, 11, 7), date(2022, 3, 13), date(2022, 11, 6)),
    *(date(2023, 3, 12), date(2023, 11, 5), date(2024, 3, 10), date(2024, 11, 3), date(2025, 3, 9), date(2025, 11, 2)),
    *(date(2020, 2, 29), date(2024, 2, 29), date(2021, 12, 31), date(2022, 7, 7), date(2020, 4, 3)),
]
# Norms on which much is built, or whose statuses are rare, are told more often.
OFTEN: Mapping[str, int] = {
    "47 CFR 64.1200(k)(4) block all": 240,
    "47 CFR 64.1200(k)(4) mitigate": 16,
    "47 CFR 64.1200(k)(4) tell the Commission": 12,
    "47 CFR 64.1200(n)(3) start early": 140,
    "47 CFR 64.1200(n)(2)(iii) find finally": 16,
    "47 CFR 64.1200(n)(2)(ii) find initially": 12,
    "agency letter demand meet": 190,
    "RMD removal procedure remove": 50,
    "RMD removal continued origination order cure": 30,
    "16 CFR 310.3(b) assist": 16,
    "16 CFR 310.5(a) let a record go in time": 30,
    "16 CFR 310.7(a) sue for residents": 140,
    "47 CFR 64.1200(k)(1) block at request": 24,
    "47 CFR 64.6305(g)(5) take emergency calls": 40,
    "47 CFR 64.6305(h) recertify": 24,
    "FCC 19-51 white list block by white list": 24,
    "47 CFR 64.1200(n)(2)(i)(B) name the source": 36,
    "47 CFR 64.1200(n)(2) before 2024 mitigate": 32,
    "47 CFR 64.1200(n)(3) block all": 10,
}


@dataclass(frozen=True)
class Generated:
    """One generated case as a file would hold it, and what is asked of it."""

    seed: int
    data: Mapping[str, Any]
    at: int
    known: int | None
    law: str | None
    readings: Mapping[str, str]
    presume: bool

    @property
    def asked(self) -> dict[str, Any]:
        """The arguments with which it is assessed."""
        return {
            "at": self.at, "known": self.known, "law": self.law, "readings": dict(self.readings) or None,
            "presume": self.presume,
        }  # fmt: skip

    def program(self, book: Rulebook) -> Program:
        """The norms under its law and readings."""
        return lower(book, date.fromisoformat(self.law) if self.law else None, dict(self.readings) or None)

    def case(self, book: Rulebook) -> Case:
        """The case; BadInput if the generator made a bad one."""
        return case_of(self.data, book)

    def facts(self, book: Rulebook) -> Facts:
        """What is known of it."""
        return self.case(book).facts(self.known)


def aim_of(seed: int) -> str:
    """What the case of a number aims at."""
    return Dice(f"case {seed}").weighted(AIMS)


def case_of(data: Mapping[str, Any], book: Rulebook) -> Case:
    """The case that a file with this content would give."""
    intake = Intake(book.vocabulary)
    intake.read(Written("case.json", _tree(data), supposed=False))
    return Case.of(intake.case("case.json"))


def _tree(value: Any) -> Node:
    """What a reader would make of it."""
    if isinstance(value, Mapping):
        return Mapped((Text(key), _tree(each)) for key, each in value.items())
    return Listed(_tree(each) for each in value) if isinstance(value, list) else Text(value)


class World:
    """What all generated cases of one rulebook have in common: its eras, its holidays, who may play."""

    def __init__(self, book: Rulebook) -> None:
        self.book, self.cast = book, Cast(book.vocabulary)
        norms = lower(book, None, None).norms.values()
        edges = {edge for norm in norms for wording in norm.wordings for edge in (wording.since, wording.until)}
        days = {local(edge, EASTERN).date() for edge in edges if abs(edge) < 10**16}
        self.eras = sorted(day for day in days if FIRST <= day <= LAST)
        self.turns = [
            (norm.id, self._first_of(w.since)) for norm in norms for w in norm.wordings
        ]  # each version in turn
        week = [FIRST + timedelta(days=n) for n in range((LAST - FIRST).days)]
        free = book.calendars["fcc"].is_holiday
        self.eves = [day - timedelta(days=1) for day in week if day.weekday() < 5 and free(day)]

    def case(self, seed: int) -> Generated:
        """The case of that number."""
        dice, book = Dice(f"case {seed}"), self.book
        aim = dice.weighted(AIMS)  # as in `aim_of`
        dice.plain = aim not in ("", "counted") or dice.chance(PLAIN)
        what_if = Dice(f"what if {seed // ALIKE}")
        era = str(what_if.pick(self.eras))
        options = {r.name: what_if.pick(r.options) for r in book.readings.values() if what_if.chance(0.3)}
        law = era if dice.chance(0.05) else None
        turned = options if dice.chance(0.12) else {}
        program = lower(book, date.fromisoformat(law) if law else None, turned or None)
        turn_of, day = self.turns[seed // TURN % len(self.turns)] if seed % TURN == 0 else ("", self._first_day(dice))
        if turn_of:
            day = max(FIRST, min(LAST, day + timedelta(days=dice.pick((0, 0, 1, 14, 60, 200)))))
        hours = (0, 0, 8 * HOUR, 12 * HOUR, 12 * HOUR, 17 * HOUR, DAY - 1)
        story = Story(dice, program, self.cast, midnight(day, EASTERN) + dice.pick(hours))
        names: Names = {}
        plot = Plot(story, aim)
        for norm in [*([program.norms[turn_of]] if turn_of else []), *_norms(dice, program, story.start, aim)]:
            if dice.chance(0.5):  # the same parties about something else, or other parties; never the same facts
                names = {name: each for name, each in names.items() if not isinstance(each, Fact)}
            elif dice.chance(0.5):
                names = {}
            plot.tell(norm, names)
        plot.supply.judge_people()
        telling = Telling(story)
        data = json.loads(json.dumps(telling.case(f"generated {seed}")))  # plain texts, none shared
        end = max((story.start, *story.ends, *story.marks))
        at = story.moment() if dice.chance(0.2 if dice.plain else 0.5) else end + dice.pick((0, 1, DAY, 30 * DAY))
        known = dice.near(dice.pick(telling.learned)) if telling.learned and dice.chance(0.4) else None
        return Generated(seed, data, at, known, law, turned, not dice.chance(UNPRESUMED))

    def _first_of(self, since: int) -> date:
        """The first day of a version, as far as stories go back."""
        return local(since, EASTERN).date() if abs(since) < 10**16 else FIRST

    def _first_day(self, dice: Dice) -> date:
        sort = dice.weighted({"era": 40, "odd": 17, "holiday": 14, "any": 29})
        if sort == "any":
            return FIRST + timedelta(days=dice.randrange((LAST - FIRST).days))
        day = dice.pick(self.eras if sort == "era" else ODD_DAYS if sort == "odd" else self.eves)
        return max(FIRST, min(LAST, day + timedelta(days=dice.pick((0, 0, 0, -1, 1, -2, -14, 2, 30, -30, 150)))))


def _of_calls(norm: Norm) -> bool:
    """Whether a norm forbids calls; there are many of them, and one call falls under most."""
    act = norm.wordings[0].construct.act
    return act is not None and act.kinds == ("call",)


def _fits(norm: Norm, aim: str) -> bool:
    """Whether a norm can come out as a case aims at."""
    if aim == "used":
        return norm.kind in ("permission", "power")
    if aim == "broken":
        return norm.kind == "prohibition"
    if aim == "counted":
        items = (item for w in norm.wordings for item in deep(w.construct.all_items))
        return any(isinstance(item, Term) and item.counted is not None for item in items)
    excuses = (w.construct.conditions.get(how) for w in norm.wordings for how in ("unless", "unless shown"))
    return norm.kind in ("burden", "duty", "prohibition") and any(excuses)


def _norms(dice: Dice, program: Program, start: int, aim: str) -> Iterable[Norm]:
    """One norm or a few to tell of, mostly such as are in force when the story starts."""
    weights = {id: OFTEN.get(id, 1 if _of_calls(norm) else 4) for id, norm in program.norms.items() if norm.wordings}
    if aim:
        weights = {id: weight for id, weight in weights.items() if _fits(program.norms[id], aim)}
    if aim in ("excused", "broken", "counted"):  # one as often as another, but for calls, of which one falls under many
        weights = {id: 1 if _of_calls(program.norms[id]) else 6 for id in weights}
    for id in weights:
        if any(wording.since <= start < wording.until for wording in program.norms[id].wordings):
            weights[id] *= 8
    return [program.norms[dice.weighted(weights)] for _ in range(dice.weighted({1: 60, 2: 30, 3: 10}))]
