"""Strict YAML on PyYAML: every plain scalar stays text, places are kept, what could surprise a reader is refused."""

from __future__ import annotations

from collections.abc import Iterable
from re import MULTILINE
from re import compile as pattern
from typing import Any

import yaml

from evaluator.words.errors import Problem
from evaluator.words.nodes import Builder, Halt, Lines, Listed, Mapped, Node, Text, brief, unseen
from evaluator.words.yaml_advice import BACKSLASH, BLOCK, QUOTE, TAB, place, say

FAST: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_EMPTY = frozenset({"", "~", "null", "Null", "NULL"})
_END = r"[ \t]*(?:[ \t]#.*)?\r?(?:\n|\Z)"
_HEAD = pattern(rf"[|>](?:[-+]?[1-9][-+]?{_END}|[-+]?{_END}(?:[ ]*\r?\n)*+[ ]*(?P<tab>\t)?)")
_DIRECTIVE = pattern(r"\A(?:[ ]*(?:#[^\n]*)?\r?\n)*%[^\r\n]*", MULTILINE)


def read_yaml(text: str, file: str, problems: list[Problem], loader: Any = FAST) -> Node | None:
    """The tree of one YAML document, or None if there is none; everything wrong goes into `problems`."""
    reader = _Reader(text, file, problems)
    directive = _DIRECTIVE.match(text)
    if directive is not None:
        line = text.count("\n", 0, directive.end()) + 1
        reader.tree.refuse((line, 1), "a line that begins with `%` gives orders to the YAML reader", "remove it")
        return None
    try:
        reader.read(yaml.parse(text, Loader=loader))
    except Halt:
        return None
    except yaml.MarkedYAMLError as error:
        problems.append(say(error, text, file))
    except ValueError:  # the pure-Python reader stumbles over an escape beyond the last character
        problems.append(Problem(file, 0, 0, "a backslash in double quotes names no character", BACKSLASH))
    return reader.tree.root


