"""Whoever does what the fix of a finding says is rid of the finding."""

from __future__ import annotations

import datetime
from collections.abc import Callable

import pytest
from attrs import evolve

from journeykit import (
    Channel,
    Journey,
    Metric,
    Pain,
    Persona,
    Stage,
    Touchpoint,
    persona,
    touchpoint,
)
from journeykit.communication import Trigger
from journeykit.guards import otherwise
from journeykit.management import Owner, System
from journeykit.validation import Finding, Report, check, every_rule, everything

DAY = datetime.date(2026, 7, 1)

RULES = {rule.name: rule for rule in every_rule()}

Acting = Callable[[Journey, Finding], Journey]


def at(whole: Journey, finding: Finding) -> Touchpoint:
    """The first touchpoint that a finding names."""
    key = next(element.key for element in finding.elements if element.kind == "touchpoint")
    return next(each for each in whole.touchpoints if each.key == key)


def of_stage(whole: Journey, finding: Finding) -> Stage:
    """The first stage that a finding names, alone or in a cell."""
    keys = [e.keys[-1] for e in finding.elements if e.kind in {"stage", "cell"}]
    return next(each for each in whole.stages if each.key == keys[0])


def who(whole: Journey, finding: Finding) -> Persona:
    """The first persona that a finding or its fix names; else the first of the journey."""
    advised = next((each for each in whole.personas if f'"{each.name}"' in finding.fix), None)
    if advised:
        return advised
    keys = [e.keys[0] for e in finding.elements if e.kind not in {"stage", "touchpoint", "pain"}]
    return next((each for each in whole.personas if each.key in keys), whole.personas[0])


def with_touchpoint(**said: object) -> Acting:
    """Add a touchpoint to the stage that is named, or to the last."""

    def acting(whole: Journey, finding: Finding) -> Journey:
        named = any(element.kind in {"stage", "cell"} for element in finding.elements)
        stage = of_stage(whole, finding) if named else whole.stages[-1]
        channels = said.get("channels", (Channel.EMAIL,))
        more = {name: value for name, value in said.items() if name != "channels"}
        return whole.stage(stage.name, touchpoint("Something more", *channels, **more))  # type: ignore[misc,arg-type]

    return acting


def with_touchpoint_after(**said: object) -> Acting:
    """Add a touchpoint that comes after the one that is named."""

    def acting(whole: Journey, finding: Finding) -> Journey:
        here, channel = at(whole, finding), said.pop("channel", Channel.EMAIL)
        kind = said.pop("kind", "next")
        more = touchpoint("Something more", channel, **said)  # type: ignore[arg-type]
        whole = whole.stage(whole.stages[-1].name, more)
        return whole.flow(here >> more, kind=kind)  # type: ignore[arg-type]

    return acting


def replaced(change: Callable[[Touchpoint], Touchpoint]) -> Acting:
    """Change the touchpoint that is named."""
    return lambda whole, finding: whole.replace(change(at(whole, finding)))


def metric(**said: object) -> Acting:
    """Say more of every metric, wherever it measures."""

    def more(metrics: tuple[Metric, ...]) -> list[Metric]:
        return [evolve(each, **said) for each in metrics]

    def acting(whole: Journey, _: Finding) -> Journey:
        whole = evolve(whole, metrics=more(whole.metrics))
        return whole.map_touchpoints(lambda each: evolve(each, metrics=more(each.metrics)))

    return acting


def idea(**said: object) -> Acting:
    """Say more of every opportunity."""

    def acting(whole: Journey, _: Finding) -> Journey:
        return evolve(whole, opportunities=[evolve(each, **said) for each in whole.opportunities])

    return acting


def marked(whole: Journey, finding: Finding, **said: bool) -> Journey:
    """Mark the touchpoints that a finding and its fix name."""
    named = [
        t for t in whole.touchpoints if t.name in finding.names or f'"{t.name}"' in finding.fix
    ]
    for each in named:
        whole = whole.replace(evolve(each, **said))
    return whole


def called_between(whole: Journey, finding: Finding) -> Journey:
    """Call people between the two ends of the step that is named."""
    source, target = (whole[key] for key in finding.elements[0].keys)
    more = touchpoint("Call after 7 months", Channel.PHONE, initiator="company")
    kept = [each for each in whole.transitions if each.element != finding.elements[0]]
    whole = evolve(whole, transitions=kept).stage(whole.stages[-1].name, more)
    return whole.flow(source >> more >> target)


