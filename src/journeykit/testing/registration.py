"""What Hypothesis calls when it is imported: our strategies for our types.

The entry point in the group `hypothesis` names `register_strategies`. It is cheap, because every
test run that imports Hypothesis pays for it: the strategies themselves are imported when a type
is first asked for.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from hypothesis.strategies import SearchStrategy

    from journeykit.model import Journey


def register_strategies() -> None:
    """Let `hypothesis.strategies.from_type(Journey)` make whole, valid journeys.

    Hypothesis calls this itself; nobody else needs to.

    Example:
        >>> register_strategies()
        >>> from hypothesis import strategies
        >>> from journeykit.model import Journey
        >>> strategies.from_type(Journey).validate()
    """
    from hypothesis.strategies import register_type_strategy

    from journeykit.model import Journey

    register_type_strategy(Journey, _journeys)


def _journeys(_: type[Journey]) -> SearchStrategy[Journey]:
    from journeykit.testing.strategies import journeys

    return journeys()
