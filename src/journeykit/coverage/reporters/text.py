"""Coverage as text for people."""

from __future__ import annotations

from journeykit.coverage.coverage import Coverage
from journeykit.coverage.reporters.table import (
    HEADER,
    exclusions,
    heading,
    measure_rows,
    nothing_to_cover,
    stage_rows,
)
from journeykit.text import width


def as_text(coverage: Coverage) -> str:
    """Write coverage for a terminal.

    Args:
        coverage: The coverage.

    Returns:
        The table of stages, every measure with its fraction, and what does not count, with why.
    """
    blocks = [heading(coverage)]
    if coverage.stages:
        blocks.append(_aligned([HEADER, *stage_rows(coverage)]))
    rows = measure_rows(coverage)
    blocks.append("\n".join(filter(None, [_aligned(rows), nothing_to_cover(coverage)])))
    excluded = exclusions(coverage)
    if excluded:
        blocks.append("\n".join(["not applicable:", *(f"  {line}" for line in excluded)]))
    return "\n\n".join(blocks)


def _aligned(rows: list[tuple[str, ...]]) -> str:
    """Rows as columns, by the width that text takes on a screen."""
    widths = [max(map(width, column)) for column in zip(*rows, strict=True)]
    lines = (
        "  ".join(cell + " " * (wide - width(cell)) for cell, wide in zip(row, widths, strict=True))
        for row in rows
    )
    return "\n".join(line.rstrip() for line in lines)