ACTED: dict[str, Acting] = {
    "empty-journey": lambda whole, _: whole.stage("One", touchpoint("Asks")),
    "no-entry": lambda whole, _: whole.replace(evolve(whole.touchpoints[0], entry=True)),
    "unreachable-touchpoint": lambda whole, finding: marked(whole, finding, entry=True),
    "dead-end": lambda whole, finding: marked(whole, finding, exit=True),
    "cycle-without-exit": replaced(lambda t: evolve(t, exit=True)),
    "empty-stage": with_touchpoint(),
    "incomplete-guards": lambda whole, finding: whole.flow(
        at(whole, finding) >> whole.touchpoints[-1], when=otherwise
    ),
    "frontstage-without-backstage": replaced(
        lambda t: t.supported_by("Billing", backstage="Prints")
    ),
    "fail-point-without-recovery": with_touchpoint_after(kind="recovery"),
    "orphan-backstage": lambda whole, finding: whole.replace(
        whole.touchpoints[0].supported_by(finding.names[0])
    ),
    "crosses-visibility-unowned": lambda whole, _: whole.map_touchpoints(
        lambda t: evolve(t, systems=[System(each.name, owner="Finance") for each in t.systems])
    ),
    "persona-stage-hole": lambda whole, finding: whole.stage(
        of_stage(whole, finding).name, touchpoint("Asks").met_by(who(whole, finding))
    ),
    "goal-unserved": lambda whole, finding: whole.replace(
        whole.touchpoints[-1].serves(who(whole, finding), finding.elements[0].keys[1])
    ),
    "persona-pain-unaddressed": lambda whole, _: whole.opportunity("Show it", "hidden costs"),
    "need-unserved": lambda whole, finding: whole.replace(
        whole.touchpoints[-1].serves(who(whole, finding), finding.elements[0].keys[1])
    ),
    "expectation-unmet": lambda whole, finding: whole.replace(
        whole.touchpoints[-1].serves(who(whole, finding), finding.elements[0].keys[1])
    ),
    "preferred-channel-absent": with_touchpoint(channels=[Channel.PHONE]),
    "preferred-channel-missing-at-stage": with_touchpoint(channels=[Channel.PHONE]),
    "preferred-channel-missing": replaced(lambda t: t.on(Channel.PHONE)),
    "only-avoided-channel": with_touchpoint(channels=[Channel.IN_STORE]),
    "orphan-persona": lambda whole, _: whole.replace(
        whole.touchpoints[0].feels(whole.personas[-1], 1)
    ),
    "persona-dead-end": lambda whole, finding: whole.flow(
        at(whole, finding) >> whole.touchpoints[-1], personas=[who(whole, finding)]
    ),
    "digital-only-stage": with_touchpoint(channels=[Channel.PHONE]),
    "single-channel-stage": with_touchpoint(),
    "single-modality-critical-step": replaced(lambda t: t.on(Channel.IN_STORE)),
    "touchpoint-without-channel": replaced(lambda t: t.on(Channel.WEBSITE)),
    "no-earned-touchpoint": with_touchpoint(channels=[Channel.REVIEWS]),
    "single-channel-journey": lambda whole, _: whole.replace(
        whole.touchpoints[0].on(Channel.PHONE)
    ),
    "no-post-purchase": lambda whole, _: whole.stage(
        "Later", touchpoint("Unpacks it"), roles=["experience"]
    ),
    "missing-role": lambda whole, finding: whole.stage(
        "Later", touchpoint("Tells a friend"), roles=[finding.elements[0].key]
    ),
    "no-onboarding": with_touchpoint(purpose="onboarding"),
    "no-support-touchpoint": with_touchpoint(channels=[Channel.SUPPORT], purpose="support"),
    "no-follow-up": with_touchpoint_after(initiator="company"),
    "no-advocacy-mechanism": with_touchpoint(purpose="referral"),
    "no-feedback-loop": with_touchpoint(channels=[Channel.SURVEY], purpose="feedback"),
    "no-recovery-path": with_touchpoint_after(kind="recovery"),
    "no-offboarding": with_touchpoint(purpose="offboarding"),
    "silent-company": with_touchpoint(initiator="company"),
    "ends-with-the-goal": lambda whole, _: whole.stage("After", touchpoint("Moves in")),
    "single-channel-support": replaced(lambda t: t.on(Channel.CHAT)),
    "no-confirmation": with_touchpoint_after(initiator="company"),
    "nobody-to-ask": with_touchpoint(channels=[Channel.PHONE], purpose="support"),
    "stage-without-emotion": lambda whole, finding: whole.replace(
        of_stage(whole, finding).touchpoints[0].feels(whole.personas[0], 1)
    ),
    "dip-without-opportunity": lambda whole, finding: whole.opportunity("Do", at(whole, finding)),
    "dip-without-cause": lambda whole, finding: whole.replace(
        at(whole, finding).hurts(whole.personas[0], "hidden costs")
    ),
    "pain-without-response": lambda whole, finding: whole.opportunity("Show", finding.elements[0]),
    "ends-on-low": replaced(lambda t: evolve(t, experiences=())),
    "worst-peak-unprioritised": lambda whole, finding: whole.opportunity(
        "Do", at(whole, finding), priority="high"
    ),
    "moment-of-truth-unmanaged": replaced(lambda t: t.owned_by("Care")),
    "moment-of-truth-negative": lambda whole, finding: whole.opportunity(
        "Do", at(whole, finding), priority="high"
    ),
    "wait-without-information": with_touchpoint(purpose="inform", initiator="company"),
    "purchase-barrier": idea(priority="high"),
    "persona-without-emotion": lambda whole, finding: whole.replace(
        whole.touchpoints[0].feels(who(whole, finding), 1)
    ),
    "recurring-pain": lambda whole, finding: whole.opportunity("End it", finding.elements[0]),
    "metric-without-target": metric(target=80, direction="higher"),
    "metric-without-source": metric(source="till"),
    "metric-direction-missing": metric(direction="lower"),
    "metric-without-baseline": metric(baseline=40),
    "no-journey-metric": lambda whole, _: whole.measured_by(Metric("NPS", "nps")),
    "no-perception-metric": lambda whole, _: whole.measured_by(Metric("Content", "csat")),
    "nothing-measured": lambda whole, _: whole.measured_by(Metric("Content", "csat")),
    "business-goal-without-metric": lambda whole, _: whole.measured_by(Metric("Repeat buyers")),
    "target-missed": lambda whole, _: whole.opportunity(
        "Do", everywhere=True, metric="Completed checkouts"
    ),
    "touchpoint-without-owner": replaced(lambda t: t.owned_by("Shop")),
    "opportunity-without-owner": idea(owner=Owner("Shop")),
    "opportunity-without-priority": idea(priority="medium"),
    "opportunity-without-due": idea(due=datetime.date(2027, 1, 1)),
    "overdue-action": idea(status="done"),
    "opportunity-addresses-nothing": idea(everywhere=True),
    "nothing-owned": lambda whole, _: whole.owned_by("Shop"),
    "ownership-breaks-off": replaced(lambda t: t.owned_by("Shop")),
    "map-stale": lambda whole, _: evolve(whole, reviewed=DAY),
    "automated-without-trigger": replaced(lambda t: evolve(t, trigger=Trigger("basket abandoned"))),
    "wait-without-duration": replaced(lambda t: evolve(t, wait="3 days")),
    "no-human-fallback": with_touchpoint(channels=[Channel.PHONE], purpose="support"),
    "long-silence": called_between,
    "assumption-only": replaced(lambda t: t.evidenced_by("12 interviews")),
    "orphan-pain": lambda whole, finding: whole.replace(
        whole.touchpoints[0].hurts(
            who(whole, finding), Pain(finding.names[0], key=finding.elements[0].keys[-1])
        )
    ),
    "missing-scenario": lambda whole, _: evolve(whole, scenario="It is Friday."),
    "state-undeclared": lambda whole, _: evolve(whole, state="as-is"),
    "no-persona-with-access-need": lambda whole, _: whole.walked_by(
        persona("Ann", access_needs=["screen reader"])
    ),
}
"""For each rule what its fix says, done in its own example."""


