"""The flow as it is drawn here: measured in the SVG, on journeys that people made."""

from __future__ import annotations

import sys
from collections.abc import Callable
from importlib import import_module
from itertools import combinations, pairwise
from pathlib import Path

import pytest
from hypothesis import given

from helpers.drawn_svg import Shape, shapes
from helpers.flow_journeys import findings, gift, large, tour
from helpers.hip_operation import hip_operation
from helpers.moving_house import moving_house, moving_house_to_be
from helpers.software_trial import software_trial
from journeykit import Channel, Journey, check, draw, journey, stage, touchpoint
from journeykit.render import MONO
from journeykit.render.layout.boxes import Box
from journeykit.render.layout.paper import Fit
from journeykit.render.style.theme import LIGHT
from journeykit.render.svg.flow import flow_svg
from journeykit.testing.strategies import journeys

FOLDER = Path(__file__).parents[2] / "journeys"
sys.path.append(str(FOLDER))
PUBLISHED = sorted(path.stem for path in FOLDER.glob("[a-s]*.py") if path.stem[:4] != "test")


def published(name: str) -> Journey:
    """The last journey of a module."""
    return [value for value in vars(import_module(name)).values() if isinstance(value, Journey)][-1]


def inner(box: Box) -> Box:
    """A rectangle without its rim."""
    return Box(box.x + 1, box.y + 1, box.width - 2, box.height - 2)


def arrows(drawn: list[Shape]) -> list[Box]:
    """The straight pieces of all arrows, as thin rectangles."""
    return [
        Box(min(x, u) - 0.5, min(y, v) - 0.5, abs(x - u) + 1, abs(y - v) + 1)
        for shape in drawn
        if shape.role == "arrow" and not shape.fill and len(shape.points) != 3  # an open head
        for (x, y), (u, v) in pairwise(shape.points)
        if x == u or y == v
    ]


def on_something(svg: str) -> list[str]:
    """The words that lie on a line, on a card that is not theirs, or on other words."""
    drawn = shapes(svg)
    texts = [shape for shape in drawn if shape.kind == "text"]
    labels = [shape for shape in texts if not shape.role]
    cards = [s for s in drawn if s.kind == "rect" and s.role in {"touchpoint", "gap"} and s.fill]
    found = [one.text for one, two in combinations(texts, 2) if inner(one.box).meets(two.box)]
    found += [t.text for t in texts for line in arrows(drawn) if inner(t.box).meets(line)]
    found += [t.text for t in labels for card in cards if inner(t.box).meets(card.box)]
    return found


@pytest.mark.parametrize("name", PUBLISHED)
def test_words_lie_on_nothing(name: str) -> None:
    """On maps of real size, with all findings, nothing that can be read lies on anything."""
    made = published(name)
    picture = draw(made, report=check(made))
    assert picture._drawn_here is (len(made.touchpoints) <= 60)
    if picture._drawn_here:
        assert [] == on_something(picture.svg())


@pytest.mark.parametrize("fit", [None, "A3"])
@pytest.mark.parametrize("make", [hip_operation, software_trial, moving_house, moving_house_to_be])
def test_words_lie_on_nothing_where_much_is_said(make: Callable[[], Journey], fit: Fit) -> None:
    """Nor where feelings, pain points and ideas stand at stages, arrows and the whole journey."""
    assert [] == on_something(draw(make(), fit=fit).svg())


@pytest.mark.parametrize("fit", ["16:9", 900])
@pytest.mark.parametrize("name", ["building_outage", "learn_to_drive", "unemployment_claim"])
def test_words_lie_on_nothing_in_bands(name: str, fit: Fit) -> None:
    """Nor do they where stages go on in further bands, to fill a slide or a column."""
    made = published(name)
    assert [] == on_something(draw(made, report=check(made), fit=fit).svg())


@pytest.mark.parametrize("name", ["parking_permit", "product_marketplace", "gift"])
def test_words_lie_on_nothing_from_top_to_bottom(name: str) -> None:
    """Nor do they where each stage stands below the one before it."""
    made = gift() if name == "gift" else published(name)
    svg = draw(made, report=check(made), direction="down").svg()
    assert [] == on_something(svg)
    tops = [s.box.y for s in shapes(svg) if s.text in {stage.name for stage in made.stages}]
    assert tops == sorted(tops)


