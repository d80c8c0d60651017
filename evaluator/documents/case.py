"""Cases: parties, facts told with uncertain times, declarations of completeness, determinations. Built by `evaluator.documents.intake`."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import astuple, dataclass, field, fields, replace
from functools import cached_property
from typing import Any, Final, NamedTuple
from zoneinfo import ZoneInfo

from evaluator.documents.content import line
from evaluator.documents.vocabulary import Vocabulary
from evaluator.words.fixed import Fixed
from evaluator.words.nodes import Node
from evaluator.words.times import EVER, NEVER, Interval


class _Redacted:
    """The value of a field that was blacked out: known to exist, not known."""

    def __repr__(self) -> str:
        return "redacted"

    def __reduce__(self) -> str:
        return "REDACTED"  # packed and unpacked again it is the same


REDACTED: Final = _Redacted()
REDACTED_NAME: Final = "redacted"  # what a name says that was blacked out
RUNS_FROM: Final = "runs from"  # the field of a demand that holds the time its own clock runs from
WEAK: Final = ("alleged", "apparent")  # statements that leave open whether it is so
ANY_PARTY: Final = "*"  # the one unnamed party that a norm needs and the case does not name


@dataclass(frozen=True, slots=True)
class Party:
    """A party of a case.

    `offices` holds the office it is, then all that office is part of; `declared`: by the file, not only named in it.
    """

    id: str
    name: str
    offices: tuple[str, ...] = ()
    zone: ZoneInfo | None = None
    attributes: Mapping[str, str] = field(default_factory=dict)
    office_by: str = ""
    declared: bool = True


@dataclass(slots=True, eq=False)
class Telling:
    """One fact as one source tells it.

    `time` is when it happened or began, `ended` when a period ended (None: not said). `fields` holds tuples for parties, keys, choices and
    references, `Interval` for times, `REDACTED` for what was blacked out; an absent field is not in it. `recorded` is when it became known
    (µs UTC). `root` is the first fact in its chain of corrections. `derived_from` is the fact that it is written under; `clock` the root of
    the fact that its own time runs from. `strength` is how strong the statement is, if its source says so.
    """

    id: str
    kind: str
    time: Interval
    fields: dict[str, Any]
    recorded: int
    root: str = ""
    ended: Interval | None = None
    replaces: str | None = None
    source: Mapping[str, str] = field(default_factory=dict)
    zone: ZoneInfo | None = None
    place: tuple[str, int, int] = ("", 0, 0)
    supposed: bool = False
    recorded_said: bool = False
    derived_from: str = ""
    period: bool = False
    clock: str = ""
    strength: str | None = None


@dataclass(frozen=True, slots=True)
class Complete:
    """Someone's word that every act of these kinds by this party up to and including `through` (µs) is on file."""

    kinds: frozenset[str]
    about: str
    through: int
    said_by: str
    dated: Interval | None
    recorded: int
    supposed: bool = False


@dataclass(frozen=True, slots=True)
class Determination:
    """An answer to a standard about facts or parties, by a decider; `began` and `ended` limit it in time, None: no limit was said."""

    standard: str
    about: tuple[str, ...]
    says: bool
    by: str
    dated: Interval | None
    recorded: int
    strength: str | None = None
    supposed: bool = False
    began: Interval | None = None
    ended: Interval | None = None


@dataclass(slots=True, eq=False)
class Event:
    """One thing that happened, in each way it is told."""

    root: str
    kind: str
    tellings: tuple[Telling, ...]


class Written(NamedTuple):
    """A file of a case as it was read; what is `part` of a case need not say everything a case says."""

    file: str
    data: Node
    supposed: bool = False
    part: bool = False


@dataclass(frozen=True)
class Case(Fixed):
    """Everything a file says. `zone` reads bare times; `written` are the files it was read from."""

    name: str
    zone: ZoneInfo | None
    parties: Mapping[str, Party]
    tellings: tuple[Telling, ...]
    complete: tuple[Complete, ...]
    said: tuple[Determination, ...]
    file: str
    vocabulary: Vocabulary
    things: Mapping[str, str] = field(default_factory=dict)
    written: tuple[Written, ...] = field(default=(), compare=False, repr=False)

    @property
    def supposes(self) -> bool:
        """Whether anything in it is only supposed."""
        return any(x.supposed for group in (self.tellings, self.complete, self.said) for x in group)

    def __getstate__(self) -> dict[str, Any]:
        """What was read; what was worked out of it stays behind."""
        return {each.name: getattr(self, each.name) for each in fields(self)}

    def facts(self, known: int | None = None) -> Facts:
        """What is known of it at an instant (µs UTC); worked out once for as long as the instant stays the same."""
        found = self._facts.get(known)
        if found is None:
            found = Facts(self, known)
            self._facts.clear()
            self._facts[known] = found
        return found

    @cached_property
    def digest(self) -> str:
        """SHA-256 of everything it says, whatever the order it is written in."""
        return self._digest(EVER)

    def digest_at(self, known: int | None) -> str:
        """SHA-256 of what was recorded by `known` (µs UTC; None: all): the same facts give the same, in any file."""
        return self.digest if known is None else self._digest(known)

    def _digest(self, limit: int) -> str:
        people = [(p.id, p.name, p.offices, str(p.zone), {**p.attributes}) for p in self.parties.values() if p.declared]
        told = [_told(t) for t in self.tellings if t.recorded <= limit]
        spoken: tuple[Complete | Determination, ...] = (*self.complete, *self.said)
        words = [(type(each).__name__, *astuple(each)) for each in spoken if each.recorded <= limit]
        whole = [self.name, str(self.zone), self.things, *(sorted(map(line, each)) for each in (people, told, words))]
        return hashlib.sha256(line(whole).encode("utf-8", "surrogatepass")).hexdigest()

    def telling(self, id: str) -> Telling | None:
        """The fact of that id, as first told."""
        return self._by_id.get(id)

    @cached_property
    def _facts(self) -> dict[int | None, Facts]:
        return {}

    @cached_property
    def _by_id(self) -> Mapping[str, Telling]:
        return {telling.id: telling for telling in reversed(self.tellings)}


