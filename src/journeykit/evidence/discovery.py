"""A first design from a log, for people who have data and no map yet."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from itertools import pairwise
from typing import Any

from attrs import evolve, frozen

from journeykit import fields
from journeykit.errors import DocumentError, ModelError
from journeykit.evidence.design import Design
from journeykit.evidence.engines.engine import LogTable, SqlEngine
from journeykit.evidence.facts import OPEN
from journeykit.evidence.log import names_of
from journeykit.evidence.mapping import mapping_of
from journeykit.evidence.names import EventGroup, groups_of, words_of
from journeykit.evidence.projection import Projection
from journeykit.evidence.schema import EventSchema, event_schema
from journeykit.evidence.sources import opened
from journeykit.graph import view_of
from journeykit.model import Journey, Persona, Stage, Touchpoint
from journeykit.observations import EventName
from journeykit.printable import console_text, printable
from journeykit.rates import Rate, rate_of
from journeykit.text import counted, mended, slug
from journeykit.transitions import Transition

MOST_PERSONAS = 8
"""How many segments become personas at most, the largest first."""


@frozen
class Discovery:
    """A first design, and how much of the log it explains.

    Args:
        journey: The design, to be edited.
        events: The events of its touchpoints, among all.
        transitions: The transitions it has, among all between its touchpoints.
        left_out: Names of events that became no touchpoint, with how many there are: rare ones, and
            those with characters that no journey may hold.
        segments_left_out: Frequent segments that became no persona: those with characters that no
            journey may hold, and those whose key would be empty or another persona's.
    """

    journey: Journey
    events: Rate
    transitions: Rate
    left_out: tuple[tuple[str, int], ...]
    segments_left_out: tuple[str, ...] = ()

    _repr_html_ = fields.card

    def __str__(self) -> str:
        """Say it in some lines."""
        touchpoints = counted(len(self.journey.touchpoints), "touchpoint")
        stages = counted(len(self.journey.stages), "stage")
        transitions = counted(len(self.journey.transitions), "transition")
        lines = [
            f"{self.journey.name}: {touchpoints} in {stages}, {transitions}",
            f"events explained: {self.events}",
            f"transitions explained: {self.transitions}",
        ]
        if self.left_out:
            names = _listed(name for name, _ in self.left_out[:5])
            events = "name of an event" if len(self.left_out) == 1 else "names of events"
            lines.append(f"left out: {len(self.left_out)} {events}, such as {names}")
        if self.segments_left_out:
            segments = counted(len(self.segments_left_out), "segment")
            names = _listed(self.segments_left_out)
            lines.append(f"no persona for {segments} that cannot be the name of one: {names}")
        return "\n".join(map(console_text, lines))


def _listed(names: Iterable[str]) -> str:
    """Names from a log in a row."""
    return ", ".join(printable(name, 60) for name in names)


def discover(
    source: Any,
    *,
    events: EventSchema | dict[str, Any],
    name: str = "Discovered journey",
    stages: int = 5,
    touchpoint_share: float = 0.02,
    transition_share: float = 0.05,
    engine: SqlEngine | str | None = None,
) -> Discovery:
    """Propose a first design from a log: a journey to edit, and how much of the log it explains.

    Names that differ in an id alone become one touchpoint. Touchpoints follow one another in the
    order in which customers first come to them, and are cut into stages where the gaps in that
    order are widest. The same log gives the same journey.

    Args:
        source: The log, as for `confront`.
        events: What its columns mean.
        name: What the journey is called.
        stages: How many stages at most.
        touchpoint_share: Which share of customers an event needs to become a touchpoint.
        transition_share: Which share of those who leave a touchpoint a transition needs; and which
            share of customers begins at an entry and ends at an exit.
        engine: `duckdb`, `sqlite`, or whatever answers SQL.

    Returns:
        The journey with the shares it explains.

    Raises:
        ModelError: An argument is something else than is expected.
        DocumentError: The log cannot be read, or no event is frequent enough.
        UnknownReferenceError: A column or engine is not there; the nearest is named.
    """
    schema = event_schema(events)
    _refuse(stages, touchpoint_share, transition_share)
    with opened(engine, source) as (sql, table):
        anything = Touchpoint("Anything").observed_as("*")
        with _projected(sql, table, schema, [anything]) as p:
            listed = names_of(p)
            people = p.one("SELECT COUNT(*) FROM jk_people")[0]
            personas, nameless = _personas(p)
        events = {each.event: each for each in listed.mapped_names}
        least = touchpoint_share * people
        # Customers of several names may be the same, so that there are at most so many.
        groups = [
            group
            # What no name of a journey may hold is told as left out; one row spoils no log.
            for group in groups_of(event for event in events if mended(event) == event)
            if sum(events[event].entities for event in group.members) >= least
        ]
        while groups:
            touchpoints = [_touchpoint(group) for group in groups]
            with _projected(sql, table, schema, touchpoints, personas) as p:
                enough = _visited(p, least)
                if len(enough) == len(groups):
                    named = Journey(name, state="as-is", personas=tuple(personas))
                    journey, taken = _designed(p, touchpoints, stages, transition_share, named)
                    (mapped,) = p.one("SELECT COUNT(*) FROM jk_path")
                    explained = rate_of(mapped, p.cleaning.events, schema.min_n)
                    left_out = _left_out(events, groups)
                    return Discovery(journey, explained, taken, left_out, nameless)
            groups = [groups[k] for k in enough]
        raise DocumentError(
            "",
            expected=f"an event that {touchpoint_share:.1%} of the customers have",
            found=f"none among {listed.names:,} names",
            file=table.name,
        )


def _visited(p: Projection, least: float) -> list[int]:
    """Return the touchpoints at which enough customers were."""
    visits = "SELECT DISTINCT e, k FROM jk_path"
    rows = p.rows(f"SELECT k, COUNT(*) FROM ({visits}) visit GROUP BY k")
    return sorted(k for k, n in rows if n >= least)


def _left_out(
    events: Mapping[str, EventName], groups: Iterable[EventGroup]
) -> tuple[tuple[str, int], ...]:
    """Return the events of no group, the most frequent first."""
    members = {event for group in groups for event in group.members}
    rare = ((event, name.events) for event, name in events.items() if event not in members)
    return tuple(sorted(rare, key=lambda each: (-each[1], each[0])))


def _refuse(stages: object, *shares: object) -> None:
    """Refuse numbers that mean nothing here."""
    if not isinstance(stages, int) or isinstance(stages, bool) or stages < 1:
        raise ModelError(f"stages: expected a whole number from 1, got {fields.described(stages)}")
    for share in shares:
        if not fields.is_number(share) or not 0 <= float(str(share)) < 1:
            raise ModelError(f"expected a share from 0 to below 1, got {fields.described(share)}")


@contextmanager
def _projected(
    engine: SqlEngine,
    table: LogTable,
    schema: EventSchema,
    touchpoints: Sequence[Touchpoint],
    personas: Iterable[Persona] = (),
) -> Iterator[Projection]:
    """Project a log onto touchpoints without an order."""
    journey = Journey("Log", stages=[Stage("All", touchpoints)], personas=tuple(personas))
    design = Design(view_of(journey))
    plain = evolve(schema, baseline=None, treatment=None)
    projection = Projection(
        engine, table, plain, design, mapping_of(design.touchpoints), in_arrays=False
    )
    try:
        yield projection
    finally:
        projection.close()


def _personas(p: Projection) -> tuple[list[Persona], tuple[str, ...]]:
    """Return a persona for each segment that enough events have, and the segments without one."""
    if p.schema.persona is None:
        return [], ()
    text = p.engine.dialect.as_text(p.engine.dialect.identifier(p.schema.persona))
    rows = p.rows(
        f"SELECT said, COUNT(*) FROM (SELECT {text} AS said FROM {p.table.sql}) r "
        f"WHERE NOT {p.engine.dialect.is_blank('said')} GROUP BY said HAVING COUNT(*) >= "
        f"{p.schema.min_n} ORDER BY COUNT(*) DESC, said LIMIT {MOST_PERSONAS}"
    )
    taken: set[str] = set()
    personas = []
    nameless = []
    for segment, _ in rows:
        key, called = slug(segment), words_of(segment)
        if key and key not in taken and mended(segment) == segment:
            taken.add(key)
            personas.append(Persona(called, segment=segment, key=key))
        else:
            nameless.append(segment)
    return personas, tuple(nameless)


def _touchpoint(group: EventGroup) -> Touchpoint:
    """Return a touchpoint that is known by some events."""
    spelled = slug(group.name) or slug(f"event {group.members[0].encode().hex()}")
    return Touchpoint(group.name, observed=group.observed, key=spelled)


def _designed(
    p: Projection, touchpoints: Sequence[Touchpoint], stages: int, share: float, journey: Journey
) -> tuple[Journey, Rate]:
    """Put touchpoints in order and connect them.

    Args:
        p: The log, on the touchpoints.
        touchpoints: The touchpoints, in the order of their numbers.
        stages: How many stages at most.
        share: Which share of those who leave a touchpoint a transition needs.
        journey: What is known of the journey already.

    Returns:
        The journey, and the share of the transitions that it has.
    """
    counts: Counter[tuple[int, int]] = Counter()
    for a, b, n in p.rows(
        "SELECT k, next_k, COUNT(*) FROM jk_path WHERE next_k IS NOT NULL GROUP BY k, next_k"
    ):
        counts[a, b] = n
    kept = _kept(counts, share)
    entries = _ends(p, "first_k", "1 = 1", share)
    exits = _ends(p, "last_k", f"o <> {OPEN}", share) or _ends(p, "last_k", "1 = 1", share)
    with_ends = [
        evolve(touchpoint, entry=k in entries, exit=k in exits)
        for k, touchpoint in enumerate(touchpoints)
    ]
    turn = p.engine.dialect.real("turn")
    turns = (
        "SELECT s.e, s.k, COUNT(*) AS visits, MIN(s.i) - MIN(f.i) AS turn FROM jk_path s "
        "JOIN (SELECT e, MIN(i) AS i FROM jk_path GROUP BY e) f ON f.e = s.e GROUP BY s.e, s.k"
    )
    rows = p.rows(f"SELECT AVG({turn}), k, SUM(visits) FROM ({turns}) first_visit GROUP BY k")
    visits = {k: int(n) for _, k, n in rows}
    listed = []
    for number, own in enumerate(_stages([(float(at), k) for at, k, _ in rows], stages), 1):
        busiest = with_ends[min(own, key=lambda k: (-visits[k], k))]
        inside = [with_ends[k] for k in own]
        listed.append(Stage(f"{number}. {busiest.name}", inside, key=f"stage-{number}"))
    order = [touchpoint.key for stage in listed for touchpoint in stage.touchpoints]
    index = {k: order.index(touchpoint.key) for k, touchpoint in enumerate(with_ends)}
    ordered = sorted(kept, key=lambda step: (index[step[0]], index[step[1]]))
    steps = tuple(Transition(with_ends[a], with_ends[b]) for a, b in ordered)
    taken = rate_of(sum(counts[step] for step in kept), counts.total(), p.schema.min_n)
    return evolve(journey, stages=listed, transitions=steps), taken


def _kept(counts: Counter[tuple[int, int]], share: float) -> set[tuple[int, int]]:
    """Return the transitions that enough of those who leave take, and the best to each."""
    leaving: Counter[int] = Counter()
    best: dict[int, tuple[int, int]] = {}
    for (a, b), n in sorted(counts.items()):
        leaving[a] += n
        if a != b and (b not in best or n > counts[best[b]]):
            best[b] = a, b
    return {(a, b) for (a, b), n in counts.items() if n >= share * leaving[a]} | {*best.values()}


def _ends(p: Projection, column: str, which: str, share: float) -> set[int]:
    """Return where enough customers begin or end; where most do, if nowhere enough."""
    rows = [
        (int(k), n)
        for k, n in p.rows(
            f"SELECT {column}, COUNT(*) FROM jk_people WHERE steps > 0 AND {which} "
            f"GROUP BY {column}"
        )
    ]
    if not rows:
        return set()
    least = share * sum(n for _, n in rows)
    return {k for k, n in rows if n >= least} | {min(rows, key=lambda row: (-row[1], row[0]))[0]}


def _stages(positions: Iterable[tuple[float, int]], most: int) -> list[list[int]]:
    """Cut touchpoints in order where the gaps between them are widest."""
    ordered = sorted(positions)
    gaps = sorted(range(1, len(ordered)), key=lambda n: (ordered[n - 1][0] - ordered[n][0], n))
    cuts = [0, *sorted(gaps[: most - 1]), len(ordered)]
    return [[k for _, k in ordered[a:b]] for a, b in pairwise(cuts) if a < b]
