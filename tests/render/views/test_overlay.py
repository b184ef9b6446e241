"""Two journeys in one picture: what is new, removed, moved and changed says so."""

from __future__ import annotations

import attrs
import pytest
from hypothesis import given

import journeykit as jk
from journeykit import Channel, Journey, Metric, draw, journey, persona, stage, touchpoint
from journeykit.errors import PictureError
from journeykit.render.diagram.diagram import Diagram, Node
from journeykit.testing.strategies import journeys

MAYA, TOM = persona("Maya"), persona("Tom")
LOOKS = touchpoint("Looks around", Channel.WEBSITE).feels(MAYA, 1).thinks(MAYA, "Nice.")
CHAT = touchpoint("Asks in the chat", Channel.WEBSITE).feels(TOM, -1, "waits")
ACCOUNT = touchpoint("Creates an account").feels(MAYA, -2, "annoyed").hurts(MAYA, "too long")
PAYS = touchpoint("Pays", Channel.WEBSITE).feels(MAYA, 0).measured_by(Metric("NPS", "nps"))
REVIEW = touchpoint("Writes a review").feels(TOM, 1)
AS_IS = (
    journey("Gift", state="as-is")
    .walked_by(MAYA, TOM)
    .stage("Consideration", LOOKS, CHAT)
    .stage("Purchase", ACCOUNT, PAYS)
    .stage("Advocacy", REVIEW)
    .flow(LOOKS >> ACCOUNT >> PAYS >> REVIEW)
)
HELPED = touchpoint("Asks in the chat", Channel.PHONE).feels(TOM, 1, "helped")
AT_ONCE = touchpoint("Pays at once", Channel.WEBSITE, key="pays").feels(MAYA, 1)
LOCKER = touchpoint("Opens the locker", Channel.IN_STORE).feels(TOM, 1)
TO_BE = (
    journey("Gift", state="to-be")
    .walked_by(MAYA, TOM)
    .stage("Consideration", HELPED, LOOKS)
    .stage("Purchase", AT_ONCE, REVIEW)
    .stage("Delivery", LOCKER)
    .flow(LOOKS >> AT_ONCE >> LOCKER)
)


def _cards(diagram: Diagram) -> dict[str, Node]:
    """The touchpoints, by name, wherever the view has them."""
    nodes = (*diagram.nodes, *(node for cell in diagram.cells for node in cell.nodes))
    return {node.text: node for node in nodes if node.role == "touchpoint"}


def _told(node: Node) -> list[tuple[str, str]]:
    """What a card says of changes: the sign and the word."""
    return [(badge.glyph, badge.text) for badge in node.badges if badge.kind == "change"]


@pytest.mark.parametrize("view", ["flow", "map"])
def test_each_touchpoint_says_what_happened_to_it(view: jk.render.ViewName) -> None:
    """By a sign and a word, where it stands now or stood before."""
    cards = _cards(jk.draw(TO_BE, view, compared_with=AS_IS).diagram)

    assert {
        "Looks around": [],
        "Asks in the chat": [
            ("moved", "moved within the stage"),
            ("changed", "changed: Tom −1 waits → +1 helped"),
            ("changed", "changed: channels"),
        ],
        "Creates an account": [("removed", "removed")],
        "Pays at once": [("changed", 'changed: was "Pays"'), ("changed", "changed: Maya 0 → +1")],
        "Writes a review": [("moved", 'moved from "Advocacy"')],
        "Opens the locker": [("added", "new")],
    } == {name: _told(node) for name, node in cards.items()}


def test_ways_say_whether_they_are_new_or_gone() -> None:
    """In words on the way; those that are in both say nothing."""
    diagram = jk.draw(TO_BE, compared_with=AS_IS).diagram
    names = {node.key: node.text for node in diagram.nodes}

    assert {
        ("Looks around", "Pays at once"): "+ new",
        ("Pays at once", "Opens the locker"): "+ new",
        ("Looks around", "Creates an account"): "− removed",
        ("Creates an account", "Pays at once"): "− removed",
        ("Pays at once", "Writes a review"): "− removed",
    } == {
        (names[edge.source], names[edge.target]): edge.text
        for edge in diagram.edges
        if edge.kind != "precedes"
    }


def test_a_guard_that_is_another_is_a_change() -> None:
    """The way is in both, and what is written on it is not."""
    both = journey("J").walked_by(MAYA).stage("S", LOOKS, PAYS)
    before, after = (both.flow(LOOKS >> PAYS, when=price) for price in ("cheap", "free"))

    edges = jk.draw(after, compared_with=before).diagram.edges

    assert ["~ changed: free"] == [edge.text for edge in edges]


