"""Names of norms: what a card writes, resolved to ids, nearest first."""

from __future__ import annotations

from collections.abc import Iterable


class Names:
    """Resolves a norm's name as a card writes it."""

    def __init__(self, ids: Iterable[tuple[str, str, str, str]]) -> None:
        self._by: dict[tuple[str, str], list[str]] = {}
        self.all: list[str] = []
        for id, section, number, name in ids:
            self.all.append(id)
            for scope, written in (
                ("", id), ("", section), ("", id.removesuffix(f" {name}")),
                (section, name), (section, number), (section, f"{number} {name}"), (f"{section}{number}", name),
            ):  # fmt: skip
                self._by.setdefault((scope, written), []).append(id)

    def find(self, written: str, section: str, number: str) -> tuple[str, ...]:
        """The ids a name stands for, nearest first: the card, the file, the whole rulebook; empty if unknown."""
        for scope in (f"{section}{number}", section, ""):
            found = self._by.get((scope, written))
            if found:
                return tuple(dict.fromkeys(found))
        return ()
