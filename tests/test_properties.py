from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from copy import deepcopy
from datetime import date, datetime, timedelta
from itertools import combinations, islice
from typing import Any

import pytest
from gaps import CARRIED, PARTIES, RECORDS, Plan, State, histories, known, told
from histories import EASTERN, History, end_of, judged, statuses, written
from hypothesis import Phase, assume, given, settings
from hypothesis import strategies as st
from situations import BLOCK, MEASURES, MITIGATE, REPORT, TELL, Data, case_of, findings_of
from strategies import ASKED, FIRST_DAYS, Days, plans

from evaluator import Answer, Finding, Record, Rulebook, assess
from evaluator.words.formula import View
from evaluator.words.times import EVER, HOUR, Interval, local, micro, parse_time, rfc3339

OWED = {"M": MITIGATE, "R": REPORT, "S": MEASURES}
QUESTIONS = {"B": "may-block-all", "refuse": "must-refuse-traffic"}
FINAL = timedelta(days=400) // timedelta(microseconds=1)

# What may become of a status when more becomes known; every other stays as it is, or was undetermined.
MAY_BECOME = {
    "pending": {"pending", "discharged", "fulfilled", "excused", "not arisen"},
    "excused": {"excused", "discharged"},
}


def examples(count: int) -> Callable[[Any], Any]:
    """The same examples each time; a failing one is shown as it was drawn, for making it smaller takes minutes."""
    return settings(max_examples=count, derandomize=True, database=None, deadline=None, phases=[Phase.generate])


def assessed(plan: Plan, data: Data | None = None, rulebook: Rulebook | None = None, **how: Any) -> Record:
    """The assessment of a plan, or of other data under its instant and readings."""
    book = rulebook or Rulebook.load()
    case = case_of(told(plan) if data is None else data, book)
    return assess(book, case, **{"at": plan.at, "readings": plan.readings, **how})


def found(record: Record, plan: Plan) -> dict[str, Finding | Answer | None]:
    """The findings and answers that the properties are about, by their short names; None for one that is not there."""
    things: dict[str, Finding | Answer | None] = {}
    for letter in plan.letters:
        for short, norm in OWED.items():
            things[f"{short} {letter}"] = finding(record, norm, letter, "sipkonnect")
    for short, question in QUESTIONS.items():
        things[short] = record.answer(question, toward="sipkonnect")
    if any(thing.kind == "blocking" for thing in plan.things):
        things["use"], things["tell"] = (finding(record, norm, "block", "acme") for norm in (BLOCK, TELL))
    return things


def finding(record: Record, norm: str, trigger: str, bearer: str) -> Finding | None:
    """The finding of a norm about one fact and one party."""
    return next((each for each in findings_of(record, norm, trigger) if each.bearer == bearer), None)


def words(record: Record, plan: Plan) -> dict[str, str]:
    """Each status by its short name; a question whose object did not exist yet is no."""
    texts = {name: "not arisen" if thing is None else thing.status for name, thing in found(record, plan).items()}
    return {name: "no" if text == "not applicable" else text for name, text in texts.items()}


def fits(said: str, true: str) -> bool:
    """Whether what was said with gaps allows what is so without them."""
    return said == "undetermined" or true in MAY_BECOME.get(said, {said})


# -- 1: what is said holds however the gaps are filled


def sound(plan: Plan, rulebook: Rulebook | None = None) -> None:
    """Every status of a plan holds in every history behind it."""
    record = assessed(plan, rulebook=rulebook)
    said = words(record, plan)
    for history in histories(plan):
        true = statuses(history, plan.at, plan.law)
        assert {name: (said[name], true[name]) for name in said if not fits(said[name], true[name])} == {}, history


@examples(150)
@given(plans())
def test_what_is_said_holds(plan: Plan) -> None:
    """Every yes, no and status holds in every history that may lie behind a case with gaps."""
    sound(plan)


@examples(60)
@given(plans(uses=True))
def test_what_is_said_of_a_use_holds(plan: Plan) -> None:
    """Every status holds in every history, also that of a blocking, at whatever instant it may have begun."""
    sound(plan)


@pytest.fixture(scope="session")
def excused_or_not(excuse: Rulebook) -> Callable[[Plan], None]:
    """The same under the rulebook with an excuse; a function, for a rulebook is long to print."""
    return lambda plan: sound(plan, excuse)


@examples(40)
@given(plan=plans(excuses=True))
def test_what_is_said_holds_with_excuses(plan: Plan, excused_or_not: Callable[[Plan], None]) -> None:
    """Every status holds in every history, also where an excuse may hold."""
    excused_or_not(plan)


