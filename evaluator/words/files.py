"""Takes the bytes of a file, and turns them into text, or says why not."""

from __future__ import annotations

import os
import shutil
import stat
from pathlib import Path

from evaluator.words.errors import BadInput, Problem, advise
from evaluator.words.nodes import Lines

_MARKS = (  # UTF-32 first: its little-endian mark begins with the one of UTF-16
    (b"\xff\xfe\x00\x00", "UTF-32"),
    (b"\x00\x00\xfe\xff", "UTF-32"),
    (b"\xff\xfe", "UTF-16"),
    (b"\xfe\xff", "UTF-16"),
)
_FLAGS = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
_SAVE = "save it as UTF-8"
_KINDS = (
    (stat.S_ISFIFO, "a pipe"),
    (stat.S_ISSOCK, "a socket"),
    (stat.S_ISCHR, "a device"),
    (stat.S_ISBLK, "a device"),
)


def read_bytes(file: str, max_bytes: int) -> bytes:
    """The bytes of a regular file of at most `max_bytes`; never waits for a pipe, never opens a device."""
    try:
        _check(file, os.stat(file), max_bytes)
        # A pipe may have taken the place of the file since: without waiting, and asked again.
        with open(os.open(file, _FLAGS), "rb") as stream:
            _check(file, os.fstat(stream.fileno()), max_bytes)
            raw = stream.read(max_bytes + 1)
    except FileNotFoundError:
        raise _missing(file) from None
    except NotADirectoryError:
        raise _bad(file, "one of the folders in this path is a file", "look at the path again") from None
    except PermissionError:
        raise _bad(file, "you may not read this file", "ask its owner for permission to read it") from None
    except ValueError:
        raise _bad(file, "no file can have such a name", "look for invisible characters in the path") from None
    except OSError as error:
        raise _bad(file, f"cannot be read: {(error.strerror or 'no reason given').lower()}") from None
    if len(raw) > max_bytes:
        raise _too_big(file, len(raw), max_bytes)
    return raw


def replace_bytes(file: str, raw: bytes) -> None:
    """Put bytes in the place of a file at once, behind a link and with the rights it has, so that nobody finds half of it; or BadInput."""
    real = Path(os.path.realpath(file))
    beside = real.with_name(f".{real.name}.new")
    try:
        beside.write_bytes(raw)
        if real.exists():
            shutil.copymode(real, beside)
        beside.replace(real)
    except OSError as problem:
        beside.unlink(missing_ok=True)
        raise _bad(file, f"this file cannot be written: {problem.strerror}") from None


def _check(file: str, status: os.stat_result, max_bytes: int) -> None:
    if stat.S_ISDIR(status.st_mode):
        raise _bad(file, "this is a folder, not a file", _contents(file))
    for is_kind, name in _KINDS:
        if is_kind(status.st_mode):
            raise _bad(file, f"this is {name}, not a file", "save what it gives into a file, and name that")
    if status.st_size > max_bytes:
        raise _too_big(file, status.st_size, max_bytes)


def _contents(folder: str) -> str:
    names = [name for name in _names(folder) if name.endswith((".yaml", ".yml", ".json", ".jsonl", ".ndjson"))]
    return "name a file in it: " + advise("", names) if names else "name a file"


def _missing(file: str) -> BadInput:
    if not file:
        return _bad(file, "an empty path names no file", "give the path of a file")
    if os.path.islink(file):
        return _bad(file, f"this link points to `{os.readlink(file)}`, which is not there", "mend the link")
    folder = Path(file).parent
    if not folder.is_dir():
        return _bad(file, f"there is no folder `{folder}`", "look at the path again")
    return _bad(file, "there is no such file", advise(Path(file).name, _names(str(folder))))


def _names(folder: str) -> list[str]:
    try:
        return os.listdir(folder)
    except OSError:
        return []


def _too_big(file: str, size: int, max_bytes: int) -> BadInput:
    return _bad(file, f"the file has {size:,} bytes, and at most {max_bytes:,} are read", "split it")


def _bad(file: str, what: str, help: str = "") -> BadInput:
    return BadInput([Problem(file, 0, 0, what, help)])


def decode(raw: bytes, file: str) -> str:
    """The text in UTF-8 bytes, without a byte order mark; other encodings are refused by their likely name."""
    for mark, name in _MARKS:
        if raw.startswith(mark):
            raise _bad(file, f"the file is written in {name}", _SAVE)
    if raw[:400].count(0) > len(raw[:400]) // 5:
        raise _bad(file, "the file is written in UTF-16 or UTF-32, or holds no text at all", _SAVE)
    raw = raw.removeprefix(b"\xef\xbb\xbf")
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError as error:
        raise _not_utf8(raw, error.start, file) from None


def _not_utf8(raw: bytes, start: int, file: str) -> BadInput:
    before = raw[:start].decode("utf-8")
    line, column = Lines(before).place(len(before))
    byte = raw[start : start + 1]
    guess = byte.decode("cp1252", "replace")
    meant = f"; in Windows-1252 or Latin-1 it would be `{guess}`" if guess.isprintable() and guess != "\ufffd" else ""
    return BadInput([Problem(file, line, column, f"the byte 0x{byte.hex().upper()} is not UTF-8{meant}", _SAVE)])
