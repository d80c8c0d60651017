"""The proof checker: accepts or refuses every proof of a record; it shares the loader and the calendars with the engine, and nothing else.

It works out anew what the rulebook makes of the case, and holds the record beside it, place by place.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from hashlib import sha256
from typing import Any

import rfc8785

from evaluator.documents.case import Case, Facts, Telling
from evaluator.documents.pending import as_if
from evaluator.documents.rulebook import Rulebook
from evaluator.passes.verify_account import Account, Claims
from evaluator.passes.verify_law import Law
from evaluator.passes.verify_listed import Refusal, answers, findings
from evaluator.passes.verify_proof import Refused, identical
from evaluator.passes.verify_second import SECOND, wrong_second
from evaluator.words.errors import CallrulesError, TimeProblem
from evaluator.words.times import parse_date, parse_instant, rfc3339

FORMAT = "callrules record 1"
TOP = (
    "format", "at", "known", "law", "counterfactual", "presume", "readings", "engine", "package", "rulebook", "case",
    "recorded_presumed", "offices", "answers", "findings", "digest",
)  # fmt: skip
AS_IF = "as_if"
__all__ = ["Refusal", "Verifier"]


class Verifier:
    """Checks records about one case under one rulebook; what it works out is kept for the next record."""

    def __init__(self, rulebook: Rulebook, case: Case) -> None:
        self.rulebook, self.case = rulebook, case
        self._digests: dict[int | None, str] = {}
        self._accounts: dict[Any, Account] = {}
        self._claims: dict[Any, Claims] = {}

    def refusals(self, document: Any) -> list[Refusal]:
        """Everything in a record that does not hold; empty if it is accepted."""
        if not isinstance(document, dict):
            return [Refusal("the record", (), "it is no record")]
        try:
            claims = self._asked_for(document)
        except Refused as refused:
            return [Refusal("the record", refused.place, refused.what), *_unsealed(document)]
        except CallrulesError as wrong:
            return [Refusal("the record", (), f"it cannot be checked: {wrong}"), *_unsealed(document)]
        strangers = [*self._strangers(document)]
        if strangers:
            return [*strangers, *_unsealed(document)]
        unknown = [Refusal("the record", (), f"it cannot be checked: {u}") for u in claims.account.unknown.values()]
        if claims.at >= claims.account.settled.counted_to:
            unknown.append(
                Refusal("the record", (), "it cannot be checked: no calendar counts the years up to its instant")
            )
        return [
            *self._header(document, claims.account),
            *unknown,
            *findings(document, claims),
            *answers(document, claims),
        ]

    # -- what was asked

    def _asked_for(self, document: Mapping[str, Any]) -> Claims:
        at = _instant(document, "at")
        known = _instant(document, "known") if document.get("known") is not None else None
        law = _day(document, "law")
        presume, readings = document.get("presume"), document.get("readings")
        if presume not in ("default", "none"):
            raise Refused(("`presume`",), "it is `default` or `none`")
        if not isinstance(readings, dict):
            raise Refused(("`readings`",), "it is no list of switches")
        for name, option in readings.items():
            reading = self.rulebook.readings.get(name)
            if reading is None or option not in reading.options or option == reading.default:
                raise Refused(("`readings`",), f"`{name}` cannot be turned to `{option}`")
        rulebook = as_if(self.rulebook, _named(document))
        key = known, law, rulebook.as_if, presume, tuple(sorted(readings.items()))
        if key not in self._accounts:
            self._accounts[key] = Account(_law(rulebook, law, readings), Facts(self.case, known), presume == "default")
        if (at, key) not in self._claims:
            self._claims[at, key] = Claims(self._accounts[key], at)
        return self._claims[at, key]

    def _strangers(self, document: Mapping[str, Any]) -> Iterator[Refusal]:
        """Another rulebook or another case than the record was made from: nothing else in it can be judged then."""
        book, case = self.rulebook, self.case
        known = _instant(document, "known") if document.get("known") is not None else None
        if known not in self._digests:
            self._digests[known] = case.digest_at(known)
        due: dict[str, dict[str, Any]] = {
            "rulebook": {"version": book.version, "digest": book.digest},
            "case": {"name": case.name, "digest": self._digests[known], "supposes": case.supposes},
        }
        for key, value in due.items():
            if not identical(document.get(key), value):
                yield Refusal(
                    "the record", (f"`{key}`",), f"it was made from another {key}, or this one was changed since"
                )

    def _header(self, document: Mapping[str, Any], account: Account) -> Iterator[Refusal]:
        """What stands above the answers."""
        seen = [
            t for t in self.case.tellings if document.get("known") is None or t.recorded <= _instant(document, "known")
        ]
        due: dict[str, Any] = {
            "format": FORMAT,
            "counterfactual": document.get("law") is not None or AS_IF in document,
            "recorded_presumed": sorted({t.id for t in seen if not t.recorded_said}),
            "offices": _offices(account.facts, seen),
        }
        for key in sorted({*TOP} ^ (document.keys() - {SECOND, AS_IF})):
            what = "is missing" if key in TOP else "is nothing that this checker knows, so it cannot be checked"
            yield Refusal("the record", (), f"`{key}` {what}")
        for key, value in due.items():
            if key in document and not identical(document[key], value):
                yield Refusal("the record", (), f"`{key}` is not that of this case and this rulebook")
        engine = document.get("engine", {"asked": "", "answered": ""})
        if not (
            isinstance(engine, dict)
            and engine.keys() == {"asked", "answered"}
            and engine["asked"] == engine["answered"]
        ):
            yield Refusal(
                "the record", ("`engine`",), "a record with proofs names the engine that was asked, and that answered"
            )
        if not isinstance(document.get("package", ""), str):
            yield Refusal("the record", ("`package`",), "it is no version of a program")
        if SECOND in document:
            yield from (Refusal("the record", (f"`{SECOND}`",), what) for what in wrong_second(document))
        yield from _unsealed(document)


def _law(rulebook: Rulebook, law: date | None, readings: Mapping[str, str]) -> Law:
    """The rulebook under one law and one choice of readings, read once."""
    key = "proof checker", law, tuple(sorted(readings.items()))
    found: Law | None = rulebook.programs.get(key)
    if found is None:
        found = rulebook.programs[key] = Law(rulebook, law, readings)
    return found


def _unsealed(document: Mapping[str, Any]) -> Iterator[Refusal]:
    """Whether a record is as it was written, which needs neither case nor rulebook."""
    if document.get("digest") != _digest(document):
        yield Refusal("the record", (), "`digest` is not that of the rest of it: it is not as it was written")


def _digest(document: Mapping[str, Any]) -> str | None:
    """SHA-256 of a record as canonical JSON (RFC 8785) with an empty digest; None if it cannot be written so."""
    undigested = {**document, "digest": ""}
    try:
        text = json.dumps(undigested, sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False)
        return sha256(text.encode() if text.isascii() else rfc8785.dumps(undigested)).hexdigest()
    except (ValueError, TypeError, RecursionError):
        return None


def _offices(facts: Facts, seen: Iterable[Telling]) -> dict[str, str]:
    """Parties taken for an office: declared ones, and those that what is known names."""
    named = {p for t in seen for value in t.fields.values() if isinstance(value, tuple) for p in value}
    named |= {word.by for words in facts.said.values() for word in words}
    named |= {word.said_by for words in facts.declared.values() for word in words}
    return {p.id: p.offices[0] for p in facts.parties.values() if p.offices and (p.declared or p.id in named)}


def _instant(document: Mapping[str, Any], key: str) -> int:
    text = document.get(key)
    try:
        us = parse_instant(text, None) if isinstance(text, str) else None
    except TimeProblem:
        us = None
    if us is None or rfc3339(us) != text:
        raise Refused((f"`{key}`",), "it is no instant in UTC")
    return us


def _named(document: Mapping[str, Any]) -> list[str]:
    """The paragraphs that are applied in a text that is not in force: each once, in order, and at least one where any is spoken of."""
    named = document.get(AS_IF, [])
    if not isinstance(named, list) or not all(isinstance(each, str) for each in named) or named != sorted({*named}):
        raise Refused((f"`{AS_IF}`",), "it is no list of paragraphs")
    if AS_IF in document and not named:
        raise Refused((f"`{AS_IF}`",), "it names none")
    return named


def _day(document: Mapping[str, Any], key: str) -> date | None:
    text = document.get(key)
    try:
        return parse_date(text) if isinstance(text, str) else None
    except TimeProblem:
        raise Refused((f"`{key}`",), "it is no day") from None