@examples(100)
@given(plans(), st.integers(0, 127))
def test_a_history_leaves_nothing_open(plan: Plan, which: int) -> None:
    """Where everything is known to the microsecond, every status is the one that the law gives, and none is undetermined."""
    behind = list(histories(plan))
    history = behind[which % len(behind)]
    data = {"zone": "America/New_York", "parties": PARTIES, **written(history, plan.at)}
    true = statuses(history, plan.at, plan.law)
    said = words(assessed(plan, data), plan)
    assert said == {name: true[name] for name in said}


@examples(60)
@given(plans())
def test_ends_lie_where_they_are_said_to_lie(plan: Plan) -> None:
    """The interval in which a window is said to end holds its end in every history."""
    record = assessed(plan)
    first = next(thing for thing in plan.things if thing.id == "letter")
    burden = finding(record, MITIGATE, "letter", "sipkonnect")
    assume(burden is not None)
    assert burden is not None
    assert burden.due is not None
    ends = [time + 48 * HOUR for time in first.time.may_be]
    assert burden.due == Interval(min(ends), max(ends) + 1)


# -- 2: order and repetition change nothing


@examples(30)
@given(plans(), st.randoms(use_true_random=False))
def test_order_and_repetition_change_nothing(plan: Plan, random: Any) -> None:
    """Facts, declarations and determinations in another order, some of them twice, give the same record to the byte."""
    data = told(plan)
    mixed = deepcopy(data)
    for part in ("facts", "complete", "determinations"):
        mixed[part] += [each for each in data[part] if "traffic" not in each and random.random() < 0.5]
        random.shuffle(mixed[part])
    assert assessed(plan, mixed).to_json() == assessed(plan, data).to_json()


@examples(10)
@given(plans(), st.randoms(use_true_random=False))
def test_the_order_of_parties_changes_nothing(plan: Plan, random: Any) -> None:
    """Parties in another order give the same record to the byte."""
    data = told(plan)
    people = list(PARTIES.items())
    random.shuffle(people)
    assert assessed(plan, {**data, "parties": dict(people)}).to_json() == assessed(plan, data).to_json()


# -- 3: more knowledge keeps yes and no


def narrower(plan: Plan) -> Iterator[Plan]:
    """Every plan in which one more thing is known: an instant, a field, a judgement, how far a record is complete."""
    for index, thing in enumerate(plan.things):
        ways = [thing._replace(time=State((rfc3339(us),), (us,))) for us in thing.time.may_be if thing.time.is_open]
        for name, state in thing.fields.items():
            values = state.may_be if state.is_open else ()
            ways += [thing._replace(fields={**thing.fields, name: known(value)}) for value in values]
        ways += [thing._replace(good=known(value)) for value in thing.good.may_be if thing.good.is_open]
        for way in ways:
            yield plan._replace(things=(*plan.things[:index], way, *plan.things[index + 1 :]))
    for party, through in plan.records.items():
        if through is None or through < plan.at:
            yield plan._replace(records={**plan.records, party: plan.at})
    if plan.role.is_open:
        yield from (plan._replace(role=known(value)) for value in plan.role.may_be)


@examples(60)
@given(plans(), st.integers(0, 4))
def test_more_knowledge_keeps_yes_and_no(plan: Plan, start: int) -> None:
    """A narrower time, a filled field, a declaration or a first determination never turns one answer or status into another."""
    before = words(assessed(plan), plan)
    for more in islice(narrower(plan), start, None, 5):
        after = words(assessed(more), more)
        assert {name: (before[name], after[name]) for name in before if not fits(before[name], after[name])} == {}, more


@examples(40)
@given(plans())
def test_presuming_nothing_only_opens(plan: Plan) -> None:
    """What is decided without any presumption is decided the same way with the usual ones."""
    strict, usual = (words(assessed(plan, presume=presume), plan) for presume in (False, True))
    assert {name: (text, usual[name]) for name, text in strict.items() if not fits(text, usual[name])} == {}


@examples(40)
@given(plans(disputes=False))
def test_nothing_is_disputed_that_is_told_one_way(plan: Plan) -> None:
    """Where no sources and no equal deciders differ, nothing is marked as disputed."""
    record = assessed(plan)
    assert [thing.status for thing in (*record.findings, *record.answers) if thing.disputed] == []


# -- 4: what is recorded later is hidden


