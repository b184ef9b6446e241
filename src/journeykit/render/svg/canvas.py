"""A sheet to draw SVG on: shapes and text as strings, with everything that people typed escaped."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from journeykit.markup import url, xml_attribute, xml_text
from journeykit.render.diagram.image import Image
from journeykit.render.layout.curves import Part
from journeykit.render.style.glyphs import POINTING, glyph
from journeykit.render.style.theme import Theme
from journeykit.text import is_right_to_left, isolated

__all__ = ["Canvas", "isolate_direction", "number", "path_of"]


@lru_cache(maxsize=4096)
def number(value: float) -> str:
    """Return a coordinate as short text.

    Args:
        value: In pixels.

    Returns:
        The same to a tenth of a pixel.

    Example:
        >>> number(3.04), number(-0.01)
        ('3', '0')
    """
    text = f"{value:.1f}"
    return "0" if text == "-0.0" else text.removesuffix(".0")


def path_of(parts: Sequence[Part]) -> str:
    """Return the path data of Bézier curves of which each begins where the one before it ends.

    Returns:
        Path data; empty for none.
    """
    if not parts:
        return ""
    x, y = parts[0][0]
    return f"M{number(x)} {number(y)}" + "".join(
        "C" + " ".join(f"{number(x)} {number(y)}" for x, y in part[1:]) for part in parts
    )


def isolate_direction(line: str, *, right_to_left: bool) -> str:
    r"""Return a line that keeps its direction wherever it is set.

    Args:
        right_to_left: Whether the text it comes from reads from right to left.

    Returns:
        The line between isolates, if anything in it reads from right to left. Elsewhere they
        would only send a rasteriser to look for a font that has them.

    Example:
        >>> isolate_direction("−1", right_to_left=False)
        '−1'
        >>> isolate_direction("الدفع", right_to_left=True) == "\u2067الدفع\u2069"
        True
    """
    if line.isascii() or not _FROM_RIGHT.search(line):
        return line
    return ("\u2067" if right_to_left else "\u2066") + isolated(line)[1:]


_FROM_RIGHT = re.compile(
    "[\u0590-\u08ff\u200e\u200f\u2066-\u2069\ufb1d-\ufdff\ufe70-\ufefc"
    "\U00010800-\U00010fff\U0001e800-\U0001efff]"
)
"""A letter of a script that reads from right to left, or a sign that changes the direction."""


class Canvas:
    """Collects the parts of one SVG.

    Everybody draws as if the sheet were read from left to right. One that is read from right to
    left is turned here: what was to stand at the left side stands at the right.

    Args:
        theme: The looks.
        mirrored: How wide a sheet is that is read from right to left; 0 for others.
    """

    def __init__(self, theme: Theme, mirrored: float = 0) -> None:
        """Start with an empty sheet."""
        self.theme = theme
        self.mirrored = mirrored
        self.parts: list[str] = []
        self._add = self.parts.append

    def _across(self, x: float) -> float:
        """Where something stands on the sheet as it is read."""
        return self.mirrored - x if self.mirrored else x

    def open(
        self,
        identity: str = "",
        tooltip: str = "",
        link: str = "",
        role: str = "",
        *,
        decorative: bool = False,
    ) -> str:
        """Open a group, perhaps with an id, a tooltip and a link.

        Args:
            tooltip: What is told when a pointer rests on it.
            link: Where it leads, if it may be followed.
            role: A word that says what it is, for who styles or tests the picture.
            decorative: Whether it is for eyes alone, since it repeats what was said.

        Returns:
            What `close` needs.
        """
        attributes = f' id="{identity}"' if identity else ""
        attributes += f' data-role="{xml_attribute(role)}"' if role else ""
        attributes += ' aria-hidden="true"' if decorative else ""
        self._add(f"<g{attributes}>")
        if tooltip:
            self._add(f"<title>{xml_text(tooltip)}</title>")
        target = url(link) if link else None
        if target is None:
            return "</g>"
        self._add(f'<a href="{xml_attribute(target)}" target="_blank" rel="noopener">')
        return "</a></g>"

    def close(self, opened: str) -> None:
        """Close a group.

        Args:
            opened: What `open` returned.
        """
        self._add(opened)

    def rect(  # noqa: PLR0917 where and how large need no names
        self,
        x: float,
        y: float,
        width: float,
        height: float,
        fill: str = "none",
        line: str = "",
        *,
        radius: float = 0,
        dashes: str = "",
        stroke_width: float | None = None,
    ) -> None:
        """Draw a box.

        Args:
            x: Its left side.
            y: Its top.
            fill: The colour of the area.
            line: The colour of the border; none if empty.
            radius: Of its corners, if the theme has round ones.
            dashes: The dashes of its border.
            stroke_width: The width of its border; the theme's if left out.
        """
        left = self.mirrored - x - width if self.mirrored else x
        shape = f'<rect x="{number(left)}" y="{number(y)}" width="{number(width)}"'
        shape += f' height="{number(height)}" fill="{fill}"'
        if radius and self.theme.rounded:
            shape += f' rx="{number(min(radius, height / 2))}"'
        if line:
            shape += self._stroke(
                line, self.theme.line_width if stroke_width is None else stroke_width, dashes
            )
        self._add(shape + "/>")

    def bar(self, x: float, y: float, width: float, share: float) -> None:
        """Draw how full something is, as high as a small letter.

        Args:
            x: The left side of the whole.
            y: Its top.
            width: The width of the whole.
            share: How much of it is full, from 0 to 1.
        """
        theme = self.theme
        height = 0.55 * theme.font_size
        self.rect(x, y, width, height, theme.background, theme.edge, radius=3)
        if share:
            self.rect(x, y, max(2, width * share), height, theme.covered.line, radius=3)

    @staticmethod
    def _stroke(colour: str, stroke_width: float, dashes: str = "") -> str:
        stroke = f' stroke="{colour}" stroke-width="{stroke_width:g}"'
        return f'{stroke} stroke-dasharray="{dashes}"' if dashes else stroke

    def path(
        self,
        data: str,
        fill: str = "none",
        line: str = "",
        stroke_width: float = 1,
        dashes: str = "",
        *,
        opacity: float = 1,
    ) -> None:
        """Draw a path.

        Args:
            fill: The colour of the area.
            line: The colour of the line; none if empty.
            stroke_width: The width of the line.
            dashes: The dashes of the line.
        """
        shape = f'<path d="{data}" fill="{fill}"'
        if self.mirrored:
            shape += f' transform="matrix(-1 0 0 1 {number(self.mirrored)} 0)"'
        if line:
            shape += self._stroke(line, stroke_width, dashes)
            shape += ' stroke-linecap="round" stroke-linejoin="round"'
        if opacity != 1:
            shape += f' opacity="{opacity:g}"'
        self._add(shape + "/>")

    def line(  # noqa: PLR0917 where and how large need no names
        self,
        x1: float,
        y1: float,
        x2: float,
        y2: float,
        colour: str,
        stroke_width: float = 1,
        dashes: str = "",
    ) -> None:
        """Draw a straight line.

        Args:
            x1: Where it starts.
            y1: Where it starts.
            x2: Where it ends.
            y2: Where it ends.
        """
        x1, x2 = self._across(x1), self._across(x2)
        ends = f'x1="{number(x1)}" y1="{number(y1)}" x2="{number(x2)}" y2="{number(y2)}"'
        self._add(f"<line {ends}{self._stroke(colour, stroke_width, dashes)}/>")

    def circle(  # noqa: PLR0917 where and how large need no names
        self, x: float, y: float, radius: float, fill: str, line: str = "", stroke_width: float = 1
    ) -> None:
        """Draw a circle.

        Args:
            x: Its middle.
            y: Its middle.
            fill: The colour of the area.
            line: The colour of the border; none if empty.
            stroke_width: The width of the border.
        """
        stroke = self._stroke(line, stroke_width) if line else ""
        middle = f'cx="{number(self._across(x))}" cy="{number(y)}" r="{number(radius)}"'
        self._add(f'<circle {middle} fill="{fill}"{stroke}/>')

    def glyph(self, name: str, x: float, y: float, size: float, colour: str) -> None:
        """Draw a glyph.

        Args:
            name: Its name; nothing is drawn for one that is not known.
            x: Its left side.
            y: Its top.
            size: How wide and high it is.
        """
        data = glyph(name)
        if not data:
            return
        scale = f"{size / 16:.3f}"
        if self.mirrored:
            turned = name in POINTING
            x = self._across(x) - (0 if turned else size)
            scale = f"-{scale} {scale}" if turned else scale
        transform = f"translate({number(x)} {number(y)}) scale({scale})"
        self._add(
            f'<path d="{data}" transform="{transform}" fill="none" stroke="{colour}"'
            f' stroke-width="{20 / size:.2f}" stroke-linecap="round" stroke-linejoin="round"/>'
        )

    def image(  # noqa: PLR0917 what, and where
        self, image: Image, x: float, y: float, width: float, height: float, clip: str = ""
    ) -> None:
        """Draw a picture of the author's own, with its text for who cannot see it.

        Args:
            x: Its left side.
            y: Its top.
            width: The width there is.
            height: The height there is.
            clip: The id of a circle that shows its middle; all of it is shown if empty.
        """
        left = self.mirrored - x - width if self.mirrored else x
        where = f'x="{number(left)}" y="{number(y)}" width="{number(width)}"'
        where += f' height="{number(height)}"'
        fit = "xMidYMid slice" if clip else "xMidYMid meet"
        shape = f'<image {where} preserveAspectRatio="{fit}" role="img"'
        shape += f' aria-label="{xml_attribute(image.text)}" href="{image.address}"'
        if clip:
            radius = min(width, height) / 2
            circle = f'cx="{number(left + width / 2)}" cy="{number(y + height / 2)}"'
            self._add(f'<clipPath id="{clip}"><circle {circle} r="{number(radius)}"/></clipPath>')
            shape += f' clip-path="url(#{clip})"'
        self._add(shape + "/>")

    def text(
        self,
        x: float,
        y: float,
        line: str,
        size: float,
        colour: str,
        *,
        bold: bool = False,
        italic: bool = False,
        anchor: str = "",
        right_to_left: bool = False,
        halo: str = "",
    ) -> None:
        """Write one line.

        Args:
            x: Where it starts, or what `anchor` says.
            y: The base line.
            line: The text.
            size: Of the letters.
            colour: Of the letters.
            bold: Whether it is bold.
            italic: Whether it is italic.
            anchor: `middle` or `end`; the start if empty.
            right_to_left: Whether the text it comes from reads from right to left.
            halo: The colour of a rim that keeps it legible over lines.
        """
        if self.mirrored:
            x, anchor = self._across(x), _TURNED[anchor]
            right_to_left = right_to_left or (not line.isascii() and is_right_to_left(line))
        attributes = f'x="{number(x)}" y="{number(y)}" font-size="{size:g}" fill="{colour}"'
        if bold:
            attributes += ' font-weight="700"'
        if italic:
            attributes += ' font-style="italic"'
        if anchor:
            attributes += f' text-anchor="{anchor}"'
        if halo:
            attributes += (
                f' paint-order="stroke" stroke="{halo}" stroke-width="3.5" stroke-linejoin="round"'
            )
        words = xml_text(isolate_direction(line, right_to_left=right_to_left))
        self._add(f"<text {attributes}>{words}</text>")

    def paragraph(  # noqa: PLR0917 where and how large need no names
        self,
        x: float,
        y: float,
        width: float,
        lines: tuple[str, ...],
        size: float,
        colour: str,
        *,
        bold: bool = False,
        italic: bool = False,
        centred: bool = False,
        flush: bool = False,
    ) -> float:
        """Write several lines, from the right side if the text or the sheet reads from there.

        Args:
            x: The left side.
            y: The top.
            size: Of the letters.
            colour: Of the letters.
            bold: Whether they are bold.
            italic: Whether they are italic.
            centred: Whether they stand in the middle.
            flush: Whether they stand at the left side in any case, beside what they belong to.

        Returns:
            The bottom.
        """
        from_right = any(not line.isascii() for line in lines) and is_right_to_left(" ".join(lines))
        at_right = from_right and not flush and not self.mirrored
        anchor, at = ("end", x + width) if at_right else ("", x)
        if centred:
            anchor, at = "middle", x + width / 2
        for index, line in enumerate(lines):
            base = y + index * size * LINE + size * BASE
            self.text(
                at,
                base,
                line,
                size,
                colour,
                bold=bold,
                italic=italic,
                anchor=anchor,
                right_to_left=from_right,
            )
        return y + len(lines) * size * LINE


_TURNED = {"": "end", "end": "", "middle": "middle"}
"""Where a line stands beside its place, on a sheet that is read from right to left."""

LINE = 1.34
"""From one base line to the next, in sizes of the letters."""

BASE = 1.02
"""From the top of a line to its base line, in sizes of the letters."""
