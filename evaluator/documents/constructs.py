"""Parsing of constructs: one tree of a card, readings already resolved, becomes a `Construct`.

Everything unknown is reported with the nearest name.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from evaluator.documents.bound import loose_nearness
from evaluator.documents.items import ItemParser, Scope
from evaluator.documents.measures import parse_over, parse_per
from evaluator.documents.reader import Reader, hint, quoted
from evaluator.documents.terms import Construct, Term, Window
from evaluator.documents.vocabulary import Vocabulary
from evaluator.documents.windows import parse_window
from evaluator.words.nodes import Listed, Mapped, Node, Text
from evaluator.words.times import parse_date

SURE = ("high", "medium", "low")
SEVERAL = ("parties", "keys", "several", "reference", "dates")  # types of fields that hold several entries
CONDITIONS = ("when", "when any", "unless", "unless shown", "until", "revived by")
_DUTY = (
    "bearer",
    "toward",
    "arises from",
    "before",
    "done by",
    "kept by",
    "within",
    "begins",
    "for each",
    "revived by",
    "question",
)
_ACT = (
    "bearer",
    "toward",
    "arises from",
    "act",
    "begins",
    "until",
    "despite",
    "question",
    "within",
    "only after",
    "shields from",
)
_MEANING = ("when", "when any", "unless", "unless shown", "until", "gives")
_CONDITIONS = ("when", "when any", "unless", "unless shown", "phrases", "sure")

KEYS: Mapping[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "definition": (("arises from",), ("arises from", *_MEANING, "phrases", "sure")),
    "burden": (("bearer", "arises from", "done by"), (*_DUTY, *_CONDITIONS)),
    "duty": (("bearer",), (*_DUTY, *_CONDITIONS)),
    "prohibition": (("bearer", "act"), (*_ACT, *_CONDITIONS, "abeyance")),
    "permission": (("bearer", "act"), (*_ACT, *_CONDITIONS)),
    "power": (("bearer", "act"), (*_ACT, *_CONDITIONS)),
    "deeming": (("when", "deems"), ("when", "deems", "phrases", "sure")),
    "extension": (("extends", "to"), ("when", "extends", "to", "phrases", "sure")),
    "measure": (("counts", "per", "over"), ("counts", "out of", "per", "over", "phrases", "sure")),
    "amount": (("of", "picked by", "values"), ("of", "picked by", "only if", "values", "phrases", "sure")),
}
STATUSES: Mapping[str, tuple[str, ...]] = {
    "burden": ("discharged", "not discharged", "never discharged", "pending", "arisen"),
    "duty": ("fulfilled", "missed", "violated", "pending", "arisen"),
    "prohibition": ("violated", "respected"),
    "permission": ("used",),
    "power": ("used",),
}
ALL_STATUSES = tuple(dict.fromkeys(status for names in STATUSES.values() for status in names))


@dataclass(frozen=True)
class Setting:
    """Where a construct stands: its card and file, and what the file declares."""

    citation: str
    section: str
    layer: str
    calendar: str
    parties: Mapping[str, str]
    vocabulary: Vocabulary
    defined: frozenset[str]
    readings: frozenset[str] = field(default_factory=frozenset)
    measured: frozenset[str] = frozenset()


def split_key(key: str) -> tuple[str, str] | None:
    """`burden mitigate` → (`burden`, `mitigate`); None if it does not begin with a construct's word."""
    word, _, name = key.partition(" ")
    return (word, name.strip()) if word in KEYS and name.strip() else None


