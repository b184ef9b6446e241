"""Coverage as text for people."""

from __future__ import annotations

from collections.abc import Sequence

from journeykit.checked import checked
from journeykit.coverage.coverage import Coverage
from journeykit.coverage.reporters.table import (
    HEADER,
    exclusions,
    heading,
    measure_rows,
    missing,
    nothing_to_cover,
    stage_rows,
)
from journeykit.printable import log_text, printable
from journeykit.text import width


@checked
def as_text(coverage: Coverage) -> str:
    """Write coverage for a terminal.

    Returns:
        The table of stages, every measure with its fraction, and what does not count, with why.
    """
    blocks = [printable(heading(coverage))]
    if coverage.stages:
        blocks.append(_aligned([HEADER, *stage_rows(coverage)]))
    figures = _figures(measure_rows(coverage))
    blocks.append("\n".join(filter(None, [figures, nothing_to_cover(coverage)])))
    lacking = missing(coverage)
    if lacking:
        blocks.append(_listed("missing:", lacking))
    excluded = exclusions(coverage)
    if excluded:
        blocks.append(
            "\n".join(["not applicable:", *(f"  {printable(line)}" for line in excluded)])
        )
    return log_text("\n\n".join(blocks))


def _listed(heading: str, lines: Sequence[str]) -> str:
    """A heading with lines below it."""
    return "\n".join([heading, *(f"  {printable(line)}" for line in lines)])


def _figures(measures: list[tuple[str, ...]]) -> str:
    """A line a measure with what it is called; notes stand below, each with its measure."""
    rows = [(name, covered, share, label) for name, label, covered, share, _ in measures]
    notes = [f"{row[0]}: {row[-1]}" for row in measures if row[-1]]
    return "\n".join(filter(None, [_aligned(rows) if rows else "", *notes]))


def _aligned(rows: Sequence[tuple[str, ...]]) -> str:
    """Rows as columns, by the width that text takes on a screen."""
    cells = [tuple(map(printable, row)) for row in rows]
    widths = [max(map(width, column)) for column in zip(*cells, strict=True)]
    lines = (
        "  ".join(
            cell + " " * (column_width - width(cell))
            for cell, column_width in zip(row, widths, strict=True)
        )
        for row in cells
    )
    return "\n".join(line.rstrip() for line in lines)
