"""Damage to records, made on their JSON alone: each kind changes one thing that a finding, an answer or a proof says.

A function takes a record and a random source, changes the record in place, and says whether it found something to change. Left alone is
what no case and no rulebook can tell: the question itself (`at`, `known`, `law`, the switches), and words for people.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Sequence
from copy import deepcopy
from datetime import UTC, datetime, timedelta
from random import Random
from typing import Any

Data = dict[str, Any]
Damage = Callable[[Data, Random], bool]
INSTANT = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d{6})?Z")
TRUTHS = ("yes", "no", "undetermined", "undetermined (disputed)")
STATUSES = (
    "discharged", "not discharged", "fulfilled", "violated", "excused", "pending", "undetermined", "respected", "used",
    "used without the condition", "used while not available", "yes", "no", "not applicable",
)  # fmt: skip


def values(value: Any) -> Iterator[tuple[Any, Any]]:
    """Every place of a value as its container and the key or index there, words for people left out."""
    if isinstance(value, dict | list):
        for key, below in value.items() if isinstance(value, dict) else enumerate(value):
            if key not in ("words", "gist", "asks") or not isinstance(below, str):
                yield value, key
                yield from values(below)


def entries(record: Data) -> list[Data]:
    """The findings and answers of a record."""
    return [*record["findings"], *record["answers"]]


def nodes(record: Data) -> list[Data]:
    """Every condition that is written in a proof."""
    proofs = [entry["because"] for entry in entries(record)]
    return [
        box[key] for proof in proofs for box, key in values(proof) if isinstance(box[key], dict) and "truth" in box[key]
    ]


def fixed(record: Data) -> list[Data]:
    """Every condition for which no other could stand: none that was chosen among several that suffice, and nothing below one.

    Only these may give way to what stands elsewhere: a chosen one could become one that suffices as well, and no harm would be done.
    """
    found, ahead = [], [proof for entry in entries(record) for proof in entry["because"]]
    while ahead:
        node = ahead.pop()
        found.append(node)
        below = (
            [node["because"]] if "because" in node else node["parts"] if "parts" in node and "of" not in node else []
        )
        ahead += [part["because"] if "at" in part else part for part in below]
    return found


def leaves(record: Data, *kinds: str) -> list[Data]:
    """Every leaf of a proof, of some kinds."""
    return [node for node in nodes(record) if "leaf" in node and (not kinds or node["leaf"] in kinds)]


def parted(record: Data) -> list[Data]:
    """Every condition that has parts."""
    return [node for node in nodes(record) if node.get("parts")]


def another(random: Random, now: Any, options: Sequence[Any]) -> Any:
    """Another of some options, or None."""
    left = [each for each in options if each != now and each is not None]
    return random.choice(left) if left else None


def swap(random: Random, boxes: Sequence[tuple[Data, str]], options: Sequence[Any] | None = None) -> bool:
    """Put into one of some places what stands in another of them, or another of some options."""
    every = list(options) if options is not None else [box[key] for box, key in boxes]
    for box, key in random.sample(list(boxes), len(boxes)):
        new = another(random, box[key], every)
        if new is not None:
            box[key] = deepcopy(new)
            return True
    return False


def places(found: Sequence[Data], *keys: str) -> list[tuple[Data, str]]:
    """The places of some keys."""
    return [(each, key) for each in found for key in keys if each.get(key) is not None]


# -- the kinds of damage


def leaf_dropped(record: Data, random: Random) -> bool:
    """A leaf is taken out of the parts it stands among."""
    return _dropped(record, random, lambda part: "leaf" in part)


def edge_removed(record: Data, random: Random) -> bool:
    """A whole condition is taken out: an exception, a deeming, an extension, an item, an act."""
    return _dropped(record, random, lambda part: "leaf" not in part)


def edge_removed_and_counted(record: Data, random: Random) -> bool:
    """A part is taken out, and the count of the parts is set right."""
    found = [
        node for node in parted(record) if node["op"] in ("all", "any") and "of" not in node and len(node["parts"]) > 1
    ]
    if not found:
        return False
    node = random.choice(found)
    del node["parts"][random.randrange(len(node["parts"]))]
    _lift(record)
    return True


def opposite_taken_away(record: Data, random: Random) -> bool:
    """A *not* gives way to what it turns."""
    found = [(box, key) for entry in entries(record) for box, key in values(entry["because"]) if _is(box[key], "not")]
    if not found:
        return False
    box, key = random.choice(found)
    box[key] = box[key]["parts"][0]
    return True


def part_doubled(record: Data, random: Random) -> bool:
    """A part is written twice."""
    found = parted(record)
    node = random.choice(found)
    node["parts"].append(deepcopy(random.choice(node["parts"])))
    return True


def part_grafted(record: Data, random: Random) -> bool:
    """A part gives way to one of another place that has its truth; one with a choice below it could only have been chosen otherwise."""
    whole = [node for node in fixed(record) if node.get("parts") and "of" not in node and node["op"] != "throughout"]
    spots = [(node["parts"], i) for node in whole for i, part in enumerate(node["parts"]) if not _chosen_below(part)]
    random.shuffle(spots)
    for box, i in spots[:40]:
        alike = [node for node in nodes(record) if node["truth"] == box[i]["truth"] and node != box[i]]
        if alike:
            box[i] = deepcopy(random.choice(alike))
            return True
    return False


def count_changed(record: Data, random: Random) -> bool:
    """The number of parts there are is another, or is left out."""
    found = [node for node in nodes(record) if "of" in node and "op" in node]
    if not found:
        return False
    node = random.choice(found)
    if random.random() < 0.5:
        node["of"] += random.choice([-1, 1])
    else:
        del node["of"]
    return True


def instant_moved_in_a_proof(record: Data, random: Random) -> bool:
    """An instant of a proof is one microsecond off."""
    return _moved(random, [entry["because"] for entry in entries(record)])


def instant_moved_in_print(record: Data, random: Random) -> bool:
    """A printed instant (an end, an act, a declaration, until, from) is one microsecond off."""
    return _moved(random, [{**entry, "because": None} for entry in entries(record)], entries(record))


def interval_widened(record: Data, random: Random) -> bool:
    """Both ends of an interval are moved apart."""
    found = [node[key] for node in leaves(record) for key in ("time", "due") if ".." not in node.get(key, [".."])]
    if not found:
        return False
    pair = random.choice(found)
    pair[0], pair[1] = shifted(pair[0], -1), shifted(pair[1], 1)
    return True


def status_flipped(record: Data, random: Random) -> bool:
    """A finding or an answer has another status."""
    return swap(random, places(entries(record), "status"), STATUSES)


def ground_flipped(record: Data, random: Random) -> bool:
    """A norm that answers a question is said to answer it otherwise."""
    grounds = [norm for answer in record["answers"] for norm in answer["norms"]]
    return swap(random, places(grounds, "status"), ["yes", "no", "undetermined"])


def truth_flipped(record: Data, random: Random) -> bool:
    """The truth of a condition is another."""
    return swap(random, places(nodes(record), "truth"), TRUTHS)


def leaf_flipped_throughout(record: Data, random: Random) -> bool:
    """A leaf has another truth, and everything above it what follows from that."""
    if not swap(random, places(leaves(record), "truth"), TRUTHS[:3]):
        return False
    _lift(record)
    return True


def mark_flipped(record: Data, random: Random) -> bool:
    """*Disputed*, *late* or *agrees* is turned round, or a status is said to be decided despite what is unknown."""
    found: list[tuple[Data, str]] = [(entry, "disputed") for entry in entries(record)]
    found += [(done, "late") for finding in record["findings"] for done in finding["done"]]
    found += [(f["due"], "agrees") for f in record["findings"] if f["due"] and f["due"]["agrees"] is not None]
    found += [(entry, "decided_despite_unknowns") for entry in entries(record)]
    box, key = random.choice(found)
    box[key] = (None if box[key] else "pending") if key == "decided_despite_unknowns" else not box[key]
    return True


def version_swapped(record: Data, random: Random) -> bool:
    """Another version, or another law behind it."""
    versions = [finding["version"] for finding in record["findings"]]
    days = [*{version["effective"] for version in versions}, "2019-01-01", "always"]
    sources = [*{version["authority"] for version in versions}, "an order"]
    named = places([node for node in fixed(record) if "is" in node], "version")
    kinds = [(places(versions, "effective"), days), (places(versions, "authority"), sources), (named, days)]
    return any(swap(random, *each) for each in random.sample(kinds, len(kinds)))


def citation_swapped(record: Data, random: Random) -> bool:
    """Another citation, of a finding, of a norm named, or in a proof."""
    boxes = [*entries(record), *fixed(record), *(norm for answer in record["answers"] for norm in answer["norms"])]
    found = random.choice([places(boxes, "citation"), places(fixed(record), "norm")])
    return swap(random, found, [*(box[key] for box, key in found), "47 CFR 64.1200(k)(99)"])


def name_swapped(record: Data, random: Random) -> bool:
    """Another name, kind, layer, bearer, trigger, party or certainty."""
    keys = ("name", "kind", "layer", "bearer", "toward", "trigger", "sure", "question", "by")
    key = random.choice(keys)
    found = places(entries(record), key)
    return bool(found) and swap(random, found, [*(box[key] for box, _ in found), "somebody"])


def fact_swapped(record: Data, random: Random) -> bool:
    """A leaf speaks of another fact, kind, field, party or clock."""
    key = random.choice(
        ["fact", "about", "field", "kind", "term", "trigger", "other", "how", "asked", "why", "reason", "of"]
    )
    found = [(node, key) for node in fixed(record) if key in node and "op" not in node]
    return bool(found) and swap(random, found, [*(box[key] for box, _ in found), "another"])


def operator_swapped(record: Data, random: Random) -> bool:
    """*All* becomes *any*, or any of the others."""
    return swap(random, places(nodes(record), "op"), ["all", "any", "not", "told", "shown", "throughout"])


def word_changed(record: Data, random: Random) -> bool:
    """A determination, in a proof or beside it, is another, or is not there."""
    found = [entry[key] for entry in entries(record) for key in ("determinations", "own_word") if entry[key]]
    found += [leaf["words"] for leaf in leaves(record, "judged") if leaf["words"]]
    if not found:
        return False
    words = random.choice(found)
    if random.random() < 0.4:
        words.pop(random.randrange(len(words)))
        return True
    word = random.choice(words)
    key = random.choice(["standard", "says", "by"])
    word[key] = {"yes": "no", "no": "yes"}.get(word[key], "another")
    return True


def record_changed(record: Data, random: Random) -> bool:
    """A declaration, a presumption or a reading is another, or is not there."""
    lists = [e[key] for e in entries(record) for key in ("declarations", "presumes", "readings") if e[key]]
    lists += [leaf["declared"] for leaf in leaves(record, "unrecorded") if leaf["declared"]]
    if not lists:
        return False
    found = random.choice(lists)
    if random.random() < 0.4:
        found.pop(random.randrange(len(found)))
        return True
    each = random.choice(found)
    key = random.choice([key for key in each if key != "words"])
    each[key] = ["another"] if isinstance(each[key], list) else "another"
    return True


def supposition_invented(record: Data, random: Random) -> bool:
    """A presumption, a supposed fact, a step owed first or a limit is named that nothing rests on, or one is left out."""
    key = random.choice(["supposed", "before_use", "never", "norms", "done"])
    found = [entry for entry in entries(record) if key in entry]
    if not found:
        return False
    entry = random.choice(found)
    if entry[key] and random.random() < 0.7:
        entry[key].pop(random.randrange(len(entry[key])))
    else:
        entry[key].append(deepcopy(entry[key][0]) if entry[key] else "another")
    return True


def missing_changed(record: Data, random: Random) -> bool:
    """What would settle it leads elsewhere, or is about something else."""
    found = [each for entry in entries(record) for each in entry["missing"]]
    if not found:
        return False
    each = random.choice(found)
    if random.random() < 0.5:
        each["then"] = another(random, each["then"], STATUSES)
    else:
        each["if"][0]["about"] = ["another"]
    return True


def reference_changed(record: Data, random: Random) -> bool:
    """What stands elsewhere is said to stand there no more, or to stand in another place."""
    found = [(node, key) for node in nodes(record) for key in ("see", "same as", "number") if key in node]
    if not found:
        return False
    node, key = random.choice(found)
    if random.random() < 0.5:
        del node[key]
    else:
        node[key] = "nothing" if key == "see" else node[key] + 1
    return True


def stranger_added(record: Data, random: Random) -> bool:
    """A key or a sort of leaf that nobody has heard of."""
    node = random.choice([*nodes(record), *entries(record)])
    if "leaf" in node and random.random() < 0.5:
        node["leaf"] = "guessed"
    else:
        node["trust me"] = True
    return True


def key_dropped(record: Data, random: Random) -> bool:
    """A key of a finding, an answer or a condition is left out."""
    node = random.choice([*nodes(record), *entries(record)])
    del node[random.choice(sorted(node))]
    return True


def entry_dropped(record: Data, random: Random) -> bool:
    """A finding or an answer is left out."""
    found = [box for box in (record["findings"], record["answers"]) if box]
    box = random.choice(found)
    box.pop(random.randrange(len(box)))
    return True


def entry_doubled(record: Data, random: Random) -> bool:
    """A finding or an answer stands twice."""
    found = [box for box in (record["findings"], record["answers"]) if box]
    box = random.choice(found)
    box.append(deepcopy(random.choice(box)))
    return True


def proof_exchanged(record: Data, random: Random) -> bool:
    """A finding or an answer has the proof of another that differs."""
    return swap(random, places(entries(record), "because"))


def window_moved(record: Data, random: Random) -> bool:
    """A window ends elsewhere wherever a finding speaks of it: coherent, and wrong."""
    found = [finding for finding in record["findings"] if finding["due"] and finding["due"]["earliest"]]
    if not found:
        return False
    finding = random.choice(found)
    end = finding["due"]["earliest"]
    new = shifted(end, random.choice([-1, 1]) * random.choice([1, 3_600_000_000, 86_400_000_000]))
    for box, key in list(values(finding)):
        if box[key] == end:
            box[key] = new
    return True


def entries_exchanged(record: Data, random: Random) -> bool:
    """Two findings, or two answers, stand in each other's place."""
    key, what = random.choice(
        [("findings", ("citation", "name", "bearer", "trigger")), ("answers", ("question", "by", "toward"))]
    )
    found = record[key]
    told = [[each[part] for part in what] for each in found]
    pairs = [(i, j) for j in range(len(found)) for i in range(j) if told[i] != told[j]]
    if not pairs:
        return False
    i, j = random.choice(pairs)
    found[i], found[j] = found[j], found[i]
    return True


