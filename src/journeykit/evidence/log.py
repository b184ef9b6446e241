"""What a log is: its size, its names, its ties, and what became of its entities."""

from __future__ import annotations

from collections import Counter

from attrs import frozen

from journeykit.evidence.facts import NO_TOUCHPOINT, OPEN, OUTCOMES, SUCCESS, Misordered
from journeykit.evidence.instants import written
from journeykit.evidence.mapping import EVENT
from journeykit.evidence.projection import Projection
from journeykit.observations import EventName
from journeykit.rates import Rate, rate_of
from journeykit.suggestions import nearest

MOST_NAMES = 1_000
"""How many names of events a report lists at most, of those mapped and of those not."""


@frozen
class Log:
    """The size of a cleaned log.

    Args:
        rows_read: All rows of the source.
        exact_duplicates: Rows equal in every column to an earlier one.
        blank_entity: Rows that belong to nobody.
        unreadable_timestamp: Rows whose time cannot be read.
        blank_event: Rows without the name of an event.
        events: The rows that are left.
        entities: Whom they belong to.
        sessions: How many visits they made; None without a column for them.
        first_instant: When the log begins.
        log_end: When it ends.
        entities_with_one_event: How many have one event; None where it is withheld.
        largest_entity_events: How many events the busiest has; None where it is withheld.
        order_determined: Whether the order of events at one instant is known: by a column, or
            because there are none.
        naive_timestamps: How many events had a time without an offset, which was read at
            the one that the schema states, or as UTC; of typed times, nobody can tell.
    """

    rows_read: int
    exact_duplicates: int
    blank_entity: int
    unreadable_timestamp: int
    blank_event: int
    events: int
    entities: int
    sessions: int | None
    first_instant: str
    log_end: str
    entities_with_one_event: int | None
    largest_entity_events: int | None
    order_determined: bool
    naive_timestamps: int = 0


def log_of(p: Projection) -> Log:
    """Measure a log."""
    entities, single, largest = p.one(
        "SELECT COUNT(*), SUM(CASE WHEN events = 1 THEN 1 ELSE 0 END), MAX(events) FROM jk_people"
    )
    c = p.cleaning
    return Log(
        rows_read=c.rows_read,
        exact_duplicates=c.exact_duplicates,
        blank_entity=c.blank_entity,
        unreadable_timestamp=c.unreadable_timestamp,
        blank_event=c.blank_event,
        events=c.events,
        entities=entities,
        sessions=_sessions(p),
        first_instant=written(p.log_start),
        log_end=written(p.log_end),
        entities_with_one_event=single,
        largest_entity_events=largest,
        order_determined=p.schema.order is not None or not p.events.tied,
        naive_timestamps=p.naive_timestamps,
    )


def _sessions(p: Projection) -> int | None:
    if p.schema.session is None:
        return None
    p.keep_events()
    different = "SELECT DISTINCT e, session FROM jk_steps"
    return int(p.one(f"SELECT COUNT(*) FROM ({different}) visit")[0])


@frozen
class NameMatches:
    """How the names of a log found their touchpoints.

    Args:
        events: All events.
        mapped: Those that show a touchpoint.
        unmapped: Those that show none.
        mapped_share: The share of the mapped.
        names: How many different names there are.
        names_mapped: How many of them show a touchpoint.
        names_unmapped: How many show none.
        entities_without_touchpoint: Entities none of whose events shows one; None where it is
            withheld.
        unmapped_names: The names that show none, the most frequent first.
        mapped_names: The others.
    """

    events: int
    mapped: int
    unmapped: int
    mapped_share: Rate
    names: int
    names_mapped: int
    names_unmapped: int
    entities_without_touchpoint: int | None
    unmapped_names: tuple[EventName, ...]
    mapped_names: tuple[EventName, ...]


def names_of(p: Projection) -> NameMatches:
    """Collect the names of a log."""
    mapped, named, names = p.one(
        "SELECT SUM(CASE WHEN k >= 0 THEN events ELSE 0 END), "
        f"COUNT(DISTINCT CASE WHEN k >= 0 THEN {EVENT} END), COUNT(DISTINCT {EVENT}) FROM jk_names"
    )
    (lost,) = p.one(f"SELECT COUNT(*) FROM jk_people WHERE o = {NO_TOUCHPOINT}")
    mapped, events = int(mapped), p.cleaning.events
    return NameMatches(
        events=events,
        mapped=mapped,
        unmapped=events - mapped,
        mapped_share=rate_of(mapped, events, p.schema.min_n),
        names=names,
        names_mapped=named,
        names_unmapped=names - named,
        entities_without_touchpoint=lost,
        unmapped_names=_listed(p, "k < 0"),
        mapped_names=_listed(p, "k >= 0"),
    )


