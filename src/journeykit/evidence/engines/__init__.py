"""Engines: whatever answers SQL text with rows."""

from __future__ import annotations

from journeykit.evidence.engines.engine import Dialect, LogTable, SqlEngine

__all__ = ["Dialect", "LogTable", "SqlEngine"]
