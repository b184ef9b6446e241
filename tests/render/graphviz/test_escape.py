"""DOT: what Graphviz makes of a text is the text."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from helpers.hostile import HOSTILE, TEXTS, every_hostile_text, without_space
from journeykit.render.graphviz.engine import EmbeddedGraphviz, Engine, InstalledDot
from journeykit.render.graphviz.escape import dot_label_html, dot_string, dot_tooltip

SVG = "{http://www.w3.org/2000/svg}"
TITLE = "{http://www.w3.org/1999/xlink}title"
HREF = "{http://www.w3.org/1999/xlink}href"

every_engine = pytest.mark.parametrize(
    "engine",
    [
        pytest.param(InstalledDot(), marks=pytest.mark.dot, id="installed"),
        pytest.param(EmbeddedGraphviz(), marks=pytest.mark.embedded, id="embedded"),
    ],
)


def _shown(engine: Engine, texts_: list[str]) -> list[dict[str, str]]:
    """Draw every text in every place Graphviz has for one, and read it back from the SVG."""
    lines = ["digraph { node [shape=box]"]
    for number, text in enumerate(texts_):
        label, tip, cell = dot_string(text), dot_tooltip(text), dot_label_html(text)
        lines.append(f"subgraph cluster_{number} {{ id=c{number} label={label} tooltip={tip}")
        lines.append(f"a{number} [id=a{number} label={label} tooltip={tip}]")
        table = f"<TABLE><TR><TD>{cell}</TD></TR></TABLE>"
        lines.append(f"b{number} [id=b{number} shape=plain tooltip=x label=<{table}>] }}")
        lines.append(
            f"a{number} -> b{number} [id=e{number} label={label} tooltip={tip} labeltooltip={tip}]"
        )
    root = ET.fromstring(engine.render("\n".join([*lines, "}"]), "svg"))
    groups = {group.get("id"): group for group in root.iter(f"{SVG}g")}
    assert len(re.findall("class='node'|class=\"node\"", ET.tostring(root, "unicode"))) == 2 * len(
        texts_
    )
    return [
        {
            "cluster": _words(groups[f"c{number}"]),
            "cluster tooltip": _tip(groups[f"c{number}"]),
            "node": _words(groups[f"a{number}"]),
            "node tooltip": _tip(groups[f"a{number}"]),
            "cell": _words(groups[f"b{number}"]),
            "edge": _words(groups[f"e{number}"]),
            "edge tooltip": _tip(groups[f"e{number}"]),
        }
        for number in range(len(texts_))
    ]


def _words(group: ET.Element) -> str:
    return "\n".join("".join(line.itertext()) for line in group.iter(f"{SVG}text"))


def _tip(group: ET.Element) -> str:
    return next((link.get(TITLE) or "" for link in group.iter(f"{SVG}a")), "")


class TestDot:
    """What Graphviz shows, the oldest and the newest at hand, is what was written."""

    @every_engine
    def test_hostile_text_is_shown_as_given(self, engine: Engine) -> None:
        """Labels, cells and tooltips of nodes, edges and clusters show every hostile text."""
        given_ = [text for name, text in HOSTILE if not name.startswith("longest")]
        for text, shown in zip(given_, _shown(engine, given_), strict=True):
            for place, words in shown.items():
                assert (place, without_space(text)) == (place, without_space(words))

    @every_engine
    @pytest.mark.parametrize("text", [text for name, text in HOSTILE if name.startswith("longest")])
    def test_longest_text_is_shown_as_given(self, engine: Engine, text: str) -> None:
        """The limits of Graphviz's scanner are not limits of ours."""
        (shown,) = _shown(engine, [text])
        for place, words in shown.items():
            assert (place, without_space(text)) == (place, without_space(words))

    @every_engine
    @given(given_=st.lists(TEXTS.filter(lambda text: text.strip(" \t\n") != ""), max_size=8))
    @example(given_=["\\N", "&#65;", '"]; x ['])
    def test_any_text_is_shown_as_given(self, engine: Engine, given_: list[str]) -> None:
        """The same for any text there is, several in one graph."""
        for text, shown in zip(given_, _shown(engine, given_), strict=True):
            for place, words in shown.items():
                assert (place, without_space(text)) == (place, without_space(words))

    @every_engine
    def test_many_empty_first_lines(self, engine: Engine) -> None:
        """What crashes the newest Graphviz sometimes, sixty times over: it draws."""
        for text in ("\n", "\n\n", "\nsecond"):
            nodes = (
                f"subgraph cluster_{number} {{ label={dot_string(text)}"
                f" a{number} [label={dot_string(text + str(number))}] }}"
                for number in range(60)
            )
            assert b"<svg" in engine.render(f"digraph {{ {' '.join(nodes)} }}", "svg")

    @given(TEXTS)
    def test_is_one_quoted_string(self, text: str) -> None:
        """Read by DOT's rule for strings alone, the value never ends early."""
        for value in (dot_string(text), dot_tooltip(text)):
            assert re.fullmatch(r'"(?:[^"\\\n]|\\.)*"', value)

    @every_hostile_text
    def test_no_string_is_longer_than_the_scanner_takes(self, text: str) -> None:
        """Strings and runs between markup stay below 16,384 bytes."""
        for value in (dot_string(text), dot_tooltip(text)):
            assert all(len(part.encode()) < 16_384 for part in value.split('" + "'))
        runs = re.split("[<>\n]", dot_label_html(text))
        assert all(len(run.encode()) < 16_384 for run in runs)