@frozen
class Unseen:
    """A name or pattern of the design that no event of the log has.

    Args:
        touchpoint: The key of the touchpoint that says it.
        event: The name or the pattern.
        suggestion: The nearest name of the log that shows no touchpoint; None if nothing is near.
    """

    touchpoint: str
    event: str
    suggestion: str | None


def unseen_of(p: Projection, names: NameMatches) -> tuple[Unseen, ...]:
    """Find the names and patterns of the design that no event of the log has."""
    recognitions = p.mapping.recognitions
    counted = ", ".join(
        f"SUM(CASE WHEN k = {each.number} AND {p.mapping.condition(each, p.engine.dialect)} "
        "THEN 1 ELSE 0 END)"
        for each in recognitions
    )
    seen = p.one(f"SELECT {counted} FROM jk_names")
    astray = [name.event for name in names.unmapped_names]
    return tuple(
        Unseen(
            p.design.touchpoints[each.number].key, each.event.name, nearest(each.event.name, astray)
        )
        for each, count in zip(recognitions, seen, strict=True)
        if not count
    )


def _listed(p: Projection, which: str) -> tuple[EventName, ...]:
    """Return some names, the most frequent first."""
    rows = p.rows(
        f"SELECT {EVENT}, events, entities, k FROM jk_names WHERE {which} "
        f"ORDER BY events DESC, {EVENT}, k LIMIT {MOST_NAMES}"
    )
    keys = [touchpoint.key for touchpoint in p.design.touchpoints]
    return tuple(
        EventName(name, int(events), int(entities), keys[k] if k >= 0 else None)
        for name, events, entities, k in rows
    )


@frozen
class Ties:
    """Events that share entity and instant with another.

    Args:
        events_in_ties: How many there are.
        share: Their share of all events.
        against_time_then_file_order: What goes wrong without the column that orders them; None
            where rows have no order of their own, as in a database.
        against_file_order: What goes wrong when events stand as the file has them.
    """

    events_in_ties: int
    share: Rate
    against_time_then_file_order: Misordered | None
    against_file_order: Misordered | None


def ties_of(p: Projection) -> Ties:
    """Count the ties of a log, and what they would do to its transitions."""
    in_time = in_file = None
    if p.has_positions:
        in_time, in_file = p.events.misordered()
    return Ties(
        events_in_ties=p.events.tied,
        share=rate_of(p.events.tied, p.cleaning.events, p.schema.min_n),
        against_time_then_file_order=in_time,
        against_file_order=in_file,
    )


@frozen
class Outcomes:
    """What became of some entities.

    Args:
        entities: How many there are.
        outcomes: How many had which outcome.
        success_rate: Successes among those with a path.
        success_rate_decided: The same without those still under way, which reads high.
    """

    entities: int
    outcomes: tuple[tuple[str, int], ...]
    success_rate: Rate
    success_rate_decided: Rate


def outcomes_of(p: Projection) -> tuple[Outcomes, tuple[tuple[str, Outcomes], ...]]:
    """Count the outcomes of all entities, and of those of each group."""
    counts = Counter(
        {(g, o): n for g, o, n in p.rows("SELECT g, o, COUNT(*) FROM jk_people GROUP BY g, o")}
    )

    def of(groups: range) -> Outcomes:
        numbers = [sum(counts[g, o] for g in groups) for o in range(len(OUTCOMES))]
        walked = sum(numbers) - numbers[NO_TOUCHPOINT]
        return Outcomes(
            sum(numbers),
            tuple(zip(OUTCOMES, numbers, strict=True)),
            rate_of(numbers[SUCCESS], walked, p.schema.min_n),
            rate_of(numbers[SUCCESS], walked - numbers[OPEN], p.schema.min_n),
        )

    size = len(p.groups)
    every = ((name, of(range(g, g + 1))) for g, name in enumerate(p.groups))
    return of(range(size)), tuple(every)
