"""The report: everything that was found when a log was held against a design, as one value."""

from __future__ import annotations

from typing import Any

from attrs import frozen

from journeykit import fields
from journeykit.coverage.measure import Cell, Measure
from journeykit.errors import UnknownReferenceError
from journeykit.evidence.applying import applied
from journeykit.evidence.chain import Chains
from journeykit.evidence.columns import columns_of
from journeykit.evidence.conformance import Conformance
from journeykit.evidence.conversions import (
    Experiment,
    GroupComparison,
    NumericValue,
    Pair,
    groups_compared,
)
from journeykit.evidence.document import figures_of, report_in
from journeykit.evidence.durations import Duration
from journeykit.evidence.funnel import Funnel, Funnels
from journeykit.evidence.log import Log, NameMatches, Outcomes, Ties, Unseen
from journeykit.evidence.observing import observations_of_report
from journeykit.evidence.survey import Survey
from journeykit.evidence.traffic import Terminals, Transitions
from journeykit.graph import View
from journeykit.interchange.frames import framed
from journeykit.model import Journey, Touchpoint
from journeykit.observations import (
    EventName,
    Observations,
    TouchpointTraffic,
    TransitionTraffic,
    observations_of,
)
from journeykit.printable import console_text
from journeykit.shapes import DocumentPosition, PydanticType


@frozen
class NeverSeen:
    """What the design has and nobody did.

    Args:
        touchpoints: The keys of touchpoints that some event would show, and none did.
        transitions: Declared transitions that nobody took, by the keys of their ends, both of
            which some event would show.
        personas: The keys of personas to whom no entity belongs.
    """

    touchpoints: tuple[str, ...]
    transitions: tuple[tuple[str, str], ...]
    personas: tuple[str, ...]


