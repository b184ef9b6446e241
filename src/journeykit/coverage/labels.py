"""What measures are called where people read them, beside their names in code."""

from __future__ import annotations

from types import MappingProxyType

__all__ = ["LABELS", "label_of"]

LABELS: MappingProxyType[str, str] = MappingProxyType(
    {
        "stage": "Stages with a touchpoint",
        "touchpoint": "Reachable touchpoints",
        "transition": "Usable transitions",
        "decision": "Branches that somebody takes",
        "condition": "Conditions that make a difference",
        "persona_stage": "Stages with a touchpoint for each persona",
        "persona_stage_channel": "Stages with a touchpoint on a preferred channel",
        "persona_stage_every_channel": "Stages with a touchpoint on every channel",
        "goal": "Goals met",
        "goal_preferred": "Goals met on a preferred channel",
        "goal_in_time": "Goals met in time",
        "need": "Needs met",
        "pain": "Pain points with a response",
        "pain_resolved": "Pain points resolved",
        "pain_weighted": "Pain points with a response, weighted by severity",
        "path": "Personas who can finish",
        "whole_path": "Personas who can pass every stage",
        "emotion": "Touchpoints with a feeling",
        "measurement": "Stages with a metric",
        "ownership": "Touchpoints with an owner",
        "evidence": "Touchpoints with evidence",
        "lifecycle": "Lifecycle roles in scope",
    }
)
"""By the name of the measure."""


def label_of(name: str) -> str:
    """Return what a measure is called.

    Args:
        name: Its name in code.

    Returns:
        Its label; of a measure that another package brings, its name with spaces.

    Example:
        >>> label_of("path"), label_of("our_own_measure")
        ('Personas who can finish', 'Our own measure')
    """
    return LABELS.get(name) or name.replace("_", " ").capitalize()
