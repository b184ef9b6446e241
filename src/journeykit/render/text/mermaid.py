"""Mermaid flowcharts, for places that draw them themselves, such as README files on GitHub."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from journeykit.render.diagram.diagram import Diagram, Edge, Group, Node
from journeykit.render.style.theme import LIGHT, Theme

__all__ = ["mermaid_label", "mermaid_of"]

_ARROWS: Final = {
    "optional": "-.->",
    "declined": "-.-x",
    "loop": "-.->",
    "return": "-.->",
    "retry": "-.->",
    "recovery": "==>",
    "churn": "--x",
    "precedes": "~~~",
    "contains": "---",
    "experiences": "-.-",
}
"""Every kind of edge but the usual one; `precedes` binds the order and is not seen."""

_CHANGED: Final = {"removed": "missing", "added": "covered", "moved": "info", "changed": "partial"}
"""The tones of what one of two journeys has, or has otherwise."""

_QUIET: Final = ("unreachable", "declined")
"""What nobody comes to."""


def mermaid_of(diagram: Diagram, theme: Theme = LIGHT) -> str:
    """Write a diagram of nodes and edges as a Mermaid flowchart.

    Args:
        theme: Its colours.

    Returns:
        The text; the same for the same diagram and theme.

    Example:
        >>> from journeykit.render.diagram.diagram import Node
        >>> diagram = Diagram(view="graph", title="Gift", description="", nodes=[Node("a", "A")])
        >>> print(mermaid_of(diagram))
        flowchart LR
          n1["A"]:::touchpoint
        ...
    """
    return "\n".join((*_MermaidWriter(diagram, theme).lines(), ""))


class _MermaidWriter:
    """Writes one diagram."""

    def __init__(self, diagram: Diagram, theme: Theme) -> None:
        self.diagram = diagram
        self.theme = theme
        self.language = diagram.language
        self.names = {node.key: f"n{index}" for index, node in enumerate(diagram.nodes, 1)}
        self.names |= {group.key: f"s{index}" for index, group in enumerate(diagram.groups, 1)}

    def lines(self) -> Iterator[str]:
        """The lines of the text."""
        diagram = self.diagram
        across = "RL" if self.language.right_to_left else "LR"
        yield f"flowchart {'TB' if diagram.direction == 'top to bottom' else across}"
        inside: dict[str, list[Node]] = {group.key: [] for group in diagram.groups}
        loose: list[Node] = []
        for node in diagram.nodes:
            inside.get(node.group, loose).append(node)
        for group in diagram.groups:
            yield from self.stage(group, inside[group.key])
        for node in loose:
            yield f"  {self.node(node)}"
        for edge in diagram.edges:
            yield f"  {self.edge(edge)}"
        yield from self.looks()

    def stage(self, group: Group, nodes: list[Node]) -> Iterator[str]:
        """One stage; Mermaid has no empty ones, so that it then is a node."""
        name, text = self.names[group.key], mermaid_label(group.text)
        if not nodes:
            yield f'  {name}["{text}"]:::stage'
            return
        yield f'  subgraph {name}["{text}"]'
        yield "    direction TB"
        for node in nodes:
            yield f"    {self.node(node)}"
        yield "  end"

    def node(self, node: Node) -> str:
        """One node: its name, its badges in words, its findings by number."""
        badges = () if "brief" in node.roles else node.badges
        lines = [node.text, ", ".join(b.text for b in badges if b.kind == "channel")]
        lines += [badge.text for badge in badges if badge.kind not in {"channel", "persona"}]
        if "moment of truth" in node.roles:
            lines.append(self.language("moment of truth"))
        if node.marks:
            lines.append(self.findings(node.marks))
        text = mermaid_label("\n".join(filter(None, lines)))
        kinds = (*_CHANGED, "missing", *_QUIET, "faded", "moment of truth", "picked")
        kind = next((role for role in kinds if role in node.roles), node.role)
        look = kind.split()[0] if kind in {*kinds, "touchpoint", "stage", "persona"} else "stage"
        opening, closing = ("([", "])") if node.role == "persona" else ("[", "]")
        return f'{self.names[node.key]}{opening}"{text}"{closing}:::{look}'

    def edge(self, edge: Edge) -> str:
        """One edge, with what is written on it."""
        arrow = _ARROWS.get(edge.kind, "-->")
        words = edge.text if arrow != "~~~" else ""
        if edge.marks:
            words = "\n".join(filter(None, (words, self.findings(edge.marks))))
        label = f'|"{mermaid_label(words)}"|' if words else ""
        return f"{self.names[edge.source]} {arrow}{label} {self.names[edge.target]}"

    def findings(self, marks: Sequence[int]) -> str:
        """Findings by number."""
        return self.language("findings {numbers}", numbers=", ".join(map(str, marks)))

    def looks(self) -> Iterator[str]:
        """The colours of what there is."""
        theme = self.theme
        looks = {
            "touchpoint": (theme.card, theme.ink, theme.line),
            "stage": (theme.surface, theme.ink, theme.line),
            "persona": (theme.card, theme.ink, theme.accent),
            "moment": (theme.moment.fill, theme.moment.ink, theme.moment.line),
            "picked": (theme.card, theme.ink, theme.accent),
            "faded": (theme.surface, theme.ink_muted, theme.line),
            "missing": (theme.missing.fill, theme.missing.ink, theme.missing.line),
        }
        quiet = theme.not_applicable
        looks["unreachable"] = looks["declined"] = (quiet.fill, quiet.ink, quiet.line)
        used = {role for node in self.diagram.nodes for role in node.roles}
        if "declined" not in used:
            del looks["declined"]
        changes = {
            name: (theme.card, theme.ink, theme.tint(tone).line)
            for name, tone in _CHANGED.items()
            if name in used
        }
        for name, (fill, ink, line) in (looks | changes).items():
            dashed = name in {"missing", "removed", *_QUIET}
            dashes = ",stroke-dasharray:4 3" if dashed else ""
            yield f"  classDef {name} fill:{fill},color:{ink},stroke:{line}{dashes}"


# Checked against Mermaid 11 with its default labels; where a host sets `htmlLabels: false`, Mermaid
# shows the numbers. It reads `#name;` as an entity, and looks for directives (`%%{`), styles
# (`style a:b`) and Markdown (a backtick) in what is quoted, so that none may be spelled out.
_MERMAID = str.maketrans(
    {character: f"#{ord(character)};" for character in '#"&<>`%\\:;{}[]|*_~$@'}
    | {"\n": "<br/>", "\t": " "}
)


def mermaid_label(text: str) -> str:
    """Return a text for between the quotes of a Mermaid label: `a["…"]`.

    Args:
        text: What is to be shown; newlines become `<br/>`.

    Returns:
        The label without its quotes.

    Example:
        >>> mermaid_label('say "hi"')
        'say #34;hi#34;'
    """
    plain = re.sub(_MERMAID_LIST, _mermaid_list_mark, text.strip(" \t\n"))
    # A backslash and an n become a line break after entities are read; something unseen parts them.
    return plain.replace("\\n", "\\\u200bn").translate(_MERMAID) or " "


_MERMAID_LIST = r"(?m)^(\d+)\. |^[-+] "
"""What Mermaid would answer with "Unsupported markdown: list"."""


def _mermaid_list_mark(match: re.Match[str]) -> str:
    return match[0][:-1] + "\u00a0"  # a no-break space looks the same and starts no list
