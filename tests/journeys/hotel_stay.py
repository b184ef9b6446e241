"""A stay in a hotel: queues at both ends, and requests that get lost.

Source: "Customer journey map", github.com/alyalbina/hotel-guest-experience-platform,
``docs/customer-journey.md``: a reconstruction of the map of a thesis, from booking to the review,
with touchpoints, friction, how it is felt and an opportunity for each stage; the feelings are said
to be interpretations. No licence is stated. What stands here are facts from it in other words.

Inferred: a number for each feeling, and the touchpoints within a stage.
"""

from __future__ import annotations

from helpers.published import forbidden, gap
from journeykit import Channel, Pain, Wait, journey, persona, touchpoint

platform = Channel("Booking platform", "digital", "paid")
hotel_site = Channel.WEBSITE
reception = Channel("Reception", "interpersonal", "owned")
room = Channel("Room", "physical", "owned")
room_phone = Channel("Room phone", "interpersonal", "owned")
restaurant = Channel("Restaurant", "physical", "owned")

REST = "a stay without trouble"

guest = persona(
    "Guest",
    goals=[REST],
    needs=["understand the services", "get what was asked for in time"],
)

where = Pain("hard to find what the hotel offers", "lack of information")
queue_in = Pain("waits to check in", "waiting")
contradicts = Pain("staff say different things", "confusion")
wifi = Pain("the wireless network is bad", "failure")
delays = Pain("requests take long", "waiting")
repeats = Pain("has to ask again", "effort")
unclear = Pain("nobody says whether it is done", "lack of feedback")
queue_out = Pain("waits to pay", "waiting")
bill = Pain("questions about the bill", "confusion")
unheard = Pain("feedback is hardly asked for", "lack of feedback")

# Booking

searches = (
    touchpoint("Looks for a hotel", platform, hotel_site)
    .feels(guest, -1, "uncertain")
    .hurts(guest, where)
)
books = touchpoint("Books a room", platform, hotel_site)
confirmed = touchpoint("Gets the booking confirmed", Channel.EMAIL, initiator="company")

# Check-in

queues = (
    touchpoint("Queues at the reception", reception, wait=Wait("20 minutes"))
    .feels(guest, -1, "impatient")
    .hurts(guest, queue_in)
)
checks_in = touchpoint("Checks in", reception).hurts(guest, contradicts)

# Stay

moves_in = touchpoint("Moves into the room", room).feels(guest, +1)
connects = touchpoint("Connects to the network", room, fail_point=True).hurts(guest, wifi)
eats = touchpoint("Eats in the restaurant", restaurant, optional=True)

# Asking for something

asks = touchpoint("Asks for something", room_phone, reception).feels(guest, 0)
waits = (
    touchpoint("Waits for it", wait=Wait("unknown"))
    .feels(guest, -2, "frustrated")
    .hurts(guest, delays, unclear)
)
asks_again = touchpoint("Asks again", room_phone, reception).feels(guest, -2).hurts(guest, repeats)
gets_it = touchpoint("Gets it", room, initiator="company")
lost = touchpoint("The request is lost", outcome="failed").feels(guest, -2, "angry")

# Check-out

queues_out = (
    touchpoint("Queues to pay", reception, wait=Wait("15 minutes"))
    .feels(guest, -1, "impatient")
    .hurts(guest, queue_out)
)
pays = touchpoint("Pays the bill", reception).hurts(guest, bill).serves(guest, REST)

# Review

review = touchpoint("Writes a review", Channel.REVIEWS, optional=True).hurts(guest, unheard)

hotel_stay = (
    journey("A stay in a hotel", state="as-is")
    .walked_by(guest)
    .stage("Booking", searches, books, confirmed)
    .stage("Check-in", queues, checks_in)
    .stage("Stay", moves_in, connects, eats)
    .stage("Asking for something", asks, waits, asks_again, gets_it, lost)
    .stage("Check-out", queues_out, pays)
    .stage("Review", review)
    .flow(searches >> books >> confirmed >> queues >> checks_in >> moves_in >> connects)
    .flow(connects >> eats, kind="optional")
    .flow(connects >> asks >> waits >> gets_it >> queues_out >> pays >> review)
    .flow(waits >> asks_again >> waits, kind="loop")
    .flow(waits >> lost, when="the request is forgotten")
    .opportunity("Clearer information on services", where)
    .opportunity("Arrive without a queue", queue_in)
    .opportunity("Train the staff", contradicts)
    .opportunity("Coordinate requests", delays, repeats)
    .opportunity("A departure that is the same each time", queue_out, bill)
    .opportunity("Ask for feedback in a fixed form", unheard)
)

STATED = [
    gap("Guests wait to check in", queues),
    gap("Staff say different things", checks_in, structural=False),
    gap("The network is bad", connects),
    gap("Requests take long, and nobody says whether they are done", waits),
    gap("Guests have to ask again", asks_again),
    gap("A request that is lost makes them angry", lost),
    gap("Guests wait to pay", queues_out),
    gap("Questions about the bill", pays, structural=False),
    gap("Guests are hardly asked how it was", hotel_stay, review, structural=False),
    gap("What the hotel offers is hard to find", searches, structural=False),
]

INFERRED = [
    gap("What was asked for in time is a need that nothing meets", guest),
    gap("From the platform to the reception: nothing is handed over", queues, confirmed),
    gap("From the phone to the room: nothing is handed over", asks, gets_it),
    gap("Nothing is measured", hotel_stay),
    gap("Nothing comes after the review", review, structural=False),
    gap("Who has lost a request is not helped", lost),
    gap("Three waits in a short stay", queues, waits, queues_out),
    gap("Guests feel nothing good but the room", guest, moves_in, structural=False),
    gap("The bad network has no idea", connects),
    gap("The first impression is bad", searches),
    gap("No idea has an owner", hotel_stay),
]

FORBIDDEN = [
    forbidden("no channel", waits, "a wait"),
    forbidden("no channel", lost, "it is lost, and nobody tells"),
    forbidden("dead end", eats, "optional"),
    forbidden("dead end", review, "the end"),
]

UNSAYABLE = [
    "Which touchpoints a product covers and which it leaves alone",
    "An interpretation of a feeling beside what was said",
]
