"""What can only be said once all facts are read: ids told twice, corrections, references, answers to demands."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from evaluator.documents.case import ANY_PARTY, TIMELESS, Telling
from evaluator.documents.inherited import inherit
from evaluator.documents.reader import HINTED, hint, place, quoted
from evaluator.documents.vocabulary import Field, Vocabulary
from evaluator.words.errors import Problem, one
from evaluator.words.nodes import Listed, Mapped

STARTS = ("issued", "published", "delivered", "received")  # what the clock of a demand may run from, beside a fact
LIFTING = "lifting"  # the group of kinds that close or lift what they are `of`
SHOWN = 6  # facts of a circle of corrections, and demands of a document, that a message names


@dataclass(frozen=True, eq=False)
class Written:
    """How a telling was written: its kind, with its place, and what stands under it; of a demand also its document."""

    file: str
    kind: object
    entry: Mapped
    document: Telling | None = None

    def problem(self, field: str, value: str, what: str, help: str = "") -> Problem:
        """A problem with one value of a field, at that value; at the kind where the field was not written."""
        node = self.entry.get(field)
        items = node if isinstance(node, Listed) else ()
        found = next((item for item in items if item == value), node if node is not None else self.kind)
        return Problem(self.file, *place(found), what, help)


class Finish:
    """Sets each telling's root and resolves references. `unread` are ids of facts that could not be read."""

    def __init__(
        self,
        tellings: Sequence[Telling],
        written: Mapping[int, Written],
        things: Mapping[str, str],
        vocabulary: Vocabulary,
        unread: Collection[str] = (),
    ) -> None:
        self.tellings, self.written, self.things = tellings, written, things
        self.vocabulary, self.unread = vocabulary, unread
        self.problems: list[Problem] = []
        self.by_id: dict[str, list[Telling]] = {}
        self.demands: dict[str, list[Telling]] = {}  # by the document that carries them
        for telling in tellings:
            self.by_id.setdefault(telling.id, []).append(telling)
            if telling.kind == "demand":
                self.demands.setdefault(telling.derived_from, []).append(telling)
        self.declared: dict[str, set[str]] = {}
        for thing, kind in things.items():
            self.declared.setdefault(kind, set()).add(thing)

    def run(self) -> list[Problem]:
        """Every problem found; the tellings are complete then."""
        for told in self.by_id.values():
            self._told_twice(told)
        self._roots()
        for telling in self.tellings:
            for field in self.vocabulary.kinds[telling.kind].fields.values():
                if field.type == "reference":
                    self._references(telling, field)
                elif field.type in ("key", "keys"):
                    self._keys(telling, field)
            if telling.clock:
                self._clock(telling)
        self._clocks_in_circles()
        self._answers()
        inherit(self.tellings, {key: each.entry for key, each in self.written.items()}, self.vocabulary)
        return self.problems

    def _wrong(self, telling: Telling, field: str, value: str, what: str, help: str = "") -> None:
        written = self.written.get(id(telling)) or Written(telling.place[0], None, Mapped())
        self.problems.append(written.problem(field, value, what, help))

    def _hint(self, name: str, known: Iterable[str]) -> str:
        """The nearest name, for the first problems; looking for it takes its time."""
        return hint(name, known) if len(self.problems) < HINTED else ""

    # -- one id, one fact

    def _told_twice(self, told: Sequence[Telling]) -> None:
        """One id may be told by several sources; twice by one source is a slip."""
        first = told[0]
        for other in told[1:]:
            if other.kind != first.kind:
                what = f"{quoted(other.id)} is {one(first.kind)} {self._where(first, other)} and {one(other.kind)} here"
                self._wrong(other, "id", other.id, what, "give each fact its own id")
            elif self._slipped(first, other):
                what = f"{quoted(other.id)} is told twice and differently, here and {self._where(first, other)}"
                advice = (
                    "give it another id, say with `source` who tells it, or write `replaces` if it corrects the other"
                )
                self._wrong(other, "id", other.id, what, advice)

    def _slipped(self, first: Telling, other: Telling) -> bool:
        """Whether two tellings of one id differ though they come from one source, in one file, from one document."""
        if other.source != first.source or first.supposed != other.supposed:
            return False
        documents = [written.document for t in (first, other) if (written := self.written.get(id(t))) is not None]
        if first.derived_from and len(set(map(id, documents))) > 1:
            return False  # the documents differ, and that is said of them
        return _content(first) != _content(other)

    def _where(self, telling: Telling, seen_from: Telling) -> str:
        file = "" if telling.place[0] == seen_from.place[0] else f" of {telling.place[0]}"
        return f"at line {telling.place[1]}{file}"

    # -- corrections

    def _roots(self) -> None:
        """The first fact of every chain of corrections, each link walked once."""
        root_of: dict[str, str] = {}
        for telling in self.tellings:
            before = self._replaced(telling)
            telling.root = self._root_of(before, root_of) if before is not None else telling.id
            if telling.replaces is None or telling.replaces in self.unread:
                continue
            if before is None:
                what = f"{quoted(telling.id)} replaces {quoted(telling.replaces)}, which is not in the case"
                self._wrong(telling, "replaces", telling.replaces, what, self._hint(telling.replaces, self.by_id))
            elif before.kind != telling.kind:
                what = f"{quoted(telling.id)} is {one(telling.kind)} and cannot replace {quoted(before.id)}, {one(before.kind)}"
                self._wrong(telling, "replaces", telling.replaces, what, "a fact is replaced by one of its own kind")
            elif before.id == telling.id and before is not telling:
                self._circle([telling])

    def _replaced(self, telling: Telling) -> Telling | None:
        """The fact that a telling replaces, if it is in the case."""
        found = self.by_id.get(telling.replaces) if telling.replaces is not None else None
        return found[0] if found else None

    def _root_of(self, telling: Telling, root_of: dict[str, str]) -> str:
        path: list[Telling] = []
        ahead: Telling | None = telling
        while ahead is not None and ahead.id not in root_of:
            path.append(ahead)
            root_of[ahead.id] = ""  # on the path, root not known yet
            ahead = self._replaced(ahead)
        if ahead is not None and not root_of[ahead.id]:
            self._circle(path[path.index(ahead) :])
        root = path[-1].id if ahead is None else root_of[ahead.id] or ahead.id
        root_of.update((each.id, root) for each in path)
        return root

    def _circle(self, circle: Sequence[Telling]) -> None:
        what = f"corrections in a circle: {_round(circle, ' replaces ')}"
        what = f"{quoted(circle[0].id)} replaces itself" if len(circle) == 1 else what
        advice = "the newest one replaces, the oldest replaces nothing"
        self._wrong(circle[0], "replaces", str(circle[0].replaces), what, advice)

    # -- references

    def _references(self, telling: Telling, field: Field) -> None:
        value = telling.fields.get(field.name)
        if not isinstance(value, tuple):
            return
        wanted = {member for name in field.options for member in self.vocabulary.members(name)}
        roots = []
        for id in value:
            told = self.by_id.get(id)
            if told is None:
                self._unknown(telling, field.name, id, wanted)
            elif told[0].kind not in wanted:
                what = f"`{field.name}` names {quoted(id)}, {one(told[0].kind)}"
                help = f"it takes the id of {one(' or '.join(field.options))}"
                self._wrong(telling, field.name, id, what, help + self._demands_in(id, telling, wanted))
            else:
                roots.append(told[0].root)
        telling.fields[field.name] = tuple(dict.fromkeys(roots))

    def _demands_in(self, id: str, telling: Telling, wanted: Collection[str]) -> str:
        """The demands of a document that may be meant in its place: those for such an act, else all of them."""
        inside = self.demands.get(id, ()) if "demand" in wanted else ()
        such = [each for each in inside if _asks_for(each, telling.kind)] or inside
        ids = list(dict.fromkeys(quoted(each.id) for each in such))[:SHOWN]
        return f"; {quoted(id)} carries the demand{'s' * (len(ids) > 1)} {', '.join(ids)}" if ids else ""

    def _unknown(self, telling: Telling, field: str, id: str, wanted: Collection[str]) -> None:
        if id not in self.unread:
            known = (each for each, told in self.by_id.items() if told[0].kind in wanted)
            self._wrong(
                telling, field, id, f"`{field}` names {quoted(id)}, which is not in the case", self._hint(id, known)
            )

    def _keys(self, telling: Telling, field: Field) -> None:
        """A key that is no id of a declared thing of that name is a slip, once the case declares any; one that names a fact is its root."""
        if field.name not in self.vocabulary.things:
            ids = telling.fields.get(field.name)
            if field.name in self.vocabulary.kinds and isinstance(ids, tuple):
                roots = [self.by_id[id][0].root if id in self.by_id else id for id in ids]
                telling.fields[field.name] = tuple(dict.fromkeys(roots))
            return
        value, known = telling.fields.get(field.name), self.declared.get(field.name)
        for id in value if known and isinstance(value, tuple) else ():
            if known and id != ANY_PARTY and id not in known and id not in self.unread:
                what = f"`{field.name}` names {quoted(id)}, which the case does not declare"
                self._wrong(telling, field.name, id, what, self._hint(id, known))

    def _clock(self, demand: Telling) -> None:
        """The fact that the clock of a demand runs from."""
        told, clock = self.by_id.get(demand.clock), demand.clock
        if told is not None and told[0].time != TIMELESS:
            demand.clock = told[0].root
        elif told is not None or clock in self.things:
            self._wrong(demand, "from", clock, f"`from` names {quoted(clock)}, which has no time", "name what happened")
        elif clock not in self.unread:
            what = f"`from` names {quoted(clock)}, which is not in the case"
            near = self._hint(clock, (*STARTS, *self.by_id))
            words = ", ".join(f"`{each}`" for each in STARTS)
            self._wrong(demand, "from", clock, what, near or f"it takes {words}, or the id of a fact")

    def _clocks_in_circles(self) -> None:
        """Demands whose clocks run from each other, or one from itself: none of them ever starts."""
        ahead: dict[str, Telling] = {}
        for demand in (telling for telling in self.tellings if telling.clock):
            ahead.setdefault(demand.id, demand)
        done: set[str] = set()
        for start in ahead.values():
            path: list[Telling] = []
            now: Telling | None = start
            while now is not None and now.id not in done:
                done.add(now.id)
                path.append(now)
                now = ahead.get(now.clock)
            if now is None or now not in path:
                continue
            circle = path[path.index(now) :]
            what = f"the times of demands in a circle: {_round(circle, ' runs from ')}"
            what = f"the time of {quoted(now.id)} runs from itself" if len(circle) == 1 else what
            self._wrong(now, "from", now.clock, what, "a time begins with the letter, or with something that happened")

    # -- answers

    def _answers(self) -> None:
        """Who answers a document answers its demands for such an act; who answers a demand, its document.

        What closes or lifts a document closes or lifts its demands.
        """
        demand = self.vocabulary.kinds.get("demand")
        if demand is None or "do" not in demand.fields:
            return
        asked_for = frozenset(demand.fields["do"].options)
        inside: dict[str, list[Telling]] = {}
        document_of: dict[str, str] = {}
        for telling in self.tellings:
            documents = telling.fields.get("in") if telling.kind == "demand" else None
            for document in documents if isinstance(documents, tuple) else ():
                inside.setdefault(document, []).append(telling)
                document_of[telling.root] = document
        for demands in inside.values():
            demands.sort(key=lambda each: each.id)
        for telling in self.tellings:
            value = telling.fields.get("answers")
            if telling.kind in asked_for and isinstance(value, tuple):
                more = [document_of[id] for id in value if id in document_of]
                more += [
                    each.root for id in (*value, *more) for each in inside.get(id, ()) if _asks_for(each, telling.kind)
                ]
                telling.fields["answers"] = tuple(dict.fromkeys((*value, *more)))
            lifted = telling.fields.get("of") if telling.kind in self.vocabulary.groups.get(LIFTING, ()) else None
            if isinstance(lifted, tuple):
                more = [each.root for id in lifted for each in inside.get(id, ())]
                telling.fields["of"] = tuple(dict.fromkeys((*lifted, *more)))


def _round(circle: Sequence[Telling], verb: str) -> str:
    """The first facts of a circle in turn, and the one with which it closes."""
    names = [quoted(telling.id) for telling in circle]
    return verb.join(names[:SHOWN] + ["…"] * (len(names) > SHOWN) + names[:1])


def _asks_for(demand: Telling, kind: str) -> bool:
    """Whether a demand may ask for an act of that kind; one that does not say may ask for any."""
    asked = demand.fields.get("do")
    return kind in asked if isinstance(asked, tuple) else True


def _content(telling: Telling) -> tuple[object, ...]:
    return telling.fields, telling.time, telling.ended, telling.replaces


def finish_tellings(
    tellings: Sequence[Telling],
    written: Mapping[int, Written],
    things: Mapping[str, str],
    vocabulary: Vocabulary,
    unread: Collection[str] = (),
) -> list[Problem]:
    """Set each telling's root and resolve references; returns every problem found."""
    return Finish(tellings, written, things, vocabulary, unread).run()
