"""The lanes: who stands in which row, by persona, by channel and by owner."""

from __future__ import annotations

import pytest

from drawn_journeys import long, shop
from journeykit import cell, journey, persona, touchpoint
from journeykit.errors import UnknownReferenceError
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
