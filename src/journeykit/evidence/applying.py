"""Writing what was observed back into a journey: values of metrics, and evidence."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TypeVar

from attrs import evolve

from journeykit.addresses import Element
from journeykit.management import Evidence
from journeykit.metrics import Metric
from journeykit.model import Journey, Persona, Stage, Touchpoint
from journeykit.observations import Observations

_DIGITS = 4
"""How many decimal places of a figure are written down."""

Evidenced = TypeVar("Evidenced", Touchpoint, Persona)


def applied(observations: Observations, journey: Journey) -> Journey:
    """Write what was observed into a journey.

    Returns:
        A new journey, in which metrics with a source have the value that was measured of them, and
        touchpoints and personas that were seen have evidence of it; nothing else is different.
    """
    write = _ObservationWriter(observations)
    evidenced = journey.map_touchpoints(write.touchpoint)
    return evolve(
        evidenced,
        personas=map(write.persona, evidenced.personas),
        stages=map(write.stage, evidenced.stages),
        metrics=write.metrics(evidenced.metrics, evidenced.element),
    )


class _ObservationWriter:
    """Writes observations into the parts of a journey."""

    def __init__(self, observations: Observations) -> None:
        self._seen = observations
        self._log = observations.source
        self._customers = dict(observations.personas)

    def touchpoint(self, here: Touchpoint) -> Touchpoint:
        """A touchpoint with its metrics and the evidence of it."""
        measured = evolve(here, metrics=self.metrics(here.metrics, here.element))
        return self._evidenced(measured, self._evidence_of(here))

    def persona(self, persona: Persona) -> Persona:
        """A persona with the evidence of it."""
        customers = self._customers.get(persona.key, 0)
        log_evidence = (
            [Evidence(self._log, "observed", customers, self._seen.last)] if customers else []
        )
        return self._evidenced(persona, log_evidence)

    def stage(self, stage: Stage) -> Stage:
        """A stage with its metrics."""
        return evolve(stage, metrics=self.metrics(stage.metrics, stage.element))

    def metrics(self, metrics: Iterable[Metric], at: Element) -> Iterator[Metric]:
        """Metrics with what was measured of those that have a source."""
        for metric in metrics:
            figure = self._seen.measured(metric, at) if metric.source else None
            last = self._seen.last
            if figure is None or (metric.measured and last and metric.measured > last):
                yield metric
            else:
                yield evolve(metric, value=round(figure.value, _DIGITS), measured=last)

    def _evidence_of(self, here: Touchpoint) -> Iterator[Evidence]:
        traffic = self._seen.touchpoint(here.key)
        if traffic is not None and traffic.entities:
            yield Evidence(self._log, "observed", traffic.entities, self._seen.last)
        answers: dict[str, int] = {}
        for figure in self._seen.figures_at(here.element):
            if figure.name:
                answers[figure.name] = max(figure.n, answers.get(figure.name, 0))
        for name, number in answers.items():
            yield Evidence(f"survey: {name}", "reported", number, self._seen.last)

    @staticmethod
    def _evidenced(element: Evidenced, evidence: Iterable[Evidence]) -> Evidenced:
        """A thing with its evidence, each in the place of what the same source said before."""
        new: dict[tuple[str, str], Evidence] = {(each.source, each.kind): each for each in evidence}
        kept: list[Evidence] = [new.pop((e.source, e.kind), e) for e in element.evidence]
        return evolve(element, evidence=(*kept, *new.values()))
