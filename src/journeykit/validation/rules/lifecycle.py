"""Lifecycle: whether a journey covers the life with a product that it means to cover."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from journeykit.addresses import Element
from journeykit.dsl import journey, touchpoint
from journeykit.graph import View
from journeykit.lifecycle import CONTENT, ROLES
from journeykit.management import BusinessGoal
from journeykit.model import Journey
from journeykit.stage_models import STAGE_MODELS, five_experience, five_retention, funnel
from journeykit.suggestions import did_you_mean
from journeykit.validation import inference
from journeykit.validation.finding import Fine, Problem, Unknown, Verdict
from journeykit.validation.rule import Rule, rule
from journeykit.validation.rules.example_journeys import PAYS, sale
from journeykit.validation.rules.wording import quoted
from journeykit.validation.subjects import says_what_for, unstated


@rule(
    "no-post-purchase",
    "JK401",
    subjects="stages with a sale",
    severity="warning",
    detects="A journey that ends at the sale.",
    why="A customer journey does not end with the purchase: what comes after it decides whether "
    "people come back and what they tell others. What ends at the sale is a funnel.",
    formally="A stage that plays the role of purchase has touchpoints, and none that plays "
    "experience, retention or advocacy has. A stage called Decision plays it beside "
    "stages of the lifecycle, and not alone among others: it may be a council's. Not "
    "asked where the journey says, or its stage model says for it, that it means to cover "
    "none of these; nor where a stage for what comes after the sale is there and stands "
    "empty, because empty-stage has said so; nor where touchpoints follow in a later "
    "stage that plays no known role: it may well be what comes after the sale.",
    fix='add what comes after it, .stage("…", touchpoint(…), roles=["experience"]), or say that '
    "the journey ends there: journey(…, scope=[…])",
    source="All guides contrast the customer journey with the marketing funnel.",
    fires=sale,
    silent=lambda: sale().stage("Experience", touchpoint("Unpacks the parcel")),
    profiles=("checklist",),
)
def no_post_purchase(view: View) -> Iterator[Verdict]:
    """Look for anything after the sale."""
    sales = [stage for stage in inference.sale_stages(view) if stage.touchpoints]
    if not sales or (view.journey.scope and not view.scope.intersection(inference.AFTER_SALE)):
        return
    filled = view.filled_stages
    later = [stage for stage in filled[filled.index(sales[-1]) :] if not stage.roles]
    after = view.stages_with_role(*inference.AFTER_SALE)
    if any(stage.touchpoints for stage in after):
        yield Fine(sales)
    elif later:
        yield Unknown(
            "which part of a life each stage is", 'stage(…, roles=["experience"])', at=later
        )
    elif all(stage.optional for stage in after):
        yield Problem(f"the journey ends with {quoted(stage.name for stage in sales)}", sales)


@rule(
    "missing-role",
    "JK403",
    subjects="roles in scope",
    severity="warning",
    detects="A part of the lifecycle in scope without touchpoints.",
    why="The journey is meant to go that far, and nothing happens there.",
    formally="The role is in the scope of the journey and no stage that plays it has a touchpoint. "
    "Where a stage that plays it stands empty and is not optional, empty-stage has said so. The "
    "scope is what the journey says, or what its stage model says for it; else it is the roles "
    "that its stages play, so that a map with stages of its own is not asked for a sale.",
    fix="add a stage or touchpoints for it, or leave it out of the scope: journey(…, scope=[…])",
    source="The stage models of all guides.",
    fires=lambda: sale(scope=["awareness", "purchase", "advocacy"]),
    silent=lambda: sale(scope=["awareness", "purchase", "advocacy"]).stage(
        "Advocacy", touchpoint("Recommends the shop")
    ),
    requires={"touchpoints": 1},
)
def missing_role(view: View) -> Iterator[Verdict]:
    """Look at each role in scope for touchpoints."""
    played = {role for stage in view.filled_stages for role in stage.roles}
    for role in ROLES:
        if role not in view.scope:
            continue
        if role in played:
            yield Fine(Element("role", (role,)))
        elif all(stage.optional for stage in view.stages_with_role(role)):
            usual = " or ".join(CONTENT[role].touchpoints[:2])
            yield Problem(
                f'no touchpoint for "{role}", which is in the scope of the journey',
                Element("role", (role,)),
                fix=f'add touchpoints, such as {usual}: .stage("…", touchpoint("…"), '
                f'roles=["{role}"])',
            )


def _first_use(**fields: Any) -> Journey:
    """A journey whose model puts onboarding into the purchase, with one more touchpoint there."""
    return (
        journey("Buying a gift", stages=five_experience)
        .stage("Awareness", touchpoint("Clicks an ad", purpose="inform"))
        .stage("Purchase", PAYS, touchpoint("Opens the box", **fields))
        .stage("Experience", touchpoint("Uses it", purpose="support"))
    )


@rule(
    "no-onboarding",
    "JK404",
    subjects="stages in which people start to use it",
    severity="warning",
    detects="Nothing helps people to start after they have bought.",
    why="A confusing first experience is among the most common reasons to give up a product.",
    formally="Onboarding is in scope; no touchpoint has the purpose onboarding, and no stage that "
    "plays onboarding without the purchase has touchpoints. Cannot be told unless at least half "
    "of the touchpoints of the stage say what they are for. The usual definition counts steps "
    "after the sale, which punishes detailed maps; here the whole journey counts.",
    fix='add it: touchpoint("…", purpose="onboarding")',
    source="Glossaries of pain points: poor onboarding.",
    fires=lambda: _first_use(purpose="other"),
    silent=lambda: _first_use(purpose="onboarding"),
    scope=("onboarding",),
)
def no_onboarding(view: View) -> Iterator[Verdict]:
    """Look for a first use that somebody has thought of."""
    stages = [stage for stage in view.stages_with_role("onboarding") if stage.touchpoints]
    if any("purchase" not in stage.roles for stage in stages) or "onboarding" in view.purposes:
        yield Fine(stages)
    elif stages and not says_what_for(touchpoint for s in stages for touchpoint in s.touchpoints):
        yield unstated("purposes", stages)
    elif stages:
        names = quoted(stage.name for stage in stages)
        yield Problem(f"no touchpoint in {names} helps people to start", stages)


@rule(
    "template-mismatch",
    "JK411",
    subjects="roles of the stage model",
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
)
def template_mismatch(view: View) -> Iterator[Verdict]:
    """Compare the roles of the model with those of the stages."""
    models = {model.key: model for model in STAGE_MODELS}
    model = models.get(view.journey.stage_model)
    if model is None or view.journey.scope or not view.journey.stages:
        return
    missing = [role for role in model.roles if role not in view.index.roles]
    yield from (Fine(Element("role", (role,))) for role in model.roles if role in view.index.roles)
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
    fires=lambda: sale(business_goals=BusinessGoal("Repeat buyers", "retention")),
    silent=lambda: sale(business_goals=BusinessGoal("Repeat buyers", "retention")).stage(
        "Retention", touchpoint("Gets a personal offer")
    ),
)
def business_goal_without_stage(view: View) -> Iterator[Verdict]:
    """Look at each business goal for the part that would bring it."""
    played = {role for stage in view.filled_stages for role in stage.roles}
    for goal in view.journey.business_goals if view.touchpoints else ():
        if not goal.role:
            yield Unknown(
                "which part of a life brings the business goals",
                'BusinessGoal("…", "retention")',
                at=view.journey,
            )
        elif goal.role in played:
            yield Fine(view.journey)
        else:
            hint = "" if goal.role in ROLES else did_you_mean(goal.role, ROLES)
            yield Problem(
                f'no touchpoint for the business goal "{goal.name}" ("{goal.role}"){hint}',
                view.journey,
                salient=f"{goal.role}/{goal.name}",
            )


_USUAL = ("awareness", "consideration")
"""The roles that come before a sale."""


@rule(
    "role-out-of-order",
    "JK416",
    subjects="stages with a role",
    severity="info",
    detects="A stage from before the sale that comes after it.",
    why="Readers take the order of the stages for the order of events.",
    formally="A stage plays awareness or consideration and nothing later, and a stage that plays "
    "purchase or something later, and neither of these, comes before it in the order of stages.",
    fix="move the stage {stage}, or give it the role that it plays there: roles=[…]",
    source="The stage models of all guides.",
    fires=lambda: sale().stage("Consideration", touchpoint("Compares prices")),
    silent=sale,
)
def role_out_of_order(view: View) -> Iterator[Verdict]:
    """Compare the order of the stages with that of a life."""
    early = {s.key: s for s in view.filled_stages if s.roles and set(s.roles) <= {*_USUAL}}
    late = {s.key: s for s in view.filled_stages if s.roles and not set(s.roles) & {*_USUAL}}
    for key, stage in early.items():
        before = [late[other] for other in late if other in view.earlier_stages[key]]
        if before:
            yield Problem(f'"{stage.name}" comes after {quoted(s.name for s in before)}', stage)
        else:
            yield Fine(stage)
    yield from map(Fine, late.values())


RULES: tuple[Rule, ...] = (
    no_post_purchase,
    missing_role,
    no_onboarding,
    template_mismatch,
    business_goal_without_stage,
    role_out_of_order,
)
