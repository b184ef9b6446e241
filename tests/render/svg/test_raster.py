"""PNG and PDF of what is drawn here: every script, a bound on time, and no panic."""

from __future__ import annotations

import re
import struct
from typing import Any

import pytest

from helpers.flow_journeys import crowded, tour
from journeykit import Journey, check, draw, journey, touchpoint
from journeykit.errors import EngineError, EngineTimeoutError
from journeykit.render.style.theme import LIGHT
from journeykit.render.svg import raster
from journeykit.render.svg.raster import can_raster, rasterised

pytest.importorskip("resvg_py")
pytest.importorskip("typst")

SCRIPTS = {
    "Arabic": "لأن الطلب لا يصل",
    "Arabic and Latin": "دفع 3 مرات (Visa) لأن",
    "Hebrew": "תשלום בקופה 12 ₪",
    "Thai": "ชำระเงินที่เคาน์เตอร์",
    "Devanagari": "काउंटर पर भुगतान क्षत्रिय",
    "Japanese": "運営からの連絡を待つ、配送は3日",
    "Korean": "결제를 기다립니다",
    "Cyrillic and signs": "Оплата − ждёт → дальше",
    "four at once": "混合 لأن text שלום ไทย",
    "a lone mark": "\u0651 a",
}


def of(words: str) -> Journey:
    """A journey of one touchpoint, which is felt."""
    return journey("J").stage("S", touchpoint(words, key="t"))


@pytest.mark.parametrize("words", SCRIPTS.values(), ids=SCRIPTS)
def test_every_script(words: str) -> None:
    """Each makes a PNG and a PDF, by bytes without a file."""
    picture = draw(of(words), "map")
    assert (b"\x89PNG", b"%PDF") == (picture.png()[:4], picture.pdf()[:4])


def test_words_make_a_difference() -> None:
    """What is written is drawn: two words of Arabic are two pictures."""
    assert draw(of("لأن"), "map").png() != draw(of("لا"), "map").png()


@pytest.mark.parametrize("format", ["png", "pdf"])
def test_a_time_limit(format: Any) -> None:
    """It ends the program that draws, whatever that is doing."""
    picture = draw(tour(), "map", report=check(tour()), timeout=1e9)
    with pytest.raises(EngineTimeoutError, match=r"0\.001"):
        rasterised([picture.svg()], format, LIGHT, timeout=0.001)


def test_what_fails_is_an_error_of_ours() -> None:
    """Whatever it is, it is no panic of another language."""
    with pytest.raises(EngineError, match="resvg-py"):
        rasterised(["<svg"], "png", LIGHT)


def test_what_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    """The message says which extra brings it."""
    monkeypatch.setattr(raster, "find_spec", lambda _: None)
    assert not can_raster("png")
    with pytest.raises(EngineError, match=r'pip install "journeykit\[pdf\]"'):
        rasterised(["<svg/>"], "pdf", LIGHT)


def test_a_very_large_picture_is_less_sharp_but_not_slow(monkeypatch: pytest.MonkeyPatch) -> None:
    """Twice the size, as long as that is no wall of pixels."""
    monkeypatch.setattr(raster, "_PIXELS", 6_000_000)
    sizes = []
    for large in (crowded(20, 5), crowded(100, 12)):
        picture = draw(large, "map")
        found = re.search(r'width="([\d.]+)" height="([\d.]+)"', picture.svg())
        assert found
        width, height = struct.unpack(">II", picture.png()[16:24])
        sizes.append((width / float(found[1]), width * height))
    assert 2 == round(sizes[0][0], 2)
    assert sizes[1][0] < 2
    assert sizes[1][1] < 6_100_000
