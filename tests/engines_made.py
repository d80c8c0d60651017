"""Engines made for tests: one that agrees, one that differs, ones that hang, die, leave norms out or refuse."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Mapping

import pytest

from evaluator.documents.case import Facts
from evaluator.engines import registry
from evaluator.engines.opinions import Found, NoOpinion, Opinion
from evaluator.engines.stated import Reference
from evaluator.passes.program import Program

NAME = "durable"  # in whose place they stand


class Made:
    """An engine that says what the reference says, changed in one way."""

    name = NAME

    def __init__(self, change: Callable[[Opinion], Opinion] = lambda opinion: opinion) -> None:
        self.change = change

    def opinion(self, program: Program, facts: Facts, at: int, presume: bool = True) -> Opinion:
        """What it says."""
        said = Reference().opinion(program, facts, at, presume)
        return self.change(said._replace(engine=NAME, shared=("the whole of the reference",)))


def other_status(opinion: Opinion) -> Opinion:
    """Every burden that is not discharged is discharged, and its end is a second later."""

    def turned(found: Found) -> Found:
        due = found.due and (found.due[0] + 1_000_000, found.due[1] + 1_000_000)
        return found._replace(status="discharged", due=due) if found.status == "not discharged" else found

    return opinion._replace(findings=tuple(map(turned, opinion.findings)))


def leaving_out(unsupported: Mapping[str, str]) -> Callable[[Opinion], Opinion]:
    """Some norms and questions are not decided."""

    def less(opinion: Opinion) -> Opinion:
        return opinion._replace(
            findings=tuple(f for f in opinion.findings if f.norm not in unsupported),
            answers=tuple(a for a in opinion.answers if a.question not in unsupported),
            unsupported=unsupported,
        )

    return less


class Hanging(Made):
    """An engine whose process never answers; it is ended at the deadline."""

    def opinion(self, program: Program, facts: Facts, at: int, presume: bool = True) -> Opinion:
        with subprocess.Popen([sys.executable, "-c", "import time; time.sleep(60)"]) as child:
            try:
                child.wait(0.2)
            except subprocess.TimeoutExpired:
                child.kill()
        raise NoOpinion("it gave no answer within 0.2 seconds, and its process was ended")


class Dying(Made):
    """An engine whose process is killed in the middle of its answer."""

    def opinion(self, program: Program, facts: Facts, at: int, presume: bool = True) -> Opinion:
        with subprocess.Popen([sys.executable, "-c", "import os; os.kill(os.getpid(), 9)"]) as child:
            child.wait()
        raise NoOpinion(f"its process ended before it answered (exit code {child.returncode})")


class Breaking(Made):
    """An engine with a bug."""

    def opinion(self, program: Program, facts: Facts, at: int, presume: bool = True) -> Opinion:
        raise KeyError("oops")


def put(monkeypatch: pytest.MonkeyPatch, engine: Made) -> None:
    """Let an engine stand in the place of the second one."""
    monkeypatch.setitem(registry._MADE, NAME, engine)
