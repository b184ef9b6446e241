"""Branches: whether the conditions on transitions send every customer somewhere."""

from __future__ import annotations

import itertools
from collections.abc import Collection, Iterable, Iterator
from typing import Any

from journeykit.addresses import Element
from journeykit.dsl import journey, touchpoint
from journeykit.graph import View
from journeykit.graph.decisions import completeness, overlap
from journeykit.guards import Guard, attribute, otherwise
from journeykit.model import Journey
from journeykit.transitions import Transition
from journeykit.validation.finding import Fine, Problem, Unknown, Verdict
from journeykit.validation.rule import Rule, rule
from journeykit.validation.rules.wording import quoted

_BASKET = touchpoint("Fills the basket")
_CARD = touchpoint("Pays by card")
_INVOICE = touchpoint("Gets an invoice")


def _payment() -> Journey:
    """A basket, and two ways to pay, with no transition yet."""
    return (
        journey("Buying a gift").stage("Consideration", _BASKET).stage("Purchase", _CARD, _INVOICE)
    )


def _described(view: View, step: Transition) -> str:
    """A transition and its condition, for a message."""
    name = view.name_of(step.element)
    return f'"{name}" when "{step.when}"' if step.guarded else f'"{name}"'


@rule(
    "unmarked-loop",
    "JK107",
    subjects="cycles",
    severity="info",
    detects="A cycle of transitions that is not marked as a loop.",
    why="A loop is often intended, and often a mistake. Readers can tell only if it is marked, "
    "and only then is it drawn as a loop.",
    formally="Declared transitions form a cycle and none of them is of the kind loop, return, "
    "retry, churn or recovery. The catalogue's condition would name every transition of the "
    "cycle; here it is one finding a cycle, and one mark is enough.",
    fix="mark the transition that goes back: "
    '.flow({source:variable} >> {target:variable}, kind="loop")',
    source="Readability of process models.",
    fires=lambda: _payment().flow(_BASKET >> _CARD >> _INVOICE).flow(_INVOICE >> _CARD),
    silent=lambda: (
        _payment().flow(_BASKET >> _CARD >> _INVOICE).flow(_INVOICE >> _CARD, kind="loop")
    ),
    recommended=False,
    requires={"transitions": 1},
    family="structure",
)
def unmarked_loop(view: View) -> Iterator[Verdict]:
    """Look for cycles without a mark; what leads to something written earlier comes first."""
    declared = (*view.journey.stages, *view.touchpoints)
    order = {each.key: index for index, each in enumerate(declared)}
    for steps in view.reachability.cycles:
        if any(step.goes_back or step.kind == "recovery" for step in steps):
            yield Fine([step.element for step in steps])
            continue
        names = quoted(view.name_of(step.element) for step in steps)
        back = sorted(steps, key=lambda step: order[step.target.key] > order[step.source.key])
        yield Problem(f"{names} form a cycle", [step.element for step in back])


@rule(
    "incomplete-guards",
    "JK111",
    subjects="decisions",
    severity="warning",
    detects="A decision that does not cover every case, because every transition out of it has a "
    "condition.",
    why="Whoever meets none of the conditions is stuck. The forgotten case is usually the "
    "failure, and that is where customers need help.",
    formally="Every way out of a touchpoint or stage has a condition; none is `otherwise`; and "
    "the conditions are not proved to cover everybody: neither all customers by their attributes "
    "and segments, nor all personas who come there by what is known of them. A single condition "
    "in free text is a gap; two or more different ones are taken to name the outcomes there are, "
    "since nobody can decide them. A condition that everybody has met already, because all "
    "transitions that lead there have it, leaves nobody out. Not asked where the journey may end; "
    "where whoever comes to a place of the last stage has reached every goal there, one step "
    "before or in an earlier stage, and all ways stay in the stage; where an outcome is abandoned "
    "or failed; where one way is optional; and where all ways go back, because the order of the "
    "stages leads on from there. Ways that are meant for certain personas only are looked at by "
    "persona-dead-end.",
    fix="say what happens to everybody else: .flow({touchpoint:variable} >> …, when=otherwise)",
    source="bpmnlint, conditional-flows.",
    fires=lambda: _payment().flow(_BASKET >> _CARD, when=attribute("age").at_least(18)),
    silent=lambda: (
        _payment()
        .flow(_BASKET >> _CARD, when=attribute("age").at_least(18))
        .flow(_BASKET >> _INVOICE, when=otherwise)
    ),
    requires={"transitions": 1},
    family="structure",
)
def incomplete_guards(view: View) -> Iterator[Verdict]:
    """Look at each place for customers whom no way out lets through."""
    for source, transitions in view.outgoing.items():
        if not any(transition.guarded for transition in transitions):
            continue
        if not leaves_a_gap(view, source):
            if completeness(transitions, view.segments) == "unknown":
                yield Unknown("whether conditions cover every case", _OTHERWISE, at=source)
            else:
                yield Fine(source)
        else:
            conditions = quoted(dict.fromkeys(f"{transition.when}" for transition in transitions))
            yield Problem(
                f'"{view.name_of(source)}" continues only when {conditions}; '
                "the map does not say what happens otherwise",
                source,
            )


