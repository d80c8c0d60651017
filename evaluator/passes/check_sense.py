"""Issues of constructs that can be read, and cannot be meant: who does the act, what is asked about what, and by which sort of norm."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import chain

from evaluator.documents.constructs import SEVERAL
from evaluator.documents.reader import hint
from evaluator.documents.terms import Construct, Item, JudgementItem, Term
from evaluator.passes.check_fields import Defined, field_issues
from evaluator.passes.check_impossible import impossible_issues
from evaluator.passes.check_meant import meant_issues
from evaluator.passes.check_norms import Seen
from evaluator.passes.issues import issue, spot
from evaluator.passes.program import Program
from evaluator.passes.resolved import shared_construct
from evaluator.passes.say import listed
from evaluator.words.errors import Problem
from evaluator.words.nodes import Node

DOER = "by"  # the field of an act that names who does it
ANSWERED_BY = {
    "may": ("permission", "power"),
    "must": ("burden", "duty"),
    "must not": ("prohibition",),
    "is": ("prohibition",),
}
PARTY = "party"
JOINS = ("party", "offices", "same", "fact")
TIMES = ("happened", "began", "ended")
PRINTED: tuple[str, ...] = ("dates", "length", "date")  # types of fields in which a time is printed
GRANTED: tuple[str, ...] = ("date",)


def sense_issues(program: Program, seen: Seen, defined: Defined) -> Iterator[Problem]:
    """Everything of this sort under one choice of readings, in the constructs that were not seen yet as they are here."""
    written = [*_constructs(program)]
    made = _made(construct for construct, _ in written)
    measures = {construct.name: construct for construct, _ in written if construct.kind == "measure"}
    fresh = [each for each in written if seen.new(("sense", id(each[0])))]
    defined.add(construct for construct, _ in fresh)
    vocabulary = program.rulebook.vocabulary
    fields = [field for kind in vocabulary.kinds.values() for field in kind.fields.values()] if fresh else []
    several = frozenset(field.name for field in fields if field.type in SEVERAL)
    offices = frozenset(vocabulary.offices)
    for construct, tree in fresh:
        yield from _doer(program, construct, defined)
        yield from _question(program, construct, tree, made)
        yield from _subjects(program, construct, made, measures)
        yield from _counts(construct)
        yield from _starts(program, construct, made)
        yield from field_issues(defined, construct, tree)
        yield from impossible_issues(construct, offices, several)
        below = {t.kind: frozenset(_below(t.kind, made, vocabulary.groups)) for t in construct.terms}
        yield from meant_issues(construct, tree, vocabulary, below)


def _constructs(program: Program) -> Iterator[tuple[Construct, Node]]:
    """Every construct of every version, with its tree."""
    for section, card in program.rulebook.cards():
        for version in card.versions:
            for written in version.constructs.values():
                yield shared_construct(program.rulebook, section, card, written, program.readings, []), written[1]


def _doer(program: Program, construct: Construct, defined: Defined) -> Iterator[Problem]:
    """What a norm asks, forbids or allows is an act of its bearer."""
    offices, bearer = program.rulebook.vocabulary.offices, construct.bearer
    for what, act in (("act", construct.act), ("done by", construct.done_by)):
        done = [test for test in act.tests if test.field == DOER] if act is not None else []
        if act is None or bearer is None or any(test.kind not in ("party", "offices") for test in done):
            continue
        joined = any(test.kind in JOINS for test in act.tests)  # what joins on nothing is told elsewhere
        if not done and joined and DOER in (defined.of(act.kind) or ()):
            told = f"`{construct.name}` binds or allows `{bearer}`, and its `{what}` says not `{DOER}` whom: an act of anybody would count"
            yield issue("another-doer", act.place, told, f"write `{DOER}: {bearer}`")
        names = [name for test in done for name in test.wanted]
        of_one = {*names, *(above for name in names if name in offices for above in offices[name].chain)}
        if names and bearer not in of_one:
            told = (
                f"`{construct.name}` binds or allows `{bearer}`, and its `{what}` is an act of `{'`, `'.join(names)}`"
            )
            yield issue("another-doer", act.place, told, f"write `{DOER}: {bearer}`, or another `bearer`")


def _question(program: Program, construct: Construct, tree: Node, made: Mapping[str, set[str]]) -> Iterator[Problem]:
    """A question of what one may, must or must not is answered by norms of that sort."""
    question = program.rulebook.questions.get(construct.question or "")
    if question is None:
        return
    text = spot(tree, "question")
    at = (construct.place[0], text.line, text.column) if text is not None else construct.place
    if construct.kind in ANSWERED_BY[question.kind]:
        supposed, act = question.act, construct.act
        if (
            supposed is not None
            and act is not None
            and supposed[0] not in _below(act.kind, made, program.rulebook.vocabulary.groups)
        ):
            told = f"`{question.name}` supposes another act, `{supposed[0]}`, and this {construct.kind} is about `{act.kind}`"
            yield issue("wrong-question", at, told, "answer a question about that act, or suppose another one")
        return
    told = f"a {construct.kind} cannot answer `{question.name}`, which asks what one `{question.kind}`"
    sorts = " or ".join(f"a {sort}" for sort in ANSWERED_BY[question.kind])
    yield issue("wrong-question", at, told, f"{sorts} answers it")


# -- what is asked about what


def _made(constructs: Iterator[Construct]) -> dict[str, set[str]]:
    """The kinds of fact that each defined kind is made from, one step down."""
    found: dict[str, set[str]] = {}
    for construct in constructs:
        if construct.kind == "definition" and construct.arises and isinstance(construct.arises[0], Term):
            found.setdefault(construct.name, set()).add(construct.arises[0].kind)
    return found


def _subjects(
    program: Program, construct: Construct, made: Mapping[str, set[str]], measures: Mapping[str, Construct]
) -> Iterator[Problem]:
    """A standard is asked about a kind of fact that it can be answered about, and a measure around one that it groups."""
    vocabulary = program.rulebook.vocabulary
    kinds: dict[str, set[str]] = {}  # of each name of a fact, all kinds that it may be of
    for item in _items(construct):
        if isinstance(item, JudgementItem):
            about = {kind for name in item.about for kind in kinds.get(name, {PARTY, name})}
            yield from _asked(program, item, item.judged.standard, about, made)
        elif item.kind in measures:
            yield from _measured(program, item, measures[item.kind], kinds)
        else:
            kinds.setdefault(item.name, set()).update(_below(item.kind, made, vocabulary.groups))
            for judged in item.judged:
                yield from _asked(program, item, judged.standard, kinds[item.name], made)


def _measured(program: Program, item: Term, measure: Construct, kinds: Mapping[str, set[str]]) -> Iterator[Problem]:
    """A measure is asked around a fact that it can group, for a share if it says of what, and for a count if it does not."""
    known, tests = program.rulebook.vocabulary.kinds, {test.field: test for test in item.tests}
    around = kinds.get(tests["around"].wanted[0], set()) if "around" in tests else set()
    fields = {field for kind in around if kind in known for field in known[kind].fields}
    lacking = [each for each in measure.per if each not in fields]
    if around and lacking:
        told = f"the measure `{item.kind}` groups by {listed([f'`{each}`' for each in lacking])}, which this fact does not have"
        yield issue("wrong-measure", item.place, told, "ask it around a fact of the kind that is counted")
    if "share" in tests and measure.out_of is None:
        told = f"the measure `{item.kind}` does not say out of what, so there is no share to ask for"
        yield issue("wrong-measure", item.place, told, "ask for its `count`, or add `out of` to it")
    if "count" in tests and measure.out_of is not None:
        told = f"the measure `{item.kind}` tells a share, and a count is asked of it"
        yield issue("wrong-measure", item.place, told, "ask for its `share`, or take `out of` away from it")


def _starts(program: Program, construct: Construct, made: Mapping[str, set[str]]) -> Iterator[Problem]:
    """A window begins at a time of the fact it runs from, and is printed or granted in a fact that can say so."""
    vocabulary = program.rulebook.vocabulary
    kinds: dict[str, set[str]] = {}
    for term in construct.terms:
        kinds.setdefault(term.name, set()).update(_below(term.kind, made, vocabulary.groups) & vocabulary.kinds.keys())
    for window in (construct.within, construct.begins, construct.to):
        if window is None:
            continue
        asked = [(name, ("time", "date"), TIMES) for name in window.starts_at]
        source = window.of or window.stated_in
        for field, types, always in asked if source in kinds else ():
            known = _fields(program, kinds[source], types)
            if field not in always and field not in known:
                told = f"`{field}` is no time of a {source} that a window can start at"
                yield issue("wrong-start", construct.place, told, hint(field, [*always, *known]))
        for name, sorts, what in (
            (window.stated_in, PRINTED, "can print no date and no length"),
            (window.new_date_in, GRANTED, "can grant no new date"),
        ):
            if name in kinds and not _fields(program, kinds[name], sorts):
                fields = " or ".join(f"`{each}`" for each in sorts)
                yield issue(
                    "wrong-start",
                    construct.place,
                    f"a {name} {what}: it has no field of type {fields}",
                    "name a fact that has one",
                )


def _fields(program: Program, kinds: set[str], types: tuple[str, ...]) -> list[str]:
    known = program.rulebook.vocabulary.kinds
    return [each.name for kind in sorted(kinds) for each in known[kind].fields.values() if each.type in types]


def _counts(construct: Construct) -> Iterator[Problem]:
    """What is counted is among that of which the share is told."""
    counts, whole = construct.counts, construct.out_of
    if counts is None or whole is None:
        return
    told = f"`{construct.name}` counts a {counts.kind} out of a {whole.kind}"
    if counts.kind != whole.kind:
        yield issue(
            "wrong-measure", whole.place, told, "what is counted is among that of which the share is told: one kind"
        )
    for test in counts.tests if counts.kind == whole.kind else ():
        other = next((each for each in whole.tests if each.field == test.field), test)
        if test.kind == other.kind == "one of" and not set(test.wanted) & set(other.wanted):
            told = f"nothing that `{construct.name}` counts is among that of which it tells the share: `{test.field}` differs"
            yield issue("wrong-measure", whole.place, told, "what is counted is among that of which the share is told")


def _asked(program: Program, item: Item, name: str, about: set[str], made: Mapping[str, set[str]]) -> Iterator[Problem]:
    vocabulary = program.rulebook.vocabulary
    standard = vocabulary.standards[name]
    if standard.about and not about & set(chain(*(_below(each, made, vocabulary.groups) for each in standard.about))):
        told = f"`{name}` is answered about {listed([f'`{each}`' for each in standard.about], 'or')}, never about what it is asked of here"
        yield issue("wrong-subject", item.place, told, "ask another standard, or name the kind under its `about`")


def _below(name: str, made: Mapping[str, set[str]], groups: Mapping[str, tuple[str, ...]]) -> set[str]:
    """A kind, the kinds it is made from, and the members of a group."""
    found, ahead = set(), [name]
    while ahead:
        each = ahead.pop()
        if each not in found:
            found.add(each)
            ahead += [*made.get(each, ()), *groups.get(each, ())]
    return found


def _items(construct: Construct) -> Iterator[Term | JudgementItem]:
    """Every term and judgement, in the order in which they are read."""
    single = (construct.before, construct.act, construct.done_by, construct.counts, construct.out_of)
    items = chain(construct.arises, single, construct.kept_by, *construct.conditions.values())
    yield from (item for item in items if isinstance(item, Term | JudgementItem))
