"""Fonts: which installed one a letter is set in, as fontconfig answers."""

from __future__ import annotations

import os
import re
import sys
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest

from journeykit.render.style.theme import LIGHT
from journeykit.render.svg.canvas import Canvas
from journeykit.render.svg.fonts import Font, font_used_for, with_fonts

ROMAN = Font("Roman", ((0x20, 0x7E),))

posix = pytest.mark.skipif(os.name == "nt", reason="the little program starts with #!")


@pytest.fixture
def fontconfig(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A real program in the place of `fc-match` that knows three fonts, and counts questions."""
    program = tmp_path / "fc-match"
    asked = tmp_path / "asked"
    program.write_text(
        f"#!{sys.executable} -S\n"
        "import sys\n"
        "name, _, letter = sys.argv[-1].partition(':charset=')\n"
        f"open({str(asked)!r}, 'a').write(letter + ' ')\n"
        "fonts = {'5927': ('Gothic', '4e00-9fff'), '2212': ('Signs', '2212 2713')}\n"
        "fonts['644 646'] = ('Naskh', '600-6ff')\n"
        "print('\\n'.join(fonts.get(letter, ('Roman for ' + name, '20-7e'))))\n"
    )
    program.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    return asked


def parts(text: str) -> list[tuple[str, str]]:
    """The parts of a line as it is set, each with its font."""
    ink = Canvas(LIGHT)
    ink.text(0, 0, text, 13, "#000000", bold=True)
    line = ET.fromstring(with_fonts(ink.parts[0], ROMAN)[0])
    found = [("", line.text or "")]
    for span in line:
        if span.get("font-size"):
            continue  # the one that keeps the rasteriser from choosing
        found += [(span.get("font-family", ""), span.text or ""), ("", span.tail or "")]
    return [part for part in found if part[1]]


def test_nothing_is_claimed_without_fontconfig(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where there is nobody to ask, there is no answer, and lines stay as they are."""
    monkeypatch.setenv("PATH", "")
    assert font_used_for("Arial") is None
    assert [("", "1 \u2212 大")] == parts("1 \u2212 大")


@posix
@pytest.mark.usefixtures("fontconfig")
def test_the_answer_of_fontconfig_is_the_answer() -> None:
    """A font by its name, and one that has a letter; a hyphen in a name starts no size."""
    assert Font("Roman for Arial", ((0x20, 0x7E),)) == font_used_for("Arial")
    assert Font("Signs", ((0x2212, 0x2212), (0x2713, 0x2713))) == font_used_for("Arial", "\u2212")
    assert Font("Roman for A\\-B", ((0x20, 0x7E),)) == font_used_for("A-B")


@posix
def test_only_what_a_font_lacks_is_set_in_another(fontconfig: Path) -> None:
    """The rest of the line keeps the usual font; spaces go with what is before them."""
    expected = [("", "Jun & "), ("'Gothic'", "大学 "), ("", "<b> "), ("'Signs'", "\u2212")]
    assert expected == parts("Jun & 大学 <b> \u2212")
    assert "5927 2212 " == fontconfig.read_text()


@posix
@pytest.mark.usefixtures("fontconfig")
def test_a_letter_that_no_font_has_stays_where_it_is() -> None:
    """Nothing is gained by a span there."""
    assert [("", "\u16a0 x")] == parts("\u16a0 x")


@posix
@pytest.mark.usefixtures("fontconfig")
def test_parts_of_a_slanted_line_stand_upright() -> None:
    """A slanted font often lacks what the upright one has."""
    line = '<text font-style="italic">大</text>'
    assert 'font-family="\'Gothic\'" font-style="normal">大<' in with_fonts(line, ROMAN)[0]


@posix
@pytest.mark.usefixtures("fontconfig")
def test_a_line_whose_letters_join_is_set_in_one_font() -> None:
    """What has all of it has the whole line; nothing is taken apart."""
    line = '<text x="0">\u2067\u0644\u0646\u2069</text>'
    expected = "<tspan font-family=\"'Naskh'\">\u2067\u0644\u0646\u2069</tspan>"
    expected += '<tspan font-size="0.01">\ufdd0</tspan>'
    assert (f'<text x="0">{expected}</text>', {"Roman", "Naskh"}) == with_fonts(line, ROMAN)


@posix
@pytest.mark.usefixtures("fontconfig")
def test_two_letters_that_are_one_sign() -> None:
    """Where no font has all of a line, lam and alef are written as the one sign that they are."""
    line = "<text>\u5927 \u0644\u0623\u0646 \u0628\u0644\u0627</text>"
    assert "\u5927 \ufef7\u0646 \u0628\ufefc" in re.sub("<[^>]*>", "", with_fonts(line, ROMAN)[0])


def test_a_line_that_is_all_there_stays_the_same() -> None:
    """Byte for byte."""
    line = '<text x="0">a &lt; b</text>'
    assert (line, {"Roman"}) == with_fonts(line, ROMAN)


def test_a_line_from_the_right_keeps_its_weight() -> None:
    """A font may lack the signs that turn a line; what has them all would be another weight."""
    hebrew = Font("Roman", ((0x20, 0x7E), (0x5D0, 0x5EA)))
    ink = Canvas(LIGHT)
    ink.text(0, 0, "שלום", 13, "#000000")
    assert "\u2069" in ink.parts[0]
    last = [*ET.fromstring(with_fonts(ink.parts[0], hebrew)[0])][-1]
    assert ("0.01", "\ufdd0") == (last.get("font-size"), last.text)
