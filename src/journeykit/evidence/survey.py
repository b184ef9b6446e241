"""Surveys: what customers said at touchpoints, as NPS, CSAT or CES with their errors."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from typing import Any, Literal, TypeAlias

from attrs import field, frozen

from journeykit import fields
from journeykit.arguments import characters
from journeykit.errors import ModelError
from journeykit.evidence.engines.engine import LogTable
from journeykit.evidence.projection import Projection
from journeykit.evidence.schema import refuse_unknown
from journeykit.rates import Rate, rate_of

SurveyKind: TypeAlias = Literal["nps", "csat", "ces"]

EVERYWHERE = "(all)"
"""The name of a metric's answers at all touchpoints together."""

NOT_IN_LOG = "(not in log)"
"""The group of answers by people of whom the log has no event."""


def _range(value: Any) -> Any:
    return tuple(value) if isinstance(value, list | tuple) else value


def _is_range(instance: Any, attribute: Any, value: Any) -> None:
    """Accept two whole numbers, the smaller first."""
    numbers = isinstance(value, tuple) and all(
        isinstance(n, int) and not isinstance(n, bool) for n in value
    )
    if not numbers or len(value) != 2 or value[0] > value[1]:  # noqa: PLR2004
        raise ModelError(
            f"{attribute.name} of a survey metric: expected two whole numbers such as (0, 10), "
            f"got {fields.described(value)}"
        )
    low, high = getattr(instance, "scale", value)
    if value[0] < low or value[1] > high:
        raise ModelError(f"{attribute.name} of a survey metric: {value} lies off the scale")


_SCALES: dict[str, tuple[int, int]] = {"nps": (0, 10), "csat": (1, 5), "ces": (1, 7)}
_TOPS: dict[str, tuple[int, int]] = {"csat": (4, 5), "ces": (5, 7)}


def _range_of_nps(instance: Any, attribute: Any, value: Any) -> None:
    """Accept a part of the scale, where the kind of survey looks at it."""
    if instance.kind == "nps":
        _is_range(instance, attribute, value)


def _range_of_others(instance: Any, attribute: Any, value: Any) -> None:
    """Accept a part of the scale, where the kind of survey looks at it."""
    if instance.kind != "nps":
        _is_range(instance, attribute, value)


def _are_codes(_: Any, attribute: Any, value: tuple[object, ...]) -> None:
    """Accept numbers."""
    for code in value:
        if not fields.is_number(code):
            raise ModelError(
                f"{attribute.name} of a survey metric: expected numbers such as (98, 99), "
                f"got {fields.described(code)}"
            )


@frozen
class SurveyMetric:
    """How the answers to one question are counted.

    Args:
        kind: `nps` (would you recommend us), `csat` (how satisfied are you) or `ces` (how easy was
            it, where a higher answer means easier).
        scale: The lowest and the highest answer.
        missing: Codes that stand for no answer.
        promoters: The answers that count as promoters (NPS).
        detractors: The answers that count as detractors (NPS).
        top: The answers that count as satisfied, or as easy (CSAT, CES).

    Example:
        >>> SurveyMetric("csat").top
        (4, 5)
    """

    kind: SurveyKind = field(validator=fields.one_of("kind of survey", ("nps", "csat", "ces")))
    scale: tuple[int, int] = field(
        default=fields.derived(lambda self: _SCALES.get(characters(self.kind), (1, 5))),
        converter=_range,
        validator=_is_range,
        kw_only=True,
    )
    missing: tuple[float, ...] = field(
        default=(), converter=fields.several, validator=_are_codes, kw_only=True
    )
    promoters: tuple[int, int] = field(
        default=(9, 10), converter=_range, validator=_range_of_nps, kw_only=True
    )
    detractors: tuple[int, int] = field(
        default=(0, 6), converter=_range, validator=_range_of_nps, kw_only=True
    )
    top: tuple[int, int] = field(
        default=fields.derived(lambda self: _TOPS.get(characters(self.kind), (4, 5))),
        converter=_range,
        validator=_range_of_others,
        kw_only=True,
    )

    __repr__ = fields.shown
    _repr_html_ = fields.card


def _metrics(metrics: Any) -> Any:
    """The pairs of a mapping; what is none is left for the validator."""
    return tuple(metrics.items()) if isinstance(metrics, Mapping) else metrics


