"""What Sphinx is told: MyST pages, a small theme of our own, nothing that depends on the day or the machine."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from pygments.lexers.data import JsonLexer
from pygments.lexers.special import TextLexer
from sphinx.application import Sphinx
from sphinx.search.en import SearchEnglish
from sphinx.writers.html5 import HTML5Translator

project = "callrules"
html_title = "callrules"
copyright = "the authors of callrules; Apache-2.0"
extensions = ["myst_parser"]
nitpicky = True
language = "en"
smartquotes = False
myst_enable_extensions = ["colon_fence"]
myst_heading_anchors = 4

html_theme_path = ["."]
html_theme = "theme"
html_js_files = [("boxes.js", {"defer": "defer"})]
html_copy_source = False
html_use_index = False
html_domain_indices = False
html_show_sphinx = False
html_permalinks_icon = "#"
html_last_updated_fmt = None


class English(SearchEnglish):
    """The index of words, which takes the stem of each word once: a seventh of the time of a build."""

    def __init__(self, options: dict[str, str]) -> None:
        super().__init__(options)
        self.stem = lru_cache(maxsize=None)(self.stem)  # type: ignore[method-assign]  # the same, remembered


class Translator(HTML5Translator):
    """Puts each table into a box of its own, which scrolls where the table is wider than the page."""

    def visit_table(self, node: Any) -> None:
        self.body.append('<div class="box">')
        super().visit_table(node)

    def depart_table(self, node: Any) -> None:
        super().depart_table(node)
        self.body.append("</div>\n")


def setup(app: Sphinx) -> dict[str, bool]:
    """Hooks in what differs from Sphinx's own."""
    app.set_translator("html", Translator)
    app.add_search_language(English)
    app.add_lexer("jsonl", JsonLexer)
    app.add_lexer("gone", TextLexer)  # a file that an example of `check` takes away
    return {"parallel_read_safe": True, "parallel_write_safe": True}
