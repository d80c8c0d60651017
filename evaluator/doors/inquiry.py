"""What is asked of a case: each argument of the Python door looked at, and all that is wrong with them told at once."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from evaluator.documents import rulebook as documents
from evaluator.documents.case import Case
from evaluator.documents.pending import as_if as supposed
from evaluator.doors.arguments import Instant, law_of, to_instant
from evaluator.engines.registry import REFERENCE
from evaluator.engines.registry import known as known_engine
from evaluator.words.errors import UsageError, every

NO_BOOK = "what is given as the rulebook is none", "give what `Rulebook.load` returns"


@dataclass(frozen=True)
class Inquiry:
    """A question as it is answered: the rulebook with what is supposed in force, instants in µs UTC, the readings turned."""

    rulebook: documents.Rulebook
    at: int
    known: int | None
    law: date | None
    readings: Mapping[str, str]

    @classmethod
    def of(
        cls,
        rulebook: documents.Rulebook,
        case: Case,
        at: Instant,
        known: Instant | None,
        law: date | str | None,
        readings: Mapping[str, str] | None,
        as_if: Sequence[str],
        engine: str,
        **switches: bool,
    ) -> Inquiry:
        """The question that these arguments ask; UsageError with everything that is wrong with them."""
        of_one_vocabulary(rulebook, case)
        asks: list[Callable[[], Any]] = [
            lambda: supposed(rulebook, texts(as_if, "as_if")),
            lambda: to_instant(at, case.zone),
            lambda: to_instant(known, case.zone, "known") if known is not None else None,
            lambda: law_of(rulebook, law),
            lambda: turned(rulebook, readings),
            lambda: _engine(engine, switches.get("second_opinion", False)),
            *(lambda name=name, given=given: _switch(name, given) for name, given in switches.items()),
        ]
        return cls(*every(asks)[:5])


def book_given(rulebook: object, usual: Callable[[], documents.Rulebook]) -> documents.Rulebook:
    """A rulebook that was given, or the usual one where none was; UsageError for anything else."""
    if rulebook is None:
        return usual()
    if not isinstance(rulebook, documents.Rulebook):
        raise UsageError(*NO_BOOK)
    return rulebook


def of_one_vocabulary(rulebook: documents.Rulebook, case: Case) -> None:
    """Refuse what is no rulebook or no case, and a case that was read by the words of another rulebook, which may mean other things."""
    if not isinstance(rulebook, documents.Rulebook):
        raise UsageError(*NO_BOOK)
    if not isinstance(case, Case):
        raise UsageError("what is given as the case is none", "give what `Case.load`, `Case.read` or `demo` returns")
    if case.vocabulary is not rulebook.vocabulary and case.vocabulary != rulebook.vocabulary:
        what = "the case was read by the vocabulary of another rulebook, so its words may mean something else here"
        raise UsageError(what, "load it for this one: `Case.load(path, rulebook=book)`")


def turned(rulebook: documents.Rulebook, readings: Mapping[str, str] | None) -> dict[str, str]:
    """The readings that are turned; UsageError with each that is unknown."""
    if readings is None:
        return {}
    help = "give `{NAME: OPTION}`; `callrules show readings` lists them"
    if not isinstance(readings, Mapping):
        raise UsageError("`readings` is no mapping", help)
    if not all(isinstance(each, str) for pair in readings.items() for each in pair):
        raise UsageError("`readings` holds something else than texts", help)
    rulebook.chosen(readings)
    return dict(readings)


def texts(given: Iterable[str], what: str) -> tuple[str, ...]:
    """Several texts; UsageError for a single one, whose letters would be taken for them."""
    help = f'give a list, for instance `{what}=["…"]`'
    if isinstance(given, str | bytes | Mapping) or not isinstance(given, Iterable):
        raise UsageError(f"`{what}` is no list of texts", help)
    found = tuple(given)
    if not all(isinstance(each, str) for each in found):
        raise UsageError(f"`{what}` holds something else than texts", help)
    return found


def path_in(given: object, what: str) -> str:
    """A path as text; UsageError for anything that is none."""
    path = os.fspath(given) if isinstance(given, str | os.PathLike) else None
    if not isinstance(path, str):
        raise UsageError(f"`{what}` is no path", "give a text or a `pathlib.Path`")
    return path


def paths_in(given: object, what: str) -> list[str]:
    """Several paths; UsageError for a single one, whose letters would be taken for them."""
    if isinstance(given, str | bytes | os.PathLike) or not isinstance(given, Iterable):
        raise UsageError(f"`{what}` is no list of paths", f'give a list, for instance `{what}=["what-if.yaml"]`')
    return [path_in(each, what) for each in given]


def _engine(name: object, seconded: bool) -> None:
    if not isinstance(name, str):
        raise UsageError("`engine` is no name of an engine", f"for instance `{REFERENCE}`")
    if known_engine(name) != REFERENCE and seconded:
        what = f"a second opinion is asked beside `{REFERENCE}`, not beside `{name}`"
        raise UsageError(what, "leave one of the two out")


def _switch(name: str, given: object) -> None:
    if not isinstance(given, bool):
        raise UsageError(f"`{name}` is neither True nor False", "leave it out for the usual")
