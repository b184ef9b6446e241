"""A residential parking permit in Austin, on paper and in the first online version.

Source: issues 389, 2341, 2342, 2399, 2446, 2855, 3246, 3288, 3638, 3780, 4028, 4647, 5511 and 6290
of github.com/cityofaustin/atd-data-tech, 2019 to 2021: what a city's design team noted of usability
tests, meetings with staff and messages to residents, as far as these were at hand. No licence is
stated. What stands here are facts from them in other words.

Inferred: the names of the stages and of the two personas. What staff do stands at the touchpoint
it is done for.
"""

from __future__ import annotations

from helpers.published import forbidden, gap
from journeykit import Channel, Metric, Wait, journey, otherwise, persona, touchpoint

website, email, phone, mail = Channel.WEBSITE, Channel.EMAIL, Channel.PHONE, Channel.MAIL
office = Channel("Permit office", "physical")

PARK = "park near home"

online = persona("Resident online", goals=[PARK])
on_paper = persona(
    "Resident on paper", "has sent the application by post for years", goals=[PARK], prefers=[mail]
)

# Reminder

reminder = touchpoint("Reminder to renew", email, initiator="company")
paper_form = touchpoint("Prints and signs the paper form").met_by(on_paper)
home = touchpoint("Opens the permit website", website).met_by(online)

# Application

eligible = touchpoint("Looks up whether the address is eligible", website).met_by(online)
form = (
    touchpoint("Fills in the application", website)
    .met_by(online)
    .hurts(online, "everything is entered anew each year", "help is not on every page")
)
attaches = (
    touchpoint("Attaches licence and proof of residency", website)
    .met_by(online)
    .hurts(online, "hard to do on a phone")
)
submits = touchpoint("Submits the application", website).met_by(online)
sends_paper = touchpoint("Sends the form with photocopies", email, mail).met_by(on_paper)

# Review

received = touchpoint(
    "Confirmation: a review takes seven to ten business days",
    email,
    initiator="company",
    automated=True,
).met_by(online)
review = touchpoint(
    "The application is reviewed",
    wait=Wait("7 to 10 business days"),
    backstage="staff approve or reject the application and its papers",
).hurts(online, "did not know that a review comes before payment")
calls_office = touchpoint("Calls the office to ask", phone)
status = touchpoint("Looks up the status with the invoice", website).met_by(online)
ineligible = touchpoint(
    "Is told that the address is not eligible", email, initiator="company", outcome="failed"
)
approved = (
    touchpoint("Is told to pay", email, initiator="company")
    .met_by(online)
    .hurts(online, "the message has no phone number to pay by")
)

# Payment

tries_online = (
    touchpoint("Looks for a way to pay online", website)
    .met_by(online)
    .hurts(online, "thought that one could pay online")
)
pays_phone = touchpoint("Pays over the phone", phone)
pays_office = touchpoint("Pays at the office", office)
mails_cheque = (
    touchpoint("Sends a payment by post", mail, outcome="failed")
    .met_by(on_paper)
    .hurts(on_paper, "payments by post are not accepted any more")
)
called = touchpoint("Is called for the payment", phone, initiator="company").met_by(on_paper)
lapsed = touchpoint(
    "The application is cancelled after 30 days",
    automated=True,
    initiator="company",
    trigger="30 days without a payment",
    outcome="failed",
).hurts(online, "no message warns of it")

# Permit

waits = touchpoint("Waits for the permits", wait=Wait("10 business days, more in season"))
by_mail = touchpoint("Gets the permits by post", mail, initiator="company").serves(online, PARK)
picks_up = touchpoint("Picks them up, Wednesday mornings by appointment", office)
survey = touchpoint(
    "Is asked for feedback",
    email,
    initiator="company",
    metrics=Metric("Answers to the survey", "engagement", value=0),
).met_by(online)

