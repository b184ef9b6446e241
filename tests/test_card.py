"""Cards: every public value shows itself in a notebook, safe and readable."""

from __future__ import annotations

import importlib
import inspect
import io
import re
import sys
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from typing import Any

import attrs
import pytest

import journeykit as jk
from journeykit import Channel, Metric, attribute, journey, persona, touchpoint
from journeykit.card import card

PUBLIC = (
    "journeykit",
    "journeykit.graph",
    "journeykit.coverage",
    "journeykit.validation",
    "journeykit.comparison",
    "journeykit.evidence",
    "journeykit.render",
)
CLASSES = {
    value
    for module in map(importlib.import_module, PUBLIC)
    for name in module.__all__
    if inspect.isclass(value := getattr(module, name)) and not issubclass(value, Exception)
    if value.__module__.startswith("journeykit")
}
ODD = '<img src=x onerror="alert(1)"> & "Co" → お'
MAYA = persona(ODD, "36, works in HR", goals=["a gift by Friday"], prefers=[Channel.EMAIL])
PAYS = (
    touchpoint("Pays", Channel.WEBSITE, outcome="abandoned", wait="2 days", initiator="company")
    .feels(MAYA, -2, "annoyed")
    .hurts(MAYA, "the shipping cost appears late")
    .measured_by(Metric("CSAT"))
    .evidenced_by("12 interviews")
    .owned_by(ODD)
)
ASKS = touchpoint("Asks")
GIFT = (
    journey("Gift")
    .walked_by(MAYA)
    .stage("Buy", ASKS, PAYS)
    .flow(ASKS >> PAYS, when=attribute("age").at_least(18))
    .opportunity("Show the cost early", PAYS)
)


def _parts(value: Any, seen: dict[type, Any]) -> Iterator[Any]:
    """A value and whatever is in it, one of each class."""
    if isinstance(value, tuple | frozenset):
        for each in value:
            yield from _parts(each, seen)
    elif attrs.has(type(value)) and type(value) not in seen:
        seen[type(value)] = value
        yield value
        for field in attrs.fields(type(value)):
            yield from _parts(getattr(value, field.name, None), seen)


def _values() -> list[Any]:
    """One value of most public classes."""
    made = (
        PAYS,
        GIFT,
        ASKS >> PAYS,
        attribute("age").at_least(18),
        jk.questions(GIFT),
        jk.check(GIFT, jk.validation.everything()),
        jk.validation.recommended(),
        jk.coverage_of(GIFT),
        jk.walkthroughs(GIFT),
        jk.compare(GIFT, GIFT.replace(attrs.evolve(PAYS, outcome="completed"))),
        jk.export(GIFT, "csv"),
        jk.draw(GIFT, "map"),
        jk.draw(GIFT),
        jk.LIGHT,
        jk.four,
    )
    seen: dict[type, Any] = {}
    return [jk.view_of(GIFT), *(part for value in made for part in _parts(value, seen))]


def test_every_public_class_shows_itself() -> None:
    """By a card, or by what it has of its own: a picture, a table, Markdown."""
    forms = ("_repr_html_", "_repr_mimebundle_", "_repr_markdown_")
    assert [] == sorted(
        each.__name__ for each in CLASSES if not any(hasattr(each, form) for form in forms)
    )


@pytest.mark.parametrize(
    "value", _values(), ids=lambda value: f"{type(value).__module__}.{type(value).__name__}"
)
def test_what_a_notebook_shows_is_safe_and_bounded(value: Any) -> None:
    """Well-formed, with no script, no address, and no name that became an element."""
    shown = card(value)
    root = ET.fromstring(f"<div>{shown}</div>")
    tags = {each.tag for each in root.iter()}
    assert {"div", "style", "p", "span", "strong"} <= tags
    assert tags <= {"div", "style", "p", "span", "strong", "table", "tbody", "tr", "th", "td"}
    assert {name for each in root.iter() for name in each.attrib} <= {"class", "scope"}
    assert not re.search(r"url\(|@import", shown)
    assert len(shown) < 20_000
    assert "object at 0x" not in shown


@pytest.mark.parametrize(
    "value", _values(), ids=lambda value: f"{type(value).__module__}.{type(value).__name__}"
)
def test_what_is_printed_can_be_written_on_an_old_console(
    value: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Every value, and each value inside another, in the code page of Windows."""
    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(io.BytesIO(), encoding="cp1252"))
    sys.stdout.write(f"{value!s} {value!r} {[value]}")
    sys.stdout.flush()


def _told(value: Any) -> list[str]:
    """The words of a card, line by line."""
    root = ET.fromstring(f"<div>{value._repr_html_()}</div>")
    lines = [*root.iterfind(".//p"), *root.iterfind(".//tr")]
    return [": ".join(filter(None, (part.text for part in line))) for line in lines]


def test_a_card_says_what_was_said() -> None:
    """The class and the name, then each field that somebody filled, and no other."""
    kind, *rows = _told(PAYS)
    assert "touchpoint: Pays" == kind
    assert [
        "channels: Website",
        "initiator: company",
        "outcome: abandoned",
        "wait: 2 days",
        f"owner: {ODD}",
    ] == rows[:5]
    assert rows[-1].startswith(f"location: {__file__}:")


@pytest.mark.parametrize(
    ("value", "first"),
    [
        (ASKS >> PAYS, "path: Asks → Pays"),
        (attribute("age").at_least(18), "guard: age ≥ 18"),
        (jk.questions(GIFT, "map")[0], "question: What has to happen for “Gift” to begin?"),
        (jk.coverage_of(GIFT)["stage"], "measure: stage 1/1 100.0%"),
        (jk.Location("", 11, 4), "location: cell 4, line 11"),
    ],
)
def test_the_head_of_a_card_is_what_a_person_calls_it(value: Any, first: str) -> None:
    """Not its class alone."""
    assert first == _told(value)[0]


def test_many_things_are_counted() -> None:
    """The first few by name, and how many more there are."""
    rows = _told(jk.validation.recommended())
    assert re.search(r"^rules: .*; .* and \d+ more$", rows[1])
