"""Commands for who edits the rules: how much of the law they have, in which shape they are, and a new card."""

from __future__ import annotations

import json as jsonlib
from pathlib import Path
from typing import Annotated

import typer

from evaluator.doors.asking import Json, Rules, rulebook_of, say


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


def fmt(
    files: Annotated[
        list[Path] | None, typer.Argument(help="Rule files, or folders of them. Default: the folder `rules` here.")
    ] = None,
    check: Annotated[
        bool, typer.Option("--check", help="Change nothing; name the files that are not in shape, and leave with 1.")
    ] = False,
) -> None:
    """Put rule files in shape: order of keys, indentation, quotes, width of gists. Comments stay, and a broken file is left alone."""
    from evaluator.doors.formatted import formatted

    changed, problems, looked = formatted(files or [], write=not check)
    for line in (*problems, *changed):
        typer.echo(line)
    told = f"{len(changed)} {'not in shape' if check else 'put in shape'}" if changed else "nothing to put in shape"
    say(f"{looked} file(s): {told}{f', {len(problems)} problem(s)' if problems else ''}")
    if problems:
        raise typer.Exit(4)
    if check and changed:
        raise typer.Exit(1)


def new(
    citation: Annotated[
        str, typer.Argument(help="The paragraph. Quote the citation: the shell minds its brackets.", show_default=False)
    ],
    effective: Annotated[
        str | None, typer.Option(help="The first day of its text. Default: today, and it is printed.")
    ] = None,
    rules: Annotated[Path, typer.Option(help="The folder of rules to write it into.")] = Path("rules"),
) -> None:
    """Write the skeleton of a card at its place in the rules; `check` then says what is still to be written in it."""
    from zoneinfo import ZoneInfo

    from evaluator.doors.arguments import to_day
    from evaluator.doors.drafted import draft
    from evaluator.doors.options import today

    day = to_day(effective, "--effective") or today(lambda text: say(text.replace("--on", "--effective")))(
        ZoneInfo("UTC")
    )
    typer.echo(draft(rules, citation, day).words)


def reread(
    texts: Annotated[
        list[str] | None,
        typer.Argument(
            help="What was read beside the law: citations, files of the folder, or `all`. Without any: list what is still to be read."
        ),
    ] = None,
    on: Annotated[
        str | None, typer.Option(help="The day on which it was read. Default: today, and it is printed.")
    ] = None,
    rules: Annotated[Path, typer.Option(help="The folder of rules.")] = Path("rules"),
) -> None:
    """Say which texts a person has read beside the law; `check` warns of what changes afterwards. Without any: list what is to be read."""
    from zoneinfo import ZoneInfo

    from evaluator.doors.arguments import to_day
    from evaluator.doors.options import so_far, today
    from evaluator.doors.rereading import reread as signed
    from evaluator.doors.rereading import to_read

    if not texts:
        unread = to_read(rules)
        for line in unread:
            typer.echo(line)
        say(f"{len(unread) or 'nothing'} to be read beside the law")
        if unread:
            raise typer.Exit(1)
        return
    found = signed(rules, texts, so_far(to_day(on, "--on") or today(say)(ZoneInfo("UTC"))))
    for line in found.signed:
        typer.echo(line)
    again = f", {found.again} read again" if found.again else ""
    say(f"{len(found.signed)} text(s) signed{again}, {found.left or 'nothing'} left to be read")
