"""What the command line's options mean: instants, readings, formats."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from evaluator.doors.api import Case, Record, Rulebook, assess
from evaluator.doors.ruling import Ruling
from evaluator.engines.registry import REFERENCE
from evaluator.words.errors import UsageError, advise

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
    if presume not in ("default", "none"):
        raise UsageError(f"`--presume` takes `default` or `none`, not `{presume}`")
    if at is None:
        at = datetime.now(UTC).isoformat(timespec="seconds")
        say(f"at {at} (no --at given: the clock of this machine)")
    return assess(
        book, case, at=at, known=known, law=law, readings=readings_of(reading), presume=presume != "none",
        engine=engine, second_opinion=second_opinion, as_if=as_if,
    )  # fmt: skip


def today(say: Callable[[str], None]) -> Callable[[ZoneInfo], date]:
    """The day by this machine's clock in a zone, which is said."""

    def day(zone: ZoneInfo) -> date:
        found = datetime.now(zone).date()
        say(f"on {found} (no --on given: the clock of this machine)")
        return found

    return day


def readings_of(given: list[str] | None) -> dict[str, str]:
    """`NAME=OPTION`, several times, as a mapping."""
    pairs: dict[str, str] = {}
    for each in given or []:
        name, equals, option = (part.strip() for part in each.partition("="))
        if not equals:
            raise UsageError(
                f"`--reading {each}` has no option",
                "write `--reading NAME=OPTION`; `callrules show readings` lists them",
            )
        if pairs.get(name, option) != option:
            raise UsageError(f"`--reading` turns `{name}` two ways", "give each reading once")
        pairs[name] = option
    return pairs


def format_of(chosen: str, json: bool) -> str:
    """The format asked for; `--json` is short for one of them."""
    if chosen not in FORMATS:
        raise UsageError(f"unknown format `{chosen}`", advise(chosen, FORMATS))
    return "json" if json else chosen
