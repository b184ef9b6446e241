"""Planned and actual: where what happened differs from what was planned."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from types import MappingProxyType

from journeykit.addresses import Element
from journeykit.changes import DeviationKind, Differences
from journeykit.dsl import journey, touchpoint
from journeykit.graph import View
from journeykit.model import Journey, Touchpoint
from journeykit.validation.finding import Fine, Problem, Severity, Verdict
from journeykit.validation.rule import Rule, rule

_FAMILY = "planned and actual"
_SOURCE = (
    "Halvorsrud, Kvale and Følstad, Improving service quality through customer journey analysis, "
    "2016."
)


def _return(*touchpoints: Touchpoint, state: str = "actual") -> Journey:
    """Somebody returns shoes."""
    return journey("Returning shoes", state=state).stage("Return", *touchpoints)


_STEPS = tuple(map(touchpoint, ("Prints the label", "Posts the parcel", "Is paid back")))


def _planned() -> Journey:
    """What should happen."""
    return _return(*_STEPS, state="planned")


def _as_planned() -> Journey:
    """What happened, as it should."""
    return _return(*_STEPS)


_SENTENCES: Mapping[DeviationKind, str] = MappingProxyType(
    {
        "missing": '"{}" was planned and did not happen',
        "ad hoc": '"{}" happened and was not planned',
        "out of order": '"{}" happened at another point than planned',
        "failed": '"{}" did not go as planned: it was {}',
    }
)


def _deviations(kind: DeviationKind, view: View, differences: Differences) -> Iterator[Verdict]:
    """Yield what a rule about one kind of deviation says of each touchpoint."""
    deviating = {each.element for each in differences.deviations if each.kind == kind}
    for each in differences.deviations:
        if each.kind != kind:
            continue
        element = differences.now(each.element)
        outcome = view.touchpoint(element.key).outcome if kind == "failed" else ""
        yield Problem(
            _SENTENCES[kind].format(each.name, outcome),
            element if view.has(element) else _stage_before(each.element, view, differences),
            salient=element.key,
        )
    journey = differences.before if kind == "missing" else differences.after
    for touchpoint in journey.touchpoints:
        if touchpoint.element not in deviating:
            here = differences.now(touchpoint.element) if kind == "missing" else touchpoint.element
            yield Fine(here if view.has(here) else view.journey.element)


def _stage_before(element: Element, view: View, differences: Differences) -> Element:
    """The stage in which something stood that is gone; the journey if that is gone too."""
    stage = differences.view_before.stage_of(element.key)
    here = view.journey.element if stage is None else differences.now(stage.element)
    return here if view.has(here) else view.journey.element


def _deviation(
    name: str,
    code: str,
    kind: DeviationKind,
    severity: Severity,
    fires: Callable[[], Journey],
    **words: str,
) -> Rule:
    """Make the rule about one kind of deviation."""

    @rule(
        name,
        code,
        severity=severity,
        subjects="planned touchpoints" if kind == "missing" else "touchpoints",
        family=_FAMILY,
        source=_SOURCE,
        compared_with=_planned,
        fires=fires,
        silent=_as_planned,
        purposes=["execution"],
        **words,  # type: ignore[arg-type]
    )
    def look(view: View, differences: Differences) -> Iterator[Verdict]:
        """Look for touchpoints that deviate."""
        yield from _deviations(kind, view, differences)

    return look


planned_touchpoint_missing = _deviation(
    "planned-touchpoint-missing",
    "JK871",
    "missing",
    "warning",
    lambda: _return(*_STEPS[:2]),
    detects="A planned touchpoint that did not happen.",
    why="The customer was promised something that never came.",
    formally="A touchpoint of the planned journey is not in the actual one, by key.",
    fix="find out why it did not happen, or take it out of the plan",
)
unplanned_touchpoint = _deviation(
    "unplanned-touchpoint",
    "JK872",
    "ad hoc",
    "info",
    lambda: _as_planned().stage("Help", touchpoint("Calls the hotline")),
    detects="A touchpoint that happened and was not planned.",
    why="What customers do on their own shows what the plan left open.",
    formally="A touchpoint of the actual journey is not in the planned one, by key.",
    fix="add it to the plan, or remove what makes it necessary",
)
touchpoint_out_of_order = _deviation(
    "touchpoint-out-of-order",
    "JK873",
    "out of order",
    "warning",
    lambda: _return(_STEPS[0], _STEPS[2], _STEPS[1]),
    detects="A touchpoint that happened at another point than planned.",
    why="What comes too early or too late confuses, and what depends on it goes wrong.",
    formally="A touchpoint is in both journeys, and in the actual one it stands in another stage "
    "or in another order.",
    fix="find out what held it up, or change the order of the plan",
)
planned_touchpoint_failed = _deviation(
    "planned-touchpoint-failed",
    "JK874",
    "failed",
    "warning",
    lambda: _return(*_STEPS[:2], touchpoint("Is paid back", outcome="failed")),
    detects="A touchpoint that failed or was abandoned, against the plan.",
    why="The plan was kept up to here, and here the customer was let down.",
    formally="The outcome of a touchpoint is completed in the planned journey, and failed or "
    "abandoned in the actual one.",
    fix="find out what went wrong, and plan what happens then",
)

RULES: tuple[Rule, ...] = (
    planned_touchpoint_missing,
    unplanned_touchpoint,
    touchpoint_out_of_order,
    planned_touchpoint_failed,
)
