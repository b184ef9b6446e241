"""What is different between two journeys: as-is and to-be, plan and fact, yesterday and today."""

from __future__ import annotations

from journeykit.changes.changes import CHANGE_KINDS, Change, ChangeKind, changes_between
from journeykit.changes.deviations import Deviation, DeviationKind, deviations
from journeykit.changes.differences import (
    PURPOSES,
    Differences,
    FeelingChange,
    Progress,
    Progressed,
    Purpose,
)
from journeykit.changes.matching import Match, matches

__all__ = [
    "CHANGE_KINDS",
    "PURPOSES",
    "Change",
    "ChangeKind",
    "Deviation",
    "DeviationKind",
    "Differences",
    "FeelingChange",
    "Match",
    "Progress",
    "Progressed",
    "Purpose",
    "changes_between",
    "deviations",
    "matches",
]
