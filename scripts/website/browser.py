"""Looks at the built site in a headless Chromium: `python -m scripts.website.browser`, or with `--all` at every page.

Each page at two widths, once in light and once in dark colours: the rules of axe, no scrolling sideways, nothing asked of another host.
And a walk by keyboard alone. Before that, a bad page on which all of it has to be found. `--which` prints the browser that would be used;
`--pictures FOLDER` keeps a picture of each view.
"""

from __future__ import annotations

import argparse
import os
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, sync_playwright
from playwright.sync_api import Error as PlaywrightError

ROOT = Path(__file__).resolve().parent.parent.parent
SITE, BAD = ROOT / "build" / "site", ROOT / "tests" / "bad_site"
MACOS = ("Google Chrome", "Chromium")
BROWSERS = (
    "chromium",
    "chromium-browser",
    "google-chrome",
    *(f"/Applications/{name}.app/Contents/MacOS/{name}" for name in MACOS),
)
QUIET = tuple(
    f"--{each}"
    for each in [
        "disable-gpu",
        "disable-quic",
        "no-first-run",
        "disable-background-networking",
        "disable-component-update",
        "disable-sync",
    ]
)
VIEWS = ((390, 844, "light"), (1280, 900, "dark"))  # a contrast depends on the colours, the rest on the width
RULES = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    "resultTypes": ["violations"],
}
# One page of each sort; of paragraphs, sections and scenarios the longest, as what is wrong shows there first.
SORTS = (
    "index.html",
    "law/index.html",
    "law/by-question.html",
    "docs/cases.html",
    "docs/check/clash.html",
    "search.html?q=mitigate",
)
SEEN = (
    *("pixels too wide", "color-contrast", "image-alt", "no visible way past", "does not lead to the content"),
    *("a stop that nobody sees", "never reached: #never", "asks for http"),
)
FOLDED = "<summary>As the card has it"
OVERFLOW = "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"
FOCUS = """() => {
  const at = document.activeElement, style = getComputedStyle(at), box = at.getBoundingClientRect();
  const seen = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2;
  const inside = box.left >= 0 && box.top >= 0 && box.right <= innerWidth && box.bottom <= innerHeight;
  return {href: at.getAttribute("href") || "", tag: at.tagName, id: at.id, shown: seen && inside};
}"""


