"""Commands about records that were kept: make one again, compare two."""

from __future__ import annotations

import json as jsonlib
from pathlib import Path
from typing import Annotated

import typer

from evaluator.doors.asking import Json, Rules, rulebook_of

RecordFile = Annotated[
    Path, typer.Argument(help="A record, as `callrules assess --json` wrote it.", show_default=False)
]

CaseFiles = Annotated[
    list[Path] | None,
    typer.Option(help="The case it was made from; again for each file of suppositions laid over it. A demo is found."),
]


def replay(
    record: RecordFile,
    case: CaseFiles = None,
    rules: Rules = None,
    json: Json = False,
) -> None:
    """Make a record again from its rulebook and its facts, and compare it to the byte; 5 if it differs anywhere."""
    from evaluator.doors.replay import named_case
    from evaluator.doors.replay import replay as made_again
    from evaluator.doors.stored import read_record

    stored, book = read_record(record), rulebook_of(rules)
    found = made_again(stored, book, lambda: named_case(stored, book, case or []))
    typer.echo(jsonlib.dumps(found.document(), indent=2, ensure_ascii=False) if json else "\n".join(found.lines()))
    if not found.identical:
        raise typer.Exit(5)


def verify(
    record: RecordFile,
    case: CaseFiles = None,
    rules: Rules = None,
    json: Json = False,
) -> None:
    """Check every proof of a record by code that did not write it; 5 if one is refused, each with its place."""
    from evaluator.doors import verified
    from evaluator.doors.replay import named_case
    from evaluator.doors.stored import read_record

    stored, book = read_record(record), rulebook_of(rules)
    refused = verified.verify(stored.document, book, named_case(stored, book, case or []))
    typer.echo(verified.verdict(refused) if json else "\n".join(verified.lines(stored.document, refused)))
    if refused:
        raise typer.Exit(5)
