"""Definitions with conditions, parties that complete an instance, judgements that last, abeyance: on a small rulebook that is no law."""

from __future__ import annotations

from pathlib import Path
from textwrap import dedent

import pytest

from evaluator import Case, Rulebook, assess
from evaluator.documents.rulebook import load_rulebook
from evaluator.doors.api import Record
from evaluator.passes.check import check

FILES = {
    "rulebook.yaml": "version: 2026-11-21\n",
    "readings.yaml": "{}\n",
    "questions.yaml": """
        must-close: {asks: "Must A close B?", of: [bearer, toward], kind: must}
        must-refuse: {asks: "Must A refuse B?", of: [by, of], kind: must not, act: {taking: {}}}
        helps: {asks: "Does A help a wrongdoer?", of: [by, to], kind: is, act: {help: {}}}
        """,
    "vocabulary.yaml": """
        offices: {the Office: {cite: 1 CFR 1.1, also: [office]}}
        ranks: {office: [the Office]}
        standards:
          awareness: {asks: "Did it know?", about: [party], decided by: office}
          wrongdoing: {asks: "Did it do wrong?", about: [party], decided by: office}
        absent unless shown: [order, strike]
        kinds:
          line: {time: period, from: party, to: party}
          handoff: {record of: [from, to], from: party, to: party, call: key, giver: [home, abroad], taker: [home, abroad]}
          request: {by: party, to: party, call: key}
          reply: {by: party, answers: request}
          order: {by: party, against: party}
          closing: {time: period, by: party, of: party}
          taking: {by: party, of: party, sort: [plain, other]}
          listing: {time: period, of: party, filing: key, own: yes or no}
          strike: {by: party, of: party, filing: key}
          help: {time: period, by: party, to: party}
          lie: {by: party}
        """,
    "calendars/office.yaml": """
        calendar: office
        cite: 1 CFR 1.3
        zone: America/New_York
        reread: 2026-11-21
        holidays: {weekend: [Saturday, Sunday], table: {2022: {2022-07-04: Independence Day}}}
        clocks: {hours: {counts: elapsed time}, days: {counts: days}}
        """,
    "section.yaml": """
        section: 1 CFR 1.1
        calendar: office
        parties: {provider: whoever is asked, near: whoever is beside it, target: whoever it is about, taker: whoever takes}
        paragraphs:
          (a):
            - effective: 2020-01-01
              authority: 85 FR 1
              gist: "[1: Gateway for a call is who takes it from abroad and hands it on at home]."
              definition gateway:
                phrases: [1]
                arises from: {handoff: {to: provider, giver: abroad}}
                when: [handoff: {as: onward, from: provider, call: same as handoff, taker: home}]
                gives: {provider: provider, call: same as handoff}
          (b):
            - effective: 2020-01-01
              authority: 85 FR 1
              gist: "[1: A gateway for the call replies within 24 hours]."
              duty reply:
                phrases: [1]
                bearer: provider
                arises from: {request: {by: the Office, to: provider}}
                when: [gateway: {provider: provider, call: same as request}]
                done by: {reply: {by: provider, answers: request}}
                within: 24 hours of request
          (c):
            - effective: 2020-01-01
              authority: 85 FR 1
              gist: "[1: From 30 days after an order whoever has a line from the target closes it]."
              duty close:
                phrases: [1]
                question: must-close
                bearer: near
                toward: target
                arises from: [order: {by: the Office, against: target}, line: {from: target, to: near}]
                kept by: {closing: {by: near, of: target}}
                begins: 30 days of order
          (d):
            - effective: 2020-01-01
              authority: 85 FR 1
              gist: "[1: Nobody takes] [2: from who has no live listing]."
              definition live listing:
                phrases: [2]
                arises from: {listing: {of: target}}
                until: {strike: {of: target, filing: same as listing}}
              prohibition take:
                phrases: [1, 2]
                question: must-refuse
                bearer: taker
                toward: target
                act: {taking: {by: taker, of: target, sort: plain}}
                unless: {live listing: {of: target, own: yes, while: taking}}
          (e):
            - effective: 2020-01-01
              authority: 85 FR 1
              gist: "[1: Nobody takes the other sort]."
              prohibition take other:
                phrases: [1]
                bearer: taker
                toward: target
                act: {taking: {by: taker, of: target, sort: other}}
                abeyance: {from: 2020-06-01, source: 85 FR 2}
          (f):
            - effective: 2020-01-01
              authority: 85 FR 1
              gist: "[1: Nobody lies]; [2: nobody knowingly helps who does, or does other wrong]."
              prohibition lie: {phrases: [1], bearer: target, act: {lie: {by: target}}}
              prohibition assist:
                phrases: [2]
                question: helps
                bearer: near
                toward: target
                act: {help: {by: near, to: target}}
                when: [judgement: {of: awareness, about: [near, target], as: knowing, while: help}]
                when any:
                  - violated: lie
                    by: target
                    while: [help, knowing]
                  - judgement: {of: wrongdoing, about: target, while: [help, knowing]}
          (g):
            - effective: 2020-01-01
              authority: 85 FR 1
              gist: "[1: Who has a listing, be it its own or not,] [2: replies within 24 hours]."
              definition either listing:
                phrases: [1]
                arises from: {listing: {of: target}}
                when any: [listing: {own: yes}, listing: {own: no}]
              duty reply as listed:
                phrases: [2]
                bearer: provider
                arises from: {request: {by: the Office, to: provider}}
                when: [either listing: {of: provider, while: request}]
                done by: {reply: {by: provider, answers: request}}
                within: 24 hours of request
        """,
}


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Rulebook:
    """The small rulebook, read as any other."""
    folder = tmp_path_factory.mktemp("rules")
    for name, text in FILES.items():
        path = folder / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(dedent(text), encoding="utf-8")
    return Rulebook.load(folder)


