"""Structure: whether the journey hangs together as a graph that people can walk."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator, Sequence

from journeykit.addresses import Element
from journeykit.dsl import journey, touchpoint
from journeykit.graph import View
from journeykit.model import Journey, Persona, Touchpoint
from journeykit.transitions import Transition
from journeykit.validation.finding import Fine, Problem, Verdict
from journeykit.validation.rule import Rule, rule
from journeykit.validation.rules.aggregation import lacking
from journeykit.validation.rules.wording import quoted


def _line(*names: str) -> Journey:
    """A journey of one stage whose touchpoints follow one another."""
    steps = [touchpoint(name) for name in names]
    line = journey("Buying a gift").stage("Purchase", *steps)
    for before, after in itertools.pairwise(steps):
        line = line.flow(before >> after)
    return line


@rule(
    "empty-journey",
    "JK101",
    subjects="the journey",
    severity="error",
    detects="A journey without touchpoints.",
    why="Without touchpoints there is nothing to check, measure or draw.",
    formally="The journey has no touchpoint, in a stage or at any time.",
    fix='add touchpoints: .stage("…", touchpoint("…"))',
    source="Every guide to journey mapping starts with listing touchpoints.",
    fires=lambda: journey("Buying a gift").stage("Awareness"),
    silent=lambda: _line("Clicks an ad", "Pays"),
)
def empty_journey(view: View) -> Iterator[Verdict]:
    """Look for any touchpoint at all."""
    if view.touchpoints:
        yield Fine(view.journey)
    else:
        yield Problem("the journey has no touchpoints", view.journey)


def _two_branches() -> Journey:
    """Two touchpoints that lead to each other, and no way in."""
    browse, compare = touchpoint("Browses"), touchpoint("Compares")
    shop = journey("Buying a gift").stage("Purchase", browse, compare)
    return shop.flow(browse >> compare >> browse)


@rule(
    "no-entry",
    "JK102",
    subjects="journeys",
    severity="error",
    detects="A journey without a starting point.",
    why="If every touchpoint follows another one, no customer can enter the journey.",
    formally="There are touchpoints, none is marked as an entry, and in the first stages that "
    "have any, each is led to by a forward transition.",
    fix="mark where people enter: touchpoint({touchpoint}, entry=True)",
    source="bpmnlint, start-event-required.",
    fires=_two_branches,
    silent=lambda: _line("Browses", "Compares"),
    requires={"transitions": 1, "touchpoints": 1},
)
def no_entry(view: View) -> Iterator[Verdict]:
    """Look for a touchpoint that people can start with."""
    if view.has_entry:
        yield Fine(view.journey)
    elif len(view.any_time) < len(view.touchpoints):
        first, *_ = (each for stage in view.filled_stages for each in stage.touchpoints)
        yield Problem(
            "the journey has no starting point",
            view.journey,
            fix=f"mark where people enter: touchpoint({quoted([first.name])}, entry=True)",
        )


def _exit_out_of_reach() -> Journey:
    """The journey should end with a receipt, but nothing leads to it."""
    browse, pay = touchpoint("Browses", entry=True), touchpoint("Pays")
    receipt = touchpoint("Gets the receipt", exit=True)
    shop = journey("Buying a gift").stage("Purchase", browse, pay, receipt)
    return shop.flow(browse >> pay)


def _exit_in_reach() -> Journey:
    """The same journey, and paying leads to the receipt."""
    browse, pay = touchpoint("Browses", entry=True), touchpoint("Pays")
    receipt = touchpoint("Gets the receipt", exit=True)
    shop = journey("Buying a gift").stage("Purchase", browse, pay, receipt)
    return shop.flow(browse >> pay >> receipt)


@rule(
    "no-exit",
    "JK103",
    subjects="journeys",
    severity="error",
    detects="A journey without a reachable end.",
    why="If no path from a start reaches an end, every customer gets lost on the way, however "
    "good the single touchpoints are.",
    formally="There is an entry, and no exit can be reached from any entry. Silent where a cycle "
    "without a way out is the reason: cycle-without-exit names it.",
    fix="mark where the journey ends, touchpoint({touchpoint}, exit=True), or add a transition "
    "to the end",
    source="bpmnlint, end-event-required; every marketing-automation canvas demands an end step.",
    fires=_exit_out_of_reach,
    silent=_exit_in_reach,
    requires={"touchpoints": 1},
)
def no_exit(view: View) -> Iterator[Verdict]:
    """Look for one walk from an entry to an exit."""
    if view.can_finish:
        yield Fine(view.journey)
    elif view.has_entry and not view.traps:
        yield Problem("no path through the journey reaches an end", view.journey)


def _forgotten_reviews() -> Journey:
    """The reviews stand on the map and nothing leads to them."""
    ad, reviews, pay = touchpoint("Clicks an ad"), touchpoint("Reads reviews"), touchpoint("Pays")
    return (
        journey("Buying a gift")
        .stage("Awareness", ad)
        .stage("Consideration", reviews)
        .stage("Purchase", pay)
        .flow(ad >> pay)
    )


def _reviews_on_the_way() -> Journey:
    """The ad leads to the reviews, and they lead to paying."""
    ad, reviews, pay = touchpoint("Clicks an ad"), touchpoint("Reads reviews"), touchpoint("Pays")
    return (
        journey("Buying a gift")
        .stage("Awareness", ad)
        .stage("Consideration", reviews)
        .stage("Purchase", pay)
        .flow(ad >> reviews >> pay)
    )


@rule(
    "unreachable-touchpoint",
    "JK104",
    subjects="touchpoints",
    severity="warning",
    detects="Touchpoints that no customer reaches.",
    why="They were designed and perhaps paid for, and nobody gets there: either a transition is "
    "missing on the map, or the touchpoint is not needed.",
    formally="The journey has declared transitions and an entry, and the touchpoint cannot be "
    "reached from any entry, neither by anybody at all nor by a persona for whom the order of the "
    "stages leads on; what can come at any time always can. Where no transition leaves a stage, "
    "its order leads on, so a map without arrows has no unreachable touchpoints. All are one "
    "finding, which tells those to which nothing leads from those behind them. What other rules "
    "say of these touchpoints alone is attached to it.",
    fix="add a transition to it, mark it with entry=True, or remove it",
    source="bpmnlint, no-disconnected; journey mapping looks for blind spots.",
    fires=_forgotten_reviews,
    silent=_reviews_on_the_way,
    requires={"transitions": 1},
    explains=(
        "dead-end",
        "disconnected-component",
        "goal-out-of-reach",
        "isolated-channel",
        "no-exit",
        "persona-branch-uncovered",
        "persona-dead-end",
        "persona-stage-hole",
        "persona-without-path",
        "touchpoint-out-of-reach",
    ),
)
def unreachable_touchpoint(view: View) -> Iterator[Verdict]:
    """Compare what is there with what can be reached."""
    if not view.has_entry:
        return
    reachable = view.reachable() | view.any_time
    touchpoints = view.graph.touchpoints
    lost = [touchpoint for touchpoint in touchpoints if touchpoint.key not in reachable]
    yield Fine([touchpoint for touchpoint in touchpoints if touchpoint.key in reachable])
    if not lost:
        return
    first = [touchpoint for touchpoint in lost if not _is_led_to(view, touchpoint)]
    behind = [touchpoint for touchpoint in lost if _is_led_to(view, touchpoint)]
    names = quoted(touchpoint.name for touchpoint in first or behind)
    reason = "nothing leads there" if first else "only unreachable touchpoints lead there"
    after = f"; {quoted(t.name for t in behind)} can be reached only from there" if first else ""
    starts = _starts(view, first)
    yield Problem(
        f"nobody can reach {names}: {reason}{after if behind else ''}",
        [*first, *behind],
        each=True,
        fix=_begun_elsewhere(view, starts) if first else "",
        therefore=[persona for persona, _ in starts],
    )


def _starts(view: View, first: Sequence[Touchpoint]) -> list[tuple[Persona, Touchpoint]]:
    """The personas who can begin nowhere, each with the first touchpoint that nothing leads to."""
    lost = (p for p in view.journey.personas if not view.graph_for(p.key).entries)
    own = [touchpoint for touchpoint in first if touchpoint.personas]
    return [
        (persona, touchpoint)
        for persona in lost
        if (touchpoint := next((t for t in (*own, *first) if t.is_for(persona.key)), None))
    ]


def _is_led_to(view: View, touchpoint: Touchpoint) -> bool:
    """Whether a declared transition leads to a touchpoint."""
    graph = view.graph
    return any(edge.is_declared for edge in graph.incoming[graph.node(touchpoint.key)])


def _begun_elsewhere(view: View, starts: Iterable[tuple[Persona, Touchpoint]]) -> str:
    """What to do where a marked entry keeps other starting points from being assumed, or would."""
    entries = [touchpoint.name for touchpoint in view.touchpoints if touchpoint.entry]
    if not entries:
        return (
            "add a transition to it, or remove it; if people start there, mark it with entry=True, "
            f"and where they start now, too: {quoted(t.name for t in view.entries)}"
        )
    named = [
        f'touchpoint("{there.name}", entry=True) for {persona.name}' for persona, there in starts
    ]
    if named:
        return f"mark where they start: {', '.join(dict.fromkeys(named))}"
    marked = "is marked as the entry" if len(entries) == 1 else "are marked as entries"
    return (
        "if people start there too, mark it: touchpoint({touchpoint}, entry=True), because "
        f"{quoted(entries)} {marked} and no other start is assumed; "
        "else add a transition to it, or remove it"
    )


def _stranded_at_the_chat() -> Journey:
    """Who asks in the chat gets no further."""
    browse, chat, pay = touchpoint("Browses"), touchpoint("Asks in the chat"), touchpoint("Pays")
    return (
        journey("Buying a gift")
        .stage("Consideration", browse, chat)
        .stage("Purchase", pay)
        .flow(browse >> pay)
        .flow(browse >> chat)
    )


def _chat_leads_on() -> Journey:
    """The chat leads to paying."""
    browse, chat, pay = touchpoint("Browses"), touchpoint("Asks in the chat"), touchpoint("Pays")
    return (
        journey("Buying a gift")
        .stage("Consideration", browse, chat)
        .stage("Purchase", pay)
        .flow(browse >> pay)
        .flow(browse >> chat >> pay)
    )


@rule(
    "dead-end",
    "JK105",
    subjects="touchpoints",
    severity="warning",
    detects="Touchpoints where customers are stuck.",
    why="If nothing follows and the journey is not over, people are stuck with their task half "
    "done, and go elsewhere.",
    formally="The journey has declared transitions, and after the touchpoint nothing can follow, "
    "neither a declared transition nor the next stage, although it is no exit. The touchpoints of "
    "a stage without an order of its own follow one another and count as well, where nothing else "
    "does. What can come at any time is no way on. Silent where people are meant to leave, which "
    "coverage takes for an end as good as an exit: after a transition of kind churn, at an "
    "abandoned or failed outcome (no-recovery-path speaks of those), when offboarding, and where "
    "they need not have come: at what is optional, or led to by optional ways only. All are "
    "one finding. As soon as one touchpoint is marked as an exit, no other end is inferred.",
    fix="add what comes next, .flow({touchpoint:variable} >> …), or let the journey end there, "
    "touchpoint({touchpoint}, exit=True)",
    source="Service standards of governments: users must not get stuck before their goal.",
    fires=_stranded_at_the_chat,
    silent=_chat_leads_on,
    requires={"transitions": 1},
)
def dead_end(view: View) -> Iterator[Verdict]:
    """Look for touchpoints that nothing follows."""
    ends = view.dead_ends
    stuck = {touchpoint.key for touchpoint in ends}
    yield Fine([touchpoint for touchpoint in view.touchpoints if touchpoint.key not in stuck])
    if ends:
        no_exit = "it is not an exit" if len(ends) == 1 else "none of them is an exit"
        names = quoted(touchpoint.name for touchpoint in ends)
        yield Problem(
            f"nothing follows after {names}, and {no_exit}",
            ends,
            each=True,
            fix=_besides(view),
        )


def _besides(view: View) -> str:
    """What to do where a marked exit keeps other ends from being inferred, or would."""
    exits = [touchpoint.name for touchpoint in view.touchpoints if touchpoint.exit]
    if not exits:
        return (
            "add what comes next, .flow({touchpoint:variable} >> …); if the journey ends there, "
            "mark it with exit=True, and where it ends now, too: "
            f"{quoted(t.name for t in view.exits)}"
        )
    marked = "is marked as the exit" if len(exits) == 1 else "are marked as exits"
    return (
        "add what comes next, .flow({touchpoint:variable} >> …), or mark this end too, "
        "touchpoint({touchpoint}, exit=True): "
        f"because {quoted(exits)} {marked}, no other end is assumed"
    )


def _for_ever_round() -> Journey:
    """The help page and the form send people to each other."""
    browse, pay = touchpoint("Browses"), touchpoint("Pays")
    form, help_page = touchpoint("Fills in the form"), touchpoint("Reads the help page")
    return (
        journey("Buying a gift")
        .stage("Consideration", browse)
        .stage("Purchase", form, help_page, pay)
        .flow(browse >> pay)
        .flow(browse >> form >> help_page >> form)
    )


def _round_and_out() -> Journey:
    """The help page helps: after it, the form can be sent."""
    browse, pay = touchpoint("Browses"), touchpoint("Pays")
    form, help_page = touchpoint("Fills in the form"), touchpoint("Reads the help page")
    return (
        journey("Buying a gift")
        .stage("Consideration", browse)
        .stage("Purchase", form, help_page, pay)
        .flow(browse >> form >> pay)
        .flow(form >> help_page)
        .flow(help_page >> form, kind="return")
    )


@rule(
    "cycle-without-exit",
    "JK106",
    subjects="cycles",
    severity="error",
    detects="A cycle that no customer can leave.",
    why="People who are sent in circles give up.",
    formally="Declared transitions form a cycle from which no edge leads to another touchpoint, "
    "declared or implied by the order of the stages, and that holds no exit. Touchpoints of a "
    "stage without an order of their own form no cycle.",
    fix="add a transition out of it, .flow({touchpoint:variable} >> …), or mark one of the "
    "touchpoints with exit=True",
    source="Soundness of workflow graphs: whatever starts can complete.",
    fires=_for_ever_round,
    silent=_round_and_out,
    requires={"transitions": 1},
)
def cycle_without_exit(view: View) -> Iterator[Verdict]:
    """Look for cycles that are traps."""
    trapping = {touchpoint.element for trapped in view.traps for touchpoint in trapped}
    for cycle in view.reachability.cycles:
        if not any(step.source in trapping for step in cycle):
            yield Fine(dict.fromkeys(step.element for step in cycle))
    for trapped in view.traps:
        names = quoted(touchpoint.name for touchpoint in trapped)
        end = "lead only to each other" if len(trapped) > 1 else "repeats without end"
        yield Problem(f"{names} {end}: nobody can leave", trapped)


def _pays_then_compares() -> Journey:
    """After paying, the arrow leads back to comparing."""
    compare, pay = touchpoint("Compares prices"), touchpoint("Pays")
    receipt = touchpoint("Gets the receipt")
    return (
        journey("Buying a gift")
        .stage("Consideration", compare)
        .stage("Purchase", pay, receipt)
        .flow(compare >> pay >> receipt)
        .flow(pay >> compare)
    )


def _returns_to_compare() -> Journey:
    """The same arrow, said to be a way back."""
    compare, pay = touchpoint("Compares prices"), touchpoint("Pays")
    receipt = touchpoint("Gets the receipt")
    return (
        journey("Buying a gift")
        .stage("Consideration", compare)
        .stage("Purchase", pay, receipt)
        .flow(compare >> pay >> receipt)
        .flow(pay >> compare, kind="return")
    )


@rule(
    "stage-order-violation",
    "JK108",
    subjects="transitions",
    severity="warning",
    detects="Transitions to an earlier stage that are not marked as going back.",
    why="Either the stages are in the wrong order, or people really do go back, which is worth "
    "showing. A cycle can have exits and still be what people complain about: a guide and a "
    "manual that refer to each other.",
    formally="The stage a transition arrives in comes before the stage it leaves, however far, in "
    "the partial order of the stages, and its kind is none of loop, return, retry, churn and "
    "recovery. Stages that run in parallel have no order between them. Recovery is allowed to "
    "start over, which the usual definition forgets. Those from one stage to one other are one "
    "finding, which says so when they close a circle.",
    fix="mark the transition as going back, .flow({source:variable} >> {target:variable}, "
    'kind="return"), or move the touchpoint to another stage',
    source="All stage models order their stages.",
    fires=_pays_then_compares,
    silent=_returns_to_compare,
    requires={"transitions": 1},
)
def stage_order_violation(view: View) -> Iterator[Verdict]:
    """Look for transitions against the order of the stages."""
    circling = {step for cycle in view.reachability.cycles for step in cycle}
    back: dict[tuple[str, str], list[Transition]] = {}
    forward: list[Element] = []
    for step in view.journey.transitions:
        here, there = view.stage_key_of(step.source), view.stage_key_of(step.target)
        against = there in view.earlier_stages.get(here, ())
        if not against or step.goes_back or step.kind == "recovery":
            forward.append(step.element)
        else:
            back.setdefault((here, there), []).append(step)
    yield Fine(forward)
    for (here, there), steps in back.items():
        at = dict.fromkeys(step.element for step in steps)
        names = quoted(view.name_of(element) for element in at)
        goes = "goes" if len(at) == 1 else "go"
        direction = f'from "{view.stage(here).name}" back to "{view.stage(there).name}"'
        circle = ", and people can go in circles" if circling.intersection(steps) else ""
        yield Problem(f"{names} {goes} {direction}{circle}", at, each=True)


@rule(
    "empty-stage",
    "JK110",
    subjects="stages",
    severity="warning",
    detects="Stages without touchpoints.",
    why="Either customers are left alone there, or nobody has asked what happens.",
    formally="The stage has no touchpoint and is not optional. All are one finding.",
    fix="add touchpoints, .stage({stage}, touchpoint(…)), or mark the stage optional=True",
    source="Step four of journey mapping asks for missing touchpoints.",
    fires=lambda: _line("Clicks an ad", "Pays").stage("Experience"),
    silent=lambda: _line("Clicks an ad", "Pays").stage("Experience", optional=True),
    requires={"stages": 1},
)
def empty_stage(view: View) -> Iterator[Verdict]:
    """Look for stages without touchpoints."""
    empty = [part for part in view.required_stages if not part.touchpoints]
    if len(empty) == 1:
        yield Problem(f'the stage "{empty[0].name}" has no touchpoints', empty)
        yield from (Fine(part) for part in view.required_stages if part.touchpoints)
    else:
        whole = view.required_stages
        yield from lacking(view, empty, of=whole, what="stage", statement="have no touchpoints")


RULES: tuple[Rule, ...] = (
    empty_journey,
    no_entry,
    no_exit,
    unreachable_touchpoint,
    dead_end,
    cycle_without_exit,
    stage_order_violation,
    empty_stage,
)
