"""Exchanging a torn dress: from the shop to the web, the chat, the drop-off and the emails.

Source: "Sketching e-commerce returns: pain points along the customer journey", Kat Snyder,
katsnyderux.com: what one customer of a department store told in an interview, drawn scene by scene,
with a list of pain points and insights. No licence is stated. What stands here are facts from it in
other words.

Inferred: a number for each feeling, the names of the stages, and what the customer wants in the
end. The source does not tell how it ends.
"""

from __future__ import annotations

from helpers.published import forbidden, gap
from journeykit import Channel, journey, persona, touchpoint

chat = Channel("Chat with the service", "interpersonal", "owned")
drop_off = Channel("Drop-off point", "physical")

shopper = persona("Shopper", goals=["the same dress without a tear"])

# Shopping

tries_on = touchpoint("Tries dresses on", Channel.IN_STORE)
photographs = touchpoint("Takes pictures of what she likes")
orders = touchpoint("Orders the dress", Channel.WEBSITE)

# Receiving

parcel = touchpoint("The parcel arrives", Channel.MAIL, initiator="company")
hangs_up = touchpoint("Hangs the dress up")
finds_tear = (
    touchpoint("Puts it on and finds a torn seam")
    .feels(shopper, -2, "angry")
    .hurts(shopper, "the tear is not seen until the dress is worn")
)

# Asking

looks_up = touchpoint("Looks up how to exchange it", Channel.WEBSITE).hurts(
    shopper,
    "exchanging is harder to find than returning, and more complicated",
    "may have to pay the postage for a fault of the shop",
)
chats = (
    touchpoint("Asks in the chat", chat)
    .feels(shopper, -1, "stressed")
    .hurts(shopper, "what the representative has done already has to be undone")
)
decides = touchpoint("Decides what to do if it is sold out").hurts(
    shopper, "shop or mail, other size or other colour: stressful choices"
)

# Sending it back

packs = touchpoint("Prints the label and packs it").hurts(
    shopper, "needs a printer, a box, scissors, tape, time and a car"
)
drops = (
    touchpoint("Puts it into the drop-off box", drop_off, initiator="third party", fail_point=True)
    .feels(shopper, -1, "annoyed")
    .hurts(shopper, "the parcel gets stuck in the chute")
)

# Waiting for the new one

automatic = (
    touchpoint(
        "Emails about the parcel",
        Channel.EMAIL,
        initiator="company",
        automated=True,
        trigger="the carrier scans the parcel",
    )
    .feels(shopper, -1, "stressed")
    .hurts(shopper, "automatic emails tell what is out of date")
)
writes = (
    touchpoint("Writes emails to and fro with the service", Channel.EMAIL, Channel.SUPPORT)
    .feels(shopper, -2, "frustrated")
    .hurts(shopper, "the emails contradict what the representative said")
)

dress_exchange = (
    journey("Exchanging a torn dress", state="as-is")
    .walked_by(shopper)
    .stage("Shopping", tries_on, photographs, orders)
    .stage("Receiving", parcel, hangs_up, finds_tear)
    .stage("Asking", looks_up, chats, decides)
    .stage("Sending it back", packs, drops)
    .stage("Waiting for the new one", automatic, writes)
    .flow(tries_on >> photographs >> orders >> parcel >> hangs_up >> finds_tear >> looks_up)
    .flow(looks_up >> chats >> decides >> packs >> drops >> automatic >> writes)
)

STATED = [
    gap("The tear shows late, and makes people angry", finds_tear),
    gap("How to exchange is hard to find", looks_up, structural=False),
    gap(
        "What the chat says, the emails contradict: neither knows of the other",
        chats,
        automatic,
        writes,
    ),
    gap("What the representative did has to be undone", chats, structural=False),
    gap("Sending it back takes a printer, a box and a drive", packs, structural=False),
    gap("The parcel gets stuck in the chute, and nothing helps then", drops),
    gap("Automatic emails tell what is out of date", automatic, structural=False),
]

INFERRED = [
    gap("From the shop to the web nothing is carried over but her own pictures", tries_on, orders),
    gap("It ends in frustration, and nobody knows how", writes),
    gap("She does not get the dress she came for", shopper),
    gap("No pain point has an idea", looks_up, chats, packs, drops, writes),
    gap("Nothing is measured", dress_exchange),
    gap("She has to ask twice, first in the chat and then by email", chats, writes),
    gap("Nobody asks how it went", dress_exchange, writes),
]

FORBIDDEN = [
    forbidden("no channel", hangs_up, "it happens at home"),
    forbidden("no channel", finds_tear, "it happens at home"),
    forbidden("nothing initiated by the company", dress_exchange, "the parcel and the emails are"),
    forbidden("no unhappy path", dress_exchange, "it is one"),
]

UNSAYABLE = [
    "An order of another shop whose box she waits for",
    "What the representative does: helpful, and it complicates things",
    "Three choices that are open at once: shop, mail, other size",
]
