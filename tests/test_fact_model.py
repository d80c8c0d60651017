from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest
from situations import DEMAND, MITIGATE, Data, case_of, findings_of, only

from evaluator import BadInput, Case, Record, Rulebook, assess, demo
from evaluator.words.formula import View
from evaluator.words.times import parse_instant, rfc3339

PEOPLE: Data = {
    "acme": {"name": "Acme Voice LLC"},
    "bell": {"name": "Bell Carrier"},
    "fcc": {"name": "FCC Enforcement Bureau", "zone": "America/New_York"},
    "ftc": {"name": "Federal Trade Commission", "zone": "America/New_York"},
}
LETTER: Data = {"id": "letter", "happened": "2022-07-07", "by": "fcc", "to": "acme", "traffic": ["warranty"]}
WARRANTY: Data = {"traffic": {"id": "warranty", "roles": {"acme": "originating provider"}}}


def case(*facts: Data, complete: Any = (), said: Any = (), parties: Data | None = None) -> Case:
    """A case of these facts among a few parties; `complete` names the parties whose answers are on file through July 2022."""
    records = [{"records": "answer", "about": party, "through": "2022-07-31"} for party in complete]
    return case_of({
        "case": "model", "zone": "America/New_York", "parties": {**PEOPLE, **(parties or {})}, "facts": [WARRANTY, *facts],
        "complete": records, "determinations": list(said),
    })  # fmt: skip


def letter(*demands: Data, **fields: Any) -> Data:
    """The notice of July 7, 2022 with some demands, and with some fields changed."""
    return {"notice": {**LETTER, **fields, **({"demands": list(demands)} if demands else {})}}


def asked(case: Case, at: str = "2022-07-12T00:00", **how: Any) -> Record:
    """The case assessed at an instant of Washington."""
    return assess(Rulebook.load(), case, at=at, **how)


def problems(*facts: Data, **more: Any) -> list[str]:
    """What is wrong with a case of these facts."""
    with pytest.raises(BadInput) as bad:
        case(*facts, **more)
    return [problem.what for problem in bad.value.problems]


# -- what a document demands


@pytest.mark.parametrize(
    ("seen", "judged", "expected"),
    [
        ("2022-07-09T11:00", "yes", "fulfilled"),  # within the 48 hours: nothing has been missed yet
        ("2022-07-09T12:30", "yes", "violated"),
        ("2022-07-09T12:30", "no", "fulfilled"),
        ("2022-07-09T12:30", None, "undetermined"),
        ("2022-07-09", "yes", "undetermined"),
    ],
)
def test_what_goes_on_after_a_demand_to_stop(seen: str, judged: str | None, expected: str) -> None:
    """A demand to stop is not met once the same traffic is seen after its 48 hours, as the letter of April 3, 2020 puts it."""
    found = asked(
        case(
            letter({"id": "stop", "do": "cessation", "within": "48 hours"}, happened="2022-07-07T12:00:00"),
            {"cessation": {"happened": "2022-07-08T09:00", "by": "acme", "answers": "letter"}},
            {"traffic seen": {"id": "again", "happened": seen, "from": "acme", "resembles": "stop"}},
            said=[{"standard": "same or similar", "about": "again", "says": judged, "by": "fcc"}] if judged else (),
        )
    )
    assert only(findings_of(found, DEMAND)).status == expected


NOON: Data = {"happened": "2022-07-07T12:00:00"}
FROM = [
    ("issued", {}, "2022-07-09T16:00:00Z"),
    ("delivered", {"delivered": "2022-07-08T09:00:00"}, "2022-07-10T13:00:00Z"),
    ("received", {"received": "2022-07-11T10:00:00"}, "2022-07-13T14:00:00Z"),
    ("published", {"published": "2022-07-12T08:00:00"}, "2022-07-14T12:00:00Z"),
    ("second letter", {}, "2022-07-16T13:00:00Z"),
]


@pytest.mark.parametrize(("start", "told", "expected"), FROM, ids=[start for start, _, _ in FROM])
def test_each_demand_has_its_own_clock(start: str, told: Data, expected: str) -> None:
    """48 hours of a demand run from what the document says: its issue, its publication, its arrival, or another fact."""
    record = asked(
        case(
            letter({"id": "tell", "do": "status report", "within": "48 hours", "from": start}, **(NOON | told)),
            {"notice": {"id": "second letter", "happened": "2022-07-14T09:00:00", "by": "fcc", "to": "acme"}},
        )
    )  # fmt: skip
    due = only(findings_of(record, DEMAND)).due
    assert due is not None
    assert rfc3339(due.last) == expected


