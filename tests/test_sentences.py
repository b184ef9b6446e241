"""What a sentence can say: each saying as a person writes it, and what becomes of it everywhere."""

from __future__ import annotations

import journeykit as jk
from journeykit import Channel, Opportunity, Pain, journey, persona, touchpoint

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
