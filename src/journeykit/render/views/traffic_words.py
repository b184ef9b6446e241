"""What customers did, in words: whom it was seen of, how many went on, what was answered."""

from __future__ import annotations

from typing import Final

from journeykit.observations import Figure, FunnelStep, Observations, Stopped
from journeykit.rates import percent as percent_of
from journeykit.render.diagram.diagram import Node
from journeykit.render.language import ENGLISH, Language
from journeykit.render.layout.text_metrics import wrap_to_width

__all__ = [
    "BETWEEN",
    "count_node",
    "count_words",
    "figure_words",
    "rounded",
    "source_of",
    "stopped_words",
    "unbroken_percent",
    "withheld_note",
]

BETWEEN: Final = "A stage is reached after the one before it; others may lie between."
"""What has to be known to read how many reached a stage."""


def source_of(
    observations: Observations, language: Language = ENGLISH, persona: str | None = None
) -> str:
    """Return where something was seen, when, and of how many.

    Args:
        language: What the words that are not the author's are said in.
        persona: The key of the persona whose customers count; everybody if left out.

    Returns:
        A line.
    """
    customers = language.counted(observations.entities, "customer")
    own = dict(observations.personas).get(persona or "")
    if own is not None:
        part, total = language.number(own), language.number(observations.entities)
        customers = language("{part} of {total} customers", part=part, total=total)
    if not observations.first or not observations.last:
        return customers
    days = language("{low} to {high}", low=observations.first, high=observations.last)
    return language(", ").join((customers, days))


def withheld_note(observations: Observations, language: Language = ENGLISH) -> str:
    """Return the note on a picture of figures some of which are withheld.

    Args:
        observations: What was seen.
        language: What the words that are not the author's are said in.

    Returns:
        A sentence.
    """
    text = "What fewer than {count} customers did is withheld."
    return language(text, count=observations.min_cell)


def stopped_words(stopped: Stopped, language: Language = ENGLISH) -> str:
    """Return what became of those who reached a stage.

    Args:
        stopped: How many went on, left, and are still under way.
        language: What the words that are not the author's are said in.

    Returns:
        The words.
    """
    gone = stopped.abandoned_explicit + stopped.abandoned_silent
    return language(
        "{on} went on, {left} left, {open} still open",
        on=language.number(stopped.progressed),
        left=language.number(gone),
        open=language.number(stopped.open),
    )


def count_words(reached: int | None, language: Language = ENGLISH) -> str:
    """Return how many reached a stage.

    Args:
        reached: How many did; None where that is withheld.
        language: What the words that are not the author's are said in.

    Returns:
        The words.
    """
    return language("withheld") if reached is None else language.counted(reached, "customer")


def count_node(  # noqa: PLR0917 what, and where
    key: str,
    group: str,
    step: FunnelStep,
    details: tuple[str, ...],
    width: float,
    language: Language = ENGLISH,
) -> Node:
    """Return how many reached a stage, with a bar.

    Args:
        key: The key of the node.
        group: The key of its column.
        details: What else there is to say.
        width: How wide its text may be, in ems.
        language: What the words that are not the author's are said in.

    Returns:
        The node.
    """
    words = count_words(step.reached, language)
    return Node(
        key,
        words,
        wrap_to_width(words, width, 2, bold=True),
        "share",
        group=group,
        details=details,
        weight=step.overall.rate,
    )


def figure_words(figure: Figure, language: Language) -> str:
    """Return a figure of a survey, with its sample."""
    value = unbroken_percent(figure.value) if figure.scale == "share" else rounded(figure.value)
    interval = ""
    if figure.low is not None and figure.scale != "share":
        interval = language("{low} to {high}", low=rounded(figure.low), high=rounded(figure.high))
    about = language(", ").join(filter(None, (f"n = {language.number(figure.n)}", interval)))
    return f"{figure.kind.upper()} {value} ({about})"


def unbroken_percent(share: float | None) -> str:
    """Return a percentage that is not torn apart at the end of a line."""
    return percent_of(share).replace(" ", "\u00a0")


def rounded(value: float | None) -> str:
    """Return a figure with one digit after the point; empty for none."""
    return "" if value is None else f"{value:.1f}".replace("-", "−")
