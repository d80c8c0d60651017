"""What people say about the record: declarations that it is complete, determinations of standards."""

from __future__ import annotations

from collections.abc import Container, Iterable
from zoneinfo import ZoneInfo

from evaluator.documents.case import Complete, Determination
from evaluator.documents.reader import Reader
from evaluator.documents.values import Values
from evaluator.documents.vocabulary import STRENGTHS, Vocabulary
from evaluator.words.errors import Problem, advise
from evaluator.words.nodes import Listed, Mapped, Node
from evaluator.words.times import Interval, parse_date, parse_instant, parse_time

COMPLETE = ("records", "about", "through", "said by", "dated", "recorded", "note")
DETERMINATION = ("standard", "about", "says", "by", "dated", "recorded", "strength", "source", "note", "id", "from", "to")


class Declarations:
    """Collects the declarations and determinations of one case."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self.vocabulary = vocabulary
        self._complete: set[Complete] = set()
        self._said: set[Determination] = set()
        self._about: list[tuple[str, int, int, tuple[str, ...]]] = []

    def take(self, reader: Reader, values: Values, top: Mapped, zone: ZoneInfo | None, supposed: bool) -> None:
        """Read `complete` and `determinations` of one file."""
        for node in reader.sequence(top.get("complete", Listed()), "`complete`"):
            self._declaration(reader, values, node, zone, supposed)
        for node in reader.sequence(top.get("determinations", Listed()), "`determinations`"):
            self._determination(reader, values, node, zone, supposed)

    def complete(self) -> tuple[Complete, ...]:
        """The declarations, in an order of their own."""
        return tuple(sorted(self._complete, key=lambda c: (c.about, c.through, sorted(c.kinds), c.said_by, c.recorded, c.supposed)))

    def said(self) -> tuple[Determination, ...]:
        """The determinations, in an order of their own."""
        return tuple(sorted(self._said, key=lambda s: (s.standard, s.about, s.recorded, s.by, s.says, s.strength or "", s.supposed)))

    def finish(self, facts: Container[str], parties: Container[str], things: Container[str]) -> list[Problem]:
        """Problems with what they are about, known once all files are read."""
        problems = []
        known = [x for group in (facts, parties, things) if isinstance(group, Iterable) for x in group]
        for file, line, column, about in self._about:
            for id in about:
                if id not in facts and id not in parties and id not in things:
                    what = f"a determination about `{id}`, which is not in the case"
                    problems.append(Problem(file, line, column, what, advise(id, known)))
        return problems

    def _declaration(self, reader: Reader, values: Values, node: Node, zone: ZoneInfo | None, supposed: bool) -> None:
        entry = reader.mapping(node, "a declaration of completeness", COMPLETE, ("records", "about", "through"))
        kinds = []
        for name in reader.texts(entry.get("records", Listed()), "`records`"):
            members = self.vocabulary.members(name)
            if any(member not in self.vocabulary.kinds for member in members):
                reader.wrong(name, f"unknown kind of record `{name}`", advise(name, self.vocabulary.kinds))
            else:
                kinds += members
        about = [values.party(text) for text in reader.texts(entry.get("about", Listed()), "`about`")]
        said_by = values.party(entry["said by"]) if "said by" in entry else None
        dated = reader.parsed(entry["dated"], "`dated`", lambda text: parse_time(text, zone)) if "dated" in entry else None
        recorded = reader.parsed(entry["recorded"], "`recorded`", lambda text: parse_time(text, zone)) if "recorded" in entry else dated
        through = reader.parsed(entry["through"], "`through`", lambda text: _through(text, zone)) if "through" in entry else None
        if through is not None and dated is not None and through >= dated.latest:
            advice = f"it was said {entry['dated']}; nobody can vouch for what comes later"
            reader.wrong(entry["through"], f"`through` ({entry['through']}) is later than the day it was said", advice)
        if through is None or not kinds:
            return
        for party in about:
            if party is not None:
                self._complete.add(
                    Complete(frozenset(kinds), party, through, said_by or party, dated, _earliest(recorded), supposed)
                )

    def _determination(self, reader: Reader, values: Values, node: Node, zone: ZoneInfo | None, supposed: bool) -> None:
        entry = reader.mapping(node, "a determination", DETERMINATION, ("standard", "about", "says", "by"))
        standard = reader.one_of(entry["standard"], "standard", self.vocabulary.standards) if "standard" in entry else None
        says = reader.one_of(entry["says"], "answer", ("yes", "no", "true", "false")) if "says" in entry else None
        by = values.party(entry["by"]) if "by" in entry else None
        dated = reader.parsed(entry["dated"], "`dated`", lambda text: parse_time(text, zone)) if "dated" in entry else None
        recorded = reader.parsed(entry["recorded"], "`recorded`", lambda text: parse_time(text, zone)) if "recorded" in entry else dated
        strength = reader.one_of(entry["strength"], "strength", STRENGTHS) if "strength" in entry else None
        about = tuple(str(text) for text in reader.texts(entry.get("about", Listed()), "`about`"))
        place = entry.get("about", node)
        self._about.append((reader.file, getattr(place, "line", 0), getattr(place, "column", 0), about))
        if standard is not None and says is not None and by is not None:
            self._said.add(
                Determination(
                    str(standard), about, says in ("yes", "true"), by, dated, _earliest(recorded),
                    str(strength) if strength else None, supposed,
                )  # fmt: skip
            )


def _earliest(time: Interval | None) -> int:
    return time.earliest if time is not None else -(10**17)


def _through(text: str, zone: ZoneInfo | None) -> int:
    """The last instant a declaration covers: the end of a day, or the instant given."""
    if len(text) == 10 and text.count("-") == 2:
        parse_date(text)
        return parse_time(text, zone).last
    return parse_instant(text, zone)


