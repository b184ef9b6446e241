"""Arrows of a blueprint in a table: each cell has its part of the line."""

from __future__ import annotations

from helpers.drawn_journeys import clinic, shop
from journeykit import journey, touchpoint
from journeykit.render.html.arrows import Arrows
from journeykit.render.html.renderer import html
from journeykit.render.views.blueprint import blueprint_diagram


def pieces(made: Arrows) -> dict[str, list[str]]:
    """The pieces at each node, by the last part of its key."""
    return {key: names for key, names in made.pieces.items() if names}


def test_down_where_the_customer_acts() -> None:
    """The line leaves below the customer's card and ends above what staff do."""
    calls = touchpoint("Calls", frontstage=["answers", "offers a date"])
    found = pieces(Arrows(blueprint_diagram(journey("J").stage("Book", calls))))
    assert [["below"], ["above tip", "then"]] == list(found.values())


def test_past_an_empty_row() -> None:
    """Where nobody acts in sight, the line passes the row."""
    calls = touchpoint("Calls", backstage=["looks it up"])
    waits = touchpoint("Waits", frontstage=["says sorry"])
    diagram = blueprint_diagram(journey("J").stage("Book", calls, waits))
    made = Arrows(diagram)
    (group,) = diagram.groups
    assert ([0], [["below"], ["above tip"]]) == (
        list(made.through("frontstage", group.key)),
        list(pieces(made).values())[:2],
    )


def test_every_arrow_of_a_blueprint() -> None:
    """None of a real blueprint is left out, and what is no blueprint has none."""
    diagram = blueprint_diagram(clinic())
    count = sum(len(names) for names in Arrows(diagram).pieces.values())
    then = sum(edge.kind == "then" for edge in diagram.edges)
    assert count == then + 2 * (len(diagram.edges) - then)
    assert html(diagram).count('class="lead ') >= count
    assert 'class="lead ' not in html(blueprint_diagram(shop(), rows=["support", "customer"]))
