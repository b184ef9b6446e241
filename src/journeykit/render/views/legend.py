"""The legend of a flow: a word for each sign that the picture uses."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from journeykit.model import Touchpoint
from journeykit.render.diagram.diagram import Edge, Key, Node
from journeykit.render.diagram.grid import GridCell
from journeykit.render.language import ENGLISH, Language
from journeykit.render.views.cards import known_class

__all__ = ["legend", "signs", "unreachable_legend"]

_FELT: Final = 0.5
"""From which valence on a feeling is good, or bad."""

_ALIKE: Final = frozenset({"loop", "return", "retry"})
"""The kinds of steps back that are drawn alike, and so are one entry."""

_SIGNS: Final = {
    "pain": "pain point",
    "entry": "starts here",
    "exit": "ends here",
    "abandoned": "abandoned",
    "failed": "failed",
    "fail point": "fail point",
    "company": "started by the company or a third party",
    "automatic": "automatic",
    "wait": "waits",
    "duration": "how long it takes",
    "optional": "optional",
    "unreachable": "no transition leads here",
    "declined": "declined",
}
"""What a sign means where its word is left out."""


def legend(
    touchpoints: Iterable[Touchpoint],
    names: Mapping[str, str],
    edges: Iterable[Edge],
    nodes: Iterable[Node] = (),
    language: Language = ENGLISH,
) -> tuple[Key, ...]:
    """Return what needs a word: unusual kinds of transitions, the personas, the channels.

    Args:
        touchpoints: What is shown.
        names: The names of the personas, by key, in order.
        nodes: The cards, of which some are only for some personas.
        language: What it is said in.

    Returns:
        The entries, those alone that there is something of.
    """
    edges = tuple(edges)
    pens_of: dict[str, list[int | None]] = {}
    alike: dict[str, dict[str, None]] = {}
    for edge in edges:
        look = "loop" if edge.kind in _ALIKE else edge.kind
        pens_of.setdefault(look, []).append(edge.pen)
        alike.setdefault(look, {})[edge.kind] = None
    kind_keys = [
        # Drawn as it is in the picture: in a persona's colour where only personas take it.
        Key(
            language(", ").join(map(language, alike[look])),
            kind=next(iter(alike[look])),
            pen=None if None in drawn else drawn[0],
        )
        for look, drawn in pens_of.items()
        if look not in {"next", "branch", "precedes"}  # a branch is drawn as any step
    ]
    pens = {edge.pen for edge in edges if edge.pen is not None}
    badges = (badge for node in nodes for badge in node.badges)
    pens |= {b.pen for b in badges if b.kind == "persona" and b.pen is not None}
    personas = [
        Key(language("{people} only", people=name), pen=pen)
        for pen, name in enumerate(names.values())
        if pen in pens
    ]
    classes = dict.fromkeys(known_class(c) for t in touchpoints for c in t.channels)
    channels = [
        Key(language(text), glyph=name, tone=name)
        for name, text in (
            ("digital", "digital"),
            ("physical", "physical"),
            ("interpersonal", "in person or by phone"),
        )
        if name in classes
    ]
    closed = any("closed" in edge.roles for edge in edges)
    nobody = (Key(language("nobody can take it"), kind="closed"),) if closed else ()
    return (*kind_keys, *nobody, *personas, *channels)


def unreachable_legend(cells: Iterable[GridCell], language: Language = ENGLISH) -> Iterator[Key]:
    """Yield what the sign on cards means to which nothing leads, if there are some.

    Args:
        cells: The cells of a view with rows.
        language: What it is said in.

    Yields:
        The entry.
    """
    if any("unreachable" in node.roles for cell in cells for node in cell.nodes):
        yield Key(language("no transition leads here"), glyph="unreachable")


def signs(nodes: Iterable[Node], language: Language = ENGLISH) -> tuple[Key, ...]:
    """Return what the signs of brief cards mean.

    Args:
        language: What it is said in.

    Returns:
        The entries, those alone that there is something of.

    Example:
        >>> from journeykit.render.diagram.diagram import Badge
        >>> [key.text for key in signs([Node("a", "A", badges=[Badge("pain", "slow", "pain")])])]
        ['pain point']
    """
    nodes = tuple(nodes)
    glyphs = {badge.glyph for node in nodes for badge in node.badges}
    moments = any("moment of truth" in node.roles for node in nodes)
    valences = [float(glyph.split(":")[1]) for glyph in glyphs if glyph.startswith("emotion:")]
    felt = (
        (any(valence >= _FELT for valence in valences), "emotion:1", "positive feeling"),
        (any(abs(valence) < _FELT for valence in valences), "emotion:0", "neutral feeling"),
        (any(valence <= -_FELT for valence in valences), "emotion:-1", "negative feeling"),
    )
    return (
        *((Key(language("moment of truth"), glyph="moment of truth"),) if moments else ()),
        *(Key(language(text), glyph=glyph, tone=glyph) for holds, glyph, text in felt if holds),
        *(Key(language(text), glyph=glyph) for glyph, text in _SIGNS.items() if glyph in glyphs),
    )
