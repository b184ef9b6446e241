"""Two journeys in one: the second, with what is gone put back where it stood."""

from __future__ import annotations

import attrs
from hypothesis import given

from journeykit import Journey, Stage, journey, persona, touchpoint
from journeykit.changes.combined import combined, renamed
from journeykit.testing.strategies import journeys

MAYA, TOM = persona("Maya"), persona("Tom")


def test_what_is_gone_stands_behind_what_it_stood_behind() -> None:
    """Touchpoints and stages alike; what moved stands at its new place alone."""
    a, b, c, d = map(touchpoint, "ABCD")
    before = journey("J").stage("One", a, b, c).stage("Two", d).stage("Three")
    after = journey("J").stage("One", a, c, touchpoint("E")).stage("Three", d)

    both = combined(before, after)

    assert [("One", ["A", "B", "C", "E"]), ("Two", []), ("Three", ["D"])] == [
        (stage.name, [each.name for each in stage.touchpoints]) for stage in both.stages
    ]


def test_feelings_are_those_of_the_second_alone() -> None:
    """What was thought and suffered before is kept, what was felt is not."""
    before = touchpoint("Pays").feels(MAYA, -2).thinks(MAYA, "Why?").hurts(MAYA, "costs")
    after = touchpoint("Pays").feels(MAYA, 1).thinks(MAYA, "Good.")
    one, other = (
        journey("J").walked_by(*who).stage("S", pays)
        for who, pays in (((MAYA, TOM), before.feels(TOM, 1)), ((MAYA,), after))
    )

    maya, tom = combined(one, other).touchpoints[0].experiences

    assert (1, ("Good.", "Why?"), ["costs"]) == (
        maya.emotion and maya.emotion.valence,
        maya.thoughts,
        [pain.text for pain in maya.pains],
    )
    assert (tom.persona, tom.emotion) == ("tom", None)


def test_of_a_stage_and_the_journey_both_are_kept_too() -> None:
    """Thoughts and pain points of either, and feelings that the second says nothing of."""
    home = journey("J").walked_by(MAYA)
    thinks, feels = home.thinks(MAYA, "Why?").experiences, home.feels(MAYA, 1).experiences
    stages = Stage("S", pains="queues", experiences=thinks), Stage("T", experiences=feels)
    one = attrs.evolve(home.feels(MAYA, -1).thinks(MAYA, "Long."), stages=stages)
    other = home.thinks(MAYA, "Short.").stage(Stage("S", experiences=feels))

    both = combined(one, other)

    assert ("Short.", "Long.") == both.experiences[0].thoughts
    assert [("Why?",), ()] == [stage.experiences[0].thoughts for stage in both.stages]
    assert ["queues"] == [pain.text for pain in both.stages[0].pains]
    felt = [e.emotion for e in (*both.experiences, *both.stages[0].experiences)]
    assert [-1, 1] == [emotion and emotion.valence for emotion in felt]


def test_keys_are_renamed_wherever_they_stand() -> None:
    """In flows, experiences, opportunities and waivers."""
    pays = touchpoint("Pays").feels(MAYA, 1)
    before = journey("J").walked_by(MAYA).stage("Buy", pays).flow(pays >> pays)
    before = before.opportunity("Faster", pays).not_applicable(MAYA, "Buy", reason="no")

    now = renamed(before, {"pays": "checkout", "maya": "ann", "buy": "purchase"})

    assert "checkout" == now.touchpoints[0].key
    assert "ann" == now.touchpoints[0].experiences[0].persona
    assert "transition:checkout/checkout" == str(now.transitions[0].element)
    assert "touchpoint:checkout" == str(now.opportunities[0].addresses[0])
    assert ("ann", "purchase") == (now.excluded[0].persona, now.excluded[0].stage)
    assert before is renamed(before, {})


@given(journeys(), journeys())
def test_any_two_journeys_make_one(before: Journey, after: Journey) -> None:
    """Everything of both is there, once."""
    both = combined(before, after)

    for things in ("personas", "stages", "touchpoints", "opportunities"):
        keys = [each.key for each in getattr(both, things)]
        assert len(keys) == len(set(keys))
        assert set(keys) == {each.key for one in (before, after) for each in getattr(one, things)}


@given(journeys())
def test_a_journey_with_itself_is_itself(one: Journey) -> None:
    """Nothing is added where nothing differs."""
    assert one == combined(one, one)
