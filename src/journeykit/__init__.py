"""Customer journeys as code: written as a sentence, checked, measured and drawn.

>>> import journeykit as jk
>>> ad = jk.touchpoint("Clicks an ad", jk.Channel.ADVERTISING)
>>> shop = jk.touchpoint("Explores the shop", jk.Channel.WEBSITE)
>>> jk.journey("Buying a gift").stage("Awareness", ad).stage("Purchase", shop).flow(ad >> shop)
Journey('Buying a gift', 0 personas, 2 stages, 2 touchpoints, 1 transition)
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from journeykit.addresses import Element, Location, cell, element_of
from journeykit.channels import CHANNELS, EIGHT_CATEGORIES, Channel
from journeykit.communication import Consent, Message, Segment, Trigger
from journeykit.dsl import journey, persona, stage, touchpoint
from journeykit.durations import Wait
from journeykit.emotions import LEXICON, Emotion
from journeykit.errors import DocumentError, JourneyError, ModelError, UnknownReferenceError
from journeykit.experience import Experience, Goal, Served
from journeykit.guards import Guard, attribute, in_segment, otherwise
from journeykit.management import (
    BackstageStep,
    BusinessGoal,
    Evidence,
    NotApplicable,
    Opportunity,
    Owner,
    System,
    Waiver,
)
from journeykit.metrics import Metric
from journeykit.model import Journey, Persona, Stage, Touchpoint
from journeykit.observed_events import ObservedEvent
from journeykit.pains import Pain
from journeykit.paths import Path, either
from journeykit.presence import Presence
from journeykit.transitions import Transition

if TYPE_CHECKING:
    from journeykit.comparison import Comparison, compare
    from journeykit.coverage import Coverage, Measure, coverage_of
    from journeykit.coverage.walkthrough_plan import walkthroughs
    from journeykit.evidence import (
        EventSchema,
        EvidenceReport,
        SurveyMetric,
        SurveySchema,
        confront,
        discover,
    )
    from journeykit.graph import View, graph_of, view_of
    from journeykit.interchange.formats import (
        Export,
        Format,
        Reading,
        export,
        formats,
        read,
        read_all,
        write,
    )
    from journeykit.interchange.frames import frame_of
    from journeykit.interchange.json import dump, dumps, load, loads
    from journeykit.interchange.losses import Loss, LossReport
    from journeykit.interview import Question, questions
    from journeykit.render import Picture, draw
    from journeykit.render.diagram.image import Image
    from journeykit.render.images import image
    from journeykit.render.language import Language
    from journeykit.render.style.own import theme
    from journeykit.render.style.theme import DARK, LIGHT, MONO, Theme
    from journeykit.stage_models import (
        STAGE_MODELS,
        StageModel,
        buyer_journey,
        five_experience,
        five_loyalty,
        five_retention,
        four,
        funnel,
    )
    from journeykit.validation import (
        Finding,
        Problem,
        Report,
        RuleSet,
        check,
        installed_rules,
        recommended,
    )
    from journeykit.validation.rule import Rule, rule

__version__ = "0.1.0"

__all__ = [
    "CHANNELS",
    "DARK",
    "EIGHT_CATEGORIES",
    "LEXICON",
    "LIGHT",
    "MONO",
    "STAGE_MODELS",
    "BackstageStep",
    "BusinessGoal",
    "Channel",
    "Comparison",
    "Consent",
    "Coverage",
    "DocumentError",
    "Element",
    "Emotion",
    "EventSchema",
    "Evidence",
    "EvidenceReport",
    "Experience",
    "Export",
    "Finding",
    "Format",
    "Goal",
    "Guard",
    "Image",
    "Journey",
    "JourneyError",
    "Language",
    "Location",
    "Loss",
    "LossReport",
    "Measure",
    "Message",
    "Metric",
    "ModelError",
    "NotApplicable",
    "ObservedEvent",
    "Opportunity",
    "Owner",
    "Pain",
    "Path",
    "Persona",
    "Picture",
    "Presence",
    "Problem",
    "Question",
    "Reading",
    "Report",
    "Rule",
    "RuleSet",
    "Segment",
    "Served",
    "Stage",
    "StageModel",
    "SurveyMetric",
    "SurveySchema",
    "System",
    "Theme",
    "Touchpoint",
    "Transition",
    "Trigger",
    "UnknownReferenceError",
    "View",
    "Wait",
    "Waiver",
    "attribute",
    "buyer_journey",
    "cell",
    "check",
    "compare",
    "confront",
    "coverage_of",
    "discover",
    "draw",
    "dump",
    "dumps",
    "either",
    "element_of",
    "export",
    "five_experience",
    "five_loyalty",
    "five_retention",
    "formats",
    "four",
    "frame_of",
    "funnel",
    "graph_of",
    "image",
    "in_segment",
    "installed_rules",
    "journey",
    "load",
    "loads",
    "otherwise",
    "persona",
    "questions",
    "read",
    "read_all",
    "recommended",
    "rule",
    "stage",
    "theme",
    "touchpoint",
    "view_of",
    "walkthroughs",
    "write",
]

# Writing a journey needs the model alone; what checks, measures, draws and stores it comes when
# it is first asked for, so that importing the library stays quick.
_LATER = {
    "Comparison": "comparison",
    "compare": "comparison",
    "EventSchema": "evidence.schema",
    "EvidenceReport": "evidence.report",
    "SurveyMetric": "evidence.survey",
    "SurveySchema": "evidence.survey",
    "confront": "evidence.confrontation",
    "discover": "evidence.discovery",
    "Coverage": "coverage",
    "Measure": "coverage",
    "coverage_of": "coverage",
    "walkthroughs": "coverage.walkthrough_plan",
    "View": "graph",
    "graph_of": "graph",
    "view_of": "graph",
    "Export": "interchange.formats",
    "Format": "interchange.formats",
    "Loss": "interchange.losses",
    "LossReport": "interchange.losses",
    "Reading": "interchange.formats",
    "export": "interchange.formats",
    "formats": "interchange.formats",
    "frame_of": "interchange.frames",
    "read": "interchange.formats",
    "read_all": "interchange.formats",
    "write": "interchange.formats",
    "dump": "interchange.json",
    "dumps": "interchange.json",
    "load": "interchange.json",
    "loads": "interchange.json",
    "Question": "interview",
    "questions": "interview",
    "Picture": "render",
    "draw": "render",
    "Image": "render.diagram.image",
    "Language": "render.language",
    "image": "render.images",
    "DARK": "render.style.theme",
    "LIGHT": "render.style.theme",
    "MONO": "render.style.theme",
    "Theme": "render.style.theme",
    "theme": "render.style.own",
    "STAGE_MODELS": "stage_models",
    "StageModel": "stage_models",
    "buyer_journey": "stage_models",
    "five_experience": "stage_models",
    "five_loyalty": "stage_models",
    "five_retention": "stage_models",
    "four": "stage_models",
    "funnel": "stage_models",
    "Finding": "validation",
    "Problem": "validation",
    "Report": "validation",
    "Rule": "validation.rule",
    "RuleSet": "validation",
    "check": "validation",
    "installed_rules": "validation",
    "recommended": "validation",
    "rule": "validation.rule",
}


def __getattr__(name: str) -> object:
    """Fetch a name when it is first asked for."""
    if name not in _LATER:
        raise AttributeError(f"module 'journeykit' has no attribute {name!r}", name=name)
    value: object = getattr(import_module(f"journeykit.{_LATER[name]}"), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    """Complete all names, those that come later too."""
    return sorted(__all__)
