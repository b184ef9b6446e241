"""The action plan: what will be done, by whom and until when, as a table for any planning tool."""

from __future__ import annotations

from collections.abc import Iterator

from journeykit.addresses import Element
from journeykit.graph import View, view_of
from journeykit.interchange.csv import written
from journeykit.interchange.formats import Export, Format
from journeykit.interchange.losses import Loss, LossReport
from journeykit.interchange.table import Row, Table
from journeykit.management import Opportunity
from journeykit.model import Journey

__all__ = ["FORMAT"]

_HEADERS = (
    *("Opportunity", "Addresses", "Owner", "Department", "Priority", "Value", "Effort", "Metric"),
    *("Due", "Status", "Description", "Key"),
)
_PRIORITIES = {"high": 0, "medium": 1, "low": 2, None: 3}


def _writes(journey: Journey) -> Export:
    """The opportunities, the most urgent first."""
    view = view_of(journey)
    rows = [Row(_HEADERS), *(Row(_cells(each, view)) for each in _sorted(journey))]
    reason = "an action plan has the opportunities and nothing else of the journey"
    losses = [Loss("lost", journey.element, "", reason)]
    return Export(written(Table(rows), ","), LossReport("action-plan", losses))


def _sorted(journey: Journey) -> list[Opportunity]:
    """By priority, then by date; what has neither comes last."""

    def urgency(each: Opportunity) -> tuple[int, str]:
        return _PRIORITIES[each.priority], each.due.isoformat() if each.due else "9999"

    return sorted(journey.opportunities, key=urgency)


def _cells(each: Opportunity, view: View) -> Iterator[str]:
    """The cells of one opportunity."""
    owner = each.owner
    yield each.name
    yield "the whole journey" if each.everywhere else "; ".join(_named(each.addresses, view))
    yield owner.name if owner else ""
    yield owner.department if owner else ""
    yield each.priority or ""
    yield "" if each.value is None else f"{each.value:g}"
    yield "" if each.effort is None else f"{each.effort:g}"
    yield each.metric
    yield each.due.isoformat() if each.due else ""
    yield each.status or ""
    yield each.description
    yield each.key


def _named(elements: tuple[Element, ...], view: View) -> Iterator[str]:
    """What some elements are called."""
    for element in elements:
        yield f"{element.kind} {view.name_of(element)}"


FORMAT = Format(
    "action-plan", (".plan.csv",), None, _writes, "the opportunities as a table, the urgent first"
)
