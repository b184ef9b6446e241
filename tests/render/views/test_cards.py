"""The words on cards: what was said, and nothing that was not."""

from __future__ import annotations

import pytest

from journeykit import Channel, Pain, journey, persona, touchpoint
from journeykit.render.views.cards import channel_badge, feeling
from journeykit.render.views.journey_map import map_diagram
from journeykit.render.views.lanes import lanes_diagram

MAYA = persona("Maya")


@pytest.mark.parametrize(
    ("valence", "word"),
    [
        (-2, "very bad"),
        (-1.5, "bad to very bad"),
        (-1, "bad"),
        (-0.5, "slightly bad"),
        (0.5, "slightly good"),
    ],
)
def test_half_a_step_has_its_own_word(valence: float, word: str) -> None:
    """−0.5 and −1 are told apart."""
    (experience,) = touchpoint("Pays").feels(MAYA, valence).experiences
    assert word == feeling(experience)


def test_a_range_is_told_by_its_ends() -> None:
    """Nobody said that the middle of a range was felt."""
    (experience,) = touchpoint("Pays").feels(MAYA, None, low=-2, high=1).experiences
    assert "−2 to +1" == feeling(experience)


def test_an_unknown_channel_has_no_class() -> None:
    """No screen is drawn for a channel of which nothing is known."""
    badge = channel_badge(Channel.UNKNOWN)
    assert ("Unknown", "", "") == (badge.text, badge.glyph, badge.tone)
    made = journey("Shop").stage("Purchase", touchpoint("Pays", Channel.UNKNOWN))
    chip = map_diagram(made).cell("channels", "purchase")
    assert chip is not None
    assert [""] == [node.tone for node in chip.nodes]


def test_what_nobody_stated_is_not_told() -> None:
    """A severity and a status that nobody stated are not shown."""
    pain = Pain("slow")
    made = journey("Shop").walked_by(MAYA)
    made = made.stage("Purchase", touchpoint("Pays").hurts(MAYA, pain)).opportunity("Faster", pain)
    cells = [map_diagram(made).cell(lane, "purchase") for lane in ("pains", "opportunities")]
    assert [(), ()] == [node.details for cell in cells if cell for node in cell.nodes]


def test_who_starts_a_touchpoint_and_what_triggers_it_are_told_in_plain_words() -> None:
    """The company starts it; an event triggers it."""
    reminder = touchpoint("Reminder", initiator="company", trigger="basket abandoned")
    cell = lanes_diagram(journey("Shop").stage("Purchase", reminder)).cell("everybody", "purchase")
    assert cell is not None
    (node,) = cell.nodes
    words = [badge.text for badge in node.badges]
    assert ["started by the company", "trigger: basket abandoned"] == words