def later(data: Data, moment: str) -> Data:
    """The case with more of everything, recorded at a moment: acts, corrections, declarations and determinations."""
    letter = next(fact["notice"] for fact in data["facts"] if fact.get("notice", {}).get("id") == "letter")
    day = letter["happened"][:10]
    new = {"happened": day, "recorded": moment}
    act = {"by": "sipkonnect", "answers": "letter", "traffic": ["autowarranty", "loans"], **new}
    own = {"by": "sipkonnect", "to": ["fcc", "itg"], "answers": "letter", **new}
    facts: list[Data] = [{"mitigation": {"id": "late-act", **act}}, {"measures report": {"id": "late-report", **own}}]
    for fact in [fact["mitigation"] for fact in data["facts"] if "mitigation" in fact]:
        facts.append({"mitigation": {"id": f"{fact['id']}-corrected", "replaces": fact["id"], **act}})
    said = [judged("mitigation", about, True) | {"recorded": moment} for about in ("late-act", "letter")]
    complete = [{"records": kinds, "about": who, "through": day, "recorded": moment} for who, kinds in RECORDS.items()]
    more = {"facts": facts, "complete": complete, "determinations": said}
    return {**data, **{part: [*data[part], *entries] for part, entries in more.items()}}


def days_of(plan: Plan) -> Days:
    """The days around the first day of a plan's letter."""
    first = next(thing for thing in plan.things if thing.id == "letter").time.may_be[0]
    return Days(local(first, EASTERN).date())


@examples(40)
@given(plans(disputes=False), st.sampled_from(ASKED))
def test_what_is_recorded_later_is_hidden(plan: Plan, moment: tuple[int, str]) -> None:
    """What was known at an instant leaves out everything recorded a microsecond after it, and nothing that was recorded at it."""
    known = days_of(plan).at(*moment)
    data = told(plan)
    long_before, at_once, after = (later(data, rfc3339(us)) for us in (known - 86_400_000_000, known, known + 1))
    plain, early, late, hidden = (
        assessed(plan, each, known=known).document() for each in (data, long_before, at_once, after)
    )
    for part in ("findings", "answers"):
        assert hidden[part] == plain[part]
        assert late[part] == early[part]


def test_words_know_nothing_of_what_is_recorded_later() -> None:
    """The sentences of a record, too, say nothing of what was recorded later."""
    letter = {
        "id": "letter",
        "happened": "2022-07-07",
        "by": ["fcc"],
        "to": ["sipkonnect"],
        "traffic": ["autowarranty"],
    }
    facts = [{"traffic": {"id": "autowarranty", "roles": CARRIED}}, {"traffic": {"id": "loans"}}, {"notice": letter}]
    data = {"case": "words", "zone": "America/New_York", "parties": PARTIES, "facts": facts}
    data = {**data, "complete": [], "determinations": []}
    at = "2022-07-10T00:00"
    plain, hidden = (
        assess(Rulebook.load(), case_of(each), at=at, known=at).document() for each in (data, later(data, "2022-07-11"))
    )
    assert hidden["findings"] == plain["findings"]


def test_a_record_names_nothing_recorded_later() -> None:
    """A record of what was known at an instant is the same to the byte without the facts that came later."""
    letter = {"id": "letter", "happened": "2022-07-07", "by": "fcc", "to": "sipkonnect", "traffic": ["autowarranty"]}
    report = {"id": "report", "happened": "2022-07-14", "by": "sipkonnect", "to": ["fcc", "itg"], "answers": "letter"}
    facts: list[Data] = [{"traffic": {"id": "autowarranty", "roles": CARRIED}}, {"notice": letter}]
    head: Data = {"case": "known", "zone": "America/New_York", "parties": PARTIES}
    at = "2022-07-12T00:00"
    before, after = (
        assess(Rulebook.load(), case_of({**head, "facts": each}), at=at, known=at).to_json()
        for each in (facts, [*facts, {"measures report": report}])
    )
    assert after == before


# -- 5 and 6: until when, if nothing more happens


def quiet(plan: Plan) -> Plan:
    """The plan if nothing more happens: no fact that begins later, and records complete now stay complete."""
    things = tuple(thing for thing in plan.things if min(thing.time.may_be) <= plan.at)
    ends = {
        party: None if end is None else plan.at + FINAL if end >= plan.at else end
        for party, end in plan.records.items()
    }
    return plan._replace(things=things, records=ends)


def boundaries(plan: Plan) -> list[int]:
    """Every instant after the question at which something may change, and the microseconds beside it."""
    marks = {end + 1 for end in plan.records.values() if end is not None}
    for thing in plan.things:
        span = parse_time(thing.time.told[0], EASTERN)
        marks |= {span.earliest, span.last}
        if thing.kind == "notice":
            marks |= {span.earliest + 48 * HOUR, span.last + 48 * HOUR}
            first, last = (local(us, EASTERN).date() for us in (span.earliest, span.last))
            marks |= {end_of(first + timedelta(days=days)) for days in range(13, 18)} | {
                end_of(last + timedelta(days=14))
            }
        marks |= {end_of(day) for day in thing.fields.get("new date", State((), ())).told if isinstance(day, date)}
    marks |= {
        micro(datetime(*day, tzinfo=EASTERN)) for day in ((2020, 10, 14), (2021, 9, 28), (2022, 9, 16), (2023, 8, 21))
    }
    beside = {mark + step for mark in marks for step in (-1, 0, 1)}
    return sorted(moment for moment in beside if plan.at < moment < EVER - 1)


