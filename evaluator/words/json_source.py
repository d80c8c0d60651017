"""JSON with places: exact strings, numbers and truth words kept as written, and plain words for what is wrong."""

from __future__ import annotations

from json import loads
from re import compile as pattern

from evaluator.words.errors import Problem
from evaluator.words.nodes import MAX_NODES, MAX_PROBLEMS, Builder, Halt, Lines, Listed, Mapped, Node, Text, brief

_BLANKS = pattern(r"[ \t\r\n]*")
_WORD = pattern(r"[^ \t\r\n\[\]{},:\"]+")
_NUMBER = pattern(r"-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][-+]?[0-9]+)?")
_STRING = pattern(r'"(?:[^"\\\x00-\x1f]++|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*+')  # without its closing quote
_ESCAPED = 'a backslash in JSON is followed by one of `"\\/bfnrt`, or by `u` and four hexadecimal digits'
NULL = "`null` is no value", "if nothing is known, leave the key out; if the word itself is meant, put it in quotes"
_QUOTED = "put the text in double quotes"


def read_json(
    text: str, file: str, problems: list[Problem], *, nulls: bool = False, gaps: list[Problem] | None = None
) -> Node | None:
    """The tree of one JSON value, or None if there is none; everything wrong goes into `problems`, `null` too unless `nulls`.

    If there is a list for `gaps`, each `null` goes there, and the tree is what it is without.
    """
    reader = _Reader(text, file, problems, 1, nulls, gaps)
    try:
        return reader.read()
    except Halt:
        return None


def read_json_lines(text: str, file: str, problems: list[Problem], gaps: list[Problem] | None = None) -> Listed:
    """One JSON object per line that is not blank; a bad line hides no other. `gaps`: as of `read_json`."""
    rows = Listed(line=1, column=1)
    count = 0
    for number, line in enumerate(text.split("\n"), start=1):
        if not line.strip(" \t\r"):
            continue
        reader = _Reader(line, file, problems, number, gaps=gaps)
        reader.tree.count = count
        try:
            row = reader.row()
        except Halt:
            if reader.tree.count > MAX_NODES or len(problems) > MAX_PROBLEMS:
                break
        else:
            if row is not None:
                rows.append(row)
        count = reader.tree.count
    return rows