def test_a_clock_from_what_is_not_known_runs_from_no_known_instant() -> None:
    """A demand counted from a receipt that is not told is due no sooner than 48 hours after the letter, and at no known instant."""
    demand = {"id": "tell", "do": "status report", "within": "48 hours", "from": "received"}
    found = only(findings_of(asked(case(letter(demand)), "2026-01-01T00:00"), DEMAND))
    assert (found.status, found.due and rfc3339(found.due.earliest)) == ("undetermined", "2022-07-09T04:00:00Z")


@pytest.mark.parametrize(
    ("known", "expected"), [("2022-07-15T00:00", "2022-07-11"), ("2022-07-17T00:00", "2022-07-12")]
)
def test_a_clock_follows_the_correction_of_its_fact(known: str, expected: str) -> None:
    """A clock that runs from a fact runs from its correction once that is recorded."""
    record = asked(
        case(
            {"notice": {"id": "order", "happened": "2022-07-09T09:00:00", "by": "fcc", "to": "acme"}},
            {"notice": {"id": "order, mended", "replaces": "order", "recorded": "2022-07-16", "happened": "2022-07-10T09:00:00",
                        "by": "fcc", "to": "acme"}},
            letter({"id": "tell", "do": "status report", "within": "48 hours", "from": "order"}),
        ),
        known=known,
    )  # fmt: skip
    due = only(findings_of(record, DEMAND)).due
    assert due is not None
    assert rfc3339(due.last) == f"{expected}T13:00:00Z"


def test_a_clock_from_a_fact_told_two_ways_is_disputed() -> None:
    """Where two sources date the fact that a clock runs from, the end is disputed between the two."""
    order = {"id": "order", "by": "fcc", "to": "acme"}
    record = asked(
        case(
            {"notice": {**order, "happened": "2022-07-08T09:00:00", "source": "mail log"}},
            {"notice": {**order, "happened": "2022-07-12T09:00:00", "source": "docket"}},
            letter({"id": "tell", "do": "status report", "within": "48 hours", "from": "order"}),
            complete=["acme"],
        ),
        "2022-07-11T12:00",
    )
    found = only(findings_of(record, DEMAND))
    assert (found.status, found.disputed) == ("undetermined", True)


@pytest.mark.parametrize(("start", "what"), [
    ("recieved", "`from` names `recieved`, which is not in the case"),
    ("warranty", "`from` names `warranty`, which has no time"),
])  # fmt: skip
def test_a_clock_from_nothing_is_refused(start: str, what: str) -> None:
    """A clock runs from a time of its document or from a fact of the case."""
    assert problems(letter({"id": "tell", "do": "status report", "within": "48 hours", "from": start})) == [what]


ACTS = {
    "the first": {"investigation": {"happened": "2022-07-08", "by": "acme", "answers": "letter"}},
    "the second": {"safeguards": {"happened": "2022-07-08", "by": "acme", "answers": "letter"}},
}


@pytest.mark.parametrize(
    ("demand", "acts", "expected"),
    [
        ({"all of": ["investigation", "safeguards"]}, [], ["violated", "violated"]),
        ({"all of": ["investigation", "safeguards"]}, ["the first"], ["fulfilled", "violated"]),
        ({"all of": ["investigation", "safeguards"]}, ["the first", "the second"], ["fulfilled", "fulfilled"]),
        ({"any of": ["investigation", "safeguards"]}, [], ["violated"]),
        ({"any of": ["investigation", "safeguards"]}, ["the second"], ["fulfilled"]),
    ],
)
def test_a_demand_of_all_and_of_any(demand: Data, acts: list[str], expected: list[str]) -> None:
    """`all of` asks for each act, as a demand of its own; `any of` is met by one of them."""
    found = asked(
        case(letter({"id": "do", "within": "48 hours", **demand}), *(ACTS[act] for act in acts), complete=["acme"])
    )
    assert [f.status for f in findings_of(found, DEMAND)] == expected


