"""What customers did, on pictures of what was designed."""

from __future__ import annotations

import re
from random import Random
from typing import Any

import pytest
from attrs import evolve
from hypothesis import given, settings
from hypothesis import strategies as st

import journeykit as jk
from journeykit import Element, Journey, journey, persona, touchpoint
from journeykit.errors import PictureError
from journeykit.observations import (
    Count,
    Figure,
    FunnelStep,
    Observations,
    Stopped,
    TouchpointTraffic,
    TransitionTraffic,
    VisitLoss,
)
from journeykit.rates import rate_of
from journeykit.render.diagram.consistency import inconsistencies
from journeykit.render.diagram.diagram import Diagram, Edge, Node
from journeykit.testing.strategies import journeys
from journeykit.validation import PROFILES

MAYA, TOM = persona("Maya"), persona("Tom")
LOOKS, CHATS, COUNTER, PAYS = (
    touchpoint(name).feels(MAYA, 1) for name in ("Looks", "Chats", "Counter", "Pays")
)
SHOP = (
    journey("Shop")
    .walked_by(MAYA, TOM)
    .stage("See", LOOKS, CHATS)
    .stage("Buy", COUNTER, PAYS)
    .flow(LOOKS >> PAYS)
    .flow(LOOKS >> CHATS >> PAYS)
)


def _traffic(key: str, stage: str, maya: int, tom: int, **told: Any) -> TouchpointTraffic:
    groups = (("maya", Count(maya, maya)), ("tom", Count(tom, tom)))
    return TouchpointTraffic(key, stage, 2 * (maya + tom), maya + tom, groups, **told)


SEEN = Observations(
    journey="shop",
    source="clicks.csv",
    entities=100,
    touchpoints=[
        _traffic("looks", "see", 80, 20),
        _traffic("chats", "see", 0, 0),
        _traffic("counter", "buy", 0, 0, looked_for=False),
        _traffic("pays", "buy", 60, 0),
    ],
    transitions=[
        TransitionTraffic("looks", "pays", 60),
        TransitionTraffic("looks", "chats", 0),
        TransitionTraffic("chats", "pays", 0),
        TransitionTraffic("pays", "looks", 30, designed=False, kind="step_back"),
        TransitionTraffic("pays", "pays", 7, designed=False, kind="loop"),
    ],
    steps=[
        FunnelStep("see", 100, rate_of(100, 100), None, None),
        FunnelStep("buy", 60, rate_of(60, 100), rate_of(60, 100), 40),
    ],
    steps_by_persona=[
        ("maya", (FunnelStep("see", 80, rate_of(80, 80), None, None),
                  FunnelStep("buy", 60, rate_of(60, 80), rate_of(60, 80), 20))),
        ("tom", (FunnelStep("see", 20, rate_of(20, 20), None, None),
                 FunnelStep("buy", 0, rate_of(0, 20), rate_of(0, 20), 20))),
    ],
    stopped=[
        Stopped("see", 100, 60, 0, 30, 10, rate_of(30, 100), rate_of(60, 90)),
        Stopped("buy", 60, 0, 0, 0, 60, rate_of(0, 60), None),
    ],
    losses=[VisitLoss("looks", rate_of(30, 100))],
    personas=[("maya", 80), ("tom", 20)],
    figures=[
        Figure("nps", Element("touchpoint", ("pays",)), -40, "nps", 50, -55, -25, "nps"),
        Figure("time", Element("stage", ("see",)), 7_200, "seconds", 60),
    ],
)  # fmt: skip

VIEWS: Any = pytest.mark.parametrize("view", ["flow", "map", "lanes", "coverage", "funnel"])


def _drawn(view: Any = "flow", made: Journey = SHOP, seen: Any = SEEN, **options: Any) -> Diagram:
    return jk.draw(made, view, evidence=seen, **options).diagram


def _nodes(diagram: Diagram) -> list[Node]:
    return [*diagram.nodes, *(node for cell in diagram.cells for node in cell.nodes)]


def _told(diagram: Diagram, name: str) -> list[str]:
    """What the first card of a touchpoint says of traffic."""
    card = next(node for node in _nodes(diagram) if node.text == name)
    kinds = {"traffic", "unexpected", "lost", "survey"}
    return [badge.text for badge in card.badges if badge.kind in kinds]


def _edge(diagram: Diagram, source: str, target: str) -> Edge:
    ends = f"touchpoint:{source}", f"touchpoint:{target}"
    return next(edge for edge in diagram.edges if (edge.source, edge.target) == ends)


