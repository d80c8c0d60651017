"""Sweeping the readings: every norm under each combination of the switches it consults, norm by norm.

What a norm builds on is read only through its instances, so that two choices that make them alike need not be told apart: each norm is
matched anew only where one of its own switches, or an instance it builds on, is another.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import product
from typing import Generic, TypeAlias, TypeVar

from evaluator.documents.case import Facts
from evaluator.documents.rulebook import Rulebook
from evaluator.engines.consulted import Consulted, by_norm, by_question
from evaluator.engines.reference import Reckoning
from evaluator.passes.grounds import Act, Asked
from evaluator.passes.kept import under
from evaluator.passes.likeness import Likeness
from evaluator.passes.lower import lower
from evaluator.passes.program import Program
from evaluator.passes.settle import Position

MOST = 4096
NOTHING = Consulted(frozenset(), frozenset())
T = TypeVar("T")
Choice: TypeAlias = Mapping[str, str]
By: TypeAlias = Callable[[Program, str], Consulted]


@dataclass(frozen=True)
class Table(Generic[T]):
    """What comes out for each choice of some switches. Not `whole`: only for the choice that was made, and for each switch turned alone."""

    switches: tuple[str, ...]
    values: Mapping[tuple[str, ...], T]
    whole: bool

    def at(self, choice: Choice) -> T:
        """What comes out for a choice of these switches and any others."""
        return self.values[tuple(choice[name] for name in self.switches)]

    def reduced(self) -> Table[T]:
        """The same without the switches on which nothing turns."""
        switches, values = self.switches, dict(self.values)
        for name in self.switches:
            at = switches.index(name)
            without: dict[tuple[str, ...], T] = {}
            if all(without.setdefault((*key[:at], *key[at + 1 :]), value) == value for key, value in values.items()):
                switches, values = (*switches[:at], *switches[at + 1 :]), without
        return Table(switches, values, self.whole)


class Sweep:
    """The readings of one rulebook over the facts of one case, for statuses at one instant.

    `chosen` is the choice it starts from; `evaluations` counts how often a norm was matched, `switches` are those consulted.
    """

    def __init__(
        self, rulebook: Rulebook, law: date | None, readings: Choice | None, facts: Facts, presume: bool, at: int
    ) -> None:
        self.rulebook, self.law, self.facts, self.presume = rulebook, law, facts, presume
        self.chosen = rulebook.chosen(readings or {})
        self._kept = under(rulebook, law)
        self._start = (law, "".join(f"{name}={option};" for name, option in self.chosen.items()))
        self._programs: dict[tuple[tuple[str, str], ...], Program] = {}
        self.program = self._program({})
        self.evaluations = 0
        self._likeness = Likeness(at)
        self._alike: dict[tuple[int, ...], list[Position]] = {}
        self._tables: dict[str, Table[tuple[int, ...]]] = {}
        self.switches: set[str] = set()

    def instances(self, id: str) -> Table[tuple[int, ...]]:
        """For a burden or duty: which of its sets of instances each choice gives; `positions` has the set."""
        if id not in self._tables:

            def found(reckoning: Reckoning) -> tuple[int, ...]:
                positions = reckoning.instances.positions.get(id, [])
                alike = self._likeness.of(reckoning.program.norms[id], positions)
                self._alike.setdefault(alike, positions)
                return alike

            self._tables[id] = self._table(id, by_norm, {id}, found)
        return self._tables[id]

    def positions(self, alike: tuple[int, ...]) -> Sequence[Position]:
        """The instances that an entry of a table stands for."""
        return self._alike[alike]

    def acts(self, id: str, read: Callable[[Sequence[Act]], T]) -> Table[T]:
        """For a prohibition, permission or power: what `read` makes of the acts on record under each choice."""
        return self._table(id, by_norm, {id}, lambda reckoning: read(reckoning.on_record))

    def question(self, name: str, pairs: Sequence[tuple[str, str]], read: Callable[[Asked], T]) -> Table[tuple[T, ...]]:
        """For a question: what `read` makes of it for each pair under each choice."""
        question = self.rulebook.questions[name]

        def found(reckoning: Reckoning) -> tuple[T, ...]:
            return tuple(read(reckoning.ask(question, by, toward)) for by, toward in pairs)

        return self._table(name, by_question, (), found)

    def owed(self) -> Iterator[str]:
        """The burdens and duties."""
        return (id for id, norm in self.program.norms.items() if norm.kind in ("burden", "duty"))

    def act_norms(self) -> Iterator[str]:
        """The prohibitions, permissions and powers."""
        return (id for id, norm in self.program.norms.items() if norm.is_act)

    # -- one table

    def _table(self, name: str, by: By, only: Collection[str], read: Callable[[Reckoning], T]) -> Table[T]:
        """The table of a norm or a question; begun again where a choice made it consult more than was known."""
        while True:
            consulted = self._consulted(name, by, self.program)
            table, evaluations = self._filled(consulted, name, by, only, read)
            if self._consulted(name, by, self.program) == consulted:
                self.evaluations += evaluations
                self.switches |= consulted.switches
                return table.reduced()

    def _filled(
        self, consulted: Consulted, name: str, by: By, only: Collection[str], read: Callable[[Reckoning], T]
    ) -> tuple[Table[T], int]:
        below = {id: self.instances(id) for id in sorted(consulted.norms)}
        own = sorted(consulted.switches)
        names = tuple(sorted({*own, *(switch for table in below.values() for switch in table.switches)}))
        whole = all(table.whole for table in below.values()) and self._count(names) <= MOST
        made: dict[tuple[object, ...], T] = {}
        values: dict[tuple[str, ...], T] = {}
        for choice in self._choices(names, whole):
            alike = {id: table.at(choice) for id, table in below.items()}
            key = (*(choice[switch] for switch in own), *alike.values())
            if key not in made:
                program = self._program(choice)
                self._consulted(name, by, program)
                given = {id: list(self.positions(each)) for id, each in alike.items()}
                made[key] = read(Reckoning(program, self.facts, self.presume, only, given))
            values[tuple(choice[switch] for switch in names)] = made[key]
        return Table(names, values, whole), len(made)

    def _count(self, names: Sequence[str]) -> int:
        count = 1
        for name in names:
            count *= len(self.rulebook.readings[name].options)
        return count

    def _choices(self, names: Sequence[str], whole: bool) -> Iterator[Choice]:
        """Every combination of some switches, the one chosen among them; or that one, and each switch turned alone."""
        options = [self.rulebook.readings[name].options for name in names]
        chosen = {name: self.chosen[name] for name in names}
        if whole:
            yield from (dict(zip(names, each, strict=True)) for each in product(*options))
            return
        yield chosen
        for name, each in zip(names, options, strict=True):
            yield from ({**chosen, name: option} for option in each if option != chosen[name])

    def _program(self, choice: Choice) -> Program:
        turned = {name: option for name, option in choice.items() if option != self.chosen[name]}
        key = tuple(turned.items())
        if key not in self._programs:
            readings = self.rulebook.readings
            other = {n: option for n, option in {**self.chosen, **turned}.items() if option != readings[n].default}
            self._programs[key] = lower(self.rulebook, self.law, other or None)
        return self._programs[key]

    def _consulted(self, name: str, by: By, program: Program) -> Consulted:
        """All that is known to be consulted, starting from this choice, with what a program adds to it; kept for the rulebook."""
        kept = self._kept
        key = ("consulted", by.__name__, name, *self._start)
        seen = (*key, id(program))
        known: Consulted = kept.get(key, NOTHING)
        if seen not in kept:
            kept[seen] = program  # kept too, so that no other takes its identity
            found = by(program, name)
            known = kept[key] = Consulted(known.switches | found.switches, known.norms | found.norms)
        return known
