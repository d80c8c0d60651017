"""The parties of a case: those a file declares, and offices that facts call by one of their names."""

from __future__ import annotations

import re
from collections.abc import Sequence
from difflib import get_close_matches
from zoneinfo import ZoneInfo

from evaluator.documents.case import ANY_PARTY, Party
from evaluator.documents.reader import HINTED, Reader, hint, key_of, place, quoted
from evaluator.documents.values import yes_or_no
from evaluator.documents.vocabulary import Office, Vocabulary
from evaluator.words.nodes import Mapped, Node, Text
from evaluator.words.times import zone_named

LONG, NEAR = 8, 0.88  # short names are often near each other by chance


class Parties:
    """Collects the parties of one case; what a later file says of a party replaces what the earlier one said."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self.vocabulary = vocabulary
        self.known: dict[str, Party] = {}
        self.members: dict[str, tuple[str, list[Text]]] = {}
        self._unread = False

    def take(self, reader: Reader, node: Node) -> list[tuple[Text, Text]]:
        """Read `parties` of one file; returns the roles that parties have for any traffic, as (party, role)."""
        self._unread = self._unread or not isinstance(node, Mapped)
        entries = reader.mapping(node, "`parties`")
        return [role for key, entry in entries.items() for role in self._party(reader, key_of(entries, key), entry)]

    def ordered(self) -> dict[str, Party]:
        """All parties: those declared as they were, then those that are only named, whatever the order of the facts."""
        named = sorted((party for party in self.known.values() if not party.declared), key=lambda party: party.id)
        return {party.id: party for party in [*(p for p in self.known.values() if p.declared), *named]}

    def _party(self, reader: Reader, key: Text, node: Node) -> list[tuple[Text, Text]]:
        attributes = self.vocabulary.attributes
        if isinstance(node, Mapped) and "members" in node:
            return self._class(reader, key, node)
        if isinstance(node, Text):
            what = f"the party {quoted(key)} should be `key: value` pairs, not {quoted(node)}"
            reader.wrong(node, what, f"write `{key}: {{name: {node}}}`")
            node = Mapped((), *place(node))
        entry = reader.mapping(
            node, f"the party {quoted(key)}", ("name", "zone", "office", "roles", "members", *attributes)
        )
        if key == ANY_PARTY:
            reader.wrong(key, f"`{key}` cannot name a party", "it stands for any party at all")
            return []
        reader.key(key, "the key of a party")
        name = str((reader.name(entry["name"], "`name`") or key) if "name" in entry else key)
        office, by = self._office(reader, entry, name, key)
        told = {
            name: str(value)
            for name, options in attributes.items()
            if name in entry and (value := _attribute(reader, entry[name], f"`{name}`", options)) is not None
        }
        chain = office.chain if office else ()
        self.known[str(key)] = Party(str(key), name, chain, zone_in(reader, entry), told, by)
        return [(key, role) for role in reader.some(entry["roles"], "`roles`")] if "roles" in entry else []

    def _class(self, reader: Reader, key: Text, node: Mapped) -> list[tuple[Text, Text]]:
        """Several parties under one name."""
        entry = reader.mapping(node, f"the class {quoted(key)}", ("name", "members"))
        reader.key(key, "the key of a class")
        if key in self.known or self.vocabulary.office_of(key) or self.vocabulary.class_of(key) is not None:
            reader.wrong(key, f"{quoted(key)} names something else already", "take another key for the class")
        self.members[str(key)] = (reader.file, reader.some(entry["members"], "`members`"))
        return []

    def _office(self, reader: Reader, entry: Mapped, name: str, key: str) -> tuple[Office | None, str]:
        """The office a party is, and on whose word: the file's, or that of its own name."""
        if "office" in entry:
            if entry["office"] == "none":
                return None, ""
            declared = reader.one_of(entry["office"], "office", self.vocabulary.offices)
            by_name = self.vocabulary.office_of(name)
            if declared is not None and by_name is not None and not self._of_one(str(declared), by_name):
                said = self.vocabulary.offices[declared]
                what = f"{quoted(name)} names {_the(by_name)}, and `office` says {_the(said)}"
                reader.wrong(entry["office"], what, "one of the two is wrong")
            return (self.vocabulary.offices[declared], "declared") if declared is not None else (None, "")
        by_name, by_key = self.vocabulary.office_of(name), self.vocabulary.office_of(key)
        if by_name is None:
            self._nearly(reader, entry, name)
        elif by_key is not None and by_key.name not in by_name.chain:
            what = f"{quoted(key)} is {_the(by_key)} by its key and {_the(by_name)} by its name"
            reader.wrong(entry.get("name", entry), what, "say which it is with `office`, or take another key")
        office, spelt = (by_name, name) if by_name is not None else (by_key, str(key))
        return (office, f"its name, `{spelt}`") if office is not None else (None, "")

    def _of_one(self, declared: str, named: Office) -> bool:
        """Whether of two offices one is part of the other, or they are the same."""
        return declared in named.chain or named.name in self.vocabulary.offices[declared].chain

    def _nearly(self, reader: Reader, entry: Mapped, name: str) -> None:
        """A name that is nearly an agency's, or holds one, is a slip or needs a word: its author would be taken for another."""
        known = [each for office in self.vocabulary.offices.values() for each in (office.name.casefold(), *office.also)]
        long, folded = [each for each in known if len(each) >= LONG], name.casefold()
        near = get_close_matches(folded, long, n=1, cutoff=NEAR)
        within = [each for each in long if " " in each and re.search(rf"\b{re.escape(each)}\b", folded)]
        meant = [office for each in (near or within) if (office := self.vocabulary.office_of(each)) is not None]
        office = max(meant, key=lambda each: len(each.chain), default=None)
        if office is not None:
            what = "but nearly one" if near else f"but holds the name of one, {_the(office)}"
            advice = (
                f"did you mean {quoted(office.name)}?" if near else f"say `office: {office.name}` if that is meant;"
            )
            help = f"{advice} if it is another party, say `office: none`"
            reader.wrong(entry.get("name", entry), f"{quoted(name)} is no office, {what}", help)

    def zone_of(self, authors: Sequence[Text]) -> ZoneInfo | None:
        """The zone in which they write: that which the case says of one of them, else that of the office one is."""
        known = [self.known[each] for each in authors if each in self.known]
        named = [office for each in authors if each not in self.known and (office := self.vocabulary.office_of(each))]
        offices = [*(self.vocabulary.offices[each.offices[0]] for each in known if each.offices), *named]
        zones = [*(party.zone for party in known), *(office.zone for office in offices)]
        return next((zone for zone in zones if zone is not None), None)

    def resolved(self, reader: Reader, node: Node, several: bool = False) -> str | None:
        """The party that a value names: a declared one, or an office by one of its names; else a problem, and None.

        Where `several` may stand, also the name of a class.
        """
        text = reader.name(node, "the name of a party")
        if text is None or (self._unread and text not in self.known):
            return None
        if text in self.known:
            return str(text)
        if text in self.members or self.vocabulary.class_of(text) is not None:
            if several:
                return str(text)
            reader.wrong(text, f"{quoted(text)} is a class of parties, and one party is meant here", "name the party")
            return None
        office = self.vocabulary.office_of(text)
        if office is None:
            advice = self._advice(text) if len(reader.problems) < HINTED else ""
            reader.wrong(text, f"unknown party {quoted(text)}", advice)
            return None
        self.known[str(text)] = Party(str(text), office.name, office.chain, office_by="its name", declared=False)
        return str(text)

    def _advice(self, text: str) -> str:
        """Who may be meant: the party that has this name, or the nearest."""
        for key, party in self.known.items():
            if text.casefold() in (party.name.casefold(), key.casefold()):
                return f"{party.name} is called `{key}` here"
        names = [*self.known, *self.members, *(office.name for office in self.vocabulary.offices.values())]
        return hint(
            text, [*names, *((c.name for c in self.vocabulary.classes) if text.casefold().startswith("all ") else ())]
        )


def _the(office: Office) -> str:
    return office.name if office.name.startswith("the ") else f"the {office.name}"


def _attribute(reader: Reader, node: Node, what: str, options: tuple[str, ...]) -> str | None:
    """What a party is, of several choices; yes and no in any of their spellings."""
    plain = yes_or_no(str(node)) if set(options) == {"yes", "no"} else None
    return plain or reader.choice(node, what, options)


def zone_in(reader: Reader, entry: Mapped) -> ZoneInfo | None:
    """The zone that an entry names, if any; in the place of an unknown one UTC, so that its times are still read."""
    if "zone" not in entry:
        return None
    return reader.parsed(entry["zone"], "`zone`", zone_named) or ZoneInfo("UTC")
