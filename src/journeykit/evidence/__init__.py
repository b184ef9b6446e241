"""Evidence: what customers really did, held against the designed journey (an extra).

>>> from journeykit.evidence import EventSchema
>>> EventSchema(entity="user_id", timestamp="ts", event="event").min_n
30
"""

from __future__ import annotations

from journeykit.evidence.confrontation import confront
from journeykit.evidence.discovery import Discovery, discover
from journeykit.evidence.report import EvidenceReport
from journeykit.evidence.schema import EventSchema
from journeykit.evidence.survey import SurveyMetric, SurveySchema

__all__ = [
    "Discovery",
    "EventSchema",
    "EvidenceReport",
    "SurveyMetric",
    "SurveySchema",
    "confront",
    "discover",
]
