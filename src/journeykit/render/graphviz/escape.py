"""How a person's text is written in DOT.

Text is clean when it comes here (`journeykit.text.admissible`). What Graphviz does with text is not
what its manual says; the tests hold these functions against the oldest and the newest Graphviz at
hand.
"""

from __future__ import annotations

import re

from journeykit.markup import XML_TEXT

__all__ = ["dot_label_html", "dot_string", "dot_tooltip"]

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
