"""All readings: which findings and answers hold however the law is read, and which turn on a switch."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from evaluator.documents.case import Facts
from evaluator.doors.api import Case, Record, Rulebook, assess
from evaluator.doors.arguments import Instant
from evaluator.engines.sweeping import MOST, Table
from evaluator.engines.sweeping import Sweep as Sweeping
from evaluator.passes.assess import act_finding, position_finding, truth_word
from evaluator.passes.blocks import Block, Heading, paragraph
from evaluator.passes.compare import Key, key_of, label
from evaluator.passes.findings import Explained
from evaluator.passes.grounds import Act, Asked
from evaluator.passes.reasons import Reading
from evaluator.passes.say import listed
from evaluator.words.unhindered import unhindered

ABSENT = "not arisen"
MOST_WAYS = 4
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
            return f"{said}; holds under every reading" + ("" if self.whole else ", each switch turned alone")
        ways = [f"{status} under {', or '.join(readings)}" for status, readings in self._ways().items()]
        turning = listed(self.switches)
        return f"{said}; turns on {turning}: {'; '.join(ways)}" + ("" if self.whole else " (each switch turned alone)")

    def _ways(self) -> Mapping[str, Sequence[str]]:
        """For each other status the fewest switches that give it; options of one switch that give the same are told together."""
        alone: dict[tuple[str, str], list[str]] = {}
        ways: dict[str, list[str]] = {}
        for turn in self.turns:
            if len(turn.readings) == 1:
                [(name, option)] = turn.readings.items()
                alone.setdefault((turn.status, name), []).append(option)
        for (status, name), options in alone.items():
            ways.setdefault(status, []).append(f"{name} = {listed(options, 'or')}")
        for turn in self.turns:
            if len(turn.readings) > 1:
                words = listed(f"{name} = {option}" for name, option in turn.readings.items())
                ways.setdefault(turn.status, []).append(words)
        most = {status: [*kept[:MOST_WAYS], *_more(len(kept) - MOST_WAYS)] for status, kept in ways.items()}
        return dict(sorted(most.items(), key=lambda each: each[0] == "undetermined"))

    def document(self) -> dict[str, Any]:
        """As plain data."""
        turns = [{"readings": dict(turn.readings), "then": turn.status} for turn in self.turns]
        about = {"kind": self.key[0], "label": label(self.key), "status": self.status}
        return {**about, "holds": self.holds, "turns_on": list(self.switches), "turns": turns, "whole": self.whole}


@dataclass(frozen=True)
class Sweep:
    """An assessment with what becomes of it under all readings.

    `switches` are all that its norms consult, whether anything turns on them; `evaluations` counts how often a norm was matched.
    """

    record: Record
    swept: tuple[Swept, ...]
    switches: tuple[str, ...]
    evaluations: int

    def about(self, name: str) -> list[Swept]:
        """What was swept of a question, or of a norm by its name or citation."""
        return [each for each in self.swept if name in (*each.key, f"{each.key[1]} {each.key[2]}")]

    def of(self, explained: Explained) -> dict[str, Any] | None:
        """What was swept of one finding or answer, as plain data; None where that cannot turn on a reading."""
        key = key_of(explained)
        return next((each.document() for each in self.swept if each.key == key), None)

    def blocks(self, keys: Collection[Key] | None = None) -> tuple[Block, ...]:
        """As a part of a report: what turns on a reading, then what holds; of these findings and answers, or of all."""
        chosen = [each for each in self.swept if keys is None or each.key in keys]
        said: list[Block] = [Heading("All readings")]
        said += [paragraph(each.words, depth=1) for each in chosen if not each.holds]
        holding = [each for each in chosen if each.holds and each.whole]
        said += [
            paragraph(each.words, depth=1) for each in chosen if each.holds and (not each.whole or keys is not None)
        ]
        if holding and keys is None:
            other = "Every other finding and answer" if len(holding) < len(chosen) else "Every finding and answer"
            said.append(paragraph(f"{other} ({len(holding)}) holds under every reading.", depth=1))
        if not all(each.whole for each in chosen):
            words = f"Where there are more than {MOST:,} combinations, each switch was turned alone."
            said.append(paragraph(words, depth=1))
        return tuple(said)

    def document(self) -> dict[str, Any]:
        """As plain data: the record, and what turns on which reading."""
        swept = [each.document() for each in self.swept]
        looked = {"switches": list(self.switches), "evaluations": self.evaluations}
        return {"format": FORMAT, "record": self.record.document(), **looked, "swept": swept}


def _more(count: int) -> list[str]:
    return [f"in {count} more way{'s' * (count > 1)}"] if count > 0 else []


def sweep(
    rulebook: Rulebook,
    case: Case,
    *,
    at: Instant,
    known: Instant | None = None,
    law: date | str | None = None,
    readings: Mapping[str, str] | None = None,
    as_if: Sequence[str] = (),
    presume: bool = True,
) -> Sweep:
    """Assess a case under every combination of the readings that its findings and answers consult, norm by norm.

    The arguments are those of `assess`. Where a norm has more than 4,096 combinations, each switch is turned alone, and it says so.
    """
    with unhindered:
        found = assess(rulebook, case, at=at, known=known, law=law, readings=readings, as_if=as_if, presume=presume)
        return swept(found)


def swept(record: Record) -> Sweep:
    """What becomes of an assessment under all readings."""
    program, view = record.program, Reading(record.at, record.at)
    sweeping = Sweeping(
        program.rulebook, program.law, program.readings, Facts(record.case, record.known), record.presume, record.at
    )
    tables = [*_owed(sweeping, view), *_acts(sweeping, view)]
    found = [*_answers(sweeping, record, view)]
    for table in tables:
        found += _each(table, sweeping.chosen)
    order = {key_of(each): number for number, each in enumerate((*record.answers, *record.findings))}
    found.sort(key=lambda each: (order.get(each.key, len(order)), each.key))
    return Sweep(record, tuple(found), tuple(sorted(sweeping.switches)), sweeping.evaluations)


def _owed(sweeping: Sweeping, view: Reading) -> Iterator[Table[Mapping[Key, str]]]:
    for id in sweeping.owed():
        table = sweeping.instances(id)
        read: dict[tuple[int, ...], Mapping[Key, str]] = {}
        for alike in set(table.values.values()):
            told = [position_finding(position, view) for position in sweeping.positions(alike)]
            read[alike] = {key_of(finding): finding.status for finding in told if finding is not None}
        yield Table(table.switches, {key: read[alike] for key, alike in table.values.items()}, table.whole)


def _acts(sweeping: Sweeping, view: Reading) -> Iterator[Table[Mapping[Key, str]]]:
    def read(acts: Sequence[Act]) -> Mapping[Key, str]:
        told = [act_finding(act, view) for act in acts]
        return {key_of(finding): finding.status for finding in told if finding is not None}

    return (sweeping.acts(id, read) for id in sweeping.act_norms())


def _answers(sweeping: Sweeping, record: Record, view: Reading) -> Iterator[Swept]:
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
