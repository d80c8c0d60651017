"""A norm of a card in plain words: one line for each thing it says, every reading with what each option makes of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from evaluator.documents.cards import Section
from evaluator.documents.constructs import ALL_STATUSES
from evaluator.doors.markdown import escaped

from .places import Places, anchor

# How a key of a card reads where it stands first; a key that is not here is said as it is written.
LABELS: Mapping[str, str] = {
    "bearer": "Who",
    "toward": "Toward whom",
    "arises from": "Arises from",
    "before": "Before",
    "done by": "Met by",
    "kept by": "Kept by",
    "act": "The act",
    "within": "Time",
    "begins": "Begins",
    "for each": "Met apart for each",
    "when": "Only where all of this is so",
    "when any": "Only where one of these is so",
    "unless": "Not where",
    "unless shown": "Not where it is shown that",
    "until": "Until",
    "revived by": "Taken back by",
    "question": "Answers",
    "despite": "Prevails over",
    "only after": "First comes",
    "shields from": "Protects from",
    "deems": "Is then taken as so",
    "extends": "Gives more time for",
    "to": "New end",
    "gives": "Its fields",
    "abeyance": "Not enforced",
    "sure": "How sure",
}
SAYS: Mapping[str, str] = {
    "burden": "failing it opens something for others",
    "duty": "failing it is a violation",
    "prohibition": "doing it is a violation",
    "permission": "what may be done",
    "power": "what an agency may do",
    "deeming": "something counts as so",
    "extension": "more time",
    "definition": "what a word means",
}
_HEADS = ("phrases",)  # told beside the name of the norm


class Norms:
    """Says the norms of one file of rules."""

    def __init__(self, places: Places, section: Section, here: str) -> None:
        self.places, self.section, self.here = places, section, here

    def lines(self, tree: Mapping[str, Any]) -> Iterator[str]:
        """A norm as a Markdown list, key by key in the order of the card."""
        for key, value in tree.items():
            if key == "question" and isinstance(value, str):
                yield f"- **{LABELS[key]}:** [{escaped(value)}](by-question.md#{anchor(value)})"
            elif key not in _HEADS:
                label = LABELS.get(key, key.capitalize())
                yield from self._entry(f"**{label}:**", self._top(key, value), 0)

    def _top(self, key: str, value: Any) -> Any:
        if key in ("bearer", "toward") and isinstance(value, str) and value in self.section.parties:
            return f"{value} ({self.section.parties[value]})"
        return value

    def _entry(self, lead: str, value: Any, depth: int) -> Iterator[str]:
        """One line, and lines below it where a value has several parts that are long."""
        indent = "  " * depth
        if isinstance(value, Mapping) and "reading" in value:
            yield f"{indent}- {lead} as the reading {self._reading(value['reading'])} is turned:"
            yield from self._options(value, depth + 1)
        elif isinstance(value, Mapping) and len(value) > 1:
            yield f"{indent}- {lead}"
            for key, below in value.items():
                yield from self._entry(f"{self._word(key)}:", below, depth + 1)
        elif isinstance(value, Mapping) and self._fact(value):
            ((key, below),) = value.items()
            plain = {name: each for name, each in below.items() if not _turns(each)}
            yield f"{indent}- {lead} {self.said({key: plain})}"
            for name, each in below.items():
                if _turns(each):
                    yield from self._entry(f"{self._word(name)}:", each, depth + 1)
        elif isinstance(value, Sequence) and not isinstance(value, str) and not _words(value):
            yield f"{indent}- {lead}"
            for each in value:
                yield from self._entry("", each, depth + 1)
        else:
            yield f"{indent}- {lead} {self.said(value)}".replace("-  ", "- ")

    def _options(self, value: Mapping[str, Any], depth: int) -> Iterator[str]:
        reading = self.places.book.readings.get(str(value["reading"]))
        for option, below in value.items():
            if option != "reading":
                default = ", as it is by default" if reading and reading.default == option else ""
                yield from self._entry(f"*{escaped(option)}*{default}:", below, depth)

    def _reading(self, name: Any) -> str:
        return f"[{escaped(str(name))}](by-reading.md#{anchor(str(name))})"

    def _fact(self, value: Mapping[str, Any]) -> bool:
        """Whether this is one kind of fact with what is asked of it, in which a reading may be turned."""
        below = next(iter(value.values()))
        return len(value) == 1 and isinstance(below, Mapping) and "reading" not in below and _turns(below)

    def _word(self, key: str) -> str:
        """A key: a kind of fact as a link, what there must not be with its `no`."""
        if key.startswith("no "):
            return f"no {self.places.kind(key.removeprefix('no '))}"
        return self.places.kind(key)

    def said(self, value: Any) -> str:
        """A value on one line."""
        if isinstance(value, str):
            return self.places.linked(value, self.here)
        if isinstance(value, Mapping):
            return "; ".join(self._pair(str(key), below) for key, below in value.items())
        return ", ".join(self.said(each) for each in value)

    def _pair(self, key: str, value: Any) -> str:
        if key == "reading":
            return f"as the reading {self._reading(value)} is turned"
        if key == "judgement" and isinstance(value, Mapping):
            about = f" of {self.said(value['about'])}" if "about" in value else ""
            more = {name: each for name, each in value.items() if name not in ("of", "about")}
            return f"it is judged *{self.said(value.get('of', ''))}*{about}" + (f", {self.said(more)}" if more else "")
        if key in ALL_STATUSES:
            return f"{self.said(value)} is *{key}*"
        if isinstance(value, Mapping):
            return f"{self._word(key)} ({self.said(value)})" if value else self._word(key)
        return f"{escaped(key)} {self.said(value)}"


def _turns(value: Any) -> bool:
    """Whether a reading is named anywhere in a tree."""
    if isinstance(value, Mapping):
        return "reading" in value or any(map(_turns, value.values()))
    return isinstance(value, Sequence) and not isinstance(value, str) and any(map(_turns, value))


def _words(value: Sequence[Any]) -> bool:
    return all(isinstance(each, str) for each in value)
