"""The plan of a usability test: valid walks, as few as can be, over every way."""

from __future__ import annotations

from hypothesis import given

import journeykit as jk
from helpers.walking import crossing_journeys
from journeykit import Journey
from journeykit.coverage import prime_path_coverage, walkthroughs
from journeykit.graph import view_of
from journeykit.testing.strategies import journeys

ana, ben = jk.persona("Ana"), jk.persona("Ben")
ad, shop, basket, reminder, pays = (
    jk.touchpoint(name) for name in ("Ad", "Shop", "Basket", "Reminder", "Pays")
)
SALE = (
    jk.journey("Sale")
    .walked_by(ana)
    .stage("Look", ad, shop)
    .stage("Buy", basket, reminder, pays)
    .flow(ad >> shop >> pays)
    .flow(shop >> basket >> reminder >> pays)
)


def test_two_walks_take_all_five_ways() -> None:
    """One walk buys at once, the other comes back for the basket."""
    plan = walkthroughs(SALE)

    assert (True, 2) == (plan.optimal, plan.lower_bound)
    assert {"Ana: Ad → Shop → Pays", "Ana: Ad → Shop → Basket → Reminder → Pays"} == {
        str(walk) for walk in plan.walks
    }
    assert {*SALE.transitions} == {step for walk in plan.walks for step in walk.transitions}


def test_a_way_of_one_persona_is_walked_by_that_persona() -> None:
    """What only Ben may do is tried with Ben."""
    sale = SALE.walked_by(ben).flow(ad >> pays, personas=[ben])

    plan = walkthroughs(sale)

    assert ["ben"] == [
        walk.persona for walk in plan.walks if sale.transitions[5] in walk.transitions
    ]


def test_nobody_meets_a_touchpoint_twice_in_a_row() -> None:
    """Nor is anybody called by a key: Bo passes what is for Ann only, and does not come back."""
    ann, bo = jk.persona("Ann"), jk.persona("Bo")
    meet, only, wait = (
        jk.touchpoint("Meet"),
        jk.touchpoint("Pays", personas=[ann]),
        jk.touchpoint("Wait"),
    )
    made = (
        jk.journey("J").walked_by(ann, bo).stage("S", meet, only, wait).flow(meet >> only >> wait)
    )

    assert ["Ann: Meet → Pays → Wait", "Bo: Meet → Wait"] == [
        str(walk) for walk in walkthroughs(made).walks
    ]


def test_without_personas_anybody_walks() -> None:
    """The plan needs no persona, and says none."""
    plan = walkthroughs(jk.journey("One").stage("Buy", ad, pays).flow(ad >> pays))

    assert "1. Ad → Pays" == str(plan)


def test_a_notebook_shows_the_plan_as_a_list() -> None:
    """One item a walk; what people wrote is text there and no markup."""
    odd = jk.touchpoint("<Pays> & דנה")
    plan = walkthroughs(jk.journey("One").walked_by(ana).stage("Buy", ad, odd).flow(ad >> odd))

    way = "<bdi>Ad</bdi> → <bdi>&lt;Pays&gt; &amp; דנה</bdi>"
    expected = f"<ol><li><strong><bdi>Ana</bdi></strong>: {way}</li></ol>"
    assert expected == plan._repr_html_()
    assert "<p>no walks</p>" == walkthroughs(jk.journey("Empty"))._repr_html_()


def test_leaving_and_asking_for_help_are_tried_too() -> None:
    """A walk may end where people leave, and passes by what can come at any time."""
    gone, calls = jk.touchpoint("Gives up", outcome="abandoned"), jk.touchpoint("Calls")
    sale = jk.journey("One").stage("Buy", ad, gone, pays).anytime(calls)

    plan = walkthroughs(sale.flow(ad >> pays).flow(ad >> gone).flow(ad >> calls))

    assert {"Ad → Calls → Ad → Pays", "Ad → Gives up"} == {
        " → ".join(walk.names) for walk in plan.walks
    }


def test_a_call_that_leads_on_for_one_and_back_for_another() -> None:
    """Each tester is told one call, and then what follows for the persona played."""
    calls, offer = jk.touchpoint("Calls"), jk.touchpoint("Offer", personas=[ben])
    sale = jk.journey("One").walked_by(ana, ben).stage("Buy", ad, offer, pays).anytime(calls)

    plan = walkthroughs(sale.flow(ad >> pays).flow(ad >> calls >> offer >> pays))

    told = {(walk.persona, " → ".join(walk.names)) for walk in plan.walks}
    assert ("ben", "Ad → Calls → Offer → Pays") in told
    assert plan.walks == tuple(dict.fromkeys(plan.walks))


def test_prime_paths_toured_by_the_plan() -> None:
    """The plan tours both ways from the ad to the payment."""
    coverage = prime_path_coverage(SALE)

    assert (2, 0, False) == (len(coverage.toured), len(coverage.missing), coverage.truncated)
    assert "touchpoint:ad" == str(coverage.toured[0][0])


@given(journeys() | crossing_journeys())
def test_walks_are_valid_and_take_whatever_can_be_taken(journey: Journey) -> None:
    """Each walk goes from an entry of its persona to an end, and no way that it walks is left out.

    What nobody walks alone, a hand-off, is not in the plan; nor is what leads from no walk, but
    from what comes at any time or from the end, to what comes at any time.
    """
    view = view_of(journey)
    plan = walkthroughs(view)

    for walk in plan.walks:
        walks = view.graph_for(walk.persona) if walk.persona else view.graph
        exits = {touchpoint.key for touchpoint in walks.exits}
        drop_offs = {touchpoint.key for touchpoint in walks.drop_offs}
        assert walk.touchpoints[0] in walks.entry_keys
        last = view.touchpoint(walk.touchpoints[-1])
        seen_off = last.outcome != "completed" or last.purpose == "offboarding"
        leaves = seen_off or last.element in {
            step.target for step in journey.transitions if step.kind == "churn"
        }
        assert last.key in exits | drop_offs or (leaves and last.key in view.any_time)
    taken = {step for walk in plan.walks for step in walk.transitions}
    assert taken <= view.taken_transitions
    for step in view.taken_transitions - taken - view.reachability.handoffs:
        assert step.target.key in view.any_time
        assert step.source.kind == "stage" or step.source.key in view.any_time


def test_who_leaves_at_any_time_does_not_come_back() -> None:
    """Whoever cancels, or churns, or gives up, is gone; whoever asks the help line goes on."""
    sees, uses = jk.touchpoint("Sees"), jk.touchpoint("Uses")
    asks, cancels = jk.touchpoint("Asks"), jk.touchpoint("Cancels", purpose="offboarding")
    confirmed = jk.touchpoint("Is confirmed")
    told = jk.journey("Rent").stage("Before", sees).stage("Now", uses).flow(sees >> uses)

    assert ["Sees → Uses → Asks → Uses", "Sees → Cancels"] == [
        str(walk)
        for walk in walkthroughs(
            told.anytime(asks, cancels).flow(uses >> asks).flow(sees >> cancels)
        ).walks
    ]
    left = told.anytime(cancels, confirmed).flow(uses >> cancels >> confirmed, kind="churn")
    assert all(str(walk).endswith("Cancels → Is confirmed") for walk in walkthroughs(left).walks)