def record(book: Rulebook, tmp_path: Path, at: str, facts: str, more: str = "") -> Record:
    """A case of these facts, assessed."""
    parties = "{a: {name: A}, b: {name: B}, c: {name: C}, office: {name: Office}}"
    lines = "".join(f"  - {line.strip()}\n" for line in facts.strip().splitlines())
    text = f"case: small\nzone: America/New_York\nparties: {parties}\nfacts:\n{lines}{dedent(more)}"
    path = tmp_path / "case.yaml"
    path.write_text(text, encoding="utf-8")
    return assess(book, Case.load(path, rulebook=book), at=at)


REQUEST = "request: {id: r, happened: 2021-03-01T10:00:00, by: office, to: a, call: k}"
TAKEN = "handoff: {id: h1, happened: 2021-02-01, from: b, to: a, call: k, giver: abroad, taker: home}"
ONWARD = "handoff: {id: h2, happened: 2021-02-01, from: a, to: c, call: k, giver: home, taker: home}"
CLOSED = "complete:\n  - {records: [handoff, reply], about: [a, b], through: 2021-04-01, said by: a}\n"


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        (
            (TAKEN, ONWARD),
            "violated",
        ),  # taken from abroad, handed on at home, nobody replied in 24 hours: 1 CFR 1.1(a), (b)
        ((TAKEN,), None),  # nothing shows that it was handed on, and the record is complete
        ((ONWARD,), None),  # handed on, but not taken from abroad
        ((TAKEN, ONWARD.replace("call: k", "call: other")), None),  # another call was handed on
        ((TAKEN.replace("to: a", "to: c"), ONWARD), None),  # another took it
        ((TAKEN.replace(", giver: abroad", ""), ONWARD), "undetermined"),  # from where it came is not known
    ],
)
def test_a_definition_joins_two_facts_of_one_party_and_call(
    facts: tuple[str, ...], expected: str | None, book: Rulebook, tmp_path: Path
) -> None:
    """Whoever took the call from abroad and handed the same call on at home is its gateway, and nobody else is."""
    found = record(book, tmp_path, "2021-03-03T00:00:00-05:00", "\n".join((REQUEST, *facts)), CLOSED).findings
    assert [f.status for f in found if f.name == "reply"] == ([expected] if expected else [])


def test_a_definition_on_an_open_record_is_open(book: Rulebook, tmp_path: Path) -> None:
    """Where handoffs may be missing from the record, whether there was a gateway stays open."""
    found = record(book, tmp_path, "2021-03-03T00:00:00-05:00", "\n".join((REQUEST, TAKEN))).findings
    assert [f.status for f in found if f.name == "reply"] == ["undetermined"]


ORDER = "order: {id: o, happened: 2021-03-01T00:00:00, by: office, against: a}"
LINE = "line: {id: l, began: 2021-01-01, from: a, to: b}"


