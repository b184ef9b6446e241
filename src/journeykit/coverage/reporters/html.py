"""Coverage as HTML for a notebook: a table of measures and the grid of persona and stage."""

from __future__ import annotations

from html import escape

from journeykit.coverage.coverage import Coverage
from journeykit.coverage.measure import Cell, Measure, Status
from journeykit.coverage.reporters.table import heading, measure_rows, nothing_to_cover

_LOOK: dict[Status, tuple[str, str]] = {
    "covered": ("●", "#1a7f4b"),
    "partial": ("◐", "#8a5a00"),
    "missing": ("○", "#b42318"),
    "not applicable": ("–", "#5d6675"),
    "optional": ("·", "#5d6675"),
}
"""A glyph and a colour for each status; the glyph alone is enough."""


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
    return f'<div class="journeykit-coverage">{"".join(parts)}</div>'


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
    glyph, colour = _LOOK[cell.status]
    told = escape(f"{cell.status}: {cell.why}" if cell.why else cell.status, quote=True)
    return (
        f'<td title="{told}" style="text-align:center;color:{colour}">'
        f'<span role="img" aria-label="{told}">{glyph}</span></td>'
    )


def _measures(coverage: Coverage) -> str:
    """The table of measures."""
    rows = "".join(
        f'<tr><th scope="row">{escape(name)}</th>'
        + "".join(f"<td>{escape(word)}</td>" for word in words)
        + "</tr>"
        for name, *words in measure_rows(coverage)
    )
    head = "".join(f'<th scope="col">{w}</th>' for w in ("measure", "covered", "share", "notes"))
    note = f"<p>{escape(nothing_to_cover(coverage))}</p>" if nothing_to_cover(coverage) else ""
    return f"<table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>{note}"
