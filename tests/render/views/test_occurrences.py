"""One card for what hurts, helps or is measured, however many people and places it has."""

from __future__ import annotations

from journeykit import Journey, Metric, Pain, journey, persona, touchpoint
from journeykit.render.diagram.diagram import Node
from journeykit.render.views.journey_map import map_diagram

MAYA, TOM, EVA = persona("Maya"), persona("Tom"), persona("Eva")
SLOW = Pain("everything is slow")


def cards(made: Journey, lane: str) -> list[tuple[str, Node]]:
    """What stands in a lane, with its column."""
    return [
        (cell.group, node)
        for cell in map_diagram(made).cells
        if cell.lane == lane
        for node in cell.nodes
    ]


def test_a_pain_point_of_several_people_and_places_is_one_card() -> None:
    """It stands where it comes first and names everybody and every touchpoint."""
    first = touchpoint("Asks").hurts(MAYA, SLOW).hurts(TOM, SLOW)
    second = touchpoint("Pays").hurts(MAYA, SLOW)
    made = journey("Shop").walked_by(MAYA, TOM, EVA).stage("Before", first).stage("After", second)
    [(group, node)] = cards(made, "pains")
    assert ("before", ("1", "2"), ("Maya, Tom",)) == (group, node.refers, node.details)
    assert node.pen is None


def test_a_pain_point_of_everybody_says_so() -> None:
    """Three names or more are one word."""
    asks = touchpoint("Asks").hurts(MAYA, SLOW).hurts(TOM, SLOW).hurts(EVA, SLOW)
    [(_, node)] = cards(journey("Shop").walked_by(MAYA, TOM, EVA).stage("S", asks), "pains")
    assert ("everybody",) == node.details


def test_what_hurts_on_the_way_stands_where_the_way_begins() -> None:
    """A pain point of a transition names both ends."""
    asks, pays = touchpoint("Asks"), touchpoint("Pays")
    made = journey("Shop").walked_by(MAYA).stage("Before", asks).stage("After", pays)
    made = made.flow(asks >> pays, pains=[SLOW])
    [(group, node)] = cards(made, "pains")
    assert ("before", ("at 1 → 2",)) == (group, node.details)


def test_what_hurts_a_stage_and_a_person_stands_there() -> None:
    """The stage has its own, and what hurts somebody everywhere concerns the whole journey."""
    who = persona("Maya", pains=["hidden costs"])
    made = (
        journey("Shop").walked_by(who).stage("Purchase", touchpoint("Pays"), pains=["two prices"])
    )
    found = {node.text: group for group, node in cards(made, "pains")}
    assert {"two prices": "purchase", "hidden costs": ":whole"} == found


def test_an_opportunity_with_several_places_is_one_card() -> None:
    """It names every touchpoint it addresses, also those of the pain points."""
    first, second = touchpoint("Asks").hurts(MAYA, SLOW), touchpoint("Pays")
    made = journey("Shop").walked_by(MAYA).stage("Before", first).stage("After", second)
    made = made.opportunity("Be quick", SLOW, second)
    [(group, node)] = cards(made, "opportunities")
    assert ("before", ("1", "2")) == (group, node.refers)


def test_a_metric_of_several_places_is_one_card() -> None:
    """It stands once and names where it is taken."""
    time = Metric("Time", unit="minutes", value=5)
    first, second = touchpoint("Asks").measured_by(time), touchpoint("Pays").measured_by(time)
    made = journey("Shop").stage("Before", first).stage("After", second)
    [(group, node)] = cards(made, "metrics")
    assert ("before", ("1", "2")) == (group, node.refers)


def test_the_same_words_of_several_people_are_one_note() -> None:
    """What two think at one place is written once, with both names."""
    asks = touchpoint("Asks").thinks(MAYA, "how long?").thinks(TOM, "how long?")
    [(_, node)] = cards(journey("Shop").walked_by(MAYA, TOM).stage("S", asks), "thoughts")
    assert ("how long?", ("Maya, Tom",)) == (node.text, node.details)
