"""A report of evidence as Markdown, for a pull request or a wiki."""

from __future__ import annotations

from collections.abc import Sequence

from journeykit.evidence.report import EvidenceReport
from journeykit.evidence.reporters.tables import heading, sections
from journeykit.markup import markdown_text
from journeykit.text import mended


def as_markdown(report: EvidenceReport) -> str:
    """Write a report as Markdown.

    Returns:
        The heading, then a table a question.
    """
    title, *rest = heading(report)
    blocks = [f"## {markdown_text(title)}", *(markdown_text(line) for line in rest)]
    for section in sections(report):
        blocks.append(f"### {markdown_text(section.title)}")
        lines = [_line(section.columns), _rule(section.columns), *map(_line, section.rows)]
        blocks.append("\n".join(lines))
        if section.remark:
            blocks.append(markdown_text(section.remark))
    return mended("\n\n".join(blocks) + "\n")


def _line(cells: Sequence[str]) -> str:
    return f"| {' | '.join(map(markdown_text, cells))} |"


def _rule(columns: Sequence[str]) -> str:
    """The line below a header: numbers stand to the right."""
    return f"| --- |{' ---: |' * (len(columns) - 1)}"
