"""Escapes: what each sink's own reader makes of a text is the text."""

from __future__ import annotations

import html
import re
import xml.etree.ElementTree as ET
from html.parser import HTMLParser
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from hostile import HOSTILE
from journeykit.errors import InadmissibleTextError
from journeykit.render.engine import EmbeddedGraphviz, Engine, InstalledDot
from journeykit.render.escape import (
    dot_label_html,
    dot_string,
    dot_tooltip,
    markdown_text,
    mermaid_label,
    url,
    xml_attribute,
    xml_id,
    xml_text,
)
from journeykit.text import admissible

if TYPE_CHECKING:
    from playwright.sync_api import Browser

SVG = "{http://www.w3.org/2000/svg}"
TITLE = "{http://www.w3.org/1999/xlink}title"
HREF = "{http://www.w3.org/1999/xlink}href"

every_hostile_text = pytest.mark.parametrize(
    "text", [text for _, text in HOSTILE], ids=[name for name, _ in HOSTILE]
)
every_engine = pytest.mark.parametrize(
    "engine",
    [
        pytest.param(InstalledDot(), marks=pytest.mark.dot, id="installed"),
        pytest.param(EmbeddedGraphviz(), marks=pytest.mark.embedded, id="embedded"),
    ],
)


def _is_admissible(text: str) -> bool:
    try:
        admissible(text)
    except InadmissibleTextError:
        return False
    return True


texts = st.text(max_size=200).filter(_is_admissible)


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


def _normal(text: str) -> str:
    """Spaces are no text: Graphviz writes no-break ones and no empty lines, XML folds tabs."""
    lines = text.replace("\u00a0", " ").replace("\t", " ").split("\n")
    return "\n".join(line for line in lines if line.strip(" "))


class TestDot:
    """What Graphviz shows, the oldest and the newest at hand, is what was written."""

    @every_engine
    def test_hostile_text_is_shown_as_given(self, engine: Engine) -> None:
        """Labels, cells and tooltips of nodes, edges and clusters show every hostile text."""
        given_ = [text for name, text in HOSTILE if not name.startswith("longest")]
        for text, shown in zip(given_, _shown(engine, given_), strict=True):
            for place, words in shown.items():
                assert (place, _normal(text)) == (place, _normal(words))

    @every_engine
    @pytest.mark.parametrize("text", [text for name, text in HOSTILE if name.startswith("longest")])
    def test_longest_text_is_shown_as_given(self, engine: Engine, text: str) -> None:
        """The limits of Graphviz's scanner are not limits of ours."""
        (shown,) = _shown(engine, [text])
        for place, words in shown.items():
            assert (place, _normal(text)) == (place, _normal(words))

    @every_engine
    @given(given_=st.lists(texts.filter(lambda text: text.strip(" \t\n") != ""), max_size=8))
    @example(given_=["\\N", "&#65;", '"]; x ['])
    def test_any_text_is_shown_as_given(self, engine: Engine, given_: list[str]) -> None:
        """The same for any text there is, several in one graph."""
        for text, shown in zip(given_, _shown(engine, given_), strict=True):
            for place, words in shown.items():
                assert (place, _normal(text)) == (place, _normal(words))

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

    @given(texts)
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


