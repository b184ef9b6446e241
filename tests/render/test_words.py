"""What is drawn, measured: whole words, names that differ, and no text on another."""

from __future__ import annotations

import re
from collections.abc import Iterator
from xml.etree import ElementTree as ET

import pytest

from helpers.drawn_journeys import clinic, long, shop
from helpers.hip_operation import hip_operation
from helpers.moving_house import moving_house
from helpers.software_trial import software_trial
from journeykit import Channel, Journey, journey, persona, touchpoint
from journeykit.render.layout.text_metrics import text_width
from journeykit.render.svg.renderer import svg
from journeykit.render.views.blueprint import blueprint_diagram
from journeykit.render.views.journey_map import map_diagram
from journeykit.render.views.lanes import lanes_diagram

SVG = "{http://www.w3.org/2000/svg}"
VIEWS = {"map": map_diagram, "lanes": lanes_diagram, "blueprint": blueprint_diagram}
FIRM = "Regional field service coordination manager for large industrial customers"


def lengthy() -> Journey:
    """Names with words that are longer than a column usually is, and feelings in many words."""
    ana = persona("Ana")
    steps = [
        touchpoint(name, Channel(channel, "physical")).feels(ana, n % 5 - 2, feeling)
        for n, (name, channel, feeling) in enumerate(
            (
                ("Pre-assessment appointment", "Pre-operative clinic", "well looked after"),
                ("Krankenversicherungsbescheinigung", "Bürgerservicezentrum", "lost in the forms"),
                ("Consultation", "Children's health care centre", "liked the nurse very much"),
                ("Postoperative physiotherapy", "Rehabilitation", "tired, and proud of it"),
            )
        )
    ]
    made = journey("Knee").walked_by(ana).stage("Antragsbearbeitung", *steps[:2])
    return made.stage("Recovery", *steps[2:]).flow(steps[0] >> steps[1] >> steps[2] >> steps[3])


JOURNEYS = {
    "lengthy": lengthy,
    "clinic": clinic,
    "shop": shop,
    "long": lambda: long(24),
    "hip operation": hip_operation,
    "software trial": software_trial,
    "moving house": moving_house,
}


def words_of(made: Journey) -> set[str]:
    """Every word that the journey has, and its parts between hyphens."""
    texts: list[str] = [made.name, *(s.name for s in made.stages), *(p.name for p in made.personas)]
    for step in made.touchpoints:
        texts += [step.name, *(c.name for c in step.channels)]
        texts += [e.emotion.label for e in step.experiences if e.emotion]
    words = {word for text in texts for word in text.split()}
    return words | {part for word in words for part in re.split("(?<=[-/])", word)}


def texts_of(drawn: str) -> Iterator[ET.Element]:
    """All text elements of a picture, with what is decorative alone."""
    yield from ET.fromstring(drawn).iter(f"{SVG}text")


@pytest.mark.parametrize("view", VIEWS)
@pytest.mark.parametrize("made", JOURNEYS)
def test_no_word_of_a_name_is_broken(view: str, made: str) -> None:
    """Columns are as wide as their longest word, and what is drawn are whole words."""
    told = JOURNEYS[made]()
    known = words_of(told)
    longest = [word for word in known if len(word) > 9]
    drawn = [text.text or "" for text in texts_of(svg(VIEWS[view](told)))]
    shown = {word.rstrip(":,") for line in drawn for word in line.split()}
    shown |= {part for word in shown for part in re.split("(?<=[-/])", word)}
    everything = " ".join(drawn)
    for word in longest:
        if view == "map" or word in everything:
            assert word in shown or any(word in part for part in re.split("(?<=[-/])", word)[1:])
    starts = {word[:n] for word in longest for n in range(4, len(word))} - known
    assert not {line.split()[-1] for line in drawn if line.split()} & starts


@pytest.mark.parametrize("made", ["lengthy", "clinic", "shop"])
def test_feelings_and_names_at_the_curve_are_whole(made: str) -> None:
    """Where there is room, nothing is cut."""
    told = JOURNEYS[made]()
    drawn = " ".join(text.text or "" for text in texts_of(svg(map_diagram(told))))
    for step in told.touchpoints:
        for experience in step.experiences:
            if experience.emotion:
                assert experience.emotion.label in drawn
    assert "…" not in drawn


@pytest.mark.parametrize("view", VIEWS)
def test_names_that_differ_at_the_end_stay_apart(view: str) -> None:
    """What is cut is cut in the middle."""
    people = [persona(f"{FIRM} {letter}") for letter in "ABC"]
    steps = [touchpoint(f"t{n}").feels(who, n - 1) for n, who in enumerate(people)]
    made = journey("x").walked_by(*people).stage("S", *steps)
    drawn = [text.text or "" for text in texts_of(svg(VIEWS[view](made)))]
    assert not [text for text in drawn if text.endswith("…")]
    for letter in "ABC":
        if view != "blueprint":
            assert any(text.endswith(f" {letter}") for text in drawn)


@pytest.mark.parametrize("view", VIEWS)
@pytest.mark.parametrize("made", JOURNEYS)
def test_no_text_stands_on_another(view: str, made: str) -> None:
    """Measured as the usual fonts draw them, a little inside their boxes."""
    boxes = []
    for text in texts_of(svg(VIEWS[view](JOURNEYS[made]()))):
        size = float(text.get("font-size", "13"))
        width = text_width(text.text or "", bold=text.get("font-weight") == "700") * size
        x, y = float(text.get("x", "0")), float(text.get("y", "0"))
        x -= {"middle": width / 2, "end": width}.get(text.get("text-anchor", ""), 0.0)
        boxes.append((x + 1, y - size * 0.7, x + width * 0.93, y, text.text))
    boxes.sort(key=lambda box: box[0])
    for index, (left, top, right, bottom, text) in enumerate(boxes):
        for other_left, other_top, _, other_bottom, other in boxes[index + 1 :]:
            if other_left >= right:
                break
            apart = other_bottom <= top or bottom <= other_top or left > other_left
            assert apart, (text, other)
