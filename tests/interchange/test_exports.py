"""Out to where people work: action plan, GraphML, node-link, draw.io and PowerPoint."""

from __future__ import annotations

import csv
import datetime
import io
import json
import xml.etree.ElementTree as ET
from typing import Any

import attrs
import networkx
import pytest
from hypothesis import given, settings

import journeykit as jk
from helpers.hostile import HOSTILE
from journeykit import Channel, Journey, Opportunity, Owner, journey, persona, touchpoint
from journeykit.testing.strategies import journeys


def _gift() -> Journey:
    maya = persona("Maya", goals=["a gift by Friday"])
    shop = touchpoint("Explores the shop", Channel.WEBSITE).feels(maya, +1, "curious")
    pays = touchpoint("Pays").feels(maya, -2).hurts(maya, "hidden costs")
    made = journey("Gift", state="as-is").walked_by(maya)
    made = made.stage("Consideration", shop).stage("Purchase", pays)
    made = made.flow(shop >> pays, when="in stock", kind="branch")
    plan = [
        Opportunity("Later", pays.element, priority="low"),
        Opportunity(
            "=Show the price",
            [pays.element, shop.element],
            owner=Owner("Ada", "Web"),
            priority="high",
            value=4.5,
            due=datetime.date(2027, 1, 31),
        ),
    ]
    return jk.Journey(
        made.name,
        state="as-is",
        personas=made.personas,
        stages=made.stages,
        transitions=made.transitions,
        opportunities=plan,
    )


def test_the_action_plan() -> None:
    """The opportunities with all a planning tool wants to know, the urgent first, no formula."""
    export = jk.export(_gift(), "action-plan")
    first, second = csv.DictReader(io.StringIO(export.text))
    assert {
        "Opportunity": "'=Show the price",
        "Addresses": "touchpoint Pays; touchpoint Explores the shop",
        "Owner": "Ada",
        "Department": "Web",
        "Priority": "high",
        "Value": "4.5",
        "Due": "2027-01-31",
        "Status": "",
    }.items() <= first.items()
    assert "Later" == second["Opportunity"]
    assert ["an action plan has the opportunities and nothing else of the journey"] == [
        entry.reason for entry in export.losses
    ]


@given(journeys())
def test_graphml_is_the_typed_graph(made: Journey) -> None:
    """What networkx reads back has the nodes and the edges of our own graph."""
    graph = networkx.parse_graphml(jk.export(made, "graphml").text, force_multigraph=True)
    ours = jk.graph_of(made)
    assert set(ours.nodes) == set(graph.nodes)
    assert sorted((a, b, d["kind"]) for a, b, d in ours.edges(data=True)) == sorted(
        (a, b, d["kind"]) for a, b, d in graph.edges(data=True)
    )
    for node, data in ours.nodes(data=True):
        # XML reads a carriage return and a line break alike, and our texts have none of the first.
        assert (data["kind"], data["name"]) == (
            graph.nodes[node]["kind"],
            graph.nodes[node]["name"],
        )


@given(journeys())
def test_node_link_is_the_typed_graph(made: Journey) -> None:
    """What networkx reads back has the nodes and the edges of our own graph."""
    data = json.loads(jk.export(made, "node-link").text)
    graph = networkx.node_link_graph(data, edges="edges")
    ours = jk.graph_of(made)
    assert set(ours.nodes) == set(graph.nodes)
    assert sorted((a, b, d["kind"]) for a, b, d in ours.edges(data=True)) == sorted(
        (a, b, d["kind"]) for a, b, d in graph.edges(data=True)
    )


@pytest.mark.parametrize("format", ["graphml", "node-link"])
def test_a_graph_has_what_is_felt_in_a_whole_stage(format: str) -> None:
    """And in the whole journey, beside what is felt at a touchpoint: nothing is lost in silence."""
    made = _gift()
    felt = journey("J").walked_by(persona("Maya")).feels(persona("Maya"), -1, "weary").experiences
    stages = (attrs.evolve(made.stages[0], experiences=felt), *made.stages[1:])
    text = jk.export(attrs.evolve(made, stages=stages), format).text
    assert "weary" in text
    assert "curious" in text


@given(journeys())
def test_drawio_has_everything_once(made: Journey) -> None:
    """Well-formed, every id once, every arrow between things that are there, no HTML."""
    root = ET.fromstring(jk.export(made, "drawio").text)
    ids = [each.get("id") for each in root.iter() if each.tag in {"object", "mxCell"}]
    ids = [each for each in ids if each is not None]
    assert len(ids) == len(set(ids))
    count = len(made.personas) + len(made.stages) + len(made.touchpoints) + len(made.transitions)
    assert count + 2 == len(ids)
    for cell in root.iter("mxCell"):
        assert {cell.get(end) for end in ("source", "target", "parent")} <= {*ids, None}
        assert "html=1" not in cell.get("style", "")


def test_drawio_cells_have_their_data() -> None:
    """What the model says of a touchpoint stands in its cell."""
    root = ET.fromstring(jk.export(_gift(), "drawio").text)
    shop = root.find(".//object[@id='touchpoint:explores-the-shop']")
    assert shop is not None
    assert ("website", "Explores the shop\nWebsite\nMaya curious (+1)") == (
        shop.get("jk_channels"),
        shop.get("label"),
    )


def _slides(made: Journey) -> Any:
    pptx = pytest.importorskip("pptx", reason="needs journeykit[pptx]")
    return pptx.Presentation(io.BytesIO(jk.export(made, "pptx").content)).slides


