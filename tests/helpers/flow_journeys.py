"""Journeys that the tests of the flow draw: one small, one with everything, one large."""

from __future__ import annotations

from itertools import pairwise

from journeykit import (
    Channel,
    Journey,
    Stage,
    Touchpoint,
    Transition,
    attribute,
    cell,
    journey,
    persona,
    stage,
    touchpoint,
)
from journeykit.addresses import Element
from journeykit.durations import Wait
from journeykit.validation.finding import Finding
from journeykit.validation.report import Report

maya = persona("Maya", "36, works in human resources", goals=["a gift by Friday"])
ben = persona("Ben", demographics={"age": 71})

ad = touchpoint("Clicks an ad", Channel.ADVERTISING).feels(maya, +1, "curious")
shop = touchpoint("Explores the shop", Channel.WEBSITE, url="https://example.com/shop?a=1&b=2")
basket = (
    touchpoint("Abandons the basket", Channel.WEBSITE, outcome="abandoned")
    .feels(maya, -2, "annoyed", low=-2, high=-1)
    .hurts(maya, "shipping cost appears at the last step")
)
reminder = touchpoint("Basket reminder", Channel.EMAIL, initiator="company", trigger="abandoned")
pays = touchpoint("Pays", Channel.WEBSITE, moment_of_truth=True).feels(maya, +1, "relieved")
counter = touchpoint("Asks at the counter", Channel.IN_STORE, personas=[ben]).feels(ben, 0)
waits = touchpoint("Waits for the parcel", Channel.MAIL, wait=Wait("3 days"), optional=True)
unpacks = touchpoint("Unpacks it", Channel.PRODUCT, exit=True).feels(ben, +2)
lost = touchpoint("Finds a leaflet")
hotline = touchpoint("Calls the hotline", Channel.PHONE, fail_point=True)


def gift() -> Journey:
    """The journey of the README: one persona, three stages, one detour."""
    return (
        journey("Buying a gift", state="as-is")
        .walked_by(maya)
        .stage("Awareness", ad)
        .stage("Consideration", shop)
        .stage("Purchase", basket, reminder, pays)
        .flow(ad >> shop >> pays)
        .flow(shop >> basket, when="the total is a surprise")
        .flow(basket >> reminder >> pays, kind="recovery")
    )


def tour() -> Journey:
    """One of everything that a flow can show."""
    awareness = stage("Awareness", customer_goal="know what there is")
    online, offline = stage("Online"), stage("In the shop")
    use = stage("Use", optional=True)
    return (
        journey("Grand tour", state="to-be", scenario="a gift for a friend")
        .walked_by(maya, ben)
        .stage(awareness, ad, lost)
        .stage(online, shop, basket, reminder, pays, after=awareness)
        .stage(offline, counter, after=awareness)
        .stage("Delivery", waits, unpacks, after=[online, offline])
        .stage(use)
        .anytime(hotline)
        .flow(ad >> shop >> basket)
        .flow(ad >> counter, when=attribute("age").at_least(70))
        .flow(basket >> reminder >> pays, kind="recovery")
        .flow(shop >> pays, when='the "total" <is> fine & \\N', share=60)
        .flow(pays >> shop, kind="retry", attempts=3)
        .flow(pays >> waits >> unpacks)
        .flow(counter >> unpacks, personas=[ben], handover="the receipt")
        .flow(unpacks >> ad, kind="loop")
        .flow(basket >> lost, kind="churn")
        .flow(online >> use, kind="optional")
    )


def findings() -> Report:
    """A report on the tour that stays as it is, whatever the rules become."""
    gap, way = cell("maya", "in-the-shop"), Element("transition", ("pays", "waits-for-the-parcel"))
    return Report(
        "Grand tour",
        findings=(
            Finding("no-exit", "JK103", "error", "nobody gets out", names=("Grand tour",)),
            Finding("hole", "JK201", "warning", "nothing for Maya", (gap,), ("Maya × shop",)),
            Finding("lost", "JK301", "warning", "no channel", (lost.element,), (lost.name,)),
            Finding(
                "break", "JK306", "info", "no handover <b>", (way,), ("Pays → Waits",), fix="x"
            ),
            Finding("late", "JK501", "info", "it takes long", (Element("stage", ("delivery",)),)),
        ),
    )


def crowded(touchpoints: int, stages: int) -> Journey:
    """A journey as large ones are: names of some words, chains in stages, ways over a distance."""
    verbs = ("Opens", "Compares", "Asks about", "Signs", "Waits for")
    things = ("the offer", "the terms and conditions", "a letter from the bank", "the invoice")
    channels = (Channel.WEBSITE, Channel.PHONE, Channel.IN_STORE)
    each = [
        [
            Touchpoint(
                f"{verbs[number % 5]} {things[number % 4]} {number}",
                [channels[number % 3]],
                initiator="company" if number % 7 == 3 else "customer",
                moment_of_truth=number % 40 == 9,
            ).feels(maya, number % 5 - 2)
            for number in range(place * touchpoints // stages, (place + 1) * touchpoints // stages)
        ]
        for place in range(stages)
    ]
    steps = [step for part in each for step in part]
    ways = [*pairwise(steps), *zip(steps[:-9:4], steps[9::4], strict=False)]
    ways += zip(steps[:-40:10], steps[40::10], strict=False)
    return Journey(
        "Crowded",
        stages=[Stage(f"Stage {place}", part) for place, part in enumerate(each, 1)],
        personas=[maya, ben],
        transitions=[Transition(one.element, other.element) for one, other in ways],
    )


def large(touchpoints: int, stages: int = 5) -> Journey:
    """A straight journey of a size."""
    each = [
        [Touchpoint(f"Step {number}") for number in range(place, touchpoints, stages)]
        for place in range(stages)
    ]
    steps = [step for part in each for step in part]
    return Journey(
        "Large",
        stages=[Stage(f"Stage {place}", part) for place, part in enumerate(each, 1)],
        transitions=[
            Transition(one.element, other.element, when="then") for one, other in pairwise(steps)
        ],
    )
