"""Hand-offs: one persona acts while another waits, and the walk of each goes on."""

from __future__ import annotations

from journeykit import Journey, check, journey, persona, touchpoint
from journeykit.coverage.walkthrough_plan import walkthroughs
from journeykit.graph import view_of

BUYER = persona("Buyer")
SELLER = persona("Seller")
ORDERS = touchpoint("Orders", personas=BUYER)
SHIPS = touchpoint("Ships", personas=SELLER)
UNPACKS = touchpoint("Unpacks", personas=BUYER)
RATED = touchpoint("Is rated", personas=SELLER)


def _order() -> Journey:
    """The buyer orders, the seller ships, the buyer unpacks and rates the seller."""
    return (
        journey("Order")
        .walked_by(BUYER, SELLER)
        .stage("Order", ORDERS, SHIPS, UNPACKS, RATED)
        .flow(ORDERS >> SHIPS >> UNPACKS >> RATED)
    )


class TestHandoffs:
    """Which transitions hand over."""

    def test_nobody_shared(self) -> None:
        """A transition between touchpoints that no persona comes to both hands over."""
        assert {*_order().transitions} == view_of(_order()).reachability.handoffs

    def test_somebody_shared(self) -> None:
        """Where one persona can walk it alone, nothing is handed over."""
        seen = touchpoint("Sees the parcel", personas=[BUYER, SELLER])
        told = journey("Order").walked_by(BUYER, SELLER).stage("Order", seen, SHIPS)

        assert frozenset() == view_of(told.flow(seen >> SHIPS)).reachability.handoffs

    def test_for_everybody(self) -> None:
        """A touchpoint for everybody is for each, so nothing is handed over there."""
        seen = touchpoint("Sees the parcel")
        told = journey("Order").walked_by(BUYER, SELLER).stage("Order", seen, SHIPS)

        assert frozenset() == view_of(told.flow(SHIPS >> seen)).reachability.handoffs


