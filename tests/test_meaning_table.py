from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from situations import BLOCK, DEMAND, MEASURES, MITIGATE, NEVER_911, REPORT, TELL, Data, case_of, findings_of, only

from evaluator import Answer, Finding, Record, Rulebook, assess
from evaluator.words.times import rfc3339

NORMS = {"M": MITIGATE, "R": REPORT, "S": MEASURES, "D": DEMAND, "use": BLOCK, "tell": TELL, "911": NEVER_911}
QUESTIONS = {"B": "may-block-all", "remove": "may-remove-from-rmd", "refuse": "must-refuse-traffic"}

PARTIES = {
    "sipkonnect": {"name": "SipKonnect LLC"},
    "connexum": {"name": "Connexum"},
    "voipmax": {"name": "VoIPMax"},
    "acme": {"name": "Acme Telecom"},
    "fcc": {"name": "FCC Enforcement Bureau", "zone": "America/New_York"},
    "commission": {"name": "the Commission", "zone": "America/New_York"},
    "ftc": {"name": "Federal Trade Commission", "zone": "America/New_York"},
}
OWN_RECORDS = ["investigation", "mitigation", "cessation", "safeguards", "status report", "measures report"]


class Row(NamedTuple):
    """One line of the table: what is asked when, on which facts and words, and what is expected.

    `facts` are names of facts below, or facts with some fields changed; the records of the parties in `complete` are complete through `at`.
    """

    at: str
    facts: Sequence[str | tuple[str, Data]]
    expect: Mapping[str, str]
    said: Sequence[str] = ()
    complete: Sequence[str] = ()
    how: Mapping[str, Any] = {}


FACTS: dict[str, Data] = {
    "letter": {"notice": {
        "happened": "2022-07-07", "by": "fcc", "to": "sipkonnect", "traffic": ["autowarranty"],
        "stated due": {"report measures": "2022-07-21"},
        "demands": [{"id": "tell-48", "do": "status report", "within": "48 hours"}],
    }},
    "cut": {"mitigation": {"happened": "2022-07-08T15:00", "by": "sipkonnect", "answers": "letter", "traffic": ["autowarranty"]}},
    "report": {"measures report": {"happened": "2022-07-20", "by": "sipkonnect", "to": ["fcc", "itg"], "answers": "letter"}},
    "longer": {"extension": {"happened": "2022-07-20", "by": "fcc", "to": "sipkonnect", "of": "letter", "new date": "2022-08-04"}},
    "again": {"traffic seen": {"happened": "2022-07-11", "from": "sipkonnect", "resembles": "letter"}},
    "told": {"blocking notice": {"happened": "2022-07-10T18:00", "by": "acme", "to": "fcc", "about": "sipkonnect", "summary": "given"}},
    "block": {"blocking": {
        "began": "2022-07-11", "by": "acme", "of": "sipkonnect", "scope": "all traffic", "call type": "ordinary",
        "relies on": "47 CFR 64.1200(k)(4)",
    }},
    "emergency": {"blocking": {"began": "2022-07-11T09:00", "by": "acme", "of": "sipkonnect", "scope": "one call", "call type": "911"}},
    "gone": {"removal order": {"happened": "2022-11-22", "by": "fcc", "of": "sipkonnect"}},
    "connexum letter": {"notice": {
        "happened": "2020-04-03", "by": ["fcc", "ftc"], "to": "connexum", "traffic": ["covid"],
        "demands": [{"id": "stop-48", "do": "cessation", "within": "48 hours", "from": "issued"}],
    }},
    "act": {"blocking authorization": {"happened": "2020-04-06T09:00", "by": "commission", "against": "connexum"}},
    "ftc letter": {"notice": {"happened": "2020-03-27", "by": "ftc", "to": "voipmax", "traffic": ["covid"]}},
}  # fmt: skip
THINGS: list[Data] = [
    {"traffic": {"id": "autowarranty", "roles": {"sipkonnect": "originating provider"}}},
    {"listing": {"id": "certification", "began": "before 2022-07-07", "of": "sipkonnect", "class": "voice service"}},
    {"traffic": {"id": "covid", "roles": {"connexum": "gateway provider", "voipmax": "originating provider"}}},
]
SAID = {
    "cut is good": {"standard": "effective mitigation", "about": "cut", "says": "yes", "by": "fcc"},
    "cut is good, said on 07-15": {
        "standard": "effective mitigation",
        "about": "cut",
        "says": "yes",
        "by": "fcc",
        "dated": "2022-07-15",
    },
    "not mitigated": {"standard": "effective mitigation", "about": "letter", "says": "no", "by": "fcc"},
    "the same": {"standard": "same or similar", "about": "again", "says": "yes", "by": "fcc"},
}
EXACT = ("letter", {"happened": "2022-07-07T12:00:00"})
C, ALL = ("sipkonnect",), ("sipkonnect", "acme")