def _are_metrics(_: Any, attribute: Any, value: Any) -> None:
    """Accept pairs of a word and a metric."""
    expected = 'metrics by their words, such as {"nps": SurveyMetric("nps")}'
    pairs = value if isinstance(value, tuple) else (value,)
    for pair in pairs:
        wrong = pair
        if isinstance(pair, tuple) and len(pair) == 2:  # noqa: PLR2004 — a pair
            word, metric = pair
            if isinstance(word, str) and isinstance(metric, SurveyMetric):
                continue
            wrong = metric if isinstance(word, str) else word
        raise ModelError(
            f"{attribute.name} of a survey schema: expected {expected}, "
            f"got {fields.described(wrong)}"
        )


@frozen
class SurveySchema:
    """Which column of a survey plays which role, and how its metrics are counted.

    Args:
        touchpoint: The column with the key of a touchpoint.
        score: The column with the answer.
        metrics: Each metric by the word that stands for it in the column `metric`.
        metric: The column with the metric; may be left out if there is only one.
        entity: The column with the customer who answered.
        weight: The column with the weight of an answer.

    Example:
        >>> SurveySchema("where", "answer", {"nps": SurveyMetric("nps")}, entity="user_id").entity
        'user_id'
    """

    touchpoint: str = field(validator=fields.name)
    score: str = field(validator=fields.name)
    metrics: tuple[tuple[str, SurveyMetric], ...] = field(
        converter=_metrics, validator=_are_metrics
    )
    metric: str | None = field(default=None, validator=fields.maybe(fields.text), kw_only=True)
    entity: str | None = field(default=None, validator=fields.maybe(fields.text), kw_only=True)
    weight: str | None = field(default=None, validator=fields.maybe(fields.text), kw_only=True)

    __repr__ = fields.shown
    _repr_html_ = fields.card

    def __attrs_post_init__(self) -> None:
        """Refuse several metrics that nothing tells apart."""
        if self.metric is None and len(self.metrics) != 1:
            raise ModelError("a survey with several metrics needs metric=, the column with them")

    @property
    def columns(self) -> dict[str, str]:
        """The column of each role that one was named for."""
        roles = ("touchpoint", "score", "metric", "entity", "weight")
        named = ((role, getattr(self, role)) for role in roles)
        return {role: column for role, column in named if column is not None}


@frozen
class Answers:
    """The answers to one question at one place.

    Args:
        answers: All of them.
        valid: Those on the scale.
        blank: Those left empty.
        missing_code: Those whose code stands for no answer.
        off_scale: Those that are no whole number on the scale.
        mean: The mean of the valid ones.
        standard_deviation: Their standard deviation, with n − 1.
        mean_error: The standard error of the mean.
        promoters: How many promoters there are (NPS).
        detractors: How many detractors (NPS).
        passives: How many others (NPS).
        nps: 100 × (promoters − detractors) ÷ valid (NPS).
        nps_error: Its standard error, from the multinomial distribution.
        top: The share of the satisfied, or of whom it was easy for (CSAT, CES).
        weighted_n: Valid answers with a weight above 0.
        effective_n: (Σw)² ÷ Σw² (Kish 1965).
        weighted_mean: The mean with weights.
        weighted_top_share: The share of `top` with weights (CSAT, CES).
        weighted_nps: The NPS with weights.
        weighted_nps_error: Its standard error, with the effective n.
    """

    answers: int
    valid: int
    blank: int
    missing_code: int
    off_scale: int
    mean: float | None
    standard_deviation: float | None
    mean_error: float | None
    promoters: int | None
    detractors: int | None
    passives: int | None
    nps: float | None
    nps_error: float | None
    top: Rate | None
    weighted_n: int
    effective_n: float | None
    weighted_mean: float | None
    weighted_top_share: float | None
    weighted_nps: float | None
    weighted_nps_error: float | None


@frozen
class MetricAnswers:
    """The answers to one question.

    Args:
        metric: What it is called.
        scale: The lowest and the highest answer.
        everywhere: All answers.
        by_touchpoint: Those at each touchpoint that has some.
        by_segment: Those of each group of entities, and of people who are not in the log.
    """

    metric: str
    kind: SurveyKind
    scale: tuple[int, int]
    everywhere: Answers
    by_touchpoint: tuple[tuple[str, Answers], ...]
    by_segment: tuple[tuple[str, Answers], ...]


