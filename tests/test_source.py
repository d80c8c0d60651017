"""Reading files: texts stay texts, places are kept, and whatever is wrong is said at once and in plain words."""

from __future__ import annotations

import codecs
import copy
import json
import os
import pickle
import re
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from evaluator.words import nodes
from evaluator.words.errors import BadInput, Problem
from evaluator.words.files import decode
from evaluator.words.source import Form, Listed, Mapped, Node, Source, Text, load_path, load_text
from evaluator.words.yaml_source import read_yaml

BAD = Path(__file__).parent / "bad_input" / "source"
BAD_FILES = sorted(path.name for path in BAD.iterdir() if path.suffix != ".txt")


def refused(text: str, form: Form = "yaml") -> str:
    with pytest.raises(BadInput) as caught:
        load_text(text, "f", form)
    return str(caught.value)


def refused_path(path: str | Path, max_bytes: int = 1_000) -> str:
    with pytest.raises(BadInput) as caught:
        load_path(path, max_bytes=max_bytes)
    assert len(caught.value.problems) == 1
    return str(caught.value)


def plain(node: Node) -> object:
    """The tree without its places."""
    if isinstance(node, Mapped):
        return {str(key): plain(value) for key, value in node.items()}
    return [plain(item) for item in node] if isinstance(node, Listed) else str(node)


def placed(node: Node) -> object:
    """The tree with the places of everything in it."""
    place = (node.line, node.column)
    if isinstance(node, Mapped):
        return place, [(str(key), node.place_of(key), placed(value)) for key, value in node.items()]
    return (place, [placed(item) for item in node]) if isinstance(node, Listed) else (place, str(node))


# --- bad files, with what a reader is told -------------------------------------------------------------------------


