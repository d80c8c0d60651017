"""What can only be said once all facts are read: ids told twice, chains of corrections, references, answers to demands."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from evaluator.documents.case import REDACTED, Telling
from evaluator.documents.vocabulary import Vocabulary
from evaluator.words.errors import Problem, advise


def finish_tellings(tellings: Sequence[Telling], things: Mapping[str, str], vocabulary: Vocabulary) -> list[Problem]:
    """Set each telling's root and resolve references; returns every problem found."""
    by_id: dict[str, list[Telling]] = {}
    for telling in tellings:
        by_id.setdefault(telling.id, []).append(telling)
    problems = [p for told in by_id.values() if len(told) > 1 for p in _told_twice(told)]
    for telling in tellings:
        problems += _root(telling, by_id)
    for telling in tellings:
        problems += _references(telling, by_id, vocabulary)
        problems += _keys(telling, things, vocabulary)
    _answers(tellings, by_id, vocabulary)
    return problems


def _told_twice(told: Sequence[Telling]) -> list[Problem]:
    """One id may be told by several sources; twice by one source is a slip."""
    first, problems = told[0], []
    for other in told[1:]:
        if other.kind != first.kind:
            what = f"`{other.id}` is a {first.kind} at line {first.place[1]} and a {other.kind} here"
            problems.append(Problem(*other.place, 1, what, "give each fact its own id"))
        elif other.source == first.source and (other.fields, other.time, other.ended) != (first.fields, first.time, first.ended):
            if first.supposed != other.supposed or first.derived_from:
                continue
            what = f"`{other.id}` is told twice and differently, here and at line {first.place[1]}"
            advice = "give it another id, say with `source` who tells it, or write `replaces` if it corrects the other"
            problems.append(Problem(*other.place, 1, what, advice))
    return problems


def _root(telling: Telling, by_id: Mapping[str, Sequence[Telling]]) -> list[Problem]:
    seen, current = [telling.id], telling
    while current.replaces is not None:
        if current.replaces not in by_id:
            what = f"`{telling.id}` replaces `{current.replaces}`, which is not in the case"
            return [Problem(*telling.place, 1, what, advise(current.replaces, by_id))]
        if current.replaces in seen:
            chain = " → ".join([*seen, current.replaces])
            return [Problem(*telling.place, 1, f"corrections in a circle: {chain}", "the newest one replaces, the oldest replaces nothing")]
        seen.append(current.replaces)
        current = by_id[current.replaces][0]
    telling.root = current.id
    if current.kind != telling.kind:
        return [Problem(*telling.place, 1, f"`{telling.id}` is a {telling.kind} and cannot replace `{current.id}`, a {current.kind}")]
    return []


def _references(telling: Telling, by_id: Mapping[str, Sequence[Telling]], vocabulary: Vocabulary) -> list[Problem]:
    problems = []
    for field in vocabulary.kinds[telling.kind].fields.values():
        value = telling.fields.get(field.name)
        if field.type != "reference" or not isinstance(value, tuple):
            continue
        wanted = {member for name in field.options for member in vocabulary.members(name)}
        roots = []
        for id in value:
            if id not in by_id:
                what = f"`{field.name}` names `{id}`, which is not in the case"
                problems.append(Problem(*telling.place, 1, what, advise(id, [i for i, t in by_id.items() if t[0].kind in wanted])))
            elif by_id[id][0].kind not in wanted and not wanted <= {"suspected-traffic notice"}:
                what = f"`{field.name}` of a {telling.kind} names {' or '.join(field.options)}; `{id}` is a {by_id[id][0].kind}"
                problems.append(Problem(*telling.place, 1, what))
            else:
                roots.append(by_id[id][0].root)
        telling.fields[field.name] = tuple(dict.fromkeys(roots))
    return problems


def _keys(telling: Telling, things: Mapping[str, str], vocabulary: Vocabulary) -> list[Problem]:
    """A key that is nearly the id of a declared thing of that name is a slip; any other key names itself."""
    declared = [id for id, kind in things.items()]
    problems = []
    for field in vocabulary.kinds[telling.kind].fields.values():
        value = telling.fields.get(field.name)
        if field.type not in ("key", "keys") or value is REDACTED or field.name not in vocabulary.things:
            continue
        for id in value or ():
            known = [thing for thing in declared if things[thing] == field.name]
            if known and id not in known:
                what = f"`{field.name}` names `{id}`, which the case does not declare"
                problems.append(Problem(*telling.place, 1, what, advise(id, known)))
    return problems


def _answers(tellings: Sequence[Telling], by_id: Mapping[str, Sequence[Telling]], vocabulary: Vocabulary) -> None:
    """An act that answers a document answers its demands for an act of that kind; one that answers a demand answers its document."""
    demand = vocabulary.kinds.get("demand")
    if demand is None:
        return
    asked_for = frozenset(demand.fields["do"].options)
    inside: dict[str, list[Telling]] = {}
    document_of: dict[str, str] = {}
    for telling in tellings:
        if telling.kind == "demand":
            for document in telling.fields["in"]:
                inside.setdefault(document, []).append(telling)
                document_of[telling.root] = document
    for telling in tellings:
        value = telling.fields.get("answers")
        if telling.kind not in asked_for or not isinstance(value, tuple):
            continue
        more = [document_of[id] for id in value if id in document_of]
        more += [d.root for id in (*value, *more) for d in inside.get(id, ()) if telling.kind in d.fields.get("do", (telling.kind,))]
        telling.fields["answers"] = tuple(dict.fromkeys((*value, *more)))
