"""One picture of two journeys: what is new, removed, moved and changed, told on the second.

What is gone stands where it stood. Everything that differs carries a sign and a word, so that a
picture in greys and the text say the same as the colours. What was felt before is a curve of its
own.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import chain
from typing import Final

import attrs
from attrs import evolve, frozen

from journeykit.addresses import Element
from journeykit.changes import Change, ChangeKind, Differences
from journeykit.changes.combined import combined, renamed
from journeykit.emotions import Emotion
from journeykit.graph.view import View, view_of
from journeykit.model import Touchpoint
from journeykit.render.diagram.diagram import Badge, Diagram, Edge, Group, Key, Node
from journeykit.render.diagram.grid import Curve, GridCell, Point
from journeykit.render.language import ENGLISH, Language
from journeykit.render.layout.text_metrics import wrap_to_width
from journeykit.render.views.feelings import emotion_at, feeling_words, felt_in_wholes, home

__all__ = ["OVERLAID", "overlay"]

OVERLAID: Final = ("flow", "map")
"""The views that can show two journeys."""

_WORDS: Final[dict[ChangeKind, str]] = {
    "added": "new",
    "removed": "removed",
    "moved": "moved",
    "changed": "changed",
}
_SIGNS: Final[dict[ChangeKind, str]] = {"added": "+", "removed": "−", "moved": "↷", "changed": "~"}
_TONES: Final[dict[ChangeKind, str]] = {
    "added": "covered",
    "removed": "missing",
    "moved": "info",
    "changed": "partial",
}

_MOVES: Final[tuple[ChangeKind, ...]] = ("removed", "added", "moved")
"""What happens to a thing as a whole."""

_OWN_ROLES: Final = frozenset({"entry", "exit", "unreachable"})
"""What is true of a touchpoint in the journey it is of, whatever stands around it here."""

_NOTED: Final = frozenset({"pain", "metric", "opportunity"})
"""What a flow notes of a stage and of the whole journey."""

_SHOWN: Final = 3
"""How many changes a card tells; its tooltip tells all."""

_LABEL_WIDTH: Final = 14
_UNTOLD: Final = frozenset({"key", "location", "experiences", "waivers", "metrics"})
"""What is not told as a change of a touchpoint: its identity, and what is told by itself."""


def overlay(
    after: View,
    differences: Differences,
    make: Callable[[View], Diagram],
    make_whole: Callable[[View], Diagram],
    language: Language = ENGLISH,
) -> Diagram:
    """Draw two journeys as one.

    Args:
        after: The second journey.
        differences: What is different in it.
        make: Makes the diagram that is drawn.
        make_whole: Makes a diagram of all there is in one of the two.
        language: What the words that are not the author's are said in.

    Returns:
        The diagram of both, in which everything that differs says so.
    """
    before = view_of(renamed(differences.before, dict(differences.renamed)))
    both = view_of(combined(before.source, after.source)).whole
    return _Overlay(before, after, make_whole, language).marked(make(both))


class _Overlay:
    """What is different, and what each journey's own picture says."""

    def __init__(
        self, before: View, after: View, make: Callable[[View], Diagram], language: Language
    ) -> None:
        self.language = language
        self.before, self.after = before, after
        self.differences = Differences(before.source, after.source)
        self.changes: dict[Element, list[Change]] = {}
        for change in self.differences.changes:
            self.changes.setdefault(change.element, []).append(change)
        self.was, self.now = make(before), make(after)
        self.own = {node.key: node for node in (*self.was.nodes, *self.now.nodes)}
        self.edges_before, self.edges_now = _edge_texts(self.was), _edge_texts(self.now)
        self.notes_before, self.notes_now = (
            set(_note_identities(self.was)),
            set(_note_identities(self.now)),
        )
        self.felt_before, self.felt_now = felt_in_wholes(before), felt_in_wholes(after)
        self.old = {each.key: each for each in before.journey.touchpoints}
        self.new = {each.key: each for each in after.journey.touchpoints}

    def marked(self, diagram: Diagram) -> Diagram:
        """The diagram of both, in which everything that differs says so."""
        marked = evolve(
            diagram,
            subtitle=self._subtitle(),
            description=f"{diagram.description} {self._summary()}",
            groups=map(self._group, diagram.groups),
            nodes=map(self._node, diagram.nodes),
            edges=map(self._edge, diagram.edges),
            cells=map(self._cell, diagram.cells),
            curves=self._curves(diagram),
        )
        return evolve(marked, legend=(*_legend(marked, self.language), *diagram.legend))

    # ------------------------------------------------------------------ words around

    def _subtitle(self) -> str:
        names = [each.journey.name for each in (self.before, self.after)]
        states = [
            self.language(each.journey.state or "not stated") for each in (self.before, self.after)
        ]
        if names[0] == names[1] and states[0] == states[1]:
            return self.language("compared with an earlier version")
        if names[0] != names[1]:
            states = [f"{name} ({state})" for name, state in zip(names, states, strict=True)]
        return self.language("{after} compared with {before}", after=states[1], before=states[0])

    def _summary(self) -> str:
        """How much is different, in words."""
        kinds: dict[ChangeKind, int] = dict.fromkeys(_WORDS, 0)
        counted = set()
        for change in self.differences.changes:
            if change.element.kind == "touchpoint" and (change.element, change.kind) not in counted:
                counted.add((change.element, change.kind))
                kinds[change.kind] += 1
        language = self.language
        words = language(", ").join(
            f"{number} {language(_WORDS[kind])}" for kind, number in kinds.items() if number
        )
        if not words:
            return language("The touchpoints are the same.")
        return language("Of the touchpoints: {changes}.", changes=words)

    # ------------------------------------------------------------------ what is where

    def _kind(self, element: Element | None) -> ChangeKind | None:
        """What happened to something, the gravest first."""
        if element is None:
            return None
        kinds = {change.kind for change in self.changes.get(element, ())}
        return next((kind for kind in _MOVES if kind in kinds), None)

    def _group(self, group: Group) -> Group:
        kind = self._kind(group.element)
        changes = self.changes.get(group.element, ()) if group.element else ()
        named = [change for change in changes if change.attribute == "name"]
        if kind is None and not named:
            return group
        was = self.language('was "{text}"', text=named[0].before) if named else ""
        words = self._marked(kind or "changed", was)
        marked = evolve(group, roles=group.roles | {kind or "changed"})
        if group.width:  # a column has room for nothing but its name
            return evolve(marked, text=f"{group.text} ({words})", lines=(*group.lines, words))
        return evolve(marked, details=(words, *group.details))

    def _node(self, node: Node) -> Node:
        """A touchpoint of a flow, or a persona above a map."""
        if node.element is not None and node.element.kind == "persona":
            return self._noted(node, self._kind(node.element))
        if node.role in _NOTED:
            return self._noted(node, self._kind(node.element))
        if node.role == "feeling":
            return self._noted(node, self._feeling_kind(node))
        if node.element is None or node.element.kind != "touchpoint":
            return node
        own = self.own.get(node.key, node)
        roles = (node.roles - _OWN_ROLES) | (own.roles & _OWN_ROLES)
        return self._card(evolve(node, roles=roles, badges=own.badges))

    def _feeling_kind(self, node: Node) -> ChangeKind | None:
        """What happened to what is felt in a whole stage or journey of a flow."""
        was, now = (
            {each.text for each in one.nodes if (each.role, each.group) == ("feeling", node.group)}
            for one in (self.was, self.now)
        )
        if node.text not in now:
            return "removed"
        return None if node.text in was else "changed" if was else "added"

    def _card(self, node: Node) -> Node:
        """A touchpoint with what happened to it."""
        element = node.element
        kind = self._kind(element)
        key = element.key if element else ""
        words = self._changes_at(key) if key in self.old and key in self.new else []
        badges = (
            [self._badge(kind, self._rank_before(key) if kind == "moved" else "")] if kind else []
        )
        badges += [self._badge("changed", word) for word in words[:_SHOWN]]
        if len(words) > _SHOWN:
            more = self.language("and {count} more", count=len(words) - _SHOWN)
            badges.append(self._badge("changed", more))
        if not badges:
            return node
        own = map(self._past_badge, node.badges) if kind == "removed" else node.badges
        shown = [badge.text for badge in badges[:1]] if kind else []
        lines = (node.tooltip or node.text, *shown, *(self._changed(word) for word in words))
        return evolve(
            node,
            badges=(*badges, *own),
            roles=node.roles | {kind or "changed"},
            tooltip="\n".join(lines),
        )

    def _past_badge(self, badge: Badge) -> Badge:
        """A sign of what nobody feels, suffers or thinks up any more, on a card that is gone."""
        if badge.kind not in {"emotion", "pain", "opportunity"}:
            return badge
        text = self.language("before: {feeling}", feeling=badge.text)
        return Badge("state", text, badge.glyph)

    def _rank_before(self, key: str) -> str:
        """From where a touchpoint was moved; nothing where it only stands in another order."""
        old, new = self.before.stage_of(key), self.after.stage_of(key)
        if (old and old.key) == (new and new.key):
            return self.language("within the stage" if new else "in another order")
        if old is None:
            return self.language("from any time")
        return self.language('from "{stage}"', stage=old.name)

    def _changes_at(self, key: str) -> list[str]:
        """What changed at a touchpoint that is in both, each in a few words."""
        old, new = self.old[key], self.new[key]
        words = [self.language('was "{text}"', text=old.name)] if old.name != new.name else []
        words += self._felt(old, new)
        words += self._pains(old, new)
        words += [
            self.language(attribute.name.replace("_", " "))
            for attribute in attrs.fields(Touchpoint)
            if attribute.name not in _UNTOLD
            and attribute.name != "name"
            and getattr(old, attribute.name) != getattr(new, attribute.name)
        ]
        return words

    def _felt(self, old: Touchpoint, new: Touchpoint) -> Iterator[str]:
        """How feelings changed."""
        people = {persona.key: persona.name for persona in self.before.journey.personas}
        people |= {persona.key: persona.name for persona in self.after.journey.personas}
        for persona, name in people.items():
            was, now = (emotion_at(each, persona) for each in (old, new))
            if was != now:
                felt = [feeling_words(each, self.language) for each in (was, now)]
                if felt[0] == felt[1]:  # only how it is known
                    felt = [
                        f"{word} ({self._basis(each)})"
                        for word, each in zip(felt, (was, now), strict=True)
                    ]
                yield f"{name} {self.language(' → ').join(felt)}"

    def _basis(self, emotion: Emotion | None) -> str:
        """How a feeling is known."""
        return self.language((emotion and emotion.basis) or "not stated")

    # ------------------------------------------------------------------ ways

    def _edge(self, edge: Edge) -> Edge:
        if edge.kind == "precedes" or edge.element is None:
            return edge
        kind: ChangeKind | None = None
        if (edge.source, edge.target) not in self.edges_now:
            kind = "removed"
        elif (edge.source, edge.target) not in self.edges_before:
            kind = "added"
        elif (edge.kind, edge.text) not in self.edges_before[edge.source, edge.target]:
            kind = "changed"
        if kind is None:
            return edge
        text = ": ".join(filter(None, (self._marked(kind), edge.text)))
        return evolve(
            edge,
            text=text,
            lines=(self._marked(kind), *edge.lines)
            if edge.lines or not edge.text
            else wrap_to_width(text, _LABEL_WIDTH, 2),
            tooltip="\n".join(
                (edge.tooltip or edge.text or self.language(edge.kind), self._marked(kind))
            ),
            roles=edge.roles | {kind},
        )

    # ------------------------------------------------------------------ rows

    def _cell(self, cell: GridCell) -> GridCell:
        return evolve(cell, nodes=[self._in_cell(node) for node in cell.nodes])

    def _in_cell(self, node: Node) -> Node:
        if node.role == "touchpoint":
            return self._card(node)
        if node.role == "gap":
            return node
        if node.role == "feeling" and node.element:
            return self._whole_feeling(node, node.element)
        identity = _identity(node)
        if identity not in self.notes_now:
            return self._noted(node, "removed")
        return self._noted(node, None if identity in self.notes_before else "added")

    def _whole_feeling(self, node: Node, holder: Element) -> Node:
        """What is felt in a stage or in the whole journey, with what was felt before."""
        feels = home(holder), node.key.removeprefix(f"feeling/{holder.key}/")
        was, now = self.felt_before.get(feels), self.felt_now.get(feels)
        if was is None or now is None:
            return self._noted(node, "added" if was is None else "removed")
        if (felt := feeling_words(was, self.language)) == feeling_words(now, self.language):
            return node
        words = (self._marked("changed"), self.language("before: {feeling}", feeling=felt))
        return evolve(node, details=(*node.details, *words), roles=node.roles | {"changed"})

    def _noted(self, node: Node, kind: ChangeKind | None) -> Node:
        """A note, a chip or a person that is new or gone."""
        if kind is None or kind == "moved":
            return node
        words = self._marked(kind)
        if node.role == "channel":
            return evolve(node, text=f"{node.text} ({words})", roles=node.roles | {kind})
        return evolve(node, details=(*node.details, words), roles=node.roles | {kind})

    # ------------------------------------------------------------------ feelings before

    def _curves(self, diagram: Diagram) -> Iterator[Curve]:
        """What is felt now, and what was felt before by those who feel otherwise now."""
        spots = _spots(diagram)
        lanes = {lane.key for lane in diagram.lanes}
        people = {node.key for node in diagram.nodes}
        now = {each.key: each for each in _in_order(self.now, spots)}
        kept = {curve.key: curve for curve in diagram.curves}
        yield from (now.get(key, curve) for key, curve in kept.items() if key in now)
        pens = len(self.after.journey.personas)
        for curve in _in_order(self.was, spots):
            felt = now[curve.key].points if curve.key in now else ()
            if curve.lane not in lanes or curve.key not in people or _alike(curve.points, felt):
                continue
            yield evolve(
                curve,
                key=f"{curve.key}:before",
                text=self.language("{persona}, before", persona=curve.text),
                pen=curve.pen + pens,
                points=[self._past(point) for point in curve.points],
            )

    # ------------------------------------------------------------------ words

    def _past(self, point: Point) -> Point:
        """A point of the curve before, which leaves words to the curve of now."""
        text = self.language("before: {feeling}", feeling=point.tooltip)
        return evolve(point, tooltip=text, text="")

    def _pains(self, old: Touchpoint, new: Touchpoint) -> Iterator[str]:
        """How many pain points came and went."""
        was, now = ({p.key for e in each.experiences for p in e.pains} for each in (old, new))
        for keys, text in ((was - now, "{pains} gone"), (now - was, "{pains} new")):
            if keys:
                yield self.language(text, pains=self.language.counted(len(keys), "pain point"))

    def _marked(self, kind: ChangeKind, words: str = "") -> str:
        """The sign and the word for a kind of change."""
        return " ".join(filter(None, (_SIGNS[kind], self.language(_WORDS[kind]), words)))

    def _badge(self, kind: ChangeKind, words: str = "") -> Badge:
        """A sign on a card for something that happened to it."""
        text = f"{self.language(_WORDS[kind])} {words}".strip()
        if kind == "changed" and words:
            text = self._changed(words)
        return Badge("change", text, kind, _TONES[kind])

    def _changed(self, words: str) -> str:
        """What changed."""
        return self.language("changed: {text}", text=words)


