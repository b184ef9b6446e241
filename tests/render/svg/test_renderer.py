"""Grids as SVG: well-formed, complete, harmless, accessible, and the same bytes every time."""

from __future__ import annotations

import re
import subprocess
import sys
import xml.etree.ElementTree as ET
from pathlib import Path

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers.drawn_journeys import VIEWS, everywhere, full_map, long, parallel, shop
from helpers.hostile import HOSTILE
from journeykit import Journey, journey, persona, touchpoint
from journeykit.errors import ModelError
from journeykit.render.layout.text_metrics import text_width
from journeykit.render.style.theme import DARK, LIGHT, MONO, THEMES, Theme
from journeykit.render.svg.renderer import svg
from journeykit.render.svg.safety import checked_svg
from journeykit.render.views.journey_map import map_diagram
from journeykit.render.views.lanes import lanes_diagram

NAMESPACE = "{http://www.w3.org/2000/svg}"


def said(drawn: str) -> str:
    """Everything an SVG says, in tooltips and in letters."""
    return "\n".join(ET.fromstring(drawn).itertext())


@pytest.mark.parametrize("view", VIEWS)
@pytest.mark.parametrize("theme", THEMES, ids=lambda theme: theme.name)
def test_every_view_is_a_safe_picture_in_every_theme(view: str, theme: Theme) -> None:
    """What is drawn passes the same last look as what an engine draws."""
    drawn = svg(VIEWS[view](shop()), theme)
    assert drawn.strip() == checked_svg(drawn.encode()).strip()


@pytest.mark.parametrize("view", VIEWS)
@pytest.mark.parametrize("made", [journey("Nothing"), parallel()], ids=["nothing", "parallel"])
def test_every_view_draws_what_is_unfinished(view: str, made: Journey) -> None:
    """Half a journey is drawn, and so is none."""
    diagram = VIEWS[view](made)
    assert diagram.title in said(svg(diagram))


@pytest.mark.parametrize(("name", "text"), [h for h in HOSTILE if h[1].strip()])
def test_hostile_text_is_shown_and_does_nothing(name: str, text: str) -> None:
    """Whatever people type in every field is text in the picture, whole, and nothing else."""
    made = everywhere(text)
    for view in VIEWS.values():
        drawn = svg(view(made))
        checked_svg(drawn.encode())
        assert text in said(drawn)


