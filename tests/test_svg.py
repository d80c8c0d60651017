from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise
from xml.etree import ElementTree

import pytest
from letters import assessed, block, complete, cutoff, letter, seen, told

from evaluator import Record
from evaluator.doors.explained import timeline_of
from evaluator.doors.svg import timeline_svg
from evaluator.words.times import HOUR, Interval

NAME = "{http://www.w3.org/2000/svg}"
DAY = 24 * HOUR
LATER = "2022-07-14T12:00:00-04:00"
MANY = assessed(
    letter(
        *(
            cutoff(f"2022-07-{8 + n:02}T{8 + n:02}:00", f"a cut-off with a rather long name, number {n}")
            for n in range(10)
        ),
        *(
            {"traffic seen": {**seen()["traffic seen"], "id": f"seen {n}", "happened": f"2022-07-{11 + n}"}}
            for n in range(9)
        ),
        cutoff("before 2022-07-08", "earlier"),
        cutoff("after 2022-07-20", "later"),
        block("2022-07-12T09:00:00"),
        block("2022-07-13", id="ended", ended="2022-07-18"),
        told("2022-07-10T18:00:00"),
    ),
    LATER,
)
CASES = {
    "letter": assessed(letter(declared=(complete(),))),
    "many": MANY,
    "one hour": assessed(letter(happened="2022-07-07T12:00:00", by="consortium", stated_due={}), "2022-07-07T12:30:00-04:00"),
    "years apart": assessed(letter(cutoff("2019-01-02")), "2026-01-01T00:00:00-05:00"),
    "nothing yet": assessed(letter(), "2022-07-01T00:00:00-04:00"),
}  # fmt: skip


def drawn(record: Record) -> str:
    """The picture of a record's timeline."""
    return timeline_svg(timeline_of(record))


def root_of(record: Record) -> ElementTree.Element:
    """The picture as a tree."""
    return ElementTree.fromstring(drawn(record))


def all_of(root: ElementTree.Element, tag: str) -> list[ElementTree.Element]:
    """Every element of a kind, as drawn: those of patterns left out."""
    inside = {id(e) for pattern in root.iter(f"{NAME}pattern") for e in pattern.iter()}
    return [element for element in root.iter(f"{NAME}{tag}") if id(element) not in inside]


@pytest.mark.parametrize("name", CASES)
def test_a_picture_is_whole_and_needs_nothing(name: str) -> None:
    """A picture is well-formed, has a title and a description for whoever cannot see it, and no script or outer reference."""
    words = drawn(CASES[name])
    root = ElementTree.fromstring(words)
    assert root.get("role") == "img"
    labels = (root.get("aria-labelledby") or "").split()
    told_by = [e.get("id") for e in root if e.tag in (f"{NAME}title", f"{NAME}desc")]
    assert told_by == labels
    assert all(e.text for e in root if e.tag in (f"{NAME}title", f"{NAME}desc"))
    assert {element.tag.removeprefix(NAME) for element in root.iter()} <= {
        "svg", "title", "desc", "defs", "pattern", "rect", "path", "circle", "line", "text", "g",
    }  # fmt: skip
    assert not re.search(r"href|<script|javascript|@import|url\((?!#)|\bon\w+=", words)
    assert words.count("http") == 1


@pytest.mark.parametrize("name", CASES)
def test_nothing_leaves_the_page(name: str) -> None:
    """The page is 960 wide, its ground is white, and every shape and the start of every text lie on it."""
    root = root_of(CASES[name])
    width, height = float(root.get("width", 0)), float(root.get("height", 0))
    assert width == 960
    ground = all_of(root, "rect")[0]
    assert (ground.get("fill"), ground.get("width"), ground.get("height")) == (
        "#ffffff",
        root.get("width"),
        root.get("height"),
    )
    for tag, across, down in (
        ("rect", "x", "y"),
        ("text", "x", "y"),
        ("circle", "cx", "cy"),
        ("line", "x1", "y1"),
        ("line", "x2", "y2"),
    ):
        for element in all_of(root, tag):
            assert 0 <= float(element.get(across, 0)) <= width
            assert 0 <= float(element.get(down, 0)) <= height


@pytest.mark.parametrize("name", CASES)
def test_labels_do_not_touch(name: str) -> None:
    """Labels at the left stand at least a line apart, and numbers of changes at least their own width."""
    root = root_of(CASES[name])
    left = sorted(float(e.get("y", 0)) for e in all_of(root, "text") if e.get("x") == "16")
    assert all(b - a >= 13 for a, b in pairwise(left))
    spots = [(float(c.get("cx", 0)), float(c.get("cy", 0))) for c in all_of(root, "circle")]
    apart = [((a[0] - b[0]) ** 2 + (a[1] - b[1]) ** 2) ** 0.5 for i, a in enumerate(spots) for b in spots[i + 1 :]]
    assert min(apart, default=99) >= 18


