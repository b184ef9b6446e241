"""DOT text: what stands where, and what binds it; `labels` writes what it looks like.

Graphviz chooses the order of nodes itself unless it is bound, and people dislike nothing more than
an order nobody chose. So each stage is one rank, its touchpoints are chained in the author's order
by edges within the rank, and headers and feet of the stages are chained across the ranks, which
makes panels of equal height. Where a chained pair has a real edge, that one binds. `remincross` is
off because its second pass forgets chains (Graphviz 2.43 and 14 alike).

From left to right, Graphviz counts positions in a rank upwards; so the chain is written from the
foot to the header, and an edge within a stage that goes down is written backwards, with
`dir=back`.

Text comes in through the functions of `graphviz.escape` alone. Nodes are called n1, n2, … and text
is never an id, a port or a comment.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import Final

from journeykit.markup import spelled, url, xml_id
from journeykit.render.diagram.diagram import Diagram, Edge, Group, Node
from journeykit.render.graphviz.escape import dot_string, dot_tooltip
from journeykit.render.graphviz.labels import Labels
from journeykit.render.style.theme import Theme

__all__ = ["DotWriter"]

_LINED: Final = (10_000, 1_000)
"""What keeps headers, and feet, in line. Where both cannot be, the headers are: words on edges make
ranks between the stages, in which Graphviz may have crossed the two lines."""

_TO_HEADER: Final = 10
"""What draws the first touchpoint of a stage to its header. The ways to other stages would let it
float in the middle of an empty panel."""

_CHANGED: Final = {"removed": "missing", "added": "covered", "changed": "partial"}
"""The tones of ways that one of two journeys has, or has otherwise."""


class DotWriter:
    """Writes one diagram.

    Args:
        theme: Its looks.
        id_prefix: What tells its ids from those of other pictures.
        listed: Whether the findings are listed in the heading.
    """

    bond = 1
    """How strongly neighbours within a stage hold together."""

    def __init__(self, diagram: Diagram, theme: Theme, id_prefix: str, *, listed: bool) -> None:
        self.diagram = diagram
        self.theme = theme
        self.prefix = f"{id_prefix}-{diagram.view}" if id_prefix else diagram.view
        self.down = diagram.direction == "top to bottom"
        self.across_from = "RL" if diagram.language.right_to_left else "LR"
        self.names = {node.key: f"n{index}" for index, node in enumerate(diagram.nodes, 1)}
        # Where edges end that lead to a whole stage: at its header.
        self.names |= {group.key: f"h{index}" for index, group in enumerate(diagram.groups, 1)}
        self.home = {node.key: node.group for node in diagram.nodes if node.group}
        self.home |= {group.key: group.key for group in diagram.groups}
        self.labels = Labels(diagram, theme, listed=listed)
        self.ids: dict[str, int] = {}
        self.id_starts: dict[str, str] = {}
        self.edge_looks: dict[tuple[object, ...], str] = {}

    # ------------------------------------------------------------------ the whole

    def lines(self) -> Iterator[str]:
        """The lines of the text."""
        diagram, theme = self.diagram, self.theme
        font = f'fontname="{theme.font_name}"'
        unit = theme.spacing / 72
        between_nodes, between = self.gaps()
        # The name is an id, and stands in a comment of the SVG: no place for text.
        yield f"digraph journey_{diagram.view} {{"
        yield (
            f"graph [rankdir={'TB' if self.down else self.across_from}, remincross=false, "
            f"nodesep={unit * between_nodes:.3f}, ranksep={unit * between:.3f}, "
            f'pad={unit * 2:.3f}, bgcolor="{theme.background}", {font}, '
            f"id={self.id('picture', diagram.view)}, labelloc=t, labeljust=l, "
            f"tooltip={dot_tooltip(diagram.title)}, label={self.labels.heading()}]"
        )
        yield f'node [shape=plain, {font}, fontsize={theme.font_size:g}, fontcolor="{theme.ink}"]'
        yield (
            f"edge [{font}, fontsize={theme.font_size_small:g}, arrowsize=0.7, "
            f'penwidth={theme.line_width * 1.3:g}, color="{theme.edge}"]'
        )
        yield from self.stages()
        yield from self.across()
        yield "}"

    @property
    def margin(self) -> float:
        """The rim of a panel, in units of the theme."""
        return 1.75

    def gaps(self) -> tuple[float, float]:
        """The room between neighbours in a rank, and between ranks, in units of the theme."""
        if self.has_outside_labels():
            return 2.5, 7 if self.down else 14
        return 2.5, 5 if self.down else 8

    def has_outside_labels(self) -> bool:
        """Whether words are set aside, which takes room between stages."""
        position = {node.key: index for index, node in enumerate(self.diagram.nodes)}
        return any(
            (edge.lines or edge.marks)
            and edge.source in position
            and edge.target in position
            and self.home.get(edge.source, "") == self.home.get(edge.target, None)
            and abs(position[edge.source] - position[edge.target]) != 1
            for edge in self.diagram.edges
        )

    def stages(self) -> Iterator[str]:
        """The nodes, in their stages, with the edges inside each."""
        inside, loose, within = self.sorted()
        for index, group in enumerate(self.diagram.groups, 1):
            yield from self.stage(index, group, inside[group.key], within.get(group.key, []))
        for node in loose:
            yield self.node(node)

    def sorted(self) -> tuple[dict[str, list[Node]], list[Node], dict[str, list[Edge]]]:
        """The nodes of each stage, those of none, and the edges inside each stage."""
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
        return inside, loose, within

    def stage(
        self, index: int, group: Group, nodes: list[Node], edges: list[Edge]
    ) -> Iterator[str]:
        """One stage: a panel, its header, its nodes in order, its foot."""
        fill, opening, header = self.panel(index, group)
        yield opening
        yield "{ rank=same"
        yield f"h{index} [{header}]"
        for node in nodes:
            yield self.node(node)
        yield self.foot(f"f{index}")
        yield "}"
        row = [f"h{index}", *(self.names[node.key] for node in nodes), f"f{index}"]
        yield from self.chained(row, edges, fill)
        yield "}"

    def panel(self, index: int, group: Group) -> tuple[str, str, str]:
        """The fill of a stage, what opens its panel, and what its header looks like."""
        theme = self.theme
        quiet = group.role == "any time"
        fill = theme.surface if index % 2 else theme.surface_alternate
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
        tooltip = dot_tooltip(self.labels.tooltip(group.tooltip or group.text, group.marks))
        opening = (
            f'subgraph cluster_{index} {{ graph [style="{style}", color="{border}", '
            f'fillcolor="{fill}", margin={theme.spacing * self.margin:g}, label="", '
            f"id={self.id('stage', group.key)}, tooltip={tooltip}]"
        )
        return fill, opening, f"label={self.labels.header(group)}, tooltip={tooltip}"

    def foot(self, name: str) -> str:
        """Where a stage ends."""
        return f'{name} [style=invis, shape=point, width=0.01, height=0.01, label=""]'

    def chained(self, row: list[str], edges: list[Edge], fill: str) -> Iterator[str]:
        """The edges within a stage, and what binds its order where there is none."""
        position = {name: index for index, name in enumerate(row)}
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
            binds = f"weight={self.bond if near else 0}" + (", dir=back" if backwards else "")
            yield self.edge(edge, tail, head, binds, fill, outside=not near)
        for index, (upper, lower) in enumerate(pairwise(row)):
            if index not in bound:
                tail, head = (upper, lower) if self.down else (lower, upper)
                bond = _TO_HEADER if index == 0 else self.bond if index < len(row) - 2 else 1
                weight = f", weight={bond}" if bond > 1 else ""
                yield f"{tail} -> {head} [style=invis{weight}]"

    def across(self) -> Iterator[str]:
        """The edges between stages, and what keeps the stages in line."""
        level = self.levels()
        crowd: dict[int, int] = {}
        for at in level.values():
            crowd[at] = crowd.get(at, 0) + 1
        numbers = {group.key: index for index, group in enumerate(self.diagram.groups, 1)}
        declared = {(edge.source, edge.target) for edge in self.between if edge.kind != "precedes"}
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
                if (edge.source, edge.target) in declared:
                    yield f"{tail} -> {head} [style=invis, weight={heads_weight}]"
                else:
                    yield self.edge(edge, tail, head, f"weight={heads_weight}", background)
                continue
            whole = edge.source in numbers and edge.target in numbers
            free = numbers and (whole or leaves >= arrives)
            binds = "constraint=false" if free else "weight=1"
            # Between stages that stand side by side, words make Graphviz 14 crash, and ways round
            # in a circle keep Graphviz 2.43 busy for ever: so all are written in one direction.
            outside = bool(numbers) and leaves == arrives
            if outside:
                binds = "constraint=false, weight=0"
                first, last = (numbers[self.home[end]] for end in (edge.source, edge.target))
                if (first < last) != self.down:
                    tail, head, binds = head, tail, f"{binds}, dir=back"
            yield self.edge(edge, tail, head, binds, background, outside=outside)
        yield from self.at_the_end(level)

    def at_the_end(self, level: dict[str, int]) -> Iterator[str]:
        """What binds groups that follow nothing: the one for any time stands last."""
        groups = list(enumerate(self.diagram.groups, 1))
        stages = [(index, group) for index, group in groups if group.role != "any time"]
        last = max((level[group.key] for _, group in stages), default=0)
        ends = [index for index, group in stages if level[group.key] == last]
        for index, group in groups:
            if group.role == "any time":
                for end in ends:
                    if end != index:
                        yield f"h{end} -> h{index} [style=invis, weight=10]"
                        yield f"f{end} -> f{index} [style=invis, weight=10]"

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
        after = max(level.values(), default=0) + 1
        level |= {g.key: after for g in self.diagram.groups if g.role == "any time"}
        return level

    # ------------------------------------------------------------------ nodes

    def node(self, node: Node) -> str:
        """One node."""
        name = self.names[node.key]
        link = url(node.url) if node.url else None
        parts = [
            f"label={self.labels.label(node)}",
            f"id={self.id('node', node.key)}",
            f"tooltip={dot_tooltip(self.labels.tooltip(node.tooltip or node.text, node.marks))}",
        ]
        if link:
            # A target of its own would need `rel`; whoever follows a link decides where.
            parts.append(f"URL={dot_string(link)}")
        return f"{name} [{', '.join(parts)}]"

    # ------------------------------------------------------------------ edges

    def edge(
        self, edge: Edge, tail: str, head: str, binds: str, fill: str, *, outside: bool = False
    ) -> str:
        """One edge; its words are set aside when room for them would tear a stage apart."""
        kind = (edge.kind, edge.pen, edge.roles, edge.weight, binds)
        look = self.edge_looks.get(kind)
        if look is None:
            look = self.edge_looks[kind] = self.look(edge, binds)
        tooltip = dot_tooltip(
            self.labels.tooltip(edge.tooltip or edge.text or edge.kind, edge.marks)
        )
        identity = self.id("edge", f"{edge.source}/{edge.target}")
        parts = [look, f"id={identity}", f"edgetooltip={tooltip}"]
        if edge.lines or edge.marks:
            ink = self.line(edge)[0] if edge.pen is not None else self.theme.ink
            if "faded" in edge.roles:
                ink = self.theme.ink_muted
            text = self.labels.text(edge.lines, self.labels.small(ink)) if edge.lines else ""
            label = self.labels.pill(text, fill, edge.marks)
            # Between touchpoints of one stage that are no neighbours, Graphviz puts words into the
            # stage before, and pulls the touchpoints to them.
            parts.append(f"{'xlabel' if outside else 'label'}=<{label}>")
            parts.append(f"labeltooltip={tooltip}")
        return f"{tail} -> {head} [{', '.join(parts)}]"

    def look(self, edge: Edge, binds: str) -> str:
        """What edges of one kind have in common."""
        colour, style, arrow, strong = self.line(edge)
        width = self.theme.line_width * (2.2 if strong else 1.3)
        if "unseen" in edge.roles:
            style = "dotted"
        elif edge.weight is not None:
            width = self.theme.line_width * (1 + 5 * edge.weight)
        side = "arrowtail" if "dir=back" in binds else "arrowhead"
        styled = f", style={style}" if style else ""
        return f'{binds}, color="{colour}", {side}={arrow}, penwidth={width:g}{styled}'

    def line(self, edge: Edge) -> tuple[str, str, str, bool]:
        """Colour, dashes, arrow and whether it is strong."""
        colour, style, arrow = self.labels.kind(edge.kind)
        if edge.pen is not None:
            colour = self.theme.persona(edge.pen).colour
        if "faded" in edge.roles or "closed" in edge.roles:
            colour = self.theme.line
        for role, tone in _CHANGED.items():
            if role in edge.roles:
                colour = self.theme.tint(tone).line
                return colour, "dashed" if role == "removed" else style, arrow, role == "added"
        picked = "picked" in edge.roles
        if picked and edge.kind in {"next", "branch", "optional"}:
            colour = self.theme.accent
        return colour, style, arrow, picked

    # ------------------------------------------------------------------ small parts

    def id(self, kind: str, key: str) -> str:
        """An id nothing else in the picture has, quoted."""
        start = self.id_starts.get(kind)
        if start is None:
            start = self.id_starts[kind] = xml_id(f"{self.prefix}-{kind}", "")
        identity = start + spelled(key)
        seen = self.ids[identity] = self.ids.get(identity, 0) + 1
        return f'"{identity}"' if seen == 1 else f'"{identity}_{seen}"'
