"""How the command line ends when something goes wrong: what is said, and the exit code."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from typing import TextIO

from evaluator.doors.asking import say
from evaluator.words.errors import BadInput, CallrulesError, IntegrityError


def leave(problem: Exception) -> int:
    """Say what went wrong, where that can be written, and the exit code for it."""
    if isinstance(problem, BrokenPipeError):
        _drop(sys.stdout)
        return 0
    show_usage = getattr(problem, "show", None)
    if callable(show_usage):
        _tell(show_usage)
        return int(getattr(problem, "exit_code", 2))
    if isinstance(problem, CallrulesError):
        _tell(lambda: say(str(problem)))
        return 4 if isinstance(problem, BadInput) else 5 if isinstance(problem, IntegrityError) else 2
    if os.environ.get("CALLRULES_DEBUG"):
        raise problem
    if isinstance(problem, OSError):
        what = f"`{problem.filename}` cannot be read or written" if problem.filename else "the output cannot be written"
        help = "look at the disk, and at where the output goes"
        _tell(lambda: say(f"{what}: {problem.strerror or problem}\n  help: {help}"))
        _drop(sys.stdout)
        return 74
    told = f"callrules: a bug: {type(problem).__name__}: {problem}"
    _tell(lambda: say(f"{told}\n  help: please report it; CALLRULES_DEBUG=1 shows where it happened"))
    return 70


def _tell(saying: Callable[[], object]) -> None:
    try:
        saying()
    except OSError:  # standard error cannot be written either; the exit code stands
        _drop(sys.stderr)


def _drop(stream: TextIO | None) -> None:
    """What is left to be written goes nowhere, so that the interpreter does not fail at it on its way out."""
    if stream is not None:
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