class _Reader:
    """Recursive descent, no deeper than a tree may be; `ends` holds the open brackets: how each closes, where it is."""

    def __init__(
        self,
        text: str,
        file: str,
        problems: list[Problem],
        first_line: int,
        nulls: bool = False,
        gaps: list[Problem] | None = None,
    ) -> None:
        self.text, self.at, self.nulls, self.gaps = text, 0, nulls, gaps
        self.lines = Lines(text, first_line)
        self.tree = Builder(file, problems)
        self.ends: list[tuple[str, int]] = []

    def read(self) -> Node | None:
        self._value()
        if self._next():
            help = "put several values in one list, or one to a line in a file that ends in .jsonl"
            raise self._stop(f"`{self._shown()}` follows the end of the JSON value", help)
        return self.tree.root

    def row(self) -> Node | None:
        """One line of JSON Lines."""
        if self._next() != "{":
            help = "write one `{…}` to a line; a file that holds one list ends in .json"
            raise self._stop("this line is no JSON object", help)
        self._value()
        if self._next():
            help = "write each record on a line of its own, with no comma between them"
            raise self._stop(f"`{self._shown()}` follows the end of this record", help)
        return self.tree.root

    def _value(self) -> None:
        char = self._next()
        if char == '"':
            self._string()
        elif char in ("{", "["):
            self._collection(char)
        else:
            self._word()

    def _collection(self, char: str) -> None:
        self._open(char)
        closing = self.ends[-1][0]
        if self._next() == closing:
            self._close()
            return
        while True:
            if char == "{":
                self._key()
            self._value()
            sign, comma = self._next(), self.at
            if sign == closing:
                self._close()
                return
            if sign != ",":
                help = "put a comma after the value before it, or close the bracket"
                raise self._unexpected(f"a comma or the closing `{closing}` is missing", help)
            self.at += 1
            if self._next() == closing:
                raise self._stop(f"a comma stands before the closing `{closing}`", "remove the comma", comma)

    def _key(self) -> None:
        if self._next() != '"':
            raise self._unexpected("a key in double quotes is missing", 'write `"key": value`')
        self._string()
        if self._next() != ":":
            raise self._unexpected("the colon after a key is missing", 'write `"key": value`')
        self.at += 1

    def _open(self, char: str) -> None:
        line, column = self.lines.place(self.at)
        self.tree.open(Mapped(line=line, column=column) if char == "{" else Listed(line=line, column=column), True)
        self.ends.append(("}" if char == "{" else "]", self.at))
        self.at += 1

    def _close(self) -> None:
        self.tree.close()
        self.ends.pop()
        self.at += 1

    def _string(self) -> None:
        found = _STRING.match(self.text, self.at)
        start, end = self.at, found.end() if found else self.at
        if self.text[end : end + 1] != '"':
            raise self._bad_string(start, end)
        inside = self.text[start + 1 : end]
        self.at = end + 1
        value = loads(f'"{inside}"') if "\\" in inside else inside
        self.tree.scalar(Text(value, *self.lines.place(start)))

    def _bad_string(self, start: int, end: int) -> Halt:
        char = self.text[end : end + 1]
        if not char:
            return self._stop("a double quote is opened here and never closed", "close it", start)
        if char == "\\":
            return self._stop(f"`{brief(self.text[end : end + 2])}` names no character", _ESCAPED, end)
        name = "tab" if char == "\t" else "line break"
        written = "\\t" if char == "\t" else "\\n"
        help = f"close the quote before it, or write `{written}`"
        return self._stop(f"a {name} stands inside double quotes", help, end)

    def _word(self) -> None:
        """A number, true or false; null is refused and reading goes on; anything else is advised upon."""
        start = self.at
        found = _WORD.match(self.text, start)
        if found is None:
            raise self._unexpected("a value is missing", "write it; if nothing is known, leave the key out")
        word = found.group()
        if word == "null" and not self.nulls:
            place = self.lines.place(start)
            if self.gaps is not None and self.tree.inside and not self.tree.wants_key and len(self.gaps) < MAX_PROBLEMS:
                self.gaps.append(Problem(self.tree.file, *place, *NULL))
                self.tree.leave_out()
                self.at = start + len(word)
                return
            self.tree.refuse(place, *NULL)
        elif word not in ("true", "false", "null") and not _NUMBER.fullmatch(word):
            raise self._bad_word(word)
        self.at = start + len(word)
        self.tree.scalar(Text(word, *self.lines.place(start)))

    def _bad_word(self, word: str) -> Halt:
        shown = f"`{brief(word)}`"
        if word.startswith(("//", "/*", "#")):
            return self._stop(f"{shown} begins a comment, and JSON has none", "remove it")
        if word.lstrip("+-") in ("NaN", "Infinity"):
            return self._stop(f"{shown} is no number", "leave the key out if nothing is known")
        if word.casefold() in ("true", "false", "null", "none"):
            return self._stop(f"{shown} is no word of JSON", "write `true` or `false`; a missing value is left out")
        if word[0] in "+-." or word[0].isdigit():
            return self._stop(f"{shown} is no number in JSON", "to keep it as it is written, put it in double quotes")
        if word[0] in "'\u2018\u2019\u201c\u201d\u201e`":
            return self._stop("a text in JSON stands in straight double quotes", 'write `"` before and after it')
        return self._stop(f"{shown} stands without quotes", _QUOTED)

    def _unexpected(self, what: str, help: str) -> Halt:
        """Note that something else was due; an end or a comment there is the likelier cause and is named instead."""
        char = self._next()
        if not char and self.ends:
            closing, opened = self.ends[-1]
            start = self.text[opened]
            return self._stop(f"`{start}` is opened here and never closed", f"close it with `{closing}`", opened)
        if self.text.startswith(("//", "/*", "#"), self.at):
            return self._bad_word(self._shown())
        if char in ("]", "}") and self.ends and char != self.ends[-1][0]:
            line, column = self.lines.place(self.ends[-1][1])
            opened_with = self.text[self.ends[-1][1]]
            what = f"`{char}` does not close the `{opened_with}` opened at line {line}, column {column}"
            return self._stop(what, f"close that one first, with `{self.ends[-1][0]}`")
        if what.startswith("a key") and char not in ("", ",", ":"):
            return self._bad_word(self._shown())
        return self._stop(f"{what} before `{self._shown()}`" if char else what, help)

    def _next(self) -> str:
        """The next character that is no blank, or nothing at the end; `at` stands on it."""
        found = _BLANKS.match(self.text, self.at)
        self.at = found.end() if found else self.at
        return self.text[self.at : self.at + 1]

    def _shown(self) -> str:
        found = _WORD.match(self.text, self.at)
        if found is None and self._next() == '"':
            found = _STRING.match(self.text, self.at)
            return brief(f'{found.group()}"' if found else '"')
        return brief(found.group() if found else self.text[self.at : self.at + 1])

    def _stop(self, what: str, help: str, index: int | None = None) -> Halt:
        return self.tree.halt(self.lines.place(self.at if index is None else index), what, help)
