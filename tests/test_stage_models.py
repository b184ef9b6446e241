"""Stage models: rows of stages to start from, renamed and extended as values."""

from __future__ import annotations

import pytest

from journeykit import STAGE_MODELS, Stage, StageModel, five_retention, four, funnel, journey
from journeykit.errors import UnknownReferenceError
from journeykit.lifecycle import ROLES


@pytest.mark.parametrize("model", STAGE_MODELS, ids=lambda model: model.key)
def test_a_model_makes_a_journey(model: StageModel) -> None:
    """Its stages are distinct and play roles, and what they hold is told."""
    made = journey("Shop", stages=model)
    assert model.stages == made.stages
    assert all(stage.roles and stage.description for stage in made.stages)
    assert sorted(model.roles, key=ROLES.index) == list(model.roles)


def test_the_narrower_models_stop_at_the_sale() -> None:
    """Funnel and buyer's journey are parts of a journey, on purpose."""
    assert ["funnel", "buyer-journey"] == [m.key for m in STAGE_MODELS if m.narrower]
    assert ("awareness", "consideration", "purchase") == funnel.roles


def test_stages_are_renamed_by_name_or_seen_to_be_missing() -> None:
    """Keys and roles stay, the old model stays."""
    model = five_retention.renamed({"Decision": "Purchase"})
    assert [("Purchase", "decision", ("purchase",))] == [
        (s.name, s.key, s.roles) for s in model.stages[2:3]
    ]
    assert "Decision" == five_retention.stages[2].name
    with pytest.raises(UnknownReferenceError, match='did you mean "Decision"'):
        five_retention.renamed({"Decison": "Purchase"})


def test_stages_are_added_at_the_end_or_after_another() -> None:
    """By name or as values."""
    model = four.extended("Renewal").extended(Stage("Trial"), after="Consideration")
    assert ["Awareness", "Consideration", "Trial", "Purchase", "Post-purchase", "Renewal"] == [
        stage.name for stage in model.stages
    ]
    with pytest.raises(UnknownReferenceError, match='"Nowhere" in model "Four stages"'):
        four.extended("X", after="Nowhere")