@given(st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Cn")), min_size=1))
def test_any_text_is_shown(text: str) -> None:
    """Any admissible text comes out as it went in."""
    try:
        made = everywhere(text)
    except (ModelError, ValueError):
        return
    drawn = svg(full_map(made))
    checked_svg(drawn.encode())
    assert text in said(drawn)


def test_it_says_what_it_is() -> None:
    """A screen reader hears a title and a description; an image has no parts to get lost in."""
    root = ET.fromstring(svg(lanes_diagram(long(3))))
    title, desc = root.find(f"{NAMESPACE}title"), root.find(f"{NAMESPACE}desc")
    assert title is not None
    assert desc is not None
    assert "Long" == title.text
    assert "1 lane, one for each persona, across 5 stages." == desc.text
    assert "img" == root.get("role")
    assert title.get("id") == root.get("aria-labelledby")
    assert desc.get("id") == root.get("aria-describedby")


def test_links_can_be_reached() -> None:
    """A picture with links in it is a document, so that the links are there for everybody."""
    root = ET.fromstring(svg(map_diagram(shop())))
    assert "graphics-document" == root.get("role")
    assert ["https://example.com/ad"] == [a.get("href") for a in root.iter(f"{NAMESPACE}a")]


@pytest.mark.parametrize("view", VIEWS)
def test_ids_are_unique_and_follow_the_prefix(view: str) -> None:
    """Two pictures with two prefixes can stand on one page."""
    diagram = VIEWS[view](shop())
    one = re.findall(r' id="([^"]*)"', svg(diagram, id_prefix="one"))
    two = re.findall(r' id="([^"]*)"', svg(diagram, id_prefix="two"))
    assert len(one) == len(set(one)) > 3
    assert not set(one) & set(two)


def test_right_to_left_text_stands_at_the_right() -> None:
    """Arabic is anchored at its end, between isolates, as browsers and rasterisers agree on."""
    made = journey("الدفع").stage("الشراء")
    drawn = svg(map_diagram(made))
    assert 'text-anchor="end">\u2067الدفع\u2069</text>' in drawn


def test_a_persona_stands_beside_their_line_in_every_script() -> None:
    """A name that reads from the right does not move to the far end of its column."""
    made = journey("Shop").walked_by(persona("ليلى منصور")).stage("Use", touchpoint("Reads"))
    drawn = ET.fromstring(svg(map_diagram(made)))
    (group,) = (g for g in drawn.iter(f"{NAMESPACE}g") if g.get("data-role") == "persona")
    line, name = group.find(f"{NAMESPACE}line"), group.find(f"{NAMESPACE}text")
    assert line is not None
    assert name is not None
    assert name.get("text-anchor") is None
    assert 0 < float(name.get("x", 0)) - float(line.get("x2", 0)) < 2 * LIGHT.font_size


def test_the_name_of_a_curve_stands_behind_no_point() -> None:
    """Names at the ends of curves that meet there are written last, and beside all points."""
    people = [persona(name) for name in ("Ann Lee", "Bob Roe", "Cem Tan")]
    last = touchpoint("Ends")
    for who in people[:2]:
        last = last.feels(who, 2)
    after = touchpoint("Goes on").feels(people[2], 2)
    made = journey("Shop").walked_by(*people).stage("Use", last.feels(people[2], 2), after)
    drawn = list(ET.fromstring(svg(map_diagram(made))).iter())
    circles = [e for e in drawn if e.tag == f"{NAMESPACE}circle" and e.get("r") == "4.5"]
    for who in people:
        *_, name = (e for e in drawn if e.text == who.name)
        left, base, size = (float(name.get(a, 0)) for a in ("x", "y", "font-size"))
        right = left + text_width(who.name, bold=True) * size
        assert drawn.index(name) > max(map(drawn.index, circles))
        for circle in circles:
            x, y = float(circle.get("cx", 0)), float(circle.get("cy", 0))
            assert not (left < x + 4.5 and x - 4.5 < right and abs(y - base + size / 3) < size / 2)


def test_themes_differ_in_looks_alone() -> None:
    """Light, dark and mono say the same."""
    diagram = map_diagram(shop())
    light, dark, mono = (svg(diagram, theme) for theme in (LIGHT, DARK, MONO))
    assert said(light) == said(dark) == said(mono)
    assert DARK.background in dark
    assert DARK.background not in light


def test_a_larger_theme_breaks_no_other_lines() -> None:
    """Letters twice as large make a picture twice as large, and the same lines."""
    big = attrs.evolve(LIGHT, name="big", font_size=26, font_size_small=22)
    diagram = map_diagram(shop())
    assert said(svg(diagram)).split() == said(svg(diagram, big)).split()


def test_bytes_are_the_same_under_any_hash_seed() -> None:
    """Three processes with three seeds draw the same bytes, as SVG, as HTML and as text."""
    script = """
import hashlib
from helpers.drawn_journeys import VIEWS, shop
from journeykit.render.html.renderer import html
from journeykit.render.text.plain_text import plain_text
from journeykit.render.svg.renderer import svg
for view in VIEWS.values():
    diagram = view(shop())
    for write in (svg, html, plain_text):
        print(hashlib.sha256(write(diagram).encode()).hexdigest())
"""
    tests = Path(__file__).parents[2]
    outputs = {
        subprocess.run(
            [sys.executable, "-c", script],
            env={
                "PYTHONHASHSEED": seed,
                "PYTHONPATH": f"{tests}:{tests.parent / 'src'}",
            },
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("0", "1", "4711")
    }
    assert 1 == len(outputs)


def test_twice_the_journey_is_at_most_a_little_more_than_twice_the_picture() -> None:
    """The bytes grow with the journey, not with its square."""
    short, longer = (len(svg(map_diagram(long(count)))) for count in (500, 1000))
    assert longer < 2.2 * short
