"""Leaves as the proof checker works them out: each one's truth from the case, and what a proof must say of it.

`earliest` and `latest` are those of half-open intervals. In time: all of it up to the earliest end; late: none of it before the latest.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from zoneinfo import ZoneInfo

from evaluator.documents.case import REDACTED, Complete, Determination, Telling
from evaluator.documents.terms import Judged, Relation
from evaluator.documents.yearly import Occasion, rooted
from evaluator.passes.verify_nodes import NO, OPEN, TURNED, YES, Leaf, When, unanimous
from evaluator.words.lookback import lapse, since, through
from evaluator.words.times import Interval, rfc3339


def span(time: Interval) -> list[str]:
    """An interval as a proof prints it."""
    return [rfc3339(time.earliest), rfc3339(time.latest)]


def word(said: Determination) -> dict[str, Any]:
    """A determination as a proof prints it."""
    return {"standard": said.standard, "about": list(said.about), "says": YES if said.says else NO, "by": said.by}


def fits(telling: Telling, term: str) -> Leaf:
    """A fact fits a term."""
    said = {"fact": telling.id, "kind": telling.kind, "term": term}
    return Leaf("fits", said, YES, ("fits", telling.id, term), "fact", telling)


def field_open(telling: Telling, field: str, asked: str, truth: str, why: str = "") -> Leaf:
    """A field that is not told, or whose counterpart is not."""
    value = telling.fields.get(field)
    why = why or ("absent" if value is None else "redacted" if value is REDACTED else "open on the other side")
    said = {"fact": telling.id, "field": field, "asked": asked, "why": why}
    return Leaf("field", said, truth, ("field", telling.root, field, asked), "field", telling)


def happened(telling: Telling) -> Leaf:
    """A fact has happened: surely from its last instant on, possibly from its earliest; after the quiet instant nothing begins."""
    earliest, last = telling.time.earliest, telling.time.latest - 1

    def own(when: When) -> str:
        if when.at < earliest or (when.quiet is not None and earliest > when.quiet):
            return NO
        return OPEN if when.at < last else YES

    def times(quiet: int | None) -> Sequence[int]:
        return () if quiet is not None and earliest > quiet else (earliest, last)

    said = {"fact": telling.id, "time": span(telling.time)}
    return Leaf("happened", said, own, ("happened", telling.root), "happened", telling, times)


def claimed(telling: Telling) -> Leaf:
    """A fact that is only alleged, or apparent, may be so."""
    asked, why = "found or more", str(telling.strength)
    said = {"fact": telling.id, "field": "strength", "asked": asked, "why": why}
    return Leaf("field", said, OPEN, ("field", telling.root, "strength", asked), "field", telling)


def in_time(telling: Telling, due: Interval, trigger: str) -> Leaf:
    """An act lies in the window that ends at `due`."""
    truth = NO if telling.time.earliest >= due.latest else YES if telling.time.latest <= due.earliest + 1 else OPEN
    said = {"fact": telling.id, "time": span(telling.time), "due": span(due)}
    return Leaf("in time", said, truth, ("hour", trigger, telling.root, str(due.earliest)), "hour", telling)


def over(due: Interval, trigger: str) -> Leaf:
    """The window that ends at `due` is over."""

    def own(when: When) -> str:
        return NO if when.at <= due.earliest else OPEN if when.at < due.latest else YES

    said = {"of": trigger, "due": span(due)}
    key = ("hour", trigger, str(due.earliest))
    return Leaf("over", said, own, key, "hour", None, lambda quiet: (due.earliest + 1, due.latest))


def unrecorded(kinds: Sequence[str], about: str, until: int, declared: Sequence[Sequence[Complete]]) -> Leaf:
    """There is another act, not on record: no once every kind is declared complete up to `until`, or up to the instant read at."""
    words = [each for one in declared for each in one]

    def reaches(when: When, one: Sequence[Complete]) -> bool:
        needed = min(until, when.at)
        return any(each.through >= needed or (when.quiet is not None and each.through >= when.quiet) for each in one)

    def own(when: When) -> str:
        return NO if declared and all(reaches(when, one) for one in declared) else OPEN

    def times(quiet: int | None) -> Sequence[int]:
        short = (each.through for each in words if each.through < until)
        return tuple(through + 1 for through in short if quiet is None or through < quiet)

    told = [{"through": rfc3339(each.through), "said by": each.said_by} for each in words]
    said = {"kinds": list(kinds), "about": about, "up to": rfc3339(until), "declared": told}
    key = ("unrecorded", " or ".join(kinds), about, str(until))
    return Leaf("unrecorded", said, own, key, "unrecorded act", words, times)


def presumed(kinds: Sequence[str], about: str) -> Leaf:
    """There is no other fact of kinds that are absent unless shown."""
    said = {"kinds": list(kinds), "about": about}
    return Leaf("presumed absent", said, NO, ("presumed", " or ".join(kinds), about), "presumption")


def spoken(judged: Judged, about: tuple[str, ...], truth: str, words: Sequence[Determination]) -> Leaf:
    """A standard as it was answered."""
    said = {
        "standard": judged.standard,
        "about": list(about),
        "asked": YES if judged.says else NO,
        "words": [word(each) for each in words],
    }
    return Leaf("judged", said, truth, ("determination", judged.standard, *about), "determination", list(words))


def in_force(citation: str, since: int, until: int, telling: Telling | None = None) -> Leaf:
    """A version is in force when a fact happened, or at the instant read at."""
    said: dict[str, Any] = {"citation": citation, "since": rfc3339(since), "until": rfc3339(until)}
    key = ("in force", citation, telling.root if telling else "", str(since))
    if telling is None:

        def own(when: When) -> str:
            return YES if since <= when.at < until else NO

        return Leaf("in force", said, own, key, "effective date", None, lambda quiet: (since, until))
    said |= {"fact": telling.id, "time": span(telling.time)}
    earliest, latest = telling.time
    truth = NO if latest <= since or earliest >= until else YES if since <= earliest and latest <= until else OPEN
    return Leaf("in force", said, truth, key, "effective date", telling)


def ordered(telling: Telling, how: str, other: Telling) -> Leaf:
    """One fact lies before, after or at the same time as another; never before or after itself."""
    if how == "while":
        truth = TURNED[unanimous([_gone(telling, other), _gone(other, telling)], YES)]
    else:
        first, second = (other, telling) if how == "after" else (telling, other)
        truth = NO if first.root == second.root else _before(first.time, second.time)
    if telling is other and how == "while":
        truth = YES  # whenever it was
    said = {"fact": telling.id, "how": how, "other": other.id}
    return Leaf("order", said, truth, ("order", rooted(telling), how, rooted(other)), "order", telling)


def lasting(telling: Telling) -> Leaf:
    """A period is going on at the instant read at; without an end it goes on."""
    begun, ended = telling.time, telling.ended

    def own(when: When) -> str:
        if when.at < begun.earliest or (ended is not None and when.at >= ended.latest):
            return NO
        return OPEN if when.at < begun.latest - 1 or (ended is not None and when.at > ended.earliest) else YES

    edges = (begun.earliest, begun.latest - 1, *((ended.earliest + 1, ended.latest) if ended is not None else ()))
    said: dict[str, Any] = {"fact": telling.id, "time": span(begun)}
    if ended is not None:
        said["ended"] = span(ended)
    return Leaf("lasting", said, own, ("lasting", telling.root), "period", telling, lambda quiet: edges)


def never_in(fact: Telling, opens: int, closes: int) -> bool:
    """A fact surely was over when the time of a year began, or surely began after it."""
    return fact.time.earliest > closes or (fact.ended is not None and fact.ended.latest <= opens)


def on_file(occasion: Occasion) -> Leaf:
    """The year's time has begun, and the fact is going on; once that time is over: was going on at its end."""
    fact = occasion.fact
    assert fact is not None
    begun, ended = fact.time, fact.ended

    def there(at: int) -> str:
        if at < begun.earliest or (ended is not None and at >= ended.latest):
            return NO
        return OPEN if at < begun.latest - 1 or (ended is not None and at > ended.earliest) else YES

    def own(when: When) -> str:
        unborn = when.quiet is not None and begun.earliest > when.quiet
        return NO if when.at < occasion.opens or unborn else there(min(when.at, occasion.closes))

    def times(quiet: int | None) -> Sequence[int]:
        if quiet is not None and begun.earliest > quiet:
            return ()
        edges = [begun.earliest, begun.latest - 1]
        if ended is not None:
            edges += [ended.earliest + 1, ended.latest]
        return (occasion.opens, *(edge for edge in edges if occasion.opens < edge <= occasion.closes))

    said = {
        "fact": occasion.id,
        "year": occasion.year,
        "opens": rfc3339(occasion.opens),
        "closes": rfc3339(occasion.closes),
    }
    key = ("on file", occasion.root, str(occasion.opens))
    if never_in(fact, occasion.opens, occasion.closes):
        return Leaf("on file", said, NO, key, "on file", occasion)
    return Leaf("on file", said, own, key, "on file", occasion, times)


