"""How a sentence is matched: `"{x}"` is quoted text, `{x}` plain words; what stands in brackets may be left out."""

from __future__ import annotations

import re

from pytest_bdd.parsers import StepParser

PLAIN, QUOTED = r"(?P<\1>[a-z0-9][a-z0-9 ]*)", r'"(?P<\1>[^"]+)"'


class Sentence(StepParser):
    """One sentence; it is its own name, as the linter shows it.

    >>> Sentence('"{norm}"[ for "{trigger}"] is "{status}"').parse_arguments('"X" is "pending"')
    {'norm': 'X', 'trigger': None, 'status': 'pending'}
    """

    def __init__(self, name: str) -> None:
        super().__init__(name)
        pattern = name.replace("[", "(?:").replace("]", ")?")
        pattern = re.sub(r'"\{(\w+)\}"', QUOTED, pattern)
        self.pattern = re.compile(re.sub(r"\{(\w+)\}", PLAIN, pattern))

    def parse_arguments(self, name: str) -> dict[str, str | None] | None:
        """What stands in the places of the sentence; None if `name` is another sentence."""
        match = self.pattern.fullmatch(name)
        return match.groupdict() if match else None

    def is_matching(self, name: str) -> bool:
        """Whether `name` is this sentence."""
        return self.pattern.fullmatch(name) is not None
