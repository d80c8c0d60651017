"""All readings: which findings and answers hold however the law is read, and which turn on a switch."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from evaluator.documents.case import Facts
from evaluator.doors.api import Case, Instant, Record, Rulebook, assess
from evaluator.engines.reference import NAME
from evaluator.engines.sweeping import MOST, Table
from evaluator.engines.sweeping import Sweep as Sweeping
from evaluator.passes.assess import act_finding, position_finding, truth_word
from evaluator.passes.compare import Key, key_of, label
from evaluator.passes.grounds import Act, Asked
from evaluator.words.formula import View

ABSENT = "not arisen"
MOST_WAYS = 6
FORMAT = "callrules sweep 1"


@dataclass(frozen=True)
class Turn:
    """Switches turned together, and the status they give."""

    readings: Mapping[str, str]
    status: str


@dataclass(frozen=True)
class Swept:
    """One finding or answer under all readings.

    `switches` are those it turns on, none if it `holds`; `turns` are the fewest switches that give each other status; `whole`: every
    combination was looked at, else each switch was turned alone.
    """

    key: Key
    status: str
    table: Table[str]
    turns: tuple[Turn, ...]

    @property
    def switches(self) -> tuple[str, ...]:
        """The switches it turns on."""
        return self.table.switches

    @property
    def whole(self) -> bool:
        """Whether every combination was looked at."""
        return self.table.whole

    @property
    def holds(self) -> bool:
        """Whether it holds under every reading that was looked at."""
        return not self.table.switches

    def under(self, readings: Mapping[str, str]) -> str:
        """The status under a choice of all readings."""
        return self.table.at(readings)

    @property
    def words(self) -> str:
        """In one line."""
        said = f"{label(self.key)}: {self.status}"
        if self.holds:
            return f"{said} under every reading" + ("" if self.whole else " turned alone")
        ways = "; ".join(
            f"{turn.status} under {' and '.join(f'{name} = {option}' for name, option in turn.readings.items())}"
            for turn in self.turns[:MOST_WAYS]
        )
        more = f"; and {len(self.turns) - MOST_WAYS} more ways" if len(self.turns) > MOST_WAYS else ""
        return f"{said}, but {ways}{more}" + ("" if self.whole else " (each switch turned alone)")

    def document(self) -> dict[str, Any]:
        """As plain data."""
        turns = [{"readings": dict(turn.readings), "then": turn.status} for turn in self.turns]
        about = {"kind": self.key[0], "label": label(self.key), "status": self.status}
        return {**about, "holds": self.holds, "turns_on": list(self.switches), "turns": turns, "whole": self.whole}


@dataclass(frozen=True)
class Sweep:
    """An assessment with what becomes of it under all readings; `evaluations` counts how often a norm was matched."""

    record: Record
    swept: tuple[Swept, ...]
    evaluations: int

    def about(self, name: str) -> list[Swept]:
        """What was swept of a question, or of a norm by its name or citation."""
        return [each for each in self.swept if name in (*each.key, f"{each.key[1]} {each.key[2]}")]

    def lines(self) -> Iterator[str]:
        """In words: what turns on a reading first."""
        yield from (each.words for each in sorted(self.swept, key=lambda each: each.holds))
        if not all(each.whole for each in self.swept):
            yield f"Where there are more than {MOST:,} combinations, each switch was turned alone."

    def document(self) -> dict[str, Any]:
        """As plain data: the record, and what turns on which reading."""
        swept = [each.document() for each in self.swept]
        return {"format": FORMAT, "record": self.record.document(), "evaluations": self.evaluations, "swept": swept}


def sweep(
    rulebook: Rulebook,
    case: Case,
    *,
    at: Instant,
    known: Instant | None = None,
    law: date | str | None = None,
    readings: Mapping[str, str] | None = None,
    presume: bool = True,
    engine: str = NAME,
) -> Sweep:
    """Assess a case under every combination of the readings that its findings and answers consult, norm by norm.

    The arguments are those of `assess`. Where a norm has more than 4,096 combinations, each switch is turned alone, and it says so.
    """
    record = assess(rulebook, case, at=at, known=known, law=law, readings=readings, presume=presume, engine=engine)
    return swept(record, readings)


def swept(record: Record, readings: Mapping[str, str] | None = None) -> Sweep:
    """What becomes of an assessment under all readings; `readings` are those it was asked with."""
    program, view = record.program, View(record.at, record.at)
    sweeping = Sweeping(program.rulebook, program.law, readings, Facts(record.case, record.known), record.presume)
    tables = [*_owed(sweeping, view), *_acts(sweeping, view)]
    found = [*_answers(sweeping, record, view)]
    for table in tables:
        found += _each(table, sweeping.chosen)
    order = {key_of(each): number for number, each in enumerate((*record.answers, *record.findings))}
    found.sort(key=lambda each: (order.get(each.key, len(order)), each.key))
    return Sweep(record, tuple(found), sweeping.evaluations)


def _owed(sweeping: Sweeping, view: View) -> Iterator[Table[Mapping[Key, str]]]:
    for id in sweeping.owed():
        table = sweeping.instances(id)
        read: dict[tuple[int, ...], Mapping[Key, str]] = {}
        for alike in set(table.values.values()):
            told = [position_finding(position, view) for position in sweeping.positions(alike)]
            read[alike] = {key_of(finding): finding.status for finding in told if finding is not None}
        yield Table(table.switches, {key: read[alike] for key, alike in table.values.items()}, table.whole)


def _acts(sweeping: Sweeping, view: View) -> Iterator[Table[Mapping[Key, str]]]:
    def read(acts: Sequence[Act]) -> Mapping[Key, str]:
        told = [act_finding(act, view) for act in acts]
        return {key_of(finding): finding.status for finding in told if finding is not None}

    return (sweeping.acts(id, read) for id in sweeping.act_norms())


def _answers(sweeping: Sweeping, record: Record, view: View) -> Iterator[Swept]:
    def read(asked: Asked) -> str:
        return truth_word(asked.node, view)[0]

    pairs: dict[str, list[tuple[str, str]]] = {}
    for answer in record.answers:
        if answer.status != "not applicable":
            pairs.setdefault(answer.asked.question.name, []).append((answer.asked.by, answer.asked.toward))
    for name, about in pairs.items():
        table = sweeping.question(name, about, read)
        for number, (by, toward) in enumerate(about):
            column = {key: values[number] for key, values in table.values.items()}
            yield _swept(("answer", name, by, toward), Table(table.switches, column, table.whole), sweeping.chosen)


def _each(table: Table[Mapping[Key, str]], chosen: Mapping[str, str]) -> Iterator[Swept]:
    """Every finding of a norm that there is under some choice."""
    for target in sorted({target for statuses in table.values.values() for target in statuses}):
        column = {key: statuses.get(target, ABSENT) for key, statuses in table.values.items()}
        yield _swept(target, Table(table.switches, column, table.whole), chosen)


def _swept(key: Key, table: Table[str], chosen: Mapping[str, str]) -> Swept:
    table = table.reduced()
    status = table.at(chosen)
    return Swept(key, status, table, tuple(_turns(table, status, chosen)))


def _turns(table: Table[str], status: str, chosen: Mapping[str, str]) -> Iterator[Turn]:
    """The fewest switches that give each other status, none of them to spare."""
    kept: dict[str, list[Mapping[str, str]]] = {}
    turned = [
        ({name: option for name, option in zip(table.switches, key, strict=True) if option != chosen[name]}, to)
        for key, to in table.values.items()
    ]
    for readings, to in sorted(turned, key=lambda each: (len(each[0]), sorted(each[0].items()))):
        if to != status and not any(less.items() <= readings.items() for less in kept.setdefault(to, [])):
            kept[to].append(readings)
            yield Turn(readings, to)