class _Content(HTMLParser):
    """Reads HTML as a browser does: text and tags."""

    def __init__(self) -> None:
        super().__init__()
        self.words = ""
        self.tags: list[tuple[str, list[tuple[str, str | None]]]] = []

    def handle_data(self, data: str) -> None:
        """Collect what is shown."""
        self.words += data

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Collect what is markup."""
        self.tags.append((tag, attrs))


class TestXml:
    """Text and attributes survive the parsers of XML and HTML alike."""

    @every_hostile_text
    def test_xml_reads_it_back(self, text: str) -> None:
        """An XML parser gives text and attribute back as they were."""
        element = ET.fromstring(f'<p title="{xml_attribute(text)}">{xml_text(text)}</p>')
        assert (text, text) == (element.text, element.get("title"))

    @every_hostile_text
    def test_html_reads_it_back(self, text: str) -> None:
        """So does an HTML parser, in either kind of quotes, and sees no other element."""
        value = xml_attribute(text)
        content = _Content()
        content.feed(f"<p title=\"{value}\" lang='{value}'>{xml_text(text)}</p>")
        content.close()
        assert content.words == text
        assert content.tags == [("p", [("title", text), ("lang", text)])]

    @given(texts)
    def test_any_text(self, text: str) -> None:
        """The same for any text there is."""
        element = ET.fromstring(f"<p title='{xml_attribute(text)}'>{xml_text(text)}</p>")
        assert (text, text) == (element.text or "", element.get("title"))


_DRAW_MERMAID = """async ([id, source]) => {
    const {svg} = await mermaid.render(id, source);
    const box = document.createElement("div");
    box.innerHTML = svg;
    const words = (selector) => box.querySelector(selector).textContent;
    return {
        words: [words(".node .label"), words(".edgeLabels"), words(".cluster-label")],
        nodes: box.querySelectorAll(".node").length,
        alien: box.querySelectorAll("script, img, a, iframe, [onclick], [onmouseover]").length,
    };
}"""


class TestMermaid:
    """A Mermaid label holds nothing that Mermaid would read."""

    @every_hostile_text
    def test_entities_give_it_back(self, text: str) -> None:
        """Decoded as Mermaid decodes, the label is the text."""
        decoded = re.sub("#(\\d+);", r"&#\1;", mermaid_label(text)).replace("<br/>", "\n")
        shown = html.unescape(decoded).replace("\\\u200bn", "\\n")
        assert _normal(shown).strip() == _normal(text).strip()

    @given(texts)
    def test_nothing_mermaid_reads_is_spelled_out(self, text: str) -> None:
        """No quote, directive, style, markup or Markdown, whatever the text."""
        label = re.sub("#\\d+;", "", mermaid_label(text)).replace("<br/>", "")
        assert not set(label) & set('"`<>&%\\#:;{}[]|*_~$@\n')

    @pytest.mark.browser
    @pytest.mark.node
    def test_mermaid_itself_shows_it(self, chromium: Browser, node_modules: Path) -> None:
        """Mermaid in a browser shows every hostile text on nodes, edges and subgraphs."""
        page = chromium.new_page()
        page.set_content("<!DOCTYPE html><body></body>")
        page.add_script_tag(path=node_modules / "mermaid/dist/mermaid.min.js")
        page.evaluate("mermaid.initialize({startOnLoad: false, securityLevel: 'strict'})")
        for number, (name, text) in enumerate(HOSTILE):
            if name.startswith("longest"):
                continue  # Mermaid has a limit of 50,000 characters a diagram
            label = mermaid_label(text)
            source = (
                f'flowchart LR\n subgraph s["{label}"]\n a["{label}"]\n end\n'
                f' a -->|"{label}"| b["x"]\n'
            )
            shown = page.evaluate(_DRAW_MERMAID, [f"m{number}", source])
            # A byte order mark is white space to JavaScript.
            bare = re.sub("[\\s\ufeff\u200b]+", "", text)
            words = [re.sub("[\\s\ufeff\u200b]+", "", part) for part in shown["words"]]
            assert (name, [bare] * 3, 2, 0) == (name, words, shown["nodes"], shown["alien"])
        page.close()

    def test_empty(self) -> None:
        """An empty label is a space: Mermaid takes no empty string."""
        assert mermaid_label("") == " "

    def test_list_marks(self) -> None:
        """What Mermaid would refuse as a Markdown list is no list."""
        assert mermaid_label("1. Pay\n- Go") == "1.\u00a0Pay<br/>-\u00a0Go"


class TestMarkdown:
    """Markdown shows the text and nothing else, in a paragraph and in a table."""

    @every_hostile_text
    def test_paragraph(self, text: str) -> None:
        """A paragraph shows the text; there is no link, image, emphasis, list or heading."""
        _assert_shows(text, f"{markdown_text(text)}\n", {"p", "br"})

    @every_hostile_text
    def test_table_cell(self, text: str) -> None:
        """A cell shows the text, and the row has as many cells as before."""
        cell = markdown_text(text)
        table = f"| a | b |\n|---|---|\n| {cell} | . |\n"
        content = _rendered(table)
        assert [tag for tag, _ in content.tags].count("td") == 2
        assert _bare(content.words) == "ab" + _bare(text) + "."

    @given(texts)
    @example("1) a")
    @example("http://x")
    @example("a\n- b")
    @example("<!-- -->")
    @example("+")
    def test_any_text(self, text: str) -> None:
        """The same for any text there is."""
        _assert_shows(text, f"{markdown_text(text)}\n", {"p", "br"})

    @given(texts)
    def test_is_one_line(self, text: str) -> None:
        """A newline would end a cell, a heading, a list item."""
        assert "\n" not in markdown_text(text)


def _rendered(markdown: str) -> _Content:
    markdown_it = pytest.importorskip("markdown_it")
    parser = markdown_it.MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
    content = _Content()
    content.feed(parser.render(markdown))
    content.close()
    return content


def _bare(text: str) -> str:
    return re.sub("\\s+", "", text)


def _assert_shows(text: str, markdown: str, allowed: set[str]) -> None:
    content = _rendered(markdown)
    assert _bare(content.words) == _bare(text)
    assert {tag for tag, _ in content.tags} <= allowed


class TestUrl:
    """Only what is safe to follow is a link."""

    @pytest.mark.parametrize(
        ("text", "expected"),
        [
            ("https://example.com", "https://example.com"),
            ("http://example.com/a?b=c&d=e#f", "http://example.com/a?b=c&d=e#f"),
            ("HTTPS://Example.com/", "HTTPS://Example.com/"),
            ("mailto:maya@example.com?subject=Hi", "mailto:maya@example.com?subject=Hi"),
            (" https://example.com ", "https://example.com"),
            ("https://example.com/a b", "https://example.com/a%20b"),
            ("https://example.com/支払", "https://example.com/%E6%94%AF%E6%89%95"),
            ("https://example.com/100%", "https://example.com/100%25"),
            ("https://example.com/%41", "https://example.com/%41"),
            ("https://x/\" onmouseover='a'", "https://x/%22%20onmouseover=%27a%27"),
            ("https://x/<script>", "https://x/%3Cscript%3E"),
            ("https://x/\\N", "https://x/%5CN"),
            ("https://x/\u202eabc", "https://x/%E2%80%AEabc"),
            ("https://localhost:8080/x", "https://localhost:8080/x"),
        ],
    )
    def test_allowed(self, text: str, expected: str) -> None:
        """Web and mail addresses pass, with everything beyond RFC 3986 percent-encoded."""
        assert expected == url(text)

    @pytest.mark.parametrize(
        "text",
        [
            "",
            "example.com",
            "/path",
            "//example.com/x",
            "#fragment",
            "javascript:alert(1)",
            "JaVaScRiPt:alert(1)",
            "java\nscript:alert(1)",
            "\tjavascript:alert(1)",
            "\x01javascript:alert(1)",
            "https://x\n.example.com",
            "https://x/\x00",
            "https://x/\ud800",
            "data:text/html,x",
            "file:///etc/passwd",
            "vbscript:x",
            "ftp://example.com",
            "https:",
            "https:///path",
            "https:example.com",
            "https:\\\\example.com",
            "https://x:port/",
            "mailto:",
            "mailto:nobody",
            "blob:https://example.com/x",
            "view-source:https://example.com",
        ],
    )
    def test_refused(self, text: str) -> None:
        """Every other scheme, and every trick to hide one, is no link."""
        assert url(text) is None

    @given(st.text(max_size=60).map(lambda tail: f"https://example.com/{tail}"))
    def test_only_rfc_3986(self, text: str) -> None:
        """What passes needs no escaping but `&`, and passes again unchanged."""
        target = url(text)
        if target is not None:
            assert re.fullmatch(r"(?:[A-Za-z0-9._~:/?#@!$&()*+,;=-]|%[0-9A-Fa-f]{2})+", target)
            assert url(target) == target

    @pytest.mark.dot
    def test_in_a_picture(self) -> None:
        """A link with parameters comes out of Graphviz as it went in."""
        target = url("https://example.com/?a=1&b=2&lt=3")
        assert target is not None
        svg = InstalledDot().render(f"digraph {{ a [URL={dot_string(target)}] }}", "svg")
        links = [a.get(HREF) for a in ET.fromstring(svg).iter(f"{SVG}a")]
        assert links == [target]


class TestId:
    """Ids are safe everywhere and never meet."""

    @pytest.mark.parametrize(
        ("prefix", "key", "expected"),
        [
            ("flow", "pays", "flow_pays"),
            ("flow-2", "a-b", "flow-2_a-b"),
            ("flow", "a_b", "flow_a_5f_b"),
            ("flow", "é", "flow__e9_"),
            ("flow", "", "flow_"),
        ],
    )
    def test_examples(self, prefix: str, key: str, expected: str) -> None:
        """Plain keys stay readable; the rest is spelled by code points."""
        assert expected == xml_id(prefix, key)

    prefixes = st.from_regex("[A-Za-z][A-Za-z0-9-]{0,5}", fullmatch=True)
    keys = st.text("ab-_éE95f", max_size=6)

    @given(prefixes, keys, prefixes, keys)
    @example("a", "b-c", "a-b", "c")
    @example("a", "é", "a", "_e9_")
    def test_collision_free(self, prefix: str, key: str, other: str, other_key: str) -> None:
        """Two ids are the same only if prefix and key are."""
        same = (prefix, key) == (other, other_key)
        assert same == (xml_id(prefix, key) == xml_id(other, other_key))

    @given(prefixes, texts)
    def test_is_safe(self, prefix: str, key: str) -> None:
        """The id is a name in XML and an identifier in CSS without escapes."""
        assert re.fullmatch("[A-Za-z][A-Za-z0-9_-]*", xml_id(prefix, key))

    @pytest.mark.parametrize("prefix", ["", "1a", "a_b", "a b", "é", "a\n"])
    def test_prefix_is_checked(self, prefix: str) -> None:
        """A prefix that would break ids is an error at once."""
        with pytest.raises(ValueError, match="expected an id prefix"):
            xml_id(prefix, "key")