@pytest.mark.parametrize("name", BAD_FILES)
def test_every_bad_file_is_refused_with_its_stored_message(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """A bad file gives exactly the message that is stored beside it."""
    monkeypatch.chdir(BAD)
    with pytest.raises(BadInput) as caught:
        load_path(name)
    assert f"{caught.value}\n" == (BAD / f"{name}.txt").read_text("utf-8")


def test_every_stored_message_has_its_bad_file() -> None:
    """No stored message outlives the file it is about, and there are many of both."""
    assert sorted(path.name for path in BAD.glob("*.txt")) == sorted(f"{name}.txt" for name in BAD_FILES)
    assert len(BAD_FILES) > 40


@pytest.mark.parametrize("name", BAD_FILES)
def test_messages_keep_the_house_style(name: str) -> None:
    """A message begins in lower case, ends without a period, and names nothing of Python or PyYAML."""
    for line in (BAD / f"{name}.txt").read_text("utf-8").splitlines():
        what = re.sub(r"^(\S+: |  help: )", "", line)
        assert not what[0].isupper()
        assert not what.endswith(".")
        assert not re.search(r"scalar|token|mapping values|codec|Error|Traceback|simple key|block end|flow", what)


# --- YAML ----------------------------------------------------------------------------------------------------------

SURPRISES = [
    "no", "on", "off", "yes", "48:00", "0012345670", "64.1200", "1_000", "0x10", "0o17", "1e3", ".inf", ".nan", "true",
    "2022-07-07", "2022-07-07T15:00", "12:30:45", "=", "1.", "+1", "(k)(4)", "47 CFR 64.1200(k)(4)", "a?", "?b", "nil",
]  # fmt: skip


@pytest.mark.parametrize("word", SURPRISES)
def test_plain_scalars_stay_as_written(word: str) -> None:
    """What YAML 1.1 reads as a number, a truth value, a time or nothing stays text."""
    data = load_text(f"key: {word}\nlist:\n- {word}\n", "f").data
    assert plain(data) == {"key": word, "list": [word]}
    assert plain(load_text(f"{word}: value", "f").data) == {word: "value"}


@pytest.mark.parametrize("word", ["~", "null", "Null", "NULL", ""])
def test_the_words_for_nothing_are_refused_only_when_plain(word: str) -> None:
    """An unquoted null is an empty value, a quoted one is a text."""
    assert "value" in refused(f"key: {word}")
    assert plain(load_text(f"key: '{word}'", "f").data) == {"key": word}


def test_yaml_places() -> None:
    """Keys, values, lists and mappings know their line and column, counted from 1 and in characters."""
    source = load_text('# first\ncase: one\nfacts:\n  - {by: fcc, "to": [a, 😀, c]}\n  - é: >-\n      long\n', "f")
    data = source.data
    assert isinstance(data, Mapped)
    assert (data.line, data.column) == (2, 1)
    assert data.place_of("facts") == (3, 1)
    case = data["case"]
    assert isinstance(case, Text)
    assert (case, case.line, case.column) == ("one", 2, 7)
    facts = data["facts"]
    assert isinstance(facts, Listed)
    assert (facts.line, facts.column) == (4, 3)
    first, second = facts
    assert isinstance(first, Mapped)
    assert isinstance(second, Mapped)
    assert (first.place_of("by"), first.place_of("to")) == ((4, 6), (4, 15))
    assert placed(first["to"]) == ((4, 21), [((4, 22), "a"), ((4, 25), "😀"), ((4, 28), "c")])
    assert placed(second["é"]) == ((5, 8), "long")
    assert all(isinstance(key, Text) for key in second)


def test_place_of_a_missing_key_is_the_mapping() -> None:
    """Whoever misses a key can point at the mapping that lacks it."""
    data = load_text("a:\n  b: c\n", "f").data
    assert isinstance(data, Mapped)
    inner = data["a"]
    assert isinstance(inner, Mapped)
    assert inner.place_of("nothing") == (2, 3)


def test_nodes_survive_copying_and_pickling() -> None:
    """Trees can travel to another process and keep their places."""
    data = load_text("a: [b, {c: d}]", "f").data
    for twin in (copy.deepcopy(data), pickle.loads(pickle.dumps(data))):
        assert placed(twin) == placed(data)
        assert twin == data


def test_texts_are_ordinary_strings() -> None:
    """A text equals, hashes and sorts like the string it holds."""
    assert {Text("b", 1, 2), Text("b", 3, 4)} == {"b"}
    assert sorted([Text("b"), "a"]) == ["a", "b"]


def test_source_keeps_file_text_and_digest(tmp_path: Path) -> None:
    """The digest is of the bytes on disk, byte order mark and line ends included."""
    raw = codecs.BOM_UTF8 + b"case: one\r\nzone: UTC\r\n"
    path = tmp_path / "case.YML"
    path.write_bytes(raw)
    source = load_path(path)
    assert (source.file, source.digest) == (str(path), sha256(raw).hexdigest())
    assert source.text == "case: one\r\nzone: UTC\r\n"
    assert placed(source.data) == ((1, 1), [("case", (1, 1), ((1, 7), "one")), ("zone", (2, 1), ((2, 7), "UTC"))])


def test_all_problems_of_a_file_are_told_at_once() -> None:
    """Duplicates, anchors, empty values and tags of one file come in one refusal, sorted by place."""
    with pytest.raises(BadInput) as caught:
        load_text("a: &x 1\nb: *x\na: 2\nc:\nd: !!str 3\ne: [{f: g, f: h}]\n", "f")
    assert [problem.line for problem in caught.value.problems] == [1, 2, 3, 4, 5, 6]


def test_a_syntax_error_hides_no_earlier_problem() -> None:
    """What was wrong before the place where reading stops is told too."""
    with pytest.raises(BadInput) as caught:
        load_text("a: 1\na: 2\nb: @c\n", "f")
    assert [(problem.line, problem.column) for problem in caught.value.problems] == [(2, 1), (3, 4)]


def test_merge_sign_in_quotes_is_a_key() -> None:
    """Only the plain sign would merge."""
    assert plain(load_text("'<<': a", "f").data) == {"<<": "a"}


@pytest.mark.parametrize("text", ["a: 'x\ty'", 'a: "x\ty"', "a: |\n  x\ty", "a: b # x\ty"])
def test_tabs_inside_texts_and_comments_are_harmless(text: str) -> None:
    """Only a tab that separates or indents is refused."""
    assert isinstance(load_text(text, "f").data, Mapped)


@pytest.mark.parametrize("char", ["\x00", "\x1b", "\x7f", "\x85", "\u200e", "\u202e", "\u2066", "\ufeff", "\r"])
@pytest.mark.parametrize("form", ["yaml", "json"])
def test_unseen_characters_are_refused(char: str, form: Form) -> None:
    """What no reader can see cannot hide in a file: controls, direction marks, stray byte order marks."""
    assert refused(f'{{"key": "a{char}b"}}', form).startswith("f:1:11: ")


def test_half_pairs_are_refused() -> None:
    """Half of a surrogate pair is no text, written as such or escaped, in YAML and in JSON."""
    for text in ('"a\ud83d"', '"a\\ud83d"', '"\\ude00a"'):
        assert "f:1:" in refused(text)
        assert "half of a character" in refused(text, "json")


# --- the two YAML readers ------------------------------------------------------------------------------------------

CORPUS = [
    "a: b", "- a\n- b: c\n  d: [e, {f: g}]", "{a: b:c, d: e}", "[a: b]", "a: |\n  x\n\n   y\n",
    "a: >-\n  x\n  y\n\n  z", "'it''s'", '"x\\u00e9\\n"', "a: b?c", "{a: b?c}", "{who?: x}", "[what ?]", "[?a]",
    "{a:, b: c}", "{a:b}", "a:\tb", "a: b\t# c", "|#\n  x", "|\n  \tx", "> \t\n x", "|2\n  \tx",
    '"\\ud83d\\ude00"', '"\\U00110000"', '"\\z"', "a\nb:c", "%FOO x\n--- a", "--- a", "a\n...\n", "a: b\n---",
    "? a\n: b", "{? a : b}", "a: b: c", "a: *b", "&a b", "!a b", "! a", "a: 'b", "[a, b", "[a\nb: c", "a: - b",
    "a:\n  b\n c: d", "a:\n - b\n  - c", "a: ]", "[a,, b]", "a: @b", "a: #c", "a:#c", "é: 😀", "a:\r\n  - b\r\n",
    "<<: a", "=: a", "a: !!str b", "a: {}\nb: []", "{a: {b: {c: d}}}", "a" * 1_100 + ": b", "[" * 70, "- " * 70,
    "a: x\n\n\n  y", "",
]  # fmt: skip


def answers(text: str) -> list[object]:
    """What each of the two readers makes of a text: the tree with its places, or that it is refused."""
    found: list[object] = []
    for loader in (yaml.CSafeLoader, yaml.SafeLoader):
        problems: list[Problem] = []
        data = read_yaml(text, "f", problems, loader)
        found.append("refused" if problems else data and placed(data))
    return found


@pytest.mark.skipif(not yaml.__with_libyaml__, reason="only one reader is installed")
@pytest.mark.parametrize("text", CORPUS)
def test_both_yaml_readers_give_the_same(text: str) -> None:
    """It does not matter whether PyYAML came with its C library."""
    fast, slow = answers(text)
    assert fast == slow


YAML_PIECES = st.sampled_from([
    "a", "b", "a: ", "b:", "- ", "\n", "\n  ", "{", "}", "[", "]", ",", ":", "?", " ", '"', "'", "#", "|", ">",
    "&", "*", "!", "\t", "---", "...", "%", "@", "\\", "~", "<<", "é", "😀", "\r\n", ">-\n  ", "|\n  ", "0",
])  # fmt: skip


@pytest.mark.skipif(not yaml.__with_libyaml__, reason="only one reader is installed")
@given(st.lists(YAML_PIECES, max_size=14).map("".join))
def test_both_yaml_readers_give_the_same_on_scraps(text: str) -> None:
    """Nor for texts nobody would write."""
    fast, slow = answers(text)
    assert fast == slow


# --- JSON ----------------------------------------------------------------------------------------------------------


def test_json_numbers_and_truth_words_stay_as_written() -> None:
    """JSON numbers are not rounded and truth words stay words."""
    text = '{"a": 64.1200, "b": 1E3, "c": -0, "d": 123456789012345678901234567890, "e": true, "f": false}'
    assert plain(load_text(text, "f", "json").data) == {
        "a": "64.1200", "b": "1E3", "c": "-0", "d": "123456789012345678901234567890", "e": "true", "f": "false",
    }  # fmt: skip


def test_json_places() -> None:
    """Every key and value of a JSON file has its line and column, in characters."""
    source = load_text('{\r\n  "a": "😀", "b": [1,\n    {}]\n}\n', "f", "json")
    assert placed(source.data) == (
        (1, 1),
        [("a", (2, 3), ((2, 8), "😀")), ("b", (2, 13), ((2, 18), [((2, 19), "1"), ((3, 5), [])]))],
    )


def test_json_escapes() -> None:
    """All JSON escapes mean what JSON says, surrogate pairs included."""
    text = '["\\"\\\\\\/\\t\\r\\n", "\\ud83d\\uDE00", "\\u00e9", "a\u2028b"]'
    assert plain(load_text(text, "f", "json").data) == ['"\\/\t\r\n', "😀", "é", "a\u2028b"]


@pytest.mark.parametrize("text", ["01", "+1", "1.", ".5", "1e", "0x10", "-", "-Infinity", "NaN", "١", "{} {}", "[1 2]"])
def test_json_is_read_strictly(text: str) -> None:
    """What json.org does not allow is refused, whatever Python's own reader thinks of it."""
    assert "f:1:" in refused(text, "json")


UNSEEN = re.compile(f"[{nodes.UNSEEN}]")
TEXTS = st.text().filter(lambda text: not UNSEEN.search(text))
TREES = st.recursive(TEXTS, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(TEXTS, inner, max_size=4))


@given(TREES, st.booleans(), st.sampled_from([None, 0, 2]))
def test_json_round_trip(tree: object, ascii_only: bool, indent: int | None) -> None:
    """What Python writes as JSON is read back as the same texts, beyond the basic plane too."""
    written = json.dumps(tree, ensure_ascii=ascii_only, indent=indent)
    assert plain(load_text(written, "f", "json").data) == tree


def test_json_lines() -> None:
    """Each line of JSON Lines is one mapping that knows its line; blank lines are skipped, the last needs no break."""
    source = load_text('{"a": "1"}\r\n\n  {"a": "2"}\n{"a": "3"}', "f", "jsonl")
    assert isinstance(source.data, Listed)
    assert [(row.line, row.column) for row in source.data] == [(1, 1), (3, 3), (4, 1)]
    assert plain(source.data) == [{"a": "1"}, {"a": "2"}, {"a": "3"}]


@pytest.mark.parametrize(
    ("name", "expected"), [("a.json", {"a": "1"}), ("a.jsonl", [{"a": "1"}]), ("a.NDJSON", [{"a": "1"}])]
)
def test_the_ending_chooses_the_form(name: str, expected: object, tmp_path: Path) -> None:
    """The ending of a file says how it is written, in small or capital letters."""
    path = tmp_path / name
    path.write_text('{"a": 1}\n', "utf-8")
    assert plain(load_path(path).data) == expected


# --- any text ------------------------------------------------------------------------------------------------------

ANY = (
    st.text()
    | st.lists(YAML_PIECES).map("".join)
    | st.lists(st.sampled_from(list('{}[]",:\\ \nu0d8tn1-.e/'))).map("".join)
)


@given(ANY, st.sampled_from(["yaml", "json", "jsonl"]))
def test_any_text_is_read_or_refused(text: str, form: Form) -> None:
    """No text whatever gives anything but a source, or a refusal whose places lie inside the text."""
    found: Source | tuple[Problem, ...]
    try:
        found = load_text(text, "f", form)
    except BadInput as error:
        found = error.problems
    if not isinstance(found, Source):
        assert found
        assert all("\n" not in problem.what + problem.help for problem in found)
        assert all(0 <= problem.line <= text.count("\n") + 2 for problem in found)


@given(st.binary(max_size=200), st.sampled_from(["a.yaml", "a.json", "a.jsonl"]))
def test_any_bytes_are_read_or_refused(raw: bytes, name: str) -> None:
    """No bytes whatever give a traceback."""
    try:
        found = decode(raw, name).encode()
    except BadInput as error:
        found = str(error).encode()
    assert found in (raw, raw.removeprefix(codecs.BOM_UTF8)) or found.startswith(name.encode())


# --- hostile sizes -------------------------------------------------------------------------------------------------


def test_deep_nesting_is_refused_where_it_gets_too_deep() -> None:
    """Sixty-four levels are read and the sixty-fifth is refused, in YAML and JSON, flow and block style."""
    assert isinstance(load_text("[" * 64 + "]" * 64, "f").data, Listed)
    assert isinstance(load_text("[" * 64 + "]" * 64, "f", "json").data, Listed)
    message = "f:1:65: nested deeper than 64 levels\n  help: write it flatter"
    assert refused("[" * 65 + "]" * 65) == refused("[" * 65 + "]" * 65, "json") == message
    assert refused("[" * 5_000) == refused("[" * 5_000, "json") == message
    assert refused('{"a":' * 5_000, "json") == "f:1:321: nested deeper than 64 levels\n  help: write it flatter"
    assert refused("- " * 5_000) == "f:1:129: nested deeper than 64 levels\n  help: write it flatter"
    assert refused("? " * 5_000).endswith("nested deeper than 64 levels\n  help: write it flatter")


def test_an_alias_bomb_is_never_expanded() -> None:
    """Aliases are refused where they stand; nine levels of nine would be 400 million values."""
    text = "a0: &a0 x\n" + "".join(f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]\n" for n in range(1, 10))
    with pytest.raises(BadInput) as caught:
        load_text(text, "f")
    assert len(caught.value.problems) == 10 + 9 * 9


@pytest.mark.parametrize(
    ("text", "form"), [("[" + "a," * 30, "yaml"), ("[" + "1," * 30, "json"), ('{"a":1}\n' * 12, "jsonl")]
)
def test_too_many_values_are_refused(text: str, form: Form, monkeypatch: pytest.MonkeyPatch) -> None:
    """The number of keys and values in one file has an end."""
    monkeypatch.setattr(nodes, "MAX_NODES", 20)
    monkeypatch.setattr("evaluator.words.json_source.MAX_NODES", 20)
    assert refused(text, form).endswith("more than 20 keys and values in one file\n  help: split the file")


def test_a_thousand_problems_are_enough() -> None:
    """A file that is wrong everywhere is not read to its end."""
    for text, form in (("a: 1\n" * 3_000, "yaml"), ("{\n" * 3_000, "jsonl")):
        with pytest.raises(BadInput) as caught:
            load_text(text, "f", form)  # type: ignore[arg-type]  # the loop widens the literal
        assert len(caught.value.problems) == 1_001
        assert str(caught.value).startswith("f: only the first 1,000 problems are shown\n")


def test_a_file_too_big_is_not_read(tmp_path: Path) -> None:
    """The size is asked before the file is opened, and the limit itself is allowed."""
    path = tmp_path / "big.yaml"
    path.write_bytes(b"a: " + b"b" * 997)
    assert isinstance(load_path(path, max_bytes=1_000).data, Mapped)
    path.write_bytes(b"a: " + b"b" * 998)
    assert refused_path(path) == f"{path}: the file has 1,001 bytes, and at most 1,000 are read\n  help: split it"
    os.truncate(path, 2**40)
    assert "1,099,511,627,776 bytes" in refused_path(path)


def test_a_text_too_big_is_refused() -> None:
    """The limit counts bytes, not characters."""
    assert isinstance(load_text("é" * 10, "f", max_bytes=20).data, Text)
    with pytest.raises(BadInput, match="f: larger than 20 bytes"):
        load_text("é" * 10 + "a", "f", max_bytes=20)


# --- paths that cannot be read -------------------------------------------------------------------------------------


def make_missing(folder: Path) -> str:
    (folder / "letters.yaml").touch()
    return "leters.yaml"


def make_folder(folder: Path) -> str:
    (folder / "case.yaml").mkdir()
    (folder / "case.yaml" / "inner.yaml").touch()
    return "case.yaml"


def make_dangling(folder: Path) -> str:
    (folder / "case.yaml").symlink_to("gone.yaml")
    return "case.yaml"


def make_loop(folder: Path) -> str:
    (folder / "case.yaml").symlink_to("case.yaml")
    return "case.yaml"


def make_pipe(folder: Path) -> str:
    os.mkfifo(folder / "case.yaml")
    return "case.yaml"


def make_link_to_device(folder: Path) -> str:
    (folder / "case.yaml").symlink_to("/dev/zero")
    return "case.yaml"


def make_below_a_file(folder: Path) -> str:
    (folder / "case.yaml").touch()
    return "case.yaml/inner.yaml"


def make_odd_ending(folder: Path) -> str:
    (folder / "case.txt").touch()
    return "case.txt"


SAVE = "save what it gives into a file, and name that"
UNREADABLE: list[tuple[Callable[[Path], str], str]] = [
    (make_missing, "leters.yaml: there is no such file\n  help: did you mean `letters.yaml`?"),
    (lambda folder: "none.yaml", "none.yaml: there is no such file\n  help: there is nothing of the kind to name here"),
    (lambda folder: "no/case.yaml", "no/case.yaml: there is no folder `no`\n  help: look at the path again"),
    (lambda folder: "", ": an empty path names no file\n  help: give the path of a file"),
    (make_folder, "case.yaml: this is a folder, not a file\n  help: name a file in it: there is `inner.yaml`"),
    (make_dangling, "case.yaml: this link points to `gone.yaml`, which is not there\n  help: mend the link"),
    (make_loop, "case.yaml: cannot be read: too many levels of symbolic links"),
    (make_pipe, f"case.yaml: this is a pipe, not a file\n  help: {SAVE}"),
    (make_link_to_device, f"case.yaml: this is a device, not a file\n  help: {SAVE}"),
    (make_below_a_file, "case.yaml/inner.yaml: one of the folders in this path is a file\n"
     "  help: look at the path again"),
    (lambda folder: "a\0.yaml", "a\\x00.yaml: no file can have such a name\n"
     "  help: look for invisible characters in the path"),
    (make_odd_ending, "case.txt: the ending of this file does not say how it is written\n"
     "  help: give it the ending .yaml, .json or .jsonl (one JSON object per line)"),
]  # fmt: skip


@pytest.mark.skipif(os.name != "posix", reason="pipes, devices and links as POSIX has them")
@pytest.mark.parametrize(("make", "message"), UNREADABLE)
def test_unreadable_paths(
    make: Callable[[Path], str], message: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A path that leads to no readable file is refused by the name the user wrote, at once and without opening it."""
    monkeypatch.chdir(tmp_path)
    assert refused_path(make(tmp_path)) == message


def test_a_file_without_permission(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file that may not be read says so, also where the tests run as root."""

    def deny(*_: object) -> int:
        raise PermissionError(13, "Permission denied")

    path = tmp_path / "case.yaml"
    path.touch()
    expected = f"{path}: you may not read this file\n  help: ask its owner for permission to read it"
    with monkeypatch.context() as patched:
        patched.setattr("evaluator.words.files.os.open", deny)
        assert refused_path(path) == expected


@pytest.mark.skipif(os.name != "posix", reason="pipes as POSIX has them")
def test_a_pipe_that_takes_the_place_of_a_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Even a pipe that appears between the look and the opening is refused without waiting."""
    calm, pipe = tmp_path / "calm.yaml", tmp_path / "case.yaml"
    calm.touch()
    os.mkfifo(pipe)
    status = os.stat(calm)
    with monkeypatch.context() as patched:
        patched.setattr("evaluator.words.files.os.stat", lambda _: status)
        with pytest.raises(BadInput, match="this is a pipe"):
            load_path(pipe)


@pytest.mark.parametrize("raw", [codecs.BOM_UTF8, b"", b"\n\n", b"# nothing\n"])
def test_empty_files(raw: bytes, tmp_path: Path) -> None:
    """A file that says nothing is refused, however little it holds."""
    path = tmp_path / "case.yaml"
    path.write_bytes(raw)
    assert re.search("the file (is empty|holds nothing but comments)$", refused_path(path))


def test_utf_16_without_a_mark(tmp_path: Path) -> None:
    """UTF-16 is known by its zeros when it carries no mark, and not told as a row of control characters."""
    path = tmp_path / "case.yaml"
    path.write_bytes("case: one".encode("utf-16-le"))
    assert refused_path(path).startswith(f"{path}: the file is written in UTF-16 or UTF-32")
