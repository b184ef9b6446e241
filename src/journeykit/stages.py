"""Stages: the parts of a journey, and the order in which they come."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, ClassVar

from attrs import field, frozen

from journeykit import arguments, fields
from journeykit.addresses import ElementKind, Location, is_location
from journeykit.durations import as_duration
from journeykit.experience import Experience, as_experiences, refuse_two_of_one_persona
from journeykit.lifecycle import ROLES, Role, as_roles, roles_of
from journeykit.management import Evidence, Waiver, are_evidence, as_evidence, as_waivers
from journeykit.metrics import Metric, are_metrics, as_metrics
from journeykit.pains import Pain, are_pains, as_pains, pains_of_a_whole
from journeykit.paths import Step
from journeykit.touchpoints import Touchpoint, as_touchpoints
from journeykit.verbs import Evidenced, Lived, Measured, Waivable

if TYPE_CHECKING:
    from typing import Self


def _as_after(keys: str | Iterable[str] | None) -> tuple[str, ...] | None:
    """The keys of the stages before, or None where the author's order says it."""
    return None if keys is None else fields.each_once(fields.as_texts(keys))


@frozen(repr=False)
class Stage(Step, Lived, Measured, Evidenced, Waivable):
    """A part of the journey in which customers want one thing.

    Args:
        name: What it is called.
        touchpoints: What happens in it.
        description: More about it.
        roles: The roles it plays: `awareness`, `consideration`, `purchase`, `onboarding`,
            `experience`, `retention` or `advocacy`, or your own; by default those its name is
            known for.
        optional: Whether a journey may do without it.
        after: The keys of the stages that come before it; None for the one declared before,
            empty for a stage that nothing comes before.
        duration: How long it takes in all, with what people do and wait in it.
        customer_goal: What customers want here.
        company_goal: What the company wants here.
        pains: What hurts in the stage as a whole.
        experiences: What each persona thinks, feels and says of the stage as a whole.
        metrics: Figures that tell whether it works.
        evidence: What stands behind the stage as a whole.
        waivers: Findings accepted here.
        meta: What other programs want to keep with it, such as a ticket number.
        key: The identity; the slug of the name if left out.

    Example:
        >>> Stage("Post-purchase").roles
        ('experience', 'retention')
    """

    _kind: ClassVar[ElementKind] = "stage"

    name: str = field(validator=fields.name)
    touchpoints: tuple[Touchpoint, ...] = field(
        default=(),
        converter=as_touchpoints,
        validator=fields.every(Touchpoint, "a touchpoint"),
    )
    description: str = field(default="", validator=fields.text, kw_only=True)
    roles: tuple[Role | str, ...] = field(
        default=fields.derived(lambda self: roles_of(arguments.characters(self.name))),
        converter=as_roles,
        validator=fields.each_open_word("role", ROLES),
        kw_only=True,
    )
    optional: bool = field(default=False, validator=fields.flag, kw_only=True)
    after: tuple[str, ...] | None = field(
        default=None, converter=_as_after, validator=fields.maybe(fields.texts), kw_only=True
    )
    duration: str = field(default="", converter=as_duration, validator=fields.text, kw_only=True)
    customer_goal: str = field(default="", validator=fields.text, kw_only=True)
    company_goal: str = field(default="", validator=fields.text, kw_only=True)
    pains: tuple[Pain, ...] = field(
        default=(), converter=as_pains, validator=are_pains, kw_only=True
    )
    experiences: tuple[Experience, ...] = field(
        default=(),
        converter=as_experiences,
        validator=fields.every(Experience, "an experience"),
        kw_only=True,
    )
    metrics: tuple[Metric, ...] = field(
        default=(), converter=as_metrics, validator=are_metrics, kw_only=True
    )
    evidence: tuple[Evidence, ...] = field(
        default=(), converter=as_evidence, validator=are_evidence, kw_only=True
    )
    waivers: tuple[Waiver, ...] = field(
        default=(),
        converter=as_waivers,
        validator=fields.every(Waiver, "a waiver"),
        kw_only=True,
    )
    meta: tuple[tuple[str, fields.Scalar], ...] = field(
        default=(), converter=fields.as_pairs, validator=fields.scalars, kw_only=True
    )
    key: str = field(default=fields.keyed_by_name(), validator=fields.key, kw_only=True)
    location: Location | None = field(
        default=None, validator=is_location, eq=False, repr=False, kw_only=True
    )

    _repr_html_ = fields.card

    def __attrs_post_init__(self) -> None:
        """Refuse two experiences of one persona."""
        refuse_two_of_one_persona(self)

    def including(self, *touchpoints: Touchpoint) -> Self:
        """Add touchpoints, in order.

        Args:
            *touchpoints: What happens in this stage.

        Returns:
            A new stage.
        """
        return self._adding("touchpoints", *touchpoints)

    def hurts(self, *pains: Pain | str) -> Self:
        """Say what hurts in the stage as a whole.

        Args:
            *pains: Pains, or sentences that say them.

        Returns:
            A new stage.
        """
        return self._adding("pains", *pains_of_a_whole(pains))


def as_stages(items: Stage | Iterable[Stage]) -> tuple[Stage, ...]:
    """A tuple of stages; one alone is one item."""
    return fields.several(items)


def stage_order(stages: tuple[Stage, ...]) -> Iterator[tuple[Stage, tuple[str, ...]]]:
    """Each stage with the keys of the stages that come directly before it.

    Args:
        stages: The stages of a journey, in the author's order.

    Yields:
        The stage, and what it comes after: what it says itself, or the one declared before it.
    """
    previous: tuple[str, ...] = ()
    for stage in stages:
        yield stage, previous if stage.after is None else stage.after
        previous = (stage.key,)
