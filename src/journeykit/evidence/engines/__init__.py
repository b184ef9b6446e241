"""Engines: whatever answers SQL text with rows."""

from __future__ import annotations

from journeykit.evidence.engines.engine import Dialect, SqlEngine, Table

__all__ = ["Dialect", "SqlEngine", "Table"]
