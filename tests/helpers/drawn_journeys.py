"""Journeys that the tests of the views draw: one with all said, one with one text all over."""

from __future__ import annotations

import datetime
from collections.abc import Callable

from journeykit import Channel, Journey, journey, persona, stage, touchpoint
from journeykit.addresses import Element
from journeykit.communication import Trigger
from journeykit.durations import Wait
from journeykit.management import Opportunity, Owner, System
from journeykit.metrics import Metric
from journeykit.pains import Pain
from journeykit.render.diagram.diagram import Diagram
from journeykit.render.views.blueprint import blueprint_diagram
from journeykit.render.views.coverage import states_diagram
from journeykit.render.views.journey_map import LANES, map_diagram
from journeykit.render.views.lanes import lanes_diagram
from journeykit.validation.finding import Finding
from journeykit.validation.report import Report

SHIPPING = Pain("Shipping cost appears late", "cost", 5, response="a line in small print")


def shop() -> Journey:
    """A journey of three stages and two personas in which nearly everything is said."""
    maya = persona("Maya", "36, in a hurry", goals=["a gift by Friday"], pains=["hidden costs"])
    tom = persona("Tom", "52, likes to talk", needs=["somebody to ask"])
    ad = touchpoint("Clicks an ad", Channel.ADVERTISING, url="https://example.com/ad")
    ad = ad.feels(maya, 1, "curious", basis="observed").does(maya, "taps twice")
    call = (
        touchpoint("Calls", Channel.PHONE, wait=Wait("11 minutes"), owner=Owner("Ana", "Service"))
        .feels(tom, -1, "annoyed", low=-2, high=0)
        .says(tom, "nearly hung up")
    )
    basket = touchpoint(
        "Leaves the basket", Channel.WEBSITE, Channel.EMAIL, outcome="abandoned", fail_point=True
    )
    basket = basket.feels(maya, -2).hurts(maya, SHIPPING).thinks(maya, "too dear")
    pays = touchpoint(
        "Pays",
        Channel.WEBSITE,
        moment_of_truth=True,
        systems=[System("Payment", Owner("Lena"))],
        backstage=["checks the card"],
        frontstage=["says thank you"],
        physical_evidence=["receipt"],
        trigger=Trigger("basket full"),
    )
    pays = (
        pays.feels(maya, 1, "relieved")
        .feels(tom, 0.5)
        .measured_by(Metric("Conversion", "conversion rate", "%", 60, "higher", value=47))
    )
    return (
        journey("Buying a gift", state="as-is", scenario="five days before", metrics=["Promoters"])
        .walked_by(maya, tom)
        .stage("Awareness", ad, customer_goal="find an idea")
        .stage("Consideration", call, metrics=["Reach"])
        .stage("Purchase", basket, pays, pains=["two prices"])
        .flow(ad >> basket >> pays)
        .opportunity(
            "Show the cost early",
            SHIPPING,
            owner=Owner("Lena", "Shop"),
            priority="high",
            due=datetime.date(2027, 3, 1),
            status="planned",
            value=5,
            effort=2,
        )
        .opportunity("One voice", everywhere=True)
    )


def parallel() -> Journey:
    """A journey in which two stages run side by side."""
    maya = persona("Maya")
    first, second, third, last = (
        touchpoint(name).feels(maya, valence)
        for name, valence in (("Buys", 1), ("Reads", 0), ("Waits", -1), ("Unpacks", 2))
    )
    purchase = stage("Purchase", first)
    onboarding = stage("Onboarding", second, after=purchase)
    delivery = stage("Delivery", third, after=purchase)
    use = stage("Use", last, after=[onboarding, delivery])
    return (
        journey("Coffee machine")
        .walked_by(maya)
        .stage(purchase)
        .stage(onboarding)
        .stage(delivery)
        .stage(use)
    )


