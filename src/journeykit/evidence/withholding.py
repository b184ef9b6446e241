"""Withholding what so few customers did that it could tell who they are.

Whatever a report is written as is made of the report alone, so that this is the one place where
figures are withheld. A row with a figure of fewer than the minimum is left out; where its figures
could be had by subtraction from a total, so is the next smallest row, until they cannot. A figure
that stands alone is not known. Only one way of counting is kept of what is counted in several, as
two of them differ in those few.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, TypeVar

from attrs import evolve

from journeykit.evidence.chain import Chain, Chains, Leverage
from journeykit.evidence.conformance import Conformance, Fit
from journeykit.evidence.conversions import Experiment
from journeykit.evidence.durations import Duration
from journeykit.evidence.funnel import Funnel, Funnels
from journeykit.evidence.log import NameMatches, Outcomes
from journeykit.evidence.survey import Answers, MetricAnswers, Survey
from journeykit.evidence.traffic import Ends, Terminals, Transitions
from journeykit.observations import EventName, FunnelStep, TouchpointTraffic, TransitionTraffic
from journeykit.rates import UNKNOWN, Rate

if TYPE_CHECKING:
    from journeykit.evidence.report import EvidenceReport

Row = TypeVar("Row")

_NO_CHAIN = Chain(None, None, 0, None, (), ())


def withhold(
    report: EvidenceReport, min_cell: int, customers: Mapping[tuple[str, str], int]
) -> EvidenceReport:
    """Withhold what fewer customers did than a minimum.

    Args:
        customers: How many customers took each transition, by the keys of its ends.

    Returns:
        A report without any count of 1 to `min_cell - 1` customers, that says how many rows it
        lacks.
    """
    return _Withholder(report, min_cell, customers).report()


class _Withholder:
    """Withholds figures of a report, and counts the rows that are left out."""

    def __init__(
        self, report: EvidenceReport, least: int, customers: Mapping[tuple[str, str], int]
    ) -> None:
        self._of = report
        self._least = least
        self._customers = customers
        self._left_out: Counter[str] = Counter()

    def report(self) -> EvidenceReport:
        """The report without them."""
        of = self._of
        groups = self._groups(of.outcomes_by_segment)
        touchpoints = tuple(self._touchpoints(of.touchpoints))
        kept = {each.touchpoint for each in touchpoints}
        names, funnels = self._names(of.names), self._funnels(of.funnels, dict(groups))
        spoken = {each.event for each in names.unmapped_names}
        return evolve(
            of,
            log=evolve(
                of.log,
                sessions=self._figure(of.log.sessions),
                entities_with_one_event=self._figure(of.log.entities_with_one_event),
                largest_entity_events=None,
            ),
            names=names,
            unseen=tuple(
                each if each.suggestion in spoken else evolve(each, suggestion=None)
                for each in of.unseen
            ),
            outcomes=self._outcomes(of.outcomes),
            outcomes_by_segment=groups,
            touchpoints=touchpoints,
            terminals=self._terminals(of.terminals),
            transitions=self._transitions(of.transitions),
            funnels=funnels,
            durations=tuple(self._durations(of.durations, funnels.overall)),
            conformance=self._conformance(of.conformance, kept, set(dict(groups))),
            chains=self._chains(of.chains, kept),
            pairs=self._without(
                "conversions",
                of.pairs,
                lambda each: (each.converted, each.within_window, each.base),
            ),
            values=self._without(
                "values",
                (each for each in of.values if each.segment is None and each.touchpoint in kept),
                lambda each: (each.n,),
            ),
            experiment=self._experiment(of.experiment),
            survey=self._survey(of.survey),
            min_cell=self._least,
            withheld=tuple((what, n) for what, n in self._left_out.items() if n),
        )

    # -- what is few ------------------------------------------------------------------------------

    def _few(self, figure: float | Rate | None) -> bool:
        """Whether a figure is of some customers, and of too few; of a share, either part of it."""
        if isinstance(figure, Rate):
            return any(map(self._few, (figure.count, figure.of, figure.of - figure.count)))
        return figure is not None and 0 < figure < self._least

    def _figure(self, figure: int | None) -> int | None:
        return None if self._few(figure) else figure

    def _rate(self, rate: Rate) -> Rate:
        return UNKNOWN if self._few(rate) else rate

    def _without(
        self,
        what: str,
        rows: Iterable[Row],
        figures: Callable[[Row], Iterable[int | Rate | None]],
    ) -> tuple[Row, ...]:
        """The rows without a small figure, of a table whose sum nobody knows."""
        every = tuple(rows)
        kept = tuple(row for row in every if not any(map(self._few, figures(row))))
        self._left_out[what] += len(every) - len(kept)
        return kept

    def _complete(
        self, what: str, rows: Iterable[Row], figures: Callable[[Row], tuple[int, ...]]
    ) -> tuple[Row, ...]:
        """The rows without a small figure, of a table whose sum is known.

        So many more are left out that what is missing to the sum is not small either, and is not
        one row alone.
        """
        every = tuple(rows)
        out = [n for n, row in enumerate(every) if any(map(self._few, figures(row)))]
        others = (n for n, row in enumerate(every) if n not in set(out) and any(figures(row)))
        rest = sorted(others, key=lambda n: figures(every[n]))
        while out and rest and (len(out) == 1 or self._tells(figures(every[n]) for n in out)):
            out.append(rest.pop(0))
        self._left_out[what] += len(out)
        gone = frozenset(out)
        return tuple(row for n, row in enumerate(every) if n not in gone)

    def _tells(self, rows: Iterable[tuple[int, ...]]) -> bool:
        """Whether the sum of some rows is small in any column."""
        return any(self._few(sum(column)) for column in zip(*rows, strict=True))

    def _in_groups(
        self,
        what: str,
        rows: Iterable[Row],
        group: Callable[[Row], Hashable],
        figures: Callable[[Row], tuple[int, ...]],
    ) -> tuple[Row, ...]:
        """The same where the sum of each group of rows is known."""
        every = tuple(rows)
        groups: dict[Hashable, list[Row]] = {}
        for row in every:
            groups.setdefault(group(row), []).append(row)
        kept = {
            id(row) for members in groups.values() for row in self._complete(what, members, figures)
        }
        return tuple(row for row in every if id(row) in kept)

    # -- each part --------------------------------------------------------------------------------

    def _names(self, names: NameMatches) -> NameMatches:
        def figures(each: EventName) -> tuple[int, ...]:
            return each.entities, each.events

        unmapped = self._complete("events of no touchpoint", names.unmapped_names, figures)
        mapped = self._in_groups(
            "events", names.mapped_names, lambda each: each.touchpoint, figures
        )
        return evolve(
            names,
            entities_without_touchpoint=self._figure(names.entities_without_touchpoint),
            unmapped_names=unmapped,
            mapped_names=mapped,
        )

    def _groups(
        self, by_segment: tuple[tuple[str, Outcomes], ...]
    ) -> tuple[tuple[str, Outcomes], ...]:
        """What became of each group; an outcome that few of one had is told of none."""
        kept = self._complete("groups", by_segment, lambda row: (row[1].entities,))
        names = set(dict(kept))
        rows = [_counts(each) for _, each in kept]
        others = [_counts(each) for name, each in by_segment if name not in names]
        rows.append([sum(column) for column in zip(*others, strict=True)])
        outcomes = [
            (name, *column)
            for (name, _), *column in zip(
                by_segment[0][1].outcomes, *filter(None, rows), strict=True
            )
        ]
        shown = self._complete("outcomes of groups", outcomes, lambda row: row[1:])
        shown_names = {name for name, *_ in shown}
        return tuple((name, self._shown(each, shown_names)) for name, each in kept)

    def _outcomes(self, outcomes: Outcomes) -> Outcomes:
        kept = self._complete("outcomes", outcomes.outcomes, lambda pair: (pair[1],))
        return self._shown(outcomes, set(dict(kept)))

    def _shown(self, outcomes: Outcomes, names: set[str]) -> Outcomes:
        """Those of some outcomes that are told."""
        walked = {"success", "no_touchpoint"} <= names
        return evolve(
            outcomes,
            outcomes=tuple(pair for pair in outcomes.outcomes if pair[0] in names),
            success_rate=self._rate(outcomes.success_rate) if walked else UNKNOWN,
            success_rate_decided=(
                self._rate(outcomes.success_rate_decided) if walked and "open" in names else UNKNOWN
            ),
        )

    def _touchpoints(self, rows: Iterable[TouchpointTraffic]) -> Iterator[TouchpointTraffic]:
        for each in self._without("touchpoints", rows, lambda row: (row.entities, row.events)):
            is_shown = not any(self._few(count.entities) for _, count in each.by_segment)
            yield each if is_shown else evolve(each, by_segment=())

    def _terminals(self, terminals: Terminals) -> Terminals:
        def figures(each: Ends) -> tuple[int, ...]:
            return each.entities, each.not_open, each.entities - each.not_open

        return Terminals(
            self._complete("beginnings", terminals.first_touchpoints, figures),
            self._complete("ends", terminals.last_touchpoints, figures),
            self._rate(terminals.entities_entering_as_designed),
            self._rate(terminals.entities_not_open_ending_as_designed),
        )

    def _transitions(self, transitions: Transitions) -> Transitions:
        every = (
            *transitions.designed_transitions,
            *transitions.unexpected_transitions,
            *transitions.accepted_transitions,
        )
        kept = self._in_groups(
            "transitions",
            every,
            lambda each: each.source,
            lambda each: (self._customers.get((each.source, each.target), 0), each.count),
        )
        shown = {(each.source, each.target): self._transition(each) for each in kept}

        def among(rows: Iterable[TransitionTraffic]) -> tuple[TransitionTraffic, ...]:
            pairs = ((each.source, each.target) for each in rows)
            return tuple(shown[pair] for pair in pairs if pair in shown)

        return evolve(
            transitions,
            designed=self._rate(transitions.designed),
            unexpected=self._rate(transitions.unexpected),
            designed_transitions=among(transitions.designed_transitions),
            unexpected_transitions=among(transitions.unexpected_transitions),
            accepted_transitions=among(transitions.accepted_transitions),
            with_unmapped_kept=(),
        )

    def _transition(self, each: TransitionTraffic) -> TransitionTraffic:
        broken = self._few(each.interrupted) or self._few(each.count - (each.interrupted or 0))
        split = self._few(each.by_allowed) or self._few(each.by_others)
        return evolve(
            each,
            interrupted=None if broken else each.interrupted,
            by_allowed=None if split else each.by_allowed,
            by_others=None if split else each.by_others,
        )

    def _funnels(self, funnels: Funnels, groups: Mapping[str, object]) -> Funnels:
        shown = [(name, funnel) for name, funnel in funnels.by_segment if name in groups]
        others = [funnel.counts for name, funnel in funnels.by_segment if name not in groups]
        rest = [sum(column) for column in zip(*others, strict=True)]
        small = self._small(funnels.overall.counts)
        inside = small.union(
            self._small(rest), *(self._small(funnel.counts) for _, funnel in shown)
        )
        self._left_out["stages"] += len(small)
        return Funnels(
            overall=_masked(funnels.overall, small),
            within_window=Funnel(funnels.within_window.name, ()),
            by_segment=tuple((name, _masked(funnel, inside)) for name, funnel in shown),
            by_segment_within_window=(),
            sessions=None,
            touched=(),
            any_order=(),
            strict=(),
            entities_not_in_funnel=self._figure(funnels.entities_not_in_funnel),
            where_they_stopped=self._without(
                "stages by what became of those there",
                (
                    each
                    for n, each in enumerate(funnels.where_they_stopped)
                    if not {n, n + 1} & small
                ),
                lambda each: (
                    *(each.reached, each.progressed, each.open),
                    *(each.abandoned_explicit, each.abandoned_silent),
                ),
            ),
        )

    def _small(self, counts: Iterable[int]) -> frozenset[int]:
        """The stages of a funnel that few reached, or that all but a few came on to."""
        small, before = set(), None
        for n, reached in enumerate(counts):
            if self._few(reached) or (before is not None and self._few(before - reached)):
                small.add(n)
            else:
                before = reached
        return frozenset(small)

    def _durations(self, rows: Iterable[Duration], funnel: Funnel) -> Iterator[Duration]:
        stages = {step.stage for step in funnel.steps if step.reached is not None}
        rows = (each for each in rows if {each.source, each.target} <= stages)
        for each in self._without(
            "times",
            rows,
            lambda row: (row.n, row.not_yet, row.open, row.not_yet - row.open),
        ):
            every = each.n + each.not_yet
            by_day = tuple(
                (day, share)
                for day, share in each.progressed_by_day
                if not self._few(round(share * every)) and not self._few(every - share * every)
            )
            yield evolve(each, max_s=None, progressed_by_day=by_day)

    def _conformance(
        self, conformance: Conformance, touchpoints: set[str], groups: set[str]
    ) -> Conformance:
        whole = conformance.complete
        return evolve(
            conformance,
            entities_with_designed_transitions_only=self._rate(
                conformance.entities_with_designed_transitions_only
            ),
            complete=None
            if whole is None or self._few(whole.entities)
            else self._fit(whole, groups),
            open_may_stop_anywhere=None,
            unmapped_kept=None,
            own_persona=None,
            moves=self._without(
                "touchpoints by what was skipped",
                (each for each in conformance.moves if each.touchpoint in touchpoints),
                lambda each: (each.skipped, each.inserted),
            ),
            aligned=self._rate(conformance.aligned),
        )

    def _fit(self, fit: Fit, groups: set[str]) -> Fit:
        return evolve(
            fit,
            perfect=self._rate(fit.perfect),
            cost_histogram=self._complete("costs", fit.cost_histogram, lambda bar: (bar[1],)),
            fitness_histogram=self._complete(
                "fitnesses", fit.fitness_histogram, lambda bar: (bar[1],)
            ),
            mean_fitness_by_segment=tuple(
                pair for pair in fit.mean_fitness_by_segment if pair[0] in groups
            ),
        )

    def _chains(self, chains: Chains, touchpoints: set[str]) -> Chains:
        def figures(each: Leverage) -> tuple[int, ...]:
            lost = round((each.loss or 0) * each.visits)
            return each.visits, lost, each.visits - lost

        chain = chains.decided
        kept = (each for each in chain.touchpoints if each.touchpoint in touchpoints)
        shown = self._without("fixes", kept, figures)
        part = chain.interval_entities
        decided = evolve(
            chain, touchpoints=shown, counts=(), interval_entities=part and self._rate(part)
        )
        return Chains(decided, _NO_CHAIN, _NO_CHAIN)

    def _experiment(self, experiment: Experiment | None) -> Experiment | None:
        if experiment is None:
            return None
        success = experiment.success
        arms = (success.baseline, success.treatment)
        few = any(map(self._few, arms)) or any(
            self._few(n) for _, n in experiment.entities_by_variant
        )
        self._left_out["experiments"] += few
        return None if few else experiment

    def _survey(self, survey: Survey | None) -> Survey | None:
        if survey is None:
            return None
        asked = self._without(
            "questions", survey.metrics, lambda metric: _of_answers(metric.everywhere)
        )
        return evolve(survey, metrics=tuple(map(self._answers, asked)))

    def _answers(self, metric: MetricAnswers) -> MetricAnswers:
        def complete(
            what: str, rows: tuple[tuple[str, Answers], ...]
        ) -> tuple[tuple[str, Answers], ...]:
            return self._complete(what, rows, lambda row: _of_answers(row[1]))

        return evolve(
            metric,
            by_touchpoint=complete("answers at touchpoints", metric.by_touchpoint),
            by_segment=complete("answers of groups", metric.by_segment),
        )


def _counts(outcomes: Outcomes) -> list[int]:
    return [n for _, n in outcomes.outcomes]


def _of_answers(answers: Answers) -> tuple[int, ...]:
    top = answers.top
    satisfied = (0, 0) if top is None else (top.count, top.of - top.count)
    asked = (answers.promoters, answers.passives, answers.detractors)
    return answers.valid, *(n or 0 for n in asked), *satisfied


def _masked(funnel: Funnel, small: frozenset[int]) -> Funnel:
    """A funnel in which nobody knows how many reached some stages."""

    def step(n: int, each: FunnelStep) -> FunnelStep:
        if n in small or 0 in small:
            return FunnelStep(each.stage, None if n in small else each.reached, UNKNOWN, None, None)
        return evolve(each, step=None, drop_off=None) if n - 1 in small else each

    return Funnel(funnel.name, (step(n, each) for n, each in enumerate(funnel.steps)))
