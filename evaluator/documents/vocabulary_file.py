"""The file that declares the words: `rules/vocabulary.yaml`, read into a vocabulary; every problem in it at once."""

from __future__ import annotations

from collections.abc import Mapping
from zoneinfo import ZoneInfo

from evaluator.documents.reader import Reader, hint, key_of, plain_word, quoted
from evaluator.documents.vocabulary import (
    LOCAL,
    OWN,
    PARTY_TYPES,
    SIMPLE,
    Field,
    Kind,
    Office,
    PartyClass,
    Standard,
    Vocabulary,
)
from evaluator.words.errors import nearest
from evaluator.words.nodes import Listed, Mapped, Node, Text
from evaluator.words.source import Source
from evaluator.words.times import zone_named


def load_vocabulary(source: Source) -> Vocabulary:
    """Read `vocabulary.yaml`; raises BadInput with every problem in it."""
    reader = Reader(source.file)
    sections = (
        "offices",
        "ranks",
        "standards",
        "absent unless shown",
        "groups",
        "kinds",
        "things",
        "parties",
        "classes",
        "instead of",
    )
    top = reader.mapping(source.data, "the vocabulary", sections, ("kinds", "offices", "ranks", "standards"))
    offices = _offices(reader, top)
    ranks = {
        name: tuple(
            reader.texts(node, f"the rank `{name}`") if node else ()
        )  # that nobody decides is told of the standard
        for name, node in reader.mapping(top.get("ranks", Mapped()), "the ranks").items()
    }
    groups = {
        name: tuple(reader.texts(node, f"the group `{name}`"))
        for name, node in reader.mapping(top.get("groups", Mapped()), "the groups").items()
    }
    presumed = reader.texts(top.get("absent unless shown", Listed()), "`absent unless shown`")
    kinds = _kinds(reader, top, frozenset(presumed), groups)
    for name in presumed if kinds else ():  # where all are missing, that is told
        if name not in kinds:
            reader.wrong(name, f"unknown kind `{name}` under `absent unless shown`", reader.hint(name, kinds))
    for group, members in groups.items() if kinds else ():
        for member in members:
            if member not in kinds:
                reader.wrong(member, f"unknown kind `{member}` in the group `{group}`", reader.hint(member, kinds))
    standards = _standards(reader, top, ranks)
    for rank in ranks.values():
        for decider in rank:
            if decider != "bearer" and decider not in offices:
                advice = reader.hint(decider, [*offices, "bearer"])
                reader.wrong(decider, f"unknown office `{decider}` in a rank", advice)
    things = tuple(reader.texts(top.get("things", Listed()), "`things`"))
    attributes = {
        name: tuple(reader.texts(node, f"the attribute `{name}`"))
        for name, node in reader.mapping(top.get("parties", Mapped()), "`parties`").items()
    }
    classes = _classes(reader, top, attributes, offices)
    meant: dict[str, tuple[str, ...]] = {}
    for right, node in reader.mapping(top.get("instead of", Mapped()), "`instead of`").items():
        for each in reader.texts(node, f"what is written instead of `{right}`"):
            meant[plain_word(each)] = (*meant.get(plain_word(each), ()), str(right))
    reader.finish()
    return Vocabulary(kinds, groups, offices, standards, things, attributes, classes, meant=meant)


def _classes(
    reader: Reader, top: Mapped, attributes: Mapping[str, tuple[str, ...]], offices: Mapping[str, Office]
) -> tuple[PartyClass, ...]:
    found = []
    taken = {
        spelling: office.name for office in offices.values() for spelling in (office.name.casefold(), *office.also)
    }
    for name, node in reader.mapping(top.get("classes", Mapped()), "the classes").items():
        entry = reader.mapping(node, f"the class `{name}`", ("also", *attributes))
        asks = {
            str(key): str(value)
            for key, value in entry.items()
            if key in attributes and reader.choice(value, f"`{key}`", attributes[key]) is not None
        }
        texts = reader.texts(entry.get("also", Listed()), "`also`")
        also = tuple(str(text) for text in texts)
        _spelt_once(reader, str(name), texts, taken)
        if not attributes.keys() & entry.keys():
            reader.wrong(node, f"the class `{name}` does not say what its members are", hint("", attributes))
        found.append(PartyClass(str(name), also, asks))
    return tuple(found)


