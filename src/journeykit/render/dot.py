"""DOT text: the only module that writes it.

Graphviz chooses the order of nodes itself unless it is bound, and people dislike nothing more than
an order nobody chose. So each stage is one rank, its touchpoints are chained in the author's order
by edges within the rank, and headers and feet of the stages are chained across the ranks, which
makes panels of equal height. Where a chained pair has a real edge, that one binds. `remincross` is
off because its second pass forgets chains (Graphviz 2.43 and 14 alike).

From left to right, Graphviz counts positions in a rank upwards; so the chain is written from the
foot to the header, and an edge within a stage that goes down is written backwards, with
`dir=back`.

Text comes in through the functions of `journeykit.render.escape` alone. Nodes are called n1, n2, …
and text is never an id, a port or a comment.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import Final

from journeykit.render.diagram import Badge, Diagram, Edge, Group, Key, Mark, Node, tint_of
from journeykit.render.escape import dot_label_html, dot_string, dot_tooltip, spelled, url, xml_id
from journeykit.render.measure import fitted, measured
from journeykit.render.theme import LIGHT, Theme, Tint
from journeykit.render.views.cards import CARD_WIDTH

__all__ = ["dot_of"]

_SIGNS: Final = {
    "digital": "\u25a1",
    "physical": "\u25a0",
    "interpersonal": "\u25cf",
    "entry": "\u25ba",
    "exit": "\u25a0",
    "abandoned": "\u00d7",
    "failed": "\u00d7",
    "fail point": "!",
    "company": "\u25c4",
    "automatic": "\u00bb",
    "wait": "\u2026",
    "optional": "\u25cb",
    "unreachable": "\u25cb",
    "pain": "!",
}
"""Glyphs as characters that are in every font for Western European languages (WGL4)."""

_FEELINGS: Final = {-2: "\u25bc\u25bc", -1: "\u25bc", 0: "\u25cf", 1: "\u25b2", 2: "\u25b2\u25b2"}

_DASHES: Final = ("\u2500\u2500\u2500", "\u2500 \u2500", "\u00b7 \u00b7 \u00b7")
"""Solid, dashed and dotted, in the legend."""

_LOOKS: Final = ("unreachable", "faded", "moment of truth", "picked")
"""What changes the look of a card, the strongest first."""

_MARKS_LISTED: Final = 40
_MARKS_SHOWN: Final = 3
"""How many numbers one thing carries; the others are in its tooltip."""

_LINED: Final = (10_000, 1_000)
"""What keeps headers, and feet, in line. Where both cannot be, the headers are: words on edges make
ranks between the stages, in which Graphviz may have crossed the two lines."""

_TO_HEADER: Final = 10
"""What draws the first touchpoint of a stage to its header. The ways to other stages would let it
float in the middle of an empty panel."""

_LIST_WIDTH: Final = 62.0


def dot_of(
    diagram: Diagram, theme: Theme = LIGHT, *, id_prefix: str = "", listed: bool = True
) -> str:
    """Write a diagram of nodes and edges as DOT.

    Args:
        diagram: The diagram.
        theme: Its looks.
        id_prefix: What tells its ids from those of other pictures on the same page: a letter, then
            letters, digits and hyphens.
        listed: Whether the findings are listed in the heading; their numbers stand in the picture
            in any case.

    Returns:
        The text; the same for the same diagram and theme.

    Raises:
        ValueError: The prefix is none.

    Example:
        >>> diagram = Diagram(view="graph", title="Gift", description="", nodes=[Node("a", "A")])
        >>> dot_of(diagram).splitlines()[0]
        'digraph journey_graph {'
    """
    return "\n".join((*_Writer(diagram, theme, id_prefix, listed=listed).lines(), ""))


class _Writer:
    """Writes one diagram."""

    def __init__(self, diagram: Diagram, theme: Theme, id_prefix: str, *, listed: bool) -> None:
        self.diagram = diagram
        self.listed = diagram.marks if listed else ()
        self.theme = theme
        self.prefix = f"{id_prefix}-{diagram.view}" if id_prefix else diagram.view
        self.down = diagram.direction == "top to bottom"
        self.marks = {mark.number: mark for mark in diagram.marks}
        self.header_pixels = _header_height(diagram, theme)
        self.names = {node.key: f"n{place}" for place, node in enumerate(diagram.nodes, 1)}
        # Where edges end that lead to a whole stage: at its header.
        self.names |= {group.key: f"h{place}" for place, group in enumerate(diagram.groups, 1)}
        self.home = {node.key: node.group for node in diagram.nodes if node.group}
        self.home |= {group.key: group.key for group in diagram.groups}
        self.card_pixels = round(theme.font_size * (CARD_WIDTH + 0.6))
        self.small_font = f'POINT-SIZE="{theme.font_size_small:g}"'
        self.round = "ROUNDED" if theme.rounded else ""
        self.ids: dict[str, int] = {}
        self.id_starts: dict[str, str] = {}
        self.looks = {
            "": Tint(theme.card, theme.ink, theme.line),
            "unreachable": theme.not_applicable,
            "faded": Tint(theme.surface, theme.ink_muted, theme.line),
            "moment of truth": Tint(theme.card, theme.ink, theme.moment.line),
            "picked": Tint(theme.card, theme.ink, theme.accent),
        }
        # Journeys say the same again and again: channels, feelings, states.
        self.known: dict[tuple[object, ...], str] = {}

    # ------------------------------------------------------------------ the whole

    def lines(self) -> Iterator[str]:
        """The lines of the text."""
        diagram, theme = self.diagram, self.theme
        font = f'fontname="{theme.font_name}"'
        unit = theme.spacing / 72
        between = (7 if self.asides() else 5) if self.down else (14 if self.asides() else 8)
        # The name is an id, and stands in a comment of the SVG: no place for text.
        yield f"digraph journey_{diagram.view} {{"
        yield (
            f"graph [rankdir={'TB' if self.down else 'LR'}, remincross=false, "
            f"nodesep={unit * 2.5:.3f}, ranksep={unit * between:.3f}, "
            f'pad={unit * 2:.3f}, bgcolor="{theme.background}", {font}, '
            f"id={self.id('picture', diagram.view)}, labelloc=t, labeljust=l, "
            f"tooltip={dot_tooltip(diagram.title)}, label={self.heading()}]"
        )
        yield f'node [shape=plain, {font}, fontsize={theme.font_size:g}, fontcolor="{theme.ink}"]'
        yield (
            f"edge [{font}, fontsize={theme.font_size_small:g}, arrowsize=0.7, "
            f'penwidth={theme.line_width * 1.3:g}, color="{theme.edge}"]'
        )
        yield from self.stages()
        yield from self.across()
        yield "}"

    def asides(self) -> bool:
        """Whether words are set aside, which takes room between stages."""
        place = {node.key: number for number, node in enumerate(self.diagram.nodes)}
        return any(
            (edge.lines or edge.marks)
            and edge.source in place
            and edge.target in place
            and self.home.get(edge.source, "") == self.home.get(edge.target, None)
            and abs(place[edge.source] - place[edge.target]) != 1
            for edge in self.diagram.edges
        )

    def stages(self) -> Iterator[str]:
        """The nodes, in their stages, with the edges inside each."""
        inside: dict[str, list[Node]] = {group.key: [] for group in self.diagram.groups}
        loose: list[Node] = []
        for node in self.diagram.nodes:
            inside.get(node.group, loose).append(node)
        within: dict[str, list[Edge]] = {}
        self.between: list[Edge] = []
        for edge in self.diagram.edges:
            home = self.home.get(edge.source, "")
            if home and home == self.home.get(edge.target):
                within.setdefault(home, []).append(edge)
            else:
                self.between.append(edge)
        for place, group in enumerate(self.diagram.groups, 1):
            yield from self.stage(place, group, inside[group.key], within.get(group.key, []))
        for node in loose:
            yield self.node(node)

    def stage(
        self, place: int, group: Group, nodes: list[Node], edges: list[Edge]
    ) -> Iterator[str]:
        """One stage: a panel, its header, its nodes in order, its foot."""
        theme = self.theme
        quiet = group.role == "any time"
        fill = theme.surface if place % 2 else theme.surface_alternate
        style = ",".join(
            word
            for word, holds in (
                ("rounded", theme.rounded),
                ("filled", not quiet),
                ("dashed", quiet or "optional" in group.roles),
            )
            if holds
        )
        border = theme.line if quiet or "optional" in group.roles else fill
        tooltip = dot_tooltip(self.told(group.tooltip or group.text, group.marks))
        yield (
            f'subgraph cluster_{place} {{ graph [style="{style}", color="{border}", '
            f'fillcolor="{fill}", margin={theme.spacing * 1.75:g}, label="", '
            f"id={self.id('stage', group.key)}, tooltip={tooltip}]"
        )
        yield "{ rank=same"
        yield f"h{place} [label={self.header(group)}, tooltip={tooltip}]"
        for node in nodes:
            yield self.node(node)
        yield f'f{place} [style=invis, shape=point, width=0.01, height=0.01, label=""]'
        yield "}"
        row = [f"h{place}", *(self.names[node.key] for node in nodes), f"f{place}"]
        yield from self.chained(row, edges, fill)
        yield "}"

    def chained(self, row: list[str], edges: list[Edge], fill: str) -> Iterator[str]:
        """The edges within a stage, and what binds its order where there is none."""
        position = {name: place for place, name in enumerate(row)}
        bound = set()
        for edge in edges:
            source, target = self.names[edge.source], self.names[edge.target]
            first, last = position[source], position[target]
            pair = min(first, last)
            # Words on two edges between the same neighbours are more than Graphviz can place.
            near = abs(first - last) == 1 and pair not in bound
            if near:
                bound.add(pair)
            backwards = first != last and (first < last) != self.down
            tail, head = (target, source) if backwards else (source, target)
            binds = f"weight={int(near)}" + (", dir=back" if backwards else "")
            yield self.edge(edge, tail, head, binds, fill, aside=not near)
        for place, (upper, lower) in enumerate(pairwise(row)):
            if place not in bound:
                tail, head = (upper, lower) if self.down else (lower, upper)
                near_header = "" if place else f", weight={_TO_HEADER}"
                yield f"{tail} -> {head} [style=invis{near_header}]"

    def across(self) -> Iterator[str]:
        """The edges between stages, and what keeps the stages in line."""
        level = self.levels()
        crowd: dict[int, int] = {}
        for at in level.values():
            crowd[at] = crowd.get(at, 0) + 1
        numbers = {group.key: place for place, group in enumerate(self.diagram.groups, 1)}
        told = {(edge.source, edge.target) for edge in self.between if edge.kind != "precedes"}
        background = self.theme.background
        for edge in self.between:
            tail, head = self.names[edge.source], self.names[edge.target]
            leaves, arrives = (
                level.get(self.home.get(end, ""), -1) for end in (edge.source, edge.target)
            )
            if edge.kind == "precedes" and edge.source in numbers:
                lined = crowd[leaves] == crowd[arrives] == 1
                heads_weight, feet_weight = _LINED if lined else (1, 1)
                feet = f"f{numbers[edge.source]} -> f{numbers[edge.target]}"
                yield f"{feet} [style=invis, weight={feet_weight}]"
                if (edge.source, edge.target) in told:
                    yield f"{tail} -> {head} [style=invis, weight={heads_weight}]"
                else:
                    yield self.edge(edge, tail, head, f"weight={heads_weight}", background)
                continue
            whole = edge.source in numbers and edge.target in numbers
            free = numbers and (whole or leaves >= arrives)
            binds = "constraint=false" if free else "weight=1"
            # Between stages that stand side by side, words make Graphviz 14 crash, and ways round
            # in a circle keep Graphviz 2.43 busy for ever: so all are written in one direction.
            aside = bool(numbers) and leaves == arrives
            if aside:
                binds = "constraint=false, weight=0"
                first, last = (numbers[self.home[end]] for end in (edge.source, edge.target))
                if (first < last) != self.down:
                    tail, head, binds = head, tail, f"{binds}, dir=back"
            yield self.edge(edge, tail, head, binds, background, aside=aside)
        yield from self.at_the_end(level)

    def at_the_end(self, level: dict[str, int]) -> Iterator[str]:
        """What binds groups that follow nothing: the one for any time stands last."""
        last = max((at for key, at in level.items() if key != "any time"), default=0)
        groups = list(enumerate(self.diagram.groups, 1))
        ends = [place for place, group in groups if level[group.key] == last]
        for place, group in groups:
            if group.role == "any time":
                for end in ends:
                    if end != place:
                        yield f"h{end} -> h{place} [style=invis, weight=10]"
                        yield f"f{end} -> f{place} [style=invis, weight=10]"

    def levels(self) -> dict[str, int]:
        """How many stages come before each, at most."""
        level = {group.key: 0 for group in self.diagram.groups}
        for _ in level:
            changed = False
            for edge in self.diagram.edges:
                if edge.kind == "precedes" and edge.target in level:
                    at = level[edge.source] + 1
                    changed = changed or at > level[edge.target]
                    level[edge.target] = max(at, level[edge.target])
            if not changed:
                break
        if "any time" in level:
            level["any time"] = max(level.values()) + 1
        return level

    # ------------------------------------------------------------------ nodes

    def node(self, node: Node) -> str:
        """One node."""
        name = self.names[node.key]
        link = url(node.url) if node.url else None
        parts = [
            f"label={self.label(node)}",
            f"id={self.id('node', node.key)}",
            f"tooltip={dot_tooltip(self.told(node.tooltip or node.text, node.marks))}",
        ]
        if link:
            # A target of its own would need `rel`; whoever follows a link decides where.
            parts.append(f"URL={dot_string(link)}")
        return f"{name} [{', '.join(parts)}]"

    def label(self, node: Node) -> str:
        """What a node looks like."""
        theme = self.theme
        if node.role == "touchpoint":
            return self.card(node)
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
        text = self.text(node.lines, f'COLOR="{theme.ink_muted}"')
        return self.box(
            f'<TR><TD WIDTH="{self.card_pixels}">{text}</TD></TR>', tint_of(theme, node.tone)
        )

    def card(self, node: Node) -> str:
        """A touchpoint: its name, its finding marks, its badges."""
        theme = self.theme
        roles = node.roles
        quiet = "faded" in roles or "unreachable" in roles
        look = next((role for role in _LOOKS if role in roles), "")
        tint = self.looks[look]
        lines = node.lines
        if len(node.marks) == 1:
            lines = fitted(node.text, CARD_WIDTH * 0.83, 2 * len(lines) + 1, bold=True)
        name = self.text(lines, f'COLOR="{tint.ink}"', bold=True)
        width = f' WIDTH="{self.card_pixels}"'
        rows = []
        if "moment of truth" in roles:
            moment = theme.moment
            sign = self.text(("\u25ca moment of truth",), self.small(moment.ink), bold=True)
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
        dashed = "optional" in roles or "unreachable" in roles
        strong = "picked" in roles or "moment of truth" in roles
        space = '<TR><TD HEIGHT="2" CELLPADDING="0"></TD></TR>'
        return self.box(
            f"{space}{''.join(rows)}{space}", tint, dashed=dashed, border=2 if strong else 1
        )

    def badges(self, badges: Iterable[Badge], *, quiet: bool) -> Iterator[str]:
        """Rows of a card: channels and states run on in a line, feelings and pains stand alone."""
        channels, states = [], []
        for badge in badges:
            if badge.kind == "channel":
                channels.append(badge)
            elif badge.kind == "state":
                states.append(badge)
        if channels:
            yield self.run_on(channels)
        for badge in badges:
            if badge.kind not in {"channel", "state"}:
                yield self.alone(badge, quiet=quiet)
        if states:
            yield self.run_on(states)

    def alone(self, badge: Badge, *, quiet: bool) -> str:
        """A row of one badge."""
        said = (badge.text, badge.glyph, badge.tone, quiet)
        if said in self.known:
            return self.known[said]
        tint = tint_of(self.theme, badge.tone)
        plain = quiet or not badge.tone
        ink = self.theme.ink_muted if plain else tint.ink
        if badge.kind == "pain" and badge.glyph and not quiet:
            ink = self.theme.error.ink
        font = self.small(ink)
        lines = self.small_lines(_signed(badge), 2)
        text = self.text(lines, font)
        if len(lines) > 1 and not plain:
            # Graphviz sets lines so tight that the second would touch the sign.
            text = self.beside_sign(badge, font)
        row = self.known[said] = self.row(text if plain else self.chip(text, tint.fill))
        return row

    def beside_sign(self, badge: Badge, font: str) -> str:
        """A badge of several lines, all of them beside its sign."""
        sign = _sign(badge)
        room = CARD_WIDTH * self.theme.font_size / max(1, self.theme.font_size_small)
        lines = fitted(badge.text, room - measured(sign) - 1, 2)
        return (
            '<TABLE BORDER="0" CELLBORDER="0" CELLSPACING="0" CELLPADDING="0"><TR>'
            f'<TD VALIGN="TOP">{self.text((sign,), font)}</TD><TD WIDTH="4"></TD>'
            f'<TD ALIGN="LEFT" BALIGN="LEFT">{self.text(lines, font)}</TD></TR></TABLE>'
        )

    def run_on(self, badges: list[Badge]) -> str:
        """A row of several badges."""
        said = tuple((badge.glyph, badge.text) for badge in badges)
        if said in self.known:
            return self.known[said]
        words = " \u00b7 ".join(map(_signed, badges))
        text = self.text(self.small_lines(words, 3), self.small(self.theme.ink_muted))
        row = self.known[said] = self.row(text)
        return row

    def small_lines(self, words: str, lines: int) -> tuple[str, ...]:
        """Words broken to the width of a card, in small text."""
        ems = CARD_WIDTH * self.theme.font_size / max(1, self.theme.font_size_small)
        return fitted(words, ems, lines)

    def header(self, group: Group) -> str:
        """The name of a stage, and what customers want in it."""
        theme = self.theme
        big = f'POINT-SIZE="{theme.font_size * 1.15:g}" COLOR="{theme.ink}"'
        rows = [
            f'<TR><TD WIDTH="{self.card_pixels}">{self.text(group.lines, big, bold=True)}</TD></TR>'
        ]
        if group.marks:
            rows.append(f"<TR><TD>{self.middle(group.marks)}</TD></TR>")
        details = [*group.details, *(["optional"] if "optional" in group.roles else [])]
        for detail in details:
            text = self.text(self.small_lines(detail, 2), self.small(theme.ink_muted))
            rows.append(f"<TR><TD>{text}</TD></TR>")
        return (
            f'<<TABLE BORDER="0" CELLBORDER="0" CELLSPACING="0" CELLPADDING="2" '
            f'HEIGHT="{self.header_pixels}">{"".join(rows)}</TABLE>>'
        )

    # ------------------------------------------------------------------ edges

    def edge(
        self, edge: Edge, tail: str, head: str, binds: str, fill: str, *, aside: bool = False
    ) -> str:
        """One edge; its words are set aside when room for them would tear a stage apart."""
        told = ("edge", edge.kind, edge.pen, edge.roles, binds)
        look = self.known.get(told)
        if look is None:
            look = self.known[told] = self.look(edge, binds)
        tooltip = dot_tooltip(self.told(edge.tooltip or edge.text or edge.kind, edge.marks))
        identity = self.id("edge", f"{edge.source}/{edge.target}")
        parts = [look, f"id={identity}", f"edgetooltip={tooltip}"]
        if edge.lines or edge.marks:
            ink = self.line(edge)[0] if edge.pen is not None else self.theme.ink
            if "faded" in edge.roles:
                ink = self.theme.ink_muted
            text = self.text(edge.lines, self.small(ink)) if edge.lines else ""
            label = self.pill(text, fill, edge.marks)
            # Between touchpoints of one stage that are no neighbours, Graphviz puts words into the
            # stage before, and pulls the touchpoints to them.
            parts.append(f"{'xlabel' if aside else 'label'}=<{label}>")
            parts.append(f"labeltooltip={tooltip}")
        return f"{tail} -> {head} [{', '.join(parts)}]"

    def look(self, edge: Edge, binds: str) -> str:
        """What edges of one kind have in common."""
        colour, style, arrow, strong = self.line(edge)
        width = self.theme.line_width * (2.2 if strong else 1.3)
        side = "arrowtail" if "dir=back" in binds else "arrowhead"
        styled = f", style={style}" if style else ""
        return f'{binds}, color="{colour}", {side}={arrow}, penwidth={width:g}{styled}'

    def line(self, edge: Edge) -> tuple[str, str, str, bool]:
        """Colour, dashes, arrow and whether it is strong."""
        colour, style, arrow = self.kind(edge.kind)
        if edge.pen is not None:
            colour = self.theme.persona(edge.pen).colour
        if "faded" in edge.roles or "closed" in edge.roles:
            colour = self.theme.line
        picked = "picked" in edge.roles
        if picked and edge.kind in {"next", "branch", "optional"}:
            colour = self.theme.accent
        return colour, style, arrow, picked

    def kind(self, kind: str) -> tuple[str, str, str]:
        """How a kind of edge is drawn: colour, dashes and arrow, so that greys will do."""
        theme = self.theme
        kinds = {
            "precedes": (theme.line, "", "normal"),
            "optional": (theme.edge, "dotted", "normal"),
            "loop": (theme.warning.line, "dashed", "vee"),
            "return": (theme.warning.line, "dashed", "vee"),
            "retry": (theme.warning.line, "dashed", "vee"),
            "recovery": (theme.covered.line, "dashed", "empty"),
            "churn": (theme.error.line, "dotted", "tee"),
            "contains": (theme.line, "", "none"),
            "experiences": (theme.edge, "dotted", "none"),
        }
        return kinds.get(kind, (theme.edge, "", "normal"))

    # ------------------------------------------------------------------ around the picture

    def heading(self) -> str:
        """The title, what signs mean, what has to be said, and the findings if they are listed."""
        theme, diagram = self.theme, self.diagram
        size = f'POINT-SIZE="{theme.font_size_title:g}" COLOR="{theme.ink}"'
        rows = [self.row(self.text(fitted(diagram.title, 40, 3, bold=True), size, bold=True))]
        if diagram.subtitle:
            lines = fitted(diagram.subtitle, _LIST_WIDTH, 3)
            rows.append(self.row(self.text(lines, f'COLOR="{theme.ink_muted}"')))
        notes = list(diagram.notes)
        if len(self.listed) > _MARKS_LISTED:
            notes.append(f"{len(self.listed) - _MARKS_LISTED:,} more findings: see the report.")
        for note in notes:
            lines = fitted(note, _LIST_WIDTH, 4)
            rows.append(self.row(self.text(lines, self.small(theme.ink))))
        if diagram.legend:
            signs = "   ".join(map(self.sign, diagram.legend))
            rows.append(self.row(signs))
        if self.listed:
            found = "".join(map(self.finding, self.listed[:_MARKS_LISTED]))
            rows.append(
                '<TR><TD ALIGN="LEFT"><TABLE BORDER="0" CELLBORDER="0" CELLSPACING="0" '
                f'CELLPADDING="2">{found}</TABLE></TD></TR>'
            )
        return f'<<TABLE BORDER="0" CELLBORDER="0" CELLSPACING="0">{"".join(rows)}</TABLE>>'

    def sign(self, key: Key) -> str:
        """One entry of the legend."""
        theme = self.theme
        if key.pen is not None:
            colour, style = theme.persona(key.pen).colour, ""
            sign = _DASHES[0]
        elif key.kind:
            colour, style, _ = self.kind(key.kind)
            sign = _DASHES[("", "dashed", "dotted").index(style)]
        else:
            colour, sign = theme.ink_muted, _SIGNS.get(key.glyph, "\u25cf")
        drawn = self.text((sign,), self.small(colour), bold=True)
        return f"{drawn} {self.text((key.text,), self.small(theme.ink_muted))}"

    def finding(self, mark: Mark) -> str:
        """One line of the list of findings."""
        theme = self.theme
        text = self.text(fitted(_told(mark), _LIST_WIDTH, 3), self.small(theme.ink))
        # Room goes to columns in equal parts: a wide second one leaves none for the first.
        wide = round(_LIST_WIDTH * theme.font_size_small)
        return (
            f'<TR><TD VALIGN="TOP">{self.chips((mark.number,))}</TD>'
            f'<TD ALIGN="LEFT" BALIGN="LEFT" WIDTH="{wide}">{text}</TD></TR>'
        )

    # ------------------------------------------------------------------ small parts

    def box(self, rows: str, tint: Tint, *, dashed: bool = False, border: float = 1) -> str:
        """A table with a border and a fill, as a whole label."""
        style = ",".join(filter(None, (self.round, "DASHED" if dashed else "")))
        styled = f' STYLE="{style}"' if style else ""
        return (
            f'<<TABLE BORDER="{border:g}" CELLBORDER="0" CELLSPACING="0" CELLPADDING="4"{styled} '
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
            tint = tint_of(self.theme, severity)
            sign = {"error": "\u00d7", "warning": "!"}.get(severity, "i")
            text = self.text((f"{sign}{number}",), self.small(tint.ink), bold=True)
            cells.append(f'<TD BGCOLOR="{tint.fill}" COLOR="{tint.line}" BORDER="1">{text}</TD>')
        if len(marks) > _MARKS_SHOWN:
            cells.append(f"<TD>{self.text(('…',), self.small(self.theme.ink))}</TD>")
        return (
            '<TABLE BORDER="0" CELLBORDER="0" CELLSPACING="2" CELLPADDING="1"><TR>'
            f"{''.join(cells)}</TR></TABLE>"
        )

    def middle(self, marks: tuple[int, ...], left: float = 0.5) -> str:
        """The numbers of findings in a wide cell, which would stretch them, from the left on."""
        free = self.card_pixels - 32 * min(len(marks), _MARKS_SHOWN)
        before, after = (
            f'<TD WIDTH="{round(free * part)}"></TD>' if part else "" for part in (left, 1 - left)
        )
        return (
            '<TABLE BORDER="0" CELLBORDER="0" CELLSPACING="0" CELLPADDING="0">'
            f"<TR>{before}<TD>{self.chips(marks)}</TD>{after}</TR></TABLE>"
        )

    def row(self, markup: str) -> str:
        return f'<TR><TD ALIGN="LEFT" BALIGN="LEFT">{markup}</TD></TR>'

    def small(self, ink: str) -> str:
        return f'{self.small_font} COLOR="{ink}"'

    def text(self, lines: Sequence[str], font: str, *, bold: bool = False) -> str:
        """Lines of text, as the markup of one cell, which aligns them."""
        if len(lines) == 1 and lines[0]:
            words = dot_label_html(lines[0])
            return f"<FONT {font}><B>{words}</B></FONT>" if bold else f"<FONT {font}>{words}</FONT>"
        # Graphviz takes an empty font for a syntax error.
        words = "<BR/>".join(dot_label_html(line) if line else " " for line in lines) or " "
        return f"<FONT {font}><B>{words}</B></FONT>" if bold else f"<FONT {font}>{words}</FONT>"

    def told(self, text: str, marks: tuple[int, ...]) -> str:
        """A tooltip, with what was found."""
        if not marks:
            return text
        found = (self.marks[number] for number in marks if number in self.marks)
        return "\n".join((text, *(f"{mark.number}: {_told(mark)}" for mark in found)))

    def id(self, kind: str, key: str) -> str:
        """An id nothing else in the picture has, quoted."""
        start = self.id_starts.get(kind)
        if start is None:
            start = self.id_starts[kind] = xml_id(f"{self.prefix}-{kind}", "")
        made = start + spelled(key)
        seen = self.ids[made] = self.ids.get(made, 0) + 1
        return f'"{made}"' if seen == 1 else f'"{made}_{seen}"'


def _signed(badge: Badge) -> str:
    """The word of a badge after its sign, which no line break parts from it."""
    sign = _sign(badge)
    return f"{sign}\u00a0{badge.text}" if sign else badge.text


def _sign(badge: Badge) -> str:
    """The character for a glyph; empty for none."""
    kind, _, valence = badge.glyph.partition(":")
    if kind == "emotion" and valence:
        step = int(abs(float(valence)) + 0.5)
        return _FEELINGS[step if float(valence) > 0 else -step]
    return _SIGNS.get(badge.glyph, "")


def _told(mark: Mark) -> str:
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
