"""The cards of a flow: one for each thing, whatever keys it shares with others."""

from __future__ import annotations

import pytest

from journeykit import Journey, Metric, Pain, draw, journey, persona, stage, touchpoint
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


def test_an_idea_stands_where_it_helps() -> None:
    """At the touchpoint or stage it names, where the pain point hurts that it ends, or nowhere."""
    ann = persona("Ann", pains=["no time"])
    slow, forms = Pain("slow pages"), Pain("forms")
    looks, pays = touchpoint("Looks").hurts(ann, slow), touchpoint("Pays").hurts(ann, slow)
    buy = stage("Buy", pays, pains=[forms])
    made = journey("Shop").walked_by(ann).stage("Look", looks).stage(buy).flow(looks >> pays)
    made = made.opportunity("Faster", slow).opportunity("One click", pays)
    made = made.opportunity("Fewer forms", forms).opportunity("Help", "no time")
    diagram = draw(made).diagram
    ideas = {n.text: [b.text for b in n.badges if b.kind == "opportunity"] for n in diagram.nodes}
    assert (["Faster"], ["Faster", "One click"]) == (ideas["Looks"], ideas["Pays"])
    notes = {node.text: node.group for node in diagram.nodes if node.role == "opportunity"}
    assert {"Fewer forms": "stage:buy", "Help": "whole"} == notes


def test_what_is_felt_in_a_stage_stands_there() -> None:
    """One note for all who feel alike, and another for who feels otherwise."""
    people = [persona(name) for name in ("Ann", "Bob", "Cleo")]
    wait = stage("Wait", touchpoint("Waits")).feels(people[:2], -1, "lost").feels(people[2], 1)
    made = journey("Care").walked_by(*people).stage(wait).feels(people[0], 0.5)
    notes = [(n.text, n.tone, n.group) for n in draw(made).diagram.nodes if n.role == "feeling"]
    assert [
        ("lost · Ann and Bob", "emotion:-1", "stage:wait"),
        ("good · Cleo", "emotion:1", "stage:wait"),
        ("slightly good · Ann", "emotion:0.5", "whole"),
    ] == notes


def test_a_feeling_of_a_stage_that_changed_says_so() -> None:
    """In one picture of two journeys."""
    ann = persona("Ann")
    was, now = (
        journey("Care").walked_by(ann).stage(stage("Wait", touchpoint("Waits")).feels(ann, felt))
        for felt in (-1, 1)
    )
    (note,) = (n for n in draw(now, compared_with=was).diagram.nodes if n.role == "feeling")
    assert ("good", ("~ changed",)) == (note.text, note.details)
