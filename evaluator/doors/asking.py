"""What every command that assesses a case is given: one list of options, and what they come to."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from inspect import Parameter, Signature
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, get_args, get_type_hints

import typer
from typer.models import ArgumentInfo

if TYPE_CHECKING:
    from evaluator.doors.api import Case, Record, Rulebook
    from evaluator.doors.ruling import Ruling

Rules = Annotated[Path | None, typer.Option(help="A folder of rules instead of the ones that come with the program.")]
Known = Annotated[str | None, typer.Option(help="Use only what was recorded by this instant.")]
Law = Annotated[str | None, typer.Option(help="Apply the law of this day to everything, as a what-if.")]
Reading = Annotated[list[str] | None, typer.Option("--reading", help="Turn a switch: NAME=OPTION. May be repeated.")]
AsIf = Annotated[
    list[str] | None,
    typer.Option(
        "--as-if", help="Apply a paragraph adopted without a date, or proposed, as a what-if. May be repeated."
    ),
]
For = Annotated[
    str | None,
    typer.Option(
        "--for", help="Exit 1 if this party missed something or a question against it is yes, 3 if undetermined."
    ),
]
Format = Annotated[str, typer.Option("--format", help="text, json, md or svg.")]
Json = Annotated[bool, typer.Option("--json", help="Short for --format json.")]

Full = Annotated[bool, typer.Option("--full", help="Fold no long section of a report: tell each line of it.")]
AllReadings = Annotated[
    bool, typer.Option("--all-readings", help="Say which findings and answers hold under every reading of the law.")
]


@dataclass(frozen=True)
class Asking:
    """A case and how it is to be assessed, as the command line has it."""

    file: Annotated[Path, typer.Argument(help="A case: YAML, JSON or JSON Lines.", show_default=False)]
    at: Annotated[
        str | None,
        typer.Option(help="The instant asked about, e.g. 2022-07-10T00:00:00-04:00. Default: now, and it is printed."),
    ] = None
    known: Known = None
    law: Law = None
    as_if: AsIf = None
    reading: Reading = None
    suppose: Annotated[
        list[Path] | None, typer.Option(help="Lay a file of supposed facts over the case. May be repeated.")
    ] = None
    presume: Annotated[str, typer.Option(help="`none` presumes nothing absent.")] = "default"
    rules: Rules = None
    engine: Annotated[
        str, typer.Option(help="Which engine decides. Any but the reference gives statuses without reasons.")
    ] = "reference"
    second_opinion: Annotated[
        bool, typer.Option("--second-opinion", help="Have another engine decide the same case; 5 if the two differ.")
    ] = False

    def loaded(self) -> tuple[Rulebook, Case]:
        """The rulebook and the case."""
        from evaluator.doors.api import Case
        from evaluator.doors.options import wrong_options
        from evaluator.words.errors import BadInput

        book = rulebook_of(self.rules)
        try:
            return book, Case.load(self.file, rulebook=book, suppose=self.suppose or [])
        except BadInput as bad:  # what is wrong with the options is told in the same breath
            told = wrong_options(
                book, self.at, self.known, self.law, self.reading, self.presume, self.as_if, self.engine
            )
            raise BadInput([*bad.problems, *told]) from None

    def asked(self, book: Rulebook, case: Case) -> Record | Ruling:
        """The assessment asked for, by the engine asked for."""
        from evaluator.doors.options import record_of

        return record_of(
            book, case, self.at, self.known, self.law, self.reading, self.presume, say, self.engine, self.second_opinion,
            self.as_if or [],
        )  # fmt: skip

    def record(self, book: Rulebook, case: Case, what: str) -> Record:
        """The assessment asked for, where `what` needs its reasons: UsageError for an engine that gives none."""
        from evaluator.doors.ruling import Ruling
        from evaluator.words.errors import UsageError

        found = self.asked(book, case)
        if isinstance(found, Ruling):
            raise UsageError(
                f"the engine `{self.engine}` gives no reasons, and {what} needs them", "leave out --engine"
            )
        return found


def of_a_case(command: Callable[..., None]) -> Callable[..., None]:
    """A command with the options of `Asking` in place of its first parameter: arguments first, then these options, then its own."""
    own = list(inspect.signature(command, eval_str=True).parameters.values())[1:]
    asked = inspect.signature(Asking, eval_str=True).parameters
    hints = get_type_hints(Asking, include_extras=True)
    shared = [p.replace(annotation=hints[p.name], kind=Parameter.KEYWORD_ONLY) for p in asked.values()]
    own = [p.replace(kind=Parameter.KEYWORD_ONLY) for p in own]
    params = sorted([*shared, *own], key=lambda p: not _is_argument(p))

    @wraps(command)
    def run(**given: Any) -> None:
        asking = Asking(**{name: given.pop(name) for name in asked})
        command(asking, **given)

    run.__annotations__ = {p.name: p.annotation for p in params}
    run.__dict__["__signature__"] = Signature(params)
    return run


def _is_argument(parameter: Parameter) -> bool:
    return any(isinstance(each, ArgumentInfo) for each in get_args(parameter.annotation))


def rulebook_of(rules: Path | None) -> Rulebook:
    """The rulebook in a folder, checked, or the one that comes with the program."""
    from evaluator.doors import api
    from evaluator.doors.library import sound

    return sound(api.Rulebook.load(rules)) if rules is not None else api.Rulebook.load()


def say(text: str) -> None:
    """Talk, which goes to standard error."""
    typer.echo(text, err=True)


def say_second(record: Record) -> None:
    """What came of a second opinion, where one was asked for and the answer itself does not tell."""
    if record.second is not None:
        say(record.second.words())


def say_warnings(record: Record) -> None:
    """What is odd about the case, where what is printed is for programs and has no room for it."""
    for each in record.warnings:
        say(f"WARNING: {each}")
