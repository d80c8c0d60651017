"""Two opinions laid side by side: what was compared, and each finding and answer on which they differ, in plain words."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar
from zoneinfo import ZoneInfo

from evaluator.engines.opinions import Answered, Found, Opinion
from evaluator.words.times import rfc3339, spoken

Entry = TypeVar("Entry", Found, Answered)


@dataclass(frozen=True)
class Difference:
    """One finding or answer of which two engines say different things; None where one of them has none such."""

    engines: tuple[str, str]
    said: tuple[Found | Answered | None, Found | Answered | None]

    @property
    def about(self) -> Found | Answered:
        """What it is about: the entry of whichever has one."""
        one, other = self.said
        found = one if one is not None else other
        assert found is not None
        return found

    def words(self, zone: ZoneInfo) -> str:
        """One line: the norm by its citation, the fact, the parties, and what each engine says, with both ends of the window."""
        told = [f"{_told(each, zone)} ({name})" for each, name in zip(self.said, self.engines, strict=True)]
        return f"{called(self.about)}: {', '.join(told)}"

    def document(self) -> dict[str, object]:
        """As plain data."""
        says = {name: _document(each) for name, each in zip(self.engines, self.said, strict=True)}
        about = self.about
        if isinstance(about, Answered):
            return {"question": about.question, "by": about.by, "toward": about.toward, "says": says}
        return {
            "norm": about.norm, "about": about.about, "bearer": about.bearer, "toward": about.toward, "says": says,
        }  # fmt: skip


@dataclass(frozen=True)
class Comparison:
    """What came of laying two opinions side by side. `findings` and `answers` count what the first says of what both decide."""

    engines: tuple[str, str]
    differences: tuple[Difference, ...]
    findings: int
    answers: int
    unsupported: Mapping[str, str]
    shared: tuple[str, ...]

    @property
    def agreed(self) -> bool:
        """Whether they say the same of everything that both decide."""
        return not self.differences


def compared(one: Opinion, other: Opinion) -> Comparison:
    """Every finding and answer of two opinions side by side, but for what either declares that it does not decide."""
    unsupported = {**one.unsupported, **other.unsupported}
    names = (one.engine, other.engine)
    found, found_too = ([f for f in each.findings if f.norm not in unsupported] for each in (one, other))
    answered, answered_too = ([a for a in each.answers if a.question not in unsupported] for each in (one, other))
    apart = [
        *_differing(names, found, found_too, lambda f: (f.norm, f.about, f.bearer, f.toward)),
        *_differing(names, answered, answered_too, lambda a: (a.question, a.by, a.toward)),
    ]
    shared = tuple(dict.fromkeys((*one.shared, *other.shared)))
    return Comparison(names, tuple(apart), len(found), len(answered), unsupported, shared)


def _differing(
    engines: tuple[str, str], one: Sequence[Entry], other: Sequence[Entry], key: Callable[[Entry], tuple[str, ...]]
) -> Iterator[Difference]:
    """Entries of one that the other lacks, those about the same beside each other; the same entry twice has to be there twice."""
    if sorted(one, key=repr) == sorted(other, key=repr):
        return
    left: dict[tuple[str, ...], list[Entry]] = _by(one, key)
    right: dict[tuple[str, ...], list[Entry]] = _by(other, key)
    for about in sorted({*left, *right}):
        here, there = left.get(about, []), right.get(about, [])
        for each in list(here):
            if each in there:
                here.remove(each)
                there.remove(each)
        for place in range(max(len(here), len(there))):
            said = (here[place] if place < len(here) else None, there[place] if place < len(there) else None)
            yield Difference(engines, said)


def _by(entries: Iterable[Entry], key: Callable[[Entry], tuple[str, ...]]) -> dict[tuple[str, ...], list[Entry]]:
    found: dict[tuple[str, ...], list[Entry]] = {}
    for each in sorted(entries, key=repr):
        found.setdefault(key(each), []).append(each)
    return found


def called(entry: Found | Answered) -> str:
    """What an entry is about: the norm with its fact and parties, or the question."""
    if isinstance(entry, Answered):
        by = f" by {entry.by}" if entry.by else ""
        return f"{entry.question}{by}{f' toward {entry.toward}' if entry.toward else ''}"
    parties = ", ".join(each for each in (entry.bearer, entry.toward) if each)
    return f"{entry.norm} on {entry.about}{f', {parties}' if parties else ''}"


def _told(entry: Found | Answered | None, zone: ZoneInfo) -> str:
    if entry is None:
        return "nothing"
    if isinstance(entry, Answered) or entry.due is None:
        return f"`{entry.status}`"
    earliest, latest = entry.due
    ends = dict.fromkeys((spoken(earliest, zone), spoken(latest - 1, zone)))
    return f"`{entry.status}`, due {' to '.join(ends)}"


def _document(entry: Found | Answered | None) -> dict[str, object] | None:
    if entry is None:
        return None
    if isinstance(entry, Answered) or entry.due is None:
        return {"status": entry.status, "due": None} if isinstance(entry, Found) else {"status": entry.status}
    return {"status": entry.status, "due": [rfc3339(end) for end in entry.due]}
