"""The last look at a picture: shapes and text pass, what runs or loads does not."""

from __future__ import annotations

import pytest

from journeykit.errors import UnsafePictureError
from journeykit.render.graphviz.engine import EmbeddedGraphviz, Engine, InstalledDot
from journeykit.render.svg.safety import checked_svg

OPEN = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink">'


def _svg(inside: str) -> bytes:
    return f"{OPEN}{inside}</svg>".encode()


@pytest.mark.parametrize(
    "inside",
    [
        "",
        '<g id="a"><title>Pays</title><path d="M0,0"/><text x="1">Pays</text></g>',
        '<a xlink:href="https://example.com/?a=1&amp;b=2" xlink:title="url(x) onload"><rect/></a>',
        '<a href="mailto:maya@example.com"><rect/></a>',
        '<a href="#other"><rect/></a>',
        '<use href="#shape"/><use xlink:href="#shape"/>',
        '<rect fill="url(#gradient)" transform="translate(1 2)"/>',
        "<style>.a{fill:#123456} .b{fill:url(#g)}</style>",
        "<!-- n1&#45;&gt;n2 -->",
        "<text>&lt;script&gt;alert(1)&lt;/script&gt; javascript:alert(1)</text>",
    ],
)
def test_pictures_pass_unchanged(inside: str) -> None:
    """What pictures are made of comes back byte for byte."""
    assert checked_svg(_svg(inside)) == _svg(inside).decode()


@pytest.mark.parametrize(
    ("inside", "problem"),
    [
        ("<script>alert(1)</script>", "no picture needs"),
        ("<foreignObject><p xmlns='http://www.w3.org/1999/xhtml'>x</p></foreignObject>", "needs"),
        ("<image href='https://example.com/x.png'/>", "no picture needs"),
        ("<image href='#x'/>", "no picture needs"),
        ("<set attributeName='href' to='javascript:x'/>", "no picture needs"),
        ("<animate attributeName='x'/>", "no picture needs"),
        ("<SCRIPT/>", "no picture needs"),
        ("<p xmlns='http://www.w3.org/1999/xhtml'/>", "no picture needs"),
        ("<rect xmlns=''/>", "no picture needs"),
        ("<rect onclick='x'/>", "event attribute onclick"),
        ("<rect ONLOAD='x'/>", "event attribute ONLOAD"),
        ("<a href='javascript:alert(1)'/>", "link to"),
        ("<a href='java&#10;script:alert(1)'/>", "link to"),
        ("<a xlink:href=' data:text/html,x'/>", "link to"),
        ("<a href='//example.com'/>", "link to"),
        ("<a href='file:///etc/passwd'/>", "link to"),
        ("<use href='https://example.com/x.svg#a'/>", "link to"),
        ("<textPath href='https://example.com/x.svg#a'/>", "link to"),
        ("<rect fill='url(https://example.com/x)'/>", "loads something"),
        ("<rect style=\"fill:URL( 'https://example.com/x')\"/>", "loads something"),
        ("<rect style='fill:u\\72l(x)'/>", "loads something"),
        ("<style>@import 'https://example.com/x.css';</style>", "style that loads"),
        ("<style>a{background:url(//x)}</style>", "style that loads"),
        ("<style>a{}<g/>@import 'x'</style>", "only text belongs"),
        ("<title><style>&lt;/style></style></title>", "only text belongs"),
        ("<style><!--</style><img src=x>--></style>", "HTML reads differently"),
        ("<!--> <img src=x onerror=alert(1)> -->", "HTML reads differently"),
        ("<!---> <img src=x onerror=alert(1)> -->", "not well-formed|HTML reads differently"),
        ("<![CDATA[<img src=x>]]>", "CDATA"),
        ("<?xml-stylesheet href='x'?>", "processing instruction"),
        ("<g xml:base='https://example.com/'/>", "attribute base"),
        ("<g src='x'/>", "attribute src"),
        ("&nbsp;", "not well-formed"),
        ("<g>", "not well-formed"),
        ("\x00", "not well-formed"),
    ],
)
def test_what_runs_or_loads_is_refused(inside: str, problem: str) -> None:
    """Scripts, events, foreign links, loads and parser tricks are named and refused."""
    with pytest.raises(UnsafePictureError, match=problem):
        checked_svg(_svg(inside))


@pytest.mark.parametrize(
    ("svg", "problem"),
    [
        (b"", "not well-formed"),
        (b"not xml", "not well-formed"),
        (b"<html/>", "a root other than <svg>"),
        (b"<svg/>", "no picture needs"),
        (b"\xff\xfe<\x00s\x00v\x00g\x00/\x00>\x00", "not well-formed"),
        (OPEN.encode() + b"\xff</svg>", "not well-formed"),
        (b'<!DOCTYPE svg [<!ENTITY a "b">]>' + _svg("&a;"), "document type with declarations"),
        (
            b'<!DOCTYPE svg [<!ENTITY a SYSTEM "file:///etc/passwd">]>' + _svg("&a;"),
            "document type",
        ),
        (b'<!DOCTYPE svg SYSTEM "x.dtd">' + _svg("&a;"), "unknown entity"),
    ],
)
def test_what_is_no_picture_is_refused(svg: bytes, problem: str) -> None:
    """Other documents, other encodings and entity declarations are refused."""
    with pytest.raises(UnsafePictureError, match=problem):
        checked_svg(svg)


def test_entities_do_not_expand() -> None:
    """A document that would grow to gigabytes is refused before it does."""
    levels = "".join(f'<!ENTITY a{level} "{f"&a{level - 1};" * 10}">' for level in range(1, 12))
    bomb = f'<!DOCTYPE svg [<!ENTITY a0 "lol">{levels}]>{OPEN}<text>&a11;</text></svg>'
    with pytest.raises(UnsafePictureError):
        checked_svg(bomb.encode())


@pytest.mark.parametrize(
    "engine",
    [
        pytest.param(InstalledDot(), marks=pytest.mark.dot, id="installed"),
        pytest.param(EmbeddedGraphviz(), marks=pytest.mark.embedded, id="embedded"),
    ],
)
def test_what_engines_give_is_stripped_for_pages(engine: Engine) -> None:
    """Declaration, document type and comments before the root go; the element stays whole."""
    text = checked_svg(engine.render('digraph { a [label=<<B>x</B>>, tooltip="é"] a -> b }', "svg"))
    assert text.startswith("<svg")
    assert text.endswith("</svg>")
    assert "é" in text


@pytest.mark.dot
def test_a_live_event_attribute_is_caught() -> None:
    """What older Graphviz lets through from a link that nobody escaped stops here."""
    dot = 'digraph { a [URL="https://x/\\" onmouseover=\\"alert(1)"] }'
    svg = InstalledDot().render(dot, "svg")
    if b' onmouseover="' not in svg:
        pytest.skip("this Graphviz escapes quotes in links")
    with pytest.raises(UnsafePictureError, match="event attribute onmouseover"):
        checked_svg(svg)


@pytest.mark.dot
@pytest.mark.parametrize("link", ["javascript:alert(1)", "file:///etc/passwd", "//example.com"])
def test_a_link_that_nobody_checked_is_caught(link: str) -> None:
    """Graphviz passes any link on; the check does not."""
    svg = InstalledDot().render(f'digraph {{ a [URL="{link}"] }}', "svg")
    with pytest.raises(UnsafePictureError, match="link to"):
        checked_svg(svg)