def test_stages_and_notes_say_it_too() -> None:
    """A pain that is gone, a metric that is lost, a thought that stays."""
    diagram = jk.draw(TO_BE, "map", compared_with=AS_IS).diagram
    notes = {n.text: n.details[-1:] for c in diagram.cells for n in c.nodes if n.role != "channel"}

    assert ["Consideration", "Purchase", "Advocacy (− removed)", "Delivery (+ new)"] == [
        group.text for group in diagram.groups if group.role == "stage"
    ]
    assert ("− removed",) == notes["too long"]
    assert ("− removed",) == notes["NPS"]
    assert ("Maya",) == notes["Nice."]


def test_what_was_felt_before_is_a_curve_of_its_own() -> None:
    """From left to right, for those who feel otherwise now."""
    diagram = jk.draw(TO_BE, "map", compared_with=AS_IS).diagram
    before = {c.text: [p.value for p in c.points] for c in diagram.curves if "before" in c.text}

    assert {"Maya, before": [1, -2, 0], "Tom, before": [-1, 1]} == before
    assert "before: Maya at 2 Creates an account: −2, annoyed" in {
        point.tooltip for curve in diagram.curves for point in curve.points
    }
    same = jk.draw(AS_IS, "map", compared_with=AS_IS).diagram
    assert ["Maya", "Tom"] == [curve.text for curve in same.curves]


def test_what_is_felt_in_the_whole_journey_is_changed_new_or_removed() -> None:
    """In a stage as well; a feeling that is another says what was felt before."""
    before = AS_IS.feels(MAYA, -1, "tired").feels(TOM, 0)
    now = stage("Consideration", HELPED, LOOKS).feels(TOM, 1, "sure")
    after = attrs.evolve(TO_BE, stages=(now, *TO_BE.stages[1:])).feels(MAYA, 1, "rested")

    diagram = jk.draw(after, "map", compared_with=before).diagram
    felt = [n for cell in diagram.cells for n in cell.nodes if n.role == "feeling"]

    assert {
        "rested": ("Maya", "~ changed", "before: −1 tired"),
        "neutral": ("Tom", "− removed"),
        "sure": ("Tom", "+ new"),
    } == {node.text: node.details for node in felt}


def test_a_touchpoint_that_is_gone_says_what_was_felt_there_before() -> None:
    """Nobody feels or suffers it any more."""
    gone = _cards(jk.draw(TO_BE, compared_with=AS_IS).diagram)["Creates an account"]

    assert {
        ("change", "removed"),
        ("state", "before: annoyed · Maya"),
        ("state", "before: too long · Maya"),
    } <= {(badge.kind, badge.text) for badge in gone.badges}


def test_a_flow_says_it_of_what_it_notes_of_a_stage() -> None:
    """Pain points, metrics and opportunities that no touchpoint tells."""
    both = journey("J").walked_by(MAYA).stage(stage("S", LOOKS, pains=["queues"]))
    after = journey("J").walked_by(MAYA).stage("S", LOOKS).measured_by(Metric("NPS", "nps"))

    picture = jk.draw(after, compared_with=both)
    nodes = picture.diagram.nodes

    assert "− removed" in picture.dot
    assert {"queues": ("− removed",), "NPS": ("+ new",)} == {
        node.text: node.details for node in nodes if node.role in {"pain", "metric"}
    }


def test_more_evidence_for_a_feeling_is_told_as_such() -> None:
    """The feeling is the same, and somebody saw it."""
    before, after = (
        journey("J").walked_by(MAYA).stage("S", touchpoint("Pays").feels(MAYA, 1, basis=basis))
        for basis in (None, "observed")
    )

    card = _cards(jk.draw(after, compared_with=before).diagram)["Pays"]

    assert [("changed", "changed: Maya +1 (not stated) → +1 (observed)")] == _told(card)


def test_the_legend_explains_each_sign_that_is_there() -> None:
    """And none that is not."""
    diagram = jk.draw(TO_BE, compared_with=AS_IS).diagram

    assert ["new", "removed", "moved", "changed"] == [key.text for key in diagram.legend][:4]
    assert "to-be compared with as-is" == diagram.subtitle
    assert diagram.description.endswith("Of the touchpoints: 1 new, 1 removed, 2 moved, 2 changed.")


def test_the_text_says_what_the_picture_says() -> None:
    """Whoever hears it hears of each change."""
    for view in ("flow", "map"):
        text = jk.draw(TO_BE, view, compared_with=AS_IS).text()
        for words in ("removed", "new", "changed: channels", 'moved from "Advocacy"'):
            assert words in text


