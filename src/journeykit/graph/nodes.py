"""The nodes and edges of the effective graph."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal, NamedTuple, TypeAlias

from attrs import frozen

from journeykit import fields
from journeykit.model import Touchpoint
from journeykit.transitions import Transition

NodeKind: TypeAlias = Literal[
    "touchpoint", "stage entry", "stage exit", "waiting", "passed", "any time"
]
"""What a node stands for: a touchpoint, where a stage is entered or left, what others do while a
persona waits for them, what is for others only and passed, or the moment at which something comes
that can come at any time."""


@frozen(eq=False)
class EffectiveNode:
    """A node of the effective graph: a touchpoint, or what walks pass on their way to one.

    Each graph has nodes of its own.

    Args:
        name: What it is called; no two nodes of a graph share it.
        kind: What it stands for.
        stage: The key of its stage, if it belongs to one.
        touchpoint: The touchpoint, if it is one that whoever walks comes to.
    """

    name: str
    kind: NodeKind
    stage: str | None = None
    touchpoint: Touchpoint | None = None

    __repr__ = fields.shown
    _repr_html_ = fields.card

    @property
    def is_touchpoint(self) -> bool:
        """Whether it is a touchpoint that whoever walks comes to."""
        return self.touchpoint is not None


class EffectiveEdge(NamedTuple):
    """An edge of the effective graph.

    Args:
        key: What it is called, after its ends; no two edges of a graph share it, and the graphs of
            all personas call a declared transition the same.
        source: The node it leaves.
        target: The node it reaches.
        transition: The declared transition it stands for; None where the order of the stages
            implies it.
        in_order: Whether it leads on in an order that somebody stated. A transition that goes back
            does not, nor does the step between touchpoints of which nobody said which comes first.
    """

    key: str
    source: EffectiveNode
    target: EffectiveNode
    transition: Transition | None = None
    in_order: bool = True

    def _repr_html_(self) -> str:
        """Show it as a card in a notebook."""
        return fields.card(self)

    @property
    def is_declared(self) -> bool:
        """Whether somebody declared it, so that it is not just implied."""
        return self.transition is not None


def touchpoints_of(nodes: Iterable[EffectiveNode]) -> tuple[Touchpoint, ...]:
    """The touchpoints among some nodes, in their order."""
    return tuple(node.touchpoint for node in nodes if node.touchpoint is not None)


def keys_of(nodes: Iterable[EffectiveNode]) -> frozenset[str]:
    """The keys of the touchpoints among some nodes."""
    return frozenset(node.touchpoint.key for node in nodes if node.touchpoint is not None)


def transitions_of(edges: Iterable[EffectiveEdge]) -> frozenset[Transition]:
    """The transitions that some edges stand for."""
    return frozenset(edge.transition for edge in edges if edge.transition is not None)
