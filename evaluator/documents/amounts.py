"""What a breach costs, or an act: sums by date, each from the day on which it came into force, picked by the day of assessment."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from evaluator.documents.constructs import KEYS, SURE, Setting, phrases_of
from evaluator.documents.reader import Reader
from evaluator.documents.terms import Place
from evaluator.documents.values import money
from evaluator.documents.vocabulary import PARTY_TYPES
from evaluator.words.nodes import Listed, Mapped, Node, Text
from evaluator.words.times import parse_date

SORTS = ("at most", "base", "exactly", "at least")
ROW = ("from", *SORTS, "per", "in all", "source", "sure", "doubts")
AGAINST, BY, UNDER = (
    "to",
    "by",
    "under",
)  # fields of the fact that picks the row: against whom or by whom, and under which law
UNKNOWN = "not known"


@dataclass(frozen=True, slots=True)
class Row:
    """The sum from one day on: `sum` in dollars for each `per` (None: not known), `in_all` at most for the whole (None: not stated).

    `sort` says what it is, as `at most`; empty where only `in_all` is stated.
    """

    since: date
    sort: str
    sum: Decimal | None
    per: str
    in_all: Decimal | None
    source: str
    sure: str
    doubts: str

    @property
    def words(self) -> str:
        """The sum as one says it: `at most 53,088 USD per violation`."""
        whole = f"at most {dollars(self.in_all)} in all" if self.in_all is not None else ""
        if not self.sort:
            return whole
        sort = {"base": "a base of ", "exactly": ""}.get(self.sort, f"{self.sort} ")
        sum = dollars(self.sum) if self.sum is not None else "a sum that is not known here"
        one = f"{sort}{sum}" + (f" per {self.per}" if self.per else "")
        return f"{one}, {whole}" if whole else one


@dataclass(frozen=True, slots=True)
class Amount:
    """One `amount` of one version: the norms it covers as they are written, when it is owed, and the rows, oldest first.

    `picked_by` is the kind of fact whose day picks the row, `party` its field that names who pays.
    """

    name: str
    citation: str
    section: str
    calendar: str
    phrases: tuple[str, ...]
    of: tuple[Text, ...]
    picked_by: str
    party: str
    only_if: str
    rows: tuple[Row, ...]
    sure: str
    place: Place

    def on(self, day: date) -> Row | None:
        """The row in force on a day; None before the first one."""
        return next((row for row in reversed(self.rows) if row.since <= day), None)


def dollars(sum: Decimal) -> str:
    """A sum of money in figures: `53,088 USD`."""
    return f"{sum:,} USD"


def parse_amount(reader: Reader, key: Text, node: Node, setting: Setting) -> Amount:
    """Parse one `amount`; problems go to the reader, and what could be read comes back."""
    name = key.removeprefix("amount").strip()
    required, allowed = KEYS["amount"]
    entry = reader.mapping(node, f"the amount `{name}`", allowed, required)
    rows: list[Row] = []
    for each in reader.sequence(entry["values"], f"`values` of `{name}`") if "values" in entry else ():
        row = _row(reader, each)
        if row is not None and rows and row.since <= rows[-1].since:
            what = f"the row of {row.since} stands after the row of {rows[-1].since}"
            reader.wrong(each, what, "rows stand oldest first, each with its own day")
        rows += [row] if row is not None else []
    if isinstance(entry.get("values"), Listed) and not entry["values"]:
        reader.wrong(
            entry["values"], f"the amount `{name}` has no row", "for instance `{from: 2025-01-17, at most: 53088 USD}`"
        )
    return Amount(
        name, setting.citation, setting.section, setting.calendar,
        phrases_of(reader, entry.get("phrases", Listed())),
        tuple(reader.texts(entry["of"], "`of`")) if "of" in entry else (),
        *(_picked_by(reader, entry["picked by"], setting) if "picked by" in entry else ("", "")),
        str(reader.text(entry["only if"], "`only if`")) if "only if" in entry else "",
        tuple(sorted(rows, key=lambda row: row.since)),
        str(reader.one_of(entry["sure"], "degree of certainty", SURE) or "") if "sure" in entry else "",
        (reader.file, key.line, key.column),
    )  # fmt: skip


def _picked_by(reader: Reader, node: Node, setting: Setting) -> tuple[str, str]:
    """The kind of fact whose day picks the row, and its field that names who pays: against whom a sum is set, or by whom it is paid."""
    kinds = setting.vocabulary.kinds
    name = reader.one_of(node, "kind of fact", kinds)
    if name is None:
        return "", ""
    for field in (AGAINST, BY):
        if field in kinds[name].fields and kinds[name].fields[field].type in PARTY_TYPES:
            return str(name), field
    what = f"`{name}` does not tell who pays, in a field `{AGAINST}` or `{BY}`, so it can pick no sum"
    reader.wrong(node, what, "take a fact that names whom the sum is set for")
    return str(name), ""


def _row(reader: Reader, node: Node) -> Row | None:
    entry = reader.mapping(node, "a row", ROW, ("from", "source") if isinstance(node, Mapped) else ())
    told = [sort for sort in SORTS if sort in entry]
    if len(told) > 1:
        reader.wrong(entry[told[1]], f"a row says `{told[0]}` and `{told[1]}`", "write one amount for each")
    if isinstance(node, Mapped) and not told and "in all" not in entry:
        sorts = ", ".join(f"`{sort}`" for sort in SORTS)
        reader.wrong(node, f"a row says none of {sorts} and `in all`", "for instance `at most: 53088 USD`")
    sums = {
        key: reader.parsed(entry[key], f"`{key}`", money)
        for key in (*told[:1], "in all")
        if key in entry and entry[key] != UNKNOWN
    }
    since = reader.parsed(entry["from"], "`from`", parse_date) if "from" in entry else None
    sure = reader.one_of(entry["sure"], "degree of certainty", SURE) if "sure" in entry else None
    per, source, doubts = (
        str(reader.name(entry[key], f"`{key}`", long=True) or "") if key in entry else ""
        for key in ("per", "source", "doubts")
    )
    one, whole = sums.get(told[0]) if told else None, sums.get("in all")
    if one is not None and whole is not None and whole < one:
        reader.wrong(
            entry["in all"], f"`in all` is less than `{told[0]}`", "it limits the whole, of which each is a part"
        )
    if since is None:
        return None
    sort = told[0] if told else ""
    return Row(since, sort, sums.get(sort), per, sums.get("in all"), source, str(sure or ""), doubts)
