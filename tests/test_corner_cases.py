from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from situations import BLOCK, CURE, MITIGATE, REPORT, SPARE, Data, case_of, findings_of, only, with_fields

from evaluator import Answer, BadInput, Case, Finding, Record, Rulebook, UsageError, assess
from evaluator.documents.leaves import Spoken
from evaluator.documents.terms import Judged
from evaluator.passes.reasons import despite_unknowns
from evaluator.words.formula import Opposite, Some, View, leaves
from evaluator.words.source import load_path
from evaluator.words.times import parse_instant, rfc3339
from evaluator.words.truth import DISPUTED, NO, OPEN, YES, both, either, every, opposite, some

HERE = Path(__file__).parent
PAGE: Any = load_path(HERE / "corner_cases.yaml").data
NORMS = {"M": MITIGATE, "R": REPORT, "use": BLOCK, "cure": CURE, "spare": SPARE}
QUESTIONS = {"B": "may-block-all", "refuse": "must-refuse-traffic", "remove": "may-remove-from-rmd"}
IN_PYTHON = {1, 2, 3, 4, 82, 90}


def rows(group: str) -> Any:
    """The tries of the rows of a group, each with the defaults of its row, as parameters."""
    found = []
    for row in PAGE["rows"]:
        if row["group"] == group:
            shared = {key: value for key, value in row.items() if key != "tries"}
            for number, each in enumerate(row["tries"], 1):
                given = {**PAGE["base"], **shared, **each}
                found.append(pytest.param(given, id=f"{row['row']}.{number} {row['given']}"))
    return pytest.mark.parametrize("given", found)


def fact_of(entry: Any) -> Data:
    """A fact as a row writes it: a stock fact by name, one with changes, or a fact in full."""
    if isinstance(entry, str):
        return with_fields(PAGE["stock"][entry], {"id": entry})
    [(name, fields)] = entry.items()
    return with_fields(PAGE["stock"][name], {"id": name, **fields}) if name in PAGE["stock"] else dict(entry)


def case_for(given: Mapping[str, Any], rulebook: Rulebook) -> Case:
    """The case of one try."""
    records = {"sipkonnect": ["mitigation", "measures report"], "acme": ["blocking notice"]}
    complete = []
    for entry in given.get("complete", ()):
        told = {"about": entry, "through": given["at"]} if isinstance(entry, str) else entry
        about = told.get("about", "sipkonnect")
        complete.append({"records": records[about], "said by": about, **told, "about": about})
    said = [{"standard": "effective mitigation", "by": "fcc", **word} for word in given.get("said", ())]
    roles = {"sipkonnect": "originating provider"}
    things = [{"traffic": {"id": name, "roles": roles}} for name in ("autowarranty", "loans")]
    listed = {"id": "listed", "began": "2021-06-15", "of": "sipkonnect", "class": "voice service"}
    things.append({"listing": listed})
    data = {
        "case": "corner",
        "zone": "America/New_York",
        "parties": PAGE["parties"],
        "facts": [*things, *(fact_of(entry) for entry in given["with"])],
        "complete": complete,
        "determinations": said,
    }
    return case_of(data, rulebook)


def record_of(given: Mapping[str, Any], rulebook: Rulebook | None = None) -> Record:
    """The assessment of one try."""
    book = rulebook or Rulebook.load()
    how = {key: given[key] for key in ("at", "known", "law", "readings") if key in given}
    return assess(book, case_for(given, book), presume=given.get("presume") != "none", **how)


def asked(record: Record, name: str) -> Answer | Finding | None:
    """What a row calls by a letter; None where there is no such finding."""
    short, _, trigger = name.partition(" ")
    if short in QUESTIONS:
        return record.answer(QUESTIONS[short], toward="sipkonnect")
    found = findings_of(record, NORMS[short], trigger or None)
    return only(found) if found else None


def status_of(record: Record, name: str) -> str:
    """A status as rows write it, with `disputed` and `late` behind it; where versions of a norm both may rule, that under each."""
    if name in NORMS and len(several := findings_of(record, NORMS[name])) > 1:
        return " and ".join(sorted(finding.status for finding in several))
    found = asked(record, name)
    if found is None:
        return "not used" if name == "use" else "not arisen"
    late = found.status == "not discharged" and isinstance(found, Finding) and any(late for _, late in found.done)
    return found.status + (" disputed" if found.disputed else "") + (" late" if late else "")


def matter(entry: Mapping[str, Any]) -> str:
    """One open matter, filled, as rows write it."""
    kind, about, filled = entry["matter"], entry["about"], entry["is"] == "yes"
    if kind == "determination":
        return f"{about[1]} judged {entry['is']}"
    if kind == "field":
        return f"{about[1]} of {about[0]} is {'' if filled else 'not '}{about[2]}"
    if kind == "unrecorded act":
        return f"{'another' if filled else 'no other'} {about[0]}"
    if kind == "hour":
        return f"hour of {' '.join(about[:-1])} is {entry['is']}"
    return f"{kind} {' '.join(about)} {entry['is']}"


