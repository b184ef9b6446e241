"""Coverage as Markdown, for a pull request or a wiki."""

from __future__ import annotations

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
from journeykit.markup import markdown_text


@checked
def as_markdown(coverage: Coverage) -> str:
    """Write coverage as Markdown tables.

    Returns:
        The table of stages, the table of measures, and what does not count.
    """
    blocks = [f"## {_cell(heading(coverage))}"]
    if coverage.stages:
        blocks.append(_table(HEADER, stage_rows(coverage)))
    blocks.append(
        _table(("measure", "what it tells", "covered", "share", "notes"), measure_rows(coverage))
    )
    if nothing_to_cover(coverage):
        blocks.append(_cell(nothing_to_cover(coverage)))
    lacking = missing(coverage)
    if lacking:
        blocks.append("\n".join(f"- missing {_cell(line)}" for line in lacking))
    excluded = exclusions(coverage)
    if excluded:
        blocks.append("\n".join(f"- not applicable: {_cell(line)}" for line in excluded))
    return "\n\n".join(blocks) + "\n"


def _table(header: tuple[str, ...], rows: list[tuple[str, ...]]) -> str:
    lines = [header, ("---",) * len(header), *rows]
    return "\n".join(f"| {' | '.join(map(_cell, line))} |" for line in lines)


def _cell(text: str) -> str:
    """Text that Markdown shows as it is; the rule below a header stays a rule."""
    return text if set(text) == {"-"} else markdown_text(text)