def missing_doubled(record: Data, random: Random) -> bool:
    """A set of open matters is told twice."""
    found = [entry["missing"] for entry in entries(record) if entry["missing"]]
    if not found:
        return False
    sets = random.choice(found)
    sets.append(deepcopy(random.choice(sets)))
    return True


def presumptions_exchanged(record: Data, random: Random) -> bool:
    """Two things that are presumed stand in each other's place."""
    found = [entry["presumes"] for entry in entries(record) if len(entry["presumes"]) > 1]
    if not found:
        return False
    told = random.choice(found)
    told[0], told[-1] = told[-1], told[0]
    return True


KINDS: tuple[Damage, ...] = (
    leaf_dropped, edge_removed, edge_removed_and_counted, opposite_taken_away, part_doubled, part_grafted, count_changed,
    instant_moved_in_a_proof, instant_moved_in_print, interval_widened, window_moved, status_flipped, ground_flipped, truth_flipped,
    leaf_flipped_throughout, mark_flipped, version_swapped, citation_swapped, name_swapped, fact_swapped, operator_swapped, word_changed,
    record_changed, supposition_invented, missing_changed, reference_changed, stranger_added, key_dropped, entry_dropped, entry_doubled,
    proof_exchanged, entries_exchanged, missing_doubled, presumptions_exchanged,
)  # fmt: skip


