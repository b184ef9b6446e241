"""Inference: what a map does not state and a reader reads off it, each with its reason."""

from __future__ import annotations

from journeykit.model import Touchpoint

_CLASSES = frozenset({"digital", "physical", "interpersonal"})


def begun_by_company(touchpoint: Touchpoint) -> bool:
    """Return whether the company begins a contact, as stated or as its signs tell.

    Args:
        touchpoint: The touchpoint.

    Returns:
        True if that is stated, or it is automated, has a trigger, or is an advertisement: none of
        these begins with a customer.
    """
    if touchpoint.initiator != "customer":
        return touchpoint.initiator == "company"
    paid = bool(touchpoint.channels) and all(c.ownership == "paid" for c in touchpoint.channels)
    return touchpoint.automated or touchpoint.trigger is not None or paid


def meets_company(touchpoint: Touchpoint) -> bool:
    """Return whether customers have to do with the company at a touchpoint, as its signs tell.

    Args:
        touchpoint: The touchpoint.

    Returns:
        True if the company begins it, or it happens on a channel of the company's. On earned
        channels others speak, content may be anybody's, and what has no channel happens to
        customers by themselves.
    """
    return begun_by_company(touchpoint) or any(
        channel.ownership != "earned" and "content" not in {channel.key, channel.category}
        for channel in touchpoint.channels
    )


def changes_class(here: Touchpoint, there: Touchpoint) -> bool:
    """Return whether people go from one class of channels to another.

    Args:
        here: The touchpoint they leave.
        there: The touchpoint they come to.

    Returns:
        True if both have channels and share no class: from digital to in person, say. Then
        somebody else, or something else, takes over, and has to know what was said.
    """
    first = {channel.channel_class for channel in here.channels} & _CLASSES
    second = {channel.channel_class for channel in there.channels} & _CLASSES
    return bool(first) and bool(second) and first.isdisjoint(second)
