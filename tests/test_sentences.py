"""What a sentence can say: each saying as a person writes it, and what becomes of it everywhere."""

from __future__ import annotations

import attrs
import pytest

import journeykit as jk
from journeykit import Channel, Metric, Opportunity, Pain, journey, persona, touchpoint
from journeykit.errors import UnknownReferenceError
from journeykit.validation import everything

MAYA = persona("Maya")


def test_a_severity_or_status_that_nobody_stated_is_a_value_of_its_own() -> None:
    """It is not the middle of the scale: that can be stated, is kept, written and drawn."""
    pays = touchpoint("Pays", Channel.WEBSITE).hurts(MAYA, "slow", Pain("dear", severity=3))
    shop = journey("Shop").walked_by(MAYA).stage("Buy", pays).opportunity("Faster", pays)
    shop = shop.opportunity("Cheaper", pays, status="idea")

    slow, dear = shop.touchpoints[0].experiences[0].pains
    assert (None, 3) == (slow.severity, dear.severity)
    assert [None, "idea"] == [each.status for each in shop.opportunities]
    assert shop == jk.loads(jk.dumps(shop))
    assert '"severity": 3' in jk.dumps(shop)
    assert "severity 3 of 5" in jk.draw(shop, "map").text()
    assert 1 == jk.draw(shop, "map").text().count("severity")
    assert Opportunity("Faster").open


def test_own_words_are_taken_and_slips_of_known_ones_are_not() -> None:
    """A kind, a purpose, a role and a state may be anybody's, but not a misspelt known word."""
    shame = Pain("everybody hears it", "shame")
    told = touchpoint("Is told the result", purpose="diagnosis").hurts(MAYA, shame)
    queue = Metric("People waiting", "places on a list")
    clinic = journey("Clinic", state="pilot", metrics=queue).walked_by(MAYA)
    clinic = clinic.stage("Treatment", told, roles=["treatment", "experience"])

    assert clinic == jk.loads(jk.dumps(clinic))
    assert [] == [f for f in jk.check(clinic).findings if f.severity == "error"]
    assert frozenset({"experience"}) == jk.view_of(clinic).scope
    for slip, meant in (
        (lambda: Pain("slow", "waitng"), "waiting"),
        (lambda: Metric("Sales", "revenu"), "revenue"),
        (lambda: touchpoint("Calls", purpose="suport"), "support"),
        (lambda: jk.stage("Buy", roles="purchse"), "purchase"),
        (lambda: journey("Shop", state="asis"), "as-is"),
    ):
        with pytest.raises(UnknownReferenceError, match=f'did you mean "{meant}"'):
            slip()


def test_what_people_do_alone_is_no_contact() -> None:
    """Nothing is handed over to nobody, and no declared channel is missed."""
    reads = touchpoint("Reads the letter at the kitchen table", Channel.SELF)
    calls = touchpoint("Calls", Channel.PHONE)
    made = journey("Care", channels=Channel.PHONE).walked_by(MAYA)
    made = made.stage("Hear", reads).stage("Ask", calls).flow(reads >> calls)

    assert not Channel.SELF.is_contact
    report = jk.check(made, everything())
    for rule in ("switch-without-handover", "unknown-channel", "isolated-channel"):
        assert not [f for f in report.of(rule) if "reads" in str(f.elements)]


def test_a_channel_of_ones_own_has_no_class_until_one_is_given() -> None:
    """It is drawn as what it is: a name, and no screen."""
    desk = Channel("Help point")
    assert desk.channel_class is None
    assert not desk.online
    made = journey("Station").stage("Ask", touchpoint("Asks", desk))
    assert "digital" not in jk.draw(made, "map").text()
    assert made == jk.loads(jk.dumps(made))


def test_a_range_at_the_end_is_read_at_its_low_end_and_drawn_as_a_span() -> None:
    """Nobody said that people felt 0, so nothing says it either."""
    ends = touchpoint("Pays").feels(MAYA, low=-1, high=1)
    shop = journey("Shop").walked_by(MAYA).stage("Look", touchpoint("Looks").feels(MAYA, 1))
    shop = shop.stage("Buy", ends).flow(shop["looks"] >> ends)

    assert None is ends.experiences[0].emotion.valence  # type: ignore[union-attr]
    assert -1 == ends.valence_of("maya")
    assert jk.check(shop, everything()).of("ends-on-low")
    shown = jk.draw(shop, "map").text()
    assert "from −1 to +1" in shown
    assert "Maya at 2 Pays: 0" not in shown
    assert shop == jk.loads(jk.dumps(shop))


def test_what_is_felt_on_a_plan_is_expected() -> None:
    """The state says it, so that nobody has to say it at every touchpoint."""
    pays = touchpoint("Pays").feels(MAYA, 1)
    plan = journey("Shop", state="to-be").walked_by(MAYA).stage("Buy", pays)

    assert plan.is_plan
    assert "+1; expected" in jk.draw(plan, "map").text()
    assert "expected" not in jk.draw(attrs.evolve(plan, state="as-is"), "map").text()
    assert not jk.check(plan, everything()).of("emotion-claimed-on-plan")
