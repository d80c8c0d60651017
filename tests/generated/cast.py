"""Who plays in a generated case: providers and other people, and every office of the vocabulary."""

from __future__ import annotations

from typing import Any

from evaluator.documents.vocabulary import Vocabulary

PEOPLE: dict[str, dict[str, Any]] = {
    "alpha": {"name": "Alpha Voice LLC", "located": "domestic", "provider": "yes", "zone": "America/New_York"},
    "beta": {"name": "Beta Carrier Inc.", "located": "domestic", "provider": "yes"},
    "gamma": {"name": "Gamma Gateway LLC", "located": "domestic", "provider": "yes", "zone": "America/Los_Angeles"},
    "delta": {"name": "Delta Overseas Ltd.", "located": "foreign", "provider": "no"},
}
TWICE = "auditor"  # the office of which there are two, who may differ


class Cast:
    """The people and offices of generated cases. `holders` gives the parties that hold an office, as itself or as part of it."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self.people = list(PEOPLE)
        self.classes = {each.name for each in vocabulary.classes}
        self.offices: dict[str, dict[str, Any]] = {}
        self.holders: dict[str, list[str]] = {}
        for office in vocabulary.offices.values():
            for number in (1, 2) if office.name == TWICE else (1,):
                id = f"{office.name.lower().replace(' ', '-')}{'-two' if number == 2 else ''}"
                self.offices[id] = {"name": f"{office.name}, {id}", "office": office.name, "zone": "America/New_York"}
                for held in office.chain:
                    self.holders.setdefault(held, []).append(id)

    def declared(self, named: set[str]) -> dict[str, dict[str, Any]]:
        """The declarations of the parties that a case names; of all people where it names a class of them."""
        everybody = not named.isdisjoint(self.classes)
        people = {id: entry for id, entry in PEOPLE.items() if id in named or everybody}
        return {**people, **{id: entry for id, entry in self.offices.items() if id in named}}
