"""The durable engine as its users see it: a second engine in a process of its own, which may crash or hang without harm.

Every failure ends in `NoOpinion`, in a plain sentence; the next request starts a new process.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import weakref
from contextlib import suppress
from pathlib import Path
from threading import Event, Lock, Timer
from typing import Any

from evaluator.documents.case import Facts
from evaluator.engines.durable_parcel import MOST_FACTS, Known, Law, packed, read, write
from evaluator.engines.opinions import Answered, Found, NoOpinion, Opinion
from evaluator.passes.program import Program

NAME = "durable"
DEADLINE = 20.0  # seconds for one case, the compiling of its law included
PER_FACT = 0.02  # seconds more for each fact
GRACE = 5  # seconds after which the process ends itself, if nobody has ended it
ROOT = Path(__file__).resolve().parent.parent.parent


class Durable:
    """The durable engine. `deadline` is in seconds; `fault` breaks its rules in one way, for tests alone."""

    name = NAME

    def __init__(self, deadline: float = DEADLINE, fault: str = "", python: str = sys.executable) -> None:
        self.deadline, self.fault, self.python = deadline, fault, python
        self._lock = Lock()
        self._child: subprocess.Popen[bytes] | None = None
        self._kept: set[str] = set()
        self._keys: weakref.WeakKeyDictionary[Program, str] = weakref.WeakKeyDictionary()
        self._count = 0
        self._ended: weakref.finalize[..., Any] | None = None
        _MADE.add(self)

    def opinion(self, program: Program, facts: Facts, at: int, presume: bool = True) -> Opinion:
        """What it says of these facts at an instant (µs UTC); NoOpinion if it cannot say."""
        known = Known.of(facts)
        if known.size > MOST_FACTS:
            raise NoOpinion(
                f"durable-rules is given at most {MOST_FACTS:,} facts, and this case has {known.size:,} of them"
            )
        with self._lock:
            return self._asked(program, known, at, presume)

    def close(self) -> None:
        """End the process; the next request starts another."""
        with self._lock:
            self._end()

    @property
    def process(self) -> int | None:
        """The id of the process, if there is one."""
        return self._child.pid if self._child is not None else None

    def _asked(self, program: Program, known: Known, at: int, presume: bool) -> Opinion:
        child = self._running()
        seconds = self.deadline + known.size * PER_FACT
        request: dict[str, Any] = {"known": known, "at": at, "presume": presume, "seconds": int(seconds) + GRACE}
        request |= self._law(program)
        late = Event()
        timer = Timer(seconds, _too_late, (late, child))
        timer.start()
        answer = b""
        try:
            write(child.stdin, packed(request))
            answer = read(child.stdout)
        except OSError:  # it ended while it was told
            pass
        except BaseException:  # an answer that nobody waited for must not be taken for that to the next request
            self._end()
            raise
        finally:
            timer.cancel()
        if not answer:
            raise NoOpinion(_silent(late.is_set(), seconds, self._end()))
        told = json.loads(answer)
        self._kept = set(told["kept"])
        if "refused" in told:
            raise NoOpinion(told["refused"])
        return _opinion(told)

    def _law(self, program: Program) -> dict[str, Any]:
        """The law of a request: by its key, and in full where the process does not have it yet."""
        key = self._keys.get(program)
        if key is None:
            self._count += 1
            key = self._keys[program] = str(self._count)
        if key in self._kept:
            return {"key": key}
        return {"key": key, "law": packed(Law.of(program)), "fault": self.fault}

    def _running(self) -> subprocess.Popen[bytes]:
        if self._child is not None and self._child.poll() is None:
            return self._child
        self._end()
        path = os.pathsep.join([str(ROOT), *filter(None, [os.environ.get("PYTHONPATH")])])
        command = [self.python, "-P", "-m", "evaluator.engines.durable_child"]
        try:
            child = subprocess.Popen(
                command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
                env={**os.environ, "PYTHONPATH": path}, bufsize=0,  # no lock and nothing unwritten for a fork to inherit
            )  # fmt: skip
        except OSError as problem:
            raise NoOpinion(f"the process of durable-rules cannot be started ({problem.strerror})") from None
        self._child = child
        self._ended = weakref.finalize(self, _stop, child)
        return child

    def forked(self) -> None:
        """A process that was forked off has no part in the child of its parent, nor in a question that was being asked of it."""
        if self._ended is not None:
            self._ended.detach()
        self._lock, self._child, self._ended, self._kept = Lock(), None, None, set()

    def _end(self) -> int | None:
        child, self._child = self._child, None
        self._kept = set()
        if self._ended is not None:
            self._ended()
            self._ended = None
        return child.returncode if child is not None else None


_MADE: weakref.WeakSet[Durable] = weakref.WeakSet()


def _forked() -> None:
    for each in list(_MADE):
        each.forked()


if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_forked)


def _stop(child: subprocess.Popen[bytes]) -> None:
    """End a process and wait for its end."""
    for stream in (child.stdin, child.stdout):
        if stream is not None:
            with suppress(OSError):
                stream.close()
    try:
        child.wait(0.5)
    except subprocess.TimeoutExpired:
        child.kill()
        child.wait()


def _too_late(late: Event, child: subprocess.Popen[bytes]) -> None:
    late.set()
    child.kill()


def _silent(late: bool, seconds: float, code: int | None) -> str:
    if late:
        return f"durable-rules gave no answer within {seconds:.3g} seconds, and its process was ended"
    return f"the process of durable-rules ended before it answered (exit code {code})"


def _opinion(told: dict[str, Any]) -> Opinion:
    findings = tuple(_found(*each) for each in told["findings"])
    answers = tuple(Answered(*each) for each in told["answers"])
    return Opinion(told["engine"], findings, answers, told["unsupported"], tuple(told["shared"]))


def _found(norm: str, about: str, bearer: str, toward: str, status: str, due: list[int] | None) -> Found:
    return Found(norm, about, bearer, toward, status, (due[0], due[1]) if due is not None else None)
