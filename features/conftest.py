"""The sentences that scenarios are written in.

None of them knows a rule: norms, questions, kinds of facts, standards and readings are named by the scenario.
"It" is the finding or the answer named last. Times without an offset are told in the zone of the case.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from pytest_bdd import given, then, when

from features import outcome
from features.sentences import Sentence
from features.story import Story, by_field, by_row, plain, shipped

Table = list[list[str]]


@pytest.fixture
def story(tmp_path: Path) -> Story:
    return Story(tmp_path)


# -- what is told


@given(Sentence('the case "{case}"'))
def _(story: Story, case: str) -> None:
    story.told = shipped(case)


@given(Sentence('a case told in the time of "{zone}"'))
def _(story: Story, zone: str) -> None:
    story.told["zone"] = zone


@given("what follows is only supposed")
def _(story: Story) -> None:
    story.supposing = True


@given("the parties")
def _(story: Story, datatable: Table) -> None:
    parties = {party.pop("id"): party for party in by_row(datatable)}
    story.here.setdefault("parties", {}).update(parties)


@given(Sentence('the traffic "{id}", in which "{party}" is "{role}"'))
def _(story: Story, id: str, party: str, role: str) -> None:
    story.fact("traffic", {"id": id, "roles": {party: role}})


@given(Sentence('the {kind} "{id}" of "{time}", with'))
def _(story: Story, kind: str, id: str, time: str, datatable: Table) -> None:
    story.fact(kind, {"id": id, "happened": time, **by_field(datatable)})


@given(Sentence('the {kind} "{id}" from "{time}" on, with'))
def _(story: Story, kind: str, id: str, time: str, datatable: Table) -> None:
    story.fact(kind, {"id": id, "began": time, **by_field(datatable)})


@given(Sentence('"{document}" demands'))
def _(story: Story, document: str, datatable: Table) -> None:
    story.fields_of(document)["demands"] = by_row(datatable)


@given(Sentence('"{party}" makes the {kind} "{id}" at "{time}", answering "{trigger}"[ for "{traffic}"]'))
def _(story: Story, party: str, kind: str, id: str, time: str, trigger: str, traffic: str | None) -> None:
    aim = {"traffic": traffic} if traffic else {}
    story.fact(kind, {"id": id, "happened": time, "by": party, "answers": trigger, **aim})


@given(Sentence('in "{id}" the field "{field}" is "{value}"'))
def _(story: Story, field: str, id: str, value: str) -> None:
    story.fields_of(id)[field] = plain(value)


@given(Sentence('"{by}" says "{says}" to "{standard}" about "{about}", on "{day}"[, as "{strength}"]'))
def _(story: Story, by: str, says: str, standard: str, about: str, day: str, strength: str | None) -> None:
    how = {"strength": strength} if strength else {}
    story.line("determinations", {"standard": standard, "about": about, "says": says, "by": by, "dated": day, **how})


TWO = '"{by}" says "{says}" to "{standard}" about "{one}" toward "{other}", on "{day}"'
LIMITS = '[, as "{strength}"][, from "{began}"][, until "{ended}"]'


@given(Sentence(TWO + LIMITS))
def _(
    story: Story,
    by: str,
    says: str,
    standard: str,
    one: str,
    other: str,
    day: str,
    strength: str | None,
    began: str | None,
    ended: str | None,
) -> None:
    limits = {"strength": strength, "from": began, "to": ended}
    how = {name: value for name, value in limits.items() if value}
    told = {"standard": standard, "about": [one, other], "says": says, "by": by, "dated": day, **how}
    story.line("determinations", told)


@given(Sentence('the records of "{kinds}" by "{party}" are complete through "{time}"'))
def _(story: Story, kinds: str, party: str, time: str) -> None:
    story.line("complete", {"records": kinds.split(", "), "about": party, "through": time})


# -- what is asked


@when(Sentence('we ask at "{at}"'))
def _(story: Story, at: str) -> None:
    story.ask(at=at)


@when(Sentence('only what was recorded by "{known}" is known'))
def _(story: Story, known: str) -> None:
    story.ask(known=known)


@when(Sentence('the law is that of "{day}"'))
def _(story: Story, day: str) -> None:
    story.ask(law=day)


@when(Sentence('the reading "{name}" is turned to "{option}"'))
def _(story: Story, name: str, option: str) -> None:
    story.ask(readings={name: option})


@when("nothing is presumed absent")
def _(story: Story) -> None:
    story.ask(presume=False)


# -- what comes out


@then(Sentence('"{norm}"[ for "{trigger}"][ by "{bearer}"] is "{status}"'))
def _(story: Story, norm: str, trigger: str | None, bearer: str | None, status: str) -> None:
    story.it = outcome.finding_of(story, norm, trigger, bearer)
    assert story.it["status"] == status


@then(Sentence('the answer to "{question}"[ by "{by}"][ toward "{toward}"] is "{answer}"'))
def _(story: Story, question: str, by: str | None, toward: str | None, answer: str) -> None:
    story.it = outcome.answer_of(story, question, by, toward)
    assert story.it["status"] == answer


@then(Sentence('there are {count} findings of "{norm}"'))
def _(story: Story, count: str, norm: str) -> None:
    assert len(outcome.findings_of(story, norm)) == int(count)


@then(Sentence('each finding of "{norm}" is "{status}"'))
def _(story: Story, norm: str, status: str) -> None:
    assert {finding["status"] for finding in outcome.findings_of(story, norm)} == {status}


@then(Sentence('it is due "{words}"'))
def _(story: Story, words: str) -> None:
    assert outcome.due(story.it) == outcome.window_end(story, words)


@then(Sentence('"{day}" is printed for it and "{computed}" is computed'))
def _(story: Story, day: str, computed: str) -> None:
    due = story.it["due"]
    assert outcome.moment(due["printed"]) == story.end_of(day) - outcome.TICK
    assert outcome.moment(due["computed"][1]) == story.end_of(computed)
    assert due["agrees"] is (day == computed)


@then(Sentence('it stays so until "{words}"'))
def _(story: Story, words: str) -> None:
    assert outcome.moment(story.it["until"]) == outcome.next_change(story, words)


@then(Sentence('it was done by "{act}", "{when}"'))
def _(story: Story, act: str, when: str) -> None:
    assert [(each["fact"], "late" if each["late"] else "in time") for each in story.it["done"]] == [(act, when)]


@then("it turns on")
def _(story: Story, datatable: Table) -> None:
    assert datatable[0] == ["if", "then"]
    assert outcome.turns_on(story.it) == sorted((row[0], row[1]) for row in datatable[1:])


@then(Sentence('it rests on the {sort} "{name}"'))
def _(story: Story, sort: str, name: str) -> None:
    assert name in outcome.grounds(story.it, sort)


@then(Sentence('it builds on "{norm}"'))
def _(story: Story, norm: str) -> None:
    assert norm in set(outcome.built_on(story.it["because"]))


@then(Sentence('"{norm}" would answer it, and is not in force before "{day}"'))
def _(story: Story, norm: str, day: str) -> None:
    assert (norm, day) in {(outcome.norm_of(each), each["begins"]) for each in story.it["not_in_force"]}


@then(Sentence('"{fact}" came before "{norm}", in force from "{day}" on, and starts nothing under it'))
def _(story: Story, fact: str, norm: str, day: str) -> None:
    early = {(each["fact"], outcome.norm_of(each), outcome.moment(each["begins"])) for each in story.it["too_early"]}
    assert (fact, norm, story.instant(day)) in early


@then(Sentence('it stands in the "{layer}"'))
def _(story: Story, layer: str) -> None:
    assert story.it["layer"] == layer


@then(Sentence('before use it still takes "{norm}"'))
def _(story: Story, norm: str) -> None:
    assert outcome.names(story.it["before_use"]) == {norm}


@then("before use it takes nothing more")
def _(story: Story) -> None:
    assert story.it["before_use"] == []


@then(Sentence('it never reaches what "{norm}" forbids'))
def _(story: Story, norm: str) -> None:
    assert norm in outcome.names(story.it["never"])


@then(Sentence('the record says that it is "{mark}"'))
def _(story: Story, mark: str) -> None:
    assert outcome.marks(story)[mark]


@then(Sentence('all comes out as in the case "{name}"'))
def _(story: Story, name: str) -> None:
    other = story.record_of(shipped(name))
    assert (story.document["findings"], story.document["answers"]) == (other["findings"], other["answers"])