_OTHERWISE = ".flow(…, when=otherwise)"


def leaves_a_gap(view: View, source: Element) -> bool:
    """Whether the conditions on the ways out of a place leave somebody without a way.

    Args:
        view: The journey, with its questions.
        source: The touchpoint or stage.

    Returns:
        True if every way has a condition, and they are not proved to cover everybody.
    """
    transitions = view.outgoing.get(source, ())
    return (
        bool(transitions)
        and all(transition.guarded for transition in transitions)
        and _must_be_left(view, source, transitions)
        and not _is_met_before(view, source, transitions)
        and not _may_end_here(view, source, transitions)
        and not _everybody_passes(view, _arriving_personas(view, source), transitions)
        and completeness(transitions, view.segments) == "open"
    )


def _must_be_left(view: View, source: Element, transitions: Iterable[Transition]) -> bool:
    """Whether people who find no way out are stuck there."""
    if any(transition.kind == "optional" for transition in transitions) or all(
        transition.goes_back for transition in transitions
    ):
        return False
    if source.kind == "stage":
        return True
    touchpoint = view.touchpoint(source.key)
    return not (touchpoint.exit or touchpoint.optional or touchpoint.outcome != "completed")


def _is_met_before(view: View, source: Element, transitions: Iterable[Transition]) -> bool:
    """Whether whoever comes to a place has met the condition of one of the ways out of it."""
    conditions = {transition.when for transition in transitions}
    arriving = view.incoming.get(source, ())
    return bool(arriving) and all(transition.when in conditions for transition in arriving)


def _may_end_here(view: View, source: Element, transitions: Iterable[Transition]) -> bool:
    """Whether people who come to a place of the last stage have got what they came for.

    What may still happen to some of them is an exception; for the others it ends well.
    """
    stage = view.stage_of(source.key) if source.kind == "touchpoint" else None
    *_, last_stage = view.filled_stages or (None,)
    if stage is None or stage != last_stage:
        return False
    inside = {touchpoint.element for touchpoint in stage.touchpoints}
    before = {step.source.key for step in view.incoming.get(source, ())} | {source.key}
    people = [p for p in view.journey.personas if view.touchpoint(source.key).is_for(p.key)]
    wishes = [(person.key, goal.key) for person in people for goal in person.goals]
    return (
        bool(wishes)
        and all(transition.target in inside for transition in transitions)
        and all(
            any(
                served.key in before or served.element not in inside
                for served in view.touchpoints_serving(*wish)
            )
            for wish in wishes
        )
    )


def _arriving_personas(view: View, source: Element) -> tuple[str, ...]:
    """The keys of the personas whom some walk leads to a touchpoint or into a stage."""
    people = [persona.key for persona in view.journey.personas]
    if source.kind == "touchpoint":
        return tuple(key for key in people if view.can_reach(key, source.key))
    return tuple(
        key
        for key in people
        if any(view.can_reach(key, touchpoint.key) for touchpoint in view.cells[key, source.key])
    )


def _everybody_passes(
    view: View, people: Collection[str], transitions: Iterable[Transition]
) -> bool:
    """Whether it is known of every persona who comes there that some way lets them through."""
    return bool(people) and all(
        any(_surely_open(view, transition, key) for transition in transitions) for key in people
    )


