"""What every view is made of: frozen values between a journey and its pictures.

A view decides what is shown, in which order and in which words; a renderer decides only how it
looks. SVG, HTML, DOT, Mermaid and plain text are renderers of the same `Diagram`, so that
tests ask the diagram and need no engine, and a picture and its text can never disagree.

There are two kinds of diagram. A *graph* has nodes and edges, and groups that hold the nodes. A
*grid* has lanes as rows and the same groups as columns, with nodes in its cells and curves across
them, which `journeykit.render.diagram.grid` has. Text stands in every value twice: whole
(`text`), for tooltips, screen readers and renderers that wrap by themselves, and broken into
`lines`, for those that cannot.

Looks are named, never given: a `tone` is the name of a tint of the theme (`"missing"`,
`"digital"`, `"emotion:-1.5"`), a `pen` the position of a persona's line, a `glyph` the name of
a small drawing.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any, Literal, TypeAlias

from attrs import Factory, field, frozen

from journeykit import fields
from journeykit.addresses import Element
from journeykit.arguments import plain
from journeykit.errors import ModelError
from journeykit.fields import card, described, shown
from journeykit.printable import console_text
from journeykit.render.diagram.image import Image
from journeykit.render.language import ENGLISH, Language
from journeykit.text import wrapped

if TYPE_CHECKING:
    from journeykit.render.diagram.grid import Curve, GridCell, Lane, Share

__all__ = [
    "Badge",
    "Diagram",
    "Direction",
    "Edge",
    "Group",
    "Key",
    "Mark",
    "Node",
    "by_number",
    "told_numbers",
]

Direction: TypeAlias = Literal["left to right", "top to bottom"]


def by_number(number: str) -> tuple[int, str]:
    """Return what numbers of touchpoints are sorted by.

    Returns:
        Its digits, then its letters.

    Example:
        >>> sorted(["10", "9b", "9a"], key=by_number)
        ['9a', '9b', '10']
    """
    digits = number.rstrip("abcdefghijklmnopqrstuvwxyz")
    return int(digits or 0), number[len(digits) :]


def told_numbers(numbers: Sequence[str]) -> str:
    """Return the numbers of touchpoints in words, neighbours as a range.

    Args:
        numbers: The numbers, in order.

    Example:
        >>> told_numbers(["1", "3", "4", "5", "7a", "7b", "8"])
        '1 · 3–5 · 7a · 7b · 8'
    """
    words: list[str] = []
    run: list[str] = []
    for number in (*numbers, ""):
        follows = run and number.isdecimal() and run[-1].isdecimal()
        if follows and int(number) == int(run[-1]) + 1:
            run.append(number)
            continue
        words.extend((f"{run[0]}–{run[-1]}",) if len(run) > _IN_A_ROW else run)
        run = [number]
    return " · ".join(words)


_IN_A_ROW = 2
"""More numbers in a row than these are a range."""


# Type checkers lose the type of the items when a function of any type is the converter.
def as_tuple(items: Iterable[Any]) -> tuple[Any, ...]:
    """Several things in their order, as a value holds them; `consistency` looks what they are."""
    return tuple(items) if isinstance(items, dict) else fields.several(items)


def as_set(items: Iterable[str]) -> frozenset[str]:
    """Several words in no order, as a value holds them."""
    words: tuple[Any, ...] = as_tuple(items)
    if wrong := [word for word in words if not isinstance(word, str)]:
        raise ModelError(f'roles: expected words such as "optional", got {described(wrong[0])}')
    return frozenset(map(plain, words))


_COLUMNS = 28
"""How wide a text is, in columns, that a view has not wrapped itself."""

WRAPPED_TEXT: Any = Factory(
    lambda shown: wrapped(shown.text, _COLUMNS) if isinstance(shown.text, str) else (),
    takes_self=True,
)
"""What stands for the lines of a text that a view has not wrapped itself; of what is no text, none:
`consistency` says so."""


@frozen
class Badge:
    """A small sign on a node: a glyph and a word, in one of the theme's tints.

    Args:
        kind: What it tells: `channel`, `emotion`, `moment of truth`, `outcome`,
            `initiator`, `wait`, `persona`, `owner` and the like.
        text: The word.
        glyph: The name of the drawing beside the word; none if empty.
        tone: The name of its tint; quiet if empty.
        pen: The position of the persona it speaks of, if it does.

    Example:
        >>> Badge("channel", "Website", "digital", "digital").text
        'Website'
    """

    kind: str
    text: str
    glyph: str = ""
    tone: str = ""
    pen: int | None = None

    __repr__ = shown
    _repr_html_ = card


@frozen
class Node:
    """One thing in a picture: a touchpoint, a persona, a thought, a pain, a status.

    Args:
        key: Its identity in the diagram.
        text: All it says.
        lines: The same, wrapped and perhaps shortened.
        role: What it is: `touchpoint`, `persona`, `stage`, `thought`, `pain` …
        roles: What else is true of it: `missing`, `unreachable`, `optional`, `entry`,
            `exit`, `moment of truth`, `faded`, `picked` …
        group: The key of the group it stands in; empty if in none.
        details: Further lines of the second rank, whole.
        badges: Its small signs.
        tone: The name of its tint; a plain card if empty.
        pen: The position of the persona it belongs to, if to one.
        number: The number people find it by, if it has one: `3`, or `3a` and `3b` for what
            stands for the same step.
        refers: The numbers of the nodes that it speaks of.
        track: Which track of its cell it stands in; wherever there is room if None.
        weight: How much there is of it, from 0 to 1 of the most there is; None if nobody counted.
        tooltip: What is told when a pointer rests on it; the text if empty.
        url: Where it leads; still to be checked by `markup.url`.
        image: The picture that it is, if it is one.
        element: What it is in the journey.
        marks: The numbers of the findings about it.
    """

    key: str
    text: str
    lines: tuple[str, ...] = field(converter=as_tuple, default=WRAPPED_TEXT)
    role: str = "touchpoint"
    roles: frozenset[str] = field(converter=as_set, default=frozenset(), kw_only=True)
    group: str = field(default="", kw_only=True)
    details: tuple[str, ...] = field(converter=as_tuple, default=(), kw_only=True)
    badges: tuple[Badge, ...] = field(converter=as_tuple, default=(), kw_only=True)
    tone: str = field(default="", kw_only=True)
    pen: int | None = field(default=None, kw_only=True)
    number: str = field(default="", kw_only=True)
    refers: tuple[str, ...] = field(converter=as_tuple, default=(), kw_only=True)
    track: int | None = field(default=None, kw_only=True)
    weight: float | None = field(default=None, kw_only=True)
    tooltip: str = field(default="", kw_only=True)
    url: str = field(default="", kw_only=True)
    image: Image | None = field(default=None, kw_only=True)
    element: Element | None = field(default=None, kw_only=True)
    marks: tuple[int, ...] = field(converter=as_tuple, default=(), kw_only=True)

    __repr__ = shown
    _repr_html_ = card


@frozen
class Edge:
    """A way from one node to another.

    Args:
        source: The key of the node it leaves.
        target: The key of the node it arrives at.
        kind: What it is: a kind of transition, or `contains`, `experiences` and the like.
        text: What is written on it, whole.
        lines: The same, wrapped.
        roles: What else is true of it: `back`, `implied`, `faded`, `picked` …
        pen: The position of the persona who alone takes it, if one does.
        weight: How often it was taken, from 0 to 1 of the most taken; None if nobody counted.
        tooltip: What is told when a pointer rests on it; the text if empty.
        element: What it is in the journey.
        marks: The numbers of the findings about it.
    """

    source: str
    target: str
    kind: str = "next"
    text: str = ""
    lines: tuple[str, ...] = field(converter=as_tuple, default=WRAPPED_TEXT)
    roles: frozenset[str] = field(converter=as_set, default=frozenset(), kw_only=True)
    pen: int | None = field(default=None, kw_only=True)
    weight: float | None = field(default=None, kw_only=True)
    tooltip: str = field(default="", kw_only=True)
    element: Element | None = field(default=None, kw_only=True)
    marks: tuple[int, ...] = field(converter=as_tuple, default=(), kw_only=True)

    __repr__ = shown
    _repr_html_ = card


@frozen
class Group:
    """A stage, or what stands like one: holds the nodes of a graph, is a column of a grid.

    Args:
        key: Its identity in the diagram.
        text: Its name, whole.
        lines: The same, wrapped.
        role: What it is: `stage`, `any time`, `persona`, `total`.
        roles: What else is true of it: `optional`, `parallel`, `missing` …
        details: Further lines of the second rank, whole.
        duration: How long it takes, in words.
        together: A word for those it runs in parallel with: neighbours that share it stand
            under one bracket. Empty if it comes after its left neighbour.
        width: How wide a column is, in ems of the theme's text; 0 in a graph.
        tracks: How many nodes stand side by side in each of its cells.
        numbers: The numbers of the touchpoints in it, in order. Between them it may be divided
            where it is too wide for a page.
        pen: The position of the persona whose column it is, if it is one's.
        weight: How many reached it, from 0 to 1 of all; None if nobody counted.
        tooltip: What is told when a pointer rests on it; the text if empty.
        image: The face of the persona whose column it is, if there is a picture of it.
        element: What it is in the journey.
        marks: The numbers of the findings about it.
    """

    key: str
    text: str
    lines: tuple[str, ...] = field(converter=as_tuple, default=WRAPPED_TEXT)
    role: str = "stage"
    roles: frozenset[str] = field(converter=as_set, default=frozenset(), kw_only=True)
    details: tuple[str, ...] = field(converter=as_tuple, default=(), kw_only=True)
    duration: str = field(default="", kw_only=True)
    together: str = field(default="", kw_only=True)
    width: float = field(default=0, kw_only=True)
    tracks: int = field(default=1, kw_only=True)
    numbers: tuple[str, ...] = field(converter=as_tuple, default=(), kw_only=True)
    image: Image | None = field(default=None, kw_only=True)
    pen: int | None = field(default=None, kw_only=True)
    weight: float | None = field(default=None, kw_only=True)
    tooltip: str = field(default="", kw_only=True)
    element: Element | None = field(default=None, kw_only=True)
    marks: tuple[int, ...] = field(converter=as_tuple, default=(), kw_only=True)

    __repr__ = shown
    _repr_html_ = card


@frozen
class Mark:
    """A finding, numbered in the picture and told in the list below it.

    Args:
        severity: `error`, `warning` or `info`.
        text: What is wrong.
        place: Where, in the words of the map; empty for the journey as a whole.
        rule: The name of the rule, with its code.
        fix: What would mend it.
    """

    number: int
    severity: str
    text: str
    place: str = ""
    rule: str = ""
    fix: str = ""

    __repr__ = shown
    _repr_html_ = card


@frozen
class Key:
    """One entry of the legend.

    Args:
        text: What the sign means.
        glyph: The sign, if it is a drawing.
        tone: Its tint.
        pen: The persona's line, if that is the sign.
        kind: The sign, if it is a kind of edge.
    """

    text: str
    glyph: str = ""
    tone: str = ""
    pen: int | None = None
    kind: str = ""

    __repr__ = shown
    _repr_html_ = card


@frozen(kw_only=True, repr=False)
class Diagram:
    """A picture before it is drawn.

    Args:
        view: The name of the view: `flow`, `map`, `coverage` …
        title: What the picture is called.
        description: What it shows, in a sentence or two, for who cannot see it.
        subtitle: The line below the title.
        direction: How stages follow one another.
        groups: Stages in order: what holds nodes, or columns.
        nodes: What a graph shows, in order.
        edges: The ways between nodes.
        lanes: The rows of a grid, in order.
        cells: What stands in the rows.
        curves: What runs across the rows.
        shares: What is measured, as bars below the rows.
        marks: Findings, by number.
        notes: What has to be said below the picture.
        legend: What the signs mean.
        language: What its words are said in, as far as no author wrote them.

    Example:
        >>> Diagram(view="map", title="Buying a gift", description="Nothing yet").is_grid
        False
    """

    view: str
    title: str
    description: str
    subtitle: str = ""
    direction: Direction = "left to right"
    groups: tuple[Group, ...] = field(converter=as_tuple, default=())
    nodes: tuple[Node, ...] = field(converter=as_tuple, default=())
    edges: tuple[Edge, ...] = field(converter=as_tuple, default=())
    lanes: tuple[Lane, ...] = field(converter=as_tuple, default=())
    cells: tuple[GridCell, ...] = field(converter=as_tuple, default=())
    curves: tuple[Curve, ...] = field(converter=as_tuple, default=())
    shares: tuple[Share, ...] = field(converter=as_tuple, default=())
    marks: tuple[Mark, ...] = field(converter=as_tuple, default=())
    notes: tuple[str, ...] = field(converter=as_tuple, default=())
    legend: tuple[Key, ...] = field(converter=as_tuple, default=())
    language: Language = ENGLISH

    _repr_html_ = fields.card

    def __repr__(self) -> str:
        """Show the view and the title, in one line."""
        return console_text(f"Diagram({self.view!r}, {self.title!r})")

    @property
    def is_grid(self) -> bool:
        """Whether it has rows, rather than nodes and edges."""
        return bool(self.lanes)

    def cell(self, lane: str, group: str) -> GridCell | None:
        """The cell where a lane meets a group.

        Args:
            lane: The key of the lane.
            group: The key of the group.

        Returns:
            The cell, or None if nothing stands there.
        """
        return next((c for c in self.cells if c.lane == lane and c.group == group), None)
