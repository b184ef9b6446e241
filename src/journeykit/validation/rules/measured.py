"""Measured: what the map says of figures, feelings and opportunities, against what was measured."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from typing import Annotated

from journeykit.addresses import Element
from journeykit.dsl import journey, touchpoint
from journeykit.emotions import signed
from journeykit.graph import View
from journeykit.management import Evidence
from journeykit.metrics import Metric
from journeykit.model import Journey, Persona, Touchpoint
from journeykit.observations import Figure, Observations, TouchpointTraffic
from journeykit.rates import percent, rate_of
from journeykit.text import counted
from journeykit.validation.finding import Fine, Problem, Unknown, Verdict
from journeykit.validation.rule import Rule, rule
from journeykit.validation.rules.aggregation import lacking
from journeykit.validation.rules.traffic import too_few

_FAMILY = "evidence"
_SOURCE = "Journey-mapping guides: validate the map with data."
MAYA = Persona("Maya")
HELP = Element("touchpoint", ("asks-for-help",))


def _measured(*figures: Figure) -> Observations:
    """What was measured of a shop."""
    return Observations(journey="shop", source="survey.csv", entities=400, figures=figures)


def _helps(*touchpoints: Touchpoint) -> Journey:
    """A shop that helps."""
    return journey("Shop").walked_by(MAYA).stage("After", *touchpoints)


def _asks(target: float) -> Journey:
    """Help that is measured."""
    metric = Metric("Recommendation", "nps", target=target, direction="higher")
    return _helps(touchpoint("Asks for help").measured_by(metric))


@rule(
    "metric-misses-target",
    "JK810",
    subjects="metrics with a target that were measured",
    severity="warning",
    family=_FAMILY,
    detects="A metric whose measured value misses its target.",
    why="The map says what should be; this is what is.",
    formally="The evidence has a figure of the kind of the metric where it measures, in its unit, "
    "of at least as many customers as a figure needs, and the whole interval of the figure is on "
    "the wrong side of the target; or the figure itself where it has no interval.",
    fix="plan an opportunity for it, or correct the target",
    source=_SOURCE,
    evidence=lambda: _measured(Figure("nps", HELP, 12, "nps", 180, 2, 22)),
    fires=lambda: _asks(40),
    silent=lambda: _asks(0),
)
def metric_misses_target(view: View, observations: Observations) -> Iterator[Verdict]:
    """Hold targets against figures."""
    for metric, at in view.metrics:
        figure = observations.measured(metric, at)
        if figure is None or metric.target is None or metric.direction is None:
            continue
        higher = metric.direction == "higher"
        best, worst = (figure.high, figure.low) if higher else (figure.low, figure.high)
        best = figure.value if best is None else best
        worst = figure.value if worst is None else worst
        sign = 1 if higher else -1
        if figure.n < observations.min_n:
            yield too_few(figure.n, observations, metric)
        elif sign * best < sign * metric.target:
            unit = f" {metric.unit}" if metric.unit else ""
            side = "below" if higher else "above"
            yield Problem(
                f'"{metric.name}" of "{view.name_of(at)}" is {_number(figure.value)}{unit} '
                f"as measured{_sample(figure)}, {side} the target of {metric.target:g}{unit}",
                (metric, at),
            )
        elif sign * figure.value < sign * metric.target:
            what = f"a surer figure: the target lies within its interval, {_interval(figure)}"
            yield Unknown(what, "a longer log, or more answers", at=metric)
        else:
            yield Fine(metric)


def _interval(figure: Figure) -> str:
    """The interval of a figure."""
    return f"{_number(figure.low)} to {_number(figure.high)}"


def _number(value: float | None) -> str:
    """A figure, to one or two decimal places."""
    if value is None:
        return ""
    text = f"{value:,.{1 if abs(value) >= _TEN else 2}f}".rstrip("0").rstrip(".")
    return text.replace("-", "−")


_TEN = 10


def _sample(figure: Figure) -> str:
    """What a figure rests on."""
    interval = [] if figure.low is None else [f"95 %: {_interval(figure)}"]
    return f" ({', '.join([*interval, f'n = {figure.n:,}'])})"


def _relieved(valence: float) -> Journey:
    """Help, and how it feels."""
    return _helps(touchpoint("Asks for help").feels(MAYA, valence))


@rule(
    "feeling-against-survey",
    "JK811",
    subjects="feelings at touchpoints with a survey",
    severity="warning",
    family=_FAMILY,
    detects="A feeling on the map that customers contradict.",
    why="An emotion curve that nobody feels leads the work to the wrong place.",
    formally="The mean of the feelings at a touchpoint is further than the given distance from the "
    "interval of what customers answered there, on the scale from -2 to +2. A net promoter score "
    "of -100 is -2 and one of 100 is +2; of other answers, the lowest is -2 and the highest +2.",
    fix="say what customers say, or find out why they say something else here",
    source=_SOURCE,
    evidence=lambda: _measured(Figure("nps", HELP, -40, "nps", 180, -52, -28)),
    fires=lambda: _relieved(1),
    silent=lambda: _relieved(-1),
)
def feeling_against_survey(
    view: View,
    observations: Observations,
    distance: Annotated[float, "how far apart they are, on the scale of feelings"] = 1.0,
) -> Iterator[Verdict]:
    """Hold feelings against answers."""
    felt: dict[str, list[float]] = {}
    for here, _, emotion in view.emotions:
        felt.setdefault(here.key, []).append(emotion.level)
    for key, valences in felt.items():
        at = Element("touchpoint", (key,))
        surveys = [each for each in observations.figures_at(at) if each.feeling is not None]
        if not surveys:
            continue
        figure = max(surveys, key=lambda each: each.n)
        if figure.n < observations.min_n:
            yield too_few(figure.n, observations, at)
            continue
        surveyed, low, high = figure.feeling or (0.0, 0.0, 0.0)
        mean = sum(valences) / len(valences)
        if low - distance < mean < high + distance:
            yield Fine(at)
        else:
            yield Problem(
                f'customers rate "{view.name_of(at)}" {figure.kind.upper()} {_number(figure.value)}'
                f"{_sample(figure)}, which is {signed(round(surveyed, 1))} on the scale "
                "of feelings; "
                f"the map says {signed(round(mean, 1))}",
                at,
            )


def _visited() -> Observations:
    """Five of four hundred asked for help, and most paid."""
    traffic = [
        TouchpointTraffic("asks-for-help", "after", 7, 5),
        TouchpointTraffic("pays", "after", 320, 300),
    ]
    return Observations(journey="shop", source="clicks.csv", entities=400, touchpoints=traffic)


@rule(
    "thin-traffic",
    "JK812",
    subjects="touchpoints and personas that were seen",
    severity="info",
    family=_FAMILY,
    detects="Touchpoints and personas that were seen, but of too few customers.",
    why="Figures of a few customers change with the next one.",
    formally="Fewer customers came to the touchpoint, or belong to the persona, than a figure "
    "needs (min_n of the schema), but some. One finding names the touchpoints, one the personas.",
    fix="look at a longer log, and do not decide by these figures",
    source="Wilson 1927: the interval of a share of few is wide.",
    evidence=_visited,
    fires=lambda: _helps(touchpoint("Pays"), touchpoint("Asks for help")),
    silent=lambda: _helps(touchpoint("Pays")),
)
def thin_traffic(view: View, observations: Observations) -> Iterator[Verdict]:
    """Look for figures of few."""
    counts = {
        Element("touchpoint", (each.touchpoint,)): each.entities
        for each in observations.touchpoints
    }
    counts |= {Element("persona", (key,)): number for key, number in observations.personas}
    for kind in ("touchpoint", "persona"):
        seen = [at for at, n in counts.items() if n and at.kind == kind and view.has(at)]
        few = [at for at in seen if counts[at] < observations.min_n]
        statement = f"rest on fewer than {observations.min_n} customers"
        yield from lacking(view, few, of=seen, what=kind, statement=statement)


def _idea(at: Touchpoint) -> Journey:
    """An idea for one touchpoint of two."""
    return _helps(touchpoint("Pays"), touchpoint("Asks for help")).opportunity("Answer faster", at)


@rule(
    "opportunity-few-meet",
    "JK813",
    subjects="opportunities at touchpoints that were looked for",
    severity="info",
    family=_FAMILY,
    detects="An opportunity at touchpoints that few customers come to.",
    why="What few meet changes little for all, however good it is.",
    formally="The upper end of the interval of the share of customers who came to any of the "
    "touchpoints that an open opportunity addresses, by themselves, by their stage or by a pain "
    "point there, is below the given share, even if no customer came to two of them.",
    fix="put first what more customers meet, or say why these few count",
    source="Ranking pain points by customers, not by opinion.",
    evidence=_visited,
    fires=lambda: _idea(touchpoint("Asks for help")),
    silent=lambda: _idea(touchpoint("Pays")),
)
def opportunity_few_meet(
    view: View,
    observations: Observations,
    share: Annotated[float, "the share of customers below which they are few"] = 0.05,
) -> Iterator[Verdict]:
    """Count who meets what an opportunity addresses."""
    locations: dict[Element, list[Element]] = {}
    for pain, at in view.pains:
        locations.setdefault(pain.element, []).append(at)
    for each in view.journey.opportunities:
        if not each.open or each.everywhere:
            continue
        elements = [location for at in each.addresses for location in locations.get(at, [at])]
        keys = list(dict.fromkeys(key for at in elements for key in _touchpoints_at(view, at)))
        traffic = [observations.touchpoint(key) for key in keys]
        visits = [t.entities for t in traffic if t is not None and t.looked_for]
        if not visits or len(visits) < len(keys):
            continue
        most = min(sum(visits), observations.entities)
        rate = rate_of(most, observations.entities, observations.min_n)
        if rate.small or rate.high is None:
            yield too_few(observations.entities, observations, each)
        elif rate.high < share:
            names = " and ".join(f'"{view.touchpoint(key).name}"' for key in keys[:3])
            yield Problem(
                f'"{each.name}" addresses what {counted(most, "customer")} of '
                f"{observations.entities:,} come to ({percent(rate.rate)}): {names}",
                each,
            )
        else:
            yield Fine(each)


def _touchpoints_at(view: View, at: Element) -> list[str]:
    """The touchpoints that an address stands for."""
    if at.kind == "touchpoint" and view.has(at):
        return [at.key]
    if at.kind == "stage" and view.has(at):
        return [each.key for each in view.stage(at.key).touchpoints]
    return []


@rule(
    "stale-log",
    "JK815",
    subjects="logs",
    severity="info",
    family=_FAMILY,
    detects="A log that ends long ago, with nothing newer behind the map.",
    why="Customers change, and the figures tell how they were.",
    formally="The last event is more than the given number of days older than the clock, and so is "
    "every dated evidence in the journey.",
    fix="hold a newer log against the map",
    source="Journey-mapping guides: a map is not static.",
    evidence=lambda: Observations(
        journey="shop", source="clicks.csv", last=datetime.date(2025, 9, 30)
    ),
    fires=lambda: _helps(touchpoint("Pays")),
    silent=lambda: _helps(
        touchpoint("Pays", evidence=Evidence("12 interviews", date=datetime.date(2026, 5, 1)))
    ),
)
def stale_log(
    view: View,
    observations: Observations,
    clock: datetime.date,
    days: Annotated[int, "so many days evidence stays fresh"] = 180,
) -> Iterator[Verdict]:
    """Look at the last day."""
    if observations.last is None:
        yield Unknown("when the log ends", "Observations(…, last=…)", at=view.journey)
        return
    dates = (each.date for evidence in view.evidence.values() for each in evidence if each.date)
    age = (clock - max([observations.last, *dates])).days
    if age > days:
        day = f"{observations.last}, {(clock - observations.last).days:,} days ago"
        yield Problem(
            f"the log ends on {day}, and nothing newer stands behind the map", view.journey
        )
    else:
        yield Fine(view.journey)


RULES: tuple[Rule, ...] = (
    metric_misses_target,
    feeling_against_survey,
    thin_traffic,
    opportunity_few_meet,
    stale_log,
)
