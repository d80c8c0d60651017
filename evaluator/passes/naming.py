"""What a construct may name: readings with all their options, norms with a status they can have, fields of a defined kind."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping

from evaluator.documents.constructs import STATUSES
from evaluator.documents.reader import hint, place, quoted
from evaluator.documents.rulebook import Reading
from evaluator.documents.terms import DEADLINE_OF, Construct, StatusItem, Term, deep
from evaluator.documents.vocabulary import PARTY_TYPES, Field, Vocabulary
from evaluator.passes.names import Names
from evaluator.words.errors import Problem
from evaluator.words.nodes import Listed, Mapped, Node

SETTLED = ("burden", "duty")  # constructs whose instances settle: they have windows, can be deemed and come first


def misread(tree: Node, readings: Mapping[str, Reading], file: str) -> Iterator[Problem]:
    """Readings of a construct that the rulebook does not know, or whose options are not exactly the known ones."""
    ahead = [tree]
    while ahead:
        node = ahead.pop()
        ahead += node.values() if isinstance(node, Mapped) else node if isinstance(node, Listed) else ()
        if not isinstance(node, Mapped) or "reading" not in node:
            continue
        name = str(node["reading"]) if isinstance(node["reading"], str) else ""
        if name not in readings:
            at = place(node["reading"])
            yield Problem(file, *at, f"unknown reading {quoted(name)}", hint(name, readings))
            continue
        options = readings[name].options
        for key in node:
            if key != "reading" and key not in options:
                at = node.place_of(key)
                yield Problem(file, *at, f"the reading `{name}` has no option {quoted(key)}", hint(key, options))
        for option in options:
            if option not in node:
                what = f"the reading `{name}` has an option `{option}`, and nothing is said for it here"
                yield Problem(file, *place(node["reading"]), what, "`nothing` is what to write where it drops the key")


def misnamed(
    construct: Construct, number: str, names: Names, kinds: Mapping[str, str], undoable: Collection[str]
) -> Iterator[Problem]:
    """Norms named where norms of their kind cannot stand. `undoable` are the norms that no act fulfils."""

    def found(written: str) -> list[str]:
        return [kinds[id] for id in names.find(written, construct.section, number)]

    for item in _statuses(construct):
        for written in item.norms:
            if found(written) and not any(can_be(kind, item.status) for kind in found(written)):
                settled = [kind for kind in found(written) if kind in STATUSES]
                what = f"is never `{item.status}`" if settled else "has no status that could be a condition"
                yield _wrong(construct, written, what, settled or found(written), _statuses_of(settled))
        if item.status == "respected":
            several = [kind for written in item.norms for kind in found(written) if can_be(kind, item.status)]
            if len(several) > 1:
                what = (
                    f"`respected` names {len(several)} norms, where one is needed: of several, is one or is each meant"
                )
                yield Problem(*item.place, what, "name one prohibition in each item under `when`")
    for written in construct.only_after:
        ids = [id for id in names.find(written, construct.section, number) if id not in undoable]
        if found(written) and not any(kinds[id] in SETTLED for id in ids):
            advice = "name a duty or a burden that an act fulfils"
            yield _wrong(construct, written, "cannot come before a use", found(written), advice)
    deemed = construct.deems[1] if construct.deems else ""
    for written in (deemed, construct.extends or ""):
        if not found(written):
            continue
        if len(found(written)) > 1:
            what = f"{quoted(written)} names {len(found(written))} norms, where one is needed"
            yield Problem(*place_of(construct, written), what, "write the name of the norm after its paragraph")
        elif found(written)[0] not in SETTLED:
            yield _wrong(
                construct, written, "has no window, and is never met or missed", found(written), _statuses_of([])
            )
        elif construct.deems and written is deemed and construct.deems[0] not in STATUSES[found(written)[0]]:
            what = f"is never `{construct.deems[0]}`"
            yield _wrong(construct, written, what, found(written), _statuses_of(found(written)))


def no_one_deadline(constructs: Iterable[Construct], yearly: Collection[str]) -> Iterator[Problem]:
    """Items that go by the deadline of a norm that has one each year."""
    for construct in constructs:
        for item in deep(construct.all_items):
            for name in (name for relation in item.relations for name in relation.names):
                id = name.removeprefix(DEADLINE_OF)
                if id != name and id in yearly:
                    what = f"{quoted(id)} has a deadline each year, and none that another norm could go by"
                    yield Problem(*item.place, what, "name its status (`missed`), or say after which fact")


def misfit(vocabulary: Vocabulary, terms: Iterable[Term]) -> Iterator[Problem]:
    """What is asked of a defined kind, where the kind that it is made from has no such field, or no such value in it."""
    for term in terms:
        kinds = [vocabulary.kinds[kind] for kind in term.kinds if kind in vocabulary.kinds]
        if term.defined and not kinds and not any(kind in vocabulary.groups for kind in term.kinds):
            what = f"nothing is defined as {quoted(term.kind)} at some time when this is in force"
            yield Problem(*term.place, what, "look at the days of its definition, and at those of this version")
            continue
        fields = {name: field for kind in kinds for name, field in kind.fields.items()}
        for test in term.tests if term.defined else ():
            field = fields.get(test.field)
            if field is None:
                yield Problem(*term.place, f"unknown field `{test.field}` of {term.kind}", hint(test.field, fields))
            elif test.kind in ("one of", "all of"):
                yield from (
                    Problem(*term.place, *told) for word in test.wanted for told in _unfit(vocabulary, field, word)
                )


def _unfit(vocabulary: Vocabulary, field: Field, word: str) -> Iterator[tuple[str, str]]:
    """Why a word cannot be the value of a field, and advice."""
    if field.type in PARTY_TYPES and word not in vocabulary.offices:
        yield (
            f"unknown party {quoted(word)}",
            hint(o.name if (o := vocabulary.office_of(word)) else word, vocabulary.offices),
        )
    elif field.type == "reference":
        yield f"no fact of this card is called {quoted(word)}", f"`{field.name}` names a {' or '.join(field.options)}"
    elif field.type in ("choice", "several") and word not in field.options:
        yield f"unknown choice {quoted(word)} for `{field.name}`", hint(word, field.options)


def _statuses(construct: Construct) -> list[StatusItem]:
    groups = [*construct.conditions.values(), construct.kept_by]
    return [item for group in groups for item in group if isinstance(item, StatusItem)]


def place_of(construct: Construct, written: str) -> tuple[str, int, int]:
    """Where a construct names a norm, or where it stands itself."""
    line, column = place(written)
    return (construct.place[0], line, column) if line else construct.place


def can_be(kind: str, status: str) -> bool:
    """Whether a condition may ask for a status of a norm of that kind."""
    return status in STATUSES.get(kind, ())


def _statuses_of(kinds: list[str]) -> str:
    """What the first of some norms can be, for who names them wrongly."""
    if not kinds:
        return "name a duty or a burden"
    return f"a {kinds[0]} can be " + ", ".join(f"`{status}`" for status in STATUSES[kinds[0]])


def _wrong(construct: Construct, written: str, what: str, kinds: list[str], advice: str) -> Problem:
    return Problem(*place_of(construct, written), f"{quoted(written)} is a {kinds[0]} and {what}", advice)
