"""The headings of the columns: stages as arrows, each taking up the one before it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from journeykit.markup import xml_id
from journeykit.render.diagram.diagram import Group
from journeykit.render.diagram.image import Image
from journeykit.render.layout.proportions import BETWEEN, HEADER
from journeykit.render.layout.text_metrics import text_width, wrap_to_width
from journeykit.render.svg.blocks import Blocks
from journeykit.render.svg.canvas import LINE, Canvas, number
from journeykit.text import clusters

__all__ = ["StageRow", "in_parallel"]


_FACE: Final = 1.9
"""The radius of a persona's picture, in ems."""


class StageRow:
    """Draws the headings of one band.

    Args:
        canvas: Where to.
        blocks: For the numbers of findings, and what ids start with.
        groups: The columns of the band.
        columns: Left side and width of each column.
        before: The column before the first, if it stands in the band above.
        every: The columns of all bands.
    """

    def __init__(
        self,
        canvas: Canvas,
        blocks: Blocks,
        groups: Sequence[Group],
        columns: Mapping[str, tuple[float, float]],
        before: Group | None = None,
        *,
        every: Sequence[Group] = (),
    ) -> None:
        """Keep what there is to draw."""
        self.canvas = canvas
        self.blocks = blocks
        self.groups = groups
        self.columns = columns
        self.before = before
        self.every = every
        self.theme = canvas.theme
        self.em = canvas.theme.font_size
        self.small = canvas.theme.font_size_small

    def draw(self, y: float) -> float:
        """Draw everything.

        Args:
            y: The top.

        Returns:
            The bottom.
        """
        groups = self.groups
        if not groups:
            return y
        size = self.em * HEADER
        height = max(
            len(group.lines) * size * LINE + len(self._below(group)) * self.em for group in groups
        )
        height += 1.5 * self.em
        if any(group.image for group in groups):
            height = max(height, (2 * _FACE + 0.8) * self.em)
        if any(group.together for group in groups):
            y += 1.7 * self.em
            self._brackets(y - 0.6 * self.em)
        for index, group in enumerate(groups):
            before = groups[index - 1] if index else self.before
            after = groups[index + 1] if index + 1 < len(groups) else None
            self._header(group, before, after, y, height)
        return y + height

    def _brackets(self, y: float) -> None:
        """One line above the stages that run in parallel."""
        spans: dict[str, list[tuple[float, float]]] = {}
        for group in self.groups:
            if group.together:
                spans.setdefault(group.together, []).append(self.columns[group.key])
        for together, span in spans.items():
            left, right = span[0][0], span[-1][0] + span[-1][1]
            data = f"M{number(left)} {number(y + 5)}V{number(y)}H{number(right)}V{number(y + 5)}"
            self.canvas.path(data, line=self.theme.edge, stroke_width=1.4)
            words = self._bracket_words(together, right - left)
            half = text_width(words) * self.small / 2 + 6
            middle = (left + right) / 2
            self.canvas.rect(
                middle - half, y - self.small / 2, 2 * half, self.small, self.theme.background
            )
            self.canvas.text(
                middle,
                y + self.small * 0.34,
                words,
                self.small,
                self.theme.ink_muted,
                anchor="middle",
            )

    def _bracket_words(self, together: str, room: float) -> str:
        """That stages run in parallel, and with which that stand in another band."""
        language = self.blocks.language
        # A stage that runs on has its own key before a colon.
        here = {group.key.partition(":")[0] for group in self.groups}
        others = [
            group.text
            for group in self.every
            if group.together == together
            and "continued" not in group.roles
            and group.key not in here
        ]
        if not others:
            return language("in parallel")
        words = language("in parallel with {stages}", stages=language(", ").join(others))
        return "".join(wrap_to_width(words, room / self.small - 2, 1))

    def _header(
        self, group: Group, before: Group | None, after: Group | None, y: float, height: float
    ) -> None:
        theme, em = self.theme, self.em
        x, width = self.columns[group.key]
        opened = self.canvas.open(
            xml_id(self.blocks.prefix, f"-stage.{group.key}"),
            group.tooltip or group.text,
            role="stage",
            # Whoever hears the picture has heard of this stage.
            decorative="continued" in group.roles,
        )
        ink_colour = theme.ink
        if group.role == "stage":
            ink_colour = theme.accent_ink
            data = self._chevron(group, before, after, y, height)
            if not group.roles.isdisjoint({"optional", "removed"}):
                ink_colour = theme.ink
                self.canvas.path(data, theme.surface, theme.accent, 1.5, "6 4")
            else:
                self.canvas.path(data, theme.accent)
        else:
            self.canvas.rect(x, y, width, height, theme.surface_alternate, radius=0.5 * em)
        size = em * HEADER
        inset = 1.7 * em
        if group.pen is not None:
            if group.image is None:
                self._initial(group, group.pen, x, y + height / 2)
                inset = 3.1 * em
            else:
                self._face(group.image, group.pen, x, y + height / 2, group.key)
                inset = (2 * _FACE + 1.4) * em
        below = self._below(group)
        middle = y + (height - len(group.lines) * size * LINE - len(below) * em) / 2
        self.canvas.paragraph(
            x + inset, middle, width - inset - 0.8 * em, group.lines, size, ink_colour, bold=True
        )
        ink_below = ink_colour if ink_colour == theme.accent_ink else theme.ink_muted
        base = middle + len(group.lines) * size * LINE + self.small * 0.9
        for index, words in enumerate(below):
            self.canvas.text(x + inset, base + index * em, words, self.small * 0.95, ink_below)
        self.blocks.draw_marks(self.canvas, group.marks, x + width, y + 1)
        self.canvas.close(opened)

    def _below(self, group: Group) -> list[str]:
        """What is said of a stage below its name, a line each."""
        optional = [self.blocks.language("optional")] if "optional" in group.roles else []
        room = (self.columns[group.key][1] - 2.5 * self.em) / self.small
        return [*optional, *wrap_to_width(group.duration, room, 2)]

    def _face(self, image: Image, pen: int, x: float, middle: float, key: str) -> None:
        """The face of a persona, with a rim in the colour of their line."""
        radius, colour = _FACE * self.em, self.theme.persona(pen).colour
        left = x + 0.6 * self.em
        clip = xml_id(self.blocks.prefix, f"-face.{key}")
        self.canvas.circle(left + radius, middle, radius, self.theme.card)
        self.canvas.image(image, left, middle - radius, 2 * radius, 2 * radius, clip)
        self.canvas.circle(left + radius, middle, radius, "none", colour, 2)

    def _initial(self, group: Group, pen: int, x: float, middle: float) -> None:
        """The first letter of a persona, in the colour of their line."""
        em, colour = self.em, self.theme.persona(pen).colour
        letter = clusters(group.text.strip())[0].upper()
        self.canvas.circle(x + 1.6 * em, middle, 1.05 * em, colour)
        self.canvas.text(
            x + 1.6 * em,
            middle + 0.38 * em,
            letter,
            em * HEADER,
            self.theme.background,
            bold=True,
            anchor="middle",
        )

    def _chevron(
        self, group: Group, before: Group | None, after: Group | None, y: float, height: float
    ) -> str:
        """An arrow that takes up the one before it; neighbours in parallel have flat sides."""
        x, width = self.columns[group.key]
        em = self.em
        tip = 0.85 * em
        follows = before is not None and before.role == "stage" and not in_parallel(before, group)
        points_on = after is None or after.role != "stage" or not in_parallel(group, after)
        right = x + width + BETWEEN * em - 0.5 * em if points_on else x + width + 0.4 * em
        if after is None or after.role != "stage":
            right = x + width - tip * 0.2
        left = x
        middle = number(y + height / 2)
        data = f"M{number(left)} {number(y)}H{number(right)}"
        data += (
            f"L{number(right + tip)} {middle}L{number(right)} {number(y + height)}"
            if points_on
            else (f"V{number(y + height)}")
        )
        data += f"H{number(left)}"
        return data + (f"L{number(left + tip)} {middle}Z" if follows else "Z")


def in_parallel(one: Group, other: Group) -> bool:
    """Return whether two columns are stages that run side by side."""
    return bool(one.together) and one.together == other.together
