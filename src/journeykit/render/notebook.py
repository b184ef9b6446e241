"""Journeys in notebooks: the last line of a cell is the picture."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from journeykit.model import Journey

__all__ = ["mimebundle"]


def mimebundle(journey: Journey) -> dict[str, str]:
    """Return what a notebook shows of a journey: the flow, and all it says in words.

    Returns:
        Content by media type, the richest first. Where no engine can draw it, the text and one
        sentence that says what to install; nothing raises.

    Example:
        >>> from journeykit import journey, touchpoint
        >>> sorted(mimebundle(journey("Shop").stage("Purchase", touchpoint("Pays"))))[-1]
        'text/plain'
    """
    try:
        from journeykit.render import draw
        from journeykit.render.picture import bundle

        return bundle(draw(journey))
    except Exception as error:  # noqa: BLE001 a display that raises hides the value
        return {"text/plain": f"{journey!r}\n{type(error).__name__}: {error}"}
