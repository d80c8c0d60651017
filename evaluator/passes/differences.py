"""Two records as data: where they differ, finding by finding and key by key."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from evaluator.passes.compare import Key, label, written_key

LISTS = ("answers", "findings")
STANDS = ("status", "disputed", "due", "done", "until", "from", "before_use")
SHOWN = 60  # characters of a value that a line shows


@dataclass(frozen=True)
class Difference:
    """One place where two records differ: in the head, or in a finding or an answer (`of`). None: it is not there."""

    of: Key | None
    key: str
    one: Any
    other: Any

    @property
    def where(self) -> str:
        """The place in words."""
        if self.of is None:
            return f"`{self.key}`"
        return f"{label(self.of)}: `{self.key}`" if self.key else label(self.of)

    def document(self) -> dict[str, Any]:
        """As plain data."""
        of = None if self.of is None else {"kind": self.of[0], "label": label(self.of)}
        return {"of": of, "key": self.key, "one": self.one, "other": self.other}


def entries(record: Mapping[str, Any]) -> dict[tuple[Key, int], Mapping[str, Any]]:
    """Every answer and finding of a record by its key; the number tells those apart that share one."""
    seen: Counter[Key] = Counter()
    found = {}
    for name in LISTS:
        for entry in record[name]:
            key = written_key(entry)
            found[key, seen[key]] = entry
            seen[key] += 1
    return found


def differences(one: Mapping[str, Any], other: Mapping[str, Any]) -> Iterator[Difference]:
    """Every place where two records differ, to the first one inside each key; the digest of the whole follows from the others."""
    for key in sorted({*one, *other} - {*LISTS, "digest"}):
        yield from _inside(None, key, one.get(key), other.get(key))
    mine, yours = entries(one), entries(other)
    for place in dict.fromkeys([*mine, *yours]):
        if place not in yours or place not in mine:
            yield Difference(place[0], "", _status(mine.get(place)), _status(yours.get(place)))
            continue
        for name in sorted({*mine[place], *yours[place]}):
            yield from _inside(place[0], name, mine[place].get(name), yours[place].get(name))
    for name in LISTS:
        order, wanted = ([written_key(entry) for entry in record[name]] for record in (one, other))
        if order != wanted and sorted(order) == sorted(wanted):
            at = next(index for index, pair in enumerate(zip(order, wanted, strict=True)) if pair[0] != pair[1])
            yield Difference(None, f"order of {name}", label(order[at]), label(wanted[at]))


def stands(entry: Mapping[str, Any] | None) -> dict[str, Any] | None:
    """How a finding or an answer stands: its status, its window, what was done, until when."""
    return None if entry is None else {key: entry[key] for key in STANDS if key in entry}


def _status(entry: Mapping[str, Any] | None) -> Any:
    return None if entry is None else entry["status"]


def _inside(of: Key | None, path: str, one: Any, other: Any) -> Iterator[Difference]:
    """The first place below a key where two values differ."""
    if one == other and type(one) is type(other):
        return
    if isinstance(one, dict) and isinstance(other, dict):
        for key in sorted({*one, *other}):
            found = list(_inside(of, f"{path}.{key}", one.get(key), other.get(key)))
            if found:
                yield found[0]
                return
    if isinstance(one, list) and isinstance(other, list) and len(one) == len(other):
        for index, (mine, yours) in enumerate(zip(one, other, strict=True)):
            found = list(_inside(of, f"{path}[{index}]", mine, yours))
            if found:
                yield found[0]
                return
    yield Difference(of, path, one, other)


def shown(value: Any) -> str:
    """A value in a line of text."""
    if value is None:
        return "nothing"
    if isinstance(value, list):
        return f"{len(value)} entries" if len(value) != 1 else "one entry"
    if isinstance(value, dict):
        return "other content"
    text = str(value).lower() if isinstance(value, bool) else str(value)
    return f"`{text[:SHOWN]}…`" if len(text) > SHOWN else f"`{text}`"
