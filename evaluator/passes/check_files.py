"""Issues of the files as a whole: no head, a file that lies where another belongs, one unlike all beside it, days to come."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path, PurePosixPath

from evaluator.documents.cards import Section
from evaluator.documents.reader import quoted
from evaluator.documents.reread import files
from evaluator.documents.rulebook import HEAD, Rulebook
from evaluator.passes.issues import Sheets, issue
from evaluator.words.errors import Problem
from evaluator.words.files import decode, read_bytes
from evaluator.words.source import RULE_BYTES

BESIDE = 3  # files of one folder that agree, at least, before a fourth is told that it differs
_CUT = re.compile(r"""(\s*(?:- )?[^#"'|>]*?[^\s#"'|>:] )(#[^\s#].*)""")
_SIGNS = re.compile(r"(?:[^a-z0-9.]|\.(?![a-z0-9]))+")


def file_issues(rulebook: Rulebook, sheets: Sheets) -> Iterator[Problem]:
    """Everything of this sort."""
    folders: dict[str, list[tuple[str, Section]]] = {}
    for section in rulebook.sections.values():
        path = Path(section.file).relative_to(rulebook.root).as_posix()
        folders.setdefault(str(PurePosixPath(path).parent), []).append((path, section))
        yield from _placed(path, section, sheets)
    for beside in folders.values():
        yield from _odd(beside, sheets)
    yield from _away(folders, sheets)
    yield from _lost(Path(rulebook.root))
    head = str(Path(rulebook.root) / HEAD)
    if not Path(head).is_file():
        what = "this file is missing from the rulebook: nobody can tell which rulebook an answer comes from"
        yield issue("no-version", (head, 0, 0), what, "write `version:` and the day of this rulebook into it")
    else:
        yield from _later(rulebook, date.fromisoformat(rulebook.version))


def _lost(root: Path) -> Iterator[Problem]:
    """What a writer took for part of a text and YAML for a comment: `EB Docket #22-174` without quotes ends before the sign."""
    for path in files(root):
        for number, line in enumerate(decode(read_bytes(str(path), RULE_BYTES), str(path)).splitlines(), 1):
            found = _CUT.match(line)
            if found is not None:
                what = f"{quoted(found[2])} is a comment here, and no part of the text before it"
                help = "put the text in double quotes; a comment has a blank after its `#`"
                yield issue("lost-text", (str(path), number, found.start(2) + 1), what, help)


def _placed(path: str, section: Section, sheets: Sheets) -> Iterator[Problem]:
    """A file that is called like a citation, by its name or with its folder, holds what is so cited."""
    called, right = _plain(path.removesuffix(".yaml")), _plain(section.name)
    if _claims(path) and not any(f"-{called}".endswith(f"-{name}") for name in (right, _plain(section.source))):
        what = f"this file holds `{section.name}`, and lies where its name and folder say something else"
        help = f"its path ends with `{right}`, where each `-` may be a folder"
        yield issue("wrong-place", sheets.at(path, *_named(sheets, path)), what, help)


def _claims(path: str) -> bool:
    """Whether a file is called like a citation; a name without a figure claims nothing."""
    return any(sign.isdigit() for sign in PurePosixPath(path).stem)


def _plain(name: str) -> str:
    """A citation as paths write it."""
    return _SIGNS.sub("-", name.casefold()).strip("-.")


def _named(sheets: Sheets, path: str) -> tuple[str, ...]:
    return next(((key,) for key in ("section", "instrument") if sheets.at(path, key)[1]), ())


def _odd(beside: list[tuple[str, Section]], sheets: Sheets) -> Iterator[Problem]:
    """Of several files in one folder, the only one of another layer, or counted by another calendar."""
    for key in ("layer", "calendar"):
        told = [str(getattr(section, key)) for _, section in beside]
        for (path, section), own in zip(beside, told, strict=True):
            others = [each for each in told if each != own]
            if len(others) == len(told) - 1 >= BESIDE and len({*others}) == 1:
                what = f"the {key} of `{section.name}` is `{own}`, and that of every other file in this folder is `{others[0]}`"
                place = sheets.at(path, key)
                help = "look at it again; what is of another sort lies in a folder of its own"
                yield issue("odd-one-out", place if place[1] else sheets.at(path, *_named(sheets, path)), what, help)


def _away(folders: Mapping[str, list[tuple[str, Section]]], sheets: Sheets) -> Iterator[Problem]:
    """The only file of a layer that does not lie in the folder of all others of it."""
    layers: dict[str, list[tuple[str, str, Section]]] = {}
    for folder, held in folders.items():
        for path, section in held:
            layers.setdefault(section.layer, []).append((folder, path, section))
    for layer, alike in layers.items():
        for own, path, section in alike:
            others = [folder for folder, _, _ in alike if folder != own]
            if _claims(path) and len(others) == len(alike) - 1 >= BESIDE and len({*others}) == 1:
                what = f"`{section.name}` is of the layer `{layer}`, and every other file of that layer lies in `{others[0]}`"
                yield issue(
                    "odd-one-out",
                    sheets.at(path, *_named(sheets, path)),
                    what,
                    f"put it into `{others[0]}`, or look at its layer",
                )


def _later(rulebook: Rulebook, version: date) -> Iterator[Problem]:
    """What a card tells of a day after that of the rulebook."""
    for section, card in rulebook.cards():
        for each in card.versions:
            if each.as_of is not None and each.as_of > version:
                what = (
                    f"{section.cite(card.number)} is told as it was on {each.as_of}, and the rulebook is of {version}"
                )
                help = f"give the rulebook its new day in `{HEAD}`, or correct this one"
                yield issue("later-than-rulebook", each.place, what, help)
