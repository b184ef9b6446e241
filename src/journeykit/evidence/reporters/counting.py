"""What a report says of its own figures: how the log was read, and on what each figure rests."""

from __future__ import annotations

from collections.abc import Iterator

from journeykit.evidence.facts import BLANK, UNDECLARED
from journeykit.evidence.report import EvidenceReport
from journeykit.evidence.reporters.section import (
    TableSection,
    duration,
    number,
    points,
    probability,
    rate_text,
)
from journeykit.rates import percent


def log_section(report: EvidenceReport) -> TableSection:
    """Return what the log holds, each trap with its count."""
    log, names = report.log, report.names
    groups = {key: each.entities for key, each in report.outcomes_by_segment}
    counted = (
        ("rows read", log.rows_read),
        ("left out: equal to an earlier row", log.exact_duplicates),
        ("left out: without a customer", log.blank_entity),
        ("left out: without a readable time", log.unreadable_timestamp),
        ("left out: without an event", log.blank_event),
        ("events", log.events),
        ("events of no touchpoint", names.unmapped),
        ("events at one instant with another", report.ties.events_in_ties),
        ("events with a time that states no offset", log.naive_timestamps),
        ("customers", log.entities),
        ("customers with one event", log.entities_with_one_event),
        ("customers at no touchpoint", names.entities_without_touchpoint),
        ("customers of a segment that no persona has", groups.get(UNDECLARED)),
        ("customers without a segment", groups.get(BLANK)),
        ("customers still open", dict(report.outcomes.outcomes).get("open")),
        ("events of the busiest customer", log.largest_entity_events),
    )
    rows = [(what, number(n), _share(what, n, report)) for what, n in counted]
    if log.sessions is not None:
        rows.insert(10, ("visits", f"{log.sessions:,}", ""))
    return TableSection("What the log holds", ("what", "number", "share"), rows, _of_ties(report))


def _share(name: str, count: int | None, report: EvidenceReport) -> str:
    """Return the share of all rows, events or customers."""
    log = report.log
    wholes = {"left out": log.rows_read, "events ": log.events, "customers ": log.entities}
    whole = next((n for start, n in wholes.items() if name.startswith(start)), 0)
    return percent(count / whole) if whole and count is not None else ""


def _of_ties(report: EvidenceReport) -> str:
    """Say what the order of events at one instant decides."""
    ties, wrong = report.ties, report.ties.against_time_then_file_order
    if not ties.events_in_ties:
        return ""
    if not report.log.order_determined:
        return "The order of events at one instant is not determined: no column orders them."
    if wrong is None:
        return ""
    return (
        f"Without the column that orders events of one instant, {wrong.cells:,} cells of the table "
        f"of transitions would differ, {wrong.transitions:,} transitions in all."
    )


def times_section(report: EvidenceReport) -> TableSection:
    """Return how long it takes from stage to stage."""

    def rows() -> Iterator[tuple[str, ...]]:
        for each in report.durations:
            shares = dict(each.progressed_by_day)
            yield (
                f"{report.label(each.source, 'stage')} → {report.label(each.target, 'stage')}",
                f"{each.n:,}",
                duration(each.median_s),
                duration(each.p95_s),
                f"{each.not_yet:,}",
                f"{each.open:,}",
                percent(shares["7"]) if each.n and "7" in shares else "",
                duration(each.kaplan_meier_median_s),
            )

    return TableSection(
        "Time from stage to stage",
        (
            "from entry to entry",
            "went on",
            "median",
            "95 % within",
            "not yet",
            "still open",
            "gone on after 7 d",
            "half of all after",
        ),
        rows(),
        "Median and 95 % are of those who went on, interpolated linearly (type 7). The last two "
        "columns are of everybody who reached the stage (Kaplan–Meier), those who may still go on "
        "counted as such; without a time, fewer than half go on.",
    )


def groups_section(report: EvidenceReport) -> TableSection:
    """Return how the success of each group differs from that of all others."""
    compared = [each for each in report.comparisons if each.difference.newcombe is not None]

    def rows() -> Iterator[tuple[str, ...]]:
        for each in compared:
            low, high = each.difference.newcombe or (None, None)
            yield (
                report.label(each.group, "persona"),
                rate_text(each.difference.treatment),
                rate_text(each.difference.baseline),
                f"{points(each.difference.difference)} ({points(low)} to {points(high)})",
                "" if each.adjusted_p is None else probability(each.adjusted_p),
            )

    return TableSection(
        "Who succeeds more often",
        ("group", "share (95 %)", "all others", "difference, in points", "corrected"),
        rows(),
        f"{len(compared)} comparisons; p-values are corrected for so many (Holm). Intervals are "
        "not: each is one of 95 % (Newcombe).",
    )
