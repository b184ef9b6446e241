"""The cards of a flow: one for each thing, whatever keys it shares with others."""

from __future__ import annotations

import pytest

from journeykit import Journey, Metric, draw, persona, stage, touchpoint
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


def test_what_hurts_everywhere_stands_in_the_flow() -> None:
    """Pain points of the whole journey, and of a persona wherever it is, are drawn once each."""
    ann = persona("Ann", pains=["no time"])
    made = Journey("Shop", personas=[ann], stages=[stage("Buy", touchpoint("Pays"))])
    drawn = draw(made.hurts("forms again and again"), "flow").diagram.nodes
    assert ["forms again and again", "no time"] == [n.text for n in drawn if n.role == "pain"]


def test_a_figure_is_not_torn_from_its_unit() -> None:
    """A line may not break between a number and what it counts."""
    made = Journey("Shop", metrics=[Metric("Sales", unit="%", value=81.0)])
    (card,) = (node for node in draw(made).diagram.nodes if node.role == "metric")
    assert "Sales, now 81\u00a0%" == card.text