@pytest.mark.parametrize("view", ["flow", "map"])
def test_a_card_tells_who_was_there(view: str) -> None:
    """How many of how many, who was lost, what was answered; or that nobody came or was counted."""
    diagram = _drawn(view)
    assert ["100 of 100 customers", "lost here: 30 of 100 visits (30.0\u00a0%)"] == (
        _told(diagram, "Looks")
    )
    assert ["never seen of 100"] == _told(diagram, "Chats")
    assert ["not looked for"] == _told(diagram, "Counter")
    said = _told(diagram, "Pays")
    assert ["60 of 100 customers", "again 7 ×, not designed"] == said[:2]
    assert "NPS −40.0 (n = 50, −55.0 to −25.0)" == said[-1]
    unseen = {node.text for node in _nodes(diagram) if "unseen" in node.roles}
    assert {"Chats"} == unseen


def test_an_arrow_is_as_wide_as_its_traffic() -> None:
    """Dashed if nobody took it; what nobody designed is an arrow of its own, with a sign."""
    diagram = _drawn()
    assert (1.0, "60 ×") == (
        _edge(diagram, "looks", "pays").weight,
        _edge(diagram, "looks", "pays").text,
    )
    never = _edge(diagram, "looks", "chats")
    assert (None, "never taken", True) == (never.weight, never.text, "unseen" in never.roles)
    back = _edge(diagram, "pays", "looks")
    assert ("unexpected", 0.5, "! 30 ×, steps back") == (back.kind, back.weight, back.text)
    keys = {key.text for key in diagram.legend}
    assert {"never taken", "! taken and never designed", "the wider, the more often taken"} <= keys


def test_what_nobody_looked_for_has_no_figure() -> None:
    """An arrow to a touchpoint that leaves no trace is neither taken nor never taken."""
    made = SHOP.flow(LOOKS >> COUNTER)
    way = TransitionTraffic("looks", "counter", 0)
    seen = jk.draw(made, evidence=_with(transitions=[*SEEN.transitions, way])).diagram
    assert ("", None) == (
        _edge(seen, "looks", "counter").text,
        _edge(seen, "looks", "counter").weight,
    )


def _with(**told: Any) -> Observations:
    from attrs import evolve

    return evolve(SEEN, **told)


def test_an_accepted_way_tells_its_reason() -> None:
    """It is not red any more, and stays visible."""
    at = Element("transition", ("pays", "looks"))
    made = SHOP.waive("unexpected-transition", reason="people buy twice", at=at)
    back = _edge(_drawn(made=made), "pays", "looks")
    assert ("accepted", "30 ×, steps back, accepted: people buy twice") == (back.kind, back.text)
    assert "→ Looks, 30 ×, accepted: people buy twice" in _told(_drawn("map", made), "Pays")


@pytest.mark.parametrize("view", ["map", "lanes", "coverage"])
def test_the_funnel_stands_under_the_stages(view: str) -> None:
    """As a row with bars; in a flow, below the name of each stage."""
    cells = {c.group: c.nodes[0] for c in _drawn(view).cells if c.lane == ":customers"}
    assert [("100 customers", 1.0), ("60 customers", 0.6)] == [
        (node.text, node.weight) for node in cells.values()
    ]
    assert ("60.0\u00a0% of 100",) == cells["buy"].details
    flow = {group.text: group for group in _drawn().groups}
    assert ("100 customers", "60 went on, 30 left, 10 still open") == flow["See"].details
    assert 0.6 == flow["Buy"].weight


def test_the_lane_of_a_persona_counts_its_own() -> None:
    """Twenty customers are few: that none of them came is no gap yet."""
    lanes = _drawn("lanes")
    cell = lanes.cell("tom", "buy")
    assert cell is not None
    card = next(node for node in cell.nodes if node.text == "Pays")
    assert "never seen of 20 (few)" in [badge.text for badge in card.badges]
    assert "unseen" not in card.roles
    assert "20 of 20 customers (few)" in [
        badge.text
        for cell in lanes.cells
        if cell.lane == "tom"
        for n in cell.nodes
        for badge in n.badges
    ]


@pytest.mark.parametrize("view", ["flow", "map"])
def test_the_picture_of_a_persona_counts_its_own(view: str) -> None:
    """Customers and stages are hers; what is told of all says so."""
    diagram = _drawn(view, persona=MAYA)
    assert "80 of 100 customers" in diagram.subtitle
    assert ["80 of 80 customers"] == _told(diagram, "Looks")
    assert "60 of 80 customers" in _told(diagram, "Pays")
    assert any("of all personas" in note for note in diagram.notes)
    assert "75.0\u00a0% of 80" in " ".join(
        words for thing in (*diagram.groups, *_nodes(diagram)) for words in thing.details
    )


