"""Endings: what follows where people give up, fail, leave, or reach what they came for."""

from __future__ import annotations

from collections.abc import Iterator

from journeykit.addresses import Element
from journeykit.channels import Channel
from journeykit.dsl import journey, persona, touchpoint
from journeykit.graph import View
from journeykit.model import Journey, Touchpoint
from journeykit.validation import inference
from journeykit.validation.finding import Fine, Problem, Verdict
from journeykit.validation.rule import Rule, rule
from journeykit.validation.rules.example_journeys import PAYS, used
from journeykit.validation.rules.wording import quoted
from journeykit.validation.subjects import says_what_for, unstated

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
    "recovery is not asked, unlike in the usual definition: any way on is one, but not to a last "
    "touchpoint that people do alone or where others speak. One finding names "
    "all that are abandoned, another all that fail.",
    fix='add what happens next: .flow({touchpoint:variable} >> …, kind="recovery")',
    source="Guides to marketing automation: the abandoned basket.",
    fires=lambda: journey("Buying a gift").stage("Purchase", _ABANDONS, _REMINDER, PAYS),
    silent=lambda: (
        journey("Buying a gift")
        .stage("Purchase", _ABANDONS, _REMINDER, PAYS)
        .flow(_ABANDONS >> _REMINDER >> PAYS, kind="recovery")
    ),
    family="lifecycle",
)
def no_recovery_path(view: View) -> Iterator[Verdict]:
    """Look at each bad outcome for a way on."""
    bad = [touchpoint for touchpoint in view.touchpoints if touchpoint.outcome != "completed"]
    stuck = {touchpoint.key: touchpoint for touchpoint in bad if not _goes_on(view, touchpoint)}
    yield from (Fine(touchpoint) for touchpoint in bad if touchpoint.key not in stuck)
    abandoned = [touchpoint for touchpoint in stuck.values() if touchpoint.outcome == "abandoned"]
    failed = [touchpoint for touchpoint in stuck.values() if touchpoint.outcome == "failed"]
    if abandoned:
        names = quoted(touchpoint.name for touchpoint in abandoned)
        yield Problem(f"nobody tries to win people back after {names}", abandoned, each=True)
    if failed:
        names = quoted(touchpoint.name for touchpoint in failed)
        fix = 'say where people get help: .flow({touchpoint:variable} >> …, kind="recovery")'
        yield Problem(f"no help after {names}", failed, each=True, fix=fix)


def _is_aftermath(view: View, element: Element) -> bool:
    """Whether something is the last that people do, by themselves or among others."""
    here = view.touchpoint(element.key) if element.kind == "touchpoint" else None
    by_themselves = here is not None and bool(here.channels) and not inference.meets_company(here)
    return by_themselves and not view.outgoing.get(element)


def _goes_on(view: View, touchpoint: Touchpoint) -> bool:
    """Whether anything follows for whoever gave up or failed."""
    steps = view.outgoing.get(touchpoint.element, ())
    if any(step.kind != "churn" and not _is_aftermath(view, step.target) for step in steps):
        return True
    stage = view.stage_of(touchpoint.key)
    near = (*view.journey.any_time, *(stage.touchpoints if stage else ()))
    of_stage = view.outgoing.get(stage.element, ()) if stage else ()
    return any(other.purpose == "recovery" for other in near) or any(
        step.kind in {"recovery", "retry"} for step in of_stage
    )


@rule(
    "no-offboarding",
    "JK410",
    subjects="stages after the sale",
    severity="info",
    detects="No way to leave, cancel or return.",
    why="People remember the end. An easy and respectful exit lets them come back.",
    formally="Something happens after the sale, no touchpoint has the purpose offboarding, and no "
    "transition is of the kind churn. Cannot be told unless at least half of the touchpoints say "
    "what they are for.",
    fix='add it: touchpoint("…", purpose="offboarding")',
    source="Peak-end rule; consumer rights of return and cancellation.",
    fires=used,
    silent=lambda: used(touchpoint("Returns the parcel", purpose="offboarding")),
    recommended=False,
    scope=("experience", "retention"),
    family="lifecycle",
)
def no_offboarding(view: View) -> Iterator[Verdict]:
    """Look for a way to leave."""
    stages = [s for s in view.stages_with_role(*inference.AFTER_SALE) if s.touchpoints]
    leaving = "offboarding" in view.purposes or any(
        step.kind == "churn" for step in view.journey.transitions
    )
    if leaving:
        yield from map(Fine, stages)
    elif stages and not says_what_for(view.touchpoints):
        yield unstated("purposes", stages)
    elif stages:
        yield Problem("there is no way to leave, cancel or return", view.journey)


_ANA = persona("Ana", goals=["a flat"])


def _flat(*after: Touchpoint) -> Journey:
    """Ana gets a flat, and something may come after it."""
    looks, gets = touchpoint("Looks for a flat"), touchpoint("Gets the flat")
    whole = journey("Renting").walked_by(_ANA).stage("Looking", looks)
    return whole.stage("Moving", gets.serves(_ANA, "a flat")).stage("Living", *after, optional=True)


