"""A set of rules in the C module of durable-rules, driven in the one way that was measured to be safe.

No host, no threads and no actions: a rule that fires is only noted, and what follows from it is told in the next stratum. Each rule
waits for a gate that is told last, so that `not` does not hang on the order of the rows; a first rule always fires, so that a state
can be deleted; the conjuncts of a join end with one that is true; rows hold whole numbers only. Every name is checked, for the
library tells names apart by a hash of 32 bits alone.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from importlib import import_module
from typing import Any, TypeAlias

Row: TypeAlias = Mapping[str, int]
Pattern: TypeAlias = Mapping[str, Any]
Rules: TypeAlias = Mapping[str, Sequence[Pattern]]
Hit: TypeAlias = tuple[str, Mapping[str, Mapping[str, Any]]]

KIND, BOOT, GATE = "k", 90, 91
MOST_ROWS = 20_000  # of one run; the first two row names that share a hash lie beyond 264,000
MOST_PATTERNS = 15
MOST_TESTS = 500  # distinct tests of single rows; at 512 the library never comes back
MOST = 2**62
_SIDS = 8
_encoded = json.JSONEncoder(check_circular=False, separators=(",", ":")).encode
_BOOT = {"id": "b", KIND: BOOT}


class Refused(Exception):
    """Something the library cannot be given; the message is a plain sentence."""


def distinct(names: Iterable[str]) -> None:
    """Refuse names of which the library would take two for one."""
    seen: dict[int, str] = {}
    for name in names:
        other = seen.setdefault(hashed(name), name)
        if other != name:
            raise Refused(f"`{other}` and `{name}` are one name under the 32-bit hash of durable-rules")


def hashed(name: str) -> int:
    """The 32 bits by which the library knows a name (FNV-1a)."""
    found = 0x811C9DC5
    for byte in name.encode():
        found = (found ^ byte) * 0x01000193 & 0xFFFFFFFF
    return found


def same(field: str, pattern: str, other: str) -> dict[str, Any]:
    """The conjunct that a field equals one of another pattern."""
    return {field: {pattern: other}}


def compared(how: str, field: str, pattern: str, other: str) -> dict[str, Any]:
    """The conjunct that a field compares so (`$lt`, `$lte`, `$gt`, `$gte`) with one of another pattern."""
    return {how: {field: {pattern: other}}}


def row(name: str, kind: int, *conjuncts: Mapping[str, Any], absent: bool = False) -> Pattern:
    """A pattern: a row of a kind of which all conjuncts hold, or that there is none."""
    joins = [each for each in conjuncts if _joins(each)]
    return {f"{name}$not" if absent else name: {"$and": [{KIND: kind}, *conjuncts, *joins[:1]]}}


def _joins(conjunct: Mapping[str, Any]) -> bool:
    ((key, value),) = conjunct.items()
    if key.startswith("$") and isinstance(value, dict):
        ((_, value),) = value.items()
    return isinstance(value, dict)


class Ruleset:
    """Rules in strata; loaded when it is made. `name` tells it from others of the process."""

    def __init__(self, name: str, strata: Sequence[Rules]) -> None:
        rules: dict[str, Any] = {"boot": {"all": [{"b": {KIND: BOOT}}]}}
        for number, stratum in enumerate(strata):
            for called, patterns in stratum.items():
                gate = row("g", GATE, {"s": number})
                rules[called] = {"all": [gate, *patterns]}
        _checked(name, rules, sum(len(stratum) for stratum in strata) + 1)
        self.engine, self.strata, self.runs = library(), len(strata), 0
        self.handle = self.engine.create_ruleset(name, json.dumps(rules))

    def run(
        self, rows: Sequence[Row], derive: Callable[[int, Sequence[Hit]], Iterable[Row]] | None = None
    ) -> list[Hit]:
        """Everything that fires over these rows; `derive` gives the rows that follow from what fired in a stratum."""
        sid = f"s{self.runs % _SIDS}"
        self.runs += 1
        told, hits, opened = 0, [], False
        new: Iterable[Row] = rows
        try:
            for stratum in range(self.strata):
                named = [{**carried(row), "id": f"f{number}"} for number, row in enumerate(new, told)]
                told += len(named)
                if told > MOST_ROWS:
                    raise Refused(f"more than {MOST_ROWS:,} rows at once are not given to durable-rules")
                opened = True
                fired = self._fired(
                    sid, [*([] if stratum else [_BOOT]), *named, {"id": f"g{stratum}", KIND: GATE, "s": stratum}]
                )
                hits += fired
                new = derive(stratum, fired) if derive is not None and fired and stratum + 1 < self.strata else ()
        finally:
            if opened:
                self.engine.delete_state(self.handle, sid)
        return hits

    def delete(self) -> None:
        """Give back what the library keeps of them; they are not run again."""
        self.engine.delete_ruleset(self.handle)

    def _fired(self, sid: str, rows: Sequence[Mapping[str, Any]]) -> list[Hit]:
        """What fires once these rows are told, the gate last."""
        code, offset = self.engine.assert_facts(self.handle, _encoded([{**each, "sid": sid} for each in rows]))
        if code == 2:
            raise Refused("durable-rules took two rows for one")
        found: list[Hit] = []
        started = self.engine.start_action_for_state(self.handle, offset)
        message = started[1] if started is not None else None
        while message is not None:
            found += [(name, match) for name, match in json.loads(message).items() if name != "boot"]
            message = self.engine.complete_and_start_action(self.handle, offset)
        return found


def carried(row: Row) -> Row:
    """A row, if the library can carry it: whole numbers of 63 bits, nothing else."""
    for name, value in row.items():
        if type(value) is not int or not -MOST < value < MOST:
            raise Refused(f"durable-rules cannot carry the value `{value!r}` of `{name}`")
    return row


def library() -> Any:
    """The C module of durable-rules; Refused where it is not there or cannot be loaded."""
    try:
        return import_module("durable_rules_engine")
    except ImportError as problem:
        raise Refused(f"durable-rules is not there for this Python ({problem})") from None


def _checked(name: str, rules: Mapping[str, Mapping[str, Sequence[Pattern]]], expected: int) -> None:
    if len(rules) != expected:
        raise Refused(f"two rules of `{name}` have one name")
    distinct(rules)
    distinct(
        {field for rule in rules.values() for pattern in rule["all"] for field in _fields(pattern)} | {"sid", "id"}
    )
    for called, rule in rules.items():
        if len(rule["all"]) > MOST_PATTERNS:
            raise Refused(f"the rule `{called}` of `{name}` has more than {MOST_PATTERNS} conditions")
    tests = {json.dumps(test, sort_keys=True) for rule in rules.values() for p in rule["all"] for test in _tests(p)}
    if len(tests) > MOST_TESTS:
        raise Refused(f"the rules of `{name}` make more than {MOST_TESTS} distinct tests")


def _tests(pattern: Pattern) -> Iterator[Any]:
    for value in pattern.values():
        yield from value.get("$and", [value])


def _fields(value: Any) -> Iterator[str]:
    """Every name of a field in a pattern."""
    if isinstance(value, Mapping):
        for key, inner in value.items():
            if isinstance(inner, Mapping | list):
                yield from _fields(inner)
            if not key.startswith("$"):
                yield key.removesuffix("$not")
    elif isinstance(value, list):
        for each in value:
            yield from _fields(each)
