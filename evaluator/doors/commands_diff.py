"""The command that compares: two records, or the law of two days."""

from __future__ import annotations

import json as jsonlib
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from evaluator.doors.asking import Json, Rules, rulebook_of, say
from evaluator.words.errors import UsageError

TWO = "give two records, as in `callrules diff before.json after.json`; or two days, as in `callrules diff --from DAY --to DAY`"


def diff(
    what: Annotated[
        list[str] | None,
        typer.Argument(help="Two records, the earlier first; or, with --from and --to, paragraphs (all by default)."),
    ] = None,
    first: Annotated[str | None, typer.Option("--from", help="Compare the law: the earlier day.")] = None,
    last: Annotated[str | None, typer.Option("--to", help="Compare the law: the later day.")] = None,
    case: Annotated[
        list[Path] | None,
        typer.Option(
            help="Of records: a case one of them was made from, or suppositions laid over one. May be repeated."
        ),
    ] = None,
    witness: Annotated[
        bool, typer.Option("--witness/--no-witness", help="Of laws: look for a case that shows each change.")
    ] = True,
    save: Annotated[
        Path | None, typer.Option(help="Of laws: a folder to write these cases into, each as a file.")
    ] = None,
    rules: Rules = None,
    json: Json = False,
) -> None:
    """Compare two records: what changed, what did it; 5 if one is not as it was written. With --from and --to: the law of two days."""
    if first is None and last is None:
        _records(what or [], case or [], rules, json)
        return
    if case:
        raise UsageError("`--case` goes with two records, not with two days", TWO)
    _laws(what or [], (first, last), witness, save, rules, json)


def _records(files: Sequence[str], cases: Sequence[Path], rules: Path | None, json: bool) -> None:
    from evaluator.doors.diff import diff as compared
    from evaluator.doors.stored import read_record

    if len(files) != 2:
        raise UsageError(f"`diff` compares two records, and {len(files) or 'none'} is given", TWO)
    one, other = (read_record(Path(file)) for file in files)
    found = compared(one, other, rulebook_of(rules), cases)
    typer.echo(jsonlib.dumps(found.document(), indent=2, ensure_ascii=False) if json else "\n".join(found.lines()))
    if found.broken:
        raise typer.Exit(5)


def _laws(
    cited: Sequence[str],
    days: tuple[str | None, str | None],
    witness: bool,
    save: Path | None,
    rules: Path | None,
    json: bool,
) -> None:
    from evaluator.doors.law_diff import law_diff

    found = law_diff(rulebook_of(rules), *days, cited, witness)
    typer.echo(jsonlib.dumps(found.document(), indent=2, ensure_ascii=False) if json else "\n".join(found.lines()))
    if save is not None:
        say(f"{len(found.save(save))} case(s) written to {save}")
