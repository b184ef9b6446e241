"""A journey in which no Latin letter stands, so that each in a picture of it is one of ours."""

from __future__ import annotations

import datetime
from typing import Final

import journeykit as jk
from journeykit import Channel, Journey, Metric, Owner, Pain, System, Wait

__all__ = ["GREEK", "GREEK_BEFORE"]

_LETTERS: Final = str.maketrans(
    "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ",
    "αβγδεφγηιικλμνοπκρστυβωξψζΑΒΓΔΕΦΓΗΙΙΚΛΜΝΟΠΚΡΣΤΥΒΩΞΨΖ",
)


def _greek(text: str) -> str:
    return text.translate(_LETTERS)


def _journey(*, now: bool) -> Journey:
    g = _greek
    ann = jk.persona(
        g("Ann"),
        g("a nurse"),
        segment=g("families"),
        goals=[g("a gift by Friday")],
        needs=[g("a clear price")],
        pains=[g("hidden costs")],
        prefers=[Channel.WEBSITE, Channel.UNKNOWN],
        avoids=[Channel.PHONE],
        languages=["ελ"],
    )
    bob = jk.persona(g("Bob"), needs=[g("advice")])
    cleo = jk.persona(g("Cleo"))
    kiosk = Channel(g("Kiosk"), "physical")
    ad = (
        jk.touchpoint(g("Sees an ad"), Channel.ADVERTISING, personas=[ann], entry=True)
        .feels(ann, 1, basis="observed")
        .does(ann, g("taps"))
        .thinks(ann, g("nice"))
        .says(ann, g("oh"))
    )
    asks = (
        jk.touchpoint(
            g("Asks"),
            Channel.PHONE,
            Channel.IN_STORE,
            kiosk,
            wait=Wait(g("a day"), until=g("noon")),
            owner=Owner(g("Lena"), g("Service")),
            frontstage=[g("answers")],
            backstage=[g("looks it up"), g("writes it down")],
            systems=[System(g("Register"), Owner(g("Tom")))],
            physical_evidence=[g("a leaflet")],
            optional=True,
        )
        .feels(ann, -1, low=-2, high=0)
        .feels(bob, 0.5, g("calm"))
        .hurts(ann, Pain(g("nobody knows"), "waiting", 5, response=g("a sign")))
    )
    leaves = jk.touchpoint(
        g("Leaves"), Channel.WEBSITE, personas=[ann], outcome="abandoned", fail_point=True
    ).feels(ann, -2)
    fails = jk.touchpoint(g("Is refused"), Channel.UNKNOWN, personas=[bob], outcome="failed")
    mail = jk.touchpoint(
        g("A mail") if now else g("A letter"),
        Channel.EMAIL,
        key="a-mail",
        initiator="company",
        trigger=g("it is left"),
    )
    partner = jk.touchpoint(g("A review"), Channel.REVIEWS, initiator="third party", automated=True)
    pays = (
        jk.touchpoint(
            g("Pays"),
            *([Channel.WEBSITE] if now else [Channel.MAIL]),
            moment_of_truth=True,
            personas=[ann, bob],
            metrics=[
                Metric(g("Sold"), "conversion rate", "%", 60, "higher", value=47, baseline=40),
                Metric(g("Time"), "time", direction="lower"),
            ],
        )
        .feels(ann, 1 if now else -1)
        .serves(ann, g("a gift by Friday"))
    )
    lost = jk.touchpoint(g("Lost"), Channel.SEARCH)
    extra = jk.touchpoint(g("Gone")) if now else jk.touchpoint(g("Was here"))
    helped = jk.touchpoint(g("Helps"), Channel.SUPPORT, exit=True)
    look = jk.stage(g("Look"), ad, asks, customer_goal=g("an idea"), company_goal=g("a sale"))
    buy = jk.stage(g("Buy"), leaves, fails, mail, pays, extra, after=look, pains=[g("late")])
    tell = jk.stage(g("Tell"), partner, lost, after=look, optional=True, metrics=[g("Reach")])
    return (
        jk.journey(g("Gift"), state="as-is" if not now else "to-be", scenario=g("before a feast"))
        .walked_by(ann, bob, cleo)
        .stage(look)
        .stage(buy)
        .stage(tell)
        .stage(jk.stage(g("Stay"), after=[buy, tell]))
        .anytime(helped)
        .flow(ad >> asks >> pays)
        .flow(asks >> leaves, when=g("too dear"))
        .flow(leaves >> mail >> pays, kind="recovery")
        .flow(asks >> fails, kind="churn", personas=[bob])
        .flow(pays >> partner, handover=g("the card"))
        .flow(partner >> asks, kind="return", attempts=2)
        .opportunity(
            g("Say it early"),
            leaves,
            buy,
            owner=Owner(g("Lena")),
            priority="high",
            due=datetime.date(2027, 3, 1),
            status="planned",
            value=5,
            effort=2,
        )
        .not_applicable(cleo, look, reason=g("no need"))
    )


GREEK: Final = _journey(now=True)
GREEK_BEFORE: Final = _journey(now=False)
