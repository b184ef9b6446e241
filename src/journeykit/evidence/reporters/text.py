"""A report of evidence as text, for a terminal."""

from __future__ import annotations

from collections.abc import Sequence

from journeykit.evidence.report import EvidenceReport
from journeykit.evidence.reporters.section import TableSection
from journeykit.evidence.reporters.tables import heading, sections
from journeykit.printable import log_text, printable
from journeykit.text import width, wrapped

_WIDEST = 44
"""How many columns of a terminal the words of a row take at most."""

_COLUMNS = 100


def as_text(report: EvidenceReport) -> str:
    """Write a report as text.

    Returns:
        The heading, then a table a question.
    """
    blocks = ["\n".join(map(printable, heading(report)))]
    blocks.extend(map(_section, sections(report)))
    return log_text("\n\n".join(blocks)) + "\n"


def _section(section: TableSection) -> str:
    """Write a table below its title."""
    shown = [section.columns, *section.rows]
    columns = [column for column in range(len(section.columns)) if _holds(section, column)]
    cells = [[_short(printable(row[column])) for column in columns] for row in shown]
    widths = [max(width(row[n]) for row in cells) for n in range(len(columns))]
    lines = [section.title, *(_line(row, widths) for row in cells)]
    if section.remark:
        lines.extend(f"  {line}" for line in wrapped(section.remark, _COLUMNS - 2))
    return "\n".join(lines)


def _holds(section: TableSection, column: int) -> bool:
    """Whether a column says anything at all."""
    return any(row[column] for row in section.rows)


def _short(text: str) -> str:
    return wrapped(text, _WIDEST, 1)[0] if width(text) > _WIDEST else text


def _line(row: Sequence[str], widths: Sequence[int]) -> str:
    """Write a row: words to the left, numbers to the right."""
    first, *others = row
    cells = [first + " " * (widths[0] - width(first))]
    cells += [" " * (w - width(cell)) + cell for cell, w in zip(others, widths[1:], strict=True)]
    return ("  " + "  ".join(cells)).rstrip()