def parse_construct(reader: Reader, key: Text, node: Node, setting: Setting) -> Construct:
    """Parse one construct; problems go to the reader, and what could be read comes back."""
    word, name = split_key(key) or ("duty", str(key))
    required, allowed = KEYS[word]
    entry = reader.mapping(node, f"the {word} `{name}`", allowed, required)
    if word == "duty" and not {"arises from", "before"} & entry.keys():
        reader.wrong(node, f"the duty `{name}` lacks `arises from` or `before`")
    if "begins" in entry and "done by" in entry:
        reader.wrong(
            entry["begins"],
            f"the {word} `{name}` is done by an act, and has no beginning",
            "`begins` goes with `kept by`",
        )
    if word == "duty" and not {"done by", "kept by"} & entry.keys():
        reader.wrong(node, f"the duty `{name}` lacks `done by` or `kept by`")
    if {"done by", "kept by"} <= entry.keys():
        what = f"the {word} `{name}` says `done by` and `kept by`, and it is met in one way"
        reader.wrong(entry["kept by"], what, "write a duty for each")
    scope = Scope(
        frozenset(setting.parties),
        setting.vocabulary,
        setting.defined,
        calendar=setting.calendar,
        measured=setting.measured,
    )
    parser = ItemParser(reader, scope, ALL_STATUSES)
    bearer, toward = _party(reader, entry, "bearer", setting), _party(reader, entry, "toward", setting)
    arises = parser.led(entry["arises from"], "arises from") if "arises from" in entry else ()
    before = parser.single(entry["before"], "before") if "before" in entry else None
    act = parser.single(entry["act"], "act") if "act" in entry else None
    for relation in act.relations if isinstance(act, Term) else ():
        what = f"`{relation.how}` says nothing under `act`: an act is judged at its own moment, with what has happened by then"
        reader.wrong(entry["act"], what, "say it of another fact, under `when`")
    if word in ("deeming", "extension"):
        scope.open = True  # these ride on the instance of the norm they name and know its facts
    trigger = [item.name for item in (before, *arises[:1]) if isinstance(item, Term)]
    conditions = {
        key: (parser.terms if key == "revived by" else parser.listed)(entry[key], key)
        for key in CONDITIONS
        if key in entry
    }
    for item in conditions.get("revived by", ()):
        if not any(relation.how == "after" and "the deadline" in relation.names for relation in item.relations):
            what = "`revived by` counts what comes after the time of this norm, and has to say so"
            reader.wrong(Text("", *item.place[1:]), what, "add `after: the deadline`")
    done_by = parser.single(entry["done by"], "done by") if "done by" in entry else None
    for_each = str(reader.text(entry["for each"], "`for each`")) if "for each" in entry else None
    first = arises[0] if arises else None
    if for_each is not None and isinstance(first, Term):
        kind = setting.vocabulary.kinds.get(first.kind)
        listing = [each.name for each in kind.fields.values() if each.type in SEVERAL] if kind is not None else []
        if kind is not None and for_each not in kind.fields:
            reader.wrong(entry["for each"], f"`{for_each}` is no field of {kind.name}", hint(for_each, listing))
        elif kind is not None and for_each not in listing:
            what = f"`{for_each}` of a {kind.name} is one {kind.fields[for_each].type}, and has no entries"
            reader.wrong(entry["for each"], what, hint(for_each, listing))
    window = {
        key: parse_window(reader, entry[key], list(scope.facts) if key == "to" else trigger)
        for key in ("within", "begins", "to")
        if key in entry
    }
    acts = word in ("prohibition", "permission", "power")
    for slot in ("begins", *(("within",) if acts else ())):
        if slot in window and (window[slot].stated_in or window[slot].yearly):
            reader.wrong(
                entry[slot], f"`{slot}` runs from the fact it arises from", "for instance `30 days of final order`"
            )
    _yearly(reader, word, name, entry, window)
    counts, out_of = (parser.single(entry[key], key) if key in entry else None for key in ("counts", "out of"))
    construct = Construct(
        word, name, setting.citation, setting.section, setting.layer, setting.calendar,
        phrases_of(reader, entry.get("phrases", Listed())),
        bearer, toward, arises, before, act, done_by,
        parser.listed(entry["kept by"], "kept by") if "kept by" in entry else (),
        conditions, for_each, window.get("within"), window.get("begins"),
        _names(reader, entry, "only after"), _names(reader, entry, "despite"),
        _text(reader, entry, "question"), _names(reader, entry, "shields from"),
        _deems(reader, entry), _text(reader, entry, "extends"), window.get("to"),
        _gives(reader, entry, scope), _abeyance(reader, entry),
        scope.names, setting.readings,
        str(reader.one_of(entry["sure"], "degree of certainty", SURE) or "") if "sure" in entry else "",
        counts, out_of,
        parse_per(reader, entry["per"], counts, setting.vocabulary) if "per" in entry else (),
        parse_over(reader, entry["over"], setting.vocabulary.kinds) if "over" in entry else None,
        (reader.file, getattr(key, "line", 0), getattr(key, "column", 0)),
    )  # fmt: skip
    begun = setting.vocabulary.kinds.get(construct.over.start) if construct.over is not None else None
    if begun is not None and construct.per and not set(construct.per) & set(begun.fields):
        what = f"a {begun.name} has none of the fields under `per`, so any of them would begin every stretch"
        reader.wrong(entry["over"], what, "name a kind that belongs to what is counted")
    for place, what, advice in loose_nearness(construct):
        reader.wrong(Text("", *place[1:]), what, advice)
    return construct


