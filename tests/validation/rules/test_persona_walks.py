"""Persona walks: nobody is left standing where others go on."""

from __future__ import annotations

from helpers.asking import found_at, said
from journeykit import Journey, attribute, journey, otherwise, persona, stage, touchpoint

MAYA, BEN = persona("Maya"), persona("Ben")
A, B, C, D = (touchpoint(name) for name in ("Ad", "Basket", "Chat", "Delivery"))
WHOLE = journey("Buying").walked_by(MAYA, BEN).stage("One", A, B).stage("Two", C)


class TestPersonaDeadEnd:
    """Who gets through, and still is stranded on the way."""

    def test_ways_for_others(self) -> None:
        """Ben comes to the basket, and the way on from there is for Maya."""
        fork = WHOLE.flow(A >> C).flow(A >> B)
        message = 'Ben is stuck at "Basket": no next step is open to them'

        assert [message] == said("persona-dead-end", fork.flow(B >> C, personas=[MAYA]))
        assert [] == said("persona-dead-end", fork.flow(B >> C, personas=[MAYA, BEN]))

    def test_what_follows_is_for_others(self) -> None:
        """The chat is for Maya, so that nothing follows the basket for Ben."""
        chat = touchpoint("Chat", personas=[MAYA])
        one = journey("Buying").walked_by(MAYA, BEN).stage("One", A, B).stage("Two", chat, D)
        fork = one.flow(A >> D).flow(A >> B).flow(B >> chat >> D)

        assert [("Basket",)] == found_at("persona-dead-end", fork)

    def test_a_circle_for_one(self) -> None:
        """Ben goes round between basket and chat, and only Maya gets out."""
        one = journey("Buying").walked_by(MAYA, BEN).stage("One", A, B, C).stage("Two", D)
        round_and_round = one.flow(A >> D).flow(A >> B >> C >> B).flow(C >> D, personas=[MAYA])

        assert [("Basket", "Chat")] == found_at("persona-dead-end", round_and_round)

    def test_nobody_goes_on(self) -> None:
        """What strands everybody is a dead end, and is told as one."""
        whole = WHOLE.flow(A >> C).flow(A >> B)

        assert [] == said("persona-dead-end", whole)
        assert [("Basket",)] == found_at("dead-end", whole)

    def test_no_way_through_at_all(self) -> None:
        """Whose only way breaks off has no path, which says more."""
        whole = WHOLE.flow(A >> B).flow(B >> C, personas=[MAYA])

        assert [] == said("persona-dead-end", whole)
        assert [("Ben",)] == found_at("persona-without-path", whole)

    def test_a_condition_that_is_not_met(self) -> None:
        """Who meets no condition is told of where the conditions are."""
        adult = persona("Ann", demographics={"age": 30})
        child = persona("Tim", demographics={"age": 9})
        whole = journey("Buying").walked_by(adult, child).stage("One", A, B).stage("Two", C)
        fork = whole.flow(A >> C).flow(A >> B).flow(B >> C, when=attribute("age").at_least(18))

        assert [] == said("persona-dead-end", fork)
        assert [("Basket",)] == found_at("incomplete-guards", fork)
        assert [] == said("incomplete-guards", fork.flow(B >> C, when=otherwise))

    def test_handing_over_is_no_end(self) -> None:
        """Who hands the rest to somebody else is done."""
        orders = touchpoint("Orders", personas=[MAYA])
        pays = touchpoint("Pays", personas=[MAYA], exit=True)
        ships = touchpoint("Ships", personas=[BEN], exit=True)
        sale = journey("Sale").walked_by(MAYA, BEN).stage("Sale", A, orders, pays, ships)
        whole = sale.flow(A >> pays).flow(A >> orders >> ships)

        assert ("Orders",) not in found_at("persona-dead-end", whole)


def _advice(*, way_in: bool) -> Journey:
    """Advice for Ben in a stage that leads on for whoever is led there."""
    advice = stage("Advice", B, touchpoint("Tastes", personas=[BEN]))
    whole = journey("Wine").walked_by(MAYA, BEN).stage("One", A).stage(advice).stage("Two", C)
    return whole.flow(A >> C).flow(A >> advice, personas=[MAYA, BEN] if way_in else [MAYA])


class TestTouchpointOutOfReach:
    """What was made for somebody who never comes."""

    def test_the_way_is_for_others(self) -> None:
        """The tasting is for Ben, and only Maya is led to its stage."""
        message = '"Tastes" is for "Ben", who cannot get there'

        assert [message] == said("touchpoint-out-of-reach", _advice(way_in=False))
        assert [] == said("touchpoint-out-of-reach", _advice(way_in=True))

    def test_behind_a_way_nobody_takes(self) -> None:
        """The way that nobody takes is told, and not what lies behind it."""
        tasting = touchpoint("Tastes", personas=[BEN])
        whole = journey("Wine").walked_by(MAYA, BEN).stage("One", A).stage("Two", C, tasting)
        shut = whole.flow(A >> C).flow(A >> tasting, personas=[MAYA])

        assert [] == said("touchpoint-out-of-reach", shut)
        assert ['no persona can take "Ad → Tastes"'] == said("persona-branch-uncovered", shut)

    def test_nobody_comes(self) -> None:
        """What no customer at all comes to is an unreachable touchpoint."""
        tasting = touchpoint("Tastes", personas=[BEN])
        whole = journey("Wine").walked_by(MAYA, BEN).stage("One", A, tasting).stage("Two", C)

        assert [] == said("touchpoint-out-of-reach", whole.flow(A >> C).flow(C >> A, kind="loop"))


class TestHandOffs:
    """A hand-off is a transition that two personas take together."""

    def test_given_away(self) -> None:
        """Maya orders, Ben ships: the way from the one to the other is taken."""
        orders, ships = touchpoint("Orders", personas=[MAYA]), touchpoint("Ships", personas=[BEN])
        sale = journey("Sale").walked_by(MAYA, BEN).stage("Sale", orders, ships)

        assert [] == said("persona-branch-uncovered", sale.flow(orders >> ships))
