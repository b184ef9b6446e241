"""Customer journeys as code: written as a sentence, checked, measured and drawn."""

from __future__ import annotations

__version__ = "0.1.0"
