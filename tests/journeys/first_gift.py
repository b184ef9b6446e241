"""A first gift to a charity: taken warmly, and then a receipt, silence and the next appeal.

Sources:
    - "Great expectations, poor first impressions", fpmagazine.com.au: a gift by phone to forty
      charities, as far as it was at hand.
    - "Mapping the donor journey", truesense.com: what a donor expects, and what often happens.
    - "2016 Giving Tuesday donor communications experiment", bloomerang.co: gifts on the web to 25
      charities, and what came in two weeks.
    - "The donor experience", innovairre.com: cheques to eight charities.

No licences are stated. What stands here are facts from them in other words.

Inferred: one donor for those of the sources, and a number for each feeling.
"""

from __future__ import annotations

from helpers.published import forbidden, gap
from journeykit import Channel, Metric, Pain, Wait, journey, persona, touchpoint

web, phone, email, mail = Channel.WEBSITE, Channel.PHONE, Channel.EMAIL, Channel.MAIL

MATTERS = "a gift that makes a difference"

donor = persona(
    "Donor",
    "gives for the first time, unasked",
    goals=[MATTERS],
    needs=["know that it arrived", "hear what it has done"],
)

cold = Pain("the receipt is cold", "poor experience")
unsure = Pain("wonders whether the gift arrived", "uncertainty")
no_news = Pain("is asked again before hearing what the first gift did", "trust")
not_mine = Pain("the invitation seems to come from somebody else", "disconnected channels")
on_hold = Pain("is put on hold or sent to voicemail", "waiting")
rude = Pain("fundraisers want to end the call", "poor experience")
late_cheque = Pain("three weeks until the cheque is cashed", "timing")

# Finding the charity

discovers = touchpoint("Comes across the charity", Channel.SOCIAL_MEDIA).feels(donor, +1, "curious")
site = touchpoint("Reads its website", web).feels(donor, +2, "inspired")

# Giving

gives_web = touchpoint("Gives on the website", web).feels(donor, +1)
calls = touchpoint("Calls to give", phone).feels(donor, low=-1, high=+1).hurts(donor, on_hold, rude)
form = touchpoint(
    "The fundraiser looks for a paper form", phone, initiator="company", wait=Wait("some minutes")
)
sends = touchpoint("Sends a cheque", mail).feels(donor, +1)
cashed = (
    touchpoint("Waits for the cheque to be cashed", wait=Wait("1 to 3 weeks"))
    .feels(donor, -1, "worried")
    .hurts(donor, late_cheque)
)

# Being thanked

receipt = (
    touchpoint("Gets a receipt", email, initiator="company", automated=True)
    .feels(donor, 0)
    .hurts(donor, cold)
)
silence = (
    touchpoint("Hears nothing", wait=Wait("2 to 5 weeks"))
    .feels(donor, -1, "disappointed")
    .hurts(donor, unsure)
)
thanks = touchpoint("Gets a letter of thanks", mail, initiator="company", optional=True).feels(
    donor, +1, "valued"
)

# The next weeks

appeal = (
    touchpoint("Is asked for another gift", mail, email, initiator="company")
    .feels(donor, -1, "annoyed")
    .hurts(donor, no_news)
)
golf = (
    touchpoint("Is invited to a golf tournament", mail, initiator="company")
    .feels(donor, -1, "confused")
    .hurts(donor, not_mine)
)
gives_again = touchpoint("Gives again", web).serves(donor, MATTERS)
gives_up = touchpoint("Does not give again", outcome="abandoned").feels(donor, -1)

first_gift = (
    journey(
        "A first gift",
        state="as-is",
        metrics=[
            Metric("First donors who do not give again", "churn rate", "percent", value=77),
            Metric("Charities that get in touch a second time", "other", "of 25", value=13),
        ],
    )
    .walked_by(donor)
    .stage("Finding the charity", discovers, site)
    .stage("Giving", gives_web, calls, form, sends, cashed)
    .stage("Being thanked", receipt, silence, thanks)
    .stage("The next weeks", appeal, golf, gives_again, gives_up)
    .flow(discovers >> site >> gives_web >> receipt)
    .flow(site >> calls >> form >> receipt)
    .flow(site >> sends >> cashed >> silence)
    .flow(receipt >> silence >> appeal >> golf)
    .flow(silence >> thanks, kind="optional")
    .flow(thanks >> appeal)
    .flow(golf >> gives_again, when="the cause still matters")
    .flow(golf >> gives_up, when="it does not feel like the same charity")
)

STATED = [
    gap("The receipt is cold", receipt),
    gap("Nothing is heard, and one wonders whether it arrived", silence),
    gap("The next appeal comes before any word of what the gift did", appeal, donor),
    gap("The invitation seems to come from another organisation", golf),
    gap("Callers are put on hold, or sent to voicemail", calls, form),
    gap("Some fundraisers are rude", calls),
    gap("It takes weeks until a cheque is cashed", cashed),
    gap("Three quarters do not give again", gives_up, first_gift),
    gap("Many send nothing but the automatic receipt", receipt, structural=False),
    gap("The gift cannot be entered while the donor is on the phone", form, structural=False),
]

INFERRED = [
    gap("To hear what the gift has done is a need that nothing meets", donor),
    gap("Nobody asks donors how it was", first_gift),
    gap("Nobody tries to win those back who give no more", gives_up),
    gap("All of the last weeks is bad", appeal, golf, "stage:the-next-weeks"),
    gap("Nothing tells how many should give again: no target", first_gift, structural=False),
    gap("From the website to letters and calls: nothing is handed over", calls, receipt, appeal),
    gap("No idea answers any pain point", receipt, appeal, golf),
    gap("It ends badly for those who leave", gives_up, structural=False),
]

FORBIDDEN = [
    forbidden("no channel", cashed, "a wait"),
    forbidden("no channel", silence, "a wait"),
    forbidden("nothing begun by the company", first_gift, "receipts, appeals and invitations are"),
    forbidden("dead end", gives_up, "said to be abandoned"),
]

UNSAYABLE = [
    "What the donor expects at each step beside what happens",
    "Shares of forty charities as a measure of a touchpoint",
    "The tone of a message",
]
