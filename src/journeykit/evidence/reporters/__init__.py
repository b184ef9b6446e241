"""Reports of evidence: pure functions from a report to text, one file a format."""

from __future__ import annotations

from collections.abc import Callable
from types import MappingProxyType

from journeykit.evidence.report import EvidenceReport
from journeykit.evidence.reporters.html import as_html
from journeykit.evidence.reporters.json import as_json
from journeykit.evidence.reporters.markdown import as_markdown
from journeykit.evidence.reporters.text import as_text

FORMATS: MappingProxyType[str, Callable[[EvidenceReport], str]] = MappingProxyType(
    {"text": as_text, "markdown": as_markdown, "json": as_json, "html": as_html}
)
"""Every format, by name."""

__all__ = ["FORMATS", "as_html", "as_json", "as_markdown", "as_text"]
