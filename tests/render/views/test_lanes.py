"""The lanes: who stands in which row, by persona, by channel and by owner."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import Any

import pytest

from helpers.drawn_journeys import long, shop
from journeykit import Journey, cell, draw, journey, persona, touchpoint
from journeykit.errors import UnknownReferenceError
from journeykit.render.diagram.diagram import Diagram
from journeykit.render.html.renderer import html
from journeykit.render.svg.renderer import svg
from journeykit.render.views.lanes import lanes_diagram
from journeykit.validation import Finding, Report


def test_one_lane_for_each_persona() -> None:
    """Each persona's lane has their line and what they come to."""
    maya, tom = persona("Maya"), persona("Tom")
    made = journey("Shop").walked_by(maya, tom)
    made = made.stage("Purchase", touchpoint("Pays"), touchpoint("Calls", personas=tom))
    diagram = lanes_diagram(made)
    assert [("Maya", 0), ("Tom", 1)] == [(lane.text, lane.pen) for lane in diagram.lanes]
    assert [["Pays"], ["Pays", "Calls"]] == [
        [node.text for node in cell.nodes] for cell in diagram.cells
    ]


def test_a_persona_with_nothing_to_do_in_a_stage_is_a_gap_or_says_why() -> None:
    """Nothing there is a gap, unless somebody said with reason that it need not be."""
    maya, tom = persona("Maya"), persona("Tom")
    made = journey("Shop").walked_by(maya, tom).stage("Use", touchpoint("Reads", personas=maya))
    gap = lanes_diagram(made).cell("tom", "use")
    excluded = lanes_diagram(made.not_applicable(tom, "Use", reason="rents")).cell("tom", "use")
    assert gap is not None
    assert excluded is not None
    assert ({"gap"}, "no touchpoint yet") == (gap.roles, gap.nodes[0].text)
    assert ("not applicable", ("rents",)) == (excluded.nodes[0].text, excluded.nodes[0].details)


def test_a_finding_is_marked_in_the_lanes_of_those_it_is_about() -> None:
    """What is wrong for Maya is no mark on Tom's card; what is wrong for nobody stands on both."""
    maya, tom = persona("Maya"), persona("Tom")
    pays = touchpoint("Pays")
    made = journey("Shop").walked_by(maya, tom).stage("Purchase", pays)
    report = Report(
        "Shop",
        findings=(
            Finding("low", "JK513", "info", "bad for Maya", (pays.element, maya.element)),
            Finding("mute", "JK301", "warning", "no channel", (pays.element,)),
        ),
    )
    diagram = lanes_diagram(made, report=report)
    assert [("maya", (1, 2)), ("tom", (2,))] == [
        (cell.lane, cell.nodes[0].marks) for cell in diagram.cells
    ]


def test_a_gap_is_marked_in_the_lane_of_the_persona_it_is_about() -> None:
    """A number stands where nothing is; one about what is there stands at the cell."""
    maya, tom = persona("Maya"), persona("Tom")
    made = journey("Shop").walked_by(maya, tom)
    made = made.stage("Purchase", touchpoint("Pays", personas=maya))
    report = Report(
        "Shop",
        findings=(
            Finding("hole", "JK201", "error", "nothing", (cell(tom, made.stages[0]),)),
            Finding("bad", "JK205", "info", "only bad", (cell(maya, made.stages[0]),)),
        ),
    )
    diagram = lanes_diagram(made, report=report)
    assert [("maya", (2,), ((),)), ("tom", (), ((1,),))] == [
        (each.lane, each.marks, tuple(node.marks for node in each.nodes)) for each in diagram.cells
    ]
    assert ((),) == tuple(group.marks for group in diagram.groups)
    by_channel = lanes_diagram(made, by="channel", report=report)
    assert ((1, 2),) == tuple(group.marks for group in by_channel.groups)
    of_tom = lanes_diagram(made, persona=tom, report=report)
    assert ((2,),) == tuple(group.marks for group in of_tom.groups)


def test_one_lane_for_each_channel() -> None:
    """A touchpoint on two channels stands in both lanes; one on none has a lane as well."""
    made = shop().stage("Purchase", touchpoint("Thinks it over"))
    diagram = lanes_diagram(made, by="channel")
    assert ["Advertising", "Phone", "Website", "Email", "no channel named"] == [
        lane.text for lane in diagram.lanes
    ]
    assert ("1 touchpoint",) == diagram.lanes[-1].details


