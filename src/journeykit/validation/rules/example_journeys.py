"""Samples: the beginnings that the examples of several families share."""

from __future__ import annotations

import itertools
from typing import Any

from journeykit.dsl import journey
from journeykit.model import Journey, Persona, Touchpoint

MAYA = Persona("Maya")
"""The persona of the examples."""


def buying(*touchpoints: Touchpoint, **said: Any) -> Journey:
    """Maya buys a gift, in one stage.

    Args:
        *touchpoints: What she meets, in no order.
        **said: Fields of the journey.

    Returns:
        The journey.
    """
    return journey("Buying a gift", **said).walked_by(MAYA).stage("Purchase", *touchpoints)


def in_a_row(*touchpoints: Touchpoint) -> Journey:
    """Maya buys a gift, one touchpoint after another.

    Args:
        *touchpoints: What she meets, in order.

    Returns:
        The journey.
    """
    row = buying(*touchpoints)
    for before, after in itertools.pairwise(touchpoints):
        row = row.flow(before >> after)
    return row