@pytest.mark.parametrize(
    ("at", "by", "expected"),
    [
        ("2021-03-31T23:59:59-04:00", "b", "no"),  # day 30 is not over: 1 CFR 1.1(c)
        ("2021-04-01T00:00:00-04:00", "b", "yes"),
        ("2021-04-01T00:00:00-04:00", "*", "yes"),  # whoever has a line, though the case names no other
    ],
)
def test_a_duty_binds_each_party_that_completes_its_instance(
    at: str, by: str, expected: str, book: Rulebook, tmp_path: Path
) -> None:
    """From day 30 the duty binds who has a line, and whoever may have one; before that nobody."""
    found = record(book, tmp_path, at, "\n".join((ORDER, LINE)))
    assert found.answer("must-close", by=by, toward="a").status == expected


def test_who_has_no_line_is_not_bound(book: Rulebook, tmp_path: Path) -> None:
    """A party without a line is not bound once the record of lines is complete, and may be while it is not."""
    more = "complete:\n  - {records: [line], about: a, through: 2021-05-01, said by: a}\n"
    at = "2021-04-15T00:00:00-04:00"
    assert (
        record(book, tmp_path, at, "\n".join((ORDER, LINE)), more).answer("must-close", by="c", toward="a").status
        == "no"
    )


LISTED = "listing: {id: f, began: 2021-01-01, of: a, filing: f1, own: yes}"
STRUCK = "strike: {id: s, happened: 2021-06-01T12:00:00, by: office, of: a, filing: f1}"
FULL = "complete:\n  - {records: [listing], about: a, through: 2021-12-31, said by: a}\n"


@pytest.mark.parametrize(
    ("facts", "more", "at", "expected"),
    [
        ((LISTED,), FULL, "2021-06-02T00:00:00-04:00", "no"),
        ((LISTED, STRUCK), FULL, "2021-06-01T11:59:59-04:00", "no"),
        (
            (LISTED, STRUCK),
            FULL,
            "2021-06-01T12:00:00-04:00",
            "yes",
        ),  # the listing lived until it was struck: 1 CFR 1.1(d)
        ((LISTED, STRUCK.replace("f1", "f2")), FULL, "2021-06-02T00:00:00-04:00", "no"),  # another filing was struck
        ((LISTED.replace("own: yes", "own: no"),), FULL, "2021-06-02T00:00:00-04:00", "yes"),
        ((LISTED.replace("of: a", "ended: 2021-05-01, of: a"),), FULL, "2021-06-02T00:00:00-04:00", "yes"),
        ((LISTED.replace("of: a", "ended: 2021-05-01, of: a"),), FULL, "2021-05-01T12:00:00-04:00", "undetermined"),
        ((STRUCK,), "", "2021-06-02T00:00:00-04:00", "undetermined"),  # a missing listing is no absence
        ((STRUCK,), FULL, "2021-06-02T00:00:00-04:00", "yes"),
    ],
)
def test_a_definition_ends_when_its_until_has_happened(
    facts: tuple[str, ...], more: str, at: str, expected: str, book: Rulebook, tmp_path: Path
) -> None:
    """A listing lives from its beginning until its end or until its own filing is struck."""
    found = record(book, tmp_path, at, "\n".join(facts), more)
    assert found.answer("must-refuse", by="b", toward="a").status == expected


def test_what_was_taken_while_the_listing_lived_stays_allowed(book: Rulebook, tmp_path: Path) -> None:
    """An act is judged by the listing of its own moment, whatever was struck later."""
    facts = (LISTED, STRUCK, "taking: {id: t1, happened: 2021-05-01, by: b, of: a, sort: plain}",
             "taking: {id: t2, happened: 2021-06-02, by: b, of: a, sort: plain}")  # fmt: skip
    found = record(book, tmp_path, "2021-07-01T00:00:00-04:00", "\n".join(facts), FULL).findings
    assert {f.trigger.id: f.status for f in found if f.name == "take" and f.trigger} == {
        "t1": "excused",
        "t2": "violated",
    }


@pytest.mark.parametrize(("day", "expected"), [("2020-05-31", "violated"), ("2020-06-01", None)])
def test_what_is_in_abeyance_is_not_enforced(day: str, expected: str | None, book: Rulebook, tmp_path: Path) -> None:
    """An act is forbidden to the last day before the abeyance, and not from its first day on."""
    facts = f"taking: {{id: t, happened: {day}, by: b, of: a, sort: other}}"
    found = record(book, tmp_path, "2021-01-01T00:00:00-05:00", facts).findings
    assert [f.status for f in found if f.name == "take other"] == ([expected] if expected else [])