@pytest.mark.parametrize("theme", ["light", "dark", "mono"])
def test_no_change_is_told_by_colour_alone(theme: jk.render.ThemeName) -> None:
    """What is removed is dashed, in Graphviz and in SVG, and the words are there."""
    flow = jk.draw(TO_BE, compared_with=AS_IS, theme=theme)
    svg = jk.draw(TO_BE, "map", compared_with=AS_IS, theme=theme).svg()

    assert "DASHED" in flow.dot
    assert "style=dashed" in flow.dot
    assert "stroke-dasharray:4 3" in flow.mermaid
    assert 'stroke-dasharray="5 4"' in svg
    assert ">removed<" in svg


def test_a_touchpoint_starts_and_ends_ways_as_in_its_own_journey() -> None:
    """A way that is gone does not make what it led to less of a start."""
    start = journey("J").walked_by(MAYA, TOM)
    before = start.stage("S", LOOKS, PAYS).flow(LOOKS >> PAYS)
    after = start.stage("S", PAYS, LOCKER).flow(PAYS >> LOCKER)

    cards = _cards(jk.draw(after, compared_with=before).diagram)

    assert "entry" in cards["Pays"].roles
    assert "starts here" in [badge.text for badge in cards["Pays"].badges]


def test_a_comparison_is_drawn_with_its_renamed_keys() -> None:
    """Under its new name it is the same touchpoint."""
    quick = touchpoint("Checks out").feels(MAYA, 1)
    before = journey("J").walked_by(MAYA).stage("S", PAYS)
    after = journey("J").walked_by(MAYA).stage("S", quick)
    comparison = jk.compare(before, after, renamed={"pays": "checks-out"})

    drawn = jk.draw(comparison)

    assert ['changed: was "Pays"', "changed: Maya 0 → +1", "changed: channels"] == [
        text for _, text in _told(_cards(drawn.diagram)["Checks out"])
    ]
    assert drawn.diagram == jk.draw(after, compared_with=comparison).diagram


def test_a_part_of_two_journeys_can_be_drawn() -> None:
    """One stage, one persona; nothing around it counts as new."""
    stage = jk.draw(TO_BE, compared_with=AS_IS, stage="purchase").diagram
    maya = jk.draw(TO_BE, "map", compared_with=AS_IS, persona=MAYA).diagram

    assert [("removed", "removed")] == _told(_cards(stage)["Creates an account"])
    assert ["Maya", "Maya, before"] == [curve.text for curve in maya.curves]


@pytest.mark.parametrize("view", ["graph", "lanes", "blueprint", "coverage"])
def test_other_views_show_one_journey(view: jk.render.ViewName) -> None:
    """And say which views show two."""
    with pytest.raises(PictureError, match="one of the views flow and map"):
        jk.draw(TO_BE, view, compared_with=AS_IS)


def test_the_comparison_is_one_with_the_journey_that_is_drawn() -> None:
    """Differences of another would be told of the wrong one."""
    with pytest.raises(PictureError, match="another journey than the one that is drawn"):
        jk.draw(AS_IS, compared_with=jk.compare(AS_IS, TO_BE))


@given(journeys(), journeys())
def test_any_two_journeys_can_be_drawn(before: Journey, after: Journey) -> None:
    """Every touchpoint of either is there, and says so if only one has it."""
    for view in ("flow", "map"):
        picture = jk.draw(after, view, compared_with=before)
        nodes = (*picture.diagram.nodes, *(n for c in picture.diagram.cells for n in c.nodes))
        cards = {node.element.key: node for node in nodes if node.role == "touchpoint"}  # type: ignore[union-attr]
        old, new = ({t.key for t in one.touchpoints} for one in (before, after))

        assert cards.keys() == old | new
        assert old - new == {key for key, node in cards.items() if "removed" in node.roles}
        assert new - old == {key for key, node in cards.items() if "added" in node.roles}
        assert picture.text()


def test_an_idea_for_what_is_gone_is_of_before() -> None:
    """Nobody plans to make better what is no longer there."""
    pays, prints = touchpoint("Pays"), touchpoint("Prints the receipt")
    was = journey("Shop").stage("Buy", pays, prints).opportunity("Send it by mail", prints)
    nodes = draw(was.remove(prints), compared_with=was).diagram.nodes
    (card,) = (node for node in nodes if node.text == "Prints the receipt")
    assert "before: Send it by mail" in [badge.text for badge in card.badges]
