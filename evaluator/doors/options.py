"""What the command line's options mean: instants, readings, formats."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, date, datetime, timedelta
from functools import partial
from zoneinfo import ZoneInfo

from evaluator.documents.pending import as_if as supposed
from evaluator.doors.api import Case, Record, Rulebook, assess
from evaluator.doors.arguments import law_of, to_instant
from evaluator.doors.ruling import Ruling
from evaluator.engines.registry import REFERENCE
from evaluator.engines.registry import known as known_engine
from evaluator.words.errors import Problem, UsageError, advise, every

FORMATS = ("text", "json", "md", "svg")


def record_of(
    book: Rulebook,
    case: Case,
    at: str | None,
    known: str | None,
    law: str | None,
    reading: list[str] | None,
    presume: str,
    say: Callable[[str], None],
    engine: str = REFERENCE,
    second_opinion: bool = False,
    as_if: Sequence[str] = (),
) -> Record | Ruling:
    """Assess as the options ask; without an instant by this machine's clock, which is said."""
    presumes = presume_of(presume)
    if at is None:
        at = datetime.now(UTC).isoformat(timespec="seconds")
        say(f"at {at} (no --at given: the clock of this machine)")
    return assess(
        book, case, at=at, known=known, law=law, readings=readings_of(reading, book), presume=presumes,
        engine=engine, second_opinion=second_opinion, as_if=as_if,
    )  # fmt: skip


def wrong_options(
    book: Rulebook,
    at: str | None,
    known: str | None,
    law: str | None,
    reading: list[str] | None,
    presume: str,
    as_if: Sequence[str] | None,
    engine: str,
) -> Iterator[Problem]:
    """What is wrong with the options by themselves, each by its name; a time without an offset is read as UTC."""
    asked: dict[str, Callable[[], object]] = {
        "--at": lambda: to_instant(at, ZoneInfo("UTC")) if at is not None else None,
        "--known": lambda: to_instant(known, ZoneInfo("UTC"), "known") if known is not None else None,
        "--law": lambda: law_of(book, law),
        "--reading": lambda: readings_of(reading, book),
        "--presume": lambda: presume_of(presume),
        "--as-if": lambda: supposed(book, as_if or ()),
        "--engine": lambda: known_engine(engine),
    }
    for name, ask in asked.items():
        try:
            ask()
        except UsageError as wrong:
            yield Problem(name, 0, 0, wrong.what.removeprefix(f"`{name.removeprefix('--')}`: "), wrong.help)


def presume_of(given: str) -> bool:
    """Whether anything is presumed absent."""
    if given not in ("default", "none"):
        raise UsageError(f"`--presume` takes `default` or `none`, not `{given}`")
    return given != "none"


def today(say: Callable[[str], None]) -> Callable[[ZoneInfo], date]:
    """The day by this machine's clock in a zone, which is said."""

    def day(zone: ZoneInfo) -> date:
        found = datetime.now(zone).date()
        say(f"on {found} (no --on given: the clock of this machine)")
        return found

    return day


def so_far(day: date) -> date:
    """A day that has come by this machine's clock, in whatever zone; UsageError for a later one."""
    if day > (latest := datetime.now(UTC).date() + timedelta(days=1)):
        raise UsageError(f"`--on`: {day} is still to come", f"nothing is read beside the law later than {latest}")
    return day


def readings_of(given: list[str] | None, book: Rulebook) -> dict[str, str]:
    """`NAME=OPTION`, several times, as a mapping; UsageError with each that is wrong."""
    pairs: dict[str, str] = {}

    def turn(each: str) -> None:
        name, equals, option = (part.strip() for part in each.partition("="))
        if not equals:
            raise UsageError(
                f"`--reading {each}` has no option",
                "write `--reading NAME=OPTION`; `callrules show readings` lists them",
            )
        book.chosen({name: option})
        if pairs.setdefault(name, option) != option:
            raise UsageError(f"`--reading` turns `{name}` two ways", "give each reading once")

    every(partial(turn, each) for each in given or [])
    return pairs


def format_of(chosen: str, json: bool) -> str:
    """The format asked for; `--json` is short for one of them."""
    if chosen not in FORMATS:
        raise UsageError(f"unknown format `{chosen}`", advise(chosen, FORMATS))
    if json and chosen not in ("text", "json"):
        raise UsageError(f"`--format {chosen}` and `--json` ask for two formats", "leave one of them out")
    return "json" if json else chosen
