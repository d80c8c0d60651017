"""The demands of a letter or order: each becomes a fact, with the author, addressee, traffic and time of its letter."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from evaluator.documents.case import RUNS_FROM, UNKNOWN_TIME, Telling
from evaluator.documents.entries import Entries
from evaluator.documents.reader import Reader, key_of, place
from evaluator.documents.tellings import STARTS, Written
from evaluator.words.nodes import Mapped, Node, Text
from evaluator.words.times import Interval

DEMAND = ("id", "do", "tell", "within", "due", "from", "only if", "silence means", "threatens", "all of", "any of")
INHERITED = ("by", "to", "traffic")
WHAT = ("do", "any of", "all of")
FIELDS = {
    "do": "do",
    "any of": "do",
    "tell": "tell",
    "within": "time allowed",
    "due": "due",
    "silence means": "silence means",
    "threatens": "threatens",
}
MOST_DEMANDS = 500


class Demands:
    """Reads the demands of documents into the tellings of a case."""

    def __init__(self, entries: Entries) -> None:
        self.entries = entries
        self.kinds = entries.vocabulary.kinds

    def take(self, reader: Reader, document: Telling, node: Node, supposed: bool) -> None:
        """Read `demands` of one document: `all of` is several demands of one act each; `do` and `any of` are one."""
        listed = reader.sequence(node, "`demands`")
        count = len(listed) + sum(
            len(each["all of"]) for each in listed if isinstance(each, Mapped) and "all of" in each
        )
        if count > MOST_DEMANDS:
            reader.wrong(node, f"{count:,} demands in one document", f"at most {MOST_DEMANDS} are read")
            return
        for number, each in enumerate(listed, 1):
            entry = reader.mapping(each, "a demand", DEMAND)
            named = reader.key(entry["id"], "a demand's `id`") if "id" in entry else None
            own = str(named or f"{document.id}.{number}")
            self._said_once(reader, entry)
            if "all of" not in entry:
                self._demand(reader, document, own, each, entry, supposed)
                continue
            for act in reader.some(entry["all of"], "`all of`"):
                rest = [(key_of(entry, key), value) for key, value in entry.items() if key not in WHAT]
                one = Mapped([*rest, (Text("do", act.line, act.column), act)], entry.line, entry.column)
                self._demand(reader, document, f"{own}: {act}", each, one, supposed)

    def _said_once(self, reader: Reader, entry: Mapped) -> None:
        """What is demanded, and when it is due, is said in one way."""
        for keys in (WHAT, ("within", "due")):
            said = [key for key in keys if key in entry]
            for key in said[1:]:
                reader.wrong(key_of(entry, key), f"a demand has `{said[0]}` or `{key}`, not both", "write two demands")

    def _demand(self, reader: Reader, document: Telling, own: str, node: Node, entry: Mapped, supposed: bool) -> None:
        kind, values = self.kinds["demand"], self.entries.values(reader)
        fields: dict[str, Any] = {name: document.fields[name] for name in INHERITED if name in document.fields}
        fields |= {"in": (document.id,), "conditional": ("yes" if "only if" in entry else "no",)}
        for key, name in FIELDS.items():
            if key not in entry:
                continue
            field = kind.fields.get(name)
            if field is None:
                reader.wrong(key_of(entry, key), f"demands have no `{key}` under these rules")
            elif (value := values.typed(replace(field, name=key), entry[key], document.zone)) is not None:
                fields[name] = value
        fields.setdefault("silence means", ("nothing said",))
        start, clock = self._from(reader, entry["from"], document) if "from" in entry else (None, "")
        if start is not None:
            fields[RUNS_FROM] = start
        telling = Telling(
            own, "demand", document.time, fields, document.recorded, "", None, None, document.source, document.zone,
            (reader.file, *place(node)), supposed, document.recorded_said, document.id, False, clock, document.strength,
        )  # fmt: skip
        self.entries.add(telling, Written(reader.file, node, entry, document))

    def _from(self, reader: Reader, node: Node, document: Telling) -> tuple[Interval | None, str]:
        """Where a demand's own clock starts, if not with its document: a time, or the id of the fact whose time it is."""
        word = reader.name(node, "the start of a demand's time")
        if word is None or word == "issued":
            return None, ""
        if word not in STARTS:
            return None, str(word)
        known = document.fields.get(str(word))
        return known if isinstance(known, Interval) else Interval(document.time.earliest, UNKNOWN_TIME.latest), ""
