"""Lifecycle: whether a journey covers the life with a product that it means to cover."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from journeykit.addresses import Element
from journeykit.channels import Channel
from journeykit.dsl import journey, touchpoint
from journeykit.graph import View
from journeykit.lifecycle import CONTENT, ROLES
from journeykit.management import BusinessGoal
from journeykit.model import Journey, Stage, Touchpoint
from journeykit.stage_models import STAGE_MODELS, five_experience, five_retention, funnel
from journeykit.suggestions import did_you_mean
from journeykit.validation import inference
from journeykit.validation.finding import Problem
from journeykit.validation.rule import Rule, rule
from journeykit.validation.rules.wording import quoted

_AFTER_SALE = ("experience", "retention", "advocacy")
"""The roles that begin when the sale is over; onboarding may still be part of it."""

_PAYS = touchpoint("Pays", Channel.WEBSITE, purpose="convert")


def _sale(**said: Any) -> Journey:
    """A journey that comes as far as the sale."""
    return (
        journey("Buying a gift", **said)
        .stage("Awareness", touchpoint("Clicks an ad", Channel.ADVERTISING, purpose="inform"))
        .stage("Purchase", _PAYS)
    )


def _is_after_sale(view: View) -> bool:
    """Whether something happens in a stage after the sale."""
    return any(stage.touchpoints for stage in view.stages_with_role(*_AFTER_SALE))


@rule(
    "no-post-purchase",
    "JK401",
    subjects="journeys",
    severity="warning",
    detects="A journey that ends at the sale.",
    why="A customer journey does not end with the purchase: what comes after it decides whether "
    "people come back and what they tell others. What ends at the sale is a funnel.",
    formally="A stage that plays the role of purchase has touchpoints, and none that plays "
    "experience, retention or advocacy has. Not asked where the journey says, or its stage model "
    "says for it, that it means to cover none of these; nor where a stage for what comes after the "
    "sale is there and stands empty, because empty-stage has said so; nor where touchpoints follow "
    "in a later stage that plays no known role: it may well be what comes after the sale.",
    fix='add what comes after it, .stage("…", touchpoint(…), roles=["experience"]), or say that '
    'the journey ends there: journey(…, scope=["purchase"])',
    source="All guides contrast the customer journey with the marketing funnel.",
    fires=_sale,
    silent=lambda: _sale().stage("Experience", touchpoint("Unpacks the parcel")),
    profiles=("checklist",),
    requires={"touchpoints": 1},
)
def no_post_purchase(view: View) -> Iterator[Problem]:
    """Look for anything after the sale."""
    if view.journey.scope and not view.scope.intersection(_AFTER_SALE):
        return
    sales = [stage for stage in view.stages_with_role("purchase") if stage.touchpoints]
    after = view.stages_with_role(*_AFTER_SALE)
    if sales and not any(stage.touchpoints or not stage.optional for stage in after):
        filled = view.filled_stages
        if not all(stage.roles for stage in filled[filled.index(sales[-1]) :]):
            return
        yield Problem(f"the journey ends with {quoted(stage.name for stage in sales)}", sales)


@rule(
    "missing-role",
    "JK403",
    subjects="journeys",
    severity="warning",
    detects="A part of the lifecycle in scope without touchpoints.",
    why="The journey is meant to go that far, and nothing happens there.",
    formally="The role is in the scope of the journey and no stage that plays it has a touchpoint. "
    "Where a stage that plays it stands empty and is not optional, empty-stage has said so. The "
    "scope is what the journey says, or what its stage model says for it; else it is the roles "
    "that its stages play, so that a map with stages of its own is not asked for a sale.",
    fix="add a stage or touchpoints for it, or leave it out of the scope: journey(…, scope=[…])",
    source="The stage models of all guides.",
    fires=lambda: _sale(scope=["awareness", "purchase", "advocacy"]),
    silent=lambda: _sale(scope=["awareness", "purchase", "advocacy"]).stage(
        "Advocacy", touchpoint("Recommends the shop")
    ),
    requires={"touchpoints": 1},
)
def missing_role(view: View) -> Iterator[Problem]:
    """Look at each role in scope for touchpoints."""
    played = {role for stage in view.filled_stages for role in stage.roles}
    for role in ROLES:
        empty = any(not stage.optional for stage in view.stages_with_role(role))
        if role in view.scope and role not in played and not empty:
            usual = " or ".join(CONTENT[role].touchpoints[:2])
            yield Problem(
                f'no touchpoint for "{role}", which is in the scope of the journey',
                Element("role", (role,)),
                fix=f'add touchpoints, such as {usual}: .stage("…", touchpoint("…"), '
                f'roles=["{role}"])',
            )


def _first_use(**said: Any) -> Journey:
    """A journey whose model puts onboarding into the purchase, with one more touchpoint there."""
    return (
        journey("Buying a gift", stages=five_experience)
        .stage("Awareness", touchpoint("Clicks an ad", purpose="inform"))
        .stage("Purchase", _PAYS, touchpoint("Opens the box", **said))
        .stage("Experience", touchpoint("Uses it", purpose="support"))
    )


@rule(
    "no-onboarding",
    "JK404",
    subjects="journeys",
    severity="warning",
    detects="Nothing helps people to start after they have bought.",
    why="A confusing first experience is among the most common reasons to give up a product.",
    formally="Onboarding is in scope; no touchpoint has the purpose onboarding, and no stage that "
    "plays onboarding without the purchase has touchpoints. Asked only where at least half of the "
    "touchpoints say what they are for. The usual definition counts steps after the sale, which "
    "punishes detailed maps; here the whole journey counts.",
    fix='add it: touchpoint("…", purpose="onboarding")',
    source="Glossaries of pain points: poor onboarding.",
    fires=lambda: _first_use(purpose="other"),
    silent=lambda: _first_use(purpose="onboarding"),
    requires={"purposes": 0.5},
    scope=("onboarding",),
)
def no_onboarding(view: View) -> Iterator[Problem]:
    """Look for a first use that somebody has thought of."""
    stages = [stage for stage in view.stages_with_role("onboarding") if stage.touchpoints]
    apart = any("purchase" not in stage.roles for stage in stages)
    if stages and not apart and "onboarding" not in view.purposes:
        names = quoted(stage.name for stage in stages)
        yield Problem(f"no touchpoint in {names} helps people to start", stages)


_HELPING = frozenset({"support", "phone"})
"""The keys of the channels on which people get help whatever a touchpoint is for."""


def _helps(met: Touchpoint) -> bool:
    """Whether people get help at a touchpoint."""
    return met.purpose == "support" or any(
        channel.key in _HELPING or channel.category == "support" for channel in met.channels
    )


def _used(*touchpoints: Touchpoint) -> Journey:
    """A journey that goes on after the sale."""
    return _sale().stage("Experience", touchpoint("Unpacks it", purpose="other"), *touchpoints)


@rule(
    "no-support-touchpoint",
    "JK405",
    subjects="journeys",
    severity="warning",
    detects="No help after the sale.",
    why="Customers remember that there was no help when they needed it, and tell others.",
    formally="Stages that play experience or retention have touchpoints, and neither there nor at "
    "any time is there one with the purpose support, or on a support or telephone channel. Asked "
    "only where at least half of the touchpoints say what they are for.",
    fix='add it: touchpoint("…", Channel.SUPPORT, purpose="support")',
    source="Glossaries of pain points: lack of support.",
    fires=_used,
    silent=lambda: _used(touchpoint("Asks for help", Channel.SUPPORT, purpose="support")),
    requires={"purposes": 0.5},
    scope=("experience", "retention"),
)
def no_support_touchpoint(view: View) -> Iterator[Problem]:
    """Look for help after the sale, for anybody and for each persona."""
    stages = [s for s in view.stages_with_role("experience", "retention") if s.touchpoints]
    if not stages:
        return
    near = (*view.journey.any_time, *(met for stage in stages for met in stage.touchpoints))
    helping = [met for met in near if _helps(met)]
    names = quoted(stage.name for stage in stages)
    if not helping:
        yield Problem(f"no touchpoint in {names} offers help", stages)
        return
    lost = [
        who
        for who in view.journey.personas
        if not any(met.is_for(who.key) for met in helping)
        and any(view.cells[who.key, stage.key] for stage in stages)
    ]
    if lost:
        yield Problem(f"no help in {names} for {quoted(who.name for who in lost)}", lost, each=True)


def _parcel(*touchpoints: Touchpoint) -> Journey:
    """A journey in which the company writes once before the sale, and perhaps afterwards."""
    mail = touchpoint("Gets an offer", Channel.EMAIL, initiator="company")
    return (
        journey("Buying a gift")
        .stage("Awareness", mail)
        .stage("Purchase", _PAYS)
        .stage("Experience", touchpoint("Unpacks the parcel"), *touchpoints)
    )


@rule(
    "no-follow-up",
    "JK406",
    subjects="journeys",
    severity="warning",
    detects="The company does not get in touch again after the sale.",
    why="It contacted people until they paid. Silence afterwards tells them what it was about.",
    formally="From the touchpoints of the sale, no touchpoint that the company begins can be "
    "reached, and none can come at any time. The sale is where the purpose is to convert, else "
    "what customers complete in stages that play purchase. Asked only where something comes after "
    "the sale at all, no-post-purchase speaks of the rest, and where the map says of some "
    "touchpoint that the company begins it.",
    fix='add a follow-up: touchpoint("…", Channel.EMAIL, initiator="company")',
    source="Glossaries of pain points: no follow-up after the purchase.",
    fires=_parcel,
    silent=lambda: _parcel(touchpoint("Is asked how it was", initiator="company")),
    requires={"touchpoints": 1},
    scope=_AFTER_SALE,
)
def no_follow_up(view: View) -> Iterator[Problem]:
    """Walk on from the sale and look for the company."""
    company = {met.key for met in view.touchpoints if met.initiator == "company"}
    sales = _sales(view)
    if not company or not sales or not _is_after_sale(view) or company & view.any_time:
        return
    if company.isdisjoint(view.graph.reachable_from(met.key for met in sales)):
        names = quoted(met.name for met in sales)
        yield Problem(f"the company does not get in touch again after {names}", sales)


def _sales(view: View) -> list[Touchpoint]:
    """The touchpoints at which customers buy."""
    said = [met for met in view.touchpoints if met.purpose == "convert"]
    return said or [
        met
        for stage in view.stages_with_role("purchase")
        for met in stage.touchpoints
        if met.initiator == "customer" and met.outcome == "completed"
    ]


_SPEAKING = frozenset({"reviews", "word-of-mouth", "community", "social-media"})
"""The keys of the channels on which customers speak of a company."""


@rule(
    "no-advocacy-mechanism",
    "JK407",
    subjects="journeys",
    severity="info",
    detects="An advocacy stage without a way to recommend.",
    why="Satisfied customers rarely speak up by themselves; they do when it is easy.",
    formally="Stages that play advocacy have touchpoints; none has the purpose review, referral or "
    "testimonial, and none happens where customers speak: reviews, word of mouth, community or "
    "social media. Asked only where at least half of the touchpoints say what they are for.",
    fix='make it easy: touchpoint("…", purpose="referral")',
    source="Guides to loyalty: reviews, referrals, testimonials.",
    fires=lambda: _used().stage("Advocacy", touchpoint("Gets a newsletter", purpose="inform")),
    silent=lambda: _used().stage("Advocacy", touchpoint("Invites a friend", purpose="referral")),
    requires={"purposes": 0.5},
    scope=("advocacy",),
)
def no_advocacy_mechanism(view: View) -> Iterator[Problem]:
    """Look for the means to recommend."""
    stages = [stage for stage in view.stages_with_role("advocacy") if stage.touchpoints]
    means = (met for stage in stages for met in stage.touchpoints)
    if stages and not any(
        met.purpose in {"review", "referral", "testimonial"}
        or any(channel.key in _SPEAKING for channel in met.channels)
        for met in means
    ):
        yield Problem(f"no way to recommend in {quoted(s.name for s in stages)}", stages)


@rule(
    "no-feedback-loop",
    "JK408",
    subjects="journeys",
    severity="info",
    detects="Nobody asks for feedback anywhere on the journey.",
    why="Journeys change. Without feedback nobody knows when.",
    formally="The journey goes beyond the sale, no touchpoint has the purpose feedback or review, "
    "and none happens on surveys or reviews. Asked only where at least half of the touchpoints say "
    "what they are for. Whether feedback is used cannot be seen on a map, and is not asked.",
    fix='ask: touchpoint("…", Channel.SURVEY, purpose="feedback")',
    source="Guides to journey mapping: collect feedback and iterate.",
    fires=_used,
    silent=lambda: _used(touchpoint("Rates the delivery", purpose="feedback")),
    requires={"purposes": 0.5},
    scope=("experience", "retention"),
)
def no_feedback_loop(view: View) -> Iterator[Problem]:
    """Look for anybody who asks."""
    asked = view.purposes & {"feedback", "review"} or any(
        channel.key in {"survey", "reviews"} for met in view.touchpoints for channel in met.channels
    )
    if not asked and _is_after_sale(view):
        yield Problem("no touchpoint asks for feedback", view.journey)


_ABANDONS = touchpoint("Abandons the basket", Channel.WEBSITE, outcome="abandoned")
_REMINDER = touchpoint("Basket reminder", Channel.EMAIL, initiator="company")


@rule(
    "no-recovery-path",
    "JK409",
    subjects="abandoned or failed touchpoints",
    severity="warning",
    detects="People give up or fail, and nothing follows.",
    why="The abandoned basket is the classic: most of those who leave it could still be won, and "
    "for most of them nobody tries.",
    formally="A touchpoint with the outcome abandoned or failed has no transition leading on from "
    "it, of whatever kind but churn, its stage has none of the kind recovery or retry, and no "
    "touchpoint of the stage or of any time has the purpose recovery. That the way is called a "
    "recovery is not asked, unlike in the usual definition: any way on is one.",
    fix='add what happens next: .flow({touchpoint:variable} >> …, kind="recovery")',
    source="Guides to marketing automation: the abandoned basket.",
    fires=lambda: journey("Buying a gift").stage("Purchase", _ABANDONS, _REMINDER, _PAYS),
    silent=lambda: (
        journey("Buying a gift")
        .stage("Purchase", _ABANDONS, _REMINDER, _PAYS)
        .flow(_ABANDONS >> _REMINDER >> _PAYS, kind="recovery")
    ),
    requires={"touchpoints": 1},
)
def no_recovery_path(view: View) -> Iterator[Problem]:
    """Look at each bad outcome for a way on."""
    for met in view.touchpoints:
        if met.outcome == "completed":
            continue
        ways = view.outgoing.get(met.element, ())
        stage = view.stage_of(met.key)
        near = (*view.journey.any_time, *(stage.touchpoints if stage else ()))
        of_stage = view.outgoing.get(stage.element, ()) if stage else ()
        if (
            all(way.kind == "churn" for way in ways)
            and not any(other.purpose == "recovery" for other in near)
            and not any(step.kind in {"recovery", "retry"} for step in of_stage)
        ):
            if met.outcome == "abandoned":
                yield Problem(f'nobody tries to win people back after "{met.name}"', met)
            else:
                fix = (
                    'say where people get help: .flow({touchpoint:variable} >> …, kind="recovery")'
                )
                yield Problem(f'no help after "{met.name}"', met, fix=fix)


@rule(
    "no-offboarding",
    "JK410",
    subjects="journeys",
    severity="info",
    detects="No way to leave, cancel or return.",
    why="People remember the end. An easy and respectful exit lets them come back.",
    formally="Something happens after the sale, no touchpoint has the purpose offboarding, and no "
    "transition is of the kind churn. Asked only where at least half of the touchpoints say what "
    "they are for.",
    fix='add it: touchpoint("…", purpose="offboarding")',
    source="Peak-end rule; consumer rights of return and cancellation.",
    fires=_used,
    silent=lambda: _used(touchpoint("Returns the parcel", purpose="offboarding")),
    recommended=False,
    requires={"purposes": 0.5},
    scope=("experience", "retention"),
)
def no_offboarding(view: View) -> Iterator[Problem]:
    """Look for a way to leave."""
    leaving = "offboarding" in view.purposes or any(
        step.kind == "churn" for step in view.journey.transitions
    )
    if not leaving and _is_after_sale(view):
        yield Problem("there is no way to leave, cancel or return", view.journey)


@rule(
    "template-mismatch",
    "JK411",
    subjects="the journey",
    severity="warning",
    detects="A journey that lacks roles of the stage model it names.",
    why="Readers are told that it follows the model, and take what is missing for forgotten.",
    formally="The journey names a stage model of the library, and some role of the model is played "
    "by none of its stages, with or without touchpoints. Not asked where a scope is declared: then "
    "missing-role speaks of it.",
    fix="add the stage, or set the scope: journey(…, scope=[…])",
    source="The stage models of all guides.",
    fires=lambda: Journey("Buying a gift", stage_model="five-retention", stages=funnel.stages),
    silent=lambda: Journey(
        "Buying a gift", stage_model="five-retention", stages=five_retention.stages
    ),
    requires={"stages": 1},
)
def template_mismatch(view: View) -> Iterator[Problem]:
    """Compare the roles of the model with those of the stages."""
    models = {model.key: model for model in STAGE_MODELS}
    model = models.get(view.journey.stage_model)
    if model is None or view.journey.scope:
        return
    missing = [role for role in model.roles if role not in view.index.roles]
    if missing:
        yield Problem(
            f'no stage plays {quoted(missing)}, which the model "{model.name}" has', view.journey
        )


@rule(
    "business-goal-without-stage",
    "JK412",
    subjects="business goals",
    severity="warning",
    detects="A business goal without touchpoints for it.",
    why="Customers who should come back need something to come back to.",
    formally="A business goal names a canonical role, and no stage that plays it has a touchpoint.",
    fix="add touchpoints to a stage that plays the role",
    source="Business goals of published maps, such as repeat riders on a map without retention.",
    fires=lambda: _sale(business_goals=BusinessGoal("Repeat buyers", "retention")),
    silent=lambda: _sale(business_goals=BusinessGoal("Repeat buyers", "retention")).stage(
        "Retention", touchpoint("Gets a personal offer")
    ),
    requires={"business goals": 1, "touchpoints": 1},
)
def business_goal_without_stage(view: View) -> Iterator[Problem]:
    """Look at each business goal for the part that would bring it."""
    played = {role for stage in view.filled_stages for role in stage.roles}
    for goal in view.journey.business_goals:
        if goal.role and goal.role not in played:
            hint = "" if goal.role in ROLES else did_you_mean(goal.role, ROLES)
            yield Problem(
                f'no touchpoint for the business goal "{goal.name}" ("{goal.role}"){hint}',
                view.journey,
                salient=f"{goal.role}/{goal.name}",
            )


def _asking(*, told: bool) -> Journey:
    """Maya asks three times; somebody may call her back."""
    called = [touchpoint("Is called back", Channel.PHONE, initiator="company")] if told else []
    return (
        journey("Making a claim")
        .stage("Reporting", touchpoint("Reports the damage", Channel.PHONE))
        .stage(
            "Settling",
            touchpoint("Asks how far it is", Channel.PHONE),
            touchpoint("Asks again", Channel.EMAIL),
            *called,
        )
    )


@rule(
    "silent-company",
    "JK413",
    subjects="filled stages",
    severity="info",
    detects="Stages in which customers have to ask, because the company begins no contact.",
    why="Whoever hears nothing asks, and each question costs both sides time and trust.",
    formally="In a stage after the first, customers begin two contacts or more, or wait, and the "
    "company begins none; a journey of three touchpoints or more in which it begins none at all is "
    "named as a whole, too. Who begins a contact is read off the channel, the trigger and the "
    "automation where it is not stated, so that it is for review. All are one entry.",
    fix='add what the company begins: touchpoint("…", Channel.EMAIL, initiator="company")',
    source="Proactive service: advice to tell people before they ask.",
    fires=lambda: _asking(told=False),
    silent=lambda: _asking(told=True),
)
def silent_company(view: View) -> Iterator[Problem]:
    """Look for stages in which only customers begin anything."""
    silent = [stage for stage in view.filled_stages[1:] if _has_to_ask(stage)]
    if not silent:
        return
    nothing = not any(map(inference.begun_by_company, view.touchpoints))
    where = "in the whole journey" if nothing else f"in {quoted(stage.name for stage in silent)}"
    yield Problem(
        f"the company begins no contact {where}",
        (*([view.journey] if nothing else []), *silent),
        review=True,
        each=True,
    )


def _has_to_ask(stage: Stage) -> bool:
    """Whether customers begin everything in a stage, and not only once, or wait there."""
    if any(map(inference.begun_by_company, stage.touchpoints)):
        return False
    asked = [t for t in stage.touchpoints if t.initiator == "customer" and t.wait is None]
    return len(asked) > 1 or any(touchpoint.wait for touchpoint in stage.touchpoints)


RULES: tuple[Rule, ...] = (
    no_post_purchase,
    missing_role,
    no_onboarding,
    no_support_touchpoint,
    no_follow_up,
    no_advocacy_mechanism,
    no_feedback_loop,
    no_recovery_path,
    no_offboarding,
    template_mismatch,
    business_goal_without_stage,
    silent_company,
)
