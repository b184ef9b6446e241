"""The emotion curve: what a persona goes through from the first touchpoint to the last.

Of a range the low end counts. Only an order that somebody stated does: declared transitions, and
the step from stage to stage where it is clear which touchpoint comes last and which comes first.
The touchpoints of an unordered stage have no order, so no fall and no run is ever made of them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Annotated

from journeykit.dsl import touchpoint
from journeykit.emotions import Emotion, signed
from journeykit.graph import EffectiveGraph, EffectiveNode, View
from journeykit.graph.traversal import strong_components
from journeykit.model import Journey, Persona, Touchpoint
from journeykit.validation import inference
from journeykit.validation.finding import Fine, Problem, Verdict
from journeykit.validation.rule import Rule, rule
from journeykit.validation.rules.example_journeys import MAYA, in_a_row
from journeykit.validation.rules.wording import felt_by, quoted
from journeykit.validation.subjects import unstated

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


def _lows(view: View) -> dict[str, dict[str, float]]:
    """For each persona, by key, the worst that it feels at each touchpoint."""
    return {
        persona: {key: emotion.low for key, emotion in feelings.items()}
        for persona, feelings in view.content.feelings.items()
    }


def _has_order(view: View, persona: str) -> bool:
    """Whether anything tells in which order a persona comes to its touchpoints."""
    own = view.touchpoints_of(persona)
    return any(t.key in view.content.ordered_touchpoints for t in own) or all(
        len(view.cells[persona, stage.key]) < 2  # noqa: PLR2004 — one has no order
        for stage in view.filled_stages
    )


def _are_unordered(view: View, touchpoints: Sequence[Touchpoint]) -> bool:
    """Whether nothing tells which of several touchpoints comes first, or last."""
    ordered = view.content.ordered_touchpoints
    return len(touchpoints) > 1 and not any(t.key in ordered for t in touchpoints)


@rule(
    "ends-on-low",
    "JK505",
    subjects="personas",
    severity="warning",
    detects="A journey that ends badly for a persona, on every path.",
    why="People judge an experience by its peak and its end. A bad end spoils a good journey.",
    formally="At every touchpoint at which a complete walk of the persona can end, it feels worse "
    "than the given valence, or has a pain point and no feeling is stated. Where people end alone "
    "and nothing is known of how that feels, what comes right before it counts. "
    "One good ending is enough for silence, but where nothing tells which of several "
    "endings is the last, that has to be said first. Abandoned and failed outcomes are no endings "
    "here: no-recovery-path speaks of those. All personas are one finding.",
    fix="improve {touchpoint}, or add what comes after it: .flow({touchpoint:variable} >> …)",
    source="Kahneman et al. 1993, When More Pain Is Preferred to Less.",
    fires=lambda: _curve(+1, +1, -1),
    silent=lambda: _curve(+1, -1, +1),
    family=_FAMILY,
)
def ends_on_low(
    view: View,
    below: Annotated[float, "an ending that feels worse than this is a low one"] = 0.0,
) -> Iterator[Verdict]:
    """Look at the feelings at the end of every walk."""
    low_endings: list[tuple[Persona, list[Touchpoint], str]] = []
    for key, feelings in view.content.feelings.items():
        walks = view.graph_for(key)
        exits = [t for t in walks.exits if t.key in walks.reachable]
        ends = _last_contacts(walks, [t for t in exits if t.outcome == "completed"], feelings)
        if not ends:
            continue
        persona = view.persona(key)
        felt = [feelings[t.key] for t in ends if t.key in feelings]
        low = [t for t in ends if _is_low(t, key, feelings.get(t.key), below)]
        if len(low) == len(ends):
            low_endings.append((persona, ends, "badly" if felt else "with pain points"))
        elif low and _are_unordered(view, ends):
            yield unstated("transitions", persona)
        elif any(emotion.low >= below for emotion in felt):
            yield Fine(persona)
        else:
            yield unstated("emotions", persona)
    if low_endings:
        first, *others = [
            f"{persona.name} ends {how} at {quoted(t.name for t in ends)}"
            for persona, ends, how in low_endings
        ]
        message = ", ".join([f"the journey of {first}", *(f"that of {each}" for each in others)])
        yield _of_personas(message, low_endings)


def _last_contacts(
    walks: EffectiveGraph, exits: Sequence[Touchpoint], feelings: Mapping[str, Emotion]
) -> list[Touchpoint]:
    """The touchpoints that a journey ends with, and for one done alone what comes before it.

    Somebody who goes home, and of whom nothing more is said, takes along how the last contact felt.
    """
    ends: dict[Touchpoint, None] = {}
    for last in exits:
        alone = inference.is_alone(last) and last.key not in feelings
        before = [t for t in walks.predecessors(last.key) if t.outcome == "completed"]
        ends.update(dict.fromkeys(before if alone and before else [last]))
    return list(ends)


def _of_personas(
    message: str, findings: Sequence[tuple[Persona, Sequence[Touchpoint], str]]
) -> Problem:
    """One problem for all personas whose journey begins or ends badly, with the places of each."""
    elements = [touchpoint.element for _, touchpoints, _ in findings for touchpoint in touchpoints]
    # A waiver at one persona must not speak for the others, so that several are no address.
    alone = [findings[0][0].element] if len(findings) == 1 else []
    return Problem(message, [*elements, *alone], each=len(findings) > 1)


def _is_low(touchpoint: Touchpoint, persona: str, felt: Emotion | None, below: float) -> bool:
    """Whether a persona feels bad at a touchpoint, as stated, or as a pain point tells."""
    if felt is not None:
        return felt.low < below
    lived = touchpoint.experience_of(persona)
    return lived is not None and bool(lived.pains)


@rule(
    "emotion-cliff",
    "JK507",
    subjects="personas",
    severity="info",
    detects="A sudden drop of feeling from one step to the next.",
    why="Going from good to bad feels worse than bad alone: expectations were raised and broken.",
    formally="A persona falls by the given number or more on a step whose order was stated. It is "
    "off by default because a fall of 3 always ends in a low point, which the rules for dips and "
    "pains tell already. Of several steps between two stages only the deepest fall is told.",
    fix="prepare people for {touchpoint}, or make the step smaller",
    source="Kahneman et al. 1993, on peaks.",
    fires=lambda: _curve(+2, -1, +1),
    silent=lambda: _curve(+2, 0, +1),
    recommended=False,
    family=_FAMILY,
)
def emotion_cliff(
    view: View,
    fall: Annotated[float, "so many points are a cliff"] = 3.0,
) -> Iterator[Verdict]:
    """Look for steep steps down."""
    for key, valences in _lows(view).items():
        if len(view.touchpoints_of(key)) < 2:  # noqa: PLR2004 — a step has two ends
            continue
        persona = view.persona(key)
        if len(valences) < 2:  # noqa: PLR2004
            yield unstated("emotions", persona)
            continue
        if not _has_order(view, key):
            yield unstated("transitions", persona)
            continue
        walks = view.graph_for(key)
        steep = max(valences.values()) - min(valences.values()) >= fall
        cliffs = 0
        for u, v in _steps(walks, valences) if steep else ():
            if valences[u.key] - valences[v.key] >= fall:
                cliffs += 1
                high, low = signed(valences[u.key]), signed(valences[v.key])
                yield Problem(
                    f'{persona.name} falls from {high} at "{u.name}" to {low} at "{v.name}"',
                    (v, u),
                    salient=key,
                )
        if not cliffs:
            yield Fine(persona)


def _steps(
    walks: EffectiveGraph, valences: dict[str, float]
) -> Iterator[tuple[Touchpoint, Touchpoint]]:
    """Steps between touchpoints with a feeling; through gates, the steepest only."""
    leaving: dict[EffectiveNode, Touchpoint] = {}
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
    for stage_exit, before in leaving.items():
        arriving = [t for t in _after(walks, stage_exit) if t.key in valences]
        if arriving:
            yield before, min(arriving, key=lambda t: valences[t.key])


def _after(walks: EffectiveGraph, start: EffectiveNode) -> Iterator[Touchpoint]:
    """The touchpoints that people arrive at from the end of a stage."""
    waiting, seen = [start], {start}
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
    fix="improve one of these, such as {touchpoint}, or add a positive touchpoint between them",
    source="Service-recovery research; Chase and Dasu 2001 on sequences of experience.",
    fires=lambda: _curve(+1, -1, -1, -0.5, +1),
    silent=lambda: _curve(-1, -1, +1, -1, +1),
    family=_FAMILY,
)
def negative_run(
    view: View,
    length: Annotated[int, "so many low points in a row are a run"] = 3,
) -> Iterator[Verdict]:
    """Look for rows of low points."""
    personas_by_run: dict[tuple[str, ...], list[str]] = {}
    for key, lows in _lows(view).items():
        if len(view.touchpoints_of(key)) < length:
            continue
        persona = view.persona(key)
        bad = {at for at, low in lows.items() if low < 0}
        if len(lows) < length:
            yield unstated("emotions", persona)
        elif len(bad) < length:
            yield Fine(persona)
        elif not _has_order(view, key):
            yield unstated("transitions", persona)
        else:
            runs = [run for run in _runs(view.graph_for(key), bad) if len(run) >= length]
            for run in runs:
                personas_by_run.setdefault(tuple(t.key for t in run), []).append(persona.name)
            if not runs:
                yield Fine(persona)
    for keys, names in personas_by_run.items():
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

    def onward(node: EffectiveNode) -> list[EffectiveNode]:
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
    reported: set[str] = set()
    starts = (c for c in range(len(components)) if c not in led_to)
    for start in sorted(starts, key=lambda c: (-longest[c], position[components[c][0]])):
        run: list[Touchpoint] = []
        step = start
        while step >= 0:
            run.extend(points[step])
            step = next_on[step]
        if reported.isdisjoint(t.key for t in run):
            yield run
        reported.update(t.key for t in run)


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
    family=_FAMILY,
)
def no_positive_peak(view: View) -> Iterator[Verdict]:
    """Look for a high point."""
    for key, feelings in view.content.feelings.items():
        if len(view.touchpoints_of(key)) < _CURVE:
            continue
        persona = view.persona(key)
        if len(feelings) < _CURVE:
            yield unstated("emotions", persona)
        elif all(emotion.high < 1 for emotion in feelings.values()):
            yield Problem(f"{persona.name} has no high point on the journey", persona)
        else:
            yield Fine(persona)


_CURVE = 3
"""So many points are a curve, and no dot."""


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
    family=_FAMILY,
)
def flat_emotion(
    view: View,
    least: Annotated[int, "so many equal emotions are suspicious"] = 5,
) -> Iterator[Verdict]:
    """Look for curves without a bend."""
    for key, feelings in view.content.feelings.items():
        if len(view.touchpoints_of(key)) < least:
            continue
        persona = view.persona(key)
        if len(feelings) < least:
            yield unstated("emotions", persona)
        elif len({(emotion.low, emotion.high) for emotion in feelings.values()}) == 1:
            felt = felt_by(view, key, next(iter(feelings.values())))
            felt = felt.removeprefix(f"{persona.name} ")
            yield Problem(
                f"{persona.name} feels {felt} at each of {len(feelings)} touchpoints", persona
            )
        else:
            yield Fine(persona)


@rule(
    "negative-first-impression",
    "JK513",
    subjects="personas",
    severity="info",
    detects="A bad first impression for a persona.",
    why="There is no second chance for a first impression.",
    formally="A touchpoint marked as an entry feels less than 0 to a persona who comes to it; or, "
    "where none is marked, every touchpoint that the persona can start with does. Only where the "
    "company is met: on a map with channels, what happens on none of the company's own, and what "
    "others say, are why people come. All personas are one finding. Where nothing tells which of "
    "several is the first, that has to be said.",
    fix="improve {touchpoint}",
    source="Journey-mapping guides on the awareness stage; Kahneman on halo effects.",
    fires=lambda: _curve(-1, +1),
    silent=lambda: _curve(+1, -1, +1),
    family=_FAMILY,
)
def negative_first_impression(view: View) -> Iterator[Verdict]:
    """Look at the feelings at the start."""
    bad_impressions: dict[tuple[str, ...], tuple[list[Touchpoint], list[Persona]]] = {}
    uses_channels = any(touchpoint.channels for touchpoint in view.touchpoints)
    for key, lows in _lows(view).items():
        starts = view.graph_for(key).entries
        impressions = [t for t in starts if not uses_channels or inference.meets_company(t)]
        if not impressions:
            continue
        persona = view.persona(key)
        bad = [t for t in impressions if lows.get(t.key, 0) < 0]
        if bad and (len(bad) == len(starts) or any(t.entry for t in starts)):
            _, personas = bad_impressions.setdefault(tuple(t.key for t in bad), (bad, []))
            personas.append(persona)
        elif bad and _are_unordered(view, starts):
            yield unstated("transitions", persona)
        elif any(t.key in lows for t in impressions):
            yield Fine(persona)
        else:
            yield unstated("emotions", persona)
    if bad_impressions:
        descriptions = [
            f"for {', '.join(each.name for each in personas)} at {quoted(t.name for t in bad)}"
            for bad, personas in bad_impressions.values()
        ]
        starting = [
            (persona, tuple(bad), "")
            for bad, personas in bad_impressions.values()
            for persona in personas
        ]
        yield _of_personas(f"bad first impression {' and '.join(descriptions)}", starting)


RULES: tuple[Rule, ...] = (
    ends_on_low,
    emotion_cliff,
    negative_run,
    no_positive_peak,
    flat_emotion,
    negative_first_impression,
)
