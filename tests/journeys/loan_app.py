"""A first loan with an app: quick to calculate, slow to answer.

Source: "User journey map: Andi (fresh graduate), first loan application",
github.com/Fahreza-ux/ux-concept-pinjaman-sederhana, ``4-user-journey.md`` (in part in Indonesian):
seven stages with touchpoints, actions, feelings, pain points and opportunities. No licence is
stated. What stands here are facts from it in other words.

Inferred: a number for each feeling, at which touchpoint of a stage it is felt, and which
opportunity answers which pain point, where the words show it.
"""

from __future__ import annotations

from helpers.published import forbidden, gap
from journeykit import Channel, Pain, Wait, journey, persona, touchpoint

app = Channel.APP

LOAN = "a first loan on fair terms"

andi = persona("Andi", "has just finished university", goals=[LOAN], prefers=[app])

fraud = Pain("afraid of fraud: many apps are fake", "trust")
promises = Pain("advertisements promise too much", "trust")
permissions = Pain("too many permissions", "trust")
id_first = Pain("asked for the identity card before there is trust", "barrier")
which = Pain("does not know which combination is best", "lack of information")
interest = Pain("does not understand the interest", "confusion")
long_form = Pain("the form is too long", "effort")
upload = Pain("documents are hard to upload", "friction")
when_done = Pain("does not know when it is finished", "uncertainty")
in_process = Pain("the status only says in process", "lack of feedback")
no_estimate = Pain("no estimate of the time", "uncertainty")
slow_support = Pain("support answers slowly", "lack of support")
terms = Pain("the terms are too long", "confusion")
late_fees = Pain("does not understand what paying late means", "lack of information")
forgets = Pain("forgets when a payment is due", "lack of information")
fees = Pain("each bank charges another fee", "cost")

# Discovery

ad = (
    touchpoint("Sees an advertisement", Channel.ADVERTISING)
    .feels(andi, -1, "skeptical")
    .hurts(andi, promises)
)
friends = touchpoint("Asks friends", Channel.WORD_OF_MOUTH).feels(andi, 0, "curious")
reviews = touchpoint("Reads reviews in the store", Channel.REVIEWS).hurts(andi, fraud)

# First impression

installs = touchpoint("Installs the app", app).feels(andi, -1, "anxious").hurts(andi, permissions)
registers = touchpoint("Registers", app).feels(andi, +1, "hopeful").hurts(andi, id_first)

# Calculating

calculates = (
    touchpoint("Tries amounts and terms", app)
    .feels(andi, +2, "empowered")
    .hurts(andi, which, interest)
)

# Applying

fills_in = touchpoint("Fills in the form", app).feels(andi, -1, "impatient").hurts(andi, long_form)
uploads = touchpoint("Uploads the card and a picture", app).feels(andi, -1).hurts(andi, upload)
submits = (
    touchpoint("Submits the application", app).feels(andi, -1, "anxious").hurts(andi, when_done)
)

# Waiting

verification = (
    touchpoint("The application is verified", wait=Wait("days"))
    .feels(andi, -1, "anxious")
    .hurts(andi, no_estimate)
)
checks = (
    touchpoint("Looks at the status every few hours", app)
    .feels(andi, -2, "obsessed")
    .hurts(andi, in_process)
)
support = touchpoint("Asks the support", Channel.CHAT).hurts(andi, slow_support)

# Approval

approved = touchpoint("Hears that it is approved", app, initiator="company").feels(
    andi, +2, "relieved"
)
agreement = (
    touchpoint("Reads and signs the agreement", app)
    .feels(andi, 0, "careful")
    .hurts(andi, terms, late_fees)
)
money = touchpoint("Waits for the money", wait=Wait("a day"))
receives = touchpoint("Gets the money", Channel("Bank account", "digital", "earned")).serves(
    andi, LOAN
)

# Paying back

reminder = touchpoint("Is reminded", app, initiator="company", automated=True).hurts(andi, forgets)
pays = touchpoint("Pays each month", app).feels(andi, +1, "proud").hurts(andi, fees)
history = touchpoint("Looks at the history", app, optional=True).feels(andi, +1, "confident")

loan_app = (
    journey("A first loan", state="as-is")
    .walked_by(andi)
    .stage("Discovery", ad, friends, reviews)
    .stage("First impression", installs, registers)
    .stage("Calculating", calculates)
    .stage("Applying", fills_in, uploads, submits)
    .stage("Waiting", verification, checks, support)
    .stage("Approval", approved, agreement, money, receives)
    .stage("Paying back", reminder, pays, history)
    .flow(ad >> friends >> reviews >> installs >> registers >> calculates)
    .flow(calculates >> fills_in >> uploads >> submits >> verification)
    .flow(verification >> checks >> verification, kind="return")
    .flow(verification >> support >> verification, kind="return")
    .flow(verification >> approved >> agreement >> money >> receives >> reminder >> pays)
    .flow(pays >> history, kind="optional")
    .opportunity("Testimonials, and the licence in sight", fraud, promises)
    .opportunity("Ask for permissions one by one", permissions)
    .opportunity("Show the value before asking for the card", id_first)
    .opportunity("Recommend what fits", which)
    .opportunity("Plain language", interest)
    .opportunity("Save what was filled in", long_form)
    .opportunity("Capture documents", upload)
    .opportunity("Say how long it takes", when_done, no_estimate)
    .opportunity("A status with details, and messages", in_process)
    .opportunity("An agreement that shows what matters", terms)
    .opportunity("Teach what it means to pay late", late_fees)
    .opportunity("Pay by itself", forgets)
    .opportunity("Several ways to pay", fees)
)

STATED = [
    gap("The status says nothing, and no time is given", verification, checks),
    gap("People look again every few hours", checks),
    gap("The support answers slowly", support),
    gap("They have to ask", support, verification),
    gap("Applying is felt badly throughout", fills_in, uploads, "stage:applying"),
    gap("Waiting is the lowest point", verification, checks, "stage:waiting"),
    gap("Advertisements are not believed", ad),
    gap("Too many permissions at once", installs, structural=False),
    gap("The terms are too long", agreement, structural=False),
    gap("Fees differ from bank to bank", pays, structural=False),
]

INFERRED = [
    gap("Those who are refused are not on the map", loan_app, verification, approved),
    gap("Nobody asks how it was", loan_app),
    gap("Nothing is measured", loan_app),
    gap("The company begins nothing until it approves", verification, "stage:waiting"),
    gap("A second wait without a word, for the money", money),
    gap("Nobody says what happens to those who cannot pay", pays, loan_app, structural=False),
    gap("What hurts most has no priority, and no idea an owner", loan_app),
    gap("A feeling at getting the money is missing", receives, structural=False),
    gap("The first thing people meet is not believed", ad),
]

FORBIDDEN = [
    forbidden("no channel", verification, "a wait"),
    forbidden("no channel", money, "a wait"),
    forbidden("dead end", history, "optional"),
    forbidden("pain without response", fraud.element, "an idea answers it"),
]

UNSAYABLE = [
    "Quotes as pain points",
    "How often people do something (every few hours)",
    "Steps of a form (1 of 4) within a touchpoint",
]
