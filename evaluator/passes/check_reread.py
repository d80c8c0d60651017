"""What nobody has read beside the law as it stands now: texts that changed since, are new, or are gone. Warnings, where a ledger is."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from datetime import date
from pathlib import Path
from shlex import quote

from evaluator.documents.reread import LEDGER, Name, Written, files, ledger, texts, whole
from evaluator.documents.rulebook import Rulebook
from evaluator.passes.issues import Sheets, issue
from evaluator.words.errors import Problem
from evaluator.words.source import load_path


def reread_problems(rulebook: Rulebook) -> list[Problem]:
    """What is wrong in the ledger itself."""
    return ledger(rulebook.root)[1]


def reread_warnings(rulebook: Rulebook, sheets: Sheets) -> Iterator[Problem]:
    """Every text that differs from the one that was read, was never read, or was read and is gone; nothing where no ledger is kept."""
    read, _ = ledger(rulebook.root)
    if read is None:
        return
    book = str(Path(rulebook.root) / LEDGER)
    there: set[Name] = set()
    known = {file for file, _ in read}
    root = Path(rulebook.root)
    paths = {path.relative_to(root).as_posix(): path for path in files(root)}
    same = {name for name, path in paths.items() if (name, "") in read and read[name, ""].digest == whole(path)}
    for file, path, written in _unlike(paths, same, sheets):
        there |= {(file, each.name) for each in written}
        if file not in known:
            yield issue("not-reread", (str(path), 1, 1), f"nobody has read {file} beside the law yet", _advice(file))
            continue
        for each in written:
            old = read.get((file, each.name))
            at, advice = (str(path), each.line, each.column), _advice(each.asked)
            if old is None:
                yield issue("not-reread", at, f"nobody has read {each.called} beside the law yet", advice)
            elif old.digest != each.digest:
                what = f"{each.called} has changed since it was read beside the law on {old.day}"
                yield issue("not-reread", at, what, advice)
    lost: set[str] = set()
    for (file, name), old in read.items():
        gone = file not in paths
        if gone and file not in lost:
            lost.add(file)
            what = f"{file} was read beside the law on {old.day}, and is no longer in the rules"
            yield issue("not-reread", (book, old.line, 1), what, _advice(file, "put it back, or say that it is to go"))
        elif not gone and name and file not in same and (file, name) not in there:
            what = f"`{name}` of {file} was read beside the law on {old.day}, and is no longer in the rules"
            advice = _advice(f"{file}: {name}", "put it back, or say that it is to go")
            yield issue("not-reread", (book, old.line, 1), what, advice)


def read_days(book: Rulebook, file: str) -> dict[str, date]:
    """For each text of a file that stands as a person last read it, by its name in the ledger, the day of that."""
    read, _ = ledger(book.root)
    path = Path(file)
    name = next((each for each, there in _files(book) if there.resolve() == path.resolve()), "")
    if not read or not name:
        return {}
    told = ((each, read.get((name, each.name))) for each in texts(name, load_path(path).data))
    return {each.name: old.day for each, old in told if old is not None and old.digest == each.digest}


def _files(book: Rulebook) -> Iterator[tuple[str, Path]]:
    """Every file of a rulebook, by its path below the folder."""
    root = Path(book.root)
    yield from ((path.relative_to(root).as_posix(), path) for path in files(root))


def _advice(asked: str, first: str = "read it beside the law, then") -> str:
    return f"{first}: `callrules reread {quote(asked)}`"


def _unlike(
    paths: Mapping[str, Path], same: Collection[str], sheets: Sheets
) -> Iterator[tuple[str, Path, list[Written]]]:
    """The files whose bytes are not those that were read, with their texts: nothing in the others needs to be looked at."""
    for file, path in paths.items():
        source = sheets.source(path) if file not in same else None
        if source is not None:
            yield file, path, list(texts(file, source.data))