@pytest.mark.parametrize(("judged", "expected"), [("yes", ["violated"]), ("no", []), (None, ["undetermined"])])
def test_a_demand_under_a_condition(judged: str | None, expected: list[str]) -> None:
    """`only if` binds once its condition is judged to be met, never if it is not, and is open while nobody has said."""
    said = {"standard": "condition of the demand met", "about": "stop", "says": judged, "by": "fcc"}
    demand = {"id": "stop", "do": "mitigation", "within": "48 hours", "only if": "necessary"}
    found = asked(case(letter(demand), complete=["acme"], said=[said] if judged else []))
    assert [f.status for f in findings_of(found, DEMAND)] == expected


def test_any_document_carries_demands() -> None:
    """A deficiency order and a public notice carry demands as a letter does; an act of a provider does not."""
    demand = {"id": "explain", "do": "status report", "within": "48 hours"}
    order = {
        "deficiency order": {"id": "order", "happened": "2022-07-07", "by": "fcc", "to": "acme", "demands": [demand]}
    }
    public = {
        "public notice": {"id": "to all", "happened": "2022-07-07", "by": "fcc", "to": "acme", "demands": [demand]}
    }
    for document in (order, public):
        assert only(findings_of(asked(case(document, complete=["acme"])), DEMAND)).status == "violated"
    act = {"cessation": {"happened": "2022-07-07", "by": "acme", "demands": [demand]}}
    assert problems(act) == ["unknown key `demands` in the cessation"]


def test_demands_go_with_their_document() -> None:
    """A correction is whole: the demands of a corrected letter are those that the correction tells."""
    demand = {"id": "stop", "do": "cessation", "within": "48 hours"}
    mended = {**LETTER, "id": "mended", "replaces": "letter", "happened": "2022-07-09", "recorded": "2022-07-10"}
    with_it = case(letter(demand), {"notice": {**mended, "demands": [demand]}}, complete=["acme"])
    without = case(letter(demand), {"notice": mended}, complete=["acme"])
    before, after = (only(findings_of(asked(with_it, known=f"2022-07-{day}T00:00"), DEMAND)) for day in ("09", "13"))
    assert [f.due and rfc3339(f.due.latest) for f in (before, after)] == [
        "2022-07-10T04:00:00Z",
        "2022-07-12T04:00:00Z",
    ]
    assert [f.disputed for f in (before, after)] == [False, False]
    assert findings_of(asked(without), DEMAND) == []


# -- to whom


CARRIERS: Data = {"carriers": {"name": "the carriers", "members": ["acme", "bell"]}}
DOMESTIC: Data = {
    "acme": {"name": "Acme Voice LLC", "located": "domestic", "provider": "yes"},
    "bell": {"name": "Bell Carrier", "located": "foreign", "provider": "yes"},
    "shop": {"name": "A Shop", "located": "domestic", "provider": "no"},
    "corn": {"name": "Corn Belt Telephone", "located": "domestic", "provider": "yes"},
}


@pytest.mark.parametrize(
    ("to", "parties", "expected"),
    [
        ("acme", {}, ["acme"]),
        (["acme", "bell"], {}, ["acme", "bell"]),
        ("carriers", CARRIERS, ["acme", "bell"]),
        (["carriers", "acme"], CARRIERS, ["acme", "bell"]),
        ("all U.S. providers", DOMESTIC, ["acme", "corn"]),
        ("all U.S.-based providers", DOMESTIC, ["acme", "corn"]),
    ],
)
def test_every_addressee_owes(to: Any, parties: Data, expected: list[str]) -> None:
    """A document may be to a party, to several, or to a class: each of them owes what it demands."""
    demand = {"id": "stop", "do": "cessation", "within": "48 hours"}
    found = asked(case(letter(demand, to=to), complete=["acme"], parties=parties))
    assert sorted(f.bearer for f in findings_of(found, DEMAND)) == expected
    assert {f.bearer: f.status for f in findings_of(found, DEMAND)}["acme"] == "violated"


