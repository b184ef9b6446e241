"""Text measured without a font, and lines that fit."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journeykit.render.layout import text_metrics
from journeykit.render.layout.text_metrics import text_width, wrap_to_width


@given(st.text(st.characters(codec="utf-8", exclude_categories=("C",))), st.floats(1, 60))
def test_lines_fit_and_nothing_is_lost(text: str, ems: float) -> None:
    """No line of several characters is wider than asked, and apart from spaces all is there."""
    lines = wrap_to_width(text, ems)
    assert all(text_width(line) <= ems or len(line.strip()) < 8 for line in lines)
    assert "".join(text.split()) == "".join("".join(lines).split())


def test_wide_letters_take_more_room() -> None:
    """Capitals break earlier than what is narrow, and bold earlier than regular."""
    assert 1 == len(wrap_to_width("illicit illicit illicit", 10))
    assert 1 < len(wrap_to_width("WWWWWWW WWWWWWW WWWWWWW", 10))
    assert text_width("abc") < text_width("abc", bold=True)


def test_the_last_line_tells_that_there_is_more() -> None:
    """Text that is cut ends in an ellipsis."""
    assert ("shipping cost", "appears at the…") == wrap_to_width(
        "shipping cost appears at the last step", 9, 2
    )


@pytest.mark.parametrize("text", ["", " ", "\n"])
def test_nothing_has_no_lines(text: str) -> None:
    """A text that says nothing takes no line."""
    assert () == wrap_to_width(text, 10)


@pytest.mark.parametrize("text", ["運営からの連絡", "고객여정지도", "客户旅程地图", "カタカナ"])
def test_a_wide_letter_is_one_em_in_every_weight(text: str) -> None:
    """Chinese, Japanese and Korean letters stand on a square, bold or not."""
    assert len(text) == text_width(text) == text_width(text, bold=True)


def test_what_a_reader_takes_for_one_character_is_measured_once() -> None:
    """Marks take no room of their own, and an emoji joined from several is as wide as one."""
    assert text_width("e") == text_width("e\u0301")
    assert text_width("😀") == text_width("👩\u200d💻") == text_width("👍🏽")
    assert 2.0 == text_width("ｶﾀｶﾅ")


def test_of_a_text_that_is_cut_no_more_is_broken_than_is_shown(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A note of thousands of words costs what the three lines cost that are seen of it."""
    text = " ".join(f"word{number}" for number in range(800))
    whole = wrap_to_width(text, 10)
    broken: list[str] = []
    original = text_metrics._pieces
    monkeypatch.setattr(
        text_metrics, "_pieces", lambda word, *rest: broken.append(word) or original(word, *rest)
    )

    shown = wrap_to_width(text, 10, 3)

    assert whole[:2] == shown[:2]
    assert shown[2].endswith("…")
    assert len(broken) < 20


@pytest.mark.parametrize("ems", [-1.0, -0.5, 0.0])
@pytest.mark.parametrize("text", ["a", "\u200b", "漢字"])
def test_without_any_room_each_character_stands_alone(text: str, ems: float) -> None:
    """A column may leave less than nothing for words; they are shown all the same."""
    assert tuple(text) == wrap_to_width(text, ems, 3)


def test_no_line_begins_with_the_dot_between_two_things() -> None:
    """It stands behind the first, as a comma would, wherever there is room for it."""
    text = "two bills for one month · Jonas and The family · billing"
    for ems in range(6, 30):
        lines = wrap_to_width(text, ems)
        assert " ".join(lines) == text
        assert not any(line.startswith("·") for line in lines)
    assert ("· ·", "· ·") == wrap_to_width("· · · ·", 1.4)


@pytest.mark.parametrize(
    "text", ["オンラインショップで探す", "送料が最後まで分からない", "在网上商店浏览"]
)
def test_no_letter_stands_alone_where_there_are_no_spaces(text: str) -> None:
    """The last line has two letters or more, and nothing is lost."""
    for ems in range(4, 14):
        lines = wrap_to_width(text, ems)
        assert "".join(lines) == text
        assert all(text_width(line) <= ems for line in lines)
        assert len(lines) == 1 or len(lines[-1]) >= 2
