"""Personas: who walks a journey."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, ClassVar

from attrs import field, frozen

from journeykit import fields
from journeykit.addresses import ElementKind, Location, is_location
from journeykit.channels import Channel, are_channels, as_channels
from journeykit.experience import Goal, are_goals, as_goals
from journeykit.guards import Facts
from journeykit.management import Evidence, are_evidence, as_evidence
from journeykit.pains import Pain, are_pains, as_pains
from journeykit.verbs import Evidenced

if TYPE_CHECKING:
    from typing import Self


@frozen(repr=False)
class Persona(Evidenced):
    """Somebody who walks the journey: a typical customer, drawn from research.

    Args:
        name: What they are called.
        description: Who they are, in a sentence.
        segment: The key of the segment they stand for.
        goals: What they want to reach.
        needs: What they need on the way.
        motivations: Why they want it.
        expectations: What they expect of the company.
        behaviours: What they usually do.
        pains: What hurts them wherever they are.
        prefers: Channels they like.
        avoids: Channels they avoid.
        demographics: Age, country, occupation and the like; guards can ask for them.
        psychographics: Attitudes and values; guards can ask for them.
        access_needs: What they need to take part, such as "screen reader".
        languages: Languages they speak, as tags such as `en`.
        evidence: The research behind them.
        meta: What other programs want to keep with it, such as a ticket number.
        key: The identity; the slug of the name if left out.

    Example:
        >>> Persona("Maya", goals=["a gift that arrives by Friday"]).goals[0].key
        'a-gift-that-arrives-by-friday'
    """

    _kind: ClassVar[ElementKind] = "persona"

    name: str = field(validator=fields.name)
    description: str = field(default="", validator=fields.text)
    segment: str = field(default="", validator=fields.text, kw_only=True)
    goals: tuple[Goal, ...] = field(
        default=(), converter=as_goals, validator=are_goals, kw_only=True
    )
    needs: tuple[str, ...] = field(
        default=(), converter=fields.as_texts, validator=fields.texts, kw_only=True
    )
    motivations: tuple[str, ...] = field(
        default=(), converter=fields.as_texts, validator=fields.texts, kw_only=True
    )
    expectations: tuple[str, ...] = field(
        default=(), converter=fields.as_texts, validator=fields.texts, kw_only=True
    )
    behaviours: tuple[str, ...] = field(
        default=(), converter=fields.as_texts, validator=fields.texts, kw_only=True
    )
    pains: tuple[Pain, ...] = field(
        default=(), converter=as_pains, validator=are_pains, kw_only=True
    )
    prefers: tuple[Channel, ...] = field(
        default=(), converter=as_channels, validator=are_channels, kw_only=True
    )
    avoids: tuple[Channel, ...] = field(
        default=(), converter=as_channels, validator=are_channels, kw_only=True
    )
    demographics: tuple[tuple[str, fields.Scalar], ...] = field(
        default=(), converter=fields.as_pairs, validator=fields.scalars, kw_only=True
    )
    psychographics: tuple[tuple[str, fields.Scalar], ...] = field(
        default=(), converter=fields.as_pairs, validator=fields.scalars, kw_only=True
    )
    access_needs: tuple[str, ...] = field(
        default=(), converter=fields.as_texts, validator=fields.texts, kw_only=True
    )
    languages: tuple[str, ...] = field(
        default=(), converter=fields.as_texts, validator=fields.texts, kw_only=True
    )
    evidence: tuple[Evidence, ...] = field(
        default=(), converter=as_evidence, validator=are_evidence, kw_only=True
    )
    meta: tuple[tuple[str, fields.Scalar], ...] = field(
        default=(), converter=fields.as_pairs, validator=fields.scalars, kw_only=True
    )
    key: str = field(default=fields.keyed_by_name(), validator=fields.key, kw_only=True)
    location: Location | None = field(
        default=None, validator=is_location, eq=False, repr=False, kw_only=True
    )

    _repr_html_ = fields.card

    @property
    def facts(self) -> Facts:
        """What guards may know of the persona."""
        facts = dict(self.psychographics) | dict(self.demographics)
        return facts | {"segment": self.segment} if self.segment else facts

    def wants(self, *goals: Goal | str) -> Self:
        """Add goals.

        Args:
            *goals: Goals, or sentences that say them.

        Returns:
            A new persona.
        """
        return self._adding("goals", *as_goals(goals))

    def suffers(self, *pains: Pain | str) -> Self:
        """Add pains that follow the persona everywhere.

        Args:
            *pains: Pains, or sentences that say them.

        Returns:
            A new persona.
        """
        return self._adding("pains", *as_pains(pains))


def as_personas(items: Persona | Iterable[Persona]) -> tuple[Persona, ...]:
    """A tuple of personas; one alone is one item."""
    return fields.several(items)