JUDGED, HIDDEN = "determination effective mitigation cut", "unrecorded mitigation sipkonnect"
REPORTED = "determination effective measures report"


def turns_on(matter: str, *, yes: str, no: str) -> str:
    """What is missing where one matter decides everything."""
    return f"{matter}: no → {no}; {matter}: yes → {yes}"


# SipKonnect: the FCC's letter of Thursday, July 7, 2022, which prints no hour, and July 21 for the report of measures.
LETTER_ALONE = {
    "as the letter is sent": Row(
        "2022-07-07T12:00",
        ["letter"],
        {
            "M": "pending", "due M": "2022-07-09T04:00:00Z to 2022-07-10T03:59:59.999999Z",  # the hour of the letter is not known
            "R": "pending", "due R": "2022-07-22T03:59:59.999999Z", "agrees R": "True",  # printed = computed
            "S": "pending", "B": "no", "presumes B": "notice", "refuse": "no",
            "remove": "no", "presumes remove": "deficiency order",
            "D": "pending", "due D": "2022-07-09T04:00:00Z to 2022-07-10T03:59:59.999999Z", "layer D": "letter",
        },
    ),
    "within the uncertainty of the window": Row(
        "2022-07-09T12:00",
        ["letter"],
        {
            "M": "undetermined", "missing M": turns_on("hour letter", yes="not discharged", no="pending"),
            "B": "undetermined", "missing B": turns_on("hour letter", yes="yes", no="no"),
            "until M": "2022-07-10T04:00:00Z", "until B": "2022-07-10T04:00:00Z",
        },
        complete=C,
    ),
    "at the deadline of a letter with an hour": Row(
        "2022-07-09T12:00:00",
        [EXACT],
        {"M": "pending", "until M": "2022-07-09T16:00:00.000001Z"},
        complete=C,
    ),
    "cut off at the deadline itself": Row(
        "2022-07-09T12:00:00",
        [EXACT, ("cut", {"happened": "2022-07-09T12:00:00"})],
        {"M": "discharged"},
        ["cut is good"],
        C,
    ),
    "no act, complete": Row(
        "2022-07-10T00:00",
        ["letter"],
        {
            "M": "not discharged", "S": "pending", "R": "pending",
            "B": "yes", "before B": "tell the Commission", "never B": "47 CFR 64.1200(k)(5)",
        },
        complete=C,
    ),
    "a demand of the letter missed as well": Row(
        "2022-07-10T00:00",
        ["letter", "cut"],
        {"D": "violated", "M": "discharged", "B": "no"},  # a demand of the letter's own opens nothing under the rule
        ["cut is good"],
        C,
    ),
    "no act, not declared complete": Row(
        "2022-07-10T00:00",
        ["letter"],
        {
            "M": "undetermined", "until M": "never", "B": "undetermined", "until B": "never",
            "missing M": turns_on(HIDDEN, yes="discharged", no="not discharged"),
            "missing B": turns_on(HIDDEN, yes="no", no="yes"),
        },
    ),
    "the Bureau finds the whole not mitigated": Row(
        "2022-07-10T00:00", ["letter"], {"M": "not discharged", "B": "yes"}, ["not mitigated"]
    ),
    "cut off in time, and effective": Row(
        "2022-07-10T00:00", ["letter", "cut"], {"M": "discharged", "B": "no", "S": "pending", "R": "pending"}, ["cut is good"]
    ),
    "cut off in time, judged by nobody": Row(
        "2022-07-10T00:00",
        ["letter", "cut"],
        {
            "M": "undetermined",
            "missing M": f"{JUDGED}: no and {HIDDEN}: no → not discharged; {JUDGED}: yes → discharged; {HIDDEN}: yes → discharged",
        },
    ),
    "the same, complete": Row(
        "2022-07-10T00:00",
        ["letter", "cut"],
        {
            "M": "undetermined",
            "missing M": turns_on(JUDGED, yes="discharged", no="not discharged"),
        },
        complete=C,
    ),
}  # fmt: skip
MEASURES_REPORTED = {
    "on the day of the report": Row("2022-07-21T12:00", ["letter"], {"R": "pending", "S": "pending"}, complete=C),
    "reported that day": Row(
        "2022-07-23T00:00", ["letter", ("report", {"happened": "2022-07-21T10:00"})], {"R": "discharged"}, complete=C
    ),
    "reported as the day has ended": Row(
        "2022-07-23T00:00", ["letter", ("report", {"happened": "2022-07-22T00:00:00"})], {"R": "not discharged late"}, complete=C
    ),
    "no report": Row(
        "2022-07-22T00:00",
        ["letter", "cut"],
        {"M": "discharged", "R": "not discharged", "S": "not discharged", "because S": "FCC 20-96 para. 43 silence", "B": "yes"},
        ["cut is good"],
        C,
    ),
    "a report that nobody judged": Row(
        "2022-07-22T00:00",
        ["letter", "cut", "report"],
        {
            "R": "discharged", "S": "undetermined", "B": "undetermined",
            "missing S": turns_on(REPORTED, yes="discharged", no="not discharged"),
            "missing B": turns_on(REPORTED, yes="no", no="yes"),
        },
        ["cut is good"],
        C,
    ),
    "the same, not declared complete": Row(
        "2022-07-22T00:00", ["letter", "cut", "report"], {"S": "undetermined", "B": "undetermined"}, ["cut is good"]
    ),
    "more time, granted before the end": Row(
        "2022-07-22T00:00", ["letter", "longer"], {"R": "pending", "due R": "2022-08-05T03:59:59.999999Z", "S": "pending"}
    ),
    "more time, before it is granted": Row(
        "2022-07-22T12:00", ["letter", ("longer", {"happened": "2022-07-23"})], {"R": "not discharged"}, complete=C
    ),
    "more time, granted after the end; a use in between": Row(
        "2022-07-24T00:00",
        ["letter", "cut", ("longer", {"happened": "2022-07-23"}), "told", ("block", {"began": "2022-07-22T12:00"})],
        {"R": "pending", "B": "no", "use": "used"},
        ["cut is good"],
        ALL,
    ),
}  # fmt: skip
AFTERWARDS = {
    "similar traffic after the window": Row(
        "2022-07-12T00:00",
        ["letter", "cut", "again"],
        {"M": "not discharged", "B": "yes", "readings B": "relapse_window"},
        ["cut is good", "the same"],
    ),
    "similar traffic inside the window": Row(
        "2022-07-12T00:00",
        ["letter", "cut", ("again", {"happened": "2022-07-08"})],
        {"M": "discharged", "B": "no"},
        ["cut is good", "the same"],
    ),
    "similar traffic on the day of the end": Row(
        "2022-07-12T00:00",
        ["letter", "cut", ("again", {"happened": "2022-07-09"})],
        {"M": "undetermined", "missing M": turns_on("hour letter again", yes="discharged", no="not discharged")},
        ["cut is good", "the same"],
        C,
    ),
    "cut off late": Row(
        "2022-07-12T00:00",
        ["letter", ("cut", {"happened": "2022-07-11T09:00"})],
        {"M": "not discharged late", "B": "yes", "readings B": "cure_after_blocking"},
        ["cut is good"],
        C,
    ),
    "blocked without a word to the Commission": Row(
        "2022-07-12T00:00", ["letter", "block"], {"use": "used without the condition", "tell": "violated"}, complete=ALL
    ),
    "told, then blocked": Row(
        "2022-07-12T00:00", ["letter", "told", "block"], {"use": "used", "tell": "fulfilled"}, complete=ALL
    ),
    "told and blocked on one day": Row(
        "2022-07-12T00:00",
        ["letter", ("told", {"happened": "2022-07-11"}), "block"],
        {"use": "undetermined", "tell": "undetermined"},
        complete=ALL,
    ),
    "a timely cut-off known later, before it is known": Row(
        "2022-07-12T00:00",
        ["letter", "told", "block", ("cut", {"recorded": "2022-07-15"})],
        {"use": "used"},
        ["cut is good, said on 07-15"],
        ALL,
        {"known": "2022-07-14T00:00"},
    ),
    "a timely cut-off known later, once it is known": Row(
        "2022-07-12T00:00",
        ["letter", "told", "block", ("cut", {"recorded": "2022-07-15"})],
        {"use": "used while not available"},
        ["cut is good, said on 07-15"],
        ALL,
        {"known": "2022-07-16T00:00"},
    ),
    "a 911 call stopped": Row(
        "2022-07-12T00:00", ["letter", "told", "block", "emergency"], {"911": "violated", "use": "used"}, complete=ALL
    ),
    "a 911 call stopped, with nothing else on file": Row("2022-07-12T00:00", ["emergency"], {"911": "violated"}),
    "the day of a removal order": Row(
        "2022-11-22T12:00",
        ["letter", "gone"],
        {"refuse": "undetermined", "missing refuse": turns_on("happened gone", yes="yes", no="no"), "remove": "no"},
    ),
    "the day after it": Row("2022-11-23T00:00", ["letter", "gone"], {"refuse": "yes"}),
    "a later order, within two business days": Row(
        "2023-11-24T12:00",  # released on Tuesday; Thursday is Thanksgiving, so Friday the 24th is the second business day
        [("gone", {"happened": "2023-11-21"})],
        {"refuse": "no", "until refuse": "2023-11-25T05:00:00Z", "readings refuse": "cutoff_clock"},
    ),
    "a later order, after two business days": Row("2023-11-25T00:00", [("gone", {"happened": "2023-11-21"})], {"refuse": "yes"}),
    "a later order, under the other reading": Row(
        "2023-11-22T00:00",
        [("gone", {"happened": "2023-11-21"})],
        {"refuse": "yes"},
        how={"readings": {"cutoff_clock": "at once"}},
    ),
}  # fmt: skip
# Connexum: the joint letter of Friday, April 3, 2020, six months before the rule. VoIPMax: one of the nine of March 27, 2020.
BEFORE_THE_RULE = {
    "Connexum's letter": Row(
        "2020-04-03T12:00",
        ["connexum letter"],
        {
            "D": "pending", "layer D": "letter", "due D": "2020-04-05T04:00:00Z to 2020-04-06T03:59:59.999999Z",
            "until D": "2020-04-05T04:00:00.000001Z", "M": "not arisen", "R": "not arisen", "S": "not arisen",
            "B": "no", "remove": "not applicable", "refuse": "not applicable",
        },
    ),
    "Connexum on the Sunday": Row(
        "2020-04-05T12:00",
        ["connexum letter"],
        {
            "D": "undetermined", "missing D": turns_on("hour stop-48", yes="violated", no="pending"),
            "until D": "2020-04-06T04:00:00Z", "B": "no",
        },
        complete=["connexum"],
    ),
    "Connexum on the Monday": Row(
        "2020-04-06T00:00",
        ["connexum letter"],
        {
            "D": "violated", "B": "no", "until B": "never", "presumes B": "blocking authorization",
            "dormant B": "47 CFR 64.1200(k)(4) from 2020-10-14",
        },
        complete=["connexum"],
    ),
    "Connexum at the last instant of its 48 hours": Row(
        "2020-04-05T12:00:00",
        [("connexum letter", {"happened": "2020-04-03T12:00:00"})],
        {"D": "pending", "until D": "2020-04-05T16:00:00.000001Z", "B": "no"},
        complete=["connexum"],
    ),
    "Connexum at the last instant before the rule": Row(
        "2020-10-13T23:59:59.999999",
        ["connexum letter"],
        {"B": "no", "until B": "never", "dormant B": "47 CFR 64.1200(k)(4) from 2020-10-14"},
        complete=["connexum"],
    ),
    "Connexum as the rule begins": Row(
        "2020-10-14T00:00",
        ["connexum letter"],
        {"M": "not arisen", "S": "not arisen", "B": "no", "early B": "letter before 47 CFR 64.1200(k)(4)"},
        complete=["connexum"],
    ),
    "Connexum after the rule has begun": Row(
        "2020-12-01T00:00",
        ["connexum letter"],
        {"M": "not arisen", "B": "no", "remove": "not applicable", "early B": "letter before 47 CFR 64.1200(k)(4)"},
        complete=["connexum"],
    ),
    "Connexum once there is a database": Row(
        "2021-04-20T00:00", ["connexum letter"], {"B": "no", "remove": "no", "refuse": "no"}, complete=["connexum"]
    ),
    "the Commission authorizes blocking": Row(
        "2020-04-07T00:00", ["connexum letter", "act"], {"B": "yes", "on B": "agency letter authorization"}
    ),
    "the FTC authorizes blocking": Row("2020-04-07T00:00", ["connexum letter", ("act", {"by": "ftc"})], {"B": "no"}),
    "under the law of 2020-10-14": Row(
        "2020-04-06T00:00",
        ["connexum letter"],
        {
            "M": "not discharged", "S": "pending", "R": "pending", "due R": "2020-04-18T03:59:59.999999Z", "B": "yes",
            "before B": "tell the Commission", "never B": "47 CFR 64.1200(k)(5)", "remove": "not applicable",
            "counterfactual": "True",
        },
        complete=["connexum"],
        how={"law": "2020-10-14"},
    ),
    "the letter of the FTC alone, and under that law": Row(
        "2020-04-06T00:00",
        [("connexum letter", {"by": "ftc"})],
        {"D": "violated", "M": "not arisen", "B": "no"},
        complete=["connexum"],
        how={"law": "2020-10-14"},
    ),
    "a letter of the FTC alone": Row("2020-04-06T00:00", ["ftc letter"], {"M": "not arisen", "B": "no"}, complete=["voipmax"]),
    "the same under the law of 2020-10-14": Row(
        "2020-04-06T00:00", ["ftc letter"], {"M": "not arisen", "B": "no"}, complete=["voipmax"], how={"law": "2020-10-14"}
    ),
}  # fmt: skip


