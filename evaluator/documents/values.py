"""Typing of field values: text as written becomes parties, keys, choices, times. Every value a person writes goes through here."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal, InvalidOperation
from typing import Any
from zoneinfo import ZoneInfo

from evaluator.documents.case import REDACTED
from evaluator.documents.reader import Reader, described
from evaluator.documents.vocabulary import Field
from evaluator.words.citations import parse as parse_citation
from evaluator.words.errors import advise
from evaluator.words.nodes import Listed, Mapped, Node, Text
from evaluator.words.times import parse_date, parse_length, parse_time

MANY = ("parties", "keys", "several", "reference")


class Values:
    """Types the values of one file. `party` resolves a party's name, or reports it and gives None."""

    def __init__(self, reader: Reader, party: Callable[[Node], str | None]) -> None:
        self.reader, self.party = reader, party

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
        values = [self._one(field, item, zone) for item in items if isinstance(item, Text) or self._nested(field, item)]
        if any(value is None for value in values) or not values:
            return None
        if field.type in ("party", "key", "choice", "yes or no", *MANY):
            return tuple(dict.fromkeys(values))
        return values[0]

    def _nested(self, field: Field, item: Node) -> bool:
        self.reader.wrong(item, f"an entry of `{field.name}` should be a single value, not {described(item)}")
        return False

    def _one(self, field: Field, node: Node, zone: ZoneInfo | None) -> Any:
        name, kind = f"`{field.name}`", field.type
        text = self.reader.text(node, name)
        if kind in ("party", "parties"):
            return self.party(text)
        if kind in ("choice", "several"):
            if text in field.spellings:
                return field.spellings[text]
            self.reader.wrong(text, f"unknown choice `{text}` for {name}", advise(text, field.options))
            return None
        if kind == "yes or no":
            return self._yes_or_no(field, text)
        if kind == "number":
            return self.reader.parsed(text, name, number)
        parsers: Mapping[str, Callable[[str], Any]] = {
            "date": parse_date,
            "length": parse_length,
            "citation": lambda written: str(parse_citation(written)),
            "time": lambda written: parse_time(written, zone),
        }
        return self.reader.parsed(text, name, parsers[kind]) if kind in parsers else str(text)

    def _yes_or_no(self, field: Field, text: Text) -> str | None:
        plain = {"yes": "yes", "no": "no", "true": "yes", "false": "no"}.get(text)
        if plain is None:
            self.reader.wrong(text, f"`{field.name}` should be `yes` or `no`, not `{text}`", "leave it out if it is not known")
        return plain

    def _dates(self, field: Field, node: Node) -> dict[str, Any] | None:
        entry = self.reader.mapping(node, f"`{field.name}`")
        dates = {str(key): self.reader.parsed(value, f"`{key}`", parse_date) for key, value in entry.items()}
        return None if any(value is None for value in dates.values()) else dates


def number(text: str) -> Decimal:
    """A plain decimal number; ValueError otherwise."""
    try:
        value = Decimal(text)
    except InvalidOperation:
        raise ValueError(f"`{text}` is not a number") from None
    if not value.is_finite() or not text.isascii():
        raise ValueError(f"`{text}` is not a number")
    return value
