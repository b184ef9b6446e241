"""Moving house with electricity, as it is and as it is meant to be: of real size."""

from __future__ import annotations

import datetime

import attrs

from journeykit import (
    Channel,
    Journey,
    Metric,
    Owner,
    Pain,
    System,
    Wait,
    either,
    journey,
    persona,
    stage,
    touchpoint,
)

jonas = persona(
    "Jonas",
    "31, moves into his first flat of his own, does everything on his phone",
    goals=["light in the flat on the first evening"],
    motivations=["cannot stand paper"],
    prefers=[Channel.APP, Channel.CHAT],
    avoids=[Channel.PHONE],
)
family = persona(
    "The Yılmaz family",
    "two adults and three children, move for the school; German is their third language",
    goals=["one bill at a time"],
    needs=["Turkish or plain German"],
    pains=["letters full of paragraphs"],
    prefers=[Channel.PHONE, Channel.IN_STORE],
    languages=["tr", "de"],
    key="family",
)

customers = System("Customer database", Owner("IT"))
metering = System("Metering data", Owner("Network operator"))
printing = System("Print centre")

BOTH = [jonas, family]
two_bills = Pain("two bills for one month", "billing", 4)
meter = Pain("where is the meter?", "complexity")
silence = Pain("no answer until the day of the move", "waiting", 5)


