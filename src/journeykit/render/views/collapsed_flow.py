"""The flow of a very large journey: stages alone, with counts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from journeykit.render.diagram.diagram import Diagram, Direction, Edge, Node
from journeykit.render.views.findings import number_findings
from journeykit.render.views.flow_scene import (
    FlowScene,
    description,
    stage_groups,
    stage_order_edges,
    subtitle,
)

if TYPE_CHECKING:
    from journeykit.validation.report import Report

__all__ = ["collapsed_flow"]


def collapsed_flow(scene: FlowScene, report: Report | None, direction: Direction) -> Diagram:
    """Lay out the stages alone: what is left to see of thousands of touchpoints.

    Args:
        scene: What would be shown.
        report: A report whose findings about stages are marked.
        direction: How stages follow one another.
    """
    marks, numbers = number_findings(report, lambda element: element.kind in {"stage", "journey"})
    home: dict[str, str] = {}
    sizes: dict[str, int] = {}
    groups = [(f"stage:{s.key}", s.touchpoints) for s in scene.stages]
    groups.append(("any time", scene.journey.any_time))
    for group, touchpoints in groups:
        for touchpoint in touchpoints:
            if touchpoint.key in scene.keys:
                home[touchpoint.key] = group
                sizes[group] = sizes.get(group, 0) + 1
    transitions: dict[tuple[str, str], int] = {}
    for transition in scene.journey.transitions:
        source, target = (
            str(end) if end.kind == "stage" else home.get(end.key)
            for end in (transition.source, transition.target)
        )
        if source and target and source != target:
            transitions[source, target] = transitions.get((source, target), 0) + 1
    level = {group: number for number, (group, _) in enumerate(groups)}
    nodes = tuple(
        Node(f"sum:{group}", text, (text,), "sum", group=group)
        for group, size in sizes.items()
        for text in (scene.language.counted(size, "touchpoint"),)
    )
    drawn = {node.group for node in nodes}
    edges = tuple(
        Edge(
            f"sum:{source}" if source in drawn else source,
            f"sum:{target}" if target in drawn else target,
            "next" if level[source] < level[target] else "return",
            text,
            (text,),
            roles=frozenset() if level[source] < level[target] else frozenset({"back"}),
        )
        for (source, target), count in sorted(
            transitions.items(), key=lambda item: (level[item[0][0]], level[item[0][1]])
        )
        for text in (scene.language.counted(count, "transition"),)
    )
    language = scene.language
    note = " ".join(
        (
            language(
                "{touchpoints} are too many for one picture: only the stages are shown.",
                touchpoints=language.counted(len(scene.touchpoints), "touchpoint"),
            ),
            language("Pick a stage, a persona or a neighbourhood, or ask for full detail."),
        )
    )
    hidden = len(report.findings) + len(report.crashed) - len(marks) if report else 0
    notes = [note]
    if hidden:
        text = "{count} findings are about what is not shown."
        notes.append(language(text, count=language.number(hidden)))
    return Diagram(
        view="flow",
        title=scene.journey.name,
        subtitle=subtitle(scene),
        description=description(scene, len(edges), len(marks)),
        direction=direction,
        groups=tuple(stage_groups(scene, numbers)),
        nodes=nodes,
        edges=(*stage_order_edges(scene), *edges),
        marks=marks,
        notes=notes,
        language=language,
    )
