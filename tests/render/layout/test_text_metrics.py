"""Text text_width without a font, and lines that fit."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

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
