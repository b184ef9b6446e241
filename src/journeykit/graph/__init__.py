"""The journey as a graph: typed for anyone's algorithms, effective for those who walk it."""

from __future__ import annotations

from journeykit.graph.effective import EffectiveGraph
from journeykit.graph.networkx_export import graph_of
from journeykit.graph.nodes import EffectiveEdge, EffectiveNode
from journeykit.graph.view import View, view_of

__all__ = ["EffectiveEdge", "EffectiveGraph", "EffectiveNode", "View", "graph_of", "view_of"]
