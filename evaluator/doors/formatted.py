"""Rule files put in their shape, or only compared with it; a file that cannot be read is left as it is, to the byte."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from evaluator.documents.shape import shaped
from evaluator.words.errors import BadInput, UsageError
from evaluator.words.files import decode, read_bytes, replace_bytes
from evaluator.words.source import RULE_BYTES

HERE = Path("rules")


def formatted(files: Iterable[Path], *, write: bool) -> tuple[list[str], list[str], int]:
    """The files that are not in shape, every problem of those that cannot be read, and how many were looked at.

    With `write` each of the first is put in shape. Folders stand for the rule files in them; without any, `rules` does.
    """
    paths = list(_files(list(files)))
    changed, problems = [], []
    for path in paths:
        try:
            raw = read_bytes(str(path), RULE_BYTES)
            made = shaped(decode(raw, str(path)).removeprefix("\ufeff"), str(path)).encode()
        except BadInput as bad:
            problems += [str(problem) for problem in bad.problems]
            continue
        if made != raw:
            changed.append(str(path))
            if write:
                replace_bytes(str(path), made)
    return changed, problems, len(paths)


def _files(given: list[Path]) -> Iterator[Path]:
    if not given and not HERE.is_dir():
        raise UsageError(
            "there is no folder `rules` here", "name the files or the folder, as in `callrules fmt my-rules`"
        )
    for path in given or [HERE]:
        if path.is_dir():
            yield from sorted(path.rglob("*.yaml"))
        else:
            yield path
