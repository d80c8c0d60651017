"""One entry of `facts` becomes a telling of a fact, or a thing with the roles that parties play for it."""

from __future__ import annotations

import hashlib
import json
from typing import Any
from zoneinfo import ZoneInfo

from evaluator.documents.case import ANY_PARTY, TIMELESS, UNKNOWN_TIME, Telling
from evaluator.documents.parties import Parties, zone_in
from evaluator.documents.reader import Reader, hint, key_of, quoted
from evaluator.documents.tellings import Written
from evaluator.documents.values import Values, yes_or_no
from evaluator.documents.vocabulary import STRENGTHS, Kind, Vocabulary
from evaluator.words.errors import one
from evaluator.words.nodes import Listed, Mapped, Node, Text
from evaluator.words.times import Interval, parse_time

COMMON = ("id", "happened", "began", "ended", "recorded", "source", "replaces", "zone", "note", "draft", "strength")
THING = ("id", "roles", "note", "source")
SOURCE = ("document", "page", "paragraph", "footnote", "line", "lines", "row", "span", "url", "sha256")
DOCUMENTS = "document"  # the group of kinds that may carry demands


class Entries:
    """Collects the tellings of one case, with how each was written, and the things it declares.

    `unread` holds the ids of entries that could not be read: who refers to them is not to blame.
    """

    def __init__(self, vocabulary: Vocabulary, parties: Parties) -> None:
        self.vocabulary, self.parties = vocabulary, parties
        self.tellings: list[Telling] = []
        self.written: dict[int, Written] = {}
        self.things: dict[str, str] = {}
        self.unread: set[str] = set()

    def add(self, telling: Telling, written: Written) -> Telling:
        """Keep a telling."""
        self.tellings.append(telling)
        self.written[id(telling)] = written
        return telling

    def values(self, reader: Reader) -> Values:
        """The typing of values in one file."""
        return Values(reader, lambda node, several: self.parties.resolved(reader, node, several), self.vocabulary.norms)

    def take(self, reader: Reader, item: Node, zone: ZoneInfo | None, supposed: bool) -> tuple[Telling, Mapped] | None:
        """Read one entry of `facts`; returns a fact with what is written under it, nothing for a thing."""
        entry = reader.mapping(item, "a fact")
        if len(entry) != 1:
            if isinstance(item, Mapped):
                what = ", ".join(quoted(key) for key in list(entry)[:4]) + (" and more" if len(entry) > 4 else "")
                advice = "write each fact under its kind, as in `notice: {id: letter}`"
                reader.wrong(item, f"a fact is one kind with its fields, not {what or 'nothing'}", advice)
                self.unread.update(_id_of(each) for each in (entry, *entry.values()))
            return None
        key, node = next(((key_of(entry, key), node) for key, node in entry.items()))
        if key in self.vocabulary.things:
            self._thing(reader, key, node, supposed)
            return None
        kind = self.vocabulary.kinds.get(key)
        if kind is None:
            near = reader.hint(key, [*self.vocabulary.kinds, *self.vocabulary.things])
            advice = f"{near}{' ' if near.endswith('?') else '; '}`callrules facts` lists them all"
            reader.wrong(key, f"unknown kind of fact {quoted(key)}", advice.lstrip("; "))
            self.unread.add(_id_of(node))
            return None
        extra = [
            *(["demands"] if self.carries_demands(kind.name) else []),
            *(["roles"] if self._has_roles(kind) else []),
        ]
        fields = reader.mapping(node, f"the {kind.name}", (*COMMON, *kind.fields, *extra))
        telling = self._telling(reader, kind, key, fields, zone, supposed)
        if "roles" in extra:
            self._roles(reader, fields, (kind.name, telling.id), supposed, telling)
        return telling, fields

    def carries_demands(self, kind: str) -> bool:
        """Whether facts of a kind may carry demands."""
        return "demand" in self.vocabulary.kinds and kind in self.vocabulary.groups.get(DOCUMENTS, ())

    def _has_roles(self, kind: Kind) -> bool:
        """Whether parties have roles for single facts of a kind."""
        role = self.vocabulary.kinds.get("role")
        return role is not None and kind.name in role.fields and role.fields[kind.name].type == "key"

    def _telling(
        self, reader: Reader, kind: Kind, key: Text, entry: Mapped, zone: ZoneInfo | None, supposed: bool
    ) -> Telling:
        zone = zone_in(reader, entry) or self._author_zone(kind, entry) or zone
        values = self.values(reader)
        fields = {
            name: value
            for name, field in kind.fields.items()
            if name in entry and (value := values.typed(field, entry[name], zone)) is not None
        }
        time, ended = self._times(reader, kind, entry, zone)
        recorded = _time(reader, entry, "recorded", zone)
        self._draft(reader, kind, entry)
        reader.note(entry)
        id = reader.key(entry["id"], "a fact's `id`") if "id" in entry else None
        replaces = reader.name(entry["replaces"], "`replaces`") if "replaces" in entry else None
        known = recorded.earliest if recorded else time.earliest
        telling = Telling(str(id or ""), kind.name, time, fields, known, "", ended, str(replaces) if replaces else None)
        telling.source, telling.zone, telling.place = _source(reader, entry), zone, (reader.file, key.line, key.column)
        telling.supposed, telling.recorded_said, telling.period = supposed, recorded is not None, kind.period
        strength = reader.one_of(entry["strength"], "strength", STRENGTHS) if "strength" in entry else None
        telling.strength = str(strength) if strength is not None else None
        if not telling.id:
            telling.id = f"{kind.name} {hashlib.sha256(content(telling).encode()).hexdigest()[:6]}"
        return self.add(telling, Written(reader.file, key, entry))

    def _author_zone(self, kind: Kind, entry: Mapped) -> ZoneInfo | None:
        subject = entry.get(kind.subject) if kind.subject else None
        authors = subject if isinstance(subject, Listed) else [subject]
        return self.parties.zone_of([author for author in authors if isinstance(author, Text)])

    def _times(
        self, reader: Reader, kind: Kind, entry: Mapped, zone: ZoneInfo | None
    ) -> tuple[Interval, Interval | None]:
        """When it happened, or began and ended."""
        for wrong, right in (("happened", "`began` and `ended`"), ("began", "`happened`"), ("ended", "`happened`")):
            if wrong in entry and (wrong == "happened") == kind.period:
                reader.wrong(key_of(entry, wrong), f"a {kind.name} has no `{wrong}`", f"it has {right}")
        time = _time(reader, entry, "began" if kind.period else "happened", zone)
        ended = _time(reader, entry, "ended", zone) if kind.period else None
        if ended and time and ended.latest <= time.earliest:
            reader.wrong(
                entry["ended"], f"it ended ({entry['ended']}) before it began ({entry['began']})", "look at both again"
            )
        return time or (TIMELESS if kind.timeless else UNKNOWN_TIME), ended

    def _draft(self, reader: Reader, kind: Kind, entry: Mapped) -> None:
        if "draft" not in entry:
            return
        word = yes_or_no(str(reader.text(entry["draft"], "`draft`")))
        if word == "yes":
            advice = "remove `draft` once a person has confirmed it"
            reader.wrong(key_of(entry, "draft"), f"this {kind.name} is a draft", advice)
        elif word is None and isinstance(entry["draft"], Text):
            reader.wrong(entry["draft"], f"`draft` should be `yes` or `no`, not {quoted(entry['draft'])}")

    def _thing(self, reader: Reader, kind: Text, node: Node, supposed: bool) -> None:
        entry = reader.mapping(node, f"the {kind}", THING, ("id",))
        id = reader.key(entry["id"], f"the `id` of {one(kind)}") if "id" in entry else None
        if id is None:
            return
        reader.note(entry)
        before = self.things.setdefault(str(id), str(kind))
        if before != kind:
            reader.wrong(id, f"{quoted(id)} is declared as {one(before)} and as {one(kind)}", "give each its own id")
        self._roles(reader, entry, (str(kind), str(id)), supposed)

    def _roles(
        self, reader: Reader, entry: Mapped, of: tuple[str, str], supposed: bool, told: Telling | None = None
    ) -> None:
        """The roles written under a thing, or under a fact (`told`)."""
        roles = reader.mapping(entry.get("roles", Mapped()), "`roles`")
        for party, played in roles.items():
            if self.parties.resolved(reader, key_of(roles, party)) is not None:
                for role in reader.some(played, "a role"):
                    self.role(reader, party, role, of, supposed, told)

    def role(
        self,
        reader: Reader,
        party: str,
        role: Text,
        of: tuple[str, str] | None,
        supposed: bool,
        told: Telling | None = None,
    ) -> None:
        """A role of a party, for one traffic, for one call (the fact `told`), or for any."""
        kind = self.vocabulary.kinds.get("role")
        if kind is None or not {"of", "is"} <= kind.fields.keys() or (of is not None and of[0] not in kind.fields):
            known = [name for name in kind.fields if name in self.vocabulary.things] if kind else []
            reader.wrong(role, f"nobody has a role for a {of[0] if of else 'party'}", hint(of[0] if of else "", known))
            return
        spellings = kind.fields["is"].spellings
        if role not in spellings:
            reader.wrong(role, f"unknown role {quoted(role)}", reader.hint(role, spellings))
            return
        fields: dict[str, Any] = {"of": (str(party),), "is": (spellings[role],)}
        if of is not None:
            fields[of[0]] = (of[1],)
        else:  # a role of a party, said of no traffic, is its role for any
            fields |= {name: (ANY_PARTY,) for name, field in kind.fields.items() if field.type == "key"}
        id = f"role of {party}" + (f" for {of[1]}" if of else "") + f": {spellings[role]}"
        at = (reader.file, role.line, role.column)
        telling = Telling(id, "role", TIMELESS, fields, TIMELESS.earliest, place=at, supposed=supposed)
        if told is not None:
            telling.recorded, telling.recorded_said = told.recorded, told.recorded_said
            telling.derived_from, telling.source = told.id, told.source
        self.add(telling, Written(reader.file, role, Mapped()))


def _time(reader: Reader, entry: Mapped, key: str, zone: ZoneInfo | None) -> Interval | None:
    return reader.parsed(entry[key], f"`{key}`", lambda text: parse_time(text, zone)) if key in entry else None


def _source(reader: Reader, entry: Mapped) -> dict[str, str]:
    """Where a fact is from: a document's name, or several keys that say it."""
    node = entry.get("source", Mapped())
    if isinstance(node, Mapped):
        node = reader.mapping(node, "`source`", SOURCE)
        return {str(key): str(reader.text(value, f"`{key}` of the source")) for key, value in node.items()}
    return {"document": str(reader.text(node, "`source`"))}


def _id_of(node: Node) -> str:
    """The id that an unreadable entry claims, or nothing."""
    return str(node["id"]) if isinstance(node, Mapped) and isinstance(node.get("id"), Text) else ""


def content(telling: Telling) -> str:
    """Everything a telling says, as one line."""
    fields = {name: str(value) for name, value in telling.fields.items()}
    told = [
        telling.kind, telling.time, telling.ended, telling.replaces, fields, dict(telling.source), telling.clock,
        telling.strength, telling.derived_from,
    ]  # fmt: skip
    return json.dumps(told, sort_keys=True)
