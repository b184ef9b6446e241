"""The catalogue: one module a family, or two where a family has two subjects."""

from __future__ import annotations

from journeykit.validation.rule import Rule
from journeykit.validation.rules import (
    automation,
    branches,
    channels,
    emotion_curve,
    experience,
    hygiene,
    lifecycle,
    measurement,
    ownership,
    persona_profiles,
    personas,
    references,
    structure,
    waivers,
)

FAMILIES: tuple[tuple[Rule, ...], ...] = (
    structure.RULES,
    branches.RULES,
    references.RULES,
    personas.RULES,
    persona_profiles.RULES,
    channels.RULES,
    lifecycle.RULES,
    emotion_curve.RULES,
    experience.RULES,
    measurement.RULES,
    ownership.RULES,
    automation.RULES,
    hygiene.RULES,
    waivers.RULES,
)
"""The families, in the order of their codes."""

RULES: tuple[Rule, ...] = tuple(rule for family in FAMILIES for rule in family)
"""Every rule of the library."""
