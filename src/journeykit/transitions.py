"""Transitions: how customers move from one touchpoint or stage to another."""

from __future__ import annotations

from typing import Literal, TypeAlias, get_args

from attrs import field, frozen

from journeykit import fields
from journeykit.addresses import Element, as_persona_keys, as_step, is_step, shared
from journeykit.guards import Guard
from journeykit.pains import Pain, are_pains, as_pains

TransitionKind: TypeAlias = Literal[
    "next", "branch", "optional", "declined", "loop", "return", "retry", "recovery", "churn"
]


def _when(instance: Transition, attribute: object, value: object) -> None:
    """Accept nothing, some text or a guard."""
    if not isinstance(value, Guard):
        fields.text(instance, attribute, value)


@frozen
class Transition:
    """A step from one touchpoint or stage to another.

    Each end may be given as the touchpoint or stage itself, of which the address is kept.

    Args:
        source: Where it leaves.
        target: Where it arrives.
        when: The guard: free text, or a value that rules can decide.
        kind: `next`, `branch`, `optional`, `declined` (considered and not taken), `loop`,
            `return`, `retry`, `recovery` or `churn`.
        personas: The keys of those who may take it; everybody if empty.
        handover: What goes along, so that nobody starts over.
        priority: Which of several open ways is taken first; 1 before 2.
        share: The percentage of an A/B split.
        attempts: How often it may be repeated.
        pains: What hurts on the way.

    Example:
        >>> from journeykit import touchpoint
        >>> str(Transition(touchpoint("Ad"), touchpoint("Shop")).element)
        'transition:ad/shop'
    """

    source: Element = field(converter=as_step, validator=is_step)
    target: Element = field(converter=as_step, validator=is_step)
    when: str | Guard = field(default="", validator=_when, kw_only=True)
    kind: TransitionKind = field(
        default="next",
        validator=fields.one_of("kind of transition", get_args(TransitionKind)),
        kw_only=True,
    )
    personas: tuple[str, ...] = field(
        default=(), converter=as_persona_keys, validator=fields.texts, kw_only=True
    )
    handover: str = field(default="", validator=fields.text, kw_only=True)
    priority: int | None = field(
        default=None, validator=fields.maybe(fields.whole(1, 1000)), kw_only=True
    )
    share: float | None = field(
        default=None, validator=fields.maybe(fields.within(0, 100)), kw_only=True
    )
    attempts: int | None = field(
        default=None, validator=fields.maybe(fields.whole(1, 1000)), kw_only=True
    )
    pains: tuple[Pain, ...] = field(
        default=(), converter=as_pains, validator=are_pains, kw_only=True
    )

    __repr__ = fields.shown
    _repr_html_ = fields.card

    @property
    def element(self) -> Element:
        """Its address: both ends."""
        return shared("transition", self.source.key, self.target.key)

    @property
    def guarded(self) -> bool:
        """Whether it says when it is taken; a guard by itself is neither true nor false."""
        return self.when != ""

    @property
    def goes_back(self) -> bool:
        """Whether going back is what it is for."""
        return self.kind in {"loop", "return", "retry", "churn"}
