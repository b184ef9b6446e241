"""Journeys on their way in and out: one module a format."""

from __future__ import annotations
