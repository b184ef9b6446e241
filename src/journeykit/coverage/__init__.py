"""Coverage: how much of a journey is thought through, as exact numbers with what is missing."""

from __future__ import annotations

from journeykit.coverage.combinations import CombinationCoverage
from journeykit.coverage.coverage import MEASURES, Coverage, coverage_of
from journeykit.coverage.measure import STATUSES, Cell, Measure, Status
from journeykit.coverage.t_way import FACTORS, t_way
from journeykit.coverage.thresholds import Shortfall, regressions, save_ratchet, shortfalls
from journeykit.coverage.walkthrough_plan import (
    PrimePathCoverage,
    Walkthrough,
    WalkthroughPlan,
    prime_path_coverage,
    walkthroughs,
)

__all__ = [
    "FACTORS",
    "MEASURES",
    "STATUSES",
    "Cell",
    "CombinationCoverage",
    "Coverage",
    "Measure",
    "PrimePathCoverage",
    "Shortfall",
    "Status",
    "Walkthrough",
    "WalkthroughPlan",
    "coverage_of",
    "prime_path_coverage",
    "regressions",
    "save_ratchet",
    "shortfalls",
    "t_way",
    "walkthroughs",
]
