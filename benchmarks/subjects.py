"""Large journeys to measure with, and the bare baselines beside them."""

from __future__ import annotations

from collections import deque
from itertools import pairwise
from typing import Any

from journeykit import CHANNELS, Channel, Journey, Persona, Touchpoint, journey, persona, touchpoint

CHANNELS_20 = (*CHANNELS, Channel("Kiosk", "physical"))
STAGES = 12
PERSONAS = 20


def large(size: int, personas: int = PERSONAS, stages: int = STAGES) -> Journey:
    """A journey of many touchpoints, said verb by verb as an author would."""
    people = [
        persona(f"Persona {n}", goals=[f"goal {n}"], prefers=CHANNELS_20[n], avoids=CHANNELS_20[-n])
        for n in range(personas)
    ]
    told = journey("Large", state="as-is").walked_by(*people)
    met = [_touchpoint(number, people) for number in range(size)]
    per_stage = -(-size // stages)
    for number in range(stages):
        told = told.stage(f"Stage {number}", *met[number * per_stage : (number + 1) * per_stage])
    for start in range(0, size, per_stage):
        # A last step reaches over into the next stage.
        told = told.flow(*(a >> b for a, b in pairwise(met[start : start + per_stage + 1])))
    shortcuts = zip(met[::7], met[5::7], strict=False)
    return told.flow(*(a >> b for a, b in shortcuts), when="sometimes")


def _touchpoint(number: int, people: list[Persona]) -> Touchpoint:
    who = people[number % len(people)]
    met = touchpoint(f"Touchpoint {number}", CHANNELS_20[number % 20]).feels(who, number % 5 - 2)
    if number % 4 == 0:
        met = met.hurts(who, f"pain {number}")
    if number % 10 == 0:
        met = met.serves(who, f"goal {number % len(people)}").owned_by("Team")
    return met


def plain_dictionaries(size: int) -> dict[str, Any]:
    """The same facts as dictionaries and lists, with no check at all."""
    met: list[dict[str, Any]] = []
    for number in range(size):
        one: dict[str, Any] = {
            "key": f"touchpoint-{number}",
            "name": f"Touchpoint {number}",
            "channels": [CHANNELS_20[number % 20].key],
            "experiences": [{"persona": number % PERSONAS, "valence": number % 5 - 2}],
        }
        if number % 4 == 0:
            one["experiences"][0]["pains"] = [f"pain {number}"]
        if number % 10 == 0:
            one |= {"serves": [f"goal {number % PERSONAS}"], "owner": "Team"}
        met.append(one)
    edges = [(a["key"], b["key"]) for a, b in pairwise(met)]
    edges += [(a["key"], b["key"]) for a, b in zip(met[::7], met[5::7], strict=False)]
    return {"touchpoints": met, "transitions": edges}


def bare_walk(told: Journey) -> int:
    """Reach every touchpoint of a journey from the first, as briefly as Python can."""
    following: dict[str, list[str]] = {t.key: [] for t in told.touchpoints}
    for transition in told.transitions:
        following[transition.source.key].append(transition.target.key)
    seen = {told.touchpoints[0].key}
    queue = deque(seen)
    while queue:
        for target in following[queue.popleft()]:
            if target not in seen:
                seen.add(target)
                queue.append(target)
    return len(seen)


def plain_networkx(told: Journey) -> int:
    """Build the same graph in networkx and reach everything from the first touchpoint."""
    import networkx

    graph = networkx.MultiDiGraph()
    graph.add_nodes_from(t.key for t in told.touchpoints)
    graph.add_edges_from((t.source.key, t.target.key) for t in told.transitions)
    return len(networkx.descendants(graph, told.touchpoints[0].key))
