"""A trip as the operations desk wants to see it: a view, formats, and a profile."""

from __future__ import annotations

from itertools import pairwise

from journeykit.coverage import Coverage
from journeykit.graph import View
from journeykit.render import Diagram, Edge, Node, Picture
from journeykit.validation import Report, RuleSet, recommended


def board(view: View, *, only_disruptions: bool = False) -> Diagram:
    """Draw a departure board: the touchpoints one under another, disruptions marked.

    Args:
        view: The journey, with its questions.
        only_disruptions: Whether to leave everything else out.

    Returns:
        The diagram.
    """
    from journeykit_airline import is_disruption

    steps = [s for s in view.touchpoints if is_disruption(s) or not only_disruptions]
    return Diagram(
        view="board",
        title=f"Board: {view.journey.name}",
        description="The touchpoints from first to last; disruptions are marked as missing.",
        direction="top to bottom",
        nodes=[Node(s.key, s.name, roles={"missing"} if is_disruption(s) else ()) for s in steps],
        edges=[Edge(a.key, b.key) for a, b in pairwise(steps)],
    )


def slack(*reports: Report) -> str:
    """Write one line a journey, as a channel for messages takes it."""
    return "\n".join(f"*{report.journey}*: {report.counts}" for report in reports)


def dashboard(coverage: Coverage) -> str:
    """Write one line a measure, as a dashboard reads it."""
    lines = (f"{each.name} {each.numerator} {each.denominator}" for each in coverage)
    return "\n".join(lines) + "\n"


def caption(picture: Picture) -> str:
    """Write what a picture shows as a caption of one line."""
    return f"{picture.diagram.title}. {picture.diagram.description}\n"


def operations() -> RuleSet:
    """Choose what a desk for irregular operations looks at: all that is recommended, and ours."""
    from journeykit_airline import RULES

    return RuleSet((*recommended().rules, *RULES), (*recommended().available, *RULES))
