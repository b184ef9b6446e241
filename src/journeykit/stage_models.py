"""Stage models: ready-made rows of stages to start a journey from.

Literature does not agree on the stages of a journey, so several models stand here as data. What
makes them comparable is the canonical roles their stages play. A model is a value: rename its
stages, put further ones in, and start a journey from what comes out.

>>> [stage.name for stage in five_retention.renamed({"Decision": "Purchase"}).stages]
['Awareness', 'Consideration', 'Purchase', 'Retention', 'Advocacy']
"""

from __future__ import annotations

from collections.abc import Mapping

from attrs import evolve, field, frozen

from journeykit import fields
from journeykit.addresses import key_of
from journeykit.errors import UnknownReferenceError
from journeykit.lifecycle import CONTENT, ROLES
from journeykit.model import Stage, as_stages


@frozen
class StageModel:
    """A named row of stages.

    Args:
        key: The identity.
        name: What it is called.
        stages: Its stages, in order.
        narrower: Whether it stops short of a whole journey on purpose, as a sales funnel does.
    """

    key: str = field(validator=fields.key)
    name: str = field(validator=fields.name)
    stages: tuple[Stage, ...] = field(converter=as_stages, validator=fields.every(Stage, "a stage"))
    narrower: bool = field(default=False, validator=fields.flag, kw_only=True)

    __repr__ = fields.shown
    _repr_html_ = fields.card

    @property
    def roles(self) -> tuple[str, ...]:
        """The canonical roles its stages play, in canonical order."""
        played = {role for stage in self.stages for role in stage.roles}
        return tuple(role for role in ROLES if role in played)

    def renamed(self, names: Mapping[str, str]) -> StageModel:
        """The same model with other names for some stages; keys and roles stay.

        Args:
            names: Old name to new name.

        Returns:
            A new model.

        Raises:
            UnknownReferenceError: The model has no stage of an old name.
        """
        stage_names = [stage.name for stage in self.stages]
        for name in names:
            self._index_of(name, stage_names)
        return evolve(
            self,
            stages=tuple(evolve(s, name=names.get(s.name, s.name)) for s in self.stages),
        )

    def extended(self, *stages: Stage | str, after: str = "") -> StageModel:
        """The same model with further stages.

        Args:
            *stages: The stages, or their names.
            after: The name of the stage they come after; the end if left out.

        Returns:
            A new model.

        Raises:
            UnknownReferenceError: The model has no stage of that name.
        """
        names = [stage.name for stage in self.stages]
        index = self._index_of(after, names) + 1 if after else len(names)
        added = tuple(Stage(stage) if isinstance(stage, str) else stage for stage in stages)
        return evolve(self, stages=(*self.stages[:index], *added, *self.stages[index:]))

    def _index_of(self, name: str, names: list[str]) -> int:
        """Where a stage stands, by name or key."""
        for index, stage in enumerate(self.stages):
            if stage.name == name or stage.key == key_of(name):
                return index
        raise UnknownReferenceError("stage", name, choices=names, where=f'model "{self.name}"')


def _stage(name: str, *roles: str) -> Stage:
    """A stage that plays roles and says what they usually hold."""
    contents = [CONTENT[role] for role in roles]
    return Stage(
        name,
        roles=roles,
        description="; ".join(content.customer for content in contents),
        company_goal="; ".join(content.company for content in contents),
    )


five_loyalty = StageModel(
    "five-loyalty",
    "Five stages to loyalty",
    [
        _stage("Awareness", "awareness"),
        _stage("Interest and consideration", "consideration"),
        _stage("Decision", "purchase"),
        _stage("Post-purchase experience", "experience"),
        _stage("Loyalty and advocacy", "retention", "advocacy"),
    ],
)
"""Awareness, interest, decision, experience, loyalty and advocacy."""

four = StageModel(
    "four",
    "Four stages",
    [
        _stage("Awareness", "awareness"),
        _stage("Consideration", "consideration"),
        _stage("Purchase", "purchase"),
        _stage("Post-purchase", "experience", "retention"),
    ],
)
"""The shortest whole journey."""

five_retention = StageModel(
    "five-retention",
    "Five stages with retention",
    [
        _stage("Awareness", "awareness"),
        _stage("Consideration", "consideration"),
        _stage("Decision", "purchase"),
        _stage("Retention", "retention", "experience"),
        _stage("Advocacy", "advocacy"),
    ],
)
"""The model most marketing teams use; its third stage is also called Purchase."""

five_experience = StageModel(
    "five-experience",
    "Five stages with experience",
    [
        _stage("Awareness", "awareness"),
        _stage("Consideration", "consideration"),
        _stage("Purchase", "purchase", "onboarding"),
        _stage("Experience", "experience"),
        _stage("Advocacy", "advocacy"),
    ],
)
"""Onboarding is part of the purchase, and using the product is a stage of its own."""

funnel = StageModel(
    "funnel",
    "Marketing funnel",
    [
        _stage("Awareness", "awareness"),
        _stage("Consideration", "consideration"),
        _stage("Conversion", "purchase"),
    ],
    narrower=True,
)
"""Ends at the sale on purpose; a part of a journey, not a whole one."""

buyer_journey = StageModel(
    "buyer-journey",
    "Buyer's journey",
    [
        Stage("Need", roles=["awareness"], description="notices a need"),
        _stage("Evaluation", "consideration"),
        _stage("Purchase", "purchase"),
    ],
    narrower=True,
)
"""From the need to the purchase; a part of a journey, not a whole one."""

STAGE_MODELS: tuple[StageModel, ...] = (
    five_loyalty,
    four,
    five_retention,
    five_experience,
    funnel,
    buyer_journey,
)
"""Every stage model that comes with the library."""