def test_one_lane_for_each_owner() -> None:
    """What nobody answers for is seen."""
    diagram = lanes_diagram(shop(), by="owner")
    assert [("Ana (Service)", ("1 touchpoint",)), ("no owner named", ("3 touchpoints",))] == [
        (lane.text, lane.details) for lane in diagram.lanes
    ]


def test_a_lane_shows_the_feelings_of_its_own_persona() -> None:
    """In Maya's lane Maya's feelings stand, in a channel's lane everybody's by name."""
    own = lanes_diagram(shop()).cell("tom", "purchase")
    all_of_them = lanes_diagram(shop(), by="channel").cell("channel:website", "purchase")
    assert own is not None
    assert all_of_them is not None
    assert ["slightly good"] == [b.text for n in own.nodes for b in n.badges if b.kind == "emotion"]
    assert ["very bad · Maya", "relieved · Maya", "slightly good · Tom"] == [
        b.text for n in all_of_them.nodes for b in n.badges if b.kind == "emotion"
    ]


def test_many_cards_get_more_tracks() -> None:
    """A column with twelve cards in a cell has three tracks."""
    assert [3] == [group.tracks for group in lanes_diagram(long(12, 1)).groups]


def test_lanes_by_something_else_are_refused() -> None:
    """The error says what lanes can be."""
    with pytest.raises(UnknownReferenceError, match="channel"):
        lanes_diagram(shop(), by="chanel")  # type: ignore[arg-type]


def handed() -> Journey:
    """A seller ships what a buyer ordered; both see the order."""
    buyer, seller = persona("Buyer"), persona("Seller")
    order = touchpoint("Orders", personas=buyer)
    ship = touchpoint("Ships", personas=seller)
    arrives = touchpoint("Unpacks", personas=buyer)
    inbox = touchpoint("Looks at the order")
    return (
        journey("Sale")
        .walked_by(buyer, seller)
        .stage("Order", inbox, order)
        .stage("Deliver", ship, arrives)
        .flow(inbox >> order >> ship >> arrives)
    )


def words(diagram: Diagram, lane: str, kind: str) -> dict[str, list[str]]:
    """The badges of a kind on each card of a lane."""
    return {
        node.text: [badge.text for badge in node.badges if badge.kind == kind]
        for cell in diagram.cells
        if cell.lane == lane
        for node in cell.nodes
    }


def test_who_shares_a_touchpoint_is_named_in_each_lane() -> None:
    """The same card in two lanes is one touchpoint that two come to."""
    diagram = lanes_diagram(handed())
    assert ["with Seller"] == words(diagram, "buyer", "persona")["Looks at the order"]
    assert ["with Buyer"] == words(diagram, "seller", "persona")["Looks at the order"]
    assert [] == words(diagram, "buyer", "persona")["Orders"]
    alone = lanes_diagram(handed(), persona="buyer")
    assert [] == words(alone, "buyer", "persona")["Looks at the order"]


def test_many_who_share_a_touchpoint_are_not_all_named() -> None:
    """Each lane would name all others."""
    people = [persona(f"P{number}") for number in range(9)]
    some = touchpoint("Some", personas=people[:5])
    made = journey("Many").walked_by(*people).stage("S", some, touchpoint("All"))
    company = words(lanes_diagram(made), "p0", "persona")
    assert {"Some": ["with P1, P2 and 2 others"], "All": ["with everybody"]} == company


def test_hand_offs_are_told_and_drawn() -> None:
    """An arrow leads from the lane of who hands over to that of who takes over."""
    diagram = lanes_diagram(handed())
    assert ["hands over to Seller (3)"] == words(diagram, "buyer", "handover")["Orders"]
    assert ["taken over from Buyer (2)", "hands over to Buyer (4)"] == words(
        diagram, "seller", "handover"
    )["Ships"]
    ends = [(edge.source, edge.target) for edge in diagram.edges]
    assert [("buyer/orders", "seller/ships"), ("seller/ships", "buyer/unpacks")] == ends
    assert 2 == svg(diagram).count('data-role="handover"')
    assert "hands over to Seller (3)" in html(diagram)


def test_a_lane_tells_nobody_elses_story() -> None:
    """The title of a card says what its own persona goes through."""
    maya, tom = persona("Maya"), persona("Tom")
    pays = touchpoint("Pays").feels(maya, -1, "annoyed").feels(tom, 1, "relieved")
    made = journey("Shop").walked_by(maya, tom).stage("Purchase", pays)
    for key, own, other in (("maya", "annoyed", "relieved"), ("tom", "relieved", "annoyed")):
        cell = lanes_diagram(made).cell(key, "purchase")
        assert cell is not None
        assert own in cell.nodes[0].tooltip
        assert other not in cell.nodes[0].tooltip