class _Reader:
    """Turns the events of PyYAML into a tree, refusing on the way."""

    def __init__(self, text: str, file: str, problems: list[Problem]) -> None:
        self.text = text
        self.lines = Lines(text)
        self.tabbed, self.marked = (
            "\t" in text,
            "?" in text,
        )  # most files hold neither, and need not be looked through for them
        self.tree = Builder(file, problems)
        self.tree.suspect = "\\" in text or unseen(text)  # what cannot be seen is written as it is, or escaped
        self.gap = 0  # where the last scalar ended: tabs from here on are no part of a text

    def read(self, events: Iterable[Any]) -> None:
        documents = 0
        for event in events:
            sort = type(event)
            if sort is yaml.ScalarEvent:
                self._scalar(event)
            elif sort is yaml.MappingStartEvent or sort is yaml.SequenceStartEvent:
                self._signs(event)
                kind = Mapped if sort is yaml.MappingStartEvent else Listed
                line, column = place(event.start_mark)
                self.tree.open(kind(line=line, column=column), bool(event.flow_style))
            elif sort is yaml.MappingEndEvent or sort is yaml.SequenceEndEvent:
                self.tree.close()
            elif sort is yaml.AliasEvent:
                self._refuse_sign(event, "*", "an alias", event.anchor or "")
                self.tree.scalar(self._text(event, f"*{event.anchor}"))
            elif sort is yaml.DocumentStartEvent:
                documents += 1
                if documents > 1:
                    what = "a second document begins here"
                    raise self.tree.halt(place(event.start_mark), what, "keep one document in a file")
        self._tabs(len(self.text))

    def _scalar(self, event: Any) -> None:
        if self.tabbed:
            self._tabs(event.start_mark.index)
        self._signs(event)
        plain = not event.style
        if plain and event.value in _EMPTY and not event.tag and not event.anchor:
            self._empty(event)
        elif plain and (self.tabbed or self.marked):
            self._plain(event)
        if self.tree.wants_key:
            self._key(event)
        mark = event.start_mark
        self.tree.scalar(Text(event.value, mark.line + 1, mark.column + 1))
        if event.style in ("|", ">"):
            self._block(event)
        self.gap = event.end_mark.index

    def _block(self, event: Any) -> None:
        """What one of the two readers lets pass around the beginning of a long text."""
        self.gap = event.start_mark.index
        head = _HEAD.match(self.text, self.gap)
        if head is None:
            self.tree.refuse(place(event.start_mark), *BLOCK)
        elif head["tab"]:
            self.tree.refuse(self.lines.place(head.start("tab")), *TAB)
        self._tabs(self._end_of_line(self.gap))

    def _plain(self, event: Any) -> None:
        start, end = event.start_mark.index, event.end_mark.index
        tab = self.text.find("\t", start, end)
        if tab >= 0:
            self.tree.refuse(self.lines.place(tab), *TAB)
        mark = self.text.find("?", start, end) if self.tree.flow else -1
        if mark >= 0:
            self.tree.refuse(self.lines.place(mark), "an unquoted `?` stands inside brackets or braces", QUOTE)

    def _key(self, event: Any) -> None:
        before = event.start_mark.index - 1 if self.marked else -1
        while before >= 0 and self.text[before] == " ":
            before -= 1
        if before >= 0 and self.text[before] == "?":
            help = "write the key and its colon only; if the mark belongs to a text, put the text in quotes"
            self.tree.refuse(place(event.start_mark), "a `?` stands before a key", help)
        if event.value == "<<" and not event.style:
            what = "`<<` would merge another mapping into this one"
            self.tree.refuse(place(event.start_mark), what, "write the keys out")

    def _empty(self, event: Any) -> None:
        key, flow = self.tree.key, self.tree.flow
        if event.value:
            help = "if nothing is known, leave the key out; if the word itself is meant, put it in quotes"
            self.tree.refuse(place(event.start_mark), f"`{event.value}` is no value", help)
        elif self.tree.wants_key:
            self.tree.refuse(place(event.start_mark), "a key is missing before the colon", QUOTE)
        elif not self.tree.inside:
            self.tree.refuse(place(event.start_mark), "the document is empty")
        elif key is None:
            self.tree.refuse(place(event.start_mark), "a list item is empty", "write it, or remove its mark")
        elif flow:
            help = (
                "inside brackets and braces an unquoted comma ends a text, and a key's colon needs a space after it: "
                "put the text in quotes, or give the key a value"
            )
            self.tree.refuse((key.line, key.column), f"`{brief(key)}` has no value", help)
        else:
            help = 'write one after the colon; if nothing is known, leave the key out; an empty text is `""`'
            self.tree.refuse((key.line, key.column), f"`{brief(key)}` has no value", help)

    def _signs(self, event: Any) -> None:
        if event.anchor:
            self._refuse_sign(event, "&", "an anchor", event.anchor)
        if event.tag:
            standard = "tag:yaml.org,2002:"
            short = event.tag.replace(standard, "!", 1) if event.tag.startswith(standard) else event.tag
            self._refuse_sign(event, "!", "a tag", short.removeprefix("!") if short == event.tag else short)

    def _refuse_sign(self, event: Any, sign: str, kind: str, name: str) -> None:
        quoted = brief(f"{sign}{name}")
        help = f"write the value itself; if the `{sign}` belongs to a text, put the text in quotes"
        self.tree.refuse(place(event.start_mark), f"`{quoted}` is {kind}, which is not allowed here", help)

    def _tabs(self, end: int) -> None:
        """Refuse the first tab that separates or indents since the last scalar; those in comments are harmless."""
        tab = self.text.find("\t", self.gap, end)
        while tab >= 0:
            start = max(self.text.rfind("\n", self.gap, tab) + 1, self.gap)
            if self.text.find("#", start, tab) < 0:
                self.tree.refuse(self.lines.place(tab), *TAB)
                break
            tab = self.text.find("\t", self._end_of_line(tab), end)
        self.gap = max(self.gap, end)

    def _text(self, event: Any, value: str) -> Text:
        line, column = place(event.start_mark)
        return Text(value, line, column)

    def _end_of_line(self, index: int) -> int:
        end = self.text.find("\n", index)
        return len(self.text) if end < 0 else end