def _offices(reader: Reader, top: Mapped) -> dict[str, Office]:
    raw = reader.mapping(top.get("offices", Mapped()), "the offices")
    parents: dict[str, str] = {}
    zones: dict[str, ZoneInfo] = {}
    for name, node in raw.items():
        entry = reader.mapping(node, f"the office `{name}`", ("part of", "cite", "also", "zone"), ("cite",))
        if "part of" in entry and reader.one_of(entry["part of"], "office", raw) is not None:
            parents[name] = str(entry["part of"])
        zone = reader.parsed(entry["zone"], "`zone`", zone_named) if "zone" in entry else None
        if zone is not None:
            zones[name] = zone
    offices = {}
    taken = {str(name).casefold(): str(name) for name in raw}
    for name, node in raw.items():
        chain = [str(name)]
        while (above := parents.get(chain[-1])) is not None and above not in chain:
            chain.append(above)
        entry = node if isinstance(node, Mapped) else Mapped()
        if above == name:
            reader.wrong(
                entry["part of"], f"the office `{name}` is part of itself", "name what it is part of, or leave it out"
            )
        texts = reader.texts(entry.get("also", Listed()), "`also`")
        _spelt_once(reader, str(name), texts, taken)
        also = frozenset(text.casefold() for text in texts)
        zone = next((zones[each] for each in chain if each in zones), None)
        offices[str(name)] = Office(str(name), tuple(chain), also, str(entry.get("cite", "")), zone)
    return offices


def _spelt_once(reader: Reader, name: str, texts: list[Text], taken: dict[str, str]) -> None:
    """No spelling means two offices or classes."""
    for text in texts:
        other = taken.setdefault(text.casefold(), name)
        if other != name:
            reader.wrong(text, f"{quoted(text)} is a name of `{other}` already", "a name means one office or class")


def _standards(reader: Reader, top: Mapped, ranks: Mapping[str, tuple[str, ...]]) -> dict[str, Standard]:
    standards = {}
    for name, node in reader.mapping(top.get("standards", Mapped()), "the standards").items():
        keys = ("asks", "about", "decided by")
        entry = reader.mapping(node, f"the standard `{name}`", keys, keys)
        rank = reader.one_of(entry["decided by"], "rank", ranks) if "decided by" in entry and ranks else None
        about = tuple(reader.texts(entry.get("about", Listed()), "`about`"))
        standards[str(name)] = Standard(str(name), str(entry.get("asks", "")), about, ranks.get(rank or "", ()))
    return standards


def _kinds(reader: Reader, top: Mapped, presumed: frozenset[str], groups: Mapping[str, object]) -> dict[str, Kind]:
    raw = reader.mapping(top.get("kinds", Mapped()), "the kinds")
    kinds = {}
    for name, node in raw.items():
        entry = reader.mapping(node, f"the kind `{name}`")
        fields: dict[str, Field] = {}
        time, opposite, means = "instant", None, ""
        both: tuple[str, ...] = ()
        for key, value in entry.items():
            if key == "time":
                time = str(reader.one_of(value, "sort of time", ("instant", "period", "timeless")) or "instant")
            elif key == "opposite of":
                opposite = reader.one_of(value, "kind", raw)
            elif key == "record of":
                both = tuple(str(text) for text in reader.texts(value, "`record of`"))
            elif key == "means":
                means = str(reader.text(value, "`means`"))
            else:
                fields[str(key)] = _field(reader, str(key), value, raw, groups)
        subject = next((f.name for f in fields.values() if f.type in PARTY_TYPES), None)
        kinds[str(name)] = Kind(
            str(name), fields, time == "period", time == "timeless", str(opposite) if opposite else None,
            subject, both or ((subject,) if subject else ()), name in presumed, means,
        )  # fmt: skip
        of = [field for field in fields if fields[field].type in PARTY_TYPES]
        _local_times(reader, entry, kinds[str(name)], of)
        for each in both:
            if each not in of:
                reader.wrong(entry["record of"], f"`{each}` is no field of {name} that names a party", hint(each, of))
    _as_in(reader, raw, kinds)
    return kinds


