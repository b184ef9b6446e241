"""A claim for a clinic outside the network: filed in the portal, and then nothing is to be seen.

Source: "User journey map: filing a health insurance claim",
github.com/SanathDev07/healthcare-portal-ui, ``research/journey-map.md``: five stages from the visit
to the cheque, with actions, thoughts, a feeling, pain points and an opportunity for each, three
insights with figures, and a ranking of what to redesign. No licence is stated. What stands here are
facts from it in other words.

Inferred: a number for each feeling, at which touchpoint of a stage it is felt, and which
opportunity answers which pain point, where the words show it.
"""

from __future__ import annotations

from helpers.published import forbidden, gap
from journeykit import Channel, Metric, Pain, journey, persona, touchpoint

portal = Channel.WEBSITE
mail = Channel.MAIL
clinic = Channel("Clinic", "physical", "earned")

PAID_BACK = "get the money back"

maria = persona("Maria", "was at a clinic for urgent care", goals=[PAID_BACK])

network = Pain("does not know whether the clinic is in the network", "lack of information")
codes = Pain("medical codes on the bill", "confusion")
clicks = Pain("four clicks to find the form", "effort")
jargon = Pain("the words of the form are for lawyers and doctors", "confusion")
late_errors = Pain("errors are shown only after submitting", "friction")
how_long = Pain("no time is given", "uncertainty")
no_word = Pain("no confirmation for two hours", "lack of feedback")
no_status = Pain("there is no status to look at", "lack of feedback")
on_hold = Pain("half an hour on hold", "waiting")
paper = Pain("a paper document in a confusing form", "confusion")
no_breakdown = Pain("no digital account of what was covered", "lack of information")

# Trigger

visit = touchpoint("Visits the clinic", clinic)
bill = (
    touchpoint("Gets a bill of 380 dollars", clinic, initiator="third party")
    .feels(maria, -1, "anxious")
    .thinks(maria, "Will my insurance cover this?")
    .hurts(maria, network, codes)
)

# Discovery

searches = touchpoint("Searches for how to file a claim", Channel.SEARCH)
faq = (
    touchpoint("Reads general questions and answers", portal)
    .feels(maria, -1, "frustrated")
    .hurts(maria, clicks, jargon)
)
gives_up = touchpoint("Gives up the claim", Channel.SELF, outcome="abandoned")

# Submission

finds_form = touchpoint("Finds the form", portal)
uploads = touchpoint("Uploads the bill", portal)
fills_in = touchpoint("Fills in fourteen fields", portal).hurts(maria, late_errors)
submits = (
    touchpoint("Submits the claim", portal)
    .feels(maria, 0, "uncertain")
    .thinks(maria, "Did it go through?")
    .hurts(maria, how_long)
)
no_confirmation = touchpoint("Waits for a confirmation", wait="2 hours").hurts(maria, no_word)
confirmed = touchpoint("Gets a confirmation", Channel.EMAIL, initiator="company", automated=True)

# Waiting

processing = touchpoint("The claim is processed", wait="11 days")
looks = (
    touchpoint("Looks into the portal every day", portal)
    .feels(maria, -1, "frustrated")
    .thinks(maria, "Did they lose my claim?")
    .hurts(maria, no_status)
)
calls = (
    touchpoint("Calls member services", Channel.PHONE)
    .feels(maria, -2, "frustrated")
    .hurts(maria, on_hold)
)

# Resolution

explanation = (
    touchpoint("Gets an explanation of benefits", mail, initiator="company")
    .feels(maria, label="relieved but confused", low=-1, high=1)
    .hurts(maria, paper, no_breakdown)
)
on_its_way = touchpoint("Waits for the cheque", wait="4 days")
cheque = touchpoint("Gets the cheque", mail, initiator="company").serves(maria, PAID_BACK)

clinic_bill = (
    journey(
        "A claim for a clinic bill",
        state="as-is",
        metrics=[
            Metric(
                "Gives up before submitting", "conversion", value=43, unit="%", direction="lower"
            )
        ],
    )
    .walked_by(maria)
    .stage("Trigger", visit, bill)
    .stage("Discovery", searches, faq, gives_up)
    .stage("Submission", finds_form, uploads, fills_in, submits, no_confirmation, confirmed)
    .stage("Waiting", processing, looks, calls)
    .stage("Resolution", explanation, on_its_way, cheque)
    .flow(visit >> bill >> searches >> faq >> finds_form >> uploads >> fills_in >> submits)
    .flow(faq >> gives_up, when="she does not find the form")
    .flow(submits >> no_confirmation >> confirmed >> processing)
    .flow(processing >> looks >> processing, kind="return")
    .flow(looks >> calls >> processing, kind="return")
    .flow(processing >> explanation >> on_its_way >> cheque)
    .opportunity("Tell after the visit what will be covered", network, priority="medium")
    .opportunity("Offer the claim by itself", clicks)
    .opportunity(
        "A form of five fields, checked while it is filled in", late_errors, priority="high"
    )
    .opportunity("A status in real time", no_status, how_long, priority="high")
    .opportunity("A confirmation at once", no_word)
    .opportunity("Explain the benefits in plain language", paper, priority="medium")
    .opportunity("A digital account of what was covered", no_breakdown, priority="low")
)

STATED = [
    gap("While the claim is processed nothing is to be seen", processing, looks, "stage:waiting"),
    gap("She calls, because nobody tells her anything", calls, processing),
    gap("Half an hour on hold, to which no idea is given", calls),
    gap("Two hours without a confirmation", no_confirmation, submits),
    gap("43 % give up between discovery and submission", gives_up),
    gap("Waiting is the lowest point", looks, calls, "stage:waiting"),
    gap("Nobody explains the codes on the bill", bill),
    gap("The words of the form are not understood", faq),
    gap("The answer to what was filed on a screen comes on paper", explanation),
    gap("In the end she does not understand what was covered", explanation, "stage:resolution"),
    gap("Errors are shown only after submitting", fills_in, structural=False),
    gap("Four clicks to the form", faq, structural=False),
]

INFERRED = [
    gap("It begins badly", bill),
    gap("Nobody asks how it was", clinic_bill),
    gap("A second wait without a word, for the cheque", on_its_way),
    gap("A claim that is refused is not on the map", processing, clinic_bill),
    gap("Ideas have no owner", clinic_bill),
    gap("Nobody answers before the claim is filed", faq, searches, "stage:discovery", clinic_bill),
    gap("Nothing is known of how the cheque is felt", cheque, structural=False),
    gap("The figure of those who give up has no target", clinic_bill),
]

FORBIDDEN = [
    forbidden("no channel", processing, "a wait"),
    forbidden("no channel", on_its_way, "a wait"),
    forbidden("dead end", gives_up, "said to be abandoned"),
    forbidden("nothing begun by the company", cheque, "the cheque is sent"),
    forbidden("pain without response", no_status.element, "an idea answers it"),
]

UNSAYABLE = [
    "Calls overwhelm the staff: a pain point of the company",
    "On which day something happens",
    "How many asked for the status, as a share of those who answered",
]