@pytest.mark.parametrize(
    ("to", "parties", "what"),
    [
        ("carriers", {"carriers": {"members": ["acme", "bel"]}}, ["unknown party `bel`"]),
        ("carriers", {"carriers": {"members": []}}, ["`members` is an empty list"]),
        ("big", {"big": {"members": ["carriers", "big"]}, **CARRIERS},
         ["`carriers` is a class; a class lists parties, not classes", "`big` is a class; a class lists parties, not classes"]),
        ("big", {"big": {"members": ["all U.S. providers"]}},
         ["`all U.S. providers` is a class; a class lists parties, not classes"]),
        ("acme", {"bell": {"name": "Bell", "members": ["acme"], "zone": "UTC"}}, ["unknown key `zone` in the class `bell`"]),
        ("all U.S. providers", {"acme": {"name": "Acme"}, "bell": {"name": "Bell", "provider": "no"}},
         ["`to` names `all U.S. providers`, and whether `acme` is one is not said"]),
        ("all US providers", {}, ["unknown party `all US providers`"]),
    ],
)  # fmt: skip
def test_a_class_that_cannot_be_told_is_refused(to: Any, parties: Data, what: list[str]) -> None:
    """Who belongs to a class is said, not guessed."""
    assert problems(letter(to=to), parties=parties) == what


def test_one_party_is_no_class() -> None:
    """What one party does is not told of a class."""
    act = {"cessation": {"happened": "2022-07-08", "by": "carriers", "answers": "letter"}}
    assert problems(letter(), act, parties=CARRIERS) == [
        "`carriers` is a class of parties, and one party is meant here"
    ]


@pytest.mark.parametrize(
    ("starts", "what"),
    [
        ({"one": "one"}, ["the time of `one` runs from itself"]),
        ({"one": "two", "two": "one"}, ["the times of demands in a circle: `one` runs from `two` runs from `one`"]),
        ({"one": "two", "two": "three", "three": "two"},
         ["the times of demands in a circle: `two` runs from `three` runs from `two`"]),
        ({"one": "one", "two": "one"}, ["the time of `one` runs from itself"]),
    ],
)  # fmt: skip
def test_demands_that_run_from_each_other_are_refused(starts: dict[str, str], what: list[str]) -> None:
    """A time that runs from itself, straight or round about, never begins; one circle is one problem, at its `from`."""
    demands = [{"id": id, "do": "status report", "within": "48 hours", "from": start} for id, start in starts.items()]
    assert problems(letter(*demands)) == what


def test_a_demand_may_run_from_another() -> None:
    """A time that runs from another demand, which runs from its letter, begins."""
    first = {"id": "one", "do": "mitigation", "within": "24 hours"}
    case(letter(first, {"id": "two", "do": "status report", "within": "48 hours", "from": "one"}))


# -- how strong a statement is


@pytest.mark.parametrize(
    ("strength", "expected"),
    [
        ("alleged", "undetermined"),
        ("apparent", "undetermined"),
        ("found", "violated"),
        ("adjudicated", "violated"),
        ("settled", "violated"),
        (None, "violated"),
    ],
)
def test_an_allegation_is_no_finding(strength: str | None, expected: str) -> None:
    """What is only alleged, or apparent, leaves open whether it happened; what is found, decided or plainly told counts."""
    claim = {"id": "again", "happened": "2022-07-11", "from": "acme", "resembles": "stop"}
    found = asked(
        case(
            letter({"id": "stop", "do": "cessation", "within": "48 hours"}),
            {"cessation": {"happened": "2022-07-08", "by": "acme", "answers": "letter"}},
            {"traffic seen": {**claim, **({"strength": strength} if strength else {})}},
            said=[{"standard": "same or similar", "about": "again", "says": "yes", "by": "fcc"}],
        )
    )
    finding = only(findings_of(found, DEMAND))
    assert finding.status == expected
    ways = {(key, value): leads for matters, leads in finding.missing for key, value in matters}
    asks = ("field", "again", "strength", "found or more")
    assert ways == ({(asks, True): "violated", (asks, False): "fulfilled"} if expected == "undetermined" else {})


def test_what_is_found_stands_where_it_is_alleged_too() -> None:
    """An allegation beside a finding of the same takes nothing from it; a stranger's finding of something else does not help it."""
    act = {"id": "act", "happened": "2022-07-08T09:00", "by": "fcc", "against": "acme"}
    for sources, expected in (
        ([("press", "alleged")], "undetermined"),
        ([("press", "alleged"), ("docket", "found")], "yes"),
        ([("press", "alleged"), ("blog", "apparent")], "undetermined"),
    ):
        facts = [{"blocking authorization": {**act, "source": source, "strength": how}} for source, how in sources]
        assert asked(case(*facts)).answer("may-block-all", toward="acme").status == expected
    assert problems({"blocking authorization": {**act, "strength": "rumoured"}}) == ["unknown strength `rumoured`"]


