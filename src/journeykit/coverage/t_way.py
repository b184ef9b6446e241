"""Combined factors: how many pairs and triples of persona, stage, channel and more are met."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from types import MappingProxyType
from typing import TypeAlias

from journeykit.addresses import key_of
from journeykit.channels import Channel
from journeykit.checked import checked
from journeykit.coverage.combinations import CombinationCoverage, combination_coverage
from journeykit.errors import UnknownReferenceError
from journeykit.graph import View, view_of
from journeykit.model import Journey, Stage, Touchpoint
from journeykit.touchpoints import visitors_among

Factor: TypeAlias = Callable[[View, Touchpoint, str], Collection[str]]
"""The values of a factor at a touchpoint for a persona, whose key may be empty."""


def _feeling(view: View, touchpoint: Touchpoint, persona: str) -> Collection[str]:
    """The sign of what a persona feels."""
    valence = view.content.valence(touchpoint.key, persona)
    if valence is None:
        return ()
    return ("positive" if valence > 0 else "negative" if valence < 0 else "neutral",)


def _stage(view: View, touchpoint: Touchpoint, _: str) -> Collection[str]:
    """The stage that a touchpoint stands in, if any."""
    home = view.stage_of(touchpoint.key)
    return () if home is None else (home.key,)


FACTORS: MappingProxyType[str, Factor] = MappingProxyType(
    {
        "persona": lambda _view, _touchpoint, persona: (persona,) if persona else (),
        "stage": _stage,
        "channel": lambda _view, touchpoint, _: [c.key for c in touchpoint.channels],
        "channel class": lambda _view, touchpoint, _: [
            c.channel_class for c in touchpoint.channels if c.channel_class
        ],
        "initiator": lambda _view, touchpoint, _: (touchpoint.initiator,),
        "purpose": lambda _view, touchpoint, _: (touchpoint.purpose,) if touchpoint.purpose else (),
        "emotion": _feeling,
    }
)
"""The factors that every journey has; further ones are functions like these."""


@checked
def t_way(
    journey: Journey | View,
    strength: int,
    factors: Sequence[str] = ("persona", "stage", "channel"),
    *,
    offered: Mapping[Stage | str, Iterable[Channel]] | None = None,
    further: Mapping[str, Factor] | None = None,
) -> CombinationCoverage:
    """Measure the t-way coverage of a journey: which combinations of values some touchpoint meets.

    A factor's values are those that the journey itself names, so that a persona or a stage
    without a touchpoint counts. Cells that are not applicable, and channels that a stage does not
    offer, have left the denominator (Kuhn, Kacker and Lei, NISTIR 7878, 2012).

    Args:
        journey: The journey; or a view of it.
        strength: How many factors to take at a time.
        factors: Which factors, by name.
        offered: For some stages, the only channels that they offer.
        further: Factors of your own, by name.

    Returns:
        The coverage of each combination of factors.

    Raises:
        UnknownReferenceError: There is no factor of that name.
        ModelError: The strength is out of range.

    Example:
        >>> from journeykit import Channel, journey, touchpoint
        >>> shop = journey("Shop").stage("Purchase", touchpoint("Pays", Channel.WEBSITE))
        >>> pairs = t_way(shop.stage("Use"), 2, ["stage", "channel"])
        >>> pairs.covered, pairs.valid
        (1, 2)
    """
    view = view_of(journey)
    available = {**FACTORS, **(further or {})}
    for name in factors:
        if name not in available:
            raise UnknownReferenceError("factor", name, choices=available)
    rows = list(_rows(view, [available[name] for name in factors]))
    values = {
        name: tuple(
            dict.fromkeys((*_declared(view, name), *(v for row in rows for v in row[index])))
        )
        for index, name in enumerate(factors)
    }
    return combination_coverage(
        values, rows, strength, forbidden=_forbidden(view, values, offered or {})
    )


def _rows(view: View, factors: Sequence[Factor]) -> Iterable[tuple[tuple[str, ...], ...]]:
    """What each touchpoint covers, for each persona who comes to it."""
    personas = [persona.key for persona in view.journey.personas]
    for touchpoint in view.touchpoints:
        for persona in visitors_among(touchpoint, personas) or [""]:
            yield tuple(tuple(values(view, touchpoint, persona)) for values in factors)


def _declared(view: View, factor: str) -> Iterable[str]:
    """The values that a factor has even where no touchpoint meets them."""
    journey = view.journey
    return {
        "persona": [persona.key for persona in journey.personas],
        "stage": [stage.key for stage in journey.stages],
        "channel": [channel.key for channel in journey.channels],
    }.get(factor, [])


def _forbidden(
    view: View,
    values: Mapping[str, tuple[str, ...]],
    offered: Mapping[Stage | str, Iterable[Channel]],
) -> list[dict[str, str]]:
    """The pairs that cannot be."""
    pairs: list[dict[str, str]] = []
    if {"persona", "stage"} <= values.keys():
        pairs += [{"persona": persona, "stage": stage} for persona, stage in view.excluded]
    if {"stage", "channel"} <= values.keys():
        for stage, channels in offered.items():
            open_here = {channel.key for channel in channels}
            pairs += [
                {"stage": key_of(stage), "channel": channel}
                for channel in values["channel"]
                if channel not in open_here
            ]
    return pairs
