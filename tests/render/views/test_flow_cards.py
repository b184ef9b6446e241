"""The cards of a flow: one for each thing, whatever keys it shares with others."""

from __future__ import annotations

import pytest

from journeykit import Journey, Metric, draw, stage, touchpoint
from journeykit.render import ViewName

SAME_KEY = (Metric("Sales"), Metric("Sales", value=3.0), Metric("Sales"))


@pytest.mark.parametrize("view", ["flow", "map", "lanes", "blueprint", "coverage"])
def test_metrics_of_one_key_are_two_cards(view: ViewName) -> None:
    """No two nodes have one identity, and nothing is told twice."""
    made = Journey("Shop", stages=(stage("Buy", touchpoint("Pays")),), metrics=SAME_KEY)
    nodes = draw(made, view).diagram.nodes
    assert len(nodes) == len({node.key for node in nodes})
    if view == "flow":
        assert ["Sales", "Sales, now 3"] == [n.text for n in nodes if n.role == "metric"]
