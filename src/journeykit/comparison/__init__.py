"""Two journeys held against each other, and what their differences do."""

from __future__ import annotations

from journeykit.changes import (
    CHANGE_KINDS,
    Change,
    ChangeKind,
    Deviation,
    DeviationKind,
    Differences,
    FeelingChange,
    Match,
    Progress,
    Progressed,
    changes_between,
    deviations,
    matches,
)
from journeykit.comparison.comparison import Comparison, MeasureChange, compare

__all__ = [
    "CHANGE_KINDS",
    "Change",
    "ChangeKind",
    "Comparison",
    "Deviation",
    "DeviationKind",
    "Differences",
    "FeelingChange",
    "Match",
    "MeasureChange",
    "Progress",
    "Progressed",
    "changes_between",
    "compare",
    "deviations",
    "matches",
]