def test_powerpoint_has_a_slide_for_each_view() -> None:
    """Title, personas, map and plan, in shapes that people can edit."""
    slides = _slides(_gift())
    titles = [slide.shapes.title.text for slide in slides]
    assert ["Gift", "Who it is about", "Gift", "What we will do"] == titles
    texts = [shape.text_frame.text for shape in slides[2].shapes if shape.has_text_frame]
    assert "Explores the shop\nWebsite\nMaya curious (+1)" in texts
    assert all(
        not shape.shape_type or shape.shape_type.name != "PICTURE" for shape in slides[2].shapes
    )


def test_powerpoint_breaks_into_bands() -> None:
    """No more than five stages stand on a slide, and no more touchpoints than have room in one."""
    steps = [touchpoint(f"Step {n}") for n in range(12)]
    made = journey("Long").stage("First", *steps)
    for number in range(6):
        made = made.stage(f"Stage {number}")
    slides = _slides(made)
    assert 3 == len(slides)  # the title, four parts of stages, four more
    texts = [shape.text_frame.text for shape in slides[1].shapes if shape.has_text_frame]
    assert "First (continued)" in texts


def test_powerpoint_leaves_no_stage_alone() -> None:
    """Six stages are three and three, not five and one."""
    made = journey("Six")
    for number in range(6):
        made = made.stage(f"Stage {number}", touchpoint(f"Step {number}"))
    first, second = list(_slides(made))[1:]
    counts = [
        sum(1 for s in slide.shapes if s.has_text_frame and s.text_frame.text.startswith("Stage"))
        for slide in (first, second)
    ]
    assert [3, 3] == counts


@settings(max_examples=8)
@given(journeys())
def test_powerpoint_takes_every_journey(made: Journey) -> None:
    """Whatever is said, the slides can be opened, and are the same each time."""
    assert len(_slides(made)) >= 1
    assert jk.export(made, "pptx").content == jk.export(made, "pptx").content


@pytest.mark.parametrize("name", ["graphml", "node-link", "drawio", "markdown", "action-plan"])
@pytest.mark.parametrize("text", [text for _, text in HOSTILE], ids=[name for name, _ in HOSTILE])
def test_hostile_texts(name: str, text: str) -> None:
    """Whatever a name holds, the output is well-formed."""
    step = touchpoint(text, Channel(text, key="c"), key="t")
    made = journey(text, text).walked_by(persona(text, key="p")).stage(text, step)
    export = jk.export(made, name)
    if name in {"graphml", "drawio"}:
        ET.fromstring(export.text)
    assert export.text


def test_long_texts_fit_their_cards() -> None:
    """A card is as high as its words need; only what has no room on a slide becomes smaller."""
    long = "Compares the prices of several shops on the phone while waiting for the bus back home"
    slides = _slides(journey("J").stage("S", touchpoint(long), touchpoint("Pays")))
    cards = {s.text_frame.text: s for s in slides[1].shapes if s.has_text_frame}
    first, second = cards[long], cards["Pays"]

    assert first.height > second.height
    assert first.top + first.height < second.top
    assert [9, 9] == [c.text_frame.paragraphs[0].font.size.pt for c in (first, second)]

    slides = _slides(journey("J").stage("S", touchpoint(long * 40)))
    card = list(slides[1].shapes)[2]
    assert 5 <= card.text_frame.paragraphs[0].font.size.pt < 9


def test_long_plans_go_on_with_the_next_slide() -> None:
    """A table never runs over the edge of its slide."""
    made = journey("J")
    for number in range(20):
        made = made.opportunity(f"{number}: tell people before they ask " + "and explain why " * 8)

    slides = [s for s in _slides(made) if s.shapes.title.text == "What we will do"]

    tables = [shape.table for slide in slides for shape in slide.shapes if shape.has_table]
    assert 20 == sum(len(table.rows) - 1 for table in tables)
    assert len(tables) > 1


def test_boxes_of_a_drawing_do_not_overlap() -> None:
    """Each is as high as its words need, in a column as high as all of them."""
    long = touchpoint("Compares the prices of several shops " * 5)
    made = journey("J").stage("S", long, touchpoint("Pays"))
    root = ET.fromstring(jk.export(made, "drawio").text)

    first, second, column = (
        root.find(f".//object[@id='{each.element}']/mxCell/mxGeometry")
        for each in (*made.touchpoints, *made.stages)
    )
    assert first is not None
    assert second is not None
    assert column is not None
    assert _bottom(first) < int(second.get("y", ""))
    assert _bottom(second) < int(column.get("height", ""))


def _bottom(geometry: ET.Element) -> int:
    return int(geometry.get("y", "")) + int(geometry.get("height", ""))


def test_transitions_without_a_place_are_counted() -> None:
    """A loss says how many there are, since they have no names."""
    a, b = touchpoint("A"), touchpoint("B")
    report = jk.export(journey("J").stage("S", a, b).flow(a >> b >> a), "pptx").losses

    assert "lost: journey:j, transitions: a slide has no place for 2 transitions" in str(report)


def test_what_is_no_text_says_so() -> None:
    """The bytes of a presentation have another name."""
    pytest.importorskip("pptx", reason="needs journeykit[pptx]")
    with pytest.raises(jk.DocumentError, match=r"pptx is no text; use \.content for its bytes"):
        _ = jk.export(_gift(), "pptx").text