def clinic() -> Journey:
    """A journey with much behind it: staff in sight and out of it, letters, systems, owners."""
    ana = persona("Ana", "needs a knee operation")
    booking, records = System("Booking system", Owner("IT services")), System("Patient records")
    laboratory = System("Laboratory system")
    house = Channel("At the clinic", "physical")
    calls = touchpoint(
        "Calls the clinic",
        Channel.PHONE,
        owner=Owner("Reception"),
        frontstage=["offers two dates"],
        backstage=["checks the surgeon's list", "reserves the theatre"],
        systems=[booking, records],
    )
    letter = touchpoint(
        "Appointment letter",
        Channel.MAIL,
        initiator="company",
        automated=True,
        owner=Owner("Administration"),
        backstage=["prints and posts the letter overnight"],
        systems=[booking],
        physical_evidence=["letter with a map"],
    )
    reminder = touchpoint(
        "Reminder", Channel("Text message"), automated=True, trigger="two days before"
    ).supported_by(booking)
    arrives = touchpoint(
        "Arrives at the clinic",
        house,
        wait=Wait("20 minutes"),
        frontstage=["welcomes her by name", "shows her to a chair"],
        backstage=["tells the ward"],
        systems=[records],
        physical_evidence=["wristband"],
    )
    exam = touchpoint(
        "Pre-assessment appointment",
        house,
        frontstage=["takes blood pressure"],
        backstage=["sends the blood to the laboratory"],
        systems=[records, laboratory],
    )
    results = touchpoint(
        "Results by letter",
        Channel.MAIL,
        initiator="company",
        backstage=["reads the results", "signs them off"],
        systems=[laboratory, records],
    )
    operation = touchpoint(
        "Has the operation",
        house,
        fail_point=True,
        moment_of_truth=True,
        frontstage=["explains what will happen"],
        backstage=["prepares the theatre"],
        systems=[records],
    )
    home = touchpoint("Is told how to recover", initiator="company", physical_evidence=["leaflet"])
    calls = calls.does(ana, "asks for a date").feels(ana, -0.5, "unsure")
    arrives = arrives.does(ana, "gives her name").feels(ana, 0.5)
    exam = exam.feels(ana, 1, "reassured").hurts(ana, "the same questions again")
    results = results.does(ana, "waits for the post").feels(ana, -1, "anxious")
    operation = operation.feels(ana, 2, "relieved")
    return (
        journey("A new knee", state="as-is")
        .walked_by(ana)
        .stage("Booking", calls, letter, reminder)
        .stage("Assessment", arrives, exam, results)
        .stage("Operation", operation, home)
        .flow(calls >> letter >> reminder >> arrives >> exam >> results >> operation >> home)
    )


def everywhere(text: str) -> Journey:
    """A journey with one text in every place that a view shows."""
    if not text.strip():
        raise ValueError("a text that says nothing is no name")
    who = persona(text, text, goals=[text], needs=[text], pains=[text], key="who")
    other = persona("Other", key="other")
    channel = Channel(text, key="channel")
    place = (
        touchpoint(
            text,
            channel,
            description=text,
            owner=Owner(text, text),
            systems=[System(text, Owner(text), key="system")],
            frontstage=[text],
            backstage=[text],
            physical_evidence=[text],
            wait=Wait(text, text),
            trigger=Trigger(text),
            url=text,
            key="place",
        )
        .feels(who, -1, text, low=-2, high=0)
        .feels(other, 1, text)
        .does(who, text)
        .thinks(who, text)
        .says(who, text)
        .hurts(who, Pain(text, response=text, key="pain"))
        .measured_by(Metric(text, unit=text, value=1, key="metric"))
    )
    made = journey(text, text, scenario=text, key="journey").walked_by(who, other)
    made = made.stage(
        stage(text, place, description=text, customer_goal=text, company_goal=text, key="stage")
    )
    opportunity = Opportunity(
        text,
        (Element("pain", ("pain",)),),
        description=text,
        owner=Owner(text),
        metric=text,
        key="opportunity",
    )
    return made.opportunity(opportunity)


def long(count: int, stages: int = 5) -> Journey:
    """A journey of so many touchpoints, with an emotion at each."""
    maya = persona("Maya")
    made = journey("Long").walked_by(maya)
    for number in range(stages):
        inside = [
            touchpoint(f"Step {place} of the way", Channel.WEBSITE).feels(maya, place % 5 - 2, "so")
            for place in range(number, count, stages)
        ]
        made = made.stage(f"Stage {number}", *inside)
    return made


def full_map(made: Journey) -> Diagram:
    """A map with every lane there is."""
    return map_diagram(made, lanes=tuple(LANES))


def marked(made: Journey) -> Diagram:
    """A map with a finding at every touchpoint and stage."""
    named = [*made.touchpoints, *made.stages]
    findings = tuple(
        Finding("rule", "JK1", "error", f"something about {each.name}", (each.element,), fix="mend")
        for each in named
    )
    whole = Finding("rule", "JK2", "info", "something", (Element("journey", (made.key,)),))
    return map_diagram(made, report=Report(made.name, findings=(*findings, whole)))


def coverage(made: Journey) -> Diagram:
    """A coverage in which everything is missing."""
    states = {
        (persona.key, stage.key): ("missing", f"{stage.name} for {persona.name}")
        for persona in made.personas
        for stage in made.stages
    }
    return states_diagram(made, states)


VIEWS: dict[str, Callable[[Journey], Diagram]] = {
    "map": full_map,
    "lanes": lanes_diagram,
    "lanes by channel": lambda made: lanes_diagram(made, by="channel"),
    "lanes by owner": lambda made: lanes_diagram(made, by="owner"),
    "blueprint": blueprint_diagram,
    "coverage": coverage,
}
