"""Fixes in the names of the journey that they are given for."""

from __future__ import annotations

import pytest

from journeykit import cell, journey, persona, stage, touchpoint
from journeykit.graph import view_of
from journeykit.validation import every_rule
from journeykit.validation.fixes import general, specific

OMAR = persona("Omar")
SURGERY, CALL = touchpoint('Waits in the "blue" room'), touchpoint("911")
WAITING = stage("Waiting", SURGERY, CALL)
VIEW = view_of(journey("Hip").walked_by(OMAR).stage(WAITING).flow(SURGERY >> CALL))


@pytest.mark.parametrize(
    ("fix", "elements", "expected"),
    [
        (
            "touchpoint({touchpoint})",
            [SURGERY.element],
            r'touchpoint("Waits in the \"blue\" room")',
        ),
        ("{touchpoint:variable} >> …", [SURGERY.element], "waits_in_the_blue_room >> …"),
        ("{touchpoint:variable} >> …", [CALL.element], "… >> …"),
        ("{touchpoint}, {metric}", [CALL.element], '"911", "…"'),
        ("{persona} in {stage}", [cell(OMAR, WAITING)], '"Omar" in "Waiting"'),
        (
            "{source:variable} >> {target}",
            [VIEW.journey.transitions[0].element],
            'waits_in_the_blue_room >> "911"',
        ),
        ("add it", [CALL.element], "add it"),
        ("{not closed, {0}", [CALL.element], "{not closed, {0}"),
    ],
)
def test_a_fix_names_what_it_is_about(fix: str, elements: list[object], expected: str) -> None:
    """Names are quoted as in code, variables are words, and what is not there is left open."""
    assert expected == specific(fix, elements, VIEW)  # type: ignore[arg-type]


def test_no_page_shows_a_placeholder() -> None:
    """A page is about no journey, so that its fix has dots where a finding has names."""
    assert [] == [rule.name for rule in every_rule() if "{" in general(rule.fix)]
