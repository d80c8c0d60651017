"""Fields that a fact has from the fact it refers to, where it does not tell them itself: an answer is about all that the letter named."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from evaluator.documents.case import Telling
from evaluator.documents.vocabulary import Field, Vocabulary
from evaluator.words.nodes import Mapped


def inherit(tellings: Sequence[Telling], entries: Mapping[int, Mapped], vocabulary: Vocabulary) -> None:
    """Fill in what `keys as in` says. `entries`: what is written of a telling, by its `id()`; references are roots already.

    A field that is written, be it as unknown, stays as it is; so does one of which the other fact's sources say different things.
    """
    replaced = {telling.replaces for telling in tellings if telling.replaces is not None}
    live: dict[str, list[Telling]] = {}
    for telling in tellings:
        if telling.id not in replaced:
            live.setdefault(telling.root, []).append(telling)
    for telling in tellings:
        entry = entries.get(id(telling))
        for field in vocabulary.kinds[telling.kind].fields.values():
            if field.as_in and field.name not in telling.fields and (entry is None or field.name not in entry):
                values = [live.get(root, []) for root in _roots(telling, field)]
                found = list(_told(values, field, vocabulary))
                if found and None not in found:
                    telling.fields[field.name] = tuple(dict.fromkeys(key for keys in found for key in keys or ()))


def _roots(telling: Telling, field: Field) -> tuple[str, ...]:
    value = telling.fields.get(field.as_in)
    return value if isinstance(value, tuple) else ()


def _told(facts: Sequence[Sequence[Telling]], field: Field, vocabulary: Vocabulary) -> Iterator[tuple[str, ...] | None]:
    """What each fact that has this field tells in it; None where that is open, or told in two ways."""
    for told in facts:
        if told and field.name in vocabulary.kinds[told[0].kind].fields:
            values = [telling.fields.get(field.name) for telling in told]
            first = values[0]
            yield first if isinstance(first, tuple) and all(value == first for value in values) else None
