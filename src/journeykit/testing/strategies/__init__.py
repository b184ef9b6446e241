"""Hypothesis strategies for whole journeys and everything in them.

Every field of the model is filled sometimes, in every journey only a few: what fails shrinks to
the one that matters. Whoever has this package installed can also write
`hypothesis.strategies.from_type(Journey)`.
"""

# What tests call most is loaded ahead: otherwise the first example would pass its deadline.
import journeykit.validation.rules  # noqa: F401
from journeykit import check, coverage_of, draw, dumps, loads  # noqa: F401
from journeykit.testing.strategies.parts import (
    channels,
    emotions,
    evidence,
    goals,
    guards,
    metrics,
    observed_events,
    owners,
    pains,
    segments,
    systems,
    waivers,
)
from journeykit.testing.strategies.texts import dates, keys, names, texts
from journeykit.testing.strategies.whole_journeys import (
    experiences,
    journeys,
    opportunities,
    personas,
    stages,
    touchpoints,
    transitions,
)

__all__ = [
    "channels",
    "dates",
    "emotions",
    "evidence",
    "experiences",
    "goals",
    "guards",
    "journeys",
    "keys",
    "metrics",
    "names",
    "observed_events",
    "opportunities",
    "owners",
    "pains",
    "personas",
    "segments",
    "stages",
    "systems",
    "texts",
    "touchpoints",
    "transitions",
    "waivers",
]
