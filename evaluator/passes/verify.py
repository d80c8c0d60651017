"""The proof checker: accepts or refuses every proof of a record; it shares the loader and the calendars with the engine, and nothing else.

It works out anew what the rulebook makes of the case, and holds the record beside it, place by place.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from itertools import chain
from typing import Any

import rfc8785

from evaluator.documents.case import Case, Facts, Telling
from evaluator.documents.pending import as_if
from evaluator.documents.rulebook import Rulebook
from evaluator.passes.verify_account import Account, Claims
from evaluator.passes.verify_claims import Claim
from evaluator.passes.verify_law import Law
from evaluator.passes.verify_printed import missing, presumes
from evaluator.passes.verify_proof import ProofChecker, Refused, identical
from evaluator.passes.verify_second import SECOND, wrong_second
from evaluator.passes.verify_wordings import Unknown
from evaluator.words.errors import CallrulesError, TimeProblem
from evaluator.words.times import parse_date, parse_instant, rfc3339

FORMAT = "callrules record 1"
TOP = (
    "format", "at", "known", "law", "counterfactual", "presume", "readings", "engine", "package", "rulebook", "case",
    "recorded_presumed", "offices", "answers", "findings", "digest",
)  # fmt: skip
AS_IF = "as_if"
FINDING = ("citation", "name", "bearer", "toward", "trigger", "year")
ANSWER = ("question", "by", "toward")


@dataclass(frozen=True)
class Refusal:
    """What does not hold, in one sentence: of which finding or answer, and where in its proof."""

    about: str
    place: tuple[str, ...]
    what: str

    def __str__(self) -> str:
        return ", ".join(each for each in (self.about, *self.place) if each) + f": {self.what}"


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
            return [Refusal("the record", refused.place, refused.what)]
        except CallrulesError as wrong:
            return [Refusal("the record", (), f"it cannot be checked: {wrong}")]
        strangers = [*self._strangers(document)]
        if strangers:
            return strangers
        unknown = [Refusal("the record", (), f"it cannot be checked: {u}") for u in claims.account.unknown.values()]
        if claims.at >= claims.account.settled.counted_to:
            unknown.append(
                Refusal("the record", (), "it cannot be checked: no calendar counts the years up to its instant")
            )
        return [
            *self._header(document, claims.account),
            *unknown,
            *_findings(document, claims),
            *_answers(document, claims),
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
        if document.get("digest") != _digest(document):
            yield Refusal("the record", (), "`digest` is not that of the rest of it: it is not as it was written")


def _law(rulebook: Rulebook, law: date | None, readings: Mapping[str, str]) -> Law:
    """The rulebook under one law and one choice of readings, read once."""
    key = "proof checker", law, tuple(sorted(readings.items()))
    found: Law | None = rulebook.programs.get(key)
    if found is None:
        found = rulebook.programs[key] = Law(rulebook, law, readings)
    return found


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


# -- findings and answers


def _listed(document: Mapping[str, Any], key: str) -> tuple[list[dict[str, Any]], list[Refusal]]:
    """The findings or answers that a record lists, and a refusal if anything else stands among them."""
    written = document.get(key)
    entries = [each for each in written if isinstance(each, dict)] if isinstance(written, list) else []
    whole = isinstance(written, list) and len(entries) == len(written)
    return entries, [] if whole else [Refusal("the record", (f"`{key}`",), "something else stands among them")]


def _findings(document: Mapping[str, Any], claims: Claims) -> Iterator[Refusal]:
    """Every finding against the instance it is of; an instance that has none is missed."""
    left: dict[tuple[Any, ...], list[tuple[Any, dict[str, Any]]]] = {}
    for pair in zip(claims.findings, claims.printed, strict=True):
        left.setdefault(tuple(pair[1].get(key) for key in FINDING), []).append(pair)
    written, refused = _listed(document, "findings")
    yield from refused
    for each in written:
        name = _called(each, "finding of", FINDING)
        what = tuple(each.get(key) for key in FINDING)
        same = left.get(what) if all(isinstance(part, str | int | None) for part in what) else None
        if not same or not all(identical(each.get(key), same[0][1].get(key)) for key in FINDING):
            yield Refusal(
                name, (), "nothing in this case under this rulebook makes this finding, or it stands here twice"
            )
            continue
        versions = [pair for pair in same if identical(each.get("version"), pair[1]["version"])]
        pair = (versions or same)[0]
        same.remove(pair)
        yield from _one(each, name, *pair, claims, ())
    for _, printed in chain.from_iterable(left.values()):
        yield Refusal(_called(printed, "finding of", FINDING), (), "it is missing from the record")


def _answers(document: Mapping[str, Any], claims: Claims) -> Iterator[Refusal]:
    """Every answer against the question it is to; questions of those concerned that have none are missed."""
    account, seen = claims.account, set()
    written, refused = _listed(document, "answers")
    yield from refused
    due = list(account.pairs())
    for each in written:
        name = _called(each, "answer to", ANSWER)
        question, by, toward = (told if isinstance(told := each.get(slot), str) else "" for slot in ANSWER)
        key = question, by, toward
        if key not in due or key in seen:
            yield Refusal(name, (), "nobody is asked this here, or it stands here twice")
            continue
        seen.add(key)
        try:
            answer, printed = claims.answer(*key)
        except (Unknown, CallrulesError) as unknown:
            yield Refusal(name, (), f"it cannot be checked: {unknown}")
            continue
        yield from _one(each, name, answer, printed, claims, claims.found)
    for key in due:
        if key not in seen:
            yield Refusal(f"answer to {' '.join(filter(None, key))}", (), "it is missing from the record")


def _one(
    written: Mapping[str, Any], name: str, claim: Claim, printed: Mapping[str, Any], claims: Claims, found: Any
) -> Iterator[Refusal]:
    """One finding or answer: what is printed, and its proof."""
    known = {*printed, "because", "missing", "presumes"}
    for key in sorted(known ^ written.keys()):
        what = "is missing" if key in known else "is nothing that this checker knows, so it cannot be checked"
        yield Refusal(name, (), f"`{key}` {what}")
    for key, value in printed.items():
        if key in written and not identical(written[key], value):
            yield Refusal(name, (), f"`{key}` is not what the rulebook makes of the case")
    if "presumes" in written and not presumes(written["presumes"], claim, claims.account.facts):
        yield Refusal(name, (), "`presumes` is not what its status rests on")
    wrong = missing(written.get("missing", []), claim)
    if wrong:
        yield Refusal(name, (), wrong)
    try:
        ProofChecker(claim.when, found).roots(written.get("because"), claim.decisive)
    except Refused as refused:
        yield Refusal(name, refused.place, refused.what)


def _called(written: Mapping[str, Any], what: str, keys: Iterable[str]) -> str:
    return f"{what} {' '.join(str(written[key]) for key in keys if written.get(key))}"
