"""Issues of norms as lowered: what prevails over what, clocks, deadlines, loose terms, questions."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from evaluator.documents.reader import hint, place
from evaluator.documents.terms import Construct, Item, Place, Term, Window
from evaluator.passes.issues import issue, spot
from evaluator.passes.lower import depends_on, named_norms
from evaluator.passes.names import Names
from evaluator.passes.program import Norm, Program, Wording
from evaluator.passes.resolved import resolve_readings, shared_construct
from evaluator.words.calendars import Calendar
from evaluator.words.errors import CallrulesError, Problem, UsageError
from evaluator.words.nodes import Listed, Mapped, Node, Text
from evaluator.words.times import Interval, midnight

ACTS = ("prohibition", "permission", "power")
THE_DEADLINE = "the deadline"


class Seen:
    """What was looked at under one choice of readings, and need not be looked at again under another that changes nothing in it."""

    def __init__(self) -> None:
        self._keys: set[object] = set()
        self._kept: dict[int, tuple[Norm, list[str]]] = {}  # norms are kept, so that no other takes their identity

    def new(self, key: object) -> bool:
        """Whether a key was not there yet; now it is."""
        before = len(self._keys)
        self._keys.add(key)
        return len(self._keys) > before

    def fresh(self, program: Program) -> list[Norm]:
        """The norms that were not seen yet as they are here: each with those it names, and with the readings on which clocks hang."""
        hangs = {name for calendar in program.rulebook.calendars.values() for name in calendar.readings}
        turned = tuple(program.readings.get(name) for name in sorted(hangs))
        return [
            norm
            for norm in program.norms.values()
            if self.new((id(norm), turned if _counts(norm) else (), *self._named(program, norm)))
        ]

    def _named(self, program: Program, norm: Norm) -> list[int]:
        if id(norm) not in self._kept:
            constructs = [wording.construct for wording in norm.wordings]
            ids = depends_on(norm).union(*(c.despite for c in constructs))
            ids |= {id for c in constructs for id in (c.extends, c.deems[1] if c.deems else None) if id}
            self._kept[id(norm)] = (norm, sorted(ids & program.norms.keys()))
        named = [program.norms[each] for each in self._kept[id(norm)][1]]
        for each in named:
            self._kept.setdefault(-id(each), (each, []))
        return [id(each) for each in named]


def _counts(norm: Norm) -> bool:
    """Whether a clock counts anything for a norm."""
    return any(w.construct.within or w.construct.begins or w.construct.to for w in norm.wordings)


def norm_issues(program: Program, norms: Sequence[Norm]) -> Iterator[Problem]:
    """Everything that these norms show under one choice of readings."""
    _, names, _ = named_norms(program.rulebook)
    for norm in norms:
        for wording in norm.wordings:
            yield from _despite(program, names, norm, wording)
            yield from _clocks(program, norm, wording)
            yield from _deadlines(program, names, norm, wording.construct)
            yield from _loose(program, wording.construct)
            yield from _question(program, wording.construct)


def definition_issues(program: Program, seen: Seen) -> Iterator[Problem]:
    """Loose terms of definitions, which are no norms."""
    for section, card in program.rulebook.cards():
        for version in card.versions:
            for (word, _), written in version.constructs.items():
                if word == "definition":
                    construct = shared_construct(program.rulebook, section, card, written, program.readings, [])
                    if seen.new(construct):
                        yield from _loose(program, construct)


def tree_of(wording: Wording) -> Node:
    """A construct as it is written, readings unresolved."""
    construct = wording.construct
    _, tree = wording.version.constructs.get((construct.kind, construct.name), (Text(""), Mapped()))
    return tree


def terms_of(construct: Construct) -> list[Term]:
    """Every term of a construct."""
    items: list[Item | None] = [
        *construct.arises,
        construct.before,
        construct.act,
        construct.done_by,
        *construct.kept_by,
    ]
    items += [item for group in construct.conditions.values() for item in group]
    return [item for item in items if isinstance(item, Term)]


# -- what prevails


def _despite(program: Program, names: Names, norm: Norm, wording: Wording) -> Iterator[Problem]:
    tree = tree_of(wording)
    named = (
        resolve_readings(tree["despite"], program.readings, set())
        if isinstance(tree, Mapped) and "despite" in tree
        else None
    )
    for text in named if isinstance(named, Listed) else [named]:
        if not isinstance(text, Text):
            continue
        found = [program.norms[id] for id in names.find(text, norm.section.name, norm.card.number)]
        rivals = [
            each for each in found if each.kind in ACTS and (each.kind == "prohibition") != (norm.kind == "prohibition")
        ]
        at = (norm.section.file, *place(text))
        if found and not rivals:
            wanted = "permission or power" if norm.kind == "prohibition" else "prohibition"
            what = f"`{text}` holds no {wanted} for this {norm.kind} to prevail over"
            yield issue("despite-nothing", at, what, "name what would allow the act, or forbid it")
        elif rivals and not any(_acts(each) & _acts(norm) for each in rivals):
            what = f"nothing that `{text}` allows or forbids is also what this {norm.kind} is about"
            yield issue("despite-nothing", at, what, "the two must be about acts of one kind")


ONE_DAY = ((1, "days"),)  # a day of each year is the day after its eve


def _acts(norm: Norm) -> set[str]:
    return {kind for wording in norm.wordings if wording.construct.act for kind in wording.construct.act.kinds}


# -- time


def _clocks(program: Program, norm: Norm, wording: Wording) -> Iterator[Problem]:
    """Every window is counted by a clock that its calendar has, and that counts its units."""
    construct, tree = wording.construct, tree_of(wording)
    calendar = program.rulebook.calendars[construct.calendar]
    for key, window in (("within", construct.within), ("begins", construct.begins), ("to", construct.to)):
        if window is None:
            continue
        at = _place(construct, spot(tree, key, "counted by") or spot(tree, key, "time") or spot(tree, key))
        units = [unit for _, unit in (*window.lengths, *window.at_least)]
        units += ["days"] if window.yearly is not None else []
        unknown = [
            name for name in ([window.counted_by] if window.counted_by else units) if name not in calendar.clock_names
        ]
        for name in unknown:
            what = f"the calendar `{calendar.name}` has no clock `{name}`"
            yield issue("unknown-clock", at, what, hint(name, calendar.clock_names))
        told = (
            not calendar.readings.keys() <= program.readings.keys()
        )  # what a calendar hangs on is told where it stands
        for problem in _uncounted(calendar, window, program) if not unknown and not told else ():
            yield issue("clock-unit", at, problem.what, problem.help)


def _uncounted(calendar: Calendar, window: Window, program: Program) -> Iterator[UsageError]:
    start = midnight(date(max(calendar.file.workdays.years, default=2000), 1, 15), calendar.zone)
    for lengths in (window.lengths, window.at_least, ONE_DAY if window.yearly is not None else ()):
        try:
            calendar.due(Interval(start, start + 1), lengths, window.counted_by, program.readings, calendar.zone)
        except UsageError as problem:
            yield problem
        except CallrulesError:
            pass  # so long a window leaves the table of holidays; that is not the card's fault


def _deadlines(program: Program, names: Names, norm: Norm, construct: Construct) -> Iterator[Problem]:
    """Who goes by a deadline has one, or names a norm that has."""
    own = program.norms.get(construct.extends or (construct.deems[1] if construct.deems else "")) or norm
    if construct.extends and own is not norm and not _has_window(own):
        told = f"`{own.id}` has no window that could be extended"
        yield issue("no-window", construct.place, told, "name a norm with `within`")
    for term in terms_of(construct):
        for written in (name for relation in term.relations for name in relation.names):
            other = written.removeprefix(f"{THE_DEADLINE} of ")
            if other != written:
                found = names.find(other, norm.section.name, norm.card.number)
                if found and not any(_has_window(program.norms[id]) for id in found):
                    yield issue("no-deadline", term.place, f"`{other}` has no deadline", "name a norm with `within`")
            elif written == THE_DEADLINE and not _has_window(own):
                yield issue("no-deadline", term.place, f"`{own.id}` has no deadline", "say after which fact")


def _has_window(norm: Norm) -> bool:
    return any(each.construct.within or each.construct.before for each in norm.wordings)


# -- names that join


def _loose(program: Program, construct: Construct) -> Iterator[Problem]:
    """A term that shares no name with what stands before it would match anything."""
    lead = next((item for item in (*construct.arises[:1], construct.before, construct.act) if item is not None), None)
    named = _given(program, construct) | (_names(lead) if isinstance(lead, Term) else set())
    groups: list[Sequence[Item]] = [construct.arises[1:], construct.items("when")]
    alone = [item for key in ("when any", "unless", "unless shown", "revived by") for item in construct.items(key)]
    alone += [construct.done_by] if construct.done_by is not None else []
    acts: list[Sequence[Item]] = [[construct.act]] if construct.act not in (None, lead) else []
    groups += [[item] for item in alone if item is not lead]
    for items in (*acts, *groups, construct.items("until"), construct.kept_by):
        known = set(named)
        for item in items:
            if not isinstance(item, Term):
                continue
            if item.name not in known and not _joins(item) & known:
                help = "let it name a party or a fact that stands before it, or `same as` one of those"
                yield issue("loose-term", item.place, f"nothing ties this {item.kind} to what stands before it", help)
            known |= set() if item.absent else _names(item)
        if items in acts or items is groups[0] or items is groups[1]:
            named = known  # these hold in every case, and what follows may go by them


def _given(program: Program, construct: Construct) -> set[str]:
    """What a construct knows from the start: its bearer and the other side; what rides on a norm, that norm's names."""
    named = {name for name in (construct.bearer, construct.toward) if name is not None}
    target = program.norms.get(construct.extends or (construct.deems[1] if construct.deems else ""))
    for wording in target.wordings if target is not None else ():
        ridden = wording.construct
        named |= {name for name in (ridden.bearer, ridden.toward) if name is not None}
        for item in (*ridden.arises, ridden.before):
            named |= _names(item) if isinstance(item, Term) else set()
    return named


def _joins(term: Term) -> set[str]:
    """The parties and facts that a term refers to."""
    joined = {test.wanted[0] for test in term.tests if test.kind in ("party", "same", "field of")}
    joined |= {name for test in term.tests if test.kind == "fact" for name in test.wanted}
    return joined | ({term.kinds_from[1]} if term.kinds_from else set())


def _names(term: Term) -> set[str]:
    return {term.name, *(test.wanted[0] for test in term.tests if test.kind == "party")}


def _question(program: Program, construct: Construct) -> Iterator[Problem]:
    asked, known = construct.question, program.rulebook.questions
    if asked is not None and asked not in known:
        at = _place(construct, asked)
        yield issue("unknown-question", at, f"unknown question `{asked}`", hint(asked, known))


def _place(construct: Construct, node: object) -> Place:
    line, column = place(node)
    return (construct.place[0], line, column) if line else construct.place