# -- how


def shifted(text: str, us: int) -> str:
    """An instant some microseconds later, as a record writes it."""
    moment = datetime.fromisoformat(text).astimezone(UTC) + timedelta(microseconds=us)
    return moment.isoformat().replace("+00:00", "Z")


def _moved(random: Random, shown: Sequence[Any], owners: Sequence[Any] | None = None) -> bool:
    """Move one instant by a microsecond; `shown` are pieces of a record, or copies of `owners` on the top level."""
    found = []
    for number, piece in enumerate(shown):
        for box, key in values(piece):
            if isinstance(box[key], str) and INSTANT.fullmatch(box[key]):
                found.append((owners[number] if owners is not None and box is piece else box, key))
    if not found:
        return False
    box, key = random.choice(found)
    box[key] = shifted(box[key], random.choice([-1, 1]))
    return True


def _chosen_below(node: Data) -> bool:
    """Whether somewhere in a condition one part stands for several that would do."""
    return ("op" in node and "of" in node) or any(
        "op" in box and key == "of" for box, key in values(node) if isinstance(box, dict)
    )


def _is(value: Any, op: str) -> bool:
    return isinstance(value, dict) and value.get("op") == op


def _dropped(record: Data, random: Random, which: Callable[[Data], bool]) -> bool:
    spots = [
        (node["parts"], i)
        for node in parted(record)
        for i, part in enumerate(node["parts"])
        if which(part.get("because", part))
    ]
    if not spots:
        return False
    box, i = random.choice(spots)
    del box[i]
    return True


