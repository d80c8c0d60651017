"""What rules said before: of what is alike to them they are asked once, for what fires hangs on nothing but the rows that are told.

To rules that compare instants only the order of those is something, so they are told by it; to rules that ask which values are equal,
only which are.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Sequence
from typing import Generic, TypeVar

Key = TypeVar("Key", bound=Hashable)
Said = TypeVar("Said")
MOST_KEPT = 100_000  # answers; beyond that all are forgotten and learned anew


class Memory(Generic[Key, Said]):
    """The answers of one set of rules, by what they were asked."""

    def __init__(self, ask: Callable[[Sequence[Key]], Sequence[Said]]) -> None:
        self.ask = ask
        self._kept: dict[Key, Said] = {}

    def one(self, key: Key) -> Said:
        """The answer to one question."""
        found = self._kept.get(key)
        return found if found is not None else self.all([key])[0]

    def all(self, keys: Sequence[Key]) -> list[Said]:
        """The answers to several; those that are new are asked at once."""
        new = [key for key in dict.fromkeys(keys) if key not in self._kept]
        if len(self._kept) + len(new) > MOST_KEPT:
            self._kept, new = {}, list(dict.fromkeys(keys))
        if new:
            self._kept.update(zip(new, self.ask(new), strict=True))
        return [self._kept[key] for key in keys]


def in_order(instants: Sequence[int]) -> tuple[int, ...]:
    """Instants by their order: the first 0, equal ones alike."""
    places = {instant: place for place, instant in enumerate(sorted(set(instants)))}
    return tuple([places[instant] for instant in instants])


def alike(values: Iterable[int]) -> tuple[int, ...]:
    """Values by which of them are equal: each the number of those that came before its own kind did."""
    seen: dict[int, int] = {}
    return tuple([seen.setdefault(value, len(seen)) for value in values])
