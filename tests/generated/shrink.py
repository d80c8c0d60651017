"""The least case on which something still goes wrong: facts, judgements, declarations and fields dropped while it does."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from copy import deepcopy
from dataclasses import replace
from typing import Any

import yaml

from evaluator.words.errors import CallrulesError
from evaluator.words.times import rfc3339
from tests.generated.cases import Generated

LISTS = ("determinations", "complete", "facts")
MOST = 600  # tries


def shrunk(case: Generated, fails: Callable[[Generated], bool]) -> Generated:
    """The case with everything dropped that is not needed for it to fail; `fails` says whether a smaller one still does."""
    tries = 0
    going = True
    while going and tries < MOST:
        going = False
        for smaller in _smaller(case):
            tries += 1
            if _still(smaller, fails):
                case, going = smaller, True
                break
            if tries >= MOST:
                break
    return case


def _still(case: Generated, fails: Callable[[Generated], bool]) -> bool:
    try:
        return fails(case)
    except CallrulesError:
        return False  # what is left is no case


def _smaller(case: Generated) -> Iterator[Generated]:
    """The case with one thing less: the question simpler, then an entry gone, then a field."""
    if case.readings:
        for name in case.readings:
            yield replace(case, readings={n: o for n, o in case.readings.items() if n != name})
    for key, plain in (("law", None), ("known", None), ("presume", True)):
        if getattr(case, key) != plain:
            yield replace(case, **{key: plain})  # type: ignore[arg-type]  # each of them by its own name
    for name in LISTS:
        for place in range(len(case.data.get(name, ()))):
            data = deepcopy(dict(case.data))
            del data[name][place]
            if data[name] or name == "facts":
                yield replace(case, data=data)
            else:
                yield replace(case, data={key: value for key, value in data.items() if key != name})
    for name in LISTS:
        for place, entry in enumerate(case.data.get(name, ())):
            for path in _fields(entry):
                data = deepcopy(dict(case.data))
                here = data[name][place]
                for step in path[:-1]:
                    here = here[step]
                del here[path[-1]]
                yield replace(case, data=data)
    for party in case.data["parties"]:
        parties = {id: told for id, told in case.data["parties"].items() if id != party}
        yield replace(case, data={**case.data, "parties": parties})


def _fields(entry: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """The path to each value inside an entry."""
    pairs = entry.items() if isinstance(entry, Mapping) else enumerate(entry) if isinstance(entry, list) else ()
    for key, value in pairs:
        if path or not isinstance(value, Mapping):
            yield (*path, key)
        yield from _fields(value, (*path, key))


def as_yaml(case: Generated, why: str = "") -> str:
    """The case as a file that `callrules assess` reads, with the command that asks what was asked."""
    command = f"callrules assess case.yaml --at {rfc3339(case.at)}"
    command += f" --known {rfc3339(case.known)}" if case.known is not None else ""
    command += f" --law {case.law}" if case.law else ""
    command += "".join(f" --reading '{name}={option}'" for name, option in case.readings.items())
    command += "" if case.presume else " --presume none"
    notes = [f"seed {case.seed}", *why.splitlines(), f"{command} --second-opinion"]
    text = yaml.safe_dump(dict(case.data), sort_keys=False, allow_unicode=True, width=150, default_flow_style=None)
    return "".join(f"# {note}\n" for note in notes) + text
