"""A picture of the author's own in a diagram: a screen, a place, a letter, a face."""

from __future__ import annotations

from binascii import b2a_base64
from typing import Literal, TypeAlias

from attrs import field, frozen

from journeykit import fields

__all__ = ["Image", "ImageKind"]

ImageKind: TypeAlias = Literal["png", "jpeg", "svg+xml"]
"""The formats, as media types name them after `image/`."""


@frozen
class Image:
    """A picture that was read from a file and found to be harmless.

    `journeykit.image` makes it; whoever calls this class vouches for the bytes.

    Args:
        kind: The format.
        width: How wide it is, in pixels or in units of its own.
        height: How high it is.
        text: What it shows, for who cannot see it.

    Example:
        >>> Image(b"...", "png", 40, 30, "A basket")
        Image('png', 40 × 30, 'A basket')
    """

    content: bytes = field(repr=False)
    kind: ImageKind
    width: float
    height: float
    text: str = ""

    _repr_html_ = fields.card

    def __repr__(self) -> str:
        """Show the format, the size and what it shows."""
        return f"Image({self.kind!r}, {self.width:g} × {self.height:g}, {self.text!r})"

    @property
    def address(self) -> str:
        """All of it as an address that loads nothing."""
        encoded = b2a_base64(self.content, newline=False).decode("ascii")
        return f"data:image/{self.kind};base64,{encoded}"