def test_arrows_cross_no_card() -> None:
    """They go down the gutters and along the gaps between rows."""
    drawn = svg(lanes_diagram(handed()))
    cards = [
        tuple(map(float, found))
        for found in re.findall(
            r'data-role="touchpoint">.*?<rect x="([\d.]+)" y="([\d.]+)" width="([\d.]+)"'
            r' height="([\d.]+)"',
            drawn,
            re.DOTALL,
        )
    ]
    assert 5 == len(cards)
    for data in re.findall(r'"handover">.*?<path d="M([^"]*)"', drawn, re.DOTALL):
        corners = [tuple(map(float, spot.split())) for spot in re.split("[LQ]", data)[:1]]
        corners += [
            tuple(map(float, spot.split())) for spot in re.findall(r"L([\d.]+ [\d.]+)", data)
        ]
        for (x1, y1), (x2, y2) in pairwise(corners):
            for x, y, width, height in cards:
                assert not (
                    min(x1, x2) < x + width - 1
                    and max(x1, x2) > x + 1
                    and min(y1, y2) < y + height - 1
                    and max(y1, y2) > y + 1
                )


def test_who_joins_late_has_no_gap_before() -> None:
    """Pictures say what the check says: nothing is missing before somebody joins."""
    buyer, adviser = persona("Buyer"), persona("Adviser")
    made = (
        journey("Trial")
        .walked_by(buyer, adviser)
        .stage("Asks", touchpoint("Writes").met_by(buyer))
        .stage("Talks", touchpoint("Meets").met_by(buyer, adviser))
    )
    assert "o touchpoint" not in draw(made).text()
    assert "o touchpoint" not in draw(made, "lanes").text()


def test_thousands_of_cards_are_counted() -> None:
    """Everybody comes to every touchpoint: no picture of six thousand cards could be opened."""
    people = [persona(f"Persona {n}") for n in range(20)]
    steps = [touchpoint(f"Step {n}") for n in range(299)]
    calls = touchpoint("Calls", personas=people[0])
    made = journey("Wide").walked_by(*people).stage("Buy", *steps).stage("Ask", calls)
    diagram = lanes_diagram(made)
    assert ["299 touchpoints", "1 touchpoint", "299 touchpoints"] == [
        node.text for cell in diagram.cells for node in cell.nodes
    ][:3]
    (note,) = diagram.notes
    assert note.startswith("5,981 cards are too many for one picture: only how many there are is")
    alone = lanes_diagram(made, persona=people[0])
    assert [[299, 1], []] == [[len(cell.nodes) for cell in alone.cells], [*alone.notes]]


def test_pain_points_stand_in_the_lane_of_who_has_them() -> None:
    """Each once; where a lane is no persona's, with the names of who has them."""
    ann, bob = persona("Ann"), persona("Bob")
    calls = touchpoint("Calls").hurts(ann, "a long queue").hurts(bob, "a long queue")
    asks = touchpoint("Asks").hurts(bob, "no answer")
    made = journey("Help").walked_by(ann, bob).stage("Ask", calls, asks)

    def pains(diagram: Diagram) -> list[str]:
        nodes = [node for cell in diagram.cells for node in cell.nodes]
        return [badge.text for node in nodes for badge in node.badges if badge.kind == "pain"]

    assert ["a long queue", "a long queue", "no answer"] == pains(lanes_diagram(made))
    assert ["a long queue · Ann and Bob", "no answer · Bob"] == pains(
        lanes_diagram(made, by="owner")
    )


@pytest.mark.parametrize("view", ["map", "lanes"])
def test_what_nobody_can_come_to_is_told(view: Any) -> None:
    """On the card and in the legend, as in the flow; where all can be reached, nowhere."""
    start, lost, back = touchpoint("Starts"), touchpoint("Lost"), touchpoint("Back")
    made = journey("Odd").stage("All", start, lost, back).flow(start >> start)
    told = "no transition leads here"
    assert told not in draw(made, view).text()
    picture = draw(made.flow(lost >> back >> lost), view)
    assert 3 == picture.svg().count(f">{told}<")
    assert 2 == picture.text().count(told)
    assert [told] == [key.text for key in picture.diagram.legend]
