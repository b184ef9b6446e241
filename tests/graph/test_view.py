"""The view: the questions that rules and measures share, each answered once."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from journeykit import (
    Channel,
    Element,
    Goal,
    Metric,
    Opportunity,
    Pain,
    Segment,
    attribute,
    cell,
    element_of,
    in_segment,
    journey,
    otherwise,
    persona,
    stage,
    touchpoint,
)
from journeykit.errors import ModelError, UnknownReferenceError
from journeykit.graph import View, view_of

GOAL = Goal("a gift by Friday", key="g1")
MAYA = persona("Maya", goals=GOAL, pains="hidden costs", demographics={"age": 36})
TOM = persona("Tom", prefers=Channel.PHONE, demographics={"age": 15})
AD = touchpoint("Ad", Channel.ADVERTISING).feels(MAYA, +1)
SHOP = touchpoint("Shop", systems="CRM").hurts(TOM, "slow")
PAYS = touchpoint("Pays", personas=MAYA, metrics=Metric("NPS")).serves(MAYA, GOAL)
HELP = touchpoint("Help")
GIFT = (
    journey("Gift", segments=[Segment("Adults", attribute("age").at_least(18))])
    .walked_by(MAYA, TOM)
    .stage("Awareness", AD)
    .stage("Choice", SHOP, optional=True)
    .stage("Purchase", PAYS)
    .anytime(HELP)
    .flow(AD >> SHOP)
    .flow(SHOP >> PAYS, when=in_segment("adults"))
    .opportunity("Show costs", MAYA.pains[0], stage("Purchase"))
    .opportunity(Opportunity("Dropped", [AD.element], status="dropped"))
    .not_applicable(TOM, "Purchase", reason="a minor")
)
VIEW = view_of(GIFT)


def test_a_view_has_parts_and_is_none_of_them() -> None:
    """What a view is asked, the part answers that knows; both say the same."""
    assert (View, object) == View.__mro__
    parts = (VIEW.index, VIEW.content, VIEW.persona_stages, VIEW.reachability, VIEW.names)
    for name, question in vars(View).items():
        if isinstance(question, property):
            assert [getattr(VIEW, name)] == [getattr(p, name) for p in parts if hasattr(p, name)]


def test_things_are_found_by_their_keys() -> None:
    """And missed with the nearest that is there."""
    assert (AD, MAYA) == (VIEW.touchpoint("ad"), VIEW.persona("maya"))
    assert "Awareness" == VIEW.stage("awareness").name
    home = VIEW.stage_of("ad")
    assert home is not None
    assert "awareness" == home.key
    assert VIEW.stage_of("help") is None
    for find, kind in ((VIEW.touchpoint, "touchpoint"), (VIEW.stage, "stage")):
        with pytest.raises(UnknownReferenceError, match=f'unknown {kind} "pay"'):
            find("pay")
    with pytest.raises(UnknownReferenceError, match='did you mean "maya"'):
        VIEW.persona("maja")


@pytest.mark.parametrize(
    "key", ["maja", "", MAYA, 5, []], ids=["near", "none", "value", "number", "list"]
)
@pytest.mark.parametrize(
    "ask",
    [
        VIEW.persona,
        VIEW.touchpoints_of,
        VIEW.required_stages_of,
        VIEW.graph_for,
        lambda key: VIEW.can_reach(key, "ad"),
        VIEW.reachable,
        VIEW.on_complete_walks,
    ],
)
def test_a_persona_that_is_none_is_missed(ask: Callable[[Any], object], key: object) -> None:
    """By every question about a persona; what can be no key is refused as that."""
    with pytest.raises(ModelError, match=r"unknown persona|: expected text, got"):
        ask(key)


@pytest.mark.parametrize(
    ("element", "name"),
    [
        (GIFT.element, "Gift"),
        (AD.element, "Ad"),
        (MAYA.element, "Maya"),
        (cell(MAYA, "Awareness"), "Maya × Awareness"),
        (cell(TOM, "Awareness", Channel.PHONE), "Tom × Awareness × Phone"),
        (GIFT.transitions[0].element, "Ad → Shop"),
        (Element("transition", ("stage", "ad")), "stage → Ad"),
        (element_of(GOAL), "a gift by Friday"),
        (Element("goal", ("maya", "g1")), "a gift by Friday"),
        (element_of(MAYA.pains[0]), "hidden costs"),
        (element_of(Pain("slow")), "slow"),
        (element_of(PAYS.metrics[0]), "NPS"),
        (element_of(SHOP.systems[0]), "CRM"),
        (element_of(GIFT.opportunities[0]), "Show costs"),
        (Element("segment", ("adults",)), "Adults"),
        (Element("channel", ("phone",)), "Phone"),
        (Element("goal", ("maya", "unheard-of")), "unheard-of"),
        (Element("waiver", ()), "waiver"),
    ],
    ids=lambda value: str(value) if isinstance(value, Element) else None,
)
def test_every_element_has_a_name_for_people(element: Element, name: str) -> None:
    """Its own, its parts', or what is left of its address."""
    assert name == VIEW.name_of(element)