def _as_in(reader: Reader, raw: Mapped, kinds: Mapping[str, Kind]) -> None:
    """Keys are as in a fact of which the kind tells the id, and that has keys of that name."""
    for kind in kinds.values():
        references = [each.name for each in kind.fields.values() if each.type == "reference"]
        for told in (each for each in kind.fields.values() if each.as_in):
            node = raw[kind.name]
            at = node[told.name] if isinstance(node, Mapped) else node
            if told.as_in not in references:
                what = f"`{told.as_in}` is no field of {kind.name} that names a fact"
                reader.wrong(at, what, hint(told.as_in, references))
                continue
            named = kind.fields[told.as_in].options
            if not any(
                name in kinds and getattr(kinds[name].fields.get(told.name), "type", "") == "keys" for name in named
            ):
                what = f"nothing that `{told.as_in}` of {kind.name} names has keys called `{told.name}`"
                reader.wrong(at, what, "write `keys`, or name the field of the fact that has them")


def _local_times(reader: Reader, entry: Mapped, kind: Kind, parties: list[str]) -> None:
    """A local time is that of an instant; the fields it may be taken from name parties."""
    for told in (each for each in kind.fields.values() if each.type == LOCAL):
        at = entry[told.name]
        if kind.period or kind.timeless:
            what = f"`{told.name}` needs an instant, and a {kind.name} has none"
            reader.wrong(at, what, "take away its `time`, or the field")
        for each in told.options:
            if each not in parties:
                reader.wrong(at, f"`{each}` is no field of {kind.name} that names a party", hint(each, parties))


def _field(reader: Reader, name: str, node: Node, kinds: Mapping[str, object], groups: Mapping[str, object]) -> Field:
    if isinstance(node, Listed):
        options, spellings = _choices(reader, name, node)
        return Field(name, "choice", options, spellings)
    if isinstance(node, Mapped):
        forms = ("several of", "one of", "also written", "local time of", "keys as in")
        entry = reader.mapping(node, f"the field `{name}`", forms)
        if "keys as in" in entry:
            return Field(name, "keys", as_in=str(reader.text(entry["keys as in"], "`keys as in`")))
        if "local time of" in entry:
            return Field(
                name, LOCAL, tuple(str(text) for text in reader.texts(entry["local time of"], "`local time of`"))
            )
        several = "several of" in entry
        options, spellings = _choices(reader, name, entry.get("several of", entry.get("one of", Listed())))
        also = reader.mapping(entry.get("also written", Mapped()), "`also written`")
        for spelling, option in also.items():
            if spelling in options:
                reader.wrong(
                    key_of(also, spelling), f"{quoted(spelling)} is a choice of its own", "take it away in one place"
                )
            elif reader.choice(option, f"`{spelling}`", options) is not None:
                spellings[str(spelling)] = str(option)
        if len({"several of", "one of"} & entry.keys()) != 1 and entry.keys() <= {
            "several of",
            "one of",
            "also written",
        }:
            what = f"the field `{name}` has one of `several of`, `one of`, `local time of` and `keys as in`"
            reader.wrong(node, what, "for instance `{one of: [a, b]}`")
        return Field(name, "several" if several else "choice", options, spellings)
    text = reader.text(node, f"the field `{name}`")
    if text in SIMPLE:
        return Field(name, str(text))
    named = tuple(text.split(" or "))
    for kind in named:
        if kind not in kinds and kind not in groups:
            key = nearest(name, OWN)
            advice = f"did you mean the key `{key}`?" if key else reader.hint(kind, [*SIMPLE, *kinds])
            reader.wrong(node, f"unknown type `{kind}` of the field `{name}`", advice)
    return Field(name, "reference", named)


def _choices(reader: Reader, name: str, node: Node) -> tuple[tuple[str, ...], dict[str, str]]:
    options = tuple(str(text) for text in reader.texts(node, f"the choices of `{name}`"))
    return options, {option: option for option in options}
