"""The exit code of an assessment for one party."""

from __future__ import annotations

from evaluator.documents.case import Case
from evaluator.doors.api import Record
from evaluator.doors.ruling import Ruling
from evaluator.passes.lasting import breaks, spoken_for
from evaluator.words.errors import UsageError, advise

MISSED = ("not discharged", "violated", "used without the condition", "used while not available")


def known_party(case: Case, party: str | None) -> None:
    """Refuse a party that the case does not have."""
    if party is not None and party not in case.parties:
        raise UsageError(f"unknown party `{party}`", advise(party, case.parties))


def party_called(case: Case, name: str | None) -> str | None:
    """A party by its key or by its name; UsageError for one that the case does not have."""
    if name is None or name in case.parties:
        return name
    by_name = [party.id for party in case.parties.values() if party.name.casefold() == name.casefold()]
    if len(by_name) == 1:
        return by_name[0]
    known_party(case, name)
    return name


def exit_code(record: Record | Ruling, party: str | None) -> int:
    """For a party: 1 if it missed a duty or burden, or had, or a question against it is yes, 3 if something about it is open; else 0."""
    if party is None:
        return 0
    known_party(record.case, party)
    if isinstance(record, Ruling):
        own = [finding.status for finding in record.findings if finding.bearer == party]
        against, late = [answer.status for answer in record.answers if answer.toward == party], False
    else:
        mine = [finding for finding in record.findings if finding.bearer == party]
        own = [f.status for f in mine if f.status not in MISSED or not spoken_for(f, record)]
        against = [answer.status for answer in record.answers if answer.asked.toward == party]
        late = any(breaks(finding) for finding in mine)
    if late or any(status in MISSED for status in own) or "yes" in against:
        return 1
    return 3 if "undetermined" in (*own, *against) else 0
