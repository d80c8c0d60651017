"""Intake: the sources of one case become a `Case`, or every problem in all of them is reported at once."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from evaluator.documents.case import ANY_PARTY, TIMELESS, UNKNOWN_TIME, Case, Party, Telling
from evaluator.documents.declarations import Declarations
from evaluator.documents.reader import Reader, key_of
from evaluator.documents.tellings import finish_tellings
from evaluator.documents.values import Values
from evaluator.documents.vocabulary import Kind, Vocabulary
from evaluator.words.errors import BadInput, Problem, advise
from evaluator.words.nodes import Listed, Mapped, Node, Text
from evaluator.words.source import CASE_BYTES, Source, load_path
from evaluator.words.times import Interval, parse_time, zone_named

TOP = ("case", "zone", "parties", "facts", "complete", "determinations")
COMMON = ("id", "happened", "began", "ended", "recorded", "source", "replaces", "zone", "note", "draft")
DEMAND = ("id", "do", "within", "due", "from", "only if", "silence means", "threatens", "all of", "any of")
MOST_FACTS = 1_000_000


class Intake:
    """Collects what the files of one case say. Later files are overlays; `supposed` marks what they add."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self.vocabulary = vocabulary
        self.problems: list[Problem] = []
        self.name = ""
        self.zone: ZoneInfo | None = None
        self.parties: dict[str, Party] = {}
        self.things: dict[str, str] = {}
        self.tellings: list[Telling] = []
        self.declarations = Declarations(vocabulary)

    def take(self, source: Source, supposed: bool = False) -> None:
        """Read one file into the case; problems are kept until `case`."""
        reader = Reader(source.file)
        top = self._lines(reader, source.data) if isinstance(source.data, Listed) else source.data
        top = reader.mapping(top, "the case", TOP, () if supposed else ("case", "facts"))
        if "case" in top and not supposed:
            self.name = str(reader.text(top["case"], "`case`"))
        if "zone" in top:
            self.zone = reader.parsed(top["zone"], "`zone`", zone_named) or self.zone
        for key, node in reader.mapping(top.get("parties", Mapped()), "`parties`").items():
            self._party(reader, key, node, supposed)
        facts = reader.sequence(top.get("facts", Listed()), "`facts`")
        if len(facts) > MOST_FACTS:
            reader.wrong(facts, f"{len(facts)} facts in one case", f"a case holds at most {MOST_FACTS}; split it by provider")
            facts = Listed((), facts.line, facts.column)
        for item in facts:
            self._fact(reader, item, supposed)
        values = Values(reader, lambda node: self._resolved(reader, node))
        self.declarations.take(reader, values, top, self.zone, supposed)
        self.problems += reader.problems

    def case(self, file: str, digests: Sequence[str]) -> Case:
        """The finished case; raises BadInput with every problem of every file."""
        self.problems += finish_tellings(self.tellings, self.things, self.vocabulary)
        self.problems += self.declarations.finish({t.id for t in self.tellings}, self.parties, self.things)
        if self.problems:
            raise BadInput(self.problems)
        tellings = tuple(sorted(_distinct(self.tellings), key=lambda t: (t.time, t.id, t.recorded, _content(t))))
        digest = hashlib.sha256("\n".join(sorted(digests)).encode()).hexdigest()
        return Case(
            self.name, self.zone, self.parties, tellings, self.declarations.complete(), self.declarations.said(),
            file, digest, self.vocabulary, self.things,
        )  # fmt: skip

    def _lines(self, reader: Reader, lines: Listed) -> Mapped:
        """JSON Lines: header keys merge, any other single-key line is a fact."""
        merged = Mapped((), lines.line, lines.column)
        lists = {name: Listed((), lines.line, lines.column) for name in ("facts", "complete", "determinations")}
        for line in lines:
            entry = reader.mapping(line, "a line")
            if not any(key in TOP for key in entry):
                lists["facts"].append(line)
                continue
            for key, node in entry.items():
                if key in lists:
                    lists[key].extend(node if isinstance(node, Listed) else [node])
                elif key == "parties" and key in merged and isinstance(node, Mapped):
                    merged[key].update(node)
                else:
                    merged[key] = node
        merged.update({name: nodes for name, nodes in lists.items() if nodes or name == "facts"})
        return merged

    def _party(self, reader: Reader, key: Text, node: Node, supposed: bool) -> None:
        attributes = self.vocabulary.attributes
        what = f"the party `{key}`"
        entry = reader.mapping(node, what, ("name", "zone", "office", "roles", *attributes), ())
        if key == ANY_PARTY or not key.strip():
            reader.wrong(key, f"`{key}` cannot name a party")
        if key in self.parties and not supposed:
            reader.wrong(key, f"the party `{key}` is declared twice")
        zone = reader.parsed(entry["zone"], "`zone`", zone_named) if "zone" in entry else None
        name = str(reader.text(entry["name"], "`name`")) if "name" in entry else str(key)
        office, by = None, ""
        if "office" in entry:
            named = reader.one_of(entry["office"], "office", self.vocabulary.offices)
            office, by = (self.vocabulary.offices[named], "declared") if named else (None, "")
        else:
            for candidate in (name, str(key)):
                if office is None and (office := self.vocabulary.office_of(candidate)) is not None:
                    by = f"its name, `{candidate}`"
        told = {
            name: str(value)
            for name, options in attributes.items()
            if name in entry and (value := reader.one_of(entry[name], name, options)) is not None
        }
        self.parties[str(key)] = Party(str(key), name, office.chain if office else (), zone, told, by)
        for role in reader.texts(entry["roles"], "`roles`") if "roles" in entry else ():
            self._role(reader, key, role, None, supposed)

    def _resolved(self, reader: Reader, node: Node) -> str | None:
        """The party a value names: declared, or an office by one of its names."""
        text = reader.text(node, "a party")
        if text in self.parties:
            return str(text)
        office = self.vocabulary.office_of(text)
        if office is None:
            names = [*self.parties, *(o.name for o in self.vocabulary.offices.values())]
            reader.wrong(text, f"unknown party `{text}`", advise(text, names))
            return None
        self.parties[str(text)] = Party(str(text), office.name, office.chain, office_by="its name")
        return str(text)

    def _fact(self, reader: Reader, item: Node, supposed: bool) -> None:
        entry = reader.mapping(item, "a fact")
        if len(entry) != 1:
            if isinstance(item, Mapped):
                what = ", ".join(f"`{key}`" for key in entry) or "nothing"
                reader.wrong(item, f"a fact is one kind with its fields, not {what}", "write `- notice: {id: letter, …}`")
            return
        (key, node), kinds = next(iter(entry.items())), self.vocabulary.kinds
        if key in self.vocabulary.things:
            self._thing(reader, key, reader.mapping(node, f"the {key}", ("id", "roles", "note", "source"), ("id",)), supposed)
        elif key not in kinds:
            reader.wrong(key, f"unknown kind of fact `{key}`", advise(key, [*kinds, *self.vocabulary.things]) + "; `callrules facts` lists them")
        else:
            kind = kinds[key]
            extra = ("demands",) if "demand" in kinds and any(f.name == "time allowed" for f in kind.fields.values()) else ()
            fields = reader.mapping(node, f"the {key}", (*COMMON, *kind.fields, *extra))
            telling = self._telling(reader, kind, key, fields, supposed)
            for number, demand in enumerate(reader.sequence(fields["demands"], "`demands`") if "demands" in fields else (), 1):
                self._demands(reader, telling, demand, number, supposed)

    def _telling(self, reader: Reader, kind: Kind, key: Text, entry: Mapped, supposed: bool) -> Telling:
        values = Values(reader, lambda node: self._resolved(reader, node))
        subject = entry.get(kind.subject) if kind.subject else None
        authors = subject if isinstance(subject, Listed) else [subject]
        author = next((self.parties[a].zone for a in authors if isinstance(a, Text) and a in self.parties and self.parties[a].zone), None)
        zone = (reader.parsed(entry["zone"], "`zone`", zone_named) if "zone" in entry else None) or author or self.zone
        fields = {
            name: value
            for name, field in kind.fields.items()
            if name in entry and (value := values.typed(field, entry[name], zone)) is not None
        }
        time = self._time(reader, entry, "began" if kind.period else "happened", zone)
        for wrong, right in (("happened", "began"), ("began", "happened"), ("ended", "happened")):
            if wrong in entry and (wrong == "happened") == kind.period:
                reader.wrong(key_of(entry, wrong), f"a {kind.name} has no `{wrong}`", f"it has `{right}`" + (" and `ended`" if kind.period else ""))
        ended = self._time(reader, entry, "ended", zone) if kind.period and "ended" in entry else None
        if ended and time and ended.latest <= time.earliest:
            reader.wrong(entry["ended"], "it ended before it began")
        recorded = self._time(reader, entry, "recorded", zone) if "recorded" in entry else None
        time = time or (TIMELESS if kind.timeless else UNKNOWN_TIME)
        for name, plain in (("id", "a fact's `id`"), ("replaces", "`replaces`")):
            if name in entry and not reader.text(entry[name], plain).strip():
                reader.wrong(entry[name], f"{plain} is blank")
        if entry.get("draft") == "yes":
            reader.wrong(key_of(entry, "draft"), f"this {kind.name} is a draft", "remove `draft` once a person has confirmed it")
        source = entry.get("source", Mapped())
        told = {str(k): str(v) for k, v in source.items()} if isinstance(source, Mapped) else {"document": str(source)}
        telling = Telling(
            str(entry.get("id", "")), kind.name, time, fields,
            recorded.earliest if recorded else time.earliest, "", ended,
            str(entry["replaces"]) if "replaces" in entry else None, told, zone,
            (reader.file, getattr(key, "line", 0)), supposed, recorded is not None, "", kind.period,
        )  # fmt: skip
        if not telling.id:
            telling.id = f"{kind.name} {hashlib.sha256(_content(telling).encode()).hexdigest()[:6]}"
        self.tellings.append(telling)
        return telling

    def _time(self, reader: Reader, entry: Mapped, key: str, zone: ZoneInfo | None) -> Interval | None:
        return reader.parsed(entry[key], f"`{key}`", lambda text: parse_time(text, zone)) if key in entry else None

    def _thing(self, reader: Reader, kind: Text, entry: Mapped, supposed: bool) -> None:
        if "id" not in entry:
            return
        id = str(reader.text(entry["id"], "`id`"))
        self.things[id] = str(kind)
        for party, roles in reader.mapping(entry.get("roles", Mapped()), "`roles`").items():
            if self._resolved(reader, party) is not None:
                for role in reader.texts(roles, "a role"):
                    self._role(reader, party, role, (str(kind), id), supposed)

    def _role(self, reader: Reader, party: Text, role: Text, of: tuple[str, str] | None, supposed: bool) -> None:
        """A role of a party, for one traffic or for any."""
        field = self.vocabulary.kinds["role"].fields["is"]
        if role not in field.spellings:
            reader.wrong(role, f"unknown role `{role}`", advise(role, field.spellings))
            return
        fields: dict[str, Any] = {"of": (str(party),), "is": (field.spellings[role],)}
        if of is not None:
            fields[of[0]] = (of[1],)
        id = f"role of {party}" + (f" for {of[1]}" if of else "") + f": {field.spellings[role]}"
        place = (reader.file, role.line)
        self.tellings.append(Telling(id, "role", TIMELESS, fields, TIMELESS.earliest, place=place, supposed=supposed))

    def _demands(self, reader: Reader, document: Telling, node: Node, number: int, supposed: bool) -> None:
        """`all of` is several demands, each of one act; `do` and `any of` are one."""
        if not isinstance(node, Mapped) or "all of" not in node:
            self._demand(reader, document, node, number, supposed)
            return
        own = str(node.get("id", f"{document.id}.{number}"))
        for act in reader.texts(node["all of"], "`all of`"):
            entries: list[tuple[str, Node]] = [(key, value) for key, value in node.items() if key not in ("all of", "id")]
            named: list[tuple[str, Node]] = [("id", Text(f"{own}: {act}", act.line, act.column)), ("do", act)]
            self._demand(reader, document, Mapped([*named, *entries], node.line, node.column), number, supposed)

    def _demand(self, reader: Reader, document: Telling, node: Node, number: int, supposed: bool) -> None:
        """A demand of a document becomes a fact of its own, with the document's author, addressee, traffic and time."""
        entry = reader.mapping(node, "a demand", DEMAND)
        kind = self.vocabulary.kinds["demand"]
        values = Values(reader, lambda text: self._resolved(reader, text))
        fields = {name: document.fields[name] for name in ("by", "to", "traffic") if name in document.fields}
        fields["in"], fields["conditional"] = (document.id,), ("yes" if "only if" in entry else "no",)
        written = {"do": "do", "any of": "do", "within": "time allowed", "due": "due", "silence means": "silence means", "threatens": "threatens"}
        for key, name in written.items():
            if key in entry and (value := values.typed(kind.fields[name], entry[key], document.zone)) is not None:
                fields[name] = value
        fields.setdefault("silence means", ("nothing said",))
        if "from" in entry and (start := self._from(reader, entry["from"], document)) is not None:
            fields["runs from"] = start
        id = str(entry.get("id", f"{document.id}.{number}"))
        self.tellings.append(
            Telling(
                id, "demand", document.time, fields, document.recorded, "", None, None, document.source, document.zone,
                (reader.file, getattr(node, "line", 0)), supposed, document.recorded_said, document.id,
            )  # fmt: skip
        )


    def _from(self, reader: Reader, node: Node, document: Telling) -> Interval | None:
        """Where a demand's own clock starts, if not with its document."""
        word = reader.one_of(node, "start of a demand's time", ("issued", "published", "delivered", "received"))
        if word is None or word == "issued":
            return None
        known = document.fields.get(str(word))
        return known if isinstance(known, Interval) else Interval(document.time.earliest, UNKNOWN_TIME.latest)


def _content(telling: Telling) -> str:
    fields = {name: str(value) for name, value in telling.fields.items()}
    return json.dumps([telling.kind, telling.time, telling.ended, telling.replaces, fields, dict(telling.source)], sort_keys=True)


def _distinct(tellings: Iterable[Telling]) -> list[Telling]:
    """Exact repetition says nothing new."""
    return list({(t.id, t.recorded, t.supposed, _content(t)): t for t in tellings}.values())


def load_case(path: str | Path, vocabulary: Vocabulary, suppose: Sequence[str | Path] = ()) -> Case:
    """Read a case file (YAML, JSON or JSON Lines) and its overlays; raises BadInput with every problem of all of them."""
    intake, digests, problems = Intake(vocabulary), [], []
    for number, file in enumerate([path, *suppose]):
        try:
            source = load_path(file, max_bytes=CASE_BYTES)
        except BadInput as bad:
            problems += bad.problems
        else:
            digests.append(source.digest)
            intake.take(source, supposed=number > 0)
    intake.problems += problems
    return intake.case(str(path), digests)
