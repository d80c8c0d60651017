"""What people say about the record: declarations that it is complete, determinations of standards."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from zoneinfo import ZoneInfo

from evaluator.documents.case import Complete, Determination
from evaluator.documents.reader import HINTED, Reader, hint, place, quoted
from evaluator.documents.values import Values, yes_or_no
from evaluator.documents.vocabulary import STRENGTHS, Vocabulary
from evaluator.words.errors import Problem, one
from evaluator.words.nodes import Listed, Mapped, Node, Text
from evaluator.words.times import NEVER, Interval, parse_date, parse_instant, parse_time

THROUGH = "for instance `2022-07-08`, or `2022-07-08T15:00-04:00`"  # how the end of a record is written
COMPLETE = ("records", "about", "through", "said by", "dated", "recorded", "note")
DETERMINATION = (
    "standard",
    "about",
    "says",
    "by",
    "dated",
    "recorded",
    "strength",
    "source",
    "note",
    "id",
    "from",
    "to",
)


class Declarations:
    """Collects the declarations and determinations of one case."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self.vocabulary = vocabulary
        self._complete: set[Complete] = set()
        self._said: set[Determination] = set()
        self._about: list[tuple[str, Text, str]] = []

    def take(self, reader: Reader, values: Values, top: Mapped, zone: ZoneInfo | None, supposed: bool) -> None:
        """Read `complete` and `determinations` of one file."""
        for node in reader.sequence(top.get("complete", Listed()), "`complete`"):
            self._declaration(reader, values, node, zone, supposed)
        for node in reader.sequence(top.get("determinations", Listed()), "`determinations`"):
            self._determination(reader, values, node, zone, supposed)

    def complete(self) -> tuple[Complete, ...]:
        """The declarations, in an order of their own."""
        return tuple(sorted(self._complete, key=_order_of_declarations))

    def said(self) -> tuple[Determination, ...]:
        """The determinations, in an order of their own."""
        return tuple(sorted(self._said, key=_order_of_determinations))

    def finish(self, known: Collection[str], unread: Collection[str], kinds: Mapping[str, str]) -> list[Problem]:
        """Problems with what determinations are about, once all files are read; `unread` ids are passed over, `kinds` are of facts."""
        names = frozenset(known)
        problems: list[Problem] = []
        for file, id, standard in self._about:
            if id in kinds and not self._answers(standard, kinds[id]):
                about = " or ".join(self.vocabulary.standards[standard].about)
                what = f"`{standard}` is answered about {one(about)}, and `{id}` is {one(kinds[id])}"
                problems.append(
                    Problem(file, *place(id), what, "name the fact that it was said of, or another standard")
                )
            if id not in names and id not in unread:
                advice = hint(id, names) if len(problems) < HINTED else ""
                problems.append(
                    Problem(file, *place(id), f"a determination about {quoted(id)}, which is not in the case", advice)
                )
        return problems

    def _answers(self, standard: str, kind: str) -> bool:
        """Whether a standard is answered about facts of a kind; what a rule defines, or calls its parties, may be of any."""
        known = self.vocabulary
        plain = all(
            each in known.kinds or each in known.groups or each in known.things
            for each in known.standards[standard].about
        )
        return not plain or any(kind in (each, *known.members(each)) for each in known.standards[standard].about)

    def _declaration(self, reader: Reader, values: Values, node: Node, zone: ZoneInfo | None, supposed: bool) -> None:
        entry = reader.mapping(node, "a declaration of completeness", COMPLETE, ("records", "about", "through"))
        reader.note(entry)
        kinds = self._records(reader, entry["records"]) if "records" in entry else []
        named = reader.some(entry["about"], "`about`") if "about" in entry else []
        about = [party for text in named if (party := values.party(text)) is not None]
        said_by = values.party(entry["said by"]) if "said by" in entry else None
        dated, recorded = _said_and_known(reader, entry, zone)
        through = (
            reader.parsed(entry["through"], "`through`", lambda text: _through(text, zone))
            if "through" in entry
            else None
        )
        if through is not None and dated is not None and through >= dated.latest:
            advice = f"it was said on {entry['dated']}, and nobody can vouch for what comes later"
            reader.wrong(entry["through"], f"`through` ({entry['through']}) is later than the day it was said", advice)
        if through is None or not kinds:
            return
        for party in about:
            self._complete.add(
                Complete(frozenset(kinds), party, through, said_by or party, dated, _earliest(recorded), supposed)
            )

    def _records(self, reader: Reader, node: Node) -> list[str]:
        """The kinds of fact whose record is complete."""
        vocabulary = self.vocabulary
        kinds: list[str] = []
        for name in reader.some(node, "`records`"):
            members = vocabulary.members(name)
            if any(member not in vocabulary.kinds for member in members):
                advice = hint(name, [*vocabulary.kinds, *vocabulary.groups])
                reader.wrong(name, f"unknown kind of record {quoted(name)}", advice)
            else:
                kinds += members
        return kinds

    def _determination(self, reader: Reader, values: Values, node: Node, zone: ZoneInfo | None, supposed: bool) -> None:
        entry = reader.mapping(node, "a determination", DETERMINATION, ("standard", "about", "says", "by"))
        reader.note(entry)
        standard = (
            reader.one_of(entry["standard"], "standard", self.vocabulary.standards) if "standard" in entry else None
        )
        says = _answer(reader, entry["says"]) if "says" in entry else None
        by = values.party(entry["by"]) if "by" in entry else None
        dated, recorded = _said_and_known(reader, entry, zone)
        strength = reader.one_of(entry["strength"], "strength", STRENGTHS) if "strength" in entry else None
        named = reader.some(entry["about"], "`about`") if "about" in entry else []
        about = [id for id in named if reader.name(id, "`about`") is not None]
        self._about += [(reader.file, id, str(standard)) for id in about if standard is not None]
        if standard is not None and says is not None and by is not None:
            weight = str(strength) if strength else None
            ids = tuple(map(str, about))
            began, ended = _limits(reader, entry, zone)
            self._said.add(
                Determination(
                    str(standard), ids, says == "yes", by, dated, _earliest(recorded), weight, supposed, began, ended
                )
            )


