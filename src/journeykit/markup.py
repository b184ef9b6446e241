"""How a person's text is written in XML, HTML and Markdown, which reports need as much as pictures.

Text is clean when it comes here (`journeykit.text.admissible`), so that each function answers for
nothing but the syntax of its own sink.
"""

from __future__ import annotations

import re

__all__ = ["XML_TEXT", "markdown_text", "notebook_colours", "xml_attribute", "xml_text"]

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
        The text with `&`, `<` and `>` written as entities.

    Example:
        >>> xml_text("a < b & c")
        'a &lt; b &amp; c'
    """
    return text.translate(XML_TEXT)


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
    return text.translate(_XML_ATTRIBUTE)


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
    told = {
        "light": ("[data-jp-theme-light=true]", ".light", ".vscode-light"),
        "dark": ("[data-jp-theme-light=false]", ".dark", ".vscode-dark"),
    }
    said = {
        shade: ",".join(f"{around} {selector}" for around in arounds)
        for shade, arounds in told.items()
    }
    return (
        f"{selector}{{{light}}}\n@media (prefers-color-scheme:dark){{{selector}{{{dark}}}}}\n"
        f"{said['light']}{{{light}}}\n{said['dark']}{{{dark}}}\n"
    )
