"""A page of its own for a picture of nodes and edges: no script, nothing from elsewhere."""

from __future__ import annotations

from typing import Final

from journeykit.markup import Html, element, joined
from journeykit.render.diagram.diagram import Diagram, Mark
from journeykit.render.language import Language
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
    head = element(
        "head",
        element("meta", charset="utf-8"),
        element("meta", name="viewport", content="width=device-width, initial-scale=1"),
        element("title", diagram.title),
        element("style", Html(style)),
    )
    caption = element("figcaption", diagram.description)
    words = joined(
        element("summary", diagram.language("In words")), element("pre", outline(diagram))
    )
    main = element(
        "main",
        # The picture has the title in it, for the eye; the page needs one for the ear.
        element("h1", diagram.title, style="position:absolute;clip-path:inset(50%)"),
        element("figure", Html(svg), caption, tabindex=0, aria_label=diagram.title),
        _findings(diagram, theme),
        element("details", words),
    )
    side = "rtl" if diagram.language.right_to_left else None
    whole = element("html", head, element("body", main, dir=side), lang=diagram.language.code)
    return f"<!doctype html>\n{whole}\n"


def _findings(diagram: Diagram, theme: Theme) -> Html | None:
    """The findings as a table."""
    if not diagram.marks:
        return None
    titles = ("No.", "Severity", "Where", "What", "Rule", "What would help")
    say = diagram.language
    heads = (element("th", say(title), scope="col") for title in titles)
    return element(
        "table",
        element("caption", say("Findings")),
        element("thead", element("tr", heads)),
        element("tbody", (_row(mark, theme, say) for mark in diagram.marks)),
    )


def _row(mark: Mark, theme: Theme, language: Language) -> Html:
    tint = theme.tint(mark.severity)
    look = f"background:{tint.fill};color:{tint.ink}"
    cells = (language(mark.severity), mark.place, mark.text, mark.rule, mark.fix)
    return element(
        "tr",
        element("th", mark.number, scope="row", style=look),
        (element("td", words) for words in cells),
    )