# -- what closes or lifts


AUTHORIZED: Data = {
    "blocking authorization": {"id": "act", "happened": "2022-07-08T09:00", "by": "fcc", "against": "acme"}
}
BACK: Data = {"rescission": {"id": "back", "happened": "2022-07-09T09:00", "by": "fcc", "of": "act"}}
AGAIN: Data = {"reinstatement": {"id": "again", "happened": "2022-07-10T09:00", "by": "fcc", "of": "act"}}


@pytest.mark.parametrize(
    ("facts", "at", "expected"),
    [
        ([AUTHORIZED], "2022-07-12T00:00", "yes"),
        ([AUTHORIZED, BACK], "2022-07-09T08:59", "yes"),
        ([AUTHORIZED, BACK], "2022-07-09T09:00:30", "undetermined"),
        ([AUTHORIZED, BACK], "2022-07-09T09:01", "no"),
        ([AUTHORIZED, BACK, AGAIN], "2022-07-10T08:59", "no"),
        ([AUTHORIZED, BACK, AGAIN], "2022-07-10T09:01", "yes"),
        ([AUTHORIZED, {"rescission": {**BACK["rescission"], "by": "ftc"}}], "2022-07-12T00:00", "yes"),
    ],
)
def test_an_authorization_ends_and_comes_back(facts: list[Data], at: str, expected: str) -> None:
    """Others may block on an authorization until it is taken back, and again once it is put back in force."""
    assert asked(case(*facts), at).answer("may-block-all", toward="acme").status == expected


STOP_BACK: Data = {"rescission": {"id": "back", "happened": "2022-07-08", "by": "fcc", "of": "stop"}}


@pytest.mark.parametrize(
    ("lifted", "expected"),
    [
        ([], ["violated", "violated"]),
        ([STOP_BACK], ["excused", "violated"]),
        (
            [STOP_BACK, {"reinstatement": {"happened": "2022-07-11", "by": "fcc", "of": "stop"}}],
            ["violated", "violated"],
        ),
        (
            [STOP_BACK, {"reinstatement": {"happened": "2022-07-13", "by": "fcc", "of": "stop"}}],
            ["excused", "violated"],
        ),
        ([{"rescission": {"happened": "2022-07-08", "by": "fcc", "of": "letter"}}], ["excused", "excused"]),
        (
            [{"settlement": {"happened": "2022-07-08", "by": "fcc", "with": "acme", "of": "letter"}}],
            ["excused", "excused"],
        ),
        (
            [{"settlement": {"happened": "2022-07-08", "by": "fcc", "with": "bell", "of": "letter"}}],
            ["violated", "violated"],
        ),
        ([{"rescission": {"happened": "2022-07-08", "by": "acme", "of": "letter"}}], ["violated", "violated"]),
    ],
)
def test_a_demand_taken_back_or_settled(lifted: list[Data], expected: list[str]) -> None:
    """What the agency takes back or settles is no longer missed: a letter with all its demands, or one demand alone."""
    demands = [
        {"id": id, "do": act, "within": "48 hours"} for id, act in (("stop", "cessation"), ("tell", "status report"))
    ]
    found = asked(case(letter(*demands), *lifted, complete=["acme"]))
    assert [f.status for f in findings_of(found, DEMAND)] == expected


# -- roles, and relations that last


