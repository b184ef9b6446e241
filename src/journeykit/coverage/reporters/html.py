"""Coverage as HTML for a notebook: a table of measures and the grid of persona and stage."""

from __future__ import annotations

from html import escape

from journeykit.coverage.coverage import Coverage
from journeykit.coverage.measure import Cell, Measure, Status
from journeykit.coverage.reporters.table import heading, measure_rows, nothing_to_cover
from journeykit.markup import notebook_colours

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


def as_html(coverage: Coverage) -> str:
    """Write coverage as HTML.

    Args:
        coverage: The coverage.

    Returns:
        A fragment without scripts or anything from elsewhere.
    """
    parts = [f"<p><strong>{escape(heading(coverage))}</strong></p>"]
    grid = next((m for m in coverage.measures if m.name == "persona_stage"), None)
    if grid is not None and grid.cells:
        parts.append(_grid(coverage, grid))
    parts.append(_measures(coverage))
    return f'<style>{_STYLE}</style><div class="journeykit-coverage">{"".join(parts)}</div>'


def _grid(coverage: Coverage, measure: Measure) -> str:
    """Personas down, stages across."""
    cells = {cell.element.keys: cell for cell in measure.cells}
    personas: dict[str, str] = {}
    stages: dict[str, str] = {}
    for (persona, stage), cell in cells.items():
        personas[persona], stages[stage] = coverage.name_of(cell.element)
    head = "".join(f'<th scope="col">{escape(name)}</th>' for name in stages.values())
    rows = "".join(
        f'<tr><th scope="row">{escape(name)}</th>'
        + "".join(_square(cells[persona, stage]) for stage in stages)
        + "</tr>"
        for persona, name in personas.items()
    )
    return f"<table><thead><tr><td></td>{head}</tr></thead><tbody>{rows}</tbody></table>"


def _square(cell: Cell) -> str:
    """One cell: a glyph, its colour, and its status in words for who sees neither."""
    told = escape(f"{cell.status}: {cell.why}" if cell.why else cell.status, quote=True)
    return (
        f'<td title="{told}" class="{cell.status}">'
        f'<span role="img" aria-label="{told}">{_GLYPHS[cell.status]}</span> '
        f'<span aria-hidden="true">{cell.status}</span></td>'
    )


def _measures(coverage: Coverage) -> str:
    """The table of measures."""
    rows = "".join(
        f'<tr><th scope="row">{escape(name)}</th><td>{escape(counted)}</td>'
        f'<td class="share" style="--share:{escape(percent)}">{escape(percent)}</td>'
        f"<td>{escape(notes)}</td></tr>"
        for name, counted, percent, notes in measure_rows(coverage)
    )
    head = "".join(f'<th scope="col">{w}</th>' for w in ("measure", "covered", "share", "notes"))
    note = f"<p>{escape(nothing_to_cover(coverage))}</p>" if nothing_to_cover(coverage) else ""
    return f"<table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>{note}"
