"""Customer journeys as code: written as a sentence, checked, measured and drawn.

>>> import journeykit as jk
>>> ad = jk.touchpoint("Clicks an ad", jk.Channel.ADVERTISING)
>>> shop = jk.touchpoint("Explores the shop", jk.Channel.WEBSITE)
>>> jk.journey("Buying a gift").stage("Awareness", ad).stage("Purchase", shop).flow(ad >> shop)
Journey('Buying a gift', 0 personas, 2 stages, 2 touchpoints, 1 transition)
"""

from __future__ import annotations

from journeykit.channels import CHANNELS, EIGHT_CATEGORIES, Channel
from journeykit.details import (
    BusinessGoal,
    Consent,
    Element,
    Evidence,
    Experience,
    Goal,
    Location,
    Message,
    Metric,
    NotApplicable,
    Opportunity,
    Owner,
    Pain,
    Segment,
    Served,
    System,
    Transition,
    Trigger,
    Wait,
    Waiver,
)
from journeykit.dsl import journey, persona, stage, touchpoint
from journeykit.emotions import LEXICON, Emotion
from journeykit.errors import JourneyError
from journeykit.guards import Guard, attribute, in_segment, otherwise
from journeykit.model import Journey, Persona, Stage, Touchpoint
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
from journeykit.verbs import Path, cell

__version__ = "0.1.0"
