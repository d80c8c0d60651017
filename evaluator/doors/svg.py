"""The timeline as a picture: one self-contained SVG, readable without colour, the same to the byte each time.

A row for each fact and each window, time from left to right. What is not exactly known is hatched or dotted; the instant asked about
is a line from top to bottom; each change of a status is a numbered dashed line, told in words below.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import timedelta
from textwrap import wrap
from xml.sax.saxutils import escape

from evaluator.passes.say import safe
from evaluator.passes.timeline import Fact, Flip, Span, Timeline
from evaluator.words.times import EVER, HOUR, MINUTE, NEVER, local, midnight, spoken

WIDTH, LEFT, RIGHT, MARGIN = 960, 330, 936, 16
ROW, BAR, LANE, LINE = 36, 14, 20, 17
LABEL, LONG = 47, 128  # characters that fit into a label, into a line of the list of changes
INK, SOFT, FAINT = "#1a1a1a", "#555555", "#d0d0d0"
STEPS = (1, 2, 3, 4, 5, 7, 14, 28, 61, 92, 183, 365, 730, 1826, 3652)  # days between two ticks
MOST_TICKS, LEAST_WIDTH = 7, 3.0


class _Scale:
    """Where instants lie on the page; open ends lie at its edges, and so does what had begun long before all else."""

    def __init__(self, line: Timeline) -> None:
        bounds = [line.at, *(flip.at for flip in line.flips)]
        bounds += [us for fact in line.facts for us in (*(() if lasts(fact) else fact.time), *(fact.ended or ()))]
        for window in line.windows:
            bounds += [*window.start, *window.due]
        known = [us for us in bounds if NEVER < us < EVER - 1]
        span = max(max(known) - min(known), HOUR)
        begun = [us for fact in line.facts if lasts(fact) for us in fact.time]
        known += [us for us in begun if min(known) - span <= us < EVER - 1]
        span = max(max(known) - min(known), HOUR)
        self.first, self.last = min(known) - span // 25, max(known) + span // 25

    def x(self, us: int) -> float:
        """The column of an instant, within the plot."""
        inside = min(max(us, self.first), self.last)
        return LEFT + (RIGHT - LEFT) * (inside - self.first) / (self.last - self.first)


def lasts(fact: Fact) -> bool:
    """Whether a fact is a period."""
    return fact.goes_on or fact.ended is not None


def timeline_svg(line: Timeline) -> str:
    """The picture of a timeline; its height grows with its rows."""
    scale = _Scale(line)
    top, flips = 92, _lanes(line.flips, scale)
    y, rows = top, []
    for heading, items in (("Facts", line.facts), ("Windows", line.windows)):
        if items:
            rows.append(_text(MARGIN, y + 14, heading, size=13, bold=True))
            y += 24
        for item in items:
            rows += _fact(item, y, scale) if isinstance(item, Fact) else _window(item, y, scale)
            y += ROW
    bottom = y + 6
    below = bottom + LANE * (1 + max((lane for _, lane in flips), default=0)) + 22
    told, height = _told(line.flips, below)
    legend, height = _legend(height)
    parts = [
        _head(height, line),
        *_axis(line, scale, top, bottom),
        *rows,
        *_marks(flips, scale, top, bottom),
        *_asked(line, scale, top, bottom),
        *told,
        *legend,
        "</svg>",
    ]
    return "\n".join(parts)


def _head(height: float, line: Timeline) -> str:
    title = f"Timeline, asked about {line.asked}"
    told = [f"{fact.words}: {fact.when}" for fact in line.facts]
    told += [
        f"window of {window.name}, {window.citation}: to {window.when}, {window.status}" for window in line.windows
    ]
    told += [f"{flip.when}: {'; '.join(flip.words)}" for flip in line.flips]
    pattern = '<pattern id="callrules-{id}" width="6" height="6" patternUnits="userSpaceOnUse">{inside}</pattern>'
    hatch = f'<path d="M-1,1 l2,-2 M0,6 l6,-6 M5,7 l2,-2" stroke="{SOFT}" stroke-width="1.2"/>'
    dots = f'<circle cx="2" cy="2" r="1" fill="{SOFT}"/>'
    return "\n".join(
        [
            f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{_n(height)}" '
            f'viewBox="0 0 {WIDTH} {_n(height)}" role="img" aria-labelledby="callrules-title callrules-desc" '
            'font-family="sans-serif">',
            f'<title id="callrules-title">{_safe(title)}</title>',
            f'<desc id="callrules-desc">{_safe(". ".join(told))}.</desc>',
            "<defs>",
            pattern.format(id="hatch", inside=hatch),
            pattern.format(id="dots", inside=dots),
            "</defs>",
            f'<rect x="0" y="0" width="{WIDTH}" height="{_n(height)}" fill="#ffffff"/>',
            _text(MARGIN, 26, title, size=16, bold=True),
        ]
    )


# -- time


def _axis(line: Timeline, scale: _Scale, top: float, bottom: float) -> Iterator[str]:
    """Ticks at midnights, or at hours where the whole is short."""
    for us in _ticks(line, scale):
        x, words = scale.x(us), spoken(us, line.zone).split()
        yield _line(x, top - 22, x, bottom, FAINT)
        first, second = " ".join(words[:3]), words[4] if words[4] != "00:00" else words[3]
        yield _text(x, top - 40, first, size=11, anchor="middle", colour=SOFT)
        yield _text(x, top - 27, second, size=11, anchor="middle", colour=SOFT)


def _ticks(line: Timeline, scale: _Scale) -> Iterator[int]:
    day, end = local(scale.first, line.zone).date(), local(scale.last, line.zone).date()
    days = (end - day).days + 1
    if days <= 2:
        hours = next((h for h in (1, 2, 3, 6, 12) if (scale.last - scale.first) // (h * HOUR) < MOST_TICKS), 12)
        us = midnight(day, line.zone)
        while us <= scale.last:
            if us >= scale.first:
                yield us
            us += hours * HOUR
        return
    step = next((step for step in STEPS if days // step < MOST_TICKS), STEPS[-1])
    day += timedelta(days=1)
    while day <= end:
        us = midnight(day, line.zone)
        if scale.first <= us <= scale.last:
            yield us
        day += timedelta(days=step)


# -- rows


def _label(y: float, first: str, second: str, full: str) -> str:
    """Two lines at the left, with the whole text for whoever points at them."""
    return (
        f"<g><title>{_safe(full)}</title>"
        + _text(MARGIN, y + 13, _short(first), size=12)
        + _text(MARGIN, y + 27, _short(second), size=11, colour=SOFT)
        + "</g>"
    )


def _fact(fact: Fact, y: float, scale: _Scale) -> Iterator[str]:
    note = " (only supposed)" if fact.supposed else ""
    source = f"; {fact.source}" if fact.source else ""
    yield _label(y, fact.words, fact.when + note, f"{fact.words}: {fact.when}{note}{source}")
    first, last = scale.x(fact.time.earliest), scale.x(fact.time.last)
    middle, dash = y + 16, ' stroke-dasharray="3 2"' if fact.supposed else ""
    if fact.goes_on:
        end = scale.x(EVER)
        yield _line(last, middle, end, middle, INK, 3)
        yield f'<path d="M{_n(end)},{_n(middle - 6)} l8,6 l-8,6 z" fill="{INK}"/>'
    if fact.ended is not None:
        yield _line(last, middle, scale.x(fact.ended.earliest), middle, INK, 3)
        if fact.ended.last - fact.ended.earliest >= MINUTE:
            yield _box(scale.x(fact.ended.earliest), middle, scale.x(fact.ended.last), "callrules-hatch", "")
    if fact.time.last < scale.first:  # it had begun before the page does
        yield f'<path d="M{_n(last)},{_n(middle - 5)} l-6,5 l6,5 z" fill="{INK}"/>'
        return
    if fact.time.last - fact.time.earliest < MINUTE:
        d = f"M{_n(first)},{_n(middle - 8)} l5,8 l-5,8 l-5,-8 z"
        yield f'<path d="{d}" fill="{INK if not fact.supposed else "#ffffff"}" stroke="{INK}"{dash}/>'
        return
    yield _box(first, middle, last, "callrules-hatch", dash)
    for us, x, way in ((fact.time.earliest, first, -1), (fact.time.last, last, 1)):
        if us <= NEVER or us >= EVER - 1:
            yield f'<path d="M{_n(x)},{_n(middle - 5)} l{6 * way},5 l{-6 * way},5 z" fill="{INK}"/>'


def _window(window: Span, y: float, scale: _Scale) -> Iterator[str]:
    when = f"{window.status}: to {window.when}"
    words = f"{window.name}, {window.words}" if window.words else window.name
    yield _label(y, words, when, f"{words} [{window.citation}] {when}")
    middle = y + 16
    start, sure, last = scale.x(window.start.earliest), scale.x(window.due.earliest), scale.x(window.due.last)
    begun = scale.x(min(window.start.last, window.due.earliest))
    if window.start.last - window.start.earliest >= MINUTE:
        yield _box(start, middle, begun, "callrules-hatch", "")
        start = begun
    yield _box(start, middle, max(sure, start), "", "")
    if window.due.last - window.due.earliest >= MINUTE:
        yield _box(sure, middle, last, "callrules-dots", ' stroke-dasharray="3 2"')


def _box(first: float, middle: float, last: float, fill: str, dash: str) -> str:
    paint = f"url(#{fill})" if fill else "#ffffff"
    return (
        f'<rect x="{_n(first)}" y="{_n(middle - BAR / 2)}" width="{_n(max(last - first, LEAST_WIDTH))}" height="{BAR}" '
        f'fill="{paint}" stroke="{INK}"{dash}/>'
    )


# -- the instant asked about, and changes


def _asked(line: Timeline, scale: _Scale, top: float, bottom: float) -> Iterator[str]:
    x = scale.x(line.at)
    yield _line(x, top - 20, x, bottom, INK, 2.5)
    right = x > (LEFT + RIGHT) / 2
    side = "end" if right else "start"
    yield _text(x + (-6 if right else 6), top - 10, "asked about", size=12, bold=True, anchor=side)


def _lanes(flips: Sequence[Flip], scale: _Scale) -> list[tuple[Flip, int]]:
    """Each change with the lane of its number, so that no two numbers touch."""
    ends: list[float] = []
    placed = []
    for flip in sorted(flips, key=lambda flip: flip.at):
        x = scale.x(flip.at)
        lane = next((lane for lane, end in enumerate(ends) if x - end > LANE + 2), len(ends))
        ends[lane : lane + 1] = [x]
        placed.append((flip, lane))
    return placed


def _marks(flips: Sequence[tuple[Flip, int]], scale: _Scale, top: float, bottom: float) -> Iterator[str]:
    """The dashed lines first, so that the numbers lie over them."""
    places = [(scale.x(flip.at), bottom + 10 + lane * LANE) for flip, lane in flips]
    for x, y in places:
        yield _line(x, top, x, y - 9, INK, 1, ' stroke-dasharray="2 4"')
    for number, (x, y) in enumerate(places, 1):
        yield f'<circle cx="{_n(x)}" cy="{_n(y)}" r="9" fill="#ffffff" stroke="{INK}"/>'
        yield _text(x, y + 4, str(number), size=11, anchor="middle")


def _told(flips: Sequence[Flip], y: float) -> tuple[list[str], float]:
    """The changes in words, numbered as they are marked."""
    if not flips:
        return [], y
    found = [_text(MARGIN, y, "Changes of status, as known now", size=13, bold=True)]
    y += LINE + 3
    for number, flip in enumerate(sorted(flips, key=lambda flip: flip.at), 1):
        lead = "" if flip.past else "if nothing more happens: "
        for index, words in enumerate(wrap(f"{flip.when}: {lead}{'; '.join(flip.words)}", LONG)):
            if not index:
                found.append(_text(MARGIN, y, f"{number}", size=12, bold=True))
            found.append(_text(MARGIN + 24, y, words, size=12))
            y += LINE
    return found, y


def _legend(y: float) -> tuple[list[str], float]:
    y += 10
    d = f"M{MARGIN + 7},{_n(y - 12)} l5,8 l-5,8 l-5,-8 z"
    found = [f'<path d="{d}" fill="{INK}"/>', _text(MARGIN + 22, y, "instant", size=11, colour=SOFT)]
    for x, fill, dash, words in (
        (100, "callrules-hatch", "", "some time in here"),
        (262, "", "", "window"),
        (362, "callrules-dots", ' stroke-dasharray="3 2"', "its end lies in here"),
    ):
        found += [_box(x, y - 4, x + 26, fill, dash), _text(x + 34, y, words, size=11, colour=SOFT)]
    found += [_line(524, y - 12, 524, y + 4, INK, 2.5), _text(532, y, "instant asked about", size=11, colour=SOFT)]
    found += [_line(664, y - 12, 664, y + 4, INK, 1, ' stroke-dasharray="2 4"')]
    found += [_text(672, y, "a status changes (numbered)", size=11, colour=SOFT)]
    return found, y + 16


# -- marks


def _text(
    x: float, y: float, words: str, *, size: int, bold: bool = False, anchor: str = "start", colour: str = INK
) -> str:
    weight = ' font-weight="bold"' if bold else ""
    at = f' text-anchor="{anchor}"' if anchor != "start" else ""
    return f'<text x="{_n(x)}" y="{_n(y)}" font-size="{size}" fill="{colour}"{weight}{at}>{_safe(words)}</text>'


def _line(x1: float, y1: float, x2: float, y2: float, colour: str, width: float = 1, dash: str = "") -> str:
    ends = f'x1="{_n(x1)}" y1="{_n(y1)}" x2="{_n(x2)}" y2="{_n(y2)}"'
    return f'<line {ends} stroke="{colour}" stroke-width="{_n(width)}"{dash}/>'


def _short(words: str) -> str:
    return words if len(words) <= LABEL else words[: LABEL - 1].rstrip() + "…"


def _safe(words: str) -> str:
    return escape(safe(words.replace("`", "")), {'"': "&quot;"})


def _n(value: float) -> str:
    return f"{value:.1f}".removesuffix(".0")