def fact(entry: str | tuple[str, Data]) -> Data:
    """A fact by name, or with some of its fields changed; its name is its id, but that every notice is called `letter`."""
    name, changes = (entry, {}) if isinstance(entry, str) else entry
    [(kind, fields)] = FACTS[name].items()
    return {kind: {"id": "letter" if kind == "notice" else name, **fields, **changes}}


def record_of(row: Row) -> Record:
    """The assessment of one row."""
    complete: list[Data] = []
    for party in row.complete:
        kinds = ["blocking notice"] if party == "acme" else OWN_RECORDS
        complete.append({"records": kinds, "about": party, "through": row.at})
    data = {
        "case": "section-10", "zone": "America/New_York", "parties": PARTIES, "facts": [*THINGS, *map(fact, row.facts)],
        "complete": complete, "determinations": [SAID[name] for name in row.said],
    }  # fmt: skip
    return assess(Rulebook.load(), case_of(data), at=row.at, **row.how)


def addressee(row: Row) -> str:
    """The provider that a row is about."""
    names = [entry if isinstance(entry, str) else entry[0] for entry in row.facts]
    return "connexum" if "connexum letter" in names else "voipmax" if "ftc letter" in names else "sipkonnect"


def asked(record: Record, name: str, toward: str) -> Finding | Answer | None:
    """What a row calls by a letter; None where there is no such finding."""
    if name in QUESTIONS:
        return record.answer(QUESTIONS[name], toward=toward)
    found = findings_of(record, NORMS[name], "block" if name in ("use", "tell") else None)
    return only(found) if found else None