@frozen
class Survey:
    """What customers said.

    Args:
        rows_read: All rows.
        exact_duplicates: Rows equal in every column to an earlier one, where some column tells
            people apart.
        unknown_touchpoint: Rows at what is no touchpoint of the journey.
        unknown_metric: Rows of a metric that nobody declared.
        metrics: The answers to each question.
    """

    rows_read: int
    exact_duplicates: int
    unknown_touchpoint: int
    unknown_metric: int
    metrics: tuple[MetricAnswers, ...]


BLANK, MISSING, OFF_SCALE, VALID = range(4)


@frozen
class _AnswerCount:
    """Equal answers of one group at one touchpoint."""

    touchpoint: str
    group: int
    status: int
    score: int
    count: int
    weighted: int
    weight: float
    weight_squared: float


def survey_of(p: Projection, table: LogTable, schema: SurveySchema) -> Survey:
    """Count the answers of a survey.

    Args:
        p: The projection of the log.
        schema: What its columns mean.

    Raises:
        UnknownReferenceError: A column is not there.
    """
    refuse_unknown(schema.columns, table.names, table.name)
    _keep_answers(p, table, schema)
    (read,) = p.one(f"SELECT COUNT(*) FROM {table.sql}")
    answered, astray, unasked = p.one(
        "SELECT COUNT(*), SUM(CASE WHEN k IS NULL THEN 1 ELSE 0 END), "
        "SUM(CASE WHEN k IS NOT NULL AND m IS NULL THEN 1 ELSE 0 END) FROM jk_answers"
    )
    groups = (*p.groups, NOT_IN_LOG)
    return Survey(
        read,
        read - answered,
        int(astray or 0),
        int(unasked or 0),
        tuple(
            _metric(p, name, number, metric, groups)
            for number, (name, metric) in enumerate(schema.metrics)
        ),
    )


def _keep_answers(p: Projection, table: LogTable, schema: SurveySchema) -> None:
    """Read the survey: touchpoint `k`, metric `m`, group `g`, score and weight of each answer."""
    sql = p.engine.dialect
    code = {name: f"c{index}" for index, name in enumerate(table.names)}
    columns = ", ".join(f"{sql.identifier(name)} AS {code[name]}" for name in table.names)
    # Two people may answer alike: rows are of one and the same answer only where a column is left
    # that could tell them apart.
    asked = {column for role, column in schema.columns.items() if role != "entity"}
    distinct = "" if asked.issuperset(table.names) else "DISTINCT "
    unique = f"SELECT {distinct}{columns} FROM {table.sql}"
    text = {role: sql.as_text(code[column]) for role, column in schema.columns.items()}
    touchpoints = "".join(
        f" WHEN {text['touchpoint']} = {sql.text(k)} THEN {n}" for k, n in _keys(p)
    )
    names = "".join(
        f" WHEN {text['metric']} = {sql.text(name)} THEN {n}"
        for n, (name, _) in enumerate(schema.metrics)
        if schema.metric is not None
    )
    score = sql.trimmed(text["score"])
    weight = sql.real(sql.decimal(text["weight"])) if schema.weight else "1.0"
    answers = (
        f"SELECT CASE{touchpoints} END AS k, {f'CASE{names} END' if schema.metric else '0'} AS m, "
        f"{text.get('entity', sql.as_text('NULL'))} AS entity, COALESCE({score}, '') AS said, "
        f"{sql.real(sql.decimal(text['score']))} AS score, {weight} AS weight "
        f"FROM ({unique}) different"
    )
    p.keep(
        "jk_answers",
        "SELECT a.k, a.m, a.said, a.score, a.weight, "
        f"COALESCE(p.g, {len(p.groups)}) AS g FROM ({answers}) a "
        "LEFT JOIN jk_entities n ON n.entity = a.entity LEFT JOIN jk_people p ON p.e = n.e",
    )


def _keys(p: Projection) -> Iterable[tuple[str, int]]:
    return p.design.number.items()