def _alike(before: Iterable[Point], now: Iterable[Point]) -> bool:
    """Whether the same is felt at the same touchpoints."""
    first, second = ({(each.refers, each.low, each.high) for each in one} for one in (before, now))
    return first == second


def _in_order(own: Diagram, spots: Mapping[Element, _Spot]) -> Iterator[Curve]:
    """The curves of one journey's own map, where its touchpoints stand in another one."""
    numbered = {spot.number: spots.get(element) for element, spot in _spots(own).items()}
    for curve in own.curves:
        standing = [
            (spot, index)
            for index, point in enumerate(curve.points)
            if (spot := numbered.get(point.refers)) is not None
        ]
        if not standing:
            continue
        standing.sort(key=lambda pair: pair[0].rank)
        position = {index: rank for rank, (_, index) in enumerate(standing)}
        # Where the order changed, a line still runs from left to right.
        runs = (run for run in curve.runs if position.keys() >= set(run))
        yield evolve(
            curve,
            points=[_moved(curve.points[index], spot) for spot, index in standing],
            runs=[sorted(position[index] for index in run) for run in runs],
        )


@frozen
class _Spot:
    """Where a touchpoint stands in a map.

    Args:
        rank: Its position among all of them.
        group: The key of its column.
        at: Where in the column, from 0 (left) to 1 (right).
        number: The number people find it by.
    """

    rank: int
    group: str
    at: float
    number: str


