"""Holding a log of what happened against a journey as it was designed."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from journeykit.errors import ModelError
from journeykit.evidence.arguments import (
    keys_of,
    refuse_no_listener,
    survey_given,
    whole_given,
)
from journeykit.evidence.chain import chains_of
from journeykit.evidence.conformance import MOST_VARIANTS, conformance_of
from journeykit.evidence.conversions import experiment_of, pairs_of, values_of
from journeykit.evidence.design import Design
from journeykit.evidence.durations import durations_of
from journeykit.evidence.engines.engine import SqlEngine
from journeykit.evidence.funnel import funnels_of
from journeykit.evidence.log import log_of, names_of, outcomes_of, ties_of, unseen_of
from journeykit.evidence.mapping import mapping_of
from journeykit.evidence.projection import Projection
from journeykit.evidence.report import EvidenceReport
from journeykit.evidence.schema import EventSchema, event_schema
from journeykit.evidence.sources import called, opened
from journeykit.evidence.survey import SurveySchema, survey_of
from journeykit.evidence.traffic import (
    customers_of_transitions,
    terminals_of,
    touchpoints_of,
    transitions_of,
)
from journeykit.evidence.withholding import withhold
from journeykit.graph import View, view_of
from journeykit.model import Journey, Persona, Stage, Touchpoint


def confront(
    journey: Journey | View,
    source: Any,
    *,
    events: EventSchema | dict[str, Any],
    survey: tuple[Any, SurveySchema] | None = None,
    pairs: Iterable[tuple[Touchpoint | str, Touchpoint | str]] = (),
    engine: SqlEngine | str | None = None,
    most_variants: int = MOST_VARIANTS,
    min_cell: int = 0,
    progress: Callable[[str], None] = lambda _: None,
) -> EvidenceReport:
    """Hold a log of what happened against a journey as it was designed.

    Touchpoints say with `observed_as` which events show them. The log is read where it lies: by
    DuckDB (`pip install "journeykit[evidence]"`), or by `sqlite3` of the standard library if
    that is not installed and the log is a file of comma-separated values.

    Args:
        journey: The journey; or a view of it.
        source: The log: the path of a Parquet, CSV or JSON file; a frame of pandas, Polars or
            Arrow; for an engine of your own, the name of a table.
        events: What the columns of the log mean.
        survey: The answers of a survey, as a source like the log, and what its columns mean.
        pairs: Pairs of touchpoints whose conversion is asked for.
        engine: `duckdb`, `sqlite`, or whatever answers SQL.
        most_variants: How many distinct paths are aligned at most.
        min_cell: Below how many customers a figure is withheld, so that nobody can be told from it;
            none is if left out.
        progress: Is told what is being done, for long logs.

    Returns:
        A report; nothing is printed, and no entity is named in it.

    Raises:
        ModelError: The journey does not say how events show its touchpoints, or says it in a way
            that cannot be right; an argument is something else than is expected; or the log has
            fewer customers than `min_cell`.
        DocumentError: The log cannot be read.
        UnknownReferenceError: A column, touchpoint or engine is not there; the nearest is named.
    """
    view = view_of(journey)
    schema = event_schema(events)
    design = Design(view)
    mapping = mapping_of(design.touchpoints)
    wanted, most = keys_of(pairs), whole_given("most_variants", most_variants, 1)
    least = whole_given("min_cell", min_cell, 0)
    answers = survey_given(survey)
    refuse_no_listener(progress)

    progress(f"reading {called(source)}")
    with opened(engine, source) as (answering, table):
        projection = Projection(answering, table, schema, design, mapping)
        try:
            report = _report(projection, answers, wanted, most, progress)
            return _withheld(projection, report, least)
        finally:
            projection.close()


def _withheld(p: Projection, report: EvidenceReport, least: int) -> EvidenceReport:
    """Withhold what fewer customers did than a minimum, where there is one."""
    if least <= 1:
        return report
    if report.log.entities < least:
        raise ModelError(
            f"min_cell: the log has fewer than {least} customers, so that every figure would be "
            "withheld"
        )
    return withhold(report, least, customers_of_transitions(p))


def _report(
    p: Projection,
    survey: tuple[Any, SurveySchema] | None,
    pairs: list[tuple[str, str]],
    most_variants: int,
    progress: Callable[[str], None],
) -> EvidenceReport:
    """Ask a projection everything."""
    journey = p.design.view.journey
    progress(f"counting {p.cleaning.events:,} events")
    names = names_of(p)
    outcomes, by_segment = outcomes_of(p)
    named: list[Touchpoint | Stage | Persona]
    named = [*p.design.touchpoints, *journey.stages, *journey.personas]
    answers = None
    if survey is not None:
        source, schema = survey
        answers = survey_of(p, p.engine.table(source, "survey"), schema)
    conformance = conformance_of(p, most_variants, progress)
    progress("solving the chain")
    return EvidenceReport(
        journey.name,
        journey.key,
        p.table.name,
        p.schema.idle_cutoff_days,
        p.schema.window_days,
        p.schema.min_n,
        tuple((str(each.element), each.name) for each in named),
        log_of(p),
        names,
        unseen_of(p, names),
        ties_of(p),
        outcomes,
        by_segment,
        touchpoints_of(p),
        terminals_of(p),
        transitions_of(p),
        funnels_of(p),
        durations_of(p),
        conformance,
        chains_of(p),
        pairs_of(p, pairs),
        values_of(p),
        experiment_of(p),
        answers,
    )
