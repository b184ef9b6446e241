"""Two journeys held against each other: as-is and to-be, plan and fact, yesterday and today."""

from __future__ import annotations

from journeykit.comparison.changes import CHANGE_KINDS, Change, ChangeKind, changes_between
from journeykit.comparison.comparison import (
    Comparison,
    FeelingChange,
    MeasureChange,
    Progress,
    Progressed,
    compare,
)
from journeykit.comparison.deviations import Deviation, DeviationKind, deviations
from journeykit.comparison.matching import Match, matches

__all__ = [
    "CHANGE_KINDS",
    "Change",
    "ChangeKind",
    "Comparison",
    "Deviation",
    "DeviationKind",
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
