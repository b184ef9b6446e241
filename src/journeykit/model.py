"""The model: personas, stages, touchpoints, and the journey that holds them.

Everything is frozen. A journey refuses only what would make it meaningless: two things under one
key, a reference to nothing, an order that bites its own tail. What is merely unfinished is left
for the rules to find, so that half a map can be drawn.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from typing import Any, ClassVar, Literal, TypeAlias, get_args

from attrs import field, frozen

from journeykit import dates, editing, fields, joining, journey_verbs, lookup, placing
from journeykit.addresses import Element, ElementKind, Keyed, Location, is_location
from journeykit.channels import Channel, are_channels, as_channels
from journeykit.communication import Segment, as_segments
from journeykit.durations import Span, span_of, total
from journeykit.experience import Experience, as_experiences, refuse_two_of_one_persona
from journeykit.growth import Growing
from journeykit.invariants import refuse_meaningless
from journeykit.lifecycle import ROLES, Role, as_roles
from journeykit.management import (
    BusinessGoal,
    Evidence,
    NotApplicable,
    Opportunity,
    Owner,
    System,
    Waiver,
    are_evidence,
    are_systems,
    as_business_goals,
    as_evidence,
    as_not_applicable,
    as_opportunities,
    as_owner,
    as_systems,
    as_waivers,
    is_owner,
)
from journeykit.metrics import Metric, are_metrics, as_metrics
from journeykit.pains import Pain, are_pains, as_pains
from journeykit.personas import Persona, as_personas
from journeykit.presence import Presence, as_presences
from journeykit.printable import console_text
from journeykit.stages import Stage, as_stages, stage_order
from journeykit.touchpoints import Initiator, Outcome, Purpose, Touchpoint, as_touchpoints
from journeykit.transitions import Transition
from journeykit.verbs import Evidenced, Lived, Measured, Owned, Waivable

__all__ = [
    "Initiator",
    "Journey",
    "Outcome",
    "Persona",
    "Purpose",
    "Stage",
    "State",
    "Touchpoint",
    "as_stages",
    "stage_order",
]

State: TypeAlias = Literal["", "as-is", "to-be", "planned", "actual"]


def _each_once(transitions: Transition | Iterable[Transition]) -> tuple[Transition, ...]:
    """A tuple of transitions in which none is said twice."""
    return fields.each_once(fields.several(transitions))


@frozen(repr=False)
class Journey(Lived, Measured, Evidenced, Owned, Waivable, Growing):
    """A customer journey: who walks it, through which stages, meeting what.

    Args:
        name: What it is called.
        description: More about it.
        state: `as-is`, `to-be`, `planned`, `actual`, or a word of your own.
        scenario: The situation it tells.
        scope: The canonical roles it means to cover.
        stage_model: The key of the stage model it started from.
        value_proposition: Why customers should choose the company.
        personas: Who walks it.
        stages: Its parts, in order.
        any_time: Touchpoints that can come at any time and belong to no stage.
        transitions: How people move on.
        opportunities: Ideas and plans to make it better.
        pains: What hurts in the journey as a whole.
        experiences: What each persona thinks, feels and says of the journey as a whole.
        metrics: Figures that tell whether the journey as a whole works.
        evidence: What stands behind the map as a whole.
        business_goals: What the company wants from it.
        segments: Groups of customers that guards and triggers may name.
        events: The customers' signals that triggers may name.
        channels: The channels the company offers for it, if declared.
        systems: The systems behind it, if declared.
        presences: Who joins late or leaves early.
        excluded: Cells in which a persona has, with reason, nothing to do.
        waivers: Findings accepted.
        owner: Who answers for it.
        version: Which version of the map it is.
        reviewed: When it was last looked over.
        meta: What other programs want to keep with it, such as a ticket number.
        key: The identity; the slug of the name if left out.

    Raises:
        DuplicateKeyError: Two different things share a key, channels among them.
        UnknownReferenceError: Something is named that the journey does not have.
        ModelError: The stages follow one another in a circle.

    Example:
        >>> Journey("Buying a gift", stages=[Stage("Purchase", [Touchpoint("Pays")])])
        Journey('Buying a gift', 0 personas, 1 stage, 1 touchpoint, 0 transitions)
    """

    _kind: ClassVar[ElementKind] = "journey"

    name: str = field(validator=fields.name)
    description: str = field(default="", validator=fields.text)
    state: State | str = field(
        default="", validator=fields.open_word("state", get_args(State)), kw_only=True
    )
    scenario: str = field(default="", validator=fields.text, kw_only=True)
    scope: tuple[Role, ...] = field(
        default=(),
        converter=as_roles,
        validator=fields.each_of("role", ROLES),
        kw_only=True,
    )
    stage_model: str = field(default="", validator=fields.text, kw_only=True)
    value_proposition: str = field(default="", validator=fields.text, kw_only=True)
    personas: tuple[Persona, ...] = field(
        default=(),
        converter=as_personas,
        validator=fields.every(Persona, "a persona"),
        kw_only=True,
    )
    stages: tuple[Stage, ...] = field(
        default=(),
        converter=as_stages,
        validator=fields.every(Stage, "a stage"),
        kw_only=True,
    )
    any_time: tuple[Touchpoint, ...] = field(
        default=(),
        converter=as_touchpoints,
        validator=fields.every(Touchpoint, "a touchpoint"),
        kw_only=True,
    )
    transitions: tuple[Transition, ...] = field(
        default=(),
        converter=_each_once,
        validator=fields.every(Transition, "a transition"),
        kw_only=True,
    )
    opportunities: tuple[Opportunity, ...] = field(
        default=(),
        converter=as_opportunities,
        validator=fields.every(Opportunity, "an opportunity"),
        kw_only=True,
    )
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
    business_goals: tuple[BusinessGoal, ...] = field(
        default=(),
        converter=as_business_goals,
        validator=fields.every(BusinessGoal, "a business goal"),
        kw_only=True,
    )
    segments: tuple[Segment, ...] = field(
        default=(),
        converter=as_segments,
        validator=fields.every(Segment, "a segment"),
        kw_only=True,
    )
    events: tuple[str, ...] = field(
        default=(), converter=fields.as_texts, validator=fields.texts, kw_only=True
    )
    channels: tuple[Channel, ...] = field(
        default=(), converter=as_channels, validator=are_channels, kw_only=True
    )
    systems: tuple[System, ...] = field(
        default=(), converter=as_systems, validator=are_systems, kw_only=True
    )
    presences: tuple[Presence, ...] = field(
        default=(),
        converter=as_presences,
        validator=fields.every(Presence, "a presence"),
        kw_only=True,
    )
    excluded: tuple[NotApplicable, ...] = field(
        default=(),
        converter=as_not_applicable,
        validator=fields.every(NotApplicable, "a cell that is not applicable"),
        kw_only=True,
    )
    waivers: tuple[Waiver, ...] = field(
        default=(),
        converter=as_waivers,
        validator=fields.every(Waiver, "a waiver"),
        kw_only=True,
    )
    owner: Owner | None = field(default=None, converter=as_owner, validator=is_owner, kw_only=True)
    version: str = field(default="", validator=fields.text, kw_only=True)
    reviewed: datetime.date | None = field(
        default=None, converter=dates.as_date, validator=fields.maybe(dates.date), kw_only=True
    )
    meta: tuple[tuple[str, fields.Scalar], ...] = field(
        default=(), converter=fields.as_pairs, validator=fields.scalars, kw_only=True
    )
    key: str = field(default=fields.keyed_by_name(), validator=fields.key, kw_only=True)
    location: Location | None = field(
        default=None, validator=is_location, eq=False, repr=False, kw_only=True
    )

    def __attrs_post_init__(self) -> None:
        """Refuse what would make the journey meaningless."""
        refuse_two_of_one_persona(self)
        refuse_meaningless(self)

    # The verbs of its sentence.
    walked_by = journey_verbs.walked_by
    stage = journey_verbs.stage
    anytime = journey_verbs.anytime
    flow = journey_verbs.flow
    in_order = journey_verbs.in_order
    opportunity = journey_verbs.opportunity
    aims_at = journey_verbs.aims_at
    hurts = journey_verbs.hurts
    present = journey_verbs.present
    not_applicable = journey_verbs.not_applicable

    # What it has.
    __getitem__ = lookup.find
    __contains__ = lookup.contains
    touchpoints_of = lookup.touchpoints_of
    transitions_from = lookup.transitions_from
    transitions_to = lookup.transitions_to
    transitions_between = lookup.transitions_between

    # Changes that leave no reference to nothing.
    insert = placing.insert
    move = placing.move
    remove = editing.remove
    rename = editing.rename
    rekey = editing.rekey
    replace = editing.replace
    map_touchpoints = editing.map_touchpoints
    only = editing.only
    merge = joining.merge

    def _address_of(self, element: Element | Keyed | str) -> Element:
        """The address of a thing; a text is the key or the name of what the journey has."""
        return lookup.address_of(self, element)

    @property
    def touchpoints(self) -> tuple[Touchpoint, ...]:
        """All touchpoints: stage by stage in the author's order, then those of any time."""
        inside = (touchpoint for stage in self.stages for touchpoint in stage.touchpoints)
        return (*inside, *self.any_time)

    @property
    def total_wait(self) -> Span | None:
        """What all its waits come to whose length is known; None if there are none.

        Example:
            >>> waits = [Touchpoint("Waits", wait="3 days"), Touchpoint("Queues", wait="1 hour")]
            >>> Journey("Care", stages=[Stage("Wait", waits)]).total_wait.least
            datetime.timedelta(days=3, seconds=3600)
        """
        waits = (touchpoint.wait for touchpoint in self.touchpoints if touchpoint.wait)
        return total(span for wait in waits if (span := wait.span) is not None)

    @property
    def total_time(self) -> Span | None:
        """What it takes in all, as far as it is known; None if nothing is.

        A stage that says how long it takes is taken at its word; of the others, and at any time,
        what touchpoints take and what people wait there is added up.

        Example:
            >>> form = Touchpoint("Fills in the form", duration="40 minutes", wait="2 days")
            >>> permit = Journey("Permit", stages=[Stage("Apply", form)])
            >>> permit.stage("Decision", duration="3 weeks").total_time.least
            datetime.timedelta(days=23, seconds=2400)
        """
        stages = {stage.key: span_of(stage.duration) for stage in self.stages}
        loose = [t for s in self.stages if stages[s.key] is None for t in s.touchpoints]
        each = [span_of(t.duration) for t in (*loose, *self.any_time)]
        waits = [t.wait.span for t in (*loose, *self.any_time) if t.wait]
        return total(span for span in (*stages.values(), *each, *waits) if span is not None)

    @property
    def is_plan(self) -> bool:
        """Whether nobody has walked it yet: it is to-be or planned."""
        return self.state in {"to-be", "planned"}

    def __repr__(self) -> str:
        """Show its size."""
        counts = (
            (len(self.personas), "persona"),
            (len(self.stages), "stage"),
            (len(self.touchpoints), "touchpoint"),
            (len(self.transitions), "transition"),
        )
        contents = ", ".join(f"{n} {what}{'' if n == 1 else 's'}" for n, what in counts)
        return console_text(f"Journey({self.name!r}, {contents})")

    def _repr_mimebundle_(self, **_: object) -> dict[str, str]:
        """Show the picture as the last line of a notebook cell; never raises."""
        from journeykit.display import journey_mimebundle

        return journey_mimebundle(self)

    def _mime_(self) -> tuple[str, str]:
        """Show the picture in marimo."""
        bundle = self._repr_mimebundle_()
        kind = next(iter(bundle))
        return kind, bundle[kind]

    @classmethod
    def __get_pydantic_core_schema__(cls, _source: object, _handler: object) -> Any:
        """Let Pydantic read and write journeys as the JSON document does."""
        from journeykit.display import journey_core_schema

        return journey_core_schema()

    @classmethod
    def __get_pydantic_json_schema__(cls, _schema: object, _handler: object) -> dict[str, Any]:
        """Tell Pydantic the outline of the document."""
        from journeykit.display import journey_json_schema

        return journey_json_schema()
