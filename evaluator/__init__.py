"""callrules: rules as code for the United States' anti-robocall law.

>>> from evaluator import Rulebook, assess, demo
>>> record = assess(Rulebook.load(), demo("sipkonnect"), at="2022-07-10T00:00:00-04:00")
>>> record.answer("may-block-all", toward="sipkonnect").status
'undetermined'

The names below are read in when they are first asked for, so that the command line can say `--help` without them.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from evaluator.doors.api import Case, Record, Rulebook, assess, demo
    from evaluator.doors.ruling import Ruling
    from evaluator.doors.session import Session
    from evaluator.doors.sweep import Sweep, sweep
    from evaluator.passes.assess import Answer
    from evaluator.passes.compare import Moved
    from evaluator.passes.findings import Finding
    from evaluator.words.errors import BadInput, CallrulesError, IntegrityError, Problem, UsageError

_HOMES = {
    "evaluator.doors.api": ("Case", "Record", "Rulebook", "assess", "demo"),
    "evaluator.doors.ruling": ("Ruling",),
    "evaluator.doors.session": ("Session",),
    "evaluator.doors.sweep": ("Sweep", "sweep"),
    "evaluator.passes.compare": ("Moved",),
    "evaluator.passes.assess": ("Answer",),
    "evaluator.passes.findings": ("Finding",),
    "evaluator.words.errors": ("BadInput", "CallrulesError", "IntegrityError", "Problem", "UsageError"),
}

__all__ = [
    "Answer",
    "BadInput",
    "CallrulesError",
    "Case",
    "Finding",
    "IntegrityError",
    "Moved",
    "Problem",
    "Record",
    "Rulebook",
    "Ruling",
    "Session",
    "Sweep",
    "UsageError",
    "assess",
    "demo",
    "sweep",
]


def __getattr__(name: str) -> Any:
    for home, names in _HOMES.items():
        if name in names:
            return getattr(import_module(home), name)
    raise AttributeError(f"module `evaluator` has no attribute `{name}`")


def __dir__() -> list[str]:
    return __all__