@frozen(repr=False)
class EvidenceReport(PydanticType):
    """What happened, held against what was designed; made by `confront`.

    No entity is named in it, whatever it is asked for.

    Args:
        journey: The name of the journey.
        key: Its key.
        source: What the log is called.
        idle_cutoff_days: After how many days without an event somebody has left.
        window_days: How long a conversion may take to count as one within the window.
        min_n: Below how many a rate is marked as small.
        labels: What people call the touchpoints, stages and personas, by address.
        log: The size of the log, and the rows that were left out.
        names: How the names of events found their touchpoints.
        unseen: Names and patterns of the design that no event has.
        ties: Events at one instant.
        outcomes: What became of the entities.
        outcomes_by_segment: The same for each group.
        touchpoints: The traffic of each touchpoint.
        terminals: Where entities began and ended.
        transitions: The transitions that were taken, designed and not.
        funnels: The funnel, in every way of counting.
        durations: The time between stages.
        conformance: How well what happened fits the design.
        chains: What a fix would bring.
        pairs: The conversions between touchpoints that were asked for.
        values: The numbers at touchpoints.
        experiment: The comparison of two variants, if two were declared.
        survey: What customers said, if they were asked.
        min_cell: Below how many customers a figure is withheld; 0 if none is.
        withheld: How many rows were left out for that, by what they are of.
    """

    journey: str
    key: str
    source: str
    idle_cutoff_days: float
    window_days: float
    min_n: int
    labels: tuple[tuple[str, str], ...]
    log: Log
    names: NameMatches
    unseen: tuple[Unseen, ...]
    ties: Ties
    outcomes: Outcomes
    outcomes_by_segment: tuple[tuple[str, Outcomes], ...]
    touchpoints: tuple[TouchpointTraffic, ...]
    terminals: Terminals
    transitions: Transitions
    funnels: Funnels
    durations: tuple[Duration, ...]
    conformance: Conformance
    chains: Chains
    pairs: tuple[Pair, ...] = ()
    values: tuple[NumericValue, ...] = ()
    experiment: Experiment | None = None
    survey: Survey | None = None
    min_cell: int = 0
    withheld: tuple[tuple[str, int], ...] = ()

    def funnel(self, segment: str | None = None, *, within_window: bool = False) -> Funnel:
        """Return the funnel of all entities, or of one group.

        Args:
            segment: The key of a persona, `(undeclared)` or `(blank)`; everybody if left out.
            within_window: Whether only those count who came so far within the window.

        Returns:
            The stages in order, with how many reached each.

        Raises:
            UnknownReferenceError: There is no such group.
        """
        if segment is None:
            return self.funnels.within_window if within_window else self.funnels.overall
        every = self.funnels
        groups = dict(every.by_segment_within_window if within_window else every.by_segment)
        if segment not in groups:
            raise UnknownReferenceError("segment", segment, choices=groups)
        return groups[segment]

    @property
    def unmapped(self) -> tuple[EventName, ...]:
        """Events that nobody designed, the most frequent first."""
        return self.names.unmapped_names

    @property
    def unexpected(self) -> tuple[TransitionTraffic, ...]:
        """Transitions that nobody designed or accepted, the most frequent first."""
        return self.transitions.unexpected_transitions

    @property
    def never_seen(self) -> NeverSeen:
        """What was designed and never happened."""
        return NeverSeen(
            tuple(
                each.touchpoint for each in self.touchpoints if each.looked_for and not each.events
            ),
            tuple((each.source, each.target) for each in self.transitions.never_taken),
            tuple(
                group
                for group, outcomes in self.outcomes_by_segment
                if not outcomes.entities and not group.startswith("(")
            ),
        )

    @property
    def comparisons(self) -> tuple[GroupComparison, ...]:
        """How the success of each group differs from that of all others."""
        return groups_compared(self.outcomes, self.outcomes_by_segment)

    @property
    def observations(self) -> Observations:
        """What rules, measures and pictures read of it."""
        return observations_of_report(self)

    def applied_to(self, journey: Journey) -> Journey:
        """Write what was observed back into the journey.

        Args:
            journey: The journey that the log was held against, or what became of it since.

        Returns:
            A new journey. Metrics with a source have the value that was measured of them, in their
            unit and with the day on which the log ends, unless theirs is newer. Touchpoints and
            personas that were seen have evidence with the number of customers and that day, in the
            place of what the same log said before. Nothing else is different, and said twice it
            is the same.

        Raises:
            ModelError: It is another journey.
        """
        fields.expect(journey, Journey, "a journey")
        observations = observations_of(self, journey.key)
        return journey if observations is None else applied(observations, journey)

    def observed(self, view: View) -> Measure:
        """Measure how much of the design was seen: for `coverage_of(journey, [report.observed])`.

        Args:
            view: The journey, with its questions.

        Returns:
            The touchpoints with an event, among those that say by which events they are known.
        """
        counted = {each.touchpoint: bool(each.events) for each in self.touchpoints}
        labelled = {address for address, _ in self.labels}

        def cell(touchpoint: Touchpoint) -> Cell:
            if not touchpoint.observed:
                return Cell(touchpoint.element, "not applicable", "no event would show it")
            # What was looked for and is not told of was seen, by too few to say how many.
            seen = counted.get(touchpoint.key, str(touchpoint.element) in labelled)
            return Cell(touchpoint.element, "covered" if seen else "missing")

        return Measure("observed", map(cell, view.touchpoints))

    def label(self, key: str, kind: str = "touchpoint") -> str:
        """Return what people call something.

        Args:
            kind: `touchpoint`, `stage` or `persona`.

        Returns:
            Its name; the key where it has none.
        """
        return dict(self.labels).get(f"{kind}:{key}", key)

    def columns(self, table: str) -> dict[str, list[Any]]:
        """Return one table of its figures, column by column.

        Args:
            table: `outcomes`, `groups`, `funnel`, `durations`, `touchpoints`, `transitions`,
                `events`, `conformance`, `fixes` or `survey`.

        Returns:
            The cells of each column, by its name; None where nothing is known. The parts of a
            share are columns of their own, as in `step_rate`, `step_low` and `step_high`.

        Raises:
            UnknownReferenceError: There is no such table; the nearest is named.
        """
        return columns_of(self, table)

    def frame(self, table: str, backend: str = "pandas") -> Any:
        """Return one table of its figures as a data frame.

        Args:
            table: Which, as in `columns`.
            backend: The library of the frame: `pandas`, `polars`, `pyarrow` or another that
                `narwhals` knows.

        Returns:
            A frame of that library.

        Raises:
            MissingExtraError: `narwhals` or the library is not installed.
            ModelError: There is no such library.
            UnknownReferenceError: There is no such table.
        """
        return framed(columns_of(self, table), backend)

    def __repr__(self) -> str:
        """Show its size, in one line."""
        return console_text(
            f"EvidenceReport({self.journey!r}, {self.log.events} events of "
            f"{self.log.entities} entities)"
        )

    def __str__(self) -> str:
        """The text a person reads."""
        from journeykit.display import evidence_text

        return evidence_text(self)

    _repr_pretty_ = fields.whole_text

    def _repr_html_(self) -> str:
        """The view in a notebook."""
        from journeykit.display import evidence_html

        return evidence_html(self)

    def to_dict(self) -> dict[str, Any]:
        """Return it as plain data: dictionaries, lists, text, numbers, true, false and None.

        Returns:
            A new dictionary with every figure, which JSON can hold.
        """
        document: dict[str, Any] = figures_of(EvidenceReport).write(self)
        return document

    @classmethod
    def from_dict(cls, data: object) -> EvidenceReport:
        """Read a report that was stored.

        Args:
            data: What `to_dict` made, or what JSON made of it.

        Returns:
            A report equal to the one that was stored.

        Raises:
            DocumentError: Something is missing, unknown or of the wrong type; the error has its
                path.
        """
        report = figures_of(EvidenceReport).read(data, DocumentPosition(""))
        assert isinstance(report, EvidenceReport)  # noqa: S101 — for the type checker
        return report

    @classmethod
    def from_json(cls, text: str) -> EvidenceReport:
        """Read a report that was stored as JSON.

        Args:
            text: What `to_json` wrote, or the command with `--format json`.

        Returns:
            A report equal to the one that was stored.

        Raises:
            DocumentError: It is no such document; the error has the path.
        """
        return cls.from_dict(report_in(text))

    def to_markdown(self) -> str:
        """Return it as Markdown, for a pull request or a wiki."""
        from journeykit.display import evidence_markdown

        return evidence_markdown(self)

    def to_json(self) -> str:
        """Return it as JSON, with every figure."""
        from journeykit.display import evidence_json

        return evidence_json(self)