def seen(record: Record, key: str, toward: str) -> str | list[str]:
    """What the record holds of what a row expects: a status, one thing about it, or all that is listed with it."""
    document = record.document()
    what, _, name = key.rpartition(" ")
    if key == "counterfactual":
        return str(document["counterfactual"])
    thing = asked(record, name, toward)
    if thing is None:
        return "not arisen"
    if not what:
        return status(thing)
    entry = told(record, document, thing)
    ways: dict[str, Callable[[], str | list[str]]] = {
        "due": lambda: due(thing),
        "agrees": lambda: str(entry["due"]["agrees"]),
        "layer": lambda: str(entry["layer"]),
        "until": lambda: entry["until"] or "never",
        "missing": lambda: "; ".join(sorted(missing(thing))),
        "presumes": lambda: [kind for each in entry["presumes"] for kind in each["kinds"]],
        "readings": lambda: [each["name"] for each in entry["readings"]],
        "before": lambda: ", ".join(each["name"] for each in entry["before_use"]),
        "never": lambda: [each["citation"] for each in entry["never"]],
        "dormant": lambda: [f"{each['citation']} from {each['begins']}" for each in entry["not_in_force"]],
        "early": lambda: [f"{each['fact']} before {each['citation']}" for each in entry["too_early"]],
        "on": lambda: ", ".join(each["citation"] for each in entry["norms"] if each["status"] == "yes"),
        "because": lambda: list(norms_in(entry["because"])),
    }
    return ways[what]()