def test_a_hand_over_is_counted_in_lanes() -> None:
    """Its arrow is as wide as its traffic, and the card that it leaves has the figure."""
    asks, answers = touchpoint("Asks").met_by(MAYA), touchpoint("Answers").met_by(TOM)
    made = journey("Shop").walked_by(MAYA, TOM).stage("Ask", asks).stage("Get", answers)
    made = made.flow(asks >> answers, handover="the question")
    traffic = [TouchpointTraffic(key, "ask", 90, 90) for key in ("asks", "answers")]
    way = TransitionTraffic("asks", "answers", 70)
    seen = Observations(
        journey="shop", source="log", entities=90, touchpoints=traffic, transitions=[way]
    )
    picture = jk.draw(made, "lanes", evidence=seen)
    (edge,) = picture.diagram.edges
    assert 1.0 == edge.weight
    assert "→ Answers, 70 ×" in picture.text()
    assert 'stroke-width="3.5"' in picture.svg()


def test_the_coverage_tells_who_came() -> None:
    """And counts traffic as evidence."""
    diagram = _drawn("coverage")
    cells = {(cell.lane, cell.group): cell.nodes[0] for cell in diagram.cells}
    assert "reached by 60 of 80" == cells["maya", "buy"].details[-1]
    assert "never seen of 20 (few)" == cells["tom", "buy"].details[-1]
    (share,) = [each for each in diagram.shares if each.name == "Touchpoints with evidence"]
    assert (2, 4) == (share.covered, share.total)


def test_answers_stand_beside_the_assumed_curve() -> None:
    """On the same scale, with their interval, and joined with nothing."""
    (curve,) = [each for each in _drawn("map").curves if each.key == ":survey"]
    (point,) = curve.points
    assert (-0.8, -1.1, -0.5) == (point.value, point.low, point.high)
    assert () == curve.runs
    assert "NPS −40.0 (n = 50" in point.tooltip


def test_a_funnel_has_a_row_a_stage() -> None:
    """With its share, its interval, who left, who is still under way, and how long it took."""
    diagram = _drawn("funnel")
    texts = {
        (cell.lane, cell.group): (cell.nodes[0].text, *cell.nodes[0].details)
        for cell in diagram.cells
    }
    assert ("100 customers",) == texts["see", "reached"]
    interval = "95\u00a0%: 50.2\u00a0% to 69.1\u00a0%, n\u00a0=\u00a0100"
    assert ("60.0 %", interval) == texts["buy", "step"]
    assert ("30", "30.0 %") == texts["see", "left"]
    assert ("10",) == texts["see", "open"]
    assert ("2.0 hours", "median of 60 who went on") == texts["see", "time"]
    own = _drawn("funnel", persona=TOM)
    assert "Tom" in own.subtitle
    assert own.cell("see", "left") is None
    assert any("few" in note for note in own.notes)


@VIEWS
@pytest.mark.parametrize("theme", ["light", "mono"])
def test_every_figure_of_a_picture_is_in_its_text(view: str, theme: Any) -> None:
    """In greys as well, and in the page."""
    picture = jk.draw(SHOP, view, evidence=SEEN, theme=theme)
    assert [] == list(inconsistencies(picture.diagram))
    flat = " ".join(picture.text().split())
    for node in _nodes(picture.diagram):
        for words in (node.text, *node.details, *(badge.text for badge in node.badges)):
            assert " ".join(words.split()) in flat
    svg = re.sub(r"\s+", " ", re.sub("<[^>]*>", " ", picture.svg()))
    for figure in ("100 of 100", "60 customers"):
        if figure in flat:
            assert figure in svg


def test_few_customers_are_said_to_be_few() -> None:
    """A picture of twelve customers does not look like one of twelve thousand."""
    assert any("say little" in note for note in _drawn(seen=_with(entities=12)).notes)


def test_a_large_flow_keeps_widths_without_words() -> None:
    """Its text has every figure all the same."""
    steps = [touchpoint(f"Step {n}") for n in range(70)]
    made = journey("Shop").stage("See", *steps).flow(steps[0] >> steps[1])
    seen = Observations(
        journey="shop",
        source="log",
        entities=400,
        touchpoints=[TouchpointTraffic(each.key, "see", 400, 400) for each in steps],
        transitions=[
            TransitionTraffic("step-0", "step-1", 300),
            TransitionTraffic("step-0", "step-9", 100, designed=False, kind="sideways"),
        ],
    )
    picture = jk.draw(made, evidence=seen)
    designed, undesigned = (_edge(picture.diagram, "step-0", f"step-{n}") for n in (1, 9))
    assert ((), 1.0, "300 ×") == (designed.lines, designed.weight, designed.text)
    assert ((), "unexpected") == (undesigned.lines, undesigned.kind)
    assert "→ Step 9 [unexpected], ! 100 ×, within the stage" in picture.text()
    assert "customers who were there" not in {key.text for key in picture.diagram.legend}


