"""A claim after a car accident: told by phone, on paper, by email, and then nothing.

Source: "Auto insurance claim automation: user journey", github.com/PhilippGo/amld-ibm-workshop,
``insurance_lab/USER_JOURNEY.md``: how Sarah claims and how David works through claims today, each
as a Mermaid journey with scores from 1 to 5, their pain points, and figures that the source calls
assumed. No licence is stated. What stands here are facts from it in other words; what a program
would change was left out.

Inferred: the scores were made −2 to +2; where David's steps stand between Sarah's; the channels.
"""

from __future__ import annotations

from helpers.published import forbidden, gap
from journeykit import Channel, Metric, Pain, Wait, journey, persona, touchpoint

phone, email = Channel.PHONE, Channel.EMAIL
desk_systems = Channel("Claims systems", "digital", "owned")

PAID = "the car paid for"

sarah = persona("Sarah", "was hit from behind at a traffic light", goals=[PAID])
david = persona("David", "works through fifty claims a week", goals=["no backlog"])

on_hold = Pain("45 minutes on hold", "waiting")
paperwork = Pain("twelve pages of jargon", "confusion")
blind = Pain("sees nothing of the claim", "lack of information")
no_answer = Pain("calls again and again without a clear answer", "lack of support")
three_weeks = Pain("three weeks until it is approved", "timing")
typing = Pain("types everything into five systems", "effort")
missing = Pain("calls because something is missing", "effort")
by_eye = Pain("looks for fraud by eye", "effort")
backlog = Pain("more claims come than he can do", "timing")

# The accident

accident = touchpoint("Has an accident").met_by(sarah).feels(sarah, -2)
photos = touchpoint("Takes photographs", Channel.SELF).met_by(sarah).feels(sarah, 0)

# Claiming

hotline = (
    touchpoint("Waits in the hotline", phone, wait=Wait("45 minutes"))
    .met_by(sarah)
    .feels(sarah, -2)
    .hurts(sarah, on_hold)
)
explains = touchpoint("Explains what happened", phone).met_by(sarah).feels(sarah, -1)
told = (
    touchpoint("Is told to send documents", phone, initiator="company")
    .met_by(sarah)
    .feels(sarah, -2)
)

# Paperwork

form = (
    touchpoint("Prints and fills in the form", Channel.SELF)
    .met_by(sarah)
    .feels(sarah, -2)
    .hurts(sarah, paperwork)
)
sends = touchpoint("Scans and emails everything", email).met_by(sarah).feels(sarah, 0)
incomplete = touchpoint("Finds that something is missing").met_by(sarah).feels(sarah, -2)

# In the office

enters = (
    touchpoint("Enters the claim in five systems", desk_systems)
    .met_by(david)
    .feels(david, -2)
    .hurts(david, typing)
)
checks = touchpoint("Checks policy and history", desk_systems).met_by(david).feels(david, -1)
calls_her = (
    touchpoint("Calls for what is missing and waits", phone, wait=Wait("until she calls back"))
    .met_by(david)
    .feels(david, -2)
    .hurts(david, missing)
)
fraud = (
    touchpoint("Compares photographs", desk_systems)
    .met_by(david)
    .feels(david, -1)
    .hurts(david, by_eye)
)
settles = (
    touchpoint("Calculates and has it approved", desk_systems)
    .met_by(david)
    .feels(david, -1)
    .hurts(david, backlog)
)

# Waiting

no_updates = (
    touchpoint("Waits for a decision", wait=Wait("3 weeks"))
    .met_by(sarah)
    .feels(sarah, -2)
    .hurts(sarah, blind, three_weeks)
)
asks = touchpoint("Calls for news", phone).met_by(sarah).feels(sarah, -1).hurts(sarah, no_answer)
transferred = touchpoint("Is passed on three times", phone).met_by(sarah).feels(sarah, -2)

# Decision

approved = (
    touchpoint("Hears that it is approved", email, initiator="company")
    .met_by(sarah)
    .feels(sarah, +1)
    .serves(sarah, PAID)
)

insurance_claim = (
    journey(
        "A claim after a car accident",
        state="as-is",
        metrics=[
            Metric(
                "Satisfaction",
                "csat",
                "of 5",
                value=2.5,
                target=4.8,
                direction="higher",
                source="assumed",
            ),
            Metric(
                "Claims a day",
                "time",
                "claims",
                value=8,
                target=45,
                direction="higher",
                source="assumed",
            ),
            Metric(
                "Fraud found",
                "other",
                "percent",
                value=65,
                target=94,
                direction="higher",
                source="assumed",
            ),
        ],
    )
    .walked_by(sarah, david)
    .stage("The accident", accident, photos)
    .stage("Claiming", hotline, explains, told)
    .stage("Paperwork", form, sends, incomplete)
    .stage("In the office", enters, checks, calls_her, fraud, settles)
    .stage("Waiting", no_updates, asks, transferred)
    .stage("Decision", approved)
    .not_applicable(david, "The accident", "Claiming", "Paperwork", reason="hers")
    .not_applicable(sarah, "In the office", reason="his")
    .not_applicable(david, "Waiting", "Decision", reason="hers")
    .flow(accident >> photos >> hotline >> explains >> told >> form >> sends)
    .flow(sends >> incomplete >> form, kind="return")
    .flow(sends >> no_updates, personas=sarah)
    .flow(sends >> enters)
    .flow(enters >> checks >> fraud >> settles >> approved)
    .flow(checks >> calls_her >> fraud, when="something is missing")
    .flow(no_updates >> asks >> transferred >> no_updates, kind="loop")
    .flow(no_updates >> approved, personas=sarah)
)

STATED = [
    gap("45 minutes on hold", hotline),
    gap("Twelve pages of jargon", form),
    gap("No sight of the claim while it is worked on", no_updates),
    gap("Calls again and again, no clear answer", asks, transferred),
    gap("More than three weeks", no_updates),
    gap("All of David's work is typing and waiting", enters, calls_her),
    gap("David looks for fraud by eye", fraud),
    gap("The backlog grows", settles, structural=False),
    gap("Satisfaction, speed and fraud found are far from what they should be", insurance_claim),
    gap("The form has to be done again because something is missing", incomplete),
]

INFERRED = [
    gap("By phone, on paper, by email, by phone: nothing is handed over", told, sends, asks),
    gap("Nearly everything Sarah does feels bad", hotline, form, transferred, no_updates),
    gap("David's goal is met nowhere", david),
    gap("Nobody confirms that the papers have come", sends, no_updates),
    gap("The money itself is not on the map, nor anything after it", approved, "stage:decision"),
    gap("A claim that is refused is not drawn", settles, insurance_claim),
    gap("No idea answers any pain point", no_updates, enters, hotline),
    gap("The figures are assumed", insurance_claim),
    gap("Nobody asks them how it was", insurance_claim),
]

FORBIDDEN = [
    forbidden("no channel", accident, "an accident has none"),
    forbidden("no channel", no_updates, "a wait"),
    forbidden("David has nothing in the stage", "cell:david/waiting", "said not to apply"),
    forbidden("dead end", approved, "the end"),
]

UNSAYABLE = [
    "An incident and its claim as two things, with a number that ties them",
    "How many times in a day (8 claims, 42 left) as a load",
    "That figures are assumed, of the figures themselves",
]
