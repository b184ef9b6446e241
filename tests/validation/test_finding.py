"""A finding's identity is what it is about, never how it is said."""

from __future__ import annotations

from attrs import evolve

from journeykit import Element, persona, touchpoint
from journeykit.validation import Finding, Problem

PAYS = Element("touchpoint", ("pays",))
SHOPS = Element("touchpoint", ("shops",))
FOUND = Finding("odd-thing", "ACME101", "warning", "it is odd", (PAYS, SHOPS), ("Pays", "Shops"))


def test_words_names_severity_and_order_do_not_change_the_fingerprint() -> None:
    """A baseline survives new wording, new names and a new order."""
    other = evolve(
        FOUND,
        code="ACME999",
        severity="info",
        message="it is quite odd",
        elements=(SHOPS, PAYS),
        names=("Looks around", "Buys"),
        why="because",
        fix="so",
        options=(("most", 3),),
    )
    assert FOUND.fingerprint == other.fingerprint


def test_rule_place_and_what_is_salient_make_the_fingerprint() -> None:
    """Each of the three tells findings apart."""
    others = [
        FOUND,
        evolve(FOUND, rule="even-thing"),
        evolve(FOUND, elements=(PAYS,), names=("Pays",)),
        evolve(FOUND, salient="price"),
    ]
    assert 4 == len({finding.fingerprint for finding in others})


def test_a_fingerprint_is_the_same_for_ever() -> None:
    """Written down, because baselines in repositories hold it."""
    assert "fca1b3c1af844cb58164" == FOUND.fingerprint


def test_a_problem_takes_one_thing_or_several() -> None:
    """Values with an address, addresses, each once."""
    maya, pays = persona("Maya"), touchpoint("Pays")
    assert (pays.element,) == Problem("odd", pays).at
    assert (maya.element, PAYS) == Problem("odd", [maya, pays, PAYS]).at
