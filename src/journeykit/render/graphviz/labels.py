"""What stands in nodes, on edges and above the picture, as Graphviz's HTML-like labels.

The module `writer` says where things stand; this says what they look like. Text comes in through
`dot_label_html` alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from journeykit.render.diagram.diagram import Badge, Diagram, Group, Key, Mark, Node
from journeykit.render.graphviz.escape import dot_label_html
from journeykit.render.graphviz.signs import DASHES, SIGNS, sign_of, signed
from journeykit.render.layout.proportions import BRIEF_WIDTH, CARD_WIDTH
from journeykit.render.layout.text_metrics import text_width, wrap_to_width
from journeykit.render.style.glyphs import marked
from journeykit.render.style.theme import Theme, Tint

__all__ = ["Labels"]

_CHANGED: Final = ("removed", "added", "moved", "changed")
_LOOKS: Final = (*_CHANGED, "unreachable", "declined", "faded", "moment of truth", "picked")
"""What changes the look of a card, the strongest first."""

_TARGETS_SHOWN: Final = 3
"""How many ways a card tells by number; the others are in its tooltip."""

_MARKS_LISTED: Final = 40
_MARKS_SHOWN: Final = 3
"""How many numbers one thing carries; the others are in its tooltip."""

_LIST_WIDTH: Final = 62.0
_LEGEND_WIDTH: Final = 72.0
_SIGN_WIDTH: Final = 2.8
"""What a sign of the legend takes, with the room around it."""


_TAGS = re.compile("<[^>]+>")


class Labels:
    """Writes the labels of one diagram.

    Args:
        diagram: The diagram.
        theme: Its looks.
        listed: Whether the findings are listed in the heading.
    """

    def __init__(self, diagram: Diagram, theme: Theme, *, listed: bool) -> None:
        """Find out what all labels have in common."""
        self.diagram = diagram
        self.theme = theme
        self.listed = diagram.marks if listed else ()
        self.marks = {mark.number: mark for mark in diagram.marks}
        self.header_pixels = _header_height(diagram, theme)
        self.brief = any("brief" in node.roles for node in diagram.nodes)
        self.width = BRIEF_WIDTH if self.brief else CARD_WIDTH
        self.card_pixels = round(theme.font_size * (self.width + 0.6))
        self.small_font = f'POINT-SIZE="{theme.font_size_small:g}"'
        self.round = "ROUNDED" if theme.rounded else ""
        self.looks = {
            "": Tint(theme.card, theme.ink, theme.line),
            "unreachable": theme.not_applicable,
            "declined": theme.not_applicable,
            "faded": Tint(theme.surface, theme.ink_muted, theme.line),
            "moment of truth": Tint(theme.card, theme.ink, theme.moment.line),
            "picked": Tint(theme.card, theme.ink, theme.accent),
            "removed": Tint(theme.surface, theme.ink_muted, theme.missing.line),
            "added": Tint(theme.card, theme.ink, theme.covered.line),
            "moved": Tint(theme.card, theme.ink, theme.info.line),
            "changed": Tint(theme.card, theme.ink, theme.partial.line),
        }
        # Journeys say the same again and again: channels, feelings, states.
        self.rows: dict[tuple[object, ...], str] = {}
        # Ways that are told on the card they leave, instead of drawn: sign, colour and number.
        self.targets: dict[str, list[tuple[str, str, str]]] = {}

    # ------------------------------------------------------------------ nodes and headers

    def label(self, node: Node) -> str:
        """What a node looks like."""
        theme = self.theme
        if node.role == "touchpoint":
            return self.brief_card(node) if "brief" in node.roles else self.card(node)
        marks = f"<TR><TD>{self.chips(node.marks)}</TD></TR>" if node.marks else ""
        if node.role == "gap":
            tint = theme.missing
            text = self.text(node.lines, f'COLOR="{tint.ink}"')
            below = f"<TR><TD>{self.middle(node.marks)}</TD></TR>" if node.marks else ""
            return self.box(
                f'<TR><TD WIDTH="{self.card_pixels}">{text}</TD></TR>{below}',
                Tint(theme.background, tint.ink, tint.line),
                dashed=True,
            )
        if node.role == "persona" and node.pen is not None:
            pen = theme.persona(node.pen)
            text = self.text(node.lines, f'COLOR="{pen.colour}"', bold=True)
            return self.box(
                f"<TR><TD>{text}</TD></TR>{marks}", Tint(theme.card, theme.ink, pen.colour)
            )
        if node.role == "stage":
            text = self.text(node.lines, f'COLOR="{theme.ink}"', bold=True)
            tint = Tint(theme.surface_alternate, theme.ink, theme.line)
            return self.box(f"<TR><TD>{text}</TD></TR>{marks}", tint)
        tint = theme.tint(node.tone)
        text = self.text(node.lines, f'COLOR="{tint.ink}"')
        font = self.small(tint.ink)
        details = "".join(f"<TR><TD>{self.text((each,), font)}</TD></TR>" for each in node.details)
        name = f'<TR><TD WIDTH="{self.card_pixels}">{text}</TD></TR>'
        return self.box(f"{name}{details}{marks}", tint)

    def card(self, node: Node) -> str:
        """A touchpoint: its name, its finding marks, its badges."""
        theme = self.theme
        roles = node.roles
        quiet = not roles.isdisjoint({"faded", "unreachable", "declined"})
        tint = self.look(roles)
        lines = node.lines
        if len(node.marks) == 1:
            lines = wrap_to_width(node.text, CARD_WIDTH * 0.83, 2 * len(lines) + 1, bold=True)
        name = self.text(lines, f'COLOR="{tint.ink}"', bold=True)
        width = f' WIDTH="{self.card_pixels}"'
        rows = []
        if "moment of truth" in roles:
            moment = theme.moment
            sign = self.text(
                (f"\u25ca {self.diagram.language('moment of truth')}",),
                self.small(moment.ink),
                bold=True,
            )
            rows.append(f'<TR><TD{width} ALIGN="LEFT">{self.chip(sign, moment.fill)}</TD></TR>')
        if len(node.marks) == 1:
            # The name gives way to the mark, which stands at the end of its line.
            room = self.card_pixels - 30
            name = (
                '<TABLE BORDER="0" CELLBORDER="0" CELLSPACING="0" CELLPADDING="0"><TR>'
                f'<TD ALIGN="LEFT" BALIGN="LEFT" WIDTH="{room}">{name}</TD>'
                f'<TD ALIGN="RIGHT" VALIGN="TOP">{self.chips(node.marks)}</TD></TR></TABLE>'
            )
        rows.append(f'<TR><TD{width} ALIGN="LEFT" BALIGN="LEFT">{name}</TD></TR>')
        if len(node.marks) > 1:
            rows.append(f'<TR><TD ALIGN="LEFT">{self.middle(node.marks, 0)}</TD></TR>')
        rows.extend(self.badges(node.badges, quiet=quiet))
        space = '<TR><TD HEIGHT="2" CELLPADDING="0"></TD></TR>'
        return self.framed(f"{space}{''.join(rows)}{space}", roles, tint)

    def brief_card(self, node: Node) -> str:
        """A touchpoint of a large picture: its name, and signs without their words."""
        theme, roles = self.theme, node.roles
        tint = self.look(roles)
        quiet = not roles.isdisjoint({"faded", "unreachable", "declined"})
        muted = self.small(theme.ink_muted)
        number = (str(node.number),) if self.targets and node.number else ()
        channels = (sign_of(badge) for badge in node.badges if badge.kind == "channel")
        left = self.text((*number, *dict.fromkeys(filter(None, channels))), muted)
        name = self.text(node.lines, f'COLOR="{tint.ink}"', bold=True)
        start = round(theme.font_size_small * (2 if number else 1.2))
        room = f'WIDTH="{self.card_pixels - start}"'
        first = (
            f'<TR><TD ALIGN="LEFT" VALIGN="TOP" BALIGN="LEFT" WIDTH="{start}">{left}</TD>'
            f'<TD ALIGN="LEFT" BALIGN="LEFT" {room}>{name}</TD></TR>'
        )
        rows = [first]
        below = " ".join(self.signs(node, quiet=quiet))
        if node.marks:
            below = self.marked(below, node.marks, self.card_pixels - start)
        if below:
            rows.append(f'<TR><TD></TD><TD ALIGN="LEFT">{below}</TD></TR>')
        return self.framed("".join(rows), roles, tint, space=3)

    def signs(self, node: Node, *, quiet: bool) -> Iterator[str]:
        """The signs of a brief card, and where the ways lead that are told by number."""
        theme = self.theme
        if "moment of truth" in node.roles:
            yield self.text(("\u25ca",), self.small(theme.on_card("moment")), bold=True)
        for badge in node.badges:
            sign = "" if badge.kind == "channel" else sign_of(badge)
            if sign:
                tone = "error" if badge.kind == "pain" else badge.tone
                ink = theme.on_card(tone)
                plain = quiet or badge.kind == "state"
                yield self.text((sign,), self.small(theme.ink_muted if plain else ink))
        targets = self.targets.get(node.key, ())
        for sign, colour, number in targets[:_TARGETS_SHOWN]:
            arrow = self.text((sign,), self.small(colour), bold=True)
            yield f"{arrow}{self.text((f'{number}',), self.small(theme.ink_muted))}"
        if len(targets) > _TARGETS_SHOWN:
            yield self.text(("…",), self.small(theme.ink_muted))

    def marked(self, signs: str, marks: tuple[int, ...], room: float) -> str:
        """The numbers of findings after some signs, with nothing between them stretched."""
        cells = f"<TD>{self.chips(marks)}</TD>"
        free = room - 30 * min(len(marks), _MARKS_SHOWN)
        if signs:
            width = text_width(_TAGS.sub("", signs)) * self.theme.font_size_small + 4
            cells = f'<TD ALIGN="LEFT" WIDTH="{round(width)}">{signs}</TD>{cells}'
            free -= width
        filler = f'<TD WIDTH="{round(free)}"></TD>' if free >= 1 else ""
        return (
            '<TABLE BORDER="0" CELLBORDER="0" CELLSPACING="0" CELLPADDING="0">'
            f"<TR>{cells}{filler}</TR></TABLE>"
        )

    def look(self, roles: frozenset[str]) -> Tint:
        """The colours of a card."""
        return self.looks[next((role for role in _LOOKS if role in roles), "")]

    def framed(self, rows: str, roles: frozenset[str], tint: Tint, space: int = 4) -> str:
        """The box of a card."""
        dashed = not roles.isdisjoint({"optional", "unreachable", "declined", "removed"})
        strong = not roles.isdisjoint({"picked", "moment of truth", "added"})
        return self.box(rows, tint, dashed=dashed, border=2 if strong else 1, space=space)

    def badges(self, badges: Iterable[Badge], *, quiet: bool) -> Iterator[str]:
        """Rows of a card: channels and states run on in a line, feelings and pains stand alone."""
        channels, states = [], []
        for badge in badges:
            if badge.kind == "channel":
                channels.append(badge)
            elif badge.kind == "state":
                states.append(badge)
        for badge in badges:
            if badge.kind == "change":
                yield self.alone(badge, quiet=False)
        if channels:
            yield self.run_on(channels)
        for badge in badges:
            if badge.kind not in {"channel", "state", "persona", "change"}:
                yield self.alone(badge, quiet=quiet)
        if states:
            yield self.run_on(states)

    def alone(self, badge: Badge, *, quiet: bool) -> str:
        """A row of one badge."""
        key = (badge.text, badge.glyph, badge.tone, quiet)
        if key in self.rows:
            return self.rows[key]
        tint = self.theme.tint(badge.tone)
        plain = quiet or not badge.tone
        ink = self.theme.ink_muted if plain else tint.ink
        if badge.kind == "pain" and badge.glyph and not quiet:
            ink = self.theme.on_card("error")
        font = self.small(ink)
        lines = self.small_lines(signed(badge), 2)
        text = self.text(lines, font)
        if len(lines) > 1 and not plain:
            # Graphviz sets lines so tight that the second would touch the sign.
            text = self.beside_sign(badge, font)
        row = self.rows[key] = self.row(text if plain else self.chip(text, tint.fill))
        return row

    def beside_sign(self, badge: Badge, font: str) -> str:
        """A badge of several lines, all of them beside its sign."""
        sign = sign_of(badge)
        room = CARD_WIDTH * self.theme.font_size / max(1, self.theme.font_size_small)
        lines = wrap_to_width(badge.text, room - text_width(sign) - 1, 2)
        return (
            '<TABLE BORDER="0" CELLBORDER="0" CELLSPACING="0" CELLPADDING="0"><TR>'
            f'<TD VALIGN="TOP">{self.text((sign,), font)}</TD><TD WIDTH="4"></TD>'
            f'<TD ALIGN="LEFT" BALIGN="LEFT">{self.text(lines, font)}</TD></TR></TABLE>'
        )

    def run_on(self, badges: list[Badge]) -> str:
        """A row of several badges."""
        key = tuple((badge.glyph, badge.text) for badge in badges)
        if key in self.rows:
            return self.rows[key]
        words = " \u00b7 ".join(map(signed, badges))
        text = self.text(self.small_lines(words, 3), self.small(self.theme.ink_muted))
        row = self.rows[key] = self.row(text)
        return row

    def small_lines(self, words: str, lines: int) -> tuple[str, ...]:
        """Words broken to the width of a card, in small text."""
        ems = self.width * self.theme.font_size / max(1, self.theme.font_size_small)
        return wrap_to_width(words, ems, lines)

    def header(self, group: Group) -> str:
        """The name of a stage, and what customers want in it."""
        theme = self.theme
        big = f'POINT-SIZE="{theme.font_size * 1.15:g}" COLOR="{theme.ink}"'
        rows = [
            f'<TR><TD WIDTH="{self.card_pixels}">{self.text(group.lines, big, bold=True)}</TD></TR>'
        ]
        if group.marks:
            rows.append(f"<TR><TD>{self.middle(group.marks)}</TD></TR>")
        details = [
            *group.details,
            *([self.diagram.language("optional")] if "optional" in group.roles else []),
        ]
        for detail in details:
            text = self.text(self.small_lines(detail, 2), self.small(theme.ink_muted))
            rows.append(f"<TR><TD>{text}</TD></TR>")
        return (
            f'<<TABLE BORDER="0" CELLBORDER="0" CELLSPACING="0" CELLPADDING="2" '
            f'HEIGHT="{self.header_pixels}">{"".join(rows)}</TABLE>>'
        )

    # ------------------------------------------------------------------ above the picture

    def heading(self) -> str:
        """The title, what signs mean, what has to be said, and the findings if they are listed."""
        theme, diagram = self.theme, self.diagram
        size = f'POINT-SIZE="{theme.font_size_title:g}" COLOR="{theme.ink}"'
        rows = [
            self.row(self.text(wrap_to_width(diagram.title, 40, 3, bold=True), size, bold=True))
        ]
        if diagram.subtitle:
            lines = wrap_to_width(diagram.subtitle, _LIST_WIDTH, 3)
            rows.append(self.row(self.text(lines, f'COLOR="{theme.ink_muted}"')))
        notes = list(diagram.notes)
        if self.brief and any("brief" in edge.roles for edge in diagram.edges):
            notes.append(
                diagram.language("Arrows have no words; →\u00a012 leads to touchpoint 12.")
            )
        if len(self.listed) > _MARKS_LISTED:
            hidden = len(self.listed) - _MARKS_LISTED
            notes.append(
                diagram.language("{count} more findings: see the report.", count=f"{hidden:,}")
            )
        for note in notes:
            lines = wrap_to_width(note, _LIST_WIDTH, 4)
            rows.append(self.row(self.text(lines, self.small(theme.ink))))
        if diagram.legend:
            rows.extend(self.row("   ".join(map(self.sign, keys))) for keys in self.legend())
        if self.listed:
            findings = "".join(map(self.finding, self.listed[:_MARKS_LISTED]))
            rows.append(
                '<TR><TD ALIGN="LEFT"><TABLE BORDER="0" CELLBORDER="0" CELLSPACING="0" '
                f'CELLPADDING="2">{findings}</TABLE></TD></TR>'
            )
        return f'<<TABLE BORDER="0" CELLBORDER="0" CELLSPACING="0">{"".join(rows)}</TABLE>>'

    def legend(self) -> Iterator[list[Key]]:
        """The entries of the legend, in lines."""
        line: list[Key] = []
        used = 0.0
        for key in self.diagram.legend:
            width = text_width(key.text) + _SIGN_WIDTH
            if line and used + width > _LEGEND_WIDTH:
                yield line
                line, used = [], 0
            line.append(key)
            used += width
        yield line

    def sign(self, key: Key) -> str:
        """One entry of the legend."""
        theme = self.theme
        if key.kind or key.pen is not None:
            colour, style, _ = self.kind(key.kind or "next")
            colour = colour if key.pen is None else theme.persona(key.pen).colour
            sign = DASHES[("", "dashed", "dotted").index(style)]
        elif key.tone.startswith("emotion"):
            colour, sign = theme.tint(key.tone).ink, sign_of(Badge("emotion", "", key.glyph))
        else:
            colour, sign = theme.ink_muted, SIGNS.get(key.glyph, "\u25cf")
        drawn = self.text((sign,), self.small(colour), bold=True)
        return f"{drawn} {self.text((key.text,), self.small(theme.ink_muted))}"

    def finding(self, mark: Mark) -> str:
        """One line of the list of findings."""
        theme = self.theme
        text = self.text(wrap_to_width(_finding_line(mark), _LIST_WIDTH, 3), self.small(theme.ink))
        # Room goes to columns in equal parts: a wide second one leaves none for the first.
        width = round(_LIST_WIDTH * theme.font_size_small)
        return (
            f'<TR><TD VALIGN="TOP">{self.chips((mark.number,))}</TD>'
            f'<TD ALIGN="LEFT" BALIGN="LEFT" WIDTH="{width}">{text}</TD></TR>'
        )

    def kind(self, kind: str) -> tuple[str, str, str]:
        """How a kind of edge is drawn: colour, dashes and arrow, so that greys will do."""
        theme = self.theme
        kinds = {
            "precedes": (theme.line, "", "normal"),
            "optional": (theme.edge, "dotted", "normal"),
            "declined": (theme.edge, "dotted", "tee"),
            "loop": (theme.warning.line, "dashed", "vee"),
            "return": (theme.warning.line, "dashed", "vee"),
            "retry": (theme.warning.line, "dashed", "vee"),
            "recovery": (theme.covered.line, "dashed", "empty"),
            "churn": (theme.error.line, "dotted", "tee"),
            "contains": (theme.line, "", "none"),
            "experiences": (theme.edge, "dotted", "none"),
            "unexpected": (theme.error.line, "dashed", "normal"),
            "accepted": (theme.edge, "dashed", "normal"),
        }
        return kinds.get(kind, (theme.edge, "", "normal"))

    # ------------------------------------------------------------------ small parts

    def box(
        self, rows: str, tint: Tint, *, dashed: bool = False, border: float = 1, space: int = 4
    ) -> str:
        """A table with a border and a fill, as a whole label."""
        style = ",".join(filter(None, (self.round, "DASHED" if dashed else "")))
        styled = f' STYLE="{style}"' if style else ""
        return (
            f'<<TABLE BORDER="{border:g}" CELLBORDER="0" CELLSPACING="0" CELLPADDING="{space}"'
            f"{styled} "
            f'COLOR="{tint.line}" BGCOLOR="{tint.fill}">{rows}</TABLE>>'
        )

    def chip(self, markup: str, fill: str) -> str:
        """Some markup on a small coloured ground."""
        styled = f' STYLE="{self.round}"' if self.round else ""
        return (
            f'<TABLE BORDER="0" CELLBORDER="0" CELLSPACING="0" CELLPADDING="3"{styled} '
            f'BGCOLOR="{fill}"><TR><TD ALIGN="LEFT" BALIGN="LEFT">{markup}</TD></TR></TABLE>'
        )

    def pill(self, markup: str, fill: str, marks: tuple[int, ...]) -> str:
        """The words on an edge, with its marks, on the ground that the edge runs over."""
        styled = f' STYLE="{self.round}"' if self.round else ""
        words = f"<TD>{markup}</TD>" if markup else ""
        signs = f"<TD>{self.chips(marks)}</TD>" if marks else ""
        return (
            f'<TABLE BORDER="0" CELLBORDER="0" CELLSPACING="0" CELLPADDING="3"{styled} '
            f'BGCOLOR="{fill}"><TR>{words}{signs}</TR></TABLE>'
        )

    def chips(self, marks: tuple[int, ...]) -> str:
        """The numbers of findings, each on the ground of its severity."""
        if not marks:
            return ""
        cells = []
        for number in marks[:_MARKS_SHOWN]:
            mark = self.marks.get(number)
            severity = mark.severity if mark else "info"
            tint = self.theme.tint(severity)
            text = self.text((marked(severity, number),), self.small(tint.ink), bold=True)
            cells.append(f'<TD BGCOLOR="{tint.fill}" COLOR="{tint.line}" BORDER="1">{text}</TD>')
        if len(marks) > _MARKS_SHOWN:
            cells.append(f"<TD>{self.text(('…',), self.small(self.theme.ink))}</TD>")
        return (
            '<TABLE BORDER="0" CELLBORDER="0" CELLSPACING="2" CELLPADDING="1"><TR>'
            f"{''.join(cells)}</TR></TABLE>"
        )

    def middle(self, marks: tuple[int, ...], share: float = 0.5) -> str:
        """The numbers of findings in a wide cell, which would stretch them, from the left on."""
        free = self.card_pixels - 32 * min(len(marks), _MARKS_SHOWN)
        before, after = (
            f'<TD WIDTH="{round(free * part)}"></TD>' if part else "" for part in (share, 1 - share)
        )
        return (
            '<TABLE BORDER="0" CELLBORDER="0" CELLSPACING="0" CELLPADDING="0">'
            f"<TR>{before}<TD>{self.chips(marks)}</TD>{after}</TR></TABLE>"
        )

    def row(self, markup: str) -> str:
        """A row of one cell, which stands at the left."""
        return f'<TR><TD ALIGN="LEFT" BALIGN="LEFT">{markup}</TD></TR>'

    def small(self, ink: str) -> str:
        """The font of the second rank, in a colour."""
        return f'{self.small_font} COLOR="{ink}"'

    def text(self, lines: Sequence[str], font: str, *, bold: bool = False) -> str:
        """Lines of text, as the markup of one cell, which aligns them."""
        if len(lines) == 1 and lines[0]:
            words = dot_label_html(lines[0])
            return f"<FONT {font}><B>{words}</B></FONT>" if bold else f"<FONT {font}>{words}</FONT>"
        # Graphviz takes an empty font for a syntax error.
        words = "<BR/>".join(dot_label_html(line) if line else " " for line in lines) or " "
        return f"<FONT {font}><B>{words}</B></FONT>" if bold else f"<FONT {font}>{words}</FONT>"

    def tooltip(self, text: str, marks: tuple[int, ...]) -> str:
        """A tooltip, with what was found."""
        if not marks:
            return text
        findings = (self.marks[number] for number in marks if number in self.marks)
        return "\n".join((text, *(f"{mark.number}: {_finding_line(mark)}" for mark in findings)))


def _finding_line(mark: Mark) -> str:
    """A finding in one line."""
    return f"{mark.text} ({mark.rule})" if mark.rule else mark.text


def _header_height(diagram: Diagram, theme: Theme) -> int:
    """How high headers have to be to be all alike, in pixels."""
    small = theme.font_size_small * 1.55
    heights = (
        len(group.lines) * theme.font_size * 1.75
        + small * (2 * len(group.details) + ("optional" in group.roles) + 2 * bool(group.marks))
        for group in diagram.groups
    )
    return round(max(heights, default=0))
