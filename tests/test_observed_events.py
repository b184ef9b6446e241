"""How a design says which events of a log belong to a touchpoint."""

from __future__ import annotations

import pytest

from journeykit import ModelError, ObservedEvent, attribute, touchpoint


def test_a_name_with_a_wildcard_is_a_pattern() -> None:
    """A star or a question mark makes a pattern, every other character stands for itself."""
    names = ["order", "/product/*", "?", "50%_off", "chat[mobile]"]
    pays = touchpoint("Pays").observed_as(*names)
    assert [True, False, False, True, True] == [event.exact for event in pays.observed]


def test_a_wildcard_can_stand_for_itself() -> None:
    """Whoever says that a name is exact is believed."""
    assert ObservedEvent("rating_*****", exact=True).exact


def test_the_verb_equals_the_keyword() -> None:
    """What is said in a sentence can be given to the constructor, each event once."""
    event = ObservedEvent("page", where=attribute("url").is_("/pay"))
    said = touchpoint("Pays").observed_as("paid", event).observed_as("paid")
    assert touchpoint("Pays", observed=["paid", event]) == said


@pytest.mark.parametrize("wrong", [3, "", "  ", None])
def test_what_is_no_event_is_refused(wrong: object) -> None:
    """An event without a name, or something else, is an error of the model."""
    with pytest.raises(ModelError):
        touchpoint("Pays", observed=[wrong])  # type: ignore[list-item]
