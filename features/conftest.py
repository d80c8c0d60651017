"""The sentences that scenarios are written in; none knows a rule: norms, questions, kinds and standards are named by the scenario."""

from __future__ import annotations

import re
from functools import partial
from pathlib import Path

import pytest
from parse import with_pattern
from pytest_bdd import given, parsers, then, when

from features import outcome
from features.story import Story, by_field, by_row, plain, shipped

Table = list[list[str]]


@pytest.fixture
def story(tmp_path: Path) -> Story:
    return Story(tmp_path)


@with_pattern(r'[^"]+')
def quoted(text: str) -> str:
    return text


@with_pattern(r"[a-z][a-z ]*")
def plain_words(text: str) -> str:
    return text


sentence = partial(parsers.parse, extra_types={"q": quoted, "w": plain_words})


def with_options(text: str) -> parsers.re:
    """A sentence whose parts in square brackets may be left out."""
    pattern = text.replace("[", "(?:").replace("]", ")?")
    return parsers.re(re.sub(r'"\{(\w+)\}"', r'"(?P<\1>[^"]+)"', pattern))


# -- what is told


@given(sentence('the case "{name:q}"'))
def _(story: Story, name: str) -> None:
    story.told = shipped(name)


@given(sentence('a case told in the time of "{zone:q}"'))
def _(story: Story, zone: str) -> None:
    story.told["zone"] = zone


@given("what follows is only supposed")
def _(story: Story) -> None:
    story.supposing = True


@given("the parties")
def _(story: Story, datatable: Table) -> None:
    parties = {party.pop("id"): party for party in by_row(datatable)}
    story.here.setdefault("parties", {}).update(parties)


@given(sentence('the traffic "{id:q}", in which "{party:q}" is "{role:q}"'))
def _(story: Story, id: str, party: str, role: str) -> None:
    story.fact("traffic", {"id": id, "roles": {party: role}})


@given(sentence('the {kind:w} "{id:q}" of "{time:q}", with'))
def _(story: Story, kind: str, id: str, time: str, datatable: Table) -> None:
    story.fact(kind, {"id": id, "happened": time, **by_field(datatable)})


@given(sentence('the {kind:w} "{id:q}" from "{time:q}" on, with'))
def _(story: Story, kind: str, id: str, time: str, datatable: Table) -> None:
    story.fact(kind, {"id": id, "began": time, **by_field(datatable)})


@given(sentence('"{document:q}" demands'))
def _(story: Story, document: str, datatable: Table) -> None:
    story.fields_of(document)["demands"] = by_row(datatable)


@given(with_options('"{party}" makes the (?P<kind>[a-z ]+) "{id}" at "{time}", answering "{trigger}"[ for "{traffic}"]'))
def _(story: Story, party: str, kind: str, id: str, time: str, trigger: str, traffic: str | None) -> None:
    aim = {"traffic": traffic} if traffic else {}
    story.fact(kind, {"id": id, "happened": time, "by": party, "answers": trigger, **aim})


@given(sentence('the {field:w} of "{id:q}" is "{value:q}"'))
def _(story: Story, field: str, id: str, value: str) -> None:
    story.fields_of(id)[field] = plain(value)


@given(with_options('"{by}" says "{says}" to "{standard}" about "{about}", on "{day}"[, as "{strength}"]'))
def _(story: Story, by: str, says: str, standard: str, about: str, day: str, strength: str | None) -> None:
    how = {"strength": strength} if strength else {}
    story.line("determinations", {"standard": standard, "about": about, "says": says, "by": by, "dated": day, **how})


@given(sentence('the records of "{kinds:q}" by "{party:q}" are complete through "{time:q}"'))
def _(story: Story, kinds: str, party: str, time: str) -> None:
    story.line("complete", {"records": kinds.split(", "), "about": party, "through": time})


# -- what is asked


@when(sentence('we ask at "{at:q}"'))
def _(story: Story, at: str) -> None:
    story.ask(at=at)