@pytest.mark.parametrize(("touchpoints", "stages"), [(30, 5), (30, 12), (60, 10), (60, 20)])
def test_letters_on_a_slide(touchpoints: int, stages: int) -> None:
    """On a slide of 1280 pixels, names stand in letters of 8 pixels at least."""
    svg = draw(large(touchpoints, stages), fit="16:9").svg()
    across = float(svg.split('viewBox="', 1)[1].split(" ")[2])
    assert LIGHT.font_size * 1280 / across >= 8


def test_no_sign_on_words() -> None:
    """Where words stand between the names of two stages, no sign of their order does."""
    one, two = stage("One", touchpoint("a")), stage("Two", touchpoint("b"))
    made = journey("J").stage(one).stage(two)
    assert "l6 5l-6 5" in draw(made).svg()
    assert "l6 5l-6 5" not in draw(made.flow(one >> two, when="it went well")).svg()


@given(journeys())
def test_any_journey(made: Journey) -> None:
    """Whatever a journey has, its flow is drawn, and every name of a touchpoint stands in it."""
    words = " ".join(shape.text for shape in shapes(draw(made).svg()) if shape.kind == "text")
    assert all(t.name.split()[0][:3] in words for t in made.touchpoints if t.name.isascii())


def test_needs_no_engine(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without any Graphviz, a flow is drawn all the same."""
    monkeypatch.setenv("PATH", "")
    monkeypatch.setitem(sys.modules, "pygraphviz", None)
    assert draw(tour()).svg().startswith("<svg")


def test_the_same_everywhere() -> None:
    """The same journey makes the same bytes."""
    assert draw(tour(), report=findings()).svg() == draw(tour(), report=findings()).svg()


def test_everything_is_said() -> None:
    """No card hides a channel, a feeling or a pain point behind a number."""
    channels = (Channel.EMAIL, Channel.PHONE, Channel.MAIL, Channel.WEBSITE, Channel.IN_STORE)
    slow = touchpoint("Waits", *channels)
    made = published("expectant_parents").anytime(slow)
    svg = draw(made).svg()
    assert "more" not in {w for s in shapes(svg) if s.kind == "text" for w in s.text.split()}
    pains = [p.text for t in made.touchpoints for e in t.experiences for p in e.pains]
    words = " ".join(s.text for s in shapes(svg) if s.kind == "text")
    assert all(pain in words for pain in pains)


def test_what_belongs_to_a_stage_stands_there() -> None:
    """Pain points, metrics and opportunities of stages and of the whole have notes of their own."""
    made = (
        journey("J", metrics="Churn rate")
        .stage(
            stage("Buy", pains="nobody is responsible", metrics="Conversion"), touchpoint("Pays")
        )
        .opportunity("A person to ask", everywhere=True)
    )
    words = [s.text for s in shapes(draw(made).svg()) if s.kind == "text"]
    assert {"nobody is responsible", "Conversion", "Churn rate", "A person to ask"} <= set(words)
    assert words.index("Buy") < words.index("nobody is responsible")
    assert "Whole journey" in words


def test_findings_have_a_sign() -> None:
    """The number of a finding has the sign of its severity wherever it stands."""
    words = [s.text for s in shapes(draw(tour(), report=findings()).svg()) if s.kind == "text"]
    assert {"×1", "!2", "!3", "i4", "i5"} <= set(words)
    assert 2 == words.count("!3")


def test_personas_without_colour() -> None:
    """Where colours are greys, the arrows of each persona have dashes of their own."""
    svg = flow_svg(draw(tour()).diagram, MONO)
    assert svg.count("stroke-dasharray") > flow_svg(draw(gift()).diagram, MONO).count(
        "stroke-dasharray"
    )


def test_stages_are_folded_onto_a_page() -> None:
    """A long stage has several tracks, so that its cards are as large as they can be on a page."""
    svg = draw(large(30, 1)).svg()
    cards = [s for s in shapes(svg) if s.kind == "rect" and s.role == "touchpoint"]
    assert 3 <= len({card.box.x for card in cards}) <= 8


def test_an_empty_journey() -> None:
    """There is a picture of nothing, too."""
    assert "Nothing" in flow_svg(draw(journey("Nothing")).diagram, LIGHT)


def test_what_stands_aside_takes_the_room_it_needs() -> None:
    """A stage is as high as its band; what may come at any time is as high as its cards."""
    steps = [touchpoint(f"Step {number}") for number in range(6)]
    made = journey("Trip").stage("Go", *steps).anytime(touchpoint("Calls")).in_order()
    drawn = shapes(draw(made).svg())
    panels = [s.box for s in drawn if s.kind == "rect" and not s.role and s.box.height > 60]
    assert 3 * panels[-1].height < panels[0].height
