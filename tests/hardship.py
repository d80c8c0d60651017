"""A hard life for the durable engine: many assessments in a row, while its process is killed at random moments."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from threading import Timer

from evaluator.documents.case import Facts
from evaluator.engines.agreement import compared
from evaluator.engines.durable import Durable
from evaluator.engines.opinions import NoOpinion
from evaluator.engines.stated import Reference
from evaluator.passes.program import Program

Task = tuple[Program, Facts, int]


@dataclass
class Life:
    """What came of it: answers that agree, answers that do not, words for there being none, processes left, memory of the process in kB."""

    right: int = 0
    wrong: list[str] = field(default_factory=list)
    none: list[str] = field(default_factory=list)
    killed: int = 0
    processes: set[int] = field(default_factory=set)
    left: list[int] = field(default_factory=list)
    memory: list[int] = field(default_factory=list)


def endured(tasks: Iterable[Task], kills: int, seed: int, longest: float = 0.3) -> Life:
    """One assessment for each task; in so many of them the process is killed after a while, at most `longest` seconds."""
    chance, life, reference = Random(seed), Life(), Reference()
    engine = Durable(deadline=60)
    tasks = list(tasks)
    doomed = set(chance.sample(range(1, len(tasks)), kills))
    try:
        for number, (program, facts, at) in enumerate(tasks):
            timer = None
            if number in doomed and engine.process is not None:
                timer = Timer(chance.random() * longest, _killed, (engine.process, life))
                timer.start()
            try:
                told = engine.opinion(program, facts, at)
                found = compared(reference.opinion(program, facts, at), told)
                life.right += found.agreed
                life.wrong += [f"task {number}: {each.about}" for each in found.differences]
            except NoOpinion as reason:
                life.none.append(str(reason))
            if timer is not None:
                timer.join()
            if engine.process is not None:
                life.processes.add(engine.process)
                life.memory += filter(None, [memory(engine.process)])
    finally:
        engine.close()
    life.left = [process for process in life.processes if alive(process)]
    return life


def _killed(process: int, life: Life) -> None:
    with suppress(ProcessLookupError):
        os.kill(process, signal.SIGKILL)
        life.killed += 1


def memory(process: int) -> int:
    """The memory of a process in kB; 0 where the machine does not say."""
    with suppress(OSError):
        for line in Path(f"/proc/{process}/status").read_text(encoding="ascii").splitlines():
            if line.startswith("VmRSS:"):
                return int(line.split()[1])
    return 0


def alive(process: int) -> bool:
    """Whether a process of that id is at work; one that has ended and waits for its parent to see it is not."""
    try:
        os.kill(process, 0)
        state = Path(f"/proc/{process}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()[0]
    except ProcessLookupError:
        return False
    except OSError:  # there, on a machine that does not say more
        return True
    return state != "Z"
