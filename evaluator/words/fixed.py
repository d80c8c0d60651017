"""What cannot be changed: a copy of it is itself. What is made of formulas stays in the process that made it besides."""

from __future__ import annotations

from typing import Any, NoReturn, Self, SupportsIndex

from evaluator.words.errors import UsageError, one


class Fixed:
    """Something that nobody changes, so that a copy, deep or not, is itself."""

    __slots__ = ()

    def __copy__(self) -> Self:
        return self

    def __deepcopy__(self, seen: dict[int, Any]) -> Self:
        return self


class Kept(Fixed):
    """Something made of formulas and of the engine's own functions: it cannot be pickled, and says what can be sent instead."""

    __slots__ = ()

    def __reduce_ex__(self, protocol: SupportsIndex) -> NoReturn:
        what = (
            f"{one(type(self).__name__.lower())} cannot be pickled: it is read off formulas that stay in this process"
        )
        raise UsageError(
            what, "send what `to_json()` gives, or the rulebook, the case and the instant, and assess there"
        )