class Quiet(SimpleHTTPRequestHandler):
    """Serves files and says nothing."""

    def log_message(self, format: str, *args: Any) -> None:
        """Nothing."""


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """The address under which a folder is served while the block runs."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(folder)))
    Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}/"
    finally:
        server.shutdown()
        server.server_close()


def which() -> str:
    """The browser to use: that of the variable CHROMIUM, else the first one that the system has; empty if there is none."""
    names = (os.environ["CHROMIUM"],) if os.environ.get("CHROMIUM") else BROWSERS
    return next((path for name in names if (path := shutil.which(name))), "")


def chosen(every: bool) -> list[str]:
    """The pages to look at, as addresses below that of the site."""
    found = sorted(path.relative_to(SITE).as_posix() for path in SITE.rglob("*.html"))
    if every:
        return [*found, SORTS[-1]]
    sizes = {name: (SITE / name).stat().st_size for name in found}
    longest = []
    for folder, part in (("law/", ".html"), ("scenarios/", ".html")):
        own = [name for name in found if name.startswith(folder) and name.endswith(part) and "/by-" not in name]
        longest += sorted(own, key=lambda name: (-sizes[name], name))[:1]
    return [*SORTS, *longest]


def looked_at(page: Page, base: str, name: str, pictures: Path | None) -> Iterator[str]:
    """What is wrong with one page, in every view."""
    page.set_viewport_size({"width": VIEWS[0][0], "height": VIEWS[0][1]})
    page.emulate_media(color_scheme=VIEWS[0][2])  # type: ignore[arg-type]  # one of its two words
    page.goto(base + name, wait_until="load")
    for width, height, colours in VIEWS:
        page.set_viewport_size({"width": width, "height": height})
        page.emulate_media(color_scheme=colours)  # type: ignore[arg-type]  # as above
        page.wait_for_timeout(60)  # so that what listens to the size has heard of it
        view = f"{name} at {width} pixels, {colours}"
        if over := page.evaluate(OVERFLOW):
            yield f"{view}: {over} pixels too wide"
        for broken in Axe().run(page, options=RULES).response["violations"]:
            for node in broken["nodes"][:3]:
                yield f"{view}: {broken['id']}: {broken['help']}: {' '.join(map(str, node['target']))}"
        if pictures is not None:
            pictures.mkdir(parents=True, exist_ok=True)
            title = "".join(char if char.isalnum() or char in ".-" else "-" for char in name)
            page.screenshot(path=pictures / f"{title}-{width}-{colours}.png", full_page=True)


def passed_by(page: Page, base: str, width: int) -> Iterator[str]:
    """Whether the first stop of the keyboard leads past the navigation."""
    page.set_viewport_size({"width": width, "height": 844})
    page.goto(base)
    page.keyboard.press("Tab")
    first = page.evaluate(FOCUS)
    if first["href"] != "#content" or not first["shown"]:
        yield f"keyboard at {width}: the first stop is no visible way past the navigation: {first}"
    page.keyboard.press("Enter")
    if page.evaluate("() => document.activeElement.id") != "content":
        yield f"keyboard at {width}: the way past the navigation does not lead to the content"


def reached(page: Page, base: str, width: int) -> Iterator[str]:
    """Whether the keyboard reaches every link of a page, and shows where it is at each stop."""
    page.set_viewport_size({"width": width, "height": 844})
    page.goto(base)
    wanted = set(page.eval_on_selector_all("header a, main a", "all => all.map(one => one.getAttribute('href'))"))
    for _ in range(3 * len(wanted) + 10):
        page.keyboard.press("Tab")
        at = page.evaluate(FOCUS)
        if at["tag"] != "BODY" and not at["shown"]:
            yield f"keyboard at {width}: a stop that nobody sees: {at}"
        wanted.discard(at["href"])
    if wanted:
        yield f"keyboard at {width}: links that are never reached: {', '.join(sorted(wanted))}"


def searched(page: Page, base: str) -> Iterator[str]:
    """Whether a search by the keyboard finds pages."""
    page.goto(base)
    page.focus("#find")
    page.keyboard.type("mitigate")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search.html?*")
    try:
        page.wait_for_selector("#search-results li a", timeout=10_000)
    except PlaywrightError as error:
        yield f"a search finds nothing: {str(error).splitlines()[0]}"


def unfolds(page: Page, base: str, name: str) -> Iterator[str]:
    """Whether what folds in a page opens by the keyboard."""
    page.goto(base + name)
    if page.locator("main details").count():
        page.locator("main details > summary").first.focus()
        page.keyboard.press("Enter")
        if not page.locator("main details").first.evaluate("one => one.open"):
            yield f"{name}: what folds does not open by the keyboard"
    else:
        yield f"{name}: nothing folds here any more; the check needs another page"


def visited(page: Page, base: str, names: list[str], pictures: Path | None) -> Iterator[str]:
    """What is wrong with some pages, and what they ask of others."""
    elsewhere: list[str] = []
    page.on("request", lambda asked: None if asked.url.startswith((base, "data:")) else elsewhere.append(asked.url))
    page.on("pageerror", lambda error: elsewhere.append(f"a script that works: {error}"))
    for name in names:
        yield from looked_at(page, base, name, pictures)
        yield from (f"{name}: asks for {each}" for each in elsewhere)
        elsewhere.clear()


def unseen(browser: Browser) -> Iterator[str]:
    """What this check does not find on a page that has it all."""
    with served(BAD) as base:
        page = browser.new_page()
        found = [*visited(page, base, ["index.html"], None), *passed_by(page, base, 390), *reached(page, base, 390)]
        page.close()
    yield from (
        f"the check is blind: on a bad page it misses `{each}`"
        for each in SEEN
        if not any(each in told for told in found)
    )


def problems(names: list[str], pictures: Path | None) -> Iterator[str]:
    """Everything wrong, page by page as it is found."""
    with served(SITE) as base, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=which(), args=list(QUIET))
        yield from unseen(browser)
        page = browser.new_page()
        yield from visited(page, base, names, pictures)
        for width, _, _ in VIEWS:
            yield from passed_by(page, base, width)
            yield from reached(page, base, width)
        yield from searched(page, base)
        yield from unfolds(
            page, base, next(name for name in names if FOLDED in (SITE / name.partition("?")[0]).read_text("utf-8"))
        )
        browser.close()


def main() -> int:
    """Say what is wrong, and leave with 1 if anything is."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--all", action="store_true", help="every page, not one of each sort")
    asked.add_argument("--which", action="store_true", help="print the browser that would be used, and nothing else")
    asked.add_argument("--pictures", type=Path, help="a folder for a picture of each view")
    given = asked.parse_args()
    if given.which:
        print(which())
        return 0
    if not which():
        print("no browser: install chromium, or name one in the variable CHROMIUM", file=sys.stderr)
        return 2
    if not (SITE / "index.html").exists():
        print(f"no site in {SITE.relative_to(ROOT)}: `make site` builds it", file=sys.stderr)
        return 2
    names = chosen(given.all)
    count = 0
    for problem in problems(names, given.pictures):
        count += 1
        print(problem)
    print(f"{len(names)} pages in {len(VIEWS)} views: {count or 'no'} problem(s)")
    return 1 if count else 0


if __name__ == "__main__":
    raise SystemExit(main())
