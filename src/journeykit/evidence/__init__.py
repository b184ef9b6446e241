"""Evidence: what customers really did, held against the designed journey (an extra)."""

from __future__ import annotations

from journeykit.evidence.schema import EventSchema

__all__ = ["EventSchema"]
