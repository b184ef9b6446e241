"""Whether what is written can be read: every text against what lies behind it, as it is drawn."""

from __future__ import annotations

from typing import Any, get_args

import pytest

from helpers.drawn_svg import Shape, shapes
from helpers.flow_journeys import crowded, findings, tour
from helpers.hip_operation import hip_operation
from journeykit import Channel, Journey, check, draw, journey, persona, touchpoint
from journeykit.render import ViewName
from journeykit.render.layout.boxes import Box
from journeykit.render.style.theme import THEMES, Theme, contrast

LEGIBLE = 4.5  # WCAG 2.2, criterion 1.4.3

_LINES = set("─·")
"""What a legend of Graphviz's shows a line with, which is no text."""

ann, bob = persona("Ann", pains=["never has time"]), persona("Bob")


def painful() -> Journey:
    """A journey with feelings of every step, pain points everywhere, and somebody left out."""
    felt = [
        touchpoint(f"Feels {word}", Channel.PHONE if valence > 0 else Channel.EMAIL)
        .feels(ann, valence)
        .hurts(ann, f"hurts where it is {word}")
        for valence, word in zip(
            (-2, -1, 0, 1, 2), ("awful", "bad", "so so", "good", "great"), strict=True
        )
    ]
    return (
        journey("Painful")
        .walked_by(ann, bob)
        .stage("Everything", *felt)
        .stage("Little", touchpoint("Bob only", optional=True).met_by(bob).feels(bob, 1))
        .flow(felt[0] >> felt[1], pains=["the way is long"])
        .flow(felt[1] >> felt[0], kind="retry")
    )


def ground(drawn: list[Shape], index: int) -> str:
    """The colour behind a text: of the areas that have its middle, each as it shows through."""
    box = drawn[index].box
    spot = Box(box.x + box.width / 2, box.y + box.height / 2, 0.01, 0.01)
    behind = [s for s in drawn[:index] if s.fill and s.kind != "text" and s.box.meets(spot)]
    colour = behind[0].fill
    for area in behind[1:]:
        colour = mixed(colour, area.fill, area.opacity)
    return colour


def mixed(below: str, above: str, opacity: float) -> str:
    """A colour that shows through another one."""
    parts = [(int(below[at : at + 2], 16), int(above[at : at + 2], 16)) for at in (1, 3, 5)]
    return "#" + "".join(f"{round(b + (a - b) * opacity):02x}" for b, a in parts)


def faint(svg: str) -> list[tuple[str, str, str]]:
    """The texts that stand out too little, with their colour and that behind them."""
    drawn = shapes(svg)
    return [
        (shape.text, shape.fill, ground(drawn, index))
        for index, shape in enumerate(drawn)
        if shape.kind == "text"
        and set("".join(shape.text.split())) - _LINES
        and contrast(shape.fill, ground(drawn, index)) < LEGIBLE
    ]


@pytest.mark.parametrize("theme", THEMES, ids=lambda theme: theme.name)
@pytest.mark.parametrize("view", get_args(ViewName))
@pytest.mark.dot
def test_every_text_of_every_view(view: Any, theme: Theme) -> None:
    """Names, feelings, pain points, labels of arrows, legends and findings, in every theme."""
    real = hip_operation()
    for made, report in ((tour(), findings()), (painful(), check(painful())), (real, check(real))):
        assert [] == faint(draw(made, view, theme=theme, report=report).svg())


@pytest.mark.parametrize("theme", THEMES, ids=lambda theme: theme.name)
@pytest.mark.parametrize("made", [tour(), painful(), crowded(80, 4)], ids=lambda made: made.key)
@pytest.mark.dot
def test_every_text_that_graphviz_draws(made: Journey, theme: Theme) -> None:
    """The same where Graphviz draws the flow, with cards of both sizes."""
    assert [] == faint(draw(made, theme=theme, engine="dot", report=check(made)).svg())


@pytest.mark.parametrize("theme", THEMES, ids=lambda theme: theme.name)
def test_a_flow_of_one_persona(theme: Theme) -> None:
    """What is faded can be read still."""
    assert [] == faint(draw(painful(), persona=bob, theme=theme).svg())
    assert [] == faint(draw(tour(), persona="Ben", theme=theme).svg())


def test_it_sees_what_cannot_be_read() -> None:
    """White on white is found, or none of the tests above would mean anything."""
    svg = draw(painful()).svg()
    assert faint(svg.replace('fill="#9b1c1c"', 'fill="#ffffff"'))
