"""Channels: the eight categories, the others, and those of one's own."""

from __future__ import annotations

import pytest

from journeykit import CHANNELS, EIGHT_CATEGORIES, Channel
from journeykit.channels import BUILT_IN, as_channels
from journeykit.errors import ModelError, UnknownReferenceError


def test_the_eight_categories() -> None:
    """The names that glossaries list, in their order."""
    assert [
        "Website",
        "Social media",
        "Email",
        "Advertising",
        "Sales",
        "Support",
        "Product",
        "Community",
    ] == [channel.name for channel in EIGHT_CATEGORIES]


@pytest.mark.parametrize("channel", CHANNELS, ids=str)
def test_a_channel_of_the_library_is_a_constant(channel: Channel) -> None:
    """It is found by its key, and its `repr` is the constant."""
    assert channel is BUILT_IN[channel.key]
    assert channel is eval(repr(channel), {"Channel": Channel})


def test_no_channel_of_the_library_has_anothers_key() -> None:
    """Keys are identities."""
    assert len(CHANNELS) == len(BUILT_IN)


def test_a_channel_of_ones_own_is_a_value_like_them() -> None:
    """With class, ownership and category; not online unless digital."""
    kiosk = Channel("Kiosk", "physical", "earned", category="shop", examples="lobby")
    assert ("kiosk", "shop", ("lobby",)) == (kiosk.key, kiosk.category, kiosk.examples)
    assert "Channel('Kiosk', 'physical', 'earned')" == repr(kiosk)
    assert "Kiosk" == str(kiosk)
    assert (False, True) == (kiosk.online, Channel.EMAIL.online)
    assert "Channel('Email', 'physical', 'owned')" == repr(Channel("Email", "physical"))


def test_one_channel_needs_no_list() -> None:
    """Where several may stand, one is enough."""
    assert (Channel.EMAIL,) == as_channels(Channel.EMAIL)
    assert (Channel.EMAIL, Channel.PHONE) == as_channels([Channel.EMAIL, Channel.PHONE])


def test_what_is_no_channel_is_refused() -> None:
    """Classes and ownerships are few, and a name is needed."""
    with pytest.raises(UnknownReferenceError, match='did you mean "physical"'):
        Channel("Kiosk", "phisical")  # type: ignore[arg-type]
    with pytest.raises(UnknownReferenceError, match='did you mean "earned"'):
        Channel("Kiosk", ownership="earnd")  # type: ignore[arg-type]
    with pytest.raises(ModelError, match="name of a channel: expected some text"):
        Channel(" ")


@pytest.mark.parametrize("channel", CHANNELS, ids=str)
def test_a_standard_channel_is_found_by_what_a_database_calls_it(channel: Channel) -> None:
    """By name, key or the name of the constant, in any case."""
    constant = channel.key.replace("-", "_")
    for name in (channel.name, channel.key, constant):
        for written in (name, name.upper(), name.lower(), f" {name} "):
            assert channel is Channel.of(written)


def test_a_standard_channel_that_there_is_not() -> None:
    """The nearest is named; a channel of one's own is made, and not looked up."""
    with pytest.raises(UnknownReferenceError, match='"fone"; did you mean "phone"') as caught:
        Channel.of("fone")
    assert ("fone", "phone") == (caught.value.name, caught.value.suggestion)
    for name in ("", "Kiosk", "!"):
        with pytest.raises(UnknownReferenceError, match="unknown standard channel"):
            Channel.of(name)
    with pytest.raises(ModelError, match="expected the name of a channel, got 3"):
        Channel.of(3)  # type: ignore[arg-type]