def found(whole: Journey, rule: str) -> list[Finding]:
    """What a rule finds, or wants to be looked at."""
    report: Report = check(whole, everything().select(rule), clock=DAY)
    return [*report.findings, *report.review]


@pytest.mark.parametrize("rule", ACTED)
def test_a_fix_that_is_acted_out_ends_its_finding(rule: str) -> None:
    """Each in the journey of its own page, at the elements that the finding names."""
    whole = RULES[rule].fires()
    [finding, *_] = found(whole, rule)
    assert finding.fix
    assert [] == found(ACTED[rule](whole, finding), rule)


def test_advice_about_a_persona_names_the_one_it_is_about() -> None:
    """Who comes first on the map is another."""
    ann, ben = persona("Ann"), persona("Ben")
    pays = touchpoint("Pays").feels(ann, 1).feels(ben, 2, "frustrated").hurts(ben, "cost")
    whole = RULES["emotion-label-mismatch"].fires()
    whole = evolve(whole, personas=[ann, ben], stages=()).stage("Purchase", pays)
    [mismatch] = found(whole, "emotion-label-mismatch")
    assert ".feels(ben, …" in mismatch.fix
    opposite = whole.replace(pays.feels(ben, -2))
    [finding] = found(opposite, "opposite-feelings")
    assert finding.fix.endswith("for Ben")
