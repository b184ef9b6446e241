"""What customers really did, on a picture of what was designed.

Width is traffic, dashes are what nobody took, and what nobody designed has a colour, a sign and a
word. Each figure stands in words on what it is of, with its sample, so that greys and the text say
the same; what nobody looked for says so, and has no figure.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Final

from attrs import evolve

from journeykit.addresses import Element
from journeykit.graph.view import View
from journeykit.model import Persona
from journeykit.observations import (
    FunnelStep,
    Kind,
    Observations,
    TouchpointTraffic,
    TransitionTraffic,
)
from journeykit.render.diagram.diagram import Badge, Diagram, Edge, Group, Key, Node
from journeykit.render.diagram.grid import GridCell, Lane
from journeykit.render.layout.proportions import NOTE_INSET
from journeykit.render.layout.text_metrics import wrap_to_width
from journeykit.render.views.survey_curve import SURVEY, answers_at, survey_curves
from journeykit.render.views.traffic_words import (
    BETWEEN,
    count_node,
    count_words,
    figure_words,
    source_of,
    stopped_words,
    unbroken_percent,
    withheld_note,
)
from journeykit.render.views.undesigned import FREQUENT, Undesigned

__all__ = ["OBSERVED", "observed"]

OBSERVED: Final = ("flow", "map", "lanes", "coverage", "funnel")
"""The views that can show what was seen."""

_MOST: Final = 8
"""How many transitions that nobody designed are drawn; a note says how many there are."""

_LABEL_WIDTH: Final = 11.0
_CUSTOMERS: Final = ":customers"

_KINDS: Final[dict[Kind, str]] = {
    "skip_ahead": "skips ahead",
    "step_back": "steps back",
    "sideways": "within the stage",
    "loop": "again",
    "any_time": "at any time",
}


def observed(
    view: View, observations: Observations, diagram: Diagram, *, persona: Persona | None = None
) -> Diagram:
    """Show on a picture what was seen.

    Args:
        view: The journey that is drawn.
        diagram: The picture without it.
        persona: The persona whose picture it is, if it is one's: its customers count.

    Returns:
        The picture with it.
    """
    return _Traffic(view, observations, diagram, persona).overlaid()


class _Traffic:
    """What was seen, beside a picture of what was designed."""

    def __init__(
        self, view: View, seen: Observations, diagram: Diagram, persona: Persona | None
    ) -> None:
        self.view, self.seen, self.diagram = view, seen, diagram
        groups = any(each.by_segment for each in seen.touchpoints)
        self.persona = persona.key if persona is not None and groups else None
        self.language = diagram.language
        self.taken = {(each.source, each.target): each for each in seen.transitions}
        self.undesigned = Undesigned(view, seen)
        counts = [each.count for each in seen.transitions if each.source != each.target]
        self.most = max(counts, default=0)
        steps = seen.steps
        if self.persona is not None:
            steps = dict(seen.steps_by_persona).get(self.persona, ())
        self.steps = {each.stage: each for each in steps}
        stopped = seen.stopped if self.persona is None else ()
        self.stopped = {each.stage: each for each in stopped}
        self.losses = {each.touchpoint: each.lost for each in seen.losses}
        self.brief = any("brief" in node.roles for node in diagram.nodes)
        self.drawn = Counter(edge.element for edge in diagram.edges if edge.element)
        self.from_card: dict[str, list[Edge]] = {}
        for edge in diagram.edges if diagram.is_grid else ():
            self.from_card.setdefault(edge.source, []).append(edge)
        self.persona_of = {
            lane.key: lane.element.key
            for lane in diagram.lanes
            if lane.element and lane.element.kind == "persona"
        }

    def overlaid(self) -> Diagram:
        """The picture, with what was seen on it."""
        diagram = self.diagram
        unexpected = tuple(self._unexpected()) if not diagram.is_grid else ()
        lanes, cells = self._customers()
        overlaid = evolve(
            diagram,
            subtitle=" · ".join(
                filter(
                    None,
                    (
                        diagram.subtitle,
                        source_of(self.seen, self.language, self.persona),
                        self._unknown(),
                    ),
                )
            ),
            description=f"{diagram.description} {self._summary()}",
            groups=map(self._group, diagram.groups),
            nodes=map(self._node, diagram.nodes),
            edges=(*map(self._edge, diagram.edges), *unexpected),
            lanes=(*lanes, *map(self._lane, diagram.lanes)),
            cells=(*cells, *map(self._cell, diagram.cells)),
            curves=(
                *diagram.curves,
                *survey_curves(diagram, self.seen, len(self.view.journey.personas)),
            ),
            notes=(*diagram.notes, *self._notes(unexpected)),
        )
        return evolve(overlaid, legend=(*self._legend(overlaid), *diagram.legend))

    # ------------------------------------------------------------------ words around

    def _summary(self) -> str:
        """What was seen, in a sentence or two."""
        asked = [each for each in self.seen.touchpoints if each.looked_for]
        missed = sum(1 for each in asked if not each.events)
        unexpected = sum(
            1 for each in self.undesigned.transitions if not self.undesigned.reason(each)
        )
        return self.language(
            "Seen in {source}: {customers}; {missed} of {touchpoints} never; {transitions} that "
            "nobody designed.",
            source=self.seen.source,
            customers=source_of(self.seen, self.language, self.persona),
            missed=missed,
            touchpoints=self.language.counted(len(asked), "touchpoint"),
            transitions=self.language.counted(unexpected, "transition"),
        )

    def _notes(self, unexpected: tuple[Edge, ...]) -> Iterator[str]:
        every = len(self.undesigned.transitions)
        in_map = 0 if self.persona is not None else min(every, _MOST)
        shown = {"map": in_map, "flow": len(unexpected)}
        drawn = shown.get(self.diagram.view, 0)
        if every > drawn and drawn:
            yield self.language(
                "{part} of {total} transitions that nobody designed are shown: those surely above "
                "{share} of what follows, then the most taken.",
                part=drawn,
                total=every,
                share=f"{FREQUENT:.0%}",
            )
        if self.diagram.view == "coverage":
            yield self.language(BETWEEN)
        if self.persona is not None and self.diagram.view in {"flow", "map"}:
            yield self.language("Arrows and answers are those of the customers of all personas.")
        if self.seen.min_cell:
            yield withheld_note(self.seen, self.language)
        if self.seen.entities < self.seen.min_n:
            yield self.language(
                "Fewer than {count} customers were seen: these figures say little.",
                count=self.seen.min_n,
            )

    def _legend(self, diagram: Diagram) -> Iterator[Key]:
        """What the signs of traffic mean, for those there are."""
        nodes = (*diagram.nodes, *(node for cell in diagram.cells for node in cell.nodes))
        badges = {badge.glyph for node in nodes for badge in node.badges}
        edges = diagram.edges
        if "unexpected" in badges:
            yield Key(self.language("taken and never designed"), glyph="unexpected")
        if "traffic" in badges and not self.brief:
            yield Key(self.language("customers who were there"), glyph="traffic")
        if "unseen" in badges:
            yield Key(self.language("never seen"), glyph="unseen", tone="missing")
        if any(edge.weight is not None for edge in edges):
            yield Key(self.language("the wider, the more often taken"), kind="next")
        if any("unseen" in edge.roles for edge in edges):
            yield Key(self.language("never taken"), kind="unseen")
        if any(edge.kind == "unexpected" for edge in edges):
            yield Key(self.language("! taken and never designed"), kind="unexpected")
        if any(edge.kind == "accepted" for edge in edges):
            yield Key(self.language("taken, not designed, accepted"), kind="accepted")
        if any(curve.key == SURVEY for curve in diagram.curves):
            yield Key(self.language("what customers answered, with its interval"), glyph="range")

    def _few(self, small: object) -> str:
        """A word for a figure that rests on too few."""
        return f" ({self.language('few')})" if small else ""

    def _counted(self, text: str, part: int, total: int) -> str:
        """How many of how many."""
        number = self.language.number
        return self.language(text, part=number(part), total=number(total))

    def _accepted_words(self, reason: str) -> str:
        return self.language("accepted: {reason}", reason=reason)

    # ------------------------------------------------------------------ stages

    def _group(self, group: Group) -> Group:
        """A stage of a flow, with its part of the funnel; in a grid that is a row."""
        step = self.steps.get(group.element.key) if group.element else None
        if step is None or self.diagram.is_grid or group.role != "stage":
            return group
        details = [count_words(step.reached, self.language), *self._step_words(step)]
        return evolve(group, details=(*group.details, *details), weight=step.overall.rate)

    def _step_words(self, step: FunnelStep) -> Iterator[str]:
        """How many came on to a stage, and what became of them."""
        if step.step is not None:
            part = self.language(
                "{part} of {total}",
                part=unbroken_percent(step.step.rate),
                total=self.language.number(step.step.of),
            )
            yield part + self._few(step.step.small)
        stopped = self.stopped.get(step.stage)
        if stopped is not None and step is not self.seen.steps[-1]:
            yield stopped_words(stopped, self.language)

    def _customers(self) -> tuple[tuple[Lane, ...], tuple[GridCell, ...]]:
        """The row of a grid that is the funnel."""
        if not self.diagram.is_grid:
            return (), ()
        cells = []
        for group in self.diagram.groups:
            step = self.steps.get(group.key)
            if step is not None:
                details = tuple(self._step_words(step))
                width = group.width - NOTE_INSET
                node = count_node("reached", group.key, step, details, width, self.language)
                cells.append(GridCell(_CUSTOMERS, group.key, [node]))
        title = self.language("Customers")
        lane = Lane(_CUSTOMERS, title, (title,), "status")
        return ((lane,) if cells else ()), tuple(cells)

    def _unknown(self) -> str:
        """Whether nobody is known to be the persona whose picture it is, in words."""
        if self.persona is None or self._customers_of(self.persona):
            return ""
        return self._nobody(self.persona)

    def _nobody(self, persona: str) -> str:
        """Why no customer is counted as a persona."""
        is_certain = not self.seen.min_cell or persona in dict(self.seen.personas)
        return self.language("no customer is known" if is_certain else "withheld")

    def _lane(self, lane: Lane) -> Lane:
        """The row of a persona, of whom perhaps no customer is known."""
        persona = self.persona_of.get(lane.key)
        if persona is None or self.diagram.view != "lanes" or self._customers_of(persona):
            return lane
        return evolve(lane, details=(*lane.details, self._nobody(persona)))

    def _customers_of(self, persona: str) -> int:
        """How many customers are known to be a persona, or all if nobody told them apart."""
        if not any(each.by_segment for each in self.seen.touchpoints):
            return self.seen.entities
        return dict(self.seen.personas).get(persona, 0)

    # ------------------------------------------------------------------ touchpoints

    def _cell(self, cell: GridCell) -> GridCell:
        persona = self.persona_of.get(cell.lane, self.persona)
        nodes = (self._node(node, persona) for node in cell.nodes)
        return evolve(cell, nodes=map(self._leading, nodes))

    def _leading(self, node: Node) -> Node:
        """A card of a grid with what was counted of the arrows that leave it without words."""
        badges = []
        for edge in map(self._edge, self.from_card.get(node.key, ())):
            if edge.element is not None and edge.text:
                there = self.view.touchpoint(edge.element.keys[-1]).name
                badges.append(Badge("handover", f"→ {there}, {edge.text}", "handover"))
        return evolve(node, badges=(*node.badges, *badges)) if badges else node

    def _node(self, node: Node, persona: str | None = None) -> Node:
        if node.element is None:
            return node
        if node.role == "status" and node.element.kind == "cell":
            return self._state(node, *node.element.keys[:2])
        traffic = self.seen.touchpoint(node.element.key)
        if node.role != "touchpoint" or node.element.kind != "touchpoint":
            return node
        if traffic is not None:
            badges = list(self._badges(traffic, persona or self.persona))
        elif self.seen.min_cell and self.view.touchpoint(node.element.key).observed:
            badges = [self._withheld()]
        else:
            return node
        unseen = {"unseen"} if badges and badges[0].glyph == "unseen" else set()
        return evolve(
            node,
            badges=(*node.badges, *badges),
            roles=node.roles | unseen,
            tooltip="\n".join((node.tooltip or node.text, *(badge.text for badge in badges))),
        )

    def _withheld(self) -> Badge:
        """That too few came for it to be told."""
        return Badge("traffic", self.language("withheld"), "not applicable")

    def _badges(self, traffic: TouchpointTraffic, persona: str | None) -> Iterator[Badge]:
        """What is known of a touchpoint; in the lane of a persona, of its customers."""
        entities, could = traffic.entities, self.seen.entities
        if persona is not None and not traffic.by_segment and self.seen.min_cell:
            yield self._withheld()
            return
        of_persona = persona is not None and bool(traffic.by_segment)
        if of_persona:
            own = dict(traffic.by_segment).get(persona or "")
            entities = own.entities if own else 0
            could = dict(self.seen.personas).get(persona or "", 0)
        few = self._few(could < self.seen.min_n or 0 < entities < self.seen.min_n)
        if not traffic.looked_for:
            yield Badge("traffic", self.language("not looked for"), "not applicable")
        elif not could:
            return  # the head of the row or of the picture says so, once
        elif not entities:
            missed = could >= self.seen.min_n
            words = self._counted("never seen of {total}", 0, could) + few
            yield Badge("traffic", words, "unseen" if missed else "traffic", "missing" * missed)
        else:
            words = self._counted("{part} of {total} customers", entities, could) + few
            yield Badge("traffic", words, "traffic")
        if entities and not of_persona:
            yield from self._more(traffic)

    def _more(self, traffic: TouchpointTraffic) -> Iterator[Badge]:
        """What happened at a touchpoint, and what was answered there."""
        again = self.taken.get((traffic.touchpoint, traffic.touchpoint))
        if again is not None and again.count and not again.designed:
            words = self.language(
                "again {count} ×, not designed", count=self.language.number(again.count)
            )
            yield Badge("unexpected", words, "unexpected")
        lost = self.losses.get(traffic.touchpoint)
        if lost is not None and lost.count:
            words = self._counted("lost here: {part} of {total} visits", lost.count, lost.of)
            rate = f" ({unbroken_percent(lost.rate)})"
            yield Badge("lost", words + rate + self._few(lost.small), "abandoned")
        if self.diagram.is_grid:
            yield from self._departures(traffic.touchpoint)
        for figure in answers_at(self.seen, traffic.touchpoint):
            yield Badge("survey", figure_words(figure, self.language), "survey")

    def _departures(self, touchpoint: str) -> Iterator[Badge]:
        """Where many go from a touchpoint although nobody designed it, where no arrows are."""
        for each in self.undesigned.transitions[:_MOST]:
            if each.source == touchpoint:
                where = self.view.touchpoint(each.target).name
                reason = self.undesigned.reason(each)
                how = self._accepted_words(reason) if reason else self.language("not designed")
                arrow, count = self.language(" → ").lstrip(), self.language.number(each.count)
                words = self.language(", ").join((f"{arrow}{where}", f"{count} ×", how))
                yield Badge("unexpected", words, "unexpected", "" if reason else "error")

    def _state(self, node: Node, persona: str, stage: str) -> Node:
        """A persona in a stage: how many of its customers came."""
        customers = dict(self.seen.personas).get(persona)
        steps = dict(self.seen.steps_by_persona).get(persona, ())
        step = next((each for each in steps if each.stage == stage), None)
        if step is None or customers is None:
            return node
        visits = [
            dict(each.by_segment).get(persona)
            for each in self.seen.touchpoints
            if each.stage == stage
        ]
        came = any(each is not None and each.events for each in visits)
        few = self._few(customers < self.seen.min_n)
        missed = not came and customers >= self.seen.min_n and not self.seen.min_cell
        words = self.language("withheld")
        if step.reached is not None:
            words = self._counted("reached by {part} of {total}", step.reached, customers) + few
        if not came and self.seen.min_cell:
            words = self.language("withheld")
        elif not came and customers:
            words = self._counted("never seen of {total}", 0, customers) + few
        elif not came:
            words = self.language("no customer is known")
        elif node.tone in {"missing", "not applicable"}:
            words = self.language("! not designed, {words}", words=words)
        return evolve(
            node,
            details=(*node.details, words),
            roles=node.roles | {"unseen"} if missed else node.roles,
            weight=step.reached / customers if customers and step.reached is not None else None,
        )

    # ------------------------------------------------------------------ transitions

    def _edge(self, edge: Edge) -> Edge:
        if edge.element is None or edge.element.kind != "transition":
            return edge
        taken = self.taken.get((edge.element.keys[0], edge.element.keys[-1]))
        if taken is None or edge.source.partition(":")[0] == "stage":
            return edge
        if not taken.count and not self._is_known(taken):
            return edge
        words = self.language("never taken")
        if taken.count:
            several = self.drawn[edge.element] > 1
            text = "{count} × in all" if several else "{count} ×"
            words = self.language(text, count=self.language.number(taken.count))
        if taken.by_others:
            others = self.language("{count} by others", count=self.language.number(taken.by_others))
            words = self.language(", ").join((words, others))
        roles = edge.roles if taken.count else edge.roles | {"unseen"}
        return self._worded(evolve(edge, roles=roles), words, self._weight(taken))

    def _worded(self, edge: Edge, words: str, weight: float | None) -> Edge:
        text = "\n".join(filter(None, (edge.text, words)))
        lines = edge.lines
        if not self.brief:
            lines = (*lines, *wrap_to_width(words, _LABEL_WIDTH, 3))
        tooltip = "\n".join((edge.tooltip or edge.text or self.language(edge.kind), words))
        return evolve(edge, text=text, lines=lines, tooltip=tooltip, weight=weight)

    def _weight(self, taken: TransitionTraffic) -> float | None:
        return min(1.0, taken.count / self.most) if taken.count and self.most else None

    def _is_known(self, taken: TransitionTraffic) -> bool:
        """Whether both ends would have been seen."""
        ends = (self.seen.touchpoint(key) for key in (taken.source, taken.target))
        return all(end is not None and end.looked_for for end in ends)

    def _unexpected(self) -> Iterator[Edge]:
        """What was taken most and never designed, as arrows of their own."""
        shown = {node.element for node in self.diagram.nodes}
        transitions = [
            each
            for each in self.undesigned.transitions
            if shown.issuperset(Element("touchpoint", (k,)) for k in (each.source, each.target))
        ]
        for each in transitions[:_MOST]:
            element = Element("transition", (each.source, each.target))
            reason = self.undesigned.reason(each)
            share = self.undesigned.share(each)
            start = self.view.touchpoint(each.source).name
            how = self.language(_KINDS[each.kind] if each.kind else "not designed")
            edge = Edge(
                f"touchpoint:{each.source}",
                f"touchpoint:{each.target}",
                "accepted" if reason else "unexpected",
                tooltip=self.language(
                    '{transition}: never designed; {how}; {share} of what follows "{touchpoint}"',
                    transition=self.view.name_of(element),
                    how=how,
                    share=unbroken_percent(share),
                    touchpoint=start,
                ),
                element=None,
                roles={"brief"} if self.brief else (),
            )
            parts = [f"{self.language.number(each.count)} ×", how]
            if reason:
                parts.append(self._accepted_words(reason))
            words = self.language(", ").join(parts)
            words = words if reason else f"! {words}"
            yield self._worded(edge, words, self._weight(each))