def same_telling(one: Telling, other: Telling) -> bool:
    """Whether two tellings say the same, wherever they are written."""
    return line(_told(one)) == line(_told(other))


def _told(telling: Telling) -> list[object]:
    """Everything a telling says, but for where it is written."""
    when = (telling.time, telling.ended, telling.recorded, telling.recorded_said, str(telling.zone))
    origin = (telling.replaces, telling.root, telling.source, telling.supposed, telling.derived_from)
    return [telling.id, telling.kind, when, telling.fields, origin, telling.clock, telling.strength]


class Facts:
    """What is known of a case: live events by kind, indexed by field on demand; declarations and determinations by subject.

    `told` holds the tellings of each event by kind; `plans` is for an engine to keep what it works out of the facts alone.
    """

    def __init__(self, case: Case, known: int | None = None) -> None:
        limit = EVER if known is None else known
        seen = [t for t in case.tellings if t.recorded <= limit]
        supposed = {t.id for t in seen if t.supposed}
        if supposed:  # what is supposed of a fact takes the place of what is on file about it
            seen = [t for t in seen if t.supposed or supposed.isdisjoint((t.id, t.derived_from))]
        replaced = {t.replaces for t in seen if t.replaces is not None}
        self.parties = case.parties
        self.events: dict[str, list[Event]] = {}
        self.by_root: dict[str, Event] = {}
        self.root_of: dict[str, str] = {}
        for telling in seen:
            self.root_of[telling.id] = telling.root
            if telling.id in replaced or telling.derived_from in replaced:
                continue
            event = self.by_root.get(telling.root)
            if event is None:
                event = Event(telling.root, telling.kind, (telling,))
                self.by_root[telling.root] = event
                self.events.setdefault(telling.kind, []).append(event)
            else:
                event.tellings = (*event.tellings, telling)
        for event in self.by_root.values():
            if len(event.tellings) > 1 or event.tellings[0].clock:
                event.tellings = tuple(self._clocked(_strongest(event.tellings)))
        self.declared: dict[tuple[str, str], list[Complete]] = {}
        for declaration in (each for each in case.complete if each.recorded <= limit):
            for kind in declaration.kinds:
                self.declared.setdefault((kind, declaration.about), []).append(declaration)
        self.said: dict[tuple[str, tuple[str, ...]], list[Determination]] = {}
        for word in (each for each in case.said if each.recorded <= limit):
            self.said.setdefault((word.standard, word.about), []).append(word)
        self.told = {kind: [event.tellings for event in events] for kind, events in self.events.items()}
        self.plans: dict[Any, Any] = {}
        self._index: dict[tuple[str, str], tuple[dict[object, list[Event]], list[Event]]] = {}

    def _clocked(self, tellings: Iterable[Telling]) -> Iterator[Telling]:
        """Tellings with the time from which their own clock runs: that of another fact, in each way that it is told."""
        for telling in tellings:
            if not telling.clock:
                yield telling
                continue
            event = self.by_root.get(telling.clock)
            starts = [t.time for t in event.tellings] if event is not None else [Interval(telling.time.earliest, EVER)]
            for start in dict.fromkeys(starts):
                yield replace(telling, fields={**telling.fields, RUNS_FROM: start})

    def candidates(self, kinds: Iterable[str], field_name: str | None, values: tuple[object, ...]) -> list[Event]:
        """Events of these kinds whose field may hold one of the values (an open field may); all of them without a field."""
        found: list[Event] = []
        for kind in kinds:
            events = self.events.get(kind)
            if not events:
                continue
            if field_name is None or len(events) < 4:
                found += events
                continue
            index, unknown = self._indexed(kind, field_name)
            hits = index.get(values[0], []) if len(values) == 1 else _merged(index, values)
            found += hits + unknown if unknown else hits
        return found

    def _indexed(self, kind: str, name: str) -> tuple[dict[object, list[Event]], list[Event]]:
        made = self._index.get((kind, name))
        if made is None:
            index: dict[object, list[Event]] = {}
            unknown: list[Event] = []
            for event in self.events[kind]:
                values: set[object] = set()
                for telling in event.tellings:
                    value = telling.fields.get(name)
                    values.update(value if isinstance(value, tuple) else (REDACTED,))
                if REDACTED in values:
                    unknown.append(event)
                else:
                    for value in values:
                        index.setdefault(value, []).append(event)
            made = self._index[kind, name] = (index, unknown)
        return made


def _strongest(tellings: Sequence[Telling]) -> Sequence[Telling]:
    """What was found, where the same is also only alleged; else all of it."""
    return [telling for telling in tellings if telling.strength not in WEAK] or tellings


def _merged(index: Mapping[object, list[Event]], values: tuple[object, ...]) -> list[Event]:
    return list({event.root: event for value in values for event in index.get(value, ())}.values())


TIMELESS: Final = Interval(NEVER, NEVER + 1)
UNKNOWN_TIME: Final = Interval(NEVER, EVER)
