"""Coverage: how much of a journey is thought through, as exact numbers with what is missing."""

from __future__ import annotations

from journeykit.coverage.coverage import MEASURES, Coverage, coverage_of
from journeykit.coverage.measure import STATUSES, Cell, Measure, Status

__all__ = ["MEASURES", "STATUSES", "Cell", "Coverage", "Measure", "Status", "coverage_of"]
