from __future__ import annotations

from pathlib import Path

import pytest

from evaluator import Case, Rulebook, assess

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
