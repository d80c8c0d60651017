"""Citations: read as people write them, printed in one way, ordered as in the books.

parse("47 C.F.R. § 64.1200 (k)(4)")  ->  section "47 CFR 64.1200", paragraph "(k)(4)"
parse("FCC 20-96, ¶ 43")             ->  section "FCC 20-96", paragraph "para. 43"
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import total_ordering
from re import ASCII, IGNORECASE
from re import compile as pattern
from typing import TypeAlias

_Key: TypeAlias = tuple[tuple[bool, int, str], ...]

_PIECE = pattern(r"[0-9]+|[a-z]+", ASCII | IGNORECASE)
_PARAGRAPH = pattern(r"(?:\s*\(\s*[0-9a-z]+\s*\))+", ASCII | IGNORECASE)
_CODE = pattern(
    r"(?P<title>[1-9][0-9]*)\s*(?P<code>C\.?\s*F\.?\s*R\.?|U\.?\s*S\.?\s*C\.?)(?![a-z])"
    r"\s*(?:§+|sections?\b|sec\.|parts?\b)?\s*"
    r"(?P<section>[0-9]+[a-z]*(?:\.[0-9]+[a-z]*)?(?:-[0-9]+[a-z]*)*)"
    r"(?P<rest>.*)",
    ASCII | IGNORECASE,
)
_INSTRUMENT = pattern(r"(?P<body>[a-z]{2,5})\s+(?P<number>[0-9]{2,4}-[0-9]+[a-z]?)(?P<rest>.*)", ASCII | IGNORECASE)
_PRINTED = pattern(r"(?P<volume>[1-9][0-9]*)\s+(?:FR|Fed\.\s*Reg\.)\s+(?P<page>[0-9]+)(?P<rest>.*)", ASCII | IGNORECASE)
_PUBLIC_LAW = pattern(
    r"Pub(?:\.|lic)\s*L(?:\.|aw)\s*(?:No\.\s*)?(?P<number>[0-9]+-[0-9]+)(?P<rest>.*)", ASCII | IGNORECASE
)
_PARA = pattern(r"\s*,?\s*(?:at\s+)?(?:paras?(?:graphs?)?\b\.?|¶+)\s*(?P<number>[0-9]+[a-z]?)", ASCII | IGNORECASE)
_SEVERAL = pattern(r"\s*(?:[-–—,;&]|to\b|and\b|through\b).*[0-9(]", ASCII | IGNORECASE)

_SHAPE = "title, code and section, then each paragraph in its own parentheses: `TITLE CFR SECTION(a)(1)`"


class CitationProblem(ValueError):
    """A text that is no citation; `help` says how one is written."""

    def __init__(self, what: str, help: str = "") -> None:
        self.what, self.help = what, help
        super().__init__(what)


@total_ordering
@dataclass(frozen=True)
class Citation:
    """A section of a code, or an instrument, and a paragraph of it; both in canonical form, the paragraph may be empty.

    Sorted as in the books, paragraph (2) before (10). Make one with `parse`.
    """

    section: str
    paragraph: str = ""

    def __str__(self) -> str:
        gap = " " if self.paragraph and not self.paragraph.startswith("(") else ""
        return f"{self.section}{gap}{self.paragraph}"

    def __lt__(self, other: object) -> bool:
        if not isinstance(other, Citation):
            return NotImplemented
        return self._order < other._order

    @property
    def _order(self) -> tuple[_Key, _Key, str, str]:
        return _natural(self.section), _natural(self.paragraph), self.section, self.paragraph

    def under(self, paragraph: str) -> Citation:
        """The same section at another paragraph, as in "(k)(4)"; raises CitationProblem."""
        return Citation(self.section, parse_paragraph(paragraph))

    def within(self, other: Citation) -> bool:
        """Whether this is `other` or a part of it: a paragraph of its paragraph or section, a section of its part."""
        if self.section != other.section:
            return not other.paragraph and self.section.startswith(f"{other.section}.")
        if not other.paragraph or self.paragraph == other.paragraph:
            return True
        return other.paragraph.startswith("(") and self.paragraph.startswith(other.paragraph)


def parse(text: str) -> Citation:
    """The one citation a text holds; raises CitationProblem for none, for several, and for half of one."""
    written = " ".join(text.split())
    if not written:
        raise CitationProblem("an empty text is no citation", f"write {_SHAPE}")
    found = _CODE.fullmatch(written)
    if found is not None:
        code = "CFR" if "f" in found["code"].lower() else "USC"
        rest = found["rest"]
        return Citation(f"{found['title']} {code} {found['section'].lower()}", _of_code(rest) if rest.strip() else "")
    found = _PRINTED.fullmatch(written)
    if found is not None:
        return Citation(f"{found['volume']} FR {found['page']}", _of_instrument(found["rest"]))
    found = _PUBLIC_LAW.fullmatch(written)
    if found is not None:
        return Citation(f"Pub. L. {found['number']}", _of_instrument(found["rest"]))
    found = _INSTRUMENT.fullmatch(written)
    if found is not None:
        return Citation(f"{found['body'].upper()} {found['number'].upper()}", _of_instrument(found["rest"]))
    raise CitationProblem(f"`{_brief(written)}` is no citation", f"write {_SHAPE}")


def parse_paragraph(text: str) -> str:
    """A paragraph as in "(k)(4)", without blanks; raises CitationProblem."""
    return _of_code(text)


def _of_code(text: str) -> str:
    found = _PARAGRAPH.match(text)
    rest = text[found.end() :] if found else text
    if found and not rest.strip():
        return "".join(text.split())
    shown = f"`{_brief(text.strip())}`"
    if _SEVERAL.match(rest):
        raise CitationProblem(f"{shown} cites more than one place", "cite one at a time")
    if text.count("(") != text.count(")"):
        raise CitationProblem(f"{shown} has a parenthesis that is not closed or not opened", f"write {_SHAPE}")
    help = "write each level in its own parentheses, as in `(a)(1)(i)`"
    raise CitationProblem(f"{shown} is no paragraph", help)


def _of_instrument(text: str) -> str:
    if not text.strip():
        return ""
    found = _PARA.match(text)
    rest = text[found.end() :] if found else text
    if found and not rest.strip():
        return f"para. {found['number'].lower()}"
    shown = f"`{_brief(text.strip(' ,'))}`"
    if _SEVERAL.match(rest):
        raise CitationProblem(f"{shown} cites more than one place", "cite one at a time")
    raise CitationProblem(f"{shown} is no paragraph of that document", "write `para.` and a number after it")


def _natural(text: str) -> _Key:
    """Numbers by value and before letters; letters without regard to their size."""
    pieces = (piece.lstrip("0") if piece.isdigit() else piece.casefold() for piece in _PIECE.findall(text))
    return tuple((piece.isalpha(), 0 if piece.isalpha() else len(piece), piece) for piece in pieces)


def _brief(text: str) -> str:
    return text if len(text) <= 60 else f"{text[:60]}…"
