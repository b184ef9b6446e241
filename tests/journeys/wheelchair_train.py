"""A train journey with a wheelchair: help is booked twice, and does not come.

Sources:
    - "A grumble about train accessibility", unlockingwords.wordpress.com, 5 July 2019: how help is
      booked, and a trip from York to Leeds, as far as it was at hand.
    - "When rail travel for disabled people goes wrong", samedifference1.com, 7 April 2014: a radio
      documentary and a report of the passengers' watchdog.
    - A column in oxfordmail.co.uk ("Disabled space: railing at train woes"): the confirmation, the
      doors that close, and vouchers.
    - "My most bizarre train travel experience", stickmancommunications.blogspot.com, 1 April 2012:
      the booked space is taken.

No licences are stated. What stands here are facts from them in other words.

Inferred: one person for the travellers of the four sources, and a number for each feeling.
"""

from __future__ import annotations

from helpers.published import forbidden, gap
from journeykit import Channel, Evidence, Metric, Pain, Wait, journey, persona, touchpoint

web, phone, email, mail = Channel.WEBSITE, Channel.PHONE, Channel.EMAIL, Channel.MAIL
station = Channel("Station", "physical", "owned")
staff = Channel("Station staff", "interpersonal", "owned")
train = Channel("On the train", "physical", "owned")
help_point = Channel("Help point", "digital", "owned")

THERE = "arrive like everybody else"

traveller = persona(
    "Traveller",
    "uses a wheelchair, was at ease on trains before",
    goals=[THERE],
    needs=["be sure that somebody is there with a ramp", "travel without planning days ahead"],
    avoids=[phone],
)

repeats = Pain("everything is asked again on the phone", "effort")
two_companies = Pain("the space has to be booked with another company", "friction")
no_call = Pain("nobody rings back", "no follow-up")
nobody_comes = Pain("nobody comes although it was booked", "failure")
not_told = Pain("the other station does not know", "disconnected channels")
taken = Pain("the booked space is taken and staff do not help", "failure")

# Booking

form = touchpoint("Fills in the form for help", web).feels(traveller, 0)
callback = (
    touchpoint("Waits to be called back", wait=Wait("days"))
    .feels(traveller, -1, "uncertain")
    .hurts(traveller, no_call)
)
calls = (
    touchpoint("Calls and says it all again", phone, duration="20 minutes")
    .owned_by("First train company")
    .feels(traveller, -2, "frustrated")
    .hurts(traveller, repeats)
)
space = (
    touchpoint("Books the wheelchair space", phone)
    .owned_by("Second train company")
    .feels(traveller, -1)
    .hurts(traveller, two_companies)
)
confirmation = (
    touchpoint("Gets a confirmation", email, initiator="company")
    .owned_by("First train company")
    .feels(traveller, +1, "calm")
)

# Getting on

reports = touchpoint("Reports 20 minutes early, as asked", station).feels(traveller, 0)
platform = (
    touchpoint("Waits on the platform for help", wait=Wait("15 minutes"))
    .feels(traveller, -1, "anxious")
    .hurts(traveller, nobody_comes)
)
asks_crew = touchpoint("Stops somebody of the crew", staff).feels(traveller, -1, "stressed")
boards = touchpoint("Gets on with a ramp, five minutes before", train).feels(traveller, 0)

# On the way

seat = (
    touchpoint("Finds the booked space taken", train, fail_point=True)
    .feels(traveller, -2, "helpless")
    .hurts(traveller, taken)
)
tells = touchpoint("Tells the crew where to get off", staff).feels(traveller, 0)

# Getting off

arrives = (
    touchpoint("The train stops and nobody is there", train, moment_of_truth=True)
    .feels(traveller, -2, "scared")
    .hurts(traveller, not_told)
    .evidenced_by(Evidence("mystery shoppers of the watchdog", "observed"))
)
carried_on = touchpoint("The doors close", train, outcome="failed").feels(traveller, -2, "helpless")
passengers = touchpoint("Passengers hold the door", train, initiator="third party").feels(
    traveller, -1, "embarrassed"
)
off = touchpoint("Gets off", station).serves(traveller, THERE)

# Afterwards

complains = touchpoint("Complains", email).feels(traveller, -1)
voucher = touchpoint("Gets a gift card", mail, initiator="company").feels(traveller, -1)

wheelchair_train = (
    journey(
        "A train journey with a wheelchair",
        state="as-is",
        metrics=[
            Metric("Test travellers whom nobody helped off", "error rate", "percent", value=21),
        ],
    )
    .walked_by(traveller)
    .stage("Booking", form, callback, calls, space, confirmation)
    .stage("Getting on", reports, platform, asks_crew, boards)
    .stage("On the way", seat, tells)
    .stage("Getting off", arrives, carried_on, passengers, off)
    .stage("Afterwards", complains, voucher)
    .flow(form >> callback >> calls >> space >> confirmation >> reports >> platform)
    .flow(platform >> asks_crew >> boards >> seat >> tells >> arrives)
    .flow(arrives >> carried_on, when="the doors close")
    .flow(arrives >> passengers >> off, when="somebody sees it")
    .flow(off >> complains >> voucher)
)

STATED = [
    gap("The form is worth nothing until all is said again on the phone", form, calls),
    gap("Nobody is sure to be called back", callback),
    gap("Help with one company, the space with another", calls, space),
    gap("Who has booked help waits, and nobody comes", platform),
    gap("The booked space is taken, and staff walk on", seat),
    gap("Nobody is there at the other end", arrives),
    gap("The other station does not know that somebody comes", boards, arrives, tells),
    gap("When the doors close one is carried on", carried_on),
    gap("A fifth is not helped off", wheelchair_train, structural=False),
    gap("After each bad trip a gift card, and nothing changes", voucher, complains),
    gap("No trip without days of planning", form, traveller),
]

INFERRED = [
    gap("Who avoids the phone has to phone twice", calls, space, traveller),
    gap("Nothing says how many trips should go well: no target", wheelchair_train),
    gap("Nobody is told anything on the platform, nor by the company on the way", platform, tells),
    gap("The whole of getting off is bad", arrives, "stage:getting-off"),
    gap("It ends badly", voucher),
    gap("No idea answers any of it", platform, arrives, seat),
    gap("Who is carried on has no way back on the map", carried_on),
    gap("No touchpoint has an owner once the journey has begun", platform, arrives, boards),
]

FORBIDDEN = [
    forbidden("no channel", platform, "a wait"),
    forbidden("no channel", callback, "a wait"),
    forbidden("dead end", carried_on, "said to have failed"),
    forbidden("no feeling", traveller, "nearly every touchpoint has one"),
]

UNSAYABLE = [
    "One and the same sentence asked of everybody: does the other end know I am coming?",
    "What is promised (48 hours are enough) beside what happens",
    "A risk of harm",
    "Other travellers as actors",
]
