"""Money for a club's evening: collected on the private account of one member.

Source: "Moishow customer journey map", github.com/moishow/moishow, ``docs/journey-map.md`` (in
Korean): how members and a treasurer collect, keep, spend, settle and pay back money today, with a
score of feelings for each of the two at each of six stages, and pain points. No licence is stated.
What stands here are facts from it in other words; what its app would change was left out.

Inferred: the scores, from −5 to +5 there, were made −2 to +2; at which touchpoint a score stands.
"""

from __future__ import annotations

from helpers.published import forbidden, gap
from journeykit import Channel, Wait, journey, persona, touchpoint

group = Channel("Chat group", "digital")
bank = Channel("Bank transfer", "digital")
place = Channel("On the spot", "physical")

member = persona(
    "Member",
    goals=["see what the money is spent on", "get back what is left"],
)
treasurer = persona(
    "Treasurer",
    goals=["be rid of the money without suspicion"],
)

# Recruiting

invited = touchpoint("Is invited to the group", group).met_by(member)
announces = (
    touchpoint("Posts account and amount again and again", group)
    .met_by(treasurer)
    .feels(treasurer, 0)
)
reads = (
    touchpoint("Reads the announcement", group)
    .met_by(member)
    .feels(member, -0.5, "blind")
    .hurts(member, "what the money is for is in the treasurer's head")
)

# Paying

transfers = (
    touchpoint("Transfers the money to a private account", bank)
    .met_by(member)
    .feels(member, -1, "uneasy")
    .hurts(member, "cannot prove to have paid")
)
compares = (
    touchpoint("Compares names and amounts by hand", bank)
    .met_by(treasurer)
    .feels(treasurer, -1, "drudgery")
    .hurts(treasurer, "the more people, the more mistakes")
)
dispute = touchpoint("Argues about who has paid", group).hurts(
    treasurer, "one sentence in the group, and I am the culprit"
)

# Keeping

keeps = (
    touchpoint("The money lies on the treasurer's account", wait=Wait(until="the evening"))
    .feels(member, -1, "suspicious")
    .feels(treasurer, -1, "a burden")
    .hurts(member, "nothing keeps the treasurer from using it")
    .hurts(treasurer, "is suspected without doing anything")
)
cancels = (
    touchpoint("Cancels and asks for the money", group)
    .met_by(member)
    .hurts(member, "the refund is put off and cannot be forced")
)
no_refund = touchpoint("Gets no refund", outcome="failed").met_by(member)

# Spending

withdraws = (
    touchpoint("Withdraws and pays", place)
    .met_by(treasurer)
    .feels(treasurer, -1, "without a witness")
    .hurts(treasurer, "nobody can testify what was paid and when")
)
no_receipt = (
    touchpoint("Sees no receipt unless asking", group)
    .met_by(member)
    .feels(member, -1, "wary")
    .hurts(member, "receipts are a favour")
)

# Settling

calculates = (
    touchpoint("Calculates all night")
    .met_by(treasurer)
    .feels(treasurer, -2, "afraid")
    .hurts(treasurer, "one wrong figure counts as theft")
)
posts = touchpoint("Posts a spreadsheet", group).met_by(treasurer)
doubts = (
    touchpoint("Doubts the figures", group)
    .met_by(member)
    .feels(member, -1.5, "distrustful")
    .hurts(member, "a mistake and a trick look alike")
)

# Paying back

pays_back = (
    touchpoint("Transfers to one after the other", bank)
    .met_by(treasurer)
    .feels(treasurer, -1, "drudgery")
    .hurts(treasurer, "whoever is forgotten suspects again")
)
chases = (
    touchpoint("Checks the account and asks for the refund", group)
    .met_by(member)
    .feels(member, -2, "let down")
    .hurts(member, "has to ask again and again", "no proof when it does not come")
)

club_money = (
    journey("Money for a club's evening", state="as-is")
    .walked_by(member, treasurer)
    .stage("Recruiting", invited, announces, reads)
    .stage("Paying", transfers, compares, dispute)
    .stage("Keeping", keeps, cancels, no_refund)
    .stage("Spending", withdraws, no_receipt)
    .stage("Settling", calculates, posts, doubts)
    .stage("Paying back", pays_back, chases)
    .flow(invited >> reads >> transfers >> dispute >> keeps >> no_receipt, personas=[member])
    .flow(no_receipt >> doubts >> chases, personas=[member])
    .flow(keeps >> cancels >> no_refund, personas=[member], when="cannot come")
    .flow(announces >> compares >> dispute >> keeps >> withdraws, personas=[treasurer])
    .flow(withdraws >> calculates >> posts >> pays_back, personas=[treasurer])
)

STATED = [
    gap("Nothing can be checked by a third person", club_money, structural=False),
    gap("What it is for is not told before paying", reads, structural=False),
    gap("Nobody confirms a payment, so people argue", transfers, dispute),
    gap("The money lies there without end and without news", keeps),
    gap("Whoever cancels gets nothing back, and cannot force it", cancels, no_refund),
    gap("Receipts are a favour", no_receipt, structural=False),
    gap("Settling is the treasurer's lowest point", calculates),
    gap("Members have to check and to chase the refund", chases, pays_back),
    gap("Both feel worse from stage to stage", keeps, no_receipt, doubts, withdraws, calculates),
    gap("Disputes are word against word: there is nobody to turn to", dispute, club_money),
]

INFERRED = [
    gap("It ends at the members' lowest point", chases),
    gap("All goes through one chat group", club_money),
    gap("Nothing is measured", club_money),
    gap("No pain point has an idea", reads, transfers, compares, calculates),
    gap("Between bank and chat nothing is handed over", transfers, dispute, pays_back, chases),
    gap("Nobody asks whether they would come again", club_money, chases),
    gap("The goals of both are reached nowhere", member, treasurer),
]

FORBIDDEN = [
    forbidden("no channel", calculates, "done alone"),
    forbidden("no channel", keeps, "a wait has none"),
    forbidden("nothing initiated by the company", club_money, "there is no company"),
    forbidden("no unhappy path", club_money, "it is all unhappy"),
]

UNSAYABLE = [
    "The treasurer is at once a persona and what members would call the company",
    "A score of a stage for each persona, at no one moment",
    "The third persona, who runs the platform and has a journey of another kind",
]
