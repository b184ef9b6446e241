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


def drawn(
    touchpoints: int = 40, personas: int = 2, stages: int = 5, channels: int = 5, letters: int = 20
) -> Journey:
    """A journey with much to draw everywhere, that can grow in every direction by itself."""
    people = [persona(f"Persona {n}") for n in range(personas)]
    places = [Channel(f"Channel {n}", "physical") for n in range(channels)]
    words = ("some words " * (letters // 11 + 1))[:letters]
    met = []
    for number in range(touchpoints):
        one = touchpoint(
            f"{words} {number}",
            places[number % channels],
            frontstage=[f"says {words}"],
            backstage=[f"notes {words}"],
            systems=[f"System {number % 7}"],
        )
        # All come to few touchpoints, and of many each comes to some.
        alone = [people[number % personas]]
        for place, who in enumerate(people if touchpoints < personas else alone):
            one = one.feels(who, (number + place) % 5 - 2, words[:20])
            one = one.hurts(who, f"{words} {number % 50}")
        # Of half of them it is said who comes, of the others that everybody may.
        met.append(one.met_by(*people[::2]) if number % 2 else one)
    told = journey("Drawn").walked_by(*people)
    each = -(-touchpoints // stages)
    for number in range(stages):
        told = told.stage(f"Stage {number}", *met[number * each : (number + 1) * each])
    return told.flow(*(before >> after for before, after in pairwise(met)))


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


LOOKS = {
    -2.0: ("#fde8e8", "#9b1c1c", "▼▼\u00a0very bad", "very bad (−2, assumed)"),
    -1.0: ("#fef0e6", "#97400f", "▼\u00a0bad", "bad (−1, assumed)"),
    0.0: ("#f1f4f8", "#475569", "●\u00a0neutral", "neutral (0, assumed)"),
    1.0: ("#e6f6f4", "#115e59", "▲\u00a0good", "good (+1, assumed)"),
    2.0: ("#e3f6e8", "#166534", "▲▲\u00a0very good", "very good (+2, assumed)"),
}
SIGNS = {"digital": "□", "physical": "■", "interpersonal": "●"}
LEFT = 'ALIGN="LEFT" BALIGN="LEFT"'


def plain_dot(told: Journey) -> str:
    """The text of the same cards and arrows by formatting and joining, nothing escaped or wrapped.

    This is what somebody would write who knows every name to be harmless and short.
    """
    names = {who.key: who.name for who in told.personas}
    place = {met.key: number for number, met in enumerate(told.touchpoints, start=1)}
    titles = {met.key: met.name for met in told.touchpoints}
    empty, newline = "", "\\n"
    lines = []
    for met in told.touchpoints:
        rows, tips = [], [f"{met.name}\\nOn: {', '.join(c.name for c in met.channels)}"]
        if met.owner is not None:
            tips.append(f"Owner: {met.owner.name}")
        for channel in met.channels:
            words = f"{SIGNS[channel.channel_class]}\u00a0{channel.name}"
            rows.append(
                f'<TR><TD {LEFT}><FONT POINT-SIZE="11" COLOR="#4b5563">{words}</FONT></TD></TR>'
            )
        for lived in met.experiences:
            who = names[lived.persona]
            fill, ink, words, told_so = LOOKS[lived.emotion.valence]  # type: ignore[union-attr]
            rows.append(
                f'<TR><TD {LEFT}><TABLE BORDER="0" CELLBORDER="0" CELLSPACING="0" CELLPADDING="3" '
                f'STYLE="ROUNDED" BGCOLOR="{fill}"><TR><TD {LEFT}><FONT POINT-SIZE="11" '
                f'COLOR="{ink}">{words} · {who}</FONT></TD></TR></TABLE></TD></TR>'
            )
            tips.append(f"{who} feels: {told_so}")
            for pain in lived.pains:
                rows.append(
                    f'<TR><TD {LEFT}><FONT POINT-SIZE="11" COLOR="#9b1c1c">!\u00a0{pain.text}'
                    f"</FONT></TD></TR>"
                )
                tips.append(f"{who} is hurt by: {pain.text}")
        tips.extend(f"Serves {names[served.persona]}: {served.text}" for served in met.served)
        lines.append(
            f'n{place[met.key]} [label=<<TABLE BORDER="1" CELLBORDER="0" CELLSPACING="0" '
            f'CELLPADDING="4" STYLE="ROUNDED" COLOR="#d5dbe3" BGCOLOR="#ffffff"><TR><TD HEIGHT="2" '
            f'CELLPADDING="0"></TD></TR><TR><TD WIDTH="177" {LEFT}><FONT COLOR="#111827"><B>'
            f'{met.name}</B></FONT></TD></TR>{empty.join(rows)}<TR><TD HEIGHT="2" CELLPADDING="0">'
            f'</TD></TR></TABLE>>, id="flow-node_touchpoint_3a_{met.key}", '
            f'tooltip="{newline.join(tips)}"]'
        )
    for flow in told.transitions:
        source, target = flow.source.key, flow.target.key
        lines.append(
            f'n{place[source]} -> n{place[target]} [weight=1, color="#64748b", arrowtail=normal, '
            f'penwidth=1.3, id="flow-edge_touchpoint_3a_{source}_2f_touchpoint_3a_{target}", '
            f'edgetooltip="{titles[source]} → {titles[target]} ({flow.kind})"]'
        )
    return "\n".join(["digraph {", *lines, "}"])


def table(rows: int) -> str:
    """A table of touchpoints, as a spreadsheet would export it."""
    lines = (f"Stage {n % 9},Step {n},Persona {n % 20},{n % 5 + 1}\n" for n in range(rows))
    return "stage,touchpoint,persona,score\n" + "".join(lines)