def near(telling: Telling, relation: Relation, other: Telling | None, zone: ZoneInfo) -> Leaf:
    """A fact lies within a length before or after another; of what is only supposed: before the instant read at."""
    [(amount, unit)] = relation.lengths
    how = f"{amount} {unit[:-1] if amount == 1 else unit} {relation.side}"
    time, ended = telling.time, telling.ended
    said: dict[str, Any] = {"fact": telling.id, "time": span(time), "how": how}
    if ended is not None:
        said["ended"] = span(ended)
    key = ("within", telling.root, how, rooted(other) if other is not None else "")
    goes_on = telling.period and ended is None
    end = ended or time

    def back(to: Interval) -> str:
        """It came before, and not before the first instant that counts."""
        first, last = (since(us, amount, unit, zone) for us in (to.earliest, to.latest - 1))
        late = YES if goes_on or end.earliest >= last else NO if end.latest <= first else OPEN
        return unanimous([_before(time, to), late], NO)

    if other is None and relation.side == "after":
        return Leaf("within", said, NO, key, "within", telling)
    if other is None:

        def own(when: When) -> str:
            unborn = when.quiet is not None and time.earliest > when.quiet
            return NO if unborn else back(Interval(when.at, when.at + 1))

        def times(quiet: int | None) -> Sequence[int]:
            if quiet is not None and time.earliest > quiet:
                return ()
            gone = () if goes_on else (lapse(us, amount, unit, zone) for us in (end.earliest, end.latest - 1))
            return (time.earliest + 1, time.latest, *gone)

        return Leaf("within", said, own, key, "within", telling, times)
    reach = since if relation.side == "before" else through
    edge = Interval(
        *(reach(us, amount, unit, zone) + n for n, us in enumerate((other.time.earliest, other.time.latest - 1)))
    )
    said |= {"other": other.id, "edge": span(edge)}
    if telling.root == other.root:  # no fact came before or after itself
        return Leaf("within", said, NO, key, "within", telling)
    if relation.side == "before":
        return Leaf("within", said, back(other.time), key, "within", telling)
    inside = NO if time.earliest >= edge.latest else YES if time.latest <= edge.earliest + 1 else OPEN
    return Leaf("within", said, unanimous([_before(other.time, time), inside], NO), key, "within", telling)


def assumed(reason: str, truth: str) -> Leaf:
    """What is so by the question itself, or of a party that nobody names."""
    return Leaf("assumed", {"reason": reason}, truth, ("assumed", reason), "supposition")


def _before(a: Interval, b: Interval) -> str:
    """All of `a` lies before `b`."""
    return YES if a.latest <= b.earliest else NO if a.earliest >= b.latest - 1 else OPEN


def _gone(a: Telling, b: Telling) -> str:
    """`a` is over before `b` begins; a period without an end never is."""
    if a.ended is None:
        return NO if a.period else _before(a.time, b.time)
    return _before(a.ended, b.time)
