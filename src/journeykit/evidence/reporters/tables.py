"""What a report says to people: a heading, tables and remarks, whatever the format."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from journeykit.evidence.chain import Leverage
from journeykit.evidence.conversions import NumericValue
from journeykit.evidence.facts import BLANK, UNDECLARED
from journeykit.evidence.report import EvidenceReport
from journeykit.evidence.reporters.counting import groups_section, log_section, times_section
from journeykit.evidence.reporters.section import (
    TableSection,
    many,
    number,
    points,
    probability,
    rate_text,
)
from journeykit.evidence.survey import EVERYWHERE, Answers
from journeykit.observations import TransitionTraffic
from journeykit.rates import percent

MOST_ROWS = 10
"""How many of a long list are shown; a report as data has all."""

_GIANT = 0.1
"""A customer with a larger share of all events is told at the head of a report."""

_WITHHELD = (None, None, None)
"""What became of those in a stage, where nothing is told of it."""

KINDS = {
    "skip_ahead": "skips ahead",
    "step_back": "steps back",
    "sideways": "sideways",
    "loop": "again",
    "any_time": "at any time",
}
"""How a transition that nobody designed is described."""


def heading(report: EvidenceReport) -> tuple[str, ...]:
    """Return the first lines of a report."""
    log = report.log
    first, last = log.first_instant[:10], log.log_end[:10]
    left_out = log.rows_read - log.events
    mapped = percent(report.names.mapped_share.rate)
    size = f"{many(log.events, 'event')} of {many(log.entities, 'customer')}"
    lines = [
        f"{report.journey}: {size}, {first} to {last}",
        f"{mapped} of the events belong to a touchpoint of the design",
    ]
    if left_out:
        lines.append(
            f"{many(left_out, 'row')} left out: {log.exact_duplicates:,} duplicates, "
            f"{log.blank_entity:,} without a customer, {log.unreadable_timestamp:,} without a "
            f"readable time, {log.blank_event:,} without an event"
        )
    if not log.order_determined:
        lines.append(
            f"order not determined: {many(report.ties.events_in_ties, 'event')} "
            f"({percent(report.ties.share.rate)}) at one instant with another, and no column "
            "that orders them"
        )
    busiest = log.largest_entity_events or 0
    if log.entities >= report.min_n and busiest > _GIANT * log.events:
        lines.append(
            f"one customer has {busiest:,} of the events ({percent(busiest / log.events)}): is it "
            "a robot, or what stands for everybody without a name?"
        )
    if report.min_cell:
        few = f"what fewer than {report.min_cell} customers did is withheld"
        rows = ", ".join(f"{what} {n:,}" for what, n in report.withheld)
        lines.append(f"{few}; rows left out: {rows}" if rows else few)
    return tuple(lines)


def sections(report: EvidenceReport) -> tuple[TableSection, ...]:
    """Return the tables of a report that have rows."""
    every = (
        _outcomes(report),
        groups_section(report),
        _funnel(report),
        times_section(report),
        _touchpoints(report),
        _never_seen(report),
        _unexpected(report),
        _unmapped(report),
        _unseen(report),
        _conformance(report),
        _fixes(report),
        _pairs(report),
        _values(report),
        _experiment(report),
        _survey(report),
        log_section(report),
    )
    return tuple(section for section in every if section.rows)


def _outcomes(report: EvidenceReport) -> TableSection:
    def rows() -> Iterator[tuple[str, ...]]:
        groups = [("everybody", report.outcomes)]
        groups += [(report.label(key, "persona"), each) for key, each in report.outcomes_by_segment]
        for name, each in groups:
            if not each.entities and name in {UNDECLARED, BLANK}:
                continue
            counts = dict(each.outcomes)
            yield (
                name,
                f"{each.entities:,}",
                number(counts.get("success")),
                rate_text(each.success_rate),
                number(counts.get("abandoned_explicit")),
                number(counts.get("abandoned_silent")),
                number(counts.get("open")),
            )

    return TableSection(
        "What became of them",
        ("who", "customers", "succeeded", "share (95 %)", "gave up", "went silent", "still open"),
        rows(),
        f"Still open: no event for less than {report.idle_cutoff_days:g} days when the log ends. "
        f"* fewer than {report.min_n}.",
    )


def _funnel(report: EvidenceReport) -> TableSection:
    stopped = {each.stage: each for each in report.funnels.where_they_stopped}
    last = next(reversed(report.funnels.overall.steps), None)

    def rows() -> Iterator[tuple[str, ...]]:
        for step in report.funnels.overall.steps:
            stop, ends = stopped.get(step.stage), step == last
            figures = (
                (stop.abandoned_explicit, stop.abandoned_silent, stop.open) if stop else _WITHHELD
            )
            yield (
                report.label(step.stage, "stage"),
                number(step.reached),
                percent(step.overall.rate),
                rate_text(step.step),
                *("" if ends else number(each) for each in figures),
            )

    columns = (
        "stage",
        "reached",
        "of the first",
        "of the one before",
        "gave up",
        "went silent",
        "still open",
    )
    remark = (
        "In order, other stages may lie between. Who gave up, went silent or is still open did "
    )
    remark += "not go on to the next stage."
    return TableSection("Funnel", columns, rows(), remark)


def _touchpoints(report: EvidenceReport) -> TableSection:
    moves = {each.touchpoint: each for each in report.conformance.moves}
    chain = {each.touchpoint: each for each in report.chains.decided.touchpoints}

    def rows() -> Iterator[tuple[str, ...]]:
        for each in report.touchpoints:
            move, leverage = moves.get(each.touchpoint), chain.get(each.touchpoint)
            yield (
                report.label(each.touchpoint),
                f"{each.entities:,}",
                f"{each.events:,}",
                "" if leverage is None or leverage.loss is None else percent(leverage.loss),
                "" if move is None else f"{move.skipped:,}",
                "" if move is None else f"{move.inserted:,}",
            )

    return TableSection(
        "Touchpoints",
        ("touchpoint", "customers", "events", "lost here", "skipped", "out of place"),
        rows(),
        "Lost here: the share of visits after which nothing came. Skipped and out of place: along "
        "cheapest alignments with the design.",
    )


def _never_seen(report: EvidenceReport) -> TableSection:
    never = report.never_seen

    def rows() -> Iterator[tuple[str, ...]]:
        yield from ((report.label(key), "touchpoint") for key in never.touchpoints)
        for a, b in never.transitions:
            yield f"{report.label(a)} → {report.label(b)}", "transition"
        yield from ((report.label(key, "persona"), "persona") for key in never.personas)

    return TableSection("Designed and never seen", ("what", "is a"), rows())


def _unexpected(report: EvidenceReport) -> TableSection:
    def row(each: TransitionTraffic) -> tuple[str, ...]:
        return (
            f"{report.label(each.source)} → {report.label(each.target)}",
            f"{each.count:,}",
            KINDS[each.kind or "any_time"],
            number(each.interrupted),
            "" if each.designed_steps is None else f"{each.designed_steps}",
        )

    every = report.unexpected
    share = rate_text(report.transitions.unexpected)
    accepted = sum(each.count for each in report.transitions.accepted_transitions)
    without = f" {accepted:,} more are accepted." if accepted else ""
    return TableSection(
        "Seen and never designed",
        ("transition", "times", "kind", "with something unmapped between", "designed steps there"),
        map(row, every[:MOST_ROWS]),
        f"{share} of all transitions.{without}{_more(len(every))}",
    )


def _more(number: int) -> str:
    return f" {number - MOST_ROWS:,} more are not shown." if number > MOST_ROWS else ""


def _unmapped(report: EvidenceReport) -> TableSection:
    rows = ((e.event, f"{e.events:,}", f"{e.entities:,}") for e in report.unmapped[:MOST_ROWS])
    return TableSection(
        "Events of no touchpoint",
        ("event", "events", "customers"),
        rows,
        _more(report.names.names_unmapped).strip(),
    )


def _unseen(report: EvidenceReport) -> TableSection:
    return TableSection(
        "Named in the design, in no event",
        ("name or pattern", "of the touchpoint", "nearest"),
        ((e.event, report.label(e.touchpoint), e.suggestion or "") for e in report.unseen),
    )


def _conformance(report: EvidenceReport) -> TableSection:
    conformance = report.conformance
    named = (
        ("whole journeys", conformance.complete),
        ("those still open may be anywhere", conformance.open_may_stop_anywhere),
        ("each against its own persona", conformance.own_persona),
        ("with unmapped events", conformance.unmapped_kept),
    )
    rows = (
        (name, f"{fit.mean_fitness:.3f}", f"{fit.log_fitness or 0:.3f}", rate_text(fit.perfect))
        for name, fit in named
        if fit is not None and fit.mean_fitness is not None
    )
    remark = "1 is a journey as designed; each step too many or too few costs."
    if conformance.aligned.count < conformance.aligned.of:
        remark += (
            f" Of the most frequent paths only: {rate_text(conformance.aligned)} of customers."
        )
    if conformance.side_by_side:
        names = ", ".join(report.label(key, "stage") for key in conformance.side_by_side)
        remark += (
            f" {names} run side by side: only declared steps lead from one to the other, so that "
            "who changes to and fro reads as a deviation; the funnel takes them one after another."
        )
    columns = ("against", "mean fitness", "of the whole log", "without a deviation")
    return TableSection("Conformance", columns, rows, remark)


def _fixes(report: EvidenceReport) -> TableSection:
    chain = report.chains.decided

    def row(each: Leverage) -> tuple[str, ...]:
        change = each.change
        interval = f" ({points(change.low)} to {points(change.high)})" if change else ""
        return (
            report.label(each.touchpoint),
            f"{each.visits:,}",
            "" if each.loss is None else percent(each.loss),
            f"{points(each.loss_halved_change)}{interval}",
            "" if each.removal_effect is None else percent(each.removal_effect),
        )

    part, sample = chain.interval_entities, ""
    if part is not None and part.count < part.of:
        sample = f" Intervals are from a regular sample of {part.count:,} of {part.of:,} customers."
    success = "" if chain.success_from_start is None else percent(chain.success_from_start)
    return TableSection(
        "What a fix would bring",
        ("if half the loss here went on", "visits", "lost", "success, in points", "weight"),
        map(row, chain.ranked[:MOST_ROWS]),
        f"Of {success} who succeed. A first-order chain over visits older than the idle cutoff: an "
        f"association, and no promise. Weight: the share of success that passes here.{sample}",
    )


def _pairs(report: EvidenceReport) -> TableSection:
    rows = (
        (
            f"{report.label(each.source)} → {report.label(each.target)}",
            rate_text(each.converted),
            rate_text(each.within_window),
            rate_text(each.base),
            "" if each.lift is None else f"{each.lift:.2f}",
        )
        for each in report.pairs
    )
    window = f"within {report.window_days:g} days"
    return TableSection("Conversions", ("from → to", "later", window, "of everybody", "lift"), rows)


def _values(report: EvidenceReport) -> TableSection:
    def row(each: NumericValue) -> tuple[str, ...]:
        name = report.label(each.touchpoint)
        return name, f"{each.n:,}", f"{Decimal(each.sum):,}", f"{each.mean:,.2f}"

    rows = (row(each) for each in report.values if each.segment is None)
    return TableSection("Values", ("touchpoint", "n", "sum", "mean"), rows)


def _experiment(report: EvidenceReport) -> TableSection:
    experiment = report.experiment
    if experiment is None:
        return TableSection("Experiment", (), ())
    success = experiment.success
    rows = [
        (experiment.baseline, f"{success.baseline.of:,}", rate_text(success.baseline)),
        (experiment.treatment, f"{success.treatment.of:,}", rate_text(success.treatment)),
    ]
    remark = ""
    if success.difference is not None and success.newcombe is not None:
        low, high = success.newcombe
        remark = f"Difference {points(success.difference)} points ({points(low)} to "
        remark += f"{points(high)})" + (
            "" if success.p_value is None else f", {probability(success.p_value)}"
        )
        remark += "; one comparison, so that nothing is corrected"
    return TableSection("Experiment", ("variant", "customers", "success"), rows, remark)


def _survey(report: EvidenceReport) -> TableSection:
    survey = report.survey
    if survey is None:
        return TableSection("Survey", (), ())

    def row(metric: str, where: str, answers: Answers) -> tuple[str, ...]:
        left_out = answers.blank, answers.missing_code, answers.off_scale
        return (
            f"{metric} {where}",
            f"{answers.valid:,} of {answers.answers:,}",
            *(f"{n:,}" if n else "" for n in left_out),
            _score(answers.nps, answers.nps_error, ".1f"),
            rate_text(answers.top),
            _score(answers.mean, answers.mean_error, ".2f"),
            "" if answers.weighted_nps is None else f"{answers.weighted_nps:.1f}",
        )

    def rows() -> Iterator[tuple[str, ...]]:
        for metric in survey.metrics:
            yield row(metric.metric, EVERYWHERE, metric.everywhere)
            for key, answers in metric.by_touchpoint:
                yield row(metric.metric, report.label(key), answers)

    return TableSection(
        "Survey",
        (
            *("metric", "answers", "empty", "code", "off scale"),
            *("NPS", "satisfied", "mean", "weighted NPS"),
        ),
        rows(),
        f"{survey.exact_duplicates:,} duplicates, {survey.unknown_touchpoint:,} answers at unknown "
        f"touchpoints and {survey.unknown_metric:,} to undeclared questions left out, and those "
        "that are empty, a code for no answer, or off the scale. ± one standard error.",
    )


def _score(value: float | None, error: float | None, form: str) -> str:
    if value is None:
        return ""
    return f"{value:{form}}" + ("" if error is None else f" ± {error:{form}}")
