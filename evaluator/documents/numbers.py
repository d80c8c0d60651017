"""Numbers of paragraphs, as rule files write them: present ones, and former ones with the day each ended."""

from __future__ import annotations

import re
from datetime import date

from evaluator.documents.reader import Reader, quoted
from evaluator.words.nodes import Node, Text
from evaluator.words.times import parse_date

SUCH_AS = "for instance `(k)(4)`, or plain words"
_NUMBER = re.compile(r"(\([^()\s]+\))+( [^()\s]+)*")
_FORMER = re.compile(r"(.+) until (\d{4}-\d{2}-\d{2})")


def is_number(text: str) -> bool:
    """Whether a paragraph may be called so: by brackets, and words behind them, or by plain words, with one blank between."""
    plain = text == " ".join(text.split()) != ""
    return plain and (_NUMBER.fullmatch(text) is not None or text[:1] != "(")


def cite(section: str, number: str) -> str:
    """The citation of a paragraph: what is numbered by brackets follows without a blank."""
    return f"{section}{number}" if number.startswith("(") else f"{section} {number}"


def former_numbers(reader: Reader, node: Node, number: str) -> list[tuple[str, date]]:
    """Former numbers of a paragraph, each with the first day on which it was no longer so; problems go to the reader."""
    found = []
    for text in reader.texts(node, "`formerly`"):
        match = _FORMER.fullmatch(text)
        if match is None or not is_number(match[1]) or match[1][0] != "(" == number[0]:
            reader.wrong(text, f"{quoted(text)} is no former number", "for instance `(k)(3) until 2020-10-14`")
            continue
        until = reader.parsed(Text(match[2], text.line, text.column), "`formerly`", parse_date)
        if until is not None:
            found.append((match[1], until))
    return found
