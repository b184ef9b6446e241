"""What we give to people who test journeys, or who extend journeykit.

`check_rule`, `check_measure`, `check_view` and the rest, one for each thing that can be extended,
hold what somebody writes against everything that a good one is, and
`journeykit.testing.strategies` has Hypothesis strategies for whole journeys and all that is in
them. Nothing here is imported by the rest of the library; the strategies need Hypothesis, which
`pip install "journeykit[testing]"` brings.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from journeykit.testing.extensions import (
        check_dimension,
        check_fix,
        check_format,
        check_interview,
        check_measure,
        check_profile,
        check_reporter,
        check_view,
    )
    from journeykit.testing.rules import check_rule

__all__ = [
    "check_dimension",
    "check_fix",
    "check_format",
    "check_interview",
    "check_measure",
    "check_profile",
    "check_reporter",
    "check_rule",
    "check_view",
]


# Hypothesis imports this package wherever it is installed beside it, so that nothing may cost time.
def __getattr__(name: str) -> object:
    """Fetch a self-test when it is first asked for."""
    if name not in __all__:
        raise AttributeError(f"module 'journeykit.testing' has no attribute {name!r}", name=name)
    module = "rules" if name == "check_rule" else "extensions"
    return getattr(import_module(f"journeykit.testing.{module}"), name)


def __dir__() -> list[str]:
    """Complete what comes later too."""
    return sorted({*globals(), *__all__})
