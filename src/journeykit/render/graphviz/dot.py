"""DOT text: the source of pictures of nodes and edges, for Graphviz."""

from __future__ import annotations

from journeykit.render.diagram.diagram import Diagram
from journeykit.render.graphviz.writer import DotWriter
from journeykit.render.layout.proportions import WRAPPED
from journeykit.render.style.theme import LIGHT, Theme

__all__ = ["dot_of"]


def dot_of(
    diagram: Diagram, theme: Theme = LIGHT, *, id_prefix: str = "", listed: bool = True
) -> str:
    """Write a diagram of nodes and edges as DOT.

    Args:
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
        >>> from journeykit.render.diagram.diagram import Node
        >>> diagram = Diagram(view="graph", title="Gift", description="", nodes=[Node("a", "A")])
        >>> dot_of(diagram).splitlines()[0]
        'digraph journey_graph {'
    """
    cards = sum(node.role == "touchpoint" for node in diagram.nodes)
    writer = DotWriter
    if diagram.groups and cards > WRAPPED:
        from journeykit.render.graphviz.wrapped_writer import WrappedWriter

        writer = WrappedWriter
    text = "\n".join((*writer(diagram, theme, id_prefix, listed=listed).lines(), ""))
    if diagram.language.right_to_left:
        # Quotes of what people wrote are escaped, so that this meets nothing but our own markup.
        text = text.replace('ALIGN="LEFT"', 'ALIGN="RIGHT"').replace("labeljust=l", "labeljust=r")
    return text