EXTRA = """
section: 47 CFR 99.1
heading: A section for tests
calendar: fcc
reread: 2026-11-21
parties: {carrier: who brings the call in, other: a notified provider}
paragraphs:
  (a):
    - effective: always
      authority: a test
      gist: "[1: Who brings a call in as a gateway] [2: tells of it]."
      duty tell of the call:
        phrases: [1, 2]
        bearer: carrier
        arises from: {call: {by: carrier}}
        when: [role: {of: carrier, call: call, is: gateway}]
        done by: {status report: {by: carrier}}
        within: 24 hours of call
  (b):
    - effective: always
      authority: a test
      gist: "[1: A notified provider that is connected with a carrier while the notice comes] [2: tells of it]."
      duty tell of the neighbour:
        phrases: [1, 2]
        bearer: other
        arises from: {notice: {by: the Commission, to: other}}
        when: [connection: {from: other, while: notice}]
        done by: {status report: {by: other}}
        within: 24 hours of notice
  (c):
    - effective: always
      authority: a test
      gist: "[1: A notice that nobody reported on is unanswered]; [2: who answered every notice tells of it within a day of the call]."
      definition unanswered notice:
        phrases: [1]
        arises from: {notice: {by: the Commission, to: carrier}}
        when: [no status report: {by: carrier, answers: notice}]
      duty tell that all is answered:
        phrases: [2]
        bearer: carrier
        arises from: {call: {by: carrier}}
        when: [no unanswered notice: {to: carrier}]
        done by: {cessation: {by: carrier}}
        within: 24 hours of call
"""


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Rulebook:
    """The rulebook with a section for roles of single calls and for relations that last."""
    folder = tmp_path_factory.mktemp("rules") / "rules"
    shutil.copytree(Path(__file__).parent.parent / "rules", folder)
    (folder / "47-cfr" / "99.1.yaml").write_text(EXTRA, encoding="utf-8")
    return Rulebook.load(folder)


def silent(book: Rulebook, *facts: Data) -> Record:
    """A case in which nobody told anything, and all records are complete through July 2022."""
    kinds = ["answer", "role", "connection"]
    complete = [{"records": kinds, "about": party, "through": "2022-07-31"} for party in ("acme", "bell")]
    data = {
        "case": "model",
        "zone": "America/New_York",
        "parties": PEOPLE,
        "facts": [WARRANTY, *facts],
        "complete": complete,
    }
    return assess(book, case_of(data, book), at="2022-07-12T00:00")


def call(id: str, traffic: str | None = None, roles: Data | None = None, **fields: str) -> Data:
    """A call that Acme brought in, with the roles that parties have for it."""
    named = {"traffic": traffic} if traffic else {}
    played = {"roles": roles} if roles else {}
    return {"call": {"id": id, "happened": "2022-07-07T09:00", "by": "acme", **named, **played, **fields}}


LOANS: Data = {"traffic": {"id": "loans", "roles": {"acme": "gateway provider"}}}
GATEWAY, INTERMEDIATE = {"acme": "gateway"}, {"acme": "intermediate"}


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ([call("one", None, GATEWAY)], {"one": "violated"}),
        ([call("one", None, INTERMEDIATE)], {}),
        ([LOANS, call("one", "loans")], {"one": "violated"}),
        ([LOANS, call("one", "loans"), call("two", "warranty")], {"one": "violated"}),
        ([LOANS, call("one", "loans", INTERMEDIATE), call("two", "loans")], {"two": "violated"}),
        ([LOANS, call("one", "loans", {"bell": "intermediate"})], {"one": "violated"}),
        ([LOANS, call("one")], {"one": "undetermined"}),
    ],
)
def test_a_role_is_for_a_call_or_for_the_traffic_it_belongs_to(
    book: Rulebook, facts: list[Data], expected: dict[str, str]
) -> None:
    """A role for traffic is one for each of its calls, unless a call gives the party another; of a call without traffic it is open."""
    found = findings_of(silent(book, *facts), "47 CFR 99.1(a) tell of the call")
    assert {f.trigger.id: f.status for f in found if f.trigger is not None} == expected


@pytest.mark.parametrize(
    ("roles", "expected"), [(GATEWAY, ["not discharged"]), ({"acme": "terminating"}, []), ({"bell": "gateway"}, [])]
)
def test_a_role_for_a_call_is_one_for_its_traffic(book: Rulebook, roles: Data, expected: list[str]) -> None:
    """47 CFR 64.1200(k)(4) asks for a role for the traffic noticed: who has one for a call of that traffic has one for the traffic."""
    notice = letter(traffic=["loans"])
    found = silent(book, {"traffic": {"id": "loans"}}, notice, call("one", "loans", roles))
    assert [f.status for f in findings_of(found, MITIGATE)] == expected


def test_a_role_follows_the_correction_of_its_call(book: Rulebook) -> None:
    """The roles of a corrected call are those that the correction tells, once it is recorded."""
    mended = call("mended", None, INTERMEDIATE, replaces="one", recorded="2022-07-10")
    facts = [call("one", None, GATEWAY), mended]
    before = [f.status for f in findings_of(silent(book, facts[0]), "47 CFR 99.1(a) tell of the call")]
    after = findings_of(silent(book, *facts), "47 CFR 99.1(a) tell of the call")
    assert (before, after) == (["violated"], [])


