"""Service blueprint: what stands behind the line of visibility."""

from __future__ import annotations

from helpers.asking import found_at, said
from journeykit import Touchpoint, journey, touchpoint
from journeykit.management import System
from journeykit.model import Journey


def gift(*touchpoints: Touchpoint) -> Journey:
    """A journey of one stage."""
    return journey("Gift").stage("Purchase", *touchpoints)


def test_only_what_the_company_starts_needs_somebody_behind_it() -> None:
    """A customer can do without the company's systems."""
    shop = touchpoint("Shop", systems="Catalogue")
    assert [] == said("frontstage-without-backstage", gift(shop, touchpoint("Talks to a friend")))
    mail = touchpoint("Mail", initiator="company")
    assert [("Mail",)] == found_at("frontstage-without-backstage", gift(shop, mail))
    sent = touchpoint("Mail", initiator="company", backstage="writes it")
    assert [] == said("frontstage-without-backstage", gift(shop, sent))


def test_a_stage_may_recover_all_its_fail_points() -> None:
    """A way on from the stage is a way on from each of its touchpoints; going on is none."""
    pays = touchpoint("Pays", fail_point=True)
    whole = gift(pays).stage("Help", calls := touchpoint("Calls"))
    purchase, _ = whole.stages
    assert 1 == len(said("fail-point-without-recovery", whole.flow(pays >> calls)))
    assert [] == said("fail-point-without-recovery", whole.flow(purchase >> calls, kind="recovery"))
    assert [] == said("fail-point-without-recovery", whole.flow(pays >> pays, kind="retry"))


def test_the_owner_of_a_system_may_stand_where_it_is_declared() -> None:
    """A touchpoint names the system, and the journey who answers for it."""
    used = gift(touchpoint("Pays", systems="Billing"), touchpoint("Shop", systems="Catalogue"))
    declared = journey("Gift", systems=[System("Billing", "Finance")]).stage(used.stages[0])
    assert [("Catalogue",)] == found_at("crosses-visibility-unowned", declared)
    assert [] == said("crosses-visibility-unowned", used)


def test_a_fail_point_that_can_come_at_any_time_stands_in_no_stage() -> None:
    """It is found, like any other."""
    called = gift().anytime(touchpoint("Calls", fail_point=True, backstage="answers"))
    assert [("Calls",)] == found_at("fail-point-without-recovery", called)
