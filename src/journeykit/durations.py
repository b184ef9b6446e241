"""Durations: how long customers wait."""

from __future__ import annotations

from attrs import field, frozen

from journeykit import fields


@frozen
class Wait:
    """A pause in the journey.

    Args:
        duration: How long, in words such as "3 days".
        until: What ends it, if not time.
    """

    duration: str = field(default="", validator=fields.text)
    until: str = field(default="", validator=fields.text)

    __repr__ = fields.shown