def test_a_call_that_was_blacked_out_is_unknown(book: Rulebook) -> None:
    """A call whose traffic is blacked out may belong to any traffic, so that the role for it is open, never absent."""
    [status] = {
        f.status for f in findings_of(silent(book, LOANS, call("one", "redacted")), "47 CFR 99.1(a) tell of the call")
    }
    assert status == "undetermined"


@pytest.mark.parametrize(
    ("lasts", "expected"),
    [
        ({"began": "2022-07-01"}, ["violated"]),
        ({"began": "2022-07-01", "ended": "2022-07-06"}, []),
        ({"began": "2022-07-08"}, []),
        ({"began": "2022-07-01", "ended": "2022-07-07"}, ["undetermined"]),
        (None, []),
    ],
)
def test_a_relation_holds_for_its_time(book: Rulebook, lasts: Data | None, expected: list[str]) -> None:
    """Who hands calls to another does so from one time to another: what asks for it at a moment asks whether it held then."""
    relation = [{"connection": {"from": "acme", "to": "bell", **lasts}}] if lasts else []
    found = silent(book, letter(), *relation)
    assert [f.status for f in findings_of(found, "47 CFR 99.1(b) tell of the neighbour")] == expected


@pytest.mark.parametrize("relation", [
    {"carriage": {"by": "acme", "for": "bell", "traffic": ["warranty"], "began": "2022-07-01", "ended": "2022-08-01"}},
    {"service": {"by": "acme", "to": "bell", "began": "2022-07-01"}},
    {"control": {"by": "acme", "of": "bell", "began": "before 2022-07-01"}},
    {"connection": {"from": "acme", "to": "bell", "began": "2022-07-01"}},
    {"succession": {"by": "acme", "of": "bell", "happened": "2022-07-01"}},
])  # fmt: skip
def test_every_relation_can_be_told(relation: Data) -> None:
    """Who carries for, serves, controls, follows on or hands calls to whom can be told, each with its time."""
    [kind] = relation
    assert [t.period for t in case(relation).tellings if t.kind == kind] == [kind != "succession"]


def told_of(letter: str, happened: str = "2022-07-05") -> Data:
    """Acme's report on one letter."""
    return {"status report": {"id": f"on {letter}", "happened": happened, "by": "acme", "to": "fcc", "answers": letter}}


@pytest.mark.parametrize(
    ("reports", "complete", "expected"),
    [
        (["first", "second"], True, ["violated"]),
        (["first"], True, []),
        ([], True, []),
        (["first"], False, ["undetermined"]),
        (["first", "second"], False, ["violated"]),
    ],
)
def test_for_all_is_that_none_is_not(book: Rulebook, reports: list[str], complete: bool, expected: list[str]) -> None:
    """Every notice is answered if none is unanswered, once the answers on record are declared complete."""
    notices = [letter(id=id, happened="2022-07-01") for id in ("first", "second")]
    facts = [*notices, *map(told_of, reports), call("one")]
    declared = [{"records": kinds, "about": "acme", "through": "2022-07-31"}
                for kinds in (["status report", "cessation"] if complete else ["cessation"],)]  # fmt: skip
    data = {
        "case": "all",
        "zone": "America/New_York",
        "parties": PEOPLE,
        "facts": [WARRANTY, *facts],
        "complete": declared,
    }
    record = assess(book, case_of(data, book), at="2022-07-12T00:00")
    assert [f.status for f in findings_of(record, "47 CFR 99.1(c) tell that all is answered")] == expected


@pytest.mark.parametrize(
    ("strength", "expected"),
    [
        ("alleged", "undetermined"),
        ("apparent", "undetermined"),
        ("found", "not discharged"),
        ("adjudicated", "not discharged"),
        ("settled", "not discharged"),
        (None, "not discharged"),
    ],
)
def test_an_alleged_answer_is_none(strength: str | None, expected: str) -> None:
    """A standard that is answered only as alleged, or as apparent, is not answered for a norm that asks for no less than a finding."""
    word = {"standard": "effective mitigation", "about": "letter", "says": "no", "by": "fcc"}
    found = asked(case(letter(), said=[{**word, **({"strength": strength} if strength else {})}]))
    assert only(findings_of(found, MITIGATE)).status == expected


