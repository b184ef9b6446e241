"""What a report says to people: a heading, tables and remarks, whatever the format."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal

from attrs import field, frozen

from journeykit.evidence.chain import Leverage
from journeykit.evidence.conversions import Value
from journeykit.evidence.projection import BLANK, UNDECLARED
from journeykit.evidence.report import EvidenceReport
from journeykit.evidence.survey import EVERYWHERE, Answers
from journeykit.observations import TransitionTraffic
from journeykit.rates import Rate, percent

MOST_ROWS = 10
"""How many of a long list are shown; a report as data has all."""

KINDS = {
    "skip_ahead": "skips ahead",
    "step_back": "steps back",
    "sideways": "sideways",
    "loop": "again",
    "any_time": "at any time",
}
"""How a transition that nobody designed is described."""


def _rows(rows: Iterable[tuple[str, ...]]) -> tuple[tuple[str, ...], ...]:
    return tuple(rows)


@frozen
class Section:
    """A table with its title, and what is to be said of it.

    Args:
        title: What it shows.
        columns: The names of its columns; the first is of words, the others of numbers.
        rows: Its rows.
        remark: What a reader should know.
    """

    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...] = field(converter=_rows)
    remark: str = ""


def heading(report: EvidenceReport) -> tuple[str, ...]:
    """Return the first lines of a report."""
    log = report.log
    first, last = log.first_instant[:10], log.log_end[:10]
    left_out = log.rows_read - log.events
    mapped = percent(report.names.mapped_share.rate)
    size = f"{_many(log.events, 'event')} of {_many(log.entities, 'customer')}"
    lines = [
        f"{report.journey}: {size}, {first} to {last}",
        f"{mapped} of the events belong to a touchpoint of the design",
    ]
    if left_out:
        lines.append(
            f"{_many(left_out, 'row')} left out: {log.exact_duplicates:,} duplicates, "
            f"{log.blank_entity:,} without a customer, {log.unreadable_timestamp:,} without a "
            f"readable time, {log.blank_event:,} without an event"
        )
    if not log.order_determined:
        lines.append(
            f"order not determined: {_many(report.ties.events_in_ties, 'event')} "
            f"({percent(report.ties.share.rate)}) at one instant with another, and no column "
            "that orders them"
        )
    return tuple(lines)


def _many(number: int, what: str) -> str:
    return f"{number:,} {what}{'' if number == 1 else 's'}"


def sections(report: EvidenceReport) -> tuple[Section, ...]:
    """Return the tables of a report that have rows."""
    every = (
        _outcomes(report),
        _funnel(report),
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
    )
    return tuple(section for section in every if section.rows)


def _rate(rate: Rate | None) -> str:
    """A rate with its interval; a star marks a small number."""
    if rate is None or rate.rate is None or rate.low is None or rate.high is None:
        return ""
    star = " *" if rate.small else ""
    return f"{percent(rate.rate)} ({100 * rate.low:.1f}–{100 * rate.high:.1f}){star}"


def _outcomes(report: EvidenceReport) -> Section:
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
                f"{counts['success']:,}",
                _rate(each.success_rate),
                f"{counts['abandoned_explicit']:,}",
                f"{counts['abandoned_silent']:,}",
                f"{counts['open']:,}",
            )

    return Section(
        "What became of them",
        ("who", "customers", "succeeded", "share (95 %)", "gave up", "went silent", "still open"),
        rows(),
        f"Still open: no event for less than {report.idle_cutoff_days:g} days when the log ends. "
        f"* fewer than {report.min_n}.",
    )


def _funnel(report: EvidenceReport) -> Section:
    stopped = {each.stage: each for each in report.funnels.where_they_stopped}
    times = {each.source: each for each in report.durations}

    def rows() -> Iterator[tuple[str, ...]]:
        for step in report.funnels.overall.steps:
            stop, time = stopped[step.stage], times.get(step.stage)
            yield (
                report.label(step.stage, "stage"),
                f"{step.reached:,}",
                percent(step.overall.rate),
                _rate(step.step),
                "" if time is None else duration(time.median_s),
                "" if time is None else duration(time.p95_s),
                "" if time is None else f"{stop.abandoned_explicit + stop.abandoned_silent:,}",
                "" if time is None else f"{stop.open:,}",
            )

    columns = (
        "stage",
        "reached",
        "of the first",
        "of the one before",
        "median to next",
        "95 % within",
        "did not go on",
        "still may",
    )
    remark = "In order, other stages may lie between. Times are of those who went on."
    return Section("Funnel", columns, rows(), remark)


def duration(seconds: float | None) -> str:
    """Write a time as people say it.

    Example:
        >>> duration(46.0), duration(5400.0), duration(None)
        ('46 s', '1.5 h', '')
    """
    if seconds is None:
        return ""
    for unit, size in (("d", 86_400), ("h", 3_600), ("min", 60)):
        if seconds >= size:
            return f"{seconds / size:.1f} {unit}"
    return f"{seconds:.0f} s"


def _touchpoints(report: EvidenceReport) -> Section:
    moves = {each.touchpoint: each for each in report.conformance.moves}
    chain = {each.touchpoint: each for each in report.chains.decided.touchpoints}

    def rows() -> Iterator[tuple[str, ...]]:
        for each in report.touchpoints:
            move, known = moves.get(each.touchpoint), chain[each.touchpoint]
            yield (
                report.label(each.touchpoint),
                f"{each.entities:,}",
                f"{each.events:,}",
                "" if known.loss is None else percent(known.loss),
                "" if move is None else f"{move.skipped:,}",
                "" if move is None else f"{move.inserted:,}",
            )

    return Section(
        "Touchpoints",
        ("touchpoint", "customers", "events", "lost here", "skipped", "out of place"),
        rows(),
        "Lost here: the share of visits after which nothing came. Skipped and out of place: along "
        "cheapest alignments with the design.",
    )


def _never_seen(report: EvidenceReport) -> Section:
    never = report.never_seen

    def rows() -> Iterator[tuple[str, ...]]:
        yield from ((report.label(key), "touchpoint") for key in never.touchpoints)
        for a, b in never.transitions:
            yield f"{report.label(a)} → {report.label(b)}", "transition"
        yield from ((report.label(key, "persona"), "persona") for key in never.personas)

    return Section("Designed and never seen", ("what", "is a"), rows())


def _unexpected(report: EvidenceReport) -> Section:
    def row(each: TransitionTraffic) -> tuple[str, ...]:
        return (
            f"{report.label(each.source)} → {report.label(each.target)}",
            f"{each.count:,}",
            KINDS[each.kind or "any_time"],
            f"{each.interrupted:,}",
            "" if each.designed_steps is None else f"{each.designed_steps}",
        )

    every = report.unexpected
    share = _rate(report.transitions.unexpected)
    accepted = sum(each.count for each in report.transitions.accepted_transitions)
    without = f" {accepted:,} more are accepted." if accepted else ""
    return Section(
        "Seen and never designed",
        ("transition", "times", "kind", "with something unmapped between", "designed steps there"),
        map(row, every[:MOST_ROWS]),
        f"{share} of all transitions.{without}{_more(len(every))}",
    )


def _more(number: int) -> str:
    return f" {number - MOST_ROWS:,} more are not shown." if number > MOST_ROWS else ""


def _unmapped(report: EvidenceReport) -> Section:
    rows = ((e.event, f"{e.events:,}", f"{e.entities:,}") for e in report.unmapped[:MOST_ROWS])
    return Section(
        "Events of no touchpoint",
        ("event", "events", "customers"),
        rows,
        _more(report.names.names_unmapped).strip(),
    )


def _unseen(report: EvidenceReport) -> Section:
    return Section(
        "Named in the design, in no event",
        ("name or pattern", "of the touchpoint", "nearest"),
        ((e.event, report.label(e.touchpoint), e.suggestion or "") for e in report.unseen),
    )


def _conformance(report: EvidenceReport) -> Section:
    conformance = report.conformance
    named = (
        ("whole journeys", conformance.complete),
        ("those still open may be anywhere", conformance.open_may_stop_anywhere),
        ("each against its own persona", conformance.own_persona),
        ("with unmapped events", conformance.unmapped_kept),
    )
    rows = (
        (name, f"{fit.mean_fitness:.3f}", f"{fit.log_fitness or 0:.3f}", _rate(fit.perfect))
        for name, fit in named
        if fit is not None and fit.mean_fitness is not None
    )
    remark = "1 is a journey as designed; each step too many or too few costs."
    if conformance.aligned.count < conformance.aligned.of:
        remark += f" Of the most frequent paths only: {_rate(conformance.aligned)} of customers."
    columns = ("against", "mean fitness", "of the whole log", "without a deviation")
    return Section("Conformance", columns, rows, remark)


def _fixes(report: EvidenceReport) -> Section:
    chain = report.chains.decided

    def row(each: Leverage) -> tuple[str, ...]:
        change = each.change
        interval = f" ({_points(change.low)} to {_points(change.high)})" if change else ""
        return (
            report.label(each.touchpoint),
            f"{each.visits:,}",
            "" if each.loss is None else percent(each.loss),
            f"{_points(each.loss_halved_change)}{interval}",
            "" if each.removal_effect is None else percent(each.removal_effect),
        )

    success = "" if chain.success_from_start is None else percent(chain.success_from_start)
    return Section(
        "What a fix would bring",
        ("if half the loss here went on", "visits", "lost", "success, in points", "weight"),
        map(row, chain.ranked[:MOST_ROWS]),
        f"Of {success} who succeed. A first-order chain over visits older than the idle cutoff: an "
        "association, and no promise. Weight: the share of success that passes here.",
    )


def _points(change: float | None) -> str:
    return "" if change is None else f"{100 * change:+.1f}"


def _pairs(report: EvidenceReport) -> Section:
    rows = (
        (
            f"{report.label(each.source)} → {report.label(each.target)}",
            _rate(each.converted),
            _rate(each.within_window),
            _rate(each.base),
            "" if each.lift is None else f"{each.lift:.2f}",
        )
        for each in report.pairs
    )
    window = f"within {report.window_days:g} days"
    return Section("Conversions", ("from → to", "later", window, "of everybody", "lift"), rows)


def _values(report: EvidenceReport) -> Section:
    def row(each: Value) -> tuple[str, ...]:
        name = report.label(each.touchpoint)
        return name, f"{each.n:,}", f"{Decimal(each.sum):,}", f"{each.mean:,.2f}"

    rows = (row(each) for each in report.values if each.segment is None)
    return Section("Values", ("touchpoint", "n", "sum", "mean"), rows)


def _experiment(report: EvidenceReport) -> Section:
    experiment = report.experiment
    if experiment is None:
        return Section("Experiment", (), ())
    success = experiment.success
    rows = [
        (experiment.baseline, f"{success.baseline.of:,}", _rate(success.baseline)),
        (experiment.treatment, f"{success.treatment.of:,}", _rate(success.treatment)),
    ]
    remark = ""
    if success.difference is not None and success.newcombe is not None:
        low, high = success.newcombe
        remark = f"Difference {_points(success.difference)} points ({_points(low)} to "
        remark += f"{_points(high)})" + ("" if success.p_value is None else _p(success.p_value))
    return Section("Experiment", ("variant", "customers", "success"), rows, remark)


def _p(value: float) -> str:
    """A p-value, which is never nought."""
    return ", p < 0.001" if value < 0.001 else f", p = {value:.3f}"  # noqa: PLR2004


def _survey(report: EvidenceReport) -> Section:
    survey = report.survey
    if survey is None:
        return Section("Survey", (), ())

    def row(metric: str, place: str, answers: Answers) -> tuple[str, ...]:
        return (
            f"{metric} {place}",
            f"{answers.valid:,} of {answers.answers:,}",
            _score(answers.nps, answers.nps_error, ".1f"),
            _rate(answers.top),
            _score(answers.mean, answers.mean_error, ".2f"),
            "" if answers.weighted_nps is None else f"{answers.weighted_nps:.1f}",
        )

    def rows() -> Iterator[tuple[str, ...]]:
        for metric in survey.metrics:
            yield row(metric.metric, EVERYWHERE, metric.everywhere)
            for key, answers in metric.by_touchpoint:
                yield row(metric.metric, report.label(key), answers)

    return Section(
        "Survey",
        ("metric", "answers", "NPS", "satisfied", "mean", "weighted NPS"),
        rows(),
        f"{survey.exact_duplicates:,} duplicates and {survey.unknown_touchpoint:,} answers at "
        "unknown touchpoints left out. ± one standard error.",
    )


def _score(value: float | None, error: float | None, form: str) -> str:
    if value is None:
        return ""
    return f"{value:{form}}" + ("" if error is None else f" ± {error:{form}}")
