"""The command line. Each command is one function that reads, asks the Python door, and prints; stdout is data, stderr is talk."""

from __future__ import annotations

import gc
import os
import sys
from errno import EBADF
from pathlib import Path
from typing import Annotated, Any

import typer

from evaluator.doors.asking import (
    AllReadings,
    Asking,
    For,
    Format,
    Full,
    Json,
    Known,
    Law,
    Reading,
    Rules,
    of_a_case,
    say,
    say_second,
    say_warnings,
)
from evaluator.doors.commands_diff import diff
from evaluator.doors.commands_records import replay, verify
from evaluator.doors.commands_rules import coverage, fmt, new, reread
from evaluator.words.unhindered import unhindered

app = typer.Typer(
    name="callrules",
    help="Rules as code for the United States' anti-robocall law: who owes what by when, what was missed, who may block whom, and why.",
    no_args_is_help=True,
    add_completion=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _party(case: Any, name: str | None) -> str | None:
    """The party meant, before anything is answered."""
    from evaluator.doors.verdict import party_called

    return party_called(case, name)


def _print(record: Any, form: str, party: str | None = None, sweep: Any = None, full: bool = False) -> None:
    if form in ("json", "svg"):
        say_warnings(record)
    if form == "json" and sweep is None:  # without what only words and pictures need
        typer.echo(record.to_json())
        return
    from evaluator.doors.render import rendered

    typer.echo(rendered(record, form, party=party, color=_color(), sweep=sweep, full=full))


def _color() -> bool:
    return sys.stdout.isatty() and not os.environ.get("NO_COLOR")


def _verdict(record: Any, party: str | None) -> None:
    """Leave with 1 or 3 where `--for` asks for it."""
    from evaluator.doors.verdict import exit_code

    code = exit_code(record, party)
    if code:
        raise typer.Exit(code)


@app.command()
@of_a_case
def assess(
    asking: Asking,
    party: For = None,
    all_readings: AllReadings = False,
    full: Full = False,
    format: Format = "text",
    json: Json = False,
) -> None:
    """Assess a case at an instant: the verdict, the timeline, who owes what by when, and why."""
    from evaluator.doors.api import Record
    from evaluator.doors.options import format_of
    from evaluator.doors.ruling import ruling_in
    from evaluator.doors.sweep import swept

    form = format_of(format, json)
    book, case = asking.loaded()
    party = _party(case, party)
    found = asking.record(book, case, "--all-readings") if all_readings else asking.asked(book, case)
    if isinstance(found, Record):
        _print(found, form, party, swept(found) if all_readings else None, full)
    else:
        typer.echo(ruling_in(found, form, party))
    _verdict(found, party)


@app.command()
@of_a_case
def due(asking: Asking, party: For = None, json: Json = False) -> None:
    """List what is owed and when each window ends, soonest first."""
    from evaluator.doors.render import due_lines

    book, case = asking.loaded()
    party = _party(case, party)
    record = asking.record(book, case, "the list of what is owed")
    say_second(record)
    if json:
        say_warnings(record)
    typer.echo(due_lines(record, party, json=json))
    _verdict(record, party)


@app.command()
@of_a_case
def explain(
    asking: Asking,
    about: Annotated[
        str,
        typer.Argument(
            help="A question, a citation or a norm's name, as the report gives them, for instance may-block-all."
        ),
    ] = "may-block-all",
    toward: Annotated[str | None, typer.Option(help="Toward which party.")] = None,
    by: Annotated[str | None, typer.Option(help="By which party.")] = None,
    all_readings: AllReadings = False,
    format: Format = "text",
    json: Json = False,
) -> None:
    """Say why an answer is so, what is missing, and what would change it."""
    from evaluator.doors.options import format_of
    from evaluator.doors.render import explanation
    from evaluator.doors.sweep import swept

    form = format_of(format, json)
    record = asking.record(*asking.loaded(), "an explanation")
    say_second(record)
    if form == "json":
        say_warnings(record)
    sweep = swept(record) if all_readings else None
    typer.echo(explanation(record, about, toward=toward, by=by, form=form, color=_color(), sweep=sweep))


@app.command()
def check(
    rules: Annotated[
        Path | None, typer.Argument(help="A folder of rules; the ones that come with the program by default.")
    ] = None,
    unused: Annotated[
        bool, typer.Option("--unused", help="Note kinds of fact and standards too that no rule uses.")
    ] = False,
) -> None:
    """Read a folder of rules and report every problem in it, and what a person should look at."""
    from evaluator.doors.library import checked

    problems, warnings, summary = checked(rules, unused)
    for line in (*problems, *warnings):
        typer.echo(line)
    say(summary)
    if problems:
        raise typer.Exit(4)


@app.command()
def show(
    citation: Annotated[
        str,
        typer.Argument(
            help="A paragraph, words it speaks of, or: readings, questions. Quote a citation: the shell minds its brackets."
        ),
    ],
    on: Annotated[
        str | None,
        typer.Option(
            help="The day whose wording and numbering are meant, e.g. 2022-07-07. Default: today, and it is printed."
        ),
    ] = None,
    rules: Rules = None,
    json: Json = False,
) -> None:
    """Show a paragraph as the rulebook has it on a day: gist, phrases, norms, doubts, neighbours in time."""
    from evaluator.doors.library import shown
    from evaluator.doors.options import today

    typer.echo(shown(citation, on, rules, json=json, today=today(say)))


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
    known: Known = None,
    law: Law = None,
    reading: Reading = None,
    full: Full = False,
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
    _print(
        api.assess(book, case, at=instant, known=known, law=law, readings=readings_of(reading, book)), form, full=full
    )


@app.command()
def schema(
    name: Annotated[str, typer.Argument(help="case, record, ruling, sweep or rules.")],
    rules: Rules = None,
) -> None:
    """Print a JSON schema: of a case, a record, a ruling without reasons, a record swept under all readings, or a rule file."""
    from evaluator.doors.schemas import schema_text

    typer.echo(schema_text(name, rules))


app.command()(replay)
app.command()(diff)
app.command()(verify)
app.command()(coverage)
app.command()(fmt)
app.command()(new)
app.command()(reread)


def main() -> None:
    """Run the command line; every error leaves with its own exit code and never with a traceback."""
    try:
        if sys.stdout is None:
            raise OSError(EBADF, "standard output is closed")
        with unhindered:
            code = app(standalone_mode=False)
    except Exception as problem:
        from evaluator.doors.leaving import leave

        code = leave(problem)
    except KeyboardInterrupt:
        code = 130
    gc.freeze()  # what is left need not be looked through for circles on the way out
    sys.exit(code)


if __name__ == "__main__":
    main()