class TestAsides:
    """What stands aside for whom."""

    def test_between_own_touchpoints(self) -> None:
        """What others do between two touchpoints of a persona stands aside for it."""
        handoffs_of = view_of(_order()).reachability.persona_handoffs
        assert frozenset({"ships"}) == handoffs_of("buyer").waiting
        assert frozenset({"unpacks"}) == handoffs_of("seller").waiting

    def test_complete(self) -> None:
        """A walk leads through what stands aside, and holds only the persona's own touchpoints."""
        view = view_of(_order())

        assert frozenset({"orders", "unpacks"}) == view.on_complete_walks("buyer")
        assert frozenset({"ships", "is-rated"}) == view.on_complete_walks("seller")
        assert {*_order().transitions} == view.taken_transitions

    def test_steps(self) -> None:
        """Looking for what comes next, a persona looks through what stands aside."""
        walks = view_of(_order()).graph_for("buyer")

        assert (UNPACKS,) == walks.successors("orders")
        assert (ORDERS,) == walks.predecessors("unpacks")

    def test_walkthroughs(self) -> None:
        """A tester who plays one persona is told only of that persona's touchpoints."""
        played = {(walk.persona, walk.names) for walk in walkthroughs(_order()).walks}

        assert {("buyer", ("Orders", "Unpacks")), ("seller", ("Ships", "Is rated"))} == played

    def test_walkthroughs_of_whoever_helps(self) -> None:
        """A part that others only wait for is played by a tester as well, be it one step alone."""
        picks, carries = touchpoint("Picks", personas=SELLER), touchpoint("Carries")
        carrier = persona("Carrier")
        carries = carries.met_by(carrier)
        told = (
            journey("Order")
            .walked_by(BUYER, SELLER, carrier)
            .stage("Order", ORDERS, picks, SHIPS, carries, UNPACKS)
            .flow(ORDERS >> picks >> SHIPS >> carries >> UNPACKS)
        )
        plan = walkthroughs(told)

        assert {
            ("buyer", ("Orders", "Unpacks")),
            ("seller", ("Picks", "Ships")),
            ("carrier", ("Carries",)),
        } == {(walk.persona, walk.names) for walk in plan.walks}
        assert plan.optimal

    def test_left_out_is_not_aside(self) -> None:
        """Between what everybody does, a step for one persona is no hand-off: others pass it."""
        starts, ends = touchpoint("Starts"), touchpoint("Ends")
        view = view_of(
            journey("Order")
            .walked_by(BUYER, SELLER)
            .stage("Order", starts, SHIPS, ends)
            .flow(starts >> SHIPS >> ends)
        )

        assert frozenset() == view.reachability.persona_handoffs("buyer").waiting

    def test_given_away(self) -> None:
        """Who hands over and never hears again is done there."""
        view = view_of(
            journey("Order")
            .walked_by(BUYER, SELLER)
            .stage("Order", ORDERS)
            .stage("Delivery", SHIPS)
            .flow(ORDERS >> SHIPS)
        )

        assert frozenset() == view.reachability.persona_handoffs("buyer").waiting
        assert frozenset({"orders"}) == view.on_complete_walks("buyer")

    def test_shared_hub(self) -> None:
        """Where both come to one place and only the seller acts, the buyer waits for the parcel."""
        inbox = touchpoint("Inbox", personas=[BUYER, SELLER])
        view = view_of(
            journey("Order")
            .walked_by(BUYER, SELLER)
            .stage("Order", ORDERS, inbox, SHIPS, UNPACKS)
            .flow(ORDERS >> inbox >> SHIPS >> UNPACKS)
        )

        assert frozenset({"orders", "inbox", "unpacks"}) == view.on_complete_walks("buyer")

    def test_joining(self) -> None:
        """Where only the buyer has an entry, the seller starts where the buyer hands over."""
        starts = touchpoint("Orders", personas=BUYER, entry=True)
        view = view_of(
            journey("Order")
            .walked_by(BUYER, SELLER)
            .stage("Order", starts, SHIPS, UNPACKS)
            .flow(starts >> SHIPS >> UNPACKS)
        )

        assert frozenset({"ships"}) == view.on_complete_walks("seller")

    def test_waiting_for_a_step_that_only_others_take(self) -> None:
        """The shop is for both; that only the seller goes on to pack keeps the buyer waiting."""
        shop = touchpoint("Shop")
        view = view_of(
            journey("Order")
            .walked_by(BUYER, SELLER)
            .stage("Order", shop, SHIPS, UNPACKS)
            .flow(shop >> SHIPS, personas=[SELLER])
            .flow(SHIPS >> UNPACKS)
        )

        assert frozenset({"shop", "unpacks"}) == view.on_complete_walks("buyer")

    def test_handing_over_again_and_again(self) -> None:
        """A seller who goes round, and hands over each time, is in no trap."""
        checks = touchpoint("Checks orders", personas=SELLER)
        pays = touchpoint("Pays", exit=True)
        view = view_of(
            journey("Order")
            .walked_by(BUYER, SELLER)
            .stage("Order", checks, SHIPS, UNPACKS, pays)
            .flow(checks >> SHIPS >> UNPACKS >> pays)
            .flow(SHIPS >> checks, kind="loop")
        )

        assert () == view.graph_for("seller").traps
        assert frozenset({"checks-orders", "ships", "pays"}) == view.on_complete_walks("seller")

    def test_ordering_again(self) -> None:
        """Who takes part in a round that others begin anew is done wherever it hands over."""
        view = view_of(
            journey("Order")
            .walked_by(BUYER, SELLER)
            .stage("Order", ORDERS)
            .stage("Delivery", SHIPS)
            .stage("Use", UNPACKS)
            .flow(ORDERS >> SHIPS >> UNPACKS)
            .flow(UNPACKS >> ORDERS, kind="loop")
        )

        assert view.graph_for("seller").can_finish
        assert frozenset({"ships"}) == view.on_complete_walks("seller")
        assert () == check(view.journey).of("persona-without-path")

    def test_leaving(self) -> None:
        """Where only the seller has an exit, the buyer ends where the seller takes over."""
        ends = touchpoint("Ships", personas=SELLER, exit=True)
        view = view_of(
            journey("Order")
            .walked_by(BUYER, SELLER)
            .stage("Order", ORDERS, ends)
            .flow(ORDERS >> ends)
        )

        assert frozenset({"orders"}) == view.on_complete_walks("buyer")
