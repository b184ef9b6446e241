"""Having a fellow student bring lunch: two people who find each other by chance.

Source: "CampusEats user journey map", github.com/thc1006/nycu-agile-114-2-CSIC30211,
``docs/user-journey-map.md`` (in Chinese): how students on a campus order and bring lunch today,
without a platform, stage by stage for both, with problems, feelings and an opportunity each. No
licence is stated. What stands here are facts from it in other words.

Inferred: a number for each feeling, and that nobody answers as a way of its own.
"""

from __future__ import annotations

from helpers.published import forbidden, gap
from journeykit import Channel, Pain, Wait, journey, persona, touchpoint

group = Channel("Chat group", "digital")
chat = Channel("Private chat", "digital")
restaurant = Channel("Restaurant", "physical")
campus = Channel("Place on the campus", "physical")

mei = persona(
    "Mei",
    "has a short break between lectures and the laboratory",
    goals=["lunch without leaving the laboratory"],
    pains=["no time to queue for lunch"],
)
xiang = persona(
    "Xiang",
    "goes to the canteen every day anyway",
    goals=["earn a little on the way"],
    needs=["know who wants lunch on my way"],
)

lost_request = Pain("the request is washed away in the group", "blind spot")
hard_to_say = Pain("what exactly is wanted is hard to say", "confusion")
no_news = Pain("nobody knows whether it is bought and where it is", "blind spot")
unclear_deal = Pain("place and amount are unclear", "confusion")
no_record = Pain("no record of who can be trusted", "blind spot")
scattered = Pain("requests are scattered", "disconnected channels")
unclear_offer = Pain("reward, place and meal are unclear", "confusion")
unreliable = Pain("the other may be late or cancel", "poor experience")

# Needing lunch

hungry = (
    touchpoint("Sees that there is no time to eat")
    .met_by(mei)
    .feels(mei, -1, "anxious")
    .hurts(mei, "not sure to find anybody")
)
leaves = touchpoint("Goes out for lunch").met_by(xiang).feels(xiang, 0)

# Finding each other

asks = (
    touchpoint("Asks in the group", group)
    .met_by(mei)
    .feels(mei, -1, "helpless")
    .hurts(mei, lost_request)
)
nobody = touchpoint("Nobody answers", group, outcome="failed").met_by(mei)
reads = (
    touchpoint("Reads that somebody wants lunch", group)
    .met_by(xiang)
    .feels(xiang, -1, "hesitant")
    .hurts(xiang, scattered)
)

# Agreeing

describes = (
    touchpoint("Describes restaurant and meal", chat)
    .met_by(mei)
    .feels(mei, -1, "worried")
    .hurts(mei, hard_to_say)
)
decides = (
    touchpoint("Decides whether to bring it", chat)
    .met_by(xiang)
    .feels(xiang, -1, "it may be a nuisance")
    .hurts(xiang, unclear_offer)
)

# Buying

waits = (
    touchpoint("Waits for lunch", wait=Wait(until="it is there"))
    .met_by(mei)
    .feels(mei, -1, "anxious")
    .hurts(mei, no_news)
)
asks_again = touchpoint("Asks how far it is", chat).met_by(mei)
buys = (
    touchpoint("Buys the meal", restaurant)
    .met_by(xiang)
    .feels(xiang, -1, "worried")
    .hurts(xiang, "may buy the wrong thing")
)

# Handing over

meets = (
    touchpoint("Meets and hands the meal over", campus)
    .feels(mei, -1, "afraid of a quarrel")
    .feels(xiang, -1, "uncertain")
    .hurts(mei, unclear_deal)
    .hurts(xiang, unreliable)
    .serves(mei, "lunch without leaving the laboratory")
)
pays = touchpoint("Pays in cash", campus).serves(xiang, "earn a little on the way")

# Afterwards

thanks = (
    touchpoint("Says thank you, or complains", chat)
    .met_by(mei)
    .feels(mei, -1, "no trust grows")
    .hurts(mei, no_record)
)
remembers = (
    touchpoint("Remembers whether the other is reliable")
    .met_by(xiang)
    .feels(xiang, -1, "no credit grows")
    .hurts(xiang, no_record)
)

shared_meal = (
    journey("Lunch brought by a fellow student", state="as-is")
    .walked_by(mei, xiang)
    .stage("Needing lunch", hungry, leaves)
    .stage("Finding each other", asks, nobody, reads)
    .stage("Agreeing", describes, decides)
    .stage("Buying", waits, asks_again, buys)
    .stage("Handing over", meets, pays)
    .stage("Afterwards", thanks, remembers)
    .flow(
        hungry >> asks >> describes >> waits >> asks_again >> meets >> pays >> thanks,
        personas=[mei],
    )
    .flow(asks >> nobody, personas=[mei], when="the request is lost")
    .flow(leaves >> reads >> decides >> buys >> meets >> pays >> remembers, personas=[xiang])
    .opportunity("A list of all requests", lost_request, scattered)
    .opportunity("A form that asks for all that is needed", hard_to_say, unclear_offer)
    .opportunity("The state of the order", no_news)
    .opportunity("Confirm that it has arrived", unclear_deal)
    .opportunity("Each rates the other", no_record)
)

STATED = [
    gap("Requests are lost in the group, and nobody answers", asks, nobody),
    gap("What is wanted is hard to say", describes, structural=False),
    gap("Who waits knows nothing", waits),
    gap("Nobody confirms that the deal is done", meets, pays, shared_meal),
    gap("No trust grows: nothing of it is kept", thanks, remembers, "stage:afterwards"),
    gap("Xiang does not know who wants lunch", xiang),
    gap("The other may be late or cancel", meets, structural=False),
    gap("Two may bring the same lunch", decides, structural=False),
]

INFERRED = [
    gap("Mei has to ask for news herself", asks_again, waits),
    gap("For Mei every stage feels bad", mei, shared_meal),
    gap("From the chat to the restaurant nothing is handed over", describes, decides, buys),
    gap("Nobody steps in when the wrong meal comes", buys, meets, structural=False),
    gap("For some pain points there is no idea", hungry, buys, meets),
    gap("Nothing is measured", shared_meal),
    gap("It ends on a low for both", thanks, remembers),
    gap("Mei has no time to queue, and that is answered nowhere", mei),
]

FORBIDDEN = [
    forbidden("no channel", waits, "a wait has none"),
    forbidden("no channel", remembers, "a memory has none"),
    forbidden("nothing initiated by the company", shared_meal, "there is no company"),
    forbidden(
        "pain without response", "pain:no-record-of-who-can-be-trusted", "an idea answers it"
    ),
]

UNSAYABLE = [
    "Two who meet: what one does is a touchpoint of the other",
    "There is no company: initiator customer is the one or the other",
    "The journey with the platform, for which the source has a map of its own",
]
