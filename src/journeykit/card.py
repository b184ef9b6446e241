"""A value as a card that a person can read: what it is, its name, and all that was said of it.

Notebooks show it for every value that has no picture and no report of its own.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence
from typing import Any

import attrs

from journeykit.addresses import Element
from journeykit.fields import called, default_of
from journeykit.guards import Guard
from journeykit.markup import Html, element, joined, notebook_colours
from journeykit.printable import printable

_COLOURS = notebook_colours(
    ".journeykit-card",
    "--text:#1f2328;--soft:#57606a;--back:#ffffff;--line:#d0d7de",
    "--text:#e6edf3;--soft:#a5aeb8;--back:#161b22;--line:#3d444d",
)
_OURS = ".journeykit-card.journeykit-card"
"""A selector that counts for more than that of a notebook for any table."""

_STYLE = f"""
{_COLOURS}.journeykit-card{{color:var(--text);background:var(--back);
font:14px/1.45 system-ui,sans-serif;border:1px solid var(--line);border-radius:6px;
padding:12px 16px;width:fit-content;max-width:40em;overflow-wrap:anywhere}}
.journeykit-card p{{margin:0 0 4px}}
.journeykit-card .kind{{color:var(--soft)}}
.journeykit-card table{{border-collapse:collapse;margin:0;color:inherit;font:inherit}}
{_OURS} :is(tbody,tbody tr){{background:none;border:0}}
{_OURS} :is(th,td){{border:0;padding:2px 12px 2px 0;text-align:left;vertical-align:baseline;
background:none;font-weight:normal;white-space:normal}}
{_OURS} th{{color:var(--soft);white-space:nowrap}}
""".strip()

_NAMES = ("question", "name", "message", "text", "title", "journey", "rule", "file")
"""The fields that say what a value is called: the first that it has."""

_MOST = 12
"""How many of several things a card names before it says how many there are."""

_LONGEST = 300
"""How many characters of one thing it shows."""


def card(value: object) -> str:
    """Write a value as a card.

    Args:
        value: Any value of this library.

    Returns:
        A fragment without scripts or anything from elsewhere.

    Example:
        >>> from journeykit import Channel, touchpoint
        >>> shown = card(touchpoint("Pays", Channel.WEBSITE, outcome="abandoned"))
        >>> "<strong>Pays</strong>" in shown, "<td>Website</td>" in shown, "abandoned" in shown
        (True, True, True)
    """
    head = _head(value)
    rows = [
        element("tr", element("th", label, scope="row"), element("td", text))
        for label, text in _rows(value, head)
    ]
    kind = Guard if isinstance(value, Guard) else type(value)
    body = element(
        "div",
        element("p", element("span", called(kind), class_="kind"), " ", element("strong", head)),
        element("table", element("tbody", rows)) if rows else None,
        class_="journeykit-card",
    )
    return joined(element("style", Html(_STYLE)), body)


def _head(value: Any) -> str:
    """What a value is called; nothing if its class says all."""
    kind: Any = type(value)
    if (
        kind.__str__ is not object.__str__
        and "\n" not in (text := str(value))
        and len(text) <= _LONGEST
    ):
        return _bounded(text)
    there = [each.name for each in attrs.fields(type(value))] if attrs.has(type(value)) else []
    texts = (getattr(value, name) for name in _NAMES if name in there)
    return next((_bounded(text) for text in texts if isinstance(text, str) and text), "")


def _rows(value: Any, head: str) -> Iterator[tuple[str, str]]:
    """What was said of a value, field by field, in words."""
    journey = getattr(value, "journey", None)
    if not attrs.has(type(value)):
        if journey is not None:
            yield "journey", _shown(journey)
        return
    if isinstance(value, Guard):
        return
    for attribute in attrs.fields(type(value)):
        held = getattr(value, attribute.name, None)
        if not attribute.init or attribute.name.startswith("_") or _is_unsaid(held):
            continue
        if attribute.default is not attrs.NOTHING and held == default_of(value, attribute):
            continue
        text = _shown(held)
        if text and text != head:
            yield attribute.name.replace("_", " "), text


def _is_unsaid(held: object) -> bool:
    """Whether a field says nothing to a person: it is empty, or a function."""
    return held is None or held is False or held in ((), "") or callable(held)


def _shown(held: Any) -> str:
    """A value among others, in few words."""
    if isinstance(held, tuple | frozenset | list):
        return _listed(sorted(held) if isinstance(held, frozenset) else held)
    if isinstance(held, bool):
        return "yes" if held else "no"
    if isinstance(held, bytes):
        return f"{len(held):,} bytes"
    if isinstance(held, Element):
        return f"{held.kind} {' · '.join(held.keys)}"
    if isinstance(held, str | int | float | datetime.date):
        return f"{held:g}" if isinstance(held, float) else _bounded(str(held))
    return _head(held) or _plain(held)


def _listed(items: Sequence[Any]) -> str:
    """Several things, the first by name."""
    more = len(items) - _MOST
    named = _bounded("; ".join(filter(None, map(_shown, items[:_MOST]))))
    return f"{named} and {more:,} more" if more > 0 else named


def _plain(held: Any) -> str:
    """A value without a name: what was said of it."""
    if attrs.has(type(held)):
        return ", ".join(text for _, text in _rows(held, "")) or called(type(held))
    return _bounded(str(held)) if callable(getattr(held, "items", None)) else called(type(held))


def _bounded(text: str) -> str:
    """A text of bounded length, whose odd characters can be seen."""
    return printable(text, _LONGEST)
