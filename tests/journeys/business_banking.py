"""Becoming a client of a bank with a company: ten documents, three silent waits.

Source: "Client experience journey: client onboarding", github.com/mholzi/ProcessMiner, folder
``docs/processes/002-client-onboarding-process`` (`client-touchpoints-detail.md`,
`cx-journey-documentation.md`, `pain-points-detail.md`): the journey of a small company as it is
today, with the effort, the wait and the contact at each of eight touchpoints, and pain points with
ideas. No licence is stated. What stands here are facts from it in other words.

Inferred: a number for each feeling; the waits, which the source lists beside its touchpoints, stand
as touchpoints of their own.
"""

from __future__ import annotations

from helpers.published import forbidden, gap
from journeykit import Channel, Metric, Pain, Wait, journey, persona, touchpoint

email, phone = Channel.EMAIL, Channel.PHONE
meeting = Channel("Meeting", "interpersonal", "owned")
branch = Channel("At the branch", "physical", "owned")
banking = Channel("Online banking", "digital", "owned")

BANKED = "a company with accounts"

owner = persona(
    "Business owner",
    "of a small or medium company; compares with banking as a private person",
    goals=[BANKED],
    needs=["know where the application stands", "know when it will be decided"],
)

effort = Pain("gathers ten documents in two hours", "effort", severity=4)
chased = Pain("is asked again for more documents", "effort", severity=4)
no_word = Pain("hears nothing between the milestones", "lack of information", severity=3)
no_portal = Pain("can neither send papers nor look up the status alone", "barrier", severity=4)

# Getting started

decides = touchpoint("Decides that the company needs a bank", Channel.SELF)
first = (
    touchpoint("Talks to the relationship manager", phone, email, meeting, duration="20 minutes")
    .owned_by("Relationship manager")
    .feels(owner, +1, "hopeful")
)

# Submitting the application

checklist = (
    touchpoint("Gets the list of documents", email, initiator="company")
    .owned_by("Relationship manager")
    .feels(owner, -1, "overwhelmed")
)
gathers = (
    touchpoint("Gathers and sends the documents", email, branch, duration="2 hours")
    .feels(owner, -2, "frustrated")
    .hurts(owner, effort, no_portal)
)
document_review = touchpoint(
    "The documents are reviewed", wait=Wait("1 to 2 days"), owner="Relationship manager"
)
asked_again = (
    touchpoint(
        "Is asked for more documents", email, phone, initiator="company", duration="30 minutes"
    )
    .owned_by("Relationship manager")
    .feels(owner, -2, "frustrated")
    .hurts(owner, chased)
)

# Waiting for approval

compliance = (
    touchpoint("The bank checks the company", wait=Wait("2 to 3 days"))
    .handled_by("Relationship manager", "leaves the case in a queue")
    .handled_by("Compliance", "verifies who the client is", "screens for money laundering")
    .handled_by("Compliance", "rates the risk")
    .feels(owner, -1, "anxious")
)
asks = (
    touchpoint("Calls to ask how it stands", phone, email, duration="10 minutes")
    .feels(owner, -2, "worried")
    .thinks(owner, "did something go wrong?")
    .hurts(owner, no_word)
)

# Getting activated

approved = (
    touchpoint("Hears that it is approved", phone, email, initiator="company")
    .owned_by("Relationship manager")
    .feels(owner, +2, "relieved")
)
account_setup = touchpoint("The account is set up", wait=Wait("half a day to a day"))

# Starting to bank

welcome = (
    touchpoint("Is welcomed and gets the access", phone, meeting, initiator="company")
    .owned_by("Relationship manager")
    .feels(owner, +1, "valued")
)
login = (
    touchpoint("Logs in for the first time", banking)
    .feels(owner, +1, "proud")
    .serves(owner, BANKED)
)

business_banking = (
    journey(
        "Becoming a business client",
        state="as-is",
        metrics=[
            Metric("Effort score", "ces", value=38, target=26, direction="lower"),
            Metric("Time to the account", "time", "days", value=5),
        ],
    )
    .walked_by(owner)
    .stage("Getting started", decides, first)
    .stage("Submitting the application", checklist, gathers, document_review, asked_again)
    .stage("Waiting for approval", compliance, asks)
    .stage("Getting activated", approved, account_setup)
    .stage("Starting to bank", welcome, login)
    .flow(decides >> first >> checklist >> gathers >> document_review >> compliance)
    .flow(document_review >> asked_again, when="something is missing or wrong")
    .flow(asked_again >> document_review, kind="loop")
    .flow(compliance >> asks, kind="optional")
    .flow(asks >> compliance, kind="return")
    .flow(compliance >> approved >> account_setup >> welcome >> login)
    .opportunity("A list at the first contact, and reminders", effort, chased)
    .opportunity("Tell of each milestone by itself", no_word)
    .opportunity("A portal for clients", no_portal)
)

STATED = [
    gap("Nobody says anything while the documents are reviewed", document_review),
    gap("Two or three days of silence while the bank checks", compliance),
    gap("Nor while the account is set up", account_setup),
    gap("So the client has to call, and feels forgotten", asks),
    gap(
        "More than half of the effort lies in one stage",
        gathers,
        checklist,
        asked_again,
        "stage:submitting-the-application",
    ),
    gap("Documents are asked for again and again", asked_again),
    gap("Five days are too long: clients know faster banks", business_banking, structural=False),
    gap("The effort is far from what it should be", business_banking),
    gap("The same facts are typed into three systems", account_setup, structural=False),
    gap("A case lies four hours because nobody is told of it", compliance, structural=False),
    gap("Two officers rate the same client differently", compliance, structural=False),
]

INFERRED = [
    gap(
        "What happens to those who are refused is not drawn",
        business_banking,
        compliance,
        approved,
    ),
    gap("Nobody asks clients how it was", business_banking),
    gap("Papers go by email, then to the branch, then by phone", gathers, asked_again, asks),
    gap("To know where the application stands is a need that nothing meets", owner),
    gap("After the first login there is nothing", login),
    gap("From hope to worry: the dip lies in the middle", asks, gathers),
    gap("Nobody owns the check and the setup", compliance, account_setup),
]

FORBIDDEN = [
    forbidden("no channel", document_review, "a wait"),
    forbidden("no channel", compliance, "a wait"),
    forbidden("loop without a way out", asks, "the bank decides at some time"),
    forbidden("pain without response", "pain:gathers-ten-documents-in-two-hours", "an idea"),
    forbidden("dead end", login, "the end"),
]

UNSAYABLE = [
    "An effort score of a touchpoint, and its share of the whole",
    "How anxious people are in a wait, on a scale of its own",
    "A hand-over between two teams backstage, and the four hours it costs",
    "Pain points of the staff",
]
