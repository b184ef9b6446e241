"""How a person's text is written in XML, HTML, Markdown, links and ids, for reports and pictures.

Text is clean when it comes here (`journeykit.text.admissible`), so that each function answers for
nothing but the syntax of its own sink.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import TypeAlias

from journeykit.printable import without_control

__all__ = [
    "XML_TEXT",
    "Content",
    "Html",
    "element",
    "joined",
    "markdown_text",
    "notebook_colours",
    "spelled",
    "url",
    "xml_attribute",
    "xml_id",
    "xml_text",
]

XML_TEXT = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;"})
"""What character data of XML has to write as entities."""

_XML_ATTRIBUTE = XML_TEXT | str.maketrans(
    {'"': "&quot;", "'": "&#39;", "\n": "&#10;", "\t": "&#9;"}
)


def xml_text(text: str) -> str:
    """Return a text as character data of XML, SVG or HTML.

    Args:
        text: What is to be shown.

    Returns:
        The text with `&`, `<` and `>` written as entities, and escaped what XML cannot hold.

    Example:
        >>> xml_text("a < b & c")
        'a &lt; b &amp; c'
    """
    return without_control(text).translate(XML_TEXT)


def xml_attribute(text: str) -> str:
    """Return a text for between the quotes of an attribute in XML, SVG or HTML.

    Args:
        text: The value; newlines and tabs survive the parser.

    Returns:
        The value without its quotes, which may be single or double.

    Example:
        >>> xml_attribute('say "hi"')
        'say &quot;hi&quot;'
    """
    return without_control(text).translate(_XML_ATTRIBUTE)


class Html(str):
    """A piece of HTML, which `element` and `joined` take as it is; all other text they escape."""

    __slots__ = ()


Content: TypeAlias = str | int | Iterable["Content"] | None
"""What may stand in an element: text, HTML, a number, nothing, or several of these."""

_VOID = frozenset({"br", "col", "meta"})
_CLOSED = frozenset({"circle", "line", "path"})
"""Shapes of SVG, which close themselves; the void elements of HTML are never closed."""


def element(tag: str, /, *content: Content, **attributes: str | float | bool | None) -> Html:
    """Return an element of HTML, or of SVG within HTML, with everything in it escaped.

    Args:
        tag: The name of the element.
        *content: What stands in it.
        **attributes: Its attributes: `class_` is written `class`, `aria_label` is written
            `aria-label`. `True` is an attribute without a value; `None` and `False` are none.

    Example:
        >>> print(element("p", "a < b", element("br"), title='say "hi"', class_="small"))
        <p title="say &quot;hi&quot;" class="small">a &lt; b<br></p>
    """
    opened = f"<{tag}{''.join(_attributes(attributes))}"
    if tag in _CLOSED:
        return Html(f"{opened}/>")
    if tag in _VOID:
        return Html(f"{opened}>")
    return Html(f"{opened}>{''.join(_pieces(content))}</{tag}>")


def joined(*content: Content) -> Html:
    """Return several pieces as one, with all that is not HTML escaped.

    Returns:
        What stands for them one after the other.

    Example:
        >>> print(joined("<1> ", element("b", "bold")))
        &lt;1&gt; <b>bold</b>
    """
    return Html("".join(_pieces(content)))


def _pieces(content: Iterable[Content]) -> Iterator[str]:
    for piece in content:
        if isinstance(piece, Html):
            yield piece
        elif isinstance(piece, str):
            yield xml_text(piece)
        elif isinstance(piece, int):
            yield str(piece)
        elif piece is not None:
            yield from _pieces(piece)


def _attributes(attributes: dict[str, str | float | bool | None]) -> Iterator[str]:
    for name, value in attributes.items():
        if value is None or value is False:
            continue
        written = name.rstrip("_").replace("_", "-")
        yield f" {written}" if value is True else f' {written}="{xml_attribute(str(value))}"'


# Compiled when they are first used: nothing that is drawn as SVG needs them.
_MARKDOWN_INLINE = r"([\\`*_\[\]<>&|~#$!{}])"
_MARKDOWN_START = r"^([-+=:]|\d+(?=[.)]))"
_MARKDOWN_AUTOLINK = r"(?i)(?<=http)(?=s?://)|(?<=ftp)(?=://)|(?<=www)(?=\.)"


def markdown_text(text: str) -> str:
    r"""Return a text for a paragraph, a heading, a list item or a table cell of Markdown.

    CommonMark with the tables and strikethrough of GitHub. Newlines become `<br>`.

    Args:
        text: What is to be shown.

    Returns:
        One line of Markdown that shows the text and nothing else.

    Example:
        >>> print(markdown_text("*free* | [x](y)"))
        \*free\* \| \[x\](y)
    """
    escaped = re.sub(_MARKDOWN_INLINE, r"\\\1", text.strip(" \t\n").replace("\t", " "))
    escaped = re.sub(_MARKDOWN_AUTOLINK, "<!-- -->", escaped)
    return re.sub(_MARKDOWN_START, _markdown_start, escaped).replace("\n", "<br>")


def _markdown_start(match: re.Match[str]) -> str:
    # A digit cannot be escaped by a backslash, but the dot or parenthesis after it can.
    return match[1] + "\\" if match[1].isdigit() else "\\" + match[1]


# Compiled when they are first used: few journeys lead anywhere.
_URL_FORBIDDEN = "[\x00-\x1f\x7f-\x9f\ud800-\udfff]"
_URL_BARE_PERCENT = "%(?![0-9A-Fa-f]{2})"
# RFC 3986's unreserved and reserved characters, but the apostrophe and brackets, which end things
# elsewhere; `quote` adds the letters, digits and `_.-~`.
_URL_SAFE = "%:/?#@!$&()*+,;="


def url(text: str) -> str | None:
    """Return a link target that is safe to follow, or `None` if there is none in a text.

    Allowed are `https`, `http` and `mailto`. What RFC 3986 has no place for is percent-encoded.

    Args:
        text: What somebody gave as a URL.

    Returns:
        The URL, still to be escaped for its sink, or `None`.

    Example:
        >>> url("https://example.com/a b")
        'https://example.com/a%20b'
        >>> url("javascript:alert(1)") is None
        True
    """
    from urllib.parse import quote, urlsplit

    stripped = text.strip(" ")
    if re.search(_URL_FORBIDDEN, stripped):
        return None
    quoted = quote(re.sub(_URL_BARE_PERCENT, "%25", stripped), safe=_URL_SAFE)
    try:
        parts = urlsplit(quoted)
        host = parts.hostname
        _ = parts.port  # raises if it is no number
    except ValueError:
        return None
    if parts.scheme in {"http", "https"} and host:
        return quoted
    if parts.scheme == "mailto" and "@" in parts.path:
        return quoted
    return None


_ID_PREFIX = re.compile("[A-Za-z][A-Za-z0-9-]*")
_NOT_IN_ID = re.compile("[^A-Za-z0-9-]")
_UNUSUAL_IN_ID = re.compile("[^A-Za-z0-9:/-]")


def xml_id(prefix: str, key: str) -> str:
    """Return an id for an element that XML, CSS, URLs and quoted DOT all take as it is.

    Different prefixes or keys never give the same id.

    Args:
        prefix: What tells this picture, or this kind of element, from others on the same page: a
            letter, then letters, digits and hyphens.
        key: The key of the element; characters beyond ASCII letters, digits and hyphens are
            spelled by their code points.

    Raises:
        ValueError: If the prefix is none.

    Example:
        >>> xml_id("flow-touchpoint", "pays")
        'flow-touchpoint_pays'
        >>> xml_id("flow", "支払")
        'flow__652f__6255_'
    """
    if not _ID_PREFIX.fullmatch(prefix):
        message = (
            f"expected an id prefix of ASCII letters, digits and hyphens that starts with a "
            f'letter, not "{prefix}"'
        )
        raise ValueError(message)
    # The prefix has no underscore, so the first one ends it; `_x_` spells one character.
    return f"{prefix}_{spelled(key)}"


def spelled(key: str) -> str:
    """Return a key as the part of an id that `xml_id` puts behind a prefix.

    Returns:
        ASCII letters, digits, hyphens and underscores.

    Example:
        >>> spelled("touchpoint:pays")
        'touchpoint_3a_pays'
    """
    if _UNUSUAL_IN_ID.search(key) is None:
        return key.replace(":", "_3a_").replace("/", "_2f_")  # a third of the time of the below
    return _NOT_IN_ID.sub(_spelled, key)


def _spelled(match: re.Match[str]) -> str:
    return f"_{ord(match[0]):x}_"


def notebook_colours(selector: str, light: str, dark: str) -> str:
    """Return CSS that gives an element its colours, light or dark as the notebook around it.

    Args:
        selector: What is styled.
        light: Declarations for a light notebook.
        dark: The same for a dark one.

    Returns:
        Rules for the ways in which Jupyter, VS Code, marimo and the system say that it is dark.

    Example:
        >>> print(notebook_colours(".x", "--ink:#000", "--ink:#fff").splitlines()[1])
        @media (prefers-color-scheme:dark){.x{--ink:#fff}}
    """
    selectors = {
        "light": ("[data-jp-theme-light=true]", ".light", ".vscode-light"),
        "dark": ("[data-jp-theme-light=false]", ".dark", ".vscode-dark"),
    }
    scopes = {
        shade: ",".join(f"{around} {selector}" for around in arounds)
        for shade, arounds in selectors.items()
    }
    return (
        f"{selector}{{{light}}}\n@media (prefers-color-scheme:dark){{{selector}{{{dark}}}}}\n"
        f"{scopes['light']}{{{light}}}\n{scopes['dark']}{{{dark}}}\n"
    )
