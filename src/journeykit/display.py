"""How values show themselves: the one place that knows who writes what about them.

A report imports nothing that shows it; whoever shows it, imports the report. Only when a value is
asked for its text, for what a notebook shows of it, or by Pydantic for its document, is this module
looked up, and it finds the rest.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from journeykit.printable import console_text

if TYPE_CHECKING:
    from pydantic_core.core_schema import CoreSchema

    from journeykit.comparison.comparison import Comparison
    from journeykit.coverage.coverage import Coverage
    from journeykit.evidence.report import EvidenceReport
    from journeykit.model import Journey
    from journeykit.validation.report import Report


def journey_mimebundle(journey: Journey) -> dict[str, str]:
    """Return what a notebook shows of a journey, by media type."""
    from journeykit.render.notebook import mimebundle

    return mimebundle(journey)


def journey_core_schema() -> CoreSchema:
    """Return how Pydantic reads and writes a journey."""
    from journeykit.interchange.pydantic import core_schema

    return core_schema()


def journey_json_schema() -> dict[str, Any]:
    """Return the outline of the document of a journey, for Pydantic."""
    from journeykit.interchange.pydantic import json_schema

    return json_schema()


def card_html(value: object) -> str:
    """Return a value as a card, which a notebook shows of whatever has no display of its own."""
    from journeykit.card import card

    return card(value)


def report_text(report: Report) -> str:
    """Return a report as a terminal shows it."""
    from journeykit.validation.reporters.text import as_text

    return console_text(as_text(report))


def report_html(report: Report) -> str:
    """Return a report as a notebook shows it."""
    from journeykit.validation.reporters.html import as_html

    return as_html(report)


def coverage_text(coverage: Coverage) -> str:
    """Return coverage as a terminal shows it."""
    from journeykit.coverage.reporters.text import as_text

    return console_text(as_text(coverage))


def coverage_html(coverage: Coverage) -> str:
    """Return coverage as a notebook shows it."""
    from journeykit.coverage.reporters.html import as_html

    return as_html(coverage)


def comparison_text(comparison: Comparison) -> str:
    """Return a comparison as a terminal shows it."""
    from journeykit.comparison.reporters.text import as_text

    return console_text(as_text(comparison))


def comparison_markdown(comparison: Comparison) -> str:
    """Return a comparison as a notebook shows it."""
    from journeykit.comparison.reporters.markdown import as_markdown

    return as_markdown(comparison)


def evidence_text(report: EvidenceReport) -> str:
    """Return a report of evidence as a terminal shows it."""
    from journeykit.evidence.reporters.text import as_text

    return console_text(as_text(report))


def evidence_html(report: EvidenceReport) -> str:
    """Return a report of evidence as a notebook shows it."""
    from journeykit.evidence.reporters.html import as_html

    return as_html(report)


def evidence_markdown(report: EvidenceReport) -> str:
    """Return a report of evidence as Markdown."""
    from journeykit.evidence.reporters.markdown import as_markdown

    return as_markdown(report)


def evidence_json(report: EvidenceReport) -> str:
    """Return a report of evidence as JSON."""
    from journeykit.evidence.reporters.json import as_json

    return as_json(report)
