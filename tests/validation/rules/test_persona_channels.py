"""Persona channels: met where they like to be, and not only where they do not."""

from __future__ import annotations

from helpers.asking import asked, found_at, said
from journeykit import Channel, Touchpoint, journey, persona, touchpoint
from journeykit.model import Journey
from journeykit.validation import check, everything

LIKES = persona("Maya", prefers=Channel.PHONE)
AVOIDS = persona("Maya", avoids=Channel.PHONE)
CALL = touchpoint("Calls", Channel.PHONE)
FORM = touchpoint("Fills in a form", Channel.WEBSITE)


def gift(*touchpoints: Touchpoint, who: object = LIKES) -> Journey:
    """Maya buys a gift."""
    return journey("Gift").walked_by(who).stage("Purchase", *touchpoints)  # type: ignore[arg-type]


def test_a_touchpoint_away_from_every_preferred_channel_is_told() -> None:
    """The phone is offered, and for the form she has to go elsewhere."""
    told = 'Maya has a touchpoint on no preferred channel: "Fills in a form"'
    assert [told] == said("preferred-channel-missing", gift(CALL, FORM))


def test_channels_of_the_same_class_places_and_others_are_left_alone() -> None:
    """In person is as good as by phone; a place is where it is; others speak where they like."""
    fine = (
        touchpoint("Talks to sales", Channel.SALES),
        touchpoint("Goes there", Channel.IN_STORE),
        touchpoint("Reads reviews", Channel.REVIEWS),
        touchpoint("Looks around", Channel.WEBSITE, optional=True),
    )
    assert [] == said("preferred-channel-missing", gift(CALL, *fine))


def test_where_no_preferred_channel_is_offered_another_rule_speaks() -> None:
    """It is told once."""
    assert [] == said("preferred-channel-missing", gift(FORM))
    assert [("Maya",)] == found_at("preferred-channel-absent", gift(FORM))


def test_a_persona_reached_only_on_an_avoided_channel_at_one_touchpoint_is_told() -> None:
    """The stage offers a form as well, and still the company calls her."""
    begun = touchpoint("Is called", Channel.PHONE, initiator="company")
    whole = gift(FORM, begun, who=AVOIDS)
    assert [("Is called", "Maya")] == found_at("only-avoided-channel", whole)
    optional = touchpoint("Is called", Channel.PHONE, initiator="company", optional=True)
    assert [] == said("only-avoided-channel", gift(FORM, optional, who=AVOIDS))
    assert [] == said("only-avoided-channel", gift(FORM, CALL, who=AVOIDS))


def test_what_everybody_has_to_pass_on_an_avoided_channel_is_told() -> None:
    """There is no way around the call."""
    whole = gift(FORM, CALL, who=AVOIDS).flow(FORM >> CALL)
    assert [("Calls", "Maya")] == found_at("only-avoided-channel", whole)
    [finding] = asked("only-avoided-channel", gift(CALL, who=AVOIDS))
    assert ("Maya × Purchase",) == finding.names


def test_nobody_who_has_no_preference_is_judged() -> None:
    """Not applicable, and never passed."""
    rules = everything().select(
        "preferred-channel-absent",
        "preferred-channel-missing",
        "preferred-channel-missing-at-stage",
        "only-avoided-channel",
    )
    report = check(gift(CALL, FORM, who=persona("Ben")), rules)
    assert ((), 4) == (report.passed, len(report.inapplicable))
