"""The figures of a report as tables for data frames: rows of numbers, not of text."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from attrs import asdict

from journeykit.errors import UnknownReferenceError

if TYPE_CHECKING:
    from journeykit.evidence.report import EvidenceReport

EVERYBODY = "everybody"
EVERYWHERE = "everywhere"

Row = dict[str, Any]


def columns_of(report: EvidenceReport, table: str) -> dict[str, list[Any]]:
    """Return a table of a report, column by column.

    Args:
        table: Its name, one of `TABLES`.

    Returns:
        The cells of each column, by its name; None where nothing is known.

    Raises:
        UnknownReferenceError: There is no such table.
    """
    if table not in TABLES:
        raise UnknownReferenceError("table", str(table), choices=TABLES)
    rows = [_flat(row) for row in TABLES[table](report)]
    every = list(dict.fromkeys(name for row in rows for name in row))
    # A figure of several parts that is not known in one row is its parts in the others.
    whole = [name for name in every if not any(each.startswith(f"{name}_") for each in every)]
    parted = [name for name in every if name not in whole]
    kept = whole + [name for name in parted if any(row.get(name) is not None for row in rows)]
    return {name: [row.get(name) for row in rows] for name in every if name in kept}


def _flat(row: Mapping[str, Any]) -> Row:
    """Return a row in which each part of a figure has a column of its own."""
    flat: Row = {}
    for name, value in row.items():
        if isinstance(value, Mapping):
            flat |= {f"{name}_{part}": cell for part, cell in _flat(value).items()}
        elif _is_pairs(value):
            flat |= {f"{name}_{part}": cell for part, cell in value}
        else:
            flat[name] = ", ".join(map(str, value)) if isinstance(value, tuple) else value
    return flat


def _is_pairs(value: object) -> bool:
    """Whether a value is a tuple of names with what they stand for."""
    return isinstance(value, tuple) and any(isinstance(each, tuple) for each in value)


def _records(figures: Iterable[Any]) -> Iterator[Row]:
    return map(asdict, figures)


def _outcomes(report: EvidenceReport) -> Iterator[Row]:
    for group, outcomes in ((EVERYBODY, report.outcomes), *report.outcomes_by_segment):
        yield {"who": group} | asdict(outcomes)


def _touchpoints(report: EvidenceReport) -> Iterator[Row]:
    for each in report.touchpoints:
        row = asdict(each, recurse=False)
        groups = row.pop("by_segment")
        name = {"touchpoint": each.touchpoint, "name": report.label(each.touchpoint)}
        yield name | {"who": EVERYBODY} | row
        for group, count in groups:
            yield name | {"who": group} | row | asdict(count)


def _transitions(report: EvidenceReport) -> Iterator[Row]:
    taken = report.transitions
    yield from _records(taken.designed_transitions)
    yield from _records(taken.unexpected_transitions)
    yield from _records(taken.accepted_transitions)


def _funnel(report: EvidenceReport) -> Iterator[Row]:
    for group, funnel in ((EVERYBODY, report.funnels.overall), *report.funnels.by_segment):
        for step in funnel.steps:
            yield {"who": group} | asdict(step)


def _survey(report: EvidenceReport) -> Iterator[Row]:
    for metric in report.survey.metrics if report.survey else ():
        for where, answers in ((EVERYWHERE, metric.everywhere), *metric.by_touchpoint):
            yield {"metric": metric.metric, "where": where} | asdict(answers)


TABLES: Mapping[str, Callable[[EvidenceReport], Iterable[Row]]] = MappingProxyType(
    {
        "outcomes": _outcomes,
        "groups": lambda report: _records(report.comparisons),
        "funnel": _funnel,
        "durations": lambda report: _records(report.durations),
        "touchpoints": _touchpoints,
        "transitions": _transitions,
        "events": lambda report: _records(
            (*report.names.mapped_names, *report.names.unmapped_names)
        ),
        "conformance": lambda report: _records(report.conformance.moves),
        "fixes": lambda report: _records(report.chains.decided.touchpoints),
        "survey": _survey,
    }
)
"""The tables of a report, each with the function that gives its rows."""
