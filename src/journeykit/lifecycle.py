"""The canonical roles of a stage: what makes journeys with different stage names comparable.

A stage may play several roles and a journey need not play them all. What each role asks of the
customer and of the company comes from the common ground of customer-journey literature.
"""

from __future__ import annotations

from collections.abc import Iterable
from types import MappingProxyType
from typing import Any, Literal, TypeAlias, get_args

from attrs import field, frozen

from journeykit import fields
from journeykit.text import slug

Role: TypeAlias = Literal[
    "awareness",
    "consideration",
    "purchase",
    "onboarding",
    "experience",
    "retention",
    "advocacy",
]

ROLES: tuple[str, ...] = get_args(Role)
"""The canonical roles, in the order of a life with a product."""

POST_PURCHASE: tuple[str, ...] = ("onboarding", "experience", "retention", "advocacy")
"""The roles that come after the sale."""


@frozen
class RoleContent:
    """What usually happens in a stage that plays a role.

    Args:
        customer: What the customer does or needs.
        company: What the company is there for.
        touchpoints: Touchpoints that are typical.
    """

    customer: str = field(validator=fields.name)
    company: str = field(validator=fields.name)
    touchpoints: tuple[str, ...] = field(converter=fields.as_texts, validator=fields.texts)

    __repr__ = fields.shown


CONTENT: MappingProxyType[str, RoleContent] = MappingProxyType(
    {
        "awareness": RoleContent(
            "meets the brand for the first time and notices a problem or a need",
            "catch attention and make a good first impression wherever people look",
            ["ad", "recommendation", "social post", "search result", "first website visit"],
        ),
        "consideration": RoleContent(
            "compares products, prices and reviews and weighs the options",
            "answer questions with the right information and earn trust without pushing",
            ["website", "reviews", "comparison article", "ebook", "recommendation"],
        ),
        "purchase": RoleContent(
            "checks one last time and completes the transaction",
            "remove barriers, reassure, and make the checkout simple",
            ["product information", "sales conversation", "checkout", "customer service"],
        ),
        "onboarding": RoleContent(
            "uses the product for the first time",
            "spare people a confusing start",
            ["welcome message", "first use", "getting-started guide"],
        ),
        "experience": RoleContent(
            "uses the product, needs help, feels its value",
            "support quickly and well",
            ["product", "support", "customer service"],
        ),
        "retention": RoleContent(
            "goes on with the relationship",
            "keep giving value, settle problems, reward loyalty",
            ["loyalty programme", "personal offer", "renewal"],
        ),
        "advocacy": RoleContent(
            "recommends, refers, writes reviews",
            "make it easy and worth while to speak well of the company",
            ["referral", "review site", "testimonial", "social media"],
        ),
    }
)
"""For each role, what a stage that plays it usually holds."""

ALIASES: MappingProxyType[str, tuple[str, ...]] = MappingProxyType(
    {
        **{role: (role,) for role in ROLES},
        "discovery": ("awareness",),
        "interest": ("consideration",),
        "interest-and-consideration": ("consideration",),
        "evaluation": ("consideration",),
        "decision": ("purchase",),
        "decision-purchase": ("purchase",),
        "conversion": ("purchase",),
        "post-purchase": ("experience", "retention"),
        "post-purchase-experience": ("experience",),
        "use": ("experience",),
        "usage": ("experience",),
        "service": ("experience",),
        "support": ("experience",),
        "loyalty": ("retention",),
        "loyalty-and-advocacy": ("retention", "advocacy"),
    }
)
"""Stage names that everybody uses, by slug, and the roles they play."""


def as_roles(roles: Role | str | Iterable[Role | str]) -> tuple[Any, ...]:
    """A tuple of roles; one alone is one item."""
    return fields.several(roles)


def roles_of(stage_name: str) -> tuple[str, ...]:
    """The roles that a stage plays by its name alone.

    Returns:
        Its canonical roles; empty for a name of one's own.

    Example:
        >>> roles_of("Loyalty and advocacy")
        ('retention', 'advocacy')
        >>> roles_of("Getting out")
        ()
    """
    return ALIASES.get(slug(stage_name), ())
