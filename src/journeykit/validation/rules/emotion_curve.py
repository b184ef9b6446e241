"""The emotion curve: what a persona goes through from the first touchpoint to the last.

Only an order that somebody stated counts: declared transitions, and the step from stage to
stage where it is clear which touchpoint comes last and which comes first. The touchpoints of an
unordered stage have no order, so no fall and no run is ever made of them.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated

from journeykit.dsl import touchpoint
from journeykit.emotions import signed
from journeykit.graph import EffectiveGraph, Node, View
from journeykit.graph.traversal import strong_components
from journeykit.model import Journey, Persona, Touchpoint
from journeykit.validation.finding import Problem
from journeykit.validation.rule import Rule, rule
from journeykit.validation.rules.example_journeys import MAYA, in_a_row
from journeykit.validation.rules.wording import quoted

_FAMILY = "experience"


def _curve(*valences: float) -> Journey:
    """Touchpoints in a row that feel so."""
    names = ("Clicks an ad", "Explores the shop", "Fills the basket", "Pays", "Gets the parcel")
    return in_a_row(
        *(
            touchpoint(name).feels(MAYA, valence)
            for name, valence in zip(names, valences, strict=False)
        )
    )


@rule(
    "ends-on-low",
    "JK505",
    subjects="personas",
    severity="warning",
    detects="A journey that ends badly for a persona, on every path.",
    why="People judge an experience by its peak and its end. A bad end spoils a good journey.",
    formally="Every touchpoint at which a complete walk of the persona can end has an emotion of "
    "theirs, and each feels worse than the given valence. One ending without an emotion, or one "
    "good ending, is enough for silence. Abandoned and failed outcomes are no endings here: "
    "no-recovery-path speaks of those.",
    fix="improve the last touchpoint, or add what comes after it",
    source="Kahneman et al. 1993, When More Pain Is Preferred to Less.",
    fires=lambda: _curve(+1, +1, -1),
    silent=lambda: _curve(+1, -1, +1),
    requires={"emotions": 1},
    family=_FAMILY,
)
def ends_on_low(
    view: View,
    below: Annotated[float, "an ending that feels worse than this is a low one"] = 0.0,
) -> Iterator[Problem]:
    """Look at the feelings at the end of every walk."""
    for persona, valences in view.valences.items():
        if not valences:
            continue
        walks = view.graph_for(persona)
        exits = [met for met in walks.exits if met.key in walks.reachable]
        ends = [met for met in exits if met.outcome == "completed"]
        if ends and all(valences.get(t.key, below) < below for t in ends):
            who = view.persona(persona)
            yield Problem(
                f"the journey of {who.name} ends badly at {quoted(t.name for t in ends)}",
                (*(t.element for t in ends), who.element),
            )


@rule(
    "emotion-cliff",
    "JK507",
    subjects="transitions",
    severity="info",
    detects="A sudden drop of feeling from one step to the next.",
    why="Going from good to bad feels worse than bad alone: expectations were raised and broken.",
    formally="A persona falls by the given number or more on a step whose order was stated. It is "
    "off by default because a fall of 3 always ends in a low point, which the rules for dips and "
    "pains tell already. Of several steps between two stages only the deepest fall is told.",
    fix="prepare people for what comes, or make the step smaller",
    source="Kahneman et al. 1993, on peaks.",
    fires=lambda: _curve(+2, -1, +1),
    silent=lambda: _curve(+2, 0, +1),
    recommended=False,
    requires={"emotions": 2},
    family=_FAMILY,
)
def emotion_cliff(
    view: View,
    fall: Annotated[float, "so many points are a cliff"] = 3.0,
) -> Iterator[Problem]:
    """Look for steep steps down."""
    for persona, valences in view.valences.items():
        if not valences or max(valences.values()) - min(valences.values()) < fall:
            continue
        walks = view.graph_for(persona)
        for u, v in _steps(walks, valences):
            if valences[u.key] - valences[v.key] >= fall:
                high, low = signed(valences[u.key]), signed(valences[v.key])
                yield Problem(
                    f'{view.persona(persona).name} falls from {high} at "{u.name}" to '
                    f'{low} at "{v.name}"',
                    (v, u),
                    salient=persona,
                )


def _steps(
    walks: EffectiveGraph, valences: dict[str, float]
) -> Iterator[tuple[Touchpoint, Touchpoint]]:
    """Steps between touchpoints with a feeling; through gates, the steepest only."""
    leaving: dict[Node, Touchpoint] = {}
    for before in [t for t in walks.touchpoints if t.key in valences]:
        valence = valences[before.key]
        for node in dict.fromkeys(walks.in_order_after(walks.node(before.key))):
            after = node.touchpoint
            if after is None:
                highest = leaving.get(node)
                if highest is None or valence > valences[highest.key]:
                    leaving[node] = before
            elif after.key in valences:
                yield before, after
    for gate, before in leaving.items():
        arriving = [t for t in _after(walks, gate) if t.key in valences]
        if arriving:
            yield before, min(arriving, key=lambda t: valences[t.key])


def _after(walks: EffectiveGraph, gate: Node) -> Iterator[Touchpoint]:
    """The touchpoints that people arrive at from a gate."""
    waiting, seen = [gate], {gate}
    while waiting:
        for node in walks.in_order_after(waiting.pop()):
            if node.touchpoint is not None:
                yield node.touchpoint
            elif node not in seen:
                seen.add(node)
                waiting.append(node)


@rule(
    "negative-run",
    "JK508",
    subjects="personas",
    severity="warning",
    detects="Several negative touchpoints in a row.",
    why="One bad moment is forgiven; a row of them becomes the memory of the whole journey.",
    formally="A persona feels less than 0 at the given number of touchpoints, or more, that follow "
    "one another in an order that was stated. The longest row of each connected group of low "
    "points is told; personas who suffer the same row share one finding.",
    fix="improve one of these, or add a positive touchpoint between them",
    source="Service-recovery research; Chase and Dasu 2001 on sequences of experience.",
    fires=lambda: _curve(+1, -1, -1, -0.5, +1),
    silent=lambda: _curve(-1, -1, +1, -1, +1),
    requires={"emotions": 3},
    family=_FAMILY,
)
def negative_run(
    view: View,
    length: Annotated[int, "so many low points in a row are a run"] = 3,
) -> Iterator[Problem]:
    """Look for rows of low points."""
    found: dict[tuple[str, ...], list[str]] = {}
    for persona, valences in view.valences.items():
        low = {key for key, valence in valences.items() if valence < 0}
        if len(low) < length:
            continue
        walks = view.graph_for(persona)
        for run in _runs(walks, low):
            if len(run) >= length:
                keys = tuple(touchpoint.key for touchpoint in run)
                found.setdefault(keys, []).append(view.persona(persona).name)
    for keys, names in found.items():
        row = [view.touchpoint(key) for key in keys]
        yield Problem(
            f"{len(row)} negative touchpoints in a row for {', '.join(names)}: "
            f"{quoted(t.name for t in row)}",
            row,
        )


def _runs(walks: EffectiveGraph, low: set[str]) -> Iterator[list[Touchpoint]]:
    """The longest row in each connected group of low points, looking through gates.

    Low points that lead to each other in a circle count once each, which keeps it linear.
    """
    nodes = dict.fromkeys(n for n in walks.nodes if n.touchpoint is None or n.touchpoint.key in low)

    def onward(node: Node) -> list[Node]:
        return [target for target in walks.in_order_after(node) if target in nodes]

    components = strong_components(nodes, onward)
    home = {node: c for c, component in enumerate(components) for node in component}
    points = [[n.touchpoint for n in component if n.touchpoint] for component in components]
    longest = [len(inside) for inside in points]
    next_on = [-1] * len(components)
    led_to: set[int] = set()
    for c, component in enumerate(components):
        for after in (home[target] for node in component for target in onward(node)):
            if after == c:
                continue
            led_to.add(after)
            if longest[after] + len(points[c]) > longest[c] and longest[after]:
                longest[c] = longest[after] + len(points[c])
                next_on[c] = after
    position = {node: number for number, node in enumerate(nodes)}
    told: set[str] = set()
    starts = (c for c in range(len(components)) if c not in led_to)
    for start in sorted(starts, key=lambda c: (-longest[c], position[components[c][0]])):
        run: list[Touchpoint] = []
        step = start
        while step >= 0:
            run.extend(points[step])
            step = next_on[step]
        if told.isdisjoint(t.key for t in run):
            yield run
        told.update(t.key for t in run)


@rule(
    "no-positive-peak",
    "JK509",
    subjects="personas",
    severity="info",
    detects="A journey without a high point for a persona.",
    why="A journey without a high point leaves nothing to tell others.",
    formally="A persona has at least three emotions, and none reaches +1.",
    fix="design one moment that is better than expected",
    source="Heath and Heath, The Power of Moments.",
    fires=lambda: _curve(0, 0.5, 0),
    silent=lambda: _curve(0, +1, 0),
    recommended=False,
    requires={"emotions": 3},
    family=_FAMILY,
)
def no_positive_peak(view: View) -> Iterator[Problem]:
    """Look for a high point."""
    for persona, valences in view.valences.items():
        if len(valences) >= 3 and max(valences.values()) < 1:  # noqa: PLR2004 — a curve, not a dot
            who = view.persona(persona)
            yield Problem(f"{who.name} has no high point on the journey", who)


@rule(
    "flat-emotion",
    "JK510",
    subjects="personas",
    severity="info",
    detects="A persona who feels the same everywhere.",
    why="Nobody does. Such a curve was filled in, not observed.",
    formally="A persona has at least the given number of emotions, all of the same valence.",
    fix="ask or observe people, and correct what is assumed",
    source="A check of the data.",
    fires=lambda: _curve(1, 1, 1, 1, 1),
    silent=lambda: _curve(1, 1, 1, 0, 1),
    requires={"emotions": 5},
    family=_FAMILY,
)
def flat_emotion(
    view: View,
    least: Annotated[int, "so many equal emotions are suspicious"] = 5,
) -> Iterator[Problem]:
    """Look for curves without a bend."""
    for persona, valences in view.valences.items():
        if len(valences) >= least and len(set(valences.values())) == 1:
            who = view.persona(persona)
            felt = signed(next(iter(valences.values())))
            yield Problem(f"{who.name} feels {felt} at each of {len(valences)} touchpoints", who)


@rule(
    "negative-first-impression",
    "JK513",
    subjects="personas",
    severity="info",
    detects="A bad first impression for a persona.",
    why="There is no second chance for a first impression.",
    formally="A touchpoint marked as an entry feels less than 0 to a persona who comes to it; or, "
    "where none is marked, every touchpoint that the persona can start with has an emotion of "
    "theirs, each less than 0. Personas who start badly at the same touchpoints share a finding.",
    fix="improve the first touchpoint",
    source="Journey-mapping guides on the awareness stage; Kahneman on halo effects.",
    fires=lambda: _curve(-1, +1),
    silent=lambda: _curve(+1, -1, +1),
    requires={"emotions": 1},
    family=_FAMILY,
)
def negative_first_impression(view: View) -> Iterator[Problem]:
    """Look at the feelings at the start."""
    found: dict[tuple[Touchpoint, ...], list[Persona]] = {}
    for persona, valences in view.valences.items():
        if not valences:
            continue
        walks = view.graph_for(persona)
        starts = walks.entries
        bad = tuple(t for t in starts if valences.get(t.key, 0) < 0)
        if bad and (len(bad) == len(starts) or any(t.entry for t in starts)):
            found.setdefault(bad, []).append(view.persona(persona))
    for bad, personas in found.items():
        names = ", ".join(who.name for who in personas)
        # A waiver at one persona must not speak for the others, so that several are no address.
        alone = personas if len(personas) == 1 else []
        yield Problem(
            f"bad first impression for {names} at {quoted(t.name for t in bad)}",
            (*(t.element for t in bad), *(who.element for who in alone)),
        )


RULES: tuple[Rule, ...] = (
    ends_on_low,
    emotion_cliff,
    negative_run,
    no_positive_peak,
    flat_emotion,
    negative_first_impression,
)
