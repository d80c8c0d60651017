"""Citations: the many ways people write them, one way to print them, and the order of the books."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evaluator.words.citations import Citation, CitationProblem, parse, parse_paragraph

WRITTEN = [
    ("47 CFR 64.1200(k)(4)", "47 CFR 64.1200", "(k)(4)"),
    ("47 C.F.R. § 64.1200(k)(4)", "47 CFR 64.1200", "(k)(4)"),
    ("47 CFR § 64.1200(k)(4)", "47 CFR 64.1200", "(k)(4)"),
    ("47 cfr §64.1200 (k) (4)", "47 CFR 64.1200", "(k)(4)"),
    ("  47\u00a0CFR\n64.1200 ( k )(4) ", "47 CFR 64.1200", "(k)(4)"),
    ("47 CFR section 64.1200", "47 CFR 64.1200", ""),
    ("16 CFR 310.3(b)", "16 CFR 310.3", "(b)"),
    ("16 CFR Part 310", "16 CFR 310", ""),
    ("17 CFR 240.10b-5", "17 CFR 240.10b-5", ""),
    ("47 USC 227(b)(1)(A)", "47 USC 227", "(b)(1)(A)"),
    ("47 USC 227(b)(1)(A)(iii)", "47 USC 227", "(b)(1)(A)(iii)"),
    ("15 U.S.C. 45(m)", "15 USC 45", "(m)"),
    ("15 u. s. c. § 78u-4", "15 USC 78u-4", ""),
    ("47 USC 227B-1", "47 USC 227b-1", ""),
    ("FCC 20-96 para. 43", "FCC 20-96", "para. 43"),
    ("FCC 20-96, ¶ 43", "FCC 20-96", "para. 43"),
    ("fcc 20-96 at paragraph 43", "FCC 20-96", "para. 43"),
    ("DA 22-1219", "DA 22-1219", ""),
    ("85 Fed. Reg. 56530", "85 FR 56530", ""),
    ("Public Law 116-105", "Pub. L. 116-105", ""),
]


@pytest.mark.parametrize(("text", "section", "paragraph"), WRITTEN)
def test_citations_as_people_write_them(text: str, section: str, paragraph: str) -> None:
    """Periods, section signs, blanks and the size of letters do not matter."""
    assert parse(text) == Citation(section, paragraph)


@pytest.mark.parametrize(("text", "section", "paragraph"), WRITTEN)
def test_the_printed_form_is_read_back(text: str, section: str, paragraph: str) -> None:
    """What is printed is itself a citation of the same place."""
    assert parse(str(parse(text))) == parse(text)


def test_printed_forms() -> None:
    """A paragraph follows its section closely, a numbered paragraph of a document after a blank."""
    assert str(parse("47 C.F.R. § 64.1200 (k)(4)")) == "47 CFR 64.1200(k)(4)"
    assert str(parse("FCC 20-96, ¶ 43")) == "FCC 20-96 para. 43"
    assert str(parse("47 U.S.C. 227")) == "47 USC 227"


def test_the_case_of_a_paragraph_is_kept() -> None:
    """In a statute (A) and (a) are different levels."""
    assert parse("47 USC 227(b)(1)(A)") != parse("47 USC 227(b)(1)(a)")


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("", "an empty text is no citation"),
        ("64.1200(k)(4)", "`64.1200(k)(4)` is no citation"),
        ("(k)(4)", "`(k)(4)` is no citation"),
        ("47 CFR", "`47 CFR` is no citation"),
        ("0 CFR 1", "`0 CFR 1` is no citation"),
        ("47 CFRS 64.1", "`47 CFRS 64.1` is no citation"),
        ("the letter", "`the letter` is no citation"),
        ("47 CFR 64.1200(k)(4", "`(k)(4` has a parenthesis that is not closed or not opened"),
        ("47 CFR 64.1200(k)4)", "`(k)4)` has a parenthesis that is not closed or not opened"),
        ("47 CFR 64.1200(k)4", "`(k)4` is no paragraph"),
        ("47 CFR 64.1200()", "`()` is no paragraph"),
        ("47 CFR 64.1200(k)(4).", "`(k)(4).` is no paragraph"),
        ("47 CFR 64.1200(k)(4)-(6)", "`(k)(4)-(6)` cites more than one place"),
        ("47 CFR 64.1200(k) and (l)", "`(k) and (l)` cites more than one place"),
        ("FCC 20-96 paras. 35-43", "`paras. 35-43` cites more than one place"),
        ("FCC 20-96 page 3", "`page 3` is no paragraph of that document"),
        ("85 FR 73360, 73395", "`73395` cites more than one place"),
    ],
)
def test_what_is_no_citation_says_why(text: str, what: str) -> None:
    """Half a citation, or several, is refused with advice."""
    with pytest.raises(CitationProblem) as caught:
        parse(text)
    assert caught.value.what == str(caught.value) == what
    assert caught.value.help


ORDER = [
    "16 CFR 310.3", "16 CFR 310.3(a)", "16 CFR 310.3(b)", "16 CFR 310.10", "47 CFR 64.1200", "47 CFR 64.1200(k)(2)",
    "47 CFR 64.1200(k)(2)(i)", "47 CFR 64.1200(k)(10)", "47 CFR 64.1200(l)", "47 CFR 64.6305", "47 USC 227(b)",
    "47 USC 227b", "85 FR 56530", "DA 22-1219", "FCC 20-96", "FCC 20-96 para. 9", "FCC 20-96 para. 43", "FCC 20-187",
]  # fmt: skip


def test_order_of_the_books() -> None:
    """Numbers sort by value, and a section before its paragraphs."""
    citations = [parse(text) for text in ORDER]
    assert all(first < second for first, second in pairwise(citations))
    assert sorted(citations[::2] + citations[1::2]) == citations
    assert max(citations) >= citations[-1] > citations[0] <= citations[0]


@pytest.mark.parametrize(
    ("inner", "outer", "expected"),
    [
        ("47 CFR 64.1200(k)(4)", "47 CFR 64.1200(k)(4)", True),
        ("47 CFR 64.1200(k)(4)", "47 CFR 64.1200(k)", True),
        ("47 CFR 64.1200(k)(4)", "47 CFR 64.1200", True),
        ("47 CFR 64.1200(k)(4)", "47 CFR 64", True),
        ("47 CFR 64.1200(k)", "47 CFR 64.1200(k)(4)", False),
        ("47 CFR 64.1200(k)(40)", "47 CFR 64.1200(k)(4)", False),
        ("47 CFR 64.1200", "47 CFR 64.120", False),
        ("47 CFR 64.1200", "47 CFR 6", False),
        ("47 CFR 64.6305(k)(4)", "47 CFR 64.1200(k)", False),
        ("47 USC 227b", "47 USC 227", False),
        ("FCC 20-96 para. 43", "FCC 20-96", True),
        ("FCC 20-96 para. 43", "FCC 20-96 para. 4", False),
    ],
)
def test_within(inner: str, outer: str, expected: bool) -> None:
    """A paragraph is within itself, its parents, its section and its part, and in nothing that merely looks alike."""
    assert parse(inner).within(parse(outer)) is expected


def test_under() -> None:
    """A paragraph written alone is read under the section of its file."""
    assert parse("47 CFR 64.1200").under("(k) (4)") == parse("47 CFR 64.1200(k)(4)")
    assert parse_paragraph(" (k)(4)") == "(k)(4)"
    for bad in ("", "k", "(k", "(k)(4)-(6)"):
        with pytest.raises(CitationProblem):
            parse_paragraph(bad)


PARAGRAPHS = st.lists(st.from_regex(r"\A([a-z]{1,4}|[A-Z]|[1-9][0-9]{0,2})\Z"), max_size=4).map(
    lambda parts: "".join(f"({part})" for part in parts)
)
SECTIONS = st.from_regex(r"\A[1-9][0-9]? (CFR [1-9][0-9]{0,2}\.[1-9][0-9]{0,3}|USC [1-9][0-9]{0,3}[a-z]?)\Z")


@given(SECTIONS, PARAGRAPHS)
def test_canonical_citations_read_as_themselves(section: str, paragraph: str) -> None:
    """Reading and printing lose nothing."""
    cited = parse(section + paragraph)
    assert cited == Citation(section, paragraph)
    assert str(cited) == section + paragraph


@given(st.lists(st.builds(Citation, SECTIONS, PARAGRAPHS), min_size=2, max_size=3))
def test_the_order_is_total(cited: list[Citation]) -> None:
    """Of two different citations exactly one comes first, and equal ones compare as equal."""
    first, second = cited[0], cited[1]
    assert [first < second, first == second, first > second].count(True) == 1
    assert sorted(cited) == sorted([*cited[1:], cited[0]])


@given(st.text() | st.text(alphabet="47 CFRUSCfcc.§¶()-,0129aparK\u212a"))
def test_any_text_is_a_citation_or_a_problem(text: str) -> None:
    """No text gives anything but a citation that can be sorted and read back, or a problem."""
    try:
        cited = parse(text)
    except CitationProblem:
        return
    assert parse(str(cited)) == cited
    assert cited <= cited


def test_very_long_numbers_do_no_harm() -> None:
    """A number too long for arithmetic is still sorted by its value."""
    short, long = parse("47 CFR 9"), parse("47 CFR " + "1" * 5_000)
    assert short < long
    assert parse("FCC 20-08") < parse("FCC 20-9")
