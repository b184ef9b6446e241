"""Notebooks: the last line of a cell is the picture, and never a traceback."""

from __future__ import annotations

import re
import sys
from typing import cast

import attrs
import pytest
from hypothesis import given

from helpers.flow_journeys import gift, tour
from journeykit import Journey
from journeykit.errors import EngineError
from journeykit.render import ViewName, draw
from journeykit.render.graphviz.engine import Engine, InstalledDot
from journeykit.render.notebook import mimebundle
from journeykit.testing.strategies import journeys


@attrs.frozen
class Broken:
    """An engine that fails in a way nobody thought of."""

    error: Exception
    name: str = "broken"

    def version(self) -> str:
        """Fail."""
        raise self.error

    def render(self, dot: str, format: str, *, timeout: float = 1) -> bytes:  # noqa: ARG002
        """Fail."""
        raise self.error


@pytest.mark.dot
def test_a_journey() -> None:
    """The picture first, and the same in words."""
    bundle = gift()._repr_mimebundle_()
    assert ["image/svg+xml", "text/plain"] == list(bundle)
    (prefix,) = set(re.findall(r"jk-[0-9a-f]{8}", bundle["image/svg+xml"]))
    assert bundle["image/svg+xml"] == draw(gift(), id_prefix=prefix).svg()
    assert bundle["text/plain"] == draw(gift()).text()


@pytest.mark.dot
def test_marimo() -> None:
    """In marimo it is the richest form."""
    assert ("image/svg+xml", gift()._repr_mimebundle_()["image/svg+xml"]) == gift()._mime_()
    assert "text/html" == draw(gift(), "map")._mime_()[0]


@pytest.mark.parametrize("view", ["map", "lanes", "blueprint", "coverage"])
def test_rows_need_no_engine(view: str) -> None:
    """A map is a part of a page, a picture and a text, with nothing installed."""
    bundle = draw(tour(), cast("ViewName", view))._repr_mimebundle_()
    assert ["text/html", "image/svg+xml", "text/plain"] == list(bundle)
    assert "<html" not in bundle["text/html"]
    assert "<script" not in bundle["text/html"]


def test_without_an_engine() -> None:
    """Without an engine: the text, and the sentence that says what to install."""
    bundle = draw(gift(), engine=InstalledDot("no-such-program"))._repr_mimebundle_()
    assert ["text/plain"] == list(bundle)
    assert bundle["text/plain"].startswith(draw(gift()).text())
    assert 'the layout engine "no-such-program" is not installed' in bundle["text/plain"]


@pytest.mark.parametrize(
    "error", [EngineError("broken", "fell over"), RuntimeError("fell over"), OSError("fell over")]
)
def test_any_failure(error: Exception) -> None:
    """Whatever goes wrong in an engine, the text stands and nothing is raised."""
    bundle = draw(gift(), engine=cast("Engine", Broken(error)))._repr_mimebundle_()
    assert "Explores the shop" in bundle["text/plain"]
    assert "fell over" in bundle["text/plain"]


def test_a_journey_that_cannot_be_drawn_at_all(monkeypatch: pytest.MonkeyPatch) -> None:
    """Even without a renderer, the value is shown as it would be in a shell."""
    monkeypatch.setitem(sys.modules, "journeykit.render.picture", None)
    assert mimebundle(gift())["text/plain"].startswith("Journey('Buying a gift', 1 persona")


@given(journeys())
def test_any_journey(made: Journey) -> None:
    """Any journey has a text, and none raises."""
    picture = draw(made, engine=InstalledDot("no-such-program"))
    assert picture.text() in picture._repr_mimebundle_()["text/plain"]


def test_the_same_every_time() -> None:
    """A cell that is run again shows the same bytes."""
    assert draw(tour(), "map")._repr_mimebundle_() == draw(tour(), "map")._repr_mimebundle_()


_IDS = re.compile(r'(?<![\w-])id="([^"]*)"')


@pytest.mark.embedded
@pytest.mark.parametrize("kind", ["text/html", "image/svg+xml"])
def test_pictures_in_one_notebook_have_ids_of_their_own(kind: str) -> None:
    """What differs in journey, view or theme shares no id, nor a style; a chosen prefix stays."""
    pictures = [
        draw(tour(), "map"),
        draw(tour(), "map", theme="dark"),
        draw(tour(), "map", theme="light"),
        draw(gift(), "map"),
        draw(gift(), "lanes"),
    ]
    if kind == "image/svg+xml":
        pictures = [*pictures[:2], *pictures[3:], draw(tour()), draw(gift()), draw(gift(), "graph")]
    ids = [set(_IDS.findall(picture._repr_mimebundle_()[kind])) for picture in pictures]
    assert all(ids)
    assert sum(map(len, ids)) == len(set().union(*ids))
    mine = draw(gift(), "map", id_prefix="mine")._repr_mimebundle_()[kind]
    assert all(each.startswith("mine") for each in _IDS.findall(mine))
