"""Plain content as one line: the same bytes for the same content, from which digests are made."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal


def line(content: object) -> str:
    """Plain data as one line, the same for the same content."""
    return _LINE.encode(content)


def _plain(value: object) -> object:
    if isinstance(value, frozenset):
        return sorted(value)
    if isinstance(value, date | Decimal):
        return str(value)
    return {"is": repr(value)}


_LINE = json.JSONEncoder(
    sort_keys=True, separators=(",", ":"), default=_plain
)  # one for all: it keeps nothing between calls