@when(sentence('only what was recorded by "{known:q}" is known'))
def _(story: Story, known: str) -> None:
    story.ask(known=known)


@when(sentence('the law is that of "{day:q}"'))
def _(story: Story, day: str) -> None:
    story.ask(law=day)


@when(sentence('the reading "{name:q}" is turned to "{option:q}"'))
def _(story: Story, name: str, option: str) -> None:
    story.ask(readings={name: option})


@when("nothing is presumed absent")
def _(story: Story) -> None:
    story.ask(presume=False)


# -- what comes out


@then(with_options('"{norm}"[ for "{trigger}"] is "{status}"'))
def _(story: Story, norm: str, trigger: str | None, status: str) -> None:
    story.it = outcome.finding_of(story, norm, trigger)
    assert story.it["status"] == status


@then(with_options('the answer to "{question}"[ by "{by}"][ toward "{toward}"] is "{answer}"'))
def _(story: Story, question: str, by: str | None, toward: str | None, answer: str) -> None:
    story.it = outcome.answer_of(story, question, by, toward)
    assert story.it["status"] == answer


@then(sentence('there are {count:d} findings of "{norm:q}"'))
def _(story: Story, count: int, norm: str) -> None:
    assert len(outcome.findings_of(story, norm)) == count


@then(sentence('each finding of "{norm:q}" is "{status:q}"'))
def _(story: Story, norm: str, status: str) -> None:
    assert {finding["status"] for finding in outcome.findings_of(story, norm)} == {status}


@then(sentence('it is due "{words:q}"'))
def _(story: Story, words: str) -> None:
    assert outcome.due(story.it) == outcome.window_end(story, words)


@then(sentence('"{day:q}" is printed for it and "{computed:q}" is computed'))
def _(story: Story, day: str, computed: str) -> None:
    due = story.it["due"]
    assert outcome.moment(due["printed"]) == story.end_of(day) - outcome.TICK
    assert [outcome.moment(end) for end in due["computed"]] == list(outcome.window_end(story, f"the end of {computed}"))
    assert due["agrees"] is (day == computed)


@then(sentence('it stays so until "{words:q}"'))
def _(story: Story, words: str) -> None:
    assert outcome.moment(story.it["until"]) == outcome.next_change(story, words)


@then(sentence('it was done by "{act:q}", "{when:q}"'))
def _(story: Story, act: str, when: str) -> None:
    assert [(each["fact"], "late" if each["late"] else "in time") for each in story.it["done"]] == [(act, when)]


@then("it turns on")
def _(story: Story, datatable: Table) -> None:
    assert datatable[0] == ["if", "then"]
    assert outcome.turns_on(story.it) == sorted((row[0], row[1]) for row in datatable[1:])


@then(sentence('it rests on the {sort:w} "{name:q}"'))
def _(story: Story, sort: str, name: str) -> None:
    assert name in outcome.grounds(story.it, sort)


@then(sentence('it builds on "{norm:q}"'))
def _(story: Story, norm: str) -> None:
    assert norm in set(outcome.built_on(story.it["because"]))


@then(sentence('it stands in the "{layer:q}"'))
def _(story: Story, layer: str) -> None:
    assert story.it["layer"] == layer


@then(sentence('before use it still takes "{norm:q}"'))
def _(story: Story, norm: str) -> None:
    assert outcome.names(story.it["before_use"]) == {norm}


@then("before use it takes nothing more")
def _(story: Story) -> None:
    assert story.it["before_use"] == []


@then(sentence('it never reaches what "{norm:q}" forbids'))
def _(story: Story, norm: str) -> None:
    assert norm in outcome.names(story.it["never"])


@then(sentence('the record says that it is "{mark:q}"'))
def _(story: Story, mark: str) -> None:
    assert outcome.marks(story)[mark]


@then(sentence('all comes out as in the case "{name:q}"'))
def _(story: Story, name: str) -> None:
    other = story.record_of(shipped(name)).document()
    assert (story.document["findings"], story.document["answers"]) == (other["findings"], other["answers"])
