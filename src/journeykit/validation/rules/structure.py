"""Structure: whether the journey hangs together as a graph that people can walk."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence

from journeykit.dsl import journey, touchpoint
from journeykit.graph import View
from journeykit.model import Journey, Touchpoint
from journeykit.validation.finding import Problem
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
    severity="error",
    detects="A journey without a single touchpoint.",
    why="There is nothing to check, to measure or to draw as long as nobody meets anything.",
    formally="The journey has no touchpoint, in a stage or at any time.",
    fix='add touchpoints: .stage("Awareness", touchpoint("Clicks an ad"))',
    source="Every guide to journey mapping starts with listing touchpoints.",
    fires=lambda: journey("Buying a gift").stage("Awareness"),
    silent=lambda: _line("Clicks an ad", "Pays"),
)
def empty_journey(view: View) -> Iterator[Problem]:
    """Look for any touchpoint at all."""
    if not view.touchpoints:
        yield Problem("the journey has no touchpoint", view.journey)


def _two_ways_round() -> Journey:
    """Two touchpoints that lead to each other, and no way in."""
    browse, compare = touchpoint("Browses"), touchpoint("Compares")
    shop = journey("Buying a gift").stage("Purchase", browse, compare)
    return shop.flow(browse >> compare >> browse)


@rule(
    "no-entry",
    "JK102",
    severity="error",
    detects="A journey that nobody can start.",
    why="Where everything is led to by something else, no customer ever comes in.",
    formally="There are touchpoints, none is marked as an entry, and in the first stages that "
    "have any, each is led to by a forward transition.",
    fix="mark where people come in: touchpoint(…, entry=True)",
    source="bpmnlint, start-event-required.",
    fires=_two_ways_round,
    silent=lambda: _line("Browses", "Compares"),
    requires={"transitions": 1, "touchpoints": 1},
)
def no_entry(view: View) -> Iterator[Problem]:
    """Look for a touchpoint that people can start with."""
    if not view.has_entry and len(view.any_time) < len(view.touchpoints):
        yield Problem("the journey has no place to start", view.journey)


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
    severity="error",
    detects="A journey that nobody can finish.",
    why="If no walk from an entry comes to an exit, every customer is lost somewhere on the way, "
    "whatever the single touchpoints are like.",
    formally="There is an entry, and no exit can be reached from any entry. Silent where a cycle "
    "without a way out is the reason: cycle-without-exit names it.",
    fix="mark where the journey ends, touchpoint(…, exit=True), or lead there: "
    ".flow(before >> ending)",
    source="bpmnlint, end-event-required; every marketing-automation canvas demands an end step.",
    fires=_exit_out_of_reach,
    silent=_exit_in_reach,
    requires={"touchpoints": 1},
)
def no_exit(view: View) -> Iterator[Problem]:
    """Look for one walk from an entry to an exit."""
    if view.has_entry and not view.can_finish and not view.traps:
        yield Problem("no walk through the journey comes to an end", view.journey)


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
    severity="warning",
    detects="Touchpoints that no customer comes to.",
    why="It was thought of, paid for perhaps, and nobody ever meets it: either a way is missing "
    "on the map or the touchpoint is.",
    formally="The journey has declared transitions and an entry, and the touchpoint cannot be "
    "reached from any entry, neither by anybody at all nor by a persona for whom the order of the "
    "stages leads on; what can come at any time always can. Where no transition leaves a stage, "
    "its order leads on, so a map without arrows has no unreachable touchpoints. Those to which "
    "nothing leads are one finding, those behind them another.",
    fix="lead there, .flow(before >> it); mark it with entry=True; or take it off the map",
    source="bpmnlint, no-disconnected; journey mapping looks for blind spots.",
    fires=_forgotten_reviews,
    silent=_reviews_on_the_way,
    requires={"transitions": 1},
)
def unreachable_touchpoint(view: View) -> Iterator[Problem]:
    """Compare what is there with what can be reached."""
    if not view.has_entry:
        return
    reachable = view.reachable()
    walks = view.graph
    lost: dict[str, list[Touchpoint]] = {}
    for number, met in enumerate(walks.touchpoints):
        if met.key in reachable or met.key in view.any_time:
            continue
        led = any(edge >= 0 for _, edge in walks.preceding[number])
        reason = "only what is out of reach itself leads there" if led else "nothing leads there"
        lost.setdefault(reason, []).append(met)
    for reason, several in lost.items():
        names = quoted(met.name for met in several)
        yield Problem(f"nobody comes to {names}: {reason}", several, each=True)


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
    severity="warning",
    detects="Touchpoints where customers are stranded.",
    why="Where nothing follows and the journey is not over, people are stuck with their errand "
    "half done and go elsewhere.",
    formally="The journey has declared transitions, and after the touchpoint nothing can follow, "
    "neither a declared transition nor the next stage, although it is no exit. The touchpoints of "
    "a stage without an order of its own follow one another and count as well, where nothing else "
    "does. What can come at any time is no way on. Silent where people are meant to leave, which "
    "coverage takes for an end as good as an exit: after a transition of kind churn, at an "
    "abandoned or failed outcome (no-recovery-path speaks of those) and when offboarding. All are "
    "one finding. As soon as one touchpoint is marked as an exit, no other end is inferred.",
    fix="say what comes next, .flow(it >> next_step), or that the journey may end there, "
    "touchpoint(…, exit=True)",
    source="Service standards of governments: users must not get stuck before their goal.",
    fires=_stranded_at_the_chat,
    silent=_chat_leads_on,
    requires={"transitions": 1},
)
def dead_end(view: View) -> Iterator[Problem]:
    """Look for touchpoints that nothing follows."""
    ends = view.dead_ends
    if ends:
        no_exit = "it is no exit" if len(ends) == 1 else "none of them is an exit"
        names = quoted(met.name for met in ends)
        yield Problem(
            f"after {names} nothing follows, and {no_exit}",
            ends,
            each=True,
            fix=_besides([met.name for met in view.touchpoints if met.exit]),
        )


def _besides(exits: Sequence[str]) -> str:
    """What to do where a marked exit keeps other ends from being inferred."""
    if not exits:
        return ""
    marked = "is marked as the exit" if len(exits) == 1 else "are marked as exits"
    return (
        "say what comes next, .flow(it >> next_step), or mark this end too, touchpoint(…, "
        f"exit=True): because {quoted(exits)} {marked}, no other end is inferred"
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
    severity="error",
    detects="A cycle that no customer gets out of.",
    why="People who are sent round in a circle do not come round: they give up.",
    formally="Declared transitions form a cycle from which no edge leads to another touchpoint, "
    "declared or implied by the order of the stages, and that holds no exit. Touchpoints of a "
    "stage without an order of their own form no cycle.",
    fix="add a way out, .flow(one_of_them >> next_step), or mark one with exit=True",
    source="Soundness of workflow graphs: whatever starts can complete.",
    fires=_for_ever_round,
    silent=_round_and_out,
    requires={"transitions": 1},
)
def cycle_without_exit(view: View) -> Iterator[Problem]:
    """Look for cycles that are traps."""
    for trapped in view.traps:
        names = quoted(met.name for met in trapped)
        told = f"{names} lead only to each other" if len(trapped) > 1 else f"{names} repeats itself"
        yield Problem(f"{told}: nobody gets out", trapped)


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
    severity="warning",
    detects="Transitions to an earlier stage that are not said to be ways back.",
    why="Either the stages are in the wrong order, or people really go back there, which is worth "
    "seeing on the map. A cycle may have ways out and still be what readers complain of: a guide "
    "and a manual that send them to each other.",
    formally="The stage a transition arrives in comes before the stage it leaves, however far, in "
    "the partial order of the stages, and its kind is none of loop, return, retry, churn and "
    "recovery. Stages that run in parallel have no order between them. Recovery is allowed to "
    "start over, which the usual definition forgets. Those from one stage to one other are one "
    "finding, which says so when they close a circle.",
    fix='say that it goes back, .flow(…, kind="return"), or move the touchpoint to another stage',
    source="All stage models order their stages.",
    fires=_pays_then_compares,
    silent=_returns_to_compare,
    requires={"transitions": 1},
)
def stage_order_violation(view: View) -> Iterator[Problem]:
    """Look for transitions against the order of the stages."""
    circling = {place for _, places in view.cycles for place in places}
    back: dict[tuple[str, str], list[int]] = {}
    for place, step in enumerate(view.journey.transitions):
        here, there = view.stage_key_of(step.source), view.stage_key_of(step.target)
        against = there in view.earlier_stages.get(here, ())
        if against and not step.goes_back and step.kind != "recovery":
            back.setdefault((here, there), []).append(place)
    for (here, there), places in back.items():
        at = dict.fromkeys(view.journey.transitions[place].element for place in places)
        names = quoted(view.name_of(element) for element in at)
        goes = "goes" if len(at) == 1 else "go"
        way = f'from "{view.stage(here).name}" back to "{view.stage(there).name}"'
        circle = ", and people can go round for ever" if circling.intersection(places) else ""
        yield Problem(f"{names} {goes} {way}{circle}", at, each=True)


@rule(
    "empty-stage",
    "JK110",
    severity="warning",
    detects="Stages in which nothing happens.",
    why="The company leaves its customers alone there, or somebody forgot to ask what they meet.",
    formally="The stage has no touchpoint and is not optional. All are one finding.",
    fix='add touchpoints, .stage("Its name", touchpoint(…)), or say optional=True',
    source="Step four of journey mapping asks for missing touchpoints.",
    fires=lambda: _line("Clicks an ad", "Pays").stage("Experience"),
    silent=lambda: _line("Clicks an ad", "Pays").stage("Experience", optional=True),
    requires={"stages": 1},
)
def empty_stage(view: View) -> Iterator[Problem]:
    """Look for stages without touchpoints."""
    empty = [part for part in view.required_stages if not part.touchpoints]
    if len(empty) == 1:
        yield Problem(f'stage "{empty[0].name}" has no touchpoint', empty)
    else:
        whole = len(view.required_stages)
        yield from lacking(view, empty, of=whole, what="stage", said="have no touchpoint")


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
