"""Reports in the formats that people and machines read: pure functions from reports to text."""

from __future__ import annotations

from types import MappingProxyType
from typing import Protocol

from journeykit.extensions import Registry
from journeykit.validation.report import Report
from journeykit.validation.reporters.github import as_github
from journeykit.validation.reporters.html import as_html
from journeykit.validation.reporters.json import as_json
from journeykit.validation.reporters.junit import as_junit
from journeykit.validation.reporters.markdown import as_markdown
from journeykit.validation.reporters.sarif import as_sarif
from journeykit.validation.reporters.text import as_text

__all__ = [
    "REPORTERS",
    "Reporter",
    "as_github",
    "as_html",
    "as_json",
    "as_junit",
    "as_markdown",
    "as_sarif",
    "as_text",
    "reporter",
]


class Reporter(Protocol):
    """Anything that writes reports: one, or those of several journeys."""

    def __call__(self, *reports: Report) -> str:
        """Write the reports.

        Args:
            *reports: One report a journey.

        Returns:
            The text; the same for the same reports.
        """
        ...


REPORTERS: MappingProxyType[str, Reporter] = MappingProxyType(
    {
        "text": as_text,
        "markdown": as_markdown,
        "json": as_json,
        "sarif": as_sarif,
        "github": as_github,
        "junit": as_junit,
        "html": as_html,
    }
)
"""The formats of the library, by name."""

REGISTRY: Registry[Reporter] = Registry("report format", "journeykit.reports", REPORTERS)
"""The same with those of installed packages."""


def reporter(name: str) -> Reporter:
    """The function that writes a format.

    Args:
        name: A name from `REPORTERS`, or of a format that an installed package brings.

    Raises:
        UnknownReferenceError: There is no such format; the error lists what there is.
        ExtensionError: The package that brings it cannot be loaded.

    Example:
        >>> from journeykit.validation import Report
        >>> reporter("github")(Report("Gift"))
        ''
        >>> reporter("sarf")
        Traceback (most recent call last):
        journeykit.errors.UnknownReferenceError: unknown report format "sarf"; did you mean "sarif"?
    """
    return REGISTRY[name]
