"""What a log must hold to be read at all: times, numbers and variants where they were named.

No field is shown: whoever names the wrong column would find a customer in the message.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from journeykit.errors import DocumentError, UnknownReferenceError
from journeykit.printable import quoted

if TYPE_CHECKING:
    from journeykit.evidence.projection import Projection

TIMES = "a date and a time such as 2026-03-02T00:26:18Z or 2026-03-02 00:26:18.5+01:00"
"""How a timestamp in text is written, in words."""

_MOST_VARIANTS = 20
"""So many variants may be listed; a column with more holds something else, such as customers."""


def refuse_no_events(p: Projection) -> None:
    """Refuse a log of which no row counts, and say why none does.

    Args:
        p: The log, cleaned.

    Raises:
        DocumentError: There is no event.
    """
    c = p.cleaning
    if c.events:
        return
    dated = c.unreadable_timestamp + c.blank_event
    if c.unreadable_timestamp and not c.blank_event:
        raise DocumentError(
            f'column "{p.schema.timestamp}"',
            problem=f"0 of {dated:,} timestamps could be read; expected {TIMES}",
            file=p.table.name,
        )
    left_out = (
        (c.blank_entity, f'nothing in the column "{p.schema.entity}"'),
        (c.unreadable_timestamp, f'no readable time in the column "{p.schema.timestamp}"'),
        (c.blank_event, f'nothing in the column "{p.schema.event}"'),
    )
    reasons = ", ".join(f"{number:,} with {reason}" for number, reason in left_out if number)
    why = f"; of {c.rows_read:,} rows, {reasons}" if reasons else "; it has no rows"
    raise DocumentError("", problem=f"it has no event that counts{why}", file=p.table.name)


def refuse_no_numbers(p: Projection) -> None:
    """Refuse a column of numbers in which something stands and no number.

    Args:
        p: The log, cleaned.

    Raises:
        DocumentError: No field of `order` or of `value` is a number.
    """
    sql = p.engine.dialect
    asked = (
        ("order", p.schema.order, sql.number, "such as 1, 2, 3"),
        ("value", p.schema.value, sql.decimal, "such as 12 or 9.90"),
    )
    for role, column, read, example in asked:
        if column is None or p.table.kind(column) == "number":
            continue
        text = sql.as_text(sql.identifier(column))
        numbers, filled = p.one(
            f"SELECT COUNT({read(text)}), COUNT(CASE WHEN COALESCE({sql.trimmed(text)}, '') <> '' "
            f"THEN 1 END) FROM {p.table.sql}"
        )
        if filled and not numbers:
            raise DocumentError(
                f'column "{column}", named as {role}',
                problem=f"0 of {filled:,} fields could be read; expected plain numbers {example}",
                file=p.table.name,
            )


def refuse_unknown_variants(p: Projection) -> None:
    """Refuse a variant of an experiment that nobody in the log has.

    Args:
        p: The log, cleaned.

    Raises:
        UnknownReferenceError: The baseline or the treatment is not in the log; the nearest is
            named.
        DocumentError: The column has so many values that they cannot be variants.
    """
    asked = (("baseline", p.schema.baseline), ("treatment", p.schema.treatment))
    for role, variant in asked:
        if variant is None:
            continue
        same = f"variant = {p.engine.dialect.text(variant)}"
        (rows,) = p.one(f"SELECT COUNT(*) FROM jk_steps WHERE {same}")
        if not rows:
            where = f'column "{p.schema.variant}" of {p.table.name}, named as {role}'
            raise UnknownReferenceError(
                "variant", variant, choices=_variants(p, variant), where=where
            )


def _variants(p: Projection, wanted: str) -> list[str]:
    """Return the variants of a log, if they are so few that they can be variants."""
    source = "FROM jk_steps WHERE COALESCE(variant, '') <> ''"
    (different,) = p.one(f"SELECT COUNT(DISTINCT variant) {source}")
    if different > _MOST_VARIANTS:
        raise DocumentError(
            f'column "{p.schema.variant}", named as variant',
            expected=f"at most {_MOST_VARIANTS} variants, {quoted(wanted)} among them",
            found=f"{different:,}",
            file=p.table.name,
        )
    return sorted(str(variant) for (variant,) in p.rows(f"SELECT DISTINCT variant {source}"))