def _surely_open(view: View, transition: Transition, persona: str) -> bool:
    """Whether a transition is known to let a persona through."""
    if transition.personas and persona not in transition.personas:
        return False
    return isinstance(transition.when, Guard) and bool(
        transition.when.holds(view.reachability.segment_facts[persona])
    )


@rule(
    "overlapping-guards",
    "JK112",
    subjects="pairs of conditions",
    severity="info",
    detects="Two transitions whose conditions can hold at once.",
    why="If both hold, the map does not say where the customer goes. It may be both, or an "
    "oversight: a person has to decide.",
    formally="Two transitions leave the same place for different ones, both conditions are values "
    "that some customer meets at once, they are not meant for different personas, and neither has "
    "a priority.",
    fix="say which comes first: .flow(…, priority=1)",
    source="Marketing-automation canvases restrict parallel branches.",
    fires=lambda: (
        _payment()
        .flow(_BASKET >> _CARD, when=attribute("age").at_least(18))
        .flow(_BASKET >> _INVOICE, when=attribute("age").at_least(30))
    ),
    silent=lambda: (
        _payment()
        .flow(_BASKET >> _CARD, when=attribute("age").below(30))
        .flow(_BASKET >> _INVOICE, when=attribute("age").at_least(30))
    ),
    recommended=False,
    requires={"guards": 2},
    family="structure",
)
def overlapping_guards(view: View) -> Iterator[Verdict]:
    """Compare the conditions on the ways out of each place."""
    for source, leaving in view.outgoing.items():
        guarded = [
            transition
            for transition in leaving
            if isinstance(transition.when, Guard)
            and not transition.when.is_otherwise
            and transition.priority is None
        ]
        for first, second in itertools.combinations(guarded, 2):
            apart = (
                first.personas
                and second.personas
                and not set(first.personas) & set(second.personas)
            )
            if first.target == second.target or apart:
                continue
            pair = [first.element, second.element]
            if not overlap(first.when, second.when, view.segments):  # type: ignore[arg-type]
                yield Fine(pair)
            else:
                yield Problem(
                    f'after "{view.name_of(source)}", both conditions can hold: "{first.when}" and '
                    f'"{second.when}"',
                    pair,
                    salient=f"{first.when} / {second.when}",
                    review=True,
                )


@rule(
    "contradictory-guard",
    "JK113",
    subjects="guards",
    severity="error",
    detects="A condition that can never hold.",
    why="The branch behind it is dead: it looks covered and serves nobody.",
    formally="The condition on a transition is a value, and it is false for every combination of "
    "the attributes and segments it asks for.",
    fix="correct the condition: one of its parts contradicts another",
    source="The counterpart of unreachable code.",
    fires=lambda: (
        _payment()
        .flow(_BASKET >> _INVOICE)
        .flow(_BASKET >> _CARD, when=attribute("age").below(18) & attribute("age").at_least(65))
    ),
    silent=lambda: (
        _payment()
        .flow(_BASKET >> _INVOICE)
        .flow(_BASKET >> _CARD, when=attribute("age").at_least(18) & attribute("age").below(65))
    ),
    requires={"guards": 1},
    family="structure",
)
def contradictory_guard(view: View) -> Iterator[Verdict]:
    """Look for conditions that no case fulfils."""
    impossible = view.reachability.impossible_guards
    guarded = [step for step in view.journey.transitions if step.guarded]
    worded = [step.element for step in guarded if not isinstance(step.when, Guard)]
    if worded:
        yield Unknown("what conditions in words compare", _VALUE, at=dict.fromkeys(worded))
    yield from (
        Fine(step.element)
        for step in guarded
        if isinstance(step.when, Guard) and step.when not in impossible
    )
    never = ((step.element, f"{step.when}") for step in guarded if step.when in impossible)
    for element, guard in dict.fromkeys(never):
        message = f'nobody can go "{view.name_of(element)}": "{guard}" is never true'
        yield Problem(message, element, salient=guard)


_VALUE = 'when=attribute("age").at_least(18)'


