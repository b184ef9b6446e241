"""What we give to people who test journeys, or who extend journeykit.

`check_rule` holds a rule against everything that a good rule is, and
`journeykit.testing.strategies` has Hypothesis strategies for whole journeys and all that is in
them. Nothing here is imported by the rest of the library; the strategies need Hypothesis, which
``pip install "journeykit[testing]"`` brings.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from journeykit.testing.rules import check_rule

__all__ = ["check_rule"]


# Hypothesis imports this package wherever it is installed beside it, so that nothing may cost time.
def __getattr__(name: str) -> object:
    """Fetch `check_rule` when it is first asked for."""
    if name not in __all__:
        raise AttributeError(f"module 'journeykit.testing' has no attribute {name!r}", name=name)
    from journeykit.testing.rules import check_rule

    return check_rule


def __dir__() -> list[str]:
    """Complete what comes later too."""
    return sorted({*globals(), *__all__})