def document_of(record: Record, name: str) -> Mapping[str, Any]:
    """What the record as data says of a finding or an answer."""
    document, found = record.document(), asked(record, name)
    if isinstance(found, Answer):
        told: Mapping[str, Any] = document["answers"][record.answers.index(found)]
    else:
        assert found is not None
        told = document["findings"][record.findings.index(found)]
    return told


def moment(us: int | None) -> str:
    """An instant for comparison; None is `never`."""
    return "never" if us is None else rfc3339(us)


def utc(text: str) -> str:
    """A written instant for comparison."""
    return text if text == "never" else rfc3339(parse_instant(text, None))


def holds(given: Mapping[str, Any], rulebook: Rulebook | None = None) -> None:
    """Everything that one try expects."""
    if "refused" in given:
        with pytest.raises((BadInput, UsageError)) as raised:
            record_of(given, rulebook)
        assert given["refused"] in str(raised.value)
        return
    record = record_of(given, rulebook)
    expected = dict(given.get("expect", {}))
    assert {name: status_of(record, name) for name in expected} == expected
    for name, when in given.get("until", {}).items():
        found = asked(record, name)
        assert found is not None
        assert moment(found.until) == utc(when)
    for name, (earliest, last) in given.get("due", {}).items():
        due = only(findings_of(record, NORMS[name])).due
        assert due is not None
        assert [moment(due.earliest), moment(due.last)] == [utc(earliest), utc(last)]
    for name, last in given.get("computed", {}).items():
        finding = only(findings_of(record, NORMS[name]))
        assert finding.computed is not None
        assert moment(finding.computed.last) == utc(last)
        assert document_of(record, name)["due"]["agrees"] is False
    for name, sets in given.get("missing", {}).items():
        told = document_of(record, name)["missing"]
        found_sets = sorted([*sorted(map(matter, each["if"])), f"then {each['then']}"] for each in told)
        assert found_sets == sorted([*sorted(each[:-1]), each[-1]] for each in sets)
    for name, kind in given.get("presumes", {}).items():
        assert [kind] in [entry["kinds"] for entry in document_of(record, name)["presumes"]]
    for name, reading in given.get("rests on", {}).items():
        assert reading in [entry["name"] for entry in document_of(record, name)["readings"]]
    for name, who in given.get("own word", {}).items():
        assert [word["by"] for word in document_of(record, name)["own_word"]] == [who]
    for name, citation in given.get("on", {}).items():
        grounds = [norm["citation"] for norm in document_of(record, name)["norms"] if norm["status"] == "yes"]
        assert grounds == [citation]
    for id, width in given.get("wide", {}).items():
        telling = record.case.telling(id)
        assert telling is not None
        assert f"{(telling.time.latest - telling.time.earliest) // 60_000_000} minutes" == width


def test_every_corner_case_is_here() -> None:
    """The rows of the page and those written in Python are the 91 corner cases and twenty-three more, each once and each with a reason."""
    numbers = [int(row["row"]) for row in PAGE["rows"]]
    assert sorted([*numbers, *IN_PYTHON]) == list(range(1, 115))
    assert all(row["because"] for row in PAGE["rows"])


@pytest.mark.parametrize(
    ("got", "expected"),
    [
        pytest.param(both(DISPUTED, OPEN), DISPUTED, id="1 disputed and open"),
        pytest.param(either(DISPUTED, OPEN), DISPUTED, id="1 disputed or open"),
        pytest.param(both(DISPUTED, NO), NO, id="2 disputed and no"),
        pytest.param(either(DISPUTED, YES), YES, id="2 disputed or yes"),
        pytest.param(opposite(DISPUTED), DISPUTED, id="2 not disputed"),
        pytest.param(every([]), YES, id="3 all of nothing"),
        pytest.param(some([]), NO, id="3 any of nothing"),
    ],
)
def test_truth(got: int, expected: int) -> None:
    """Disputed is a mark on an open value: it outlasts open, and yields to what is yes or no without it."""
    assert got == expected


def test_a_matter_that_cannot_matter() -> None:
    """Row 4: `p or not p` with p open stays undetermined, and is also marked as decided despite unknowns."""
    leaf = Spoken(Judged("effective mitigation"), ("act",), OPEN, ())
    formula = Some([leaf, Opposite(leaf)])
    assert formula.truth(View(0)) == OPEN

    def read(view: View) -> str:
        return {YES: "yes", NO: "no"}.get(formula.truth(view), "undetermined")

    assert despite_unknowns(leaves(formula), View(0), read) == "yes"


@rows("record")
def test_what_the_record_shows(given: Mapping[str, Any]) -> None:
    """Silence counts only where the record is declared complete far enough, or the kind is absent unless shown."""
    holds(given)


@rows("answers")
def test_which_act_answers(given: Mapping[str, Any]) -> None:
    """An act counts for the letter it answers, by the party notified, as far as its fields are known."""
    holds(given)


@rows("edges")
def test_edges_of_the_window(given: Mapping[str, Any]) -> None:
    """The last instant is in time, the next is late, and what is as wide as either is open."""
    holds(given)


