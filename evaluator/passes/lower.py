"""Lowering: a rulebook, a law and a choice of readings become a program without readings, `as before`, definitions or loose names."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from graphlib import CycleError, TopologicalSorter
from typing import Any, cast
from zoneinfo import ZoneInfo

from evaluator.documents.cards import MEANING, Card, Section
from evaluator.documents.reader import quoted
from evaluator.documents.rulebook import Rulebook
from evaluator.documents.terms import DEADLINE_OF, Construct, Item, Place, Relation, StatusItem, Term, deep, is_yearly
from evaluator.passes.amounts import priced
from evaluator.passes.definitions import Definitions
from evaluator.passes.kept import let_go, under
from evaluator.passes.names import Names
from evaluator.passes.naming import can_be, misfit, misnamed, no_one_deadline, place_of
from evaluator.passes.program import Norm, Program, Wording
from evaluator.passes.resolved import options, shared_construct
from evaluator.words.errors import BadInput, Problem
from evaluator.words.times import EVER, NEVER, midnight


def lower(rulebook: Rulebook, law: date | None = None, readings: Mapping[str, str] | None = None) -> Program:
    """The program for one law (None: each version at its own time) and one choice of readings (over the defaults)."""
    chosen = rulebook.chosen(readings) if readings else {}
    key = (law, tuple(sorted(chosen.items())))
    found: Program | None = rulebook.programs.get(key)
    if found is None:
        found = rulebook.programs[key] = _lower(rulebook, law, chosen or rulebook.chosen({}))
        let_go(rulebook)
    return found


def _lower(rulebook: Rulebook, law: date | None, readings: Mapping[str, str]) -> Program:
    problems: list[Problem] = []
    kept = under(rulebook, law)
    named, names, kinds = named_norms(rulebook)
    raw: dict[str, list[Wording]] = {
        id: [] for id in named
    }  # a norm keeps its name also under a law that does not have it
    definitions: dict[str, list[Wording]] = {}
    numbers: dict[str, str] = {}
    for section, card in rulebook.cards():
        for wording in _wordings(rulebook, kept, section, card, readings, law, problems):
            construct = wording.construct
            if construct.kind in MEANING:
                definitions.setdefault(construct.name, []).append(wording)
                numbers[construct.name] = card.number
            else:
                raw[construct.id].append(wording)
    undoable = {id for id, wordings in raw.items() if any(w.construct.done_by is None for w in wordings)}

    def resolved(number: str, wordings: list[Wording]) -> list[Wording]:
        for each in wordings:
            problems.extend(misnamed(each.construct, number, names, kinds, undoable))
        return [replace(w, construct=_resolved(w.construct, number, names, kinds, problems)) for w in wordings]

    def meaning(name: str, wordings: list[Wording]) -> list[Wording]:
        key, before = ("meaning", name, _identity(wordings)), len(problems)
        done = kept.get(key) or resolved(numbers[name], wordings)
        if len(problems) == before:
            kept[key] = done
        return cast("list[Wording]", done)

    made = kept.setdefault("made of definitions", {})
    meanings = Definitions({name: meaning(name, wordings) for name, wordings in definitions.items()}, made)
    unclear = len(problems) > 0  # a definition that cannot be read is not blamed on those who use it
    circles = list(meanings.circles())
    problems += circles
    norms: dict[str, Norm] = {}
    told = {name: (name, _identity(wordings)) for name, wordings in definitions.items()}
    group = kept.setdefault(("definitions", tuple(told.values())), {})  # all norms made of them
    for id, wordings in raw.items():
        own = id, _identity(wordings)
        if own in group:
            norms[id] = group[own]
            continue
        section, card, kind = named[id]
        shared = ("norm", id, *_ingredients(wordings, definitions, told))
        if shared in kept:
            norms[id] = group[own] = kept[shared]
            continue
        before = len(problems)
        done = [piece for w in resolved(card.number, wordings) for piece in ([w] if circles else meanings.pieces(w))]
        if not (circles or unclear):
            problems += (p for each in done for p in misfit(rulebook.vocabulary, each.construct.terms))
        norms[id] = Norm(id, kind, card, section, tuple(done))
        if len(problems) == before and not (circles or unclear):
            kept[shared] = group[own] = norms[id]
    yearly = {id for id, norm in norms.items() if any(is_yearly(w.construct) for w in norm.wordings)}
    if yearly:
        near = (norm for norm in norms.values() if not yearly.isdisjoint(_needed(kept, norm)))
        problems += no_one_deadline((w.construct for norm in near for w in norm.wordings), yearly)
    amounts = priced(rulebook, law, names, kinds, problems)
    if problems:
        raise BadInput(problems)
    norms = _attached(norms, kept)
    return Program(rulebook, {id: norms[id] for id in _order(kept, norms)}, law, readings, amounts=amounts)


def named_norms(rulebook: Rulebook) -> tuple[dict[str, tuple[Section, Card, str]], Names, dict[str, str]]:
    """Every norm of a rulebook by its id, with its card and its kind; their names; their kinds. The same for every law and reading."""
    key = "named", id(rulebook.sections)  # others where a pending text is supposed to be in force
    if key not in rulebook.lowered:  # the sections are kept too, so that no others take their identity
        found = {
            f"{section.cite(card.number)} {name}": (section, card, kind, name)
            for section, card in rulebook.cards()
            for kind, name in dict.fromkeys(key for version in card.versions for key in version.constructs)
            if kind not in MEANING
        }
        names = Names((id, section.name, card.number, name) for id, (section, card, _, name) in found.items())
        told = {id: each[:3] for id, each in found.items()}
        kinds = {id: kind for id, (_, _, kind, _) in found.items()}
        rulebook.lowered[key] = rulebook.sections, (told, names, kinds)
    kept: tuple[dict[str, tuple[Section, Card, str]], Names, dict[str, str]] = rulebook.lowered[key][1]
    return kept


def _ingredients(
    wordings: Sequence[Wording], definitions: Mapping[str, list[Wording]], told: Mapping[str, tuple[object, ...]]
) -> tuple[object, ...]:
    """What a norm is made of under one law: its constructs, and the definitions it builds on, as `told` by name; all by their identity."""
    used: set[str] = set()
    ahead = [wording.construct for wording in wordings]
    while ahead:
        found = [kind for kind in ahead.pop().kinds_named if kind in definitions and kind not in used]
        used.update(found)
        ahead += [each.construct for name in found for each in definitions[name]]
    return _identity(wordings), tuple([told[name] for name in sorted(used)])


def _identity(wordings: Sequence[Wording]) -> tuple[tuple[int, int, int], ...]:
    return tuple([(id(w.construct), w.since, w.until) for w in wordings])


def _wordings(
    rulebook: Rulebook,
    kept: dict[Any, Any],
    section: Section,
    card: Card,
    readings: Mapping[str, str],
    law: date | None,
    problems: list[Problem],
) -> list[Wording]:
    """The wordings of a card; the same list for every choice of readings that its switches cannot tell apart."""
    key = ("wordings", id(card), options(rulebook, card, readings))
    if key in kept:
        return cast("list[Wording]", kept[key])
    before, found = len(problems), list[Wording]()
    zone = rulebook.calendars[section.calendar].zone
    for index, version in enumerate(card.versions):
        if version.effective is None:
            continue
        following = next((v.effective for v in card.versions[index + 1 :] if v.effective is not None), None)
        end = version.until or following
        if law is not None and not (version.effective <= law and (end is None or law < end)):
            continue
        since = (
            NEVER
            if law is not None or version.effective == date.min
            else midnight(version.compliance or version.effective, zone)
        )
        until = EVER if law is not None or end is None else midnight(end, zone)
        for place in version.constructs.values():
            construct = shared_construct(rulebook, section, card, place, readings, problems)
            ends = _enforced(construct, law, until, zone)
            if ends is not None:
                found.append(Wording(construct, since, ends, version))
    if len(problems) == before:
        kept[key] = found
    return found


def _enforced(construct: Construct, law: date | None, until: int, zone: ZoneInfo) -> int | None:
    """The instant at which a construct ceases to bind: with its text, or where it is not enforced any more; None: never did."""
    if construct.abeyance is None:
        return until
    if law is not None:
        return until if law < construct.abeyance else None
    return min(until, midnight(construct.abeyance, zone))


def _resolved(
    construct: Construct, number: str, names: Names, kinds: Mapping[str, str], problems: list[Problem]
) -> Construct:
    """The construct with every norm it names given by its id."""

    def find(written: str) -> tuple[str, ...]:
        found = names.find(written, construct.section, number)
        if not found:
            what = f"{quoted(construct.id)} names {quoted(written)}, which is no norm"
            problems.append(
                Problem(*place_of(construct, written), what, names.advice(written, construct.section, number))
            )
        return found

    def end(written: str, at: Place) -> str:
        norm = written.removeprefix(DEADLINE_OF)
        if norm == written:
            return written
        found = names.find(norm, construct.section, number)
        if not found:
            problems.append(Problem(*at, f"{quoted(norm)} is no norm", names.advice(norm, construct.section, number)))
        return f"{DEADLINE_OF}{(found or (norm,))[0]}"

    def relation(each: Relation, at: Place) -> Relation:
        return replace(each, names=tuple(end(name, at) for name in each.names))

    def item(each: Item) -> Item:
        if each.relations:
            each = replace(each, relations=tuple(relation(r, each.place) for r in each.relations))
        if isinstance(each, StatusItem):
            found = (id for written in each.norms for id in find(written))
            return replace(each, norms=tuple(id for id in found if can_be(kinds.get(id, ""), each.status)))
        return each

    def term(each: Term | None) -> Term | None:
        return cast("Term", item(each)) if each is not None else None

    return replace(
        construct,
        arises=tuple(item(each) for each in construct.arises),
        before=term(construct.before),
        act=term(construct.act),
        counts=term(construct.counts),
        out_of=term(construct.out_of),
        done_by=term(construct.done_by),
        conditions={key: tuple(item(each) for each in items) for key, items in construct.conditions.items()},
        kept_by=tuple(item(each) for each in construct.kept_by),
        only_after=tuple(id for written in construct.only_after for id in find(written)),
        despite=tuple(id for written in construct.despite for id in find(written)),
        deems=(construct.deems[0], (find(construct.deems[1]) or ("",))[0]) if construct.deems else None,
        extends=(find(construct.extends) or ("",))[0] if construct.extends else None,
    )


def _attached(norms: Mapping[str, Norm], shared: dict[Any, Any]) -> dict[str, Norm]:
    """Deemings and extensions hung on the norms they ride on; `shared` keeps what was made for another choice of readings."""
    riders: dict[str, dict[str, list[Norm]]] = {}
    for norm in norms.values():
        for wording in norm.wordings:
            construct = wording.construct
            target = construct.deems[1] if construct.deems else construct.extends
            if target:
                kept = riders.setdefault(target, {}).setdefault(norm.kind, [])
                if norm not in kept:
                    kept.append(norm)
    found = dict(norms)
    for target, hung in riders.items():
        deemings, extensions = tuple(hung.get("deeming", ())), tuple(hung.get("extension", ()))
        key = ("attached", norms[target], deemings, extensions)
        if key not in shared:
            shared[key] = replace(norms[target], deemings=deemings, extensions=extensions)
        found[target] = shared[key]
    return found


def depends_on(norm: Norm) -> set[str]:
    """The norms whose status this one builds on."""
    needed: set[str] = set()
    for rider in (norm, *norm.deemings, *norm.extensions):
        for wording in rider.wordings:
            for item in deep(wording.construct.all_items):
                needed |= set(item.norms) if isinstance(item, StatusItem) else set()
                ends = {name.removeprefix(DEADLINE_OF) for relation in item.relations for name in relation.names}
                needed |= ends - {name for relation in item.relations for name in relation.names}
    return needed


def _needed(kept: dict[Any, Any], norm: Norm) -> tuple[str, ...]:
    """As `depends_on`, in order, worked out once for a norm that several programs share."""
    key = "needed", id(norm)
    if key not in kept:  # the norm is kept too, so that no other takes its identity
        kept[key] = norm, tuple(sorted(depends_on(norm)))
    needed: tuple[str, ...] = kept[key][1]
    return needed


def _order(kept: dict[Any, Any], norms: Mapping[str, Norm]) -> list[str]:
    key = "order", tuple([(id, _needed(kept, norm)) for id, norm in norms.items()])
    try:
        if key not in kept:
            kept[key] = list(TopologicalSorter(dict(key[1])).static_order())
        return cast("list[str]", kept[key])
    except CycleError as cycle:
        path = [str(id) for id in cycle.args[1]]
        place = next((w.construct.place for id in path for w in norms[id].wordings), norms[path[0]].card.place)
        what = "norms that build on each other in a circle: " + " → ".join(map(quoted, path))
        advice = "the law has no such circle; one of these conditions is misplaced"
        raise BadInput([Problem(*place, what, advice)]) from None
