"""Text: what is admitted, the keys names make, widths, lines and directions."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from helpers.hostile import HOSTILE, INADMISSIBLE
from journeykit.errors import InadmissibleTextError
from journeykit.text import (
    LONGEST_TEXT,
    admissible,
    is_right_to_left,
    isolated,
    slug,
    width,
    wrapped,
)


def _is_admissible(text: str) -> bool:
    try:
        admissible(text)
    except InadmissibleTextError:
        return False
    return True


texts = st.text(max_size=300).filter(_is_admissible)
"""Any text that a journey may hold."""

clusters = st.sampled_from(
    [
        "a",
        "é",
        "e\u0301",
        "支",
        "😀",
        "👩\u200d💻",
        "👍🏽",
        "🇨🇦",
        "❤\ufe0f",
        "한",
        "\u1100\u1161",
        " ",
        "\n",
        "، ",
        "。",
    ]
)
"""What a reader takes for one character, with spaces between."""

clustered = st.lists(clusters, max_size=60).map("".join)


class TestAdmissible:
    """`admissible` returns the text itself or tells where and why not."""

    @pytest.mark.parametrize("text", [text for _, text in HOSTILE], ids=[n for n, _ in HOSTILE])
    def test_hostile_text_is_admitted(self, text: str) -> None:
        """Text that only troubles naive renderers is what people may write."""
        assert text is admissible(text, "a name")

    @pytest.mark.parametrize(
        "text", [text for _, text in INADMISSIBLE], ids=[n for n, _ in INADMISSIBLE]
    )
    def test_inadmissible_text_is_refused(self, text: str) -> None:
        """What no output could show safely is refused, with the place it was meant for."""
        with pytest.raises(InadmissibleTextError) as caught:
            admissible(text, "the name of a stage")
        assert (text, "the name of a stage") == (caught.value.text, caught.value.where)

    @pytest.mark.parametrize(
        ("text", "position", "reason"),
        [
            ("ab\0c", 2, "U+0000 is a control character"),
            ("a\rb", 1, "U+000D is a carriage return (end a line with a newline alone)"),
            ("abc\ud800", 3, "U+D800 is a lone surrogate"),
            ("\ufffe", 0, "U+FFFE is a noncharacter"),
            ("a\u202e", 1, "U+202E is a bidirectional override"),
            ("a\u2066b\u0000", 3, "U+0000 is a control character"),
            (
                "\u2066a\u2069 \u2067b",
                4,
                "U+2067 is a bidirectional isolate without its other half",
            ),
            ("a\u2069", 1, "U+2069 is a bidirectional isolate without its other half"),
            ("x" * 5000, 4096, "it has 5,000 characters, of at most 4,096"),
        ],
    )
    def test_tells_where_and_why(self, text: str, position: int, reason: str) -> None:
        """The error knows the first offending place and what is wrong there."""
        with pytest.raises(InadmissibleTextError) as caught:
            admissible(text)
        assert (position, reason) == (caught.value.position, caught.value.reason)

    def test_every_code_point(self) -> None:
        """Exactly the categories named in the documentation are refused, over all of Unicode."""
        refused = {point for point in range(0x110000) if not _is_admissible(chr(point))}
        controls = {*range(0x20), *range(0x7F, 0xA0)} - {ord("\n"), ord("\t")}
        nonchars = {p for p in range(0x110000) if p & 0xFFFE == 0xFFFE} | {*range(0xFDD0, 0xFDF0)}
        directions = {*range(0x202A, 0x202F), *range(0x2066, 0x206A)}
        assert controls | nonchars | {*range(0xD800, 0xE000)} | directions == refused

    def test_what_is_no_text(self) -> None:
        """A number is a type error that names the place."""
        with pytest.raises(TypeError, match="expected text for the name, not int"):
            admissible(5, "the name")  # type: ignore[arg-type]

    def test_longest(self) -> None:
        """The limit itself is admitted."""
        assert admissible("x" * LONGEST_TEXT) == "x" * LONGEST_TEXT


class TestSlug:
    """`slug` makes the same short key of the same name everywhere."""

    @pytest.mark.parametrize(
        ("name", "expected"),
        [
            ("Clicks an ad", "clicks-an-ad"),
            ("  Pays — at last!  ", "pays-at-last"),
            ("It's_here", "it-s-here"),
            ("Straße", "strasse"),
            ("Café", "café"),
            ("Cafe\u0301", "café"),
            ("ﬁnal Ⅳ ①", "final-iv-1"),
            ("ＡＢＣ", "abc"),
            ("お支払い・確認", "お支払い-確認"),
            ("الدفع الآن", "الدفع-الآن"),
            ("भुगतान किया", "भुगतान-किया"),
            ("می\u200cخواهم", "میخواهم"),
            ("co\u00adoperate", "cooperate"),
            ("ΣΊΣΥΦΟΣ", "σίσυφοσ"),
            ("😀🎉", "u-1f600-1f389"),
            ("❤\ufe0f", "u-2764"),
            ("😀 Joy", "joy"),
            ("?!", "u-3f-21"),
            ("\u0301", "u-301"),
            ("\u200d", "u-200d"),
            ("", "u"),
        ],
    )
    def test_examples(self, name: str, expected: str) -> None:
        """The rule by example: every script, accents, marks, and names without a letter."""
        assert expected == slug(name)

    def test_long_names_stay_apart(self) -> None:
        """Names that differ only beyond the cut have different keys of full length."""
        first, second = slug("word " * 100 + "one"), slug("word " * 100 + "two")
        assert first != second
        assert first[:60] == second[:60]
        assert max(len(first), len(second)) <= 80

    @given(texts)
    @example("İ")
    @example("ͅΑ")
    @example("a" * 79 + " b")
    @example("\u1fb3\u0345")
    def test_is_its_own_slug(self, name: str) -> None:
        """A key given as a name stays the same key; it is never empty nor longer than 80."""
        key = slug(name)
        assert slug(key) == key
        assert 1 <= len(key) <= 80

    @given(texts)
    def test_only_letters_digits_marks_and_single_hyphens(self, name: str) -> None:
        """Nothing in a key needs quoting because of punctuation or space."""
        key = slug(name)
        kinds = {unicodedata.category(character)[0] for character in key.replace("-", "")}
        assert kinds <= {"L", "N", "M"}
        assert "--" not in key
        assert not key.startswith("-")
        assert not key.endswith("-")

    @given(texts)
    def test_forms_of_one_name_have_one_key(self, name: str) -> None:
        """Whether an editor composes accents or not makes no difference."""
        composed, apart = (unicodedata.normalize(form, name) for form in ("NFC", "NFD"))
        assume(any(character.isalnum() for character in name))
        assert slug(composed) == slug(apart)


class TestWidth:
    """`width` measures as a terminal and a fixed-width font do."""

    @pytest.mark.parametrize(
        ("text", "expected"),
        [
            ("", 0),
            ("Pays", 4),
            ("café", 4),
            ("cafe\u0301", 4),
            ("支払い", 6),
            ("ＡＢ", 4),
            ("😀", 2),
            ("👩\u200d👩\u200d👧\u200d👦", 2),
            ("👍🏽", 2),
            ("❤\ufe0f", 2),
            ("🇨🇦🇩🇪", 4),
            ("\u1100\u1161\u11a8", 2),
            ("a\u200bb", 2),
            ("الدفع", 5),
        ],
    )
    def test_examples(self, text: str, expected: int) -> None:
        """Wide is two, combining none, a joined emoji two in all."""
        assert expected == width(text)

    @given(clustered, clustered)
    def test_spaces_separate(self, first: str, second: str) -> None:
        """Over a space, widths add up."""
        assert width(first) + 1 + width(second) == width(f"{first} {second}")


class TestWrapped:
    """`wrapped` breaks where a typesetter would, and loses nothing."""

    @pytest.mark.parametrize(
        ("text", "columns", "expected"),
        [
            ("", 10, ()),
            (" \n\t ", 10, ()),
            ("one", 10, ("one",)),
            ("one two three", 7, ("one two", "three")),
            ("one\ntwo", 10, ("one", "two")),
            ("one\n\ntwo", 10, ("one", "", "two")),
            ("a  b\tc", 10, ("a b c",)),
            ("no\u00a0break here", 8, ("no\u00a0break", "here")),
            ("abcdefghij", 4, ("abcd", "efgh", "ij")),
            ("ab cdefghij", 4, ("ab", "cdef", "ghij")),
            ("お支払いが完了。", 8, ("お支払い", "が完了。")),
            ("お支払い。次", 8, ("お支払", "い。次")),
            ("確認「支払」", 6, ("確認", "「支", "払」")),
            ("支", 1, ("支",)),
            ("e\u0301e\u0301e\u0301", 2, ("e\u0301e\u0301", "e\u0301")),
            ("👩\u200d💻👩\u200d💻", 3, ("👩\u200d💻", "👩\u200d💻")),
            ("🇨🇦🇩🇪", 2, ("🇨🇦", "🇩🇪")),
        ],
    )
    def test_examples(self, text: str, columns: int, expected: tuple[str, ...]) -> None:
        """Breaks by example: spaces, newlines, long words, wide characters, joined ones."""
        assert expected == wrapped(text, columns)

    @pytest.mark.parametrize(
        ("text", "columns", "lines", "expected"),
        [
            ("one two three", 7, 2, ("one two", "three")),
            ("one two three", 7, 1, ("one tw…",)),
            ("one two three", 8, 1, ("one two…",)),
            ("one two three four", 7, 2, ("one two", "three…")),
            ("支払完了", 4, 1, ("支…",)),
            ("a b", 1, 1, ("…",)),
            ("", 4, 1, ()),
        ],
    )
    def test_with_lines(
        self, text: str, columns: int, lines: int, expected: tuple[str, ...]
    ) -> None:
        """What does not fit ends in an ellipsis within the columns; what fits has none."""
        assert expected == wrapped(text, columns, lines)

    @given(texts | clustered, st.integers(1, 40))
    def test_nothing_is_lost(self, text: str, columns: int) -> None:
        """All but the white space that separates words is there, in its order."""
        shown = "".join(wrapped(text, columns))
        kept, given_ = (s.translate({ord(c): None for c in " \t\n"}) for s in (shown, text))
        assert given_ == kept

    @example("00\xad", 2)
    @given(texts | clustered, st.integers(2, 40))
    def test_no_line_is_too_wide(self, text: str, columns: int) -> None:
        """Every line fits, unless it is a single character that does not."""
        for line in wrapped(text, columns):
            assert width(line) <= columns or all(
                unicodedata.category(character)[0] == "M" for character in line[1:]
            )

    @given(clustered, st.integers(2, 20))
    def test_clusters_stay_whole(self, text: str, columns: int) -> None:
        """No line starts with a mark, a joiner, a skin tone or the second half of a flag."""
        lines = [line for line in wrapped(text, columns) if line]
        for line in lines:
            assert line[0] not in "\u0301\u200d\ufe0f🏽\u1161🇦"
            assert not line.endswith("\u200d")

    @given(texts | clustered, st.integers(2, 20), st.integers(1, 5))
    def test_lines_is_a_bound(self, text: str, columns: int, lines: int) -> None:
        """There are never more lines than allowed, and the cut shows."""
        whole, cut = wrapped(text, columns), wrapped(text, columns, lines)
        assert len(cut) == min(lines, len(whole))
        if len(whole) > lines:
            assert cut[-1].endswith("…")
            assert cut[:-1] == whole[: lines - 1]

    @pytest.mark.parametrize(("columns", "lines"), [(0, None), (-1, 2), (5, 0)])
    def test_nowhere_to_write(self, columns: int, lines: int | None) -> None:
        """No column or no line is an error, not an endless loop."""
        with pytest.raises(ValueError, match="at least one column and one line"):
            wrapped("text", columns, lines)


class TestDirection:
    """Direction follows Unicode's bidirectional algorithm, Annex 9."""

    @pytest.mark.parametrize(
        ("text", "expected"),
        [
            ("", False),
            ("Pays", False),
            ("123 — …", False),
            ("支払い", False),
            ("الدفع", True),
            ("תשלום now", True),
            ("1. תשלום", True),
            ("now תשלום", False),
            ("\u2067תשלום\u2069 now", False),
            ("\u2066now\u2069 תשלום", True),
        ],
    )
    def test_first_strong_character(self, text: str, expected: bool) -> None:  # noqa: FBT001
        """The first letter with a direction decides; isolates do not count."""
        assert expected == is_right_to_left(text)

    def test_isolated(self) -> None:
        """A text is wrapped in a first-strong isolate."""
        assert isolated("תשלום") == "\u2068תשלום\u2069"

    @pytest.mark.parametrize("text", ["a\u2067b", "a\u2069b", "\u2069\u2066\u2066", ""])
    def test_isolated_is_even(self, text: str) -> None:
        """Halves that a line break tore apart do not leak out."""
        depth = 0
        for position, character in enumerate(isolated(text)):
            depth += (character in "\u2066\u2067\u2068") - (character == "\u2069")
            assert depth > 0 or position == len(isolated(text)) - 1
        assert depth == 0