@pytest.mark.parametrize(
    ("listing", "expected"),
    [
        (LISTED, "violated"),
        (LISTED.replace("own: yes", "own: no"), "violated"),
        (LISTED.replace(", own: yes", ""), "undetermined"),
        (LISTED.replace("of: a", "of: b"), None),
    ],
)
def test_a_definition_may_ask_of_its_own_fact_in_several_ways(
    listing: str, expected: str | None, book: Rulebook, tmp_path: Path
) -> None:
    """Where the fact a definition is made from stands again under `when any`, it is that fact, of the party that the user names."""
    more = CLOSED.replace("[handoff, reply]", "[listing, reply]")
    said = record(book, tmp_path, "2021-03-03T00:00:00-05:00", "\n".join((REQUEST, listing)), more)
    assert [f.status for f in said.findings if f.name == "reply as listed"] == ([expected] if expected else [])
    assert said.verify() == ()


HELP = "help: {id: x, began: 2021-02-01, ended: 2021-03-01, by: b, to: a}"
KNEW = "determinations:\n  - {standard: awareness, about: [b, a], says: yes, by: office, dated: 2021-06-01"


@pytest.mark.parametrize(
    ("facts", "more", "expected"),
    [
        (HELP + "\nlie: {id: y, happened: 2021-02-15, by: a}", KNEW + "}\n", "violated"),
        (
            HELP + "\nlie: {id: y, happened: 2021-03-15, by: a}",
            KNEW + "}\n",
            "undetermined",
        ),  # a lie after the help; others may hide
        (HELP + "\nlie: {id: y, happened: 2021-02-15, by: a}", "", "undetermined"),  # nobody said that it knew
        (HELP + "\nlie: {id: y, happened: 2021-02-15, by: a}", KNEW + ", from: 2021-02-10}\n", "violated"),
        (
            HELP + "\nlie: {id: y, happened: 2021-02-15, by: a}",
            KNEW + ", from: 2021-02-20}\n",
            "undetermined",
        ),  # knew after this lie
        (
            HELP + "\nlie: {id: y, happened: 2021-02-15, by: a}",
            KNEW + ", from: 2021-03-10}\n",
            "respected",
        ),  # knew after the help
        (
            HELP,
            KNEW + "}\n  - {standard: wrongdoing, about: a, says: yes, by: office, dated: 2021-06-01}\n",
            "violated",
        ),
        (HELP, KNEW.replace("yes", "no") + "}\n", "respected"),
    ],
)
def test_help_knowledge_and_wrong_must_overlap(
    facts: str, more: str, expected: str, book: Rulebook, tmp_path: Path
) -> None:
    """To assist is to help, to know, and wrong done, all in one time: 1 CFR 1.1(f)."""
    found = record(book, tmp_path, "2021-07-01T00:00:00-04:00", facts, more).findings
    assert [f.status for f in found if f.name == "assist"] == [expected]


def test_of_nobody_in_particular_the_elements_are_missing(book: Rulebook, tmp_path: Path) -> None:
    """With nothing on record the answer is open for exactly the two judgements, and no wrong of an unnamed party is made up."""
    asked = record(book, tmp_path, "2021-07-01T00:00:00-04:00", HELP).answer("helps", by="c", toward="*")
    assert asked.status == "undetermined"
    missing = " ".join(str(each) for each in asked.missing)
    assert "awareness" in missing
    assert "wrongdoing" in missing
    assert "lie" not in missing


def test_definitions_in_a_circle_are_refused(tmp_path: Path) -> None:
    """Two definitions that need each other are one problem, with the whole circle printed."""
    circle = FILES["section.yaml"].replace(
        "arises from: {handoff: {to: provider, giver: abroad}}", "arises from: {live listing: {of: provider}}"
    )
    circle = circle.replace("arises from: {listing: {of: target}}", "arises from: {gateway: {provider: target}}")
    for name, text in {**FILES, "section.yaml": circle}.items():
        path = tmp_path / "rules" / name
        path.parent.mkdir(exist_ok=True, parents=True)
        path.write_text(dedent(text), encoding="utf-8")
    said = [problem.what for problem in check(load_rulebook(tmp_path / "rules"))]
    assert "definitions that build on each other in a circle: `gateway` → `live listing` → `gateway` [circle]" in said
