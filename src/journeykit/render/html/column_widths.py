"""How narrow the columns of a page may get: letters stay as large, and words stay whole."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from journeykit.render.diagram.diagram import Diagram, Group, Node
from journeykit.render.layout.proportions import GAP
from journeykit.render.layout.text_metrics import widest_word

__all__ = ["SQUEEZE", "narrowest_columns"]

SQUEEZE: Final = 0.74
"""How narrow a column may get, beside the width it has in the SVG, if all its words fit."""

_WIDEST: Final = 1.2
"""How wide it gets for a word, beside that width; a longer word is broken."""

_CARD: Final = 4.2
"""What padding, number and the space between take from the width of a card, in ems."""

_CELL: Final = 1.2
"""What padding takes from the width of a cell."""

_HEADING: Final = 3.6
"""What padding takes from the width of the name of a stage."""

_SMALL: Final = 0.86
"""How large small letters are."""


def narrowest_columns(diagram: Diagram) -> list[float]:
    """Return how wide each column of a table is at least.

    Args:
        diagram: A diagram that has lanes.

    Returns:
        The widths, in ems.

    Example:
        >>> from journeykit.render.diagram.grid import GridCell, Lane
        >>> group = Group("a", "Prepare", width=16)
        >>> def widths(text):
        ...     cell = GridCell("b", "a", [Node("c", text, role="touchpoint")])
        ...     shown = Diagram(
        ...         view="map", title="", description="", groups=[group],
        ...         lanes=[Lane("b", "B", role="cards")], cells=[cell],
        ...     )
        ...     return narrowest_columns(shown)
        >>> widths("Asks for help"), widths("Telecommunication") > widths("Asks for help")
        ([11.84], True)
    """
    words: dict[str, float] = {}
    for cell in diagram.cells:
        needed = max((_card_width(node) for node in cell.nodes), default=0.0)
        words[cell.group] = max(words.get(cell.group, 0.0), needed)
    return [_width(group, words.get(group.key, 0.0)) for group in diagram.groups]


def _width(group: Group, card: float) -> float:
    cards = group.tracks * card + (group.tracks - 1) * GAP * SQUEEZE + _CELL
    heading = widest_word(group.text, bold=True) * 1.1 + _HEADING
    return max(group.width * SQUEEZE, min(group.width * _WIDEST, max(cards, heading)))


def _card_width(node: Node) -> float:
    """How wide a card is in which no word is broken."""
    if node.image is not None or node.role == "share":
        return 0.0
    return max(_words(node)) + _CARD


def _words(node: Node) -> Iterator[float]:
    yield widest_word(node.text, bold=node.role in {"touchpoint", "status"})
    yield from (widest_word(detail) * _SMALL for detail in node.details)
    yield from (widest_word(badge.text) * _SMALL + 1.4 for badge in node.badges)