def test_elements_lead_to_where_they_were_written() -> None:
    """A cell leads to its stage, a transition to where it leaves."""
    assert AD.location == VIEW.location_of(AD.element)
    assert GIFT.location == VIEW.location_of(GIFT.element)
    assert AD.location == VIEW.location_of(GIFT.transitions[0].element)
    assert GIFT.stages[0].location == VIEW.location_of(cell(MAYA, "Awareness"))
    assert MAYA.location == VIEW.location_of(Element("goal", ("maya", "g1")))
    assert VIEW.location_of(Element("system", ("crm",))) is None


def test_a_cell_is_where_persona_and_stage_meet() -> None:
    """Excluded ones have their reason; the span leaves optional stages out."""
    assert (SHOP,) == VIEW.cells["tom", "choice"]
    assert () == VIEW.cells["tom", "purchase"]
    assert {("tom", "purchase"): "a minor"} == VIEW.excluded
    assert ["awareness", "purchase"] == [s.key for s in VIEW.required_stages_of("maya")]
    assert ["awareness"] == [s.key for s in VIEW.required_stages_of("tom")]


def test_segments_are_derived_from_what_a_persona_says() -> None:
    """A guard may ask for a segment that its own guard decides."""
    assert VIEW.reachability.segment_facts["maya"]["segment:adults"] is True
    assert VIEW.reachability.segment_facts["tom"]["segment:adults"] is False
    assert [True, False] == [VIEW.is_open(GIFT.transitions[1], who) for who in ("maya", "tom")]


def test_otherwise_is_open_where_no_sibling_surely_is() -> None:
    """Its siblings decide it, and a sibling for others does not count."""
    maya, tom = persona("Maya", demographics={"age": 36}), persona("Tom")
    adult = attribute("age").at_least(18)
    a, b, c = touchpoint("A"), touchpoint("B"), touchpoint("C")
    made = journey("J").walked_by(maya, tom).stage("S", a, b, c)
    view = view_of(made.flow(a >> b, when=adult).flow(a >> c, when=otherwise))
    assert [True, False] == [view.is_open(step, "maya") for step in view.journey.transitions]
    assert [True, True] == [view.is_open(step, "tom") for step in view.journey.transitions]
    for_tom = view_of(made.flow(a >> b, when=adult, personas=[tom]).flow(a >> c, when=otherwise))
    assert [False, True] == [for_tom.is_open(step, "maya") for step in for_tom.journey.transitions]


def test_who_may_not_go_on_does_not_reach() -> None:
    """What comes at any time is always among the reachable."""
    assert {"ad", "shop", "pays", "help"} == VIEW.reachable("maya")
    assert {"ad", "shop", "help"} == VIEW.reachable("tom")
    assert {"ad", "shop", "pays", "help"} == VIEW.on_complete_walks()


def test_dead_ends_and_traps() -> None:
    """Where nothing follows though nothing ends; where a circle has no way out."""
    a, b, c = touchpoint("A"), touchpoint("B"), touchpoint("C", exit=True)
    ends = view_of(journey("J").stage("1", a, b, c).flow(a >> b, a >> c))
    assert [b] == list(ends.dead_ends)
    round_and_round = view_of(journey("J").stage("1", a, b, c).flow(a >> b >> a, a >> a))
    assert [(a, b)] == list(round_and_round.traps)
    with_way_out = view_of(journey("J").stage("1", a, b, c).flow(a >> b >> a, b >> c))
    assert [] == list(with_way_out.traps)


class TestAnyTime:
    """What can come at any time stands in no stage, and leads on or back."""

    ON, BACK = touchpoint("Newsletter"), touchpoint("Help")
    FIRST, LAST, OFFER = touchpoint("First"), touchpoint("Last"), touchpoint("Offer")
    SALE = journey("Sale").stage("One", FIRST).stage("Two", LAST, OFFER).anytime(ON, BACK)

    def test_it_leads_on(self) -> None:
        """Whoever has begun may get the newsletter, and so the offer."""
        view = view_of(self.SALE.flow(self.FIRST >> self.LAST).flow(self.ON >> self.OFFER))

        assert {"first", "last", "offer", "newsletter", "help"} == view.on_complete_walks()
        assert {*view.journey.transitions} == view.taken_transitions

    def test_it_leads_back(self) -> None:
        """Whoever calls for help on the way goes on from there."""
        view = view_of(self.SALE.flow(self.FIRST >> self.LAST).flow(self.FIRST >> self.BACK))

        assert {*view.journey.transitions} == view.taken_transitions

    def test_it_is_all_there_is(self) -> None:
        """Then each is a journey of its own."""
        view = view_of(journey("Help").anytime(self.BACK))

        assert [self.BACK] == [*view.entries] == [*view.exits]
        assert {"help"} == view.on_complete_walks()