@rule(
    "ends-with-the-goal",
    "JK414",
    subjects="ends of the journey",
    severity="info",
    detects="A journey that ends as soon as the goal is reached.",
    why="For the company the case is closed; for people it begins: moving in, the first day, the "
    "first use. What goes wrong then is on no map.",
    formally="Each touchpoint at which the journey ends, but for those that are abandoned, fail "
    "or see people off, serves a goal of a persona. A journey with a sale is left to "
    "no-post-purchase. Whether anything should follow a person has to decide. It cannot be told "
    "where nothing says which goals touchpoints serve, or in which order those of the last stage "
    "come.",
    fix='add what comes after {touchpoint}: .stage("…", touchpoint("…"))',
    source="Rawson, Duncan and Jones 2013, The Truth About Customer Experience: from end to end.",
    fires=_flat,
    silent=lambda: _flat(touchpoint("Moves in")),
    family="lifecycle",
    explains=("no-feedback-loop", "nothing-measured", "assumption-only"),
)
def ends_with_the_goal(view: View) -> Iterator[Verdict]:
    """Look at the last touchpoints for the goals."""
    if view.stages_with_role("purchase", *inference.AFTER_SALE):
        return
    ends = [t for t in view.graph.exits if t.outcome == "completed"]
    goals = {(persona.key, goal.key) for persona, goal in view.goals}
    serving = {t.key for wish in goals for t in view.touchpoints_serving(*wish)}
    if not ends or not goals:
        return
    if not serving:
        yield unstated("served", ends)
        return
    reaching = [touchpoint for touchpoint in ends if touchpoint.key in serving]
    others = [touchpoint for touchpoint in ends if touchpoint.key not in serving]
    if others and reaching and any(_is_unordered(view, each) for each in reaching):
        yield unstated("transitions", ends)
    elif others or len(view.touchpoints) == len(ends):
        yield from map(Fine, ends)
    else:
        yield Problem(
            f"the journey ends as soon as the goal is reached, at {quoted(t.name for t in ends)}",
            ends,
            review=True,
            therefore=[view.journey],
        )


def _is_unordered(view: View, touchpoint: Touchpoint) -> bool:
    """Whether a touchpoint is in a stage without an order of its own, and not alone there."""
    stage = view.stage_of(touchpoint.key)
    return stage is not None and len(stage.touchpoints) > 1 and not view.graph.is_ordered(stage.key)


def _check(*after: Touchpoint) -> Journey:
    """A check that leads on, and perhaps to something else."""
    check, keys = touchpoint("The application is reviewed"), touchpoint("Gets the keys")
    whole = journey("Renting").stage("Applying", touchpoint("Applies"), check, keys, *after)
    whole = whole.flow(whole.touchpoints[0] >> check >> keys)
    return whole.flow(check >> after[0], when="the papers are not valid") if after else whole


@rule(
    "no-unhappy-path",
    "JK417",
    subjects="decisions by somebody else, and plans",
    severity="info",
    detects="A journey on which nothing can go wrong, though somebody decides or it is a plan.",
    why="Somebody is refused, something fails. Whoever is not on the map is not designed for.",
    formally="The names of touchpoints say that something is reviewed, approved, assessed, "
    "screened, inspected or the like, and at none of these the map shows another way: it fails or "
    "is abandoned there, or a way from it, or from what comes one declared step before, has a "
    "condition or leads to what fails. Of a touchpoint that says approved, accepted or granted "
    "that is asked even where another decision may go otherwise. Or the journey is to be or "
    "planned, has so many touchpoints that something may fail (five), and no touchpoint is "
    "abandoned, fails or is known to fail, nor has a transition a condition or is a branch, a "
    "loop, a retry, a recovery or a return. Names are words, so that a person has to decide.",
    fix='say what happens otherwise: .flow({touchpoint:variable} >> …, when="…")',
    source="Service blueprints: fail points; Downe 2020, Good Services: no dead ends.",
    fires=_check,
    silent=lambda: _check(touchpoint("Is told what is missing", outcome="failed")),
    family="lifecycle",
)
def no_unhappy_path(view: View) -> Iterator[Verdict]:
    """Look at each decision for another way, and on plans for anything that goes wrong."""
    if view.journey.is_plan and len(view.touchpoints) >= _FIVE:
        if inference.has_unhappy_path(view.journey):
            yield Fine(view.journey)
        else:
            yield Problem("nothing goes wrong on this map", view.journey, review=True)
    decisions = [touchpoint for touchpoint in view.touchpoints if inference.decides(touchpoint)]
    final = [each for each in decisions if not _may_go_otherwise(view, each)]
    if len(final) < len(decisions):
        final = [each for each in final if inference.is_granted(each)]
    yield from (Fine(each) for each in decisions if each not in final)
    if final:
        names = quoted(each.name for each in final)
        yield Problem(
            f"nothing says what happens if it is refused: {names}", final, each=True, review=True
        )


def _may_go_otherwise(view: View, decision: Touchpoint) -> bool:
    """Whether the map shows, at a decision or one step before, that it may be another one."""
    steps = [*view.outgoing.get(decision.element, ())]
    before = [step.source for step in view.incoming.get(decision.element, ())]
    steps += [step for source in before for step in view.outgoing.get(source, ())]
    if not steps:
        return inference.has_unhappy_path(view.journey)
    targets = [view.touchpoint(s.target.key) for s in steps if s.target.kind == "touchpoint"]
    return any(
        step.guarded or step.kind in {"branch", "recovery", "churn"} for step in steps
    ) or any(each.outcome != "completed" or each.fail_point for each in (decision, *targets))


_FIVE = 5


RULES: tuple[Rule, ...] = (
    no_recovery_path,
    no_offboarding,
    ends_with_the_goal,
    no_unhappy_path,
)
