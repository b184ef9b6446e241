"""An organisation's own theme in one call."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

import journeykit as jk
from helpers.drawn_journeys import shop
from journeykit.errors import UnknownReferenceError
from journeykit.render.style.theme import DARK, LIGHT, contrast

colours = st.integers(0, 0xFFFFFF).map(lambda number: f"#{number:06x}")


@given(colours, st.sampled_from(["light", "dark", "mono"]))
def test_whatever_the_colour_the_letters_on_it_can_be_read(colour: str, base: str) -> None:
    """WCAG's 4.5 to 1, for stages and for the names at the curves."""
    ours = jk.theme(accent=colour, base=base)
    assert contrast(ours.accent_ink, ours.accent) >= 4.5
    assert contrast(ours.personas[0].colour, ours.surface) >= 4.5


def test_one_call_is_enough() -> None:
    """Stages take the colour, text takes the font, and all else stays."""
    ours = jk.theme(accent="#0b6e4f", font="Open Sans")
    drawn = jk.draw(shop(), "map", theme=ours).svg()
    assert 'fill="#0b6e4f"' in drawn
    assert 'font-family="Open Sans, Arial, Helvetica, sans-serif"' in drawn
    assert (LIGHT.covered, LIGHT.card) == (ours.covered, ours.card)
    assert "#0b6e4f" == ours.personas[0].colour


def test_a_dark_one_is_made_of_the_dark_one() -> None:
    """The base is a theme or its name."""
    assert jk.theme("#8899ff", base="dark") == jk.theme("#8899ff", base=DARK)
    assert DARK.background == jk.theme("#8899ff", base=DARK).background


def test_what_is_no_colour_and_no_base_is_refused() -> None:
    """The message says what is expected."""
    with pytest.raises(ValueError, match="expected a colour"):
        jk.theme("green")
    with pytest.raises(UnknownReferenceError, match='did you mean "dark"'):
        jk.theme("#112233", base="darc")
