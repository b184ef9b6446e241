"""Deviations: what happened against what was planned.

The four kinds are those of the customer journey modelling language (Halvorsrud, Kvale & Følstad,
Improving service quality through customer journey analysis, 2016): a touchpoint that was planned
and did not happen, one that happened and was not planned, one out of order, one that failed.
"""

from __future__ import annotations

from typing import Literal, TypeAlias

from attrs import frozen

from journeykit import fields
from journeykit.addresses import Element
from journeykit.changes.changes import Change
from journeykit.checked import checked

DeviationKind: TypeAlias = Literal["missing", "ad hoc", "out of order", "failed"]


@frozen
class Deviation:
    """One touchpoint at which what happened differs from what was planned.

    Args:
        kind: `missing`, `ad hoc`, `out of order` or `failed`.
        element: The address of the touchpoint.
        name: What people call it.
    """

    kind: DeviationKind
    element: Element
    name: str

    __repr__ = fields.shown
    _repr_html_ = fields.card


@checked
def deviations(changes: tuple[Change, ...]) -> tuple[Deviation, ...]:
    """Return how what happened deviates from the plan.

    Args:
        changes: What is different between the planned and the actual journey.

    Returns:
        A deviation for each touchpoint, in the order of the changes.
    """
    return tuple(
        Deviation(kind, change.element, change.name)
        for change in changes
        if change.element.kind == "touchpoint" and (kind := _kind(change)) is not None
    )


def _kind(change: Change) -> DeviationKind | None:
    """What a change of a touchpoint means where the second journey is what happened."""
    if change.kind == "removed":
        return "missing"
    if change.kind == "added":
        return "ad hoc"
    if change.kind == "moved":
        return "out of order"
    if change.attribute == "outcome" and change.after in {"failed", "abandoned"}:
        return "failed"
    return None