def _lift(record: Data) -> None:
    """Every truth above the leaves as it follows from the parts that are written."""
    for entry in entries(record):
        for proof in entry["because"]:
            _truth(proof)


def _truth(node: Data) -> str:
    if "because" in node:
        node["truth"] = _truth(node["because"])
    elif "parts" in node:
        below = [_truth(part.get("because", part)) if "at" in part else _truth(part) for part in node["parts"]]
        node["truth"] = _joined(node["op"], below)
    return str(node["truth"])


def _joined(op: str, truths: list[str]) -> str:
    seen, marked = set(truths), TRUTHS[3] in truths
    if op == "not":
        return {"yes": "no", "no": "yes"}.get(truths[0], truths[0])
    if op == "shown":
        return "yes" if truths[0] == "yes" else "no"
    if op in ("all", "any"):
        strong, weak = ("no", "yes") if op == "all" else ("yes", "no")
        return strong if strong in seen else weak if seen <= {weak} else TRUTHS[3] if marked else "undetermined"
    if len(seen) == 1:
        return seen.pop()
    return TRUTHS[3] if marked or (op == "told" and {"yes", "no"} <= seen) else "undetermined"


def plain(record: Any) -> str:
    """A record as one text, to see whether anything changed."""
    return json.dumps(record, sort_keys=True)
