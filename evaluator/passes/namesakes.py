"""Namesakes: parties of a case that may be one, and names of things that are one slip apart."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator

from evaluator.documents.case import REDACTED_NAME, Case, Party, Telling
from evaluator.passes.say import Sayer, listed, quoted

ALSO_CALLED = (
    r"\b(?:d/?b/?a|a/?k/?a|f/?k/?a|also known as|also called|doing business as|trading as|formerly|formerly known as)"
)
LETTERS, LONGEST = 3, 60  # names of fewer letters are near each other by chance; longer ones are texts
IF_ONE = "what one of them did is not done for the other. If they are one, keep one."
_ENDING = re.compile(
    r"(?<=[\w.])[\s,]+(?:l\.?\s?l\.?\s?c|l\.?\s?l\.?\s?p|l\.?\s?p|p\.?\s?l\.?\s?c|inc|incorporated|corp|corporation|co|company|ltd|limited)\.?$"
)
# What tells things of one name from each other, and is no slip: numbers, and letters that stand alone.
_ENUMERATED = re.compile(r"\d+|(?<![A-Za-z])[A-Za-z](?![A-Za-z])|(?<=[a-z])[A-Z](?![A-Za-z])")


def doubles(case: Case, say: Sayer) -> Iterator[str]:
    """Parties under one name, or one of which gives the other's as its own second one: what is told of one is not told of the other."""
    parties = [p for p in _by_id(case) if p.declared and p.name.casefold() != REDACTED_NAME]
    alike: dict[str, list[Party]] = {}
    for party in parties:
        alike.setdefault(_plain(party.name), []).append(party)
    for same in (each for each in alike.values() if len(each) > 1):
        names = listed(dict.fromkeys(quoted(party.name) for party in same))
        keys = listed(say.code(party.id) for party in same)
        yield f"{keys} are {len(same)} parties here, and their name seems to be one, {names}: {IF_ONE}"
    everybody = _by_id(case)
    for party in everybody if any(re.search(ALSO_CALLED, p.name, re.IGNORECASE) for p in everybody) else ():
        for other in everybody:
            second = rf"{ALSO_CALLED}\W+{re.escape(other.name)}(?!\w)"
            if other is not party and re.search(second, party.name, re.IGNORECASE):
                two = f"{say.party(party.id)} and {say.party(other.id)} are two parties here, `{party.id}` and `{other.id}`"
                yield f"{two}: {IF_ONE}"


def _by_id(case: Case) -> list[Party]:
    return sorted(case.parties.values(), key=lambda party: party.id)


def _plain(name: str) -> str:
    """A name without case, blanks, punctuation and what kind of company it is; whole where nothing else is left."""
    told = unicodedata.normalize("NFKC", name).casefold().strip()  # one sign may be written in two ways
    while (short := _ENDING.sub("", told)) != told:
        told = short
    return "".join(filter(str.isalnum, told)) or told


def slips(tellings: Iterable[Telling], case: Case, say: Sayer) -> Iterator[str]:
    """Names that join facts, are in one fact only, and are one slip from another name in the same field: these facts do not meet."""
    known = {*case.things, *(telling.id for telling in case.tellings)}
    used: dict[str, dict[str, list[Telling]]] = {}
    for telling in tellings:
        for field in case.vocabulary.kinds[telling.kind].fields.values():
            value = telling.fields.get(field.name) if field.type in ("key", "keys") else None
            for name in value if isinstance(value, tuple) else ():
                if name not in known and sum(map(str.isalpha, name)) >= LETTERS:
                    used.setdefault(field.name, {}).setdefault(name, []).append(telling)
    for field_name, facts in used.items():
        for one, other in _near(facts):
            rare, often = (one, other) if len(facts[one]) == 1 else (other, one)
            if len(facts[rare]) == 1:
                yield (
                    f"the {field_name} of {say.fact(facts[rare][0])} is {say.code(rare)}, and that of "
                    f"{say.fact(facts[often][0])} is {say.code(often)}: two here, and what is told of one is not told of "
                    "the other. If they are one, write it one way."
                )


def _near(names: Iterable[str]) -> Iterator[tuple[str, str]]:
    """The pairs of names that are one slip apart; those who share a part less one sign, and count alike, are looked at."""
    by_part: dict[tuple[str, ...], list[str]] = {}
    for name in (each for each in names if len(each) <= LONGEST):
        found: dict[str, None] = {}
        plain, counted = name.casefold(), tuple(each.casefold() for each in _ENUMERATED.findall(name))
        for part in dict.fromkeys((plain, *(plain[:at] + plain[at + 1 :] for at in range(len(plain))))):
            alike = by_part.setdefault((part, *counted), [])
            found.update(dict.fromkeys(alike))
            alike.append(name)
        yield from ((other, name) for other in found if _one_slip(other.casefold(), plain))


def _one_slip(a: str, b: str) -> bool:
    """Whether two names differ by one letter, or by two that changed places."""
    while a and b and a[0] == b[0]:
        a, b = a[1:], b[1:]
    while a and b and a[-1] == b[-1]:
        a, b = a[:-1], b[:-1]
    return (len(a) <= 1 and len(b) <= 1) or (len(a) == len("ab") and b == a[::-1])