def _metric(
    p: Projection, name: str, number: int, metric: SurveyMetric, groups: tuple[str, ...]
) -> MetricAnswers:
    """Count the answers to one question."""
    low, high = metric.scale
    missing = "".join(f" WHEN score = {code!r} THEN {MISSING}" for code in metric.missing)
    status = (
        f"CASE WHEN said = '' THEN {BLANK}{missing} WHEN score IS NULL OR score < {low} "
        f"OR score > {high} OR score <> CAST(score AS BIGINT) THEN {OFF_SCALE} ELSE {VALID} END"
    )
    heavy = f"CASE WHEN status = {VALID} AND weight > 0 THEN"
    keys = [key for key, _ in _keys(p)]
    cells = [
        _AnswerCount(keys[k], g, s, int(score), n, int(weighted), float(total), float(squared))
        for k, g, s, score, n, weighted, total, squared in p.rows(
            f"SELECT k, g, status, whole, COUNT(*), SUM({heavy} 1 ELSE 0 END), "
            f"SUM({heavy} weight ELSE 0.0 END), SUM({heavy} weight * weight ELSE 0.0 END) "
            f"FROM (SELECT k, g, weight, status, CASE WHEN status = {VALID} "
            "THEN CAST(score AS BIGINT) ELSE 0 END AS whole FROM "
            f"(SELECT k, g, score, weight, {status} AS status FROM jk_answers "
            f"WHERE k IS NOT NULL AND m = {number}) a) w GROUP BY k, g, status, whole"
        )
    ]
    touchpoints = [key for key in keys if any(cell.touchpoint == key for cell in cells)]
    min_n = p.schema.min_n
    return MetricAnswers(
        name,
        metric.kind,
        metric.scale,
        _answers(cells, metric, min_n),
        tuple((key, _answers([c for c in cells if c.touchpoint == key], metric, min_n))
              for key in touchpoints),
        tuple((group, _answers([c for c in cells if c.group == g], metric, min_n))
              for g, group in enumerate(groups)),
    )  # fmt: skip


def _answers(cells: Iterable[_AnswerCount], metric: SurveyMetric, min_n: int) -> Answers:
    """Count some answers."""
    cells = tuple(cells)
    counts = [sum(cell.count for cell in cells if cell.status == s) for s in range(4)]
    valid = [cell for cell in cells if cell.status == VALID]
    n = counts[VALID]
    mean = math.fsum(cell.score * cell.count for cell in valid) / n if n else None
    spread = None
    if mean is not None and n > 1:
        squares = math.fsum(cell.count * (cell.score - mean) ** 2 for cell in valid)
        spread = math.sqrt(squares / (n - 1))
    weight = math.fsum(cell.weight for cell in valid)
    squared = math.fsum(cell.weight_squared for cell in valid)
    nps = metric.kind == "nps"
    good, bad = (_within(valid, r) for r in (metric.promoters, metric.detractors))
    kish = weight * weight / squared if squared else None
    score, error = _nps(good[0], bad[0], n, n) if nps else (None, None)
    heavy, heavy_error = _nps(good[1], bad[1], weight, kish) if nps else (None, None)
    top = _within(valid, metric.top)
    return Answers(
        answers=sum(counts),
        valid=n,
        blank=counts[BLANK],
        missing_code=counts[MISSING],
        off_scale=counts[OFF_SCALE],
        mean=mean,
        standard_deviation=spread,
        mean_error=spread / math.sqrt(n) if spread is not None else None,
        promoters=int(good[0]) if nps else None,
        detractors=int(bad[0]) if nps else None,
        passives=n - int(good[0]) - int(bad[0]) if nps else None,
        nps=score,
        nps_error=error,
        top=None if nps else rate_of(int(top[0]), n, min_n),
        weighted_n=sum(cell.weighted for cell in valid),
        effective_n=kish,
        weighted_mean=math.fsum(c.score * c.weight for c in valid) / weight if weight else None,
        weighted_top_share=top[1] / weight if weight and not nps else None,
        weighted_nps=heavy,
        weighted_nps_error=heavy_error,
    )


def _within(cells: Iterable[_AnswerCount], answers: tuple[int, int]) -> tuple[float, float]:
    """Return how many gave one of some answers, and what they weigh."""
    inside = [cell for cell in cells if answers[0] <= cell.score <= answers[1]]
    return sum(cell.count for cell in inside), math.fsum(cell.weight for cell in inside)


def _nps(good: float, bad: float, of: float, n: float | None) -> tuple[float | None, float | None]:
    """Return a net promoter score, and its standard error from the multinomial distribution."""
    if not of or not n:
        return None, None
    p, q = good / of, bad / of
    return 100 * (p - q), 100 * math.sqrt(max(0.0, p + q - (p - q) ** 2) / n)
