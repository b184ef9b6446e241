"""What each view understands, for type checkers: a misspelt option is seen before it is run."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, TypeAlias, TypedDict

from journeykit.changes import Differences
from journeykit.coverage import Coverage
from journeykit.model import Journey, Persona, Stage, Touchpoint
from journeykit.observations import Observations, Observed
from journeykit.render.graphviz.engine import Engine
from journeykit.render.images import Pictures
from journeykit.render.language import Language, LanguageName
from journeykit.render.layout.paper import Fit
from journeykit.render.style.theme import Theme
from journeykit.render.views.flow import Detail
from journeykit.render.views.journey_map import Emotions
from journeykit.render.views.lanes import By
from journeykit.validation.report import Report

__all__ = [
    "AnyOptions",
    "BlueprintOptions",
    "CoverageOptions",
    "EngineName",
    "FlowOptions",
    "FunnelOptions",
    "GraphOptions",
    "LanesOptions",
    "MapOptions",
    "PersonasOptions",
    "ThemeName",
]

ThemeName: TypeAlias = Literal["light", "dark", "mono"]
EngineName: TypeAlias = Literal["dot", "pygraphviz"]


class AnyOptions(TypedDict, total=False):
    """What every view understands."""

    report: Report | None
    theme: Theme | ThemeName | None
    engine: Engine | EngineName | None
    fit: Fit | None
    language: Language | LanguageName | None
    id_prefix: str
    timeout: float | None


class _ComparisonOptions(AnyOptions, total=False):
    compared_with: Journey | Differences | None


class _PartOptions(AnyOptions, total=False):
    persona: Persona | str | None
    stage: Stage | str | None
    around: Touchpoint | str | None
    steps: int


class _EvidenceOptions(AnyOptions, total=False):
    evidence: Observed | Observations | None


class FlowOptions(_PartOptions, _ComparisonOptions, _EvidenceOptions, total=False):
    """What the flow understands."""

    direction: Literal["right", "down"]
    alone: bool
    detail: Detail


class GraphOptions(AnyOptions, total=False):
    """What the typed graph understands."""

    direction: Literal["right", "down"]
    around: Touchpoint | str | None
    steps: int
    detail: Detail


class MapOptions(_PartOptions, _ComparisonOptions, _EvidenceOptions, total=False):
    """What the map understands."""

    lanes: Sequence[str]
    emotions: Emotions
    show_empty: bool
    pictures: Pictures | None


class LanesOptions(_PartOptions, _EvidenceOptions, total=False):
    """What the lanes understand."""

    by: By


class BlueprintOptions(_PartOptions, total=False):
    """What the blueprint understands."""

    rows: Sequence[str]
    show_empty: bool


class CoverageOptions(_EvidenceOptions, total=False):
    """What the coverage understands."""

    persona: Persona | str | None
    channels: bool
    coverage: Coverage | None


class PersonasOptions(AnyOptions, total=False):
    """What the personas understand."""

    persona: Persona | str | None
    pictures: Pictures | None


class FunnelOptions(_EvidenceOptions, total=False):
    """What the funnel understands."""

    persona: Persona | str | None
