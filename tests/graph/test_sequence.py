"""What comes directly after what."""

from __future__ import annotations

from hypothesis import given

from journeykit import Journey, journey, persona, stage, touchpoint, view_of
from journeykit.graph.sequence import followers
from journeykit.testing.strategies import journeys

A, B, C, D = map(touchpoint, "ABCD")


def told(made: Journey) -> dict[str, str]:
    """What follows each touchpoint, as one word."""
    return {key: "".join(after) for key, after in followers(view_of(made).graph).items()}


def test_without_transitions_touchpoints_follow_as_they_were_written() -> None:
    """Within a stage, and from the last of one to the first of the next."""
    made = journey("J").stage("S", A, B).stage("T", C, D)
    assert {"a": "b", "b": "c", "c": "d", "d": ""} == told(made)


def test_declared_transitions_are_followed_and_returns_are_not() -> None:
    """A fork has two followers; what leads back is none."""
    made = journey("J").stage("S", A, B, C, D).flow(A >> B >> D).flow(A >> C >> D).flow(D >> A)
    assert {"a": "bc", "b": "d", "c": "d", "d": ""} == told(made)


def test_nothing_follows_who_leaves_for_good() -> None:
    """Where nobody stated an order, the next one follows what was before the failure."""
    failed = touchpoint("B", outcome="failed")
    assert {"a": "bc", "b": "", "c": ""} == told(journey("J").stage("S", A, failed, C))


def test_parallel_stages_do_not_follow_each_other() -> None:
    """Both follow what is before, and lead to what is after."""
    one, two, three = stage("1", A), stage("2", B, after=["1"]), stage("3", C, after=["1"])
    made = journey("J").stage(one).stage(two).stage(three).stage("4", D, after=[two, three])
    assert {"a": "bc", "b": "d", "c": "d", "d": ""} == told(made)


def test_a_stage_that_may_be_skipped_is_not_stepped_over() -> None:
    """Who skips it goes on; but nobody stated that one directly follows the other."""
    made = journey("J").stage("S", A).stage(stage("T", B, optional=True)).stage("U", C)
    assert {"a": "b", "b": "c", "c": ""} == told(made)


def test_what_can_come_at_any_time_follows_nothing() -> None:
    """It has no place in the order."""
    made = journey("J").stage("S", A, B).anytime(C).flow(A >> C)
    assert {"a": "b", "b": "", "c": ""} == told(made.flow(A >> B))


def test_a_persona_follows_where_others_act_meanwhile() -> None:
    """For the buyer, the message comes after the order, whatever the seller does."""
    buyer, seller = persona("Buyer"), persona("Seller")
    order, ships = touchpoint("Order", personas=buyer), touchpoint("Ships", personas=seller)
    message = touchpoint("Message", personas=buyer)
    made = journey("J").walked_by(buyer, seller).stage("S", order, ships, message)
    made = made.flow(order >> ships >> message)
    assert {"order": ("message",), "message": ()} == followers(view_of(made).graph_for("buyer"))


@given(journeys())
def test_what_follows_stands_later(made: Journey) -> None:
    """Whatever the journey, steps lead on: a line drawn through it never turns back."""
    order = {t.key: index for index, t in enumerate(made.touchpoints)}
    for key, after in followers(view_of(made).graph).items():
        assert all(order[key] < order[each] for each in after)
