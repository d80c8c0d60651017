"""The command line. Each command is one function that reads, asks the Python door, and prints; stdout is data, stderr is talk."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Annotated, Any

import typer

app = typer.Typer(
    name="callrules",
    help="Rules as code for the United States' anti-robocall law: who owes what by when, what was missed, who may block whom, and why.",
    no_args_is_help=True,
    add_completion=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
)

CaseFile = Annotated[Path, typer.Argument(help="A case: YAML, JSON or JSON Lines.", show_default=False)]
At = Annotated[
    str | None,
    typer.Option(help="The instant asked about, e.g. 2022-07-10T00:00:00-04:00. Default: now, and it is printed."),
]
Known = Annotated[str | None, typer.Option(help="Use only what was recorded by this instant.")]
Law = Annotated[str | None, typer.Option(help="Apply the law of this day to everything, as a what-if.")]
ReadingOption = Annotated[
    list[str] | None, typer.Option("--reading", help="Turn a switch: NAME=OPTION. May be repeated.")
]
Suppose = Annotated[
    list[Path] | None, typer.Option(help="Lay a file of supposed facts over the case. May be repeated.")
]
Presume = Annotated[str, typer.Option(help="`none` presumes nothing absent.")]
Rules = Annotated[Path | None, typer.Option(help="A folder of rules instead of the ones that come with the program.")]
For = Annotated[
    str | None,
    typer.Option(
        "--for", help="Exit 1 if this party missed something or a question against it is yes, 3 if undetermined."
    ),
]
Format = Annotated[str, typer.Option("--format", help="text, json, md or svg.")]
Json = Annotated[bool, typer.Option("--json", help="Short for --format json.")]


def _say(text: str) -> None:
    typer.echo(text, err=True)


def _party(case: Any, name: str | None) -> str | None:
    """The party meant, before anything is answered."""
    from evaluator.doors.verdict import party_called

    return party_called(case, name)


def _print(record: Any, form: str, party: str | None = None) -> None:
    if form == "json":  # without what only words and pictures need
        typer.echo(record.to_json())
        return
    from evaluator.doors.render import rendered

    typer.echo(rendered(record, form, party=party, color=_color()))


def _color() -> bool:
    return sys.stdout.isatty() and not os.environ.get("NO_COLOR")


def _verdict(record: Any, party: str | None) -> None:
    """Leave with 1 or 3 where `--for` asks for it."""
    from evaluator.doors.verdict import exit_code

    code = exit_code(record, party)
    if code:
        raise typer.Exit(code)


def _loaded(file: Path, suppose: list[Path] | None, rules: Path | None) -> tuple[Any, Any]:
    from evaluator.doors import api
    from evaluator.doors.library import sound

    book = sound(api.Rulebook.load(rules)) if rules is not None else api.Rulebook.load()
    return book, api.Case.load(file, rulebook=book, suppose=suppose or [])


@app.command()
def assess(
    file: CaseFile,
    at: At = None,
    known: Known = None,
    law: Law = None,
    reading: ReadingOption = None,
    suppose: Suppose = None,
    presume: Presume = "default",
    rules: Rules = None,
    party: For = None,
    format: Format = "text",
    json: Json = False,
) -> None:
    """Assess a case at an instant: the verdict, the timeline, who owes what by when, and why."""
    from evaluator.doors.options import format_of, record_of

    form = format_of(format, json)
    book, case = _loaded(file, suppose, rules)
    party = _party(case, party)
    record = record_of(book, case, at, known, law, reading, presume, _say)
    _print(record, form, party)
    _verdict(record, party)


@app.command()
def due(
    file: CaseFile,
    at: At = None,
    known: Known = None,
    law: Law = None,
    reading: ReadingOption = None,
    suppose: Suppose = None,
    rules: Rules = None,
    party: For = None,
    json: Json = False,
) -> None:
    """List what is owed and when each window ends, soonest first."""
    from evaluator.doors.options import record_of
    from evaluator.doors.render import due_lines

    book, case = _loaded(file, suppose, rules)
    party = _party(case, party)
    record = record_of(book, case, at, known, law, reading, "default", _say)
    typer.echo(due_lines(record, party, json=json))
    _verdict(record, party)


@app.command()
def explain(
    file: CaseFile,
    about: Annotated[
        str,
        typer.Argument(
            help="A question, a citation or a norm's name, as the report gives them, for instance may-block-all."
        ),
    ] = "may-block-all",
    toward: Annotated[str | None, typer.Option(help="Toward which party.")] = None,
    by: Annotated[str | None, typer.Option(help="By which party.")] = None,
    at: At = None,
    known: Known = None,
    law: Law = None,
    reading: ReadingOption = None,
    suppose: Suppose = None,
    presume: Presume = "default",
    rules: Rules = None,
    format: Format = "text",
    json: Json = False,
) -> None:
    """Say why an answer is so, what is missing, and what would change it."""
    from evaluator.doors.options import format_of, record_of
    from evaluator.doors.render import explanation

    form = format_of(format, json)
    book, case = _loaded(file, suppose, rules)
    record = record_of(book, case, at, known, law, reading, presume, _say)
    typer.echo(explanation(record, about, toward=toward, by=by, form=form, color=_color()))


@app.command()
def check(
    rules: Annotated[
        Path | None, typer.Argument(help="A folder of rules; the ones that come with the program by default.")
    ] = None,
) -> None:
    """Read a folder of rules and report every problem in it."""
    from evaluator.doors.library import checked

    problems, summary = checked(rules)
    for problem in problems:
        typer.echo(problem)
    _say(summary)
    if problems:
        raise typer.Exit(4)


@app.command()
def show(
    citation: Annotated[
        str,
        typer.Argument(
            help="A paragraph, or: readings, questions. A citation is quoted, for instance '47 CFR 64.1200(k)(4)'."
        ),
    ],
    on: Annotated[
        str | None, typer.Option(help="The day whose wording and numbering are meant, e.g. 2022-07-07.")
    ] = None,
    rules: Rules = None,
    json: Json = False,
) -> None:
    """Show a paragraph as the rulebook has it on a day: gist, phrases, norms, doubts, neighbours in time."""
    from evaluator.doors.library import shown

    typer.echo(shown(citation, on, rules, json=json))


@app.command()
def facts(
    kind: Annotated[str | None, typer.Argument(help="One kind of fact; all of them by default.")] = None,
    rules: Rules = None,
    json: Json = False,
) -> None:
    """List the kinds of fact a case may hold, with their fields."""
    from evaluator.doors.library import kinds

    typer.echo(kinds(kind, rules, json=json))


@app.command()
def demo(
    name: Annotated[
        str, typer.Argument(help="Which demo; without a name, the usual one; an unknown one lists them.")
    ] = "",
    at: Annotated[str, typer.Option(help="The instant asked about; without one, an instructive one.")] = "",
    reading: ReadingOption = None,
    format: Format = "text",
    json: Json = False,
) -> None:
    """Answer a real letter with no configuration, supposing that nothing was done about it and that all records are complete."""
    from evaluator.doors import api
    from evaluator.doors.demos import demo_case
    from evaluator.doors.options import format_of, readings_of

    form = format_of(format, json)
    book = api.Rulebook.load()
    case, instant = demo_case(name, at, book)
    _print(api.assess(book, case, at=instant, readings=readings_of(reading)), form)


@app.command()
def schema(
    name: Annotated[str, typer.Argument(help="case or record.")],
    rules: Rules = None,
) -> None:
    """Print the JSON schema of a case or of a record."""
    from evaluator.doors.schemas import schema_text

    typer.echo(schema_text(name, rules))


def main() -> None:
    """Run the command line; every error leaves with its own exit code and never with a traceback."""
    try:
        code = app(standalone_mode=False)
    except Exception as problem:
        sys.exit(_leave(problem))
    except KeyboardInterrupt:
        sys.exit(130)
    sys.exit(code)


def _leave(problem: Exception) -> int:
    """Say what went wrong, and the exit code for it."""
    from evaluator.words.errors import BadInput, CallrulesError, IntegrityError

    if isinstance(problem, BrokenPipeError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    show_usage = getattr(problem, "show", None)
    if callable(show_usage):
        show_usage()
        return int(getattr(problem, "exit_code", 2))
    if isinstance(problem, CallrulesError):
        _say(str(problem))
        return 4 if isinstance(problem, BadInput) else 5 if isinstance(problem, IntegrityError) else 2
    if os.environ.get("CALLRULES_DEBUG"):
        raise problem
    _say(
        f"callrules: a bug: {type(problem).__name__}: {problem}\n  help: please report it; CALLRULES_DEBUG=1 shows where it happened"
    )
    return 70


if __name__ == "__main__":
    main()
