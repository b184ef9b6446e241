"""The catalogue: one module a family, or two where a family has two subjects."""

from __future__ import annotations

from journeykit.validation.rule import Rule
from journeykit.validation.rules import (
    accessibility,
    automation,
    blueprint,
    branches,
    channel_changes,
    channels,
    contact,
    emotion_curve,
    endings,
    evidence,
    execution,
    experience,
    hygiene,
    lifecycle,
    low_points,
    measured,
    measurement,
    ownership,
    pain_points,
    persona_channels,
    persona_profiles,
    persona_walks,
    personas,
    redesign,
    references,
    shape,
    structure,
    traffic,
    waiting,
    waivers,
)

FAMILIES: tuple[tuple[Rule, ...], ...] = (
    structure.RULES,
    branches.RULES,
    references.RULES,
    shape.RULES,
    personas.RULES,
    persona_walks.RULES,
    persona_profiles.RULES,
    persona_channels.RULES,
    accessibility.RULES,
    channels.RULES,
    channel_changes.RULES,
    lifecycle.RULES,
    contact.RULES,
    endings.RULES,
    emotion_curve.RULES,
    experience.RULES,
    low_points.RULES,
    pain_points.RULES,
    measurement.RULES,
    ownership.RULES,
    automation.RULES,
    waiting.RULES,
    hygiene.RULES,
    waivers.RULES,
    evidence.RULES,
    traffic.RULES,
    measured.RULES,
    blueprint.RULES,
    redesign.RULES,
    execution.RULES,
)
"""The families, in the order of their codes."""

RULES: tuple[Rule, ...] = tuple(rule for family in FAMILIES for rule in family)
"""Every rule of the library."""