def moving_house() -> Journey:
    """The move as it is: 25 touchpoints in five stages."""
    lease = touchpoint("Signs the lease", Channel.SELF, entry=True).feels(BOTH, 1.5, "happy")
    list_ = touchpoint("Makes a list of what to tell whom", Channel.SELF).feels(family, -0.5)
    leaflet = touchpoint("Leaflet in the new letterbox", Channel.MAIL, initiator="company")
    leaflet = (
        leaflet.met_by(family)
        .feels(family, -1, "confused")
        .hurts(family, "half a page of small print")
    )
    tariff = touchpoint("Compares tariffs", Channel.WEBSITE, personas=jonas)
    tariff = tariff.feels(jonas, -0.5, low=-1, high=0.5)
    other = touchpoint("Switches to another supplier", Channel("Website of a rival", "digital"))
    app = touchpoint("Reports the move in the app", Channel.APP, personas=jonas)
    app = app.feels(jonas, 1).supported_by(customers)
    form = (
        touchpoint("Fills in the form of six pages", Channel.MAIL, personas=family)
        .feels(family, -2, "lost")
        .hurts(family, "asks for a number that stands only on the old bill")
        .handled_by("Print centre", "scans it")
        .handled_by("Customer service", "types it in")
        .supported_by(printing, customers)
    )
    desk = touchpoint("Asks at the service centre", Channel.IN_STORE, wait=Wait("50 minutes"))
    desk = desk.met_by(family).feels(family, 1, "helped").owned_by("Service centre")
    confirm = touchpoint(
        "Confirmation", Channel.EMAIL, Channel.MAIL, initiator="company", automated=True
    )
    confirm = confirm.feels(jonas, 0.5).supported_by(customers, printing)
    waits = touchpoint("Hears nothing", Channel.SELF, wait=Wait("3 weeks"), fail_point=True)
    waits = waits.feels(BOTH, -1.5, "uneasy").hurts(BOTH, silence)
    calls = touchpoint("Calls the hotline", Channel.PHONE, wait=Wait("23 minutes"))
    calls = calls.feels(family, -1).feels(jonas, -2, "trapped").says(jonas, "music. for ever.")
    boxes = touchpoint("Packs the boxes", Channel.SELF).feels(BOTH, 0)
    reads_old = touchpoint("Reads the meter of the old flat", Channel.SELF).hurts(BOTH, meter)
    reads_old = reads_old.feels(jonas, 0).feels(family, -1)
    reads_new = touchpoint("Reads the meter of the new flat", Channel.SELF).hurts(BOTH, meter)
    reads_new = reads_new.feels(jonas, -0.5).feels(family, -1)
    light = touchpoint("Switches the light on", Channel.SELF, moment_of_truth=True)
    light = (
        light.feels(jonas, 2, "at home")
        .feels(family, 1.5)
        .serves(jonas, "light in the flat on the first evening")
    )
    dark = touchpoint("Sits in the dark", Channel.SELF, outcome="failed")
    dark = dark.feels(family, -2, "ashamed")
    emergency = touchpoint("Emergency connection", Channel.PHONE, initiator="third party")
    emergency = emergency.owned_by("Network operator").supported_by(metering)
    send = touchpoint("Sends in both readings", Channel.APP, Channel.PHONE)
    send = send.feels(jonas, 0.5).feels(family, -0.5).supported_by(metering)
    correct = touchpoint("Is asked to send them again", Channel.MAIL, initiator="company")
    correct = correct.feels(BOTH, -1, "annoyed").handled_by("Network operator", "rejects a digit")
    final = touchpoint("Final bill of the old flat", Channel.MAIL, initiator="company")
    final = final.feels(BOTH, -1).hurts(BOTH, two_bills).supported_by(printing)
    first = touchpoint("First bill of the new flat", Channel.MAIL, initiator="company")
    first = first.feels(BOTH, -1.5).hurts(BOTH, two_bills).supported_by(printing)
    pays = touchpoint("Pays both", Channel("Bank", "digital")).feels(BOTH, -0.5)
    thanks = touchpoint("Plant as a welcome", Channel.MAIL, initiator="company", optional=True)
    thanks = thanks.feels(family, 2, "touched").met_by(family)
    tells = touchpoint("Tells the neighbours", Channel.WORD_OF_MOUTH, exit=True)
    return (
        journey(
            "Moving house with electricity",
            state="as-is",
            scenario="A move within the city, in the same supply area",
            metrics=[
                Metric(
                    "Moves without a call", "first contact resolution", "%", 80, "higher", value=43
                )
            ],
        )
        .walked_by(jonas, family)
        .stage("Deciding", lease, list_, leaflet, tariff, other)
        .stage("Telling us", app, form, desk, confirm, roles=["purchase"])
        .stage("Waiting", waits, boxes)
        .stage(
            stage("Moving day", reads_old, reads_new, light, dark, emergency, duration="1 day")
            .feels(BOTH, -0.5, "exhausted")
            .hurts("everything on one day")
        )
        .stage("Settling in", send, correct, final, first, pays, thanks, tells)
        .anytime(calls)
        .flow(lease >> list_)
        .flow(list_ >> leaflet >> either(form, desk), personas=family)
        .flow(list_ >> tariff >> app, personas=jonas)
        .flow(tariff >> other, kind="declined", when="four euros cheaper")
        .flow(
            either(app, form, desk) >> confirm >> waits >> boxes >> reads_old >> reads_new >> light
        )
        .flow(waits >> calls, when="three weeks have gone")
        .flow(reads_new >> dark, when="the fuse is sealed", share=4)
        .flow(dark >> emergency >> light, kind="recovery")
        .flow(light >> send >> final >> first >> pays >> tells)
        .flow(send >> correct, when="a digit is missing", share=22)
        .flow(correct >> send, kind="retry", attempts=3)
        .flow(first >> thanks >> tells, personas=family)
        .opportunity("Where is my meter? With a photograph", meter, priority="medium", effort=1)
        .opportunity(
            "One bill for both flats",
            two_bills,
            owner=Owner("Billing team"),
            priority="high",
            status="planned",
            due=datetime.date(2027, 6, 30),
            value=4,
            effort=5,
        )
        .opportunity("Tell them on which day it happens", silence, "stage:waiting")
    )


def moving_house_to_be() -> Journey:
    """The move as it is meant to be: no form, a date by text message, one bill for both flats."""
    booked = touchpoint("Gets a text message with the day", Channel.SMS, initiator="company")
    booked = booked.feels(BOTH, 1, "certain", basis="expected").supported_by(customers)
    photo = touchpoint("Photographs the meter", Channel.APP, personas=jonas)
    photo = photo.feels(jonas, 0.5, basis="expected")
    now = moving_house()
    return attrs.evolve(
        now.remove("Fills in the form of six pages", "Is asked to send them again")
        .remove("First bill of the new flat", "Sits in the dark", reroute=True)
        .rename("Final bill of the old flat", "One bill for both flats")
        .replace(now["hears-nothing"].feels(BOTH, 0, "informed", basis="expected"))
        .insert(booked, after="Confirmation")
        .insert(photo, after="Reads the meter of the new flat")
        .flow(now["confirmation"] >> booked >> now["hears-nothing"])
        .flow(now["reads-the-meter-of-the-new-flat"] >> photo >> now["switches-the-light-on"]),
        state="to-be",
    )