def test_people_are_meant_to_leave() -> None:
    """Where they abandon it, where it fails, when they are seen off and when they churn."""
    start, pay = touchpoint("Starts"), touchpoint("Pays", exit=True)
    ways = {
        touchpoint("Gives up", outcome="abandoned"): "next",
        touchpoint("Is refused", outcome="failed"): "next",
        touchpoint("Says goodbye", purpose="offboarding"): "next",
        touchpoint("Moves away"): "churn",
    }
    sale = journey("Sale").stage("Look", start, *ways).stage("Buy", pay).flow(start >> pay)
    for way, kind in ways.items():
        sale = sale.flow(start >> way, kind=kind)
    view = view_of(sale)

    assert () == view.dead_ends
    assert [way.key for way in ways] == [met.key for met in view.graph.drop_offs]
    assert {t.key for t in view.touchpoints} == view.on_complete_walks()
    assert {*sale.transitions} == view.taken_transitions


def test_who_gave_up_does_not_go_on_with_the_next_stage() -> None:
    """Beside somebody who does; where all there is in a stage is giving up, the next one helps."""
    see, buy = touchpoint("Sees"), touchpoint("Buys")
    quits, use = touchpoint("Quits", outcome="abandoned"), touchpoint("Uses")
    sale = journey("Sale").stage("Look", see).stage("Buy", buy, quits).stage("Use", use)
    walks = view_of(sale.flow(see >> buy).flow(see >> quits)).graph
    alone = journey("Sale").stage("Look", see).stage("Buy", quits).stage("Use", use)

    assert () == walks.successors("quits")
    assert (use,) == walks.successors("buys")
    assert (use,) == view_of(alone.flow(see >> quits)).graph.successors("quits")


def test_a_way_of_ones_own_is_a_way() -> None:
    """The card is Maya's and ordered; for Tom, who has none, the order of the stages leads on."""
    see, use = touchpoint("Sees"), touchpoint("Uses")
    card, desk = touchpoint("Card", personas=[MAYA]), touchpoint("Desk", personas=[TOM])
    sale = journey("Sale").walked_by(MAYA, TOM).stage("Look", see).stage("Buy", card, desk)
    view = view_of(sale.stage("Use", use).flow(see >> card >> use))

    assert {"sees", "card", "desk", "uses"} == view.on_complete_walks() == view.reachable()
    assert () == view.dead_ends


def test_leaving_is_no_getting_through() -> None:
    """Who can only give up has no path."""
    start, gone = touchpoint("Starts"), touchpoint("Gives up", outcome="abandoned")
    pay = touchpoint("Pays", exit=True, personas=[MAYA])
    sale = journey("Sale").walked_by(MAYA, TOM).stage("Look", start, gone).stage("Buy", pay)
    view = view_of(sale.flow(start >> pay).flow(start >> gone))

    assert view.graph_for("maya").can_finish
    assert not view.graph_for("tom").can_finish
    assert {"starts", "gives-up"} == view.on_complete_walks("tom")


def test_what_was_said_is_found_with_its_place() -> None:
    """Experiences, emotions, pains, metrics, goals, and who serves them."""
    assert [("Ad", "maya"), ("Shop", "tom")] == [(t.name, e.persona) for t, e in VIEW.experiences]
    assert [("Ad", "maya", 1.0)] == [(t.name, who, e.valence) for t, who, e in VIEW.emotions]
    assert [("hidden costs", "persona:maya"), ("slow", "touchpoint:shop")] == [
        (pain.text, str(at)) for pain, at in VIEW.pains
    ]
    assert [("NPS", "touchpoint:pays")] == [(m.name, str(at)) for m, at in VIEW.metrics]
    assert [(MAYA, GOAL)] == list(VIEW.goals)
    assert {("maya", "g1"): (PAYS,)} == VIEW.serving_touchpoints


def test_a_pain_is_answered_by_a_response_or_a_plan() -> None:
    """A plan for the pain or its place, unless it was dropped or is for a whole stage."""
    (costs, at_maya), (slow, at_shop) = VIEW.pains
    assert VIEW.is_addressed(costs, at_maya)
    assert not VIEW.is_addressed(slow, at_shop)
    assert not VIEW.is_addressed(slow, AD.element)
    assert not VIEW.is_addressed(slow, stage("Purchase").element)
    assert VIEW.is_addressed(Pain("late", response="we call"), at_shop)


def test_walks_are_counted_and_what_everybody_passes_is_named() -> None:
    """Two ways part and meet again: two walks, one place that nobody gets around before the end."""
    ad, shop, site, pays = (touchpoint(name) for name in ("Ad", "Shop", "Site", "Pays"))
    view = view_of(
        journey("Two ways")
        .stage("Buy", ad, shop, site, pays)
        .flow(ad >> shop >> pays)
        .flow(ad >> site >> pays)
    )

    assert 2 == view.reachability.walk_count
    assert [ad, pays] == list(view.unavoidable)
    assert {"shop": "ad", "site": "ad", "pays": "ad"} == view.reachability.dominators
    assert view.reachability.cyclomatic >= 2
