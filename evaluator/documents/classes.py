"""Classes of parties: those that a case declares by their members, and those that the vocabulary declares by what a party is."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from evaluator.documents.case import ANY_PARTY, Party, Telling
from evaluator.documents.reader import HINTED, hint, place, quoted
from evaluator.documents.tellings import Written
from evaluator.documents.vocabulary import Vocabulary
from evaluator.words.errors import Problem
from evaluator.words.nodes import Mapped, Text

PROVIDER = "provider"  # the attribute that whoever plays a role for some traffic or call has


class Classes:
    """The classes of one case: `members` are the parties that the case lists, with the file that lists them."""

    def __init__(
        self, vocabulary: Vocabulary, parties: Mapping[str, Party], members: Mapping[str, tuple[str, Sequence[Text]]]
    ) -> None:
        self.vocabulary, self.parties, self.members = vocabulary, parties, members
        self.problems: list[Problem] = []

    def expand(self, tellings: Sequence[Telling], written: Mapping[int, Written]) -> list[Problem]:
        """Put the members of a class in its place, wherever a fact names one; returns every problem found."""
        for file, listed in self.members.values():
            for member in listed:
                if self.known(member):
                    what = f"{quoted(member)} is a class; a class lists parties, not classes"
                    self.problems.append(Problem(file, *place(member), what, "list the parties themselves"))
                elif member not in self.parties:
                    advice = hint(member, self.parties) if len(self.problems) < HINTED else ""
                    what = f"unknown party {quoted(member)}"
                    self.problems.append(
                        Problem(file, *place(member), what, advice or "a class lists parties by their keys")
                    )
        playing = {p for t in tellings if t.kind == "role" for p in t.fields["of"]}
        for telling in tellings:
            for field in self.vocabulary.kinds[telling.kind].fields.values():
                value = telling.fields.get(field.name)
                if field.type == "parties" and isinstance(value, tuple) and any(map(self.known, value)):
                    at = written.get(id(telling)) or Written(telling.place[0], None, Mapped())
                    found = [party for name in value for party in self._in(name, field.name, at, playing)]
                    telling.fields[field.name] = tuple(dict.fromkeys(found))
        return self.problems

    def known(self, name: str) -> bool:
        """Whether a name is that of a class."""
        return name not in self.parties and (name in self.members or self.vocabulary.class_of(name) is not None)

    def _in(self, name: str, field: str, at: Written, playing: Iterable[str]) -> Iterable[str]:
        """The parties that a name in a field stands for: the party itself, or each member of the class."""
        if not self.known(name):
            return [name]
        if name in self.members:
            return [str(member) for member in self.members[name][1] if member in self.parties]
        declared = self.vocabulary.class_of(name)
        asked = declared.asks if declared is not None else {}
        found = []
        for party in self.parties.values():
            if party.offices or party.id == ANY_PARTY:
                continue
            is_ = dict(party.attributes)
            if party.id in playing:
                is_.setdefault(PROVIDER, "yes")
            if any(is_.get(attribute, value) != value for attribute, value in asked.items()):
                continue
            lacks = [attribute for attribute in asked if attribute not in is_]
            if lacks:
                what = f"`{field}` names {quoted(name)}, and whether {quoted(party.id)} is one is not said"
                advice = (
                    f"say {' and '.join(f'`{each}`' for each in lacks)} of it among the parties, or list whom it names"
                )
                self.problems.append(at.problem(field, name, what, advice))
            else:
                found.append(party.id)
        if not found and not self.problems:
            what = f"`{field}` names {quoted(name)}, and the case has none"
            self.problems.append(at.problem(field, name, what, "declare them under `parties`"))
        return found