def test_every_fact_and_window_has_its_row() -> None:
    """Twenty-four facts and the windows of two burdens each have a row, with their whole words for whoever points at it."""
    line = timeline_of(MANY)
    assert len(line.facts) == 25
    titles = [e.text or "" for group in all_of(root_of(MANY), "g") for e in group if e.tag == f"{NAME}title"]
    assert len(titles) == len(line.facts) + len(line.windows)
    assert any("a cut-off with a rather long name, number 7" in title for title in titles)


def test_what_is_uncertain_is_patterned() -> None:
    """A day without an hour is hatched, an instant is a mark, the uncertain end of a window is dotted and dashed."""
    root = root_of(CASES["letter"])
    fills = [(e.get("fill"), e.get("stroke-dasharray")) for e in all_of(root, "rect")]
    rows = fills[1:-3]  # after the ground, before the legend
    assert rows[0] == ("url(#callrules-hatch)", None)
    assert ("url(#callrules-dots)", "3 2") in rows
    exact = root_of(assessed(letter(happened="2022-07-07T12:00:00", declared=(complete(),))))
    assert "url(#callrules-dots)" not in [e.get("fill") for e in all_of(exact, "rect")][1:-3]


def test_the_instant_asked_about_is_a_line() -> None:
    """One thick line runs through all rows at the instant asked about, between the letter and the last window's end."""
    root = root_of(CASES["letter"])
    [line] = [e for e in all_of(root, "line") if e.get("stroke-width") == "2.5" and float(e.get("y1", 0)) < 100]
    assert line.get("x1") == line.get("x2")
    texts = [e.text for e in all_of(root, "text")]
    assert "asked about" in texts
    flips = [float(e.get("cx", 0)) for e in all_of(root, "circle")]
    assert min(abs(float(line.get("x1", 0)) - x) for x in flips) < 0.2  # the burden flips at the very instant


def test_changes_are_numbered_and_told() -> None:
    """Each change of status has a number on the picture and a line below that begins with the same number."""
    root = root_of(CASES["letter"])
    numbers = [
        e.text
        for e in all_of(root, "text")
        if e.get("text-anchor") == "middle" and (e.text or "").isdigit() and len(e.text or "") < 3
    ]
    told_below = [e.text for e in all_of(root, "text") if e.get("font-weight") == "bold" and (e.text or "").isdigit()]
    assert numbers == told_below == ["1", "2", "3"]
    assert any("if nothing more happens" in (e.text or "") for e in all_of(root, "text"))


def test_open_ends_have_arrows() -> None:
    """A time open at one end and a period that goes on end in an arrow at the edge of the plot."""
    arrows = [e for e in all_of(root_of(MANY), "path") if re.search(r" l-?[68],[56] l-?[68],[56] z$", e.get("d", ""))]
    assert len(arrows) == 3  # before 8 July, after 20 July, a block without an end


def test_names_are_escaped() -> None:
    """Marks of XML, controls and marks of direction in an id mean nothing in the picture."""
    words = drawn(assessed(letter(cutoff(id='<b> & "quoted"'))))
    assert "<b>" not in words
    assert "&lt;b&gt; &amp; &quot;quoted&quot;" in words


def test_a_picture_is_the_same_each_time() -> None:
    """The same case gives the same picture to the byte, whatever the order of its facts."""
    facts = [cutoff(), seen(), cutoff("2022-07-09T10:00", "second")]
    assert len({drawn(assessed(letter(*order), LATER)) for order in (facts, facts[::-1])}) == 1


def test_what_had_begun_long_before_stretches_nothing() -> None:
    """A period that began years before the letter lies at the edge of the page, and the windows keep their width."""
    line = timeline_of(assessed(letter()))
    first = line.facts[0]
    begun = Interval(first.time.earliest - 3_000 * DAY, first.time.earliest - 2_999 * DAY)
    older = replace(line, facts=(replace(first, time=begun, ended=None, goes_on=True), *line.facts[1:]))
    assert _widest(timeline_svg(older)) == _widest(timeline_svg(replace(line, facts=line.facts[1:])))
    assert "l-6,5 l6,5 z" in timeline_svg(older)


def _widest(picture: str) -> float:
    """The width of the widest bar of a picture."""
    bars = ElementTree.fromstring(picture).iter(f"{NAME}rect")
    return max(float(each.get("width", 0)) for each in bars if each.get("height") == "14")


def test_a_window_s_status_stands_first() -> None:
    """The point of a row is not what a narrow label cuts off."""
    labels = [each.text or "" for each in root_of(CASES["letter"]).iter(f"{NAME}text")]
    assert any(label.startswith("not discharged: to ") for label in labels)
