"""Metrics: the figures that tell whether a journey, a stage or a touchpoint works."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from typing import ClassVar, Literal, TypeAlias, get_args

from attrs import field, frozen

from journeykit import dates, fields
from journeykit.addresses import ElementKind, Keyed

Direction: TypeAlias = Literal["higher", "lower"]

MetricKind: TypeAlias = Literal[
    "conversion rate",
    "click-through rate",
    "completion rate",
    "response rate",
    "churn rate",
    "completed transactions",
    "revenue",
    "retention rate",
    "engagement",
    "reviews",
    "loyalty",
    "csat",
    "nps",
    "ces",
    "trust",
    "time",
    "error rate",
    "other",
]

METRIC_KINDS: tuple[str, ...] = get_args(MetricKind)
"""The kinds of key figures; `csat`, `nps`, `ces` and `trust` ask how it was perceived."""

PERCEPTION_METRICS: frozenset[str] = frozenset({"csat", "nps", "ces", "trust"})
"""The metrics that ask customers instead of counting them."""


@frozen
class Metric(Keyed):
    """A figure that tells whether a journey, a stage or a touchpoint works.

    Args:
        name: What it is called.
        kind: What kind of figure it is: `conversion rate`, `click-through rate`,
            `completion rate`, `response rate`, `churn rate`, `completed transactions`, `revenue`,
            `retention rate`, `engagement`, `reviews`, `loyalty`, `csat`, `nps`, `ces`, `trust`,
            `time`, `error rate` or `other`; or a word of your own.
        unit: What it is counted in.
        target: What it should be.
        direction: Whether `higher` or `lower` is better.
        source: Where the figure comes from.
        baseline: What it was before.
        measured: When the value was taken.
        key: The identity; the slug of the name if left out.

    Example:
        >>> Metric("Time to answer", "time", "minutes", 2, "lower").met is None
        True
    """

    _kind: ClassVar[ElementKind] = "metric"

    name: str = field(validator=fields.name)
    kind: MetricKind | str = field(
        default="other", validator=fields.open_word("kind of metric", METRIC_KINDS)
    )
    unit: str = field(default="", validator=fields.text)
    target: float | None = field(default=None, validator=fields.maybe(fields.number))
    direction: Direction | None = field(
        default=None, validator=fields.maybe(fields.one_of("direction", get_args(Direction)))
    )
    source: str = field(default="", validator=fields.text, kw_only=True)
    baseline: float | None = field(
        default=None, validator=fields.maybe(fields.number), kw_only=True
    )
    value: float | None = field(default=None, validator=fields.maybe(fields.number), kw_only=True)
    measured: datetime.date | None = field(
        default=None, converter=dates.as_date, validator=fields.maybe(dates.date), kw_only=True
    )
    key: str = field(default=fields.keyed_by_name(), validator=fields.key, kw_only=True)

    __repr__ = fields.shown
    _repr_html_ = fields.card

    @property
    def met(self) -> bool | None:
        """Whether the value reaches the target; None when that cannot be said."""
        if self.target is None or self.value is None or self.direction is None:
            return None
        return (
            self.value >= self.target if self.direction == "higher" else self.value <= self.target
        )


def as_metrics(items: Metric | str | Iterable[Metric | str]) -> tuple[Metric, ...]:
    """A tuple of metrics; a name alone is a metric nobody has defined yet."""
    return fields.several_named(items, Metric)


are_metrics = fields.every(Metric, "a metric or its name")
