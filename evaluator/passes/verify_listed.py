"""Every finding and answer that a record lists, each beside the one that the proof checker has, in the order in which records list them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import chain
from typing import Any

from evaluator.passes.verify_account import Claims
from evaluator.passes.verify_claims import Claim, Owed
from evaluator.passes.verify_printed import missing, presumes
from evaluator.passes.verify_proof import ProofChecker, Refused, identical
from evaluator.passes.verify_wordings import Unknown
from evaluator.words.errors import CallrulesError

FINDING = ("citation", "name", "bearer", "toward", "trigger", "year")
ANSWER = ("question", "by", "toward")
LAST = 10**18  # where a finding without an end stands, in microseconds
ORDER = "they do not stand in the order in which a record lists them"


@dataclass(frozen=True)
class Refusal:
    """What does not hold, in one sentence: of which finding or answer, and where in its proof."""

    about: str
    place: tuple[str, ...]
    what: str

    def __str__(self) -> str:
        return ", ".join(each for each in (self.about, *self.place) if each) + f": {self.what}"


def _listed(document: Mapping[str, Any], key: str) -> tuple[list[dict[str, Any]], list[Refusal]]:
    """The findings or answers that a record lists, and a refusal if anything else stands among them."""
    written = document.get(key)
    entries = [each for each in written if isinstance(each, dict)] if isinstance(written, list) else []
    whole = isinstance(written, list) and len(entries) == len(written)
    return entries, [] if whole else [Refusal("the record", (f"`{key}`",), "something else stands among them")]


def findings(document: Mapping[str, Any], claims: Claims) -> Iterator[Refusal]:
    """Every finding against the instance it is of; an instance that has none is missed."""
    left: dict[tuple[Any, ...], list[tuple[Any, dict[str, Any]]]] = {}
    for pair in zip(claims.findings, claims.printed, strict=True):
        left.setdefault(tuple(pair[1].get(key) for key in FINDING), []).append(pair)
    written, refused = _listed(document, "findings")
    yield from refused
    order = []
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
        order.append(_place(*pair))
        yield from _one(each, name, *pair, claims, ())
    if order != sorted(order):
        yield Refusal("the record", ("`findings`",), ORDER)
    for _, printed in chain.from_iterable(left.values()):
        yield Refusal(_called(printed, "finding of", FINDING), (), "it is missing from the record")


def _place(claim: Any, printed: Mapping[str, Any]) -> tuple[int, str, str, str]:
    """Where a finding stands among the others: by its end, its norm, its trigger and whom it binds."""
    end = claim.due.earliest if isinstance(claim, Owed) and claim.due else LAST
    return end, f"{printed['citation']} {printed['name']}", printed["trigger"], printed["bearer"]


def answers(document: Mapping[str, Any], claims: Claims) -> Iterator[Refusal]:
    """Every answer against the question it is to; questions of those concerned that have none are missed."""
    account, seen = claims.account, dict[tuple[str, str, str], None]()
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
        seen[key] = None
        try:
            answer, printed = claims.answer(*key)
        except (Unknown, CallrulesError) as unknown:
            yield Refusal(name, (), f"it cannot be checked: {unknown}")
            continue
        yield from _one(each, name, answer, printed, claims, claims.found)
    if [*seen] != [key for key in due if key in seen]:
        yield Refusal("the record", ("`answers`",), ORDER)
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
