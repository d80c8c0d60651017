from __future__ import annotations

from pathlib import Path

import pytest

from evaluator import BadInput, Case, Record, Rulebook, assess
from evaluator.doors.explained import report
from evaluator.doors.text import text
from evaluator.words.times import rfc3339

LETTER = """
case: roles
zone: America/New_York
parties:
  acme: {name: Acme Voice LLC%s}
  fcc: {name: FCC Enforcement Bureau}
facts:
%s  - notice: {id: letter, happened: 2022-07-07, by: fcc, to: acme%s}
complete:
  - {records: answer, about: acme, through: "2022-07-12T00:00:00-04:00"}
"""
TRAFFIC = "  - traffic: {id: warranty, roles: {acme: %s}}\n"


@pytest.mark.parametrize(
    ("party", "traffic", "named", "expected"),
    [
        ("", TRAFFIC % "originating provider", ", traffic: [warranty]", "not discharged"),
        (", roles: originating provider", "", ", traffic: [warranty]", "not discharged"),
        (", roles: originating provider", "", "", "not discharged"),
        (", roles: terminating provider", "", ", traffic: [warranty]", "undetermined"),
        ("", "", ", traffic: [warranty]", "undetermined"),
    ],
)
def test_a_role_is_for_some_traffic_or_for_any(
    tmp_path: Path, party: str, traffic: str, named: str, expected: str
) -> None:
    """A role said of a party alone is its role for any traffic; a role that is not on record leaves the burden open."""
    file = tmp_path / "case.yaml"
    file.write_text(LETTER % (party, traffic, named), encoding="utf-8")
    book = Rulebook.load()
    record = assess(book, Case.load(file, rulebook=book), at="2022-07-12T00:00:00-04:00")
    assert [f.status for f in record.about("47 CFR 64.1200(k)(4) mitigate")] == [expected]


REPORTS = """
case: reports
zone: America/New_York
parties:
  acme: {name: Acme Voice LLC, roles: originating provider}
  fcc: {name: FCC Enforcement Bureau}
  itg: {name: the traceback consortium}
facts:
  - notice: {id: letter, happened: 2022-07-07, by: fcc, to: acme, traffic: [warranty]}
  - measures report: {id: first, happened: 2022-07-19, by: acme, to: %s, answers: letter}
  - measures report: {id: second, happened: %s, by: acme, to: %s, answers: letter}
complete:
  - {records: answer, about: acme, through: "2022-07-25T00:00:00-04:00"}
"""


@pytest.mark.parametrize(
    ("first", "second", "day", "expected"),
    [
        ("[fcc, itg]", "fcc", "2022-07-20", "discharged"),
        ("fcc", "itg", "2022-07-20", "discharged"),
        ("fcc", "fcc", "2022-07-20", "not discharged"),
        ("fcc", "itg", "2022-07-22", "not discharged"),
    ],
)
def test_telling_each_recipient(tmp_path: Path, first: str, second: str, day: str, expected: str) -> None:
    """FCC 20-96 para. 43 asks that both be told within 14 days: one report to both, or one to each, and none left out or late."""
    file = tmp_path / "case.yaml"
    file.write_text(REPORTS % (first, day, second), encoding="utf-8")
    book = Rulebook.load()
    record = assess(book, Case.load(file, rulebook=book), at="2022-07-25T00:00:00-04:00")
    assert [f.status for f in record.about("report measures")] == [expected]


@pytest.mark.parametrize(("name", "office", "refused"), [
    ("FCC Enforcment Bureau", "", True),
    ("FCC Enforcment Bureau", ", office: none", False),
    ("FCC Enforcement Bureau", "", False),
    ("Acme Enforcement Services", "", False),
])  # fmt: skip
def test_a_nearly_agency_is_refused(tmp_path: Path, name: str, office: str, refused: bool) -> None:
    """A slip in an agency's name would turn its notice into nobody's, so it is refused unless the file says who it is."""
    file = tmp_path / "case.yaml"
    file.write_text(f"case: c\nzone: UTC\nparties: {{x: {{name: {name}{office}}}}}\nfacts: []\n", encoding="utf-8")
    book = Rulebook.load()
    if refused:
        with pytest.raises(BadInput, match="nearly one"):
            Case.load(file, rulebook=book)
    else:
        assert Case.load(file, rulebook=book).parties["x"].name == name


@pytest.mark.parametrize(("declared", "expected"), [
    ("fcc: {name: FCC Enforcement Bureau}", "Enforcement Bureau"),
    ("fcc: {name: Our Usual Correspondent}", "the Commission"),
    ("bureau: {name: Enforcement Bureau}", "Enforcement Bureau"),
    ("fcc: {name: FCC Enforcment Bureau}", "nearly one"),
    ("fcc: {name: 'Federal Communications Commission, Enforcement Bureau'}", "holds the name of one"),
    ("fcc: {name: 'Federal Communications Commission, Enforcement Bureau', office: Enforcement Bureau}", "Enforcement Bureau"),
    ("fcc: {name: FTC}", "by its key"),
    ("bureau: {name: FCC}", "by its key"),
])  # fmt: skip
def test_a_key_is_no_reason_to_overlook_a_name(tmp_path: Path, declared: str, expected: str) -> None:
    """47 CFR 64.1200(n)(2) asks for a notice of the Bureau: a name counts before the key, and two that disagree are refused."""
    file = tmp_path / "case.yaml"
    file.write_text(f"case: c\nzone: UTC\nparties:\n  {declared}\nfacts: []\n", encoding="utf-8")
    book = Rulebook.load()
    if expected in book.vocabulary.offices:
        party = next(iter(Case.load(file, rulebook=book).parties.values()))
        assert party.offices[0] == expected
    else:
        with pytest.raises(BadInput, match=expected):
            Case.load(file, rulebook=book)


