"""The ledger of what was read beside the law: what is still to be read, and a line for each text that a person has read."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path

from evaluator.documents.reader import hint
from evaluator.documents.reread import LEDGER, Name, Read, Written, files, ledger, remarks, texts, whole
from evaluator.documents.rulebook import Rulebook, load_rulebook
from evaluator.passes.check import check
from evaluator.passes.check_reread import reread_warnings
from evaluator.passes.issues import Sheets
from evaluator.words.citations import CitationProblem, parse
from evaluator.words.errors import BadInput, UsageError, every
from evaluator.words.files import replace_bytes
from evaluator.words.source import load_path

ALL = "all"
HEAD = """# Which texts of these rules a person has read beside the law, on which day, and the digest that each had then.
# Written by `callrules reread`; `callrules check` warns of every text that is not as it was read.
"""


@dataclass(frozen=True)
class Reread:
    """What was signed, a line each; how many texts were read again as they stood, and how many are still to be read."""

    signed: tuple[str, ...]
    again: int
    left: int


def to_read(rules: Path) -> list[str]:
    """Every text that nobody has read as it stands, a problem each; all of them where no ledger is kept."""
    book = _book(rules)
    if ledger(rules)[0] is None:
        return [f"{_called(each)}: never read" for _, _, written in _sheets(rules) for each in written]
    return [str(each) for each in sorted(reread_warnings(book, Sheets(book.root)))]


def reread(rules: Path, asked: Sequence[str], day: date) -> Reread:
    """Say of texts that they were read on a day: citations, files of the folder, or `all`.

    UsageError for one that is not there; BadInput where `check` will not have what stands in its file: that is no text yet.
    """
    book = _book(rules)
    before, sheets = ledger(rules)[0] or {}, list(_sheets(rules))
    chosen = set().union(*every(partial(_chosen, rules, word, sheets, before) for word in asked))
    _sound(book, [path for file, path, _ in sheets if any(of == file for of, _ in chosen)])
    signed, again, left, lines = [], 0, 0, dict[Name, str]()
    for file, path, written in sheets:
        after: list[tuple[Written, Read | None]] = []
        for each in written:
            old = before.get((file, each.name))
            if (file, each.name) in chosen:
                if old is None or old.digest != each.digest:
                    signed.append(f"{_called(each)}: read on {day}")
                else:
                    again += 1
                old = Read(day, each.digest, 0)
            after.append((each, old))
        gone = {name: old for (of, name), old in before.items() if of == file and name and (file, name) not in chosen}
        gone = {name: old for name, old in gone.items() if name not in {each.name for each in written}}
        unread = sum(old is None or old.digest != each.digest for each, old in after) + len(gone)
        left += unread
        kept = [(each.name, old) for each, old in after if old is not None] + list(gone.items())
        if kept and not unread:  # as long as one is unread, the file is looked at text by text
            lines[file, ""] = f"{max(old.day for _, old in kept)} {whole(path)} {file}"
        lines |= {(file, name): f"{old.day} {old.digest} {file}: {name}" for name, old in kept}
    here = {file for file, _, _ in sheets}
    lost = {(of, name): old for (of, name), old in before.items() if of not in here and (of, name) not in chosen}
    lines |= {
        (of, name): f"{old.day} {old.digest} {of}{f': {name}' if name else ''}" for (of, name), old in lost.items()
    }
    replace_bytes(str(rules / LEDGER), ("\n".join(_with_remarks(rules, lines)) + "\n").encode())
    return Reread(tuple(signed), again, left + sum(bool(name) for _, name in lost))


def _with_remarks(rules: Path, lines: Mapping[Name, str]) -> Iterator[str]:
    """The head and every line, each with the remarks that stood before it, or before a line that goes."""
    above: dict[Name | None, list[str]] = {}
    waiting: list[str] = []
    for said, name in remarks(rules):
        waiting += [each for each in said if each not in HEAD.splitlines()]
        if name is None or name in lines:
            above[name], waiting = waiting, []
    yield HEAD.rstrip()
    for name, line in lines.items():
        yield from (*above.get(name, ()), line)
    yield from above.get(None, ())


def _book(rules: Path) -> Rulebook:
    """The rulebook, which has to be one; and its ledger, if it has one, has to be whole."""
    book, problems = load_rulebook(rules), ledger(rules)[1]
    if problems:
        raise BadInput(problems)
    return book


def _sound(book: Rulebook, paths: Sequence[Path]) -> None:
    """Refuse files in which `check` finds more than something to warn of."""
    there = {path.resolve() for path in paths}
    wrong = [problem for problem in check(book) if Path(problem.file).resolve() in there]
    if wrong:
        raise BadInput(wrong)


def _sheets(rules: Path) -> Iterator[tuple[str, Path, list[Written]]]:
    for path in files(rules):
        file = path.relative_to(rules).as_posix()
        yield file, path, list(texts(file, load_path(path).data))


def _called(text: Written) -> str:
    return text.called[:1].upper() + text.called[1:]


def _chosen(
    rules: Path, word: str, sheets: Sequence[tuple[str, Path, list[Written]]], before: dict[Name, Read]
) -> set[Name]:
    """The texts that a word asks for, those among them that are no longer there; UsageError if there is none."""
    try:
        cited = str(parse(word))
    except CitationProblem:
        cited = " ".join(word.split())
    here = {(file, each.name): (each.asked, file, path) for file, path, written in sheets for each in written}
    found = {
        name
        for name, (asked, file, path) in here.items()
        if word in (ALL, file, str(path), ": ".join(name), asked) or cited == asked
    }
    gone = {
        name for name in before if name not in here and word in (ALL, name[0], str(rules / name[0]), ": ".join(name))
    }
    if not found and not gone:
        known = [ALL, *{asked for asked, *_ in here.values()}, *{file for _, file, _ in here.values()}]
        raise UsageError(f"nothing in {rules} is called `{word}`", hint(word, known))
    return found | gone
