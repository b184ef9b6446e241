"""One escape function for every place that a person's text goes to.

Text is clean when it comes here (`journeykit.text.admissible`), so that each function answers for
nothing but the syntax of its own sink. What Graphviz does with text is not what its manual says;
the tests hold these functions against the oldest and the newest Graphviz at hand.
"""

from __future__ import annotations

import re
from functools import partial
from urllib.parse import quote, urlsplit

from journeykit.markup import XML_TEXT, markdown_text, xml_attribute, xml_text

__all__ = [
    "dot_label_html",
    "dot_string",
    "dot_tooltip",
    "markdown_text",
    "mermaid_label",
    "spelled",
    "url",
    "xml_attribute",
    "xml_id",
    "xml_text",
]

_DOT_RUN = 2_000
"""Characters between two seams: Graphviz's scanner gives up on 16,384 bytes in one string."""

_DOT_LABEL = str.maketrans({"\\": "\\\\", '"': '\\"', "&": "&amp;", "\n": "\\n", "\t": " "})
# A tooltip is unescaped twice: `\\N` becomes `\N` and then the node's name.
_DOT_TOOLTIP = _DOT_LABEL | str.maketrans({"\\": "\\\\\\\\"})
# Backslash escapes work in HTML-like labels too, after the markup is read. A cell of a lone bracket
# is a syntax error to Graphviz 2.43, which handles `]` by itself on account of `]]>`.
_DOT_HTML = XML_TEXT | str.maketrans(
    {'"': "&quot;", "'": "&#39;", "\\": "\\\\", "]": "&#93;", "\n": "<BR/>", "\t": " "}
)


def _any_of(table: dict[int, str]) -> re.Pattern[str]:
    return re.compile(f"[{re.escape(''.join(map(chr, table)))}]")


_IN_DOT = _any_of(_DOT_LABEL)
_IN_DOT_LINE = _any_of({code: text for code, text in _DOT_LABEL.items() if code != ord("\n")})
_IN_DOT_HTML = _any_of(_DOT_HTML)


def dot_string(text: str) -> str:
    r"""Return a quoted DOT string that shows a text in a label, or is a plain value.

    Nothing in it is markup, an escape sequence (`\\N`), an entity (`&lt;`) or the end of the
    string. Texts that are too long for Graphviz's scanner become several strings joined by `+`.

    Args:
        text: What is to be shown; newlines centre the lines, tabs become spaces.

    Returns:
        The value, quotes included.

    Example:
        >>> print(dot_string('Pays "now" & \\N'))
        "Pays \"now\" &amp; \\N"
    """
    # Graphviz 14.1 crashes, not every time, on a label whose first line has nothing in it.
    return _dot_quoted(f" {text}" if text.startswith("\n") else text, _DOT_LABEL)


def dot_tooltip(text: str) -> str:
    r"""Return a quoted DOT string for a `tooltip` attribute of a node, an edge or a cluster.

    Graphviz takes escape sequences of tooltips twice, those of labels once.

    Args:
        text: What is to be shown; tabs become spaces.

    Returns:
        The value, quotes included.

    Example:
        >>> print(dot_tooltip("C:\\N"))
        "C:\\\\N"
    """
    if len(text) > _DOT_RUN or _IN_DOT_LINE.search(text):
        return _dot_quoted(text, _DOT_TOOLTIP)
    return '"' + text.replace("\n", "\\n") + '"'  # what nearly all of them need, and no more


def _dot_quoted(text: str, table: dict[int, str]) -> str:
    if len(text) <= _DOT_RUN:
        # Most text has nothing to escape, and looking takes a fraction of writing it anew.
        return f'"{text.translate(table)}"' if _IN_DOT.search(text) else f'"{text}"'
    runs = (text[start : start + _DOT_RUN] for start in range(0, len(text), _DOT_RUN))
    return " + ".join(f'"{run.translate(table)}"' for run in runs)


def dot_label_html(text: str) -> str:
    """Return a text as content of a cell in one of our own HTML-like labels.

    Args:
        text: What is to be shown; newlines become `<BR/>`, tabs spaces.

    Returns:
        The markup, for between `<TD>` and `</TD>`.

    Example:
        >>> print(dot_label_html("R&D <b>"))
        R&amp;D &lt;b&gt;
    """
    if len(text) <= _DOT_RUN:
        return text.translate(_DOT_HTML) if _IN_DOT_HTML.search(text) else text
    # Graphviz leaves out newlines in cells, which makes them seams that nobody sees.
    runs = (text[start : start + _DOT_RUN] for start in range(0, len(text), _DOT_RUN))
    return "\n".join(run.translate(_DOT_HTML) for run in runs)


# Checked against Mermaid 11 with its default labels; where a host sets `htmlLabels: false`, Mermaid
# shows the numbers. It reads `#name;` as an entity, and looks for directives (`%%{`), styles
# (`style a:b`) and Markdown (a backtick) in what is quoted, so that none may be spelled out.
_MERMAID = str.maketrans(
    {character: f"#{ord(character)};" for character in '#"&<>`%\\:;{}[]|*_~$@'}
    | {"\n": "<br/>", "\t": " "}
)


def mermaid_label(text: str) -> str:
    """Return a text for between the quotes of a Mermaid label: `a["…"]`.

    Args:
        text: What is to be shown; newlines become `<br/>`.

    Returns:
        The label without its quotes.

    Example:
        >>> mermaid_label('say "hi"')
        'say #34;hi#34;'
    """
    plain = re.sub(_MERMAID_LIST, _mermaid_list_mark, text.strip(" \t\n"))
    # A backslash and an n become a line break after entities are read; something unseen parts them.
    return plain.replace("\\n", "\\\u200bn").translate(_MERMAID) or " "


_MERMAID_LIST = r"(?m)^(\d+)\. |^[-+] "
"""What Mermaid would answer with "Unsupported markdown: list"."""


def _mermaid_list_mark(match: re.Match[str]) -> str:
    return match[0][:-1] + "\u00a0"  # a no-break space looks the same and starts no list


# Compiled when they are first used: few journeys lead anywhere.
_URL_FORBIDDEN = "[\x00-\x1f\x7f-\x9f\ud800-\udfff]"
_URL_BARE_PERCENT = "%(?![0-9A-Fa-f]{2})"
# RFC 3986's unreserved and reserved characters, but the apostrophe and brackets, which end things
# elsewhere; `quote` adds the letters, digits and `_.-~`.
_url_quoted = partial(quote, safe="%:/?#@!$&()*+,;=")


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
    stripped = text.strip(" ")
    if re.search(_URL_FORBIDDEN, stripped):
        return None
    quoted = _url_quoted(re.sub(_URL_BARE_PERCENT, "%25", stripped))
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

    Returns:
        The id.

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

    Args:
        key: The key.

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
