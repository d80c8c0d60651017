"""What an engine in another process is told: the law without its text, and what is known of a case."""

from __future__ import annotations

import io
import pickle
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, is_dataclass
from datetime import date
from functools import cache
from operator import attrgetter
from typing import IO, Any

from evaluator.documents.case import Complete, Determination, Facts, Party, Telling
from evaluator.documents.questions import Question
from evaluator.documents.terms import DEADLINE_OF, Construct, deep
from evaluator.documents.vocabulary import Vocabulary
from evaluator.passes.program import Norm, Program
from evaluator.words.calendars import Calendar

MOST_FACTS = 2_000  # of a case; its rows then stay far below what the library can tell apart
MOST_LAWS = 8  # kept compiled at a time


@dataclass(frozen=True, eq=False)
class Text:
    """One version of a norm, in force over [`since`, `until`) in µs."""

    construct: Construct
    since: int
    until: int


@dataclass(frozen=True, eq=False)
class Provision:
    """A norm through its versions, with the ids of what rides on it. `cited` gives its citation up to a day, the present one last."""

    id: str
    kind: str
    layer: str
    texts: tuple[Text, ...]
    deemings: tuple[str, ...]
    extensions: tuple[str, ...]
    cited: tuple[tuple[date, str], ...]


@dataclass(frozen=True, eq=False)
class Law:
    """The norms of a program, each after those it builds on, and the words, calendars and questions that go with them.

    `timed` are the norms whose deadline others name."""

    provisions: Mapping[str, Provision]
    vocabulary: Vocabulary
    calendars: Mapping[str, Calendar]
    questions: Mapping[str, Question]
    readings: Mapping[str, str]
    day: date | None
    timed: frozenset[str]

    @classmethod
    def of(cls, program: Program) -> Law:
        """The law of a program."""
        book = program.rulebook
        provisions = {norm.id: _provision(norm) for norm in program.norms.values()}
        for norm in program.norms.values():
            for rider in (*norm.deemings, *norm.extensions):
                provisions.setdefault(rider.id, _provision(rider))
        timed = frozenset(
            name for norm in provisions.values() for text in norm.texts for name in timed_by(text.construct)
        )
        questions, readings = book.questions, dict(program.readings)
        return cls(provisions, book.vocabulary, book.calendars, questions, readings, program.law, timed)


def timed_by(construct: Construct) -> Iterator[str]:
    """The norms whose deadline a construct names."""
    names = (name for item in deep(construct.all_items) for relation in item.relations for name in relation.names)
    return (name.removeprefix(DEADLINE_OF) for name in names if name.startswith(DEADLINE_OF))


def _provision(norm: Norm) -> Provision:
    texts = tuple(Text(w.construct, w.since, w.until) for w in norm.wordings)
    former = sorted((until, norm.section.cite(number)) for number, until in norm.card.formerly)
    cited = (*former, (date.max, norm.section.cite(norm.card.number)))
    deemings, extensions = (tuple(rider.id for rider in each) for each in (norm.deemings, norm.extensions))
    return Provision(norm.id, norm.kind, norm.section.layer, texts, deemings, extensions, cited)


@dataclass(frozen=True, eq=False)
class Known:
    """What is known of a case: parties, events by kind in each way they are told, declarations, determinations."""

    parties: Mapping[str, Party]
    told: Mapping[str, Sequence[Sequence[Telling]]]
    declared: Mapping[tuple[str, str], Sequence[Complete]]
    said: Mapping[tuple[str, tuple[str, ...]], Sequence[Determination]]

    @classmethod
    def of(cls, facts: Facts) -> Known:
        """What these facts hold."""
        return cls(facts.parties, facts.told, facts.declared, facts.said)

    @property
    def size(self) -> int:
        """How many facts, declarations and determinations there are."""
        told = sum(len(tellings) for events in self.told.values() for tellings in events)
        return told + sum(map(len, self.declared.values())) + sum(map(len, self.said.values()))


class _Pickler(pickle.Pickler):
    """Packs frozen dataclasses by their values: their own way to be packed looks up its fields each time."""

    def reducer_override(self, obj: object) -> Any:
        values = _values_of(type(obj))  # type: ignore[arg-type]  # a class is hashable
        return NotImplemented if values is None else (type(obj), values(obj))


@cache
def _values_of(kind: type) -> Callable[[object], tuple[Any, ...]] | None:
    """How to get all that an object of a class is made from; None where that is not the same as what it consists of."""
    slotted = is_dataclass(kind) and "__slots__" in vars(kind) and not hasattr(kind, "__post_init__")
    if not slotted or not all(each.init for each in fields(kind)) or not hasattr(kind, "__setstate__"):
        return None
    names = [each.name for each in fields(kind)]
    if len(names) > 1:
        return attrgetter(*names)
    return lambda thing: tuple(getattr(thing, name) for name in names)


def packed(thing: object) -> bytes:
    """A thing as bytes."""
    stream = io.BytesIO()
    _Pickler(stream, pickle.HIGHEST_PROTOCOL).dump(thing)
    return stream.getvalue()


def unpacked(data: bytes) -> Any:
    """The thing again; only ever of bytes that this package wrote itself."""
    return pickle.loads(data)


def read(stream: IO[bytes] | None) -> bytes:
    """One message: its length in eight bytes, then its bytes; empty at the end of the stream."""
    assert stream is not None
    head = _all_of(stream, 8)
    length = int.from_bytes(head, "big") if len(head) == 8 else 0
    body = _all_of(stream, length)
    return body if len(body) == length else b""


def _all_of(stream: IO[bytes], length: int) -> bytes:
    """So many bytes of a stream that gives fewer at a time; fewer only at its end."""
    found = bytearray()
    while len(found) < length and (more := stream.read(length - len(found))):
        found += more
    return bytes(found)


def write(stream: IO[bytes] | None, message: bytes) -> None:
    """One message."""
    assert stream is not None
    left = memoryview(len(message).to_bytes(8, "big") + message)
    while left:
        left = left[stream.write(left) :]
    stream.flush()
