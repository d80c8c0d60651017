"""Commands for who edits the rules: how much of the law they have."""

from __future__ import annotations

import json as jsonlib
from pathlib import Path
from typing import Annotated

import typer

from evaluator.doors.asking import Json, Rules, rulebook_of


def coverage(
    against: Annotated[
        Path | None,
        typer.Option(help="A folder with digests of the law: every provision in them is matched by its id."),
    ] = None,
    kit: Annotated[
        Path | None, typer.Option(help="A folder of conformance cases. Default: tests/conformance beside the rules.")
    ] = None,
    rules: Rules = None,
    json: Json = False,
) -> None:
    """Say how much of the law the rules have: every phrase, every norm on both sides, every provision of a digest; 1 if one is missing."""
    from evaluator.doors.covered import coverage as covered

    found = covered(rulebook_of(rules), against, kit)
    typer.echo(jsonlib.dumps(found.document(), indent=2, ensure_ascii=False) if json else "\n".join(found.lines()))
    if not found.whole:
        raise typer.Exit(1)
