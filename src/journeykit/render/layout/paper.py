"""Sheets and slides that a picture is to fill."""

from __future__ import annotations

import re
from math import inf
from typing import Final, Literal, TypeAlias

from attrs import frozen

from journeykit.arguments import number, word_of
from journeykit.errors import PictureError
from journeykit.printable import representation

__all__ = ["Fit", "Paper", "framed", "paper_of", "size_of"]

Fit: TypeAlias = Literal["16:9", "A4", "A3"] | float
"""A slide, a sheet in landscape, or a width in pixels."""

_LARGEST: Final = 2.5
"""How much larger than usual a picture of little is drawn."""

_READ: Final = 6.0
"""Smaller letters than this, in points, are not read on paper."""

_POINTS: Final = 0.75
"""How many points a pixel is."""


@frozen
class Paper:
    """What a picture is to fill.

    Args:
        width: The width, in pixels.
        height: The height, in pixels; as high as the picture needs if infinite.

    Example:
        >>> Paper(1280, 720).scale(640, 720)
        1.0
    """

    width: float
    height: float = inf

    @property
    def size(self) -> tuple[float, float]:
        """Its width and height."""
        return self.width, self.height

    def scale(self, width: float, height: float) -> float:
        """Return how large a picture is drawn.

        Returns:
            By what its sizes are multiplied.
        """
        if self.height == inf:
            return self.width / width
        return min(self.width / width, self.height / height, _LARGEST)

    @staticmethod
    def is_legible(scale: float, letters: float) -> bool:
        """Tell whether a picture can be read.

        Args:
            scale: By what its sizes are multiplied.
            letters: The size of its letters, in pixels.

        Returns:
            Whether they are large enough, as they stand on the paper.
        """
        return letters * scale * _POINTS >= _READ


_PAPERS: Final = {
    "16:9": Paper(1280, 720),
    "A4": Paper(297 / 25.4 * 96, 210 / 25.4 * 96),
    "A3": Paper(420 / 25.4 * 96, 297 / 25.4 * 96),
}


def paper_of(fit: object) -> Paper:
    """Return what a caller means.

    Args:
        fit: The name of a sheet or slide, or a width in pixels.

    Raises:
        UnknownReferenceError: There is no such sheet.
        PictureError: It is neither a name nor a width.

    Example:
        >>> paper_of("16:9"), paper_of(900).width
        (Paper(width=1280, height=720), 900.0)
    """
    if isinstance(fit, str):
        return _PAPERS[word_of("fit", fit, _PAPERS)]
    fit = number(fit)
    if isinstance(fit, bool) or not isinstance(fit, int | float) or not 100 <= fit <= 20_000:  # noqa: PLR2004
        expected = f"one of {', '.join(_PAPERS)}, or a width from 100 to 20,000 pixels"
        raise PictureError("fit", f"{representation(fit)} is none", expected=expected)
    return Paper(float(fit))


_SIZE: Final = r'width="([\d.]+)" height="([\d.]+)"'
_ROOT: Final = re.compile(_SIZE + r' viewBox="0 0 [\d.]+ [\d.]+"')
_GROUND: Final = re.compile('^<rect width="100%" height="100%"[^>]*/>')


def size_of(svg: str) -> tuple[float, float]:
    """Return how large an SVG of ours is.

    Returns:
        Its width and height, in pixels.
    """
    match = re.search(_SIZE, svg)
    return (float(match[1]), float(match[2])) if match else (1.0, 1.0)


def framed(svg: str, paper: Paper, ground: str) -> str:
    """Put an SVG of ours in the middle of a paper.

    Args:
        ground: The colour of the paper.

    Returns:
        The same, as large as the paper.
    """
    match = _ROOT.search(svg)
    if match is None:
        return svg
    width, height = float(match[1]), float(match[2])
    scale = paper.scale(width, height)
    across = paper.width / scale
    down = height if paper.height == inf else paper.height / scale
    x, y = (width - across) / 2, (height - down) / 2
    root = f'width="{paper.width:.1f}" height="{down * scale:.1f}"'
    root += f' viewBox="{x:.1f} {y:.1f} {across:.1f} {down:.1f}"'
    behind = f'<rect x="{x:.1f}" y="{y:.1f}" width="100%" height="100%" fill="{ground}"/>'
    start, end, body = svg.replace(match[0], root, 1).partition("</desc>")
    return f"{start}{end}{behind}{_GROUND.sub('', body, count=1)}"
