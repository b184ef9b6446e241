"""The headings of the columns: stages as arrows, each taking up the one before it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from journeykit.markup import xml_id
from journeykit.render.diagram.diagram import Group
from journeykit.render.layout.proportions import BETWEEN, HEADER
from journeykit.render.layout.text_metrics import measured
from journeykit.render.svg.blocks import Blocks
from journeykit.render.svg.canvas import LINE, Ink, number

__all__ = ["StageRow", "in_parallel"]


class StageRow:
    """Draws the headings of one band.

    Args:
        ink: Where to.
        blocks: For the numbers of findings, and what ids start with.
        groups: The columns of the band.
        columns: Left side and width of each column.
        before: The column before the first, if it stands in the band above.
    """

    def __init__(
        self,
        ink: Ink,
        blocks: Blocks,
        groups: Sequence[Group],
        columns: Mapping[str, tuple[float, float]],
        before: Group | None = None,
    ) -> None:
        """Keep what there is to draw."""
        self.ink = ink
        self.blocks = blocks
        self.groups = groups
        self.columns = columns
        self.before = before
        self.theme = ink.theme
        self.em = ink.theme.font_size
        self.small = ink.theme.font_size_small

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
        high = max(len(group.lines) for group in groups) * size * LINE + 1.5 * self.em
        if any(group.together for group in groups):
            y += 1.7 * self.em
            self._brackets(y - 0.6 * self.em)
        for place, group in enumerate(groups):
            before = groups[place - 1] if place else self.before
            after = groups[place + 1] if place + 1 < len(groups) else None
            self._header(group, before, after, y, high)
        return y + high

    def _brackets(self, y: float) -> None:
        """One line above the stages that run in parallel."""
        spans: dict[str, list[tuple[float, float]]] = {}
        for group in self.groups:
            if group.together:
                spans.setdefault(group.together, []).append(self.columns[group.key])
        for span in spans.values():
            left, right = span[0][0], span[-1][0] + span[-1][1]
            data = f"M{number(left)} {number(y + 5)}V{number(y)}H{number(right)}V{number(y + 5)}"
            self.ink.path(data, line=self.theme.edge, thick=1.4)
            words = "in parallel"
            half = measured(words) * self.small / 2 + 6
            middle = (left + right) / 2
            self.ink.rect(
                middle - half, y - self.small / 2, 2 * half, self.small, self.theme.background
            )
            self.ink.text(
                middle,
                y + self.small * 0.34,
                words,
                self.small,
                self.theme.ink_muted,
                anchor="middle",
            )

    def _header(
        self, group: Group, before: Group | None, after: Group | None, y: float, high: float
    ) -> None:
        theme, em = self.theme, self.em
        x, wide = self.columns[group.key]
        opened = self.ink.open(
            xml_id(self.blocks.prefix, f"-stage.{group.key}"),
            group.tooltip or group.text,
            role="stage",
            # Whoever hears the picture has heard of this stage.
            decorative="continued" in group.roles,
        )
        ink_colour = theme.ink
        if group.role == "stage":
            ink_colour = theme.accent_ink
            data = self._chevron(group, before, after, y, high)
            if "optional" in group.roles:
                ink_colour = theme.ink
                self.ink.path(data, theme.surface, theme.accent, 1.5, "6 4")
            else:
                self.ink.path(data, theme.accent)
        else:
            self.ink.rect(x, y, wide, high, theme.surface_alternate, radius=0.5 * em)
        size = em * HEADER
        middle = y + (high - len(group.lines) * size * LINE) / 2
        inset = 1.7 * em
        self.ink.paragraph(
            x + inset, middle, wide - 2 * inset, group.lines, size, ink_colour, bold=True
        )
        if "optional" in group.roles:
            size = self.small
            self.ink.text(x + inset, y + high - 0.35 * em, "optional", size * 0.95, theme.ink_muted)
        self.blocks.draw_marks(self.ink, group.marks, x + wide, y + 1)
        self.ink.close(opened)

    def _chevron(
        self, group: Group, before: Group | None, after: Group | None, y: float, high: float
    ) -> str:
        """An arrow that takes up the one before it; neighbours in parallel have flat sides."""
        x, wide = self.columns[group.key]
        em = self.em
        tip = 0.85 * em
        follows = before is not None and before.role == "stage" and not in_parallel(before, group)
        leads = after is None or after.role != "stage" or not in_parallel(group, after)
        right = x + wide + BETWEEN * em - 0.5 * em if leads else x + wide + 0.4 * em
        if after is None or after.role != "stage":
            right = x + wide - tip * 0.2
        left = x
        middle = number(y + high / 2)
        data = f"M{number(left)} {number(y)}H{number(right)}"
        data += (
            f"L{number(right + tip)} {middle}L{number(right)} {number(y + high)}"
            if leads
            else (f"V{number(y + high)}")
        )
        data += f"H{number(left)}"
        return data + (f"L{number(left + tip)} {middle}Z" if follows else "Z")


def in_parallel(one: Group, other: Group) -> bool:
    """Return whether two columns are stages that run side by side."""
    return bool(one.together) and one.together == other.together
