"""Issues of fields that a fact does not have: where one is compared with another, taken from another, or given by a definition."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import partial

from evaluator.documents.cards import Card
from evaluator.documents.reader import hint
from evaluator.documents.rulebook import Rulebook
from evaluator.documents.terms import Construct, Place, Term, Test
from evaluator.passes.issues import issue
from evaluator.words.errors import Problem
from evaluator.words.nodes import Listed, Mapped, Node

HOLDERS = ("offices", "party")
ELSEWHERE = 2  # other places, at least, that show what a field holds


class Defined:
    """What each kind has for fields, those that definitions make included, and what is asked of them anywhere."""

    def __init__(self, rulebook: Rulebook) -> None:
        vocabulary = self.vocabulary = rulebook.vocabulary
        self.sections = [*rulebook.sections]
        self.cites = [
            section.cite(each) for section, card in rulebook.cards() for each in (card.number, *_former(card))
        ]
        self.meanings: dict[str, list[Construct]] = {}
        self.fields = {name for kind in vocabulary.kinds.values() for name in kind.fields}
        self.citing = {
            f.name for kind in vocabulary.kinds.values() for f in kind.fields.values() if f.type == "citation"
        }
        self.asked: set[tuple[str, str]] = set()
        self._known: dict[str, frozenset[str] | None] = {}
        self.held: dict[
            tuple[str, str, str], set[Place]
        ] = {}  # where a field of a kind holds an office, or a party of the file

    def add(self, constructs: Iterable[Construct]) -> None:
        """Take in more constructs: those of another choice of readings."""
        for construct in constructs:
            self.asked.update(self._asked(construct))
            for term in construct.terms:
                for test in term.tests if not term.absent else ():
                    if test.kind in HOLDERS:
                        self.held.setdefault((term.kind, test.field, test.kind), set()).add(term.place)
            if construct.kind == "definition":
                self.meanings.setdefault(construct.name, []).append(construct)
                self._known.clear()

    def of(self, kind: str) -> frozenset[str] | None:
        """The fields of a kind, of the members of a group, or of what a definition makes; None where nobody can tell."""
        if kind not in self._known:
            self._known[kind] = None  # a circle is told elsewhere
            members = [
                self.vocabulary.kinds[each] for each in self.vocabulary.members(kind) if each in self.vocabulary.kinds
            ]
            found = {name for each in members for name in each.fields}
            below: list[frozenset[str] | None] = []
            for meaning in self.meanings.get(kind, ()):
                base = meaning.arises[0] if meaning.arises else None
                below.append(self.of(base.kind) if isinstance(base, Term) else None)
                found |= meaning.gives.keys()
            known = bool(members or below) and None not in below
            self._known[kind] = frozenset(found.union(*(each for each in below if each))) if known else None
        return self._known[kind]

    def exchanged(self, term: Term) -> tuple[str, str] | None:
        """Two fields of a fact of which the first holds an office and the second a party only here, and the reverse everywhere else."""

        def only_here(field: str, here: str, there: str) -> bool:
            others = self.held.get((term.kind, field, there), ())
            return self.held.get((term.kind, field, here)) == {term.place} and len(others) >= ELSEWHERE

        offices = [test.field for test in term.tests if test.kind == "offices" and only_here(test.field, *HOLDERS)]
        parties = [test.field for test in term.tests if test.kind == "party" and only_here(test.field, *HOLDERS[::-1])]
        return (offices[0], parties[0]) if offices and parties else None

    def _asked(self, construct: Construct) -> Iterator[tuple[str, str]]:
        """Each field that is asked of a kind which a definition makes."""
        kinds = {term.name: term.kind for term in construct.terms}
        for term in construct.terms:
            for test in term.tests:
                yield term.kind, test.field
                if test.kind in ("same", "field of"):
                    yield kinds.get(test.wanted[0], ""), test.field if test.kind == "same" else test.wanted[1]
        for field in (construct.for_each, *construct.per):
            if field is not None:
                yield from ((kind, field) for kind in kinds.values())


def field_issues(defined: Defined, construct: Construct, tree: Node) -> Iterator[Problem]:
    """Fields that the fact does not have of which a construct asks, compares, or takes them."""
    kinds = {term.name: term.kind for term in construct.terms}

    def lacking(field: str, fact: str, at: Callable[[], Place]) -> Iterator[Problem]:
        kind = kinds.get(fact, "")
        known = defined.of(kind)
        if known is not None and field not in known:
            yield issue("unknown-field", at(), f"unknown field `{field}` of {kind}", hint(field, known))

    for term in construct.terms:
        yield from _term(defined, construct, term, tree, lacking)
    lead = construct.arises[0] if construct.arises else None
    if construct.for_each is not None and isinstance(lead, Term):
        yield from lacking(construct.for_each, lead.name, partial(_place, construct, tree, "for each"))
    for field in construct.per if construct.counts is not None else ():
        yield from lacking(field, construct.counts.name, partial(_place, construct, tree, "per"))  # type: ignore[union-attr]  # not None, just asked
    for field, (fact, what) in construct.gives.items():
        if fact:
            yield from lacking(what, fact, partial(_place, construct, tree, "gives", field))
        else:
            yield from _party_given(defined, construct, field, what, _place(construct, tree, "gives", field))


Lacking = Callable[[str, str, Callable[[], Place]], Iterator[Problem]]


def _term(defined: Defined, construct: Construct, term: Term, tree: Node, lacking: Lacking) -> Iterator[Problem]:
    """What one fact is asked for."""
    both = defined.exchanged(term)
    if both is not None:
        told = f"`{both[0]}` of this {term.kind} is an office and `{both[1]}` a party, and everywhere else it is the reverse"
        yield issue("exchanged-fields", term.place, told, "exchange them")
    own = construct.kind == "definition" and term.kind in defined.meanings
    for test in term.tests:
        at = partial(_within, tree, term.place, test.field)
        wrong = [*lacking(test.field, term.name, at)] if own else []
        if test.kind in ("same", "field of") and not wrong:
            wrong += lacking(test.field if test.kind == "same" else test.wanted[1], test.wanted[0], at)
        yield from wrong
        if test.kind == "one of" and test.field in defined.citing:
            yield from (problem for each in test.wanted for problem in _cited(defined, each, at()))
    if term.kinds_from is not None:
        yield from lacking(term.kinds_from[0], term.kinds_from[1], partial(_within, tree, term.place, "kind"))


def _party_given(defined: Defined, construct: Construct, field: str, party: str, at: Place) -> Iterator[Problem]:
    """A party that a definition gives is named in a fact of it, under a name that some fact has, or that somebody asks for."""
    if not any(test.kind == "party" and test.wanted[0] == party for test in _party_tests(construct)):
        told = f"`{construct.name}` gives the party `{party}`, which no fact of it names"
        yield issue(
            "gives-nothing", at, told, "name the party in the fact that it is made from, or beside it under `when`"
        )
    elif field not in defined.fields and (construct.name, field) not in defined.asked:
        asked = sorted(name for kind, name in defined.asked if kind == construct.name)
        told = f"`{construct.name}` gives `{field}`, which is a field of no fact, and nobody asks for it"
        yield issue("gives-nothing", at, told, hint(field, [*asked, *sorted(defined.fields)]))


def _former(card: Card) -> list[str]:
    return [number for number, _ in card.formerly]


def _cited(defined: Defined, cite: str, at: Place) -> Iterator[Problem]:
    """A paragraph that a fact is asked to cite is one of the rulebook, or holds one, or lies in one that is not divided further here."""
    cites = defined.cites
    above = [
        each
        for each in cites
        if cite.startswith(f"{each}(") and not any(other.startswith(f"{each}(") for other in cites)
    ]
    if above or any(each == cite or each.startswith(f"{cite}(") for each in cites):
        return
    advice = hint(cite, cites)
    if advice.startswith("did you mean") or any(cite.startswith((f"{each}(", f"{each} ")) for each in defined.sections):
        yield issue("unknown-card", at, f"no card is cited `{cite}`", advice)


def _party_tests(construct: Construct) -> Iterator[Test]:
    """What is asked of parties in the facts of a definition that it stands on."""
    conditions = construct.conditions
    for item in (*construct.arises, *conditions.get("when", ()), *conditions.get("when any", ())):
        if isinstance(item, Term) and not item.absent:
            yield from item.tests


def _within(tree: Node, term: Place, field: str) -> Place:
    """Where a field of a term stands; the term itself if it is not found."""
    ahead = [tree]
    while ahead:
        node = ahead.pop()
        if isinstance(node, Mapped):
            for key, value in node.items():
                if node.place_of(key) == term[1:] and isinstance(value, Mapped) and field in value:
                    return (term[0], *value.place_of(field))
        ahead += node.values() if isinstance(node, Mapped) else node if isinstance(node, Listed) else ()
    return term


def _place(construct: Construct, tree: Node, *keys: str) -> Place:
    """Where a key of a construct stands; where it hangs on a reading, the construct."""
    node, place = tree, construct.place[1:]
    for key in keys:
        if not isinstance(node, Mapped) or key not in node:
            return construct.place
        place, node = node.place_of(key), node[key]
    return (construct.place[0], *place)