def told(record: Record, document: Data, thing: Finding | Answer) -> Data:
    """What a record as data says of a finding or an answer."""
    if isinstance(thing, Answer):
        return dict(document["answers"][record.answers.index(thing)])
    return dict(document["findings"][record.findings.index(thing)])


def due(thing: Finding | Answer) -> str:
    """The last instant in time: one, or the first and the last there may be."""
    assert isinstance(thing, Finding)
    assert thing.due is not None
    return " to ".join(dict.fromkeys(map(rfc3339, (thing.due.earliest, thing.due.last))))


def norms_in(proof: Any) -> Iterator[str]:
    """Every norm that a proof goes through."""
    if isinstance(proof, dict):
        yield from ([proof["norm"]] if "norm" in proof else [])
        proof = list(proof.values())
    if isinstance(proof, list):
        for part in proof:
            yield from norms_in(part)


def status(thing: Finding | Answer) -> str:
    """A status, with `disputed` and `late` behind it."""
    late = isinstance(thing, Finding) and thing.status == "not discharged" and any(late for _, late in thing.done)
    return thing.status + (" disputed" if thing.disputed else "") + (" late" if late else "")


def missing(thing: Finding | Answer) -> Iterator[str]:
    """The sets of open matters that would settle it, each with what it leads to."""
    for matters, leads in thing.missing:
        named = [(" ".join(part for part in key if not part.lstrip("-").isdigit()), value) for key, value in matters]
        yield " and ".join(f"{words}: {'yes' if value else 'no'}" for words, value in sorted(named)) + f" → {leads}"


