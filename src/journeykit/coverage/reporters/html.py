"""Coverage as HTML for a notebook: a table of measures and the grid of persona and stage."""

from __future__ import annotations

from journeykit.checked import checked
from journeykit.coverage.coverage import Coverage
from journeykit.coverage.measure import Cell, Measure, Status
from journeykit.coverage.reporters.table import heading, measure_rows, nothing_to_cover
from journeykit.markup import Content, Html, element, joined, notebook_colours

_GLYPHS: dict[Status, str] = {
    "covered": "●",
    "partial": "◐",
    "missing": "○",
    "not applicable": "–",
    "optional": "·",
}
"""A glyph for each status; beside it stands the word, so that the colour says nothing alone."""

_COLOURS = notebook_colours(
    ".journeykit-coverage",
    "--text:#1f2328;--soft:#57606a;--back:#ffffff;--line:#d0d7de;--bar:#c8e6d3;"
    "--covered:#1a7f4b;--partial:#8a5a00;--missing:#b42318",
    "--text:#e6edf3;--soft:#a5aeb8;--back:#161b22;--line:#3d444d;--bar:#1d4a30;"
    "--covered:#6fd39a;--partial:#e3b341;--missing:#ff8f85",
)
_OURS = ".journeykit-coverage.journeykit-coverage"
"""A selector that counts for more than that of a notebook for any table."""

_STYLE = f"""
{_COLOURS}.journeykit-coverage{{color:var(--text);background:var(--back);
font:14px/1.45 system-ui,sans-serif;border:1px solid var(--line);border-radius:6px;
padding:12px 16px;max-width:60em;overflow-x:auto}}
.journeykit-coverage p{{margin:0 0 8px}}
.journeykit-coverage table{{border-collapse:collapse;margin:0 0 12px;color:inherit;font:inherit}}
{_OURS} :is(thead,thead tr,tbody tr){{background:none;border:0}}
{_OURS} :is(th,td){{border:0;border-bottom:1px solid var(--line);padding:3px 12px 3px 0;
text-align:left;vertical-align:baseline;background:none;font-weight:normal}}
.journeykit-coverage thead th{{color:var(--soft)}}
{_OURS} tbody th{{font-weight:600}}
.journeykit-coverage .covered{{color:var(--covered)}}
.journeykit-coverage .partial{{color:var(--partial)}}
.journeykit-coverage .missing{{color:var(--missing)}}
{_OURS} .share{{min-width:8em;padding-left:6px;
background:linear-gradient(to right,var(--bar) var(--share),transparent 0)}}
""".strip()


@checked
def as_html(coverage: Coverage) -> str:
    """Write coverage as HTML.

    Returns:
        A fragment without scripts or anything from elsewhere.
    """
    grid = next((m for m in coverage.measures if m.name == "persona_stage"), None)
    body = element(
        "div",
        element("p", element("strong", heading(coverage))),
        _grid(coverage, grid) if grid is not None and grid.cells else None,
        _measures(coverage),
        class_="journeykit-coverage",
    )
    return joined(element("style", Html(_STYLE)), body)


def _grid(coverage: Coverage, measure: Measure) -> Html:
    """Personas down, stages across."""
    cells = {cell.element.keys: cell for cell in measure.cells}
    personas: dict[str, str] = {}
    stages: dict[str, str] = {}
    for (persona, stage), cell in cells.items():
        personas[persona], stages[stage] = coverage.name_of(cell.element)
    rows = (
        element(
            "tr",
            element("th", name, scope="row"),
            (_square(cells[persona, stage]) for stage in stages),
        )
        for persona, name in personas.items()
    )
    return _table((element("td"), map(_column, stages.values())), rows)


def _square(cell: Cell) -> Html:
    """One cell: a glyph, its colour, and its status in words for who sees neither."""
    label = f"{cell.status}: {cell.why}" if cell.why else cell.status
    return element(
        "td",
        element("span", _GLYPHS[cell.status], role="img", aria_label=label),
        " ",
        element("span", cell.status, aria_hidden="true"),
        title=label,
        class_=cell.status,
    )


def _measures(coverage: Coverage) -> Html:
    """The table of measures."""
    rows = (
        element(
            "tr",
            element("th", name, scope="row"),
            element("td", label),
            element("td", counted),
            element("td", percent, class_="share", style=f"--share:{percent}"),
            element("td", notes),
        )
        for name, label, counted, percent, notes in measure_rows(coverage)
    )
    heads = map(_column, ("measure", "what it tells", "covered", "share", "notes"))
    note = nothing_to_cover(coverage)
    return joined(_table(heads, rows), element("p", note) if note else None)


def _table(heads: Content, rows: Content) -> Html:
    return element("table", element("thead", element("tr", heads)), element("tbody", rows))


def _column(name: str) -> Html:
    return element("th", name, scope="col")
