"""Pain points: what hurts a customer, and the kinds of it that the literature names."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar, Literal, TypeAlias, get_args

from attrs import field, frozen

from journeykit import fields
from journeykit.addresses import ElementKind, Keyed
from journeykit.errors import ModelError

PainKind: TypeAlias = Literal[
    "disconnected channels",
    "long sales cycle",
    "poor onboarding",
    "lack of support",
    "no follow-up",
    "lack of information",
    "lack of feedback",
    "uncertainty",
    "unclear responsibility",
    "barrier",
    "confusion",
    "friction",
    "poor experience",
    "unmet need",
    "blind spot",
    "cost",
    "timing",
    "waiting",
    "effort",
    "trust",
    "failure",
    "other",
]

PAIN_KINDS: tuple[str, ...] = get_args(PainKind)
"""The kinds of pain that customer-journey literature names; any other word is a kind as well."""


@frozen
class Pain(Keyed):
    """What hurts: an obstacle, a barrier, a friction, an unmet need.

    Args:
        text: What a customer would say of it.
        kind: What kind of pain it is: `disconnected channels`, `long sales cycle`,
            `poor onboarding`, `lack of support`, `no follow-up`, `lack of information`,
            `lack of feedback`, `uncertainty`, `unclear responsibility`, `barrier`, `confusion`,
            `friction`, `poor experience`, `unmet need`, `blind spot`, `cost`, `timing`, `waiting`,
            `effort`, `trust`, `failure` or `other`; or a word of your own.
        severity: From 1 (a nuisance) to 5 (they leave); None where nobody has said.
        response: What the company does about it today.
        key: The identity; the slug of the text if left out.

    Example:
        >>> Pain("Shipping cost appears at the last step", "cost").key
        'shipping-cost-appears-at-the-last-step'
    """

    _kind: ClassVar[ElementKind] = "pain"

    text: str = field(validator=fields.name)
    kind: PainKind | str = field(
        default="other", validator=fields.open_word("kind of pain", PAIN_KINDS)
    )
    severity: int | None = field(default=None, validator=fields.maybe(fields.whole(1, 5)))
    response: str = field(default="", validator=fields.text, kw_only=True)
    key: str = field(default=fields.keyed_by_text(), validator=fields.key, kw_only=True)

    __repr__ = fields.shown
    _repr_html_ = fields.card


def as_pains(items: Pain | str | Iterable[Pain | str]) -> tuple[Pain, ...]:
    """A tuple of pains; a sentence is enough."""
    return fields.several_named(items, Pain)


def pains_of_a_whole(items: Iterable[Pain | str]) -> tuple[Pain, ...]:
    """The pains of a stage or a journey, of which nobody in particular is hurt."""
    for item in items:
        if isinstance(item, Keyed) and item.element.kind == "persona":
            raise ModelError(
                f"what hurts in a whole stage or journey hurts everybody there, got "
                f"{fields.described(item)}; say what hurts one persona at a touchpoint, "
                'touchpoint(…).hurts(persona, "…")'
            )
    return as_pains(tuple(items))


are_pains = fields.every(Pain, "a pain or a sentence that says it")