@pytest.mark.parametrize(
    ("strength", "expected"),
    [
        ("alleged", "discharged"),  # an allegation is never a finding (design section 3), so the provider's word stands
        ("apparent", "discharged"),
        ("found", "not discharged"),  # the Bureau ranks above the provider, and its word on the letter is on the whole
        (None, "not discharged"),
    ],
)
def test_an_allegation_outranks_nobody(strength: str | None, expected: str) -> None:
    """What the Bureau only alleges of a letter takes nothing from the provider's own word on its act; what it finds does."""
    act = {
        "mitigation": {
            "id": "act",
            "happened": "2022-07-08T15:00",
            "by": "acme",
            "answers": "letter",
            "traffic": ["warranty"],
        }
    }
    own = {"standard": "effective mitigation", "about": "act", "says": "yes", "by": "acme"}
    bureau = {"standard": "effective mitigation", "about": "letter", "says": "no", "by": "fcc"}
    said = [own, {**bureau, **({"strength": strength} if strength else {})}]
    found = asked(case(letter(), act, complete=["acme"], said=said))
    assert only(findings_of(found, MITIGATE)).status == expected


@pytest.mark.parametrize(("strength", "expected"), [("alleged", "discharged"), ("found", "not discharged")])
def test_an_allegation_on_an_act_does_not_silence_a_word_on_the_whole(strength: str, expected: str) -> None:
    """The provider's word on the letter speaks for the whole unless the Bureau finds, not alleges, something of one of the acts."""
    act = {
        "mitigation": {
            "id": "act",
            "happened": "2022-07-08T15:00",
            "by": "acme",
            "answers": "letter",
            "traffic": ["warranty"],
        }
    }
    own = {"standard": "effective mitigation", "about": "letter", "says": "yes", "by": "acme"}
    bureau = {"standard": "effective mitigation", "about": "act", "says": "no", "by": "fcc", "strength": strength}
    found = asked(case(letter(), act, complete=["acme"], said=[own, bureau]))
    assert only(findings_of(found, MITIGATE)).status == expected


# -- instants


def test_at_no_instant_before_the_rule() -> None:
    """Nobody may block Connexum at any hour of the half year before 47 CFR 64.1200(k)(4), nor at any instant at which anything changes."""
    answer = assess(Rulebook.load(), demo("connexum"), at="2020-04-03T00:00:00-04:00").answer(
        "may-block-all", toward="connexum"
    )
    first, last = (parse_instant(f"{day}T00:00:00-04:00", None) for day in ("2020-03-01", "2020-10-14"))
    hour = 3_600_000_000
    edges = {m + tick for leaf in answer.leaves for m in leaf.moments(answer.view) for tick in (-1, 0, 1)}
    instants = [*range(first, last, hour), *(edge for edge in edges if first <= edge < last), last - 1, last]
    assert {answer.read(View(at, at)) for at in instants} == {"no"}
    assert len(instants) > 5_400


def test_a_telling_under_which_nothing_arises_sets_no_end() -> None:
    """Of a blocking told before the letter and after it, the word to the Commission (47 CFR 64.1200(k)(4)) is due before the later."""
    act = {"id": "cut", "by": "beta", "of": "alpha", "scope": "all traffic", "relies on": "47 CFR 64.1200(k)(4)"}
    data = {
        "case": "told twice", "zone": "America/New_York",
        "parties": {"alpha": {"name": "Alpha"}, "beta": {"name": "Beta"}, "eb": {"name": "Enforcement Bureau"}},
        "facts": [
            {"notice": {"id": "letter", "happened": "2023-03-17T12:00:00", "by": "eb", "to": "alpha"}},
            {"blocking": {**act, "began": "2023-03-17T11:59", "source": "one"}},
            {"blocking": {**act, "began": "2023-03-19T12:00", "source": "two"}},
        ],
    }  # fmt: skip
    record = assess(Rulebook.load(), Case.read(data), at="2023-04-01T00:00:00-04:00", second_opinion=True)
    [finding] = [f for f in record.findings if f.norm.id == "47 CFR 64.1200(k)(4) tell the Commission"]
    later = parse_instant("2023-03-19T12:00:00-04:00", None)
    assert finding.due is not None
    assert finding.due.earliest == later - 1  # strictly before the minute of the later telling
    assert record.verify() == ()
