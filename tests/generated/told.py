"""A story as a case file tells it: with gaps, blacked-out fields, two sources, corrections, and what was learned late."""

from __future__ import annotations

from typing import Any

from evaluator.documents.vocabulary import Field
from evaluator.words.times import EVER, HOUR, NEVER, parse_time, rfc3339
from tests.generated.dice import DAY, EASTERN
from tests.generated.story import RUINED, Fact, Story

Data = dict[str, Any]
STRENGTHS = ("alleged", "apparent", "found", "found", "adjudicated", "settled")
RENAMED = {"time allowed": "within", "due": "due", "do": "do", "tell": "tell", "silence means": "silence means"}


class Telling:
    """Writes the facts of one story; `learned` are the instants at which something became known."""

    def __init__(self, story: Story) -> None:
        self.story, self.dice = story, story.dice
        self.learned: list[int] = []

    def case(self, name: str) -> Data:
        """The whole case."""
        story, dice = self.story, self.dice
        things: list[Data] = [{name: {"id": id}} for name, id in sorted(self._things())]
        self._roles(things)
        told = [each for fact in story.facts if fact.kind not in ("role", "demand") for each in self._told(fact)]
        facts = [*things, *({name: {"id": id}} for name, id in sorted(self._named_late(told) - self._things())), *told]
        named = _named(told)
        people = [party for party in story.cast.people if party in named]
        complete = [self._vouched(party, sorted(story.owed.get(party, ()))) for party in people]
        if dice.chance(0.5):
            dice.shuffle(facts)
        whole = {"facts": facts, "complete": [each for each in complete if each], "determinations": self._judged()}
        parties = story.cast.declared(_named(whole))
        return {
            "case": name,
            "zone": "America/New_York",
            "parties": parties,
            **{k: v for k, v in whole.items() if v or k == "facts"},
        }

    def _judged(self) -> list[Data]:
        """What was determined; some of it known only later."""
        for word in self.story.judged:
            if self.dice.slips(0.12):
                word["recorded"] = self._recorded(self.story.moment())
        return self.story.judged

    def _recorded(self, us: int) -> str:
        text = self.dice.written(us, self.dice.pick(("exact", "exact", "date")))
        self.learned.append(parse_time(text, EASTERN).earliest)
        return text

    # -- facts

    def _told(self, fact: Fact) -> list[Data]:
        """One fact: once, by two sources, or corrected."""
        dice, kind = self.dice, self.story.vocabulary.kinds[fact.kind]
        entry: Data = {"id": fact.id, **self._time(fact, fact.when), **self._gaps(fact.fields)}
        demands = [self._demand(each) for each in self.story.facts if each.kind == "demand" and each.inside is fact]
        if demands:
            entry["demands"] = demands
        if dice.slips(0.1):
            entry["recorded"] = self._recorded(max(fact.us, self.story.moment()))
        if dice.slips(0.05):
            entry["strength"] = dice.pick(STRENGTHS)
        found = [{fact.kind: entry}]
        if dice.slips(0.07):
            found = [
                {fact.kind: {**entry, "source": "one"}},
                {fact.kind: {**self._other(fact, entry), "source": "two"}},
            ]
        if dice.slips(0.05):
            late = {**self._other(fact, entry), "id": f"{fact.id} corrected", "replaces": fact.id}
            late["recorded"] = self._recorded(max(fact.us, self.story.moment()))
            if demands:
                late["demands"] = [{**each, "id": f"{each['id']} corrected"} for each in demands]
            found.append({fact.kind: late})
            self._judged_anew(fact)
        if kind.timeless:
            found = [
                {k: {key: v for key, v in e.items() if key != "happened"} for k, e in each.items()} for each in found
            ]
        return found

    def _judged_anew(self, fact: Fact) -> None:
        """What was determined of a fact is mostly determined of its correction too."""
        again = [word for word in self.story.judged if word["about"] == [fact.id]]
        if self.dice.chance(0.6):
            self.story.judged += [{**word, "about": [f"{fact.id} corrected"]} for word in again]

    def _time(self, fact: Fact, when: str) -> Data:
        if self.dice.slips(RUINED):
            return {}
        period = self.story.vocabulary.kinds[fact.kind].period
        return {"began": when, **({"ended": fact.ended} if fact.ended else {})} if period else {"happened": when}

    def _gaps(self, fields: Data) -> Data:
        """Fields, of which one is missing now and then, and one is blacked out."""
        dice = self.dice
        kept = {
            name: "redacted" if dice.slips(RUINED) else value
            for name, value in fields.items()
            if not dice.slips(RUINED)
        }
        return {name: value for name, value in kept.items() if value != [] and value != ()}

    def _other(self, fact: Fact, entry: Data) -> Data:
        """The same fact as somebody else tells it: another time, or another word in one field."""
        dice, kind = self.dice, self.story.vocabulary.kinds[fact.kind]
        own: dict[str, Field] = {name: told for name, told in kind.fields.items() if name in entry}
        if not own or dice.chance(0.5):
            when = dice.written(self.story.moment())
            gone = {key: value for key, value in entry.items() if key not in ("happened", "began", "ended")}
            return gone if kind.timeless else {**gone, "began" if kind.period else "happened": when}
        name = dice.pick(sorted(own))
        value = self.story.value(kind, own[name], fact.us)
        return {key: value if key == name else told for key, told in entry.items() if key != name or value is not None}

    def _demand(self, fact: Fact) -> Data:
        """One demand of a letter, as its document lists it."""
        dice, fields = self.dice, fact.fields
        entry: Data = {"id": fact.id}
        for name, key in RENAMED.items():
            if name in fields and fields[name] not in ([], "redacted"):
                entry[key] = fields[name]
        if "within" in entry and "due" in entry:
            del entry[dice.pick(("within", "due"))]
        if not {"within", "due"} & entry.keys() and dice.chance(0.7):
            entry["within"] = dice.pick(("48 hours", "14 days", "24 hours", "3 business days"))
        if "within" in entry and dice.chance(0.3):
            later = [
                each.id for each in self.story.facts if each.kind not in ("role", "demand") and each.kind != "role"
            ]
            entry["from"] = dice.pick(("issued", "delivered", "received", "published", dice.pick(later)))
        if fields.get("conditional") == "yes":
            entry["only if"] = "necessary"
        return entry

    # -- things and roles

    def _things(self) -> set[tuple[str, str]]:
        """Every traffic, filing, document and customer that a fact names."""
        things = self.story.vocabulary.things
        named: set[tuple[str, str]] = set()
        for fact in self.story.facts:
            for name, value in fact.fields.items():
                if name in things and value != "redacted":
                    named |= {(name, id) for id in ([value] if isinstance(value, str) else value)}
        return named

    def _named_late(self, told: list[Data]) -> set[tuple[str, str]]:
        """Things that only a second source or a correction names."""
        fields = [(n, v) for each in told for entry in each.values() for n, v in entry.items()]
        ids = [(n, [v] if isinstance(v, str) else v) for n, v in fields if n in self.story.vocabulary.things]
        return {(name, id) for name, each in ids for id in each if id != "redacted"}

    def _roles(self, facts: list[Data]) -> None:
        """Roles under the traffic they are played for, or under the call."""
        calls = {fact.id: fact for fact in self.story.facts if fact.kind == "call"}
        entries = {entry["id"]: entry for each in facts for entry in each.values()}
        for role in (fact for fact in self.story.facts if fact.kind == "role"):
            party, played = role.fields.get("of"), role.fields.get("is")
            for name in ("traffic", "call"):
                ids = role.fields.get(name, ())
                for id in [ids] if isinstance(ids, str) else ids:
                    here = entries.get(id) if name == "traffic" else None
                    if id in calls:
                        here = calls[id].fields
                    if (
                        here is not None
                        and isinstance(party, str)
                        and isinstance(played, str)
                        and not self.dice.slips(0.06)
                    ):
                        here.setdefault("roles", {}).setdefault(party, []).append(played)

    # -- completeness

    def _vouched(self, party: str, kinds: list[str]) -> Data | None:
        """A party's word that its record is complete up to some instant, mostly one at which a window ends."""
        dice = self.dice
        whole = party in self.story.whole and dice.chance(0.9)
        if not whole and dice.slips(0.3 if kinds else 0.6):
            return None
        if whole or dice.plain or not kinds or dice.chance(0.5):  # it says so of everything it keeps
            kinds = [kind.name for kind in self.story.vocabulary.kinds.values() if kind.recorders]
        span = parse_time(dice.written(max(self.story.moment(), self.story.start)), EASTERN)
        through = span.last if span.last < EVER - 1 else span.earliest
        if through <= NEVER:
            through = self.story.start
        if whole or dice.plain or dice.chance(0.6):
            through += 90 * DAY
        kinds = kinds if not dice.slips(0.2) else dice.some(kinds, 0.6) or kinds[:1]
        entry: Data = {"records": kinds, "about": party, "through": rfc3339(through)}
        if dice.chance(0.6):
            entry["said by"] = dice.pick((party, party, party, dice.pick(self.story.cast.people)))
        if dice.chance(0.25):
            entry["dated"] = rfc3339(through + dice.pick((1, HOUR, DAY)))
            self.learned.append(through + 1)
        return entry


def _named(value: Any) -> set[str]:
    """Every text in a piece of a case."""
    if isinstance(value, str):
        return {value}
    parts = [*value.values(), *value] if isinstance(value, dict) else value if isinstance(value, list | tuple) else []
    return {name for part in parts for name in _named(part)}
