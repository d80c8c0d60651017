"""Typing of field values: text as written becomes parties, keys, choices, times."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

from evaluator.documents.case import REDACTED
from evaluator.documents.reader import UNNAMED, Reader, described, hint, key_of, quoted
from evaluator.documents.vocabulary import LOCAL, PARTY_TYPES, Field
from evaluator.words.citations import parse as parse_citation
from evaluator.words.nodes import Listed, Mapped, Node, Text
from evaluator.words.times import parse_date, parse_length, parse_time, zone_named

MANY = ("parties", "keys", "several", "reference", "local time")
IDS = ("key", "keys", "reference")
_NUMBER = re.compile(r"-?[0-9]{1,30}(\.[0-9]{1,30})?")
_MONEY = re.compile(r"\$?([0-9]{1,3}(?:,[0-9]{3}){1,9}|[0-9]{1,30})(\.[0-9]{2})?(?: USD)?")
_CLOCK = re.compile(r"([01][0-9]|2[0-3]):[0-5][0-9](:[0-5][0-9])?")
_UNKNOWN = "leave it out if it is not known"


class Values:
    """Types the values of one file.

    `resolved` finds a party, where told so also a class of them, or reports it and gives None; `norms` are as in `Vocabulary`.
    """

    def __init__(
        self, reader: Reader, resolved: Callable[[Node, bool], str | None], norms: Mapping[str, bool] | None = None
    ) -> None:
        self.reader, self.resolved, self.norms = reader, resolved, norms

    def party(self, node: Node) -> str | None:
        """One party."""
        return self.resolved(node, False)

    def typed(self, field: Field, node: Node, zone: ZoneInfo | None) -> Any:
        """The value of a field as `Telling.fields` holds it, or None after reporting a problem."""
        if node == "redacted":
            return REDACTED
        if field.type == "dates":
            return self._dates(field, node)
        if isinstance(node, Mapped):
            self.reader.wrong(node, f"`{field.name}` should be a value, not {described(node)}")
            return None
        if isinstance(node, Listed) and field.type not in MANY:
            self.reader.wrong(node, f"`{field.name}` takes one value, not a list")
            return None
        items = node if isinstance(node, Listed) else [node]
        if isinstance(node, Listed) and not items:
            self.reader.wrong(node, f"`{field.name}` is an empty list", "leave the field out if it is not known")
            return None
        values = [self._one(field, item, zone) for item in items if self._single(field, item)]
        if len(values) < len(items) or any(value is None for value in values):
            return None
        if field.type == LOCAL and len(values) > 1 and any(value[:1].isdigit() for value in values):
            advice = "write the hour that was noted, or the zones in which it may have been"
            self.reader.wrong(node, f"`{field.name}` takes one hour, or zones", advice)
            return None
        if field.type in ("party", "key", "choice", "yes or no", *MANY):
            return tuple(dict.fromkeys(values))
        return values[0]

    def _single(self, field: Field, item: Node) -> bool:
        if not isinstance(item, Text):
            self.reader.wrong(item, f"an entry of `{field.name}` should be a single value, not {described(item)}")
            return False
        if item == "redacted":
            advice = f"write `{field.name}: redacted`, or leave out the entry that was blacked out"
            self.reader.wrong(item, f"one entry of `{field.name}` cannot be redacted alone", advice)
            return False
        return True

    def _one(self, field: Field, node: Node, zone: ZoneInfo | None) -> Any:
        name, kind = f"`{field.name}`", field.type
        text = self.reader.text(node, name)
        if kind in PARTY_TYPES:
            return self.resolved(text, kind == "parties")
        if kind in ("choice", "several"):
            chosen = self.reader.choice(text, name, field.spellings)
            return field.spellings[chosen] if chosen is not None else None
        if kind in IDS:
            return self._id(field, text)
        if kind == "yes or no":
            return self._yes_or_no(field, text)
        parsers: Mapping[str, Callable[[str], Any]] = {
            "number": number,
            "money": money,
            "clock time": clock_time,
            "local time": local_time,
            "date": parse_date,
            "length": parse_length,
            "citation": lambda written: str(parse_citation(written)),
            "time": lambda written: parse_time(written, zone),
        }
        return self.reader.parsed(text, name, parsers[kind]) if kind in parsers else str(text)

    def _id(self, field: Field, text: Text) -> str | None:
        named = self.reader.name(text, f"`{field.name}`")
        if named is not None and named.startswith("same as "):
            advice = "`same as` is for rules; in a case write the id itself"
            self.reader.wrong(text, f"`{field.name}` takes an id, not {quoted(text)}", advice)
            return None
        if named is not None and field.type != "reference" and named.casefold() in UNNAMED:
            self.reader.wrong(text, f"`{field.name}` takes an id, and {quoted(text)} is none", _UNKNOWN)
            return None
        return None if named is None else str(named)

    def _yes_or_no(self, field: Field, text: Text) -> str | None:
        plain = yes_or_no(text)
        if plain is None:
            self.reader.wrong(text, f"`{field.name}` should be `yes` or `no`, not {quoted(text)}", _UNKNOWN)
        return plain

    def _dates(self, field: Field, node: Node) -> dict[str, Any] | None:
        if not isinstance(node, Mapped):
            advice = f"say what is due on which day: `{field.name}: {{name of the duty: 2022-07-21}}`"
            self.reader.wrong(
                node, f"`{field.name}` should be a list of `what: day` pairs, not {described(node)}", advice
            )
            return None
        for key in node if self.norms is not None else ():
            self._dated(field, key_of(node, key), self.norms or {})
        dates = {str(key): self.reader.parsed(value, quoted(key), parse_date) for key, value in node.items()}
        return None if any(value is None for value in dates.values()) else dates

    def _dated(self, field: Field, name: Text, norms: Mapping[str, bool]) -> None:
        """A date is printed for a burden or duty that counts printed dates."""
        printable = [each for each, counts in norms.items() if counts]
        if name not in norms:
            self.reader.wrong(
                name, f"`{field.name}` names {quoted(name)}, which is no norm", hint(name, printable, len(printable))
            )
        elif not norms[name]:
            what = f"no date that is printed for {quoted(name)} counts, by the rules"
            advice = "what a letter asks on its own authority is a demand; a printed date counts for "
            self.reader.wrong(name, what, advice + ", ".join(map(quoted, sorted(printable))))


def yes_or_no(text: str) -> str | None:
    """`yes` or `no` in the words of YAML, JSON and people; None for anything else."""
    return {"yes": "yes", "no": "no", "true": "yes", "false": "no"}.get(text)


def number(text: str) -> Decimal:
    """A plain decimal number; ValueError otherwise."""
    if not _NUMBER.fullmatch(text):
        raise ValueError(f"{quoted(text)} is not a number")
    return Decimal(text)


def money(text: str) -> Decimal:
    """An amount of US dollars, as in `43,280 USD`; ValueError otherwise."""
    found = _MONEY.fullmatch(text)
    if found is None:
        raise ValueError(f"{quoted(text)} is not an amount in dollars; write it as in `43,280 USD`")
    return Decimal(found[1].replace(",", "") + (found[2] or ""))


def clock_time(text: str) -> str:
    """An hour of the day, as in `17:30`; ValueError otherwise."""
    if not _CLOCK.fullmatch(text):
        raise ValueError(f"{quoted(text)} is not an hour of the day; write it as in `17:30`")
    return text


def local_time(text: str) -> str:
    """An hour that was noted, or the zone in which it was; ValueError otherwise."""
    return clock_time(text) if text[:1].isdigit() else zone_named(text).key