def test_a_layout_engine_draws_the_same() -> None:
    """Widths, dots and words are in the DOT as well."""
    dot = jk.draw(SHOP, evidence=SEEN).dot
    assert "never taken" in dot
    assert "dotted" in dot
    assert "penwidth=6" in dot


@pytest.mark.parametrize("view", ["graph", "blueprint", "personas"])
def test_other_views_show_no_traffic(view: Any) -> None:
    """They say which do."""
    with pytest.raises(PictureError, match=f'the view "{view}" shows no evidence'):
        jk.draw(SHOP, view, evidence=SEEN)  # type: ignore[call-overload]


def test_what_is_no_evidence_is_refused() -> None:
    """And so is the evidence of another journey."""
    with pytest.raises(PictureError, match="expected what confront"):
        jk.draw(SHOP, evidence="clicks.csv")  # type: ignore[call-overload]
    with pytest.raises(PictureError, match='of the journey "gift", not of "shop"'):
        jk.draw(SHOP, evidence=_with(journey="gift"))


def test_a_funnel_of_nothing_has_no_figure() -> None:
    """It says that nobody has counted, and what to do."""
    text = jk.draw(SHOP, "funnel").text()
    assert 2 == text.count("  not observed")
    assert "evidence=" in text
    assert "customers" not in text.replace("how many customers reach", "")


@pytest.mark.parametrize("view", ["flow", "map", "lanes", "coverage", "funnel"])
def test_traffic_is_told_in_another_language(view: str) -> None:
    """What is not translated is the author's, the log's, or the name of a figure."""
    picture = jk.draw(SHOP, view, evidence=SEEN, language="ja")  # type: ignore[call-overload]
    own = set(re.findall("[A-Za-z]+", jk.dumps(SHOP) + SEEN.source + " NPS CSAT CES n"))
    told = set(re.findall("[A-Za-z]+", re.sub(r"\d[ab]\b", "", picture.text())))
    assert set() == told - own


@settings(max_examples=12)
@given(journeys(), st.randoms(use_true_random=False))
def test_whatever_was_seen_of_whatever_journey_can_be_drawn(made: Journey, chance: Random) -> None:
    """And checked, measured and written back, without a crash, and twice the same."""
    keys = [each.key for each in made.touchpoints]
    people = [(each.key, chance.randrange(60)) for each in made.personas]
    seen = Observations(
        journey=made.key,
        source="log",
        entities=chance.randrange(90),
        touchpoints=[
            TouchpointTraffic(
                key, "", chance.randrange(3), chance.randrange(3), looked_for=n % 3 > 0
            )
            for n, key in enumerate(keys)
        ],
        transitions=[
            TransitionTraffic(a, b, chance.randrange(50), designed=False, kind="sideways")
            for a, b in zip(keys, keys[1:] + keys[:1], strict=True)
        ],
        steps=[FunnelStep(each.key, 5, rate_of(5, 9), rate_of(5, 9), 4) for each in made.stages],
        personas=people,
        losses=[VisitLoss(key, rate_of(3, 40)) for key in keys],
        figures=[
            Figure("nps", Element("touchpoint", (key,)), 5, "nps", 40, -9, 19) for key in keys
        ],
    )
    for view in ("flow", "map", "lanes", "coverage", "funnel"):
        diagram = jk.draw(made, view, evidence=seen).diagram
        assert [] == list(inconsistencies(diagram))
        assert diagram == jk.draw(made, view, evidence=seen).diagram
    assert () == jk.check(made, PROFILES["strict"](), evidence=seen).crashed


def test_that_no_customer_is_known_is_said_once() -> None:
    """A log that tells no personas says so at the head of a row, and not on each of its cards."""
    seen = evolve(SEEN, personas=())
    diagram = _drawn("lanes", seen=seen)
    rows = [lane for lane in diagram.lanes if lane.element is not None]
    assert [1, 1] == [lane.details.count("no customer is known") for lane in rows]
    badges = [badge.text for node in _nodes(diagram) for badge in node.badges]
    assert "no customer is known" not in badges
    assert _drawn("map", seen=seen, persona=MAYA).subtitle.endswith("no customer is known")
