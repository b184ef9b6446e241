"""Reports of coverage: pure functions `Coverage -> str`, one file a format."""

from __future__ import annotations

from collections.abc import Callable
from types import MappingProxyType

from journeykit.coverage.coverage import Coverage
from journeykit.coverage.reporters.html import as_html
from journeykit.coverage.reporters.json import as_json
from journeykit.coverage.reporters.markdown import as_markdown
from journeykit.coverage.reporters.text import as_text
from journeykit.extensions import Registry

FORMATS: MappingProxyType[str, Callable[[Coverage], str]] = MappingProxyType(
    {"text": as_text, "markdown": as_markdown, "json": as_json, "html": as_html}
)
"""Every format of the library, by name."""

REGISTRY: Registry[Callable[[Coverage], str]] = Registry(
    "coverage format", "journeykit.coverage_reports", FORMATS
)
"""The same with those of installed packages."""

__all__ = ["FORMATS", "REGISTRY", "as_html", "as_json", "as_markdown", "as_text"]