def _answer(reader: Reader, node: Node) -> str | None:
    """`yes` or `no`; else a problem, and None."""
    text = reader.text(node, "`says`")
    if isinstance(node, Text) and yes_or_no(text) is None:
        reader.wrong(
            node,
            f"`says` should be `yes` or `no`, not {quoted(text)}",
            "who has not answered yet makes no determination",
        )
    return yes_or_no(text)


def _said_and_known(reader: Reader, entry: Mapped, zone: ZoneInfo | None) -> tuple[Interval | None, Interval | None]:
    """When something was said, and when that became known: as soon as it was said, if nothing else is told."""
    told = [
        reader.parsed(entry[key], f"`{key}`", lambda text: parse_time(text, zone)) if key in entry else None
        for key in ("dated", "recorded")
    ]
    return told[0], told[1] or told[0]


def _limits(reader: Reader, entry: Mapped, zone: ZoneInfo | None) -> tuple[Interval | None, Interval | None]:
    """From when to when what was determined held; a day as `to` counts to its end."""
    began, ended = [
        reader.parsed(entry[key], f"`{key}`", lambda text: parse_time(text, zone)) if key in entry else None
        for key in ("from", "to")
    ]
    if began is not None and ended is not None and ended.latest <= began.earliest:
        reader.wrong(
            entry["to"], f"`to` ({entry['to']}) lies before `from` ({entry['from']})", "the earlier one comes first"
        )
    return began, ended


def _order_of_declarations(each: Complete) -> tuple[object, ...]:
    return each.about, each.through, sorted(each.kinds), each.said_by, each.recorded, each.supposed, each.dated or ()


def _order_of_determinations(each: Determination) -> tuple[object, ...]:
    told = each.standard, each.about, each.recorded, each.by, each.says, each.strength or "", each.supposed
    return (*told, *(time or () for time in (each.began, each.ended, each.dated)))


def _earliest(time: Interval | None) -> int:
    return time.earliest if time is not None else NEVER


def _through(text: str, zone: ZoneInfo | None) -> int:
    """The last instant a declaration covers: the end of a day, or the instant given."""
    if len(text) == 10 and text.count("-") == 2:
        parse_date(text, THROUGH)
        return parse_time(text, zone).last
    return parse_instant(text, zone, THROUGH)
