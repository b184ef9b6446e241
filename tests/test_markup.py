"""Markup: what each sink's own reader makes of a text is the text."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from html.parser import HTMLParser

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from helpers.hostile import TEXTS, every_hostile_text
from journeykit.markup import (
    element,
    joined,
    markdown_text,
    url,
    xml_attribute,
    xml_id,
    xml_text,
)
from journeykit.render.graphviz.engine import InstalledDot
from journeykit.render.graphviz.escape import dot_string

SVG = "{http://www.w3.org/2000/svg}"
HREF = "{http://www.w3.org/1999/xlink}href"


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

    @given(TEXTS)
    def test_any_text(self, text: str) -> None:
        """The same for any text there is."""
        element = ET.fromstring(f"<p title='{xml_attribute(text)}'>{xml_text(text)}</p>")
        assert (text, text) == (element.text or "", element.get("title"))


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

    @given(TEXTS)
    @example("1) a")
    @example("http://x")
    @example("a\n- b")
    @example("<!-- -->")
    @example("+")
    def test_any_text(self, text: str) -> None:
        """The same for any text there is."""
        _assert_shows(text, f"{markdown_text(text)}\n", {"p", "br"})

    @given(TEXTS)
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

    @given(prefixes, TEXTS)
    def test_is_safe(self, prefix: str, key: str) -> None:
        """The id is a name in XML and an identifier in CSS without escapes."""
        assert re.fullmatch("[A-Za-z][A-Za-z0-9_-]*", xml_id(prefix, key))

    @pytest.mark.parametrize("prefix", ["", "1a", "a_b", "a b", "é", "a\n"])
    def test_prefix_is_checked(self, prefix: str) -> None:
        """A prefix that would break ids is an error at once."""
        with pytest.raises(ValueError, match="expected an id prefix"):
            xml_id(prefix, "key")


class TestElement:
    """HTML is made of elements that escape whatever they are given."""

    @every_hostile_text
    def test_text_and_attributes_are_escaped_by_default(self, text: str) -> None:
        """A browser shows the text and sees one element, whatever the text holds."""
        content = _Content()
        content.feed(element("p", text, title=text))
        content.close()
        assert text == content.words
        assert [("p", [("title", text)])] == content.tags

    def test_only_html_of_ours_is_taken_as_it_is(self) -> None:
        """Elements within elements stay elements; a string that looks like one does not."""
        assert "<p><b>x</b>&lt;b&gt;</p>" == element("p", element("b", "x"), "<b>")

    def test_content_may_be_several_pieces_or_none(self) -> None:
        """Generators, nested tuples, numbers and nothing stand where text may."""
        pieces = (element("li", number) for number in (1, 2))
        assert "<ul><li>1</li><li>2</li></ul>" == element("ul", None, (pieces, ()))

    def test_attributes_are_written_as_html_names_them(self) -> None:
        """A trailing underscore goes, others become hyphens; what is not so is left out."""
        made = element("details", class_="a", aria_label="b", open=True, id=None, hidden=False)
        assert '<details class="a" aria-label="b" open></details>' == made

    def test_what_has_no_content_is_closed_as_its_language_wants(self) -> None:
        """Void elements of HTML have no end; shapes of SVG close themselves."""
        assert '<br><path d="M0 0"/><td></td>' == joined(
            element("br"), element("path", d="M0 0"), element("td")
        )
