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
    from evaluator.doors.api import Case, Record, Rulebook, assess
    from evaluator.doors.arguments import Instant
    from evaluator.doors.demos import demo
    from evaluator.doors.given import Given
    from evaluator.doors.ruling import Ruling
    from evaluator.doors.session import Session
    from evaluator.doors.sweep import Sweep, Swept, Turn, sweep
    from evaluator.engines.agreement import Comparison, Difference
    from evaluator.engines.opinions import Answered, Found
    from evaluator.engines.second import Disagreement, SecondOpinion
    from evaluator.passes.assess import Answer
    from evaluator.passes.check import check
    from evaluator.passes.compare import Moved
    from evaluator.passes.findings import Finding
    from evaluator.passes.verify_listed import Refusal
    from evaluator.words.errors import BadInput, CallrulesError, IntegrityError, Problem, UsageError
    from evaluator.words.source import Form

_HOMES = {
    "evaluator.doors.api": ("Case", "Record", "Rulebook", "assess"),
    "evaluator.doors.arguments": ("Instant",),
    "evaluator.doors.demos": ("demo",),
    "evaluator.doors.given": ("Given",),
    "evaluator.doors.ruling": ("Ruling",),
    "evaluator.doors.session": ("Session",),
    "evaluator.doors.sweep": ("Sweep", "Swept", "Turn", "sweep"),
    "evaluator.engines.agreement": ("Comparison", "Difference"),
    "evaluator.engines.opinions": ("Answered", "Found"),
    "evaluator.engines.second": ("Disagreement", "SecondOpinion"),
    "evaluator.passes.assess": ("Answer",),
    "evaluator.passes.check": ("check",),
    "evaluator.passes.compare": ("Moved",),
    "evaluator.passes.findings": ("Finding",),
    "evaluator.passes.verify_listed": ("Refusal",),
    "evaluator.words.errors": ("BadInput", "CallrulesError", "IntegrityError", "Problem", "UsageError"),
    "evaluator.words.source": ("Form",),
}

__all__ = [
    "Answer",
    "Answered",
    "BadInput",
    "CallrulesError",
    "Case",
    "Comparison",
    "Difference",
    "Disagreement",
    "Finding",
    "Form",
    "Found",
    "Given",
    "Instant",
    "IntegrityError",
    "Moved",
    "Problem",
    "Record",
    "Refusal",
    "Rulebook",
    "Ruling",
    "SecondOpinion",
    "Session",
    "Sweep",
    "Swept",
    "Turn",
    "UsageError",
    "assess",
    "check",
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
