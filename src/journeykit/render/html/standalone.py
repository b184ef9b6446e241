"""A page of its own for a picture of nodes and edges: no script, nothing from elsewhere."""

from __future__ import annotations

from typing import Final

from journeykit.markup import xml_attribute, xml_text
from journeykit.render.diagram.diagram import Diagram
from journeykit.render.style.theme import Theme
from journeykit.render.text.outline import outline

__all__ = ["page"]

_STYLE: Final = """\
body{{margin:2rem;font:{size:g}px/1.5 {font};color:{ink};background:{background}}}
figure{{margin:0;overflow-x:auto}}
figure svg{{display:block;min-width:min(100%,40rem)}}
figcaption,summary{{color:{muted}}}
table{{border-collapse:collapse;margin:1.5rem 0}}
caption{{text-align:start;font-weight:bold;font-size:1.15em;padding:.5em 0}}
th,td{{text-align:start;vertical-align:top;padding:.4em .8em;border-bottom:1px solid {line}}}
pre{{white-space:pre-wrap;font:inherit}}
a:focus-visible,summary:focus-visible{{outline:2px solid {accent}}}
@page{{size:A4 landscape;margin:12mm}}
@media print{{body{{margin:0}}details{{display:none}}figure{{overflow:visible}}}}
"""


def page(diagram: Diagram, theme: Theme, svg: str) -> str:
    """Return a page with a picture, its findings and its words.

    Args:
        diagram: What is shown.
        theme: How it looks.
        svg: The picture, checked.

    Returns:
        HTML, complete.
    """
    style = _STYLE.format(
        size=theme.font_size,
        font=theme.font,
        ink=theme.ink,
        muted=theme.ink_muted,
        background=theme.background,
        line=theme.line,
        accent=theme.accent,
    )
    title = xml_text(diagram.title)
    return (
        '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{title}</title>\n<style>\n{style}</style>\n</head>\n<body>\n<main>\n"
        # The picture has the title in it, for the eye; the page needs one for the ear.
        f'<h1 style="position:absolute;clip-path:inset(50%)">{title}</h1>\n'
        f'<figure tabindex="0" aria-label="{xml_attribute(diagram.title)}">\n{svg}'
        f"<figcaption>{xml_text(diagram.description)}</figcaption>\n</figure>\n"
        f"{_findings(diagram, theme)}"
        f"<details>\n<summary>In words</summary>\n<pre>{xml_text(outline(diagram))}</pre>\n"
        "</details>\n</main>\n</body>\n</html>\n"
    )


def _findings(diagram: Diagram, theme: Theme) -> str:
    """The findings as a table."""
    if not diagram.marks:
        return ""
    rows = []
    for mark in diagram.marks:
        tint = theme.tint(mark.severity)
        look = f'style="background:{tint.fill};color:{tint.ink}"'
        cells = "".join(
            f"<td>{xml_text(words)}</td>" for words in (mark.place, mark.text, mark.rule, mark.fix)
        )
        rows.append(
            f'<tr><th scope="row" {look}>{mark.number}</th><td>{mark.severity}</td>{cells}</tr>\n'
        )
    heads = "".join(
        f'<th scope="col">{word}</th>'
        for word in ("No.", "Severity", "Where", "What", "Rule", "What would help")
    )
    return (
        f"<table>\n<caption>Findings</caption>\n<thead><tr>{heads}</tr></thead>\n"
        f"<tbody>\n{''.join(rows)}</tbody>\n</table>\n"
    )
