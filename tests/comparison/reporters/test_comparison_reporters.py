"""Comparisons as text, Markdown and JSON."""

from __future__ import annotations

import json

from hypothesis import given

from journeykit import Journey, journey, persona, touchpoint
from journeykit.comparison import compare
from journeykit.comparison.reporters import REPORTERS, as_json, as_markdown, as_text
from journeykit.testing.strategies import journeys

MAYA = persona("Maya")
BEFORE = journey("Gift", state="as-is").walked_by(MAYA).stage("Purchase", touchpoint("Pays"))
AFTER = (
    journey("Gift", state="to-be")
    .walked_by(MAYA)
    .stage("Purchase", touchpoint("Pays").feels(MAYA, 1, "relieved", low=0, high=1))
    .stage("Experience", touchpoint("Gets help", optional=True))
)


def test_text_has_a_sign_and_a_word_for_each_change() -> None:
    """What is new, gone, moved and changed is told with more than its sign."""
    text = as_text(compare(BEFORE, AFTER))

    assert text.startswith("Gift (as-is) → Gift (to-be)\n")
    assert "~ changed: the journey, state: as-is → to-be" in text
    assert '+ added: stage "Experience"' in text
    assert '- removed: stage "Experience"' in as_text(compare(AFTER, BEFORE))


def test_equal_journeys_are_said_to_be_equal() -> None:
    """Two words are the whole report."""
    assert "no difference" in as_text(compare(BEFORE, BEFORE))
    assert "No difference." in as_markdown(compare(BEFORE, BEFORE))


def test_a_feeling_is_shown_as_a_range() -> None:
    """A range stays a span and gets no middle."""
    before = AFTER.replace(touchpoint("Pays").feels(MAYA, -1, "annoyed"))

    assert "-1 annoyed → 0 to +1 relieved" in as_text(compare(before, AFTER))


def test_what_differs_is_what_is_shown() -> None:
    """Of long texts the part that is another, of a feeling how it is known."""
    start = "Somebody from customer care calls back within a day and goes through all the open "
    before, after = (
        BEFORE.replace(touchpoint("Pays", description=start + end).feels(MAYA, 1, basis=basis))
        for end, basis in (("questions.", "assumed"), ("bills.", "observed"))
    )

    text = as_text(compare(before, after), columns=200)

    assert "description: …hrough all the open questions. → …hrough all the open bills." in text
    assert "emotion: +1 (assumed) → +1 (observed)" in text


def test_markup_in_names_is_text() -> None:
    """Names cannot break out of a table of Markdown."""
    hostile = journey("a|b\n<script>").stage("x | y", touchpoint("`z` <img src=x>"))

    table = as_markdown(compare(journey("a"), hostile))

    assert "<script>" not in table
    assert "<img" not in table


def test_json_has_everything() -> None:
    """The document tells the changes, and what they did."""
    document = json.loads(as_json(compare(BEFORE, AFTER)))

    assert {"kind": "changed", "element": "journey:gift", "attribute": "state"}.items() <= (
        document["changes"][0].items()
    )
    assert {
        "before", "after", "changes", "feelings", "coverage", "findings", "plan", "deviations",
        "matches", "consequences", "comparison",
    } == set(document)  # fmt: skip


@given(journeys(), journeys())
def test_every_format_writes_every_comparison(first: Journey, second: Journey) -> None:
    """No journey breaks a report, and the same comparison gives the same text."""
    once, again = compare(first, second), compare(first, second)
    for write in REPORTERS.values():
        assert write(once) == write(again)
