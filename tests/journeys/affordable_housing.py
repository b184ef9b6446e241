"""Applying for an affordable flat in San Francisco, as it was before there was a portal.

Sources:
    - "Reimagining the affordable housing process in San Francisco", medium.com/exygy, 18 July 2017:
      Allison's afternoon, as far as it was at hand.
    - "San Francisco's one-stop affordable housing application portal", howhousingmatters.org: how
      people applied until 2016.
    - "Implementing and developing processes …", bloomhousing.com, 7 June 2022: what applications
      asked for.

No licences are stated. What stands here are facts from them in other words.

Inferred: the names of the stages, and that Allison goes to the lottery as everybody did.
"""

from __future__ import annotations

from helpers.published import forbidden, gap
from journeykit import Channel, Wait, journey, otherwise, persona, touchpoint

building = Channel("At the building", "physical")

allison = persona(
    "Allison",
    "works two jobs and has two children",
    goals=["a flat that lets her family stay in the city"],
    needs=["to apply in the little time between her jobs"],
)

# Finding

newsletters = touchpoint("Follows the newsletters of single buildings", Channel.EMAIL).hurts(
    allison, "every building has its own"
)
websites = touchpoint("Watches several city websites", Channel.WEBSITE).hurts(
    allison, "there are many places to watch"
)
hears = touchpoint("Hears of an opening the evening before").hurts(
    allison, "the deadline is the next day at five"
)

# Applying

assembles = touchpoint("Gathers her papers").feels(allison, -1, "stressed")
travels = touchpoint("Goes to the building between two shifts")
line = touchpoint(
    "Stands in line around the block", building, wait=Wait("most of 30 minutes")
).hurts(allison, "the line does not move and her shift begins")
own_copy = touchpoint("Hands over the form that she had ready", building).hurts(
    allison, "this building does not accept it"
)
new_form = touchpoint("Fills in another form from scratch", building).hurts(
    allison, "it asks for a bank statement that she does not have with her"
)
submits = touchpoint("Hands in what she has and hopes", building)
ticket = touchpoint("Gets a paper ticket with a lottery number", building, initiator="company")

# The lottery

waits = touchpoint("Waits for the lottery", wait=Wait(until="the lottery"))
lottery = touchpoint("Sits through the lottery", building).hurts(
    allison, "it is long, and there is no other way to learn the result"
)
chosen = touchpoint("Her number is drawn", building).serves(
    allison, "a flat that lets her family stay in the city"
)
not_chosen = touchpoint("Her number is not drawn", building, outcome="failed")

affordable_housing = (
    journey("Applying for an affordable flat", state="as-is")
    .walked_by(allison)
    .stage("Finding", newsletters, websites, hears)
    .stage("Applying", assembles, travels, line, own_copy, new_form, submits, ticket)
    .stage("The lottery", waits, lottery, chosen, not_chosen)
    .flow(newsletters >> websites >> hears >> assembles >> travels >> line >> own_copy)
    .flow(own_copy >> new_form >> submits >> ticket >> waits >> lottery)
    .flow(lottery >> chosen, when="her number is drawn")
    .flow(lottery >> not_chosen, when=otherwise)
)

STATED = [
    gap(
        "Openings are scattered over newsletters and sites", newsletters, websites, structural=False
    ),
    gap("One can apply in person only", line, own_copy, new_form, submits, "stage:applying"),
    gap("The same facts are written again for each building", own_copy, new_form, structural=False),
    gap("Papers are asked for that nobody named before", new_form, structural=False),
    gap("She stands in line for the time she has", line),
    gap("The result is learned only by sitting through the lottery", lottery, waits),
    gap("An application may be incomplete and nobody says so", submits, structural=False),
]

INFERRED = [
    gap("Whoever is not drawn is left alone", not_chosen),
    gap("Applying holds nothing good", "stage:applying"),
    gap("Nothing reaches her between the ticket and the lottery", waits, ticket),
    gap("The map ends with the draw; moving in is not there", chosen, "stage:the-lottery"),
    gap("Her need, to apply in little time, is met nowhere", allison),
    gap(
        "How she feels is told once",
        affordable_housing,
        allison,
        "stage:finding",
        "stage:the-lottery",
    ),
]

FORBIDDEN = [
    forbidden("dead end", not_chosen, "an end that the draw has for most"),
    forbidden("no channel", assembles, "she does it alone, at home"),
    forbidden("no channel", waits, "in a wait nobody meets anybody"),
]

UNSAYABLE = [
    "A range of time that she has (45 minutes, then 30) against the time it takes",
    "A deadline: today at five",
    "Property managers and counsellors, who find the same process hard, have no steps of their own",
    "She tries this again for every building: the whole journey is a loop",
]
