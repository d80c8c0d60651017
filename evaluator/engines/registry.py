"""The engines there are, by name. Each is imported when it is first asked for: what one of them lacks is no trouble to the others."""

from __future__ import annotations

from importlib import import_module

from evaluator.engines.opinions import Engine, NoOpinion
from evaluator.words.errors import UsageError, advise

REFERENCE = "reference"

# name: module and class. An engine that is added here is compared with the reference by every test of agreement.
ENGINES: dict[str, tuple[str, str]] = {
    REFERENCE: ("evaluator.engines.stated", "Reference"),
    "durable": ("evaluator.engines.durable", "Durable"),
}

_MADE: dict[str, Engine] = {}


def others() -> tuple[str, ...]:
    """The engines beside the reference, the one that is asked for a second opinion first."""
    return tuple(name for name in ENGINES if name != REFERENCE)


def known(name: str) -> str:
    """The name, if there is such an engine; UsageError if not."""
    if name not in ENGINES:
        raise UsageError(f"unknown engine `{name}`", advise(name, ENGINES))
    return name


def engine(name: str) -> Engine:
    """The engine of that name, kept for the next who asks; UsageError for no such engine, NoOpinion if it cannot be loaded here."""
    if name not in _MADE:
        module, made = ENGINES[known(name)]
        try:
            found: Engine = getattr(import_module(module), made)()
        except ImportError as problem:
            raise NoOpinion(f"the engine `{name}` cannot be loaded here ({_lacking(problem)})") from None
        _MADE[name] = found
    return _MADE[name]


def _lacking(problem: ImportError) -> str:
    return f"there is no `{problem.name}`" if isinstance(problem, ModuleNotFoundError) else str(problem)
