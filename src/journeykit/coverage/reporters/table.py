"""The tables that every format shows, as rows of words."""

from __future__ import annotations

from collections.abc import Mapping

from journeykit.addresses import WISHES, Element
from journeykit.coverage.coverage import Coverage
from journeykit.coverage.labels import label_of
from journeykit.coverage.measure import Measure
from journeykit.coverage.stage_line import StageLine
from journeykit.emotions import signed
from journeykit.rates import percentage

HEADER = ("stage", "touch", "personas", "channels", "emotion", "metric", "pains", "low", "missing")
"""What the columns of the table of stages are called."""


def stage_rows(coverage: Coverage) -> list[tuple[str, ...]]:
    """The table of stages.

    Returns:
        A row of words for each stage, under `HEADER`.
    """
    return [_row(line) for line in coverage.stages]


def _row(line: StageLine) -> tuple[str, ...]:
    present, owed = line.personas
    personas = f"{present}/{owed}" if owed else "n/a"
    personas += f" ~{line.partial}" if line.partial else ""
    personas += f" −{line.excluded}" if line.excluded else ""
    liked = f" ({line.preferred[0]}/{line.preferred[1]})" if line.preferred[1] else ""
    felt, possible = line.emotions
    return (
        line.name,
        str(line.touchpoints),
        personas,
        f"{line.channels}{liked}",
        percentage(felt, possible, 0),
        "yes" if line.measured else "no",
        f"{line.answered}/{line.pains}" if line.pains else "-",
        "n/a" if line.low is None else signed(line.low),
        "; ".join(line.missing) or "-",
    )


def share(measure: Measure) -> str:
    """A measure's percentage in words.

    Returns:
        The percentage, `n/a` where there is nothing to cover.
    """
    return measure.percentage


def notes(measure: Measure) -> str:
    """What has to be said beside a fraction.

    Returns:
        How many cells are partial, and how many have left the denominator.
    """
    counts = [
        (len(measure.of("partial")), "partial"),
        (len(measure.of("not applicable")), "not applicable"),
        (len(measure.of("optional")), "optional"),
    ]
    return ", ".join(f"{count} {what}" for count, what in counts if count)


def measure_rows(coverage: Coverage) -> list[tuple[str, ...]]:
    """The table of measures.

    Returns:
        For each measure that has anything to cover: name, label, fraction, share and notes.
    """
    return [
        (m.name, label_of(m.name), f"{m.numerator}/{m.denominator}", share(m), notes(m))
        for m in coverage.measures
        if m.denominator
    ]


def nothing_to_cover(coverage: Coverage) -> str:
    """The measures that are 0/0, which is not everything but nothing.

    Returns:
        Their names in one line; empty when there are none.
    """
    names = ", ".join(m.name for m in coverage.measures if not m.denominator)
    return f"0/0, nothing to cover: {names}" if names else ""


_NAMED = (
    "stage",
    "touchpoint",
    "transition",
    "decision",
    "condition",
    "goal",
    "need",
    "pain",
    "path",
    "whole_path",
    "lifecycle",
)
"""The measures whose missing things are named; the others count what a glance at the map shows."""


def missing(coverage: Coverage) -> list[str]:
    """What the measures miss, by name.

    Returns:
        A line a measure that misses something, with the first few of them and why.
    """
    names = dict(coverage.names)
    people = {each.key: name for each, name in coverage.names if each.kind == "persona"}
    lines = []
    for measure in coverage.measures:
        cells = measure.of("missing")
        if measure.name not in _NAMED or not cells:
            continue
        named = [cell for cell in cells if cell.element in names]
        words = [
            f'"{names[cell.element]}"' + (f" ({remarks})" if remarks else "")
            for cell in named
            for remarks in (", ".join(filter(None, (_whose(cell.element, people), cell.why))),)
        ]
        rest = len(cells) - len(named)
        more = f" and {rest} more" if rest else ""
        lines.append(f"{measure.name}: {', '.join(words)}{more}")
    return lines


def _whose(element: Element, people: Mapping[str, str]) -> str:
    """The persona who has a goal, a need or an expectation, where there are several personas."""
    return people.get(element.key, "") if element.kind in WISHES and len(people) > 1 else ""


def exclusions(coverage: Coverage) -> list[str]:
    """What has left the denominator for a reason, with the reason.

    Returns:
        A line a cell of persona and stage.
    """
    for measure in coverage.measures:
        if measure.name == "persona_stage":
            return [
                f"{' × '.join(coverage.name_of(cell.element))}: {cell.why}"
                for cell in measure.of("not applicable")
            ]
    return []


def heading(coverage: Coverage) -> str:
    """What was measured, in one line.

    Returns:
        The name of the journey, its state, and its size.
    """
    state = f" ({coverage.state})" if coverage.state else ""
    size = ", ".join(
        f"{count} {what if count != 1 else what.removesuffix('s')}" for what, count in coverage.size
    )
    return f'Coverage of "{coverage.journey}"{state}' + (f": {size}" if size else "")