def _spots(diagram: Diagram) -> dict[Element, _Spot]:
    """Where each touchpoint of a map stands, column by column."""
    spots: dict[Element, _Spot] = {}
    for cell in diagram.cells:
        cards = [node for node in cell.nodes if node.role == "touchpoint"]
        for index, node in enumerate(cards):
            if node.element is not None:
                at = (index + 0.5) / len(cards)
                spots[node.element] = _Spot(len(spots), cell.group, at, str(node.number or ""))
    return spots


def _moved(point: Point, spot: _Spot) -> Point:
    """A point of another map, where its touchpoint stands in this one."""
    text = point.tooltip.replace(f"{point.refers} ", f"{spot.number} ", 1)
    return evolve(point, group=spot.group, at=spot.at, refers=spot.number, tooltip=text)


def _edge_texts(diagram: Diagram) -> dict[tuple[str, str], set[tuple[str, str]]]:
    """What is said of the ways between two nodes."""
    texts: dict[tuple[str, str], set[tuple[str, str]]] = {}
    for edge in diagram.edges:
        if edge.kind != "precedes":
            texts.setdefault((edge.source, edge.target), set()).add((edge.kind, edge.text))
    return texts


def _note_identities(diagram: Diagram) -> Iterator[tuple[object, ...]]:
    """What stands in the rows of a map, whatever its number."""
    for node in chain.from_iterable(cell.nodes for cell in diagram.cells):
        yield _identity(node)


def _identity(node: Node) -> tuple[object, ...]:
    """What makes two notes of two maps the same: what is said, of whom, and where."""
    where = node.element if node.element and node.element.kind == "touchpoint" else node.group
    details = node.details if node.role in {"action", "thought", "quote", "pain"} else ()
    return node.role, node.text, details, where


def _legend(diagram: Diagram, language: Language) -> Iterator[Key]:
    """What the signs of changes mean, for those there are."""
    parts: Iterable[Group | Node | Edge] = (
        *diagram.groups,
        *diagram.nodes,
        *diagram.edges,
        *(node for cell in diagram.cells for node in cell.nodes),
    )
    kinds = set().union(*(part.roles for part in parts))
    for kind, word in _WORDS.items():
        if kind in kinds:
            yield Key(language(word), glyph=kind, tone=_TONES[kind])