@rule(
    "duplicate-transition",
    "JK115",
    subjects="transitions",
    severity="warning",
    detects="The same transition twice.",
    why="Readers see two transitions where there is one, and shares and paths are counted twice.",
    formally="Two transitions have the same ends, the same condition and the same personas.",
    fix="remove one of the two",
    source="bpmnlint, no-duplicate-sequence-flows.",
    fires=lambda: _payment().flow(_BASKET >> _CARD).flow(_BASKET >> _CARD, handover="the basket"),
    silent=lambda: (
        _payment().flow(_BASKET >> _CARD, when="small").flow(_BASKET >> _CARD, when="big")
    ),
    requires={"transitions": 2},
    family="structure",
)
def duplicate_transition(view: View) -> Iterator[Verdict]:
    """Look for a transition that was there before."""
    seen: set[tuple[object, ...]] = set()
    reported: set[tuple[object, ...]] = set()
    once: list[Element] = []
    for step in view.journey.transitions:
        ends = (step.source.kind, step.source.keys, step.target.kind, step.target.keys)
        same = (ends, step.when, frozenset(step.personas))
        if same not in seen:
            once.append(step.element)
        elif same not in reported:
            reported.add(same)
            salient = "/".join([f"{step.when}", *sorted(step.personas)]).strip("/")
            yield Problem(
                f"{_described(view, step)} is written more than once", step.element, salient=salient
            )
        seen.add(same)
    yield Fine(once)


def _retry(**fields: Any) -> Journey:
    """A card that may be tried again."""
    return (
        _payment().flow(_BASKET >> _CARD >> _INVOICE).flow(_CARD >> _CARD, kind="retry", **fields)
    )


@rule(
    "loop-without-limit",
    "JK116",
    subjects="loops",
    severity="info",
    detects="Loops without a limit.",
    why="Nobody tries for ever. Saying how often they do is where the plan for giving up begins.",
    formally="A transition is a loop or a retry inside a stage, or leads from a touchpoint or "
    "stage to itself, and says no number of attempts. A condition says why they go round and not "
    "when they stop. Of a loop without one, at which nobody feels bad or has a pain point, a "
    "person has to decide: it may be what people are meant to do again and again. Where the "
    "journey may end there, people can stop; what leads back to another stage begins a new round. "
    "One finding names all of each sort.",
    fix='add a limit: .flow({source:variable} >> {target:variable}, kind="loop", attempts=…)',
    source="Retry limits of workflow engines.",
    fires=_retry,
    silent=lambda: _retry(attempts=3),
    family="structure",
)
def loop_without_limit(view: View) -> Iterator[Verdict]:
    """Look for what is repeated for ever."""
    ends = {touchpoint.element for touchpoint in view.graph.exits}
    loops = {step.element: step for step in view.journey.transitions if _repeats(view, step)}
    limited = {
        at for at, step in loops.items() if step.attempts or ends & {step.source, step.target}
    }
    yield from (Fine(at) for at in loops if at in limited)
    for intended in (False, True):
        endless = [
            step
            for at, step in loops.items()
            if at not in limited and _may_be_meant(view, step) is intended
        ]
        names = quoted(
            view.name_of(step.source if step.source == step.target else step.element)
            for step in endless
        )
        if endless:
            repeats = "repeats" if len(endless) == 1 else "repeat"
            at = [step.element for step in endless]
            yield Problem(f"{names} {repeats} without a limit", at, each=True, review=intended)


def _may_be_meant(view: View, step: Transition) -> bool:
    """Whether people may like to go round a loop: it has no reason, and nothing there is bad."""
    ends = (view.touchpoint(e.key) for e in (step.source, step.target) if e.kind == "touchpoint")
    return (
        step.kind == "loop"
        and not step.guarded
        and not any(
            lived.pains or (lived.emotion and lived.emotion.low < 0)
            for touchpoint in ends
            for lived in touchpoint.experiences
        )
    )


def _repeats(view: View, step: Transition) -> bool:
    """Whether a transition leads to where people were, in the same stage."""
    here, there = view.stage_key_of(step.source), view.stage_key_of(step.target)
    return step.source == step.target or (step.kind in {"loop", "retry"} and here == there)


RULES: tuple[Rule, ...] = (
    unmarked_loop,
    incomplete_guards,
    overlapping_guards,
    contradictory_guard,
    duplicate_transition,
    loop_without_limit,
)
