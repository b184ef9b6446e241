"""An old woman's first day of exchanging things in a community centre in Hong Kong.

Source: "User journey map", github.com/zoetanghk852/Community-Sweep, ``docs/user-journey-map.md``
(in Chinese): eight stages of a first visit with actions, channels, thoughts, a score of feelings
from 1 to 5, pain points and what answers them; three moments of truth; and a side journey of things
kept until the next time. No licence is stated. What stands here are facts from it in other words.

Inferred: the scores were made −2 to +2; where the source tells what is lowest and what the design
must have, that stands among the gaps.
"""

from __future__ import annotations

from helpers.published import forbidden, gap
from journeykit import Channel, Pain, Wait, journey, persona, touchpoint

phone = Channel.PHONE
visit = Channel("Visit at home", "interpersonal", "owned")
poster = Channel("Poster on the estate", "physical", "owned")
hall = Channel("Community hall", "physical", "owned")
back_office = Channel("Back office", "digital", "owned")
paper_card = Channel("Paper card", "physical", "owned")

TRUST = "a first contact without pressure"

chan = persona(
    "Mrs Chan",
    "an old woman who cannot part with things",
    goals=[TRUST],
    needs=["decide for herself", "not be shown up"],
    prefers=[phone, visit],
)
ling = persona("Ling", "a volunteer", goals=["help her to come"])

label = Pain("words that put a label on her", "trust")
shown_up = Pain("afraid of being shown up", "trust")
no_app = Pain("cannot use the app", "barrier")
heavy = Pain("things are hard to carry", "effort")
crowd = Pain("shrinks back from the crowd", "poor experience")
pushed = Pain("has to decide on the spot", "poor experience")
unheard = Pain("does not hear how many points", "lack of information")
nobody_calls = Pain("nobody calls afterwards", "no follow-up")
lost_things = Pain("afraid that the thing gets lost", "trust")
forgets = Pain("forgets what was kept", "lack of information")

# Hearing of it

hears = (
    touchpoint(
        "Hears of the exchange day",
        phone,
        visit,
        poster,
        initiator="company",
        moment_of_truth=True,
    )
    .met_by(chan)
    .feels(chan, -1, "suspicious")
    .thinks(chan, "do I have to clear my flat again?")
    .hurts(chan, label)
)

# Thinking about it

talks = (
    touchpoint("Talks it over", visit, phone)
    .feels(chan, 0)
    .thinks(chan, "only looking, without exchanging?")
    .hurts(chan, shown_up)
)

# Signing up

signs_up = (
    touchpoint("Signs her up", back_office).met_by(ling, on_behalf_of=chan).hurts(chan, no_app)
)

# Getting ready

chooses = touchpoint("Chooses one dress", Channel.SELF).met_by(chan).feels(chan, +1)
fetched = (
    touchpoint("Has it fetched", visit, optional=True, initiator="company")
    .feels(chan, +1)
    .hurts(chan, heavy)
)

# Arriving

arrives = (
    touchpoint("Reports in the hall", hall, moment_of_truth=True)
    .met_by(chan)
    .feels(chan, -1, "nervous")
    .thinks(chan, "so many people; will they look at me?")
    .hurts(chan, crowd)
)
met = touchpoint("Is met by somebody she knows", hall, initiator="company").feels(chan, +1)

# Taking part

exchanges = (
    touchpoint("Looks, or exchanges one thing", hall)
    .met_by(chan)
    .feels(chan, +1)
    .serves(chan, "decide for herself")
)
hesitates = touchpoint("Cannot decide", hall).met_by(chan).feels(chan, -1).hurts(chan, pushed)
kept = (
    touchpoint("The thing is kept for her", hall, paper_card, initiator="company")
    .met_by(chan)
    .feels(chan, 0)
    .hurts(chan, lost_things)
)

# Leaving

points = (
    touchpoint("Is told her points", hall, paper_card, initiator="company", moment_of_truth=True)
    .met_by(chan)
    .feels(chan, +2, "happy")
    .serves(chan, TRUST)
    .hurts(chan, unheard)
)

# Afterwards

care_call = (
    touchpoint("Is called", phone, initiator="company", trigger="three days later")
    .met_by(chan)
    .feels(chan, +1)
    .hurts(chan, nobody_calls)
)
keeps = (
    touchpoint("The thing waits until the next time", wait=Wait("a month"))
    .met_by(chan)
    .hurts(chan, forgets)
)
expired = touchpoint("The time is up", phone, initiator="company", outcome="failed").met_by(chan)
takes_back = touchpoint("Takes it back or lets it go", hall).met_by(chan).feels(chan, +1)

exchange_day = (
    journey("A first exchange day", state="as-is")
    .walked_by(chan, ling)
    .stage("Hearing of it", hears)
    .stage("Thinking about it", talks)
    .stage("Signing up", signs_up)
    .stage("Getting ready", chooses, fetched)
    .stage("Arriving", arrives, met)
    .stage("Taking part", exchanges, hesitates, kept)
    .stage("Leaving", points)
    .stage("Afterwards", care_call, keeps, expired, takes_back)
    .flow(hears >> talks >> signs_up >> chooses >> arrives >> met >> exchanges >> points)
    .flow(chooses >> fetched, kind="optional")
    .flow(fetched >> arrives)
    .flow(met >> hesitates >> kept >> points, when="she cannot decide")
    .flow(points >> care_call >> keeps, when="a thing is kept")
    .flow(keeps >> takes_back)
    .flow(keeps >> expired, when="she does not come")
    .opportunity("Posters that tell of stories", label)
    .opportunity("Points for looking only", shown_up)
    .opportunity("A corner that is quiet, and one volunteer for one guest", crowd)
    .opportunity("Keep things until the next time", pushed)
    .opportunity("A card in large print, read aloud", unheard)
    .opportunity("Labels, and two who confirm", lost_things)
    .opportunity("Call seven days before", forgets)
)

STATED = [
    gap("The first words decide, and they are felt badly", hears),
    gap("On arriving it goes down again", arrives),
    gap("She cannot use the app, and so others do it", signs_up, chan, structural=False),
    gap("Things are hard to carry, and nothing but a visit helps", fetched),
    gap("Nobody follows up", care_call),
    gap("A month passes until the next time, and she forgets", keeps),
    gap("When the time is up trust is hurt", expired),
    gap("Facts about her are scattered", signs_up, structural=False),
    gap("Whose will counts, hers or her daughter's", exchange_day, structural=False),
]

INFERRED = [
    gap("Not to be shown up is a need that nothing meets", chan),
    gap("Ling's goal is met nowhere, and she feels nothing", ling),
    gap("From the phone to the hall to a paper card", signs_up, points, kept),
    gap("Nothing is measured", exchange_day),
    gap("Nobody asks how it was", exchange_day),
    gap("Who does not come, or turns away at the door, is not drawn", exchange_day),
    gap("Ling is in one stage only", ling, structural=False),
]

FORBIDDEN = [
    forbidden("no channel", keeps, "a wait"),
    forbidden("no way for Mrs Chan", signs_up, "Ling does it for her"),
    forbidden("dead end", expired, "said to have failed"),
    forbidden("ends on a low", takes_back, "she is glad"),
    forbidden("pain without response", label.element, "an idea answers it"),
]

UNSAYABLE = [
    "A feeling that changes within one touchpoint, from bad to good",
    "What the design must have, beside what is there",
    "Consent by word of mouth, written down by somebody else",
    "The same thing as it passes from hand to hand",
]
