"""Samples: the beginnings that the examples of several families share."""

from __future__ import annotations

import itertools
from typing import Any

from journeykit.channels import Channel
from journeykit.dsl import journey, touchpoint
from journeykit.management import Priority
from journeykit.model import Journey, Persona, Touchpoint

MAYA = Persona("Maya")
"""The persona of the examples."""


def buying(*touchpoints: Touchpoint, **fields: Any) -> Journey:
    """Maya buys a gift, in one stage.

    Args:
        *touchpoints: What she meets, in no order.
        **fields: Fields of the journey.
    """
    return journey("Buying a gift", **fields).walked_by(MAYA).stage("Purchase", *touchpoints)


def abandoned_basket(*pains: str, **fields: Any) -> Touchpoint:
    """Maya gives up, for the reasons given.

    Args:
        *pains: What hurts her there.
        **fields: Fields of the pains.

    Returns:
        The low point of the examples.
    """
    basket = touchpoint("Abandons the basket").feels(MAYA, -2, "annoyed")
    return basket.hurts(MAYA, *pains, **fields) if pains else basket


def opportunity_of(priority: Priority) -> Journey:
    """A worst point whose opportunity has some priority."""
    basket = abandoned_basket("shipping cost appears at the last step")
    return buying(basket).opportunity("Show cost early", basket, priority=priority)


def in_a_row(*touchpoints: Touchpoint) -> Journey:
    """Maya buys a gift, one touchpoint after another.

    Args:
        *touchpoints: What she meets, in order.
    """
    row = buying(*touchpoints)
    for before, after in itertools.pairwise(touchpoints):
        row = row.flow(before >> after)
    return row


PAYS = touchpoint("Pays", Channel.WEBSITE, purpose="convert")
"""Where a customer of the examples buys."""


def sale(**fields: Any) -> Journey:
    """A journey that comes as far as the sale."""
    return (
        journey("Buying a gift", **fields)
        .stage("Awareness", touchpoint("Clicks an ad", Channel.ADVERTISING, purpose="inform"))
        .stage("Purchase", PAYS)
    )


def used(*touchpoints: Touchpoint) -> Journey:
    """A journey that goes on after the sale.

    Args:
        *touchpoints: What happens then.
    """
    return sale().stage("Experience", touchpoint("Unpacks it", purpose="other"), *touchpoints)