parking_permit = (
    journey("A residential parking permit", state="as-is")
    .walked_by(online, on_paper)
    .stage("Reminder", reminder, paper_form, home)
    .stage("Application", eligible, form, attaches, submits, sends_paper)
    .stage("Review", received, review, calls_office, status, ineligible, approved, survey)
    .stage("Payment", tries_online, pays_phone, pays_office, mails_cheque, called, lapsed)
    .stage("Permit", waits, by_mail, picks_up)
    .flow(reminder >> home >> eligible >> form >> attaches >> submits >> received >> review)
    .flow(reminder >> paper_form >> sends_paper >> review, personas=on_paper)
    .flow(review >> calls_office, kind="optional")
    .flow(calls_office >> review, kind="return")
    .flow(review >> status, kind="optional", personas=online)
    .flow(status >> review, kind="return", personas=online)
    .flow(review >> ineligible, when="the address is not eligible or the papers are not valid")
    .flow(review >> approved, when=otherwise, personas=online)
    .flow(review >> called, when=otherwise, personas=on_paper)
    .flow(approved >> survey, kind="optional")
    .flow(approved >> tries_online >> pays_phone)
    .flow(tries_online >> pays_office)
    .flow(approved >> lapsed, when="nobody pays for 30 days")
    .flow(called >> pays_phone)
    .flow(review >> mails_cheque, personas=on_paper)
    .flow(pays_phone >> waits, pays_office >> waits)
    .flow(waits >> by_mail, when="chose the post")
    .flow(waits >> picks_up, when="chose to come")
    .opportunity("Pay online", tries_online)
    .opportunity("Warn five days before an application is cancelled", lapsed)
    .opportunity("Fill in the renewal from last year", form)
    .opportunity("Let residents sign in", form, status)
    .opportunity("Take photographs of papers", attaches)
)

STATED = [
    gap(
        "Residents expect to pay online, and cannot",
        tries_online,
        pays_phone,
        pays_office,
        structural=False,
    ),
    gap(
        "They do not know that a review comes first, nor how long it takes",
        review,
        submits,
        structural=False,
    ),
    gap("So they call the office", calls_office, review),
    gap("The message to pay names no number to call", approved, pays_phone),
    gap("An unpaid application is cancelled without a warning", lapsed),
    gap("Everything is entered anew each year", form, structural=False),
    gap("Papers are hard to attach on a phone", attaches, structural=False),
    gap(
        "Payments by post are no longer accepted, and nobody told those who send them", mails_cheque
    ),
    gap("Nobody answers the survey", survey, structural=False),
    gap("Help is not on every page", form, structural=False),
    gap("Whoever is not eligible gets a general message", ineligible, structural=False),
]

INFERRED = [
    gap("Who applies on paper gets no confirmation", sends_paper, on_paper),
    gap("Who applies on paper is not sure to reach the permit: goal unmet", on_paper),
    gap("Picking up serves nobody's goal", picks_up, structural=False),
    gap(
        "From web to phone to post: three changes for one permit", tries_online, pays_phone, by_mail
    ),
    gap("A second wait without a word, after paying", waits),
    gap("No way back after being rejected, refused or cancelled", ineligible, mails_cheque, lapsed),
    gap("The survey is asked before the permit is there", survey, structural=False),
    gap("Nobody tells how residents feel", parking_permit, online, on_paper),
]

FORBIDDEN = [
    forbidden(
        "resident on paper never opens the website", home, "that is why there is a paper way"
    ),
    forbidden("no channel", review, "a wait; what is done is backstage"),
    forbidden("no channel", waits, "a wait"),
    forbidden("dead end", ineligible, "said to have failed"),
]

UNSAYABLE = [
    "A wait of 7 to 10 business days, and one of 10 or more: spans that add up",
    "What residents expected (to pay online) beside what happens, at one touchpoint",
    "A way closed for good: payment by post",
    "Staff as a lane with steps of their own: reviewer, cashier",
    "It repeats each year: the last touchpoint leads back to the first of the next",
    "Hours in which something is open: Wednesdays from eight to twelve",
]
