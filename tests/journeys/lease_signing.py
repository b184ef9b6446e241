"""Signing a lease that one does not fully understand: nobody to ask, and signed all the same.

Source: "CJM: signing a lease you don't fully understand", github.com/Asteliter/Sendbox,
``journey-map.md``: five phases with actions, touchpoints, feelings with their trigger, a question
"how might we" for each, the phase to redesign, and a list of what was assumed. No licence is
stated. What stands here are facts from it in other words.

Inferred: a name, a number for each feeling, the two ways that she does not take as touchpoints, and
that each question "how might we" is an idea for what stands above it.
"""

from __future__ import annotations

from helpers.published import forbidden, gap
from journeykit import Channel, Pain, journey, persona, touchpoint

document = Channel("Document", "digital", "owned")
email = Channel.EMAIL

INFORMED = "sign knowing which clauses are unusual"

tenant = persona("Tenant", "cannot pay a lawyer for it", goals=[INFORMED])

dense = Pain("fourteen pages in the language of law", "confusion")
renewal = Pain("cannot tell what happens if she misses ninety days", "uncertainty")
liability = Pain("may be liable for what is not her fault", "uncertainty")
no_help = Pain("nobody helps at the moment when she is stuck", "lack of support")
generic = Pain("what she finds does not speak of her document", "lack of information")
difficult = Pain("does not want to seem difficult", "barrier")

# Receiving it

receives = touchpoint("Is sent the lease", email, initiator="company")
opens = (
    touchpoint("Opens fourteen pages", document).feels(tenant, -0.5, "uneasy").hurts(tenant, dense)
)

# What is familiar

rent = touchpoint("Looks for the rent", document).feels(tenant, +1, "relieved")
move_in = touchpoint("Looks for the date", document).feels(tenant, +1, "relieved")

# What is confusing

rereads = (
    touchpoint("Reads about renewal three times", document)
    .feels(tenant, -2, "frustrated")
    .hurts(tenant, renewal, no_help)
)
liable = (
    touchpoint("Reads about liability", document)
    .feels(tenant, -1, "uneasy")
    .hurts(tenant, liability)
)

# Looking for answers

searches_renewal = touchpoint("Searches for a phrase of it", Channel.SEARCH)
searches_liability = touchpoint("Searches for another phrase", Channel.SEARCH)
posts = (
    touchpoint("Reads general articles of law firms", Channel.CONTENT)
    .feels(tenant, -1, "discouraged")
    .hurts(tenant, generic)
)

# Deciding

weighs = touchpoint("Weighs whether to push back", Channel.SELF).hurts(tenant, difficult)
asks_landlord = touchpoint("Asks the landlord's lawyer", email)
own_lawyer = touchpoint("Hires a lawyer", Channel("Law firm", "interpersonal", "earned"))
signs = touchpoint("Signs", document).feels(tenant, -1, "resigned")
moves_on = touchpoint("Will deal with it when it is a problem", Channel.SELF)

lease_signing = (
    journey("Signing a lease", state="as-is")
    .walked_by(tenant)
    .stage("Receiving it", receives, opens)
    .stage("What is familiar", rent, move_in)
    .stage("What is confusing", rereads, liable)
    .stage("Looking for answers", searches_renewal, searches_liability, posts)
    .stage("Deciding", weighs, asks_landlord, own_lawyer, signs, moves_on)
    .flow(receives >> opens >> rent >> move_in >> rereads >> liable >> searches_renewal)
    .flow(searches_renewal >> searches_liability >> posts >> weighs >> signs >> moves_on)
    .flow(weighs >> asks_landlord, kind="declined", when="she does not want to seem difficult")
    .flow(weighs >> own_lawyer, kind="declined", when="it costs too much")
    .opportunity("Show before reading how much needs attention", dense)
    .opportunity("Put an unusual clause in plain words", renewal, liability, priority="high")
    .opportunity("Say whether a clause is common", generic)
    .opportunity("Say which points deserve a second opinion", difficult)
)

STATED = [
    gap("Nobody helps at the moment when she is stuck", rereads, lease_signing),
    gap("The confusing clauses are the lowest point", rereads, "stage:what-is-confusing"),
    gap("Her search answers nothing about her own lease", posts, "stage:looking-for-answers"),
    gap("She signs resigned", signs),
    gap("She still does not know what she signed", tenant),
    gap("She does not ask, so as not to seem difficult", weighs, structural=False),
    gap("She cannot justify a lawyer", own_lawyer, structural=False),
    gap("It begins with a dense document", opens),
]

INFERRED = [
    gap("Nobody answers questions anywhere", lease_signing),
    gap("The landlord begins nothing after sending the lease", lease_signing, receives, signs),
    gap("Feelings are negative from the clauses on", rereads, liable, posts, signs),
    gap("From relieved to frustrated in one step", rereads, move_in),
    gap("Nobody asks how it was", lease_signing),
    gap("Nothing is measured", lease_signing),
    gap("Nothing reminds her of the deadline after signing", signs, moves_on, structural=False),
    gap("Ideas have no owner", lease_signing),
    gap("All of it was assumed, and no evidence stands on the map", lease_signing),
]

FORBIDDEN = [
    forbidden("dead end", asks_landlord, "a way not taken"),
    forbidden("dead end", own_lawyer, "a way not taken"),
    forbidden("unreachable", own_lawyer, "a way not taken"),
    forbidden("no channel", weighs, "alone"),
    forbidden("pain without response", dense.element, "an idea answers it"),
]

UNSAYABLE = [
    "How far one may go with a machine at each phase",
    "What was assumed of the map, point by point",
]