ABROAD = """case: told in Honolulu
zone: Pacific/Honolulu
parties:
  northline: {name: Northline LLC}%s
facts:
  - notice: {id: letter, happened: 2023-11-14%s, by: %s, to: northline}
"""


@pytest.mark.parametrize(("declared", "by", "fact", "first"), [
    ("", "FCC", "", "2023-11-14T05:00:00Z"),
    ("", "the Bureau", "", "2023-11-14T05:00:00Z"),
    ("\n  eb: {name: x, office: Wireline Competition Bureau}", "eb", "", "2023-11-14T05:00:00Z"),
    ("\n  eb: {name: Enforcement Bureau, zone: America/Los_Angeles}", "eb", "", "2023-11-14T08:00:00Z"),
    ("", "FCC", ", zone: America/Chicago", "2023-11-14T06:00:00Z"),
    ("\n  itg: {name: Industry Traceback Group}", "itg", "", "2023-11-14T10:00:00Z"),
])  # fmt: skip
def test_a_washington_office_writes_in_washington_time(
    tmp_path: Path, declared: str, by: str, fact: str, first: str
) -> None:
    """A letter's date is a day where its author sits (47 CFR 0.1 for the Commission), unless the party or the fact says another zone."""
    file = tmp_path / "case.yaml"
    file.write_text(ABROAD % (declared, fact, by), encoding="utf-8")
    letter = Case.load(file, rulebook=Rulebook.load()).telling("letter")
    assert letter is not None
    assert rfc3339(letter.time.earliest) == first


CARRIED = """
case: carried
zone: America/New_York
parties:
  acme: {name: Acme Voice LLC}
  bell: {name: Bell Carrier}
  shop: {name: Shop Inc}
facts:
  - call:
      id: call
      happened: "2026-03-20T23:00"
      traffic: offers
      purpose: sale
      direction: outbound
      number: N-1
      seller: S-1
      line: residential
      hour: "22:00"
"""
NIGHT = "16 CFR 310.4(c) call at night"
AFTER = "2026-06-01T00:00:00-04:00"


def asked_about(tmp_path: Path, facts: str, known: str | None = None) -> tuple[set[str], Record]:
    """The parties that are asked whether they made the call, and the record."""
    file = tmp_path / "case.yaml"
    file.write_text(CARRIED + facts, encoding="utf-8")
    book = Rulebook.load()
    record = assess(book, Case.load(file, rulebook=book), at=AFTER, known=known)
    return {finding.bearer for finding in record.findings if finding.norm.id == NIGHT}, record


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ("", {"acme", "bell", "shop"}),
        ("  - traffic: {id: offers, roles: {acme: originating provider}}\n", {"bell", "shop"}),
        ("  - traffic: {id: offers, roles: {acme: originating provider, bell: gateway provider}}\n", {"shop"}),
        (
            "  - traffic: {id: offers}\n  - traffic: {id: other, roles: {acme: originating provider}}\n",
            {"acme", "bell", "shop"},
        ),
        ("  - role: {id: part, of: acme, call: call, is: gateway, strength: found}\n", {"bell", "shop"}),
        ("  - role: {id: part, of: acme, call: call, is: gateway, strength: alleged}\n", {"acme", "bell", "shop"}),
        (
            "  - role: {id: part, of: acme, call: call, is: gateway, source: {document: one}}\n"
            "  - role: {id: part, of: bell, call: call, is: gateway, source: {document: other}}\n",
            {"acme", "bell", "shop"},
        ),
    ],
)
def test_who_carries_a_call_is_not_asked_whether_it_made_it(tmp_path: Path, facts: str, expected: set[str]) -> None:
    """Where nobody says who made a call, any party may have, but for those who surely carry it for somebody."""
    assert asked_about(tmp_path, facts)[0] == expected


def test_a_role_counts_from_when_it_was_known(tmp_path: Path) -> None:
    """What was not yet known of a role takes nobody out."""
    learned = "  - role: {id: part, of: acme, call: call, is: gateway, recorded: 2026-04-01T00:00:00-04:00}\n"
    assert asked_about(tmp_path, learned, "2026-03-31T00:00:00-04:00")[0] == {"acme", "bell", "shop"}
    assert asked_about(tmp_path, learned, "2026-04-02T00:00:00-04:00")[0] == {"bell", "shop"}


def test_a_report_says_who_is_not_taken_to_have_made_a_call(tmp_path: Path) -> None:
    """Among the assumptions: the call, and who carries it."""
    carried = "  - traffic: {id: offers, roles: {acme: originating provider}}\n"
    told = "Nobody says who made the call `call`. To carry it is not to make it: Acme Voice LLC, by role, is not taken to have."
    assert told in " ".join(text(report(asked_about(tmp_path, carried)[1])).split())
    assert "Nobody says who made" not in text(report(asked_about(tmp_path, "")[1]))
    both = carried.replace("provider}", "provider, bell: gateway provider}")
    several = "Acme Voice LLC and Bell Carrier, by role, are not taken to have."
    assert several in " ".join(text(report(asked_about(tmp_path, both)[1])).split())
