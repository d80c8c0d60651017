"""Witness cases of a change in the law: small cases whose finding is another under the law of one day than under that of another."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

import yaml

from evaluator.documents.case import Written
from evaluator.documents.intake import Intake
from evaluator.documents.rulebook import Rulebook
from evaluator.documents.terms import Construct
from evaluator.doors.api import Case
from evaluator.engines.reference import Reckoning
from evaluator.passes.assess import act_finding, position_finding
from evaluator.passes.lower import lower
from evaluator.passes.program import Norm, Program
from evaluator.passes.reasons import Reading
from evaluator.passes.samples import Data, samples
from evaluator.words.errors import BadInput
from evaluator.words.nodes import as_read
from evaluator.words.times import micro, rfc3339

NOTHING = "nothing"  # what comes out for a norm of which there is no finding
MOST = 240  # samples tried for one norm
Told = Mapping[
    tuple[str, str, str], tuple[str, int]
]  # of trigger, bearer and toward: the status, and the end of the time


@dataclass(frozen=True)
class Witness:
    """A case, the instant to ask at, and what comes out for one norm under the law of each day."""

    norm: str
    case: Data
    at: str
    days: tuple[date, date]
    before: str
    after: str

    @property
    def same(self) -> bool:
        """Whether both laws say the same of it, as where only the number changed."""
        return self.before == self.after

    def yaml(self) -> str:
        """The case as a file that `callrules assess` reads, with what comes out of it above."""
        first, last = self.days
        head = [
            f"# {self.norm}",
            f"# --at {self.at} --law {first}: {self.before}",
            f"# --at {self.at} --law {last}: {self.after}",
        ]
        return (
            "\n".join(head)
            + "\n"
            + yaml.safe_dump(json.loads(json.dumps(self.case)), sort_keys=False, width=120, default_flow_style=None)
        )


class Witnesses:
    """Looks for witnesses between two days; one for each norm, kept."""

    def __init__(self, rulebook: Rulebook, first: date, last: date) -> None:
        self.rulebook, self.days = rulebook, (first, last)
        self.programs = tuple(lower(rulebook, day) for day in self.days)
        self.found: dict[str, Witness | None] = {}

    def of(self, norm: str) -> Witness | None:
        """The case that shows best that a norm says something else: by its status, else by its time, else by being there at all."""
        if norm not in self.found:
            tried = list(self._tried(norm))
            self.found[norm] = max(tried, key=lambda each: each[0], default=(0, None))[1]
        return self.found[norm]

    def _tried(self, id: str) -> Iterator[tuple[int, Witness]]:
        """Samples that are worth more than those before; what another sample says already is not looked at again."""
        best, most = 0, 4 if all(_construct(program.norms.get(id)) for program in self.programs) else 3
        seen: set[tuple[str, str, Any]] = set()
        for number, (about, program, data, at) in enumerate(self._samples(id)):
            if number >= MOST or best == most:
                return
            said = about, json.dumps(data), at
            if said in seen:
                continue
            seen.add(said)
            worth, witness = self._judged(about, program, data, at)
            if witness is not None and worth > best:
                best = worth
                yield worth, replace(witness, norm=id)

    def _samples(self, id: str) -> Iterator[tuple[str, Program, Data, Any]]:
        """Samples of the norm as the later law has it, and as the earlier one has it, by turns; of a rider, those of what it rides on."""
        streams = []
        for program in reversed(self.programs):
            construct = _construct(program.norms.get(id))
            rides = (construct.extends or (construct.deems or ("", ""))[1]) if construct is not None else ""
            base = _construct(program.norms.get(rides)) if rides else construct
            if base is not None and construct is not None:
                made = samples(program, base, self.days[1], construct if rides else None)
                streams.append((rides or id, program, made))
        while streams:
            for stream in list(streams):
                each = next(stream[2], None)
                if each is None:
                    streams.remove(stream)
                else:
                    yield stream[0], stream[1], *each

    def _judged(self, id: str, program: Program, data: Data, at: Any) -> tuple[int, Witness | None]:
        try:
            case = self._read(data)
        except BadInput:
            return 0, None
        zone = self.rulebook.calendars[program.norms[id].section.calendar].zone
        instant = micro(at.replace(tzinfo=zone))
        one, other = (self._told(each, case, id, instant) for each in self.programs)
        said = tuple(", ".join(sorted({status for status, _ in told.values()})) or NOTHING for told in (one, other))
        witness = Witness(id, data, rfc3339(instant), self.days, said[0], said[1])
        if one == other:
            return (1, witness) if one else (0, None)
        if one and other and said[0] != said[1]:
            clear = "undetermined" not in f"{said[0]} {said[1]}"
            return (4 if clear else 3), witness
        if said[0] == said[1]:
            return 2, _with_ends(witness, one, other)
        return (3 if "undetermined" not in f"{said[0]} {said[1]}" else 2), witness

    def _read(self, data: Data) -> Case:
        intake = Intake(self.rulebook.vocabulary)
        intake.read(Written("witness.yaml", as_read(data)))
        return Case.of(intake.case("witness.yaml"))

    def _told(self, program: Program, case: Case, id: str, at: int) -> Told:
        reckoning = Reckoning(program, case.facts(None), True, only={id})
        view = Reading(at, at)
        found = [position_finding(each, view) for each in reckoning.positions if each.norm.id == id]
        found += [act_finding(act, view) for act in reckoning.on_record]
        return {
            (f.trigger.id if f.trigger else "", f.bearer, f.toward): (f.status, f.due.latest if f.due else 0)
            for f in found
            if f is not None and f.norm.id == id
        }


def _with_ends(witness: Witness, one: Told, other: Told) -> Witness:
    """A witness told apart by the ends of its times."""
    ends = [
        ", ".join(
            f"{status}, due {rfc3339(due - 1)}" if due else f"{status}, with no fixed time" for status, due in each
        )
        for each in (one.values(), other.values())
    ]
    return replace(witness, before=ends[0], after=ends[1])


def _construct(norm: Norm | None) -> Construct | None:
    return norm.wordings[-1].construct if norm is not None and norm.wordings else None
