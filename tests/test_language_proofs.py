"""Proofs of the younger parts of the language: what is changed in one of their leaves, or in what tells an instance, is refused."""

from __future__ import annotations

from collections.abc import Iterator
from copy import deepcopy
from typing import Any

import pytest
import test_hours as hours
import test_lookback as near
import test_yearly as yearly
from situations import Data

from evaluator import Record, assess
from evaluator.passes.record import digest
from evaluator.passes.verify import Verifier

REVOKED = (
    {"token revocation": {"id": "revoked", "of": "acme", "happened": "2024-01-11T12:00:00-05:00"}},
    {"review request": {"id": "asked", "by": "acme", "of": "revoked", "happened": "2024-02-11"}},
    {"handoff": {"id": "handoff", "by": "acme", "happened": "2024-05-01T12:00:00-04:00"}},
)
TIED = near.told(*near.call(), near.bought("2022-02-28"), near.bought("2022-05-01", "service plan", ended="2023-01-01"))
RINGING = hours.ring("2024-06-03T21:00-05:00", **{"local time": "America/Chicago"})
RECORDS = {
    "field": lambda: assess(hours.BOOK, RINGING, at="2030-01-01T00:00:00Z"),
    "within": lambda: assess(near.BOOK, TIED, at="2024-06-01T00:00:00-04:00"),
    "within ": lambda: assess(near.BOOK, near.told(*REVOKED), at="2024-06-01T00:00:00-04:00"),
    "on file": lambda: assess(yearly.BOOK, yearly.case(yearly.again("2026-02-20")), at="2027-02-10T00:00:00-05:00"),
}


def leaves_of(node: Any, kind: str) -> Iterator[Data]:
    """Every leaf of a sort in a proof."""
    if isinstance(node, dict):
        if node.get("leaf") == kind:
            yield node
        for each in node.values():
            yield from leaves_of(each, kind)
    elif isinstance(node, list):
        for each in node:
            yield from leaves_of(each, kind)


def other(value: Any) -> Any:
    """Another value of the same shape; an instant one microsecond off."""
    if isinstance(value, list):
        return [other(value[0]), *value[1:]]
    if isinstance(value, int):
        return value + 1
    if value in ("yes", "no"):
        return {"yes": "no", "no": "yes"}[value]
    if value[:4].isdigit() and value.endswith("Z"):
        return value.replace("Z", "") + ("1Z" if "." in value else ".000001Z")
    return f"{value} too"


def refused(record: Record, document: Data) -> bool:
    """Whether a changed record is refused although its digest is that of what it says now."""
    document["digest"] = digest({**document, "digest": ""})
    return bool(Verifier(record.program.rulebook, record.case).refusals(document))


@pytest.mark.parametrize("kind", RECORDS)
def test_changed_leaves_are_refused(kind: str) -> None:
    """A record is accepted as it was written, and refused with any one value of any leaf of the sort changed or left out."""
    record, kind = RECORDS[kind](), kind.strip()
    document = record.document()
    assert not refused(record, deepcopy(document))
    count = len(list(leaves_of(document, kind)))
    assert count > 0
    for number in range(count):
        for key in [*leaves_of(document, kind)][number]:
            for value in ("changed", "gone"):
                damaged = deepcopy(document)
                leaf = [*leaves_of(damaged, kind)][number]
                if value == "gone":
                    del leaf[key]
                else:
                    leaf[key] = other(leaf[key])
                assert refused(record, damaged), (kind, number, key, value)


def test_a_year_exchanged_is_refused() -> None:
    """The finding of one year does not pass for that of another, and none may be left out."""
    record = RECORDS["on file"]()
    document = record.document()
    for year in (2027, 2028, None):
        damaged = deepcopy(document)
        damaged["findings"][0]["year"] = year
        assert refused(record, damaged)
    for index in range(len(document["findings"])):
        damaged = deepcopy(document)
        del damaged["findings"][index]
        assert refused(record, damaged)