@pytest.mark.parametrize(
    "row",
    [
        pytest.param(row, id=name)
        for part in (LETTER_ALONE, MEASURES_REPORTED, AFTERWARDS, BEFORE_THE_RULE)
        for name, row in part.items()
    ],
)
def test_what_the_letters_yield(row: Row) -> None:
    """The three letters yield what the design page says they must, line by line."""
    record, toward = record_of(row), addressee(row)
    found = {key: seen(record, key, toward) for key in row.expect}
    kept = {
        key: want if isinstance(found[key], list) and want in found[key] else found[key]
        for key, want in row.expect.items()
    }
    assert kept == dict(row.expect)


@pytest.mark.parametrize("at", ["2020-03-28T00:00", "2020-04-06T00:00"])
def test_what_the_release_of_the_ftc_yields(at: str) -> None:
    """A warned provider assists if all three standards are answered yes; while nobody answers, those three are missing."""
    book = Rulebook.load(Path(__file__).parent / "rules_assists")
    people = {name: PARTIES[name] for name in ("voipmax", "ftc")}
    case = case_of({"case": "ftc", "zone": "America/New_York", "parties": people, "facts": []}, book)
    answer = assess(book, case, at=at).answer("assists-illegal-telemarketing", toward="voipmax")
    three = [
        f"determination {each} voipmax" for each in ("knows or avoids knowing", "substantial help", "underlying breach")
    ]
    expected = [*(f"{each}: no → no" for each in three), " and ".join(f"{each}: yes" for each in three) + " → yes"]
    assert (answer.status, sorted(missing(answer))) == ("undetermined", sorted(expected))
