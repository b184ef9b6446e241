"""DOT text of large pictures: stages in columns and bands, and ways over a distance by number.

The module `layout.placement` says where everything stands; this binds Graphviz to it. Each column
is a rank, bound in itself as a stage of one column is, and invisible headers and feet keep the
columns of a band in line. Bands share their ranks; an outer cluster each, and a chain of nodes
before the first rank, keep them in order.

A line that passes other columns would have to run around the panels, and some dozens of them take
more room than the panels. So on brief cards such a way is told, as in printed flow charts: the
card it leaves names the number of the card it leads to.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from typing import Final

import attrs

from journeykit.render.diagram.diagram import Diagram, Edge, Node
from journeykit.render.graphviz.writer import DotWriter
from journeykit.render.layout.placement import Position, place_cards
from journeykit.render.style.theme import Theme

__all__ = ["WrappedWriter"]

_NEAR: Final = 2
"""How many cards on, in the same column, a way is still drawn."""

_LINED: Final = (10_000, 3_000)
"""What keeps headers, and feet, in line."""

_UNBOUND: Final = "constraint=false, weight=0"
"""Ways have no say in where cards stand."""


class WrappedWriter(DotWriter):
    """Writes one large diagram; the arguments are those of `Writer`."""

    bond = 10

    @property
    def margin(self) -> float:
        """The rim of a panel, in units of the theme."""
        return 1 if self.labels.brief else super().margin

    def __init__(self, diagram: Diagram, theme: Theme, id_prefix: str, *, listed: bool) -> None:
        super().__init__(diagram, theme, id_prefix, listed=listed)
        self.level = self.levels()
        self.plan = place_cards(diagram, self.level, theme, self.labels.card_pixels + 6)
        self.positions = dict(self.plan.positions)
        for number, band in enumerate(self.plan.bands):
            self.positions |= {key: Position(number, self.plan.ranks[key], -1) for key in band}
        self.numbers = {group.key: index for index, group in enumerate(diagram.groups, 1)}
        self.alone = {at for at, groups in Counter(self.level.values()).items() if groups == 1}
        self.firsts = set({self.level[g.key]: g.key for g in reversed(diagram.groups)}.values())
        self.by_number: dict[str, list[Edge]] = {}
        self.edges_by_number: set[Edge] = set()
        self.find_edges_by_number()

    def find_edges_by_number(self) -> None:
        """Find the ways that are told by number."""
        cards = {node.key: node.number for node in self.diagram.nodes if node.number}
        for edge in self.diagram.edges:
            if "brief" not in edge.roles or self.is_near(edge):
                continue
            number = cards.get(edge.target)
            if number and edge.source in cards:
                self.by_number.setdefault(edge.source, []).append(edge)
                self.edges_by_number.add(edge)
                sign = "\u2190" if "back" in edge.roles else "\u2192"
                target = (sign, self.line(edge)[0], number)
                self.labels.targets.setdefault(edge.source, []).append(target)

    def is_near(self, edge: Edge) -> bool:
        """Whether the ends of a way stand so close that a line joins them without a detour."""
        source, target = self.positions.get(edge.source), self.positions.get(edge.target)
        if source is None or target is None or source.band != target.band:
            return False
        if source.rank == target.rank:
            same = self.home[edge.source] == self.home[edge.target]
            return same and abs(source.at - target.at) <= _NEAR
        return abs(source.rank - target.rank) == 1

    def gaps(self) -> tuple[float, float]:
        """Less room between cards, since there are many."""
        if self.labels.brief:
            return (1.25, 3.25) if self.down else (1.5, 4.5)
        return super().gaps()

    # ------------------------------------------------------------------ stages

    def stages(self) -> Iterator[str]:
        """The bands, with the stages of each."""
        _, loose, within = self.sorted()
        self.jumps: list[Edge] = []
        groups = {group.key: group for group in self.diagram.groups}
        several = len(self.plan.bands) > 1
        for number, band in enumerate(self.plan.bands, 1):
            if several:
                yield f'subgraph cluster_band_{number} {{ graph [style=invis, margin=0, label=""]'
            for key in band:
                index, tracks = self.numbers[key], self.plan.tracks[key]
                fill, opening, header = self.panel(index, groups[key])
                yield opening
                yield from self.tracks(index, tracks, header)
                yield from self.edges_within(index, tracks, within.get(key, []), fill)
                yield "}"
            if several:
                yield "}"
        for node in loose:
            yield self.node(node)

    def tracks(
        self, index: int, tracks: tuple[tuple[Node, ...], ...], header: str
    ) -> Iterator[str]:
        """The columns of a stage; all but the first have a header nobody sees."""
        for number, track in enumerate(tracks):
            yield "{ rank=same"
            yield f"{_top(index, number)} [{header}{', style=invis' if number else ''}]"
            for node in track:
                yield self.node(node)
            yield self.foot(_foot(index, number))
            yield "}"
        for number in range(1, len(tracks)):
            for end, weight in ((_top, _LINED[0]), (_foot, _LINED[1])):
                before, after = end(index, number - 1), end(index, number)
                yield f"{before} -> {after} [style=invis, weight={weight}]"

    def edges_within(
        self, index: int, tracks: tuple[tuple[Node, ...], ...], edges: list[Edge], fill: str
    ) -> Iterator[str]:
        """The ways within the columns of a stage; those between columns come later."""
        inside: dict[int, list[Edge]] = {}
        for edge in edges:
            ranks = {self.positions[end].rank for end in (edge.source, edge.target)}
            if edge in self.edges_by_number:
                continue
            if len(ranks) == 1:
                inside.setdefault(ranks.pop(), []).append(edge)
            else:
                self.jumps.append(edge)
        first = self.plan.ranks[self.diagram.groups[index - 1].key]
        for number, track in enumerate(tracks):
            names = [self.names[node.key] for node in track]
            row = [_top(index, number), *names, _foot(index, number)]
            yield from self.chained(row, inside.get(first + number, []), fill)

    def node(self, node: Node) -> str:
        """One node; it tells in words where the ways lead that are not drawn."""
        by_number = self.by_number.get(node.key, ())
        if by_number:
            lines = (node.tooltip or node.text, *(edge.tooltip or edge.text for edge in by_number))
            marks = {mark for edge in by_number for mark in edge.marks}
            node = attrs.evolve(
                node,
                tooltip="\n".join(filter(None, lines)),
                marks=sorted(marks | set(node.marks)),
            )
        return super().node(node)

    # ------------------------------------------------------------------ between stages

    def across(self) -> Iterator[str]:
        """What keeps the stages in line, and the ways between columns."""
        yield from self.in_line()
        background = self.theme.background
        for edge in (*self.jumps, *self.between):
            if edge.kind == "precedes" or edge in self.edges_by_number:
                continue
            tail, head, binds = self.names[edge.source], self.names[edge.target], _UNBOUND
            source, target = self.positions.get(edge.source), self.positions.get(edge.target)
            outside = source is not None and target is not None and source.rank == target.rank
            if outside:
                # All in one direction, as between the stages of a small picture.
                first, last = (self.order(end) for end in (edge.source, edge.target))
                if (first < last) != self.down:
                    tail, head, binds = head, tail, f"{binds}, dir=back"
            yield self.edge(edge, tail, head, binds, background, outside=outside)

    def order(self, key: str) -> int:
        """Which of the groups something stands in."""
        return self.numbers.get(self.home.get(key, ""), 0)

    def in_line(self) -> Iterator[str]:
        """The order of the stages in each band, and of the bands."""
        declared = {(e.source, e.target) for e in self.between if e.kind != "precedes"}
        bound: set[str] = set()
        for edge in self.between:
            if edge.kind != "precedes":
                continue
            if self.positions[edge.source].band == self.positions[edge.target].band:
                shown = None if (edge.source, edge.target) in declared else edge
                bound.add(edge.target)
                yield from self.one_after(edge.source, edge.target, shown)
        for number, band in enumerate(self.plan.bands):
            for key in band:
                rank = self.plan.ranks[key]
                if rank and key not in bound:
                    before = next(k for k in band if self.ends(k) == rank)
                    yield from self.one_after(before, key, None)
                elif not rank and len(self.plan.bands) > 1:
                    yield f"b{number} -> h{self.numbers[key]} [style=invis, weight=1]"
        if len(self.plan.bands) > 1:
            names = [f"b{number}" for number in range(len(self.plan.bands))]
            yield "{ rank=same"
            yield from map(self.foot, names)
            yield "}"
            for one, other in pairwise(names):
                yield f"{one} -> {other} [style=invis]"

    def ends(self, key: str) -> int:
        """The rank after the last column of a stage."""
        return self.plan.ranks[key] + len(self.plan.tracks[key])

    def one_after(self, before: str, after: str, shown: Edge | None) -> Iterator[str]:
        """What keeps two stages one after the other, with their headers and feet in line."""
        last = len(self.plan.tracks[before]) - 1
        steps = self.plan.ranks[after] - self.plan.ranks[before] - last
        one, other = self.numbers[before], self.numbers[after]
        # Of stages that run in parallel, the first is in line with those before and after.
        heads = _LINED[0] if {before, after} <= self.firsts else 1
        feet = _LINED[1] if {self.level[before], self.level[after]} <= self.alone else 1
        minimum = f", minlen={steps}" if steps > 1 else ""
        tail, head = _top(one, last), _top(other, 0)
        yield f"{_foot(one, last)} -> {_foot(other, 0)} [style=invis, weight={feet}{minimum}]"
        if shown is None:
            yield f"{tail} -> {head} [style=invis, weight={heads}{minimum}]"
        else:
            yield self.edge(shown, tail, head, f"weight={heads}{minimum}", self.theme.background)


def _top(index: int, number: int) -> str:
    return f"h{index}_{number}" if number else f"h{index}"


def _foot(index: int, number: int) -> str:
    return f"f{index}_{number}" if number else f"f{index}"
