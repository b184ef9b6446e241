"""The small drawings."""

from __future__ import annotations

from journeykit.render.style.glyphs import face, glyph


def test_every_half_step_of_a_feeling_has_its_own_face() -> None:
    """Slightly bad is not drawn as bad is."""
    steps = [half / 2 for half in range(-4, 5)]
    assert len(steps) == len({face(step) for step in steps})


def test_no_two_glyphs_of_a_card_are_alike() -> None:
    """What hurts and what runs by itself stand on one card."""
    assert glyph("pain") != glyph("automatic")
