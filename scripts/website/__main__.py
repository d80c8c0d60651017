"""Builds the site into build/site: `python -m scripts.website`; every warning of Sphinx is an error."""

from __future__ import annotations

import shutil
import sys

from sphinx.cmd.build import main as sphinx

from evaluator.documents.rulebook import load_rulebook
from evaluator.words.errors import BadInput

from .staged import ROOT, stage

SOURCE, SITE, KEPT = (ROOT / "build" / name for name in ("site-source", "site", "site-kept"))


def main() -> int:
    """Stage the pages, have Sphinx put them together, and say where they are."""
    try:
        book = load_rulebook(ROOT / "rules")
    except BadInput as bad:
        print(bad, file=sys.stderr)
        return 4
    stage(book, SOURCE)
    conf = ROOT / "scripts" / "website"
    words = [
        *("-b", "html", "-q", "-W", "--keep-going", "-n", "-j", "auto"),
        *("-c", str(conf), "-d", str(KEPT), "-D", f"version={book.version}", str(SOURCE), str(SITE)),
    ]
    status = sphinx(words)
    if status:  # or the next run would find nothing new in the pages that it warned of, and pass
        shutil.rmtree(KEPT, ignore_errors=True)
    else:
        print(f"{SITE.relative_to(ROOT)}/index.html")
    return status


if __name__ == "__main__":
    raise SystemExit(main())
