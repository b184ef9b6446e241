"""Shape: whether the journey as a whole has one piece, a fitting length and ways around."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from typing import Annotated

from journeykit.addresses import Element
from journeykit.channels import Channel
from journeykit.dsl import journey, persona, touchpoint
from journeykit.graph import View
from journeykit.model import Journey, Touchpoint
from journeykit.text import counted
from journeykit.validation.finding import Fine, Problem, Verdict
from journeykit.validation.rule import Rule, rule
from journeykit.validation.rules.wording import quoted

_MAYA = persona("Maya", goals=["a gift that arrives by Friday"])


def _three_stages(*, skipping: bool) -> Journey:
    """From the ad to paying, past the shop or through it."""
    ad, shop, pay = touchpoint("Clicks an ad"), touchpoint("Explores the shop"), touchpoint("Pays")
    whole = (
        journey("Buying a gift")
        .stage("Awareness", ad)
        .stage("Consideration", shop)
        .stage("Purchase", pay)
    )
    path = ad >> shop >> pay
    return whole.flow(path).flow(ad >> pay) if skipping else whole.flow(path)


@rule(
    "stage-skip",
    "JK109",
    subjects="transitions",
    severity="info",
    detects="A transition that skips a stage.",
    why="Customers do not go through a journey like a funnel, so skipping is normal. It is worth "
    "asking whether the skipped stage is needed at all.",
    formally="A transition leads forward to another stage, and some stage that is not optional and "
    "has touchpoints lies between the two in the order of stages.",
    fix="add a transition through the stage, or mark it optional=True",
    source="Studies of real decision journeys: they are not linear.",
    fires=lambda: _three_stages(skipping=True),
    silent=lambda: _three_stages(skipping=False),
    recommended=False,
    requires={"transitions": 1, "stages": 3},
    family="structure",
)
def stage_skip(view: View) -> Iterator[Verdict]:
    """Look for stages between the two ends of each transition."""
    needed = {stage.key for stage in view.required_stages if stage.touchpoints}
    between: dict[tuple[str, str], list[str]] = {}
    for step in view.journey.transitions:
        ends = view.stage_key_of(step.source), view.stage_key_of(step.target)
        if ends not in between:
            here, there = ends
            later = view.earlier_stages.get(there, frozenset())
            between[ends] = (
                sorted(s for s in needed & later if here in view.earlier_stages[s])
                if here in later
                else []
            )
        if not between[ends]:
            yield Fine(step.element)
        else:
            skipped = [view.stage(key).name for key in between[ends]]
            yield Problem(
                f'"{view.name_of(step.element)}" skips {quoted(skipped)}',
                step.element,
                fix=f"add a transition through {quoted(skipped)}, or mark what may be left out: "
                f"stage({quoted(skipped[:1])}, …, optional=True)",
            )


def _two_shops(*, linked: bool) -> Journey:
    """A web shop and a branch, which lead to each other or do not."""
    web, order = touchpoint("Explores the web shop"), touchpoint("Orders")
    branch, pay = touchpoint("Walks into the branch"), touchpoint("Pays at the counter")
    both = (
        journey("Buying a gift")
        .stage("Consideration", web, branch)
        .stage("Purchase", order, pay)
        .flow(web >> order)
        .flow(branch >> pay)
    )
    return both.flow(web >> branch) if linked else both


@rule(
    "disconnected-component",
    "JK117",
    subjects="journeys",
    severity="warning",
    detects="Two unconnected journeys on one map.",
    why="Either they are two maps, or a transition between them is missing, which customers "
    "experience as disconnected.",
    formally="The touchpoints that lie on complete walks from an entry to an exit fall into "
    "several pieces that no transition and no order of stages joins. What lies on no complete "
    "walk is not counted: unreachable-touchpoint and dead-end name it.",
    fix="connect the parts with .flow(…), or make two journeys of them",
    source="Glossaries of pain points: disconnected channels.",
    fires=lambda: _two_shops(linked=False),
    silent=lambda: _two_shops(linked=True),
    explains=("isolated-channel",),
    requires={"transitions": 1},
    family="structure",
)
def disconnected_component(view: View) -> Iterator[Verdict]:
    """Count the parts that nothing joins."""
    pieces = view.graph.connected_parts
    if len(pieces) == 1:
        yield Fine(view.journey)
    elif pieces:
        names = quoted(piece[0].name for piece in pieces)
        yield Problem(
            f"the map holds {len(pieces)} unconnected journeys; they start with {names}",
            [piece[0] for piece in pieces],
            therefore=[touchpoint for piece in pieces for touchpoint in piece],
        )


def _steps_to_the_goal(number: int) -> Journey:
    """A journey that comes to its goal after so many touchpoints."""
    steps = [touchpoint(f"Step {n}") for n in range(1, number)]
    steps.append(touchpoint("Pays").serves(_MAYA, "a gift that arrives by Friday"))
    row = journey("Buying a gift").walked_by(_MAYA).stage("Purchase", *steps)
    for before, after in itertools.pairwise(steps):
        row = row.flow(before >> after)
    return row


@rule(
    "long-path-to-goal",
    "JK118",
    subjects="goals that can be reached",
    severity="info",
    detects="A goal that takes many steps even on the shortest path.",
    why="Too many steps are a known pain point, the long sales cycle. Each step loses people.",
    formally="On the shortest walk of the persona from an entry to a touchpoint that serves the "
    "goal lie more touchpoints than so many, the last one included.",
    fix="remove or join steps before {touchpoint}, or add a shorter path",
    source="Glossaries of pain points: long sales cycles.",
    fires=lambda: _steps_to_the_goal(13),
    silent=lambda: _steps_to_the_goal(12),
    requires={"goals": 1, "served": 1},
    family="structure",
    recommended=False,
)
def long_path_to_goal(
    view: View,
    *,
    most: Annotated[int, "how many touchpoints a goal may take"] = 12,
) -> Iterator[Verdict]:
    """Measure the shortest way to each goal."""
    for persona, goal in view.goals:
        walks = view.graph_for(persona.key)
        servers = view.touchpoints_serving(persona.key, goal.key)
        if any(touchpoint.key in view.any_time for touchpoint in servers):
            yield Fine(Element("goal", (persona.key, goal.key)))
            continue
        depths = [
            walks.depths[touchpoint.key] for touchpoint in servers if touchpoint.key in walks.depths
        ]
        if depths and min(depths) <= most:
            yield Fine(Element("goal", (persona.key, goal.key)))
        elif depths:
            nearest = min(
                (t for t in servers if t.key in walks.depths), key=lambda t: walks.depths[t.key]
            )
            yield Problem(
                f'{persona.name} needs at least {min(depths)} touchpoints to reach "{goal.name}"',
                Element("goal", (persona.key, goal.key)),
                fix=f"remove or join steps before {quoted([nearest.name])}, or add a shorter path",
            )


def _of_stages(number: int) -> Journey:
    """A journey of so many stages."""
    whole = journey("Buying a gift")
    for n in range(1, number + 1):
        whole = whole.stage(f"Part {n}", touchpoint(f"Step {n}"))
    return whole


@rule(
    "stage-count",
    "JK119",
    subjects="journeys",
    severity="info",
    detects="A journey with very few or very many stages.",
    why="With two stages a map says little; ten are too many to remember.",
    formally="The number of stages is outside the range.",
    fix="join stages that belong together, or split one",
    source="Advice for workshops: three to seven phases; automation tools allow eight.",
    fires=lambda: _of_stages(2),
    silent=lambda: _of_stages(5),
    recommended=False,
    requires={"stages": 1},
    family="structure",
)
def stage_count(
    view: View,
    *,
    least: Annotated[int, "the fewest stages that are well"] = 3,
    most: Annotated[int, "the most stages that are well"] = 9,
) -> Iterator[Verdict]:
    """Count the stages."""
    number = len(view.journey.stages)
    if least <= number <= most:
        yield Fine(view.journey)
    elif number:
        yield Problem(
            f"the journey has {counted(number, 'stage')}; {least} to {most} are usual", view.journey
        )


def _one_counter(*, alternative: bool) -> Journey:
    """Everybody has to pay at the counter, where they hate to wait; or may pay at a kiosk."""
    shop = touchpoint("Explores the shop", Channel.IN_STORE)
    counter = touchpoint("Waits at the counter", Channel.IN_STORE).feels(_MAYA, -2)
    kiosk, leave = touchpoint("Pays at the kiosk", Channel.IN_STORE), touchpoint("Leaves")
    whole = (
        journey("Buying a gift")
        .walked_by(_MAYA)
        .stage("Purchase", shop, counter, leave)
        .flow(shop >> counter >> leave)
    )
    if not alternative:
        return whole
    return whole.stage("Purchase", kiosk).flow(shop >> kiosk >> leave)


@rule(
    "single-point-of-failure",
    "JK120",
    subjects="touchpoints that nobody can avoid",
    severity="warning",
    detects="A negative touchpoint that nobody can avoid.",
    why="Everything depends on the one place where things already go wrong.",
    formally="Every walk from an entry to an exit passes the touchpoint; somebody feels bad there "
    "or it is marked as a fail point; and it has one channel at most. The catalogue asks for walks "
    "to goals; exits are taken, so that maps without goals are served too. All are one finding.",
    fix="add a path around it, or offer a second channel: touchpoint({touchpoint}, …).on(…)",
    source="Service blueprints mark fail points; graph theory calls such a node a dominator.",
    fires=lambda: _one_counter(alternative=False),
    silent=lambda: _one_counter(alternative=True),
    recommended=False,
    profiles=("blueprint",),
    requires={"transitions": 1},
    family="structure",
)
def single_point_of_failure(view: View) -> Iterator[Verdict]:
    """Look at what every walk has to pass."""
    weak = [touchpoint for touchpoint in view.unavoidable if _is_weak(touchpoint)]
    yield from (Fine(touchpoint) for touchpoint in view.unavoidable if not _is_weak(touchpoint))
    if weak:
        names = quoted(touchpoint.name for touchpoint in weak)
        yield Problem(f"every path passes {names}, where things go wrong", weak, each=True)


def _is_weak(touchpoint: Touchpoint) -> bool:
    """Whether things go wrong at a touchpoint, and it has no second channel."""
    bad = touchpoint.fail_point or any(
        e.emotion and e.emotion.level < 0 for e in touchpoint.experiences
    )
    return bad and len(touchpoint.channels) <= 1


@rule(
    "entry-not-in-first-stage",
    "JK121",
    subjects="marked entries",
    severity="info",
    detects="A starting point that is not in the first stage.",
    why="Many journeys have several starting points. It is worth knowing which of them skip the "
    "first stage.",
    formally="A touchpoint is marked as an entry, and a stage with touchpoints comes before its "
    "own.",
    fix="nothing if people do start there; else remove entry=True",
    source="Several entries are legitimate, which is why this is off by default.",
    fires=lambda: (
        journey("Buying a gift")
        .stage("Awareness", touchpoint("Clicks an ad", entry=True))
        .stage("Purchase", touchpoint("Pays", entry=True))
    ),
    silent=lambda: (
        journey("Buying a gift")
        .stage("Awareness", touchpoint("Clicks an ad", entry=True))
        .stage("Purchase", touchpoint("Pays"))
    ),
    recommended=False,
    requires={"stages": 2},
    family="structure",
)
def entry_not_in_first_stage(view: View) -> Iterator[Verdict]:
    """Look at what comes before each marked entry."""
    filled = {stage.key for stage in view.filled_stages}
    for stage in view.filled_stages:
        first = not filled & view.earlier_stages[stage.key]
        for touchpoint in stage.touchpoints if filled else ():
            if touchpoint.entry and first:
                yield Fine(touchpoint)
            elif touchpoint.entry:
                yield Problem(
                    f'"{touchpoint.name}" starts the journey in the stage "{stage.name}"',
                    touchpoint,
                )


RULES: tuple[Rule, ...] = (
    stage_skip,
    disconnected_component,
    long_path_to_goal,
    stage_count,
    single_point_of_failure,
    entry_not_in_first_stage,
)
