"""What we give to people who test journeys, or who extend journeykit."""

from __future__ import annotations
