"""Hygiene: placeholders and leftovers."""

from __future__ import annotations

import pytest

from helpers.asking import asked, said
from journeykit import Channel, Touchpoint, journey, persona, touchpoint
from journeykit.communication import Segment, Trigger
from journeykit.guards import in_segment
from journeykit.model import Journey
from journeykit.validation import everything, recommended


def gift(*touchpoints: Touchpoint) -> Journey:
    """A journey of one stage."""
    return journey("Buying a gift").stage("Purchase", *touchpoints)


def test_pains_of_a_portrait_need_no_place() -> None:
    """As long as no persona's pain is placed, they describe a person."""
    maya = persona("Maya", pains=["hidden costs", "late parcels"])
    pays = touchpoint("Pays").hurts(maya, "a long form")
    assert [] == said("orphan-pain", journey("Gift").walked_by(maya).stage("Purchase", pays))


def test_every_use_of_a_segment_counts() -> None:
    """A persona, a touchpoint, a trigger, a guard, or another segment."""
    shop, pays = touchpoint("Shop"), touchpoint("Pays", segment="a")
    mail = touchpoint("Mail", trigger=Trigger("x", "b"))
    names = ["a", "b", "c", "d", "e"]
    whole = (
        journey(
            "Gift",
            segments=[*(Segment(n) for n in names), Segment("f", in_segment("e")), Segment("g")],
        )
        .walked_by(persona("Maya", segment="c"))
        .stage("Purchase", shop, pays, mail)
        .flow(shop >> pays, when=in_segment("d") & ~in_segment("f"))
    )
    assert ['the segment "g" is not used'] == said("orphan-segment", whole)


@pytest.mark.parametrize(
    "text", ["TODO", "ask Cho (TBD)", "Lorem ipsum dolor", "…", "...", "???", "- ... -", "XXX"]
)
def test_placeholders(text: str) -> None:
    """The words and signs of unfinished work."""
    assert [f'"{text}" at "Pays" is placeholder text'] == said(
        "placeholder-text", gift(touchpoint("Pays", description=text))
    )


@pytest.mark.parametrize(
    "text", ["Todo el mundo", "método", "waits…", "why???", "XXXL", "?", "A – B", "-"]
)
def test_what_only_looks_like_a_placeholder(text: str) -> None:
    """Words of other languages, and signs at the end of a sentence, are text."""
    assert [] == said("placeholder-text", gift(touchpoint("Pays", description=text)))


def test_placeholders_are_found_wherever_people_write() -> None:
    """Each element is told once, however many placeholders it holds."""
    maya = persona("Maya", goals=["TODO"], needs=["TBD"])
    pays = touchpoint("Pays").does(maya, "TBD").thinks(maya, "TODO").hurts(maya, "FIXME")
    shop = touchpoint("Shop")
    whole = (
        journey("Gift", scenario="TBC")
        .walked_by(maya)
        .stage("Purchase", shop, pays, company_goal="TBD")
        .flow(shop >> pays, handover="TODO")
        .opportunity("TBD", everywhere=True)
        .measured_by("XXX")
    )
    names = {finding.names[0] for finding in asked("placeholder-text", whole)}
    assert {"Gift", "Maya", "Purchase", "Pays", "Shop → Pays", "TBD"} == names


def test_the_state_matters_once_there_are_feelings() -> None:
    """A bare map is not asked whether it exists."""
    assert [] == said("state-undeclared", gift(touchpoint("Pays")))


def test_unused_layers_are_one_line_and_off_by_default() -> None:
    """Absence stays visible on request, in one sentence."""
    [line] = said("dimension-unused", gift(touchpoint("Pays", Channel.WEBSITE)))
    assert "no emotions" in line
    assert "no channels" not in line
    assert "dimension-unused" not in recommended()
    assert "dimension-unused" in everything()


def test_a_layer_used_anywhere_is_used() -> None:
    """Evidence of a persona is evidence, and the owner of an idea is an owner."""
    ana = persona("Ana").evidenced_by("12 interviews")
    whole = journey("Gift").walked_by(ana).stage("Purchase", touchpoint("Pays"))
    [told] = said("dimension-unused", whole.opportunity("Hurry", everywhere=True, owner="Cho"))
    assert "evidence" not in told
    assert "owners" not in told
