"""Slips about who wrote something and under which paragraph: an office that no rule counts, a party that is one by its key alone."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from evaluator.documents.case import Telling
from evaluator.documents.entries import DOCUMENTS
from evaluator.documents.rulebook import former_number
from evaluator.documents.terms import Term, deep
from evaluator.passes.check_norms import terms_of
from evaluator.passes.phrases import Assessment
from evaluator.passes.program import Norm, Program, Wording, of_program
from evaluator.passes.say import article, listed
from evaluator.words.times import NEVER, local

AUTHOR, ALLOWING = "by", ("permission", "power")


def by_other_offices(record: Assessment, tellings: Sequence[Telling]) -> Iterator[str]:
    """Documents by an office that no rule counts for them, or to agencies alone: nothing follows from them."""
    heard, say, parties = _heard(record.program), record.sayer, record.case.parties
    for telling in tellings:
        authors, wanted = named(telling, AUTHOR), heard.get(telling.kind, frozenset())
        offices = {office for id in authors if id in parties for office in parties[id].offices}
        if wanted and offices and offices.isdisjoint(wanted):
            who, asked = listed(map(say.party, authors)), f"every rule that counts {article(telling.kind)} wants one by"
            asks = any(each.derived_from == telling.id for each in tellings)
            rest = " but what it asks itself" if asks else ""
            yield f"{say.fact(telling)} is by {who}, and {asked} {listed(sorted(wanted), 'or')}: nothing follows from it{rest}."
        to = named(telling, "to") if wanted and offices else ()
        if to and all(id in parties and parties[id].offices for id in to):
            whom = listed(map(say.party, to))
            yield f"{say.fact(telling)} is to {whom}, an agency: it binds no provider here. Is it the other way round?"


def by_key_alone(record: Assessment) -> Iterator[str]:
    """Parties that are taken for an office because of their key, under a name that is none's."""
    office_of = record.case.vocabulary.office_of
    for _, party in sorted(record.case.parties.items()):
        if party.offices and party.office_by != "declared" and office_of(party.name) is None:
            yield (
                f"`{party.id}`, called {party.name}, is taken for {_the(party.offices[0])}, for that is what its key says. "
                f"Say `office: {party.offices[0]}` if that is meant; if it is another party, `office: none`."
            )


def by_other_paragraphs(record: Assessment, tellings: Sequence[Telling]) -> Iterator[str]:
    """Acts that rely on a paragraph by which, under the numbers of their day, nothing of the kind was allowed."""
    kinds = record.case.vocabulary.kinds
    for telling in tellings:
        fields = [f.name for f in kinds[telling.kind].fields.values() if f.type == "citation"]
        said = [str(telling.fields[name]) for name in fields if isinstance(telling.fields.get(name), str)]
        numbers = list(_numbers(record, telling)) if said and telling.time.earliest > NEVER else []
        if not numbers or any(_within(then, each) for then, _ in numbers for each in said):
            continue
        meant = listed(
            sorted({then for then, now in numbers for each in said if then != now and _within(now, each)}), "or"
        )
        hint = f" What has that number now was {meant} then." if meant else ""
        yield (
            f"{record.sayer.fact(telling)} relies on {listed(said)}, and no paragraph of that number allowed such an act at the time: "
            f"whether it was covered is not looked at.{hint}"
        )


def by_other_breadth(record: Assessment, tellings: Sequence[Telling]) -> Iterator[str]:
    """Acts that miss a prohibition which prevails over all that allows them by one choice alone: a call to 911 told of a wider block."""
    for telling in tellings:
        told = telling.fields
        for norm, wording in _prevailing(record.program).get(telling.kind, ()):
            assert wording.construct.act is not None
            asked = [test for test in wording.construct.act.tests if test.kind == "one of"]
            values = {test.field: value for test in asked if isinstance(value := told.get(test.field), tuple)}
            apart = [test for test in asked if test.field in values and not {*values[test.field]} & {*test.wanted}]
            touched = wording.since < telling.time.latest and telling.time.earliest < wording.until
            if not touched or len(apart) != 1 or len(values) < 2:
                continue
            other = listed(
                f'"{field}" is {listed(value)}' for field, value in values.items() if field != apart[0].field
            )
            yield (
                f'of {record.sayer.fact(telling)} {other}, and the {norm.kind} "{wording.construct.name}" looks only at one of which '
                f'"{apart[0].field}" is {listed(apart[0].wanted, "or")}: tell each such act as a fact of its own. '
                f"[{wording.construct.citation}]"
            )


@of_program
def _prevailing(program: Program) -> Mapping[str, list[tuple[Norm, Wording]]]:
    """For each kind of act, the prohibitions that prevail over what allows it."""
    found: dict[str, list[tuple[Norm, Wording]]] = {}
    for norm in (each for each in program.norms.values() if each.kind == "prohibition"):
        for wording in norm.wordings:
            if wording.construct.despite and wording.construct.act is not None:
                for kind in wording.construct.act.kinds:
                    found.setdefault(kind, []).append((norm, wording))
    return found


def _numbers(record: Assessment, telling: Telling) -> Iterator[tuple[str, str]]:
    """The paragraphs that may allow such an act at its time, by the number of that day and by today's."""
    program, zone = record.program, record.zone
    day = local(telling.time.earliest, zone).date()
    for norm, wording in _allowing(program).get(telling.kind, ()):
        if wording.since < telling.time.latest and telling.time.earliest < wording.until:
            yield norm.section.cite(former_number(norm.card, day)), wording.construct.citation


def _within(citation: str, said: str) -> bool:
    return citation == said or citation.startswith(
        f"{said}("
    )  # as the engines read it; a procedure's name is no citation


def named(telling: Telling, field: str) -> tuple[str, ...]:
    """The parties that a field of a fact names."""
    value = telling.fields.get(field)
    return value if isinstance(value, tuple) else ()


def _the(office: str) -> str:
    return office if office.startswith("the ") else f"the {office}"


@of_program
def _allowing(program: Program) -> Mapping[str, list[tuple[Norm, Wording]]]:
    """For each kind of act, the permissions and powers that are about it."""
    found: dict[str, list[tuple[Norm, Wording]]] = {}
    for norm in (each for each in program.norms.values() if each.kind in ALLOWING):
        for wording in norm.wordings:
            for kind in wording.construct.act.kinds if wording.construct.act is not None else ():
                found.setdefault(kind, []).append((norm, wording))
    return found


@of_program
def _heard(program: Program) -> Mapping[str, frozenset[str]]:
    """For each kind of document, the offices by which some rule wants it; nothing for one that no rule asks for by its author."""
    documents = program.rulebook.vocabulary.groups.get(DOCUMENTS, ())
    found: dict[str, set[str]] = {}
    for norm in program.norms.values():
        for wording in norm.wordings:
            for term in (each for each in deep(terms_of(wording.construct)) if isinstance(each, Term)):
                wanted = [test.wanted for test in term.tests if test.field == AUTHOR and test.kind == "offices"]
                for kind in set(term.kinds) & set(documents):
                    found.setdefault(kind, set()).update(*wanted)
    return {kind: frozenset(offices) for kind, offices in found.items()}
