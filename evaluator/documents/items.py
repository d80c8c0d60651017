"""Parsing of items: terms, statuses and judgements, with names that join."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from evaluator.documents.comparisons import COMPARED, is_hours, parse_comparison, parse_hours_test
from evaluator.documents.lookback import parse_nearness
from evaluator.documents.measures import parse_asked
from evaluator.documents.reader import Reader, declared, described, hint, place, quoted
from evaluator.documents.terms import Item, Judged, JudgementItem, Place, Relation, StatusItem, Term, Test
from evaluator.documents.vocabulary import HOURS, PARTY_TYPES, STRENGTHS, Field, Vocabulary
from evaluator.words.nodes import Listed, Mapped, Node, Text

SHARED = ("party", "parties", "key", "keys", "choice", "several", "reference", "yes or no")
FOUND = "found"
SAME = "same as "
UNTESTED = ("date", "dates", "time", "length")
RELATIONS = ("before", "after", "while")
ASKING = ("when", "when any", "unless", "unless shown", "until")
OWN = ("judged", "judged not", "strength", "as", "phrase", "kind", "within", *RELATIONS)


@dataclass
class Scope:
    """What a construct may refer to: party names of the file, facts named so far, kinds made by definitions."""

    parties: frozenset[str]
    vocabulary: Vocabulary
    defined: frozenset[str]
    facts: dict[str, str] = field(default_factory=dict)
    open: bool = False
    calendar: str = ""
    measured: frozenset[str] = frozenset()

    @property
    def names(self) -> frozenset[str]:
        """Every name that joins: parties and facts."""
        return frozenset((*self.parties, *self.facts))


class ItemParser:
    """Parses the items of one construct, in the order in which they are read aloud."""

    def __init__(self, reader: Reader, scope: Scope, statuses: Sequence[str]) -> None:
        self.reader, self.scope, self.statuses = reader, scope, statuses

    def single(self, node: Node, key: str) -> Term | None:
        """Exactly one term."""
        item = self.item(node, key)
        return self._plain(item, node, key) if item is not None else None

    def _plain(self, item: Item, node: Node, key: str) -> Term | None:
        if isinstance(item, Term) and not item.absent:
            return item
        self.reader.wrong(node, f"`{key}` takes a kind of fact, not its absence, a status or a judgement")
        return None

    def listed(self, node: Node, key: str) -> tuple[Item, ...]:
        """One item or a list of them."""
        nodes = node if isinstance(node, Listed) else [node]
        if not nodes:
            self.reader.wrong(node, f"`{key}` is an empty list", "leave the key out")
        return tuple(item for each in nodes if (item := self.item(each, key)) is not None)

    def led(self, node: Node, key: str) -> tuple[Item, ...]:
        """As `listed`, where the first is the fact that all others go by."""
        found = self.listed(node, key)
        if found:
            self._plain(found[0], node[0] if isinstance(node, Listed) else node, key)
        return found

    def terms(self, node: Node, key: str) -> tuple[Item, ...]:
        """As `listed`, where all are facts."""
        nodes = node if isinstance(node, Listed) else [node]
        return tuple(term for each in nodes if (term := self.single(each, key)) is not None)

    def item(self, node: Node, key: str) -> Item | None:
        """A term, a status or a judgement."""
        entry = self.reader.mapping(node, f"an item of `{key}`")
        if not entry:
            if isinstance(node, Mapped):
                self.reader.wrong(node, f"an item of `{key}` is empty", "write a kind of fact with its fields")
            return None
        first = next(iter(entry))
        if first in self.statuses:
            return self._status(node, entry, Text(first, *entry.place_of(first)))
        if len(entry) > 1:
            self.reader.wrong(
                node, f"an item of `{key}` is one kind with its fields, not {described(node)} of {len(entry)}"
            )
        name = Text(first, *entry.place_of(first))
        return self._judgement(entry[first], name) if first == "judgement" else self._term(name, entry[first], key)

    def _place(self, node: object) -> Place:
        return (self.reader.file, *place(node))

    def _status(self, node: Node, entry: Mapped, status: Text) -> StatusItem:
        names = {}
        for key, value in entry.items():
            if key in ("by", "toward"):
                names[str(key)] = str(self.reader.text(value, f"`{key}`"))
            elif key not in (status, *RELATIONS):
                self.reader.wrong(
                    Text(key, *entry.place_of(key)),
                    f"unknown key `{key}` beside a status",
                    hint(key, ("by", "toward", *RELATIONS)),
                )
        norms = tuple(self.reader.texts(entry[status], f"`{status}`"))
        return StatusItem(str(status), norms, names, self._relations(entry), self._place(status))

    def _judgement(self, node: Node, key: Text) -> JudgementItem | None:
        keys = ("of", "about", "says", "strength", "as", *RELATIONS)
        entry = self.reader.mapping(node, "a judgement", keys, ("of", "about"))
        standard = self._standard(entry["of"]) if "of" in entry else None
        says = self.reader.one_of(entry["says"], "answer", ("yes", "no")) if "says" in entry else "yes"
        about = tuple(str(text) for text in self.reader.texts(entry.get("about", Listed()), "`about`"))
        for name in about:
            if name not in self.scope.names and not self.scope.open:
                self.reader.wrong(entry["about"], f"nothing here is called `{name}`", hint(name, self.scope.names))
        if standard is None:
            return None
        name = str(self.reader.text(entry["as"], "`as`")) if "as" in entry else ""
        if name and self.scope.facts.setdefault(name, "judgement") != "judgement":
            self.reader.wrong(entry["as"], f"`{name}` names a {self.scope.facts[name]} already", "take another name")
        judged = Judged(standard, says != "no", self._strength(entry))
        return JudgementItem(judged, about, name, self._relations(entry), self._place(key))

    def _term(self, key: Text, node: Node, under: str) -> Term | None:
        vocabulary, absent = self.scope.vocabulary, key.startswith("no ")
        kind = str(key).removeprefix("no ")
        if kind not in vocabulary.kinds and kind not in vocabulary.groups and kind not in self.scope.defined:
            options = [*vocabulary.kinds, *vocabulary.groups, *self.scope.defined]
            if under not in ("arises from", "done by", "act", "before"):
                options += [*self.statuses, "judgement"]
            self.reader.wrong(key, f"unknown kind of fact `{kind}`", declared(hint(kind, options), "kinds"))
            if isinstance(node, Mapped):  # what is judged of it is told all the same
                for how in ("judged", "judged not"):
                    self._judged(node, how, True) if how in node else None
            return None
        if kind in self.scope.measured:
            if absent or under not in ASKING:
                self.reader.wrong(
                    key, f"a measure is no fact, and cannot stand under `{under}`", "ask of it under `when` or `unless`"
                )
            asked = parse_asked(self.reader, node, kind, [*self.scope.facts])
            return Term(kind, kind, (), asked, defined=kind, place=self._place(key))
        entry = self.reader.mapping(node, f"the term `{key}`")
        kinds = vocabulary.members(kind)
        fields = self._fields(kinds)
        tests = []
        for name, value in entry.items():
            if name in OWN:
                continue
            if fields is not None and name not in fields:
                self.reader.wrong(
                    Text(name, *entry.place_of(name)),
                    f"unknown field `{name}` of {kind}",
                    hint(name, [*fields, *OWN]),
                )
                continue
            tests.append(self._test(name, fields[name] if fields else None, value))
        name = str(self.reader.text(entry["as"], "`as`")) if "as" in entry else kind
        if name in self.scope.parties:
            self.reader.wrong(entry.get("as", key), f"`{name}` is a party of this file and cannot name a fact")
        elif self.scope.facts.get(name, kind) != kind and not {kind, self.scope.facts[name]} & self.scope.defined:
            self.reader.wrong(
                entry.get("as", key), f"`{name}` names a {self.scope.facts[name]} already", "take another name"
            )
        elif not absent:
            self.scope.facts.setdefault(
                name, kind
            )  # a fact asked whether it is of a defined kind too keeps its first kind
        judged = [
            j
            for key, says in (("judged", True), ("judged not", False))
            if key in entry
            for j in self._judged(entry, key, says)
        ]
        relations = self._relations(entry)
        if "within" in entry:
            relations += parse_nearness(self.reader, entry["within"], self.scope)
        phrase = str(entry.get("phrase", ""))
        return Term(
            kind, name, kinds, tuple(t for t in tests if t is not None), tuple(judged), relations, absent, phrase,
            kind if kind in self.scope.defined else "", (), (), self._place(key), self._kinds_from(entry),
        )  # fmt: skip

    def _kinds_from(self, entry: Mapped) -> tuple[str, str] | None:
        """`kind: do of demand`: of a group, only the kinds that this field of that fact names."""
        if "kind" not in entry:
            return None
        text = self.reader.text(entry["kind"], "`kind`")
        name, of, fact = text.partition(" of ")
        if not of or fact not in self.scope.facts:
            self.reader.wrong(
                entry["kind"], f"`{text}` names no field of a fact of this card", "for instance `do of demand`"
            )
        return str(name), str(fact)

    def _fields(self, kinds: Sequence[str]) -> dict[str, Field] | None:
        known = [self.scope.vocabulary.kinds[kind].fields for kind in kinds if kind in self.scope.vocabulary.kinds]
        return {name: field for fields in known for name, field in fields.items()} if known else None

    def _judged(self, entry: Mapped, key: str, says: bool) -> list[Judged]:
        strength = self._strength(entry)
        names = [self._standard(text) for text in self.reader.texts(entry[key], f"`{key}`")]
        return [Judged(name, says, strength) for name in names if name is not None]

    def _standard(self, node: Node) -> str | None:
        found = self.reader.one_of(node, "standard", self.scope.vocabulary.standards, "standards")
        return str(found) if found is not None else None

    def _strength(self, entry: Mapped) -> str:
        """How strong an answer must be, at least: an allegation counts only where a norm asks for no more."""
        found = self.reader.one_of(entry["strength"], "strength", STRENGTHS) if "strength" in entry else None
        return str(found) if found is not None else FOUND

    def _relations(self, entry: Mapped) -> tuple[Relation, ...]:
        return tuple(self._relation(how, entry[how]) for how in RELATIONS if how in entry)

    def _relation(self, how: str, node: Node) -> Relation:
        names = tuple(str(text) for text in self.reader.texts(node, f"`{how}`"))
        for name in names:
            known = name in self.scope.facts or name == "the deadline" or name.startswith("the deadline of ")
            if not known and (not self.scope.open or name in self.scope.parties):
                self.reader.wrong(
                    node, f"no fact of this card is called `{name}`", hint(name, [*self.scope.facts, "the deadline"])
                )
        return Relation(how, names)  # type: ignore[arg-type]  # `how` is one of the three keys asked for above

    def _test(self, name: str, field: Field | None, node: Node) -> Test | None:
        texts = self.reader.texts(node, f"`{name}`")
        values = tuple(str(text) for text in texts)
        if not texts:
            return None
        if values[0].startswith(SAME):
            other = values[0].removeprefix(SAME)
            self._known_fact([Text(other, *place(node))])
            if field is not None and field.type not in SHARED:
                self.reader.wrong(
                    node, f"`{name}` cannot be compared with another", "only what names or chooses something can"
                )
            return Test(name, "same", (other,))
        other, of, fact = values[0].partition(" of ")
        if of and fact in self.scope.facts:
            return Test(name, "field of", (fact, other))
        kind = field.type if field else self._guess(values)
        if kind in UNTESTED:
            self.reader.wrong(
                node, f"`{name}` is a {kind}, and a term cannot ask for one", "a window may be counted from it"
            )
            return None
        if kind in PARTY_TYPES:
            return self._party_test(name, kind, texts)
        if kind in ("reference", "fact"):
            self._known_fact(texts)
            return Test(name, "fact", values)
        if kind in ("choice", "several") and field is not None:
            for text in texts:
                if text not in field.options:
                    self.reader.wrong(text, f"unknown choice `{text}` for `{name}`", hint(text, field.options))
        if kind == "yes or no" and values[0] not in ("yes", "no"):
            self.reader.wrong(node, f"`{name}` should be `yes` or `no`, not `{values[0]}`")
        if kind in ("number", "money"):
            return parse_comparison(self.reader, name, texts[0])
        if kind in HOURS:
            return parse_hours_test(self.reader, name, texts[0])
        if kind in ("key", "keys") and values[0] in self.scope.facts:
            return Test(name, "fact", values)
        if kind in ("key", "keys") and not self.scope.open:  # what a case calls a thing, no rule can know
            what = f"`{name}` is a {kind}, and joins by a fact: no fact of this card is called {quoted(values[0])}"
            self.reader.wrong(node, what, hint(values[0], [f"{SAME}{fact}" for fact in self.scope.facts]))
        return Test(name, "all of" if kind == "several" else "one of", values)

    def _guess(self, values: tuple[str, ...]) -> str:
        """The type of a field of a defined kind, whose fields are those of the kind it is made from."""
        if values[0].startswith(COMPARED):
            return "number"
        if is_hours(values[0]):
            return "clock time"
        if all(value in self.scope.parties or value in self.scope.vocabulary.offices for value in values):
            return "party"
        return "fact" if all(value in self.scope.facts for value in values) else "choice"

    def _known_fact(self, texts: Sequence[Text]) -> None:
        for text in texts:
            if text not in self.scope.facts and (not self.scope.open or text in self.scope.parties):
                self.reader.wrong(text, f"no fact of this card is called `{text}`", hint(text, self.scope.facts))

    def _party_test(self, name: str, kind: str, texts: Sequence[Text]) -> Test:
        offices, office_of = self.scope.vocabulary.offices, self.scope.vocabulary.office_of
        if len(texts) == 1 and texts[0] in self.scope.parties:
            return Test(name, "party", (str(texts[0]),))
        for text in texts:
            if text not in offices:
                meant = office.name if (office := office_of(text)) else text  # by another of its spellings
                self.reader.wrong(text, f"unknown party `{text}`", hint(meant, [*self.scope.parties, *offices]))
        return Test(name, "offices", tuple(str(text) for text in texts), every=kind == "parties")
