"""What PyYAML found unreadable, said in plain words with the usual cause."""

from __future__ import annotations

from re import compile as pattern
from typing import Any, TypeAlias

import yaml

from evaluator.words.errors import Problem
from evaluator.words.nodes import brief

QUOTE = "put the whole text in quotes if it holds a colon, a comma, a question mark, a bracket or a brace"
INDENT = "compare its first spaces with the lines above: entries of one list or mapping begin in the same column"
BACKSLASH = "write two backslashes, or use single quotes"
CLOSE = "close it; inside single quotes an apostrophe is written twice (`''`)"
BLOCK = (
    "something follows the mark that begins a long text",
    "after `|` or `>` the text begins on the next line, indented deeper",
)
TAB = "a tab separates or indents", "use spaces"
Cause: TypeAlias = tuple[tuple[int, int], str, str]  # place, what, help
_ESCAPE = pattern(r"\\(?:[xuU][0-9a-fA-F]*|.)?")
_KEY_BEFORE = pattern(r"\s*(?:-\s+)*[^\s#'\"][^'\"]*?:\s")


def place(mark: Any) -> tuple[int, int]:
    """Line and column of a mark, counted from 1."""
    return mark.line + 1, mark.column + 1


def say(error: yaml.MarkedYAMLError, text: str, file: str) -> Problem:
    """The one problem that stops the reader; the place is where a person would look for the cause."""
    mark = error.problem_mark or error.context_mark
    if mark is None:
        return Problem(file, 0, 0, "this is no readable YAML", QUOTE)
    index = min(mark.index, len(text))
    context = error.context_mark or mark
    (line, column), what, help = _cause(f"{error.context or ''}: {error.problem or ''}", text, index, mark, context)
    return Problem(file, line, column, what, help)


def _cause(said: str, text: str, index: int, mark: Any, context: Any) -> Cause:
    char = text[index : index + 1]
    before = text[text.rfind("\n", 0, index) + 1 : index]
    if "tab character" in said or char == "\t":
        return (mark.line + 1, mark.column + 1 + _blanks_to_tab(text, index)), *TAB
    if "quoted scalar" in said:  # both "a quoted scalar" and "a double-quoted scalar"
        return _quoted(said, text, index, mark, context)
    if "unexpected ':'" in said:
        return place(mark), "the key before this colon has no value", QUOTE
    if "mapping values" in said:
        if _KEY_BEFORE.match(before):
            return place(mark), "a second colon with a space after it stands in one line", QUOTE
        help = f"{INDENT}; if the colon belongs to a text, put the text in quotes"
        return place(mark), "this colon makes a key where none can stand", help
    if "sequence entries" in said:
        help = "begin the list on the next line, or put the text in quotes"
        return place(mark), "a list mark `- ` stands where no list can begin", help
    if "cannot start any token" in said:
        shown = "a backtick" if char == "`" else f"`{brief(char)}`"
        return place(mark), f"a text cannot begin with {shown}", "put the whole text in quotes"
    if any(kind in said for kind in ("anchor", "alias", "tag")):
        sign = text[context.index : context.index + 1]
        return place(context), f"a text cannot begin with `{brief(sign)}`", "put the whole text in quotes"
    if "block scalar" in said:
        return place(context), *BLOCK
    if "simple key" in said:
        return _no_colon(text, context)
    return _misplaced(said, text, index, mark, context, before)


def _quoted(said: str, text: str, index: int, mark: Any, context: Any) -> Cause:
    if "unexpected" in said:
        return place(context), "a quote is opened here and never closed", CLOSE
    slash = text.rfind("\\", 0, index + 1)
    line_start = text.rfind("\n", 0, slash) + 1
    there = (text.count("\n", 0, slash) + 1, slash - line_start + 1)
    found = _ESCAPE.match(text, slash)
    written = found.group() if found else "\\"
    return there, f"`{brief(written)}` names no character inside double quotes", BACKSLASH


def _no_colon(text: str, context: Any) -> Cause:
    words = text[context.index :].split("\n", 1)[0].strip()
    help = "write `key: value`; a line that continues the text above is indented deeper, best after `>-`"
    return place(context), f"`{brief(words)}` is neither a key with its colon nor a list item", help


def _misplaced(said: str, text: str, index: int, mark: Any, context: Any, before: str) -> Cause:
    """Something stands where it cannot, or a bracket stays open."""
    char = text[index : index + 1]
    if "flow" in said and "node content" not in said:
        opened = text[context.index : context.index + 1]
        if char == "?":
            return place(mark), "an unquoted `?` stands inside brackets or braces", QUOTE
        if not text[index:].strip() or mark.line > context.line:
            what = f"`{opened}` is opened here and not closed by line {_last_line(text, index, mark)}"
            return place(context), what, "close it, or look for a missing comma or quote after it"
        return place(mark), f"`{_word(text, index)}` stands where a comma or a closing bracket should", QUOTE
    if char and char in "]}":
        help = "remove it, or put the text in quotes if it belongs to one"
        return place(mark), f"`{char}` closes nothing, or closes too early", help
    if "node content" in said:
        if not char.strip():
            return place(mark), "a value is missing here", QUOTE
        return place(mark), f"`{brief(char)}` stands where a value should", QUOTE
    if "document start" in said and not before.strip():
        return place(mark), "something follows the end of the document", "keep one list or one mapping in a file"
    if before.strip(" -"):
        help = "put the whole text in one pair of quotes; inside single quotes an apostrophe is written twice (`''`)"
        return place(mark), f"`{_word(text, index)}` follows a text that had already ended", help
    return place(mark), "this line fits no line above it", INDENT


def _word(text: str, index: int) -> str:
    return brief(text[index:].split("\n", 1)[0].split(" ", 1)[0])


def _last_line(text: str, index: int, mark: Any) -> int:
    """The line by which a bracket had to be closed: the one with the stumbling block, or the last with text."""
    return int(mark.line) + 1 if text[index:].strip() else text.rstrip().count("\n") + 1


def _blanks_to_tab(text: str, index: int) -> int:
    """How far to the right of the mark the tab itself stands."""
    blanks = len(text[index:].split("\n", 1)[0]) - len(text[index:].split("\n", 1)[0].lstrip(" "))
    return blanks if text[index + blanks : index + blanks + 1] == "\t" else 0
