"""A diagram of nodes and edges in words: all that the picture says, for who reads or hears it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from journeykit.render.diagram.diagram import Diagram, Edge, Group, Node
from journeykit.render.language import Language

__all__ = ["outline"]

_ROLES: Final = (
    "moment of truth",
    "missing",
    "unreachable",
    "declined",
    "optional",
    "faded",
    "picked",
)
_WORDS: Final = {
    "unreachable": "no transition leads here",
    "declined": "declined",
    "faded": "not on this way",
    "picked": "",
}


def outline(diagram: Diagram) -> str:
    """Tell a diagram of nodes and edges.

    Returns:
        Lines of text: stages in order, their nodes in order, and under each where it leads.

    Example:
        >>> diagram = Diagram(view="graph", title="Gift", description="", nodes=[Node("a", "A")])
        >>> print(outline(diagram))
        Gift
        <BLANKLINE>
          A
        <BLANKLINE>
    """
    return "\n".join((*_lines(diagram), ""))


def _lines(diagram: Diagram) -> Iterator[str]:
    yield diagram.title
    if diagram.subtitle:
        yield diagram.subtitle
    if diagram.description:
        yield diagram.description
    names = {node.key: node.text for node in diagram.nodes}
    names |= {group.key: group.text for group in diagram.groups}
    leaving: dict[str, list[Edge]] = {}
    for edge in diagram.edges:
        leaving.setdefault(edge.source, []).append(edge)
    inside: dict[str, list[Node]] = {}
    for node in diagram.nodes:
        inside.setdefault(node.group, []).append(node)
    for group in diagram.groups:
        yield from _stage(group, inside.get(group.key, []), leaving, names, diagram.language)
    if "" in inside:
        yield ""
        for node in inside[""]:
            yield from _node(node, leaving.get(node.key, []), names, diagram.language)
    yield from _below(diagram)


def _stage(
    group: Group,
    nodes: list[Node],
    leaving: dict[str, list[Edge]],
    names: dict[str, str],
    language: Language,
) -> Iterator[str]:
    yield ""
    optional = f" ({language('optional')})" if "optional" in group.roles else ""
    yield f"{_flat(group.text)}{optional}{_numbers(group.marks)}"
    yield from (f"  {_flat(detail)}" for detail in group.details)
    for edge in leaving.get(group.key, ()):
        if edge.kind != "precedes":
            yield f"  {_edge(edge, names, language)}"
    for node in nodes:
        yield from _node(node, leaving.get(node.key, []), names, language)


def _below(diagram: Diagram) -> Iterator[str]:
    if diagram.marks:
        yield ""
        yield diagram.language("Findings")
    for mark in diagram.marks:
        rule = f" ({mark.rule})" if mark.rule else ""
        yield f"  {mark.number} {diagram.language(mark.severity)}: {_flat(mark.text)}{rule}"
    if diagram.notes:
        yield ""
        yield from map(_flat, diagram.notes)


def _node(
    node: Node, edges: list[Edge], names: dict[str, str], language: Language
) -> Iterator[str]:
    badges = [badge.text for badge in node.badges]
    roles = (_WORDS.get(role, role) for role in _ROLES if role in node.roles)
    states = [*badges, *(language(word) for word in roles if word)]
    words = language(", ").join(dict.fromkeys(filter(None, map(_flat, states))))
    after = f": {words}" if words else ""
    yield f"  {_flat(node.text)}{after}{_numbers(node.marks)}"
    if node.url:
        yield f"    {_flat(node.url)}"
    for edge in edges:
        yield f"    {_edge(edge, names, language)}"


def _edge(edge: Edge, names: dict[str, str], language: Language) -> str:
    kind = "" if edge.kind in {"next", "leads_to"} else f" [{language(edge.kind)}]"
    words = f"{language(', ')}{_flat(edge.text)}" if edge.text else ""
    return (
        f"{language(' → ').lstrip()}{_flat(names[edge.target])}{kind}{words}{_numbers(edge.marks)}"
    )


def _numbers(marks: tuple[int, ...]) -> str:
    return f" [{', '.join(map(str, marks))}]" if marks else ""


def _flat(text: str) -> str:
    """A text in one line."""
    return " ".join(text.split())
