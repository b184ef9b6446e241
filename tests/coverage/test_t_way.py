"""Combined factors of journeys, against the worked example and by brute force."""

from __future__ import annotations

from fractions import Fraction
from itertools import product

import pytest
from hypothesis import given

import journeykit as jk
from journeykit import Channel, Journey
from journeykit.coverage import t_way
from journeykit.errors import UnknownReferenceError
from journeykit.testing.strategies import journeys

ana, ben, cho = (jk.persona(name) for name in ("ana", "ben", "cho"))
WEB, EMAIL, STORE, PHONE = Channel.WEBSITE, Channel.EMAIL, Channel.IN_STORE, Channel.PHONE

SHOP = (
    jk.journey("Web shop")
    .walked_by(ana, ben, cho)
    .stage(
        "awareness",
        jk.touchpoint("a1", WEB, personas=[ana, ben]),
        jk.touchpoint("a2", EMAIL, personas=[cho]),
    )
    .stage("consideration", jk.touchpoint("c1", WEB), jk.touchpoint("c2", STORE, personas=[ben]))
    .stage(
        "purchase",
        jk.touchpoint("p1", WEB, personas=[ana]),
        jk.touchpoint("p2", STORE, personas=[ben, cho]),
    )
    .stage(
        "experience",
        jk.touchpoint("e1", PHONE),
        jk.touchpoint("e2", EMAIL, personas=[ana, cho]),
    )
    .stage("advocacy")
)


def test_the_worked_example_of_three_factors() -> None:
    """11/12 values, 30/47 pairs and 15/60 triples."""
    assert [(11, 12), (30, 47), (15, 60)] == [
        (found.covered, found.valid) for found in (t_way(SHOP, strength) for strength in (1, 2, 3))
    ]


def test_the_worked_example_with_what_cannot_be() -> None:
    """What is not applicable or not offered has left the denominator: 30/43 and 15/48."""
    shop = SHOP.not_applicable(cho, "advocacy", reason="forbidden by contract")
    offered = {"awareness": [WEB, EMAIL], "advocacy": [WEB, EMAIL, PHONE]}

    assert [(30, 43), (15, 48)] == [
        (found.covered, found.valid)
        for found in (t_way(shop, strength, offered=offered) for strength in (2, 3))
    ]


@pytest.mark.parametrize("factors", [("persona", "stage"), ("persona", "channel"), ("persona",)])
def test_what_a_stage_offers_matters_only_beside_channels(factors: tuple[str, ...]) -> None:
    """Where stage and channel are not taken together, no offer leaves anything out."""
    offered = {"awareness": [WEB], "advocacy": [PHONE]}
    strength = len(factors)

    assert t_way(SHOP, strength, factors, offered=offered) == t_way(SHOP, strength, factors)


def test_emotions_and_factors_of_your_own_take_part() -> None:
    """Any function of a touchpoint and a persona is a factor."""
    shop = jk.journey("Shop").walked_by(ana).stage(
        "Buy",
        jk.touchpoint("Pays", WEB).feels(ana, +1),
        jk.touchpoint("Waits", WEB, optional=True).feels(ana, -1),
    )  # fmt: skip

    found = t_way(
        shop,
        2,
        ["emotion", "optional"],
        further={"optional": lambda _view, t, _persona: ["yes" if t.optional else "no"]},
    )

    assert (Fraction(1, 2), 2, 4) == (found.total, found.covered, found.valid)


def test_an_unknown_factor_is_named() -> None:
    """A misspelt factor says what was meant."""
    with pytest.raises(UnknownReferenceError, match='did you mean "channel"'):
        t_way(SHOP, 1, ["chanel"])


@given(journeys())
def test_pairs_of_persona_and_stage_agree_with_brute_force(journey: Journey) -> None:
    """Every pair of a persona and a stage that some touchpoint joins, out of all that may be."""
    excluded = {(cell.persona, cell.stage) for cell in journey.excluded}
    every = set(product((p.key for p in journey.personas), (s.key for s in journey.stages)))
    met = {
        (persona, stage.key)
        for stage in journey.stages
        for touchpoint in stage.touchpoints
        for persona, _ in every
        if touchpoint.is_for(persona)
    }

    found = t_way(journey, 2, ["persona", "stage"])

    assert (len(met - excluded), len(every - excluded)) == (found.covered, found.valid)
