"""Comparisons in the formats that people and machines read."""

from __future__ import annotations

from collections.abc import Callable
from types import MappingProxyType

from journeykit.comparison.comparison import Comparison
from journeykit.comparison.reporters.json import as_json
from journeykit.comparison.reporters.markdown import as_markdown
from journeykit.comparison.reporters.text import as_text

__all__ = ["REPORTERS", "as_json", "as_markdown", "as_text"]

REPORTERS: MappingProxyType[str, Callable[[Comparison], str]] = MappingProxyType(
    {"text": as_text, "markdown": as_markdown, "json": as_json}
)
"""The formats by name."""