def sweep(plan: Plan) -> Iterator[tuple[int, dict[str, str]]]:
    """Every status at every boundary, while nothing more happens."""
    later_on = quiet(plan)
    case = case_of(told(later_on))
    for moment in boundaries(plan):
        yield moment, words(assess(Rulebook.load(), case, at=moment, readings=plan.readings), later_on)


@examples(16)
@given(plans(disputes=False))
def test_until_is_the_next_change(plan: Plan) -> None:
    """A status holds until the first instant at which asking again gives another one, if nothing more happens."""
    record = assessed(plan)
    now = words(record, plan)
    changes: dict[str, int | None] = {name: None for name, thing in found(record, plan).items() if thing is not None}
    for moment, then in sweep(plan):
        for name in changes:
            if changes[name] is None and then.get(name, "not arisen") != now[name]:
                changes[name] = moment
    until = {name: thing.until for name, thing in found(record, plan).items() if thing is not None}
    until = {name: None if us is not None and us >= EVER else us for name, us in until.items()}
    assert {name: us and rfc3339(us) for name, us in until.items()} == {
        n: us and rfc3339(us) for n, us in changes.items()
    }


def test_never_is_no_instant() -> None:
    """A status that never changes by itself has no instant as its end."""
    data = {**written(History((), "originating"), 0), "parties": PARTIES, "complete": []}
    letter = {
        "id": "letter",
        "happened": "2022-07-07T12:00:00Z",
        "by": "fcc",
        "to": "sipkonnect",
        "traffic": ["autowarranty"],
    }
    said = [{"standard": "effective mitigation", "about": "letter", "says": "no", "by": "fcc"}]
    case = case_of({**data, "facts": [*data["facts"], {"notice": letter}], "determinations": said})
    answer = assess(Rulebook.load(), case, at="2022-07-12T00:00Z").answer("may-block-all", toward="sipkonnect")
    assert (answer.status, answer.until) == ("yes", None)


@examples(12)
@given(plans(disputes=False))
def test_quiet_time_gives_nothing_back(plan: Plan) -> None:
    """While nothing more happens, a permission never goes from yes to no, nor a missed date back to pending."""
    before = words(assessed(plan), plan)
    for moment, then in sweep(plan):
        back = [(name, before[name], text) for name, text in then.items() if (before[name], text) in BACK]
        assert back == [], rfc3339(moment)
        before = {**before, **then}


BACK = {("yes", "no"), ("not discharged", "pending"), ("violated", "pending")}


# -- 7: ends and starts


@examples(60)
@given(
    st.sampled_from(FIRST_DAYS),
    st.lists(st.integers(-2 * 86_400_000_000, 12 * 86_400_000_000), min_size=2, max_size=4),
    st.booleans(),
)
def test_a_later_start_never_ends_sooner(first: date, offsets: list[int], wall: bool) -> None:
    """Hours and days from a later start end no sooner, and from an uncertain one between the first and the last of its ends."""
    noon = Days(first).at(0, "12:00:00")
    starts = sorted({noon + offset for offset in offsets})
    calendar = Rulebook.load().calendars["fcc"]
    readings = {**{name: reading.default for name, reading in Rulebook.load().readings.items()}}
    readings["dst"] = "wall clock" if wall else "elapsed time"
    for length, clock in (((48, "hours"), "notice hours"), ((14, "days"), "report days"), ((2, "business days"), None)):

        def end(start: Interval, length: Any = length, clock: str | None = clock) -> Interval:
            return calendar.due(start, (length,), clock, readings)

        ends = [end(Interval(us, us + 1)) for us in starts]
        assert wall or ends == sorted(ends)
        hull = end(Interval(starts[0], starts[-1] + 1))
        assert all(hull.earliest <= each.earliest and each.latest <= hull.latest for each in ends)
        assert wall or hull == Interval(ends[0].earliest, ends[-1].latest)


# -- 8: what is missing


@examples(60)
@given(plans())
def test_what_is_missing_settles_it(plan: Plan) -> None:
    """Each set of open matters that is said to be missing settles the answer as it says, and no part of it does."""
    for thing in found(assessed(plan), plan).values():
        if thing is None:
            continue
        for matters, leads in thing.missing:
            assert leads != "undetermined"
            assert read(thing, dict(matters)) == leads
            smaller = [part for size in range(len(matters)) for part in combinations(sorted(matters), size)]
            assert {read(thing, dict(part)) for part in smaller} == {"undetermined"}


def read(thing: Finding | Answer, matters: Mapping[Any, bool]) -> str:
    """The status if open matters are filled so."""
    return thing.read(View(thing.view.at, thing.view.quiet, matters))