@rows("more time")
def test_more_time(given: Mapping[str, Any]) -> None:
    """An extension counts from its grant, and reopens a window that was over."""
    holds(given)


@rows("excuses")
def test_excuses(given: Mapping[str, Any], excuse: Rulebook) -> None:
    """Fulfilled comes before excused, and excused before missed."""
    holds(given, excuse)


@rows("several")
def test_several_campaigns_and_letters(given: Mapping[str, Any]) -> None:
    """A burden is met for each campaign, and each letter makes its own."""
    holds(given)


@rows("relapse")
def test_traffic_after_the_act(given: Mapping[str, Any]) -> None:
    """Similar traffic after the window takes the discharge back from its own instant, if the reading says so."""
    holds(given)


@rows("late")
def test_late_acts(given: Mapping[str, Any]) -> None:
    """A late act changes what is owed now at most, never that the date was missed."""
    holds(given)


@rows("disputed")
def test_a_disputed_letter(given: Mapping[str, Any]) -> None:
    """What holds under one telling of the letter only is disputed, and what holds under both is not."""
    holds(given)


@rows("deciders")
def test_who_decided(given: Mapping[str, Any]) -> None:
    """The highest that spoke wins by its last word, on an act or on the letter as a whole."""
    holds(given)


@rows("use")
def test_a_permission_used(given: Mapping[str, Any]) -> None:
    """A use is judged at every instant it may have had, and by what was told strictly before it."""
    holds(given)


@rows("versions")
def test_versions_of_the_law(given: Mapping[str, Any]) -> None:
    """A burden goes by the version in force when it arose, a what-if by the law it names."""
    holds(given)


@rows("corrections")
def test_corrections(given: Mapping[str, Any]) -> None:
    """A correction takes the place of its fact, without the determinations on it."""
    holds(given)


@rows("until")
def test_until_when(given: Mapping[str, Any]) -> None:
    """A status holds until the next instant at which it changes if nothing more happens."""
    holds(given)


@rows("told two ways")
def test_told_two_ways(given: Mapping[str, Any]) -> None:
    """One event told two ways keeps its norms open, and disputed, where its tellings lead to different ends."""
    holds(given)


@rows("instants")
def test_the_instant_itself(given: Mapping[str, Any]) -> None:
    """Each boundary lies where it is said to lie, to the microsecond."""
    holds(given)


@rows("questions")
def test_other_questions(given: Mapping[str, Any]) -> None:
    """Answers to the other questions, and the facts that would settle an open one."""
    holds(given)


def test_saying_it_twice() -> None:
    """Row 82: every fact and determination twice, in reverse order, gives the same findings and answers."""
    given = {
        "at": "2022-07-12T00:00",
        "with": ["letter", "act", "seen", "told", "block"],
        "said": [{"about": "act", "says": "yes"}, {"standard": "same or similar", "about": "seen", "says": "yes"}],
        "complete": ["sipkonnect", "acme"],
    }
    twice = {**given, **{key: [*reversed(given[key]), *given[key]] for key in ("with", "said", "complete")}}
    once_told, twice_told = record_of(given).document(), record_of(twice).document()
    assert once_told["findings"] == twice_told["findings"]
    assert once_told["answers"] == twice_told["answers"]


ASSISTS = ("substantial help", "knows or avoids knowing", "underlying breach")


@pytest.mark.parametrize(
    ("said", "status", "sets"),
    [
        pytest.param(
            {},
            "undetermined",
            [
                *([f"voipmax judged no on {standard}", "then no"] for standard in ASSISTS),
                [*(f"voipmax judged yes on {standard}" for standard in ASSISTS), "then yes"],
            ],
            id="nothing judged",
        ),
        pytest.param({ASSISTS[0]: "no"}, "no", [], id="help judged no"),
        pytest.param(dict.fromkeys(ASSISTS, "yes"), "yes", [], id="all judged yes"),
    ],
)
def test_assisting(said: Mapping[str, str], status: str, sets: list[list[str]]) -> None:
    """Row 90: a prohibition with three standards is open while none is answered, all three together settle it, and one no does alone."""
    book = Rulebook.load(HERE / "rules_assists")
    data: Data = {
        "case": "assists",
        "zone": "America/New_York",
        "parties": {"voipmax": {"name": "VoIPMax"}, "ftc": {"name": "FTC"}},
        "facts": [],
        "determinations": [
            {"standard": standard, "about": "voipmax", "says": says, "by": "ftc"} for standard, says in said.items()
        ],
    }
    record = assess(book, case_of(data, book), at="2020-03-28T00:00")
    answer = record.answer("assists-illegal-telemarketing", toward="voipmax")
    assert answer.status == status
    told = record.document()["answers"][record.answers.index(answer)]["missing"]
    found = [
        [*sorted(f"{m['about'][1]} judged {m['is']} on {m['about'][0]}" for m in each["if"]), f"then {each['then']}"]
        for each in told
    ]
    assert sorted(found) == sorted([*sorted(each[:-1]), each[-1]] for each in sets)