def _yearly(reader: Reader, word: str, name: str, entry: Mapped, window: Mapping[str, Window]) -> None:
    """A day of each year asks of a burden or duty that an act be done anew, out of what is on file in that year."""
    for slot in ("within", "to"):
        if slot not in window or window[slot].yearly is None:
            continue
        if slot == "to":
            reader.wrong(
                entry[slot], "`to` takes one end, not a day of each year", "for instance `new date in extension`"
            )
        for other in ("before", "kept by", "revived by"):
            if other in entry:
                what = f"the {word} `{name}` begins anew each year, and has no `{other}`"
                reader.wrong(entry[other], what, "it goes with `arises from` and `done by`")


def _party(reader: Reader, entry: Mapped, key: str, setting: Setting) -> str | None:
    if key not in entry:
        return None
    options = [*setting.parties, *setting.vocabulary.offices]
    found = reader.one_of(entry[key], "party", options)
    return str(found) if found is not None else None


def _names(reader: Reader, entry: Mapped, key: str) -> tuple[str, ...]:
    return tuple(reader.texts(entry[key], f"`{key}`")) if key in entry else ()


def phrases_of(reader: Reader, node: Node) -> tuple[str, ...]:
    """The phrases that a construct encodes: numbers, in a list where there are several."""
    meant = several(node)
    if isinstance(node, Text) and len(meant) > 1:
        advice = f"write `[{', '.join(meant)}]`, with brackets"
        reader.wrong(node, f"`phrases` should be a list of numbers, not the one text {quoted(node)}", advice)
        return tuple(meant)
    return tuple(reader.texts(node, "`phrases`"))


def several(node: Node) -> list[Text]:
    """The texts of a list, or of one text with commas that was meant to be a list, each at its place."""
    if isinstance(node, Text):
        return [Text(each.strip(), node.line, node.column) for each in node.split(",")]
    return [each for each in node if isinstance(each, Text)] if isinstance(node, Listed) else []


def _text(reader: Reader, entry: Mapped, key: str) -> Text | None:
    return reader.text(entry[key], f"`{key}`") if key in entry else None


def _deems(reader: Reader, entry: Mapped) -> tuple[str, str] | None:
    if "deems" not in entry:
        return None
    pairs = reader.mapping(entry["deems"], "`deems`")
    if len(pairs) != 1:
        reader.wrong(
            entry["deems"], "`deems` names one status of one norm", "for instance `deems: {not discharged: measures}`"
        )
    for word, norm in pairs.items():
        status = Text(word, *pairs.place_of(word))
        if reader.one_of(status, "status", ("not discharged", "violated")) is not None:
            return str(status), reader.text(norm, "`deems`")
    return None


def _gives(reader: Reader, entry: Mapped, scope: Scope) -> Mapping[str, tuple[str, str]]:
    """The fields of a defined kind: each a party of the file, or `same as X`, the field of that name of a fact of the definition."""
    found: dict[str, tuple[str, str]] = {}
    for name, value in reader.mapping(entry["gives"], "`gives`").items() if "gives" in entry else ():
        text = reader.text(value, f"`{name}`")
        fact = text.removeprefix("same as ")
        if fact != text and fact in scope.facts:
            found[str(name)] = (str(fact), str(name))
        elif text in scope.parties:
            found[str(name)] = ("", str(text))
        else:
            options = [*scope.parties, *(f"same as {fact}" for fact in scope.facts)]
            reader.wrong(value, f"`{text}` is no party or fact of this definition", hint(text, options))
    return found


def _abeyance(reader: Reader, entry: Mapped) -> date | None:
    """The first day on which a prohibition is not enforced; its source is for the reader of the card."""
    if "abeyance" not in entry:
        return None
    told = reader.mapping(entry["abeyance"], "`abeyance`", ("from", "source"), ("from", "source"))
    return reader.parsed(told["from"], "`from`", parse_date) if "from" in told else None
